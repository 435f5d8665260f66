/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a schema cannot say of a template: ids are unique, references lead somewhere, wordings can
 * be looked for, rules can be kept. */
#include "template-private.h"

#include "recevable/i18n.h"
#include "recevable/text.h"

#include <string.h>

/* No price table of a form is longer; more is a slip. */
#define MAX_TABLE_LINES 100

typedef struct {
    const RvTemplate *t;
    GHashTable *lines; /* item, box, section, rule -> line of the file */
    GError **error;
} Check;

static gboolean G_GNUC_PRINTF(3, 4)
    fail(const Check *check, gconstpointer what, const char *format, ...)
{
    long line = GPOINTER_TO_INT(g_hash_table_lookup(check->lines, what));
    g_autofree char *message = NULL;
    va_list args;

    va_start(args, format);
    message = g_strdup_vprintf(format, args);
    va_end(args);
    rv_xml_error(check->error, check->t->path, MAX(line, 1), "%s", message);
    return FALSE;
}

static const RvBoxSpec *
box_of(const RvItem *group, const char *id)
{
    for (guint i = 0; group->boxes && i < group->boxes->len; i++) {
        const RvBoxSpec *box = g_ptr_array_index(group->boxes, i);

        if (g_str_equal(box->id, id))
            return box;
    }
    return NULL;
}

/* The first box that has this detail, or NULL. */
static const RvBoxSpec *
box_with_detail(const RvTemplate *t, const char *detail)
{
    for (guint i = 0; i < t->items->len; i++) {
        const RvItem *item = g_ptr_array_index(t->items, i);

        for (guint k = 0; item->boxes && k < item->boxes->len; k++) {
            const RvBoxSpec *box = g_ptr_array_index(item->boxes, k);

            if (g_strcmp0(box->detail, detail) == 0)
                return box;
        }
    }
    return NULL;
}

/* ---- wordings ---------------------------------------------------------------------------- */

static gboolean
stands_alone(const char *key, const char *word)
{
    g_autofree char *spaced_key = g_strdup_printf(" %s ", key);
    g_autofree char *spaced_word = g_strdup_printf(" %s ", word);

    return *word && strstr(spaced_key, spaced_word);
}

/* A wording without a letter cannot be found; a part of a word cannot be compared as a word. */
static gboolean
check_wording(const Check *check, gconstpointer what, const char *text, GStrv strict)
{
    g_autofree char *key = rv_text_key(text);

    if (!*key)
        return fail(check, what, _("the wording is empty: write what stands on the paper"));
    for (guint i = 0; strict && strict[i]; i++) {
        g_autofree char *word = rv_text_key(strict[i]);

        if (!stands_alone(key, word))
            return fail(check, what,
                        _("<strict>%s</strict> must hold whole words: move its ends to spaces"),
                        strict[i]);
    }
    return TRUE;
}

static gboolean
check_list(const Check *check, const RvItem *table, GStrv texts)
{
    for (guint i = 0; texts[i]; i++) {
        if (!check_wording(check, table, texts[i], NULL))
            return FALSE;
        if (g_strv_contains((const char *const *)texts + i + 1, texts[i]))
            return fail(check, table, _("'%s' is given twice: remove one"), texts[i]);
    }
    return TRUE;
}

/* ---- items ------------------------------------------------------------------------------- */

static gboolean
check_ref(const Check *check, gconstpointer owner, const RvBoxRef *ref)
{
    const RvItem *group;

    if (!ref->group)
        return TRUE;
    group = rv_template_item(check->t, ref->group);
    if (!group || group->kind != RV_ITEM_GROUP)
        return fail(check, owner, _("there is no group '%s' to refer to: correct the name"),
                    ref->group);
    if (group == owner)
        return fail(check, owner, _("the group '%s' depends on itself: name another group"),
                    ref->group);
    if (ref->box && !box_of(group, ref->box))
        return fail(check, owner, _("the group '%s' has no box '%s' to refer to: correct the name"),
                    ref->group, ref->box);
    return TRUE;
}

static gboolean
check_detail(const Check *check, const RvBoxSpec *box)
{
    const RvItem *item;

    if (!box->detail)
        return TRUE;
    item = rv_template_item(check->t, box->detail);
    if (item && item->kind != RV_ITEM_FIELD)
        return fail(check, box, _("the detail '%s' is also the id of a %s: rename one"),
                    box->detail, rv_item_kind_name(item->kind));
    if (box_with_detail(check->t, box->detail) != box)
        return fail(check, box, _("two boxes have the detail '%s': rename one"), box->detail);
    return TRUE;
}

static gboolean
check_group(const Check *check, const RvItem *item)
{
    for (guint i = 0; i < item->boxes->len; i++) {
        const RvBoxSpec *box = g_ptr_array_index(item->boxes, i);

        if (box_of(item, box->id) != box)
            return fail(check, box, _("the group '%s' has two boxes '%s': rename one"), item->id,
                        box->id);
        if (!check_wording(check, box, box->label, box->strict) || !check_detail(check, box))
            return FALSE;
    }
    return check_ref(check, item, &item->applies_when) &&
           check_ref(check, item, &item->optional_when);
}

static gboolean
check_table(const Check *check, const RvItem *item)
{
    const RvItem *software = item->software ? rv_template_item(check->t, item->software) : NULL;
    RvBoxRef group = {item->agrees_with, NULL};

    if (item->software && (!software || software->kind != RV_ITEM_FIELD))
        return fail(check, item, _("there is no field '%s' to refer to: correct the name"),
                    item->software);
    if (item->lines_exactly > MAX_TABLE_LINES)
        return fail(check, item, _("a table of more than %d lines is impossible: correct 'lines'"),
                    MAX_TABLE_LINES);
    return check_list(check, item, item->columns) && check_list(check, item, item->line_labels) &&
           check_ref(check, item, &group);
}

static gboolean
check_field(const Check *check, const RvItem *item)
{
    const RvItem *mention =
        item->required_unless ? rv_template_item(check->t, item->required_unless) : NULL;

    if (item->required_unless && (!mention || mention->kind != RV_ITEM_MENTION))
        return fail(check, item, _("there is no mention '%s' to refer to: correct the name"),
                    item->required_unless);
    return check_ref(check, item, &item->required_when);
}

static gboolean
check_mention(const Check *check, const RvItem *item)
{
    const RvItem *field = item->when ? rv_template_item(check->t, item->when_without) : NULL;
    const RvItem *date = item->when_before ? rv_template_item(check->t, item->when_before) : NULL;

    if (item->when && (!field || field->kind != RV_ITEM_FIELD))
        return fail(check, item, _("there is no field '%s' to refer to: correct the name"),
                    item->when_without);
    if (item->when_before && (!date || date->kind != RV_ITEM_FIELD || date->type != RV_FIELD_DATE))
        return fail(check, item, _("there is no date '%s' to refer to: correct the name"),
                    item->when_before);
    return TRUE;
}

static gboolean
check_signature(const Check *check, const RvItem *item)
{
    for (guint i = 0; item->signatories && item->signatories[i]; i++) {
        const RvItem *field = rv_template_item(check->t, item->signatories[i]);

        if (!field || field->kind != RV_ITEM_FIELD)
            return fail(check, item, _("there is no field '%s' to refer to: correct the name"),
                        item->signatories[i]);
    }
    return TRUE;
}

static gboolean
check_item(const Check *check, const RvItem *item)
{
    if (rv_template_item(check->t, item->id) != item)
        return fail(check, item, _("the id '%s' is given twice: rename one"), item->id);
    if (item->text && !check_wording(check, item, item->text, item->strict))
        return FALSE;
    switch (item->kind) {
    case RV_ITEM_FIELD:
        return check_field(check, item);
    case RV_ITEM_GROUP:
        return check_group(check, item);
    case RV_ITEM_TABLE:
        return check_table(check, item);
    case RV_ITEM_MENTION:
        return check_mention(check, item);
    case RV_ITEM_SIGNATURE:
        return check_signature(check, item);
    }
    return TRUE;
}

/* ---- rules ------------------------------------------------------------------------------- */

static gboolean
fits_rule(const Check *check, const RvRule *rule, const char *id)
{
    const RvItem *item = rv_template_item(check->t, id);

    switch (rule->kind) {
    case RV_RULE_FILLED:
        return (item && item->kind == RV_ITEM_FIELD) || box_with_detail(check->t, id);
    case RV_RULE_DATES:
        return item && item->kind == RV_ITEM_FIELD && item->type == RV_FIELD_DATE;
    case RV_RULE_NONE_OF:
    case RV_RULE_ONE_OF_EACH:
        return item && item->kind == RV_ITEM_GROUP;
    }
    return FALSE;
}

static gboolean
check_rule_item(const Check *check, const RvRule *rule, guint i)
{
    const char *id = rule->items[i];

    if (!fits_rule(check, rule, id))
        return fail(check, rule,
                    _("the rule '%s' cannot speak of '%s': name an item of the right kind"),
                    rule->id, id);
    if (g_strv_contains((const char *const *)rule->items + i + 1, id))
        return fail(check, rule, _("the rule '%s' names '%s' twice: remove one"), rule->id, id);
    if (g_strcmp0(rule->condition.group, id) == 0)
        return fail(check, rule,
                    _("the rule '%s' asks for the group '%s' that it depends on: name another"),
                    rule->id, id);
    return TRUE;
}

static gboolean
check_rule(const Check *check, guint at)
{
    const RvRule *rule = g_ptr_array_index(check->t->rules, at);

    for (guint i = 0; i < at; i++)
        if (g_str_equal(((const RvRule *)g_ptr_array_index(check->t->rules, i))->id, rule->id))
            return fail(check, rule, _("two rules are named '%s': rename one"), rule->id);
    for (guint i = 0; rule->items[i]; i++)
        if (!check_rule_item(check, rule, i))
            return FALSE;
    if (rule->kind == RV_RULE_DATES && g_strv_length(rule->items) != 2)
        return fail(check, rule, _("the rule '%s' needs two dates: the earlier, then the later"),
                    rule->id);
    return check_ref(check, rule, &rule->condition);
}

/* ---- the whole --------------------------------------------------------------------------- */

static gboolean
check_section(const Check *check, guint at)
{
    const RvSection *section = g_ptr_array_index(check->t->sections, at);

    for (guint i = 0; i < at; i++)
        if (g_str_equal(((const RvSection *)g_ptr_array_index(check->t->sections, i))->id,
                        section->id))
            return fail(check, section, _("two sections are named '%s': rename one"), section->id);
    for (guint i = 0; section->anchors[i]; i++)
        if (!check_wording(check, section, section->anchors[i], NULL))
            return FALSE;
    return TRUE;
}

/* A template that demands nothing would let every paper pass. */
static gboolean
demands_something(const RvTemplate *t)
{
    for (guint i = 0; i < t->items->len; i++) {
        const RvItem *item = g_ptr_array_index(t->items, i);

        if (item->required && !item->informative && !item->when)
            return TRUE;
    }
    return FALSE;
}

gboolean
rv_template_check(const RvTemplate *t, GHashTable *lines, GError **error)
{
    Check check = {t, lines, error};

    for (guint i = 0; i < t->sections->len; i++)
        if (!check_section(&check, i))
            return FALSE;
    for (guint i = 0; i < t->items->len; i++)
        if (!check_item(&check, g_ptr_array_index(t->items, i)))
            return FALSE;
    for (guint i = 0; i < t->rules->len; i++)
        if (!check_rule(&check, i))
            return FALSE;
    return demands_something(t) ||
           fail(&check, t, _("nothing is required: every paper would pass; require something"));
}

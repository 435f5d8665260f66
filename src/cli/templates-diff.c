/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recevable templates diff: what one edition of a model demands that another does not. */
#include "templates.h"

#include "recevable/i18n.h"

#include <stdio.h>

typedef struct {
    const RvTemplate *before, *after;
    guint n; /* differences told */
} Diff;

static const char *
or_nothing(const char *text)
{
    return text ? text : "";
}

/* ---- lines ----------------------------------------------------------------------------------- */

static void
tell(Diff *diff, char sign, const char *what, const char *id, const char *text)
{
    printf("%c %s %s: %s\n", sign, what, id, text);
    diff->n++;
}

/* Only the words that differ, with those between them. */
static void
tell_wording(Diff *diff, const char *what, const char *id, const char *before, const char *after)
{
    g_autofree char *text = rv_wording_difference(before, after);

    if (text)
        tell(diff, '~', what, id, text);
}

/* `name` is the attribute's, as in the file. */
static void
tell_change(Diff *diff, const char *what, const char *id, const char *name, const char *before,
            const char *after)
{
    g_autofree char *text = NULL;

    if (g_strcmp0(before, after) == 0)
        return;
    text = g_strdup_printf("%s: %s → %s", name, before && *before ? before : "-",
                           after && *after ? after : "-");
    tell(diff, '~', what, id, text);
}

/* ---- items ----------------------------------------------------------------------------------- */

static char *
reference(const RvBoxRef *ref)
{
    return ref->group
               ? g_strdup_printf("%s%s%s", ref->group, ref->box ? "/" : "", or_nothing(ref->box))
               : NULL;
}

/* What of an item is a text of its own: by the names that the file has for it. */
typedef struct {
    const char *name;
    char *value; /* owned; NULL: it has none */
} Attribute;

#define ATTRIBUTES 16

static void
list_attributes(const RvItem *item, Attribute attributes[ATTRIBUTES])
{
    gboolean is_field = item->kind == RV_ITEM_FIELD, is_group = item->kind == RV_ITEM_GROUP;
    const Attribute all[ATTRIBUTES] = {
        {"section", g_strdup(item->section)},
        {"strict", g_strjoinv(", ", item->strict)},
        {"type", is_field ? g_strdup(rv_field_type_name(item->type)) : NULL},
        {"rule", is_group ? g_strdup(rv_group_rule_name(item->rule)) : NULL},
        {"guessed", g_strdup(item->guessed ? "true" : "false")},
        {"required", g_strdup(item->required ? "true" : "false")},
        {"label-required", g_strdup(item->label_required ? "true" : "false")},
        {"informative", g_strdup(item->informative ? "true" : "false")},
        {"when", g_strdup(item->when)},
        {"under", g_strdup(item->under)},
        {"required-unless", g_strdup(item->required_unless)},
        {"required-when", reference(&item->required_when)},
        {"applies-when", reference(&item->applies_when)},
        {"optional-when", reference(&item->optional_when)},
        {"line-label", item->line_labels ? g_strjoinv(", ", item->line_labels) : NULL},
        {"signatory", item->signatories ? g_strjoinv(" ", item->signatories) : NULL},
    };

    for (gsize i = 0; i < ATTRIBUTES; i++)
        attributes[i] = all[i];
}

static const RvBoxSpec *
find_box(const RvItem *item, const char *id)
{
    for (guint i = 0; item->boxes && i < item->boxes->len; i++) {
        const RvBoxSpec *box = g_ptr_array_index(item->boxes, i);

        if (g_str_equal(box->id, id))
            return box;
    }
    return NULL;
}

/* Boxes of one that the other has not. */
static void
tell_boxes(Diff *diff, char sign, const RvItem *of, const RvItem *other)
{
    for (guint i = 0; of->boxes && i < of->boxes->len; i++) {
        const RvBoxSpec *box = g_ptr_array_index(of->boxes, i), *twin = find_box(other, box->id);
        g_autofree char *id = g_strdup_printf("%s/%s", of->id, box->id);

        if (!twin)
            tell(diff, sign, "box", id, box->label);
        else if (sign == '+')
            tell_wording(diff, "box", id, twin->label, box->label);
    }
}

static void
compare(Diff *diff, const RvItem *before, const RvItem *after)
{
    const char *kind = rv_item_kind_name(after->kind);
    Attribute old[ATTRIBUTES], new[ATTRIBUTES];

    tell_change(diff, kind, after->id, "kind", rv_item_kind_name(before->kind), kind);
    tell_wording(diff, kind, after->id, before->text, after->text);
    list_attributes(before, old);
    list_attributes(after, new);
    for (gsize i = 0; i < ATTRIBUTES; i++) {
        tell_change(diff, kind, after->id, old[i].name, old[i].value, new[i].value);
        g_free(old[i].value);
        g_free(new[i].value);
    }
    tell_boxes(diff, '-', before, after);
    tell_boxes(diff, '+', after, before);
}

static void
compare_items(Diff *diff)
{
    for (guint i = 0; i < diff->before->items->len; i++) {
        const RvItem *item = g_ptr_array_index(diff->before->items, i);

        if (!rv_template_item(diff->after, item->id))
            tell(diff, '-', rv_item_kind_name(item->kind), item->id, or_nothing(item->text));
    }
    for (guint i = 0; i < diff->after->items->len; i++) {
        const RvItem *item = g_ptr_array_index(diff->after->items, i);
        const RvItem *before = rv_template_item(diff->before, item->id);

        if (before)
            compare(diff, before, item);
        else
            tell(diff, '+', rv_item_kind_name(item->kind), item->id, or_nothing(item->text));
    }
}

/* ---- rules ----------------------------------------------------------------------------------- */

static const RvRule *
find_rule(const RvTemplate *t, const char *id)
{
    for (guint i = 0; i < t->rules->len; i++) {
        const RvRule *rule = g_ptr_array_index(t->rules, i);

        if (g_str_equal(rule->id, id))
            return rule;
    }
    return NULL;
}

/* What it demands, as the file says it. */
static char *
demand(const RvRule *rule)
{
    static const char *const kinds[] = {
        [RV_RULE_NONE_OF] = "none-of",
        [RV_RULE_ONE_OF_EACH] = "one-of-each",
        [RV_RULE_FILLED] = "filled",
        [RV_RULE_DATES] = "dates",
    };
    g_autofree char *items = g_strjoinv(" ", rule->items), *ref = reference(&rule->condition);

    g_autofree char *condition =
        ref ? g_strdup_printf("%s %s, ", rule->unless ? "unless" : "if", ref) : g_strdup("");
    g_autofree char *after =
        rule->kind == RV_RULE_DATES
            ? g_strdup_printf(" + P%dM%dD", rule->at_least_months, rule->at_least_days)
            : g_strdup("");

    return g_strdup_printf("%s%s %s%s", condition, kinds[rule->kind], items, after);
}

static void
compare_rules(Diff *diff)
{
    for (guint i = 0; i < diff->before->rules->len; i++) {
        const RvRule *rule = g_ptr_array_index(diff->before->rules, i);

        if (!find_rule(diff->after, rule->id))
            tell(diff, '-', "rule", rule->id, rule->text);
    }
    for (guint i = 0; i < diff->after->rules->len; i++) {
        const RvRule *rule = g_ptr_array_index(diff->after->rules, i);
        const RvRule *before = find_rule(diff->before, rule->id);
        g_autofree char *old = before ? demand(before) : NULL, *new = demand(rule);

        if (before)
            tell_change(diff, "rule", rule->id, "rule", old, new);
        else
            tell(diff, '+', "rule", rule->id, rule->text);
    }
}

/* ---- the action ------------------------------------------------------------------------------ */

static void
tell_day(Diff *diff, const char *name, const GDate *before, const GDate *after)
{
    g_autofree char *a = g_date_valid(before) ? rv_i18n_date(before) : NULL;
    g_autofree char *b = g_date_valid(after) ? rv_i18n_date(after) : NULL;

    tell_change(diff, "template", diff->after->id, name, a, b);
}

static int
compare_all(const RvTemplate *before, const RvTemplate *after)
{
    Diff diff = {.before = before, .after = after};

    tell_change(&diff, "template", after->id, "id", before->id, after->id);
    tell_change(&diff, "template", after->id, "kind", before->kind, after->kind);
    tell_change(&diff, "template", after->id, "reference", before->reference, after->reference);
    tell_change(&diff, "template", after->id, "model", before->model, after->model);
    tell_change(&diff, "template", after->id, "edition", before->edition, after->edition);
    tell_day(&diff, "valid-from", &before->valid_from, &after->valid_from);
    tell_day(&diff, "valid-until", &before->valid_until, &after->valid_until);
    tell_change(&diff, "template", after->id, "dated-by", before->dated_by, after->dated_by);
    tell_wording(&diff, "title", after->id, before->title, after->title);
    tell_wording(&diff, "source", after->id, before->source, after->source);
    compare_items(&diff);
    compare_rules(&diff);
    if (!diff.n)
        printf("%s\n", _("both demand the same"));
    return diff.n ? RV_EXIT_REVIEW : RV_EXIT_PASS;
}

int
rv_templates_diff(const RvTemplateOptions *o, int n, char **arguments)
{
    RvTemplate *loaded[2] = {NULL, NULL};
    const RvTemplate *both[2] = {NULL, NULL};
    g_autoptr(GPtrArray) templates = NULL;
    int status = RV_EXIT_PASS;

    for (int i = 0; i < n && status == RV_EXIT_PASS; i++)
        status = rv_cli_take_template(o->folder, arguments[i], &templates, &loaded[i], &both[i]);
    if (status == RV_EXIT_PASS)
        status = compare_all(both[0], both[1]);
    for (int i = 0; i < n; i++)
        rv_template_free(loaded[i]);
    return status;
}

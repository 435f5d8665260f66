/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a schema cannot say of a template. */
#include "template-private.h"

#include "recevable/i18n.h"

typedef struct {
    const RvTemplate *t;
    const xmlDoc *doc;
    GError **error;
} Check;

static const xmlNode *
find_id(const xmlNode *node, const char *id)
{
    for (; node; node = node->next) {
        const xmlNode *below;
        xmlChar *own =
            node->type == XML_ELEMENT_NODE ? xmlGetNoNsProp(node, (const xmlChar *)"id") : NULL;
        gboolean same = own && g_str_equal((const char *)own, id);

        xmlFree(own);
        if (same)
            return node;
        below = find_id(node->children, id);
        if (below)
            return below;
    }
    return NULL;
}

/* The line of the element with an id. */
static long
line_of(const Check *check, const char *id)
{
    const xmlNode *node = find_id(xmlDocGetRootElement(check->doc)->children, id);

    return node ? xmlGetLineNo(node) : 1;
}

static gboolean G_GNUC_PRINTF(3, 4)
    fail(const Check *check, const char *id, const char *format, ...)
{
    g_autofree char *message = NULL;
    va_list args;

    va_start(args, format);
    message = g_strdup_vprintf(format, args);
    va_end(args);
    rv_xml_error(check->error, check->t->path, line_of(check, id), "%s", message);
    return FALSE;
}

static const RvBoxSpec *
box_of(const RvItem *group, const char *id)
{
    for (guint i = 0; i < group->boxes->len; i++) {
        const RvBoxSpec *box = g_ptr_array_index(group->boxes, i);

        if (g_str_equal(box->id, id))
            return box;
    }
    return NULL;
}

static gboolean
is_detail(const RvTemplate *t, const char *id)
{
    for (guint i = 0; i < t->items->len; i++) {
        const RvItem *item = g_ptr_array_index(t->items, i);

        for (guint k = 0; item->boxes && k < item->boxes->len; k++)
            if (g_strcmp0(((const RvBoxSpec *)g_ptr_array_index(item->boxes, k))->detail, id) == 0)
                return TRUE;
    }
    return FALSE;
}

static gboolean
check_ref(const Check *check, const char *owner, const RvBoxRef *ref)
{
    const RvItem *group;

    if (!ref->group)
        return TRUE;
    group = rv_template_item(check->t, ref->group);
    if (!group || group->kind != RV_ITEM_GROUP)
        return fail(check, owner,
                    _("'%s' refers to the group '%s', which does not exist: correct the name"),
                    owner, ref->group);
    if (ref->box && !box_of(group, ref->box))
        return fail(
            check, owner,
            _("'%s' refers to the box '%s', which its group does not have: correct the name"),
            owner, ref->box);
    return TRUE;
}

static gboolean
check_boxes(const Check *check, const RvItem *item)
{
    for (guint i = 0; item->boxes && i < item->boxes->len; i++) {
        const RvBoxSpec *box = g_ptr_array_index(item->boxes, i);

        if (box_of(item, box->id) != box)
            return fail(check, item->id, _("'%s' has two boxes named '%s': rename one"), item->id,
                        box->id);
    }
    return TRUE;
}

static gboolean
check_item(const Check *check, const RvItem *item)
{
    const RvItem *other;

    if (rv_template_item(check->t, item->id) != item)
        return fail(check, item->id, _("the id '%s' is given twice: rename one"), item->id);
    if (item->required_unless) {
        other = rv_template_item(check->t, item->required_unless);
        if (!other || other->kind != RV_ITEM_MENTION)
            return fail(
                check, item->id,
                _("'%s' refers to the mention '%s', which does not exist: correct the name"),
                item->id, item->required_unless);
    }
    if (item->agrees_with) {
        RvBoxRef ref = {item->agrees_with, NULL};

        if (!check_ref(check, item->id, &ref))
            return FALSE;
    }
    return check_boxes(check, item) && check_ref(check, item->id, &item->required_when) &&
           check_ref(check, item->id, &item->applies_when) &&
           check_ref(check, item->id, &item->optional_when);
}

static gboolean
fits_rule(const Check *check, const RvRule *rule, const char *id)
{
    const RvItem *item = rv_template_item(check->t, id);

    switch (rule->kind) {
    case RV_RULE_FILLED:
        return (item && item->kind == RV_ITEM_FIELD) || is_detail(check->t, id);
    case RV_RULE_DATES:
        return item && item->kind == RV_ITEM_FIELD && item->type == RV_FIELD_DATE;
    case RV_RULE_NONE_OF:
    case RV_RULE_ONE_OF_EACH:
        return item && item->kind == RV_ITEM_GROUP;
    }
    return FALSE;
}

static gboolean
check_rule(const Check *check, const RvRule *rule)
{
    for (guint i = 0; rule->items[i]; i++)
        if (!fits_rule(check, rule, rule->items[i]))
            return fail(check, rule->id,
                        _("the rule '%s' cannot speak of '%s': name an item of the right kind"),
                        rule->id, rule->items[i]);
    if (rule->kind == RV_RULE_DATES && g_strv_length(rule->items) != 2)
        return fail(check, rule->id,
                    _("the rule '%s' needs two dates: the earlier, then the later"), rule->id);
    return check_ref(check, rule->id, &rule->condition);
}

gboolean
rv_template_check(const RvTemplate *t, const xmlDoc *doc, GError **error)
{
    Check check = {t, doc, error};

    for (guint i = 0; i < t->items->len; i++)
        if (!check_item(&check, g_ptr_array_index(t->items, i)))
            return FALSE;
    for (guint i = 0; i < t->rules->len; i++)
        if (!check_rule(&check, g_ptr_array_index(t->rules, i)))
            return FALSE;
    return TRUE;
}

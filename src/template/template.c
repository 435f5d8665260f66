/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Templates in memory: names, look-up, and their end. */
#include "template-private.h"

static const char *const kind_names[] = {
    [RV_ITEM_MENTION] = "mention", [RV_ITEM_FIELD] = "field",         [RV_ITEM_GROUP] = "group",
    [RV_ITEM_TABLE] = "table",     [RV_ITEM_SIGNATURE] = "signature",
};
static const char *const type_names[] = {
    [RV_FIELD_TEXT] = "text",     [RV_FIELD_ADDRESS] = "address",
    [RV_FIELD_DATE] = "date",     [RV_FIELD_SIRET] = "siret",
    [RV_FIELD_FINESS] = "finess", [RV_FIELD_PHONE] = "phone",
    [RV_FIELD_EMAIL] = "email",   [RV_FIELD_REFERENCE] = "reference",
    [RV_FIELD_NUMBER] = "number", [RV_FIELD_FREETEXT] = "freetext",
};
static const char *const rule_names[] = {
    [RV_GROUP_EXACTLY_ONE] = "exactly-one",
    [RV_GROUP_AT_LEAST_ONE] = "at-least-one",
    [RV_GROUP_AT_MOST_ONE] = "at-most-one",
    [RV_GROUP_ALL] = "all",
};

const char *
rv_item_kind_name(RvItemKind kind)
{
    g_return_val_if_fail((gsize)kind < G_N_ELEMENTS(kind_names), "mention");
    return kind_names[kind];
}

const char *
rv_field_type_name(RvFieldType type)
{
    g_return_val_if_fail((gsize)type < G_N_ELEMENTS(type_names), "text");
    return type_names[type];
}

const char *
rv_group_rule_name(RvGroupRule rule)
{
    g_return_val_if_fail((gsize)rule < G_N_ELEMENTS(rule_names), "all");
    return rule_names[rule];
}

static void
box_ref_clear(RvBoxRef *ref)
{
    g_free(ref->group);
    g_free(ref->box);
}

void
rv_box_spec_free(RvBoxSpec *box)
{
    g_free(box->id);
    g_free(box->label);
    g_free(box->detail);
    g_strfreev(box->strict);
    g_free(box);
}

RvItem *
rv_item_new(void)
{
    RvItem *item = g_new0(RvItem, 1);

    item->required = item->label_required = TRUE;
    item->strict = g_new0(char *, 1);
    return item;
}

void
rv_item_free(RvItem *item)
{
    g_free(item->id);
    g_free(item->section);
    g_free(item->text);
    g_strfreev(item->strict);
    g_free(item->when);
    g_free(item->when_without);
    g_free(item->when_before);
    g_free(item->required_unless);
    box_ref_clear(&item->required_when);
    g_clear_pointer(&item->boxes, g_ptr_array_unref);
    g_free(item->under);
    box_ref_clear(&item->applies_when);
    box_ref_clear(&item->optional_when);
    g_strfreev(item->columns);
    g_strfreev(item->line_labels);
    g_free(item->agrees_with);
    g_free(item->software);
    g_strfreev(item->signatories);
    g_free(item);
}

RvRule *
rv_rule_new(void)
{
    return g_new0(RvRule, 1);
}

void
rv_rule_free(RvRule *rule)
{
    g_free(rule->id);
    g_free(rule->text);
    box_ref_clear(&rule->condition);
    g_strfreev(rule->items);
    g_free(rule);
}

void
rv_section_free(RvSection *section)
{
    g_free(section->id);
    g_strfreev(section->anchors);
    g_free(section);
}

void
rv_template_free(RvTemplate *t)
{
    if (!t)
        return;
    g_free(t->id);
    g_free(t->title);
    g_free(t->kind);
    g_free(t->reference);
    g_free(t->source);
    g_free(t->model);
    g_free(t->edition);
    g_free(t->dated_by);
    g_free(t->path);
    g_free(t->sha256);
    g_clear_pointer(&t->sections, g_ptr_array_unref);
    g_clear_pointer(&t->items, g_ptr_array_unref);
    g_clear_pointer(&t->rules, g_ptr_array_unref);
    g_clear_pointer(&t->deadlines, g_ptr_array_unref);
    g_free(t->deadlines_sha256);
    g_free(t);
}

const RvTemplate *
rv_templates_find(const GPtrArray *templates, const char *id)
{
    for (guint i = 0; i < templates->len; i++) {
        const RvTemplate *t = g_ptr_array_index(templates, i);

        if (g_str_equal(t->id, id))
            return t;
    }
    return NULL;
}

const RvItem *
rv_template_item(const RvTemplate *t, const char *id)
{
    for (guint i = 0; i < t->items->len; i++) {
        const RvItem *item = g_ptr_array_index(t->items, i);

        if (g_str_equal(item->id, id))
            return item;
    }
    return NULL;
}

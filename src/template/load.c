/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tree that follows the schema -> a template. */
#include "template-private.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    int value;
} types[] = {
    {"text", RV_FIELD_TEXT},
    {"address", RV_FIELD_ADDRESS},
    {"date", RV_FIELD_DATE},
    {"siret", RV_FIELD_SIRET},
    {"finess", RV_FIELD_FINESS},
    {"phone", RV_FIELD_PHONE},
    {"email", RV_FIELD_EMAIL},
    {"reference", RV_FIELD_REFERENCE},
    {"number", RV_FIELD_NUMBER},
    {"freetext", RV_FIELD_FREETEXT},
    {"exactly-one", RV_GROUP_EXACTLY_ONE},
    {"at-least-one", RV_GROUP_AT_LEAST_ONE},
    {"at-most-one", RV_GROUP_AT_MOST_ONE},
    {"all", RV_GROUP_ALL},
    {"full", RV_TEMPLATE_FULL},
    {"from-slides", RV_TEMPLATE_FROM_SLIDES},
    {"scenario-only", RV_TEMPLATE_SCENARIO_ONLY},
    {"none-of", RV_RULE_NONE_OF},
    {"one-of-each", RV_RULE_ONE_OF_EACH},
    {"filled", RV_RULE_FILLED},
    {"dates", RV_RULE_DATES},
};

/* The value of a word that the schema has checked. */
static int
value_of(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(types); i++)
        if (g_str_equal(types[i].name, name))
            return types[i].value;
    g_return_val_if_reached(0);
}

static xmlNode *
first_element(xmlNode *node)
{
    while (node && node->type != XML_ELEMENT_NODE)
        node = node->next;
    return node;
}

static gboolean
flag(xmlNode *node, const char *name, gboolean otherwise)
{
    g_autofree char *text = rv_xml_attribute(node, name);

    return text ? g_str_equal(text, "true") || g_str_equal(text, "1") : otherwise;
}

static int
choice(xmlNode *node, const char *name)
{
    g_autofree char *text = rv_xml_attribute(node, name);

    return value_of(text);
}

static RvBoxRef
box_ref(xmlNode *node, const char *name)
{
    g_autofree char *text = rv_xml_attribute(node, name);
    g_auto(GStrv) parts = g_strsplit(text ? text : "", "/", 2);

    if (!text)
        return (RvBoxRef){NULL, NULL};
    return (RvBoxRef){g_strdup(parts[0]), g_strdup(parts[1])};
}

static GStrv
to_strv(GPtrArray *strings)
{
    g_ptr_array_add(strings, NULL);
    return (GStrv)g_ptr_array_free(strings, FALSE);
}

/* The texts of all children of one name. */
static GStrv
texts_of(const xmlNode *node, const char *name)
{
    GPtrArray *texts = g_ptr_array_new();

    for (const xmlNode *child = node->children; child; child = child->next)
        if (rv_xml_is(child, name))
            g_ptr_array_add(texts, rv_xml_text(child));
    return to_strv(texts);
}

static void
take_wording(const xmlNode *node, char **text, GStrv *strict)
{
    *text = rv_xml_text(node);
    g_strfreev(*strict);
    *strict = texts_of(node, "strict");
}

/* ---- one reader a kind ------------------------------------------------------------------- */

static void
load_mention(RvItem *item, xmlNode *node)
{
    for (xmlNode *child = node->children; child; child = child->next) {
        if (rv_xml_is(child, "text"))
            take_wording(child, &item->text, &item->strict);
        if (!rv_xml_is(child, "when"))
            continue;
        item->when = rv_xml_text(child);
        item->when_without = rv_xml_attribute(child, "without");
        item->when_before = rv_xml_attribute(child, "before-referencing");
    }
}

static void
load_label(RvItem *item, xmlNode *node)
{
    take_wording(first_element(node->children), &item->text, &item->strict);
}

static void
load_field(RvItem *item, xmlNode *node)
{
    item->type = (RvFieldType)choice(node, "type");
    item->required = flag(node, "required", TRUE);
    item->label_required = flag(node, "label-required", TRUE);
    item->required_unless = rv_xml_attribute(node, "required-unless");
    item->required_when = box_ref(node, "required-when");
    load_label(item, node);
}

static void
load_group(RvItem *item, xmlNode *node)
{
    item->rule = (RvGroupRule)choice(node, "rule");
    item->applies_when = box_ref(node, "applies-when");
    item->guessed = flag(node, "guessed", FALSE);
    item->optional_when = box_ref(node, "optional-when");
    item->boxes = g_ptr_array_new_with_free_func((GDestroyNotify)rv_box_spec_free);
    for (xmlNode *child = node->children; child; child = child->next) {
        if (rv_xml_is(child, "under")) {
            item->under = rv_xml_text(child);
        } else if (rv_xml_is(child, "prompt")) {
            take_wording(child, &item->text, &item->strict);
        } else if (rv_xml_is(child, "box")) {
            RvBoxSpec *box = g_new0(RvBoxSpec, 1);

            box->id = rv_xml_attribute(child, "id");
            box->detail = rv_xml_attribute(child, "detail");
            take_wording(child, &box->label, &box->strict);
            g_ptr_array_add(item->boxes, box);
        }
    }
}

static void
load_table(RvItem *item, xmlNode *node)
{
    g_autofree char *lines = rv_xml_attribute(node, "lines");

    item->lines_exactly = (int)CLAMP(g_ascii_strtoll(lines, NULL, 10), 1, G_MAXINT);
    item->agrees_with = rv_xml_attribute(node, "agrees-with");
    item->software = rv_xml_attribute(node, "software");
    item->columns = texts_of(node, "column");
    item->line_labels = texts_of(node, "line-label");
    item->text = g_strjoinv(" ", item->columns);
}

static void
load_signature(RvItem *item, xmlNode *node)
{
    g_autofree char *fields = rv_xml_attribute(node, "signatory");

    item->signatories = fields ? g_strsplit(fields, " ", -1) : NULL;
    load_label(item, node);
}

static const struct {
    const char *name;
    RvItemKind kind;
    void (*load)(RvItem *item, xmlNode *node);
} kinds[] = {
    {"mention", RV_ITEM_MENTION, load_mention},
    {"field", RV_ITEM_FIELD, load_field},
    {"group", RV_ITEM_GROUP, load_group},
    {"table", RV_ITEM_TABLE, load_table},
    {"signature", RV_ITEM_SIGNATURE, load_signature},
};

/* What is being loaded, and on which line of the file each part of it stands. */
typedef struct {
    RvTemplate *t;
    GHashTable *lines;
} Load;

static void
note_line(const Load *load, gconstpointer part, const xmlNode *node)
{
    g_hash_table_insert(load->lines, (gpointer)part, GINT_TO_POINTER((int)xmlGetLineNo(node)));
}

static void
note_lines(const Load *load, const RvItem *item, const xmlNode *node)
{
    guint n = 0;

    note_line(load, item, node);
    for (const xmlNode *child = node->children; child; child = child->next)
        if (rv_xml_is(child, "box"))
            note_line(load, g_ptr_array_index(item->boxes, n++), child);
}

static void
load_item(const Load *load, const char *section, xmlNode *node)
{
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        RvItem *item;

        if (!rv_xml_is(node, kinds[i].name))
            continue;
        item = rv_item_new();
        item->kind = kinds[i].kind;
        item->id = rv_xml_attribute(node, "id");
        item->section = g_strdup(section);
        item->informative = flag(node, "informative", FALSE);
        kinds[i].load(item, node);
        note_lines(load, item, node);
        g_ptr_array_add(load->t->items, item);
    }
}

static void
load_section(const Load *load, xmlNode *node)
{
    RvSection *section = g_new0(RvSection, 1);

    section->id = rv_xml_attribute(node, "id");
    section->anchors = texts_of(node, "anchor");
    note_line(load, section, node);
    g_ptr_array_add(load->t->sections, section);
    for (xmlNode *child = node->children; child; child = child->next)
        load_item(load, section->id, child);
}

static void
load_rule(const Load *load, xmlNode *node)
{
    RvRule *rule = rv_rule_new();
    xmlNode *text = first_element(node->children), *body = first_element(text->next);
    g_autofree char *ids = rv_xml_text(body), *period = rv_xml_attribute(body, "at-least");

    rule->id = rv_xml_attribute(node, "id");
    rule->text = rv_xml_text(text);
    rule->kind = (RvRuleKind)value_of((const char *)body->name);
    rule->items = g_strsplit(ids, " ", -1);
    rule->condition = box_ref(node, "if");
    if (!rule->condition.group) {
        rule->condition = box_ref(node, "unless");
        rule->unless = rule->condition.group != NULL;
    }
    if (period) {
        int n = (int)g_ascii_strtoll(period + 1, NULL, 10);

        *(strchr(period, 'M') ? &rule->at_least_months : &rule->at_least_days) = n;
    }
    note_line(load, rule, node);
    g_ptr_array_add(load->t->rules, rule);
}

static void
load_tree(const Load *load, xmlNode *root)
{
    RvTemplate *t = load->t;

    t->id = rv_xml_attribute(root, "id");
    t->kind = rv_xml_attribute(root, "kind");
    t->reference = rv_xml_attribute(root, "reference");
    t->status = (RvTemplateStatus)choice(root, "status");
    for (xmlNode *child = root->children; child; child = child->next) {
        if (rv_xml_is(child, "title"))
            t->title = rv_xml_text(child);
        else if (rv_xml_is(child, "source"))
            t->source = rv_xml_text(child);
        else if (rv_xml_is(child, "section"))
            load_section(load, child);
        else if (rv_xml_is(child, "rule"))
            load_rule(load, child);
    }
}

RvTemplate *
rv_template_of_tree(xmlDoc *doc, const char *path, const char *sha256, GError **error)
{
    g_autoptr(RvTemplate) t = g_new0(RvTemplate, 1);
    g_autoptr(GHashTable) lines = NULL;

    if (!rv_schema_check(doc, RV_SCHEMA_TEMPLATE, path, error))
        return NULL;
    t->sha256 = g_strdup(sha256);
    t->path = g_strdup(path);
    t->sections = g_ptr_array_new_with_free_func((GDestroyNotify)rv_section_free);
    t->items = g_ptr_array_new_with_free_func((GDestroyNotify)rv_item_free);
    t->rules = g_ptr_array_new_with_free_func((GDestroyNotify)rv_rule_free);
    t->deadlines = g_ptr_array_new_with_free_func((GDestroyNotify)rv_deadline_free);
    lines = g_hash_table_new(NULL, NULL);
    load_tree(&(Load){t, lines}, xmlDocGetRootElement(doc));
    if (!rv_template_check(t, lines, error) ||
        !rv_edition_load(t, xmlDocGetRootElement(doc), error))
        return NULL;
    return g_steal_pointer(&t);
}

RvTemplate *
rv_template_load(const char *path, GError **error)
{
    g_autofree char *sha256 = NULL;
    g_autoptr(xmlDoc) doc = rv_xml_load(path, &sha256, error);

    return doc ? rv_template_of_tree(doc, path, sha256, error) : NULL;
}

RvTemplate *
rv_template_load_bytes(const char *path, GBytes *bytes, GError **error)
{
    g_autofree char *sha256 = NULL;
    g_autoptr(xmlDoc) doc = rv_xml_parse(path, bytes, &sha256, error);

    return doc ? rv_template_of_tree(doc, path, sha256, error) : NULL;
}

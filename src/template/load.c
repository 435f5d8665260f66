/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tree that follows the schema -> a template. */
#include "template-private.h"

#include "recevable/error.h"
#include "recevable/i18n.h"
#include "recevable/paths.h"

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

static gboolean
is_element(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && g_str_equal((const char *)node->name, name);
}

static xmlNode *
first_element(xmlNode *node)
{
    while (node && node->type != XML_ELEMENT_NODE)
        node = node->next;
    return node;
}

/* Text with runs of white space made single spaces, so that wording may be broken over lines. */
static char *
flat_text(const xmlNode *node)
{
    xmlChar *raw = xmlNodeGetContent(node);
    g_auto(GStrv) words = g_strsplit_set(raw ? (const char *)raw : "", " \t\r\n", -1);
    GString *text = g_string_new(NULL);

    for (guint i = 0; words[i]; i++)
        if (*words[i])
            g_string_append_printf(text, "%s%s", text->len ? " " : "", words[i]);
    xmlFree(raw);
    return g_string_free(text, FALSE);
}

/* NULL when it is not there. */
static char *
attribute(xmlNode *node, const char *name)
{
    xmlChar *raw = xmlGetNoNsProp(node, (const xmlChar *)name);
    char *text = g_strdup((const char *)raw);

    xmlFree(raw);
    return text;
}

static gboolean
flag(xmlNode *node, const char *name, gboolean otherwise)
{
    g_autofree char *text = attribute(node, name);

    return text ? g_str_equal(text, "true") || g_str_equal(text, "1") : otherwise;
}

static int
choice(xmlNode *node, const char *name)
{
    g_autofree char *text = attribute(node, name);

    return value_of(text);
}

static RvBoxRef
box_ref(xmlNode *node, const char *name)
{
    g_autofree char *text = attribute(node, name);
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
        if (is_element(child, name))
            g_ptr_array_add(texts, flat_text(child));
    return to_strv(texts);
}

static void
take_wording(const xmlNode *node, char **text, GStrv *strict)
{
    *text = flat_text(node);
    g_strfreev(*strict);
    *strict = texts_of(node, "strict");
}

/* ---- one reader a kind ------------------------------------------------------------------- */

static void
load_mention(RvItem *item, xmlNode *node)
{
    for (xmlNode *child = node->children; child; child = child->next) {
        if (is_element(child, "text"))
            take_wording(child, &item->text, &item->strict);
        else if (is_element(child, "when"))
            item->when = flat_text(child);
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
    item->required_unless = attribute(node, "required-unless");
    item->required_when = box_ref(node, "required-when");
    load_label(item, node);
}

static void
load_group(RvItem *item, xmlNode *node)
{
    item->rule = (RvGroupRule)choice(node, "rule");
    item->applies_when = box_ref(node, "applies-when");
    item->optional_when = box_ref(node, "optional-when");
    item->boxes = g_ptr_array_new_with_free_func((GDestroyNotify)rv_box_spec_free);
    for (xmlNode *child = node->children; child; child = child->next) {
        if (is_element(child, "under")) {
            item->under = flat_text(child);
        } else if (is_element(child, "prompt")) {
            take_wording(child, &item->text, &item->strict);
        } else if (is_element(child, "box")) {
            RvBoxSpec *box = g_new0(RvBoxSpec, 1);

            box->id = attribute(child, "id");
            box->detail = attribute(child, "detail");
            take_wording(child, &box->label, &box->strict);
            g_ptr_array_add(item->boxes, box);
        }
    }
}

static void
load_table(RvItem *item, xmlNode *node)
{
    g_autofree char *lines = attribute(node, "lines");

    item->lines_exactly = (int)CLAMP(g_ascii_strtoll(lines, NULL, 10), 1, 100);
    item->agrees_with = attribute(node, "agrees-with");
    item->columns = texts_of(node, "column");
    item->line_labels = texts_of(node, "line-label");
    item->text = g_strjoinv(" ", item->columns);
}

static const struct {
    const char *name;
    RvItemKind kind;
    void (*load)(RvItem *item, xmlNode *node);
} kinds[] = {
    {"mention", RV_ITEM_MENTION, load_mention},   {"field", RV_ITEM_FIELD, load_field},
    {"group", RV_ITEM_GROUP, load_group},         {"table", RV_ITEM_TABLE, load_table},
    {"signature", RV_ITEM_SIGNATURE, load_label},
};

static void
load_item(RvTemplate *t, const char *section, xmlNode *node)
{
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        RvItem *item;

        if (!is_element(node, kinds[i].name))
            continue;
        item = rv_item_new();
        item->kind = kinds[i].kind;
        item->id = attribute(node, "id");
        item->section = g_strdup(section);
        item->informative = flag(node, "informative", FALSE);
        kinds[i].load(item, node);
        g_ptr_array_add(t->items, item);
    }
}

static void
load_section(RvTemplate *t, xmlNode *node)
{
    RvSection *section = g_new0(RvSection, 1);

    section->id = attribute(node, "id");
    section->anchors = texts_of(node, "anchor");
    g_ptr_array_add(t->sections, section);
    for (xmlNode *child = node->children; child; child = child->next)
        load_item(t, section->id, child);
}

static void
load_rule(RvTemplate *t, xmlNode *node)
{
    RvRule *rule = rv_rule_new();
    xmlNode *text = first_element(node->children), *body = first_element(text->next);
    g_autofree char *ids = flat_text(body), *period = attribute(body, "at-least");

    rule->id = attribute(node, "id");
    rule->text = flat_text(text);
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
    g_ptr_array_add(t->rules, rule);
}

static void
load_tree(RvTemplate *t, xmlNode *root)
{
    t->id = attribute(root, "id");
    t->kind = attribute(root, "kind");
    t->reference = attribute(root, "reference");
    t->status = (RvTemplateStatus)choice(root, "status");
    for (xmlNode *child = root->children; child; child = child->next) {
        if (is_element(child, "title"))
            t->title = flat_text(child);
        else if (is_element(child, "source"))
            t->source = flat_text(child);
        else if (is_element(child, "section"))
            load_section(t, child);
        else if (is_element(child, "rule"))
            load_rule(t, child);
    }
}

RvTemplate *
rv_template_load(const char *path, GError **error)
{
    g_autoptr(RvTemplate) t = g_new0(RvTemplate, 1);
    g_autoptr(xmlDoc) doc = rv_xml_load(path, &t->sha256, error);

    if (!doc)
        return NULL;
    t->path = g_strdup(path);
    t->sections = g_ptr_array_new_with_free_func((GDestroyNotify)rv_section_free);
    t->items = g_ptr_array_new_with_free_func((GDestroyNotify)rv_item_free);
    t->rules = g_ptr_array_new_with_free_func((GDestroyNotify)rv_rule_free);
    load_tree(t, xmlDocGetRootElement(doc));
    if (!rv_template_check(t, doc, error))
        return NULL;
    return g_steal_pointer(&t);
}

static gint
by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *
xml_names(const char *folder, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir)))
        if (g_str_has_suffix(name, ".xml"))
            g_ptr_array_add(names, g_build_filename(folder, name, NULL));
    if (!names->len) {
        g_set_error(error, RV_ERROR, RV_ERROR_NOT_FOUND,
                    _("%s: no templates there: name their folder with --templates, or install "
                      "recevable again"),
                    folder);
        return NULL;
    }
    g_ptr_array_sort(names, by_name);
    return g_steal_pointer(&names);
}

static gint
by_id(gconstpointer a, gconstpointer b)
{
    return strcmp((*(const RvTemplate *const *)a)->id, (*(const RvTemplate *const *)b)->id);
}

GPtrArray *
rv_templates_load(const char *folder, GError **error)
{
    g_autofree char *own = rv_data_dir("templates");
    g_autoptr(GPtrArray) names = xml_names(folder ? folder : own, error);
    g_autoptr(GPtrArray) templates =
        g_ptr_array_new_with_free_func((GDestroyNotify)rv_template_free);

    for (guint i = 0; names && i < names->len; i++) {
        RvTemplate *t = rv_template_load(g_ptr_array_index(names, i), error);
        const RvTemplate *twin = t ? rv_templates_find(templates, t->id) : NULL;

        if (!t)
            return NULL;
        g_ptr_array_add(templates, t);
        if (twin) {
            rv_xml_error(error, t->path, 1, _("the id '%s' is already that of %s: change one"),
                         t->id, twin->path);
            return NULL;
        }
    }
    g_ptr_array_sort(templates, by_id);
    return names ? g_steal_pointer(&templates) : NULL;
}

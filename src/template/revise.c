/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A template's file, brought up to a newer draft of the same form. The tree is changed where the
 * draft differs, and nowhere else: comments, ids, rules and whatever a person set stay. */
#include "template-private.h"

#include "recevable/i18n.h"
#include "recevable/text.h"

#include <string.h>

typedef struct {
    xmlDoc *old, *new;
    const RvTemplate *before, *after;
    GHashTable *pairs;  /* item of `after` -> of `before` */
    GPtrArray *changes; /* char * */
} Revision;

static void
tell(const Revision *r, char sign, const char *id, char *text)
{
    g_ptr_array_add(r->changes, g_strdup_printf("%c %s: %s", sign, id, text));
    g_free(text);
}

static gboolean
same_wording(const char *a, const char *b)
{
    g_autofree char *x = rv_text_key(a ? a : ""), *y = rv_text_key(b ? b : "");

    return g_str_equal(x, y);
}

/* The element that holds an item's own wording. */
static const char *
wording_element(const RvItem *item)
{
    switch (item->kind) {
    case RV_ITEM_MENTION:
        return "text";
    case RV_ITEM_GROUP:
        return "prompt";
    case RV_ITEM_TABLE:
        return NULL;
    default:
        return "label";
    }
}

static void
reword_item(const Revision *r, xmlNode *node, const RvItem *before, const RvItem *after)
{
    const char *name = wording_element(after);
    xmlNode *text = name ? rv_tree_child(node, name, 0) : NULL;

    if (!text || !after->text || same_wording(before->text, after->text))
        return;
    rv_tree_set_wording(text, after->text, before->strict, after->strict);
    tell(r, '~', before->id, rv_wording_difference(before->text, after->text));
}

/* ---- boxes ----------------------------------------------------------------------------------- */

static const RvBoxSpec *
box_at(const RvItem *group, guint i)
{
    return g_ptr_array_index(group->boxes, i);
}

/* The box of the other edition that says the same; else the one that is nearest. */
static int
twin_of(const RvItem *group, const RvBoxSpec *box, const gboolean *taken)
{
    double best = 0.5;
    int at = -1;

    for (guint i = 0; i < group->boxes->len; i++) {
        g_autofree char *x = rv_text_key(box_at(group, i)->label), *y = rv_text_key(box->label);
        double alike = taken[i] ? 0 : rv_text_similarity(x, y);

        if (alike > best) {
            best = alike;
            at = (int)i;
        }
    }
    return at;
}

/* An id that no other box has. */
static char *
own_box_id(const RvItem *group, const char *id)
{
    for (guint i = 0; i < group->boxes->len; i++)
        if (g_str_equal(box_at(group, i)->id, id))
            return g_strconcat(id, "-2", NULL);
    return g_strdup(id);
}

static void
add_box(const Revision *r, xmlNode *node, const RvItem *before, const RvItem *after, guint i)
{
    xmlNode *from = rv_tree_child(rv_tree_item(r->new, after->id), "box", i);
    xmlNode *last = rv_tree_child(node, "box", before->boxes->len - 1);
    xmlNode *added = rv_tree_add_behind(last, xmlDocCopyNode(from, r->old, 1));
    g_autofree char *id = own_box_id(before, box_at(after, i)->id);
    g_autofree char *name = g_strdup_printf("%s/%s", before->id, id);

    xmlSetProp(added, (const xmlChar *)"id", (const xmlChar *)id);
    xmlUnsetProp(added, (const xmlChar *)"detail");
    tell(r, '+', name, g_strdup(box_at(after, i)->label));
}

static void
revise_boxes(const Revision *r, xmlNode *node, const RvItem *before, const RvItem *after)
{
    g_autofree gboolean *taken = g_new0(gboolean, before->boxes->len + 1);

    for (guint i = 0; i < after->boxes->len; i++) {
        const RvBoxSpec *box = box_at(after, i);
        int twin = twin_of(before, box, taken);
        g_autofree char *name = NULL;

        if (twin < 0) {
            add_box(r, node, before, after, i);
            continue;
        }
        taken[twin] = TRUE;
        if (same_wording(box_at(before, (guint)twin)->label, box->label))
            continue;
        name = g_strdup_printf("%s/%s", before->id, box_at(before, (guint)twin)->id);
        rv_tree_set_wording(rv_tree_child(node, "box", (guint)twin), box->label,
                            box_at(before, (guint)twin)->strict, box->strict);
        tell(r, '~', name, rv_wording_difference(box_at(before, (guint)twin)->label, box->label));
    }
    for (guint i = 0; i < before->boxes->len; i++)
        if (!taken[i]) {
            g_autofree char *name = g_strdup_printf("%s/%s", before->id, box_at(before, i)->id);

            tell(r, '-', name, g_strdup(box_at(before, i)->label));
        }
}

/* ---- what is new ----------------------------------------------------------------------------- */

/* What leads to another item of the draft leads to the one that it is here. */
static void
map_references(const Revision *r, xmlNode *node)
{
    static const char *const names[] = {"signatory", "agrees-with", "software", "required-unless",
                                        "required-when"};

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *ids = rv_xml_attribute(node, names[i]);
        g_auto(GStrv) parts = ids ? g_strsplit(ids, " ", -1) : NULL;
        g_autoptr(GString) mapped = g_string_new(NULL);

        for (char **id = parts; id && *id; id++) {
            const RvItem *after = rv_template_item(r->after, *id);
            const RvItem *before = after ? g_hash_table_lookup(r->pairs, after) : NULL;

            if (before)
                g_string_append_printf(mapped, "%s%s", mapped->len ? " " : "", before->id);
        }
        if (ids && mapped->len)
            xmlSetProp(node, (const xmlChar *)names[i], (const xmlChar *)mapped->str);
        else if (ids)
            xmlUnsetProp(node, (const xmlChar *)names[i]);
    }
}

/* An id that is free in both. */
static char *
own_id(const Revision *r, const char *id)
{
    char *own = g_strdup(id);

    for (guint n = 2; rv_tree_find(xmlDocGetRootElement(r->old), own); n++) {
        g_free(own);
        own = g_strdup_printf("%s-%u", id, n);
    }
    return own;
}

static xmlNode *
copy_item(const Revision *r, xmlNode *behind, const RvItem *item)
{
    xmlNode *copy = xmlDocCopyNode(rv_tree_item(r->new, item->id), r->old, 1), *added;
    g_autofree char *id = own_id(r, item->id);
    g_autofree char *note = g_strdup_printf(" %s ", _("new in the form that this was revised by"));

    xmlSetProp(copy, (const xmlChar *)"id", (const xmlChar *)id);
    map_references(r, copy);
    added = rv_tree_add_behind(behind, xmlNewDocComment(r->old, (const xmlChar *)note));
    tell(r, '+', id, g_strdup(item->text ? item->text : ""));
    return rv_tree_add_behind(added, copy);
}

/* Behind the item that stands before it in the draft; else first in the section of the next one. */
static xmlNode *
place_for(const Revision *r, guint i)
{
    for (guint k = i; k-- > 0;) {
        const RvItem *before = g_hash_table_lookup(r->pairs, g_ptr_array_index(r->after->items, k));

        if (before)
            return rv_tree_item(r->old, before->id);
    }
    for (guint k = i + 1; k < r->after->items->len; k++) {
        const RvItem *before = g_hash_table_lookup(r->pairs, g_ptr_array_index(r->after->items, k));

        if (before)
            return rv_tree_item(r->old, before->id)->prev;
    }
    return NULL;
}

static void
add_new(const Revision *r)
{
    xmlNode *last = NULL;
    gboolean follows = FALSE; /* the item before was new, too */

    for (guint i = 0; i < r->after->items->len; i++) {
        const RvItem *item = g_ptr_array_index(r->after->items, i);

        if (g_hash_table_contains(r->pairs, item)) {
            follows = FALSE;
            continue;
        }
        last = follows ? last : place_for(r, i);
        if (last)
            last = copy_item(r, last, item);
        follows = last != NULL;
    }
}

/* ---- the whole ------------------------------------------------------------------------------- */

/* What the draft lacks may only not have been seen: nobody but a person takes it out. */
static gboolean
has_note(const xmlNode *node, const char *note)
{
    const xmlNode *before = node->prev;

    while (before && before->type == XML_TEXT_NODE)
        before = before->prev;
    return before && before->type == XML_COMMENT_NODE && before->content &&
           strstr((const char *)before->content, note);
}

static void
note_gone(const Revision *r)
{
    g_autoptr(GHashTable) kept = g_hash_table_new(NULL, NULL);
    GHashTableIter iter;
    gpointer before;

    g_hash_table_iter_init(&iter, r->pairs);
    while (g_hash_table_iter_next(&iter, NULL, &before))
        g_hash_table_add(kept, before);
    for (guint i = 0; i < r->before->items->len; i++) {
        const RvItem *item = g_ptr_array_index(r->before->items, i);
        xmlNode *node = rv_tree_item(r->old, item->id);
        g_autofree char *note = g_strdup_printf(
            " %s ", _("not seen in the form that this was revised by: remove it if it is gone"));

        if (g_hash_table_contains(kept, item) || !item->label_required)
            continue;
        if (!has_note(node, note)) {
            xmlAddPrevSibling(node, xmlNewDocComment(r->old, (const xmlChar *)note));
            xmlAddPrevSibling(node, rv_tree_indent(node));
        }
        tell(r, '-', item->id, g_strdup(item->text ? item->text : ""));
    }
}

static void
revise(const Revision *r)
{
    for (guint i = 0; i < r->after->items->len; i++) {
        const RvItem *after = g_ptr_array_index(r->after->items, i);
        const RvItem *before = g_hash_table_lookup(r->pairs, after);
        xmlNode *node = before ? rv_tree_item(r->old, before->id) : NULL;

        if (!node)
            continue;
        reword_item(r, node, before, after);
        if (after->kind == RV_ITEM_GROUP)
            revise_boxes(r, node, before, after);
    }
    add_new(r);
    note_gone(r);
}

static char *
dump(xmlDoc *doc)
{
    xmlChar *text = NULL;
    int size = 0;
    char *copy;

    xmlDocDumpMemoryEnc(doc, &text, &size, "UTF-8");
    copy = g_strndup((const char *)text, (gsize)size);
    xmlFree(text);
    return copy;
}

char *
rv_template_revise(const char *path, GBytes *draft, GPtrArray *changes, GError **error)
{
    g_autoptr(xmlDoc) old = rv_xml_load(path, NULL, error);
    g_autoptr(xmlDoc) new = old ? rv_xml_parse("draft", draft, NULL, error) : NULL;
    g_autoptr(RvTemplate) before = new ? rv_template_of_tree(old, path, NULL, error) : NULL;
    g_autoptr(RvTemplate) after = before ? rv_template_of_tree(new, "draft", NULL, error) : NULL;
    g_autoptr(GHashTable) pairs = NULL;

    if (!after)
        return NULL;
    pairs = rv_template_pairs(before, after);
    revise(&(Revision){old, new, before, after, pairs, changes});
    return dump(old);
}

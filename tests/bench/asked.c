/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asked.h"

#include "score.h"
#include "recevable/text.h"

#include <string.h>

static void
free_asked(gpointer data)
{
    BenchAsked *asked = data;

    g_free(asked->id);
    g_free(asked->text);
    g_ptr_array_unref(asked->boxes);
    if (asked->columns)
        g_ptr_array_unref(asked->columns);
    g_free(asked);
}

static BenchAsked *
asked_new(RvItemKind kind, const char *id, const char *text)
{
    BenchAsked *asked = g_new0(BenchAsked, 1);

    asked->kind = kind;
    asked->id = g_strdup(id);
    asked->text = g_strdup(text);
    asked->boxes = g_ptr_array_new_with_free_func(g_free);
    return asked;
}

GPtrArray *
bench_asked_of(const RvTemplate *t)
{
    GPtrArray *all = g_ptr_array_new_with_free_func(free_asked);

    for (guint i = 0; i < t->items->len; i++) {
        const RvItem *item = g_ptr_array_index(t->items, i);
        BenchAsked *asked = asked_new(item->kind, item->id, item->text);

        asked->type = item->type;
        asked->rule = item->rule;
        asked->lines = item->lines_exactly;
        asked->is_known = TRUE;
        asked->is_printed = item->kind != RV_ITEM_FIELD || item->label_required;
        for (guint k = 0; item->boxes && k < item->boxes->len; k++)
            g_ptr_array_add(asked->boxes,
                            g_strdup(((RvBoxSpec *)g_ptr_array_index(item->boxes, k))->label));
        asked->columns = g_ptr_array_new_with_free_func(g_free);
        for (char **column = item->columns; column && *column; column++)
            g_ptr_array_add(asked->columns, g_strdup(*column));
        g_ptr_array_add(all, asked);
    }
    return all;
}

static RvItemKind
kind_of(const char *name)
{
    for (int kind = 0; kind <= RV_ITEM_SIGNATURE; kind++)
        if (g_str_equal(name, rv_item_kind_name(kind)))
            return kind;
    g_error("there is no kind of item '%s'", name);
}

GPtrArray *
bench_asked_read(const char *path, char **model)
{
    json_error_t error;
    json_t *form = json_load_file(path, 0, &error);
    GPtrArray *all = g_ptr_array_new_with_free_func(free_asked);
    size_t i, k;
    json_t *item, *label;

    if (!form)
        g_error("%s: %s", path, error.text);
    json_array_foreach (json_object_get(form, "items"), i, item) {
        BenchAsked *asked = asked_new(kind_of(score_text(item, "kind")), score_text(item, "id"),
                                      json_string_value(json_object_get(item, "text")));

        asked->is_printed = TRUE;
        json_array_foreach (json_object_get(item, "boxes"), k, label)
            g_ptr_array_add(asked->boxes, g_strdup(json_string_value(label)));
        g_ptr_array_add(all, asked);
    }
    *model = g_strdup(score_text(form, "model"));
    json_decref(form);
    return all;
}

static gboolean
is_same_text(const char *a, const char *b)
{
    g_autofree char *x = rv_text_key(a ? a : ""), *y = rv_text_key(b ? b : "");

    return g_str_equal(x, y);
}

/* Does a wording say all that another one says, first? Publishers explain. */
static gboolean
begins_with(const char *text, const char *beginning)
{
    g_autofree char *x = rv_text_key(text ? text : ""),
                    *y = rv_text_key(beginning ? beginning : "");

    return *y ? g_str_has_prefix(x, y) : !*x;
}

static gboolean
are_alike(const GPtrArray *texts, const GPtrArray *wanted,
          gboolean (*is_like)(const char *, const char *))
{
    for (guint i = 0; i < texts->len && i < wanted->len; i++)
        if (!is_like(g_ptr_array_index(texts, i), g_ptr_array_index(wanted, i)))
            return FALSE;
    return texts->len == wanted->len;
}

gboolean
bench_asked_same(const BenchAsked *wanted, const BenchAsked *learnt)
{
    gboolean (*is_like)(const char *, const char *) = wanted->is_known ? is_same_text : begins_with;

    if (wanted->kind != learnt->kind)
        return FALSE;
    switch (wanted->kind) {
    case RV_ITEM_TABLE:
        return !wanted->is_known || (wanted->lines == learnt->lines &&
                                     are_alike(learnt->columns, wanted->columns, is_same_text));
    case RV_ITEM_GROUP:
        return are_alike(learnt->boxes, wanted->boxes, is_like) &&
               is_like(learnt->text, wanted->text);
    case RV_ITEM_FIELD:
        return is_like(learnt->text, wanted->text);
    default:
        return is_same_text(learnt->text, wanted->text);
    }
}

gboolean
bench_asked_as_mention(const BenchAsked *wanted, const BenchAsked *group, const GPtrArray *learnt)
{
    if (wanted->is_known || wanted->kind != RV_ITEM_GROUP || group->kind != RV_ITEM_GROUP ||
        !are_alike(group->boxes, wanted->boxes, begins_with))
        return FALSE;
    for (guint i = 0; i < learnt->len; i++) {
        const BenchAsked *mention = g_ptr_array_index(learnt, i);

        if (mention->kind == RV_ITEM_MENTION && begins_with(mention->text, wanted->text))
            return TRUE;
    }
    return FALSE;
}

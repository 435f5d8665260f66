/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written on a form. */
#include "press.h"

#include "recevable/error.h"
#include "recevable/i18n.h"

#include <string.h>

RvFill *
rv_fill_new(void)
{
    RvFill *fill = g_new0(RvFill, 1);

    fill->texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    fill->ticks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    fill->rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    return fill;
}

void
rv_fill_free(RvFill *fill)
{
    if (!fill)
        return;
    g_hash_table_unref(fill->texts);
    g_hash_table_unref(fill->ticks);
    g_ptr_array_unref(fill->rows);
    g_free(fill);
}

const char *
rv_fill_text(const RvFill *fill, const char *id)
{
    return fill && id ? g_hash_table_lookup(fill->texts, id) : NULL;
}

gboolean
rv_fill_is_ticked(const RvFill *fill, const char *group, const char *box)
{
    g_autofree char *key = g_strconcat(group, "/", box, NULL);

    return fill && g_hash_table_contains(fill->ticks, key);
}

/* ---- does it fit? ---------------------------------------------------------------------------- */

static gboolean
takes_text(const RvTemplate *t, const char *id)
{
    const RvItem *item = rv_template_item(t, id);

    if (item)
        return item->kind == RV_ITEM_FIELD || item->kind == RV_ITEM_SIGNATURE;
    for (guint i = 0; i < t->items->len; i++) {
        item = g_ptr_array_index(t->items, i);
        for (guint k = 0; item->boxes && k < item->boxes->len; k++) {
            const RvBoxSpec *box = g_ptr_array_index(item->boxes, k);

            if (g_strcmp0(box->detail, id) == 0)
                return TRUE;
        }
    }
    return FALSE;
}

static gboolean
has_box(const RvTemplate *t, const char *key)
{
    g_auto(GStrv) parts = g_strsplit(key, "/", 2);
    const RvItem *item = parts[0] ? rv_template_item(t, parts[0]) : NULL;

    for (guint k = 0; item && item->boxes && parts[1] && k < item->boxes->len; k++) {
        const RvBoxSpec *box = g_ptr_array_index(item->boxes, k);

        if (g_str_equal(box->id, parts[1]))
            return TRUE;
    }
    return FALSE;
}

static gboolean
check_all(GHashTable *keys, const RvTemplate *t, gboolean (*fits)(const RvTemplate *, const char *),
          GError **error)
{
    GHashTableIter iter;
    gpointer key;

    g_hash_table_iter_init(&iter, keys);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        if (fits(t, key))
            continue;
        g_set_error(error, RV_ERROR, RV_ERROR_USAGE,
                    _("the model %s has nothing called '%s' that could be filled in so"), t->id,
                    (const char *)key);
        return FALSE;
    }
    return TRUE;
}

gboolean
rv_fill_check(const RvFill *fill, const RvTemplate *t, GError **error)
{
    guint lines = 0;

    for (guint i = 0; i < t->items->len; i++)
        lines += (guint)((const RvItem *)g_ptr_array_index(t->items, i))->lines_exactly;
    if (fill->rows->len > lines) {
        g_set_error(error, RV_ERROR, RV_ERROR_USAGE,
                    P_("the model %s has a price table of %u line",
                       "the model %s has a price table of %u lines", lines),
                    t->id, lines);
        return FALSE;
    }
    return check_all(fill->texts, t, takes_text, error) &&
           check_all(fill->ticks, t, has_box, error);
}

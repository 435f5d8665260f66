/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the models that are known: forms of one programme say much in the same words, and a
 * word that was read nearly as one of them is likely that. */
#include "learn-private.h"

/* The letters of each word, in small ones; parts of "d'utilisation" are words. */
static void
take_words(GHashTable *words, const char *text)
{
    g_autofree char *low = text ? g_utf8_strdown(text, -1) : g_strdup("");
    const char *from = low;

    while (*from) {
        const char *to = from;

        while (*to && g_unichar_isalpha(g_utf8_get_char(to)))
            to = g_utf8_next_char(to);
        if (to > from)
            g_hash_table_add(words, g_strndup(from, (gsize)(to - from)));
        from = *to ? g_utf8_next_char(to) : to;
    }
}

static void
take_item(GHashTable *words, const RvItem *item)
{
    take_words(words, item->text);
    take_words(words, item->under);
    for (guint i = 0; item->boxes && i < item->boxes->len; i++)
        take_words(words, ((const RvBoxSpec *)g_ptr_array_index(item->boxes, i))->label);
    for (char **column = item->columns; column && *column; column++)
        take_words(words, *column);
}

GHashTable *
rv_vocabulary_new(const GPtrArray *known)
{
    GHashTable *words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint t = 0; known && t < known->len; t++) {
        const RvTemplate *model = g_ptr_array_index(known, t);

        for (guint i = 0; i < model->items->len; i++)
            take_item(words, g_ptr_array_index(model->items, i));
    }
    return words;
}

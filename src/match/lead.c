/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A label that asks for a number, "N° du bon de commande": what it asks the number of may stand
 * elsewhere, as a title, and be like it but for that little word. Without it nothing was asked; but
 * for numbers that are known by their form, whatever they are called. */
#include "match-private.h"

#include <string.h>

/* In key form; readers make "Ne", "N'" and the like of the first. */
static gboolean
is_number_word(const char *key)
{
    return *key == 'n' &&
           (strlen(key) <= 2 || g_str_equal(key, "numero") || g_str_equal(key, "num"));
}

static guint
count_words(const char *key)
{
    guint n = *key != 0;

    for (const char *p = key; *p; p++)
        n += *p == ' ';
    return n;
}

static gboolean
begins_with_number_word(const char *key)
{
    g_autofree char *first = g_strndup(key, strcspn(key, " "));

    return is_number_word(first);
}

/* Something stands before it that may have been the little word, misread. */
static gboolean
begins_its_line(const RvIndex *index, const RvSpot *spot)
{
    return spot->first == 0 ||
           rv_index_word(index, spot->first - 1)->line != rv_index_word(index, spot->first)->line;
}

gboolean
rv_label_lacks_number(const RvIndex *index, const RvTarget *label, const RvSpot *spot)
{
    const RvNeedle *needle = &g_array_index(label->needles, RvNeedle, spot->needle);
    g_autoptr(GArray) words = rv_spot_words(index, spot);

    if (label->item->type == RV_FIELD_SIRET || label->item->type == RV_FIELD_FINESS ||
        !begins_with_number_word(needle->key) || words->len >= count_words(needle->key) ||
        !begins_its_line(index, spot))
        return FALSE;
    for (guint i = 0; i < words->len; i++)
        if (*rv_index_word(index, g_array_index(words, guint, i))->key == 'n')
            return FALSE;
    /* "Bon de commande n° ..." */
    return spot->last + 1 >= index->words->len ||
           !is_number_word(rv_index_word(index, spot->last + 1)->key);
}

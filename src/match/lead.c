/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A label that asks for a number, "N° du bon de commande": what it asks the number of may stand
 * elsewhere, as a title, and be like it but for that little word. Without it nothing was asked; but
 * for numbers that are known by their form, whatever they are called. */
#include "match-private.h"

#include <string.h>

/* Letters that "N°" may be misread as; "Bon" is another word. */
#define MISREAD 2

/* In key form; readers make "Ne", "N'" and the like of the first. */
static gboolean
is_number_word(const char *key)
{
    return *key == 'n' && (strlen(key) <= MISREAD || g_str_equal(key, "numero"));
}

static gboolean
may_be_number_word(const char *key)
{
    return *key == 'n' || (*key && strlen(key) <= MISREAD);
}

/* The label's second word stands first: what stands before it may be the little word. */
static gboolean
is_before(const RvIndex *index, const RvSpot *spot)
{
    const RvIndexWord *before = spot->first ? rv_index_word(index, spot->first - 1) : NULL;

    return before && before->line == rv_index_word(index, spot->first)->line &&
           may_be_number_word(before->key);
}

/* "Bon de commande n° ..." */
static gboolean
is_behind(const RvIndex *index, const RvSpot *spot)
{
    return spot->last + 1 < index->words->len &&
           is_number_word(rv_index_word(index, spot->last + 1)->key);
}

gboolean
rv_label_lacks_number(const RvIndex *index, const RvTarget *label, const RvSpot *spot)
{
    const RvNeedle *needle = &g_array_index(label->needles, RvNeedle, spot->needle);
    g_auto(GStrv) wanted = g_strsplit(needle->key, " ", 3);
    g_autoptr(GArray) words = rv_spot_words(index, spot);
    const char *first = rv_index_word(index, spot->first)->key;

    if (label->item->type == RV_FIELD_SIRET || label->item->type == RV_FIELD_FINESS || !wanted[0] ||
        !is_number_word(wanted[0]) || is_behind(index, spot))
        return FALSE;
    for (guint i = 0; i < words->len; i++)
        if (is_number_word(rv_index_word(index, g_array_index(words, guint, i))->key))
            return FALSE;
    return g_strcmp0(first, wanted[1]) == 0 ? !is_before(index, spot) : !may_be_number_word(first);
}

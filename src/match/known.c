/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of the paper that are accounted for when all is settled. */
#include "around-private.h"

#include "recevable/text.h"

/* Words that stand in another wording of the form: of so many words and bytes, with a reading error
 * in so many bytes. */
#define WORDING_WORDS 4
#define WORDING_BYTES 10
#define WORDING_ERROR 5

static void
mark_value(const RvIndex *index, const RvPlace *place, GArray *known)
{
    for (guint w = 0; place->page && w < index->words->len; w++) {
        const RvIndexWord *word = rv_index_word(index, w);
        RvPx box = word->word->box, in = place->px;

        if (rv_index_sheet(index, word->page)->page == place->page && rv_px_centre_x(box) >= in.x &&
            rv_px_centre_x(box) < rv_px_right(in) && rv_px_centre_y(box) >= in.y &&
            rv_px_centre_y(box) < rv_px_bottom(in))
            g_array_index(known, gboolean, w) = TRUE;
    }
}

static void
mark_evidence(const RvIndex *index, const RvEvidence *e, GArray *known)
{
    mark_value(index, &e->value.place, known);
    for (guint i = 0; e->details && i < e->details->len; i++)
        mark_value(index, &g_array_index(e->details, RvValue, i).place, known);
    for (guint i = 0; e->rows && i < e->rows->len; i++)
        mark_value(index, &g_array_index(e->rows, RvRow, i).place, known);
}

GArray *
rv_around_known(const RvIndex *index, const GPtrArray *targets, const GPtrArray *evidence)
{
    GArray *known = rv_targets_telling_words(index, targets);

    for (guint i = 0; i < targets->len; i++) {
        const RvSpot *spot = rv_target_spot(g_ptr_array_index(targets, i));
        g_autoptr(GArray) words = spot ? rv_spot_words(index, spot) : NULL;

        for (guint w = 0; words && w < words->len; w++)
            g_array_index(known, gboolean, g_array_index(words, guint, w)) = TRUE;
    }
    for (guint i = 0; i < evidence->len; i++)
        mark_evidence(index, g_ptr_array_index(evidence, i), known);
    return known;
}

gboolean
rv_words_are_wording(const RvIndex *index, const GPtrArray *targets, const RvTarget *target,
                     const GArray *words)
{
    g_autoptr(GString) key = g_string_new(NULL);

    for (guint i = 0; i < MIN(words->len, WORDING_WORDS); i++)
        g_string_append_printf(key, "%s%s", i ? " " : "",
                               rv_index_word(index, g_array_index(words, guint, i))->key);
    for (guint i = 0; key->len >= WORDING_BYTES && i < targets->len; i++) {
        const RvTarget *other = g_ptr_array_index(targets, i);

        for (guint n = 0; other != target && n < other->needles->len; n++) {
            const char *wording = g_array_index(other->needles, RvNeedle, n).key;

            if (rv_text_search(key->str, wording).distance <= (int)key->len / WORDING_ERROR)
                return TRUE;
        }
    }
    return FALSE;
}

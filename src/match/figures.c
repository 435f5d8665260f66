/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of one figure, "☐ 1 ☐ 2 ☐ Plus de 2". A tick box is easily read in one word with so short
 * a label, or instead of it; but the figure is a piece of print by itself, on the row of the
 * answers that were found and as high as they are. It is read again alone. */
#include "match-private.h"

#include "recevable/text.h"

#include <stdlib.h>
#include <string.h>

/* Chosen, all of them, on twelve forms whose figures were lost. A figure is as high as the other
 * answers but for that share of it, and as far off their row. */
#define OFF_HEIGHT 0.2
#define OFF_ROW 0.2
/* It is no wider than that share of its height; an outline is. */
#define WIDEST 0.85
/* A word wider than that holds more than one figure. */
#define STRETCHED 1.2
/* White around the crop that is read, in heights. */
#define MARGIN 0.3
/* Answers of one row stand at most so many heights from the next one. */
#define REACH 20.0

/* Where a figure may stand: on the row of an answer that was found, pixels. */
typedef struct {
    const RvSheet *sheet;
    guint page;
    RvPx row; /* of that answer */
    int from, to;
} Gap;

static const char *
key_of(const RvTarget *target)
{
    return g_array_index(target->needles, RvNeedle, 0).key;
}

/* A figure that was not found, or only in one word with something else. */
static gboolean
is_lost(const RvIndex *index, const RvTarget *label)
{
    const RvSpot *spot = rv_target_spot(label);
    const RvWord *word = spot ? rv_index_word(index, spot->first)->word : NULL;

    if (label->role != RV_ROLE_BOX || strlen(key_of(label)) != 1 ||
        !g_ascii_isdigit(*key_of(label)))
        return FALSE;
    return !word || spot->glued || word->box.w > STRETCHED * word->box.h;
}

/* The nearest answer on one side (-1 before, 1 behind) of the same question that was found well. */
static const RvSpot *
sibling(const RvIndex *index, const GPtrArray *targets, const RvTarget *label, int side)
{
    for (int box = label->box + side; box >= 0 && box < (int)label->item->boxes->len; box += side) {
        const RvTarget *other = rv_targets_get(targets, label->item, RV_ROLE_BOX, box);

        if (rv_target_spot(other) && !is_lost(index, other))
            return rv_target_spot(other);
    }
    return NULL;
}

/* Between the answers before and behind it, or the question and the next answer. */
static gboolean
gap_of(const RvIndex *index, const GPtrArray *targets, const RvTarget *label, Gap *gap)
{
    const RvSpot *before = sibling(index, targets, label, -1);
    const RvSpot *behind = sibling(index, targets, label, 1), *known = behind ? behind : before;
    const RvSpot *question =
        rv_target_spot(rv_targets_get(targets, label->item, RV_ROLE_PROMPT, -1));
    int reach;

    if (!known)
        return FALSE;
    gap->page = known->page;
    gap->sheet = rv_index_sheet(index, known->page);
    gap->row = known->first_line;
    reach = (int)(REACH * gap->row.h);
    gap->to = behind ? behind->box.x : rv_px_right(known->box) + reach;
    gap->from = behind ? behind->box.x - reach : 0;
    if (before && before->page == gap->page && rv_px_on_row(before->first_line, gap->row))
        gap->from = MAX(gap->from, rv_px_right(before->box));
    if (question && question->page == gap->page && rv_px_on_row(question->last_line, gap->row))
        gap->from = MAX(gap->from, rv_px_right(question->last_line));
    return gap->from < gap->to;
}

static gboolean
has_form(const Gap *gap, RvPx piece)
{
    int height = gap->row.h;

    return piece.x >= gap->from && rv_px_right(piece) <= gap->to &&
           abs(piece.h - height) <= OFF_HEIGHT * height &&
           abs(rv_px_bottom(piece) - rv_px_bottom(gap->row)) <= OFF_ROW * height &&
           piece.w <= WIDEST * piece.h;
}

/* Is it print of a wording of the form? */
static gboolean
is_used(const RvIndex *index, const GArray *used, guint page, RvPx piece)
{
    for (guint w = 0; w < used->len; w++) {
        const RvIndexWord *word = rv_index_word(index, w);

        if (g_array_index(used, gboolean, w) && word->page == page &&
            word->word->box.w <= STRETCHED * word->word->box.h * strlen(word->key) &&
            !rv_px_is_empty(rv_px_intersection(word->word->box, piece)))
            return TRUE;
    }
    return FALSE;
}

/* How sure the piece alone is read as the figure; 0: it is not. */
static double
read_alone(RvIndex *index, const Gap *gap, RvPx piece, const char *key)
{
    int margin = (int)(MARGIN * gap->row.h) + 1;

    for (int look = 0; look < RV_READER_COLOR_LOOKS && index->reader && index->looks_left > 0;
         look++) {
        g_autoptr(GArray) words =
            rv_reader_look(index->reader, gap->sheet, rv_px_grow(piece, margin, margin), look);
        const RvWord *word = words->len == 1 ? &g_array_index(words, RvWord, 0) : NULL;
        g_autofree char *read = word ? rv_text_key(word->text) : NULL;

        index->looks_left--;
        if (read && rv_word_looks_same(read, key))
            return word->confidence;
    }
    return 0;
}

/* The one piece that is the figure; FALSE: none is, or several are. */
static gboolean
find_figure(RvIndex *index, const GArray *used, const Gap *gap, const char *key, RvPx *place,
            double *confidence)
{
    int n = 0;

    for (guint i = 0; i < gap->sheet->pieces->len; i++) {
        RvPx piece = g_array_index(gap->sheet->pieces, RvSheetPiece, i).box;
        double sure;

        if (!has_form(gap, piece) || is_used(index, used, gap->page, piece))
            continue;
        sure = read_alone(index, gap, piece, key);
        if (sure <= 0)
            continue;
        *place = piece;
        *confidence = sure;
        n++;
    }
    return n == 1;
}

void
rv_figures_settle(RvIndex *index, const GPtrArray *targets, GArray *used)
{
    const gboolean yes = TRUE;

    for (guint i = 0; i < targets->len; i++) {
        RvTarget *label = g_ptr_array_index(targets, i);
        RvSpot spot = {.similarity = 1};
        double confidence;
        Gap gap;

        if (!is_lost(index, label) || !gap_of(index, targets, label, &gap) ||
            !find_figure(index, used, &gap, key_of(label), &spot.box, &confidence))
            continue;
        spot.page = gap.page;
        spot.first_line = spot.last_line = spot.box;
        spot.first = spot.last =
            rv_index_add_word(index, gap.page, key_of(label), spot.box, confidence);
        label->chosen = (int)label->spots->len;
        g_array_append_val(label->spots, spot);
        g_array_append_val(used, yes);
    }
}

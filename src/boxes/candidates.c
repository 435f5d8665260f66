/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outlines beside a label, with no other word in between. */
#include "boxes/boxes-private.h"

#include <stdlib.h>

/* A box lies on its label's line when their middles are that near, as a share of the larger. */
#define SAME_LINE 0.6
/* A line of a label is at most so many boxes high. */
#define LINE_HEIGHTS 2
/* A box stands at most that far left of its label, points; right of it the way must be clear. */
#define MAX_LEFT_GAP_PT 45.0
/* A label that begins in the middle of a word that was read together with its box is only guessed:
 * it may reach that far into the box, as a share of the box. */
#define INTO_BOX 0.6
/* Brackets are read as a word, which may count as the last one of the label's line. */
#define INTO_BRACKETS 1.2
/* A word of so many letters, read so surely, is one: it parts a label from a box. */
#define WORD_LETTERS 3
#define WORD_SURE 0.6
/* Per box of distance, against an outline's score of 0 to 1. */
#define GAP_COST 0.05

gboolean
rv_word_is_real(const RvWord *word)
{
    int letters = 0;

    for (const char *c = word->text; *c; c = g_utf8_next_char(c))
        letters += g_unichar_isalnum(g_utf8_get_char(c));
    return letters >= WORD_LETTERS && word->confidence >= WORD_SURE;
}

/* Is the frame a letter of a word, or does a word stand between it and the label? */
static gboolean
is_parted(const RvReading *reading, RvPx frame, RvPx label)
{
    int from = MIN(rv_px_right(frame), rv_px_right(label)), to = MAX(frame.x, label.x);

    for (guint i = 0; i < reading->words->len; i++) {
        const RvWord *word = &g_array_index(reading->words, RvWord, i);
        int cx = rv_px_centre_x(word->box);

        if (2 * rv_px_overlap_y(word->box, frame) < MIN(word->box.h, frame.h) ||
            rv_px_overlap_x(word->box, label) > 0 || !rv_word_is_real(word))
            continue;
        if ((cx >= from && cx <= to) || 2 * rv_px_overlap_x(word->box, frame) > frame.w)
            return TRUE;
    }
    return FALSE;
}

gboolean
rv_side_is_left(RvSide side)
{
    return side == RV_LEFT || side == RV_LEFT_MIDDLE;
}

RvPx
rv_side_label(RvSide side, const RvBoxQuery *query)
{
    switch (side) {
    case RV_LEFT:
    case RV_RIGHT_TOP:
        return query->first;
    case RV_RIGHT:
        return query->last;
    default:
        return rv_px_union(query->first, query->last);
    }
}

/* All of a label of several lines is higher than a line. */
static int
line_height(RvPx label, RvPx frame)
{
    return MIN(label.h, MAX(LINE_HEIGHTS * frame.h, 1));
}

/* Where the print before a pair of brackets ends that was read as the last word of the line. */
static int
end_before(const RvReading *reading, RvPx frame, RvPx label)
{
    int end = label.x;

    for (guint i = 0; i < reading->words->len; i++) {
        RvPx word = g_array_index(reading->words, RvWord, i).box;

        if (2 * rv_px_overlap_y(word, frame) >= MIN(word.h, frame.h) && word.x >= label.x &&
            rv_px_right(word) <= frame.x)
            end = MAX(end, rv_px_right(word));
    }
    return end;
}

static gboolean
is_beside(const RvSheet *sheet, const RvReading *reading, const RvFrame *f, RvPx label, RvSide side,
          double *gap)
{
    RvPx frame = f->box;
    int dy = abs(rv_px_centre_y(frame) - rv_px_centre_y(label));
    gboolean left = rv_side_is_left(side), pair = !rv_px_is_empty(f->left);
    int px = left ? label.x - rv_px_right(frame) : frame.x - rv_px_right(label);

    if (pair && !left && px < -INTO_BOX * frame.w && px >= -INTO_BRACKETS * frame.w)
        px = frame.x - end_before(reading, frame, label);
    *gap = px * 72 / sheet->dpi;
    return dy <= SAME_LINE * MAX(line_height(label, frame), frame.h) && px >= -INTO_BOX * frame.w &&
           (!left || *gap <= MAX_LEFT_GAP_PT);
}

void
rv_candidates_find(const RvSheet *sheet, const RvReading *reading, const GArray *frames,
                   const RvCandidate *query, RvPx label, RvSide side, GArray *found)
{
    for (guint i = 0; i < frames->len; i++) {
        const RvFrame *f = &g_array_index(frames, RvFrame, i);
        double pt = 72 / sheet->dpi;
        RvCandidate c = *query;

        if (!is_beside(sheet, reading, f, label, side, &c.gap) || is_parted(reading, f->box, label))
            continue;
        c.frame = i;
        c.size = rv_px_is_empty(f->left) ? (f->box.w + f->box.h) / 2.0 * pt : f->box.h * pt;
        c.x = f->box.x * pt;
        c.dy = (rv_px_centre_y(f->box) - rv_px_centre_y(label)) * pt;
        c.score = f->score - GAP_COST * c.gap / c.size;
        g_array_append_val(found, c);
    }
}

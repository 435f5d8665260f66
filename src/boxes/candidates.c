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
/* A box that was read as a word of its own may count as one of the label's: such labels end so near
 * the edge of their box, as a share of it; and only what looks like a box for sure is one there. */
#define END_OFF 0.35
#define WITHIN_REACH 0.5
#define WITHIN_SCORE 0.85
/* One that was read as a letter of a word looks like nothing else. */
#define GLUED_SCORE 0.95
/* A word of so many letters, read so surely, is one: it parts a label from a box. */
#define WORD_LETTERS 3
#define WORD_SURE 0.6
/* Words of one line stand no further apart, as a share of its height. Chosen. */
#define RUN_ON 0.8
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

/* Does the label's first or last word seem to be the box itself? */
static gboolean
is_end_of_label(const RvReading *reading, const RvFrame *f, RvPx label, gboolean left)
{
    RvPx box = f->box;
    double off = left ? box.x - label.x : rv_px_right(label) - rv_px_right(box);
    double least = WITHIN_SCORE;

    for (guint i = 0; i < reading->words->len; i++) {
        const RvWord *word = &g_array_index(reading->words, RvWord, i);

        if (rv_word_is_real(word) && 2 * rv_px_overlap_x(word->box, box) > box.w &&
            2 * rv_px_overlap_y(word->box, box) > MIN(word->box.h, box.h))
            least = GLUED_SCORE;
    }
    return (!rv_px_is_empty(f->left) || f->score >= least) && off <= END_OFF * box.w &&
           rv_px_overlap_x(label, box) > INTO_BOX * box.w && label.w > 2 * box.w;
}

static gboolean
is_on_row(RvPx label, RvPx frame)
{
    int dy = abs(rv_px_centre_y(frame) - rv_px_centre_y(label));

    return dy <= SAME_LINE * MAX(line_height(label, frame), frame.h);
}

gboolean
rv_box_may_serve(RvPx box, const RvBoxQuery *query)
{
    RvPx all = rv_px_union(query->first, query->last);

    if (rv_px_overlap_y(box, all) < -LINE_HEIGHTS * box.h)
        return FALSE;
    for (RvSide side = RV_LEFT; side < RV_N_SIDES; side++) {
        RvPx label = rv_side_label(side, query);
        int into = MIN(rv_px_right(box), rv_px_right(label)) - MAX(box.x, label.x);
        gboolean at_end = box.x <= label.x + WITHIN_REACH * box.w ||
                          rv_px_right(box) >= rv_px_right(label) - WITHIN_REACH * box.w;

        if (is_on_row(label, box) && (at_end || into < box.w))
            return TRUE;
    }
    return FALSE;
}

/* Where the print of the label ends, or begins, that is not the box. */
static int
end_beside(const RvReading *reading, RvPx box, RvPx label, gboolean left)
{
    int end = left ? rv_px_right(label) : label.x;

    for (guint i = 0; i < reading->words->len; i++) {
        RvPx word = g_array_index(reading->words, RvWord, i).box;

        if (2 * rv_px_overlap_y(word, box) < MIN(word.h, box.h))
            continue;
        if (left && rv_px_right(word) > rv_px_right(box) + END_OFF * box.w)
            end = MIN(end, MAX(word.x, rv_px_right(box)));
        else if (!left && word.x >= label.x && word.x < box.x - END_OFF * box.w)
            end = MAX(end, MIN(rv_px_right(word), box.x));
    }
    return end;
}

/* How far does the frame reach into a word of the label, in boxes? What was read of the box alone
 * is no such word. */
static double
reach_into(const RvReading *reading, RvPx box, RvPx label, gboolean left)
{
    int into = rv_px_overlap_x(box, label);

    for (guint i = 0; i < reading->words->len; i++) {
        RvPx word = g_array_index(reading->words, RvWord, i).box;
        int out = left ? rv_px_right(word) - rv_px_right(box) : box.x - word.x;
        int both = rv_px_overlap_x(word, box);

        if (both > 0 && 2 * rv_px_overlap_y(word, box) > MIN(word.h, box.h) &&
            (out > END_OFF * box.w || 2 * both < box.w))
            return MAX(into, 0) / (double)MAX(box.w, 1);
    }
    return 0;
}

static gboolean
is_beside(const RvSheet *sheet, const RvReading *reading, const RvFrame *f, RvPx label, RvSide side,
          double *gap)
{
    RvPx frame = f->box;
    gboolean left = rv_side_is_left(side);
    int px = left ? label.x - rv_px_right(frame) : frame.x - rv_px_right(label);

    if (!is_on_row(label, frame))
        return FALSE;
    if (px < -INTO_BOX * frame.w && is_end_of_label(reading, f, label, left)) {
        int end = end_beside(reading, frame, label, left);

        px = left ? end - rv_px_right(frame) : frame.x - end;
    }
    *gap = px * 72 / sheet->dpi;
    return px >= -INTO_BOX * frame.w && (!left || *gap <= MAX_LEFT_GAP_PT);
}

/* Does what is on the row of one label belong to another label? Long ones may hold shorter ones,
 * which is another label only outside of this one. */
static gboolean
is_of_another(const RvPlaces *p, guint query, int page, RvPx place, RvPx label)
{
    for (guint i = 0; i < p->n; i++) {
        const RvPx lines[] = {p->queries[i].first, p->queries[i].last};

        for (guint k = 0; k < G_N_ELEMENTS(lines) && i != query && p->queries[i].page == page; k++)
            if (2 * rv_px_overlap_y(lines[k], label) > MIN(lines[k].h, label.h) &&
                rv_px_overlap_x(lines[k], label) <= 0 && rv_px_overlap_x(lines[k], place) > 0)
                return TRUE;
    }
    return FALSE;
}

gboolean
rv_label_is_between(const RvPlaces *p, guint query, int sheet, RvPx box, RvPx label)
{
    int from = MIN(rv_px_right(box), rv_px_right(label)), to = MAX(box.x, label.x);

    return to > from && is_of_another(p, query, rv_places_sheet(p, sheet)->page,
                                      (RvPx){from, label.y, to - from, label.h}, label);
}

/* Does a box begin there? */
static gboolean
holds_box(const GArray *frames, RvPx place)
{
    for (guint i = 0; i < frames->len; i++) {
        const RvFrame *f = &g_array_index(frames, RvFrame, i);

        if ((!rv_px_is_empty(f->left) || f->score >= WITHIN_SCORE) &&
            rv_px_overlap_x(f->box, place) > 0 && rv_px_overlap_y(f->box, place) > 0)
            return TRUE;
    }
    return FALSE;
}

/* A label that is the beginning of a sentence, with the rest of its line: a box at the margin
 * stands after all of it. */
static RvPx
run_on(const RvPlaces *p, const RvCandidate *asks, RvPx label)
{
    const GArray *frames = g_ptr_array_index(p->frames, asks->sheet);
    const RvReading *reading = g_ptr_array_index(p->readings, asks->sheet);
    int page = rv_places_sheet(p, asks->sheet)->page;

    for (gboolean grown = TRUE; grown;) {
        int end = rv_px_right(label), reach = end + (int)(RUN_ON * label.h);

        grown = FALSE;
        for (guint i = 0; i < reading->words->len && !grown; i++) {
            RvPx word = g_array_index(reading->words, RvWord, i).box;
            RvPx more = {end, label.y, rv_px_right(word) - end, label.h};

            grown = word.x >= end - 1 && word.x <= reach && rv_px_right(word) > end &&
                    2 * rv_px_overlap_y(word, label) > MIN(word.h, label.h) &&
                    !holds_box(frames, more) && !is_of_another(p, asks->query, page, more, label);
            if (grown)
                label.w = rv_px_right(word) - label.x;
        }
    }
    return label;
}

void
rv_candidates_find(RvPlaces *p, const RvCandidate *asks, RvSide side)
{
    const RvSheet *sheet = rv_places_sheet(p, asks->sheet);
    const RvReading *reading = g_ptr_array_index(p->readings, asks->sheet);
    const GArray *frames = g_ptr_array_index(p->frames, asks->sheet);
    RvPx own = rv_side_label(side, &p->queries[asks->query]), label = own;

    if (!rv_side_is_left(side))
        label = run_on(p, asks, own);
    for (guint i = 0; i < frames->len; i++) {
        const RvFrame *f = &g_array_index(frames, RvFrame, i);
        double pt = 72 / sheet->dpi;
        RvCandidate c = *asks;

        if (!is_beside(sheet, reading, f, label, side, &c.gap) ||
            is_parted(reading, f->box, label) ||
            rv_label_is_between(p, asks->query, asks->sheet, f->box, label))
            continue;
        c.frame = i;
        c.size = rv_px_is_empty(f->left) ? (f->box.w + f->box.h) / 2.0 * pt : f->box.h * pt;
        c.x = f->box.x * pt;
        c.dy = (rv_px_centre_y(f->box) - rv_px_centre_y(label)) * pt;
        c.clear = f->score;
        c.score = f->score - GAP_COST * c.gap / c.size;
        c.inside = MAX(rv_px_overlap_x(f->box, own), 0) / (double)MAX(f->box.w, 1);
        c.into = reach_into(reading, f->box, own, rv_side_is_left(side));
        g_array_append_val(p->candidates[side], c);
    }
}

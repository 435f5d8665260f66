/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a sentence goes on from one word to the next, and where it ends. */
#include "around-private.h"

#include <string.h>

/* Words of one sentence are less than so many line heights apart: justified lines have up to 1.2,
 * columns and boxes 2 and more. */
#define WIDE_GAP 1.6
/* A blank, in line heights. */
#define BLANK 0.3
/* A line of at most this share of the height above is small print: a line without ascenders and
 * descenders is not less high than 0.6. */
#define SMALL_PRINT 0.58

static gboolean
is_near(const RvIndexLine *line, RvPx left, RvPx right)
{
    return right.x - rv_px_right(left) <= WIDE_GAP * line->band.h;
}

/* A line of print may have been read in two runs: the nearest run right (left) of this one. */
static guint
run_beside(const RvIndex *index, guint i, gboolean right)
{
    const RvIndexLine *line = rv_index_line(index, i);
    guint best = RV_NO_LINE;

    for (guint j = 0; j < index->lines->len; j++) {
        const RvIndexLine *other = rv_index_line(index, j);
        const RvIndexLine *left = right ? line : other, *behind = right ? other : line;

        if (j == i || !other->n || other->page != line->page ||
            !rv_px_on_row(line->band, other->band) ||
            rv_px_centre_x(left->box) >= rv_px_centre_x(behind->box) ||
            behind->box.x < rv_px_right(left->box) - line->band.h ||
            !is_near(line, left->box, behind->box))
            continue;
        best = j;
    }
    return best;
}

static RvStep
step_between(const RvIndexLine *a, const RvIndexLine *b)
{
    return a->page == b->page && b->band.y > a->band.y &&
                   b->band.y - rv_px_bottom(a->band) < 2 * a->band.h
               ? RV_STEP_LINE
               : RV_STEP_JUMP;
}

RvStep
rv_word_after(const RvIndex *index, guint w, guint *next)
{
    guint i = rv_index_word(index, w)->line, beside;
    const RvIndexLine *line = rv_index_line(index, i);

    if (w + 1 < line->first + line->n) {
        *next = w + 1;
        return is_near(line, rv_index_word(index, w)->word->box,
                       rv_index_word(index, w + 1)->word->box)
                   ? RV_STEP_BESIDE
                   : RV_STEP_NONE;
    }
    beside = run_beside(index, i, TRUE);
    if (beside != RV_NO_LINE) {
        *next = rv_index_line(index, beside)->first;
        return RV_STEP_BESIDE;
    }
    if (line->next == RV_NO_LINE || !rv_index_line(index, line->next)->n)
        return RV_STEP_NONE;
    *next = rv_index_line(index, line->next)->first;
    return step_between(line, rv_index_line(index, line->next));
}

RvStep
rv_word_before(const RvIndex *index, guint w, guint *before)
{
    guint i = rv_index_word(index, w)->line, beside;
    const RvIndexLine *line = rv_index_line(index, i), *other;

    if (w > line->first) {
        *before = w - 1;
        return is_near(line, rv_index_word(index, w - 1)->word->box,
                       rv_index_word(index, w)->word->box)
                   ? RV_STEP_BESIDE
                   : RV_STEP_NONE;
    }
    beside = run_beside(index, i, FALSE);
    for (guint j = 0; beside == RV_NO_LINE && j < index->lines->len; j++) {
        other = rv_index_line(index, j);
        if (other->next != i || !other->n || step_between(other, line) != RV_STEP_LINE)
            continue;
        *before = other->first + other->n - 1;
        return RV_STEP_LINE;
    }
    if (beside == RV_NO_LINE)
        return RV_STEP_NONE;
    other = rv_index_line(index, beside);
    *before = other->first + other->n - 1;
    return RV_STEP_BESIDE;
}

RvStop
rv_word_stop(const char *text)
{
    RvStop stop = RV_STOP_NONE;

    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        if (g_unichar_isalnum(g_utf8_get_char(p)))
            stop = RV_STOP_NONE;
        else if (strchr(".;!?", *p))
            stop = RV_STOP_FULL;
        else if (*p == ':')
            stop = RV_STOP_COLON;
        else if (*p == ',' && stop == RV_STOP_NONE)
            stop = RV_STOP_COMMA;
    }
    return stop;
}

gboolean
rv_word_is_small(const char *text)
{
    while (*text && !g_unichar_isalnum(g_utf8_get_char(text)))
        text = g_utf8_next_char(text);
    return g_unichar_islower(g_utf8_get_char(text));
}

gboolean
rv_word_fits_behind(const RvIndex *index, guint w, guint next)
{
    const RvIndexLine *above = rv_index_line(index, rv_index_word(index, w)->line);
    int needed = rv_index_word(index, next)->word->box.w + (int)(BLANK * above->band.h);
    int right = 0;

    for (guint j = 0; j < index->lines->len; j++) {
        const RvIndexLine *line = rv_index_line(index, j);

        if (line->page == above->page &&
            2 * rv_px_overlap_x(line->box, above->box) > MIN(line->box.w, above->box.w))
            right = MAX(right, rv_px_right(line->box));
    }
    return rv_px_right(above->box) + needed < right;
}

gboolean
rv_word_is_small_print(const RvIndex *index, guint w, guint next)
{
    const RvIndexLine *above = rv_index_line(index, rv_index_word(index, w)->line);
    const RvIndexLine *below = rv_index_line(index, rv_index_word(index, next)->line);

    return below->band.h <= SMALL_PRINT * above->band.h;
}

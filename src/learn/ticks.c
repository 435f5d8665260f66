/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose label a box to tick stands beside: on most forms all stand before their labels, or all
 * behind them. */
#include "learn-private.h"

/* A box stands that near its label, in its own widths. */
#define BOX_REACH 3.0
/* Boxes below each other differ by so much of their width. */
#define IN_COLUMN 0.3
/* Answers behind a question on its line have so many words at the most. */
#define ANSWER_WORDS 3

/* From a box to the nearest segment on its row that has none yet, behind it or before it, pixels;
 * NULL: there is none. */
static RvSegment *
nearest(const RvForm *form, int page, RvPx box, gboolean behind, int *gap)
{
    RvSegment *best = NULL;

    for (guint i = 0; i < form->segments->len; i++) {
        RvSegment *segment = g_ptr_array_index(form->segments, i);
        RvPx first = segment->box;
        int off = behind ? first.x - rv_px_right(box) : box.x - rv_px_right(first);

        if (segment->page != page || !rv_px_on_row(first, box) || !rv_px_is_empty(segment->tick) ||
            (rv_px_centre_x(first) > rv_px_centre_x(box)) != behind || (best && off >= *gap))
            continue;
        best = segment;
        *gap = off;
    }
    return best;
}

/* Do the boxes of the form stand behind their labels? So say those that have a label on one side
 * only. */
static gboolean
are_behind(const RvForm *form)
{
    int votes = 0;

    for (guint p = 0; p < form->pages->len; p++) {
        const GArray *boxes = rv_form_boxes(form, (int)p)->boxes;

        for (guint i = 0; i < boxes->len; i++) {
            RvPx box = g_array_index(boxes, RvPx, i);
            int gap;
            gboolean before = nearest(form, (int)p, box, FALSE, &gap) != NULL;
            gboolean after = nearest(form, (int)p, box, TRUE, &gap) != NULL;

            votes += before && !after ? 1 : after && !before ? -1 : 0;
        }
    }
    return votes > 0;
}

static gboolean
is_in_column(const GArray *boxes, RvPx box)
{
    for (guint i = 0; i < boxes->len; i++) {
        RvPx other = g_array_index(boxes, RvPx, i);

        if (other.y != box.y && ABS(other.x - box.x) <= IN_COLUMN * box.w)
            return TRUE;
    }
    return FALSE;
}

/* The label on the side where labels are, near, or as far as the margin where boxes stand in a
 * column there; else one on the other side. */
static void
give_box(const RvForm *form, int page, RvPx box, gboolean behind)
{
    int near = 0, other = 0;
    gboolean far = behind && is_in_column(rv_form_boxes(form, page)->boxes, box);
    RvSegment *own = nearest(form, page, box, !behind, &near);
    RvSegment *second = nearest(form, page, box, behind, &other);

    if (own && (far || near <= BOX_REACH * box.w))
        own->tick = box;
    else if (second && other <= BOX_REACH * box.w)
        second->tick = box;
}

static gboolean
ends_question(const RvSegment *segment, guint i)
{
    const char *text = g_array_index(segment->words, RvInkWord, i).text;

    return g_str_has_suffix(text, ":") || g_str_has_suffix(text, "?");
}

/* Cuts a segment before a word; the part behind is given, and has its box to tick. */
static RvSegment *
segment_part(RvSegment *segment, guint at)
{
    RvSegment *part = g_new0(RvSegment, 1);
    RvPx none = {0};

    *part = *segment;
    part->words = rv_ink_words_new();
    g_array_append_vals(part->words, &g_array_index(segment->words, RvInkWord, at),
                        segment->words->len - at);
    g_array_set_clear_func(segment->words, NULL); /* their texts are the part's now */
    g_array_set_size(segment->words, at);
    rv_ink_words_own(segment->words);
    segment->tick = none;
    segment->box = rv_ink_words_box(segment->words);
    part->box = rv_ink_words_box(part->words);
    return part;
}

/* "Documents du DPI : Oui ☐ Non ☐": the question stands on the line of its first answer. */
static void
part_questions(RvForm *form)
{
    for (guint i = 0; i < form->segments->len; i++) {
        RvSegment *segment = g_ptr_array_index(form->segments, i), *answer;
        guint n = segment->words->len, at = n;

        while (at > 0 && at + ANSWER_WORDS > n && !ends_question(segment, at - 1))
            at--;
        if (rv_px_is_empty(segment->tick) || segment->tick.x < segment->box.x || !at || at == n ||
            !ends_question(segment, at - 1))
            continue;
        answer = segment_part(segment, at);
        g_ptr_array_insert(form->segments, (gint)i + 1, answer);
    }
}

void
rv_form_give_boxes(RvForm *form)
{
    gboolean behind = are_behind(form);

    for (guint p = 0; p < form->pages->len; p++) {
        const GArray *boxes = rv_form_boxes(form, (int)p)->boxes;

        for (guint i = 0; i < boxes->len; i++)
            give_box(form, (int)p, g_array_index(boxes, RvPx, i), behind);
    }
    if (behind)
        part_questions(form);
}

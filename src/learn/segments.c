/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of print, cut where something to be filled in stands between their words. */
#include "learn-private.h"

/* A word that lies so far in a box to tick is its picture, misread. */
#define IN_BOX 0.5
/* Specks in other print are that much lower. */
#define SPECK 0.6
/* A box stands that near its label, in its own widths. */
#define BOX_REACH 3.0

void
rv_segment_free(RvSegment *segment)
{
    g_array_unref(segment->words);
    g_free(segment);
}

static RvPx
segment_box(const GArray *words)
{
    RvPx box = {0};

    for (guint i = 0; i < words->len; i++)
        box = rv_px_union(box, g_array_index(words, RvInkWord, i).box);
    return box;
}

static gboolean
is_box(const GArray *boxes, RvPx word)
{
    for (guint i = 0; i < boxes->len; i++) {
        RvPx both = rv_px_intersection(word, g_array_index(boxes, RvPx, i));

        if ((double)both.w * both.h > IN_BOX * word.w * word.h)
            return TRUE;
    }
    return FALSE;
}

static gboolean
lies_between(RvPx thing, RvPx left, RvPx right)
{
    int middle = rv_px_centre_x(thing);

    return rv_px_overlap_y(thing, rv_px_union(left, right)) > 0 && middle > rv_px_centre_x(left) &&
           middle < rv_px_centre_x(right) && thing.x >= rv_px_centre_x(left);
}

static gboolean
is_parted(const RvSheet *sheet, const GArray *boxes, RvPx left, RvPx right)
{
    for (guint i = 0; i < boxes->len; i++)
        if (lies_between(g_array_index(boxes, RvPx, i), left, right))
            return TRUE;
    for (guint i = 0; i < sheet->leaders->len; i++)
        if (lies_between(g_array_index(sheet->leaders, RvPx, i), left, right))
            return TRUE;
    return FALSE;
}

static RvSegment *
segment_new(RvForm *form, int page, const RvLine *line)
{
    RvSegment *segment = g_new0(RvSegment, 1);
    const RvReading *reading = rv_form_page(form, page)->reading;
    const RvWord *word = &g_array_index(reading->words, RvWord, line->first);

    segment->page = page;
    segment->x_height = word->trace ? word->trace->x_height : reading->x_height;
    segment->base = word->trace ? rv_strip_base(&word->trace->strip, rv_px_centre_x(word->box))
                                : rv_px_bottom(line->box);
    segment->words = rv_ink_words_new();
    g_ptr_array_add(form->segments, segment);
    return segment;
}

static void
cut_line(RvForm *form, int index, const GArray *boxes, const RvLine *line)
{
    const RvLearnPage *page = rv_form_page(form, index);
    g_autoptr(GArray) words = rv_ink_words(page, line);
    RvSegment *segment = NULL;
    RvPx last = {0};

    for (guint i = 0; i < words->len; i++) {
        RvInkWord *word = &g_array_index(words, RvInkWord, i);

        if (is_box(boxes, word->box))
            continue;
        if (!segment || is_parted(page->sheet, boxes, last, word->box))
            segment = segment_new(form, index, line);
        last = word->box;
        g_array_append_val(segment->words, *word);
        word->text = NULL;
    }
}

/* Specks between lines are read as letters now and then: such pieces lie in other print. */
static gboolean
is_speck(const RvForm *form, const RvSegment *segment)
{
    for (guint i = 0; i < form->segments->len; i++) {
        const RvSegment *other = g_ptr_array_index(form->segments, i);
        RvPx both = rv_px_intersection(segment->box, other->box);

        if (other->page == segment->page && other != segment &&
            segment->box.h < SPECK * other->box.h &&
            (double)both.w * both.h > IN_BOX * (double)segment->box.w * segment->box.h)
            return TRUE;
    }
    return FALSE;
}

static void
drop_specks(RvForm *form)
{
    for (guint i = form->segments->len; i-- > 0;)
        if (is_speck(form, g_ptr_array_index(form->segments, i)))
            g_ptr_array_remove_index(form->segments, i);
}

/* Which segment has its beginning beside the box? The nearest on its row; one behind it rather than
 * one before it. */
static void
give_box(RvForm *form, int page, RvPx box)
{
    RvSegment *best = NULL;
    double least = 0;

    for (guint i = 0; i < form->segments->len; i++) {
        RvSegment *segment = g_ptr_array_index(form->segments, i);
        RvPx first = segment->box;
        gboolean behind = rv_px_centre_x(first) > rv_px_centre_x(box);
        double gap = behind ? first.x - rv_px_right(box) : box.x - rv_px_right(first);
        double cost = behind ? gap : gap + BOX_REACH * box.w;

        if (segment->page != page || !rv_px_on_row(first, box) || gap > BOX_REACH * box.w ||
            !rv_px_is_empty(segment->tick) || (best && cost >= least))
            continue;
        best = segment;
        least = cost;
    }
    if (best)
        best->tick = box;
}

void
rv_form_segment(RvForm *form)
{
    for (guint p = 0; p < form->pages->len; p++) {
        const RvLearnPage *page = rv_form_page(form, (int)p);
        g_autoptr(GArray) boxes = rv_boxes_find(page->sheet, page->reading);
        guint first = form->segments->len;

        for (guint i = 0; i < page->reading->lines->len; i++)
            cut_line(form, (int)p, boxes, &g_array_index(page->reading->lines, RvLine, i));
        for (guint i = first; i < form->segments->len; i++) {
            RvSegment *segment = g_ptr_array_index(form->segments, i);

            segment->box = segment_box(segment->words);
        }
        drop_specks(form);
        for (guint i = 0; i < boxes->len; i++)
            give_box(form, (int)p, g_array_index(boxes, RvPx, i));
    }
}

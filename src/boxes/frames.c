/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outlines of a sheet that may be tick boxes. */
#include "boxes/boxes-private.h"

#include <math.h>

/* Smaller ones are bullets and letters, larger ones cells of tables. */
#define MIN_MM 2.0
#define MAX_MM 6.2
/* Two outlines that share more than that of the smaller one are one. */
#define SAME_SHARE 0.3
/* Words read at least so surely are letters, not boxes. */
#define SURE_WORD 0.6
/* No page holds more; a page of noise would. */
#define MAX_FRAMES 2000
/* Sizes that are tried for a box whose size is known. */
#define NEAR_SMALLER 0.85
#define NEAR_LARGER 1.15

/* Every side must be seen by that much, and all together by this, as a thick line and as a thin
 * one. A circle shows 0.65 of a side, a box of a fax with gaps 0.7; the open side of a U nothing. A
 * large cross inks 20 % of the ring around its box, the letters around a D half. */
static const RvOutlineNeed need = {0.55, 0.72, 0.5, 0.42};
/* The outline of a box known to be there may be in a worse state; but where ink covers it and what
 * is around it, there is none. */
static const RvOutlineNeed need_near = {0.3, 0.55, 0.35, 0.42};

static int
compare_scores(gconstpointer a, gconstpointer b)
{
    const RvFrame *f = a, *g = b;

    return (f->score < g->score) - (f->score > g->score);
}

gboolean
rv_frames_are_same(RvPx a, RvPx b)
{
    RvPx both = rv_px_intersection(a, b);

    return (double)both.w * both.h > SAME_SHARE * MIN((double)a.w * a.h, (double)b.w * b.h);
}

/* Where confidently read words stand, their first and last letters aside, to which a box may have
 * been glued in reading. 1 bpp. */
static PIX *
inside_words(const RvReading *reading, PIX *ink)
{
    PIX *mask = pixCreateTemplate(ink);

    for (guint i = 0; mask && i < reading->words->len; i++) {
        const RvWord *word = &g_array_index(reading->words, RvWord, i);
        RvPx box = rv_px_grow(word->box, -word->box.h, 0);

        if (word->confidence >= SURE_WORD && box.w > 0)
            pixRasterop(mask, box.x, box.y, box.w + 1, box.h + 1, PIX_SET, NULL, 0, 0);
    }
    return mask;
}

void
rv_frames_drop_letters(const RvSheet *sheet, const RvReading *reading, GArray *found)
{
    g_autoptr(PIX) words = inside_words(reading, sheet->ink);
    guint n = 0;

    for (guint i = 0; words && i < found->len; i++) {
        RvFrame frame = g_array_index(found, RvFrame, i);
        l_uint32 in_word = 0;

        pixGetPixel(words, rv_px_centre_x(frame.box), rv_px_centre_y(frame.box), &in_word);
        if (!in_word)
            g_array_index(found, RvFrame, n++) = frame;
    }
    if (words)
        g_array_set_size(found, n);
}

/* Of outlines that overlap only the best stays. */
static GArray *
keep_best(GArray *found)
{
    GArray *best = g_array_new(FALSE, FALSE, sizeof(RvFrame));

    g_array_sort(found, compare_scores);
    for (guint i = 0; i < found->len && best->len < MAX_FRAMES; i++) {
        const RvFrame *frame = &g_array_index(found, RvFrame, i);
        gboolean taken = FALSE;

        for (guint k = 0; k < best->len && !taken; k++)
            taken = rv_frames_are_same(frame->box, g_array_index(best, RvFrame, k).box);
        if (!taken)
            g_array_append_val(best, *frame);
    }
    return best;
}

/* From a part of the sheet back onto it, each fitted to its outline. */
static void
put_back(GArray *frames, const RvSheet *sheet, RvPx part)
{
    for (guint i = 0; i < frames->len; i++) {
        RvFrame *frame = &g_array_index(frames, RvFrame, i);

        frame->box.x += part.x;
        frame->box.y += part.y;
        rv_frame_fit(sheet, frame);
    }
}

GArray *
rv_frames_find(const RvSheet *sheet, const RvReading *reading)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(RvFrame));
    GArray *frames;
    double mm = sheet->dpi / 25.4;

    if (sheet->is_blank || !sheet->ink)
        return g_steal_pointer(&found);
    rv_outlines_search(sheet->ink, (int)(MIN_MM * mm), (int)ceil(MAX_MM * mm), &need, found);
    rv_frames_drop_letters(sheet, reading, found);
    frames = keep_best(found);
    put_back(frames, sheet, (RvPx){0});
    return frames;
}

gboolean
rv_frame_near(const RvSheet *sheet, RvPx place, RvFrame *frame)
{
    int size = (place.w + place.h) / 2, margin = size / 2 + 4 * RV_OUTLINE_OUTSIDE;
    RvPx area = rv_px_clip(rv_px_grow(place, margin, margin), sheet->width, sheet->height);
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(RvFrame));
    g_autoptr(PIX) part = rv_ink_clip(sheet->ink, area);

    if (!part)
        return FALSE;
    rv_outlines_search(part, (int)(size * NEAR_SMALLER), (int)ceil(size * NEAR_LARGER), &need_near,
                       found);
    if (found->len == 0)
        return FALSE;
    g_array_sort(found, compare_scores);
    g_array_set_size(found, 1);
    put_back(found, sheet, area);
    *frame = g_array_index(found, RvFrame, 0);
    return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outlines of a sheet that may be tick boxes. */
#include "boxes/boxes-private.h"

#include <math.h>
#include <string.h>

/* Smaller ones are bullets and letters, larger ones cells of tables. */
#define MIN_MM 2.0
#define MAX_MM 6.2
/* Two outlines that share more than that of the smaller one are one. */
#define SAME_SHARE 0.3
/* Words read at least so surely are letters, not boxes. */
#define SURE_WORD 0.6
/* No page holds more; a page of noise would. */
#define MAX_FRAMES 2000
/* Shadows at the edge of a page are no wider; so far around a box, in boxes, they leave so much
 * ink, where paper is around others. Chosen. */
#define SHADOW_MM 12.0
#define SHADOW_AROUND 1.5
#define SHADOW_INK 0.2
/* Rows that are searched at a time: their sums stay in the processor's cache. */
#define BAND 160
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

/* The sheet in fields as large as the largest outline: those that overlap one are in its field or
 * the eight around it. */
typedef struct {
    int side, columns, rows;
    GArray **fields; /* of RvPx; NULL: empty */
} Fields;

static Fields
fields_new(const RvSheet *sheet, int side)
{
    Fields f = {side, sheet->width / side + 3, sheet->height / side + 3, NULL};

    f.fields = g_new0(GArray *, (gsize)f.columns * (gsize)f.rows);
    return f;
}

static void
fields_free(Fields *f)
{
    for (int i = 0; i < f->columns * f->rows; i++)
        if (f->fields[i])
            g_array_unref(f->fields[i]);
    g_free(f->fields);
}

static GArray **
field_at(const Fields *f, int x, int y)
{
    return &f->fields[CLAMP(y / f->side + 1, 0, f->rows - 1) * f->columns +
                      CLAMP(x / f->side + 1, 0, f->columns - 1)];
}

static gboolean
is_there(const Fields *f, RvPx box)
{
    for (int k = 0; k < 9; k++) {
        const GArray *field =
            *field_at(f, box.x + (k % 3 - 1) * f->side, box.y + (k / 3 - 1) * f->side);

        for (guint i = 0; field && i < field->len; i++)
            if (rv_frames_are_same(box, g_array_index(field, RvPx, i)))
                return TRUE;
    }
    return FALSE;
}

/* Of outlines that overlap only the best stays. */
static GArray *
keep_best(const RvSheet *sheet, GArray *found, int largest)
{
    GArray *best = g_array_new(FALSE, FALSE, sizeof(RvFrame));
    Fields fields = fields_new(sheet, largest);

    g_array_sort(found, compare_scores);
    for (guint i = 0; i < found->len && best->len < MAX_FRAMES; i++) {
        const RvFrame *frame = &g_array_index(found, RvFrame, i);
        GArray **field = field_at(&fields, frame->box.x, frame->box.y);

        if (is_there(&fields, frame->box))
            continue;
        if (!*field)
            *field = g_array_new(FALSE, FALSE, sizeof(RvPx));
        g_array_append_val(*field, frame->box);
        g_array_append_val(best, *frame);
    }
    fields_free(&fields);
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

/* The grain of a dark edge looks like many outlines, one beside the other. */
static gboolean
is_in_shadow(const RvSheet *sheet, RvPx box)
{
    int reach = (int)(SHADOW_MM * sheet->dpi / 25.4), around = (int)(SHADOW_AROUND * box.w);
    RvPx middle = {reach, reach, sheet->width - 2 * reach, sheet->height - 2 * reach};

    return !rv_px_is_inside(box, middle) &&
           rv_pix_share(sheet->ink, rv_px_grow(box, around, around)) > SHADOW_INK;
}

/* Drops those that are beside none of the labels. */
static void
keep_served(const RvSheet *sheet, GArray *found, const RvBoxQuery *queries, guint n)
{
    guint kept = 0;

    for (guint i = 0; i < found->len; i++) {
        RvFrame frame = g_array_index(found, RvFrame, i);
        gboolean serves = FALSE;

        for (guint q = 0; q < n && !serves; q++)
            serves = rv_box_may_serve(frame.box, &queries[q]);
        if (serves && !is_in_shadow(sheet, frame.box))
            g_array_index(found, RvFrame, kept++) = frame;
    }
    g_array_set_size(found, kept);
}

/* Sets the rows of a sheet where a box may stand: those of labels, and a box above and below. */
static guint8 *
rows_of_labels(const RvSheet *sheet, const GArray *queries, int largest)
{
    guint8 *rows = g_new0(guint8, (gsize)sheet->height + 1);

    for (guint i = 0; i < queries->len; i++) {
        const RvBoxQuery *query = &g_array_index(queries, RvBoxQuery, i);
        RvPx all = rv_px_union(query->first, query->last);
        int from = MAX(all.y - largest, 0), to = MIN(rv_px_bottom(all) + largest, sheet->height);

        if (to > from)
            memset(rows + from, TRUE, (gsize)(to - from));
    }
    return rows;
}

/* Outlines on the rows of labels: nobody asks for others. */
static void
search_rows(const RvSheet *sheet, const guint8 *rows, int smallest, int largest, GArray *found)
{
    int to;

    for (int from = 0; from < sheet->height; from = to) {
        g_autoptr(PIX) band = NULL;
        guint first = found->len;

        for (to = from; to < sheet->height && to - from < BAND && rows[to] == rows[from];)
            to++;
        if (rows[from]) /* what begins in the band may end below */
            band = rv_pix_crop(sheet->ink, (RvPx){0, from - RV_OUTLINE_OUTSIDE, sheet->width,
                                                  to - from + largest + 2 * RV_OUTLINE_OUTSIDE});
        if (band)
            rv_outlines_search(band, smallest, largest, &need, found);
        for (guint i = first; i < found->len; i++)
            g_array_index(found, RvFrame, i).box.y += MAX(from - RV_OUTLINE_OUTSIDE, 0);
    }
}

GArray *
rv_frames_find(const RvSheet *sheet, const RvReading *reading, const RvBoxQuery *queries, guint n)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(RvFrame));
    g_autoptr(GArray) own = g_array_new(FALSE, FALSE, sizeof(RvBoxQuery));
    g_autofree guint8 *rows = NULL;
    GArray *frames;
    double mm = sheet->dpi / 25.4;
    int largest = (int)ceil(MAX_MM * mm);

    for (guint i = 0; i < n; i++)
        if (queries[i].page == sheet->page)
            g_array_append_val(own, queries[i]);
    if (sheet->is_blank || !sheet->ink || own->len == 0)
        return g_steal_pointer(&found);
    rows = rows_of_labels(sheet, own, largest);
    search_rows(sheet, rows, (int)(MIN_MM * mm), largest, found);
    keep_served(sheet, found, (const RvBoxQuery *)(void *)own->data, own->len);
    rv_frames_drop_letters(sheet, reading, found);
    frames = keep_best(sheet, found, largest);
    put_back(frames, sheet, (RvPx){0});
    return frames;
}

gboolean
rv_frame_near(const RvSheet *sheet, RvPx place, RvFrame *frame)
{
    int size = (place.w + place.h) / 2, margin = size / 2 + 4 * RV_OUTLINE_OUTSIDE;
    RvPx area = rv_px_clip(rv_px_grow(place, margin, margin), sheet->width, sheet->height);
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(RvFrame));
    g_autoptr(PIX) part = rv_pix_crop(sheet->ink, area);

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

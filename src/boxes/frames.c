/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outlines of tick boxes. A square is tried at every place and in every size; what counts is how
 * much of each of its four sides is ink, and how free they stand. That finds square, rounded and
 * round ones, broken ones, and those through which a cross or a tick runs far beyond the outline,
 * all of which looking for closed contours would lose. */
#include "boxes/boxes-private.h"

#include <math.h>
#include <string.h>

/* Smaller ones are bullets and letters, larger ones cells of tables. */
#define MIN_MM 2.0
#define MAX_MM 6.2
/* Outlines are looked for at about this resolution, where they are one or two pixels thick. */
#define HALVE_ABOVE_DPI 220.0
/* Corners may be round: of each side only the middle part must be there. */
#define SIDE_PART 0.68
/* Every side must be seen by that much, and all together by this. A circle shows 0.65 of a side,
 * a box of a fax with gaps 0.7; the open side of a U nothing. */
#define MIN_SIDE 0.55
#define MIN_MEAN 0.72
#define MIN_STRAIGHT 0.5
/* How far the ink of a side may lie from its line, and how far outside it must be white, pixels. */
#define SLACK 1
#define OUTSIDE 3
/* White outside: a large cross inks 20 % of the ring around its box, the letters around a D half.
 */
#define MAX_OUTSIDE 0.42
#define OUTSIDE_WEIGHT 0.5
/* A box known to be there may be in a worse state. */
#define NEAR_SIDE 0.3
#define NEAR_MEAN 0.55
#define NEAR_STRAIGHT 0.35
#define NEAR_OUTSIDE 0.7
/* A round corner leaves this share of what a side needs where the side begins. */
#define BEGIN_SHARE 0.7
/* Two outlines that share more than that of the smaller one are one. */
#define SAME_SHARE 0.3
/* An outline's row or column of ink goes on while this share of its darkest remains. */
#define STROKE_SHARE 0.5
/* No outline is thicker than this fraction of its box; a box that is filled would seem so. */
#define MAX_STROKE_SHARE 6
/* Words read at least so surely are letters, not boxes. */
#define SURE_WORD 0.6
/* No page holds more; a page of noise would. */
#define MAX_FRAMES 2000

/* Sums of ink along rows and columns: the ink of any line in two look-ups. `wide` are the sums of
 * the picture thickened across the line. */
typedef struct {
    int width, height;
    guint16 *row, *wide_row; /* [y * (width + 1) + x]: ink left of x in row y */
    guint16 *col, *wide_col; /* [x * (height + 1) + y]: ink above y in column x */
} Sums;

typedef struct {
    double side, mean, straight, outside; /* what a frame needs at least, and may have at most */
} Need;

static void
sums_clear(Sums *sums)
{
    g_free(sums->row);
    g_free(sums->wide_row);
    g_free(sums->col);
    g_free(sums->wide_col);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sums, sums_clear)

static guint16 *
sum_rows(PIX *ink)
{
    int width = pixGetWidth(ink), height = pixGetHeight(ink);
    guint16 *sums = g_new(guint16, (gsize)(width + 1) * (gsize)height);

    for (int y = 0; y < height; y++) {
        const l_uint32 *line = pixGetData(ink) + (gsize)y * pixGetWpl(ink);
        guint16 *out = sums + (gsize)y * (gsize)(width + 1);

        out[0] = 0;
        for (int x = 0; x < width; x++)
            out[x + 1] = (guint16)(out[x] + GET_DATA_BIT(line, x));
    }
    return sums;
}

static guint16 *
sum_columns(PIX *ink)
{
    int width = pixGetWidth(ink), height = pixGetHeight(ink);
    guint16 *sums = g_new0(guint16, (gsize)width * (gsize)(height + 1));

    for (int y = 0; y < height; y++) {
        const l_uint32 *line = pixGetData(ink) + (gsize)y * pixGetWpl(ink);

        for (int x = 0; x < width; x++) {
            guint16 *out = sums + (gsize)x * (gsize)(height + 1) + y;

            out[1] = (guint16)(out[0] + GET_DATA_BIT(line, x));
        }
    }
    return sums;
}

static Sums
sums_new(PIX *ink)
{
    g_autoptr(PIX) tall = pixDilateBrick(NULL, ink, 1, 2 * SLACK + 1);
    g_autoptr(PIX) broad = pixDilateBrick(NULL, ink, 2 * SLACK + 1, 1);

    return (Sums){pixGetWidth(ink), pixGetHeight(ink), sum_rows(ink),
                  sum_rows(tall),   sum_columns(ink),  sum_columns(broad)};
}

/* Share of ink in n pixels of row y from x on, and in n pixels of column x from y on. */
static inline double
along_row(const Sums *s, const guint16 *sums, int x, int y, int n)
{
    const guint16 *row = sums + (gsize)y * (gsize)(s->width + 1) + x;

    return (double)(row[n] - row[0]) / n;
}

static inline double
along_column(const Sums *s, const guint16 *sums, int x, int y, int n)
{
    const guint16 *col = sums + (gsize)x * (gsize)(s->height + 1) + y;

    return (double)(col[n] - col[0]) / n;
}

/* Share of ink on the ring that runs `OUTSIDE` pixels around the square. */
static double
outside(const Sums *s, int x, int y, int size)
{
    int n = size + 2 * OUTSIDE;

    x -= OUTSIDE;
    y -= OUTSIDE;
    return (along_row(s, s->row, x, y, n) + along_row(s, s->row, x, y + n - 1, n) +
            along_column(s, s->col, x, y, n) + along_column(s, s->col, x + n - 1, y, n)) /
           4;
}

/* Mean over the four sides of the best single line of ink in each: letters in a row are seen by a
 * thick side, but they are no line. */
static double
straight(const Sums *s, int x, int y, int size, int part)
{
    int cut = (size - part) / 2, last = size - 1;
    double best[4] = {0};

    for (int i = -SLACK; i <= SLACK; i++) {
        best[0] = MAX(best[0], along_row(s, s->row, x + cut, y + i, part));
        best[1] = MAX(best[1], along_row(s, s->row, x + cut, y + last + i, part));
        best[2] = MAX(best[2], along_column(s, s->col, x + i, y + cut, part));
        best[3] = MAX(best[3], along_column(s, s->col, x + last + i, y + cut, part));
    }
    return (best[0] + best[1] + best[2] + best[3]) / 4;
}

/* How well a square of that size stands at x, y; negative: not at all. */
static double
score(const Sums *s, int x, int y, int size, const Need *need)
{
    int part = MAX(3, (int)(size * SIDE_PART)), cut = (size - part) / 2, last = size - 1;
    double side[4], least = 1, mean = 0, ring, thin;

    if ((side[0] = along_row(s, s->wide_row, x + cut, y, part)) < need->side ||
        (side[1] = along_row(s, s->wide_row, x + cut, y + last, part)) < need->side ||
        (side[2] = along_column(s, s->wide_col, x, y + cut, part)) < need->side ||
        (side[3] = along_column(s, s->wide_col, x + last, y + cut, part)) < need->side)
        return -1;
    for (int i = 0; i < 4; i++) {
        least = MIN(least, side[i]);
        mean += side[i] / 4;
    }
    if (mean < need->mean || (thin = straight(s, x, y, size, part)) < need->straight)
        return -1;
    ring = outside(s, x, y, size);
    if (ring > need->outside)
        return -1;
    return (least + mean + thin) / 3 - OUTSIDE_WEIGHT * ring;
}

/* A glance at where the top and the left side begin spares trying all sizes nearly everywhere. */
static gboolean
may_begin(const Sums *s, int x, int y, int min, const Need *need)
{
    double least = need->side * BEGIN_SHARE;

    return along_row(s, s->wide_row, x + SLACK, y, min - SLACK) >= least &&
           along_column(s, s->wide_col, x, y + SLACK, min - SLACK) >= least;
}

/* Tries every square of min to max pixels with its corner in `area`. */
static void
search(const Sums *s, RvPx area, int min, int max, const Need *need, GArray *found)
{
    area = rv_px_intersection(
        area, (RvPx){OUTSIDE, OUTSIDE, s->width - 2 * OUTSIDE, s->height - 2 * OUTSIDE});
    for (int y = area.y; y < rv_px_bottom(area); y++)
        for (int x = area.x; x < rv_px_right(area); x++) {
            int most = MIN(max, MIN(s->width - x, s->height - y) - OUTSIDE);
            RvFrame best = {.score = 0};

            if (most < min || !may_begin(s, x, y, min, need))
                continue;
            for (int size = min; size <= most; size++) {
                double value = score(s, x, y, size, need);

                if (value > best.score)
                    best = (RvFrame){{x, y, size, size}, 1, value};
            }
            if (best.score > 0)
                g_array_append_val(found, best);
        }
}

static int
compare_scores(gconstpointer a, gconstpointer b)
{
    const RvFrame *f = a, *g = b;

    return (f->score < g->score) - (f->score > g->score);
}

static gboolean
is_same(RvPx a, RvPx b)
{
    RvPx both = rv_px_intersection(a, b);

    return (double)both.w * both.h > SAME_SHARE * MIN((double)a.w * a.h, (double)b.w * b.h);
}

/* Where confidently read words stand, their first and last letters aside, to which a box may have
 * been glued in reading. 1 bpp, at 1 / factor. */
static PIX *
inside_words(const RvReading *reading, PIX *small, int factor)
{
    PIX *mask = pixCreateTemplate(small);

    for (guint i = 0; mask && i < reading->words->len; i++) {
        const RvWord *word = &g_array_index(reading->words, RvWord, i);
        RvPx box = rv_px_grow(word->box, -word->box.h, 0);

        if (word->confidence >= SURE_WORD && box.w > 0)
            pixRasterop(mask, box.x / factor, box.y / factor, box.w / factor + 1,
                        box.h / factor + 1, PIX_SET, NULL, 0, 0);
    }
    return mask;
}

static void
drop_letters(GArray *found, PIX *words)
{
    guint n = 0;

    for (guint i = 0; i < found->len; i++) {
        RvFrame frame = g_array_index(found, RvFrame, i);
        l_uint32 in_word = 0;

        pixGetPixel(words, rv_px_centre_x(frame.box), rv_px_centre_y(frame.box), &in_word);
        if (!in_word)
            g_array_index(found, RvFrame, n++) = frame;
    }
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
            taken = is_same(frame->box, g_array_index(best, RvFrame, k).box);
        if (!taken)
            g_array_append_val(best, *frame);
    }
    return best;
}

/* Share of ink in line i across a side: the sides are turned so that i grows outwards. */
static double
across(const RvSheet *sheet, RvPx box, int side, int i)
{
    int cx = (int)(box.w * (1 - SIDE_PART) / 2), cy = (int)(box.h * (1 - SIDE_PART) / 2);
    RvPx lines[4] = {{box.x + cx, box.y - i, box.w - 2 * cx, 1},
                     {box.x + cx, rv_px_bottom(box) - 1 + i, box.w - 2 * cx, 1},
                     {box.x - i, box.y + cy, 1, box.h - 2 * cy},
                     {rv_px_right(box) - 1 + i, box.y + cy, 1, box.h - 2 * cy}};

    return rv_ink_share(sheet->ink, lines[side]);
}

/* The outer edge of one side as pixels outwards, and the thickness of its stroke. */
static int
fit_side(const RvSheet *sheet, RvPx box, int side, int range, int *stroke)
{
    double best = 0;
    int at = 0, out, in;

    for (int i = range; i >= -range; i--) {
        double share = across(sheet, box, side, i);

        if (share > best) {
            best = share;
            at = i;
        }
    }
    for (out = at; out < at + range && across(sheet, box, side, out + 1) > STROKE_SHARE * best;)
        out++;
    for (in = at; in > at - range && across(sheet, box, side, in - 1) > STROKE_SHARE * best;)
        in--;
    *stroke = out - in + 1;
    return out;
}

static int
compare_ints(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

void
rv_frame_fit(const RvSheet *sheet, RvFrame *frame)
{
    int out[4], stroke[4], range = MAX(2, (int)lround(sheet->dpi / 60));
    RvPx box = frame->box;

    for (int side = 0; side < 4; side++)
        out[side] = fit_side(sheet, box, side, range, &stroke[side]);
    frame->box =
        (RvPx){box.x - out[2], box.y - out[0], box.w + out[2] + out[3], box.h + out[0] + out[1]};
    /* a mark that touches a side thickens it, a gap thins it: the third of the four tells */
    qsort(stroke, 4, sizeof *stroke, compare_ints);
    frame->stroke = CLAMP(stroke[2], 1, MAX(1, frame->box.w / MAX_STROKE_SHARE));
}

static PIX *
reduced(PIX *ink, double dpi, int *factor)
{
    *factor = dpi > HALVE_ABOVE_DPI ? 2 : 1;
    return *factor == 2 ? pixReduceRankBinary2(ink, 1, NULL) : pixClone(ink);
}

static void
scale_up(GArray *frames, const RvSheet *sheet, int factor, RvPx origin)
{
    for (guint i = 0; i < frames->len; i++) {
        RvFrame *frame = &g_array_index(frames, RvFrame, i);
        RvPx *box = &frame->box;

        *box = (RvPx){box->x * factor + origin.x, box->y * factor + origin.y, box->w * factor,
                      box->h * factor};
        rv_frame_fit(sheet, frame);
    }
}

GArray *
rv_frames_find(const RvSheet *sheet, const RvReading *reading)
{
    static const Need need = {MIN_SIDE, MIN_MEAN, MIN_STRAIGHT, MAX_OUTSIDE};
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(RvFrame));
    g_autoptr(PIX) small = NULL, words = NULL;
    g_auto(Sums) sums = {0};
    GArray *frames;
    double mm;
    int factor;

    if (sheet->is_blank || !sheet->ink || !(small = reduced(sheet->ink, sheet->dpi, &factor)))
        return g_steal_pointer(&found);
    mm = sheet->dpi / factor / 25.4;
    sums = sums_new(small);
    search(&sums, (RvPx){0, 0, sums.width, sums.height}, (int)(MIN_MM * mm), (int)ceil(MAX_MM * mm),
           &need, found);
    words = inside_words(reading, small, factor);
    drop_letters(found, words);
    frames = keep_best(found);
    scale_up(frames, sheet, factor, (RvPx){0, 0, 0, 0});
    return frames;
}

gboolean
rv_frame_near(const RvSheet *sheet, RvPx place, RvFrame *frame)
{
    static const Need need = {NEAR_SIDE, NEAR_MEAN, NEAR_STRAIGHT, NEAR_OUTSIDE};
    int size = (place.w + place.h) / 2, margin = size / 2 + 4 * OUTSIDE;
    RvPx area = rv_px_clip(rv_px_grow(place, margin, margin), sheet->width, sheet->height);
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(RvFrame));
    g_autoptr(PIX) part = rv_ink_clip(sheet->ink, area), small = NULL;
    g_auto(Sums) sums = {0};
    int factor;

    if (!part || !(small = reduced(part, sheet->dpi, &factor)))
        return FALSE;
    sums = sums_new(small);
    search(&sums, (RvPx){0, 0, sums.width, sums.height}, (int)(size * 0.85 / factor),
           (int)ceil(size * 1.15 / factor), &need, found);
    if (found->len == 0)
        return FALSE;
    g_array_sort(found, compare_scores);
    g_array_set_size(found, 1);
    scale_up(found, sheet, factor, area);
    *frame = g_array_index(found, RvFrame, 0);
    return TRUE;
}

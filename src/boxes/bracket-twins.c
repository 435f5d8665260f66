/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Brackets that a mark runs through, or that the scan broke, known by empty ones: one font prints
 * the same pair beside every label. */
#include "boxes/boxes-private.h"

#include <math.h>
#include <stdlib.h>

/* Chosen, and tried on the documents that brackets.c tells of. The scale of two pages of one scan
 * differs by less. */
#define SAME_DPI 0.03
/* Heights of the brackets of a form differ by the scan only. */
#define SAME_HEIGHT 0.12
/* So many of the empty pairs show what the others are like. */
#define MAX_TWINS 3
/* A stroke of them goes straight up along so much of its height, give or take a pixel. */
#define STRAIGHT 0.45
/* So much of a bracket's ink is there, give or take a pixel. */
#define MIN_SHARE 0.84
/* Ink there, less half of that which stands just outside: where all is black there is no bracket.
 */
#define MIN_VALUE 0.6
#define OUTSIDE 3 /* pixels */
/* The two stand on one line, pixels. */
#define LEVEL 2
/* ... and as far apart as those of an empty pair, as a share of its width: rules of tables and
 * stems of letters face each other too. Chosen. */
#define SAME_WIDTH 0.2

typedef struct {
    gint16 x, y;
} Dot;

/* What one bracket looks like. The feet are what it has beyond its stroke. */
typedef struct {
    GArray *stroke, *feet; /* Dot */
    RvPx box;
    gboolean left;
} Shape;

static void
shape_clear(Shape *shape)
{
    g_clear_pointer(&shape->stroke, g_array_unref);
    g_clear_pointer(&shape->feet, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Shape, shape_clear)

/* A place where one bracket may be. */
typedef struct {
    RvPx box;
    double value;
} Half;

/* What is searched: the ink, the ink a pixel thicker, and where in that strokes go straight up. */
typedef struct {
    PIX *ink, *thick, *straight;
} Page;

static Shape
shape_of(PIX *ink, RvPx box, int stroke, gboolean left)
{
    g_autoptr(PIX) part = rv_pix_crop(ink, box);
    Shape shape = {g_array_new(FALSE, FALSE, sizeof(Dot)), g_array_new(FALSE, FALSE, sizeof(Dot)),
                   box, left};

    for (int y = 0; part && y < pixGetHeight(part); y++)
        for (int x = 0; x < pixGetWidth(part); x++)
            if (GET_DATA_BIT(pixGetData(part) + (gsize)y * pixGetWpl(part), x)) {
                Dot dot = {(gint16)x, (gint16)y};

                if ((left ? x : box.w - 1 - x) < stroke)
                    g_array_append_val(shape.stroke, dot);
                else
                    g_array_append_val(shape.feet, dot);
            }
    return shape;
}

/* The share of the dots that are ink at x, y; 0 when it is less than `least`. */
static double
share_at(PIX *pix, const GArray *dots, int x, int y, double least)
{
    int misses = (int)((1 - least) * dots->len), n = 0;

    for (guint i = 0; i < dots->len; i++) {
        Dot dot = g_array_index(dots, Dot, i);

        if (GET_DATA_BIT(pixGetData(pix) + (gsize)(y + dot.y) * pixGetWpl(pix), x + dot.x))
            n++;
        else if (--misses < 0)
            return 0;
    }
    return dots->len > 0 ? (double)n / dots->len : 0;
}

/* Keeps the best of halves that overlap. */
static void
add_half(GArray *halves, const Half *half)
{
    for (guint i = halves->len; i-- > 0;) {
        Half *other = &g_array_index(halves, Half, i);

        if (!rv_frames_are_same(other->box, half->box))
            continue;
        if (half->value > other->value)
            *other = *half;
        return;
    }
    g_array_append_vals(halves, half, 1);
}

/* What the place is worth as that of a bracket. */
static double
value_at(const Page *page, const Shape *shape, int x, int y)
{
    RvPx outside = {shape->left ? x - OUTSIDE : x + shape->box.w, y, OUTSIDE, shape->box.h};

    if (share_at(page->thick, shape->stroke, x, y, MIN_SHARE) <= 0 ||
        share_at(page->thick, shape->feet, x, y, MIN_SHARE) <= 0)
        return 0;
    return (share_at(page->ink, shape->stroke, x, y, 0) +
            share_at(page->ink, shape->feet, x, y, 0) - rv_pix_share(page->ink, outside)) /
           2;
}

/* All places where the bracket may stand. */
static GArray *
halves_like(const Page *page, const Shape *shape)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(Half));
    int w = shape->box.w, h = shape->box.h;

    for (int y = 0; y + h <= pixGetHeight(page->ink); y++) {
        const l_uint32 *line =
            pixGetData(page->straight) + (gsize)(y + h / 2) * pixGetWpl(page->straight);

        for (int x = 0; x + w <= pixGetWidth(page->ink); x++) {
            Half half = {.box = {x, y, w, h}};

            if (!GET_DATA_BIT(line, shape->left ? x + 1 : x + w - 2))
                continue;
            half.value = value_at(page, shape, x, y);
            if (half.value >= MIN_VALUE)
                add_half(found, &half);
        }
    }
    return found;
}

static gboolean
is_known(const GArray *frames, RvPx box)
{
    for (guint i = 0; i < frames->len; i++)
        if (rv_frames_are_same(g_array_index(frames, RvFrame, i).box, box))
            return TRUE;
    return FALSE;
}

/* Each left one goes with the nearest right one. */
static void
add_pairs(const RvSheet *sheet, const GArray *lefts, const GArray *rights, const RvFrame *twin,
          GArray *frames)
{
    int stroke = twin->inside.x - twin->box.x;

    for (guint i = 0; i < lefts->len; i++) {
        const Half *left = &g_array_index(lefts, Half, i), *nearest = NULL;
        RvFrame frame;

        for (guint k = 0; k < rights->len; k++) {
            const Half *right = &g_array_index(rights, Half, k);

            if (abs(left->box.y - right->box.y) <= LEVEL &&
                rv_brackets_face(left->box, right->box) &&
                (!nearest || right->box.x < nearest->box.x))
                nearest = right;
        }
        if (!nearest)
            continue;
        frame = rv_brackets_frame(left->box, nearest->box, stroke);
        if (abs(frame.box.w - twin->box.w) > SAME_WIDTH * twin->box.w)
            continue;
        frame.score = (left->value + nearest->value) / 2;
        if (!is_known(frames, frame.box) && rv_brackets_hold_mark(sheet, &frame))
            g_array_append_val(frames, frame);
    }
}

static void
find_like(const RvSheet *sheet, const Page *page, const RvSheet *from, const RvFrame *twin,
          GArray *frames)
{
    int stroke = twin->inside.x - twin->box.x;
    g_auto(Shape) left = shape_of(from->ink, twin->left, stroke, TRUE);
    g_auto(Shape) right = shape_of(from->ink, twin->right, stroke, FALSE);
    g_autoptr(GArray) lefts = halves_like(page, &left);
    g_autoptr(GArray) rights = halves_like(page, &right);

    add_pairs(sheet, lefts, rights, twin, frames);
}

/* ---- which pairs show what the others are like ---------------------------------------------- */

typedef struct {
    const RvSheet *sheet;
    RvFrame frame;
} Twin;

static double
height_pt(const Twin *twin)
{
    return twin->frame.box.h * 72 / twin->sheet->dpi;
}

static guint
count_alike(const GArray *twins, double height)
{
    guint n = 0;

    for (guint i = 0; i < twins->len; i++)
        n += fabs(height_pt(&g_array_index(twins, Twin, i)) - height) <= SAME_HEIGHT * height;
    return n;
}

/* The empty pairs of the height that most of them have. */
static GArray *
empty_pairs(const GPtrArray *sheets, const GPtrArray *frames)
{
    GArray *twins = g_array_new(FALSE, FALSE, sizeof(Twin));
    double height = 0;
    guint most = 0, n = 0;

    for (guint s = 0; s < sheets->len; s++) {
        const GArray *here = g_ptr_array_index(frames, s);

        for (guint i = 0; i < here->len; i++) {
            Twin twin = {g_ptr_array_index(sheets, s), g_array_index(here, RvFrame, i)};

            if (twin.frame.score >= RV_BRACKETS_EMPTY)
                g_array_append_val(twins, twin);
        }
    }
    for (guint i = 0; i < twins->len; i++) {
        double h = height_pt(&g_array_index(twins, Twin, i));
        guint alike = count_alike(twins, h);

        if (alike > most) {
            most = alike;
            height = h;
        }
    }
    for (guint i = 0; i < twins->len; i++) {
        Twin twin = g_array_index(twins, Twin, i);

        if (fabs(height_pt(&twin) - height) <= SAME_HEIGHT * height)
            g_array_index(twins, Twin, n++) = twin;
    }
    g_array_set_size(twins, n);
    return twins;
}

static void
find_on_sheet(const RvSheet *sheet, const GArray *twins, GArray *frames)
{
    g_autoptr(PIX) thick = sheet->ink ? pixDilateBrick(NULL, sheet->ink, 3, 3) : NULL;
    g_autoptr(PIX) straight = NULL;
    guint step = MAX(1, twins->len / MAX_TWINS);
    Page page;

    if (!thick)
        return;
    straight = pixErodeBrick(NULL, thick, 1,
                             MAX(1, (int)(STRAIGHT * g_array_index(twins, Twin, 0).frame.box.h)));
    page = (Page){sheet->ink, thick, straight};
    for (guint i = 0; i < twins->len && i < step * MAX_TWINS; i += step) {
        const Twin *twin = &g_array_index(twins, Twin, i);

        if (fabs(twin->sheet->dpi - sheet->dpi) <= SAME_DPI * sheet->dpi)
            find_like(sheet, &page, twin->sheet, &twin->frame, frames);
    }
}

void
rv_brackets_find_twins(const GPtrArray *sheets, const GPtrArray *readings, const GPtrArray *frames)
{
    g_autoptr(GArray) twins = empty_pairs(sheets, frames);

    for (guint s = 0; s < sheets->len && twins->len > 0; s++) {
        const RvSheet *sheet = g_ptr_array_index(sheets, s);

        if (sheet->is_blank || !sheet->ink)
            continue;
        find_on_sheet(sheet, twins, g_ptr_array_index(frames, s));
        rv_frames_drop_letters(sheet, g_ptr_array_index(readings, s), g_ptr_array_index(frames, s));
    }
}

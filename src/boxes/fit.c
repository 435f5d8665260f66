/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where exactly do the sides of an outline run, and how thick are they? */
#include "boxes/boxes-private.h"

#include <math.h>
#include <stdlib.h>

/* An outline's row or column of ink goes on while this share of its darkest remains. */
#define STROKE_SHARE 0.5
/* A mark along a side thickens it, and a filled box seems to be all outline: no side is thicker
 * than so many times the usual one, nor than this fraction of the box. */
#define THICKENED 2
#define MAX_STROKE_SHARE 6
/* The sides are looked for that far from where they were found at a lower resolution, points. */
#define RANGE_PT 1.2

/* Share of ink in line i across a side: the sides are turned so that i grows outwards. */
static double
across(const RvSheet *sheet, RvPx box, int side, int i)
{
    int cx = (int)(box.w * (1 - RV_SIDE_PART) / 2), cy = (int)(box.h * (1 - RV_SIDE_PART) / 2);
    RvPx lines[4] = {{box.x + cx, box.y - i, box.w - 2 * cx, 1},
                     {box.x + cx, rv_px_bottom(box) - 1 + i, box.w - 2 * cx, 1},
                     {box.x - i, box.y + cy, 1, box.h - 2 * cy},
                     {rv_px_right(box) - 1 + i, box.y + cy, 1, box.h - 2 * cy}};

    return rv_pix_share(sheet->ink, lines[side]);
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

/* The usual thickness: a mark thickens sides, gaps thin them. */
static int
usual(const int stroke[4], int size)
{
    int sorted[4] = {stroke[0], stroke[1], stroke[2], stroke[3]};

    qsort(sorted, 4, sizeof *sorted, compare_ints);
    return CLAMP(sorted[2], 1, MAX(1, size / MAX_STROKE_SHARE));
}

void
rv_frame_fit(const RvSheet *sheet, RvFrame *frame)
{
    int out[4], stroke[4], range = MAX(2, rv_sheet_px(sheet, RANGE_PT)), most;
    RvPx box = frame->box;

    for (int side = 0; side < 4; side++)
        out[side] = fit_side(sheet, box, side, range, &stroke[side]);
    frame->box =
        (RvPx){box.x - out[2], box.y - out[0], box.w + out[2] + out[3], box.h + out[0] + out[1]};
    most = MIN(THICKENED * usual(stroke, box.w), box.w / MAX_STROKE_SHARE + 1);
    for (int side = 0; side < 4; side++)
        stroke[side] = MIN(stroke[side], most);
    frame->inside =
        (RvPx){frame->box.x + stroke[2], frame->box.y + stroke[0],
               frame->box.w - stroke[2] - stroke[3], frame->box.h - stroke[0] - stroke[1]};
}

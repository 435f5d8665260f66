/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recevable/image.h"

#include <stdlib.h>

/* An upright line of this share of the sheet's height is a streak of the scanner, or a frame around
 * the page: tables and columns of forms stay below two thirds. */
#define STREAK_SHARE 0.72

/* Ends of rules that belong together are so near, in mm; chosen. */
#define ANCHOR_MM 0.6
#define TWIN_MM 0.3
/* Straight strokes of a pen are no longer than this: signatures seen had up to 21. Chosen. */
#define STROKE_MM 26.0
#define MM_PER_INCH 25.4

/* Does one end of an upright rule lie on a level one? */
static gboolean
is_anchored_at(const RvSheet *sheet, const RvSheetRule *upright, const RvSheetRule *level)
{
    int near = (int)(ANCHOR_MM * sheet->dpi / MM_PER_INCH) + 1;
    RvPx reach = rv_px_grow(upright->box, near, near), shared;

    if (!level->horizontal)
        return FALSE;
    shared = rv_px_intersection(reach, level->box);
    return !rv_px_is_empty(shared) && (shared.y <= upright->box.y + near ||
                                       rv_px_bottom(shared) >= rv_px_bottom(upright->box) - near);
}

/* Columns may be parted by upright rules alone: these begin and end together. */
static gboolean
is_twin(const RvSheet *sheet, const RvSheetRule *a, const RvSheetRule *b)
{
    int near = (int)(TWIN_MM * sheet->dpi / MM_PER_INCH);

    return a != b && !b->horizontal && abs(a->box.y - b->box.y) <= near &&
           abs(rv_px_bottom(a->box) - rv_px_bottom(b->box)) <= near;
}

/* The strokes of a signature hang on nothing, and are not long. */
static gboolean
is_loose(const RvSheet *sheet, const RvSheetRule *rule)
{
    if (rule->box.h > STROKE_MM * sheet->dpi / MM_PER_INCH)
        return FALSE;
    for (guint i = 0; i < sheet->rules->len; i++) {
        const RvSheetRule *other = &g_array_index(sheet->rules, RvSheetRule, i);

        if (is_anchored_at(sheet, rule, other) || is_twin(sheet, rule, other))
            return FALSE;
    }
    return TRUE;
}

gboolean
rv_sheet_rule_parts(const RvSheet *sheet, const RvSheetRule *rule, RvPx row)
{
    return !rule->horizontal && rule->box.h < STREAK_SHARE * sheet->height &&
           2 * rv_px_overlap_y(rule->box, row) > row.h && !is_loose(sheet, rule);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which upright rules part what stands beside them? */
#include "recevable/image.h"

#include <math.h>
#include <stdlib.h>

/* An upright line of this share of the sheet's height is a fold, a streak of the scanner or a frame
 * around the page: tables and columns of forms stay below two thirds. */
#define STREAK_SHARE 0.72
/* Streaks fade now and then over that share of the height, and lean so many mm meanwhile; but they
 * come from the edge of the sheet, where no table is, and have at least half of its height. */
#define FADE_SHARE 0.05
#define LEAN_MM 0.6
#define EDGE_SHARE 0.025
#define BROKEN_SHARE 0.5
/* Straightening the print leans a streak by no more: 3 degrees. Chosen. */
#define MAX_SLOPE 0.05

/* Ends of rules that belong together are so near, in mm; chosen. */
#define ANCHOR_MM 0.6
#define TWIN_MM 0.3
/* Straight strokes of a pen are no longer than this: signatures seen had up to 21. Chosen. */
#define STROKE_MM 26.0
#define MM_PER_INCH 25.4

/* Does this end of an upright rule lie on a level one? */
static gboolean
is_end_anchored(const RvSheet *sheet, const RvSheetRule *upright, gboolean bottom)
{
    int near = (int)(ANCHOR_MM * sheet->dpi / MM_PER_INCH) + 1;
    int y = bottom ? rv_px_bottom(upright->box) : upright->box.y;
    RvPx end = {upright->box.x - near, y - near, upright->box.w + 2 * near, 2 * near};

    for (guint i = 0; i < sheet->rules->len; i++) {
        const RvSheetRule *level = &g_array_index(sheet->rules, RvSheetRule, i);

        if (level->horizontal && !rv_px_is_empty(rv_px_intersection(end, level->box)))
            return TRUE;
    }
    return FALSE;
}

/* The upright rule that goes on where this one ends, upwards or downwards; or NULL. */
static const RvSheetRule *
continuation(const RvSheet *sheet, const RvSheetRule *rule, gboolean down)
{
    int lean = (int)(LEAN_MM * sheet->dpi / MM_PER_INCH) + 1;
    int nearest = (int)(FADE_SHARE * sheet->height);
    const RvSheetRule *next = NULL;

    for (guint i = 0; i < sheet->rules->len; i++) {
        const RvSheetRule *other = &g_array_index(sheet->rules, RvSheetRule, i);
        int gap =
            down ? other->box.y - rv_px_bottom(rule->box) : rule->box.y - rv_px_bottom(other->box);

        if (!other->horizontal && gap >= 0 && gap < nearest &&
            rv_px_overlap_x(other->box, rule->box) >= -lean) {
            nearest = gap;
            next = other;
        }
    }
    return next;
}

/* An upright rule that begins at the top edge of the sheet, or ends at the bottom edge; the next
 * one after `after`, NULL: the first. NULL: there are no more. */
static const RvSheetRule *
next_at_edge(const RvSheet *sheet, const RvSheetRule *after, gboolean bottom)
{
    int edge = (int)(EDGE_SHARE * sheet->height);
    guint from = after ? (guint)(after - (const RvSheetRule *)(gpointer)sheet->rules->data) + 1 : 0;

    for (guint i = from; i < sheet->rules->len; i++) {
        const RvSheetRule *rule = &g_array_index(sheet->rules, RvSheetRule, i);

        if (!rule->horizontal &&
            (bottom ? rv_px_bottom(rule->box) >= sheet->height - edge : rule->box.y <= edge))
            return rule;
    }
    return NULL;
}

/* Does the rule lie on the straight line from one that comes from the top edge to one that goes to
 * the bottom edge, whatever lacks between? */
static gboolean
is_between_edges(const RvSheet *sheet, const RvSheetRule *rule)
{
    int lean = (int)(LEAN_MM * sheet->dpi / MM_PER_INCH) + 1;
    const RvSheetRule *a = NULL, *b;

    while ((a = next_at_edge(sheet, a, FALSE)))
        for (b = next_at_edge(sheet, NULL, TRUE); b; b = next_at_edge(sheet, b, TRUE)) {
            double down = rv_px_centre_y(b->box) - rv_px_centre_y(a->box);
            double at = rv_px_centre_y(rule->box) - rv_px_centre_y(a->box);
            double across = rv_px_centre_x(b->box) - rv_px_centre_x(a->box);
            double x = rv_px_centre_x(a->box) + (down > 0 ? across * at / down : 0);

            if (a != b && down > 0 && fabs(across) <= MAX_SLOPE * down &&
                fabs(x - rv_px_centre_x(rule->box)) <= lean)
                return TRUE;
        }
    return FALSE;
}

/* A line from edge to edge of the page, broken or not. */
static gboolean
is_streak(const RvSheet *sheet, const RvSheetRule *rule)
{
    int edge = (int)(EDGE_SHARE * sheet->height);
    RvPx span = {0};

    for (int down = FALSE; down <= TRUE; down++)
        for (const RvSheetRule *at = rule; at; at = continuation(sheet, at, down))
            span = rv_px_union(span, at->box);
    return rule->box.h >= STREAK_SHARE * sheet->height ||
           (span.h >= BROKEN_SHARE * sheet->height &&
            (span.y <= edge || rv_px_bottom(span) >= sheet->height - edge)) ||
           is_between_edges(sheet, rule);
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
    if (rule->box.h > STROKE_MM * sheet->dpi / MM_PER_INCH || is_end_anchored(sheet, rule, FALSE) ||
        is_end_anchored(sheet, rule, TRUE))
        return FALSE;
    for (guint i = 0; i < sheet->rules->len; i++) {
        const RvSheetRule *other = &g_array_index(sheet->rules, RvSheetRule, i);

        if (is_twin(sheet, rule, other))
            return FALSE;
    }
    return TRUE;
}

gboolean
rv_sheet_rule_parts(const RvSheet *sheet, const RvSheetRule *rule, RvPx row)
{
    return !rule->horizontal && 2 * rv_px_overlap_y(rule->box, row) > row.h &&
           !is_loose(sheet, rule) && !is_streak(sheet, rule);
}

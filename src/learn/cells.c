/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cells of a form that nobody filled in: what four rules enclose. */
#include "learn-private.h"

/* The share of a cell's side that its rule covers. */
#define SIDE 0.7

static gboolean
spans(const RvSheetRule *rule, int x, int y)
{
    RvPx box = rule->box;

    return rule->horizontal ? x >= box.x && x <= rv_px_right(box)
                            : y >= box.y && y <= rv_px_bottom(box);
}

static gboolean
covers_x(RvPx side, RvPx cell)
{
    return rv_px_overlap_x(side, cell) >= SIDE * cell.w;
}

static gboolean
covers_y(RvPx side, RvPx cell)
{
    return rv_px_overlap_y(side, cell) >= SIDE * cell.h;
}

RvPx
rv_form_cell(const RvSheet *sheet, int x, int y)
{
    RvPx left = {0}, right = {0}, top = {0}, bottom = {0}, cell;

    for (guint i = 0; i < sheet->rules->len; i++) {
        const RvSheetRule *rule = &g_array_index(sheet->rules, RvSheetRule, i);
        RvPx box = rule->box;
        int at = rule->horizontal ? rv_px_centre_y(box) : rv_px_centre_x(box);

        if (!spans(rule, x, y))
            continue;
        if (rule->horizontal && at < y && (rv_px_is_empty(top) || box.y > top.y))
            top = box;
        else if (rule->horizontal && at > y && (rv_px_is_empty(bottom) || box.y < bottom.y))
            bottom = box;
        else if (!rule->horizontal && at < x && (rv_px_is_empty(left) || box.x > left.x))
            left = box;
        else if (!rule->horizontal && at > x && (rv_px_is_empty(right) || box.x < right.x))
            right = box;
    }
    if (rv_px_is_empty(left) || rv_px_is_empty(right) || rv_px_is_empty(top) ||
        rv_px_is_empty(bottom))
        return (RvPx){0};
    cell = (RvPx){rv_px_right(left), rv_px_bottom(top), right.x - rv_px_right(left),
                  bottom.y - rv_px_bottom(top)};
    if (rv_px_is_empty(cell) || !covers_x(top, cell) || !covers_x(bottom, cell) ||
        !covers_y(left, cell) || !covers_y(right, cell))
        return (RvPx){0};
    return cell;
}

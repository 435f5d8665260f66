/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cells of a frame, from the rules around a place. */
#include "zone-private.h"

#include <stdlib.h>

/* A wall or floor is at least so many line heights behind the text that it holds; print touches it
 * now and then. */
#define INTO_WALL 0.5
/* The cells of a comb are so wide in line heights, or twice that where a wall was not seen, which
 * happens to less than half of them; and it has so many. */
#define COMB_PITCH 3.0
#define COMB_CELLS 4
/* Share of a cell's width that its floor and its ceiling have: a line to write on is shorter. */
#define COVERED 0.75
/* No label is so short, in line heights. */
#define BEHIND_LABEL 2.5
/* Ends of two rules that make a corner's wall where none was seen, in line heights. */
#define CORNER 0.6
/* From a cell into the next one, over the wall, pixels. */
#define OVER_WALL 6

static const RvSheetRule *
rule_at(const RvSheet *sheet, guint i)
{
    return &g_array_index(sheet->rules, RvSheetRule, i);
}

GArray *
rv_cell_walls(const RvSheet *sheet, RvPx row, int x)
{
    GArray *walls = g_array_new(FALSE, FALSE, sizeof(int));

    for (guint i = 0; i < sheet->rules->len; i++) {
        int at = rv_px_centre_x(rule_at(sheet, i)->box);

        if (at > x && rv_sheet_rule_parts(sheet, rule_at(sheet, i), row)) {
            guint k = 0;

            while (k < walls->len && g_array_index(walls, int, k) < at)
                k++;
            g_array_insert_val(walls, k, at);
        }
    }
    return walls;
}

static int
gap_after(const GArray *walls, guint i)
{
    return g_array_index(walls, int, i + 1) - g_array_index(walls, int, i);
}

/* Is most of what stands between the walls as narrow as one figure? */
static gboolean
is_comb(const GArray *walls, guint first, guint last, int height)
{
    guint narrow = 0;

    for (guint i = first; i < last; i++)
        narrow += gap_after(walls, i) <= COMB_PITCH * height;
    return narrow >= COMB_CELLS && 2 * narrow > last - first;
}

void
rv_cell_drop_combs(GArray *walls, int height)
{
    for (guint i = 0, end; i < walls->len; i++) {
        for (end = i; end + 1 < walls->len && gap_after(walls, end) <= 2 * COMB_PITCH * height;
             end++)
            ;
        if (is_comb(walls, i, end, height))
            g_array_remove_range(walls, i + 1, end - i - 1);
    }
}

/* The walls left and right of a row; -1 where none is. */
static void
sides(const RvSheet *sheet, RvPx row, int *left, int *right)
{
    g_autoptr(GArray) walls = rv_cell_walls(sheet, row, -1);
    int into = (int)(INTO_WALL * row.h);

    *left = *right = -1;
    rv_cell_drop_combs(walls, row.h);
    for (guint i = 0; i < walls->len; i++) {
        int x = g_array_index(walls, int, i);

        if (x <= row.x + into)
            *left = x;
        else if (x >= rv_px_right(row) - into && *right < 0)
            *right = x;
    }
}

/* Do the level rules at the height of this one go from wall to wall? A line to write on begins
 * behind a label. */
static gboolean
covers(const RvSheet *sheet, const RvSheetRule *level, int left, int right, int height)
{
    RvPx span = {left, level->box.y, right - left, 1};
    int sum = 0, first = level->box.x;

    if (rv_px_overlap_x(level->box, span) <= 0)
        return FALSE;
    for (guint i = 0; i < sheet->rules->len; i++) {
        const RvSheetRule *rule = rule_at(sheet, i);

        if (!rule->horizontal || abs(rule->box.y - level->box.y) > (int)(INTO_WALL * height) ||
            rv_px_overlap_x(rule->box, span) <= 0)
            continue;
        sum += rv_px_overlap_x(rule->box, span);
        first = MIN(first, rule->box.x);
    }
    return sum >= COVERED * (right - left) && first <= left + (int)(BEHIND_LABEL * height);
}

/* The nearest level rules above and below the row that reach from wall to wall. */
static gboolean
floors(const RvSheet *sheet, RvPx row, int left, int right, const RvSheetRule **above,
       const RvSheetRule **below)
{
    int into = (int)(INTO_WALL * row.h);

    *above = *below = NULL;
    for (guint i = 0; i < sheet->rules->len; i++) {
        const RvSheetRule *rule = rule_at(sheet, i);
        gboolean over = rv_px_bottom(rule->box) <= row.y + into;

        if (!rule->horizontal || (!over && rule->box.y < rv_px_bottom(row) - into) ||
            (over ? *above && rule->box.y <= (*above)->box.y
                  : *below && rule->box.y >= (*below)->box.y) ||
            !covers(sheet, rule, left, right, row.h))
            continue;
        *(over ? above : below) = rule;
    }
    return *above && *below;
}

/* A wall that was not seen stands where floor and ceiling end together. */
static int
corner(int above, int below, int height)
{
    return abs(above - below) <= CORNER * height ? (above + below) / 2 : -1;
}

static gboolean
cell_around(const RvSheet *sheet, RvPx row, RvPx *cell)
{
    const RvSheetRule *above, *below;
    int left, right;

    sides(sheet, row, &left, &right);
    if ((left < 0 && right < 0) || !floors(sheet, row, left < 0 ? row.x : left,
                                           right < 0 ? rv_px_right(row) : right, &above, &below))
        return FALSE;
    if (left < 0)
        left = corner(above->box.x, below->box.x, row.h);
    else if (right < 0)
        right = corner(rv_px_right(above->box), rv_px_right(below->box), row.h);
    *cell = (RvPx){left, rv_px_bottom(above->box), right - left,
                   below->box.y - rv_px_bottom(above->box)};
    return left >= 0 && right > left && cell->h > 0;
}

gboolean
rv_cell_around(const RvSheet *sheet, RvPx row, RvPx *cell)
{
    return cell_around(sheet, row, cell);
}

gboolean
rv_cell_left(const RvSheet *sheet, RvPx cell, RvPx row, RvPx *next)
{
    RvPx probe = {cell.x - 2 * OVER_WALL, row.y, OVER_WALL, row.h};

    return cell_around(sheet, probe, next);
}

gboolean
rv_cell_right(const RvSheet *sheet, RvPx cell, RvPx row, RvPx *next)
{
    RvPx probe = {rv_px_right(cell) + OVER_WALL, row.y, OVER_WALL, row.h};

    return cell_around(sheet, probe, next);
}

gboolean
rv_cell_below(const RvSheet *sheet, RvPx cell, RvPx row, RvPx *next)
{
    RvPx probe = {rv_px_centre_x(row), rv_px_bottom(cell) + OVER_WALL, OVER_WALL, row.h};

    return cell_around(sheet, probe, next);
}

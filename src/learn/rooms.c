/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where something is to be written beside a label: dots, a line, an empty cell; behind it, or
 * below. */
#include "rooms.h"

#include <stdlib.h>
#include <string.h>

/* All in heights of the label's line. A line to write on lies about its baseline ... */
#define LINE_ABOVE 0.7
#define LINE_BELOW 0.9
/* ... or one line further down; a rule nearer to it underlines it. */
#define BELOW_FROM 0.9
#define BELOW_TO 4.0
/* A line to write on is that long, and may begin so far from the label's beginning. */
#define LINE_LONG 3.0
#define INDENT 3.0
/* A colon that was not read takes so much behind the label; dots reach so far above and below the
 * baseline, in x-heights, and cover such a share of that. */
#define BEHIND_COLON 1.2
#define LOW 0.3
#define HIGH 1.3 /* nothing stands up to there: letters do */
#define LOW_INK 0.08
/* Room behind a colon, where nothing asks to be written on. */
#define OPEN 6.0
#define OPEN_IN_CELL 0.3
/* Lines that go on below the first are so far apart. */
#define NEXT_LINE 3.5
/* So much of a cell is free below its label. */
#define CELL_REST 1.0

/* Is a level rule the top or the bottom of a cell, and no line to write on? */
static gboolean
is_side(const RvRoomLook *look, RvPx rule)
{
    int x = rv_px_centre_x(rule), off = look->h / 2;
    RvPx below = rv_form_cell(look->sheet, x, rv_px_bottom(rule) + off);
    RvPx above = rv_form_cell(look->sheet, x, rule.y - off);

    return (!rv_px_is_empty(below) && ABS(below.y - rv_px_bottom(rule)) <= off / 2) ||
           (!rv_px_is_empty(above) && ABS(rv_px_bottom(above) - rule.y) <= off / 2);
}

/* ---- behind ---------------------------------------------------------------------------------- */

/* The first dots or rule from `from` on, between two heights; empty: there is none. */
static RvPx
line_at(const RvRoomLook *look, int from, int to, int top, int bottom)
{
    RvPx best = {0};

    for (guint i = 0; i < look->sheet->leaders->len + look->sheet->rules->len; i++) {
        const RvSheetRule *rule =
            i < look->sheet->leaders->len
                ? NULL
                : &g_array_index(look->sheet->rules, RvSheetRule, i - look->sheet->leaders->len);
        RvPx line = rule ? rule->box : g_array_index(look->sheet->leaders, RvPx, i);
        int y = rv_px_centre_y(line);

        if ((rule && !rule->horizontal) || y < top || y > bottom || line.x < from || line.x >= to ||
            line.w < LINE_LONG * look->h || (rule && is_side(look, line)))
            continue;
        if (rv_px_is_empty(best) || line.y < best.y - look->h / 2 ||
            (abs(line.y - best.y) <= look->h / 2 && line.x < best.x))
            best = line;
    }
    return best;
}

static gboolean
find_cell_behind(const RvRoomLook *look, int end)
{
    RvPx row = look->label->box, own = look->label->wall;
    int from = rv_px_is_empty(own) ? rv_px_right(row) : rv_px_right(own), y = rv_px_centre_y(row);

    for (int step = 1; step <= 4; step++) {
        RvPx cell = rv_form_cell(look->sheet, from + step * look->h, y);

        if (!rv_px_is_empty(cell) && cell.x >= from - look->h / 2 &&
            cell.x < MAX(end, from + 1) + look->h && cell.w > look->h &&
            !rv_look_is_taken(look, cell))
            return rv_look_found(look, RV_ROOM_CELL, cell);
    }
    return FALSE;
}

/* A cell for each figure. */
static gboolean
find_comb(const RvRoomLook *look)
{
    const GArray *combs = rv_form_boxes(look->form, look->label->page)->combs;
    RvPx row = look->label->box;
    int end = rv_look_end(look);

    for (guint i = 0; i < combs->len; i++) {
        RvPx comb = g_array_index(combs, RvPx, i);

        if (rv_px_on_row(comb, row) && comb.x >= rv_px_right(row) - look->h / 2 && comb.x < end)
            return rv_look_found(look, RV_ROOM_CELL, comb);
    }
    return FALSE;
}

static gboolean
find_behind(const RvRoomLook *look)
{
    RvPx row = look->label->box;
    int end = rv_look_end(look), bottom = rv_px_bottom(row);
    RvPx line = line_at(look, rv_px_right(row) - look->h / 2, end,
                        bottom - (int)(LINE_ABOVE * look->h), bottom + (int)(LINE_BELOW * look->h));

    if (!rv_look_goes_on(look) && find_cell_behind(look, end))
        return TRUE;
    return !rv_px_is_empty(line) && rv_look_found(look, RV_ROOM_LEADER, line);
}

/* ---- below ----------------------------------------------------------------------------------- */

static gboolean
find_cell_below(const RvRoomLook *look)
{
    RvPx row = look->label->box, own = look->label->wall, cell;
    int x = row.x + look->h / 2, from = rv_px_is_empty(own) ? rv_px_bottom(row) : rv_px_bottom(own);

    if (rv_look_goes_on(look))
        return FALSE;
    for (int step = 1; step < BELOW_TO; step++) {
        cell = rv_form_cell(look->sheet, x, from + step * look->h);
        if (!rv_px_is_empty(cell) && cell.y >= from - look->h / 2)
            return cell.w > 3 * look->h && !rv_look_is_taken(look, cell) &&
                   !rv_look_is_given(look, cell) && rv_look_found(look, RV_ROOM_CELL, cell);
    }
    return FALSE;
}

static gboolean
find_line_below(const RvRoomLook *look)
{
    RvPx row = look->label->box;
    int bottom = rv_px_bottom(row), from = row.x - (int)(INDENT * look->h);
    RvPx line = line_at(look, from, row.x + (int)(INDENT * look->h),
                        bottom + (int)(BELOW_FROM * look->h), bottom + (int)(BELOW_TO * look->h));

    if (rv_px_is_empty(line) || rv_look_is_given(look, line) ||
        rv_look_is_taken(look, (RvPx){line.x, bottom + 1, line.w, line.y - bottom - 1}))
        return FALSE;
    return rv_look_found(look, RV_ROOM_LEADER, line);
}

/* Lines to write on that go on below the room. */
static guint
lines_below(const RvRoomLook *look)
{
    RvPx last = look->label->place;

    for (guint n = 0;; n++) {
        int bottom = rv_px_bottom(last);
        RvPx next = line_at(look, last.x - (int)(2 * INDENT * look->h),
                            MIN(last.x, look->label->box.x) + (int)(INDENT * look->h) + 1,
                            bottom + look->h / 2, bottom + (int)(NEXT_LINE * look->h));

        if (rv_px_is_empty(next) ||
            rv_look_is_taken(look, (RvPx){next.x, bottom + 1, next.w, next.y - bottom - 1}))
            return n;
        last = next;
    }
}

/* ---- within its cell ---- */

/* A cell that holds its label and nothing else, above as much white paper. */
static gboolean
find_own_cell(const RvRoomLook *look)
{
    RvPx cell = look->label->wall;
    int bottom = rv_px_bottom(look->label->box), below = rv_px_bottom(cell) - bottom, top;
    RvPx rest = {cell.x, bottom, cell.w, below};

    return !rv_px_is_empty(cell) && below >= CELL_REST * look->h &&
           rv_look_fills_alone(look, cell, &top) && below > 2 * (top - cell.y) &&
           rv_look_found(look, RV_ROOM_CELL, rest);
}

/* ---- open ------------------------------------------------------------------------------------ */

static gboolean
find_open(const RvRoomLook *look)
{
    int end = rv_look_end(look), from = rv_px_right(look->label->box);
    RvPx free = {from, look->label->box.y, MIN(end, look->sheet->width) - from, look->h};

    double least = rv_px_is_empty(look->label->wall) ? OPEN : OPEN_IN_CELL;

    return rv_segment_asks(look->label) && free.w >= least * look->h &&
           rv_look_found(look, RV_ROOM_OPEN, free);
}

/* Dots so dense that they were not seen as such: low ink on the baseline, and none above. */
static gboolean
find_low_ink(const RvRoomLook *look)
{
    const RvSheet *sheet = look->sheet;
    double u = look->label->x_height, base = look->label->base;
    int from = rv_px_right(look->label->box) + (int)(BEHIND_COLON * look->h);
    int end = MIN(rv_look_end(look), sheet->width), x = from;

    for (; x + look->h <= end; x += look->h) {
        RvPx low = {x, (int)(base - LOW * u), look->h, (int)(2 * LOW * u)};
        RvPx high = {x, (int)(base - HIGH * u), look->h, (int)((HIGH - 2 * LOW) * u)};

        if (rv_sheet_ink(sheet, low) < LOW_INK || rv_sheet_ink(sheet, high) > 0)
            break;
    }
    return x - from >= LINE_LONG * look->h &&
           rv_look_found(look, RV_ROOM_LEADER,
                         (RvPx){from, (int)(base - LOW * u), x - from, (int)(2 * LOW * u)});
}

typedef gboolean (*FindFunc)(const RvRoomLook *look);
static const FindFunc steps[] = {find_comb,       find_own_cell,   find_behind, find_low_ink,
                                 find_cell_below, find_line_below, find_open};

static RvRoomLook
look_at(const RvForm *form, RvSegment *label)
{
    return (RvRoomLook){form, rv_form_page(form, label->page)->sheet, label, MAX(label->box.h, 1)};
}

static void
find_walls(RvForm *form)
{
    for (guint i = 0; i < form->segments->len; i++) {
        RvSegment *label = g_ptr_array_index(form->segments, i);

        label->wall = rv_form_cell(rv_form_page(form, label->page)->sheet,
                                   rv_px_centre_x(label->box), rv_px_centre_y(label->box));
    }
}

static void
find_step(RvForm *form, gsize k)
{
    for (guint i = 0; i < form->segments->len; i++) {
        RvSegment *label = g_ptr_array_index(form->segments, i);
        RvRoomLook look = look_at(form, label);

        if (label->room == RV_ROOM_NONE)
            steps[k](&look);
    }
}

/* What stands behind a label is its own before it may be that of the one above. */
void
rv_form_find_rooms(RvForm *form)
{
    find_walls(form);
    for (gsize k = 0; k < G_N_ELEMENTS(steps); k++)
        find_step(form, k);
    for (guint i = 0; i < form->segments->len; i++) {
        RvSegment *label = g_ptr_array_index(form->segments, i);
        RvRoomLook look = look_at(form, label);

        if (label->room == RV_ROOM_LEADER || label->room == RV_ROOM_CELL)
            label->lines = lines_below(&look);
    }
}

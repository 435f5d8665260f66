/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where something is to be written beside a label: dots, a line, an empty cell; behind it, or
 * below. */
#include "learn-private.h"

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
/* Room behind a colon, where nothing asks to be written on. */
#define OPEN 6.0
/* Lines that go on below the first are so far apart. */
#define NEXT_LINE 3.5
/* X-heights from one line of a label to the next. */
#define NEXT_LABEL_LINE 3.0
/* The share of a cell's side that its rule covers. */
#define SIDE 0.7

/* ---- cells ----------------------------------------------------------------------------------- */

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

/* ---- what stands around a label -------------------------------------------------------------- */

typedef struct {
    const RvForm *form;
    const RvSheet *sheet;
    RvSegment *label;
    int h; /* height of its line */
} Look;

/* Does a line of the label go on below, in its cell or as near as lines are? Then the room is that
 * one's. */
static gboolean
goes_on(const Look *look)
{
    RvPx row = look->label->box, wall = look->label->wall;

    for (guint i = 0; i < look->form->segments->len; i++) {
        const RvSegment *other = g_ptr_array_index(look->form->segments, i);
        double pitch = other->base - look->label->base;

        if (other->page == look->label->page && pitch > look->label->x_height &&
            pitch < NEXT_LABEL_LINE * look->label->x_height &&
            rv_px_overlap_x(other->box, row) > 0 && rv_px_is_empty(other->tick) &&
            !rv_px_is_empty(wall) && rv_px_is_inside(other->box, wall))
            return TRUE;
    }
    return FALSE;
}

/* Is it room of another label, on its row? */
static gboolean
is_given(const Look *look, RvPx place)
{
    for (guint i = 0; i < look->form->segments->len; i++) {
        const RvSegment *other = g_ptr_array_index(look->form->segments, i);

        if (other->page == look->label->page && other != look->label &&
            other->room != RV_ROOM_NONE && !rv_px_is_empty(rv_px_intersection(other->place, place)))
            return TRUE;
    }
    return FALSE;
}

/* Does print stand in the area? */
static gboolean
is_taken(const Look *look, RvPx area)
{
    for (guint i = 0; i < look->form->segments->len; i++) {
        const RvSegment *other = g_ptr_array_index(look->form->segments, i);

        if (other->page == look->label->page && other != look->label &&
            !rv_px_is_empty(rv_px_intersection(rv_px_grow(other->box, 0, -other->box.h / 4), area)))
            return TRUE;
    }
    return FALSE;
}

/* Where the print behind the label begins, or its cell ends. */
static int
end_of_room(const Look *look)
{
    RvPx row = look->label->box, cell = look->label->wall;
    int end = rv_px_is_empty(cell) ? look->sheet->width : rv_px_right(cell);

    for (guint i = 0; i < look->form->segments->len; i++) {
        const RvSegment *other = g_ptr_array_index(look->form->segments, i);
        int left = rv_px_is_empty(other->tick) ? other->box.x : MIN(other->box.x, other->tick.x);

        if (other->page == look->label->page && other->box.x > rv_px_centre_x(row) &&
            other != look->label && rv_px_on_row(other->box, row))
            end = MIN(end, left);
    }
    return end;
}

static gboolean
found(const Look *look, RvRoom room, RvPx place)
{
    look->label->room = room;
    look->label->place = place;
    return TRUE;
}

/* Is a level rule the top or the bottom of a cell, and no line to write on? */
static gboolean
is_side(const Look *look, RvPx rule)
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
line_at(const Look *look, int from, int to, int top, int bottom)
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
find_cell_behind(const Look *look, int end)
{
    RvPx row = look->label->box, own = look->label->wall;
    int from = rv_px_is_empty(own) ? rv_px_right(row) : rv_px_right(own), y = rv_px_centre_y(row);

    for (int step = 1; step <= 4; step++) {
        RvPx cell = rv_form_cell(look->sheet, from + step * look->h, y);

        if (!rv_px_is_empty(cell) && cell.x >= from - look->h / 2 &&
            cell.x < MAX(end, from + 1) + look->h && cell.w > look->h && !is_taken(look, cell))
            return found(look, RV_ROOM_CELL, cell);
    }
    return FALSE;
}

static gboolean
find_behind(const Look *look)
{
    RvPx row = look->label->box;
    int end = end_of_room(look), bottom = rv_px_bottom(row);
    RvPx line = line_at(look, rv_px_right(row) - look->h / 2, end,
                        bottom - (int)(LINE_ABOVE * look->h), bottom + (int)(LINE_BELOW * look->h));

    if (!goes_on(look) && find_cell_behind(look, end))
        return TRUE;
    return !rv_px_is_empty(line) && found(look, RV_ROOM_LEADER, line);
}

/* ---- below ----------------------------------------------------------------------------------- */

static gboolean
find_cell_below(const Look *look)
{
    RvPx row = look->label->box, own = look->label->wall, cell;
    int x = row.x + look->h / 2, from = rv_px_is_empty(own) ? rv_px_bottom(row) : rv_px_bottom(own);

    if (goes_on(look))
        return FALSE;
    for (int step = 1; step < BELOW_TO; step++) {
        cell = rv_form_cell(look->sheet, x, from + step * look->h);
        if (!rv_px_is_empty(cell) && cell.y >= from - look->h / 2 && cell.w > 3 * look->h &&
            !is_taken(look, cell) && !is_given(look, cell))
            return found(look, RV_ROOM_CELL, cell);
    }
    return FALSE;
}

static gboolean
find_line_below(const Look *look)
{
    RvPx row = look->label->box;
    int bottom = rv_px_bottom(row), from = row.x - (int)(INDENT * look->h);
    RvPx line = line_at(look, from, row.x + (int)(INDENT * look->h),
                        bottom + (int)(BELOW_FROM * look->h), bottom + (int)(BELOW_TO * look->h));

    if (rv_px_is_empty(line) || is_given(look, line) ||
        is_taken(look, (RvPx){line.x, bottom + 1, line.w, line.y - bottom - 1}))
        return FALSE;
    return found(look, RV_ROOM_LEADER, line);
}

/* Lines to write on that go on below the room. */
static guint
lines_below(const Look *look)
{
    RvPx last = look->label->place;

    for (guint n = 0;; n++) {
        int bottom = rv_px_bottom(last);
        RvPx next = line_at(look, last.x - (int)(2 * INDENT * look->h),
                            MIN(last.x, look->label->box.x) + (int)(INDENT * look->h) + 1,
                            bottom + look->h / 2, bottom + (int)(NEXT_LINE * look->h));

        if (rv_px_is_empty(next) ||
            is_taken(look, (RvPx){next.x, bottom + 1, next.w, next.y - bottom - 1}))
            return n;
        last = next;
    }
}

/* ---- open ------------------------------------------------------------------------------------ */

static gboolean
ends_with_colon(const RvSegment *segment)
{
    const char *last = g_array_index(segment->words, RvInkWord, segment->words->len - 1).text;

    return g_str_has_suffix(last, ":");
}

static gboolean
find_open(const Look *look)
{
    int end = end_of_room(look), from = rv_px_right(look->label->box);
    RvPx free = {from, look->label->box.y, MIN(end, look->sheet->width) - from, look->h};

    return ends_with_colon(look->label) && free.w >= OPEN * look->h &&
           found(look, RV_ROOM_OPEN, free);
}

typedef gboolean (*FindFunc)(const Look *look);
static const FindFunc steps[] = {find_behind, find_cell_below, find_line_below, find_open};

static Look
look_at(const RvForm *form, RvSegment *label)
{
    return (Look){form, rv_form_page(form, label->page)->sheet, label, MAX(label->box.h, 1)};
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
        Look look = look_at(form, label);

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
        Look look = look_at(form, label);

        if (label->room == RV_ROOM_LEADER || label->room == RV_ROOM_CELL)
            label->lines = lines_below(&look);
    }
}

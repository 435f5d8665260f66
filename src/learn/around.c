/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands around a label, where room for an answer is looked for. */
#include "rooms.h"

/* X-heights from one line of a label to the next. */
#define NEXT_LABEL_LINE 3.6

gboolean
rv_look_goes_on(const RvRoomLook *look)
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

gboolean
rv_look_is_given(const RvRoomLook *look, RvPx place)
{
    for (guint i = 0; i < look->form->segments->len; i++) {
        const RvSegment *other = g_ptr_array_index(look->form->segments, i);

        if (other->page == look->label->page && other != look->label &&
            other->room != RV_ROOM_NONE && !rv_px_is_empty(rv_px_intersection(other->place, place)))
            return TRUE;
    }
    return FALSE;
}

gboolean
rv_look_is_taken(const RvRoomLook *look, RvPx area)
{
    for (guint i = 0; i < look->form->segments->len; i++) {
        const RvSegment *other = g_ptr_array_index(look->form->segments, i);

        if (other->page == look->label->page && other != look->label &&
            !rv_px_is_empty(rv_px_intersection(rv_px_grow(other->box, 0, -other->box.h / 4), area)))
            return TRUE;
    }
    return FALSE;
}

gboolean
rv_segment_asks(const RvSegment *segment)
{
    const char *last = g_array_index(segment->words, RvInkWord, segment->words->len - 1).text;
    const char *first = g_array_index(segment->words, RvInkWord, 0).text;

    return g_str_has_suffix(last, ":") || g_str_has_suffix(last, "?") ||
           (segment->words->len == 1 && rv_says(first, "a|le")) ||
           (segment->words->len == 2 && rv_says(first, "fait") && rv_says(last, "a|le"));
}

gboolean
rv_look_fills_alone(const RvRoomLook *look, RvPx cell, int *top)
{
    int lines = 1, height;

    *top = look->label->box.y;
    for (guint i = 0; i < look->form->segments->len; i++) {
        const RvSegment *other = g_ptr_array_index(look->form->segments, i);

        if (other->page != look->label->page || other == look->label ||
            !rv_px_is_inside(other->box, cell))
            continue;
        if (other->base >= look->label->base || other->room != RV_ROOM_NONE ||
            rv_segment_asks(other))
            return FALSE;
        *top = MIN(*top, other->box.y);
        lines++;
    }
    height = rv_px_bottom(look->label->box) - *top;
    return height <= lines * NEXT_LABEL_LINE * look->label->x_height;
}

int
rv_look_end(const RvRoomLook *look)
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

gboolean
rv_look_found(const RvRoomLook *look, RvRoom room, RvPx place)
{
    look->label->room = room;
    look->label->place = place;
    return TRUE;
}

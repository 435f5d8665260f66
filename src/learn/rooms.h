/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A label, as its room is looked for: rooms.c and around.c. */
#pragma once

#include "learn-private.h"

typedef struct {
    const RvForm *form;
    const RvSheet *sheet;
    RvSegment *label;
    int h; /* height of its line */
} RvRoomLook;

/* Behind a colon or a question, and behind "Fait à", "Le". */
gboolean rv_segment_asks(const RvSegment *segment);
/* Does a line of the label go on below, in its cell or as near as lines are? Then the room is that
 * one's. */
gboolean rv_look_goes_on(const RvRoomLook *look);
/* Is it room of another label, on its row? */
gboolean rv_look_is_given(const RvRoomLook *look, RvPx place);
/* Does print stand in the area? */
gboolean rv_look_is_taken(const RvRoomLook *look, RvPx area);
/* Is the label all that stands in the cell, or the last of its lines? *top: where they begin. */
gboolean rv_look_fills_alone(const RvRoomLook *look, RvPx cell, int *top);
/* Where the print behind the label begins, or its cell ends. */
int rv_look_end(const RvRoomLook *look);
/* Gives the label its room; TRUE. */
gboolean rv_look_found(const RvRoomLook *look, RvRoom room, RvPx place);

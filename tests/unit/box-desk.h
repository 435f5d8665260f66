/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet of 200 dpi on which print and pen strokes are drawn, for the suites about boxes and ink.
 */
#pragma once

#include "boxes/boxes-private.h"

#define DPI 200
#define WIDTH 1100
#define HEIGHT 900
#define SIZE 30 /* of a box: 3.8 mm */
#define PEN 4
#define BLACK 230 /* darkness */

typedef struct {
    RvSheet *sheet;
    RvReading *reading;
    GPtrArray *sheets, *readings;
    GArray *queries;
} Desk;

extern Desk desk;

void set_up(void);
void tear_down(void);
/* A square of pixels around x, y; darkness 0 takes the ink away. */
void spot(int x, int y, int size, int darkness);
void stroke(double x0, double y0, double x1, double y1, int size, int darkness);
void ellipse(int cx, int cy, int rx, int ry, int size);
void frame(int x, int y, int size);
void square(int x, int y);
/* A printed word: uprights with a bar, as H has them. */
RvPx word(const char *text, int x, int y);
/* Asks for the box of a label, and what all that were asked for are. */
void ask(RvPx label, guint question);
GArray *answers(void);
void expect(const GArray *boxes, guint i, RvBoxState state);

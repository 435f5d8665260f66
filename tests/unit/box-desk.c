/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "box-desk.h"

#include <check.h>
#include <math.h>

Desk desk;

static PIX *
white(int depth)
{
    PIX *pix = pixCreate(WIDTH, HEIGHT, depth);

    if (depth == 8)
        pixSetAll(pix);
    return pix;
}

void
set_up(void)
{
    RvSheet *sheet = g_new0(RvSheet, 1);
    RvReading *reading = rv_reading_new(1);

    *sheet = (RvSheet){.page = 1, .width = WIDTH, .height = HEIGHT, .dpi = DPI};
    sheet->gray = white(8);
    sheet->ink = white(1);
    sheet->print = white(1);
    sheet->rules = g_array_new(FALSE, FALSE, sizeof(RvSheetRule));
    sheet->leaders = g_array_new(FALSE, FALSE, sizeof(RvPx));
    sheet->to_page = rv_map_scale(72.0 / DPI, 72.0 / DPI);
    desk.sheet = sheet;
    desk.reading = reading;
    desk.sheets = g_ptr_array_new_with_free_func((GDestroyNotify)rv_sheet_free);
    desk.readings = g_ptr_array_new_with_free_func((GDestroyNotify)rv_reading_free);
    g_ptr_array_add(desk.sheets, sheet);
    g_ptr_array_add(desk.readings, reading);
    desk.queries = g_array_new(FALSE, TRUE, sizeof(RvBoxQuery));
}

void
tear_down(void)
{
    g_ptr_array_unref(desk.sheets);
    g_ptr_array_unref(desk.readings);
    g_array_unref(desk.queries);
}

/* ---- drawing ------------------------------------------------------------------------------ */

void
spot(int x, int y, int size, int darkness)
{
    for (int i = x - size / 2; i < x - size / 2 + size; i++)
        for (int k = y - size / 2; k < y - size / 2 + size; k++) {
            if (i < 0 || k < 0 || i >= WIDTH || k >= HEIGHT)
                continue;
            pixSetPixel(desk.sheet->gray, i, k, 255 - (guint)darkness);
            if (darkness > 100 || darkness == 0) {
                pixSetPixel(desk.sheet->ink, i, k, darkness > 0);
                pixSetPixel(desk.sheet->print, i, k, darkness > 0);
            }
        }
}

void
stroke(double x0, double y0, double x1, double y1, int size, int darkness)
{
    double n = 2 * hypot(x1 - x0, y1 - y0) + 1;

    for (int i = 0; i <= n; i++)
        spot((int)(x0 + (x1 - x0) * i / n), (int)(y0 + (y1 - y0) * i / n), size, darkness);
}

void
ellipse(int cx, int cy, int rx, int ry, int size)
{
    for (int i = 0; i < 2000; i++)
        spot(cx + (int)(rx * cos(i * G_PI / 1000)), cy + (int)(ry * sin(i * G_PI / 1000)), size,
             BLACK);
}

void
frame(int x, int y, int size)
{
    stroke(x, y, x + size, y, 2, BLACK);
    stroke(x, y + size, x + size, y + size, 2, BLACK);
    stroke(x, y, x, y + size, 2, BLACK);
    stroke(x + size, y, x + size, y + size, 2, BLACK);
}

void
square(int x, int y)
{
    frame(x, y, SIZE);
}

RvPx
word(const char *text, int x, int y)
{
    int n = (int)g_utf8_strlen(text, -1);
    RvPx box = {x, y, n * 18, 22};
    RvWord read = {.text = g_strdup(text), .box = box, .confidence = 0.95};

    for (int i = 0; i < n; i++) {
        stroke(x + 18 * i, y, x + 18 * i, y + 21, 3, BLACK);
        stroke(x + 18 * i + 11, y, x + 18 * i + 11, y + 21, 3, BLACK);
        stroke(x + 18 * i, y + 10, x + 18 * i + 11, y + 10, 3, BLACK);
    }
    g_array_append_val(desk.reading->words, read);
    return box;
}

void
ask(RvPx label, guint question)
{
    RvBoxQuery query = {.page = 1, .first = label, .last = label, .question = question};

    g_array_append_val(desk.queries, query);
}

GArray *
answers(void)
{
    return rv_boxes_answer(desk.sheets, desk.readings,
                           (const RvBoxQuery *)(void *)desk.queries->data, desk.queries->len);
}

void
expect(const GArray *boxes, guint i, RvBoxState state)
{
    const RvBox *box = &g_array_index(boxes, RvBox, i);

    ck_assert_msg(box->state == state, "box %u is %s, not %s", i, rv_box_state_name(box->state),
                  rv_box_state_name(state));
    ck_assert(box->confidence > 0.4 && box->confidence <= 1);
    ck_assert_int_eq(box->place.page, state == RV_BOX_MISSING ? 0 : 1);
}

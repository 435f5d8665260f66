/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The price table: its headings, and as many lines as may be ordered. */
#include "press.h"

#define COLUMNS 5
#define PAD 4.0

static const double shares[COLUMNS] = {0.36, 0.16, 0.16, 0.16, 0.16};

/* What stands in a cell: what was filled in, or what the form says itself. */
static const char *
cell(const RvPress *press, const RvItem *item, guint row, guint column)
{
    const RvFill *fill = press->how->fill;

    if (fill && row < fill->rows->len) {
        const char *const *texts = g_ptr_array_index(fill->rows, row);

        return column < g_strv_length((char **)texts) ? texts[column] : "";
    }
    return column == 0 && item->lines_exactly == 1 && *item->line_labels ? *item->line_labels : "";
}

/* Draws a row when `draw`; its height either way. */
static double
row(const RvPress *press, const char *const texts[COLUMNS], RvLook look, gboolean draw)
{
    double x = RV_PRESS_SIDE, height = press->style->size * 2;
    PangoLayout *layouts[COLUMNS];

    for (guint i = 0; i < COLUMNS; i++) {
        layouts[i] =
            rv_press_layout(press, texts[i], look, shares[i] * RV_PRESS_MEASURE - 2 * PAD, 0);
        height = MAX(height, rv_press_height(layouts[i]) + 2 * PAD);
    }
    for (guint i = 0; i < COLUMNS; i++) {
        double width = shares[i] * RV_PRESS_MEASURE;

        if (draw) {
            cairo_rectangle(press->cr, x, press->y, width, height);
            cairo_stroke(press->cr);
            rv_press_draw(press, layouts[i], x + PAD, press->y + PAD);
        }
        x += width;
        g_object_unref(layouts[i]);
    }
    return height;
}

void
rv_press_table(RvPress *press, const RvItem *item)
{
    const char *texts[COLUMNS];
    double height;

    for (guint i = 0; i < COLUMNS; i++)
        texts[i] = item->columns[i];
    height = row(press, texts, RV_LOOK_TEXT, FALSE);
    rv_press_room(press, height + (double)item->lines_exactly * 2.5 * press->style->size);
    press->y += row(press, texts, RV_LOOK_TEXT, TRUE);
    for (guint line = 0; line < (guint)item->lines_exactly; line++) {
        for (guint i = 0; i < COLUMNS; i++)
            texts[i] = cell(press, item, line, i);
        press->y += row(press, texts, RV_LOOK_VALUE, TRUE);
    }
    press->y += 2 * press->style->leading;
}

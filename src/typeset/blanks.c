/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where something is written, ticked or signed: the place, and what stands there. */
#include "press.h"

#include <math.h>
#include <string.h>

/* A value needs that much; else its place is on the line below. */
#define LEAST 130.0
#define GAP 5.0

static void
draw_place(const RvPress *press, double left, double right, double baseline)
{
    static const double dots[] = {0, 3};
    double height = press->style->size * 1.6;
    cairo_t *cr = press->cr;

    cairo_save(cr);
    if (press->style->blank == RV_BLANK_DOTS) {
        cairo_set_dash(cr, dots, G_N_ELEMENTS(dots), 0);
        cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
        cairo_set_line_width(cr, 0.9);
    }
    if (press->style->blank == RV_BLANK_FRAME) {
        cairo_rectangle(cr, left, baseline - height * 0.75, right - left, height);
    } else {
        cairo_move_to(cr, left, baseline + 1.5);
        cairo_line_to(cr, right, baseline + 1.5);
    }
    cairo_stroke(cr);
    cairo_restore(cr);
}

void
rv_press_blank(const RvPress *press, double left, double right, double baseline, const char *value)
{
    PangoLayout *layout;
    double end, own;

    draw_place(press, left, right, baseline);
    if (!value || !*value)
        return;
    layout = rv_press_layout(press, value, RV_LOOK_VALUE, right - left - 2 * GAP, 0);
    pango_layout_set_height(layout, 0);
    pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
    rv_press_last(layout, &end, &own);
    rv_press_draw(press, layout, left + GAP, baseline - own);
    g_object_unref(layout);
}

double
rv_press_labelled(const RvPress *press, const char *label, double x, double right, double y,
                  const char *value)
{
    gsize length = strlen(label);
    gboolean is_question = length && strchr("?:", label[length - 1]);
    g_autofree char *text = g_strconcat(label, is_question ? "" : " :", NULL);
    PangoLayout *layout = rv_press_layout(press, text, RV_LOOK_TEXT, right - x, 0);
    double height = rv_press_height(layout), end, baseline;

    rv_press_draw(press, layout, x, y);
    rv_press_last(layout, &end, &baseline);
    g_object_unref(layout);
    if (x + end + GAP + LEAST > right && right - x > 2 * LEAST) {
        double line = press->style->size * 1.7;

        rv_press_blank(press, x, right, y + baseline + line, value);
        return height + line;
    }
    rv_press_blank(press, x + end + GAP, right, y + baseline, value);
    return height;
}

void
rv_press_box(const RvPress *press, double x, double y, gboolean is_ticked)
{
    double side = press->style->box, in = side * 0.18;
    cairo_t *cr = press->cr;

    cairo_save(cr);
    cairo_set_line_width(cr, 0.9);
    cairo_rectangle(cr, x, y, side, side);
    cairo_stroke(cr);
    if (is_ticked) {
        cairo_set_line_width(cr, 1.4);
        cairo_move_to(cr, x + in, y + in);
        cairo_line_to(cr, x + side - in, y + side - in);
        cairo_move_to(cr, x + side - in, y + in);
        cairo_line_to(cr, x + in, y + side - in);
        cairo_stroke(cr);
    }
    cairo_restore(cr);
}

/* Loops as a pen makes them, another for each name. */
void
rv_press_sign(const RvPress *press, double x, double y, double width, double height,
              const char *name)
{
    GRand *rand = g_rand_new_with_seed(g_str_hash(name));
    double middle = y + height / 2, at = x + width * 0.15, tall = height * 0.35;
    cairo_t *cr = press->cr;

    cairo_save(cr);
    cairo_set_source_rgb(cr, 0.05, 0.05, 0.35);
    cairo_set_line_width(cr, 1.3);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    cairo_move_to(cr, at, middle);
    for (int i = 0; i < 9; i++) {
        double step = g_rand_double_range(rand, 0.04, 0.09) * width;
        double up = g_rand_double_range(rand, 0.4, 1.0) * tall * exp(-i / 6.0);
        double down = g_rand_double_range(rand, 0.2, 0.6) * tall;

        cairo_curve_to(cr, at + step, middle - 2 * up, at - step * 0.4, middle - up,
                       at + step * 0.7, middle + down);
        at += step * 0.7;
        middle += down * 0.15;
    }
    cairo_curve_to(cr, at + width * 0.1, middle - tall, at + width * 0.2, middle + tall * 0.3,
                   at + width * 0.3, middle - tall * 0.2);
    cairo_stroke(cr);
    cairo_restore(cr);
    g_rand_free(rand);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages: each is filled from above, and says which of how many it is. */
#include "press.h"

#include "recevable/i18n.h"

#define TOP 51.0
#define BOTTOM 62.0
#define FOOT 34.0 /* of the page's number, above its lower border */

static void
begin_page(RvPress *press)
{
    press->page++;
    press->y = TOP;
    cairo_set_source_rgb(press->cr, 0, 0, 0);
    cairo_set_line_width(press->cr, 0.7);
}

static void
end_page(RvPress *press)
{
    /* The form is French, whatever the program speaks. */
    g_autofree char *number = g_strdup_printf("Page %d sur %d", press->page, press->pages);
    PangoLayout *layout = rv_press_layout(press, number, RV_LOOK_SMALL, RV_PRESS_MEASURE, 0);

    pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER);
    rv_press_draw(press, layout, RV_PRESS_SIDE, RV_PRESS_HEIGHT - FOOT);
    g_object_unref(layout);
    cairo_show_page(press->cr);
}

void
rv_press_begin(RvPress *press)
{
    press->page = 0;
    begin_page(press);
}

void
rv_press_end(RvPress *press)
{
    end_page(press);
}

void
rv_press_room(RvPress *press, double height)
{
    /* What is higher than a page goes over its foot: nothing is. */
    if (press->y <= TOP || press->y + height <= RV_PRESS_HEIGHT - BOTTOM)
        return;
    end_page(press);
    begin_page(press);
}

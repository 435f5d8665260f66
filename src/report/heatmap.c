/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Legibility drawn over the pages. */
#include "picture.h"
#include "recevable/report.h"

#include "recevable/error.h"
#include "recevable/i18n.h"

#include <cairo-pdf.h>
#include <math.h>

#define VEIL 0.42 /* how much of a cell's colour covers the print */
/* A PNG's pages are so high, and as many stand side by side as make no more than that width. */
#define PAGE_PIXELS 1100.0
#define MOST_PIXELS 30000.0
#define GAP 20.0

static cairo_status_t
append(void *closure, const unsigned char *data, unsigned int length)
{
    g_string_append_len(closure, (const char *)data, length);
    return CAIRO_STATUS_SUCCESS;
}

/* From red by yellow to green. */
static void
set_colour(cairo_t *cr, double share)
{
    double green = MIN(1, 2 * share), red = MIN(1, 2 * (1 - share));

    cairo_set_source_rgba(cr, red, 0.85 * green, 0.1, VEIL);
}

static void
draw_frame(cairo_t *cr, RvPt r)
{
    cairo_set_source_rgb(cr, 0.8, 0, 0);
    cairo_set_line_width(cr, 1.5);
    cairo_rectangle(cr, r.x0, r.y0, r.x1 - r.x0, r.y1 - r.y0);
    cairo_stroke(cr);
}

/* In points of the page. */
static void
draw_page(cairo_t *cr, const RvPageScore *page)
{
    const RvLegibility *map = &page->map;
    double w = page->width_pt / map->columns, h = page->height_pt / map->rows;
    cairo_surface_t *picture = rv_picture_surface(page);

    cairo_save(cr);
    cairo_scale(cr, page->width_pt / page->picture_width, page->height_pt / page->picture_height);
    cairo_set_source_surface(cr, picture, 0, 0);
    cairo_paint(cr);
    cairo_restore(cr);
    cairo_surface_destroy(picture);
    for (int i = 0; i < map->columns * map->rows; i++) {
        double share = (double)map->cells[i];

        if (isnan(share))
            continue;
        /* Accuracy is nearly 1 on most pages: the scale of the score tells more. */
        set_colour(cr, rv_accuracy_score(share) / 100);
        cairo_rectangle(cr, i % map->columns * w, i / map->columns * h, w, h);
        cairo_fill(cr);
    }
    if (page->has_worst)
        draw_frame(cr, page->worst);
}

static GPtrArray *
drawable(const GPtrArray *results)
{
    GPtrArray *pages = g_ptr_array_new();

    for (guint i = 0; i < results->len; i++) {
        const RvResult *result = g_ptr_array_index(results, i);

        for (guint k = 0; result->readability && k < result->readability->pages->len; k++) {
            RvPageScore *page = &g_array_index(result->readability->pages, RvPageScore, k);

            if (page->picture && page->map.cells)
                g_ptr_array_add(pages, page);
        }
    }
    return pages;
}

static cairo_status_t
write_pdf(GString *out, const GPtrArray *pages)
{
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(append, out, 1, 1);
    cairo_t *cr = cairo_create(surface);
    cairo_status_t status;

    for (guint i = 0; i < pages->len; i++) {
        const RvPageScore *page = g_ptr_array_index(pages, i);

        cairo_pdf_surface_set_size(surface, page->width_pt, page->height_pt);
        draw_page(cr, page);
        cairo_show_page(cr);
    }
    cairo_destroy(cr);
    cairo_surface_finish(surface);
    status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    return status;
}

static cairo_status_t
write_png(GString *out, const GPtrArray *pages)
{
    double width = 0, scale = 1;
    cairo_surface_t *surface;
    cairo_status_t status;
    cairo_t *cr;

    for (guint i = 0; i < pages->len; i++) {
        const RvPageScore *page = g_ptr_array_index(pages, i);

        width += page->width_pt * PAGE_PIXELS / page->height_pt + (i ? GAP : 0);
    }
    scale = MIN(1, MOST_PIXELS / MAX(1, width));
    surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, MAX(1, (int)(width * scale)),
                                         MAX(1, (int)(PAGE_PIXELS * scale)));
    cr = cairo_create(surface);
    cairo_scale(cr, scale, scale);
    for (guint i = 0; i < pages->len; i++) {
        const RvPageScore *page = g_ptr_array_index(pages, i);
        double zoom = PAGE_PIXELS / page->height_pt;

        cairo_save(cr);
        cairo_scale(cr, zoom, zoom);
        draw_page(cr, page);
        cairo_restore(cr);
        cairo_translate(cr, page->width_pt * zoom + GAP, 0);
    }
    cairo_destroy(cr);
    status = cairo_surface_write_to_png_stream(surface, append, out);
    cairo_surface_destroy(surface);
    return status;
}

gboolean
rv_heatmap_write(GString *out, const char *name, const GPtrArray *results, GError **error)
{
    g_autofree char *lower = g_ascii_strdown(name, -1);
    g_autoptr(GPtrArray) pages = drawable(results);
    cairo_status_t status;

    if (g_str_has_suffix(lower, ".pdf")) {
        status = write_pdf(out, pages);
    } else if (g_str_has_suffix(lower, ".png")) {
        status = write_png(out, pages);
    } else {
        g_set_error(error, RV_ERROR, RV_ERROR_USAGE,
                    _("%s: a heat map is a .png or a .pdf file; name it so"), name);
        return FALSE;
    }
    if (status == CAIRO_STATUS_SUCCESS)
        return TRUE;
    g_set_error(error, RV_ERROR, RV_ERROR_INTERNAL, _("%s: the heat map cannot be drawn: %s"), name,
                cairo_status_to_string(status));
    return FALSE;
}

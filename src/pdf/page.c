/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Page -> pixels. */
#include "pdf-private.h"

#include "recevable/error.h"
#include "recevable/i18n.h"

#include <string.h>

/* Channels that differ by no more than this are grey: JPEG's chroma noise. */
#define GREY_TOLERANCE 6
/* Share of coloured pixels from which a page is kept in colour, one in so many. */
#define COLOUR_ONE_IN 5000
/* What a text layer may claim, bytes: a dense page is 6 kB. */
#define MAX_TEXT_LAYER (256 * 1024)

static cairo_surface_t *
draw(PopplerPage *page, const RvGrid *grid, double width_pt, double height_pt)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, grid->width, grid->height);
    cairo_t *cr = cairo_create(surface);

    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_scale(cr, grid->width / width_pt, grid->height / height_pt);
    poppler_page_render(page, cr);
    if (cairo_status(cr) != CAIRO_STATUS_SUCCESS)
        g_clear_pointer(&surface, cairo_surface_destroy);
    cairo_destroy(cr);
    if (surface)
        cairo_surface_flush(surface);
    return surface;
}

static gboolean
is_coloured(guint32 pixel)
{
    int r = pixel >> 16 & 255, g = pixel >> 8 & 255, b = pixel & 255;

    return MAX(MAX(r, g), b) - MIN(MIN(r, g), b) > GREY_TOLERANCE;
}

static gboolean
has_colour(cairo_surface_t *surface, int width, int height)
{
    const guint8 *data = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);
    gint64 coloured = 0;

    for (int y = 0; y < height; y++) {
        const guint32 *row = (const guint32 *)(const void *)(data + (gsize)y * (gsize)stride);

        for (int x = 0; x < width; x++)
            coloured += is_coloured(row[x]);
    }
    return coloured * COLOUR_ONE_IN > (gint64)width * height;
}

static void
copy_row(const guint32 *from, guint8 *to, int width, int channels)
{
    for (int x = 0; x < width; x++) {
        guint r = from[x] >> 16 & 255, g = from[x] >> 8 & 255, b = from[x] & 255;

        if (channels == 1) {
            to[x] = (guint8)((r * 299 + g * 587 + b * 114 + 500) / 1000);
        } else {
            to[3 * x] = (guint8)r;
            to[3 * x + 1] = (guint8)g;
            to[3 * x + 2] = (guint8)b;
        }
    }
}

static RvPixels
copy_pixels(cairo_surface_t *surface, int width, int height)
{
    RvPixels pixels = {.width = width, .height = height};
    const guint8 *data = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);

    pixels.channels = has_colour(surface, width, height) ? 3 : 1;
    pixels.stride = width * pixels.channels;
    pixels.data = g_malloc((gsize)pixels.stride * (gsize)height);
    for (int y = 0; y < height; y++)
        copy_row((const guint32 *)(const void *)(data + (gsize)y * (gsize)stride),
                 pixels.data + (gsize)y * (gsize)pixels.stride, width, pixels.channels);
    return pixels;
}

static gboolean
one_colour(const RvPixels *pixels)
{
    for (int y = 0; y < pixels->height; y++) {
        const guint8 *row = pixels->data + (gsize)y * (gsize)pixels->stride;

        if (memcmp(row, pixels->data, (gsize)pixels->stride))
            return FALSE;
    }
    return pixels->stride <= pixels->channels ||
           !memcmp(pixels->data, pixels->data + pixels->channels,
                   (gsize)(pixels->stride - pixels->channels));
}

static char *
text_layer(PopplerPage *page)
{
    g_autofree char *text = poppler_page_get_text(page);

    if (!text)
        return g_strdup("");
    if (strlen(text) > MAX_TEXT_LAYER)
        text[MAX_TEXT_LAYER] = 0;
    return g_utf8_make_valid(text, -1);
}

static gboolean
check_size(double width, double height, int number, const RvPdfLimits *limits, GError **error)
{
    if (!(width >= 1 && height >= 1)) {
        g_set_error(error, RV_ERROR, RV_ERROR_DAMAGED, _("page %d has no size: make the PDF again"),
                    number);
        return FALSE;
    }
    if (width > limits->max_side_pt || height > limits->max_side_pt) {
        g_set_error(error, RV_ERROR, RV_ERROR_PAGE_TOO_LARGE,
                    _("page %d is %.1f m x %.1f m: set the paper size (A4) and make the PDF again"),
                    number, width / 72 * 0.0254, height / 72 * 0.0254);
        return FALSE;
    }
    return TRUE;
}

RvPage *
rv_document_render(RvDocument *document, int number, GError **error)
{
    g_autoptr(PopplerPage) poppler = NULL;
    g_autoptr(RvPage) page = g_new0(RvPage, 1);
    cairo_surface_t *surface;
    RvGrid grid;

    g_return_val_if_fail(number >= 1 && number <= document->n_pages, NULL);
    rv_poppler_log_start();
    poppler = poppler_document_get_page(document->poppler, number - 1);
    if (!poppler) {
        g_set_error(error, RV_ERROR, RV_ERROR_DAMAGED,
                    _("page %d cannot be found in the PDF: make it again"), number);
        return NULL;
    }
    poppler_page_get_size(poppler, &page->width_pt, &page->height_pt);
    if (!check_size(page->width_pt, page->height_pt, number, &document->limits, error))
        return NULL;
    grid = rv_page_grid(poppler, page->width_pt, page->height_pt, &document->limits);
    surface = draw(poppler, &grid, page->width_pt, page->height_pt);
    if (!surface) {
        g_set_error(error, RV_ERROR, RV_ERROR_DAMAGED,
                    _("page %d cannot be drawn: make the PDF again"), number);
        return NULL;
    }
    page->number = number;
    page->pixels = copy_pixels(surface, grid.width, grid.height);
    cairo_surface_destroy(surface);
    page->dpi_x = grid.width / page->width_pt * 72;
    page->dpi_y = grid.height / page->height_pt * 72;
    page->is_scan = grid.is_scan;
    page->is_blank = one_colour(&page->pixels);
    page->text_layer = text_layer(poppler);
    page->is_damaged = rv_poppler_log_complaints() > 0;
    page->is_unreadable = page->is_blank && grid.has_image;
    return g_steal_pointer(&page);
}

void
rv_page_free(RvPage *page)
{
    if (!page)
        return;
    g_free(page->pixels.data);
    g_free(page->text_layer);
    g_free(page);
}

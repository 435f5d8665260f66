/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Page -> pixels. Always drawn by Poppler, on the grid of the scan where there is one: so what was
 * typed, stamped or signed over a scan is on it, and the scan's pixels stay what they are. */
#include "pdf-private.h"

#include "recevable/error.h"
#include "recevable/i18n.h"

#include <string.h>

/* Small vector print over a coarser scan (a letterhead exported as a picture) needs the vector
 * grid: at 200 dpi print of 8 pt has an x-height of 11 pixels, below that letters run together. */
#define OVERLAY_DPI 200.0
/* A vector page that the limit on pixels leaves coarser than this cannot be read. */
#define MIN_VECTOR_DPI 100.0
#define MM_PER_INCH 25.4

static cairo_surface_t *
draw(PopplerPage *poppler, const RvGrid *grid, const RvPage *page)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, grid->width, grid->height);
    cairo_t *cr = cairo_create(surface);

    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_scale(cr, grid->width / page->width_pt, grid->height / page->height_pt);
    poppler_page_render(poppler, cr);
    if (cairo_status(cr) != CAIRO_STATUS_SUCCESS)
        g_clear_pointer(&surface, cairo_surface_destroy);
    cairo_destroy(cr);
    if (surface)
        cairo_surface_flush(surface);
    return surface;
}

static gboolean
check_size(const RvPage *page, const RvPdfLimits *limits, GError **error)
{
    double width = page->width_pt, height = page->height_pt;

    if (!(width >= 1 && height >= 1)) {
        g_set_error(error, RV_ERROR, RV_ERROR_DAMAGED, _("page %d has no size: make the PDF again"),
                    page->number);
        return FALSE;
    }
    if (width > limits->max_side_pt || height > limits->max_side_pt) {
        g_set_error(error, RV_ERROR, RV_ERROR_PAGE_TOO_LARGE,
                    _("page %d is %.1f m x %.1f m: set the paper size (A4) and make the PDF again"),
                    page->number, width / 72 * 0.0254, height / 72 * 0.0254);
        return FALSE;
    }
    return TRUE;
}

static gboolean
check_images(PopplerPage *poppler, const RvPage *page, const RvDocument *document, GError **error)
{
    if (document->images.largest <= document->limits.max_pixels || !rv_page_has_image(poppler))
        return TRUE;
    g_set_error(
        error, RV_ERROR, RV_ERROR_PAGE_TOO_LARGE,
        _("page %d: the PDF holds an image of %.0f million pixels, more than %.0f: scan it at "
          "300 dpi"),
        page->number, (double)document->images.largest / 1e6,
        (double)document->limits.max_pixels / 1e6);
    return FALSE;
}

static gboolean
check_grid(const RvPage *page, const RvGrid *grid, GError **error)
{
    if (grid->is_scan || grid->paper_dpi >= MIN_VECTOR_DPI)
        return TRUE;
    g_set_error(error, RV_ERROR, RV_ERROR_PAGE_TOO_LARGE,
                _("page %d is too large to be drawn legibly: set the paper size (A4) and make the "
                  "PDF again"),
                page->number);
    return FALSE;
}

static gboolean
has_text(PopplerPage *poppler)
{
    g_autofree char *text = poppler_page_get_text(poppler);

    return text && *g_strstrip(text);
}

/* Does a coarse scan carry visible print or ink that was not scanned? */
static gboolean
needs_vector_grid(PopplerPage *poppler, const RvGrid *grid, const RvImages *images,
                  cairo_surface_t *drawn)
{
    g_autoptr(cairo_surface_t) image = NULL;

    if (grid->paper_dpi >= OVERLAY_DPI)
        return FALSE;
    image = images->id >= 0 ? rv_image_surface(poppler, images->id) : NULL;
    if (image && rv_overlay_compares(drawn, image))
        return rv_overlay_is_visible(drawn, image);
    /* Strips, or a part of the image: take the file's word. Where the text proves to be invisible,
     * pixels were resampled for nothing, no more. */
    return has_text(poppler);
}

static cairo_surface_t *
draw_on_best_grid(RvDocument *document, PopplerPage *poppler, RvPage *page, const RvImages *images,
                  GError **error)
{
    RvGrid scan = rv_grid_of_scan(images, page->width_pt, page->height_pt, &document->limits);
    RvGrid vector = rv_grid_of_vector(page->width_pt, page->height_pt, &document->limits);
    g_autoptr(cairo_surface_t) surface = NULL;

    if (scan.is_scan) {
        surface = draw(poppler, &scan, page);
        if (surface && needs_vector_grid(poppler, &scan, images, surface) &&
            vector.width > scan.width)
            g_clear_pointer(&surface, cairo_surface_destroy);
        else
            page->is_scan = TRUE;
    }
    if (!page->is_scan) {
        if (!check_grid(page, &vector, error))
            return NULL;
        surface = draw(poppler, &vector, page);
    }
    if (!surface)
        g_set_error(error, RV_ERROR, RV_ERROR_DAMAGED,
                    _("page %d cannot be drawn: make the PDF again"), page->number);
    return g_steal_pointer(&surface);
}

/* A cut through a letter leaves its bytes invalid: they become one of three. */
static char *
text_layer(RvDocument *document, PopplerPage *poppler)
{
    g_autofree char *text = poppler_page_get_text(poppler);
    gsize most =
        MIN(document->limits.max_page_text, document->limits.max_text - document->text_kept);
    gsize length = text ? strnlen(text, most) : 0;

    document->text_kept += length;
    return length ? g_utf8_make_valid(text, (gssize)length) : g_strdup("");
}

/* Takes what was drawn, and says what it is worth. */
static void
fill_page(RvDocument *document, RvPage *page, PopplerPage *poppler, cairo_surface_t *surface)
{
    page->dpi_x = cairo_image_surface_get_width(surface) / page->width_pt * 72;
    page->dpi_y = cairo_image_surface_get_height(surface) / page->height_pt * 72;
    page->pixels =
        rv_pixels_of_surface(surface, page->dpi_x / MM_PER_INCH * page->dpi_y / MM_PER_INCH);
    page->is_blank = rv_surface_is_plain(surface);
    /* The blank back of a sheet, scanned, is an image too. */
    page->is_unreadable = page->is_blank && rv_page_has_image(poppler) &&
                          (page->is_damaged || !rv_images_are_plain(poppler));
    page->text_layer = text_layer(document, poppler);
}

RvPage *
rv_document_render(RvDocument *document, int number, GError **error)
{
    g_autoptr(PopplerPage) poppler = NULL;
    g_autoptr(RvPage) page = g_new0(RvPage, 1);
    g_autoptr(cairo_surface_t) surface = NULL;
    g_auto(RvPopplerLog) log = {-1, -1};
    RvImages images;

    g_return_val_if_fail(number >= 1 && number <= document->n_pages, NULL);
    page->number = number;
    rv_poppler_log_start(&log);
    poppler = poppler_document_get_page(document->poppler, number - 1);
    if (!poppler) {
        g_set_error(error, RV_ERROR, RV_ERROR_DAMAGED,
                    _("page %d cannot be found in the PDF: make it again"), number);
        return NULL;
    }
    poppler_page_get_size(poppler, &page->width_pt, &page->height_pt);
    if (!check_size(page, &document->limits, error) ||
        !check_images(poppler, page, document, error))
        return NULL;
    images = rv_images_of_page(poppler, page->width_pt, page->height_pt, &document->images);
    surface = draw_on_best_grid(document, poppler, page, &images, error);
    if (!surface)
        return NULL;
    page->is_damaged = document->is_damaged || rv_poppler_log_complains(&log);
    fill_page(document, page, poppler, surface);
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

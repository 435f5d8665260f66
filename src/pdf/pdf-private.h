/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of pdf/ share. */
#pragma once

#include "recevable/pdf.h"

#include <poppler.h>

/* Vector pages are drawn at this: print of 6 pt then has an x-height of 12 pixels, which readers
 * want; finer only costs. */
#define RV_PDF_VECTOR_DPI 300.0

/* What the images of a file declare. */
typedef struct {
    gint64 largest;    /* pixels */
    int width, height; /* of all of them; 0 when they are not of one size, or it cannot be told */
} RvDeclared;

struct _RvDocument {
    PopplerDocument *poppler;
    RvPdfLimits limits;
    int n_pages;
    RvDeclared images;
    gboolean is_damaged; /* Poppler had to mend it to open it */
    gsize text_kept;     /* bytes of text layers that were handed out */
};

/* The images that make a page a scan. */
typedef struct {
    gboolean cover;       /* they do */
    int id;               /* Poppler's, of the one that covers it alone; -1: several do */
    double width, height; /* pixels that the page would have on their grid */
} RvImages;

/* The grid that a page is drawn on. */
typedef struct {
    int width, height; /* pixels */
    gboolean is_scan;  /* it is the scan's own */
    gboolean is_whole; /* its very pixels, not a fraction of them */
    double paper_dpi;  /* of the coarser axis, on paper of a believable size */
} RvGrid;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerPage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(cairo_surface_t, cairo_surface_destroy)

/* images.c */
gboolean rv_page_has_image(PopplerPage *page); /* be it a logo */
RvImages rv_images_of_page(PopplerPage *page, double width_pt, double height_pt,
                           const RvDeclared *declared);
/* One image on white paper, as RGB24; NULL when it cannot be had. */
cairo_surface_t *rv_image_surface(PopplerPage *page, int id);
/* Is each image of the page known to be of one colour? */
gboolean rv_images_are_plain(PopplerPage *page);

/* declared.c */
RvDeclared rv_images_declared(GBytes *bytes);

/* grid.c */
RvGrid rv_grid_of_scan(const RvImages *images, double width_pt, double height_pt,
                       const RvPdfLimits *limits);
RvGrid rv_grid_of_vector(double width_pt, double height_pt, const RvPdfLimits *limits);

/* overlay.c: are the page and its image of the same size, turned or not? And does the page show
 * anything besides the image? */
gboolean rv_overlay_compares(cairo_surface_t *drawn, cairo_surface_t *image);
gboolean rv_overlay_is_visible(cairo_surface_t *drawn, cairo_surface_t *image);

/* surface.c */
RvPixels rv_pixels_of_surface(cairo_surface_t *surface, double pixels_per_mm2);
gboolean rv_surface_is_plain(cairo_surface_t *surface); /* one colour all over */
const guint32 *rv_surface_row(cairo_surface_t *surface, int y);

/* kind.c: what bytes that are no PDF seem to be ("a PNG picture"), translated, or NULL. */
const char *rv_kind_guess(const guint8 *data, gsize size);

/* log.c: what Poppler complains of between start and end, in this thread and on standard error. */
typedef struct {
    int stderr_copy, pipe;
} RvPopplerLog;

void rv_poppler_log_start(RvPopplerLog *log);
gboolean rv_poppler_log_complains(const RvPopplerLog *log);
void rv_poppler_log_end(RvPopplerLog *log);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RvPopplerLog, rv_poppler_log_end)

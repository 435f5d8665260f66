/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of pdf/ share. */
#pragma once

#include "recevable/pdf.h"

#include <poppler.h>

struct _RvDocument {
    PopplerDocument *poppler;
    RvPdfLimits limits;
    int n_pages;
};

/* The grid that a page is drawn on. */
typedef struct {
    int width, height; /* pixels */
    gboolean is_scan;
    gboolean has_image;
} RvGrid;

/* Chooses the grid of a page: its scan's own pixels, or RV_PDF_VECTOR_DPI. */
RvGrid rv_page_grid(PopplerPage *page, double width_pt, double height_pt,
                    const RvPdfLimits *limits);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerPage, g_object_unref)

/* What Poppler complains of while a page is drawn: counted, never printed. */
void rv_poppler_log_start(void);
guint rv_poppler_log_complaints(void);

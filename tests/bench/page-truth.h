/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is printed on a page of text, held against what was read of it. */
#pragma once

#include "text-pages.h"

#include "recevable/read.h"

typedef struct {
    RvPt at; /* points of the page as displayed; beyond it what was cut off */
    char *text;
    int letters;         /* without blanks */
    gboolean is_printed; /* a printer that stopped did not */
    double right;        /* share of them that was read right */
} PageTruthLine;

typedef struct {
    double severity[RV_DEFECTS];
    GArray *lines;   /* PageTruthLine */
    double letters;  /* of all printed lines */
    double accuracy; /* share of them that was read right, once it was held against a reading */
    double real_dpi, x_height; /* pixels of the picture; 0 of vectors */
} PageTruth;

/* Of NAME.page.tsv, or of a page of NAME.lines.tsv. Both fail with a message. */
PageTruth *page_truth_load(const char *base);
PageTruth *page_truth_load_form(const char *base, int page);
void page_truth_free(PageTruth *truth);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PageTruth, page_truth_free)
/* Every line is placed where it fits best in the words that were read at its place. */
void page_truth_hold(PageTruth *truth, const RvSheet *sheet, const RvReading *reading);
/* Sets letters and right of each cell (columns x rows of edges). */
void page_truth_cells(const PageTruth *truth, const RvPage *page, const RvEdges *edges,
                      BenchPageCell *cells);

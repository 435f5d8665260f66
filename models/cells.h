/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first step of the readability's models: from the measures of a cell to the share of its
 * letters that is read right, by hinges (src/gauge/model.h). */
#pragma once

#include "text-pages.h"

typedef struct {
    int measure;                /* RvMeasure */
    double knot, scale, weight; /* max(0, measure - knot) / scale x weight */
} CellTerm;

typedef struct {
    GArray *terms;         /* CellTerm */
    float *values;         /* a row for each sample: the hinges, scaled */
    double *right, *share; /* of each sample: what was read right, its part of the loss */
    guint n;
    double bias, loss; /* cross-entropy */
} CellFit;

/* Fitted to all cells of the pages (BenchPage); owned by the caller. */
CellFit *cell_fit_new(const GArray *pages, gboolean with_words);
void cell_fit_free(CellFit *fit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CellFit, cell_fit_free)
/* What the cells say of a page; FALSE when they say nothing. */
gboolean cell_fit_said(const CellFit *fit, const BenchPage *page, gboolean with_words,
                       double *said);
/* About so many letters are thought to be there. */
double cell_letters(const BenchPageCell *cell, gboolean with_words);
/* Nothing is cut off; of lines that are, the rest is no worse than it was. */
gboolean page_is_whole(const BenchPage *page);

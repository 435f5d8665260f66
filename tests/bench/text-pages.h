/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of text with known defects and pages of forms, that make-corpus makes, and how they were
 * read. */
#pragma once

#include "gauge/measures.h"

/* Pages of one kind. */
typedef struct {
    const char *defect; /* of the maker: "blurry=0.5", "none"; NULL: a mixture */
    const char *level;  /* not NULL: forms of that quality, "L3", a page of each in turn */
    int seed, first, n;
} BenchPageLot;

/* What is true of a cell, and what was measured there. */
typedef struct {
    float letters, right; /* printed there, and the share of them that was read right */
    float fast_letters, full_letters, sure;
    float of[RV_MEASURES];
} BenchPageCell;

typedef struct {
    guint lot;
    int number;
    float severity[RV_DEFECTS]; /* as made */
    float fast_seen[RV_DEFECTS], seen[RV_DEFECTS];
    float letters;    /* printed; what a printer that stopped did not print is none */
    float accuracy;   /* share of them that was read right; what was cut off was not */
    float confidence; /* mean of the reader's, by letters */
    float fast_score, full_score, fast_accuracy, full_accuracy;
    float cpu; /* seconds that the image alone took */
    float megapixels;
    guint n_cells;
    BenchPageCell *cells; /* only when asked for */
} BenchPage;

/* Makes the pages in BUILD/bench and has all of them looked at and read, by two processes side by
 * side. BenchPage, in order; owned by the caller. Fails with a message. */
GArray *bench_pages(const char *build, const BenchPageLot *lots, guint n_lots, gboolean with_cells);
/* The name that the maker has for a defect. */
const char *bench_defect_name(int kind);
/* Spearman's rank correlation; ties share their mean rank. `weights` NULL: all alike. */
double bench_spearman(const double *a, const double *b, const double *weights, guint n);
/* The step of the score's scale that an accuracy belongs to: 0 to BENCH_STEPS - 1. */
enum { BENCH_STEPS = 6 };
guint bench_step(double accuracy);
/* The chance that one of `with` is above one of `without`; ties are even. */
double bench_auc(const GArray *with, const GArray *without); /* of double */

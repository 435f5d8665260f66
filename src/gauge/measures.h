/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that is known of a page, cell by cell, as numbers that grow with what is bad, from 0 up. */
#pragma once

#include "gauge/defects.h"
#include "gauge/heard.h"

/* X(name, what it is) */
#define RV_MEASURES_OF_CELLS(X)                                                                    \
    X(BLUR)   /* how much wider than a clean cut the edges are, in x-heights */                    \
    X(COARSE) /* 1 / x-height, real pixels */                                                      \
    X(BITS)   /* the same of a page without greys */                                               \
    X(PALE)   /* 1 - depth of the edges, in full contrasts */                                      \
    X(GRAIN)  /* noise of the paper, in depths */                                                  \
    X(SPECKS) /* pieces too small for letters, for each letter */                                  \
    X(LUMPS)  /* share of the ink that is in pieces too large for letters */                       \
    X(GONE)   /* share of it in which print was that has vanished */                               \
    X(SCAN)   /* 1 of a picture, 0 of a page that was never on paper */
/* Only of a page that was read. */
#define RV_MEASURES_OF_WORDS(X)                                                                    \
    X(DOUBT)      /* 1 - mean confidence of the letters here */                                    \
    X(LOST)       /* share of the letters here whose words are as good as unread */                \
    X(WEAK)       /* the same of those that are doubtful */                                        \
    X(UNREAD)     /* share of what may be letters that no word has */                              \
    X(PAGE_DOUBT) /* the same, of all of the page */                                               \
    X(PAGE_WEAK)                                                                                   \
    X(PAGE_UNREAD)

typedef enum {
#define X(name) RV_MEASURE_##name,
    RV_MEASURES_OF_CELLS(X)
#undef X
        RV_MEASURE_DEFECTS, /* severities, in the order of RvDefectKind: where they lie, else 0 */
    RV_MEASURES_FAST = RV_MEASURE_DEFECTS + RV_DEFECTS,
    RV_MEASURES_BEFORE_WORDS = RV_MEASURES_FAST - 1,
#define X(name) RV_MEASURE_##name,
    RV_MEASURES_OF_WORDS(X)
#undef X
        RV_MEASURES
} RvMeasure;

typedef struct {
    double letters; /* about so many are to be read here; 0: nothing */
    double sure;    /* of them, as far as the reader is sure: a word's letters by its confidence */
    float of[RV_MEASURES];
} RvCell;

/* columns x rows of exam->edges; owned by the caller. `heard` NULL: the page was not read. */
RvCell *rv_cells_new(const RvExam *exam, const RvHeard *heard);

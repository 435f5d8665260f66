/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stage 3, gauge: how well can a page be read? From its pixels as they came, and, once it has been
 * read, from what the reader says of its words. Nothing is assumed of language, paper or
 * resolution. The scale is explained in docs/readability.md. */
#pragma once

#include "recevable/image.h"

typedef struct {
    const char *type;  /* static: "blurry", "noisy", "dark"...; see docs/readability.md */
    double severity;   /* 0-1 */
    RvPt where;        /* on the page as displayed */
    gboolean is_local; /* `where` is a part of the page */
    char *advice;      /* owned, translated: what to do */
} RvDefect;

/* How well each cell of a coarse grid over the page as displayed can be read. */
typedef struct {
    int columns, rows;
    float *cells; /* row by row: 0-1, the share of its letters that the reader is expected to get
                   * right; NAN where nothing is to be read; owned */
} RvLegibility;

typedef struct {
    int page;
    int score;       /* 0-100 */
    double accuracy; /* 0-1: share of the page's letters that are expected to be read right */
    int dpi;         /* pixels of the page's picture per inch of the page as displayed */
    int real_dpi;    /* the resolution that its detail has: less when it was enlarged */
    double x_height; /* of its small letters, pixels of the picture; 0 when unknown */
    int needed_dpi;  /* what its smallest text that matters should be scanned at; 0: it has that */
    double width_pt, height_pt; /* of the page as displayed */
    double skew_deg;            /* positive: clockwise */
    int rotation;               /* 0, 90, 180, 270: clockwise turn that makes it upright */
    GArray *defects;            /* RvDefect, the worst first */
    RvLegibility map;
    gboolean is_blank;  /* nothing is printed on it */
    gboolean has_worst; /* a region is clearly worse than the rest: */
    RvPt worst;         /* where it is */
    double worst_accuracy;
    guint8 *picture; /* grey, picture_width bytes a row: what it looks like, small; owned; NULL
                      * unless asked for */
    int picture_width, picture_height;
    GBytes *png; /* instead of `picture`, when rv_page_pack() made it small; owned; or NULL */
} RvPageScore;

/* What a page would be with one fault undone, as it was found by undoing it and reading again. */
typedef struct {
    int page;
    RvAmend amend;
    int score_before, score_after;       /* of the page */
    int doubtful_before, doubtful_after; /* items of the document that a person has to look at; -1:
                                          * not known, for want of a template */
} RvRemedy;

typedef struct {
    int score;        /* the lowest page's */
    GArray *pages;    /* RvPageScore */
    GArray *remedies; /* RvRemedy, by page, the one that gains most first; only what gains */
} RvReadability;

/* What the reader says of a word, as bare numbers: the gauge knows nothing of reading. */
typedef struct {
    RvPx box;    /* grid of the sheet */
    int letters; /* 1 and more */
    double confidence;
} RvWordHint;

/* What is known of a page when it has been read. */
typedef struct {
    const RvSheet *sheet;
    GArray *words; /* RvWordHint */
} RvReadingHint;

/* An empty GArray of RvDefect that frees the advices. */
GArray *rv_defects_new(void);
/* The static string of a defect's name; NULL: there is none of that name. */
const char *rv_defect_type(const char *name);

RvReadability *rv_readability_new(void);
void rv_readability_free(RvReadability *readability);
/* Measures a page, adds its score, and keeps the document's score up to date. `hint` NULL: from the
 * image alone, which takes less than 50 ms for A4 at 300 dpi. Blank pages get the defect "blank",
 * and a score of 100, because a blank back hides nothing; 0 when the document has no other pages.
 * `with_picture`: fill in the small picture too. */
void rv_readability_add(RvReadability *readability, const RvPage *page, const RvReadingHint *hint,
                        gboolean with_picture);
/* Sets needed_dpi of a page whose smallest text that matters has that x-height, in pixels of its
 * picture. */
void rv_page_need_dpi(RvPageScore *page, double x_height);
/* What to do about a page, in one sentence: "Scan page 2 again at 300 dpi: blur in the lower
 * third." Owned by the caller; NULL when nothing needs to be done. */
char *rv_page_advice(const RvPageScore *page);
/* The accuracy at which a page gets a score, 0-100, and the other way round. */
double rv_score_accuracy(double score);
double rv_accuracy_score(double accuracy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvReadability, rv_readability_free)

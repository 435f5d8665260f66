/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stage 3, gauge: how well can a sheet be read? Measures of the image first; the score takes the
 * reader's confidence into account once it is known. */
#pragma once

#include "recevable/image.h"

typedef struct {
    const char
        *type;       /* static: "blurry", "noisy", "dark", "faint", "text-too-small", "skewed"... */
    double severity; /* 0-1 */
    char *advice;    /* owned, translated: what to do */
} RvDefect;

typedef struct {
    int page;
    int score;                  /* 0-100 */
    int dpi;                    /* real pixels per inch */
    double width_pt, height_pt; /* of the page as displayed */
    double skew_deg;
    int rotation;
    GArray *defects; /* RvDefect */
} RvPageScore;

typedef struct {
    int score;     /* the lowest page's */
    GArray *pages; /* RvPageScore */
} RvReadability;

/* What the reader says of the sheet, as bare numbers: the gauge knows nothing of reading. */
typedef struct {
    int n_words;
    double confidence; /* mean over the words, 0-1, 0 without words; < 0: not read */
    double x_height;   /* median, pixels of the grid; 0: unknown */
} RvReadingHint;

RvReadability *rv_readability_new(void);
void rv_readability_free(RvReadability *readability);
/* Measures one sheet, adds its score, and keeps the document's score up to date. Blank pages get
 * a score of 100 and the defect "blank": a blank back hides nothing. */
void rv_readability_add(RvReadability *readability, const RvSheet *sheet,
                        const RvReadingHint *hint);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvReadability, rv_readability_free)

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An elliptic spot of light, fitted to what is known of a page in places. */
#pragma once

#include <glib.h>

typedef enum { RV_OF_PRINT, RV_OF_PAPER, RV_OF_ABSENCE, RV_SAMPLE_KINDS } RvSampleKind;

typedef struct {
    float x, y;   /* tiles */
    float faded;  /* share of contrast that is gone, or of the way to white, 0-1 */
    float weight; /* tiles of print */
    RvSampleKind kind;
} RvSample;

typedef struct {
    double x, y, rx, ry; /* tiles */
    double light;        /* in its middle, whites */
} RvSpot;

#define RV_MASK(kind) (1u << (kind))
#define RV_ALL_SAMPLES (RV_MASK(RV_SAMPLE_KINDS) - 1)
/* Cells that have lost so much of their contrast may be in the light. */
#define RV_SPOT_FADED 0.25

/* The share of contrast that the spot takes there. */
double rv_spot_washed(const RvSpot *spot, const RvSample *s);
/* Sums of weighted squares over the samples of some kinds: what the spot, or one value for all,
 * leaves unexplained. */
double rv_spot_misfit(const RvSpot *spot, const GArray *samples, guint kinds);
double rv_samples_variance(const GArray *samples, guint kinds);
/* Around what has faded; FALSE when next to nothing has. */
gboolean rv_spot_guess(const GArray *samples, guint kinds, RvSpot *spot);
/* From a guess to the best spot; its misfit. */
double rv_spot_fit(const GArray *samples, guint kinds, RvSpot *spot);

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From measures to the share of letters that the reader is expected to get right, in three steps,
 * in each of which more of a measure is never better.
 *
 * Cells: a generalised additive model whose every term only falls (Hastie & Tibshirani, Generalized
 * Additive Models, 1990; with hinges, so that it stays readable): logit(share) = bias - sum of
 * weight x max(0, measure - knot), all weights 0 and more.
 * Pages: what the cells lack of 1 and what the reader's confidence does, multiplied in powers: on
 * good pages, where cells tell little apart, confidence does. It is the mean of all letters that
 * are to be read, 0 for those that were not. Without the reader, cells alone.
 * Calibration: what such pages proved to be. */
#pragma once

#include "gauge/measures.h"

typedef struct {
    int measure; /* RvMeasure, or RvModelPart */
    float knot, weight;
} RvHinge;

typedef enum {
    RV_MODEL_BIAS = -1,   /* the weight is the bias */
    RV_MODEL_POINT = -2,  /* pages of which it is said that `knot` is right prove to be `weight` */
    RV_MODEL_SCALE = -3,  /* of the page: logarithm of the factor */
    RV_MODEL_CELLS = -4,  /* the power of what the cells lack */
    RV_MODEL_DOUBTS = -5, /* the power of what the confidence lacks */
} RvModelPart;

/* What is added to a lack before its logarithm is taken: next to nothing of a page. */
#define RV_MODEL_LEAST 0.002

/* The models that models/train-readability.c made: from the image alone, and with the reader. */
const RvHinge *rv_readability_model(gboolean with_words, guint *n);

/* The share for one cell. */
double rv_hinges_share(const RvHinge *hinges, guint n, const float *of);
/* What is right where the cells say `share` and the reader's doubt is that. */
double rv_hinges_blend(const RvHinge *hinges, guint n, double share, double doubt);
/* From what is said of a page to what such pages proved to be: straight lines. */
double rv_hinges_calibrate(const RvHinge *hinges, guint n, double said);
/* Sets shares[] of each cell, NAN where nothing is to be read, and returns that of all letters; 0
 * when there are none. */
double rv_model_run(const RvCell *cells, int n, gboolean with_words, float *shares);

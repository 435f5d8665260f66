/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of this folder share.
 *
 *   strokes, specks   look at the pixels
 *   measure           all that is known of a sheet, as numbers
 *   defects           the table: which number is bad from where on, what it costs, what to do
 *   readability       the score
 */
#pragma once

#include "image/pix.h"
#include "recevable/gauge.h"

/* strokes.c */
typedef struct {
    guint n;        /* edges that were looked at */
    double width;   /* of the median edge, pixels: its depth over its steepest step; 1: clean cut */
    double darkest; /* pixel of the median edge, 0-255 */
} RvStrokes;
RvStrokes rv_strokes_measure(const RvSheet *sheet);

/* specks.c: specks in a square centimetre; leaders are none. `ink` and paper (255) are levels of
 * the grey picture. */
double rv_specks_density(const RvSheet *sheet, double ink);
/* The height of most small letters in pixels, 0 without letters: for a sheet that nobody read. */
double rv_letters_height(const RvSheet *sheet);

/* measure.c. Each measure is a plain number; NAN when it cannot be known. */
typedef enum {
    RV_MEASURE_EDGE,       /* width of the edges of strokes, shares of the x-height */
    RV_MEASURE_GRAIN,      /* deviation of bare paper, shares of the contrast */
    RV_MEASURE_SPECKS,     /* in a square centimetre */
    RV_MEASURE_DARKNESS,   /* 1 - brightness of the paper */
    RV_MEASURE_PALENESS,   /* 1 - contrast of paper and ink */
    RV_MEASURE_SMALLNESS,  /* 1 / x-height on paper, 1 / mm */
    RV_MEASURE_COARSENESS, /* 1 / x-height, 1 / pixels */
    RV_MEASURE_BILEVEL,    /* the same of a picture without grey; 0 of one with */
    RV_MEASURE_SKEW,       /* degrees, either way */
    RV_MEASURE_TURN,       /* 1: not upright */
    RV_MEASURE_DOUBT,      /* 1 - the reader's confidence */
    RV_MEASURE_DAMAGE,     /* 1: the file is damaged there */
    RV_MEASURE_LOSS,       /* 1: what it says cannot be shown */
    RV_MEASURES
} RvMeasure;

/* `measures` has RV_MEASURES places. */
void rv_measures_take(double *measures, const RvSheet *sheet, const RvReadingHint *hint);

/* defects.c: the table. */
typedef struct {
    const char *type; /* of RvDefect */
    RvMeasure measure;
    double fine;        /* up to here it costs nothing */
    double bad;         /* from here on it costs all of `weight`; in between in proportion */
    double weight;      /* 0-1: share of the score that is lost at the worst */
    const char *advice; /* marked for translation */
} RvDefectRow;
extern const RvDefectRow rv_defect_rows[];
extern const guint rv_n_defect_rows;
/* 0-1. 0 when it cannot be known. */
double rv_defect_severity(const RvDefectRow *row, const double *measures);

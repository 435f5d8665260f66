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
    double darkest; /* pixel of the darker edges, 0-255 */
} RvStrokes;
RvStrokes rv_strokes_measure(const RvSheet *sheet);

/* specks.c */
/* Specks in a square centimetre; leaders are none. `ink` is the level of strokes in sheet->gray. */
double rv_specks_density(const RvSheet *sheet, double ink);
/* The height of most small letters in pixels, 0 without letters. */
double rv_letters_height(const RvSheet *sheet);
/* Is there print too faint to be ink on a sheet that is taken for blank? */
gboolean rv_sheet_has_ghost(const RvSheet *sheet);

/* measure.c. Plain numbers that grow with what is bad; NAN when not known. */
typedef enum {
    RV_MEASURE_LOSS,       /* 1: what the page says cannot be shown */
    RV_MEASURE_DAMAGE,     /* 1: the file is damaged there */
    RV_MEASURE_DOUBT,      /* 1 - the reader's confidence */
    RV_MEASURE_BLUR,       /* pixels by which edges are wider than sharp ones, per x-height */
    RV_MEASURE_COARSENESS, /* 1 / x-height, 1 / pixels */
    RV_MEASURE_BILEVEL,    /* the same where the page was scanned without greys, else 0 */
    RV_MEASURE_GRAIN,      /* deviation of bare paper per contrast */
    RV_MEASURE_SPECKS,     /* log10(1 + specks in a square centimetre) */
    RV_MEASURE_PALENESS,   /* 1 - contrast of ink and paper */
    RV_MEASURE_DARKNESS,   /* 1 - brightness of the paper */
    RV_MEASURE_SMALLNESS,  /* 1 / x-height on paper, 1 / mm */
    RV_MEASURE_SKEW,       /* degrees, either way */
    RV_MEASURE_TURN,       /* 1: not upright */
    RV_MEASURES
} RvMeasure;

/* `measures` has RV_MEASURES places. */
void rv_measures_take(double *measures, const RvSheet *sheet, const RvReadingHint *hint);

/* defects.c: the table. */
typedef struct {
    const char *type; /* of RvDefect */
    RvMeasure measure;
    double fine;        /* up to here it costs nothing */
    double bad;         /* from here on all of `weight`; in between in proportion */
    double weight;      /* 0-1: share of the score that is lost at the worst */
    const char *advice; /* marked for translation */
} RvDefectRow;
extern const RvDefectRow rv_defect_rows[];
extern const guint rv_n_defect_rows;
/* 0-1. 0 when the measure is not known. */
double rv_defect_severity(const RvDefectRow *row, const double *measures);

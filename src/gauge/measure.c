/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that is known of a sheet, as numbers. */
#include "gauge/gauge-private.h"

#include <math.h>

#define MM_PER_INCH 25.4
/* Fewer edges (a few letters) say nothing about the page. */
#define MIN_EDGES 200
/* Fewer words say nothing about the reader's confidence. */
#define MIN_WORDS 5

static void
measure_print(double *measures, const RvSheet *sheet, double x_height)
{
    RvStrokes strokes = rv_strokes_measure(sheet);
    double contrast = 1 - strokes.darkest / 255;

    if (strokes.n < MIN_EDGES)
        return;
    measures[RV_MEASURE_PALENESS] = 1 - contrast;
    measures[RV_MEASURE_GRAIN] = sheet->noise / 255 / contrast;
    measures[RV_MEASURE_SPECKS] = rv_specks_density(sheet, strokes.darkest);
    if (x_height <= 0)
        return;
    measures[RV_MEASURE_EDGE] = strokes.width / x_height;
    measures[RV_MEASURE_COARSENESS] = 1 / x_height;
    measures[RV_MEASURE_SMALLNESS] = sheet->dpi / x_height / MM_PER_INCH;
    measures[RV_MEASURE_BILEVEL] = sheet->is_bilevel ? 1 / x_height : 0;
}

void
rv_measures_take(double *measures, const RvSheet *sheet, const RvReadingHint *hint)
{
    double x_height = hint->x_height > 0 ? hint->x_height : rv_letters_height(sheet);

    for (int i = 0; i < RV_MEASURES; i++)
        measures[i] = NAN;
    measures[RV_MEASURE_DARKNESS] = 1 - sheet->paper / 255;
    measures[RV_MEASURE_SKEW] = fabs(sheet->skew_deg);
    measures[RV_MEASURE_TURN] = sheet->rotation != 0;
    measures[RV_MEASURE_DAMAGE] = sheet->is_damaged;
    measures[RV_MEASURE_LOSS] = sheet->is_unreadable;
    if (hint->confidence >= 0 && hint->n_words >= MIN_WORDS)
        measures[RV_MEASURE_DOUBT] = 1 - hint->confidence;
    measure_print(measures, sheet, x_height);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that is known of a sheet, as numbers. */
#include "gauge/gauge-private.h"

#include <math.h>

#define MM_PER_INCH 25.4
/* Fewer edges (some ten words) say nothing about the page. */
#define MIN_EDGES 200
/* The edges of sharp print are 1.3 (drawn) to 2.3 pixels wide (scanned), at any resolution. */
#define SHARP_EDGE 2.0

/* A reader that understands little takes blots for letters: under this confidence ... */
#define SURE_READER 0.85
/* ... its x-height is not believed when the pieces of print are that much smaller. (They are not
 * asked first, because noise breaks letters to pieces.) */
#define MAX_RATIO 1.4

static double
x_height(const RvSheet *sheet, const RvReadingHint *hint)
{
    double drawn;

    if (hint->x_height > 0 && hint->confidence >= SURE_READER)
        return hint->x_height;
    drawn = rv_letters_height(sheet);
    if (hint->x_height <= 0 || (drawn > 0 && hint->x_height > MAX_RATIO * drawn))
        return drawn;
    return hint->x_height;
}

static void
measure_print(double *measures, const RvSheet *sheet, const RvReadingHint *hint)
{
    RvStrokes strokes = rv_strokes_measure(sheet);
    double contrast = 1 - strokes.darkest / 255, height;

    if (strokes.n < MIN_EDGES)
        return;
    if (hint->n_words == 0 && hint->confidence >= 0)
        measures[RV_MEASURE_DOUBT] = 1; /* so much print and no word */
    measures[RV_MEASURE_PALENESS] = 1 - contrast;
    measures[RV_MEASURE_GRAIN] = sheet->noise / 255 / contrast;
    measures[RV_MEASURE_SPECKS] = log10(1 + rv_specks_density(sheet, strokes.darkest));
    height = x_height(sheet, hint);
    if (height <= 0)
        return;
    measures[RV_MEASURE_BLUR] = MAX(0, strokes.width - SHARP_EDGE) / height;
    measures[RV_MEASURE_COARSENESS] = 1 / height;
    measures[RV_MEASURE_BILEVEL] = sheet->is_bilevel ? 1 / height : 0;
    measures[RV_MEASURE_SMALLNESS] = sheet->dpi / height / MM_PER_INCH;
}

void
rv_measures_take(double *measures, const RvSheet *sheet, const RvReadingHint *hint)
{
    for (int i = 0; i < RV_MEASURES; i++)
        measures[i] = NAN;
    measures[RV_MEASURE_LOSS] = sheet->is_unreadable;
    measures[RV_MEASURE_DAMAGE] = sheet->is_damaged;
    measures[RV_MEASURE_DARKNESS] = 1 - sheet->paper / 255;
    measures[RV_MEASURE_SKEW] = fabs(sheet->skew_deg);
    measures[RV_MEASURE_TURN] = sheet->rotation != 0;
    if (hint->n_words > 0 && hint->confidence >= 0)
        measures[RV_MEASURE_DOUBT] = 1 - hint->confidence;
    if (sheet->is_blank && rv_sheet_has_ghost(sheet))
        measures[RV_MEASURE_PALENESS] = measures[RV_MEASURE_DOUBT] = 1;
    measure_print(measures, sheet, hint);
}

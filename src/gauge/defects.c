/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of defects. To add one: a row here, its type in docs/result.schema.json, and where
 * needed a measure in measure.c.
 *
 * The limits come from clean pages of forms (10-11 points) that were blurred, reduced, made noisy,
 * faint, dark or black and white step by step, each read again: `bad` is about where the reader
 * loses a tenth of the words to one defect alone, and further where it costs it little but people
 * much. With them scans at 300 dpi in colour score 92-100, at 200 dpi in grey some 85, poor ones at
 * 150 dpi and faxes 50-70, and pages that lose a tenth of their words 50 and less. */
#include "gauge/gauge-private.h"
#include "recevable/i18n.h"

#include <math.h>

const RvDefectRow rv_defect_rows[] = {
    {"unreadable", RV_MEASURE_LOSS, 0, 1, 1.0,
     N_("The page holds an image that cannot be shown. Scan it again.")},
    {"damaged", RV_MEASURE_DAMAGE, 0, 1, 0.3,
     N_("The page is damaged in the file. Make the PDF again.")},
    /* Handwriting alone brings a page to 0.17; at 0.2 one printed word in ten is lost. */
    {"hard-to-read", RV_MEASURE_DOUBT, 0.15, 0.5, 0.9,
     N_("Many words cannot be read with certainty. Scan the original at 300 dpi, flat and clean.")},
    {"blurry", RV_MEASURE_BLUR, 0.01, 0.15, 0.6,
     N_("The print is blurry. Keep the paper flat on the glass; hold a camera still and close.")},
    {"low-resolution", RV_MEASURE_COARSENESS, 1 / 24.0, 1 / 4.5, 0.6,
     N_("The letters have too few pixels. Scan at 300 dpi.")},
    /* Greys carry what pixels do not: without them letters need half as many again. */
    {"black-and-white", RV_MEASURE_BILEVEL, 1 / 24.0, 1 / 10.0, 0.75,
     N_("Scanned in black and white, thin strokes break. Scan in grey at 300 dpi; do not fax.")},
    {"noisy", RV_MEASURE_GRAIN, 0.005, 0.15, 0.4,
     N_("The page is grainy. Scan the original, not a copy, and clean the glass.")},
    {"specks", RV_MEASURE_SPECKS, 0.2, 2.6, 0.5,
     N_("The page is full of specks. Scan the original, not a copy, and clean the glass.")},
    {"faint", RV_MEASURE_PALENESS, 0.3, 0.9, 0.5,
     N_("The print is faint. Scan darker, or print again.")},
    {"dark", RV_MEASURE_DARKNESS, 0.15, 0.9, 0.4,
     N_("The page is dark. Scan lighter, or photograph it in even light.")},
    /* Costs from 8 points down. */
    {"text-too-small", RV_MEASURE_SMALLNESS, 0.7, 2.0, 0.3,
     N_("The letters are very small on paper. Print the form at its full size.")},
    {"skewed", RV_MEASURE_SKEW, 1, 10, 0.2,
     N_("The page lies askew. Put it straight on the glass.")},
    {"wrong-way-up", RV_MEASURE_TURN, 0, 1, 0.02,
     N_("The page does not stand upright. Turn it before you submit it.")},
};
const guint rv_n_defect_rows = G_N_ELEMENTS(rv_defect_rows);

double
rv_defect_severity(const RvDefectRow *row, const double *measures)
{
    double measure = measures[row->measure];

    if (isnan(measure))
        return 0;
    return CLAMP((measure - row->fine) / (row->bad - row->fine), 0, 1);
}

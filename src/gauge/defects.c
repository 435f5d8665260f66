/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of defects. To add one: a row here, and where needed a measure in measure.c. */
#include "gauge/gauge-private.h"
#include "recevable/i18n.h"

#include <math.h>

const RvDefectRow rv_defect_rows[] = {
    {"unreadable", RV_MEASURE_LOSS, 0, 1, 1.0,
     N_("This page holds an image that cannot be shown. Scan it again.")},
    {"damaged", RV_MEASURE_DAMAGE, 0, 1, 0.3,
     N_("This page is damaged in the file. Make the PDF again.")},
    {"hard-to-read", RV_MEASURE_DOUBT, 0.07, 0.45, 0.8,
     N_("Many words cannot be read with certainty. Scan the original at 300 dpi, flat and clean.")},
    {"blurry", RV_MEASURE_EDGE, 0.06, 0.40, 0.7,
     N_("The print is blurry. Scan again, with the paper flat on the glass; hold a camera still.")},
    {"low-resolution", RV_MEASURE_COARSENESS, 1 / 24.0, 1 / 5.0, 0.5,
     N_("There are too few pixels. Scan at 300 dpi.")},
    {"black-and-white", RV_MEASURE_BILEVEL, 1 / 24.0, 1 / 8.0, 0.5,
     N_("Scanned in black and white, thin strokes break. Scan in grey at 300 dpi, and do not "
        "fax.")},
    {"noisy", RV_MEASURE_GRAIN, 0.005, 0.12, 0.4,
     N_("The page is grainy. Scan the original, not a copy, and clean the glass.")},
    {"specks", RV_MEASURE_SPECKS, 0.2, 20, 0.4,
     N_("The page is full of specks. Scan the original, not a copy, and clean the glass.")},
    {"faint", RV_MEASURE_PALENESS, 0.35, 0.9, 0.4,
     N_("The print is faint. Scan darker, or print again.")},
    {"dark", RV_MEASURE_DARKNESS, 0.15, 0.9, 0.3,
     N_("The page is dark. Scan lighter, or photograph it in even light.")},
    {"text-too-small", RV_MEASURE_SMALLNESS, 0.7, 2.0, 0.3,
     N_("The letters are very small on paper. Print the page at its full size.")},
    {"skewed", RV_MEASURE_SKEW, 0.5, 10, 0.2,
     N_("The page lies askew. Put it straight on the glass.")},
    {"wrong-way-up", RV_MEASURE_TURN, 0, 1, 0.02,
     N_("The page does not stand upright. Turn it before it is submitted.")},
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

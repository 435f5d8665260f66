/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Coding in blocks that is seen: of a picture that was coded coarsely, and enlarged or coded again
 * since. Ringing beside print tells of it as long as coding leaves some detail; of coarser coding
 * the borders of the blocks tell. */
#include "gauge/defects.h"

#include <math.h>

/* How far the blocks' frequencies must stand out, in times of what is around them: what happens by
 * chance; what does not. */
#define FAINT 2.4
#define PLAIN 4.0
#define OWN_FAINT 1.7
#define OWN_PLAIN 2.6
/* Sharp edges were not enlarged: pixels. */
#define WIDE 1.55
/* Pixels of the coded picture in an x-height: of so many, letters are made of several blocks'
 * detail and readable; of so few, one block holds whole letters. */
#define FINE 16.0
#define BAD 5.0
#define LEAST 0.25
/* Letters that were lost, small pixels of x-height; and what block noise makes of them. */
#define USUAL 10.0
/* Grain that was drawn coarse has a lattice of its own. */
#define NOISE_ALLOWED 0.25
/* Levels of ringing on all of a page's paper beside print, and in the worst square of it; the
 * severity that goes with each. Of 150 clean pages three ring by 0.5 to 1.0 and none by more; pages
 * coded so that it can be seen do by 1 to 7, and still coarser ones, of which only blocks are left,
 * by about 1 again. */
static const double rings_all[] = {0, 0.9, 2.5, 7.0};
static const double rings_peak[] = {0.5, 4.0, 12.0, 24.0};
static const double rings_severity[] = {0, 0.28, 0.5, 0.75};
/* What is regular without ringing is print: of pages whose blocks are seen all ring by 0.6. */
#define SILENT 0.1
#define RINGS 0.4
/* The lattice of an enlargement has frequencies in common with blocks of another step. */
#define SAME_STEP 0.06

/* The severity where `levels` lie among those of a table. */
static double
along(double levels, const double *table)
{
    double severity = 0;

    for (guint i = 1; i < G_N_ELEMENTS(rings_severity); i++)
        severity +=
            (rings_severity[i] - rings_severity[i - 1]) * rv_ramp(levels, table[i - 1], table[i]);
    return severity;
}

static double
of_blocks(const RvExam *exam)
{
    const RvLattice *lattice = &exam->lattice;
    double x_height = exam->glance->x_height > 0 ? exam->glance->x_height : USUAL;
    double plain = PLAIN, own;

    if (exam->edges->page.width < WIDE || exam->seen[RV_DEFECT_NOISY].severity > NOISE_ALLOWED)
        return 0;
    if (lattice->step > 1 && fabs(log(lattice->step / lattice->block_step)) > SAME_STEP)
        plain *= 3;
    plain = rv_ramp(lattice->blocks, FAINT, plain);
    own = rv_ramp(lattice->own, OWN_FAINT, OWN_PLAIN);
    x_height *= exam->glance->factor / (own > plain ? lattice->step : lattice->block_step);
    return MAX(plain, own) * (LEAST + (1 - LEAST) * rv_ramp(x_height, FINE, BAD)) *
           rv_ramp(exam->ringing.all, SILENT, RINGS);
}

RvSeen
rv_see_jpeg(const RvExam *exam)
{
    const RvRinging *ringing = &exam->ringing;
    double all, peak;

    if (!exam->page->is_scan || exam->glance->is_bilevel)
        return (RvSeen){0};
    all = MAX(along(ringing->all, rings_all), of_blocks(exam));
    peak = along(ringing->peak, rings_peak);
    return (RvSeen){MAX(all, peak), peak > all ? ringing->where : (RvPx){0}};
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Coding in blocks that is seen: of a picture that was coded coarsely, and enlarged since. */
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
/* The lattice of an enlargement has frequencies in common with blocks of another step. */
#define SAME_STEP 0.06

RvSeen
rv_see_jpeg(const RvExam *exam)
{
    const RvLattice *lattice = &exam->lattice;
    double x_height = exam->glance->x_height > 0 ? exam->glance->x_height : USUAL;
    double plain = PLAIN, own;

    if (!exam->page->is_scan || exam->edges->page.width < WIDE ||
        exam->seen[RV_DEFECT_NOISY].severity > NOISE_ALLOWED)
        return (RvSeen){0};
    if (lattice->step > 1 && fabs(log(lattice->step / lattice->block_step)) > SAME_STEP)
        plain *= 3;
    plain = rv_ramp(lattice->blocks, FAINT, plain);
    own = rv_ramp(lattice->own, OWN_FAINT, OWN_PLAIN);
    x_height *= exam->glance->factor / (own > plain ? lattice->step : lattice->block_step);
    return (RvSeen){.severity =
                        MAX(plain, own) * (LEAST + (1 - LEAST) * rv_ramp(x_height, FINE, BAD))};
}

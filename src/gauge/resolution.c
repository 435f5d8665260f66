/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Too few pixels for the letters: of the picture itself, or before it was enlarged. */
#include "gauge/defects.h"

#include <math.h>

/* Letters of so many pixels of x-height can be told apart in print that is clean; of so few, nobody
 * can (Latin small letters have three strokes on top of each other, and the gaps between). */
#define READABLE 8.5
#define ILLEGIBLE 2.0
/* The severity of the first, which is where it begins: a page of a little more is fine. */
#define BEGINS 0.2
#define FINE 7.7
#define FELT 7.0
/* An enlargement of less says nothing; one of so much is certain. */
#define STEP_FINE 1.1
#define STEP_CERTAIN 1.3
/* A picture drawn so many times as large in which no letters are found has none that can be. */
#define COARSE 3.0
#define LOST 0.85
/* Letters that were lost: what their x-height is thought to be, small pixels. */
#define USUAL 10.0
/* Grain that was drawn coarse has a lattice too. */
#define NOISE_ALLOWED 0.2
/* Of a picture that was coded coarsely and enlarged since, coding is what harms: levels of ringing
 * from where it may be so, and where it is. Of 50 enlarged pages that were never coded in between,
 * one rings with more than 0.8. */
#define RINGS 0.8
#define RINGS_PLAINLY 1.4

static double
severity_of(double x_height)
{
    double down = log(READABLE / MAX(x_height, ILLEGIBLE)) / log(READABLE / ILLEGIBLE);

    return (BEGINS + (1 - BEGINS) * down) * rv_ramp(x_height, FINE, FELT);
}

RvSeen
rv_see_small(const RvExam *exam)
{
    const RvGlance *glance = exam->glance;
    double x_height = glance->x_height * glance->factor;

    if (x_height <= 0)
        return (RvSeen){.severity =
                            !exam->page->is_scan && exam->lattice.step >= COARSE ? LOST : 0};
    /* A coarse picture was drawn larger: its own pixels count. */
    if (!exam->page->is_scan)
        x_height /= exam->lattice.step;
    return (RvSeen){.severity = severity_of(x_height)};
}

RvSeen
rv_see_upscaled(const RvExam *exam)
{
    const RvGlance *glance = exam->glance;
    const RvLattice *lattice = &exam->lattice;
    double x_height = (glance->x_height > 0 ? glance->x_height : USUAL) * glance->factor;

    if (!exam->page->is_scan || lattice->step <= 1 ||
        exam->seen[RV_DEFECT_NOISY].severity > NOISE_ALLOWED)
        return (RvSeen){0};
    /* Of a great enlargement the lattice's overtones may be all that is seen: edges are at least as
     * wide as an old pixel. */
    return (RvSeen){.severity =
                        severity_of(x_height / MAX(lattice->step, exam->edges->page.width)) *
                        rv_ramp(lattice->step, STEP_FINE, STEP_CERTAIN) *
                        rv_ramp(exam->ringing.all, RINGS_PLAINLY, RINGS)};
}

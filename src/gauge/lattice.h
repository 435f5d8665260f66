/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Traces of resampling and of block coding. A picture that was enlarged bends only where its old
 * pixels were, so that its second differences come and go with their pitch (Gallagher, Detection of
 * linear and cubic interpolation in JPEG compressed images, Canadian Conference on Computer and
 * Robot Vision, 2005); one that was coded in blocks jumps at their borders. Both are peaks in the
 * spectrum of the second differences, summed along rows and along columns. */
#pragma once

#include "gauge/edges.h"

typedef struct {
    double step;       /* real pixels from one old pixel to the next; 1: none were found */
    double strength;   /* of the peaks that tell so, in times of what is around them; 1: nothing */
    double own;        /* likewise of blocks of eight old pixels */
    double blocks;     /* likewise of the blocks of a picture that was enlarged after coding ... */
    double block_step; /* ... by so much */
} RvLattice;

/* `width`: of the median edge, real pixels. `is_drawn`: the page was drawn on a grid that is not
 * that of its pictures. */
RvLattice rv_lattice_find(const RvGlance *glance, double width, gboolean is_drawn);

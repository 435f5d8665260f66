/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From what a model says to what proved right: pools of adjacent violators (Ayer et al., Annals of
 * Mathematical Statistics 26, 1955). */
#pragma once

#include <glib.h>
#include <stdio.h>

typedef struct {
    double said, right, n; /* sums of samples, and their number */
} Pool;

/* Writes the samples (Pool of one each, by any order) as the points of a rising line, in the form
 * of the models' files. */
void pools_write(FILE *out, GArray *pools);

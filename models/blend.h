/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much of what a page lacks is told by its cells, and how much by the reader's confidence:
 * least squares of logarithms. */
#pragma once

#include <glib.h>

typedef struct {
    double share, doubt; /* right, say the cells; 1 - mean confidence, of all letters */
    double right;        /* truly */
    double weight;
} BlendSample;

/* Factor (its logarithm), power of the cells' lack, power of the doubt. */
typedef struct {
    double scale, cells, doubts;
} Blend;

/* `samples` are of BlendSample; without_doubt: the reader is not asked. */
Blend blend_fit(const GArray *samples, gboolean without_doubt);

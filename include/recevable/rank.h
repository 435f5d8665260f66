/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ranks of numbers. */
#pragma once

#include <glib.h>

/* The value below which a share (0-1) of an array of int lies; sorts it; 0 when it is empty. */
int rv_rank(GArray *values, double share);
int rv_median(GArray *values);
/* The same of an array of double. */
double rv_rank_double(GArray *values, double share);
/* Of 256 counts, the first value up to which more than that share of them lies; `none` where all
 * counts are 0. */
int rv_rank_counts(const guint counts[256], double share, int none);

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ranks of numbers. */
#pragma once

#include <glib.h>

/* The value below which a share (0-1) of an array of int lies; sorts it; 0 when it is empty. */
int rv_rank(GArray *values, double share);
int rv_median(GArray *values);
/* The same of an array of double. */
double rv_rank_double(GArray *values, double share);

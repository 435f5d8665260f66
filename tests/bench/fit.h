/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From how sure a reading was to how often it is right: isotonic regression by pooling adjacent
 * violators (Ayer et al., Annals of Mathematical Statistics 26, 1955). */
#pragma once

#include <glib.h>

typedef struct {
    double reading; /* 0-1 */
    gboolean is_right;
} FitSample;

/* Readings from `low` to `high` are right as often as `sure` says. */
typedef struct {
    double low, high, sure;
    long right, all;
} FitStep;

/* Sorts the samples (FitSample), and gives at most `most` (> 0) steps (FitStep) of at least `least`
 * samples each, if there are so many: both readings and shares grow from step to step. Owned by the
 * caller. */
GArray *fit_steps(GArray *samples, long least, guint most);
/* Laplace's rule of succession: what so many of so many let expect of the next; within (0, 1). */
double fit_laplace(long right, long all);
/* The lower limit of Wilson's interval (95 %) for the share of right ones; 0 of none. */
double fit_wilson(long right, long all);

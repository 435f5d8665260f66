/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fit.h"

#include <math.h>

/* The normal distribution's quantile of 97.5 %. */
#define Z 1.96

double
fit_laplace(long right, long all)
{
    return (double)(right + 1) / (double)(all + 2);
}

double
fit_wilson(long right, long all)
{
    double n = (double)MAX(all, 1), p = (double)right / n;
    double spread = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));

    return MAX(0, (p + Z * Z / (2 * n) - spread) / (1 + Z * Z / n));
}

static int
by_reading(gconstpointer a, gconstpointer b)
{
    double x = ((const FitSample *)a)->reading, y = ((const FitSample *)b)->reading;

    return (x > y) - (x < y);
}

static FitStep *
last_step(GArray *steps, guint back)
{
    return &g_array_index(steps, FitStep, steps->len - 1 - back);
}

static void
join_last(GArray *steps)
{
    FitStep *low = last_step(steps, 1), *high = last_step(steps, 0);

    low->high = high->high;
    low->right += high->right;
    low->all += high->all;
    g_array_set_size(steps, steps->len - 1);
}

/* Like readings stay together: no step could tell them apart. */
static GArray *
cut_samples(const GArray *samples, long least)
{
    GArray *steps = g_array_new(FALSE, TRUE, sizeof(FitStep));

    for (guint i = 0; i < samples->len; i++) {
        const FitSample *sample = &g_array_index(samples, FitSample, i);
        FitStep step = {.low = sample->reading, .high = sample->reading, .all = 1};

        step.right = sample->is_right != FALSE;
        g_array_append_val(steps, step);
        if (steps->len > 1 &&
            (last_step(steps, 1)->all < least || last_step(steps, 1)->high >= sample->reading))
            join_last(steps);
    }
    if (steps->len > 1 && last_step(steps, 0)->all < least)
        join_last(steps);
    return steps;
}

/* Is the share of right ones, or what is to be expected of them, no larger in the last step than in
 * the one before? Few that were all right let expect less than many. */
static gboolean
is_violated(GArray *steps)
{
    const FitStep *low = last_step(steps, 1), *high = last_step(steps, 0);

    return high->right * low->all <= low->right * high->all ||
           fit_laplace(high->right, high->all) <= fit_laplace(low->right, low->all);
}

static GArray *
pool_steps(const GArray *cut)
{
    GArray *steps = g_array_new(FALSE, TRUE, sizeof(FitStep));

    for (guint i = 0; i < cut->len; i++) {
        g_array_append_val(steps, g_array_index(cut, FitStep, i));
        while (steps->len > 1 && is_violated(steps))
            join_last(steps);
    }
    for (guint i = 0; i < steps->len; i++) {
        FitStep *step = &g_array_index(steps, FitStep, i);

        step->sure = fit_laplace(step->right, step->all);
    }
    return steps;
}

GArray *
fit_steps(GArray *samples, long least, guint most)
{
    g_array_sort(samples, by_reading);
    for (least = MAX(least, 1);; least *= 2) {
        g_autoptr(GArray) cut = cut_samples(samples, least);
        GArray *steps = pool_steps(cut);

        if (steps->len <= MAX(most, 1))
            return steps;
        g_array_unref(steps);
    }
}

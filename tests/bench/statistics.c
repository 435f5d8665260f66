/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text-pages.h"

#include <math.h>

static int
by_value(gconstpointer a, gconstpointer b, gpointer data)
{
    const double *values = data;
    double x = values[*(const guint *)a], y = values[*(const guint *)b];

    return (x > y) - (x < y);
}

/* The weights before a value, and half of its own: ties share. */
static double *
ranks_of(const double *values, const double *weights, guint n)
{
    double *ranks = g_new(double, n), below = 0;
    g_autoptr(GArray) order = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < n; i++)
        g_array_append_val(order, i);
    g_array_sort_with_data(order, by_value, (gpointer)values);
    for (guint i = 0, end; i < n; i = end) {
        double value = values[g_array_index(order, guint, i)], same = 0;

        for (end = i; end < n && !(values[g_array_index(order, guint, end)] > value); end++)
            same += weights[g_array_index(order, guint, end)];
        for (guint k = i; k < end; k++)
            ranks[g_array_index(order, guint, k)] = below + same / 2;
        below += same;
    }
    return ranks;
}

static double
mean_of(const double *values, const double *weights, guint n)
{
    double sum = 0, all = 0;

    for (guint i = 0; i < n; i++) {
        sum += values[i] * weights[i];
        all += weights[i];
    }
    return sum / all;
}

double
bench_spearman(const double *a, const double *b, const double *weights, guint n)
{
    g_autofree double *alike = g_new(double, n), *r = NULL, *s = NULL;
    double mean_r, mean_s, rs = 0, rr = 0, ss = 0;

    for (guint i = 0; i < n; i++)
        alike[i] = weights ? weights[i] : 1;
    r = ranks_of(a, alike, n);
    s = ranks_of(b, alike, n);
    mean_r = mean_of(r, alike, n);
    mean_s = mean_of(s, alike, n);
    for (guint i = 0; i < n; i++) {
        rs += alike[i] * (r[i] - mean_r) * (s[i] - mean_s);
        rr += alike[i] * (r[i] - mean_r) * (r[i] - mean_r);
        ss += alike[i] * (s[i] - mean_s) * (s[i] - mean_s);
    }
    return rr > 0 && ss > 0 ? rs / sqrt(rr * ss) : 0;
}

guint
bench_step(double accuracy)
{
    static const double ends[BENCH_STEPS - 1] = {0.5, 0.8, 0.9, 0.97, 0.99};
    guint step = 0;

    while (step < BENCH_STEPS - 1 && accuracy >= ends[step])
        step++;
    return step;
}

double
bench_auc(const GArray *with, const GArray *without)
{
    double above = 0;

    for (guint i = 0; i < with->len; i++)
        for (guint k = 0; k < without->len; k++) {
            double a = g_array_index(with, double, i), b = g_array_index(without, double, k);

            above += a > b ? 1 : a < b ? 0 : 0.5;
        }
    return with->len && without->len ? above / with->len / without->len : NAN;
}

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

static double *
ranks_of(const double *values, guint n)
{
    double *ranks = g_new(double, n);
    g_autoptr(GArray) order = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < n; i++)
        g_array_append_val(order, i);
    g_array_sort_with_data(order, by_value, (gpointer)values);
    for (guint i = 0, end; i < n; i = end) {
        double value = values[g_array_index(order, guint, i)];

        for (end = i + 1; end < n && !(values[g_array_index(order, guint, end)] > value); end++)
            continue;
        for (guint k = i; k < end; k++)
            ranks[g_array_index(order, guint, k)] = (i + end - 1) / 2.0;
    }
    return ranks;
}

double
bench_spearman(const double *a, const double *b, guint n)
{
    g_autofree double *r = ranks_of(a, n), *s = ranks_of(b, n);
    double middle = (n - 1) / 2.0, rs = 0, rr = 0, ss = 0;

    for (guint i = 0; i < n; i++) {
        rs += (r[i] - middle) * (s[i] - middle);
        rr += (r[i] - middle) * (r[i] - middle);
        ss += (s[i] - middle) * (s[i] - middle);
    }
    return rr > 0 && ss > 0 ? rs / sqrt(rr * ss) : 0;
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

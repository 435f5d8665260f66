/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recevable/rank.h"

static int
compare_ints(gconstpointer a, gconstpointer b)
{
    int x = *(const int *)a, y = *(const int *)b;

    return (x > y) - (x < y);
}

static int
compare_doubles(gconstpointer a, gconstpointer b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static guint
rank_of(const GArray *values, double share)
{
    return MIN(values->len - 1, (guint)(values->len * share));
}

int
rv_rank(GArray *values, double share)
{
    if (values->len == 0)
        return 0;
    g_array_sort(values, compare_ints);
    return g_array_index(values, int, rank_of(values, share));
}

int
rv_median(GArray *values)
{
    return rv_rank(values, 0.5);
}

double
rv_rank_double(GArray *values, double share)
{
    if (values->len == 0)
        return 0;
    g_array_sort(values, compare_doubles);
    return g_array_index(values, double, rank_of(values, share));
}

int
rv_rank_counts(const guint counts[256], double share, int none)
{
    guint n = 0, seen = 0;

    for (int i = 0; i < 256; i++)
        n += counts[i];
    for (int i = 0; i < 256; i++)
        if ((seen += counts[i]) > share * n)
            return i;
    return none;
}

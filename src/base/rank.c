/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recevable/rank.h"

static int
compare_ints(gconstpointer a, gconstpointer b)
{
    int x = *(const int *)a, y = *(const int *)b;

    return (x > y) - (x < y);
}

int
rv_rank(GArray *values, double share)
{
    if (values->len == 0)
        return 0;
    g_array_sort(values, compare_ints);
    return g_array_index(values, int, MIN(values->len - 1, (guint)(values->len * share)));
}

int
rv_median(GArray *values)
{
    return rv_rank(values, 0.5);
}

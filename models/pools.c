/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pools.h"

#include "gauge/model.h"

/* A pool has so many samples at least; there are at most so many of them. */
#define POOL 12
#define MOST_POOLS 16

static int
by_said(gconstpointer a, gconstpointer b)
{
    double x = ((const Pool *)a)->said, y = ((const Pool *)b)->said;

    return (x > y) - (x < y);
}

static void
merge_next(GArray *pools, guint i)
{
    Pool *a = &g_array_index(pools, Pool, i), *b = a + 1;

    *a = (Pool){a->said + b->said, a->right + b->right, a->n + b->n};
    g_array_remove_index(pools, i + 1);
}

/* As many as a pool has at least become one; a rest goes to the last. */
static void
fill_pools(GArray *pools)
{
    for (guint i = 0; i + 1 < pools->len;)
        if (g_array_index(pools, Pool, i).n < POOL)
            merge_next(pools, i);
        else
            i++;
    if (pools->len > 1 && g_array_index(pools, Pool, pools->len - 1).n < POOL)
        merge_next(pools, pools->len - 2);
}

static gboolean
are_in_order(const GArray *pools, guint i)
{
    const Pool *a = &g_array_index(pools, Pool, i), *b = a + 1;

    return a->right / a->n < b->right / b->n && a->said / a->n < b->said / b->n;
}

/* Neighbours that are not in order become one. */
static void
pool_neighbours(GArray *pools)
{
    for (guint i = 0; i + 1 < pools->len;)
        if (are_in_order(pools, i)) {
            i++;
        } else {
            merge_next(pools, i);
            i = i ? i - 1 : 0;
        }
}

static void
thin_out(GArray *pools)
{
    while (pools->len > MOST_POOLS) {
        guint least = 1;

        for (guint i = 1; i + 1 < pools->len; i++)
            if (g_array_index(pools, Pool, i).n < g_array_index(pools, Pool, least).n)
                least = i;
        g_array_remove_index(pools, least);
    }
}

void
pools_write(FILE *out, GArray *pools)
{
    g_array_sort(pools, by_said);
    fill_pools(pools);
    pool_neighbours(pools);
    thin_out(pools);
    for (guint i = 0; i < pools->len; i++) {
        const Pool *pool = &g_array_index(pools, Pool, i);

        fprintf(out, "{%d, %#.5gF, %#.5gF},\n", RV_MODEL_POINT, pool->said / pool->n,
                pool->right / pool->n);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What pages cost, and how well the score of a page tells how it was scanned. */
#include "score.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static int
by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *
score_levels(const Score *score)
{
    GPtrArray *levels = g_ptr_array_new();
    GHashTableIter iter;
    gpointer level;

    g_hash_table_iter_init(&iter, score->costs);
    while (g_hash_table_iter_next(&iter, &level, NULL))
        if (!g_str_equal(level, "all"))
            g_ptr_array_add(levels, level);
    g_ptr_array_sort(levels, by_name);
    return levels;
}

/* Where values stand among each other; equal ones share the middle of their places. */
static double *
ranks(const double *values, guint n)
{
    double *places = g_new0(double, n);

    for (guint i = 0; i < n; i++)
        for (guint k = 0; k < n; k++)
            places[i] += values[k] < values[i] ? 1 : values[k] == values[i] ? 0.5 : 0;
    return places;
}

static double
correlation(const double *a, const double *b, guint n)
{
    double mean_a = 0, mean_b = 0, ab = 0, aa = 0, bb = 0;

    for (guint i = 0; i < n; i++) {
        mean_a += a[i] / n;
        mean_b += b[i] / n;
    }
    for (guint i = 0; i < n; i++) {
        ab += (a[i] - mean_a) * (b[i] - mean_b);
        aa += (a[i] - mean_a) * (a[i] - mean_a);
        bb += (b[i] - mean_b) * (b[i] - mean_b);
    }
    return aa > 0 && bb > 0 ? ab / sqrt(aa * bb) : NAN;
}

/* Do the scores fall in the order of the levels (Spearman's rho)? NAN: too few pages. */
static double
order_kept(const Score *score, const char *only)
{
    g_autofree double *scores = g_new(double, score->legible->len + 1);
    g_autofree double *levels = g_new(double, score->legible->len + 1);
    g_autofree double *score_ranks = NULL, *level_ranks = NULL;
    guint n = 0;

    for (guint i = 0; i < score->legible->len; i++) {
        const ScorePage *page = &g_array_index(score->legible, ScorePage, i);

        if (only && !strchr(only, page->level[1]))
            continue;
        scores[n] = page->score;
        levels[n++] = -page->level[1];
    }
    score_ranks = ranks(scores, n);
    level_ranks = ranks(levels, n);
    return n < 3 ? NAN : correlation(score_ranks, level_ranks, n);
}

static void
print_level(const Score *score, const char *level)
{
    double sum = 0, least = INFINITY, most = -INFINITY;
    int n = 0;

    for (guint i = 0; i < score->legible->len; i++) {
        const ScorePage *page = &g_array_index(score->legible, ScorePage, i);

        if (!g_str_equal(page->level, level))
            continue;
        sum += page->score;
        least = MIN(least, page->score);
        most = MAX(most, page->score);
        n++;
    }
    if (n)
        printf(" %s %.1f (%.0f-%.0f, %d p.)", level, sum / n, least, most, n);
}

static void
print_cost(const Score *score, const char *level)
{
    const ScoreCost *cost = g_hash_table_lookup(score->costs, level);
    int pages = cost ? MAX(1, cost->pages) : 1;

    if (cost)
        printf(" %s %.2f (%.2f)", level, cost->wall / pages, cost->cpu / pages);
}

void
score_print_pages(const Score *score)
{
    g_autoptr(GPtrArray) levels = score_levels(score);

    printf("\nreadability, mean page score by level:");
    for (guint i = 0; i < levels->len; i++)
        print_level(score, levels->pdata[i]);
    printf("\nSpearman with the order of the levels: all %.3f; L1 L2 L3 only %.3f\n",
           order_kept(score, NULL), order_kept(score, "1236"));
    printf("seconds a page (of CPU time):");
    print_cost(score, "all");
    for (guint i = 0; i < levels->len; i++)
        print_cost(score, levels->pdata[i]);
    putchar('\n');
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the boxes of a document have in common: on which side of their labels they stand, how large
 * they are, how far away. The labels vote. */
#include "boxes/boxes-private.h"

#include <math.h>
#include <string.h>

/* Sizes of the boxes of a form differ by the scan only (measured: up to 12 %). */
#define SIZE_SLACK 0.22

gboolean
rv_size_fits(double size, double model)
{
    return fabs(size - model) <= SIZE_SLACK * model;
}

static gboolean
is_alike(const RvCandidate *a, const RvCandidate *b)
{
    return rv_size_fits(a->size, b->size) &&
           (fabs(a->gap - b->gap) <= RV_GAP_SLACK * b->size ||
            (a->sheet == b->sheet && fabs(a->x - b->x) <= RV_COLUMN_SLACK * b->size));
}

/* The candidate that most queries have one like, weighed by how well the outlines are seen. */
static double
strongest(const GArray *candidates, guint n_queries, const RvCandidate **best)
{
    g_autofree double *votes = g_new(double, n_queries);
    double most = 0;

    for (guint i = 0; i < candidates->len; i++) {
        const RvCandidate *a = &g_array_index(candidates, RvCandidate, i);
        double sum = 0;

        memset(votes, 0, n_queries * sizeof *votes);
        for (guint k = 0; k < candidates->len; k++) {
            const RvCandidate *b = &g_array_index(candidates, RvCandidate, k);

            if (b->score > votes[b->query] && is_alike(b, a))
                votes[b->query] = b->score;
        }
        for (guint q = 0; q < n_queries; q++)
            sum += votes[q];
        if (sum > most || (sum == most && *best && a->gap < (*best)->gap)) {
            most = sum;
            *best = a;
        }
    }
    return most;
}

static int
compare_doubles(gconstpointer a, gconstpointer b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double
median_of(const GArray *candidates, const RvCandidate *like, gsize offset)
{
    g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(double));

    for (guint i = 0; i < candidates->len; i++) {
        const RvCandidate *c = &g_array_index(candidates, RvCandidate, i);

        if (is_alike(c, like))
            g_array_append_val(values, G_STRUCT_MEMBER(double, c, offset));
    }
    g_array_sort(values, compare_doubles);
    return g_array_index(values, double, values->len / 2);
}

/* FALSE when there is not one outline beside a label. */
gboolean
rv_siblings_learn(GArray *const candidates_of[RV_N_SIDES], guint n, RvSiblings *model)
{
    const RvCandidate *best[RV_N_SIDES] = {NULL};
    double left = strongest(candidates_of[RV_LEFT], n, &best[RV_LEFT]);
    double right = strongest(candidates_of[RV_RIGHT], n, &best[RV_RIGHT]);
    const GArray *candidates;

    model->side = right > left ? RV_RIGHT : RV_LEFT;
    if (!best[model->side])
        return FALSE;
    candidates = candidates_of[model->side];
    model->gap = median_of(candidates, best[model->side], G_STRUCT_OFFSET(RvCandidate, gap));
    model->size = median_of(candidates, best[model->side], G_STRUCT_OFFSET(RvCandidate, size));
    model->dy = median_of(candidates, best[model->side], G_STRUCT_OFFSET(RvCandidate, dy));
    return TRUE;
}

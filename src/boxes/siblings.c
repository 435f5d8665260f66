/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the boxes of a document have in common: on which side of their labels they stand, how large
 * they are, how far away. The labels vote. */
#include "boxes/boxes-private.h"

#include "recevable/rank.h"

#include <math.h>
#include <string.h>

/* Sizes of the boxes of a form differ by the scan only (measured: up to 12 %). */
#define SIZE_SLACK 0.22

/* Boxes left of their labels keep both; at the margin nearly none keeps its distance. */
#define COLUMNS_FIRST 1.5
/* ... and what that costs, against an outline's score of 0 to 1. Chosen: of two columns of labels
 * with their boxes behind them, two thirds have one before them too. */
#define COLUMN_COST 0.1
/* So many boxes one below the other make a column. */
#define COLUMN 2

gboolean
rv_size_fits(double size, double model)
{
    return fabs(size - model) <= SIZE_SLACK * model;
}

static gboolean
is_in_column(const RvCandidate *a, const RvCandidate *b)
{
    return a->sheet == b->sheet && fabs(a->x - b->x) <= RV_COLUMN_SLACK * b->size;
}

static gboolean
has_gap_of(const RvCandidate *a, const RvCandidate *b)
{
    return fabs(a->gap - b->gap) <= RV_GAP_SLACK * b->size;
}

static gboolean
is_alike(const RvCandidate *a, const RvCandidate *b)
{
    return rv_size_fits(a->size, b->size) &&
           (has_gap_of(a, b) || is_in_column(a, b) || (a->in_column && b->in_column));
}

void
rv_siblings_find_columns(GArray *candidates, guint n_queries)
{
    g_autofree gboolean *seen = g_new(gboolean, n_queries + 1);

    for (guint i = 0; i < candidates->len; i++) {
        RvCandidate *a = &g_array_index(candidates, RvCandidate, i);
        guint n = 0;

        memset(seen, 0, n_queries * sizeof *seen);
        for (guint k = 0; k < candidates->len; k++) {
            const RvCandidate *b = &g_array_index(candidates, RvCandidate, k);

            if (!seen[b->query] && is_in_column(b, a) && rv_size_fits(b->size, a->size)) {
                seen[b->query] = TRUE;
                n++;
            }
        }
        a->in_column = n >= COLUMN;
    }
}

/* What a candidate counts: one in a column may be far from its label. */
static double
vote_of(const RvCandidate *c)
{
    return c->in_column ? MAX(c->score, c->clear - COLUMN_COST) : c->score;
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

            if (vote_of(b) > votes[b->query] && is_alike(b, a))
                votes[b->query] = vote_of(b);
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

static double
median_of(const GArray *candidates, const RvCandidate *like, gsize offset)
{
    g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(double));

    for (guint i = 0; i < candidates->len; i++) {
        const RvCandidate *c = &g_array_index(candidates, RvCandidate, i);

        if (is_alike(c, like))
            g_array_append_val(values, G_STRUCT_MEMBER(double, c, offset));
    }
    return rv_rank_double(values, 0.5);
}

/* Do most of those like it keep their column, but not their distance? */
static gboolean
keeps_columns(const GArray *candidates, const RvCandidate *like)
{
    int columns = 0, gaps = 0;

    for (guint i = 0; i < candidates->len; i++) {
        const RvCandidate *c = &g_array_index(candidates, RvCandidate, i);

        if (!is_alike(c, like))
            continue;
        columns += c->in_column;
        gaps += has_gap_of(c, like);
    }
    return columns > COLUMNS_FIRST * gaps;
}

gboolean
rv_siblings_learn(GArray *const candidates_of[RV_N_SIDES], guint n, RvSiblings *model)
{
    const RvCandidate *best = NULL;
    const GArray *candidates;
    double most = 0;

    for (RvSide side = RV_LEFT; side < RV_N_SIDES; side++) {
        const RvCandidate *best_here = NULL;
        double votes = strongest(candidates_of[side], n, &best_here);

        if (best_here && votes > most) {
            most = votes;
            best = best_here;
            model->side = side;
        }
    }
    if (!best)
        return FALSE;
    model->votes = most;
    candidates = candidates_of[model->side];
    model->in_columns = keeps_columns(candidates, best);
    model->gap = median_of(candidates, best, G_STRUCT_OFFSET(RvCandidate, gap));
    model->size = median_of(candidates, best, G_STRUCT_OFFSET(RvCandidate, size));
    model->dy = median_of(candidates, best, G_STRUCT_OFFSET(RvCandidate, dy));
    model->inside = median_of(candidates, best, G_STRUCT_OFFSET(RvCandidate, inside));
    return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cells.h"

#include <math.h>

/* Knots stand at these ranks of a measure's values above 0, and at 0. */
static const double ranks[] = {0, 0.2, 0.4, 0.6, 0.8, 0.92};
#define KNOTS G_N_ELEMENTS(ranks)
/* A measure that fewer cells have teaches nothing. */
#define MIN_VALUES 60
/* Projected Adam (Kingma & Ba 2015): weights below 0 are put back to 0 after every step. */
#define STEPS 800
#define RATE 0.03
#define DECAY_1 0.9
#define DECAY_2 0.999
#define EPSILON 1e-8
/* Lasso: what a weight, of a hinge scaled to unit deviation, costs. */
#define PRICE 2e-5
/* ---- samples --------------------------------------------------------------------------------- */

double
cell_letters(const BenchPageCell *cell, gboolean with_words)
{
    return (double)(with_words ? cell->full_letters : cell->fast_letters);
}

gboolean
page_is_whole(const BenchPage *page)
{
    return page->severity[RV_DEFECT_PAGE_CUT] <= 0 && page->severity[RV_DEFECT_TEXT_CUT] <= 0;
}

static gboolean
is_sample(const BenchPageCell *cell, gboolean with_words)
{
    return cell->letters > 0 && cell_letters(cell, with_words) > 0;
}

static int
by_value(gconstpointer a, gconstpointer b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static void
add_terms(GArray *terms, const GArray *pages, int measure, gboolean with_words)
{
    g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(double));
    double before = -1;

    for (guint i = 0; i < pages->len; i++) {
        const BenchPage *page = &g_array_index(pages, BenchPage, i);

        for (guint c = 0; c < page->n_cells; c++) {
            double value = (double)page->cells[c].of[measure];

            if (is_sample(&page->cells[c], with_words) && value > 0)
                g_array_append_val(values, value);
        }
    }
    if (values->len < MIN_VALUES)
        return;
    g_array_sort(values, by_value);
    for (guint k = 0; k < KNOTS; k++) {
        double knot = k ? g_array_index(values, double, (guint)(ranks[k] * values->len)) : 0;
        CellTerm term = {measure, knot, 1, 0};

        if (knot > before)
            g_array_append_val(terms, term);
        before = knot;
    }
}

static void
scale_terms(CellFit *fit)
{
    for (guint t = 0; t < fit->terms->len; t++) {
        CellTerm *term = &g_array_index(fit->terms, CellTerm, t);
        double sum = 0, squares = 0;

        for (guint i = 0; i < fit->n; i++) {
            double v = (double)fit->values[(gsize)i * fit->terms->len + t];

            sum += v;
            squares += v * v;
        }
        sum /= fit->n;
        term->scale = sqrt(MAX(squares / fit->n - sum * sum, 1e-12));
        for (guint i = 0; i < fit->n; i++)
            fit->values[(gsize)i * fit->terms->len + t] /= (float)term->scale;
    }
}

/* Pages count alike, whatever the number of their letters: by its root. */
static void
fill(CellFit *fit, const GArray *pages, gboolean with_words)
{
    double all = 0;
    guint n = 0;

    for (guint i = 0; i < pages->len; i++) {
        const BenchPage *page = &g_array_index(pages, BenchPage, i);

        for (guint c = 0; page_is_whole(page) && c < page->n_cells; c++)
            n += is_sample(&page->cells[c], with_words);
    }
    fit->values = g_new(float, (gsize)n * fit->terms->len);
    fit->right = g_new(double, n);
    fit->share = g_new(double, n);
    for (guint i = 0; i < pages->len; i++) {
        const BenchPage *page = &g_array_index(pages, BenchPage, i);

        for (guint c = 0; page_is_whole(page) && c < page->n_cells; c++) {
            const BenchPageCell *cell = &page->cells[c];

            if (!is_sample(cell, with_words))
                continue;
            for (guint t = 0; t < fit->terms->len; t++) {
                const CellTerm *term = &g_array_index(fit->terms, CellTerm, t);

                fit->values[(gsize)fit->n * fit->terms->len + t] =
                    (float)MAX(0, (double)cell->of[term->measure] - term->knot);
            }
            fit->right[fit->n] = (double)cell->right;
            all += fit->share[fit->n++] =
                (double)cell->letters / sqrt(MAX(1, (double)page->letters));
        }
    }
    for (guint i = 0; i < fit->n; i++)
        fit->share[i] /= all;
    scale_terms(fit);
}

/* ---- fitting --------------------------------------------------------------------------------- */

typedef struct {
    double *slope, *mean, *square; /* one more than terms: the bias is last */
} Adam;

/* Slopes of the loss (cross-entropy); gives it. */
static double
find_slopes(const CellFit *fit, double *slope)
{
    guint n = fit->terms->len;
    g_autofree float *weights = g_new(float, n);
    g_autofree float *sums = g_new0(float, n);
    double loss = 0, bias = 0;

    for (guint t = 0; t < n; t++)
        weights[t] = (float)g_array_index(fit->terms, CellTerm, t).weight;
    for (guint i = 0; i < fit->n; i++) {
        const float *row = fit->values + (gsize)i * n;
        float falls = 0;
        double p, d;

        for (guint t = 0; t < n; t++)
            falls += row[t] * weights[t];
        p = 1 / (1 + exp((double)falls - fit->bias));
        p = CLAMP(p, 1e-9, 1 - 1e-9);
        d = fit->share[i] * (p - fit->right[i]);
        loss -= fit->share[i] * (fit->right[i] * log(p) + (1 - fit->right[i]) * log(1 - p));
        bias += d;
        for (guint t = 0; t < n; t++)
            sums[t] -= (float)d * row[t];
    }
    for (guint t = 0; t < n; t++)
        slope[t] = (double)sums[t] + PRICE;
    slope[n] = bias;
    return loss;
}

static double
step_of(Adam *adam, guint i, int step)
{
    double slope = adam->slope[i];

    adam->mean[i] = DECAY_1 * adam->mean[i] + (1 - DECAY_1) * slope;
    adam->square[i] = DECAY_2 * adam->square[i] + (1 - DECAY_2) * slope * slope;
    return RATE * adam->mean[i] / (1 - pow(DECAY_1, step)) /
           (sqrt(adam->square[i] / (1 - pow(DECAY_2, step))) + EPSILON);
}

static void
descend(CellFit *fit)
{
    guint n = fit->terms->len;
    g_autofree double *room = g_new0(double, 3 * (gsize)(n + 1));
    Adam adam = {room, room + n + 1, room + 2 * (gsize)(n + 1)};

    for (guint t = 0; t < n; t++)
        g_array_index(fit->terms, CellTerm, t).weight = 0.05;
    fit->bias = 4;
    for (int step = 1; step <= STEPS; step++) {
        fit->loss = find_slopes(fit, adam.slope);

        for (guint t = 0; t < n; t++) {
            CellTerm *term = &g_array_index(fit->terms, CellTerm, t);

            term->weight = MAX(0, term->weight - step_of(&adam, t, step));
        }
        fit->bias -= step_of(&adam, n, step);
    }
}

CellFit *
cell_fit_new(const GArray *pages, gboolean with_words)
{
    int end = with_words ? RV_MEASURES : RV_MEASURES_FAST;
    CellFit *fit = g_new0(CellFit, 1);

    fit->terms = g_array_new(FALSE, FALSE, sizeof(CellTerm));
    for (int m = 0; m < end; m++)
        add_terms(fit->terms, pages, m, with_words);
    fill(fit, pages, with_words);
    descend(fit);
    return fit;
}

void
cell_fit_free(CellFit *fit)
{
    if (!fit)
        return;
    g_array_unref(fit->terms);
    g_free(fit->values);
    g_free(fit->right);
    g_free(fit->share);
    g_free(fit);
}

gboolean
cell_fit_said(const CellFit *fit, const BenchPage *page, gboolean with_words, double *said)
{
    double right = 0, all = 0;

    for (guint c = 0; c < page->n_cells; c++) {
        double letters = cell_letters(&page->cells[c], with_words), logit = fit->bias;

        for (guint t = 0; t < fit->terms->len; t++) {
            const CellTerm *term = &g_array_index(fit->terms, CellTerm, t);

            logit -= term->weight / term->scale *
                     MAX(0, (double)page->cells[c].of[term->measure] - term->knot);
        }
        right += letters / (1 + exp(-logit));
        all += letters;
    }
    *said = all > 0 ? right / all : 0;
    return all > 0;
}

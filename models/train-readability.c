/* SPDX-License-Identifier: GPL-3.0-or-later */
/* train-readability BUILD FAST FULL [PAGES [SEED]]: makes pages of text with every defect (PAGES of
 * each, and mixtures) and forms of every quality, has them looked at and read, fits the two models
 * of src/gauge/model.h to the share of letters that was read right in each cell, and writes their
 * weights. */
#include "bench.h"
#include "blend.h"
#include "gauge/model.h"
#include "pools.h"
#include "text-pages.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define PAGES 20
#define MIXTURES 20 /* times PAGES */
#define CLEAN 4
#define FORMS 2 /* of each quality, times PAGES */
#define SEED 5000
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
/* Weights that change less than this part of the logit are left out. */
#define NEGLIGIBLE 1e-3

typedef struct {
    int measure;
    double knot, scale, weight;
} Term;

typedef struct {
    GArray *terms;         /* Term */
    float *values;         /* a row for each sample: the hinges, scaled */
    double *right, *share; /* of each sample: what was read right, its part of the loss */
    guint n;
    double bias;
} Fit;

static const char *const names[RV_MEASURES] = {
#define X(name) [RV_MEASURE_##name] = "RV_MEASURE_" #name,
    RV_MEASURES_OF_CELLS(X) RV_MEASURES_OF_WORDS(X)
#undef X
};

/* ---- samples --------------------------------------------------------------------------------- */

static double
letters_in(const BenchPageCell *cell, gboolean with_words)
{
    return (double)(with_words ? cell->full_letters : cell->fast_letters);
}

/* Of lines that are cut off, the rest is no worse than it was. */
static gboolean
is_whole(const BenchPage *page)
{
    return page->severity[RV_DEFECT_PAGE_CUT] <= 0 && page->severity[RV_DEFECT_TEXT_CUT] <= 0;
}

static gboolean
is_sample(const BenchPageCell *cell, gboolean with_words)
{
    return cell->letters > 0 && letters_in(cell, with_words) > 0;
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
        Term term = {measure, knot, 1, 0};

        if (knot > before)
            g_array_append_val(terms, term);
        before = knot;
    }
}

static void
scale_terms(Fit *fit)
{
    for (guint t = 0; t < fit->terms->len; t++) {
        Term *term = &g_array_index(fit->terms, Term, t);
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
fill(Fit *fit, const GArray *pages, gboolean with_words)
{
    double all = 0;
    guint n = 0;

    for (guint i = 0; i < pages->len; i++) {
        const BenchPage *page = &g_array_index(pages, BenchPage, i);

        for (guint c = 0; is_whole(page) && c < page->n_cells; c++)
            n += is_sample(&page->cells[c], with_words);
    }
    fit->values = g_new(float, (gsize)n * fit->terms->len);
    fit->right = g_new(double, n);
    fit->share = g_new(double, n);
    for (guint i = 0; i < pages->len; i++) {
        const BenchPage *page = &g_array_index(pages, BenchPage, i);

        for (guint c = 0; is_whole(page) && c < page->n_cells; c++) {
            const BenchPageCell *cell = &page->cells[c];

            if (!is_sample(cell, with_words))
                continue;
            for (guint t = 0; t < fit->terms->len; t++) {
                const Term *term = &g_array_index(fit->terms, Term, t);

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
find_slopes(const Fit *fit, double *slope)
{
    guint n = fit->terms->len;
    g_autofree float *weights = g_new(float, n);
    g_autofree float *sums = g_new0(float, n);
    double loss = 0, bias = 0;

    for (guint t = 0; t < n; t++)
        weights[t] = (float)g_array_index(fit->terms, Term, t).weight;
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
descend(Fit *fit)
{
    guint n = fit->terms->len;
    g_autofree double *room = g_new0(double, 3 * (gsize)(n + 1));
    Adam adam = {room, room + n + 1, room + 2 * (gsize)(n + 1)};

    for (guint t = 0; t < n; t++)
        g_array_index(fit->terms, Term, t).weight = 0.05;
    fit->bias = 4;
    for (int step = 1; step <= STEPS; step++) {
        double loss = find_slopes(fit, adam.slope);

        for (guint t = 0; t < n; t++) {
            Term *term = &g_array_index(fit->terms, Term, t);

            term->weight = MAX(0, term->weight - step_of(&adam, t, step));
        }
        fit->bias -= step_of(&adam, n, step);
        if (step % 400 == 0)
            printf("step %d: loss %.5f\n", step, loss);
    }
}

/* ---- all of it ------------------------------------------------------------------------------- */

static void
write_name(FILE *out, int measure)
{
    if (measure >= RV_MEASURE_DEFECTS && measure < RV_MEASURE_DEFECTS + RV_DEFECTS)
        fprintf(out, "RV_MEASURE_DEFECTS + %d /* %s */", measure - RV_MEASURE_DEFECTS,
                bench_defect_name(measure - RV_MEASURE_DEFECTS));
    else
        fputs(names[measure], out);
}

/* ---- pages ----------------------------------------------------------------------------------- */

/* What the cells say of a page; FALSE when they say nothing. */
static gboolean
page_said(const Fit *fit, const BenchPage *page, gboolean with_words, double *said)
{
    double right = 0, all = 0;

    for (guint c = 0; c < page->n_cells; c++) {
        double letters = letters_in(&page->cells[c], with_words), logit = fit->bias;

        for (guint t = 0; t < fit->terms->len; t++) {
            const Term *term = &g_array_index(fit->terms, Term, t);

            logit -= term->weight / term->scale *
                     MAX(0, (double)page->cells[c].of[term->measure] - term->knot);
        }
        right += letters / (1 + exp(-logit));
        all += letters;
    }
    *said = all > 0 ? right / all : 0;
    return all > 0;
}

static GArray *
page_samples(const Fit *fit, const GArray *pages, gboolean with_words)
{
    GArray *samples = g_array_new(FALSE, FALSE, sizeof(BlendSample));

    for (guint i = 0; i < pages->len; i++) {
        const BenchPage *page = &g_array_index(pages, BenchPage, i);
        BlendSample sample = {.right = (double)page->accuracy};

        if (page->letters <= 0 || !is_whole(page) ||
            !page_said(fit, page, with_words, &sample.share))
            continue;
        sample.doubt = (double)page->cells[0].of[RV_MEASURE_PAGE_DOUBT];
        g_array_append_val(samples, sample);
    }
    return samples;
}

static void
write_pages(FILE *out, const Fit *fit, const GArray *pages, gboolean with_words)
{
    g_autoptr(GArray) samples = page_samples(fit, pages, with_words);
    g_autoptr(GArray) pools = g_array_new(FALSE, FALSE, sizeof(Pool));
    Blend blend = blend_fit(samples, !with_words);
    RvHinge parts[] = {{RV_MODEL_SCALE, 0, (float)blend.scale},
                       {RV_MODEL_CELLS, 0, (float)blend.cells},
                       {RV_MODEL_DOUBTS, 0, (float)blend.doubts}};

    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        fprintf(out, "{%d, 0, %#.5gF},\n", parts[i].measure, (double)parts[i].weight);
    for (guint i = 0; i < samples->len; i++) {
        const BlendSample *s = &g_array_index(samples, BlendSample, i);
        Pool pool = {rv_hinges_blend(parts, G_N_ELEMENTS(parts), s->share, s->doubt), s->right, 1};

        g_array_append_val(pools, pool);
    }
    pools_write(out, pools);
}

static void
write_model(const Fit *fit, const GArray *pages, gboolean with_words, const char *path)
{
    FILE *out = fopen(path, "w");

    if (!out)
        g_error("%s cannot be written", path);
    fprintf(out, "{%d, 0, %#.5gF},\n", RV_MODEL_BIAS, fit->bias);
    for (guint t = 0; t < fit->terms->len; t++) {
        const Term *term = &g_array_index(fit->terms, Term, t);

        if (term->weight < NEGLIGIBLE)
            continue;
        fputc('{', out);
        write_name(out, term->measure);
        fprintf(out, ", %#.5gF, %#.5gF},\n", term->knot, term->weight / term->scale);
    }
    write_pages(out, fit, pages, with_words);
    if (fclose(out) != 0)
        g_error("%s cannot be written", path);
}

static void
train(const GArray *pages, gboolean with_words, const char *path)
{
    int end = with_words ? RV_MEASURES : RV_MEASURES_FAST;
    Fit fit = {.terms = g_array_new(FALSE, FALSE, sizeof(Term))};

    for (int m = 0; m < end; m++)
        add_terms(fit.terms, pages, m, with_words);
    fill(&fit, pages, with_words);
    printf("%s: %u cells, %u hinges\n", path, fit.n, fit.terms->len);
    descend(&fit);
    write_model(&fit, pages, with_words, path);
    g_array_unref(fit.terms);
    g_free(fit.values);
    g_free(fit.right);
    g_free(fit.share);
}

static GArray *
lots_of(int n, int seed)
{
    GArray *lots = g_array_new(FALSE, FALSE, sizeof(BenchPageLot));
    static const char *const levels[] = {"L0", "L1", "L2", "L3", "L4", "L5"};
    BenchPageLot clean = {"none", NULL, seed, 0, CLEAN * n};
    BenchPageLot mixture = {NULL, NULL, seed, 0, MIXTURES * n};

    g_array_append_val(lots, clean);
    for (int k = 0; k < RV_DEFECTS; k++) {
        BenchPageLot lot = {bench_defect_name(k), NULL, seed + 1 + k, 0, n};

        g_array_append_val(lots, lot);
    }
    g_array_append_val(lots, mixture);
    for (gsize i = 0; i < G_N_ELEMENTS(levels); i++) {
        BenchPageLot lot = {NULL, levels[i], seed, 0, FORMS * n};

        g_array_append_val(lots, lot);
    }
    return lots;
}

int
main(int argc, char **argv)
{
    if (argc < 4) {
        fputs("Usage: train-readability BUILD FAST FULL [PAGES [SEED]]\n", stderr);
        return 64;
    }
    g_autoptr(GArray) lots =
        lots_of(bench_number(argc, argv, 4, PAGES), bench_number(argc, argv, 5, SEED));
    g_autoptr(GArray) pages =
        bench_pages(argv[1], (const BenchPageLot *)(void *)lots->data, lots->len, TRUE);

    train(pages, FALSE, argv[2]);
    train(pages, TRUE, argv[3]);
    return 0;
}

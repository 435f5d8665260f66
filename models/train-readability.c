/* SPDX-License-Identifier: GPL-3.0-or-later */
/* train-readability BUILD FAST FULL [PAGES [SEED]]: makes pages of text with every defect (PAGES of
 * each, and mixtures) and forms of every quality, has them looked at and read, fits the two models
 * of src/gauge/model.h to the share of letters that was read right in each cell, and writes their
 * weights. */
#include "bench.h"
#include "blend.h"
#include "cells.h"
#include "gauge/model.h"
#include "pools.h"

#include <stdio.h>
#include <stdlib.h>

#define PAGES 20
#define MIXTURES 20 /* times PAGES */
#define CLEAN 4
#define FORMS 2 /* of each quality, times PAGES */
#define SEED 5000
/* Weights that change less than this part of the logit are left out. */
#define NEGLIGIBLE 1e-3

static const char *const names[RV_MEASURES] = {
#define X(name) [RV_MEASURE_##name] = "RV_MEASURE_" #name,
    RV_MEASURES_OF_CELLS(X) RV_MEASURES_OF_WORDS(X)
#undef X
};

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

/* 1 - the reader's mean confidence, of all letters of a page. */
static double
page_doubt(const BenchPage *page)
{
    double sure = 0, letters = 0;

    for (guint c = 0; c < page->n_cells; c++) {
        sure += (double)page->cells[c].sure;
        letters += (double)page->cells[c].full_letters;
    }
    return letters > 0 ? 1 - sure / letters : 1;
}

/* Pages of every step of the scale count alike, however many are of it. */
static void
weigh_samples(GArray *samples)
{
    guint counts[BENCH_STEPS] = {0};

    for (guint i = 0; i < samples->len; i++)
        counts[bench_step(g_array_index(samples, BlendSample, i).right)]++;
    for (guint i = 0; i < samples->len; i++) {
        BlendSample *s = &g_array_index(samples, BlendSample, i);

        s->weight = 1.0 / counts[bench_step(s->right)];
    }
}

static GArray *
page_samples(const CellFit *fit, const GArray *pages, gboolean with_words)
{
    GArray *samples = g_array_new(FALSE, FALSE, sizeof(BlendSample));

    for (guint i = 0; i < pages->len; i++) {
        const BenchPage *page = &g_array_index(pages, BenchPage, i);
        BlendSample sample = {.right = (double)page->accuracy};

        if (page->letters <= 0 || !page_is_whole(page) ||
            !cell_fit_said(fit, page, with_words, &sample.share))
            continue;
        sample.doubt = page_doubt(page);
        g_array_append_val(samples, sample);
    }
    weigh_samples(samples);
    return samples;
}

static void
write_pages(FILE *out, const CellFit *fit, const GArray *pages, gboolean with_words)
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
write_model(const CellFit *fit, const GArray *pages, gboolean with_words, const char *path)
{
    FILE *out = fopen(path, "w");

    if (!out)
        g_error("%s cannot be written", path);
    fprintf(out, "{%d, 0, %#.5gF},\n", RV_MODEL_BIAS, fit->bias);
    for (guint t = 0; t < fit->terms->len; t++) {
        const CellTerm *term = &g_array_index(fit->terms, CellTerm, t);

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
    g_autoptr(CellFit) fit = cell_fit_new(pages, with_words);

    printf("%s: %u cells, %u hinges, loss %.5f\n", path, fit->n, fit->terms->len, fit->loss);
    write_model(fit, pages, with_words, path);
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

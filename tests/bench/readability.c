/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-readability BUILD [PAGES [SEED]]: what the readability score is worth, on pages of text
 * that nothing was trained on (of every defect PAGES, of mixtures ten times as many) and of forms
 * of every quality: the rank correlation of score and true character accuracy, beside that of the
 * reader's mean confidence; how far the predicted accuracy is off; how well each defect is told
 * from its absence, and which others raise it; whether more of a defect ever raises the score; what
 * well-known pages score; and what the image alone costs. BUILD/bench/readability.tsv has each page
 * on a line. */
#include "anchors.h"
#include "bench.h"
#include "text-pages.h"

#include <math.h>
#include <stdio.h>

#define MIXTURES 10 /* times PAGES */
#define CLEAN 3
static const char *const levels[] = {"L0", "L1", "L2", "L3", "L4", "L5"};
/* A defect from this severity on shall be told; with less, pages are neither with nor without. */
#define TOLD 0.3
/* Raised above this it is claimed. */
#define CLAIMED 0.3
/* Severities of a series, and pages that have one of every defect. */
#define STEPS 11
#define SERIES 2
/* More of a defect may raise the score by so much. */
#define RISE 2.0

/* ---- score and accuracy ---------------------------------------------------------------------- */

typedef double (*Value)(const BenchPage *page);

static double
full_score(const BenchPage *page)
{
    return (double)page->full_accuracy;
}

static double
fast_score(const BenchPage *page)
{
    return (double)page->fast_accuracy;
}

static double
confidence(const BenchPage *page)
{
    return (double)page->confidence;
}

static const struct {
    const char *name;
    Value value;
} predictors[] = {
    {"full score", full_score}, {"fast score", fast_score}, {"mean confidence", confidence}};

static gboolean
is_cut(const BenchPage *page)
{
    return page->severity[RV_DEFECT_PAGE_CUT] > 0 || page->severity[RV_DEFECT_TEXT_CUT] > 0;
}

/* In the order of the lots: lot 1 + k has defect k alone, after the forms come the series. */
enum { LOT_CLEAN, LOT_MIXTURE = 1 + RV_DEFECTS, LOT_FORMS, LOT_SERIES = LOT_FORMS + 6 };

static const struct {
    const char *name;
    guint first, end;
    gboolean with_cuts;
} groups[] = {{"all pages", LOT_CLEAN, LOT_SERIES, TRUE},
              {"all pages that are not cut off", LOT_CLEAN, LOT_SERIES, FALSE},
              {"mixtures of defects", LOT_MIXTURE, LOT_FORMS, TRUE},
              {"forms", LOT_FORMS, LOT_SERIES, TRUE}};

/* What was predicted and what is true of the pages of a group. */
typedef struct {
    GArray *said, *right; /* double */
    double off;           /* sum of the distances */
} Outcome;

static void
outcome_clear(Outcome *outcome)
{
    g_array_unref(outcome->said);
    g_array_unref(outcome->right);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Outcome, outcome_clear)

static Outcome
outcome_of(const GArray *pages, gsize group, Value value)
{
    Outcome out = {g_array_new(FALSE, FALSE, sizeof(double)),
                   g_array_new(FALSE, FALSE, sizeof(double)), 0};

    for (guint i = 0; i < pages->len; i++) {
        const BenchPage *page = &g_array_index(pages, BenchPage, i);
        double v = value(page), accuracy = (double)page->accuracy;

        if (page->lot < groups[group].first || page->lot >= groups[group].end ||
            page->letters <= 0 || (!groups[group].with_cuts && is_cut(page)))
            continue;
        g_array_append_val(out.said, v);
        g_array_append_val(out.right, accuracy);
        out.off += fabs(v - accuracy);
    }
    return out;
}

/* So that pages of every step of the scale count alike. */
static double *
step_weights(const GArray *right)
{
    double *weights = g_new(double, right->len);
    guint counts[BENCH_STEPS] = {0};

    for (guint i = 0; i < right->len; i++)
        counts[bench_step(g_array_index(right, double, i))]++;
    for (guint i = 0; i < right->len; i++)
        weights[i] = 1.0 / counts[bench_step(g_array_index(right, double, i))];
    return weights;
}

static void
print_correlation(const GArray *pages, gsize group, gsize predictor)
{
    g_auto(Outcome) out = outcome_of(pages, group, predictors[predictor].value);
    g_autofree double *weights = step_weights(out.right);
    const double *said = (const double *)(void *)out.said->data;
    const double *right = (const double *)(void *)out.right->data;
    guint n = out.said->len;

    printf("  %-16s %4u pages  Spearman %.3f, with every step of the scale alike %.3f   "
           "mean distance from the true accuracy %.3f\n",
           predictors[predictor].name, n, bench_spearman(said, right, NULL, n),
           bench_spearman(said, right, weights, n), out.off / MAX(1, n));
}

/* Pages by what was predicted of them. */
static void
print_calibration(const GArray *pages, Value value)
{
    static const double ends[] = {0.2, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 1.01};
    double gap = 0, all = 0, from = 0;

    for (gsize e = 0; e < G_N_ELEMENTS(ends); from = ends[e++]) {
        double predicted = 0, right = 0, n = 0;

        for (guint i = 0; i < pages->len; i++) {
            const BenchPage *page = &g_array_index(pages, BenchPage, i);
            double v = value(page);

            if (page->lot >= LOT_SERIES || page->letters <= 0 || v < from || v >= ends[e])
                continue;
            predicted += v;
            right += (double)page->accuracy;
            n++;
        }
        gap += fabs(predicted - right);
        all += n;
        if (n > 0)
            printf("  predicted %.2f - %.2f: %4.0f pages, mean %.3f, true %.3f\n", from,
                   MIN(ends[e], 1), n, predicted / n, right / n);
    }
    printf("  expected calibration error %.3f\n", gap / MAX(1, all));
}

/* ---- defects --------------------------------------------------------------------------------- */

static GArray *
seen_of(const GArray *pages, guint first_lot, guint end_lot, int kind, gboolean with)
{
    GArray *out = g_array_new(FALSE, FALSE, sizeof(double));

    for (guint i = 0; i < pages->len; i++) {
        const BenchPage *page = &g_array_index(pages, BenchPage, i);
        double seen = (double)page->seen[kind], severity = (double)page->severity[kind];

        if (page->lot >= first_lot && page->lot < end_lot &&
            (with ? severity >= TOLD : severity <= 0))
            g_array_append_val(out, seen);
    }
    return out;
}

static double
claimed(const GArray *pages, guint lot, int kind)
{
    g_autoptr(GArray) seen = seen_of(pages, lot, lot + 1, kind, FALSE);
    double n = 0;

    for (guint i = 0; i < seen->len; i++)
        n += g_array_index(seen, double, i) > CLAIMED;
    return seen->len ? n / seen->len : 0;
}

static void
print_defects(const GArray *pages)
{
    puts("\ndefect               AUC: clean  all others   claimed on pages with another one only, "
         "and on forms");
    for (int k = 0; k < RV_DEFECTS; k++) {
        g_autoptr(GArray) with = seen_of(pages, 1, 1 + RV_DEFECTS, k, TRUE);
        g_autoptr(GArray) clean = seen_of(pages, 0, 1, k, FALSE);
        g_autoptr(GArray) others = seen_of(pages, 0, 1 + RV_DEFECTS, k, FALSE);

        printf("%-20s %10.3f %11.3f  ", bench_defect_name(k), bench_auc(with, clean),
               bench_auc(with, others));
        if (claimed(pages, 0, k) > 0)
            printf(" none %.2f", claimed(pages, 0, k));
        for (int other = 0; other < RV_DEFECTS; other++)
            if (other != k && claimed(pages, (guint)other + 1, k) > 0)
                printf(" %s %.2f", bench_defect_name(other), claimed(pages, (guint)other + 1, k));
        for (guint l = 0; l < G_N_ELEMENTS(levels); l++)
            if (claimed(pages, LOT_FORMS + l, k) > 0)
                printf(" %s %.2f", levels[l], claimed(pages, LOT_FORMS + l, k));
        putchar('\n');
    }
}

/* ---- more is never better -------------------------------------------------------------------- */

typedef struct {
    double worst_full, worst_fast;
    guint rises_full, rises_fast, steps;
} Rises;

static void
count_rise(const BenchPage *before, const BenchPage *after, Rises *rises)
{
    double full = (double)(after->full_score - before->full_score);
    double fast = (double)(after->fast_score - before->fast_score);

    rises->worst_full = MAX(rises->worst_full, full);
    rises->worst_fast = MAX(rises->worst_fast, fast);
    rises->rises_full += full > RISE;
    rises->rises_fast += fast > RISE;
    rises->steps++;
}

static void
print_series(const GArray *pages, guint first)
{
    Rises all = {0};

    printf("\nmore of a defect: steps in which the score rises by more than %.0f, and the most\n",
           RISE);
    for (int k = 0; k < RV_DEFECTS; k++) {
        Rises rises = {0};

        for (guint i = 0; i < pages->len; i++) {
            const BenchPage *page = &g_array_index(pages, BenchPage, i);
            guint start = first + (guint)k * STEPS;

            for (guint o = 0; page->lot >= start && page->lot < start + STEPS - 1 && o < pages->len;
                 o++) {
                const BenchPage *next = &g_array_index(pages, BenchPage, o);

                if (next->lot == page->lot + 1 && next->number == page->number)
                    count_rise(page, next, &rises);
            }
        }
        printf("%-20s full %2u of %u (%+.0f)   fast %2u (%+.0f)\n", bench_defect_name(k),
               rises.rises_full, rises.steps, rises.worst_full, rises.rises_fast, rises.worst_fast);
        all.rises_full += rises.rises_full;
        all.rises_fast += rises.rises_fast;
        all.steps += rises.steps;
    }
    printf("all: full %u, fast %u of %u steps\n", all.rises_full, all.rises_fast, all.steps);
}

/* ---- all of it ------------------------------------------------------------------------------- */

static GArray *
lots_of(int n, int seed, char **names)
{
    GArray *lots = g_array_new(FALSE, FALSE, sizeof(BenchPageLot));
    BenchPageLot clean = {"none", NULL, seed, 0, CLEAN * n};
    BenchPageLot mixture = {NULL, NULL, seed, 0, MIXTURES * n};

    g_array_append_val(lots, clean);
    for (int k = 0; k < RV_DEFECTS; k++) {
        /* A page that is half empty is not blank. */
        const char *name = k == RV_DEFECT_BLANK ? "blank=1" : bench_defect_name(k);
        BenchPageLot lot = {name, NULL, seed + 1 + k, 0, n};

        g_array_append_val(lots, lot);
    }
    g_array_append_val(lots, mixture);
    for (gsize i = 0; i < G_N_ELEMENTS(levels); i++) {
        BenchPageLot lot = {NULL, levels[i], seed, 0, n};

        g_array_append_val(lots, lot);
    }
    for (int k = 0; k < RV_DEFECTS; k++)
        for (int s = 0; s < STEPS; s++) {
            char *name = names[k * STEPS + s] =
                g_strdup_printf("%s=%d.%d", bench_defect_name(k), s / (STEPS - 1), s % (STEPS - 1));
            BenchPageLot lot = {name, NULL, seed + 100, 0, SERIES};

            g_array_append_val(lots, lot);
        }
    return lots;
}

static void
write_pages(const GArray *pages, const GArray *lots, const char *build)
{
    g_autofree char *path = g_build_filename(build, "bench", "readability.tsv", NULL);
    FILE *out = fopen(path, "w");

    if (!out)
        g_error("%s cannot be written", path);
    fputs("folder\tseed\tnumber\taccuracy\tconfidence\tfull\tfast\tmade\tseen\n", out);
    for (guint i = 0; i < pages->len; i++) {
        const BenchPage *page = &g_array_index(pages, BenchPage, i);
        const BenchPageLot *lot = &g_array_index(lots, BenchPageLot, page->lot);

        fprintf(out, "%s\t%d\t%d\t%.3f\t%.3f\t%.3f\t%.3f\t",
                lot->level    ? lot->level
                : lot->defect ? lot->defect
                              : "mixture",
                lot->seed, page->number, (double)page->accuracy, (double)page->confidence,
                (double)page->full_accuracy, (double)page->fast_accuracy);
        for (int k = 0; k < RV_DEFECTS; k++)
            if (page->severity[k] > 0)
                fprintf(out, "%s=%.2f ", bench_defect_name(k), (double)page->severity[k]);
        fputc('\t', out);
        for (int k = 0; k < RV_DEFECTS; k++)
            if (page->seen[k] >= 0.1F)
                fprintf(out, "%s=%.2f ", bench_defect_name(k), (double)page->seen[k]);
        fputc('\n', out);
    }
    if (fclose(out) != 0)
        g_error("%s cannot be written", path);
}

int
main(int argc, char **argv)
{
    if (argc < 2) {
        fputs("Usage: bench-readability BUILD [PAGES [SEED]]\n", stderr);
        return 64;
    }
    int n = bench_number(argc, argv, 2, 20), seed = bench_number(argc, argv, 3, 7000);
    char *names[RV_DEFECTS * STEPS];
    g_autoptr(GArray) lots = lots_of(n, seed, names);
    g_autoptr(GArray) pages = NULL;

    bench_anchors(argv[1], n, seed);
    pages = bench_pages(argv[1], (const BenchPageLot *)(void *)lots->data, lots->len, FALSE);
    write_pages(pages, lots, argv[1]);
    for (gsize g = 0; g < G_N_ELEMENTS(groups); g++) {
        printf("\n%s:\n", groups[g].name);
        for (gsize i = 0; i < G_N_ELEMENTS(predictors); i++)
            print_correlation(pages, g, i);
    }
    for (gsize i = 0; i < 2; i++) {
        printf("\n%s:\n", predictors[i].name);
        print_calibration(pages, predictors[i].value);
    }
    print_defects(pages);
    print_series(pages, LOT_SERIES);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        g_free(names[i]);
    return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-spot BUILD [DOCUMENTS [SEED]]: is a phrase told from an altered one where it stands? Each
 * printed line of some length, and versions of it that differ by one letter, figure or word, are
 * spotted in what was read there. */
#include "bench.h"
#include "recevable/file.h"
#include "recevable/read.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAGE_SECONDS 60.0
/* Letters of the lines that are taken. */
#define SHORTEST 15
#define LONGEST 110

/* ---- spotting ------------------------------------------------------------------------------ */

/* By what a phrase might be accepted; each from 0 (sure) down. */
enum { SCORE_RATIO, SCORE_MARGIN, SCORES };
static const char *const score_names[SCORES] = {"ratio", "worst word's margin"};

/* A line counts as seen when the letters of the true phrase cost so much at most, on the mean. */
#define SEEN -0.5

/* What a letter may count when phrases of different length are compared: see RV_SPOT_LETTER. */
static const double letter_weights[] = {0, 0.5, 1, 2, 3, 4};
#define WEIGHTS G_N_ELEMENTS(letter_weights)

/* What one spotting gave. */
typedef struct {
    double by[SCORES], score, letters;
} Sight;

typedef struct {
    long pairs[BENCH_DECOYS], wins[BENCH_DECOYS], seen_pairs, seen_wins, weight_wins[WEIGHTS];
    GArray *scores[2][SCORES];     /* double: of the altered, of the true */
    double seconds, usual_seconds; /* of all; of phrases of 55 to 65 letters */
    long spots, usual_spots;
} Tally;

static Sight
spot(const GPtrArray *traces, const char *phrase, Tally *tally)
{
    double start = bench_cpu();
    g_autoptr(RvSpotted) spotted =
        rv_spot((const RvTrace *const *)(void *)traces->pdata, traces->len, phrase);
    Sight sight = {{-1e9, -1e9}, -1e9, 0};

    start = bench_cpu() - start;
    tally->seconds += start;
    tally->spots++;
    if (ABS(g_utf8_strlen(phrase, -1) - 60) <= 5) {
        tally->usual_seconds += start;
        tally->usual_spots++;
    }
    if (!spotted)
        return sight;
    sight = (Sight){{spotted->ratio, INFINITY}, spotted->score, spotted->letters->len};
    for (guint i = 0; i < spotted->words->len; i++)
        sight.by[SCORE_MARGIN] =
            MIN(sight.by[SCORE_MARGIN], g_array_index(spotted->words, RvSpottedWord, i).margin);
    return sight;
}

static gint
by_left(gconstpointer a, gconstpointer b)
{
    const RvTrace *u = *(const RvTrace *const *)a, *v = *(const RvTrace *const *)b;

    return (u->strip.left > v->strip.left) - (u->strip.left < v->strip.left);
}

/* What was read where a line is printed, from left to right. */
static GPtrArray *
traces_at(const RvReading *reading, const RvSheet *sheet, RvPt rect)
{
    GPtrArray *traces = g_ptr_array_new();

    for (guint i = 0; i < reading->traces->len; i++) {
        const RvTrace *trace = g_ptr_array_index(reading->traces, i);
        const RvStrip *s = &trace->strip;
        double base = rv_strip_base(s, (s->left + s->right) / 2);
        RvPx box = {(int)s->left, (int)(base - s->above), (int)(s->right - s->left),
                    (int)(s->above + s->below)};
        RvPt at = rv_map_rect(&sheet->to_page, box);
        double shared = MIN(at.y1, rect.y1) - MAX(at.y0, rect.y0);

        if (shared > 0.5 * (rect.y1 - rect.y0) && MIN(at.x1, rect.x1) > MAX(at.x0, rect.x0))
            g_ptr_array_add(traces, (gpointer)trace);
    }
    g_ptr_array_sort(traces, by_left);
    return traces;
}

static void
keep(Tally *tally, gboolean is_true, const Sight *sight)
{
    for (int k = 0; k < SCORES; k++)
        g_array_append_val(tally->scores[is_true][k], sight->by[k]);
}

static void
count_pair(Tally *tally, guint kind, const Sight *own, const Sight *other)
{
    gboolean wins = own->score > other->score;

    tally->pairs[kind]++;
    tally->wins[kind] += wins;
    if (own->by[SCORE_RATIO] <= SEEN * own->letters)
        return;
    tally->seen_pairs++;
    tally->seen_wins += wins;
    for (gsize i = 0; i < WEIGHTS; i++)
        tally->weight_wins[i] += own->by[SCORE_RATIO] + letter_weights[i] * own->letters >
                                 other->by[SCORE_RATIO] + letter_weights[i] * other->letters;
}

static void
try_line(Tally *tally, const GPtrArray *traces, const char *text, GRand *rand)
{
    Sight own = spot(traces, text, tally);

    keep(tally, TRUE, &own);
    for (guint kind = 0; kind < BENCH_DECOYS; kind++) {
        g_autofree char *decoy = bench_alter(kind, text, rand);
        Sight other;

        if (!decoy)
            continue;
        other = spot(traces, decoy, tally);
        keep(tally, FALSE, &other);
        count_pair(tally, kind, &own, &other);
        if (own.score <= other.score && g_getenv("BENCH_VERBOSE"))
            printf("lost: %s (%.2f) to %s (%.2f)\n", text, own.by[SCORE_RATIO], decoy,
                   other.by[SCORE_RATIO]);
    }
}

static void
try_document(Tally *tally, RvReader *reader, const BenchDocument *document, GRand *rand)
{
    g_autoptr(GBytes) bytes = rv_file_read(document->path, rv_pdf_default_limits.max_bytes, NULL);
    g_autoptr(RvDocument) pdf = rv_document_open(bytes, NULL, &rv_pdf_default_limits, NULL);

    for (int page_number = 1; page_number <= document->n_pages; page_number++) {
        g_autoptr(RvPage) page = rv_document_render(pdf, page_number, NULL);
        g_autoptr(RvSheet) sheet = rv_sheet_new(page, 0, NULL);
        g_autoptr(RvReading) reading = rv_reader_read(reader, sheet, PAGE_SECONDS);

        for (guint i = 0; i < document->lines->len; i++) {
            const BenchLine *line = &g_array_index(document->lines, BenchLine, i);
            glong letters = g_utf8_strlen(line->text, -1);
            g_autoptr(GPtrArray) traces = NULL;

            if (line->page != page_number || letters < SHORTEST || letters > LONGEST ||
                strstr(line->text, "..."))
                continue;
            traces = traces_at(reading, sheet, line->rect);
            if (traces->len)
                try_line(tally, traces, line->text, rand);
        }
    }
}

/* ---- the tables ---------------------------------------------------------------------------- */

static gint
by_value(gconstpointer a, gconstpointer b)
{
    const double *u = a, *v = b;

    return (*u > *v) - (*u < *v);
}

/* The share of true phrases above the score that lets this share of altered ones pass. */
static double
accepted(const Tally *tally, int score, double false_share, double *threshold)
{
    GArray *altered = tally->scores[FALSE][score], *own = tally->scores[TRUE][score];
    guint over = (guint)(false_share * altered->len), n = 0;

    *threshold = g_array_index(altered, double, altered->len - 1 - over);
    for (guint i = 0; i < own->len; i++)
        n += g_array_index(own, double, i) > *threshold;
    return 100.0 * n / own->len;
}

static void
print_tally(const char *name, Tally *tally)
{
    static const double shares[] = {0, 0.001, 0.01, 0.05};
    long pairs = 0, wins = 0;

    printf("\n%s: %u phrases, %.3f ms each; %.3f ms of 55 to 65 letters\n", name,
           tally->scores[TRUE][0]->len, 1e3 * tally->seconds / (double)MAX(tally->spots, 1),
           1e3 * tally->usual_seconds / (double)MAX(tally->usual_spots, 1));
    for (guint kind = 0; kind < BENCH_DECOYS; kind++) {
        printf("  %-18s true one wins %6ld of %6ld\n", bench_decoy_names[kind], tally->wins[kind],
               tally->pairs[kind]);
        pairs += tally->pairs[kind];
        wins += tally->wins[kind];
    }
    printf("  %-18s true one wins %6ld of %6ld: %.3f %%\n", "all", wins, pairs,
           100.0 * (double)wins / (double)MAX(pairs, 1));
    printf("  %-18s true one wins %6ld of %6ld: %.3f %%\n", "lines seen", tally->seen_wins,
           tally->seen_pairs, 100.0 * (double)tally->seen_wins / (double)MAX(tally->seen_pairs, 1));
    printf("  ... with a letter counting");
    for (gsize i = 0; i < WEIGHTS; i++)
        printf("  %.1f: %.3f %%", letter_weights[i],
               100.0 * (double)tally->weight_wins[i] / (double)MAX(tally->seen_pairs, 1));
    putchar('\n');
    for (int k = 0; k < SCORES; k++) {
        g_array_sort(tally->scores[FALSE][k], by_value);
        printf("  accepted by %-20s", score_names[k]);
        for (gsize i = 0; i < G_N_ELEMENTS(shares); i++) {
            double threshold, share = accepted(tally, k, shares[i], &threshold);

            printf("  %5.1f %% at %.1f %% false (%.2f)", share, 100 * shares[i], threshold);
        }
        putchar('\n');
    }
    fflush(stdout);
}

static void
merge(Tally *sum, const Tally *tally)
{
    for (guint kind = 0; kind < BENCH_DECOYS; kind++) {
        sum->pairs[kind] += tally->pairs[kind];
        sum->wins[kind] += tally->wins[kind];
    }
    for (int t = 0; t < 2; t++)
        for (int k = 0; k < SCORES; k++)
            g_array_append_vals(sum->scores[t][k], tally->scores[t][k]->data,
                                tally->scores[t][k]->len);
    sum->seen_pairs += tally->seen_pairs;
    sum->seen_wins += tally->seen_wins;
    for (gsize i = 0; i < WEIGHTS; i++)
        sum->weight_wins[i] += tally->weight_wins[i];
    sum->seconds += tally->seconds;
    sum->spots += tally->spots;
    sum->usual_seconds += tally->usual_seconds;
    sum->usual_spots += tally->usual_spots;
}

static void
tally_init(Tally *tally)
{
    *tally = (Tally){0};
    for (int t = 0; t < 2; t++)
        for (int k = 0; k < SCORES; k++)
            tally->scores[t][k] = g_array_new(FALSE, FALSE, sizeof(double));
}

int
main(int argc, char **argv)
{
    if (argc < 2) {
        fputs("Usage: bench-spot BUILD [DOCUMENTS [SEED]]\n", stderr);
        return 64;
    }
    int n = bench_number(argc, argv, 2, 6), seed = bench_number(argc, argv, 3, 32);
    g_autofree char *maker = g_build_filename(argv[1], "make-corpus", NULL);
    g_autofree char *folder = g_build_filename(argv[1], "bench", NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(RvReader) reader = rv_reader_new(NULL, "fra", RV_READER_FAST, &error);
    g_autoptr(GRand) rand = g_rand_new_with_seed((guint32)seed);
    Tally sum;

    if (!reader)
        g_error("%s", error->message);
    tally_init(&sum);
    for (guint l = 0; l < bench_n_levels; l++) {
        g_autoptr(GPtrArray) documents = bench_documents(maker, folder, &bench_levels[l], n, seed);
        Tally tally;

        tally_init(&tally);
        for (guint i = 0; i < documents->len; i++)
            try_document(&tally, reader, g_ptr_array_index(documents, i), rand);
        print_tally(bench_levels[l].name, &tally);
        if (bench_levels[l].level >= 3)
            merge(&sum, &tally);
    }
    print_tally("poor, fax and photo together", &sum);
    return 0;
}

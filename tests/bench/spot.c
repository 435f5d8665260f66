/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-spot BUILD [DOCUMENTS [SEED]]: is a phrase told from an altered one where it stands? Each
 * printed line of some length, and versions of it that differ by one letter, figure or word, are
 * spotted in what was read there. */
#include "bench.h"
#include "recevable/read.h"
#include "recevable/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAGE_SECONDS 60.0
/* Letters of the lines that are taken. */
#define SHORTEST 15
#define LONGEST 110
#define DECOYS 6 /* of each line, one of each kind where it can be made */

/* ---- alterations --------------------------------------------------------------------------- */

/* The letters of a line, and one of them to be altered. */
typedef struct {
    gunichar *text;
    glong length, at;
} Line;

static gunichar
other_of_its_kind(gunichar c, GRand *rand)
{
    return g_unichar_isdigit(c)   ? (gunichar)('0' + g_rand_int_range(rand, 0, 10))
           : g_unichar_isupper(c) ? (gunichar)('A' + g_rand_int_range(rand, 0, 26))
                                  : (gunichar)('a' + g_rand_int_range(rand, 0, 26));
}

static char *
splice(const Line *line, glong end, gunichar with)
{
    GString *out = g_string_new(NULL);

    for (glong i = 0; i < line->at; i++)
        g_string_append_unichar(out, line->text[i]);
    if (with)
        g_string_append_unichar(out, with);
    for (glong i = end; i < line->length; i++)
        g_string_append_unichar(out, line->text[i]);
    return g_string_free(out, FALSE);
}

static char *
change(const Line *line, GRand *rand)
{
    return splice(line, line->at + 1, other_of_its_kind(line->text[line->at], rand));
}

static char *
lose(const Line *line, GRand *rand)
{
    (void)rand;
    return splice(line, line->at + 1, 0);
}

static char *
add(const Line *line, GRand *rand)
{
    return splice(line, line->at, other_of_its_kind(line->text[line->at], rand));
}

/* Loses the word that the letter is in, with the blank before it. */
static char *
lose_word(const Line *line, GRand *rand)
{
    Line word = *line;
    glong end = line->at;

    (void)rand;
    while (word.at > 0 && line->text[word.at] != ' ')
        word.at--;
    while (end < line->length && line->text[end] != ' ')
        end++;
    return word.at > 0 && end < line->length ? splice(&word, end, 0) : NULL;
}

/* Two letters the other way round. */
static char *
swap(const Line *line, GRand *rand)
{
    g_autofree gunichar *text = g_memdup2(line->text, sizeof *text * (gsize)line->length);

    (void)rand;
    if (line->at + 1 >= line->length || !g_unichar_isalnum(text[line->at + 1]))
        return NULL;
    text[line->at] = line->text[line->at + 1];
    text[line->at + 1] = line->text[line->at];
    return g_ucs4_to_utf8(text, line->length, NULL, NULL, NULL);
}

/* What a word of law may become. */
static char *
reverse_sense(const Line *line, GRand *rand)
{
    static const char *const senses[][2] = {
        {"DPI", "PFI"}, {"PFI", "DPI"}, {"Va1", "Va2"}, {"Va2", "Va1"},    {"sans", "avec"},
        {" pas ", " "}, {" ne ", " "},  {"120", "12"},  {"jours", "mois"}, {" est ", " n'est "}};
    g_autofree char *text = g_ucs4_to_utf8(line->text, line->length, NULL, NULL, NULL);

    (void)rand;
    for (gsize i = 0; i < G_N_ELEMENTS(senses); i++) {
        const char *found = strstr(text, senses[i][0]);

        if (found)
            return g_strdup_printf("%.*s%s%s", (int)(found - text), text, senses[i][1],
                                   found + strlen(senses[i][0]));
    }
    return NULL;
}

static const struct {
    const char *name;
    char *(*make)(const Line *line, GRand *rand);
} kinds[DECOYS] = {{"another letter", change}, {"a letter less", lose},
                   {"a letter more", add},     {"a word less", lose_word},
                   {"letters swapped", swap},  {"another sense", reverse_sense}};

/* Does the text hold the part, as whole words? Then it is printed there indeed. */
static gboolean
holds(const char *text, const char *part)
{
    g_autofree char *padded = g_strdup_printf(" %s ", text);
    g_autofree char *wanted = g_strdup_printf(" %s ", part);

    return strstr(padded, wanted) != NULL;
}

/* NULL when it cannot be made, or says nothing else. */
static char *
alter(guint kind, const char *text, GRand *rand)
{
    Line line = {0};
    char *decoy = NULL;
    g_autofree char *key = rv_text_key(text), *other = NULL;

    line.text = g_utf8_to_ucs4_fast(text, -1, &line.length);
    do
        line.at = g_rand_int_range(rand, 0, (gint32)line.length);
    while (!g_unichar_isalnum(line.text[line.at]));
    decoy = kinds[kind].make(&line, rand);
    g_free(line.text);
    other = decoy ? rv_text_key(decoy) : g_strdup(key);
    if (holds(key, other))
        g_clear_pointer(&decoy, g_free);
    return decoy;
}

/* ---- spotting ------------------------------------------------------------------------------ */

/* By what a phrase might be accepted; each from 0 (sure) down. */
enum { SCORE_RATIO, SCORE_WORD, SCORE_MARGIN, SCORES };
#define SCORE_PAIR SCORES /* what two phrases are compared by */
static const char *const score_names[SCORES] = {"ratio", "worst word's cost",
                                                "worst word's margin"};

/* A line counts as seen when the letters of the true phrase cost so much at most, on the mean. */
#define SEEN -0.5

typedef struct {
    long pairs[DECOYS], wins[DECOYS], seen_pairs, seen_wins;
    GArray *scores[2][SCORES];     /* double: of the altered, of the true */
    double seconds, usual_seconds; /* of all; of phrases of 55 to 65 letters */
    long spots, usual_spots;
} Tally;

static gboolean
spot(const GPtrArray *traces, const char *phrase, double *scores, Tally *tally)
{
    double start = bench_cpu();
    g_autoptr(RvSpotted) spotted =
        rv_spot((const RvTrace *const *)(void *)traces->pdata, traces->len, phrase);

    start = bench_cpu() - start;
    tally->seconds += start;
    tally->spots++;
    if (ABS(g_utf8_strlen(phrase, -1) - 60) <= 5) {
        tally->usual_seconds += start;
        tally->usual_spots++;
    }
    scores[SCORE_RATIO] = scores[SCORE_WORD] = scores[SCORE_MARGIN] = scores[SCORE_PAIR] = -1e9;
    if (!spotted)
        return FALSE;
    scores[SCORE_RATIO] = spotted->ratio;
    scores[SCORE_PAIR] = spotted->score;
    scores[SCORE_WORD] = 0;
    scores[SCORE_MARGIN] = INFINITY;
    for (guint i = 0; i < spotted->words->len; i++) {
        const RvSpottedWord *word = &g_array_index(spotted->words, RvSpottedWord, i);

        scores[SCORE_WORD] = MIN(scores[SCORE_WORD], -word->cost);
        scores[SCORE_MARGIN] = MIN(scores[SCORE_MARGIN], word->margin);
    }
    return TRUE;
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
        double middle = (s->left + s->right) / 2 - s->left;
        double base = s->base + s->slope * middle + s->bend * middle * middle;
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
keep(Tally *tally, gboolean is_true, const double *scores)
{
    for (int k = 0; k < SCORES; k++)
        g_array_append_val(tally->scores[is_true][k], scores[k]);
}

static void
try_line(Tally *tally, const GPtrArray *traces, const char *text, GRand *rand)
{
    double own[SCORES + 1], other[SCORES + 1];

    spot(traces, text, own, tally);
    keep(tally, TRUE, own);
    for (guint kind = 0; kind < DECOYS; kind++) {
        g_autofree char *decoy = alter(kind, text, rand);

        if (!decoy)
            continue;
        spot(traces, decoy, other, tally);
        keep(tally, FALSE, other);
        tally->pairs[kind]++;
        tally->wins[kind] += own[SCORE_PAIR] > other[SCORE_PAIR];
        if (own[SCORE_RATIO] > SEEN * (double)g_utf8_strlen(text, -1)) {
            tally->seen_pairs++;
            tally->seen_wins += own[SCORE_PAIR] > other[SCORE_PAIR];
        }
        if (own[SCORE_PAIR] <= other[SCORE_PAIR] && g_getenv("BENCH_VERBOSE"))
            printf("lost: %s (%.2f) to %s (%.2f)\n", text, own[SCORE_RATIO], decoy,
                   other[SCORE_RATIO]);
    }
}

static void
try_document(Tally *tally, RvReader *reader, const BenchDocument *document, GRand *rand)
{
    g_autoptr(GBytes) bytes = rv_file_read(document->path, &rv_pdf_default_limits, NULL);
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
    for (guint kind = 0; kind < DECOYS; kind++) {
        printf("  %-18s true one wins %6ld of %6ld\n", kinds[kind].name, tally->wins[kind],
               tally->pairs[kind]);
        pairs += tally->pairs[kind];
        wins += tally->wins[kind];
    }
    printf("  %-18s true one wins %6ld of %6ld: %.3f %%\n", "all", wins, pairs,
           100.0 * (double)wins / (double)MAX(pairs, 1));
    printf("  %-18s true one wins %6ld of %6ld: %.3f %%\n", "lines seen", tally->seen_wins,
           tally->seen_pairs, 100.0 * (double)tally->seen_wins / (double)MAX(tally->seen_pairs, 1));
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
    for (guint kind = 0; kind < DECOYS; kind++) {
        sum->pairs[kind] += tally->pairs[kind];
        sum->wins[kind] += tally->wins[kind];
    }
    for (int t = 0; t < 2; t++)
        for (int k = 0; k < SCORES; k++)
            g_array_append_vals(sum->scores[t][k], tally->scores[t][k]->data,
                                tally->scores[t][k]->len);
    sum->seen_pairs += tally->seen_pairs;
    sum->seen_wins += tally->seen_wins;
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-words BUILD [DOCUMENTS [SEED]]: how well words are read, in a minute; its last line is the
 * sum of all, by which scripts/tune compares. Besides: the errors when words of the dictionary are
 * favoured by more or less (RV_DECODE_FAVOUR), how often a word is right that has such a
 * confidence, and how much print no line covers. */
#include "bench.h"
#include "read/decode.h"
#include "read/find-private.h"
#include "read/read-private.h"

#include "recevable/file.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define PAGE_SECONDS 60.0

static const float favours[] = {0, 0.5F, 1, 2, 3, 4};
#define FAVOURS G_N_ELEMENTS(favours)

/* Words of like confidence, from this one on. */
static const double bins[] = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98};
#define BINS G_N_ELEMENTS(bins)

/* What -ln(probability) of the worst character might take off a word's confidence. */
static const double doubts[] = {0.5, 0.65, RV_DOUBT_WEIGHT, 1, 1.2, 1.5};
#define DOUBTS G_N_ELEMENTS(doubts)

typedef struct {
    BenchTally read, tallies[FAVOURS];
    long pieces, uncovered; /* of the size of letters */
    double confidence[BINS];
    long words[BINS], right[BINS];
    double brier[DOUBTS]; /* sums of (confidence - right)^2 (Brier, 1950) */
} Words;

/* ---- the dictionary ------------------------------------------------------------------------ */

static char *
decode_all(const RvReading *reading, float favour)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < reading->traces->len; i++) {
        const RvTrace *trace = g_ptr_array_index(reading->traces, i);
        g_autoptr(GArray) characters = rv_decode_with(trace->net, trace->posteriors, favour);

        for (guint k = 0; k < characters->len; k++)
            g_string_append(text, g_array_index(characters, RvCharacter, k).text);
        g_string_append_c(text, '\n');
    }
    return g_string_free(text, FALSE);
}

/* ---- confidence ---------------------------------------------------------------------------- */

static guint
bin_of(double confidence)
{
    guint bin = 0;

    while (bin + 1 < BINS && confidence >= bins[bin + 1])
        bin++;
    return bin;
}

static void
count_confidence(Words *words, double confidence, gboolean is_right)
{
    guint bin = bin_of(confidence);
    double doubt = (1 - confidence) / RV_DOUBT_WEIGHT;

    words->words[bin]++;
    words->confidence[bin] += confidence;
    words->right[bin] += is_right;
    for (gsize d = 0; d < DOUBTS; d++) {
        double off = MAX(0, 1 - doubts[d] * doubt) - is_right;

        words->brier[d] += off * off;
    }
}

static gboolean
holds(RvPt rect, RvPt at)
{
    double x = (at.x0 + at.x1) / 2, y = (at.y0 + at.y1) / 2;

    return x >= rect.x0 && x <= rect.x1 && y >= rect.y0 && y <= rect.y1;
}

/* The words printed where a word was read; NULL where nothing is printed. */
static char *
printed_at(const BenchDocument *document, int page, RvPt at)
{
    GString *text = NULL;

    for (guint i = 0; i < document->lines->len; i++) {
        const BenchLine *line = &g_array_index(document->lines, BenchLine, i);

        if (line->page == page && holds(line->rect, at)) {
            g_autofree char *plain = bench_plain(line->text);

            text = text ? text : g_string_new(" ");
            g_string_append_printf(text, "%s ", plain);
        }
    }
    return text ? g_string_free(text, FALSE) : NULL;
}

static void
count_words(Words *words, const RvReading *reading, const RvSheet *sheet,
            const BenchDocument *document, int page)
{
    for (guint i = 0; i < reading->words->len; i++) {
        const RvWord *word = &g_array_index(reading->words, RvWord, i);
        g_autofree char *printed =
            printed_at(document, page, rv_map_rect(&sheet->to_page, word->box));
        g_autofree char *plain = bench_plain(word->text);
        g_autofree char *whole = g_strdup_printf(" %s ", plain);

        if (printed && *plain)
            count_confidence(words, word->confidence, strstr(printed, whole) != NULL);
    }
}

/* ---- print that no line covers -------------------------------------------------------------- */

/* Heights of small letters to capitals in brackets, and widths of letters grown together, in
 * x-heights. */
#define LETTER_MIN 0.7
#define LETTER_MAX 4.0
#define LETTERS_WIDE 6.0

static void
count_uncovered(Words *words, const RvSheet *sheet)
{
    g_autoptr(GArray) lines = rv_find_lines(sheet);
    g_autofree gboolean *covered = g_new0(gboolean, sheet->pieces->len + 1);

    for (guint i = 0; i < lines->len; i++) {
        const GArray *pieces = g_array_index(lines, RvFoundLine, i).pieces;

        for (guint k = 0; k < pieces->len; k++)
            covered[g_array_index(pieces, guint, k)] = TRUE;
    }
    for (guint i = 0; i < sheet->pieces->len; i++) {
        RvPx box = g_array_index(sheet->pieces, RvSheetPiece, i).box;

        if (box.h < LETTER_MIN * sheet->x_height || box.h > LETTER_MAX * sheet->x_height ||
            box.w > LETTERS_WIDE * sheet->x_height)
            continue;
        words->pieces++;
        words->uncovered += !covered[i];
    }
}

/* ---- all of it ----------------------------------------------------------------------------- */

static void
measure_document(RvReader *reader, const BenchDocument *document, Words *words)
{
    g_autoptr(GBytes) bytes = rv_file_read(document->path, rv_pdf_default_limits.max_bytes, NULL);
    g_autoptr(RvDocument) pdf = rv_document_open(bytes, NULL, &rv_pdf_default_limits, NULL);

    for (int i = 1; i <= document->n_pages; i++) {
        g_autoptr(RvPage) page = rv_document_render(pdf, i, NULL);
        g_autoptr(RvSheet) sheet = rv_sheet_new(page, 0, NULL);
        g_autoptr(RvReading) reading = rv_reader_read(reader, sheet, PAGE_SECONDS);
        g_autofree char *whole = bench_text(reading);

        bench_measure(&words->read, document, i, whole);
        count_uncovered(words, sheet);
        for (gsize f = 0; f < FAVOURS; f++) {
            g_autofree char *text = decode_all(reading, favours[f]);

            bench_measure(&words->tallies[f], document, i, text);
        }
        count_words(words, reading, sheet, document, i);
    }
}

static void
print_favours(const char *name, const Words *words)
{
    printf("%-8s", name);
    for (gsize f = 0; f < FAVOURS; f++)
        printf(" %7.3f", 100.0 * (double)words->tallies[f].errors /
                             (double)MAX(words->tallies[f].letters, 1));
    putchar('\n');
    fflush(stdout);
}

static void
print_confidences(const Words *words)
{
    double gap = 0;
    long all = 0;

    puts("\nconfidence from   words   mean   right");
    for (gsize b = 0; b < BINS; b++) {
        double n = (double)MAX(words->words[b], 1);

        all += words->words[b];
        gap += fabs(words->confidence[b] - (double)words->right[b]);

        printf("%15.2f %7ld %6.3f %7.3f\n", bins[b], words->words[b], words->confidence[b] / n,
               (double)words->right[b] / n);
    }
    printf("expected calibration error %.4f\n\nBrier score when doubt takes off\n",
           gap / (double)MAX(all, 1));
    for (gsize d = 0; d < DOUBTS; d++)
        printf("%6.2f: %.5f\n", doubts[d], words->brier[d] / (double)MAX(all, 1));
}

static void
print_sum(const Words *words)
{
    const BenchTally *read = &words->read;

    printf("\nCER %.3f %%, hits %.2f %%, words %.2f %%, letters in no line %.2f %%\n",
           100.0 * (double)read->errors / (double)MAX(read->letters, 1),
           100.0 * (double)read->hits / (double)MAX(read->lines, 1),
           100.0 * (double)read->exact_words / (double)MAX(read->words, 1),
           100.0 * (double)words->uncovered / (double)MAX(words->pieces, 1));
}

static void
add_words(Words *sum, const Words *words)
{
    bench_tally_add(&sum->read, &words->read);
    sum->pieces += words->pieces;
    sum->uncovered += words->uncovered;
    for (gsize f = 0; f < FAVOURS; f++)
        bench_tally_add(&sum->tallies[f], &words->tallies[f]);
    for (gsize b = 0; b < BINS; b++) {
        sum->words[b] += words->words[b];
        sum->right[b] += words->right[b];
        sum->confidence[b] += words->confidence[b];
    }
    for (gsize d = 0; d < DOUBTS; d++)
        sum->brier[d] += words->brier[d];
}

int
main(int argc, char **argv)
{
    if (argc < 2) {
        fputs("Usage: bench-words BUILD [DOCUMENTS [SEED]]\n", stderr);
        return 64;
    }
    int n = bench_number(argc, argv, 2, 2), seed = bench_number(argc, argv, 3, 31);
    g_autofree char *maker = g_build_filename(argv[1], "make-corpus", NULL);
    g_autofree char *folder = g_build_filename(argv[1], "bench", NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(RvReader) reader = rv_reader_new(NULL, "fra", RV_READER_FAST, &error);
    Words sum = {0};

    if (!reader) {
        fprintf(stderr, "%s\n", error->message);
        return 70;
    }
    printf("CER %% when a known word is favoured by\n%-8s", "");
    for (gsize f = 0; f < FAVOURS; f++)
        printf(" %7.1f", (double)favours[f]);
    putchar('\n');
    for (guint l = 0; l < bench_n_levels; l++) {
        g_autoptr(GPtrArray) documents = bench_documents(maker, folder, &bench_levels[l], n, seed);
        Words words = {0};

        for (guint i = 0; i < documents->len; i++)
            measure_document(reader, g_ptr_array_index(documents, i), &words);
        print_favours(bench_levels[l].name, &words);
        add_words(&sum, &words);
    }
    print_favours("all", &sum);
    print_confidences(&sum);
    print_sum(&sum);
    return 0;
}

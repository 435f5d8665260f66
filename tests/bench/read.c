/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-read BUILD [DOCUMENTS [SEED]]: this reader beside what a user could run instead, on pages
 * that it makes itself. Each document is a process of its own (for Tesseract's program each
 * page), so that CPU time, wall time and memory are those of whole processes, with their start.
 *
 * bench-read --read KIND FILE...: what it runs for our own rows; writes the text, pages parted by
 * form feeds, and the seconds that the stages took on standard error. */
#include "bench.h"
#include "net/net-private.h"
#include "recevable/file.h"
#include "recevable/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAGE_SECONDS 60.0

/* ---- our own reader, in a process of its own ----------------------------------------------- */

static void
read_file(RvReader *reader, const char *path, double *opening, double *reading_time)
{
    g_autoptr(GBytes) bytes = rv_file_read(path, rv_pdf_default_limits.max_bytes, NULL);
    g_autoptr(RvDocument) document = rv_document_open(bytes, NULL, &rv_pdf_default_limits, NULL);

    for (int i = 1; i <= rv_document_n_pages(document); i++) {
        double start = bench_cpu(), middle;
        g_autoptr(RvPage) page = rv_document_render(document, i, NULL);
        g_autoptr(RvSheet) sheet = rv_sheet_new(page, 0, NULL);
        g_autoptr(RvReading) reading = NULL;
        g_autofree char *text = NULL;

        middle = bench_cpu();
        reading = rv_reader_read(reader, sheet, PAGE_SECONDS);
        *opening += middle - start;
        *reading_time += bench_cpu() - middle;
        text = bench_text(reading);
        printf("%s\f", text);
    }
}

static int
read_files(const char *kind, char **files)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RvReader) reader = rv_reader_new(
        NULL, "fra", g_str_equal(kind, "fast") ? RV_READER_FAST : RV_READER_TESSERACT, &error);
    double opening = 0, reading = 0;

    if (!reader) {
        fprintf(stderr, "%s\n", error->message);
        return 70;
    }
    for (; *files; files++)
        read_file(reader, *files, &opening, &reading);
    printf("%.6f %.6f\n", opening, reading); /* behind the last form feed */
    return 0;
}

/* ---- the ways ------------------------------------------------------------------------------ */

/* What a way cost and gave on one level. */
typedef struct {
    double cpu, wall, reading; /* seconds */
    long peak_kib;
    int pages;
    BenchTally tally;
    gboolean failed;
} Result;

typedef struct {
    char *name;
    const char *program; /* that must be installed; NULL: our own */
    const char *kind;    /* of our own reader */
    char *environment;
    void (*run)(const char *self, const void *way, const BenchDocument *document, Result *result);
} Way;

static void
add_cost(Result *result, BenchRun *run)
{
    result->cpu += run->cpu;
    result->wall += run->wall;
    result->peak_kib = MAX(result->peak_kib, run->peak_kib);
    result->failed = result->failed || !run->output;
}

static void
measure_pages(Result *result, const BenchDocument *document, const char *output)
{
    g_auto(GStrv) pages = g_strsplit(output, "\f", -1);

    for (int i = 0; i < document->n_pages && pages[i]; i++)
        bench_measure(&result->tally, document, i + 1, pages[i]);
}

static void
run_ours(const char *self, const void *data, const BenchDocument *document, Result *result)
{
    const Way *way = data;
    const char *const command[] = {self, "--read", way->kind, document->path, NULL};
    BenchRun run = bench_run(command, way->environment);
    double opening, reading;

    add_cost(result, &run);
    if (!run.output)
        return;
    measure_pages(result, document, run.output);
    if (sscanf(strrchr(run.output, '\f') + 1, "%lf %lf", &opening, &reading) == 2)
        result->reading += reading;
    g_free(run.output);
}

static void
run_tesseract(const char *self, const void *data, const BenchDocument *document, Result *result)
{
    (void)self;
    (void)data;
    for (int i = 1; i <= document->n_pages; i++) {
        g_autofree char *pipe = g_strdup_printf(
            "pdftoppm -r 300 -f %d -l %d '%s' | tesseract stdin stdout -l fra 2>/dev/null", i, i,
            document->path);
        const char *const command[] = {"sh", "-c", pipe, NULL};
        BenchRun run = bench_run(command, NULL);

        add_cost(result, &run);
        if (run.output)
            bench_measure(&result->tally, document, i, run.output);
        g_free(run.output);
    }
}

static void
run_ocrmypdf(const char *self, const void *data, const BenchDocument *document, Result *result)
{
    const char *const command[] = {"sh", "-c",
                                   "d=$(mktemp -d) && ocrmypdf -q --jobs 1 -l fra --force-ocr "
                                   "--output-type pdf --sidecar $d/text \"$0\" $d/out 2>/dev/null "
                                   "&& cat $d/text; s=$?; rm -r $d; exit $s",
                                   document->path, NULL};
    BenchRun run = bench_run(command, NULL);

    (void)self;
    (void)data;
    add_cost(result, &run);
    if (run.output)
        measure_pages(result, document, run.output);
    g_free(run.output);
}

static GPtrArray *
all_ways(void)
{
    GPtrArray *ways = g_ptr_array_new();
    Way others[] = {
        {g_strdup("--reader tesseract"), NULL, "tesseract", NULL, run_ours},
        {g_strdup("pdftoppm | tesseract"), "tesseract", NULL, NULL, run_tesseract},
        {g_strdup("ocrmypdf --jobs 1"), "ocrmypdf", NULL, NULL, run_ocrmypdf},
    };

    for (const RvNetKernel *const *k = rv_net_kernels; *k; k++) {
        Way way = {g_strdup_printf("recevable, %s", (*k)->name), NULL, "fast",
                   g_strdup_printf("RECEVABLE_ISA=%s", (*k)->name), run_ours};

        if ((*k)->is_supported())
            g_ptr_array_add(ways, g_memdup2(&way, sizeof way));
        else
            printf("%s: this processor cannot run it\n", way.name);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(others); i++) {
        g_autofree char *found =
            others[i].program ? g_find_program_in_path(others[i].program) : g_strdup("");

        if (found)
            g_ptr_array_add(ways, g_memdup2(&others[i], sizeof others[i]));
        else
            printf("%s: not installed, scripts/deps.sh --bench does it\n", others[i].name);
    }
    return ways;
}

/* ---- the table ----------------------------------------------------------------------------- */

static void
print_row(const char *name, const Result *r)
{
    double pages = MAX(r->pages, 1), letters = (double)MAX(r->tally.letters, 1);

    if (r->failed) {
        printf("%-24s failed\n", name);
        return;
    }
    printf("%-24s %8.3f %8.3f", name, r->cpu / pages, r->wall / pages);
    if (r->reading > 0)
        printf(" %8.3f", r->reading / pages);
    else
        printf(" %8s", "");
    printf(" %6ld %9.2f %7.2f %7.2f\n", r->peak_kib / 1024,
           100.0 * (double)r->tally.errors / letters,
           100.0 * (double)r->tally.hits / (double)MAX(r->tally.lines, 1),
           100.0 * (double)r->tally.exact_words / (double)MAX(r->tally.words, 1));
    fflush(stdout);
}

static void
add_result(Result *sum, const Result *r)
{
    sum->cpu += r->cpu;
    sum->wall += r->wall;
    sum->reading += r->reading;
    sum->peak_kib = MAX(sum->peak_kib, r->peak_kib);
    sum->pages += r->pages;
    sum->failed = sum->failed || r->failed;
    bench_tally_add(&sum->tally, &r->tally);
}

static Result
run_level(const char *self, const Way *way, const GPtrArray *documents)
{
    Result result = {0};

    for (guint i = 0; i < documents->len; i++) {
        const BenchDocument *document = g_ptr_array_index(documents, i);

        result.pages += document->n_pages;
        way->run(self, way, document, &result);
    }
    return result;
}

static void
print_head(const char *level)
{
    printf("\n%-24s %8s %8s %8s %6s %9s %7s %7s\n", level, "CPU s", "wall s", "read s", "MiB",
           "CER %", "hit %", "words %");
}

int
main(int argc, char **argv)
{
    if (argc > 3 && g_str_equal(argv[1], "--read"))
        return read_files(argv[2], argv + 3);
    if (argc < 2) {
        fputs("Usage: bench-read BUILD [DOCUMENTS [SEED]]\n", stderr);
        return 64;
    }
    int n = bench_number(argc, argv, 2, 2), seed = bench_number(argc, argv, 3, 31);
    g_autofree char *maker = g_build_filename(argv[1], "make-corpus", NULL);
    g_autofree char *folder = g_build_filename(argv[1], "bench", NULL);
    g_autoptr(GPtrArray) ways = all_ways();
    g_autofree Result *sums = g_new0(Result, ways->len);

    puts("Seconds and peak memory a page and whole process; \"read\": from clean pixels to words.\n"
         "CER: each true line at its best place; hit: lines with 10 % errors at most.");
    for (guint l = 0; l < bench_n_levels; l++) {
        g_autoptr(GPtrArray) documents = bench_documents(maker, folder, &bench_levels[l], n, seed);

        print_head(bench_levels[l].name);
        for (guint w = 0; w < ways->len; w++) {
            const Way *way = g_ptr_array_index(ways, w);
            Result result = run_level(argv[0], way, documents);

            print_row(way->name, &result);
            add_result(&sums[w], &result);
        }
    }
    print_head("all levels");
    for (guint w = 0; w < ways->len; w++)
        print_row(((const Way *)g_ptr_array_index(ways, w))->name, &sums[w]);
    return 0;
}

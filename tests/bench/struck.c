/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-struck BUILD [DOCUMENTS [SEED]]: how full the fullest way along a line of print is, where a
 * pen struck it through and where not: the numbers behind the constants of src/boxes/struck.c.
 * Half of the documents, of all qualities, have a mention struck through; the others have stamps,
 * signatures over text and highlights. Joined: the widest piece that letters have grown into, for
 * src/boxes/joined.c: a zigzag is no way along a line. */
#include "bench.h"
#include "boxes/boxes-private.h"

#include "recevable/file.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#define PAGE_SECONDS 60.0

static const double lengths[] = {3, RV_STRUCK_SHORT, RV_STRUCK_LONG, 8};
#define LENGTHS G_N_ELEMENTS(lengths)
/* Shares of this and more are counted apart. */
static const double steps[] = {0, 0.8, 0.85, 0.9, 0.93, 0.95, RV_STRUCK_FULL, 0.99, 1};
#define STEPS G_N_ELEMENTS(steps)
/* So are pieces that letters have grown into, of so many x-heights and more. */
static const double widths[] = {0, 2, 3, 4, 6, 8, 12, 20};
#define WIDTHS G_N_ELEMENTS(widths)

typedef struct {
    long counts[LENGTHS][STEPS];
    long joined[WIDTHS];
    long answers[RV_STRUCK_SURELY + 1];
} Counts;

/* Of a struck mention, its fullest line counts. */
typedef struct {
    double shares[LENGTHS];
    double joined;
    RvStruck answer;
    gboolean is_read;
} Most;

static void
count(Counts *counts, const Most *most)
{
    guint width = WIDTHS - 1;

    for (guint l = 0; l < LENGTHS; l++) {
        guint step = STEPS - 1;

        while (step > 0 && most->shares[l] < steps[step])
            step--;
        counts->counts[l][step]++;
    }
    while (width > 0 && most->joined < widths[width])
        width--;
    counts->joined[width]++;
    counts->answers[most->answer]++;
}

/* The struck mention of a document; page 0: none. */
static RvPlace
struck_place(const char *path)
{
    json_auto_t *truth = json_load_file(path, 0, NULL);
    const json_t *mutation = json_object_get(truth, "mutation");
    const char *id = json_string_value(json_object_get(mutation, "item"));
    RvPlace place = {0};
    const json_t *item;
    gsize i;

    json_array_foreach (json_object_get(truth, "items"), i, item) {
        const json_t *box = json_object_get(item, "bbox");

        if (g_strcmp0(json_string_value(json_object_get(item, "id")), id) || !json_is_array(box))
            continue;
        place.page = (int)json_integer_value(json_object_get(item, "page"));
        place.pt = (RvPt){
            json_number_value(json_array_get(box, 0)), json_number_value(json_array_get(box, 1)),
            json_number_value(json_array_get(box, 2)), json_number_value(json_array_get(box, 3))};
    }
    return place;
}

static gboolean
holds(RvPt rect, RvPt at)
{
    double x = (at.x0 + at.x1) / 2, y = (at.y0 + at.y1) / 2;

    return x >= rect.x0 && x <= rect.x1 && y >= rect.y0 && y <= rect.y1;
}

static void
measure(const RvSheet *sheet, const RvLine *line, const RvTrace *trace, Most *most)
{
    RvStrip strip = trace->strip;

    rv_strip_start_at(&strip, line->box.x);
    strip.right = rv_px_right(line->box);
    for (guint l = 0; l < LENGTHS; l++)
        most->shares[l] =
            MAX(most->shares[l], rv_stroke_along(sheet, &strip, trace->x_height, lengths[l]));
    most->joined = MAX(most->joined, rv_letters_joined(sheet, &strip, trace->x_height));
    most->answer = MAX(most->answer, rv_print_struck(sheet, &strip, trace->x_height));
    most->is_read = TRUE;
}

static void
measure_page(const RvSheet *sheet, const RvReading *reading, const RvPlace *struck, Most *most,
             Counts *plain)
{
    for (guint i = 0; i < reading->lines->len; i++) {
        const RvLine *line = &g_array_index(reading->lines, RvLine, i);
        const RvTrace *trace = g_array_index(reading->words, RvWord, line->first).trace;
        Most own = {0};

        if (!trace || line->box.w < lengths[0] * trace->x_height)
            continue;
        if (struck->page == sheet->page &&
            holds(struck->pt, rv_map_rect(&sheet->to_page, line->box)))
            measure(sheet, line, trace, most);
        else {
            measure(sheet, line, trace, &own);
            count(plain, &own);
        }
    }
}

static void
measure_document(RvReader *reader, const char *pdf, const RvPlace *struck, Counts *with,
                 Counts *plain)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = rv_file_read(pdf, rv_pdf_default_limits.max_bytes, &error);
    g_autoptr(RvDocument) document =
        bytes ? rv_document_open(bytes, NULL, &rv_pdf_default_limits, &error) : NULL;
    Most most = {0};

    for (int n = 1; document && n <= rv_document_n_pages(document); n++) {
        g_autoptr(RvPage) page = rv_document_render(document, n, &error);
        g_autoptr(RvSheet) sheet = page ? rv_sheet_new(page, 0, &error) : NULL;
        g_autoptr(RvReading) reading =
            sheet ? rv_reader_read(reader, sheet, PAGE_SECONDS) : rv_reading_new(n);

        if (sheet)
            measure_page(sheet, reading, struck, &most, plain);
    }
    if (error)
        g_error("%s: %s", pdf, error->message);
    if (most.is_read)
        count(with, &most);
}

/* Half of a number of documents, struck or good. */
static char *
make(const char *build, gboolean struck, int n, int seed)
{
    g_autofree char *maker = g_build_filename(build, "make-corpus", NULL);
    g_autofree char *count_text = g_strdup_printf("%d", n);
    g_autofree char *seed_text = g_strdup_printf("%d", seed);
    char *folder = g_strdup_printf("%s/bench/struck-%d-%s", build, seed, struck ? "pen" : "good");
    const char *const command[] = {maker,
                                   "--seed",
                                   seed_text,
                                   "--count",
                                   count_text,
                                   "--output",
                                   folder,
                                   "--templates",
                                   "templates",
                                   "--fill",
                                   "typed",
                                   "--hard",
                                   struck ? "" : "sig_overlap,stamp,highlight,initials",
                                   struck ? "--fault" : "--good",
                                   struck ? "mention-struck" : NULL,
                                   NULL};
    BenchRun run;

    g_mkdir_with_parents(folder, 0755);
    run = bench_run(command, NULL);
    if (!run.output)
        g_error("%s could not make documents in %s", maker, folder);
    g_free(run.output);
    return folder;
}

static void
measure_folder(RvReader *reader, const char *folder, gboolean struck, Counts *with, Counts *plain)
{
    g_autoptr(GPtrArray) names = bench_files(folder, ".truth.json");

    for (guint i = 0; i < names->len; i++) {
        g_autofree char *pdf = g_strdup_printf("%s/%s.pdf", folder, (char *)names->pdata[i]);
        g_autofree char *truth =
            g_strdup_printf("%s/%s.truth.json", folder, (char *)names->pdata[i]);
        RvPlace place = struck ? struck_place(truth) : (RvPlace){0};

        measure_document(reader, pdf, &place, with, plain);
    }
}

static void
print(const char *what, const Counts *counts)
{
    printf("\n%s: not struck %ld, perhaps %ld, surely %ld\n  x-heights", what, counts->answers[0],
           counts->answers[1], counts->answers[2]);
    for (guint s = 0; s < STEPS; s++)
        printf("  %5.2f+", steps[s]);
    for (guint l = 0; l < LENGTHS; l++) {
        printf("\n  %9.0f", lengths[l]);
        for (guint s = 0; s < STEPS; s++)
            printf("  %6ld", counts->counts[l][s]);
    }
    printf("\n  joined   ");
    for (guint w = 0; w < WIDTHS; w++)
        printf("  %2.0f+ %ld", widths[w], counts->joined[w]);
    putchar('\n');
}

int
main(int argc, char **argv)
{
    int n = bench_number(argc, argv, 2, 60), seed = bench_number(argc, argv, 3, 61);
    g_autoptr(GError) error = NULL;
    g_autoptr(RvReader) reader = NULL;
    Counts with = {0}, plain = {0};

    setenv("OMP_THREAD_LIMIT", "1", 1);
    reader = argc > 1 ? rv_reader_new(NULL, "fra", RV_READER_FAST, &error) : NULL;
    if (!reader) {
        fprintf(stderr, "%s\n",
                error ? error->message : "Usage: bench-struck BUILD [DOCUMENTS [SEED]]");
        return 64;
    }
    for (int struck = FALSE; struck <= TRUE; struck++) {
        g_autofree char *folder = make(argv[1], struck, MAX(n / 2, 1), seed);

        measure_folder(reader, folder, struck, &with, &plain);
    }
    print("lines of struck mentions (the fullest of each)", &with);
    print("all other lines", &plain);
    return 0;
}

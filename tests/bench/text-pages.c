/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text-pages.h"

#include "bench.h"
#include "gauge/advice.h"
#include "gauge/model.h"
#include "page-truth.h"
#include "dossier.h"

#include "recevable/file.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHILDREN 2
#define PAGE_SECONDS 60.0

const char *
bench_defect_name(int kind)
{
    return kind == RV_DEFECT_TURNED ? "rotated" : rv_defect_advice(kind)->type;
}

static char *
folder_of(const char *build, const BenchPageLot *lot)
{
    const char *kind = lot->level ? lot->level : lot->defect ? lot->defect : "mixture";

    return g_strdup_printf("%s/bench/pages-%s-%d", build, kind, lot->seed);
}

static void
make_pages(const char *build, const BenchPageLot *lot)
{
    g_autofree char *folder = folder_of(build, lot);
    const char *const pages[] = {"--pages", lot->defect ? "--defect" : NULL, lot->defect, NULL};
    const char *const forms[] = {"--good", "--lines", "--level", lot->level, NULL};

    bench_make(build, folder, lot->first, lot->n, lot->seed, lot->level ? forms : pages);
}

/* ---- one page -------------------------------------------------------------------------------- */

/* What is known of a page while it is measured. */
typedef struct {
    RvPage *page;
    RvGlance *glance;
    RvEdges *edges;
    RvExam exam;
} Look;

static void
look_clear(Look *look)
{
    rv_exam_clear(&look->exam);
    rv_edges_free(look->edges);
    rv_glance_free(look->glance);
    rv_page_free(look->page);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Look, look_clear)

/* `turn` chooses the page; its number from 1. */
static int
look_at(Look *look, const char *base, int turn)
{
    g_autofree char *path = g_strconcat(base, ".pdf", NULL);
    g_autoptr(GBytes) bytes = rv_file_read(path, rv_pdf_default_limits.max_bytes, NULL);
    g_autoptr(RvDocument) document =
        bytes ? rv_document_open(bytes, NULL, &rv_pdf_default_limits, NULL) : NULL;

    int number = document ? 1 + turn % rv_document_n_pages(document) : 0;

    look->page = document ? rv_document_render(document, number, NULL) : NULL;
    if (!look->page)
        g_error("%s cannot be rendered", path);
    look->glance = rv_glance_new(&look->page->pixels);
    look->edges = rv_edges_new(look->glance);
    look->exam = (RvExam){.page = look->page, .glance = look->glance, .edges = look->edges};
    rv_defects_see(&look->exam);
    return number;
}

static void
fill_cells(BenchPage *out, const Look *look, const PageTruth *truth, const RvReadingHint *hint)
{
    g_auto(RvHeard) heard = {0};
    g_autofree RvCell *fast = rv_cells_new(&look->exam, NULL), *full = NULL;

    rv_heard_init(&heard);
    rv_heard_fill(&heard, hint);
    full = rv_cells_new(&look->exam, &heard);
    out->n_cells = (guint)(look->edges->columns * look->edges->rows);
    out->cells = g_new0(BenchPageCell, out->n_cells);
    page_truth_cells(truth, look->page, look->edges, out->cells);
    for (guint c = 0; c < out->n_cells; c++) {
        out->cells[c].fast_letters = (float)fast[c].letters;
        out->cells[c].full_letters = (float)full[c].letters;
        out->cells[c].sure = (float)full[c].sure;
        memcpy(out->cells[c].of, full[c].of, sizeof full[c].of);
    }
}

/* Of a document of one page: where that is blank nothing is read, as its score of 0 says. */
static double
accuracy_of(const RvReadability *readability)
{
    const RvPageScore *page = &g_array_index(readability->pages, RvPageScore, 0);

    return page->is_blank ? 0 : page->accuracy;
}

static void
fill_scores(BenchPage *out, const RvPage *page, const RvSheet *sheet, const RvReading *reading)
{
    g_autoptr(RvReadability) fast = rv_readability_new(), full = rv_readability_new();
    double start = bench_cpu();

    rv_readability_add(fast, page, NULL, FALSE);
    out->cpu = (float)(bench_cpu() - start);
    rv_dossier_gauge(full, page, sheet, reading, FALSE);
    out->fast_score = (float)fast->score;
    out->full_score = (float)full->score;
    out->fast_accuracy = (float)accuracy_of(fast);
    out->full_accuracy = (float)accuracy_of(full);
    out->megapixels = (float)((double)page->pixels.width * page->pixels.height / 1e6);
}

static GArray *
hints_of(const RvReading *reading)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(RvWordHint));

    for (guint i = 0; i < reading->words->len; i++) {
        const RvWord *word = &g_array_index(reading->words, RvWord, i);
        RvWordHint hint = {word->box, (int)g_utf8_strlen(word->text, -1), word->confidence};

        g_array_append_val(words, hint);
    }
    return words;
}

static void
measure_page(const char *base, const RvPipeline *pipeline, gboolean is_form, gboolean with_cells,
             BenchPage *out)
{
    g_auto(Look) look = {0};
    int number = look_at(&look, base, is_form ? out->number : 0);
    g_autoptr(PageTruth) truth =
        is_form ? page_truth_load_form(base, number) : page_truth_load(base);
    g_autoptr(GError) error = NULL;
    g_autoptr(RvSheet) sheet = NULL;
    g_autoptr(RvReading) reading = NULL;
    g_autoptr(GArray) words = NULL;

    if (!rv_dossier_read(pipeline, look.page, &sheet, &reading, &error))
        g_error("%s: %s", base, error->message);
    page_truth_hold(truth, sheet, reading);
    for (int i = 0; i < RV_DEFECTS; i++) {
        out->severity[i] = (float)truth->severity[i];
        out->fast_seen[i] = out->seen[i] = (float)look.exam.seen[i].severity;
    }
    out->letters = (float)truth->letters;
    out->accuracy = (float)truth->accuracy;
    out->confidence = (float)reading->confidence;
    fill_scores(out, look.page, sheet, reading);
    words = hints_of(reading);
    if (with_cells)
        fill_cells(out, &look, truth, &(RvReadingHint){sheet, words});
}

/* ---- all of them ----------------------------------------------------------------------------- */

static char *
part_path(const char *build, int part)
{
    return g_strdup_printf("%s/bench/pages-part-%d", build, part);
}

static void
work_part(const char *build, const BenchPageLot *lots, guint n_lots, int part, gboolean with_cells)
{
    g_autofree char *path = part_path(build, part);
    g_autoptr(GError) error = NULL;
    g_autoptr(RvReader) reader = rv_reader_new(NULL, "fra", RV_READER_FAST, &error);
    RvPipeline pipeline = {.reader = reader, .page_seconds = PAGE_SECONDS};
    FILE *out = fopen(path, "wb");
    int count = 0;

    if (!reader || !out)
        g_error("%s", error ? error->message : path);
    for (guint l = 0; l < n_lots; l++) {
        g_autofree char *folder = folder_of(build, &lots[l]);

        for (int i = lots[l].first; i < lots[l].first + lots[l].n; i++) {
            g_autofree char *name = bench_corpus_name(i);
            g_autofree char *base = g_build_filename(folder, name, NULL);
            BenchPage page = {.lot = l, .number = i};

            if (count++ % CHILDREN != part)
                continue;
            measure_page(base, &pipeline, lots[l].level != NULL, with_cells, &page);
            fwrite(&page, sizeof page, 1, out);
            if (page.n_cells)
                fwrite(page.cells, sizeof *page.cells, page.n_cells, out);
            g_free(page.cells);
        }
    }
    if (fclose(out) != 0)
        g_error("%s cannot be written", path);
}

static void
load_part(const char *build, int part, GArray *pages)
{
    g_autofree char *path = part_path(build, part), *bytes = NULL;
    gsize size, at = 0;

    if (!g_file_get_contents(path, &bytes, &size, NULL))
        g_error("%s cannot be read", path);
    while (at + sizeof(BenchPage) <= size) {
        BenchPage page;

        memcpy(&page, bytes + at, sizeof page);
        at += sizeof page;
        page.cells = page.n_cells ? g_memdup2(bytes + at, sizeof *page.cells * page.n_cells) : NULL;
        at += sizeof *page.cells * page.n_cells;
        g_array_append_val(pages, page);
    }
    g_remove(path);
}

static int
in_order(gconstpointer a, gconstpointer b)
{
    const BenchPage *p = a, *q = b;

    return p->lot != q->lot ? (int)p->lot - (int)q->lot : p->number - q->number;
}

static void
page_clear(gpointer data)
{
    g_free(((BenchPage *)data)->cells);
}

GArray *
bench_pages(const char *build, const BenchPageLot *lots, guint n_lots, gboolean with_cells)
{
    GArray *pages = g_array_new(FALSE, TRUE, sizeof(BenchPage));
    pid_t children[CHILDREN];

    g_array_set_clear_func(pages, page_clear);
    for (guint l = 0; l < n_lots; l++)
        make_pages(build, &lots[l]);
    fflush(NULL);
    for (int part = 0; part < CHILDREN; part++) {
        children[part] = fork();
        if (children[part] == 0) {
            work_part(build, lots, n_lots, part, with_cells);
            _exit(0);
        }
    }
    for (int part = 0; part < CHILDREN; part++) {
        int status;

        if (waitpid(children[part], &status, 0) < 0 || status != 0)
            g_error("the pages could not be looked at");
        load_part(build, part, pages);
    }
    g_array_sort(pages, in_order);
    return pages;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way of a document: pdf -> image -> gauge -> read -> template -> match (boxes) -> judge. Read
 * this file first; each step's header is its manual. What the file holds besides its pages goes
 * past them: electronic signatures to the judge; the text layer, which is compared with the result
 * when the verdict stands. */
#include "recevable/pipeline.h"

#include "recevable/gauge.h"
#include "recevable/i18n.h"
#include "recevable/image.h"
#include "recevable/judge.h"
#include "recevable/match.h"

/* A page upright reads at 0.8 and more, upside down or sideways at 0.5 and less: below this the
 * other turns are tried too. */
#define SENSIBLE_CONFIDENCE 0.65
/* Words that a page must have for its confidence to mean something. */
#define SENSIBLE_WORDS 5

typedef struct {
    const RvPipeline *pipeline;
    RvResult *result;
    GPtrArray *sheets;   /* RvSheet */
    GPtrArray *readings; /* RvReading */
    GArray *layers;      /* RvTextLayer: for findings only */
} Run;

static double
sense(const RvReading *reading)
{
    return reading->words->len >= SENSIBLE_WORDS ? reading->confidence : 0;
}

/* Cleans and reads a page; one that makes no sense is tried in the other three turns. */
static gboolean
read_page(Run *run, const RvPage *page, GError **error)
{
    g_autoptr(RvSheet) best_sheet = NULL;
    g_autoptr(RvReading) best = NULL;

    for (int turn = 0; turn < 360; turn += 90) {
        /* Half a turn is the likeliest mistake. */
        g_autoptr(RvSheet) sheet = rv_sheet_new(page,
                                                turn == 90    ? 180
                                                : turn == 180 ? 90
                                                              : turn,
                                                error);
        g_autoptr(RvReading) reading = NULL;

        if (!sheet)
            return FALSE;
        reading = rv_reader_read(run->pipeline->reader, sheet, run->pipeline->page_seconds);
        if (!best || sense(reading) > sense(best)) {
            g_clear_pointer(&best_sheet, rv_sheet_free);
            g_clear_pointer(&best, rv_reading_free);
            best_sheet = g_steal_pointer(&sheet);
            best = g_steal_pointer(&reading);
        }
        if (best_sheet->is_blank || best_sheet->is_unreadable || !best->complete ||
            sense(best) >= SENSIBLE_CONFIDENCE)
            break;
    }
    g_ptr_array_add(run->sheets, g_steal_pointer(&best_sheet));
    g_ptr_array_add(run->readings, g_steal_pointer(&best));
    return TRUE;
}

/* What makes a page's reading incomplete is a reason for a person to look. */
static void
report_page(Run *run, const RvSheet *sheet, const RvReading *reading)
{
    RvPlace whole = rv_sheet_place(sheet, (RvPx){0, 0, sheet->width, sheet->height});
    char *message = NULL;

    if (sheet->is_unreadable)
        message = g_strdup_printf(_("Page %d holds an image that cannot be shown: scan it again."),
                                  sheet->page);
    else if (sheet->is_damaged)
        message =
            g_strdup_printf(_("Page %d is damaged in the file and may lack something: make the "
                              "PDF again."),
                            sheet->page);
    else if (!reading->complete)
        message = g_strdup_printf(_("Page %d took too long to read and was not read to its end."),
                                  sheet->page);
    if (message)
        rv_result_add_finding(run->result, RV_SEVERITY_REVIEW, NULL, &whole, message);
}

static void
keep_text_layer(Run *run, RvPage *page, const RvSheet *sheet)
{
    RvPlace whole = rv_sheet_place(sheet, (RvPx){0, 0, sheet->width, sheet->height});
    RvTextLayer layer = {whole, g_steal_pointer(&page->text_layer)};

    g_array_append_val(run->layers, layer);
}

static gboolean
read_document(Run *run, RvDocument *document, GError **error)
{
    for (int number = 1; number <= rv_document_n_pages(document); number++) {
        g_autoptr(RvPage) page = rv_document_render(document, number, error);
        const RvSheet *sheet;
        const RvReading *reading;

        if (!page || !read_page(run, page, error))
            return FALSE;
        sheet = g_ptr_array_index(run->sheets, number - 1);
        reading = g_ptr_array_index(run->readings, number - 1);
        rv_readability_add(run->result->readability, sheet,
                           &(RvReadingHint){.n_words = (int)reading->words->len,
                                            .confidence = reading->confidence,
                                            .x_height = reading->x_height});
        report_page(run, sheet, reading);
        keep_text_layer(run, page, sheet);
    }
    return TRUE;
}

static char *
all_text(const GPtrArray *readings)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < readings->len; i++) {
        const RvReading *reading = g_ptr_array_index(readings, i);

        for (guint k = 0; k < reading->lines->len; k++) {
            const RvLine *line = &g_array_index(reading->lines, RvLine, k);
            g_autofree char *words = rv_words_text(reading->words, line->first, line->n);

            g_string_append(text, words);
            g_string_append_c(text, '\n');
        }
    }
    return g_string_free(text, FALSE);
}

static const RvTemplate *
choose_template(Run *run)
{
    const RvPipeline *pipeline = run->pipeline;
    g_autofree char *text = NULL;

    if (pipeline->template_id) {
        run->result->template_confidence = 1;
        return rv_templates_find(pipeline->templates, pipeline->template_id);
    }
    text = all_text(run->readings);
    return rv_templates_classify(pipeline->templates, text, &run->result->template_confidence);
}

static void
judge_document(Run *run)
{
    const RvTemplate *template_ = choose_template(run);
    g_autoptr(GPtrArray) evidence = NULL;

    if (!template_) {
        rv_judge_unknown(run->result);
        return;
    }
    run->result->template_id = g_strdup(template_->id);
    run->result->template_title = g_strdup(template_->title);
    run->result->template_sha256 = g_strdup(template_->sha256);
    evidence = rv_match(template_, run->sheets, run->readings, run->pipeline->reader);
    rv_judge(run->result, template_, evidence);
    rv_judge_claims(run->result, template_, run->layers);
}

static gboolean
check_bytes(Run *run, GBytes *bytes, GError **error)
{
    const RvPipeline *pipeline = run->pipeline;
    g_autoptr(RvDocument) document =
        rv_document_open(bytes, pipeline->password, &pipeline->limits, error);

    if (!document)
        return FALSE;
    run->result->pages = rv_document_n_pages(document);
    run->result->engine = g_strdup(rv_reader_version(pipeline->reader));
    run->result->readability = rv_readability_new();
    g_ptr_array_unref(run->result->signatures);
    run->result->signatures = rv_document_signatures(document, bytes);
    if (!read_document(run, document, error))
        return FALSE;
    judge_document(run);
    return TRUE;
}

static void
note_options(const RvPipeline *pipeline, RvResult *result)
{
    result->given = pipeline->given;
    result->forced_template = g_strdup(pipeline->template_id);
}

static RvResult *
new_error(const RvPipeline *pipeline, const char *file, const GError *error)
{
    RvResult *result = rv_result_new_error(file, error);

    note_options(pipeline, result);
    return result;
}

RvResult *
rv_pipeline_check(const RvPipeline *pipeline, const char *file)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = rv_file_read(file, &pipeline->limits, &error);
    g_autoptr(RvResult) result = rv_result_new(file);
    g_autoptr(GPtrArray) sheets = g_ptr_array_new_with_free_func((GDestroyNotify)rv_sheet_free);
    g_autoptr(GPtrArray) readings = g_ptr_array_new_with_free_func((GDestroyNotify)rv_reading_free);
    g_autoptr(GArray) layers = rv_text_layers_new();
    Run run = {pipeline, result, sheets, readings, layers};
    RvResult *failed;

    note_options(pipeline, result);
    if (!bytes)
        return new_error(pipeline, file, error);
    result->sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
    if (check_bytes(&run, bytes, &error))
        return g_steal_pointer(&result);
    failed = new_error(pipeline, file, error);
    failed->sha256 = g_steal_pointer(&result->sha256);
    failed->pages = result->pages;
    return failed;
}

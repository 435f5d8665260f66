/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way of a document: pdf -> image -> gauge -> read -> template -> match (boxes) -> judge. Read
 * this file first; each step's header is its manual. What the file holds besides its pages goes
 * past them: electronic signatures to the judge; the text layer, which is compared with the result
 * when the verdict stands. */
#include "dossier.h"

#include "recevable/file.h"
#include "recevable/i18n.h"
#include "recevable/judge.h"
#include "recevable/match.h"

/* A page upright reads at 0.8 and more, upside down or sideways at 0.5 and less: below this the
 * other turns are tried too. */
#define SENSIBLE_CONFIDENCE 0.65
/* Words that a page must have for its confidence to mean something. */
#define SENSIBLE_WORDS 5

static double
sense(const RvReading *reading)
{
    return reading->words->len >= SENSIBLE_WORDS ? reading->confidence : 0;
}

gboolean
rv_dossier_read(const RvPipeline *pipeline, const RvPage *page, RvSheet **sheet,
                RvReading **reading, GError **error)
{
    g_autoptr(RvSheet) best_sheet = NULL;
    g_autoptr(RvReading) best = NULL;

    for (int turn = 0; turn < 360; turn += 90) {
        /* Half a turn is the likeliest mistake. */
        g_autoptr(RvSheet) next = rv_sheet_new(page,
                                               turn == 90    ? 180
                                               : turn == 180 ? 90
                                                             : turn,
                                               error);
        g_autoptr(RvReading) read = NULL;

        if (!next)
            return FALSE;
        read = rv_reader_read(pipeline->reader, next, pipeline->page_seconds);
        if (!best || sense(read) > sense(best)) {
            g_clear_pointer(&best_sheet, rv_sheet_free);
            g_clear_pointer(&best, rv_reading_free);
            best_sheet = g_steal_pointer(&next);
            best = g_steal_pointer(&read);
        }
        if (best_sheet->is_blank || best_sheet->is_unreadable || !best->complete ||
            sense(best) >= SENSIBLE_CONFIDENCE)
            break;
    }
    *sheet = g_steal_pointer(&best_sheet);
    *reading = g_steal_pointer(&best);
    return TRUE;
}

static gboolean
read_page(RvDossier *run, const RvPage *page, GError **error)
{
    RvSheet *sheet;
    RvReading *reading;

    if (!rv_kept_read(run, page, &sheet, &reading) &&
        !rv_dossier_read(run->pipeline, page, &sheet, &reading, error))
        return FALSE;
    run->keeping = run->keeping && reading->complete;
    g_ptr_array_add(run->sheets, sheet);
    g_ptr_array_add(run->readings, reading);
    return TRUE;
}

/* What makes a page's reading incomplete is a reason for a person to look. */
static void
report_page(RvDossier *run, const RvSheet *sheet, const RvReading *reading)
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
keep_text_layer(RvDossier *run, RvPage *page, const RvSheet *sheet)
{
    RvPlace whole = rv_sheet_place(sheet, (RvPx){0, 0, sheet->width, sheet->height});
    RvTextLayer layer = {whole, g_steal_pointer(&page->text_layer)};

    g_array_append_val(run->layers, layer);
}

void
rv_dossier_gauge(RvReadability *readability, const RvPage *page, const RvSheet *sheet,
                 const RvReading *reading, gboolean with_picture)
{
    g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(RvWordHint));

    for (guint i = 0; i < reading->words->len; i++) {
        const RvWord *word = &g_array_index(reading->words, RvWord, i);
        RvWordHint hint = {word->box, (int)g_utf8_strlen(word->text, -1), word->confidence};

        g_array_append_val(words, hint);
    }
    rv_readability_add(readability, page, &(RvReadingHint){sheet, words}, with_picture);
}

static gboolean
read_document(RvDossier *run, RvDocument *document, GError **error)
{
    for (int number = 1; number <= rv_document_n_pages(document); number++) {
        g_autoptr(RvPage) page = rv_document_render(document, number, error);
        const RvSheet *sheet;
        const RvReading *reading;

        if (!page || !read_page(run, page, error))
            return FALSE;
        sheet = g_ptr_array_index(run->sheets, number - 1);
        reading = g_ptr_array_index(run->readings, number - 1);
        rv_dossier_gauge(run->result->readability, page, sheet, reading,
                         run->pipeline->with_pictures);
        report_page(run, sheet, reading);
        keep_text_layer(run, page, sheet);
        rv_dossier_step(run);
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
choose_template(RvDossier *run)
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

/* The edition that counts on the document's day. One that was told, or without another, is kept. */
static const RvTemplate *
edition_on(const RvDossier *run, const RvTemplate *followed, const GDate *day)
{
    const RvTemplate *right = run->pipeline->template_id
                                  ? NULL
                                  : rv_templates_edition(run->pipeline->templates, followed, day);

    return right ? right : followed;
}

void
rv_dossier_judge(RvDossier *run)
{
    const RvTemplate *followed = choose_template(run), *template_ = followed;
    g_autoptr(GPtrArray) evidence = NULL;
    gboolean is_dated;
    GDate day;

    if (!followed) {
        rv_judge_unknown(run->result);
        return;
    }
    evidence = rv_match(followed, run->sheets, run->readings, run->pipeline->reader);
    is_dated = rv_judge_day(followed, evidence, &run->pipeline->given, &day);
    if (is_dated)
        template_ = edition_on(run, followed, &day);
    if (template_ != followed) {
        g_ptr_array_unref(evidence);
        evidence = rv_match(template_, run->sheets, run->readings, run->pipeline->reader);
    }
    run->result->template_id = g_strdup(template_->id);
    run->result->template_title = g_strdup(template_->title);
    run->result->template_edition = g_strdup(template_->edition);
    run->result->template_sha256 = g_strdup(template_->sha256);
    rv_judge(run->result, template_, evidence);
    if (is_dated)
        rv_judge_edition(run->result, template_, followed, &day);
    rv_judge_claims(run->result, template_, run->layers);
}

gboolean
rv_dossier_check(RvDossier *run, GBytes *bytes, GError **error)
{
    const RvPipeline *pipeline = run->pipeline;

    run->document = rv_document_open(bytes, pipeline->password, &pipeline->limits, error);
    if (!run->document)
        return FALSE;
    run->result->pages = rv_document_n_pages(run->document);
    run->result->engine = g_strdup(rv_reader_version(pipeline->reader));
    run->result->readability = rv_readability_new();
    g_ptr_array_unref(run->result->signatures);
    run->result->signatures = rv_document_signatures(run->document, bytes);
    rv_kept_open(run);
    if (!read_document(run, run->document, error))
        return FALSE;
    rv_kept_close(run);
    rv_dossier_judge(run);
    if (pipeline->judged)
        pipeline->judged(pipeline, run->document, bytes, run->result);
    return TRUE;
}

static void
note_options(const RvPipeline *pipeline, RvResult *result)
{
    result->given = pipeline->given;
    result->forced_template = g_strdup(pipeline->template_id);
}

/* What went wrong takes the result's place; what is known stays. */
static void
fail(RvDossier *run, const char *file, const GError *error)
{
    RvResult *failed = rv_result_new_error(file, error);

    note_options(run->pipeline, failed);
    failed->sha256 = g_steal_pointer(&run->result->sha256);
    failed->pages = run->result->pages;
    rv_result_free(run->result);
    run->result = failed;
}

void
rv_dossier_step(RvDossier *run)
{
    run->steps++;
    if (run->pipeline->step)
        run->pipeline->step(run->steps, run->pipeline->data);
}

void
rv_dossier_file(RvDossier *run, const RvPipeline *pipeline, const char *file, GBytes *given,
                RvDossierFunc work)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes =
        given ? g_bytes_ref(given) : rv_file_read(file, pipeline->limits.max_bytes, &error);

    run->pipeline = pipeline;
    run->result = rv_result_new(file);
    run->sheets = g_ptr_array_new_with_free_func((GDestroyNotify)rv_sheet_free);
    run->readings = g_ptr_array_new_with_free_func((GDestroyNotify)rv_reading_free);
    run->layers = rv_text_layers_new();
    note_options(pipeline, run->result);
    if (bytes)
        run->result->sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
    if (!bytes || !work(run, bytes, &error))
        fail(run, file, error);
}

void
rv_dossier_clear(RvDossier *run)
{
    g_clear_pointer(&run->result, rv_result_free);
    g_clear_pointer(&run->sheets, g_ptr_array_unref);
    g_clear_pointer(&run->readings, g_ptr_array_unref);
    g_clear_pointer(&run->layers, g_array_unref);
    g_clear_pointer(&run->kept, g_variant_unref);
    g_clear_pointer(&run->document, rv_document_free);
}

RvResult *
rv_pipeline_check_bytes(const RvPipeline *pipeline, const char *file, GBytes *bytes)
{
    g_auto(RvDossier) run = {0};

    rv_dossier_file(&run, pipeline, file, bytes, rv_dossier_check);
    return g_steal_pointer(&run.result);
}

RvResult *
rv_pipeline_check(const RvPipeline *pipeline, const char *file)
{
    return rv_pipeline_check_bytes(pipeline, file, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How well a document can be read, and what would help: every fault that a page may have is undone,
 * the page is read again, and what that gains is told. */
#include "dossier.h"

#include <math.h>

/* Pages from this score on need no help. */
#define GOOD_SCORE 90
/* A remedy is told when it gains so many points, or settles an item. */
#define GAIN 3
/* Skew from which straightening is tried: what is less, the reader undoes itself. Degrees. */
#define SKEW 1.5
/* Letters from this x-height on gain nothing by more pixels. */
#define LARGE_LETTERS 16
/* Of the words on a page without known mentions so many have smaller letters. */
#define SMALL_RANK 0.1

/* ---- what is doubtful ------------------------------------------------------------------------ */

static int
count_doubtful(const RvResult *result)
{
    static const gboolean is_doubtful[] = {
        [RV_STATUS_UNREADABLE] = TRUE,
        [RV_STATUS_UNDETERMINED] = TRUE,
        [RV_STATUS_UNCERTAIN] = TRUE,
    };
    int n = 0;

    if (!result->template_id)
        return -1;
    for (guint i = 0; i < result->items->len; i++) {
        RvStatus status = ((const RvItemResult *)g_ptr_array_index(result->items, i))->status;

        n += status < G_N_ELEMENTS(is_doubtful) && is_doubtful[status];
    }
    return n;
}

/* ---- the smallest text that matters ---------------------------------------------------------- */

static gboolean
is_mandatory(const RvResult *result, int page, RvPx box)
{
    for (guint i = 0; i < result->items->len; i++) {
        const RvItemResult *item = g_ptr_array_index(result->items, i);

        if (item->kind == RV_ITEM_MENTION && item->place.page == page &&
            rv_px_is_inside(box, item->place.px))
            return TRUE;
    }
    return FALSE;
}

static int
compare_doubles(gconstpointer a, gconstpointer b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* X-height of the smallest print that matters, pixels of the sheet; 0 when nothing was read. */
static double
smallest_print(const RvResult *result, int page, const RvReading *reading)
{
    g_autoptr(GArray) mandatory = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(double));
    const GArray *of;

    for (guint i = 0; i < reading->words->len; i++) {
        const RvWord *word = &g_array_index(reading->words, RvWord, i);

        if (!word->trace)
            continue;
        g_array_append_val(all, word->trace->x_height);
        if (is_mandatory(result, page, word->box))
            g_array_append_val(mandatory, word->trace->x_height);
    }
    of = mandatory->len ? mandatory : all;
    if (!of->len)
        return 0;
    g_array_sort((GArray *)of, compare_doubles);
    return g_array_index(of, double, (guint)(SMALL_RANK * of->len));
}

static void
find_needed_dpi(RvDossier *run)
{
    GArray *pages = run->result->readability->pages;

    for (guint i = 0; i < pages->len; i++) {
        RvPageScore *page = &g_array_index(pages, RvPageScore, i);
        const RvSheet *sheet = g_ptr_array_index(run->sheets, i);
        double x_height =
            smallest_print(run->result, page->page, g_ptr_array_index(run->readings, i));

        if (!page->is_blank && x_height > 0)
            rv_page_need_dpi(page, x_height * page->dpi / sheet->dpi);
    }
}

/* ---- remedies -------------------------------------------------------------------------------- */

static gboolean
is_worth_trying(const RvPageScore *page, RvAmend amend)
{
    switch (amend) {
    case RV_AMEND_STRAIGHTEN:
        return fabs(page->skew_deg) >= SKEW;
    case RV_AMEND_STRETCH:
        return TRUE;
    default:
        return page->x_height < LARGE_LETTERS;
    }
}

/* What the document would be with that page read from another picture of it. */
static int
doubtful_with(const RvDossier *run, guint i, RvSheet *sheet, RvReading *reading)
{
    g_auto(RvDossier) other = {.pipeline = run->pipeline,
                               .result = rv_result_new(run->result->file),
                               .sheets = g_ptr_array_new(),
                               .readings = g_ptr_array_new(),
                               .layers = rv_text_layers_new()};

    if (!run->result->template_id)
        return -1;
    for (guint k = 0; k < run->sheets->len; k++) {
        g_ptr_array_add(other.sheets, k == i ? sheet : g_ptr_array_index(run->sheets, k));
        g_ptr_array_add(other.readings, k == i ? reading : g_ptr_array_index(run->readings, k));
    }
    other.result->pages = run->result->pages;
    other.result->given = run->result->given;
    other.result->readability = rv_readability_new();
    rv_dossier_judge(&other);
    return count_doubtful(other.result);
}

static void
try_remedy(RvDossier *run, const RvPage *page, RvAmend amend)
{
    RvReadability *readability = run->result->readability;
    guint i = (guint)page->number - 1;
    const RvPageScore *before = &g_array_index(readability->pages, RvPageScore, i);
    g_autoptr(RvPage) amended = rv_page_amended(page, amend, before->skew_deg);
    g_autoptr(RvReadability) after = rv_readability_new();
    g_autoptr(RvSheet) sheet = NULL;
    g_autoptr(RvReading) reading = NULL;
    RvRemedy remedy = {.page = page->number,
                       .amend = amend,
                       .score_before = before->score,
                       .doubtful_before = count_doubtful(run->result)};

    if (!amended || !rv_dossier_read(run->pipeline, amended, &sheet, &reading, NULL))
        return;
    rv_dossier_gauge(after, amended, sheet, reading, FALSE);
    remedy.score_after = after->score;
    remedy.doubtful_after = doubtful_with(run, i, sheet, reading);
    if (remedy.score_after >= remedy.score_before + GAIN ||
        remedy.doubtful_after < remedy.doubtful_before)
        g_array_append_val(readability->remedies, remedy);
}

static int
compare_remedies(gconstpointer a, gconstpointer b)
{
    const RvRemedy *r = a, *s = b;

    if (r->page != s->page)
        return r->page - s->page;
    if (r->doubtful_after != s->doubtful_after)
        return r->doubtful_after - s->doubtful_after;
    return s->score_after - r->score_after;
}

static gboolean
try_remedies(RvDossier *run, GError **error)
{
    RvReadability *readability = run->result->readability;

    for (guint i = 0; i < readability->pages->len; i++) {
        const RvPageScore *score = &g_array_index(readability->pages, RvPageScore, i);
        g_autoptr(RvPage) page = NULL;

        if (score->score >= GOOD_SCORE || score->is_blank)
            continue;
        if (!(page = rv_document_render(run->document, (int)i + 1, error)))
            return FALSE;
        for (RvAmend amend = 0; amend < RV_N_AMENDS; amend++)
            if (is_worth_trying(score, amend)) {
                try_remedy(run, page, amend);
                rv_dossier_step(run);
            }
    }
    g_array_sort(readability->remedies, compare_remedies);
    return TRUE;
}

/* ---- the two ways ---------------------------------------------------------------------------- */

static gboolean
score_by_reading(RvDossier *run, GBytes *bytes, GError **error)
{
    if (!rv_dossier_check(run, bytes, error))
        return FALSE;
    find_needed_dpi(run);
    return try_remedies(run, error);
}

static gboolean
score_images(RvDossier *run, GBytes *bytes, GError **error)
{
    const RvPipeline *pipeline = run->pipeline;
    RvReadability *readability = run->result->readability = rv_readability_new();

    run->document = rv_document_open(bytes, pipeline->password, &pipeline->limits, error);
    if (!run->document)
        return FALSE;
    run->result->pages = rv_document_n_pages(run->document);
    for (int i = 1; i <= run->result->pages; i++) {
        g_autoptr(RvPage) page = rv_document_render(run->document, i, error);
        RvPageScore *score;

        if (!page)
            return FALSE;
        rv_readability_add(readability, page, NULL, pipeline->with_pictures);
        score = &g_array_index(readability->pages, RvPageScore, readability->pages->len - 1);
        if (score->x_height > 0)
            rv_page_need_dpi(score, score->x_height);
        rv_dossier_step(run);
    }
    return TRUE;
}

RvResult *
rv_pipeline_score_bytes(const RvPipeline *pipeline, const char *file, GBytes *bytes, gboolean fast)
{
    g_auto(RvDossier) run = {0};

    rv_dossier_file(&run, pipeline, file, bytes, fast ? score_images : score_by_reading);
    return g_steal_pointer(&run.result);
}

RvResult *
rv_pipeline_score(const RvPipeline *pipeline, const char *file, gboolean fast)
{
    return rv_pipeline_score_bytes(pipeline, file, NULL, fast);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is made of whole results, which take long to load: each is loaded once, for all that is
 * written. JUnit's XML tells first how many there are, so where it is wanted they are counted
 * before. */
#include "lot.h"

typedef struct {
    RvOutput *output;
    RvReport *report;
    gboolean good; /* the output takes it */
} Sheet;

typedef struct {
    const RvBatchReport *r;
    Sheet *sheets;
    guint n;
    RvJunitCounts junit;
    RvProgress progress;
    guint done, total; /* rows, of all passes */
} Pass;

static RvResult *
load(Pass *pass, const char *path, const RvOutcome *o)
{
    g_autoptr(GError) error = NULL;
    RvResult *result = rv_journal_result(pass->r->journal, o->id, &error);

    rv_progress_count(&pass->progress, pass->done++, pass->total);
    if (!result) {
        rv_progress_end(&pass->progress);
        rv_cli_complain("%s", error->message);
        return NULL;
    }
    g_free(result->file);
    result->file = g_strdup(path);
    return result;
}

static gboolean
count_row(const char *path, const RvOutcome *o, gpointer data)
{
    Pass *pass = data;
    g_autoptr(RvResult) result = load(pass, path, o);

    if (!result)
        return FALSE;
    rv_junit_count(result, &pass->junit);
    return TRUE;
}

/* One that cannot be written keeps no other from it. */
static gboolean
add_row(const char *path, const RvOutcome *o, gpointer data)
{
    Pass *pass = data;
    g_autoptr(RvResult) result = load(pass, path, o);

    for (guint i = 0; result && i < pass->n; i++) {
        Sheet *sheet = &pass->sheets[i];
        g_autoptr(GString) text = g_string_new(NULL);

        if (!sheet->good)
            continue;
        rv_report_add(sheet->report, result, text);
        sheet->good = rv_output_write(sheet->output, text);
    }
    return result != NULL;
}

static gboolean
is_counted(const RvBatchSheet *wanted)
{
    return g_str_equal(wanted->format, "junit");
}

static void
begin(const Pass *pass, const RvBatchSheet *wanted, Sheet *sheet)
{
    g_autoptr(GString) text = g_string_new(NULL);

    sheet->output = rv_output_open(wanted->path);
    sheet->report =
        rv_report_begin(rv_report_format(wanted->format), &(RvReportStyle){.width = 0}, text);
    if (is_counted(wanted))
        rv_junit_expect(sheet->report, &pass->junit);
    sheet->good = sheet->output && rv_output_write(sheet->output, text);
}

/* A file appears whole, or stays what it was. */
static gboolean
end(Sheet *sheet, gboolean all)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    gboolean ended = rv_report_end(sheet->report, text, &error);

    if (!sheet->output)
        return FALSE;
    if (!ended && all)
        rv_cli_complain("%s", error->message);
    if (!sheet->good || (ended && all && rv_output_write(sheet->output, text)))
        return rv_output_close(sheet->output) && sheet->good;
    rv_output_drop(sheet->output); /* what is wrong was told, and is not its writing */
    return FALSE;
}

gboolean
rv_batch_sheets(const RvBatchReport *r, const RvBatchSheet *wanted, guint n, guint documents,
                gboolean *is_told)
{
    g_autofree Sheet *sheets = g_new0(Sheet, n);
    Pass pass = {.r = r, .sheets = sheets, .n = n};
    gboolean counts = FALSE, all = TRUE, good = TRUE;

    if (!n)
        return TRUE;
    for (guint i = 0; i < n; i++)
        counts = counts || is_counted(&wanted[i]);
    pass.total = counts ? 2 * documents : documents;
    rv_progress_init(&pass.progress);
    if (counts)
        all = rv_batch_each(r, count_row, &pass, is_told);
    for (guint i = 0; i < n; i++)
        begin(&pass, &wanted[i], &sheets[i]);
    all = all && rv_batch_each(r, add_row, &pass, is_told);
    rv_progress_end(&pass.progress);
    for (guint i = 0; i < n; i++)
        good = end(&sheets[i], all) && good;
    return good && all;
}

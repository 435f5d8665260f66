/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a run came to: for people, as a table, as results. */
#include "lot.h"

#include "recevable/text.h"

const char *const rv_cli_batch_formats[] = {"text",  "csv",  "findings", "xlsx",
                                            "junit", "html", "jsonl",    NULL};

/* What stands in the folder of a report. */
static const struct {
    const char *file, *format;
} files[] = {{"results.csv", "csv"}, {"findings.csv", "findings"}, {"results.xlsx", "xlsx"},
             {"junit.xml", "junit"}, {"report.html", "html"},      {"summary.txt", "text"}};

typedef struct {
    RvOutput *output;
    RvBatchCounts counts;
    gboolean good;
    gboolean *is_told; /* of damaged rows: once is enough */
} Writer;

static gboolean
put(Writer *w, const GString *text)
{
    w->good = rv_output_write(w->output, text);
    return w->good;
}

/* ---- for people ------------------------------------------------------------------------------ */

static gboolean
text_row(const char *path, const RvOutcome *o, gpointer data)
{
    g_autofree char *name = rv_text_printable(path);
    g_autofree char *reason = rv_text_printable(o->reason ? o->reason : "");
    g_autoptr(GString) line = g_string_new(NULL);

    if (o->verdict == RV_VERDICT_PASS)
        return TRUE;
    g_string_append_printf(line, "%s %s%s%s\n", rv_verdict_word(o->verdict), name,
                           *reason ? ": " : "", reason);
    return put(data, line);
}

static void
append_summary(GString *out, const RvBatchReport *r, const RvBatchCounts *c)
{
    g_string_append_printf(out,
                           P_("%u file: %u pass, %u review, %u fail, %u errors",
                              "%u files: %u pass, %u review, %u fail, %u errors", c->done),
                           c->done, c->verdicts[RV_VERDICT_PASS], c->verdicts[RV_VERDICT_REVIEW],
                           c->verdicts[RV_VERDICT_FAIL], c->verdicts[RV_VERDICT_ERROR]);
    g_string_append_c(out, '\n');
    if (!r->counts)
        return;
    if (c->done < c->total) {
        g_string_append_printf(out, P_("%u file is left", "%u files are left", c->total - c->done),
                               c->total - c->done);
        g_string_append_c(out, '\n');
    }
    if (c->reused) {
        g_string_append_printf(out, P_("%u was known", "%u were known", c->reused), c->reused);
        g_string_append_c(out, '\n');
    }
    if (c->unread) {
        g_string_append_printf(out,
                               P_("%u was judged by its kept reading",
                                  "%u were judged by their kept readings", c->unread),
                               c->unread);
        g_string_append_c(out, '\n');
    }
    if (r->archive->skipped->len || r->archive->n_others) {
        g_string_append_printf(out, _("skipped: %u; no documents: %u"), r->archive->skipped->len,
                               r->archive->n_others);
        g_string_append_c(out, '\n');
    }
}

/* ---- what changed ---------------------------------------------------------------------------- */

static void
append_change(const RvChange *change, gpointer out)
{
    g_autofree char *name = rv_text_printable(change->path);

    if (change->was_there && change->is_there)
        g_string_append_printf(out, "  %s: %s -> %s\n", name, rv_verdict_word(change->before),
                               rv_verdict_word(change->after));
}

/* Damaged rows were told already. */
static void
append_changes(GString *out, const RvBatchReport *r)
{
    g_autoptr(GString) changes = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    guint damaged;

    if (!rv_journal_compare(r->journal, r->before->id, r->journal, r->run->id, append_change,
                            changes, &damaged, &error))
        rv_cli_complain("%s", error->message);
    g_string_append_printf(out, "%s\n%s",
                           changes->len ? _("Verdicts that are not those of the run before:")
                                        : _("All verdicts are those of the run before."),
                           changes->str);
}

/* ---- as a table ------------------------------------------------------------------------------ */

/* From the row alone: results are many times larger. */
static gboolean
csv_row(const char *path, const RvOutcome *o, gpointer data)
{
    const RvDocumentRow row = {.file = path,
                               .verdict = o->verdict,
                               .template_id = o->template_id,
                               .pages = o->pages,
                               .score = o->score,
                               .reason = o->reason,
                               .sha256 = o->sha256};
    g_autoptr(GString) line = g_string_new(NULL);

    rv_csv_document(line, &row);
    return put(data, line);
}

/* ---- all of them ----------------------------------------------------------------------------- */

static gboolean
count_row(const char *path, const RvOutcome *o, gpointer data)
{
    Writer *w = data;

    (void)path;
    w->counts.done++;
    w->counts.verdicts[o->verdict]++;
    return TRUE;
}

gboolean
rv_batch_each(const RvBatchReport *r, RvJournalFunc row, gpointer data, gboolean *is_told)
{
    g_autoptr(GError) error = NULL;
    guint damaged;
    gboolean all = rv_journal_each(r->journal, r->run->id, row, data, &damaged, &error);

    if (error)
        rv_cli_complain("%s", error->message);
    if (damaged && !*is_told)
        rv_cli_complain(P_("%u row of the journal is damaged and left out: run the batch again",
                           "%u rows of the journal are damaged and left out: run the batch again",
                           damaged),
                        damaged);
    *is_told |= damaged > 0;
    return all;
}

static gboolean
each(const RvBatchReport *r, Writer *w, RvJournalFunc row)
{
    return rv_batch_each(r, row, w, w->is_told) && w->good;
}

static gboolean
summarise(const RvBatchReport *r, Writer *w)
{
    g_autoptr(GString) text = g_string_new(NULL);

    if (r->counts)
        w->counts = *r->counts;
    else if (!each(r, w, count_row))
        return FALSE;
    append_summary(text, r, &w->counts);
    if (r->before)
        append_changes(text, r);
    return put(w, text);
}

static gboolean
write_table(const RvBatchReport *r, Writer *w)
{
    g_autoptr(GString) head = g_string_new(NULL);

    rv_csv_document_head(head);
    return put(w, head) && each(r, w, csv_row);
}

static gboolean
write_text(const RvBatchReport *r, Writer *w)
{
    return each(r, w, text_row) && summarise(r, w);
}

/* From rows alone. One file, or standard output where `path` is NULL. */
static gboolean
write_rows(const RvBatchReport *r, const char *path, const char *format, gboolean *is_told)
{
    Writer w = {.output = rv_output_open(path), .good = TRUE, .is_told = is_told};
    gboolean good;

    if (!w.output)
        return FALSE;
    good = g_str_equal(format, "text") ? write_text(r, &w) : write_table(r, &w);
    if (good || !w.good)
        return rv_output_close(w.output) && good;
    rv_output_drop(w.output); /* what is wrong was told, and is not its writing */
    return FALSE;
}

static guint
count(const RvBatchReport *r, gboolean *is_told)
{
    Writer w = {.good = TRUE, .is_told = is_told};

    if (r->counts)
        return r->counts->done;
    each(r, &w, count_row);
    return w.counts.done;
}

static gboolean
is_of_rows(const char *format)
{
    return g_str_equal(format, "text") || g_str_equal(format, "csv");
}

gboolean
rv_batch_summary(const RvBatchReport *r)
{
    gboolean is_told = FALSE;
    Writer w = {.output = rv_output_open(NULL), .good = TRUE, .is_told = &is_told};
    gboolean good = summarise(r, &w);

    return rv_output_close(w.output) && good;
}

gboolean
rv_batch_report(const RvBatchReport *r)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    RvBatchSheet sheets[1 + G_N_ELEMENTS(files)];
    gboolean is_told = FALSE, good = TRUE;
    guint n = 0;

    if (is_of_rows(r->format))
        good = write_rows(r, NULL, r->format, &is_told);
    else
        sheets[n++] = (RvBatchSheet){NULL, r->format};
    for (gsize i = 0; r->folder && i < G_N_ELEMENTS(files); i++) {
        char *path = g_build_filename(r->folder, files[i].file, NULL);

        g_ptr_array_add(paths, path);
        if (is_of_rows(files[i].format))
            good = write_rows(r, path, files[i].format, &is_told) && good;
        else
            sheets[n++] = (RvBatchSheet){path, files[i].format};
    }
    return rv_batch_sheets(r, sheets, n, n ? count(r, &is_told) : 0, &is_told) && good;
}

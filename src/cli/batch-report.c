/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a run came to: for people, as a table, as results. */
#include "lot.h"

#include "recevable/text.h"

#include <string.h>

const char *const rv_cli_batch_formats[] = {"text", "csv", "jsonl", NULL};

typedef struct {
    RvJournal *journal;
    RvOutput *output;
    RvBatchCounts counts;
    gboolean good;
} Writer;

static gboolean
put(Writer *w, const GString *text)
{
    w->good = rv_output_write(w->output, text);
    return w->good;
}

/* ---- for people ------------------------------------------------------------------------------ */

const char *
rv_cli_verdict_word(RvVerdict verdict)
{
    static const char *const words[] = {
        [RV_VERDICT_PASS] = N_("PASS"),
        [RV_VERDICT_REVIEW] = N_("REVIEW"),
        [RV_VERDICT_FAIL] = N_("FAIL"),
        [RV_VERDICT_ERROR] = N_("ERROR"),
    };

    return _(words[verdict]);
}

static gboolean
text_row(const char *path, const RvOutcome *o, gpointer data)
{
    g_autofree char *name = rv_text_printable(path);
    g_autofree char *reason = rv_text_printable(o->reason ? o->reason : "");
    g_autoptr(GString) line = g_string_new(NULL);

    if (o->verdict == RV_VERDICT_PASS)
        return TRUE;
    g_string_append_printf(line, "%s %s%s%s\n", rv_cli_verdict_word(o->verdict), name,
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
        g_string_append_printf(out, "  %s: %s -> %s\n", name, rv_cli_verdict_word(change->before),
                               rv_cli_verdict_word(change->after));
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

static const char *const columns[] = {"file",  "verdict", "template", "pages",
                                      "score", "reason",  "sha256",   "file_base64"};

static gboolean
csv_row(const char *path, const RvOutcome *o, gpointer data)
{
    g_autofree char *pages = g_strdup_printf("%d", o->pages);
    g_autofree char *score = o->score < 0 ? NULL : g_strdup_printf("%d", o->score);
    g_autofree char *name = rv_text_printable(path);
    /* Where the name cannot be shown as it is. */
    g_autofree char *raw =
        g_str_equal(name, path) ? NULL : g_base64_encode((const guchar *)path, strlen(path));
    const char *const fields[] = {
        path, rv_verdict_name(o->verdict), o->template_id, pages, score, o->reason, o->sha256, raw};
    g_autoptr(GString) line = g_string_new(NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(fields); i++)
        rv_csv_append(line, fields[i], i + 1 == G_N_ELEMENTS(fields));
    return put(data, line);
}

static void
csv_head(GString *out)
{
    for (gsize i = 0; i < G_N_ELEMENTS(columns); i++)
        rv_csv_append(out, columns[i], i + 1 == G_N_ELEMENTS(columns));
}

/* ---- as results ------------------------------------------------------------------------------ */

static gboolean
jsonl_row(const char *path, const RvOutcome *o, gpointer data)
{
    Writer *w = data;
    g_autoptr(GError) error = NULL;
    g_autoptr(RvResult) result = rv_journal_result(w->journal, o->id, &error);
    g_autoptr(GString) line = g_string_new(NULL);

    if (!result) {
        rv_cli_complain("%s", error->message);
        w->good = FALSE;
        return FALSE;
    }
    g_free(result->file);
    result->file = g_strdup(path);
    rv_result_to_json(result, line);
    return put(w, line);
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

static const struct {
    const char *format;
    RvJournalFunc row;
} rows[] = {{"text", text_row}, {"csv", csv_row}, {"jsonl", jsonl_row}};

static RvJournalFunc
row_of(const char *format)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        if (g_str_equal(rows[i].format, format))
            return rows[i].row;
    return text_row;
}

static gboolean
each(const RvBatchReport *r, Writer *w, RvJournalFunc row)
{
    g_autoptr(GError) error = NULL;
    guint damaged;
    gboolean all = rv_journal_each(r->journal, r->run->id, row, w, &damaged, &error);

    if (error)
        rv_cli_complain("%s", error->message);
    if (damaged)
        rv_cli_complain(P_("%u row of the journal is damaged and left out: run the batch again",
                           "%u rows of the journal are damaged and left out: run the batch again",
                           damaged),
                        damaged);
    return all && w->good;
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

/* One file, or standard output where `name` is NULL. */
static gboolean
write_as(const RvBatchReport *r, const char *name, const char *format)
{
    g_autofree char *path = name ? g_build_filename(r->folder, name, NULL) : NULL;
    Writer w = {.journal = r->journal, .output = rv_output_open(path), .good = TRUE};
    g_autoptr(GString) text = g_string_new(NULL);
    gboolean good;

    if (!w.output)
        return FALSE;
    if (g_str_equal(format, "csv"))
        csv_head(text);
    good = put(&w, text) && each(r, &w, row_of(format));
    if (good && g_str_equal(format, "text"))
        good = summarise(r, &w);
    if (good || !w.good)
        return rv_output_close(w.output) && good;
    rv_output_drop(w.output); /* what is wrong was told, and is not its writing */
    return FALSE;
}

gboolean
rv_batch_summary(const RvBatchReport *r)
{
    Writer w = {.journal = r->journal, .output = rv_output_open(NULL), .good = TRUE};
    gboolean good = summarise(r, &w);

    return rv_output_close(w.output) && good;
}

gboolean
rv_batch_report(const RvBatchReport *r)
{
    gboolean good = write_as(r, NULL, r->format);

    if (!r->folder)
        return good;
    good = write_as(r, "results.csv", "csv") && good;
    return write_as(r, "summary.txt", "text") && good;
}

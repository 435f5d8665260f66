/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recevable journal: what stands in it. */
#include "lot.h"

#include "recevable/text.h"

#include <stdio.h>

typedef struct {
    const char *format, *language;
} Options;

static gboolean
parse(Options *o, int *argc, char ***argv, int *status)
{
    const RvOption options[] = {
        RV_OPTION_CHOICE("format", N_("FORMAT"), N_("how files are written (default: text)"),
                         rv_cli_batch_formats, &o->format),
        RV_OPTION_LANGUAGE(&o->language),
        {.name = NULL},
    };
    const RvUsage usage = {
        N_("status|results FILE… | diff FILE [FILE]"),
        N_("status: the runs that a journal holds, and what they came to.\n"
           "results: the files of its last run, one a row.\n"
           "diff: which verdicts differ between the last two runs of a journal, or the last runs\n"
           "of two journals.\n"
           "Exit status: 0, for diff 1 when something differs, 64 bad usage, 70 a journal cannot\n"
           "be read."),
        options};

    return rv_cli_parse(&usage, argc, argv, status);
}

static int
fail(const GError *error)
{
    rv_cli_complain("%s", error->message);
    return RV_EXIT_INTERNAL;
}

/* ---- status ---------------------------------------------------------------------------------- */

static gboolean
print_run(RvJournal *journal, const RvRun *run)
{
    g_autofree char *started = rv_i18n_moment(run->started);
    g_autofree char *finished = run->finished ? rv_i18n_moment(run->finished) : NULL;
    const RvBatchReport report = {.journal = journal, .run = run};

    printf(_("Run %d, begun %s"), (int)run->id, started);
    printf(", ");
    if (finished)
        printf(_("finished %s"), finished);
    else
        printf("%s", _("not finished: the same batch command goes on"));
    printf("\n  %s\n  ", run->description);
    fflush(stdout);
    return rv_batch_summary(&report);
}

static int
print_status(RvJournal *journal, GPtrArray *runs)
{
    for (guint i = 0; i < runs->len; i++)
        if (!print_run(journal, g_ptr_array_index(runs, i)))
            return RV_EXIT_INTERNAL;
    if (!runs->len)
        printf("%s\n", _("No run yet."));
    return RV_EXIT_PASS;
}

/* ---- diff ------------------------------------------------------------------------------------ */

static void
print_change(const RvChange *change, gpointer data)
{
    guint *n = data;
    g_autofree char *name = rv_text_printable(change->path);

    ++*n;
    printf("%s: %s -> %s\n", name,
           change->was_there ? rv_verdict_name(change->before) : _("not there"),
           change->is_there ? rv_verdict_name(change->after) : _("not there"));
}

static int
print_diff(RvJournal *old_journal, const RvRun *old_run, RvJournal *journal, const RvRun *run)
{
    g_autoptr(GError) error = NULL;
    guint damaged, n = 0;

    if (!rv_journal_compare(old_journal, old_run->id, journal, run->id, print_change, &n, &damaged,
                            &error))
        return fail(error);
    if (damaged)
        rv_cli_complain(P_("%u row of the journal is damaged and left out: run the batch again",
                           "%u rows of the journal are damaged and left out: run the batch again",
                           damaged),
                        damaged);
    return n ? RV_EXIT_REVIEW : RV_EXIT_PASS;
}

/* ---- the command ----------------------------------------------------------------------------- */

static RvJournal *
open_journal(const char *path, GPtrArray **runs)
{
    g_autoptr(GError) error = NULL;
    RvJournal *journal = rv_journal_open(path, RV_JOURNAL_READ, &error);

    *runs = journal ? rv_journal_runs(journal, &error) : NULL;
    if (*runs)
        return journal;
    rv_cli_complain("%s", error->message);
    rv_journal_close(journal, NULL);
    return NULL;
}

/* The run that is `back` before the last; NULL: there is none. */
static const RvRun *
run_of(const GPtrArray *runs, guint back)
{
    return runs->len > back ? g_ptr_array_index(runs, runs->len - 1 - back) : NULL;
}

static int
no_run(const char *path)
{
    rv_cli_complain(_("%s: the journal holds no such run; 'recevable journal status' tells which"),
                    path);
    return RV_EXIT_INTERNAL;
}

static int
diff(int argc, char **argv)
{
    g_autoptr(GPtrArray) old_runs = NULL, runs = NULL;
    RvJournal *old_journal = open_journal(argv[0], &old_runs), *journal = old_journal;
    const RvRun *before, *after;
    int status = RV_EXIT_INTERNAL;

    if (old_journal && argc > 1)
        journal = open_journal(argv[1], &runs);
    if (old_journal && journal) {
        before = run_of(old_runs, argc > 1 ? 0 : 1);
        after = run_of(argc > 1 ? runs : old_runs, 0);
        status = before && after ? print_diff(old_journal, before, journal, after)
                                 : no_run(before ? argv[1] : argv[0]);
    }
    if (journal != old_journal)
        rv_journal_close(journal, NULL);
    rv_journal_close(old_journal, NULL);
    return status;
}

static int
show(const char *path, const char *what, const Options *o)
{
    g_autoptr(GPtrArray) runs = NULL;
    RvJournal *journal = open_journal(path, &runs);
    int status = RV_EXIT_PASS;

    if (!journal)
        return RV_EXIT_INTERNAL;
    if (g_str_equal(what, "status"))
        status = print_status(journal, runs);
    else if (!runs->len)
        status = no_run(path);
    else if (!rv_batch_report(&(RvBatchReport){.journal = journal,
                                               .run = run_of(runs, 0),
                                               .format = o->format ? o->format : "text"}))
        status = RV_EXIT_INTERNAL;
    rv_journal_close(journal, NULL);
    return status;
}

static gboolean
is_known(const char *what, int n)
{
    if (g_str_equal(what, "diff"))
        return n == 1 || n == 2;
    return n > 0 && (g_str_equal(what, "status") || g_str_equal(what, "results"));
}

int
rv_cli_journal(int argc, char **argv)
{
    Options o = {0};
    int status;

    if (!parse(&o, &argc, &argv, &status))
        return status;
    if (!rv_cli_may_show(o.format, NULL))
        return RV_EXIT_USAGE;
    if (!argc || !is_known(argv[0], argc - 1)) {
        rv_cli_complain("%s", _("journal: say status FILE…, results FILE… or diff FILE [FILE]; see "
                                "'recevable help journal'"));
        return RV_EXIT_USAGE;
    }
    if (g_str_equal(argv[0], "diff"))
        return diff(argc - 1, argv + 1);
    for (int i = 1; i < argc; i++) {
        int one = show(argv[i], argv[0], &o);

        status = MAX(status, one);
    }
    return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recevable batch: an archive, verified. */
#include "lot.h"

#include <glib/gstdio.h>

#include <stdio.h>
#include <unistd.h>

#define JOURNAL "recevable-journal.sqlite"
#define MOST_JOBS 256

typedef struct {
    RvSessionOptions session;
    RvGiven given;
    const char *journal, *jobs, *format, *report, *referenced_on, *on;
    GPtrArray *include, *exclude;
    gboolean retry_errors, keep_readings;
} Options;

static volatile sig_atomic_t stop;

static void
ask_to_stop(int number)
{
    stop = number;
    /* Whoever asks twice gets it at once. */
    signal(number, SIG_DFL);
}

static gboolean
parse(Options *o, int *argc, char ***argv, int *status)
{
    const RvOption options[] = {
        RV_OPTION_VALUE("journal", 0, N_("FILE"),
                        N_("the journal (default: recevable-journal.sqlite, beside the report)"),
                        &o->journal),
        RV_OPTION_VALUE("jobs", 'j', N_("N"), N_("documents at once (default: one for each core)"),
                        &o->jobs),
        RV_OPTION_LIST("include", N_("GLOB"),
                       N_("only files of such names (may be repeated; default: *.pdf, and what "
                          "begins like one)"),
                       o->include),
        RV_OPTION_LIST("exclude", N_("GLOB"),
                       N_("no files and folders of such names (may be repeated)"), o->exclude),
        RV_OPTION_SWITCH("retry-errors", 0, N_("try again what could not be processed before"),
                         &o->retry_errors),
        RV_OPTION_SWITCH("keep-readings", 0,
                         N_("keep what was read in the journal, so that changed models need not "
                            "read again"),
                         &o->keep_readings),
        RV_OPTION_CHOICE("format", N_("FORMAT"), N_("how results are written (default: text)"),
                         rv_cli_batch_formats, &o->format),
        RV_OPTION_VALUE("report", 0, N_("FOLDER"),
                        N_("write the results there: tables, a spreadsheet, JUnit XML, a "
                           "summary"),
                        &o->report),
        RV_OPTION_TEMPLATE(&o->session),
        RV_OPTION_TEMPLATES(&o->session),
        RV_OPTION_VALUE("referenced-on", 0, N_("DATE"),
                        N_("the day the solution was referenced: orders before it are conditional"),
                        &o->referenced_on),
        RV_OPTION_VALUE("on", 0, N_("DATE"),
                        N_("the day of submission: tells what is too late, or nearly"), &o->on),
        RV_OPTIONS_READING(&o->session),
        RV_OPTIONS_FILES(&o->session),
        RV_OPTIONS_LIMITS(&o->session),
        RV_OPTION_LANGUAGE(&o->session.language),
        {.name = NULL},
    };
    const RvUsage usage = {
        N_("FOLDER…"),
        N_("Checks every document in the FOLDERs, and keeps in a journal what became of each. The\n"
           "same command again does only what is left.\n"
           "Exit status: 0 all pass, 1 one is to be reviewed, 2 one fails, 3 one could not be\n"
           "processed (the worst counts), 64 bad usage, 70 the program cannot do its work."),
        options};

    return rv_cli_parse(&usage, argc, argv, status);
}

/* ---- what there is --------------------------------------------------------------------------- */

static gboolean
add_all(RvArchive *archive, const Options *o, int argc, char **argv)
{
    const RvArchiveFilter filter = {o->include, o->exclude};
    g_autoptr(GPtrArray) listed = g_ptr_array_new_with_free_func(g_free);

    for (int i = 0; i < argc; i++) {
        g_autoptr(GError) error = NULL;

        if (!rv_archive_add(archive, argv[i], &filter, &error)) {
            rv_cli_complain("%s", error->message);
            return FALSE;
        }
    }
    if (o->session.files_from && !rv_cli_add_listed(listed, o->session.files_from, o->session.nul))
        return FALSE;
    for (guint i = 0; i < listed->len; i++)
        rv_archive_add_file(archive, g_ptr_array_index(listed, i));
    rv_archive_settle(archive);
    return TRUE;
}

/* Each is told, as nothing is skipped in silence. */
static gboolean
tell_skipped(const RvArchive *archive)
{
    gboolean is_loss = FALSE;

    for (guint i = 0; i < archive->skipped->len; i++) {
        const RvSkipped *skipped = g_ptr_array_index(archive->skipped, i);

        rv_cli_complain(_("%s: skipped: %s"), skipped->path, skipped->why);
        is_loss |= skipped->is_loss;
    }
    return is_loss;
}

/* ---- the run --------------------------------------------------------------------------------- */

static int
worst_status(const RvBatchCounts *counts)
{
    for (int v = RV_VERDICT_ERROR; v > RV_VERDICT_PASS; v--)
        if (counts->verdicts[v])
            return rv_cli_status_of((RvVerdict)v);
    return RV_EXIT_PASS;
}

static int
fail(const GError *error)
{
    rv_cli_complain("%s", error->message);
    return RV_EXIT_INTERNAL;
}

static void
listen_for_stop(void)
{
    struct sigaction ask = {.sa_handler = ask_to_stop};

    sigaction(SIGINT, &ask, NULL);
    sigaction(SIGTERM, &ask, NULL);
    sigaction(SIGHUP, &ask, NULL);
}

static int
run(const Options *o, RvCrew *crew, RvJournal *journal, const RvArchive *archive)
{
    g_auto(RvDescription) setup = rv_cli_describe(crew);
    g_autoptr(GError) error = NULL;
    g_autoptr(RvRun) run = rv_journal_begin(journal, setup.hash, setup.text, &error);
    g_autoptr(RvRun) before = NULL;
    RvProgress progress;
    RvBatchCounts counts;
    const RvBatch batch = {.pool = crew->pool,
                           .journal = journal,
                           .run = run,
                           .archive = archive,
                           .max_bytes = crew->setup.pdf.max_bytes,
                           .reader = setup.reader,
                           .keep_readings = o->keep_readings,
                           .retry_errors = o->retry_errors,
                           .given = o->given,
                           .template_id = crew->setup.options.template_id,
                           .isolation = rv_pool_hello(crew->pool)->isolation,
                           .stop = &stop,
                           .progress = rv_progress_tell,
                           .data = &progress};
    gboolean done;

    if (!run)
        return fail(error);
    listen_for_stop();
    rv_progress_init(&progress);
    done = rv_batch_run(&batch, &counts, &error);
    rv_progress_end(&progress);
    if (!done)
        return fail(error);
    if (stop)
        rv_cli_complain(_("stopped after %u of %u files; the same command goes on"), counts.done,
                        counts.total);
    if (counts.done == counts.total)
        before = rv_journal_run_before(journal, run);
    if (!rv_batch_report(&(RvBatchReport){.journal = journal,
                                          .run = run,
                                          .before = before,
                                          .archive = archive,
                                          .counts = &counts,
                                          .format = o->format ? o->format : "text",
                                          .folder = o->report}))
        return RV_EXIT_INTERNAL;
    return stop ? 128 + stop : worst_status(&counts);
}

static char *
journal_path(const Options *o)
{
    if (o->journal)
        return g_strdup(o->journal);
    return o->report ? g_build_filename(o->report, JOURNAL, NULL) : g_strdup(JOURNAL);
}

static int
open_and_run(const Options *o, const RvArchive *archive)
{
    g_autofree char *path = journal_path(o);
    g_autoptr(GError) error = NULL;
    g_auto(RvCrew) crew = {0};
    guint64 jobs = (guint64)g_get_num_processors();
    RvJournal *journal;
    int status;

    if (!rv_cli_take_number("--jobs", o->jobs, 1, MOST_JOBS, &jobs))
        return RV_EXIT_USAGE;
    if (o->report && g_mkdir_with_parents(o->report, 0755) < 0) {
        rv_cli_complain(_("%s: the folder cannot be made: name one in a folder of yours"),
                        o->report);
        return RV_EXIT_USAGE;
    }
    journal = rv_journal_open(path, RV_JOURNAL_WRITE, &error);
    if (!journal)
        return fail(error);
    status = rv_crew_open(&crew, &o->session, &o->given, TRUE, (guint)jobs);
    if (status == RV_EXIT_PASS)
        status = run(o, &crew, journal, archive);
    if (!rv_journal_close(journal, &error) && status < RV_EXIT_USAGE)
        status = fail(error);
    return status;
}

int
rv_cli_batch(int argc, char **argv)
{
    g_autoptr(GPtrArray) include = g_ptr_array_new(), exclude = g_ptr_array_new();
    g_autoptr(RvArchive) archive = rv_archive_new();
    Options o = {.include = include, .exclude = exclude};
    gboolean is_loss;
    int status;

    if (!parse(&o, &argc, &argv, &status))
        return status;
    if (!argc && !o.session.files_from) {
        rv_cli_complain(_("no folder to check; see 'recevable help batch'"));
        return RV_EXIT_USAGE;
    }
    if (!rv_cli_take_date("--referenced-on", o.referenced_on, &o.given.referenced_on) ||
        !rv_cli_take_date("--on", o.on, &o.given.on) || !rv_cli_may_show(o.format, NULL) ||
        !add_all(archive, &o, argc, argv))
        return RV_EXIT_USAGE;
    is_loss = tell_skipped(archive);
    status = open_and_run(&o, archive);
    return is_loss && status < RV_EXIT_ERROR ? RV_EXIT_ERROR : status;
}

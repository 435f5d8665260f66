/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recevable watch: a hot folder. */
#include "lot.h"

#include "recevable/file.h"
#include "recevable/text.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ENDING ".json"
#define MOST_RESULT (64 << 20) /* bytes */
/* Most programs that save and scanners that send have done so in less. Seconds. */
#define SETTLE 2
#define MOST_SETTLE 3600
/* Names that a file may get where its own is taken. */
#define MOST_NAMES 1000

typedef struct {
    RvSessionOptions session;
    RvGiven given;
    const char *settle, *referenced_on, *on;
    gboolean move;
} Options;

typedef struct {
    const Options *o;
    RvCrew *crew;
    const char *path;
    int folder;
} Watch;

static volatile sig_atomic_t stop;

static void
ask_to_stop(int number)
{
    stop = number;
    signal(number, SIG_DFL);
}

static gboolean
parse(Options *o, int *argc, char ***argv, int *status)
{
    const RvOption options[] = {
        RV_OPTION_SWITCH("move", 0,
                         N_("move what passes to done/ and all else to rejected/, with its result"),
                         &o->move),
        RV_OPTION_VALUE("settle", 0, N_("SECONDS"),
                        N_("a file is there when it has not changed for so long (default: 2)"),
                        &o->settle),
        RV_OPTION_TEMPLATE(&o->session),
        RV_OPTION_TEMPLATES(&o->session),
        RV_OPTION_VALUE("referenced-on", 0, N_("DATE"),
                        N_("the day the solution was referenced: orders before it are conditional"),
                        &o->referenced_on),
        RV_OPTION_VALUE("on", 0, N_("DATE"),
                        N_("the day of submission: tells what is too late, or nearly"), &o->on),
        RV_OPTIONS_READING(&o->session),
        RV_OPTION_PASSWORD(&o->session),
        RV_OPTIONS_LIMITS(&o->session),
        RV_OPTION_LANGUAGE(&o->session.language),
        {.name = NULL},
    };
    const RvUsage usage = {
        N_("FOLDER"),
        N_("Checks every document that is put into FOLDER, until it is stopped, and writes the\n"
           "result beside it, in FILE.json.\n"
           "Exit status: 0 it was stopped, 64 bad usage, 70 the program cannot do its work."),
        options};

    return rv_cli_parse(&usage, argc, argv, status);
}

/* ---- results --------------------------------------------------------------------------------- */

/* A result that lies beside a file is of it when it is of the same bytes. */
static gboolean
is_done(const Watch *w, const char *name, const char *result_path)
{
    g_autoptr(GBytes) text = rv_file_read(result_path, MOST_RESULT, NULL);
    g_autoptr(RvResult) known = NULL;
    g_autoptr(RvIntake) intake = NULL;
    gsize size;
    const char *bytes = text ? g_bytes_get_data(text, &size) : NULL;

    known = bytes ? rv_result_from_json(bytes, size, NULL) : NULL;
    if (!known || !known->sha256)
        return FALSE;
    intake = rv_intake_new(w->folder, name, O_NOFOLLOW, w->crew->setup.pdf.max_bytes, NULL);
    return intake && g_str_equal(intake->sha256, known->sha256);
}

static gboolean
write_result(const RvResult *result, const char *path)
{
    g_autoptr(GString) text = g_string_new(NULL);
    RvOutput *output = rv_output_open(path);

    if (!output)
        return FALSE;
    rv_report_write(rv_report_format("json"), result, text);
    rv_output_write(output, text);
    return rv_output_close(output);
}

/* ---- moving ---------------------------------------------------------------------------------- */

/* NAME.pdf, NAME.2.pdf ...: what is there already is never replaced. */
static char *
other_name(const char *name, int number)
{
    const char *dot = strrchr(name, '.');
    gsize stem = dot && dot != name ? (gsize)(dot - name) : strlen(name);

    return number == 1 ? g_strdup(name)
                       : g_strdup_printf("%.*s.%d%s", (int)stem, name, number, name + stem);
}

/* The result first: where it cannot go, nothing does. */
static gboolean
move_both(const Watch *w, const char *name, const char *to)
{
    g_autofree char *result = g_strconcat(name, ENDING, NULL);

    for (int number = 1; number < MOST_NAMES; number++) {
        g_autofree char *moved = other_name(name, number);
        g_autofree char *place = g_build_filename(to, moved, NULL);
        g_autofree char *result_place = g_strconcat(place, ENDING, NULL);

        if (renameat2(w->folder, result, w->folder, result_place, RENAME_NOREPLACE) < 0) {
            if (errno == EEXIST)
                continue;
            return FALSE;
        }
        if (renameat2(w->folder, name, w->folder, place, RENAME_NOREPLACE) == 0)
            return TRUE;
        if (errno != EEXIST)
            return FALSE;
        /* Back, and the next name. */
        renameat2(w->folder, result_place, w->folder, result, RENAME_NOREPLACE);
    }
    return FALSE;
}

static void
move_away(const Watch *w, const char *name, RvVerdict verdict)
{
    const char *to = verdict == RV_VERDICT_PASS ? "done" : "rejected";

    if (mkdirat(w->folder, to, 0777) < 0 && errno != EEXIST)
        rv_cli_complain(_("%s/%s: the folder cannot be made (%s): mend that; files stay where they "
                          "are"),
                        w->path, to, g_strerror(errno));
    else if (!move_both(w, name, to))
        rv_cli_complain(_("%s/%s: cannot be moved to %s/ (%s): move it yourself"), w->path, name,
                        to, g_strerror(errno));
}

/* ---- the folder ------------------------------------------------------------------------------ */

static void
tell(const char *file, const RvResult *result)
{
    g_autofree char *name = rv_text_printable(file);

    printf("%s %s\n", rv_verdict_word(result->verdict), name);
    fflush(stdout);
}

static void
check_file(const Watch *w, const char *name)
{
    g_autofree char *file = g_build_filename(w->path, name, NULL);
    g_autofree char *result_path = g_strconcat(file, ENDING, NULL);
    g_autoptr(RvResult) result = NULL;
    struct stat before = {0}, after = {0};

    if (g_str_has_suffix(name, ENDING) || !rv_archive_is_document(w->folder, name) ||
        is_done(w, name, result_path))
        return;
    fstatat(w->folder, name, &before, AT_SYMLINK_NOFOLLOW);
    result = rv_crew_do_at(w->crew, w->folder, name, file, RV_TASK_CHECK, FALSE);
    fstatat(w->folder, name, &after, AT_SYMLINK_NOFOLLOW);
    if (before.st_ino != after.st_ino || before.st_size != after.st_size ||
        before.st_mtim.tv_sec != after.st_mtim.tv_sec ||
        before.st_mtim.tv_nsec != after.st_mtim.tv_nsec)
        return; /* another one by now, which will come */
    if (!write_result(result, result_path))
        return; /* it was told */
    tell(file, result);
    if (w->o->move)
        move_away(w, name, result->verdict);
}

static int
watch(const Options *o, const char *path, double settle)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RvHotFolder) hot = rv_hot_folder_new(path, settle, &error);
    struct sigaction ask = {.sa_handler = ask_to_stop};
    g_auto(RvCrew) crew = {0};
    char *name;
    int status;

    if (!hot) {
        rv_cli_complain("%s", error->message);
        return RV_EXIT_USAGE;
    }
    status = rv_crew_open(&crew, &o->session, &o->given, TRUE, 1);
    if (status != RV_EXIT_PASS)
        return status;
    sigaction(SIGINT, &ask, NULL);
    sigaction(SIGTERM, &ask, NULL);
    while ((name = rv_hot_folder_next(hot, &stop, &error))) {
        check_file(&(Watch){o, &crew, path, rv_hot_folder_fd(hot)}, name);
        g_free(name);
    }
    if (!error)
        return RV_EXIT_PASS;
    rv_cli_complain("%s", error->message);
    return RV_EXIT_INTERNAL;
}

int
rv_cli_watch(int argc, char **argv)
{
    Options o = {0};
    guint64 settle = SETTLE;
    int status;

    if (!parse(&o, &argc, &argv, &status))
        return status;
    if (argc != 1) {
        rv_cli_complain(_("name one folder to watch; see 'recevable help watch'"));
        return RV_EXIT_USAGE;
    }
    if (!rv_cli_take_date("--referenced-on", o.referenced_on, &o.given.referenced_on) ||
        !rv_cli_take_date("--on", o.on, &o.given.on) ||
        !rv_cli_take_number("--settle", o.settle, 0, MOST_SETTLE, &settle))
        return RV_EXIT_USAGE;
    return watch(&o, argv[0], (double)settle);
}

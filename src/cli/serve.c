/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recevable serve: the page of this machine. */
#include "session.h"

#include "recevable/serve.h"

#include <stdio.h>

#define USUAL_PORT 8473
#define MOST_JOBS 64
/* Half an hour: over a lunch nobody has to give a document again. */
#define KEEP_SECONDS 1800

typedef struct {
    RvSessionOptions session;
    RvGiven given;
    const char *port, *jobs, *referenced_on, *on;
} Options;

static volatile sig_atomic_t stop;

static void
ask_to_stop(int number)
{
    stop = number;
}

static gboolean
parse(Options *o, int *argc, char ***argv, int *status)
{
    const RvOption options[] = {
        RV_OPTION_VALUE("port", 'p', N_("N"), N_("listen on this port (default: 8473; 0: any)"),
                        &o->port),
        RV_OPTION_VALUE("jobs", 'j', N_("N"), N_("documents at once (default: one for each core)"),
                        &o->jobs),
        RV_OPTION_TEMPLATE(&o->session),
        RV_OPTION_TEMPLATES(&o->session),
        RV_OPTION_VALUE("referenced-on", 0, N_("DATE"),
                        N_("the day the solution was referenced: orders before it are conditional"),
                        &o->referenced_on),
        RV_OPTION_VALUE("on", 0, N_("DATE"),
                        N_("the day of submission: tells what is too late, or nearly"), &o->on),
        RV_OPTIONS_READING(&o->session),
        RV_OPTIONS_LIMITS(&o->session),
        RV_OPTION_LANGUAGE(&o->session.language),
        {.name = NULL},
    };
    const RvUsage usage = {
        "",
        N_("Serves a page, to this machine alone, on which documents are dropped and checked; and\n"
           "the same to programs, under /api/. Ends with Ctrl-C; nothing is kept.\n"
           "Exit status: 0, 64 bad usage, 70 the program cannot do its work."),
        options};

    return rv_cli_parse(&usage, argc, argv, status);
}

static void
tell_address(guint port, gpointer data)
{
    (void)data;
    printf("http://127.0.0.1:%u/\n", port);
    fflush(stdout);
}

static int
run(const Options *o, guint port, guint jobs)
{
    struct sigaction ask = {.sa_handler = ask_to_stop};
    g_auto(RvCrew) crew = {0};
    g_autoptr(GError) error = NULL;
    /* One hand more, for glances. */
    int status = rv_crew_open(&crew, &o->session, &o->given, TRUE, jobs + 1);
    const RvServe serve = {.port = port,
                           .jobs = jobs,
                           .max_bytes = crew.setup.pdf.max_bytes,
                           .keep_seconds = KEEP_SECONDS,
                           .given = o->given,
                           .template_id = crew.setup.options.template_id,
                           .pool = crew.pool,
                           .stop = &stop,
                           .ready = tell_address};

    if (status != RV_EXIT_PASS)
        return status;
    sigaction(SIGINT, &ask, NULL);
    sigaction(SIGTERM, &ask, NULL);
    sigaction(SIGHUP, &ask, NULL);
    if (rv_serve(&serve, &error))
        return RV_EXIT_PASS;
    rv_cli_complain("%s", error->message);
    return RV_EXIT_INTERNAL;
}

int
rv_cli_serve(int argc, char **argv)
{
    Options o = {0};
    guint64 port = USUAL_PORT, jobs = (guint64)g_get_num_processors();
    int status;

    if (!parse(&o, &argc, &argv, &status))
        return status;
    if (argc) {
        rv_cli_complain(_("%s: serve takes no file; drop it on the page"), argv[0]);
        return RV_EXIT_USAGE;
    }
    if (!rv_cli_take_number("--port", o.port, 0, G_MAXUINT16, &port) ||
        !rv_cli_take_number("--jobs", o.jobs, 1, MOST_JOBS, &jobs) ||
        !rv_cli_take_date("--referenced-on", o.referenced_on, &o.given.referenced_on) ||
        !rv_cli_take_date("--on", o.on, &o.given.on))
        return RV_EXIT_USAGE;
    return run(&o, (guint)port, (guint)jobs);
}

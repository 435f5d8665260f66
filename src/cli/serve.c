/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recevable serve: the page of this machine. */
#include "session.h"

#include "recevable/error.h"
#include "recevable/file.h"
#include "recevable/serve.h"

#include <stdio.h>

#define USUAL_PORT 8473
#define MOST_JOBS 64
/* Half an hour: over a lunch nobody has to give a document again. */
#define KEEP_SECONDS 1800

/* Of a certificate with all that signed it, or its key. */
#define MOST_PEM 1000000

typedef struct {
    RvSessionOptions session;
    RvGiven given;
    const char *port, *jobs, *referenced_on, *on;
    const char *listen, *proxy, *users, *certificate, *key;
    GPtrArray *names;
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
        RV_OPTION_VALUE("listen", 0, N_("ADDRESS"),
                        N_("listen there instead of on 127.0.0.1: others may then come"),
                        &o->listen),
        RV_OPTION_LIST("name", N_("NAME"), N_("what the page is called there (may be repeated)"),
                       o->names),
        RV_OPTION_VALUE("users", 0, N_("FILE"),
                        N_("ask for a password: lines NAME:HASH, see openssl passwd -6"),
                        &o->users),
        RV_OPTION_VALUE("certificate", 0, N_("FILE"), N_("speak TLS with this certificate (PEM)"),
                        &o->certificate),
        RV_OPTION_VALUE("key", 0, N_("FILE"), N_("… and its key (PEM)"), &o->key),
        RV_OPTION_VALUE("proxy", 0, N_("ADDRESS"),
                        N_("listen to this proxy alone, which speaks TLS with the guests"),
                        &o->proxy),
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
        N_("Serves a page on which documents are dropped and checked, and the same to programs,\n"
           "under /api/: to this machine alone, without --listen or --proxy. Ends with Ctrl-C;\n"
           "nothing is kept.\n"
           "Exit status: 0, 64 bad usage, 70 the program cannot do its work."),
        options};

    return rv_cli_parse(&usage, argc, argv, status);
}

static void
tell_address(const char *url, gpointer data)
{
    (void)data;
    printf("%s\n", url);
    fflush(stdout);
}

/* What the door needs, read from files. */
typedef struct {
    RvDoor door;
    char *certificate, *key;
} Entry;

static void
entry_clear(Entry *entry)
{
    g_clear_pointer(&entry->door.passwords, rv_passwords_free);
    g_free(entry->certificate);
    g_free(entry->key);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Entry, entry_clear)

/* Owned by the caller; NULL: it was explained. */
static char *
read_pem(const char *option, const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = rv_file_read(path, MOST_PEM, &error);

    if (bytes)
        return g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    rv_cli_complain("%s %s: %s", option, path, error->message);
    return NULL;
}

/* FALSE: it was explained. */
static gboolean
take_entry(const Options *o, guint port, Entry *entry)
{
    g_autoptr(GError) error = NULL;

    if (o->users && !(entry->door.passwords = rv_passwords_read(o->users, &error))) {
        rv_cli_complain("--users %s: %s", o->users, error->message);
        return FALSE;
    }
    if ((o->certificate && !(entry->certificate = read_pem("--certificate", o->certificate))) ||
        (o->key && !(entry->key = read_pem("--key", o->key))))
        return FALSE;
    entry->door.address = o->listen;
    entry->door.port = port;
    entry->door.names = (const char *const *)o->names->pdata;
    entry->door.proxy = o->proxy;
    entry->door.certificate = entry->certificate;
    entry->door.key = entry->key;
    if (rv_door_check(&entry->door, &error))
        return TRUE;
    rv_cli_complain("serve: %s", error->message);
    return FALSE;
}

static int
run(const Options *o, const RvDoor *door, guint jobs)
{
    struct sigaction ask = {.sa_handler = ask_to_stop};
    g_auto(RvCrew) crew = {0};
    g_autoptr(GError) error = NULL;
    /* One hand more, for glances. */
    int status = rv_crew_open(&crew, &o->session, &o->given, TRUE, jobs + 1);
    const RvServe serve = {.door = *door,
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
    rv_cli_complain("serve: %s", error->message);
    return error->code == RV_ERROR_USAGE ? RV_EXIT_USAGE : RV_EXIT_INTERNAL;
}

int
rv_cli_serve(int argc, char **argv)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    Options o = {.names = names};
    g_auto(Entry) entry = {0};
    guint64 port = USUAL_PORT, jobs = (guint64)g_get_num_processors();
    int status;

    if (!parse(&o, &argc, &argv, &status))
        return status;
    if (argc) {
        rv_cli_complain(_("%s: serve takes no file; drop it on the page"), argv[0]);
        return RV_EXIT_USAGE;
    }
    g_ptr_array_add(names, NULL);
    if (!rv_cli_take_number("--port", o.port, 0, G_MAXUINT16, &port) ||
        !rv_cli_take_number("--jobs", o.jobs, 1, MOST_JOBS, &jobs) ||
        !rv_cli_take_date("--referenced-on", o.referenced_on, &o.given.referenced_on) ||
        !rv_cli_take_date("--on", o.on, &o.given.on) || !take_entry(&o, (guint)port, &entry))
        return RV_EXIT_USAGE;
    return run(&o, &entry.door, (guint)jobs);
}

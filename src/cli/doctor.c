/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recevable doctor: what this system has of what the program needs, found by asking for it. */
#include "session.h"

#include <stdio.h>

static gboolean
parse(RvSessionOptions *o, int *argc, char ***argv, int *status)
{
    const RvOption options[] = {
        RV_OPTION_TEMPLATES(o),
        RV_OPTIONS_READING(o),
        RV_OPTION_LANGUAGE(&o->language),
        {.name = NULL},
    };
    const RvUsage usage = {
        "",
        N_("Tells what documents are read and held by on this system: the engine, the models,\n"
           "the isolation and its limits. Exit status: 0 all is well, 70 something lacks."),
        options};

    return rv_cli_parse(&usage, argc, argv, status);
}

static const char *const isolations[] = {
    [RV_ISOLATION_NONE] = N_("none: documents are not opened without --no-sandbox"),
    [RV_ISOLATION_PARTIAL] = N_("partial: a document that takes a worker over could read files"),
    [RV_ISOLATION_FULL] = N_("full"),
};

static void
print_isolation(void)
{
    RvFenceKinds kinds = rv_fence_kinds();

    printf(_("Isolation: %s"), _(isolations[rv_fence_isolation(&kinds)]));
    putchar('\n');
    /* Translators: seccomp and Landlock are parts of the kernel. */
    printf("  - seccomp: %s\n", kinds.seccomp ? _("yes (system calls)") : _("no"));
    if (kinds.landlock)
        printf(_("  - Landlock: version %d (files, network)"), kinds.landlock);
    else
        printf("  - Landlock: %s", _("no: the kernel lacks it, or it is switched off"));
    putchar('\n');
}

static void
print_limits(void)
{
    const RvWorkLimits *work = &rv_work_default_limits;
    const RvPdfLimits *pdf = &rv_pdf_default_limits;

    printf(_("Limits of a document: %u MB, %d pages, %u million pixels a page, %u MB of memory, "
             "%u s a page, %u s of processor time"),
           (guint)(pdf->max_bytes / 1000000), pdf->max_pages, (guint)(pdf->max_pixels / 1000000),
           (guint)(work->memory / 1000000), work->step_seconds, work->cpu_seconds);
    putchar('\n');
}

int
rv_cli_doctor(int argc, char **argv)
{
    RvSessionOptions options = {0};
    const RvGiven nothing = {0};
    g_auto(RvCrew) crew = {0};
    const RvHello *hello;
    int status;

    if (!parse(&options, &argc, &argv, &status))
        return status;
    if (argc) {
        rv_cli_complain(_("%s takes no file; see 'recevable help %s'"), "doctor", "doctor");
        return RV_EXIT_USAGE;
    }
    printf("recevable %s\n", RV_VERSION);
    print_isolation();
    print_limits();
    status = rv_crew_open(&crew, &options, &nothing, TRUE, 1);
    if (status != RV_EXIT_PASS)
        return status;
    hello = rv_pool_hello(crew.pool);
    printf(_("Engine: %s"), hello->engine);
    printf("\n");
    printf(_("Document models: %.12s… (one hash of all)"), hello->templates);
    printf("\n%s\n", hello->knows_deadlines ? _("Deadlines of the programme: there")
                                            : _("Deadlines of the programme: not there"));
    return RV_EXIT_PASS;
}

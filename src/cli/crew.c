/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The supervisor of check and score: one document after the other. */
#include "session.h"

#include "recevable/error.h"

#include <fcntl.h>

/* A day, and what a machine of today has. */
#define MOST_SECONDS 86400
#define MOST_MEGABYTES 1000000
#define MOST_PAGES 100000
#define MEGABYTE 1000000

gboolean
rv_cli_take_number(const char *option, const char *text, guint64 low, guint64 high, guint64 *value)
{
    if (!text || g_ascii_string_to_unsigned(text, 10, low, high, value, NULL))
        return TRUE;
    rv_cli_complain(_("%s: '%s' is not a whole number from %lu to %lu"), option, text,
                    (unsigned long)low, (unsigned long)high);
    return FALSE;
}

static gboolean
take_limits(RvSetup *setup)
{
    const RvSessionOptions *o = &setup->options;
    guint64 seconds = setup->work.step_seconds, pages = (guint64)setup->pdf.max_pages;
    guint64 memory = setup->work.memory / MEGABYTE, size = setup->pdf.max_bytes / MEGABYTE;

    if (!rv_cli_take_number("--max-seconds", o->seconds, 1, MOST_SECONDS, &seconds) ||
        !rv_cli_take_number("--max-pages", o->pages, 1, MOST_PAGES, &pages) ||
        !rv_cli_take_number("--max-memory", o->memory, 1, MOST_MEGABYTES, &memory) ||
        !rv_cli_take_number("--max-size", o->megabytes, 1, MOST_MEGABYTES, &size))
        return FALSE;
    setup->work.step_seconds = (guint)seconds;
    setup->pdf.max_pages = (int)pages;
    if (o->memory)
        setup->work.memory = memory * MEGABYTE;
    if (o->megabytes)
        setup->pdf.max_bytes = size * MEGABYTE;
    return TRUE;
}

int
rv_crew_open_setup(RvCrew *crew, const RvSetup *given_setup, guint n)
{
    RvSetup *setup = &crew->setup;
    const RvSessionOptions *options = &setup->options;
    const RvGiven *given = &setup->given;
    g_autoptr(GBytes) bytes = NULL;
    g_autoptr(GError) error = NULL;
    int status;

    *setup = *given_setup;
    setup->pdf = rv_pdf_default_limits;
    setup->work = rv_work_default_limits;
    if (g_strcmp0(options->template_id, "auto") == 0)
        setup->options.template_id = NULL;
    if (!take_limits(setup))
        return RV_EXIT_USAGE;
    if (options->password_file && !(setup->password = rv_cli_read_password(options->password_file)))
        return RV_EXIT_USAGE;
    bytes = rv_setup_pack(setup);
    crew->pool = rv_pool_new(bytes, n, &setup->work, &status, &error);
    if (error)
        rv_cli_complain("%s", error->message);
    if (!crew->pool)
        return status ? status : RV_EXIT_INTERNAL;
    if (!g_date_valid(&given->on) || rv_pool_hello(crew->pool)->knows_deadlines)
        return RV_EXIT_PASS;
    rv_cli_complain(_("--on: no %s beside the models: install recevable again, or add it to "
                      "the folder of --templates"),
                    RV_DEADLINES_FILE);
    return RV_EXIT_INTERNAL;
}

int
rv_crew_open(RvCrew *crew, const RvSessionOptions *options, const RvGiven *given,
             gboolean is_reading, guint n)
{
    const RvSetup setup = {.options = *options, .given = *given, .is_reading = is_reading};

    return rv_crew_open_setup(crew, &setup, n);
}

void
rv_crew_clear(RvCrew *crew)
{
    g_clear_pointer(&crew->pool, rv_pool_free);
    g_clear_pointer(&crew->setup.password, g_free);
}

/* What a worker cannot know, or is not believed in. */
static RvResult *
finish(const RvCrew *crew, RvResult *result, const char *file, const char *sha256)
{
    g_free(result->file);
    result->file = g_strdup(file);
    g_free(result->sha256);
    result->sha256 = g_strdup(sha256);
    result->given = crew->setup.given;
    g_free(result->forced_template);
    result->forced_template = g_strdup(crew->setup.options.template_id);
    result->isolation = rv_pool_hello(crew->pool)->isolation;
    return result;
}

RvResult *
rv_crew_work(RvCrew *crew, int folder, const char *name, const char *file, const RvWish *wish,
             RvNotes *notes)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RvJob) done = NULL;
    RvIntake *intake = rv_intake_new(folder, name, folder == AT_FDCWD ? 0 : O_NOFOLLOW,
                                     crew->setup.pdf.max_bytes, &error);
    RvJob *job;

    if (!intake)
        return finish(crew, rv_result_new_error(file, error), file, NULL);
    job = rv_job_new(intake, wish->task);
    job->pictures = wish->with_pictures ? G_MAXUINT : 0;
    job->annotate = wish->annotate;
    rv_pool_give(crew->pool, job);
    while (!(done = rv_pool_wait(crew->pool, -1)))
        ; /* a signal that does not end the program */
    if (notes)
        *notes = (RvNotes){done->how, g_steal_pointer(&done->notes), g_steal_pointer(&done->draft)};
    return finish(crew, g_steal_pointer(&done->result), file, done->intake->sha256);
}

RvResult *
rv_crew_do_at(RvCrew *crew, int folder, const char *name, const char *file, RvTask task,
              gboolean with_pictures)
{
    return rv_crew_work(crew, folder, name, file,
                        &(RvWish){.task = task, .with_pictures = with_pictures}, NULL);
}

RvResult *
rv_crew_do(RvCrew *crew, const char *file, RvTask task, gboolean with_pictures)
{
    return rv_crew_do_at(crew, AT_FDCWD, file, file, task, with_pictures);
}

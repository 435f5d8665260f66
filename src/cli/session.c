/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session.h"

#include "recevable/error.h"

#include <sys/ioctl.h>
#include <unistd.h>

/* A dense page reads in 0.2 s, or with Tesseract in 1-3; one of 2-pt text would take minutes. */
#define PAGE_SECONDS 60.0
#define MAX_WIDTH 100 /* columns: longer lines are hard to read */

const char *const rv_cli_readers[] = {"fast", "tesseract", NULL};
const char *const rv_cli_colors[] = {"auto", "always", "never", NULL};

GPtrArray *
rv_session_files(const RvSessionOptions *options, int argc, char **argv)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);

    for (int i = 0; i < argc; i++)
        g_ptr_array_add(files, g_strdup(argv[i]));
    if (options->files_from && !rv_cli_add_listed(files, options->files_from, options->nul))
        return NULL;
    if (!files->len && !options->files_from) {
        rv_cli_complain(_("no file to check; see 'recevable help check'"));
        return NULL;
    }
    return g_steal_pointer(&files);
}

/* no-color.org: NO_COLOR counts when it is not empty; the option outranks it. */
RvReportStyle
rv_cli_style(const char *color, const char *output)
{
    const char *no_color = g_getenv("NO_COLOR");
    gboolean terminal = !output && isatty(STDOUT_FILENO);
    RvReportStyle style = {.color = terminal && !(no_color && *no_color), .width = 0};
    struct winsize size;

    if (color && !g_str_equal(color, "auto"))
        style.color = g_str_equal(color, "always");
    if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col)
        style.width = MIN(size.ws_col, MAX_WIDTH);
    return style;
}

static int
open_reading(RvSession *session, const RvSessionOptions *o)
{
    g_autoptr(GError) error = NULL;

    session->templates = rv_templates_load(o->templates, &error);
    if (session->templates && o->template_id &&
        !rv_templates_find(session->templates, o->template_id)) {
        rv_cli_complain(_("there is no model '%s'; 'recevable templates list' names them"),
                        o->template_id);
        return RV_EXIT_USAGE;
    }
    if (session->templates)
        session->reader = rv_reader_new(
            o->tessdata, o->models ? o->models : "fra",
            g_strcmp0(o->reader, "tesseract") ? RV_READER_FAST : RV_READER_TESSERACT, &error);
    if (session->reader)
        return RV_EXIT_PASS;
    rv_cli_complain("%s", error->message);
    return g_error_matches(error, RV_ERROR, RV_ERROR_USAGE) ? RV_EXIT_USAGE : RV_EXIT_INTERNAL;
}

int
rv_session_open(RvSession *session, const RvSessionOptions *options, gboolean is_reading)
{
    int status = RV_EXIT_PASS;

    if (options->password_file &&
        !(session->password = rv_cli_read_password(options->password_file)))
        return RV_EXIT_USAGE;
    if (is_reading)
        status = open_reading(session, options);
    session->pipeline = (RvPipeline){.reader = session->reader,
                                     .templates = session->templates,
                                     .template_id = options->template_id,
                                     .password = session->password,
                                     .limits = rv_pdf_default_limits,
                                     .page_seconds = PAGE_SECONDS};
    return status;
}

void
rv_session_clear(RvSession *session)
{
    g_clear_pointer(&session->reader, rv_reader_free);
    g_clear_pointer(&session->templates, g_ptr_array_unref);
    g_clear_pointer(&session->password, g_free);
}

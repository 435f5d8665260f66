/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recevable check: documents through the pipeline, results to a report as they come. */
#include "cli.h"

#include "recevable/error.h"
#include "recevable/i18n.h"
#include "recevable/pipeline.h"
#include "recevable/report.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* A dense page reads in 1-3 s; one of 2-pt text would take minutes. */
#define PAGE_SECONDS 20.0
#define MAX_WIDTH 100       /* columns: longer lines are hard to read */
#define MAX_LIST (64 << 20) /* bytes of a list of files */

typedef struct {
    char *format, *template_id, *models, *language, *tessdata, *templates;
    char *password_file, *color, *files_from, *output;
    gboolean nul;
} Options;

static void
options_clear(Options *o)
{
    char *all[] = {o->format,    o->template_id,   o->models, o->language,   o->tessdata,
                   o->templates, o->password_file, o->color,  o->files_from, o->output};

    for (gsize i = 0; i < G_N_ELEMENTS(all); i++)
        g_free(all[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

static gboolean
parse_options(Options *o, int *argc, char ***argv)
{
    const GOptionEntry entries[] = {
        {"format", 0, 0, G_OPTION_ARG_STRING, &o->format, N_("text, json or jsonl (default: text)"),
         N_("FORMAT")},
        {"template", 0, 0, G_OPTION_ARG_STRING, &o->template_id,
         N_("judge by this model instead of recognising it"), N_("ID")},
        {"models", 'l', 0, G_OPTION_ARG_STRING, &o->models,
         N_("recognition models, fra or fra+eng (default: fra)"), N_("MODELS")},
        {"language", 0, 0, G_OPTION_ARG_STRING, &o->language,
         N_("messages in fr or en (default: the locale's)"), N_("LANGUAGE")},
        {"tessdata", 0, 0, G_OPTION_ARG_FILENAME, &o->tessdata,
         N_("folder of the recognition models"), N_("FOLDER")},
        {"templates", 0, 0, G_OPTION_ARG_FILENAME, &o->templates,
         N_("folder of the document models"), N_("FOLDER")},
        {"password-file", 0, 0, G_OPTION_ARG_FILENAME, &o->password_file,
         N_("file whose first line opens encrypted PDFs"), N_("FILE")},
        {"color", 0, 0, G_OPTION_ARG_STRING, &o->color, N_("auto, always or never (default: auto)"),
         N_("WHEN")},
        {"files-from", 0, 0, G_OPTION_ARG_FILENAME, &o->files_from,
         N_("read the names of the files from FILE, '-' for standard input"), N_("FILE")},
        {"null", '0', 0, G_OPTION_ARG_NONE, &o->nul,
         N_("names in --files-from end with a NUL, not a newline"), NULL},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &o->output,
         N_("write to FILE instead of standard output"), N_("FILE")},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };

    return rv_cli_parse(
        entries, _("FILE…"),
        _("Checks each FILE ('-': standard input) and says whether it would be accepted.\n"
          "Exit status: 0 all pass, 1 one is to be reviewed, 2 one fails, 3 one could not be "
          "processed, 64 bad usage, 70 the installation is not complete."),
        argc, argv);
}

static gboolean
is_one_of(const char *value, const char *const *choices, const char *option)
{
    g_autofree char *list = NULL;

    if (!value || g_strv_contains(choices, value))
        return TRUE;
    list = g_strjoinv(", ", (char **)choices);
    rv_cli_complain(_("%s: '%s' is not one of %s"), option, value, list);
    return FALSE;
}

static gboolean
options_are_sane(const Options *o)
{
    static const char *const colors[] = {"auto", "always", "never", NULL};
    static const char *const languages[] = {"fr", "en", NULL};
    static const char *const formats[] = {"text", "json", "jsonl", NULL};

    return is_one_of(o->color, colors, "--color") &&
           is_one_of(o->language, languages, "--language") &&
           is_one_of(o->format, formats, "--format");
}

/* ---- files -------------------------------------------------------------------------------- */

static gboolean
add_listed(GPtrArray *files, const Options *o)
{
    const RvPdfLimits limits = {.max_bytes = MAX_LIST};
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = rv_file_read(o->files_from, &limits, &error);
    gsize size, start = 0;
    const char *data;
    char end = o->nul ? '\0' : '\n';

    if (!bytes && g_error_matches(error, RV_ERROR, RV_ERROR_EMPTY))
        return TRUE; /* an empty list is no mistake */
    if (!bytes) {
        rv_cli_complain("--files-from: %s", error->message);
        return FALSE;
    }
    data = g_bytes_get_data(bytes, &size);
    for (gsize i = 0; i <= size; i++) {
        if (i < size && data[i] != end)
            continue;
        if (i > start)
            g_ptr_array_add(files, g_strndup(data + start, i - start));
        start = i + 1;
    }
    return TRUE;
}

static GPtrArray *
list_files(const Options *o, int argc, char **argv)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);

    for (int i = 1; i < argc; i++)
        if (i > 1 || !g_str_equal(argv[i], "--"))
            g_ptr_array_add(files, g_strdup(argv[i]));
    if (o->files_from && !add_listed(files, o))
        return NULL;
    if (!files->len && !o->files_from) {
        rv_cli_complain(_("no file to check; see 'recevable help check'"));
        return NULL;
    }
    return g_steal_pointer(&files);
}

static gboolean
read_password(const Options *o, char **password)
{
    const RvPdfLimits limits = {.max_bytes = 4096};
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = NULL;

    if (!o->password_file)
        return TRUE;
    bytes = rv_file_read(o->password_file, &limits, &error);
    if (!bytes) {
        rv_cli_complain("--password-file: %s", error->message);
        return FALSE;
    }
    *password = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    (*password)[strcspn(*password, "\r\n")] = 0;
    return TRUE;
}

/* ---- output ------------------------------------------------------------------------------- */

/* Standard output, or a file that appears whole or not at all. */
typedef struct {
    FILE *stream;
    char *path, *temporary;
} Output;

static gboolean
output_open(Output *out, const char *path)
{
    int fd;

    out->stream = stdout;
    if (!path)
        return TRUE;
    out->path = g_strdup(path);
    out->temporary = g_strconcat(path, ".XXXXXX", NULL);
    fd = g_mkstemp_full(out->temporary, O_WRONLY | O_CLOEXEC, 0644);
    out->stream = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (out->stream)
        return TRUE;
    rv_cli_complain(_("%s: cannot be written (%s): name a file in a folder of yours"), path,
                    g_strerror(errno));
    return FALSE;
}

static gboolean
output_write(Output *out, const GString *text)
{
    return fwrite(text->str, 1, text->len, out->stream) == text->len && fflush(out->stream) == 0;
}

static gboolean
output_close(Output *out, gboolean good)
{
    if (out->path && out->stream) {
        good = good && fflush(out->stream) == 0 && fsync(fileno(out->stream)) == 0;
        good = fclose(out->stream) == 0 && good;
        if (!good || g_rename(out->temporary, out->path) != 0) {
            g_unlink(out->temporary);
            good = FALSE;
        }
    }
    if (!good)
        rv_cli_complain(_("the results could not be written (%s): is the disk full?"),
                        g_strerror(errno));
    g_free(out->path);
    g_free(out->temporary);
    return good;
}

static RvReportStyle
style_of(const Options *o)
{
    const char *no_color = g_getenv("NO_COLOR");
    gboolean terminal = !o->output && isatty(STDOUT_FILENO);
    RvReportStyle style = {.color = terminal && !(no_color && *no_color), .width = 0};
    struct winsize size;

    if (o->color && !g_str_equal(o->color, "auto"))
        style.color = g_str_equal(o->color, "always");
    if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col)
        style.width = MIN(size.ws_col, MAX_WIDTH);
    return style;
}

/* ---- the run ------------------------------------------------------------------------------ */

static const int exit_of[] = {
    [RV_VERDICT_PASS] = RV_EXIT_PASS,
    [RV_VERDICT_REVIEW] = RV_EXIT_REVIEW,
    [RV_VERDICT_FAIL] = RV_EXIT_FAIL,
    [RV_VERDICT_ERROR] = RV_EXIT_ERROR,
};

static int
check_files(const RvPipeline *pipeline, const GPtrArray *files, const Options *o)
{
    const RvReportFormat *format = rv_report_format(o->format ? o->format : "text");
    RvReportStyle style = style_of(o);
    Output out = {0};
    gboolean good = output_open(&out, o->output);
    int status = RV_EXIT_PASS;

    if (!good) {
        output_close(&out, TRUE);
        return RV_EXIT_USAGE;
    }
    for (guint i = 0; i < files->len && good; i++) {
        g_autoptr(RvResult) result = rv_pipeline_check(pipeline, g_ptr_array_index(files, i));
        g_autoptr(GString) text = g_string_new(NULL);

        status = MAX(status, exit_of[result->verdict]);
        if (result->verdict == RV_VERDICT_ERROR &&
            (o->output || !g_str_equal(format->name, "text")))
            rv_cli_complain("%s: %s", result->file, result->error_message);
        format->write(text, result, &style, i);
        good = output_write(&out, text);
    }
    return output_close(&out, good) ? status : RV_EXIT_INTERNAL;
}

static int
run(const Options *o, const GPtrArray *files)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *password = NULL;
    g_autoptr(GPtrArray) templates = NULL;
    g_autoptr(RvReader) reader = NULL;
    RvPipeline pipeline = {.limits = rv_pdf_default_limits, .page_seconds = PAGE_SECONDS};

    if (!read_password(o, &password))
        return RV_EXIT_USAGE;
    templates = rv_templates_load(o->templates, &error);
    if (templates && o->template_id && !rv_templates_find(templates, o->template_id)) {
        rv_cli_complain(_("there is no model '%s'; 'recevable templates list' names them"),
                        o->template_id);
        return RV_EXIT_USAGE;
    }
    if (templates)
        reader = rv_reader_new(o->tessdata, o->models ? o->models : "fra", &error);
    if (!reader) {
        rv_cli_complain("%s", error->message);
        return g_error_matches(error, RV_ERROR, RV_ERROR_USAGE) ? RV_EXIT_USAGE : RV_EXIT_INTERNAL;
    }
    pipeline.reader = reader;
    pipeline.templates = templates;
    pipeline.template_id = o->template_id;
    pipeline.password = password;
    return check_files(&pipeline, files, o);
}

int
rv_cli_check(int argc, char **argv)
{
    g_auto(Options) o = {0};
    g_autoptr(GPtrArray) files = NULL;

    if (!parse_options(&o, &argc, &argv) || !options_are_sane(&o))
        return RV_EXIT_USAGE;
    files = list_files(&o, argc, argv);
    return files ? run(&o, files) : RV_EXIT_USAGE;
}

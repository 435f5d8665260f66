/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recevable check: documents through the pipeline, results to a report as they come. */
#include "cli.h"

#include "recevable/error.h"
#include "recevable/i18n.h"
#include "recevable/judge.h"
#include "recevable/pipeline.h"
#include "recevable/report.h"

#include <sys/ioctl.h>
#include <unistd.h>

/* A dense page reads in 0.2 s, or with Tesseract in 1-3; one of 2-pt text would take minutes. */
#define PAGE_SECONDS 60.0
#define MAX_WIDTH 100 /* columns: longer lines are hard to read */

typedef struct {
    const char *format, *template_id, *models, *language, *tessdata, *templates;
    const char *password_file, *color, *files_from, *output, *reader, *referenced_on, *on;
    gboolean nul;
} Options;

/* The names of all report formats, ended by NULL; the array is the caller's. */
static const char **
format_names(void)
{
    GPtrArray *names = g_ptr_array_new();

    for (const RvReportFormat *format = rv_report_formats(); format->name; format++)
        g_ptr_array_add(names, (char *)format->name);
    g_ptr_array_add(names, NULL);
    return (const char **)g_ptr_array_free(names, FALSE);
}

static gboolean
parse(Options *o, int *argc, char ***argv, int *status)
{
    static const char *const colors[] = {"auto", "always", "never", NULL};
    static const char *const readers[] = {"fast", "tesseract", NULL};
    g_autofree const char **formats = format_names();
    const RvOption options[] = {
        {"format", 0, N_("FORMAT"), N_("how results are written (default: text)"), formats,
         &o->format, NULL},
        {"output", 'o', N_("FILE"), N_("write to FILE instead of standard output"), NULL,
         &o->output, NULL},
        {"template", 0, N_("ID"), N_("judge by this model instead of recognising it"), NULL,
         &o->template_id, NULL},
        {"templates", 0, N_("FOLDER"), N_("folder of the document models"), NULL, &o->templates,
         NULL},
        {"referenced-on", 0, N_("DATE"),
         N_("the day the solution was referenced: orders before it are conditional"), NULL,
         &o->referenced_on, NULL},
        {"on", 0, N_("DATE"), N_("the day of submission: tells what is too late, or nearly"), NULL,
         &o->on, NULL},
        {"models", 'l', N_("MODELS"), N_("recognition models, fra or fra+eng (default: fra)"), NULL,
         &o->models, NULL},
        {"reader", 0, N_("READER"), N_("who reads: fast, or tesseract (its own library; slow)"),
         readers, &o->reader, NULL},
        {"tessdata", 0, N_("FOLDER"), N_("folder of the recognition models"), NULL, &o->tessdata,
         NULL},
        {"password-file", 0, N_("FILE"), N_("file whose first line opens encrypted PDFs"), NULL,
         &o->password_file, NULL},
        {"files-from", 0, N_("FILE"), N_("check the files that FILE names too, one a line"), NULL,
         &o->files_from, NULL},
        {"null", '0', NULL, N_("names in --files-from end with a NUL, not a newline"), NULL, NULL,
         &o->nul},
        {"color", 0, N_("WHEN"), N_("colours (default: auto)"), colors, &o->color, NULL},
        RV_OPTION_LANGUAGE(&o->language),
        {.name = NULL},
    };
    const RvUsage usage = {
        N_("FILE…"),
        N_("Checks each FILE ('-': standard input) and says whether it would be accepted.\n"
           "Exit status: 0 all pass, 1 one is to be reviewed, 2 one fails, 3 one could not be\n"
           "processed (the worst counts), 64 bad usage, 70 the program cannot do its work."),
        options};

    return rv_cli_parse(&usage, argc, argv, status);
}

static GPtrArray *
list_files(const Options *o, int argc, char **argv)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);

    for (int i = 0; i < argc; i++)
        g_ptr_array_add(files, g_strdup(argv[i]));
    if (o->files_from && !rv_cli_add_listed(files, o->files_from, o->nul))
        return NULL;
    if (!files->len && !o->files_from) {
        rv_cli_complain(_("no file to check; see 'recevable help check'"));
        return NULL;
    }
    return g_steal_pointer(&files);
}

/* The day that an option names; TRUE when it was not given. */
static gboolean
take_date(const char *option, const char *text, GDate *date)
{
    if (!text || rv_parse_whole_date(text, date))
        return TRUE;
    rv_cli_complain(_("%s: '%s' is not a date; write it like 21/05/2026 or 2026-05-21"), option,
                    text);
    return FALSE;
}

/* no-color.org: NO_COLOR counts when it is not empty; the option outranks it. */
static RvReportStyle
choose_style(const Options *o)
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

/* The worst verdict has the highest status. */
static const int status_of[] = {
    [RV_VERDICT_PASS] = RV_EXIT_PASS,
    [RV_VERDICT_REVIEW] = RV_EXIT_REVIEW,
    [RV_VERDICT_FAIL] = RV_EXIT_FAIL,
    [RV_VERDICT_ERROR] = RV_EXIT_ERROR,
};

static int
check_files(const RvPipeline *pipeline, const GPtrArray *files, const Options *o)
{
    const RvReportFormat *format = rv_report_format(o->format ? o->format : "text");
    RvReportStyle style = choose_style(o);
    /* Who reads the text sees the error there. */
    gboolean complain = o->output || !g_str_equal(format->name, "text");
    RvOutput *output = rv_output_open(o->output);
    gboolean good = TRUE;
    int status = RV_EXIT_PASS;

    if (!output)
        return RV_EXIT_USAGE;
    for (guint i = 0; i < files->len && good; i++) {
        g_autoptr(RvResult) result = rv_pipeline_check(pipeline, g_ptr_array_index(files, i));
        g_autoptr(GString) text = g_string_new(NULL);

        status = MAX(status, status_of[result->verdict]);
        if (result->verdict == RV_VERDICT_ERROR && complain)
            rv_cli_complain("%s: %s", result->file, result->error_message);
        format->write(text, result, &style, i);
        good = rv_output_write(output, text);
    }
    return rv_output_close(output) ? status : RV_EXIT_INTERNAL;
}

/* One list serves all models of a folder. */
static gboolean
knows_deadlines(const GPtrArray *templates)
{
    return ((const RvTemplate *)g_ptr_array_index(templates, 0))->deadlines_sha256 != NULL;
}

static int
run(const Options *o, const RvGiven *given, const GPtrArray *files)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *password = NULL;
    g_autoptr(GPtrArray) templates = rv_templates_load(o->templates, &error);
    g_autoptr(RvReader) reader = NULL;

    if (templates && o->template_id && !rv_templates_find(templates, o->template_id)) {
        rv_cli_complain(_("there is no model '%s'; 'recevable templates list' names them"),
                        o->template_id);
        return RV_EXIT_USAGE;
    }
    if (templates && o->on && !knows_deadlines(templates)) {
        rv_cli_complain(_("--on: no %s beside the models: install recevable again, or add it to "
                          "the folder of --templates"),
                        RV_DEADLINES_FILE);
        return RV_EXIT_INTERNAL;
    }
    if (o->password_file && !(password = rv_cli_read_password(o->password_file)))
        return RV_EXIT_USAGE;
    if (templates)
        reader = rv_reader_new(
            o->tessdata, o->models ? o->models : "fra",
            g_strcmp0(o->reader, "tesseract") ? RV_READER_FAST : RV_READER_TESSERACT, &error);
    if (!reader) {
        rv_cli_complain("%s", error->message);
        return g_error_matches(error, RV_ERROR, RV_ERROR_USAGE) ? RV_EXIT_USAGE : RV_EXIT_INTERNAL;
    }
    return check_files(&(RvPipeline){.reader = reader,
                                     .templates = templates,
                                     .template_id = o->template_id,
                                     .given = *given,
                                     .password = password,
                                     .limits = rv_pdf_default_limits,
                                     .page_seconds = PAGE_SECONDS},
                       files, o);
}

int
rv_cli_check(int argc, char **argv)
{
    Options o = {0};
    g_autoptr(GPtrArray) files = NULL;
    RvGiven given = {0};
    int status;

    if (!parse(&o, &argc, &argv, &status))
        return status;
    if (!take_date("--referenced-on", o.referenced_on, &given.referenced_on) ||
        !take_date("--on", o.on, &given.on))
        return RV_EXIT_USAGE;
    files = list_files(&o, argc, argv);
    return files ? run(&o, &given, files) : RV_EXIT_USAGE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recevable check: documents through the pipeline, results to a report as they come. */
#include "cli.h"
#include "session.h"

#include "recevable/i18n.h"

#include <fcntl.h>

typedef struct {
    RvSessionOptions session;
    const char *format, *color, *output, *annotate, *referenced_on, *on;
    gboolean no_summary, blank;
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
    g_autofree const char **formats = format_names();
    const RvOption options[] = {
        RV_OPTION_CHOICE("format", N_("FORMAT"), N_("how results are written (default: text)"),
                         formats, &o->format),
        RV_OPTION_VALUE("output", 'o', N_("FILE"), N_("write to FILE instead of standard output"),
                        &o->output),
        RV_OPTION_VALUE("annotate", 0, N_("OUT"),
                        N_("write a copy with what was found marked on its pages to OUT, a file or "
                           "a folder that is there"),
                        &o->annotate),
        RV_OPTION_SWITCH("no-summary", 0, N_("annotate without the note that tells everything"),
                         &o->no_summary),
        RV_OPTION_SWITCH("blank", 0,
                         N_("the files are empty forms: check that all will be found on them"),
                         &o->blank),
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
        RV_OPTION_COLOR(&o->color),
        RV_OPTION_LANGUAGE(&o->session.language),
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

static RvWish
wish_of(const Options *o, const RvReportFormat *format)
{
    return (RvWish){.task = RV_TASK_CHECK,
                    .with_pictures = format->wants_pictures,
                    .annotate = !o->annotate    ? RV_ANNOTATE_NOT
                                : o->no_summary ? RV_ANNOTATE_PLACES
                                                : RV_ANNOTATE_ALL};
}

/* One file, and its annotated copy to `path`, if that is not NULL. *written: FALSE: it could not
 * be.
 */
static RvResult *
check_file(RvCrew *crew, const char *file, const RvWish *wish, const char *path, gboolean *written)
{
    RvNotes notes = {0};
    RvResult *result = rv_crew_work(crew, AT_FDCWD, file, file, wish, &notes);

    *written = !path || rv_annotate_write(path, result, &notes);
    g_clear_pointer(&notes.bytes, g_bytes_unref);
    return result;
}

static int
check_files(RvCrew *crew, const GPtrArray *files, const GPtrArray *copies, const Options *o)
{
    const RvReportFormat *format = rv_report_format(o->format ? o->format : "text");
    RvReportStyle style = rv_cli_style(o->color, o->output);
    /* Who reads the text sees the error there. */
    gboolean complain = o->output || !g_str_equal(format->name, "text");
    RvWish wish = wish_of(o, format);
    RvOutput *output = rv_output_open(o->output);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    gboolean good = TRUE, all_written = TRUE;
    int status = RV_EXIT_PASS;
    RvReport *report;

    if (!output)
        return RV_EXIT_USAGE;
    report = rv_report_begin(format, &style, text);
    for (guint i = 0; i < files->len && good; i++) {
        gboolean written;
        g_autoptr(RvResult) result =
            check_file(crew, g_ptr_array_index(files, i), &wish,
                       copies ? g_ptr_array_index(copies, i) : NULL, &written);

        all_written = all_written && written;
        status = MAX(status, rv_cli_status_of(result->verdict));
        if (result->verdict == RV_VERDICT_ERROR && complain && !copies)
            rv_cli_complain("%s: %s", result->file, result->error_message);
        rv_report_add(report, result, text);
        good = rv_output_write(output, text);
        g_string_truncate(text, 0);
    }
    if (!rv_report_end(report, text, &error)) {
        rv_cli_complain("%s", error->message);
        rv_output_drop(output);
        return RV_EXIT_INTERNAL;
    }
    rv_output_write(output, text);
    return rv_output_close(output) && all_written ? status : RV_EXIT_INTERNAL;
}

static int
run(const Options *o, const RvGiven *given, const GPtrArray *files, const GPtrArray *copies)
{
    g_auto(RvCrew) crew = {0};
    int status = rv_crew_open(&crew, &o->session, given, TRUE, 1);

    if (status != RV_EXIT_PASS)
        return status;
    return check_files(&crew, files, copies, o);
}

/* Known before any work is done. */
static gboolean
plan_copies(const Options *o, const GPtrArray *files, GPtrArray **copies)
{
    if (o->annotate) {
        *copies = rv_annotate_plan("--annotate", o->annotate, files, o->output);
        return *copies != NULL;
    }
    if (o->no_summary)
        rv_cli_complain(_("--no-summary is for --annotate"));
    return !o->no_summary;
}

int
rv_cli_check(int argc, char **argv)
{
    Options o = {0};
    g_autoptr(GPtrArray) files = NULL, copies = NULL;
    RvGiven given = {0};
    int status;

    if (!parse(&o, &argc, &argv, &status))
        return status;
    if (!rv_cli_take_date("--referenced-on", o.referenced_on, &given.referenced_on) ||
        !rv_cli_take_date("--on", o.on, &given.on) || !rv_cli_may_show(o.format, o.output))
        return RV_EXIT_USAGE;
    given.blank = o.blank;
    files = rv_session_files(&o.session, argc, argv);
    if (!files || !plan_copies(&o, files, &copies))
        return RV_EXIT_USAGE;
    return run(&o, &given, files, copies);
}

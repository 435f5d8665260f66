/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recevable score: how well documents can be read, before they are submitted. */
#include "session.h"

#include "recevable/error.h"

typedef struct {
    RvSessionOptions session;
    const char *format, *output, *heatmap, *color;
    gboolean fast;
} Options;

static gboolean
parse(Options *o, int *argc, char ***argv, int *status)
{
    static const char *const formats[] = {"text", "json", NULL};
    const RvOption options[] = {
        RV_OPTION_CHOICE("format", N_("FORMAT"), N_("how scores are written (default: text)"),
                         formats, &o->format),
        RV_OPTION_SWITCH("fast", 0, N_("from the images alone, without reading them"), &o->fast),
        RV_OPTION_VALUE(
            "heatmap", 0, N_("FILE"),
            N_("draw how well each part of the pages can be read to FILE, a .png or .pdf"),
            &o->heatmap),
        RV_OPTION_VALUE("output", 'o', N_("FILE"), N_("write to FILE instead of standard output"),
                        &o->output),
        RV_OPTION_TEMPLATE(&o->session),
        RV_OPTION_TEMPLATES(&o->session),
        RV_OPTIONS_READING(&o->session),
        RV_OPTIONS_FILES(&o->session),
        RV_OPTIONS_LIMITS(&o->session),
        RV_OPTION_COLOR(&o->color),
        RV_OPTION_LANGUAGE(&o->session.language),
        {.name = NULL},
    };
    const RvUsage usage = {
        N_("FILE…"),
        N_("Scores how well each FILE ('-': standard input) can be read: 100 all of it, 80 every\n"
           "mention in spite of some letters, 60 mentions are in doubt, below 40 scan it again.\n"
           "Exit status: 0 all were scored, 3 one could not be processed, 64 bad usage,\n"
           "70 the program cannot do its work."),
        options};

    return rv_cli_parse(&usage, argc, argv, status);
}

/* Known before any work is done. */
static gboolean
may_be_heatmap(const char *name)
{
    g_autofree char *lower = g_ascii_strdown(name, -1);

    if (g_str_has_suffix(lower, ".png") || g_str_has_suffix(lower, ".pdf"))
        return TRUE;
    rv_cli_complain(_("%s: a heat map is a .png or a .pdf file; name it so"), name);
    return FALSE;
}

static int
write_heatmap(const char *name, const GPtrArray *results)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) bytes = g_string_new(NULL);
    RvOutput *output;

    if (!rv_heatmap_write(bytes, name, results, &error)) {
        rv_cli_complain("%s", error->message);
        return RV_EXIT_INTERNAL;
    }
    output = rv_output_open(name);
    if (!output)
        return RV_EXIT_USAGE;
    rv_output_write(output, bytes);
    return rv_output_close(output) ? RV_EXIT_PASS : RV_EXIT_INTERNAL;
}

static int
score_files(RvCrew *crew, const GPtrArray *files, const Options *o)
{
    const RvReportFormat *format = rv_score_format(o->format ? o->format : "text");
    RvReportStyle style = rv_cli_style(o->color, o->output);
    gboolean complain = o->output || !g_str_equal(format->name, "text");
    g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func((GDestroyNotify)rv_result_free);
    RvOutput *output = rv_output_open(o->output);
    RvTask task = o->fast ? RV_TASK_SCORE_FAST : RV_TASK_SCORE;
    g_autoptr(GString) text = g_string_new(NULL);
    gboolean good = TRUE;
    int status = RV_EXIT_PASS, drawn = RV_EXIT_PASS;
    RvReport *report;

    if (!output)
        return RV_EXIT_USAGE;
    report = rv_report_begin(format, &style, text);
    for (guint i = 0; i < files->len && good; i++) {
        g_autoptr(RvResult) result =
            rv_crew_do(crew, g_ptr_array_index(files, i), task, o->heatmap != NULL);

        if (result->verdict == RV_VERDICT_ERROR)
            status = RV_EXIT_ERROR;
        if (result->verdict == RV_VERDICT_ERROR && complain)
            rv_cli_complain("%s: %s", result->file, result->error_message);
        rv_report_add(report, result, text);
        good = rv_output_write(output, text);
        g_string_truncate(text, 0);
        if (o->heatmap)
            g_ptr_array_add(kept, g_steal_pointer(&result));
    }
    rv_report_end(report, text, NULL);
    if (!rv_output_close(output))
        return RV_EXIT_INTERNAL;
    if (o->heatmap)
        drawn = write_heatmap(o->heatmap, kept);
    return MAX(status, drawn);
}

int
rv_cli_score(int argc, char **argv)
{
    Options o = {0};
    const RvGiven nothing = {0};
    g_auto(RvCrew) crew = {0};
    g_autoptr(GPtrArray) files = NULL;
    int status;

    if (!parse(&o, &argc, &argv, &status))
        return status;
    if (o.heatmap && !may_be_heatmap(o.heatmap))
        return RV_EXIT_USAGE;
    files = rv_session_files(&o.session, argc, argv);
    if (!files)
        return RV_EXIT_USAGE;
    status = rv_crew_open(&crew, &o.session, &nothing, !o.fast, 1);
    return status == RV_EXIT_PASS ? score_files(&crew, files, &o) : status;
}

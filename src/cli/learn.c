/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recevable learn: an empty form -> the file of its model. A worker reads the form; what it says is
 * held against the schema before it is written. */
#include "session.h"

#include "recevable/error.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#define ENDING ".xml"

typedef struct {
    RvSessionOptions session;
    const char *output, *mark, *update, *review, *id, *kind, *reference, *title, *source;
} Options;

static const char *const kinds[] = {"bon-de-commande", "verification-aptitude", "pv-pilote", NULL};

static gboolean
parse(Options *o, int *argc, char ***argv, int *status)
{
    const RvOption options[] = {
        RV_OPTION_VALUE("output", 'o', N_("FILE"), N_("write the model to FILE"), &o->output),
        RV_OPTION_VALUE("mark", 0, N_("MARK"),
                        N_("what mandatory mentions are marked by: blue (default), green, violet, "
                           "red, orange, hues such as 200-260, bold or highlight"),
                        &o->mark),
        RV_OPTION_VALUE("update", 0, N_("OLD"),
                        N_("bring the model in the file OLD up to this form: what was changed in "
                           "it by hand stays"),
                        &o->update),
        RV_OPTION_VALUE("review", 0, N_("PDF"),
                        N_("write a copy of the form with all that would be demanded marked"),
                        &o->review),
        RV_OPTION_VALUE("id", 0, N_("ID"), N_("the model's id (default: the name of FILE)"),
                        &o->id),
        RV_OPTION_CHOICE("kind", N_("KIND"), N_("what kind of form it is (default: by its title)"),
                         kinds, &o->kind),
        RV_OPTION_VALUE("reference", 0, N_("CODE"),
                        N_("code of the call for funding (default: the one on the form)"),
                        &o->reference),
        RV_OPTION_VALUE("title", 0, N_("TITLE"), N_("the model's title (default: the form's)"),
                        &o->title),
        RV_OPTION_VALUE("source", 0, N_("SOURCE"),
                        N_("where the form comes from (default: the name of its file)"),
                        &o->source),
        RV_OPTION_VALUE("templates", 0, N_("FOLDER"),
                        N_("folder of the models that are known: a question that one of them asks, "
                           "too, has its rule, and words that were badly read are theirs (default: "
                           "the installed ones)"),
                        &o->session.templates),
        RV_OPTIONS_READING(&o->session),
        RV_OPTION_PASSWORD(&o->session),
        RV_OPTIONS_LIMITS(&o->session),
        RV_OPTION_LANGUAGE(&o->session.language),
        {.name = NULL},
    };
    const RvUsage usage = {
        N_("FORM"),
        N_("Learns the model of an empty FORM, a PDF whose mandatory mentions are marked, and\n"
           "writes it as a file for --templates.\n"
           "Exit status: 0 written and sure, 1 written with something to check, 3 nothing could\n"
           "be learnt, 64 bad usage, 70 the program cannot do its work."),
        options};

    return rv_cli_parse(&usage, argc, argv, status);
}

/* ---- before ---------------------------------------------------------------------------------- */

static gboolean
is_id(const char *text)
{
    return g_regex_match_simple("^[a-z0-9]+(-[a-z0-9]+)*$", text, 0, 0);
}

/* Owned by the caller; NULL: the form's own. */
static char *
id_of(const Options *o)
{
    g_autofree char *name = o->output ? g_path_get_basename(o->output) : NULL;

    if (o->id)
        return g_strdup(o->id);
    if (!name || !g_str_has_suffix(name, ENDING))
        return NULL;
    name[strlen(name) - strlen(ENDING)] = 0;
    return is_id(name) ? g_steal_pointer(&name) : NULL;
}

static gboolean
check_options(const Options *o, int n)
{
    RvMarking marking;
    g_autoptr(GError) error = NULL;

    if (n != 1)
        rv_cli_complain(_("name one FORM; 'recevable learn --help' tells the options"));
    else if (o->id && !is_id(o->id))
        rv_cli_complain(_("--id: '%s' is no id: use lower-case letters and figures, with hyphens "
                          "between"),
                        o->id);
    else if (o->mark && !rv_marking_parse(o->mark, &marking, &error))
        rv_cli_complain("--mark: %s", error->message);
    else
        return TRUE;
    return FALSE;
}

/* ---- after ----------------------------------------------------------------------------------- */

static int
count(const RvTemplate *t, RvItemKind kind)
{
    int n = 0;

    for (guint i = 0; i < t->items->len; i++)
        n += ((const RvItem *)g_ptr_array_index(t->items, i))->kind == kind;
    return n;
}

/* How many comments ask somebody to look? */
static int
count_doubts(const char *xml)
{
    g_autofree char *open = g_strdup_printf("<!-- %s", _("to check:"));
    int n = 0;

    for (const char *at = strstr(xml, open); at; at = strstr(at + 1, open))
        n++;
    return n;
}

static void
summarise(const RvTemplate *t, int doubts, const char *output)
{
    FILE *stream = output ? stdout : stderr;

    fprintf(
        stream,
        _("%s: mentions: %d, fields: %d, groups of boxes: %d, price tables: %d, signatures: %d"),
        t->id, count(t, RV_ITEM_MENTION), count(t, RV_ITEM_FIELD), count(t, RV_ITEM_GROUP),
        count(t, RV_ITEM_TABLE), count(t, RV_ITEM_SIGNATURE));
    fputc('\n', stream);
    if (doubts) {
        fprintf(stream,
                ngettext("%d place to check: the comments of the file tell what",
                         "%d places to check: the comments of the file tell what", (gulong)doubts),
                doubts);
        fputc('\n', stream);
    }
}

static gboolean
write_text(const char *path, const char *text)
{
    RvOutput *output = rv_output_open(path);
    g_autoptr(GString) whole = g_string_new(text);

    if (!output)
        return FALSE;
    rv_output_write(output, whole);
    return rv_output_close(output);
}

/* The file's text, and its template; NULL: explained. What a worker says is believed when it is a
 * template. */
static char *
take_draft(const Options *o, GBytes *draft, GPtrArray *changes, RvTemplate **learnt)
{
    const char *name = o->output ? o->output : "draft";
    g_autoptr(GError) error = NULL;
    gsize size;
    const char *bytes = g_bytes_get_data(draft, &size);
    g_autofree char *xml =
        o->update ? rv_template_revise(o->update, draft, changes, &error) : g_strndup(bytes, size);
    g_autoptr(GBytes) whole = xml ? g_bytes_new(xml, strlen(xml)) : NULL;

    *learnt = whole ? rv_template_load_bytes(name, whole, &error) : NULL;
    if (*learnt)
        return g_steal_pointer(&xml);
    rv_cli_complain("%s", error->message);
    return NULL;
}

static int
finish(const Options *o, const RvResult *result, const RvNotes *notes)
{
    g_autoptr(GPtrArray) changes = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(RvTemplate) learnt = NULL;
    g_autofree char *xml = NULL;
    int doubts;

    if (result->verdict == RV_VERDICT_ERROR && result->error_message) {
        rv_cli_complain("%s: %s", result->file, result->error_message);
        return RV_EXIT_ERROR;
    }
    if (!notes->draft) {
        rv_cli_complain(_("%s: nothing is marked, and nothing asks to be filled in: name the mark "
                          "by --mark, or another form"),
                        result->file);
        return RV_EXIT_ERROR;
    }
    xml = take_draft(o, notes->draft, changes, &learnt);
    if (!xml)
        return RV_EXIT_ERROR;
    if (!write_text(o->output, xml) || (o->review && !rv_annotate_write(o->review, result, notes)))
        return RV_EXIT_INTERNAL;
    doubts = count_doubts(xml);
    for (guint i = 0; i < changes->len; i++)
        fprintf(o->output ? stdout : stderr, "%s\n", (const char *)g_ptr_array_index(changes, i));
    summarise(learnt, doubts, o->output);
    return doubts || changes->len ? RV_EXIT_REVIEW : RV_EXIT_PASS;
}

static int
learn(const Options *o, const char *form)
{
    g_autofree char *id = id_of(o), *name = g_filename_display_basename(form);
    const RvSetup setup = {.options = o->session,
                           .learn = {.mark = o->mark,
                                     .id = id,
                                     .kind = o->kind,
                                     .reference = o->reference,
                                     .title = o->title,
                                     .source = o->source ? o->source : name},
                           .is_reading = TRUE};
    const RvWish wish = {.task = RV_TASK_LEARN,
                         .annotate = o->review ? RV_ANNOTATE_PLACES : RV_ANNOTATE_NOT};
    g_auto(RvCrew) crew = {0};
    g_autoptr(RvResult) result = NULL;
    RvNotes notes = {0};
    int status = rv_crew_open_setup(&crew, &setup, 1);

    if (status != RV_EXIT_PASS)
        return status;
    result = rv_crew_work(&crew, AT_FDCWD, form, form, &wish, &notes);
    status = finish(o, result, &notes);
    g_clear_pointer(&notes.bytes, g_bytes_unref);
    g_clear_pointer(&notes.draft, g_bytes_unref);
    return status;
}

/* Where the review goes, a path in the folder that is named; and nothing goes over the form. FALSE:
 * explained. The path is the caller's. */
static gboolean
plan_files(const Options *o, const char *form, char **review)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new(), model = NULL, paths = NULL;

    g_ptr_array_add(files, (char *)form);
    model = o->output ? rv_annotate_plan("--output", o->output, files, NULL) : NULL;
    if (o->output && !model)
        return FALSE;
    paths = o->review ? rv_annotate_plan("--review", o->review, files, o->output) : NULL;
    *review = paths ? g_strdup(g_ptr_array_index(paths, 0)) : NULL;
    return !o->review || paths;
}

int
rv_cli_learn(int argc, char **argv)
{
    Options o = {0};
    g_autofree char *review = NULL;
    int status;

    if (!parse(&o, &argc, &argv, &status))
        return status;
    if (!check_options(&o, argc) || !plan_files(&o, argv[0], &review))
        return RV_EXIT_USAGE;
    o.review = review;
    return learn(&o, argv[0]);
}

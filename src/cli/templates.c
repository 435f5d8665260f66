/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recevable templates: what the document models demand. */
#include "templates.h"

#include "recevable/i18n.h"
#include "recevable/typeset.h"

#include <stdio.h>

GPtrArray *
rv_cli_load_templates(const char *folder)
{
    g_autoptr(GError) error = NULL;
    GPtrArray *templates = rv_templates_load(folder, &error);

    if (!templates)
        rv_cli_complain("%s", error->message);
    return templates;
}

const RvTemplate *
rv_cli_find_template(const GPtrArray *templates, const char *id)
{
    const RvTemplate *t = rv_templates_find(templates, id);

    if (!t)
        rv_cli_complain(_("there is no model '%s'; 'recevable templates list' names them"), id);
    return t;
}

int
rv_cli_take_template(const char *folder, const char *argument, GPtrArray **templates,
                     RvTemplate **loaded, const RvTemplate **found)
{
    if (g_str_has_suffix(argument, ".xml")) {
        g_autoptr(GError) error = NULL;

        *found = *loaded = rv_template_load(argument, &error);
        if (error)
            rv_cli_complain("%s", error->message);
        return *found ? RV_EXIT_PASS : RV_EXIT_ERROR;
    }
    if (!*templates && !(*templates = rv_cli_load_templates(folder)))
        return RV_EXIT_INTERNAL;
    *found = rv_cli_find_template(*templates, argument);
    return *found ? RV_EXIT_PASS : RV_EXIT_USAGE;
}

int
rv_templates_list(const RvTemplateOptions *o, int n, char **arguments)
{
    g_autoptr(GPtrArray) templates = rv_cli_load_templates(o->folder);

    (void)n;
    (void)arguments;
    if (!templates)
        return RV_EXIT_INTERNAL;
    for (guint i = 0; i < templates->len; i++) {
        const RvTemplate *t = g_ptr_array_index(templates, i);

        printf("%-24s %s\n", t->id, t->title);
    }
    return RV_EXIT_PASS;
}

static void
show_item(const RvItem *item)
{
    printf("  %-10s %-26s %s\n", rv_item_kind_name(item->kind), item->id,
           item->text ? item->text : "");
    if (item->kind == RV_ITEM_FIELD)
        printf("  %-10s %-26s (%s%s)\n", "", "", rv_field_type_name(item->type),
               item->required ? "" : _(", may be empty"));
    for (guint i = 0; item->boxes && i < item->boxes->len; i++) {
        const RvBoxSpec *box = g_ptr_array_index(item->boxes, i);

        printf("  %-10s %-26s [ ] %s\n", i ? "" : rv_group_rule_name(item->rule), box->id,
               box->label);
    }
    if (item->when)
        printf("  %-10s %-26s (%s)\n", "", "", item->when);
}

static char *
last_day(const RvLimit *limit)
{
    g_autofree char *day = limit->after ? NULL : rv_i18n_date(&limit->date);

    if (limit->after)
        return g_strdup_printf("%s + P%d%c", limit->after,
                               limit->months ? limit->months : limit->days,
                               limit->months ? 'M' : 'D');
    return limit->time ? g_strdup_printf("%s %s", day, limit->time) : g_steal_pointer(&day);
}

/* With all its states. */
static void
show_deadline(const RvDeadline *deadline, gboolean first)
{
    printf("%s  %-10s %-26s %s\n", first ? "\n" : "", _("deadline"), deadline->id, deadline->text);
    for (guint i = 0; i < deadline->limits->len; i++) {
        const RvLimit *limit = g_ptr_array_index(deadline->limits, i);
        g_autofree char *from = rv_i18n_date(&limit->valid_from), *end = last_day(limit);

        printf("  %-10s %-26s %s ", "", i || !deadline->field ? "" : deadline->field, end);
        /* Translators: the day from which it is the deadline, and who says so. */
        printf(_("(from %s: %s)"), from, limit->source);
        printf("\n");
    }
}

static void
show_edition(const RvTemplate *t)
{
    g_autofree char *from = g_date_valid(&t->valid_from) ? rv_i18n_date(&t->valid_from) : NULL;
    g_autofree char *until = g_date_valid(&t->valid_until) ? rv_i18n_date(&t->valid_until) : NULL;

    if (t->edition)
        printf("%s %s\n", _("edition"), t->edition);
    if (from)
        printf("%s %s\n", _("valid from"), from);
    if (until)
        printf("%s %s\n", _("valid until"), until);
}

static void
show(const RvTemplate *t)
{
    const char *section = NULL;

    printf("%s\n%s\n%s\n", t->id, t->title, t->source);
    show_edition(t);
    for (guint i = 0; i < t->items->len; i++) {
        const RvItem *item = g_ptr_array_index(t->items, i);

        if (g_strcmp0(section, item->section) != 0)
            printf("\n%s\n", section = item->section);
        show_item(item);
    }
    for (guint i = 0; i < t->rules->len; i++) {
        const RvRule *rule = g_ptr_array_index(t->rules, i);

        printf("%s  %-10s %-26s %s\n", i ? "" : "\n", _("rule"), rule->id, rule->text);
    }
    for (guint i = 0; i < t->deadlines->len; i++)
        show_deadline(g_ptr_array_index(t->deadlines, i), i == 0);
}

int
rv_templates_show(const RvTemplateOptions *o, int n, char **arguments)
{
    g_autoptr(GPtrArray) templates = rv_cli_load_templates(o->folder);
    const RvTemplate *t;

    (void)n;
    if (!templates)
        return RV_EXIT_INTERNAL;
    t = rv_cli_find_template(templates, arguments[0]);
    if (!t)
        return RV_EXIT_USAGE;
    show(t);
    return RV_EXIT_PASS;
}

/* TRUE: it is valid, which was told. */
static gboolean
validate_file(const char *file, GError **error)
{
    g_autofree char *name = g_path_get_basename(file);
    g_autoptr(RvTemplate) t = NULL;
    guint n;

    if (g_str_equal(name, RV_DEADLINES_FILE)) {
        if (!rv_deadlines_validate(file, &n, error))
            return FALSE;
        printf(P_("%s: valid (%u deadline)\n", "%s: valid (%u deadlines)\n", n), file, n);
        return TRUE;
    }
    t = rv_template_load(file, error);
    if (t)
        printf(_("%s: valid (%u items)\n"), file, t->items->len);
    return t != NULL;
}

int
rv_templates_validate(const RvTemplateOptions *o, int n, char **files)
{
    int status = RV_EXIT_PASS;

    (void)o;

    for (int i = 0; i < n; i++) {
        g_autoptr(GError) error = NULL;

        if (!validate_file(files[i], &error)) {
            rv_cli_complain("%s", error->message);
            status = RV_EXIT_ERROR;
        }
    }
    return status;
}

static const struct {
    const char *name;
    int least, most; /* arguments */
    int (*run)(const RvTemplateOptions *o, int n, char **arguments);
} actions[] = {
    {"list", 0, 0, rv_templates_list},
    {"show", 1, 1, rv_templates_show},
    {"validate", 1, G_MAXINT, rv_templates_validate},
    {"lint", 1, G_MAXINT, rv_templates_lint},
    {"diff", 2, 2, rv_templates_diff},
    {"render", 1, 1, rv_templates_render},
    {"test", 1, G_MAXINT, rv_templates_test},
};

int
rv_cli_templates(int argc, char **argv)
{
    RvTemplateOptions o = {0};
    const RvOption options[] = {
        RV_OPTION_VALUE("templates", 0, N_("FOLDER"), N_("folder of the document models"),
                        &o.folder),
        RV_OPTION_VALUE("output", 'o', N_("FILE"), N_("render: write the form to FILE"), &o.output),
        RV_OPTION_CHOICE("style", N_("STYLE"), N_("render, test: in this style (default: simple)"),
                         rv_typeset_styles, &o.style),
        RV_OPTION_SWITCH("marked", 0, N_("render: with the mandatory mentions in blue"), &o.marked),
        RV_OPTION_VALUE("fill", 0, N_("FILE"),
                        N_("render: filled in with the values of FILE (JSON)"), &o.fill),
        RV_OPTION_LANGUAGE(&o.language),
        {.name = NULL},
    };
    const RvUsage usage = {
        N_("list | show ID | validate FILE… | lint ID|FILE… | diff OLD NEW | render ID -o FILE | "
           "test ID|FILE…"),
        N_("Lists the document models, shows what one demands, checks template files, warns of "
           "what\n"
           "would fail in the field (lint), tells what differs between two, draws a form of a\n"
           "model, a PDF, or tests whether a model finds all on its own form, and what is left "
           "out\n"
           "of it.\n"
           "Exit status: 0, 1 lint warns or two differ, 3 a template is not valid or fails its\n"
           "test, 64 bad usage, 70 the models cannot be loaded, or the form cannot be written."),
        options};
    int status;

    if (!rv_cli_parse(&usage, &argc, &argv, &status))
        return status;
    for (gsize i = 0; argc && i < G_N_ELEMENTS(actions); i++)
        if (g_str_equal(argv[0], actions[i].name) && argc - 1 >= actions[i].least &&
            argc - 1 <= actions[i].most)
            return actions[i].run(&o, argc - 1, argv + 1);
    rv_cli_complain(_("templates: say list, show, validate, lint, diff, render or test; see "
                      "'recevable help templates'"));
    return RV_EXIT_USAGE;
}

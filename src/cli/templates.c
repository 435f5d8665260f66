/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recevable templates: what the document models demand. */
#include "cli.h"

#include "recevable/i18n.h"
#include "recevable/template.h"

#include <stdio.h>

static int
list(const GPtrArray *templates)
{
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

static int
show(const RvTemplate *t)
{
    const char *section = NULL;

    printf("%s\n%s\n%s\n", t->id, t->title, t->source);
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

static int
validate(int n, char **files)
{
    int status = RV_EXIT_PASS;

    for (int i = 0; i < n; i++) {
        g_autoptr(GError) error = NULL;

        if (!validate_file(files[i], &error)) {
            rv_cli_complain("%s", error->message);
            status = RV_EXIT_ERROR;
        }
    }
    return status;
}

static int
usage_mistake(void)
{
    rv_cli_complain(
        _("templates: say list, show ID or validate FILE…; see 'recevable help templates'"));
    return RV_EXIT_USAGE;
}

/* Lists all, or shows the one with that id. */
static int
with_templates(const char *folder, const char *id)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) templates = rv_templates_load(folder, &error);
    const RvTemplate *t;

    if (!templates) {
        rv_cli_complain("%s", error->message);
        return RV_EXIT_INTERNAL;
    }
    if (!id)
        return list(templates);
    t = rv_templates_find(templates, id);
    if (t)
        return show(t);
    rv_cli_complain(_("there is no model '%s'; 'recevable templates list' names them"), id);
    return RV_EXIT_USAGE;
}

int
rv_cli_templates(int argc, char **argv)
{
    const char *folder = NULL, *language = NULL;
    const RvOption options[] = {
        RV_OPTION_VALUE("templates", 0, N_("FOLDER"), N_("folder of the document models"), &folder),
        RV_OPTION_LANGUAGE(&language),
        {.name = NULL},
    };
    const RvUsage usage = {
        N_("list | show ID | validate FILE…"),
        N_("Lists the document models, shows what one demands, or checks template files.\n"
           "Exit status: 0, 3 a template is not valid, 64 bad usage, 70 the models cannot be "
           "loaded."),
        options};
    int status;

    if (!rv_cli_parse(&usage, &argc, &argv, &status))
        return status;
    if (argc == 1 && g_str_equal(argv[0], "list"))
        return with_templates(folder, NULL);
    if (argc == 2 && g_str_equal(argv[0], "show"))
        return with_templates(folder, argv[1]);
    if (argc > 1 && g_str_equal(argv[0], "validate"))
        return validate(argc - 1, argv + 1);
    return usage_mistake();
}

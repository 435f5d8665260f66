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
    return RV_EXIT_PASS;
}

static int
validate(int n, char **files)
{
    int status = RV_EXIT_PASS;

    for (int i = 0; i < n; i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(RvTemplate) t = rv_template_load(files[i], &error);

        if (t) {
            printf(_("%s: valid (%u items)\n"), files[i], t->items->len);
        } else {
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
        {"templates", 0, N_("FOLDER"), N_("folder of the document models"), NULL, &folder, NULL},
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

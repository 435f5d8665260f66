/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recevable templates lint: what is valid, and would fail in the field. */
#include "templates.h"

#include "recevable/i18n.h"

#include <stdio.h>

static int
lint_one(const RvTemplate *t, const GPtrArray *others)
{
    g_autoptr(GPtrArray) warnings = rv_template_lint(t, others);

    for (guint i = 0; i < warnings->len; i++)
        printf("%s: %s\n", t->id, (const char *)g_ptr_array_index(warnings, i));
    return warnings->len ? RV_EXIT_REVIEW : RV_EXIT_PASS;
}

int
rv_templates_lint(const RvTemplateOptions *o, int n, char **arguments)
{
    g_autoptr(GPtrArray) templates = rv_cli_load_templates(o->folder);
    int worst = RV_EXIT_PASS;

    if (!templates)
        return RV_EXIT_INTERNAL;
    for (int i = 0; i < n; i++) {
        g_autoptr(RvTemplate) loaded = NULL;
        const RvTemplate *t;
        int status = rv_cli_take_template(o->folder, arguments[i], &templates, &loaded, &t);

        if (status == RV_EXIT_PASS)
            status = lint_one(t, templates);
        worst = MAX(worst, status);
    }
    return worst;
}

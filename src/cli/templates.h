/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the actions of `recevable templates` share. */
#pragma once

#include "cli.h"

#include "recevable/template.h"

typedef struct {
    const char *folder, *language;     /* of all */
    const char *output, *style, *fill; /* of render */
    gboolean marked;
} RvTemplateOptions;

/* The models of the folder, or those installed; the caller's. NULL: explained. */
GPtrArray *rv_cli_load_templates(const char *folder);
/* NULL: explained. */
const RvTemplate *rv_cli_find_template(const GPtrArray *templates, const char *id);

/* By id, or a file by its name that ends in .xml: then *loaded is the caller's. Models are loaded
 * when they are first needed. Otherwise than RV_EXIT_PASS: explained. */
int rv_cli_take_template(const char *folder, const char *argument, GPtrArray **templates,
                         RvTemplate **loaded, const RvTemplate **found);

/* Actions: their exit status. `n` and `arguments` are what stands behind their names. */
int rv_templates_list(const RvTemplateOptions *o, int n, char **arguments);
int rv_templates_show(const RvTemplateOptions *o, int n, char **arguments);
int rv_templates_validate(const RvTemplateOptions *o, int n, char **arguments);
int rv_templates_test(const RvTemplateOptions *o, int n, char **arguments);
int rv_templates_lint(const RvTemplateOptions *o, int n, char **arguments);
int rv_templates_diff(const RvTemplateOptions *o, int n, char **arguments);
int rv_templates_render(const RvTemplateOptions *o, int n, char **arguments);

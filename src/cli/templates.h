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

/* Actions: their exit status. `n` and `arguments` are what stands behind their names. */
int rv_templates_list(const RvTemplateOptions *o, int n, char **arguments);
int rv_templates_show(const RvTemplateOptions *o, int n, char **arguments);
int rv_templates_validate(const RvTemplateOptions *o, int n, char **arguments);
int rv_templates_test(const RvTemplateOptions *o, int n, char **arguments);
int rv_templates_render(const RvTemplateOptions *o, int n, char **arguments);

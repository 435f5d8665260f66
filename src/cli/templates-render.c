/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recevable templates render: a form that demands what its model does. */
#include "session.h"
#include "templates.h"

#include "recevable/error.h"
#include "recevable/file.h"
#include "recevable/typeset.h"

#include <unistd.h>

#define MOST_VALUES 1000000

/* NULL: explained. */
static RvFill *
read_fill(const char *path, const RvTemplate *t)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = rv_file_read(path, MOST_VALUES, &error);
    g_autoptr(RvFill) fill =
        bytes ? rv_fill_from_json(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), &error)
              : NULL;

    if (fill && rv_fill_check(fill, t, &error))
        return g_steal_pointer(&fill);
    rv_cli_complain("--fill %s: %s", path, error->message);
    return NULL;
}

static int
write_form(const RvTemplate *t, const RvTypeset *how, const char *output)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) pdf = rv_typeset(t, how, &error);
    RvOutput *out;
    GString text;

    if (!pdf) {
        rv_cli_complain("%s", error->message);
        return RV_EXIT_INTERNAL;
    }
    out = rv_output_open(output);
    if (!out)
        return RV_EXIT_INTERNAL;
    text = (GString){.str = (char *)g_bytes_get_data(pdf, NULL), .len = g_bytes_get_size(pdf)};
    rv_output_write(out, &text);
    return rv_output_close(out) ? RV_EXIT_PASS : RV_EXIT_INTERNAL;
}

int
rv_templates_render(const RvTemplateOptions *o, int n, char **arguments)
{
    g_autoptr(GPtrArray) templates = NULL;
    g_autoptr(RvFill) fill = NULL;
    const RvTemplate *t;
    RvTypeset how = {.style = o->style, .marked = o->marked, .moment = rv_report_moment()};

    (void)n;
    if (!o->output && isatty(STDOUT_FILENO)) {
        rv_cli_complain(_("render: a PDF is nothing for a terminal: name a file with -o"));
        return RV_EXIT_USAGE;
    }
    templates = rv_cli_load_templates(o->folder);
    if (!templates)
        return RV_EXIT_INTERNAL;
    t = rv_cli_find_template(templates, arguments[0]);
    if (!t || (o->fill && !(fill = read_fill(o->fill, t))))
        return RV_EXIT_USAGE;
    how.fill = fill;
    return write_form(t, &how, o->output);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder of templates, with the deadlines beside them. */
#include "template-private.h"

#include "recevable/error.h"
#include "recevable/i18n.h"
#include "recevable/paths.h"

#include <string.h>

static gint
by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *
xml_names(const char *folder, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_autofree char *shown = g_filename_display_name(folder);
    const char *name;

    while (dir && (name = g_dir_read_name(dir)))
        if (g_str_has_suffix(name, ".xml") && !g_str_equal(name, RV_DEADLINES_FILE))
            g_ptr_array_add(names, g_build_filename(folder, name, NULL));
    if (!names->len) {
        g_set_error(error, RV_ERROR, RV_ERROR_NOT_FOUND,
                    _("%s: no templates there: name their folder with --templates, or install "
                      "recevable again"),
                    shown);
        return NULL;
    }
    g_ptr_array_sort(names, by_name);
    return g_steal_pointer(&names);
}

static gint
by_id(gconstpointer a, gconstpointer b)
{
    return strcmp((*(const RvTemplate *const *)a)->id, (*(const RvTemplate *const *)b)->id);
}

/* Without their deadlines. */
static GPtrArray *
load_names(const GPtrArray *names, GError **error)
{
    g_autoptr(GPtrArray) templates =
        g_ptr_array_new_with_free_func((GDestroyNotify)rv_template_free);

    for (guint i = 0; i < names->len; i++) {
        RvTemplate *t = rv_template_load(g_ptr_array_index(names, i), error);
        const RvTemplate *twin = t ? rv_templates_find(templates, t->id) : NULL;

        if (!t)
            return NULL;
        g_ptr_array_add(templates, t);
        if (twin) {
            rv_xml_error(error, t->path, 1, _("the id '%s' is already that of %s: change one"),
                         t->id, twin->path);
            return NULL;
        }
    }
    g_ptr_array_sort(templates, by_id);
    return g_steal_pointer(&templates);
}

GPtrArray *
rv_templates_load(const char *folder, GError **error)
{
    g_autofree char *own = rv_data_dir("templates");
    g_autofree char *deadlines = g_build_filename(folder ? folder : own, RV_DEADLINES_FILE, NULL);
    g_autoptr(GPtrArray) names = xml_names(folder ? folder : own, error);
    g_autoptr(GPtrArray) templates = names ? load_names(names, error) : NULL;

    if (!templates || (g_file_test(deadlines, G_FILE_TEST_EXISTS) &&
                       !rv_deadlines_load(deadlines, templates, NULL, error)))
        return NULL;
    return g_steal_pointer(&templates);
}

gboolean
rv_deadlines_validate(const char *path, guint *n, GError **error)
{
    g_autofree char *own = rv_data_dir("templates"), *folder = g_path_get_dirname(path);
    g_autoptr(GPtrArray) beside = xml_names(folder, NULL);
    g_autoptr(GPtrArray) names = beside ? g_ptr_array_ref(beside) : xml_names(own, error);
    g_autoptr(GPtrArray) templates = names ? load_names(names, error) : NULL;

    return templates && rv_deadlines_load(path, templates, n, error);
}

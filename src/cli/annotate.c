/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where annotated documents go: never over a document, nor over each other. */
#include "session.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* Of what comes from standard input, in a folder. */
#define NAMELESS "document.pdf"
#define ENDING ".pdf"

/* Are they one and the same, under whatever names? */
static gboolean
is_same_file(const char *a, const char *b)
{
    GStatBuf x, y;

    return g_stat(a, &x) == 0 && g_stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static gboolean
is_one_of(const char *path, const GPtrArray *files)
{
    for (guint i = 0; i < files->len; i++)
        if (is_same_file(path, g_ptr_array_index(files, i)))
            return TRUE;
    return FALSE;
}

/* "order.pdf"; as second "order.2.pdf". Owned by the caller. */
static char *
numbered(const char *folder, const char *name, guint number)
{
    gsize length = strlen(name), ending = strlen(ENDING);
    gsize stem = length > ending && !g_ascii_strcasecmp(name + length - ending, ENDING)
                     ? length - ending
                     : length;
    g_autofree char *other =
        number > 1 ? g_strdup_printf("%.*s.%u%s", (int)stem, name, number, name + stem)
                   : g_strdup(name);

    return g_build_filename(folder, other, NULL);
}

static char *
path_in(const char *folder, const char *file, const GPtrArray *files, GHashTable *taken,
        const char *report)
{
    g_autofree char *name = g_str_equal(file, "-") ? g_strdup(NAMELESS) : g_path_get_basename(file);

    for (guint number = 1;; number++) {
        g_autofree char *path = numbered(folder, name, number);

        if (!g_hash_table_contains(taken, path) && !is_one_of(path, files) &&
            g_strcmp0(path, report) != 0) {
            g_hash_table_add(taken, g_strdup(path));
            return g_steal_pointer(&path);
        }
    }
}

static gboolean
check_path(const char *option, const char *out, const GPtrArray *files, const char *report)
{
    if (files->len > 1)
        rv_cli_complain(_("%s %s: there are several files to check; name a folder that is there"),
                        option, out);
    else if (is_one_of(out, files))
        rv_cli_complain(_("%s %s: that is the file to read, which stays as it is; name another"),
                        option, out);
    else if (report && (g_str_equal(out, report) || is_same_file(out, report)))
        rv_cli_complain(_("%s %s: the results go there; name another file"), option, out);
    else
        return TRUE;
    return FALSE;
}

GPtrArray *
rv_annotate_plan(const char *option, const char *out, const GPtrArray *files, const char *report)
{
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) taken = NULL;

    if (!g_file_test(out, G_FILE_TEST_IS_DIR)) {
        if (!check_path(option, out, files, report))
            g_clear_pointer(&paths, g_ptr_array_unref);
        else if (files->len)
            g_ptr_array_add(paths, g_strdup(out));
        return paths;
    }
    taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < files->len; i++)
        g_ptr_array_add(paths, path_in(out, g_ptr_array_index(files, i), files, taken, report));
    return paths;
}

gboolean
rv_annotate_write(const char *path, const RvResult *result, const RvNotes *notes)
{
    RvOutput *output;
    GString text;

    if (notes->how != RV_ANNOTATED_DONE) {
        rv_cli_complain(_("%s: no annotated copy: %s"), result->file,
                        result->error_message ? result->error_message
                                              : rv_annotated_reason(notes->how));
        return TRUE;
    }
    output = rv_output_open(path);
    if (!output)
        return FALSE;
    text = (GString){.str = (char *)g_bytes_get_data(notes->bytes, NULL),
                     .len = g_bytes_get_size(notes->bytes)};
    rv_output_write(output, &text);
    return rv_output_close(output);
}

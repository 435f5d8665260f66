/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recevable/paths.h"

#include <gio/gio.h>

/* NULL without /proc. */
static char *
program_folder(void)
{
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);

    return program ? g_path_get_dirname(program) : NULL;
}

/* The folder that holds `kind` near the program: DIR/kind for a program in DIR (translations are
 * built there) or in DIR/build (templates are sources). */
static char *
beside_program(const char *kind)
{
    g_autofree char *folder = program_folder();

    /* Two levels for build/recevable, three for build/asan/recevable. */
    for (int up = 0; folder && up < 3; up++) {
        g_autofree char *data = g_build_filename(folder, kind, NULL);
        g_autofree char *parent = g_path_get_dirname(folder);
        g_autofree char *base = g_path_get_basename(folder);

        if (g_file_test(data, G_FILE_TEST_IS_DIR))
            return g_steal_pointer(&data);
        if (up > 0 && !g_str_equal(base, "build"))
            break;
        g_free(folder);
        folder = g_steal_pointer(&parent);
    }
    return NULL;
}

/* PREFIX is where the program is now, whatever it was when it was built: packages move it. */
static char *
installed(const char *kind)
{
    g_autofree char *folder = program_folder();
    g_autofree char *prefix = folder ? g_path_get_dirname(folder) : g_strdup(RV_PREFIX);

    return g_build_filename(prefix, "share", "recevable", kind, NULL);
}

char *
rv_data_dir(const char *kind)
{
    const char *set = g_getenv("RECEVABLE_DATA");
    char *near = set ? g_build_filename(set, kind, NULL) : beside_program(kind);

    return near ? near : installed(kind);
}

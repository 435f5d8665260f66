/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What options of check name files for: lists of documents, a password. */
#include "cli.h"

#include "recevable/error.h"
#include "recevable/file.h"
#include "recevable/pdf.h"

#include <string.h>

#define MAX_LIST (64 << 20)    /* bytes: half a million names */
#define MAX_PASSWORD (1 << 20) /* bytes: far above the 127 of a PDF password */

gboolean
rv_cli_add_listed(GPtrArray *files, const char *list, gboolean nul)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = rv_file_read(list, MAX_LIST, &error);
    const char *data, *start, *end, *stop;
    gsize size;

    if (!bytes && g_error_matches(error, RV_ERROR, RV_ERROR_EMPTY))
        return TRUE; /* an empty list is no mistake */
    if (!bytes) {
        rv_cli_complain("--files-from %s: %s", list, error->message);
        return FALSE;
    }
    data = g_bytes_get_data(bytes, &size);
    stop = data + size;
    for (start = data; start < stop; start = end + 1) {
        end = memchr(start, nul ? '\0' : '\n', (gsize)(stop - start));
        if (!end)
            end = stop;
        if (end > start)
            g_ptr_array_add(files, g_strndup(start, (gsize)(end - start)));
        if (end == stop)
            break;
    }
    return TRUE;
}

char *
rv_cli_read_password(const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = rv_file_read(path, MAX_PASSWORD, &error);
    char *password;

    if (!bytes) {
        rv_cli_complain("--password-file %s: %s", path, error->message);
        return NULL;
    }
    password = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    password[strcspn(password, "\r\n")] = 0;
    return password;
}

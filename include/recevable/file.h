/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files in, whatever they turn out to be. Messages of errors leave the file's name to the caller.
 */
#pragma once

#include <glib.h>

/* Opens a regular file for reading, relative to the folder `folder` (AT_FDCWD: where the program
 * is); "-" is standard input, whatever that is. `flags`: 0, or O_NOFOLLOW: no link anywhere in
 * `path`, which stays below the folder. -1: an error, NOT_FOUND
 * or NOT_A_FILE. */
int rv_file_open(int folder, const char *path, int flags, GError **error);

/* Gets the next piece of a file; FALSE with an error stops. */
typedef gboolean (*RvFileSink)(gconstpointer bytes, gsize size, gpointer data, GError **error);

/* All of what is open, piece by piece. Errors: EMPTY, FILE_TOO_LARGE, IO, the sink's. */
gboolean rv_file_drain(int fd, gsize max_bytes, RvFileSink sink, gpointer data, GError **error);
/* Both, into memory. */
GBytes *rv_file_read(const char *path, gsize max_bytes, GError **error);

/* The same explanations for bytes that come otherwise; FALSE. Errors: FILE_TOO_LARGE, EMPTY. */
gboolean rv_file_refuse_size(gsize max_bytes, GError **error);
gboolean rv_file_refuse_empty(GError **error);

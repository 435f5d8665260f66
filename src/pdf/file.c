/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file into memory, whatever it turns out to be. */
#include "pdf-private.h"

#include "recevable/error.h"
#include "recevable/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_STEP (64 * 1024) /* bytes */

/* A name that may be shown: valid UTF-8, without control characters. */
static char *
display_name(const char *path)
{
    char *name = g_filename_display_name(path);

    for (char *p = name; *p; p++)
        if (g_ascii_iscntrl(*p))
            *p = '?';
    return name;
}

static int
open_file(const char *path, const char *name, GError **error)
{
    /* O_NONBLOCK: a FIFO without a writer must not hang the program. */
    int fd = g_str_equal(path, "-") ? dup(STDIN_FILENO)
                                    : open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);

    if (fd >= 0)
        return fd;
    if (errno == ENOENT || errno == ENOTDIR)
        g_set_error(error, RV_ERROR, RV_ERROR_NOT_FOUND,
                    _("%s: there is no such file: check the name"), name);
    else
        g_set_error(error, RV_ERROR, RV_ERROR_NOT_FOUND,
                    _("%s: cannot be opened (%s): check its permissions"), name, g_strerror(errno));
    return -1;
}

static gboolean
check_kind(int fd, const char *name, const RvPdfLimits *limits, GError **error)
{
    struct stat st;

    if (fstat(fd, &st) < 0) {
        g_set_error(error, RV_ERROR, RV_ERROR_IO, _("%s: cannot be read (%s)"), name,
                    g_strerror(errno));
        return FALSE;
    }
    if (S_ISDIR(st.st_mode)) {
        g_set_error(error, RV_ERROR, RV_ERROR_NOT_A_FILE,
                    _("%s: is a folder: name the PDF files in it"), name);
        return FALSE;
    }
    if (!S_ISREG(st.st_mode)) {
        g_set_error(error, RV_ERROR, RV_ERROR_NOT_A_FILE,
                    _("%s: is not a regular file: name a PDF file"), name);
        return FALSE;
    }
    if ((guint64)st.st_size > limits->max_bytes) {
        g_set_error(
            error, RV_ERROR, RV_ERROR_FILE_TOO_LARGE,
            _("%s: larger than %" G_GSIZE_FORMAT " MB: scan at a lower resolution or split it"),
            name, limits->max_bytes / 1000000);
        return FALSE;
    }
    return TRUE;
}

static GBytes *
read_all(int fd, const char *name, const RvPdfLimits *limits, GError **error)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    guint8 step[READ_STEP];

    for (;;) {
        gssize got = read(fd, step, sizeof step);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            g_set_error(error, RV_ERROR, RV_ERROR_IO, _("%s: cannot be read (%s)"), name,
                        g_strerror(errno));
            return NULL;
        }
        if (got == 0)
            break;
        if (bytes->len + (gsize)got > limits->max_bytes) {
            g_set_error(
                error, RV_ERROR, RV_ERROR_FILE_TOO_LARGE,
                _("%s: larger than %" G_GSIZE_FORMAT " MB: scan at a lower resolution or split it"),
                name, limits->max_bytes / 1000000);
            return NULL;
        }
        g_byte_array_append(bytes, step, (guint)got);
    }
    if (!bytes->len) {
        g_set_error(error, RV_ERROR, RV_ERROR_EMPTY,
                    _("%s: is empty (0 bytes): scan or save it again"), name);
        return NULL;
    }
    return g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
}

GBytes *
rv_file_read(const char *path, const RvPdfLimits *limits, GError **error)
{
    gboolean standard = g_str_equal(path, "-");
    g_autofree char *name = standard ? g_strdup(_("standard input")) : display_name(path);
    int fd = open_file(path, name, error);
    GBytes *bytes = NULL;

    if (fd < 0)
        return NULL;
    if (standard || check_kind(fd, name, limits, error))
        bytes = read_all(fd, name, limits, error);
    close(fd);
    return bytes;
}

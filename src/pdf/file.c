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

static void
explain_open_error(int reason, GError **error)
{
    if (reason == ENOENT || reason == ENOTDIR)
        g_set_error(error, RV_ERROR, RV_ERROR_NOT_FOUND,
                    _("there is no such file: check the name"));
    else if (reason == ENXIO) /* what opening a socket gives */
        g_set_error(error, RV_ERROR, RV_ERROR_NOT_A_FILE,
                    _("it is not a regular file: name a PDF file"));
    else
        g_set_error(error, RV_ERROR, RV_ERROR_NOT_FOUND,
                    _("it cannot be opened (%s): check its permissions"), g_strerror(reason));
}

static gboolean
too_large(const RvPdfLimits *limits, GError **error)
{
    g_set_error(error, RV_ERROR, RV_ERROR_FILE_TOO_LARGE,
                _("it is larger than %u MB: scan at a lower resolution or split it"),
                (guint)(limits->max_bytes / 1000000));
    return FALSE;
}

static void
set_unreadable(GError **error)
{
    g_set_error(error, RV_ERROR, RV_ERROR_IO, _("it cannot be read (%s): try again"),
                g_strerror(errno));
}

static gboolean
check_kind(int fd, const RvPdfLimits *limits, GError **error)
{
    struct stat st;

    if (fstat(fd, &st) < 0) {
        set_unreadable(error);
        return FALSE;
    }
    if (S_ISDIR(st.st_mode)) {
        g_set_error(error, RV_ERROR, RV_ERROR_NOT_A_FILE,
                    _("it is a folder: name the PDF files in it"));
        return FALSE;
    }
    if (!S_ISREG(st.st_mode)) {
        g_set_error(error, RV_ERROR, RV_ERROR_NOT_A_FILE,
                    _("it is not a regular file: name a PDF file"));
        return FALSE;
    }
    return (guint64)st.st_size <= limits->max_bytes || too_large(limits, error);
}

static GBytes *
read_all(int fd, const RvPdfLimits *limits, GError **error)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    gsize most = MIN(limits->max_bytes, G_MAXINT32); /* what a GByteArray holds */
    guint8 step[READ_STEP];

    for (;;) {
        gssize got = read(fd, step, sizeof step);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            set_unreadable(error);
            return NULL;
        }
        if (got == 0)
            break;
        if (bytes->len + (gsize)got > most) {
            too_large(limits, error);
            return NULL;
        }
        g_byte_array_append(bytes, step, (guint)got);
    }
    if (!bytes->len) {
        g_set_error(error, RV_ERROR, RV_ERROR_EMPTY,
                    _("it is empty (0 bytes): scan or save it again"));
        return NULL;
    }
    return g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
}

GBytes *
rv_file_read(const char *path, const RvPdfLimits *limits, GError **error)
{
    GBytes *bytes = NULL;
    int fd;

    if (g_str_equal(path, "-"))
        return read_all(STDIN_FILENO, limits, error);
    /* O_NONBLOCK: a FIFO without a writer must not hang the program. */
    fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) {
        explain_open_error(errno, error);
        return NULL;
    }
    if (check_kind(fd, limits, error))
        bytes = read_all(fd, limits, error);
    close(fd);
    return bytes;
}

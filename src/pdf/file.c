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

/* Text that would do something to a terminal or hide what it says: controls, line ends, and the
 * formats that turn the direction of writing round. */
static gboolean
is_harmful(gunichar c)
{
    switch (g_unichar_type(c)) {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
        return TRUE;
    default:
        return FALSE;
    }
}

/* A name that may be shown. */
static char *
display_name(const char *path)
{
    g_autofree char *name = g_filename_display_name(path);
    GString *shown = g_string_new(NULL);

    for (const char *p = name; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        g_string_append_unichar(shown, is_harmful(c) ? '?' : c);
    }
    return g_string_free(shown, FALSE);
}

static void
explain_open_error(int reason, const char *name, GError **error)
{
    if (reason == ENOENT || reason == ENOTDIR)
        g_set_error(error, RV_ERROR, RV_ERROR_NOT_FOUND,
                    _("%s: there is no such file: check the name"), name);
    else if (reason == ENXIO) /* what opening a socket gives */
        g_set_error(error, RV_ERROR, RV_ERROR_NOT_A_FILE,
                    _("%s: is not a regular file: name a PDF file"), name);
    else
        g_set_error(error, RV_ERROR, RV_ERROR_NOT_FOUND,
                    _("%s: cannot be opened (%s): check its permissions"), name,
                    g_strerror(reason));
}

static gboolean
too_large(const char *name, const RvPdfLimits *limits, GError **error)
{
    g_set_error(error, RV_ERROR, RV_ERROR_FILE_TOO_LARGE,
                _("%s: larger than %" G_GSIZE_FORMAT " MB: scan at a lower resolution or split it"),
                name, limits->max_bytes / 1000000);
    return FALSE;
}

static gboolean
check_kind(int fd, const char *name, const RvPdfLimits *limits, GError **error)
{
    struct stat st;

    if (fstat(fd, &st) < 0) {
        g_set_error(error, RV_ERROR, RV_ERROR_IO, _("%s: cannot be read (%s): try again"), name,
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
    return (guint64)st.st_size <= limits->max_bytes || too_large(name, limits, error);
}

static GBytes *
read_all(int fd, const char *name, const RvPdfLimits *limits, GError **error)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    gsize most = MIN(limits->max_bytes, G_MAXINT32); /* what a GByteArray holds */
    guint8 step[READ_STEP];

    for (;;) {
        gssize got = read(fd, step, sizeof step);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            g_set_error(error, RV_ERROR, RV_ERROR_IO, _("%s: cannot be read (%s): try again"), name,
                        g_strerror(errno));
            return NULL;
        }
        if (got == 0)
            break;
        if (bytes->len + (gsize)got > most) {
            too_large(name, limits, error);
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
    g_autofree char *name = NULL;
    GBytes *bytes = NULL;
    int fd;

    if (g_str_equal(path, "-"))
        return read_all(STDIN_FILENO, _("standard input"), limits, error);
    name = display_name(path);
    /* O_NONBLOCK: a FIFO without a writer must not hang the program. */
    fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) {
        explain_open_error(errno, name, error);
        return NULL;
    }
    if (check_kind(fd, name, limits, error))
        bytes = read_all(fd, name, limits, error);
    close(fd);
    return bytes;
}

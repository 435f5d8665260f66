/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recevable/file.h"

#include "recevable/error.h"
#include "recevable/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define READ_STEP (64 * 1024) /* bytes */

static void
explain_open_error(int reason, GError **error)
{
    if (reason == ENOENT || reason == ENOTDIR)
        g_set_error(error, RV_ERROR, RV_ERROR_NOT_FOUND,
                    _("there is no such file: check the name"));
    else if (reason == ELOOP || reason == EXDEV)
        g_set_error(error, RV_ERROR, RV_ERROR_NOT_A_FILE,
                    _("it is a symbolic link, which is not followed: name the file"));
    else if (reason == ENXIO) /* what opening a socket gives */
        g_set_error(error, RV_ERROR, RV_ERROR_NOT_A_FILE,
                    _("it is not a regular file: name a PDF file"));
    else
        g_set_error(error, RV_ERROR, RV_ERROR_NOT_FOUND,
                    _("it cannot be opened (%s): check its permissions"), g_strerror(reason));
}

gboolean
rv_file_refuse_empty(GError **error)
{
    g_set_error(error, RV_ERROR, RV_ERROR_EMPTY, _("it is empty (0 bytes): scan or save it again"));
    return FALSE;
}

gboolean
rv_file_refuse_size(gsize max_bytes, GError **error)
{
    g_set_error(error, RV_ERROR, RV_ERROR_FILE_TOO_LARGE,
                _("it is larger than %u MB: scan at a lower resolution or split it"),
                (guint)(max_bytes / 1000000));
    return FALSE;
}

static void
set_unreadable(GError **error)
{
    g_set_error(error, RV_ERROR, RV_ERROR_IO, _("it cannot be read (%s): try again"),
                g_strerror(errno));
}

static gboolean
check_kind(int fd, GError **error)
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
    return TRUE;
}

/* No link on the whole way, and no way out of the folder: a name that was looked at before may lead
 * elsewhere now. Kernels before 5.6 look at its last part alone. */
static int
open_below(int folder, const char *path, int flags)
{
    const struct open_how how = {.flags = (guint64)flags,
                                 .resolve = RESOLVE_NO_SYMLINKS | RESOLVE_BENEATH};
    int fd = (int)syscall(SYS_openat2, folder, path, &how, sizeof how);

    return fd < 0 && errno == ENOSYS ? openat(folder, path, flags) : fd;
}

int
rv_file_open(int folder, const char *path, int flags, GError **error)
{
    int fd;

    /* O_NONBLOCK: a FIFO without a writer must not hang the program. */
    flags |= O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY;
    if (g_str_equal(path, "-"))
        fd = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    else
        fd = flags & O_NOFOLLOW ? open_below(folder, path, flags) : openat(folder, path, flags);
    if (fd < 0) {
        explain_open_error(errno, error);
        return -1;
    }
    if (g_str_equal(path, "-") || check_kind(fd, error))
        return fd;
    close(fd);
    return -1;
}

/* What a size of a file says beforehand: a pipe says nothing. */
static gboolean
is_too_large(int fd, gsize max_bytes)
{
    struct stat st;

    return fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && (guint64)st.st_size > max_bytes;
}

gboolean
rv_file_drain(int fd, gsize max_bytes, RvFileSink sink, gpointer data, GError **error)
{
    g_autofree guint8 *step = g_malloc(READ_STEP);
    gsize size = 0;

    if (is_too_large(fd, max_bytes))
        return rv_file_refuse_size(max_bytes, error);
    for (;;) {
        gssize got = read(fd, step, READ_STEP);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            set_unreadable(error);
            return FALSE;
        }
        if (got == 0)
            break;
        size += (gsize)got;
        if (size > max_bytes)
            return rv_file_refuse_size(max_bytes, error);
        if (!sink(step, (gsize)got, data, error))
            return FALSE;
    }
    if (size)
        return TRUE;
    return rv_file_refuse_empty(error);
}

static gboolean
keep(gconstpointer bytes, gsize size, gpointer data, GError **error)
{
    (void)error;
    g_byte_array_append(data, bytes, (guint)size);
    return TRUE;
}

GBytes *
rv_file_read(const char *path, gsize max_bytes, GError **error)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    int fd = rv_file_open(AT_FDCWD, path, 0, error);
    gboolean done;

    if (fd < 0)
        return NULL;
    /* A GByteArray holds no more. */
    done = rv_file_drain(fd, MIN(max_bytes, G_MAXINT32), keep, bytes, error);
    close(fd);
    return done ? g_byte_array_free_to_bytes(g_steal_pointer(&bytes)) : NULL;
}

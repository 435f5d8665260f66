/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document into memory, in pieces, without looking at it: the supervisor holds none of it. */
#include "recevable/work.h"

#include "recevable/error.h"
#include "recevable/file.h"
#include "recevable/i18n.h"
#include "recevable/process.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

RvIntake *
rv_intake_begin(GError **error)
{
    g_autoptr(RvIntake) intake = g_new0(RvIntake, 1);

    intake->fd = memfd_create("document", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    intake->checksum = g_checksum_new(G_CHECKSUM_SHA256);
    if (intake->fd >= 0)
        return g_steal_pointer(&intake);
    g_set_error(error, RV_ERROR, RV_ERROR_INTERNAL, "memfd_create: %s", g_strerror(errno));
    return NULL;
}

static gboolean
append(gconstpointer bytes, gsize size, gpointer data, GError **error)
{
    RvIntake *intake = data;

    if (!rv_write_all(intake->fd, bytes, size)) {
        g_set_error(error, RV_ERROR, RV_ERROR_IO,
                    _("there is no memory for it (%s): close other programs, or use fewer --jobs"),
                    g_strerror(errno));
        return FALSE;
    }
    intake->size += size;
    g_checksum_update(intake->checksum, bytes, (gssize)size);
    return TRUE;
}

gboolean
rv_intake_add(RvIntake *intake, gconstpointer bytes, gsize size, gsize max_bytes, GError **error)
{
    if (size > max_bytes - MIN(intake->size, max_bytes))
        return rv_file_refuse_size(max_bytes, error);
    return append(bytes, size, intake, error);
}

gboolean
rv_intake_end(RvIntake *intake, GError **error)
{
    static const int seals = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;

    if (!intake->size)
        return rv_file_refuse_empty(error);
    g_strlcpy(intake->sha256, g_checksum_get_string(intake->checksum), sizeof intake->sha256);
    if (fcntl(intake->fd, F_ADD_SEALS, seals) == 0)
        return TRUE;
    g_set_error(error, RV_ERROR, RV_ERROR_INTERNAL, "F_ADD_SEALS: %s", g_strerror(errno));
    return FALSE;
}

RvIntake *
rv_intake_share(const RvIntake *intake)
{
    RvIntake *shared;
    int fd = fcntl(intake->fd, F_DUPFD_CLOEXEC, 0);

    if (fd < 0)
        return NULL;
    shared = g_new0(RvIntake, 1);
    shared->fd = fd;
    shared->size = intake->size;
    memcpy(shared->sha256, intake->sha256, sizeof shared->sha256);
    return shared;
}

RvIntake *
rv_intake_new(int folder, const char *path, int flags, gsize max_bytes, GError **error)
{
    g_autoptr(RvIntake) intake = NULL;
    int from = rv_file_open(folder, path, flags, error);
    gboolean done;

    if (from < 0)
        return NULL;
    intake = rv_intake_begin(error);
    done = intake && rv_file_drain(from, max_bytes, append, intake, error) &&
           rv_intake_end(intake, error);
    close(from);
    return done ? g_steal_pointer(&intake) : NULL;
}

void
rv_intake_free(RvIntake *intake)
{
    if (!intake)
        return;
    if (intake->fd >= 0)
        close(intake->fd);
    g_clear_pointer(&intake->checksum, g_checksum_free);
    g_free(intake);
}

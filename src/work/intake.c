/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document into memory, in pieces, without looking at it: the supervisor holds none of it. */
#include "recevable/work.h"

#include "recevable/error.h"
#include "recevable/file.h"
#include "recevable/i18n.h"
#include "recevable/process.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

static gboolean
keep(gconstpointer bytes, gsize size, gpointer data, GError **error)
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

static gboolean
fill(RvIntake *intake, int from, gsize max_bytes, GError **error)
{
    static const int seals = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;

    if (intake->fd < 0) {
        g_set_error(error, RV_ERROR, RV_ERROR_INTERNAL, "memfd_create: %s", g_strerror(errno));
        return FALSE;
    }
    if (!rv_file_drain(from, max_bytes, keep, intake, error))
        return FALSE;
    g_strlcpy(intake->sha256, g_checksum_get_string(intake->checksum), sizeof intake->sha256);
    return fcntl(intake->fd, F_ADD_SEALS, seals) == 0;
}

RvIntake *
rv_intake_new(int folder, const char *path, int flags, gsize max_bytes, GError **error)
{
    g_autoptr(RvIntake) intake = g_new0(RvIntake, 1);
    int from;
    gboolean done;

    intake->fd = -1;
    from = rv_file_open(folder, path, flags, error);
    if (from < 0)
        return NULL;
    intake->fd = memfd_create("document", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    intake->checksum = g_checksum_new(G_CHECKSUM_SHA256);
    done = fill(intake, from, max_bytes, error);
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The annotated document on its way from the worker to a file: bytes that are not looked into, but
 * for their beginning. */
#include "pool.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

int
rv_notes_new(void)
{
    return memfd_create("annotated", MFD_CLOEXEC | MFD_ALLOW_SEALING);
}

static gboolean
begins_with(GMappedFile *file, const RvIntake *intake)
{
    gpointer document = mmap(NULL, intake->size, PROT_READ, MAP_PRIVATE, intake->fd, 0);
    gboolean begins;

    if (document == MAP_FAILED)
        return FALSE;
    begins = memcmp(g_mapped_file_get_contents(file), document, intake->size) == 0;
    munmap(document, intake->size);
    return begins;
}

GBytes *
rv_notes_take(int fd, guint64 size, const RvIntake *intake)
{
    /* Refused while somebody could still write. */
    static const int seals = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;
    g_autoptr(GMappedFile) file = NULL;
    g_autoptr(GBytes) all = NULL;
    struct stat st;

    if (size <= intake->size || size - intake->size > RV_ANNOTATIONS_BYTES ||
        fcntl(fd, F_ADD_SEALS, seals) < 0 || fstat(fd, &st) < 0 || (guint64)st.st_size < size)
        return NULL;
    file = g_mapped_file_new_from_fd(fd, FALSE, NULL);
    if (!file || !begins_with(file, intake))
        return NULL;
    all = g_mapped_file_get_bytes(file);
    return g_bytes_new_from_bytes(all, 0, size);
}

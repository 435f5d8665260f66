/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document model that somebody wrote. */
#include "fuzz.h"

#include "recevable/template.h"

#include <sys/mman.h>
#include <unistd.h>

void
rv_fuzz_template(const guint8 *data, gsize size)
{
    int fd = memfd_create("template", MFD_CLOEXEC);
    g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", fd);
    g_autoptr(RvTemplate) template_ = NULL;
    g_autoptr(GError) error = NULL;

    g_assert_cmpint(write(fd, data, size), ==, size);
    template_ = rv_template_load(path, &error);
    g_assert_true((template_ != NULL) != (error != NULL));
    if (template_)
        for (guint i = 0; i < template_->items->len; i++) {
            const RvItem *item = g_ptr_array_index(template_->items, i);

            g_assert_true(rv_template_item(template_, item->id) == item);
        }
    close(fd);
}

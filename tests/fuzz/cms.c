/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The signature that a document brings. */
#include "fuzz.h"

#include "pdf/cms.h"

void
rv_fuzz_cms(const guint8 *data, gsize size)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    g_autoptr(RvCms) cms = rv_cms_parse(bytes);

    if (!cms)
        return;
    g_assert_true(cms->sum &&
                  g_checksum_type_get_length(cms->digest) == (gssize)g_bytes_get_size(cms->sum));
    g_assert_true(!cms->signer || g_utf8_validate(cms->signer, -1, NULL));
    g_assert_true(!cms->organisation || g_utf8_validate(cms->organisation, -1, NULL));
    g_assert_true(!cms->issuer || g_utf8_validate(cms->issuer, -1, NULL));
}

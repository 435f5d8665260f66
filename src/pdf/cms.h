/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a signature says of itself (CMS, RFC 5652) and its signer's certificate (X.509, RFC 5280):
 * what Poppler knows and does not tell, and what it does not look at. It verifies nothing but
 * the checksum; the rest is Poppler's. */
#pragma once

#include <glib.h>

typedef struct {
    char *signer, *organisation, *issuer; /* owned, UTF-8; NULL: not told */
    gint64 signed_at;                     /* seconds since 1970, UTC; 0: not told */
    gint64 valid_from, valid_until;       /* of the certificate */
    gboolean is_self_signed;
    GChecksumType digest; /* by which the signed bytes were summed up ... */
    GBytes *sum;          /* ... to this; owned */
} RvCms;

/* One signer, who signed attributes, among them a modern checksum (SHA-256 and better) of bytes
 * that stand elsewhere; and brought the certificate along. NULL: anything else. */
RvCms *rv_cms_parse(GBytes *contents);
void rv_cms_free(RvCms *cms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvCms, rv_cms_free)

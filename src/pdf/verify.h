/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the checking child tells of a document's signatures: of fixed size, so that there is no
 * length to be wrong about. */
#pragma once

#include "ranges.h"

#include "recevable/signatures.h"

/* Names end with a NUL, or not: whoever reads it takes that into account. */
typedef struct {
    char signer[RV_NAME_BYTES], organisation[RV_NAME_BYTES], issuer[RV_NAME_BYTES];
    gint64 signed_at, bytes_after;
    guint32 integrity, coverage, trust, is_self_signed;
    gint32 page; /* 0: it is not to be seen */
    double area[4];
} RvVerified;

typedef struct {
    guint32 n;
    RvVerified all[RV_MAX_SIGNATURES];
} RvVerdicts;

typedef struct {
    RvDocument *document;
    GBytes *bytes; /* that it was opened from */
} RvVerifyJob;

/* signatures.c: in the parent, one of the verdicts as what may be believed of it; of a file of
 * `size` bytes. Owned by the caller. */
RvSignature *rv_verified_take(const RvVerified *verified, const RvDocument *document, gsize size);

/* Fills the verdicts (all 0 before); to be run by rv_child_run(). Asks Poppler of each signature
 * field, and holds what it says against the file itself. */
void rv_verify(gconstpointer job, gpointer verdicts);

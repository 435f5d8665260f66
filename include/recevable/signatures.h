/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stage 1, pdf: the electronic signatures of a document (PAdES and its elders): who signed, when,
 * whether the file still is what was signed, and how much of it that was.
 *
 * Nothing is looked up: neither on the network nor in anybody's browser profile. So whether a
 * certificate can be trusted mostly stays open, and is told apart from whether the document is
 * intact. */
#pragma once

#include "recevable/geometry.h"
#include "recevable/pdf.h"

typedef enum {
    RV_INTEGRITY_INTACT,    /* the signed bytes are those that were signed */
    RV_INTEGRITY_CHANGED,   /* they, or the signature, were changed afterwards */
    RV_INTEGRITY_UNCHECKED, /* it cannot be told: damaged, of an unknown kind, or made to mislead */
} RvIntegrity;

typedef enum {
    RV_COVERAGE_WHOLE,   /* all of the file but the signature itself */
    RV_COVERAGE_PART,    /* bytes were added to the file afterwards */
    RV_COVERAGE_UNKNOWN, /* the signed range makes no sense, or it is not known whose it is */
} RvCoverage;

typedef enum {
    RV_TRUST_TRUSTED,   /* it leads to an authority that this system knows (/etc/pki/nssdb) */
    RV_TRUST_UNKNOWN,   /* its issuer is not known here, and nothing was looked up */
    RV_TRUST_UNTRUSTED, /* its issuer is known not to be trusted */
    RV_TRUST_EXPIRED,   /* it was not valid, or no longer, when the document was signed */
    RV_TRUST_REVOKED,   /* it was taken back */
    RV_TRUST_UNCHECKED, /* the signature is not intact: there is nothing to trust */
} RvTrust;

/* Names are from the certificate: hostile text made printable, RV_NAME_BYTES at most; NULL: not
 * told. The time is what the signer's machine claimed. */
typedef struct {
    char *signer;       /* common name of who signed */
    char *organisation; /* that the certificate ties the signer to */
    char *issuer;       /* common name of who issued the certificate, or its organisation */
    gint64 signed_at;   /* seconds since 1970, UTC; 0: not told */
    RvIntegrity integrity;
    RvCoverage coverage;
    gint64 bytes_after; /* PART: how many follow the signed range */
    RvTrust trust;
    gboolean is_self_signed; /* the certificate names its own holder as its issuer */
    RvPlace place;           /* of the field, in points only; page 0: it is not to be seen */
} RvSignature;

/* Longest name that is kept, with its end. */
#define RV_NAME_BYTES 200

/* The signatures of a document in the order in which they were made, as far as that is known:
 * RvSignature, owned by the caller. Empty when there is none; fields that wait for a signature are
 * none. `bytes` are those that the document was opened from.
 *
 * They are checked in a process of its own, with a time limit, no network and no home folder: a
 * crash or a hang there costs one signature that is UNCHECKED. It is started only where the file
 * says "ByteRange" and forks: to be called while the process has one thread. */
GPtrArray *rv_document_signatures(RvDocument *document, GBytes *bytes);
/* An empty array that frees them. */
GPtrArray *rv_signatures_new(void);
void rv_signature_free(RvSignature *signature);

const char *rv_integrity_name(RvIntegrity integrity); /* "intact" */
const char *rv_coverage_name(RvCoverage coverage);    /* "whole" */
const char *rv_trust_name(RvTrust trust);             /* "unknown" */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvSignature, rv_signature_free)

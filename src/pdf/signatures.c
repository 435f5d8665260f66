/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In the parent: asks the child, and believes nothing. */
#include "recevable/signatures.h"

#include "child.h"
#include "pdf-private.h"
#include "verify.h"

#include "recevable/text.h"

#include <math.h>
#include <string.h>

static const RvChildLimits limits = {
    /* A signature takes 5-20 ms, and 12 ms more a megabyte of the file: 0.25 s for a scan of 20 MB,
     * 3 s for the largest. Sixteen over the largest are a trap. */
    .seconds = 20,
    /* It needs less than 32 MB besides what the process has, threads' stacks included; the form of
     * a long document, which Poppler opens again, some more. */
    .memory = 256 * 1024 * 1024,
    .reply_size = sizeof(RvVerdicts),
};

void
rv_signature_free(RvSignature *signature)
{
    if (!signature)
        return;
    g_free(signature->signer);
    g_free(signature->organisation);
    g_free(signature->issuer);
    g_free(signature);
}

GPtrArray *
rv_signatures_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)rv_signature_free);
}

static char *
take_name(const char name[RV_NAME_BYTES])
{
    g_autofree char *text = g_strndup(name, RV_NAME_BYTES - 1);
    g_autofree char *printable = rv_text_printable(text);

    return *g_strstrip(printable) ? g_steal_pointer(&printable) : NULL;
}

static void
take_place(const RvVerified *verified, const RvDocument *document, RvPlace *place)
{
    const double *area = verified->area;

    if (verified->page < 1 || verified->page > document->n_pages)
        return;
    for (guint i = 0; i < G_N_ELEMENTS(verified->area); i++)
        if (!isfinite(area[i]) || fabs(area[i]) > document->limits.max_side_pt)
            return;
    place->page = verified->page;
    place->pt = (RvPt){area[0], area[1], area[2], area[3]};
}

/* What makes no sense makes the signature UNCHECKED: nobody has to trust it then. */
RvSignature *
rv_verified_take(const RvVerified *verified, const RvDocument *document, gsize size)
{
    RvSignature *signature = g_new0(RvSignature, 1);
    gboolean sound =
        verified->integrity <= RV_INTEGRITY_UNCHECKED &&
        verified->coverage <= RV_COVERAGE_UNKNOWN && verified->trust <= RV_TRUST_UNCHECKED &&
        verified->bytes_after >= 0 && (guint64)verified->bytes_after < size &&
        (verified->coverage == RV_COVERAGE_PART) == (verified->bytes_after > 0) &&
        (verified->integrity == RV_INTEGRITY_INTACT) == (verified->trust != RV_TRUST_UNCHECKED);

    signature->integrity = sound ? (RvIntegrity)verified->integrity : RV_INTEGRITY_UNCHECKED;
    signature->coverage = sound ? (RvCoverage)verified->coverage : RV_COVERAGE_UNKNOWN;
    signature->trust = sound ? (RvTrust)verified->trust : RV_TRUST_UNCHECKED;
    signature->bytes_after = sound ? verified->bytes_after : 0;
    signature->signed_at = MAX(0, verified->signed_at);
    signature->is_self_signed = verified->is_self_signed != 0;
    signature->signer = take_name(verified->signer);
    signature->organisation = take_name(verified->organisation);
    signature->issuer = take_name(verified->issuer);
    take_place(verified, document, &signature->place);
    return signature;
}

static RvSignature *
new_unchecked(void)
{
    RvSignature *signature = g_new0(RvSignature, 1);

    signature->integrity = RV_INTEGRITY_UNCHECKED;
    signature->coverage = RV_COVERAGE_UNKNOWN;
    signature->trust = RV_TRUST_UNCHECKED;
    return signature;
}

/* The one that covers least was there first. */
static int
by_age(gconstpointer a, gconstpointer b)
{
    const RvSignature *x = *(const RvSignature *const *)a, *y = *(const RvSignature *const *)b;

    return (x->bytes_after < y->bytes_after) - (x->bytes_after > y->bytes_after);
}

GPtrArray *
rv_document_signatures(RvDocument *document, GBytes *bytes)
{
    GPtrArray *signatures = rv_signatures_new();
    RvVerifyJob job = {document, bytes};
    g_autofree RvVerdicts *verdicts = NULL;
    gsize size;
    const guint8 *data = g_bytes_get_data(bytes, &size);

    if (!rv_ranges_count(data, size))
        return signatures;
    verdicts = g_new0(RvVerdicts, 1);
    if (!rv_child_run(&limits, rv_verify, &job, verdicts) || verdicts->n > RV_MAX_SIGNATURES) {
        g_ptr_array_add(signatures, new_unchecked());
        return signatures;
    }
    for (guint i = 0; i < verdicts->n; i++)
        g_ptr_array_add(signatures, rv_verified_take(&verdicts->all[i], document, size));
    g_ptr_array_sort(signatures, by_age);
    return signatures;
}

/* ---- names ------------------------------------------------------------------------------- */

static const char *const integrities[] = {
    [RV_INTEGRITY_INTACT] = "intact",
    [RV_INTEGRITY_CHANGED] = "changed",
    [RV_INTEGRITY_UNCHECKED] = "unchecked",
};

static const char *const coverages[] = {
    [RV_COVERAGE_WHOLE] = "whole",
    [RV_COVERAGE_PART] = "part",
    [RV_COVERAGE_UNKNOWN] = "unknown",
};

static const char *const trusts[] = {
    [RV_TRUST_TRUSTED] = "trusted",     [RV_TRUST_UNKNOWN] = "unknown",
    [RV_TRUST_UNTRUSTED] = "untrusted", [RV_TRUST_EXPIRED] = "expired",
    [RV_TRUST_REVOKED] = "revoked",     [RV_TRUST_UNCHECKED] = "unchecked",
};

const char *
rv_integrity_name(RvIntegrity integrity)
{
    g_return_val_if_fail((gsize)integrity < G_N_ELEMENTS(integrities), "unchecked");
    return integrities[integrity];
}

const char *
rv_coverage_name(RvCoverage coverage)
{
    g_return_val_if_fail((gsize)coverage < G_N_ELEMENTS(coverages), "unknown");
    return coverages[coverage];
}

const char *
rv_trust_name(RvTrust trust)
{
    g_return_val_if_fail((gsize)trust < G_N_ELEMENTS(trusts), "unchecked");
    return trusts[trust];
}

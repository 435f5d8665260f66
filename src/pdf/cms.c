/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cms.h"

#include "der.h"

#include <string.h>

/* Object identifiers, as they are written. */
#define OID_SIGNED_DATA "\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02"
#define OID_MESSAGE_DIGEST "\x2A\x86\x48\x86\xF7\x0D\x01\x09\x04"
#define OID_SIGNING_TIME "\x2A\x86\x48\x86\xF7\x0D\x01\x09\x05"
#define OID_COMMON_NAME "\x55\x04\x03"
#define OID_ORGANISATION "\x55\x04\x0A"
#define IS(body, oid) rv_der_is_oid(body, oid, sizeof oid - 1)

/* Older ones (SHA-1) can be forged. */
static const struct {
    const char *oid;
    GChecksumType type;
} digests[] = {
    {"\x60\x86\x48\x01\x65\x03\x04\x02\x01", G_CHECKSUM_SHA256},
    {"\x60\x86\x48\x01\x65\x03\x04\x02\x02", G_CHECKSUM_SHA384},
    {"\x60\x86\x48\x01\x65\x03\x04\x02\x03", G_CHECKSUM_SHA512},
};

/* The parts of a certificate that are looked at. */
typedef struct {
    RvSpan serial, issuer, subject; /* issuer and subject as a list of their parts */
    gint64 valid_from, valid_until;
} Certificate;

/* ---- the certificate --------------------------------------------------------------------- */

/* Skips an element of that tag. */
static gboolean
skip(RvSpan *in, guint8 tag)
{
    RvSpan body;

    return rv_der_take(in, tag, &body);
}

static gboolean
take_time(RvSpan *in, gint64 *seconds)
{
    guint8 tag = rv_der_peek(in);
    RvSpan body;

    return rv_der_next(in, &body, NULL) && rv_der_time(tag, body, seconds);
}

static gboolean
parse_certificate(RvSpan in, Certificate *certificate)
{
    RvSpan signed_part, validity;

    if (!rv_der_take(&in, RV_DER_SEQUENCE, &signed_part))
        return FALSE;
    skip(&signed_part, RV_DER_CONTEXT_0); /* the version: may be left out */
    return rv_der_take(&signed_part, RV_DER_INTEGER, &certificate->serial) &&
           skip(&signed_part, RV_DER_SEQUENCE) &&
           rv_der_take(&signed_part, RV_DER_SEQUENCE, &certificate->issuer) &&
           rv_der_take(&signed_part, RV_DER_SEQUENCE, &validity) &&
           take_time(&validity, &certificate->valid_from) &&
           take_time(&validity, &certificate->valid_until) &&
           rv_der_take(&signed_part, RV_DER_SEQUENCE, &certificate->subject);
}

/* The last part of a name that has this type, as Poppler takes it; NULL: none. */
static char *
name_part(RvSpan name, const char *oid)
{
    g_autofree char *found = NULL;
    RvSpan set, pair, type, value;

    while (rv_der_take(&name, RV_DER_SET, &set))
        while (rv_der_take(&set, RV_DER_SEQUENCE, &pair)) {
            guint8 tag;

            if (!rv_der_take(&pair, RV_DER_OID, &type) || !rv_der_is_oid(type, oid, strlen(oid)))
                continue;
            tag = rv_der_peek(&pair);
            if (!rv_der_next(&pair, &value, NULL))
                continue;
            g_free(found);
            found = rv_der_string(tag, value);
        }
    return g_steal_pointer(&found);
}

static void
take_names(RvCms *cms, const Certificate *certificate)
{
    cms->signer = name_part(certificate->subject, OID_COMMON_NAME);
    cms->organisation = name_part(certificate->subject, OID_ORGANISATION);
    cms->issuer = name_part(certificate->issuer, OID_COMMON_NAME);
    if (!cms->issuer)
        cms->issuer = name_part(certificate->issuer, OID_ORGANISATION);
    cms->valid_from = certificate->valid_from;
    cms->valid_until = certificate->valid_until;
    cms->is_self_signed = rv_span_equal(certificate->issuer, certificate->subject);
}

/* The signer's own among those that came along, by issuer and number. (Poppler cannot verify one
 * that is named by its key.) */
static gboolean
find_certificate(RvSpan all, RvSpan sid, Certificate *found)
{
    RvSpan body, issuer, serial;

    if (!rv_der_take(&sid, RV_DER_SEQUENCE, &issuer) || !rv_der_take(&sid, RV_DER_INTEGER, &serial))
        return FALSE;
    while (rv_der_take(&all, RV_DER_SEQUENCE, &body))
        if (parse_certificate(body, found) && rv_span_equal(found->issuer, issuer) &&
            rv_span_equal(found->serial, serial))
            return TRUE;
    return FALSE;
}

/* ---- the signature ----------------------------------------------------------------------- */

static gboolean
take_digest(RvCms *cms, RvSpan algorithm)
{
    RvSpan oid;

    if (!rv_der_take(&algorithm, RV_DER_OID, &oid))
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(digests); i++)
        if (rv_der_is_oid(oid, digests[i].oid, strlen(digests[i].oid))) {
            cms->digest = digests[i].type;
            return TRUE;
        }
    return FALSE;
}

/* The attributes that were signed along: the checksum, and the time where it is told. */
static gboolean
take_attributes(RvCms *cms, RvSpan attributes)
{
    RvSpan attribute, type, values, value;

    while (rv_der_take(&attributes, RV_DER_SEQUENCE, &attribute)) {
        if (!rv_der_take(&attribute, RV_DER_OID, &type) ||
            !rv_der_take(&attribute, RV_DER_SET, &values))
            return FALSE;
        if (IS(type, OID_SIGNING_TIME) && !take_time(&values, &cms->signed_at))
            return FALSE;
        if (!IS(type, OID_MESSAGE_DIGEST))
            continue;
        if (cms->sum || !rv_der_take(&values, RV_DER_OCTETS, &value))
            return FALSE;
        cms->sum = g_bytes_new(value.at, (gsize)(value.end - value.at));
    }
    return cms->sum && g_bytes_get_size(cms->sum) == (gsize)g_checksum_type_get_length(cms->digest);
}

static gboolean
parse_signer(RvCms *cms, RvSpan signer, RvSpan certificates)
{
    RvSpan sid, digest, attributes;
    Certificate certificate = {0};

    if (!skip(&signer, RV_DER_INTEGER) || !rv_der_take(&signer, RV_DER_SEQUENCE, &sid) ||
        !rv_der_take(&signer, RV_DER_SEQUENCE, &digest) ||
        !rv_der_take(&signer, RV_DER_CONTEXT_0, &attributes) ||
        !find_certificate(certificates, sid, &certificate) || !take_digest(cms, digest) ||
        !take_attributes(cms, attributes))
        return FALSE;
    take_names(cms, &certificate);
    return TRUE;
}

/* Bytes that are signed within the signature itself are none of the file's; Poppler compares their
 * checksum and calls that valid, without looking at the signature. */
static gboolean
is_detached(RvSpan content)
{
    RvSpan type;

    return rv_der_take(&content, RV_DER_OID, &type) && !rv_der_peek(&content);
}

static gboolean
parse(RvCms *cms, RvSpan in)
{
    RvSpan info, type, wrapped, data, content, certificates, signers, signer;

    if (!rv_der_take(&in, RV_DER_SEQUENCE, &info) || !rv_der_take(&info, RV_DER_OID, &type) ||
        !IS(type, OID_SIGNED_DATA) || !rv_der_take(&info, RV_DER_CONTEXT_0, &wrapped) ||
        !rv_der_take(&wrapped, RV_DER_SEQUENCE, &data))
        return FALSE;
    if (!skip(&data, RV_DER_INTEGER) || !skip(&data, RV_DER_SET) ||
        !rv_der_take(&data, RV_DER_SEQUENCE, &content) || !is_detached(content) ||
        !rv_der_take(&data, RV_DER_CONTEXT_0, &certificates))
        return FALSE;
    skip(&data, RV_DER_CONTEXT_0 + 1); /* lists of what was revoked: may be left out */
    return rv_der_take(&data, RV_DER_SET, &signers) &&
           rv_der_take(&signers, RV_DER_SEQUENCE, &signer) && !rv_der_peek(&signers) &&
           parse_signer(cms, signer, certificates);
}

RvCms *
rv_cms_parse(GBytes *contents)
{
    g_autoptr(RvCms) cms = g_new0(RvCms, 1);

    return parse(cms, rv_span_of(contents)) ? g_steal_pointer(&cms) : NULL;
}

void
rv_cms_free(RvCms *cms)
{
    if (!cms)
        return;
    g_free(cms->signer);
    g_free(cms->organisation);
    g_free(cms->issuer);
    g_clear_pointer(&cms->sum, g_bytes_unref);
    g_free(cms);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In the child: each signature field of Poppler's is paired with the signed range in the file that
 * it must be about.
 *
 * Poppler verifies the signature, and does not tell of which bytes, nor is that all there is to
 * see: one whose checksum stands within itself it calls valid unseen. So a signature counts as
 * intact only where Poppler says so, and there are as many ranges as fields of its signer, and the
 * checksum that was signed is the one of the range. */
#include "verify.h"

#include "cms.h"
#include "pdf-private.h"

#include <math.h>
#include <string.h>

/* Until Poppler 25.11 the second asks for what it should forbid: there it is the kernel that keeps
 * the child off the network. (And without it Poppler 22.12 trusts nobody.) */
#define FLAGS                                                                                      \
    (POPPLER_SIGNATURE_VALIDATION_FLAG_VALIDATE_CERTIFICATE |                                      \
     POPPLER_SIGNATURE_VALIDATION_FLAG_WITHOUT_OCSP_REVOCATION_CHECK)

typedef struct {
    RvRange range;
    RvCms *cms;       /* NULL: not understood */
    gboolean holds;   /* its checksum is the one that was signed */
    gboolean is_used; /* paired with a field */
} Candidate;

typedef struct {
    PopplerFormField *field;
    PopplerSignatureStatus status;
    PopplerCertificateStatus certificate;
    char *signer; /* "": not told */
    gint64 signed_at;
} Field;

typedef struct {
    const guint8 *data;
    gsize size;
    GArray *candidates; /* Candidate, the shortest range first */
    GArray *fields;     /* Field */
} Verify;

static void
candidate_clear(gpointer data)
{
    rv_cms_free(((Candidate *)data)->cms);
}

static void
field_clear(gpointer data)
{
    Field *field = data;

    g_object_unref(field->field);
    g_free(field->signer);
}

/* ---- what the file says, and what Poppler says ------------------------------------------- */

static void
read_candidates(Verify *verify)
{
    g_autoptr(GArray) ranges = rv_ranges_find(verify->data, verify->size);

    for (guint i = 0; i < ranges->len; i++) {
        Candidate candidate = {.range = g_array_index(ranges, RvRange, i)};
        g_autoptr(GBytes) contents = rv_range_contents(verify->data, &candidate.range);

        candidate.cms = contents ? rv_cms_parse(contents) : NULL;
        candidate.holds =
            candidate.cms && rv_range_sums_to(verify->data, &candidate.range, candidate.cms->digest,
                                              candidate.cms->sum);
        g_array_append_val(verify->candidates, candidate);
    }
}

static void
read_field(GArray *fields, PopplerFormField *form_field)
{
    PopplerSignatureInfo *info =
        poppler_form_field_signature_validate_sync(form_field, FLAGS, NULL, NULL);
    const char *signer = info ? poppler_signature_info_get_signer_name(info) : NULL;
    GDateTime *time = info ? poppler_signature_info_get_local_signing_time(info) : NULL;
    Field *field;

    g_array_set_size(fields, fields->len + 1);
    field = &g_array_index(fields, Field, fields->len - 1);
    field->field = g_object_ref(form_field);
    field->status = POPPLER_SIGNATURE_NOT_VERIFIED;
    field->signer = g_strdup(signer ? signer : "");
    field->signed_at = time ? MAX(0, g_date_time_to_unix(time)) : 0;
    if (!info)
        return;
    field->status = poppler_signature_info_get_signature_status(info);
    field->certificate = poppler_signature_info_get_certificate_status(info);
    poppler_signature_info_free(info);
}

static void
read_fields(Verify *verify, PopplerDocument *poppler)
{
    GList *fields = poppler_document_get_signature_fields(poppler);

    for (GList *at = fields; at && verify->fields->len <= RV_MAX_SIGNATURES; at = at->next)
        read_field(verify->fields, at->data);
    g_list_free_full(fields, g_object_unref);
}

/* ---- pairing ----------------------------------------------------------------------------- */

/* A name as Poppler's library spells it: controls by their number, quotes and backslashes escaped.
 */
static char *
spell(const char *name)
{
    GString *out = g_string_new(NULL);

    for (const char *p = name; *p; p++) {
        if (g_ascii_iscntrl(*p))
            g_string_append_printf(out, "\\%02x", (guint)*p);
        else if (*p == '"' || *p == '\\')
            g_string_append_printf(out, "\\%c", *p);
        else
            g_string_append_c(out, *p);
    }
    return g_string_free(out, FALSE);
}

static gboolean
same_signer(const Field *field, const Candidate *candidate)
{
    g_autofree char *signer =
        candidate->cms && candidate->cms->signer ? spell(candidate->cms->signer) : g_strdup("");

    return g_str_equal(field->signer, signer);
}

/* Are there as many ranges of this signer as fields? Else one of them is made to mislead. */
static gboolean
counts_agree(const Verify *verify, const Field *field)
{
    guint fields = 0, ranges = 0;

    for (guint i = 0; i < verify->fields->len; i++)
        fields += g_str_equal(field->signer, g_array_index(verify->fields, Field, i).signer);
    for (guint i = 0; i < verify->candidates->len; i++)
        ranges += same_signer(field, &g_array_index(verify->candidates, Candidate, i));
    return fields == ranges;
}

static Candidate *
find_candidate(const Verify *verify, const Field *field)
{
    gboolean valid = field->status == POPPLER_SIGNATURE_VALID;

    for (guint i = 0; counts_agree(verify, field) && i < verify->candidates->len; i++) {
        Candidate *candidate = &g_array_index(verify->candidates, Candidate, i);
        gboolean same_time = !candidate->cms || !candidate->cms->signed_at ||
                             candidate->cms->signed_at == field->signed_at;

        if (!candidate->is_used && candidate->holds == valid && same_time &&
            same_signer(field, candidate)) {
            candidate->is_used = TRUE;
            return candidate;
        }
    }
    return NULL;
}

/* Fields that wait for a signature and those whose signature makes no sense look the same to
 * Poppler. The file speaks of the second. */
static guint
count_senseless(const Verify *verify)
{
    guint said = rv_ranges_count(verify->data, verify->size), told = 0;

    for (guint i = 0; i < verify->fields->len; i++) {
        const Field *field = &g_array_index(verify->fields, Field, i);

        told += *field->signer || field->status != POPPLER_SIGNATURE_NOT_VERIFIED;
    }
    return said > told ? said - told : 0;
}

/* ---- verdicts ---------------------------------------------------------------------------- */

/* Of what is not understood here Poppler may say what it will. */
static RvIntegrity
integrity_of(const Field *field, const Candidate *candidate)
{
    if (!candidate || !candidate->cms)
        return RV_INTEGRITY_UNCHECKED;
    switch (field->status) {
    case POPPLER_SIGNATURE_VALID:
        return RV_INTEGRITY_INTACT;
    case POPPLER_SIGNATURE_DIGEST_MISMATCH:
    case POPPLER_SIGNATURE_INVALID:
        return RV_INTEGRITY_CHANGED;
    default:
        return RV_INTEGRITY_UNCHECKED;
    }
}

/* Poppler holds the certificate against today: one that ran out since then was good when it
 * signed. Where no time is told, today is all there is. */
static RvTrust
trust_of(const Field *field, const RvCms *cms)
{
    gint64 then = field->signed_at ? field->signed_at : g_get_real_time() / G_USEC_PER_SEC;

    if (then < cms->valid_from || then > cms->valid_until)
        return RV_TRUST_EXPIRED;
    switch (field->certificate) {
    case POPPLER_CERTIFICATE_TRUSTED:
        return RV_TRUST_TRUSTED;
    case POPPLER_CERTIFICATE_UNTRUSTED_ISSUER:
        return RV_TRUST_UNTRUSTED;
    case POPPLER_CERTIFICATE_REVOKED:
        return RV_TRUST_REVOKED;
    default:
        return RV_TRUST_UNKNOWN;
    }
}

static void
set_name(char name[RV_NAME_BYTES], const char *text)
{
    g_strlcpy(name, text ? text : "", RV_NAME_BYTES);
}

static void
describe(const Verify *verify, const Field *field, const Candidate *candidate, RvVerified *out)
{
    const RvCms *cms = candidate ? candidate->cms : NULL;

    out->integrity = integrity_of(field, candidate);
    out->coverage = RV_COVERAGE_UNKNOWN;
    out->trust = RV_TRUST_UNCHECKED;
    out->signed_at = field->signed_at;
    set_name(out->signer, cms ? cms->signer : field->signer);
    if (candidate) {
        out->bytes_after = (gint64)rv_range_after(verify->data, verify->size, &candidate->range);
        out->coverage = out->bytes_after ? RV_COVERAGE_PART : RV_COVERAGE_WHOLE;
    }
    if (cms) {
        set_name(out->organisation, cms->organisation);
        set_name(out->issuer, cms->issuer);
        out->is_self_signed = cms->is_self_signed;
        if (out->integrity == RV_INTEGRITY_INTACT)
            out->trust = trust_of(field, cms);
    }
}

/* Where the field stands on that page; FALSE: not there, or without an extent. */
static gboolean
find_area(PopplerPage *page, int id, double area[4])
{
    GList *fields = poppler_page_get_form_field_mapping(page);
    PopplerRectangle crop;
    double width, height;
    gboolean found = FALSE;

    poppler_page_get_size(page, &width, &height);
    poppler_page_get_crop_box(page, &crop);
    for (GList *at = fields; at && !found; at = at->next) {
        const PopplerFormFieldMapping *mapping = at->data;
        const PopplerRectangle *r = &mapping->area;

        if (poppler_form_field_get_id(mapping->field) != id || r->x2 - r->x1 < 1 ||
            r->y2 - r->y1 < 1)
            continue;
        found = TRUE;
        /* Poppler tells it of the page before it is turned: of one that is, the whole page. */
        if (fabs(crop.x2 - crop.x1 - width) < 1 && fabs(crop.y2 - crop.y1 - height) < 1)
            memcpy(area, (double[4]){r->x1, height - r->y2, r->x2, height - r->y1},
                   4 * sizeof *area);
        else
            memcpy(area, (double[4]){0, 0, width, height}, 4 * sizeof *area);
    }
    poppler_page_free_form_field_mapping(fields);
    return found;
}

static void
find_place(RvDocument *document, const Field *field, RvVerified *out)
{
    int id = poppler_form_field_get_id(field->field);

    for (int i = 0; i < document->n_pages && !out->page; i++) {
        g_autoptr(PopplerPage) page = poppler_document_get_page(document->poppler, i);

        if (page && find_area(page, id, out->area))
            out->page = i + 1;
    }
}

/* In the order of the ranges, then the fields without one. */
static void
report(Verify *verify, RvDocument *document, RvVerdicts *out)
{
    guint senseless = count_senseless(verify);

    for (guint i = 0; i < verify->fields->len && out->n < RV_MAX_SIGNATURES; i++) {
        const Field *field = &g_array_index(verify->fields, Field, i);
        RvVerified *verified = &out->all[out->n];

        if (!*field->signer && field->status == POPPLER_SIGNATURE_NOT_VERIFIED) {
            if (!senseless)
                continue;
            senseless--;
        }
        describe(verify, field, find_candidate(verify, field), verified);
        find_place(document, field, verified);
        out->n++;
    }
    /* Who signs more often than can be looked at is not to pass unseen. */
    if (verify->fields->len > RV_MAX_SIGNATURES && out->n > 0) {
        out->all[out->n - 1].integrity = RV_INTEGRITY_UNCHECKED;
        out->all[out->n - 1].trust = RV_TRUST_UNCHECKED;
    }
}

void
rv_verify(gconstpointer data, gpointer verdicts)
{
    const RvVerifyJob *job = data;
    Verify verify = {.candidates = g_array_new(FALSE, TRUE, sizeof(Candidate)),
                     .fields = g_array_new(FALSE, TRUE, sizeof(Field))};

    verify.data = g_bytes_get_data(job->bytes, &verify.size);
    g_array_set_clear_func(verify.candidates, candidate_clear);
    g_array_set_clear_func(verify.fields, field_clear);
    read_candidates(&verify);
    read_fields(&verify, job->document->poppler);
    report(&verify, job->document, verdicts);
    g_array_unref(verify.candidates);
    g_array_unref(verify.fields);
}

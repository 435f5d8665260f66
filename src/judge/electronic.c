/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How electronic signatures count. A good one stands for ink. One that does not hold is looked at
 * by a person, whatever the ink says: what was signed is not what is here. */
#include "judge-private.h"

#include "recevable/i18n.h"

/* The worst first. */
typedef enum {
    CHANGED,    /* the signed bytes are others */
    UNCHECKED,  /* it cannot be told */
    EXTENDED,   /* bytes were added, and nobody who can be believed signed them */
    OVERTAKEN,  /* they were signed, by somebody whom the form does not name */
    WEAK,       /* the certificate proves nothing */
    OF_ANOTHER, /* the form does not name its holder */
    GOOD,
} Worth;

static const RvSignature *
nth(const RvCase *c, guint i)
{
    return g_ptr_array_index(c->result->signatures, i);
}

/* That its issuer is not known is no weakness: nothing is looked up, so most are not. */
static gboolean
is_weak(const RvSignature *signature)
{
    return signature->is_self_signed ||
           (signature->trust != RV_TRUST_TRUSTED && signature->trust != RV_TRUST_UNKNOWN);
}

/* The signature by which all of the file is signed, best by one whom the form names; NULL: none. */
static const RvSignature *
find_cover(const RvCase *c, const RvItem *item)
{
    const RvSignature *cover = NULL;

    for (guint i = 0; i < c->result->signatures->len; i++) {
        const RvSignature *signature = nth(c, i);

        if (signature->integrity != RV_INTEGRITY_INTACT ||
            signature->coverage != RV_COVERAGE_WHOLE || is_weak(signature))
            continue;
        if (!cover || rv_signature_is_named(c, item, signature))
            cover = signature;
    }
    return cover;
}

static Worth
worth_of(const RvCase *c, const RvItem *item, const RvSignature *signature)
{
    gboolean part = signature->coverage == RV_COVERAGE_PART;
    const RvSignature *cover = part ? find_cover(c, item) : NULL;

    if (signature->integrity == RV_INTEGRITY_CHANGED)
        return CHANGED;
    if (signature->integrity == RV_INTEGRITY_UNCHECKED ||
        signature->coverage == RV_COVERAGE_UNKNOWN)
        return UNCHECKED;
    if (part && !cover)
        return EXTENDED;
    if (is_weak(signature))
        return WEAK;
    if (!rv_signature_is_named(c, item, signature))
        return OF_ANOTHER;
    return part && !rv_signature_is_named(c, item, cover) ? OVERTAKEN : GOOD;
}

static Worth
worst(const RvCase *c, const RvItem *item)
{
    Worth worth = GOOD;

    for (guint i = 0; i < c->result->signatures->len; i++)
        worth = MIN(worth, worth_of(c, item, nth(c, i)));
    return worth;
}

static gboolean
any_good(const RvCase *c, const RvItem *item)
{
    for (guint i = 0; i < c->result->signatures->len; i++)
        if (worth_of(c, item, nth(c, i)) == GOOD)
            return TRUE;
    return FALSE;
}

static gboolean
overlap(const RvPlace *a, const RvPlace *b)
{
    return a->page && a->page == b->page && a->pt.x0 < b->pt.x1 && b->pt.x0 < a->pt.x1 &&
           a->pt.y0 < b->pt.y1 && b->pt.y0 < a->pt.y1;
}

/* What a signature shows of itself may look like a pen's stroke: it counts for no more than the
 * signature. */
static gboolean
is_ink_drawn(const RvCase *c, const RvEvidence *e)
{
    for (guint i = 0; i < c->result->signatures->len; i++)
        if (overlap(&nth(c, i)->place, &e->ink.place) && worth_of(c, e->item, nth(c, i)) != GOOD)
            return TRUE;
    return FALSE;
}

RvStatus
rv_electronic_status(const RvCase *c, const RvEvidence *e, RvStatus ink, gboolean *decides)
{
    gboolean any = c->result->signatures->len > 0;
    gboolean fails = any && worst(c, e->item) <= EXTENDED;

    *decides = fails || (any && ink != RV_STATUS_PRESENT) || is_ink_drawn(c, e);
    if (!*decides)
        return ink;
    return !fails && any_good(c, e->item) ? RV_STATUS_PRESENT : RV_STATUS_UNCERTAIN;
}

/* ---- what is told ------------------------------------------------------------------------ */

static char *
who(const RvSignature *signature)
{
    if (signature->signer && signature->organisation)
        return g_strdup_printf("%s (%s)", signature->signer, signature->organisation);
    if (signature->signer || signature->organisation)
        return g_strdup(signature->signer ? signature->signer : signature->organisation);
    return g_strdup(_("somebody without a name"));
}

static char *
when(const RvSignature *signature)
{
    char *moment = signature->signed_at ? rv_i18n_moment(signature->signed_at) : NULL;

    return moment ? moment : g_strdup(_("an unknown day"));
}

static char *
describe_weak(const RvSignature *signature, const char *name)
{
    g_autofree char *day = when(signature);

    if (signature->is_self_signed)
        return g_strdup_printf(_("The electronic signature of %s is by a certificate that its "
                                 "holder made, which proves nothing: check who signed."),
                               name);
    if (signature->trust == RV_TRUST_EXPIRED)
        return g_strdup_printf(_("The electronic signature of %s is of %s, when the certificate "
                                 "was not valid: have the document signed again."),
                               name, day);
    return g_strdup_printf(_("The certificate of the electronic signature of %s was revoked, or is "
                             "not to be trusted: check who signed."),
                           name);
}

static char *
describe_good(const RvSignature *signature, const char *name)
{
    g_autofree char *day = when(signature);
    const char *issuer = signature->issuer ? signature->issuer : "?";

    if (signature->trust == RV_TRUST_TRUSTED)
        return g_strdup_printf(_("Signed electronically by %s on %s, and unchanged since. The "
                                 "certificate is of an authority that this system trusts, %s."),
                               name, day, issuer);
    return g_strdup_printf(_("Signed electronically by %s on %s, and unchanged since. Whether the "
                             "certificate, issued by %s, can be trusted was not looked up."),
                           name, day, issuer);
}

static char *
describe(const RvSignature *signature, Worth worth)
{
    g_autofree char *name = who(signature);

    switch (worth) {
    case CHANGED:
        return g_strdup_printf(_("The electronic signature of %s does not hold: the document was "
                                 "changed after it was signed. Have it signed again."),
                               name);
    case UNCHECKED:
        return g_strdup_printf(_("The electronic signature of %s cannot be checked: look at it in "
                                 "the program that it was made with, or have the document signed "
                                 "again."),
                               name);
    case EXTENDED:
        return g_strdup_printf(
            P_("%2$d byte was added to the file after the electronic signature of %1$s, which does "
               "not cover it: submit the file as it was signed, or sign it as the last step.",
               "%2$d bytes were added to the file after the electronic signature of %1$s, which "
               "does not cover them: submit the file as it was signed, or sign it as the last "
               "step.",
               (gulong)signature->bytes_after),
            name, (int)signature->bytes_after);
    case OVERTAKEN:
        return g_strdup_printf(_("After the electronic signature of %s the file was changed, and "
                                 "signed by somebody whom the form does not name: check what was "
                                 "changed."),
                               name);
    case WEAK:
        return describe_weak(signature, name);
    case OF_ANOTHER:
        return g_strdup_printf(_("Signed electronically by %s, whom the form does not name as the "
                                 "signatory: check who signed."),
                               name);
    case GOOD:
        break;
    }
    return describe_good(signature, name);
}

/* Of the signatures that the form asks for, the worst for any of them. *item: the first of them;
 * NULL: none, or no form. *is_signed: all are PRESENT. */
static Worth
worth_to_form(const RvCase *c, const RvSignature *signature, const RvItem **item,
              gboolean *is_signed)
{
    Worth worth = GOOD;

    *item = NULL;
    *is_signed = TRUE;
    for (guint i = 0; c->template_ && i < c->template_->items->len; i++) {
        const RvItem *asked = g_ptr_array_index(c->template_->items, i);
        RvStatus status = RV_STATUS_UNCERTAIN;

        if (asked->kind != RV_ITEM_SIGNATURE)
            continue;
        *item = *item ? *item : asked;
        rv_case_status(c, asked->id, &status);
        *is_signed = *is_signed && status == RV_STATUS_PRESENT;
        worth = MIN(worth, worth_of(c, asked, signature));
    }
    return *item ? worth : worth_of(c, NULL, signature);
}

void
rv_judge_electronic(RvCase *c)
{
    for (guint i = 0; i < c->result->signatures->len; i++) {
        const RvSignature *signature = nth(c, i);
        const RvItem *item;
        gboolean is_signed;
        Worth worth = worth_to_form(c, signature, &item, &is_signed);
        gboolean look = worth <= EXTENDED || (worth < GOOD && !is_signed);

        rv_result_add_finding(
            c->result, look ? RV_SEVERITY_REVIEW : RV_SEVERITY_INFO, item ? item->id : NULL,
            signature->place.page ? &signature->place : NULL, describe(signature, worth));
    }
}

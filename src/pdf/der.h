/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The elements of a certificate or a signature, in DER (X.690), or in BER where a length is left
 * open, as some signers write. Nothing is copied; nothing beyond the span is touched. */
#pragma once

#include <glib.h>

typedef enum {
    RV_DER_INTEGER = 0x02,
    RV_DER_OCTETS = 0x04,
    RV_DER_OID = 0x06,
    RV_DER_UTC_TIME = 0x17,
    RV_DER_TIME = 0x18,
    RV_DER_SEQUENCE = 0x30,
    RV_DER_SET = 0x31,
    RV_DER_CONTEXT_0 = 0xA0, /* [0], constructed; [1] is one more */
} RvDerTag;

typedef struct {
    const guint8 *at, *end;
} RvSpan;

RvSpan rv_span_of(GBytes *bytes);
gboolean rv_span_equal(RvSpan a, RvSpan b);
/* The tag of the next element; 0: there is none. */
guint8 rv_der_peek(const RvSpan *in);
/* Takes the next element: *body is what it holds, *whole (may be NULL) with its head. */
gboolean rv_der_next(RvSpan *in, RvSpan *body, RvSpan *whole);
/* The same; FALSE, and nothing taken, when it has another tag. */
gboolean rv_der_take(RvSpan *in, guint8 tag, RvSpan *body);
gboolean rv_der_is_oid(RvSpan body, const char *oid, gsize size);
/* A character string of any of the types of names, as valid UTF-8 up to the first NUL; NULL: it is
 * none. Owned by the caller. */
char *rv_der_string(guint8 tag, RvSpan body);
/* Seconds since 1970, UTC. FALSE: no such time. */
gboolean rv_der_time(guint8 tag, RvSpan body, gint64 *seconds);

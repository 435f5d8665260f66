/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "der.h"

#include <string.h>

/* Elements within elements whose length is left open; certificates nest less deep. */
#define MAX_DEPTH 16
#define LENGTH_OPEN 0x80
#define IS_CONSTRUCTED 0x20
/* Tags of more than one byte: none of what is looked for. */
#define LONG_TAG 0x1F

RvSpan
rv_span_of(GBytes *bytes)
{
    gsize size;
    const guint8 *data = g_bytes_get_data(bytes, &size);

    return (RvSpan){data, size ? data + size : data};
}

static gsize
length_of(RvSpan span)
{
    return (gsize)(span.end - span.at);
}

gboolean
rv_span_equal(RvSpan a, RvSpan b)
{
    return length_of(a) == length_of(b) && memcmp(a.at, b.at, length_of(a)) == 0;
}

guint8
rv_der_peek(const RvSpan *in)
{
    return in->at < in->end ? *in->at : 0;
}

/* The length after a tag. FALSE: it does not fit into the span. */
static gboolean
take_length(RvSpan *in, gsize *length, gboolean *is_open)
{
    guint8 first = rv_der_peek(in);
    guint n = first & 0x7F;

    if (in->at >= in->end)
        return FALSE;
    in->at++;
    *is_open = first == LENGTH_OPEN;
    *length = first;
    if (first < LENGTH_OPEN || *is_open)
        return *is_open || *length <= length_of(*in);
    if (n > sizeof(guint32) || length_of(*in) < n)
        return FALSE;
    for (*length = 0; n > 0; n--)
        *length = *length << 8 | *in->at++;
    return *length <= length_of(*in);
}

static gboolean
take_element(RvSpan *in, RvSpan *body, RvSpan *whole, int depth)
{
    RvSpan rest = *in;
    guint8 tag = rv_der_peek(in);
    gsize length;
    gboolean is_open;

    if (!tag || (tag & LONG_TAG) == LONG_TAG || depth > MAX_DEPTH)
        return FALSE;
    rest.at++;
    if (!take_length(&rest, &length, &is_open) || (is_open && !(tag & IS_CONSTRUCTED)))
        return FALSE;
    *body = (RvSpan){rest.at, rest.at + (is_open ? 0 : length)};
    rest.at = body->end;
    while (is_open && length_of(rest) >= 2 && (rest.at[0] || rest.at[1])) {
        RvSpan inner;

        if (!take_element(&rest, &inner, NULL, depth + 1))
            return FALSE;
        body->end = rest.at;
    }
    if (is_open && length_of(rest) < 2)
        return FALSE;
    rest.at += is_open ? 2 : 0;
    if (whole)
        *whole = (RvSpan){in->at, rest.at};
    in->at = rest.at;
    return TRUE;
}

gboolean
rv_der_next(RvSpan *in, RvSpan *body, RvSpan *whole)
{
    return take_element(in, body, whole, 0);
}

gboolean
rv_der_take(RvSpan *in, guint8 tag, RvSpan *body)
{
    return rv_der_peek(in) == tag && rv_der_next(in, body, NULL);
}

gboolean
rv_der_is_oid(RvSpan body, const char *oid, gsize size)
{
    return length_of(body) == size && memcmp(body.at, oid, size) == 0;
}

/* ---- names and times --------------------------------------------------------------------- */

/* The string types of names, in the encodings that they have in practice. */
static const struct {
    guint8 tag;
    const char *encoding;
} strings[] = {
    {0x0C, "UTF-8"},           {0x13, "UTF-8"} /* printable */,
    {0x16, "UTF-8"} /* IA5 */, {0x14, "ISO-8859-1"},
    {0x1E, "UTF-16BE"},        {0x1C, "UTF-32BE"},
};

char *
rv_der_string(guint8 tag, RvSpan body)
{
    for (gsize i = 0; i < G_N_ELEMENTS(strings); i++) {
        g_autofree char *text = NULL;

        if (strings[i].tag != tag)
            continue;
        if (g_str_equal(strings[i].encoding, "UTF-8"))
            text = g_strndup((const char *)body.at, length_of(body));
        else
            text = g_convert((const char *)body.at, (gssize)length_of(body), "UTF-8",
                             strings[i].encoding, NULL, NULL, NULL);
        return text ? g_utf8_make_valid(text, -1) : NULL;
    }
    return NULL;
}

/* `n` digits of a time. */
static gboolean
take_digits(RvSpan *in, guint n, int *number)
{
    if (length_of(*in) < n)
        return FALSE;
    for (*number = 0; n > 0; n--, in->at++) {
        if (!g_ascii_isdigit(*in->at))
            return FALSE;
        *number = 10 * *number + (*in->at - '0');
    }
    return TRUE;
}

gboolean
rv_der_time(guint8 tag, RvSpan body, gint64 *seconds)
{
    g_autoptr(GDateTime) time = NULL;
    int year, rest[5]; /* month, day, hour, minute, second */

    if ((tag != RV_DER_UTC_TIME && tag != RV_DER_TIME) ||
        !take_digits(&body, tag == RV_DER_TIME ? 4 : 2, &year))
        return FALSE;
    if (tag == RV_DER_UTC_TIME)
        year += year < 50 ? 2000 : 1900; /* RFC 5280, 4.1.2.5.1 */
    for (gsize i = 0; i < G_N_ELEMENTS(rest); i++)
        if (!take_digits(&body, 2, &rest[i]))
            return FALSE;
    if (length_of(body) != 1 || *body.at != 'Z')
        return FALSE;
    time = g_date_time_new_utc(year, rest[0], rest[1], rest[2], rest[3], rest[4]);
    if (!time)
        return FALSE;
    *seconds = g_date_time_to_unix(time);
    return TRUE;
}

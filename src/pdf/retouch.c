/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Poppler 22.12 cannot set the line of a frame, and writes the time into each annotation and into
 * the file's second identifier: two runs would never make the same bytes. The one is made room for
 * the other. An annotation without its time is as good (PDF 1.7, 12.5.2), and no offset moves: the
 * table of objects stays right. */
#include "annotate-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Hexadecimal digits of an identifier: 16 bytes, as Poppler's have. */
#define ID_DIGITS 32

typedef struct {
    gsize start, end; /* in the bytes; empty: there is none */
} Span;

typedef struct {
    const guint8 *data;
    gsize at, size;
    Span token;
    int depth;        /* of dictionaries */
    gboolean has_end; /* of the file */
    /* Of the object that is read: */
    gboolean is_mark;
    int kind;     /* that its colour tells; -1: none */
    Span time;    /* its key and value */
    Span id;      /* the second one */
    gsize length; /* of its stream */
} Reader;

static gboolean
is_blank(guint8 c)
{
    return c == '\0' || g_ascii_isspace(c);
}

static gboolean
is_regular(guint8 c)
{
    return !is_blank(c) && !strchr("()<>[]{}/%", c);
}

static void
end_string(Reader *r)
{
    int open = 0;

    for (; r->at < r->size; r->at++) {
        guint8 c = r->data[r->at];

        if (c == '\\')
            r->at++;
        else if (c == '(')
            open++;
        else if (c == ')' && --open == 0)
            break;
    }
    r->at++;
}

static void
end_digits(Reader *r)
{
    while (r->at < r->size && r->data[r->at] != '>')
        r->at++;
    r->at++;
}

static void
end_line(Reader *r)
{
    while (r->at < r->size && r->data[r->at] != '\n' && r->data[r->at] != '\r')
        r->at++;
}

static gboolean
next(Reader *r)
{
    guint8 c, after;

    while (r->at < r->size && is_blank(r->data[r->at]))
        r->at++;
    if (r->at >= r->size)
        return FALSE;
    r->token.start = r->at;
    c = r->data[r->at];
    after = r->at + 1 < r->size ? r->data[r->at + 1] : 0;
    if (c == '(')
        end_string(r);
    else if ((c == '<' || c == '>') && after == c)
        r->at += 2;
    else if (c == '<')
        end_digits(r);
    else if (c == '%')
        end_line(r);
    else
        do
            r->at++;
        while (r->at < r->size && (c == '/' || is_regular(c)) && is_regular(r->data[r->at]));
    r->at = MIN(r->at, r->size);
    r->token.end = r->at;
    return TRUE;
}

static gboolean
is(const Reader *r, const char *text)
{
    return r->token.end - r->token.start == strlen(text) &&
           memcmp(r->data + r->token.start, text, strlen(text)) == 0;
}

static double
number(const Reader *r)
{
    g_autofree char *text =
        g_strndup((const char *)r->data + r->token.start, r->token.end - r->token.start);

    return g_ascii_strtod(text, NULL);
}

static gboolean
is_string(const Reader *r)
{
    guint8 c = r->data[r->token.start];

    return c == '(' || (c == '<' && !is(r, "<<"));
}

/* ---- keys of an object ----------------------------------------------------------------------- */

static void
take_time(Reader *r)
{
    gsize start = r->token.start;

    if (next(r) && is_string(r))
        r->time = (Span){start, r->token.end};
}

static void
take_kind(Reader *r)
{
    double rgb[3];

    if (!next(r) || !is(r, "["))
        return;
    for (int i = 0; i < 3; i++) {
        if (!next(r))
            return;
        rgb[i] = number(r);
    }
    for (int kind = 0; kind < RV_MARK_KINDS; kind++) {
        const RvMarkLook *look = &rv_mark_looks[kind];

        if (fabs(look->red - rgb[0]) < 0.01 && fabs(look->green - rgb[1]) < 0.01 &&
            fabs(look->blue - rgb[2]) < 0.01)
            r->kind = kind;
    }
}

static void
take_type(Reader *r)
{
    r->is_mark = next(r) && (is(r, "/Square") || is(r, "/Text"));
}

static void
take_id(Reader *r)
{
    if (next(r) && is(r, "[") && next(r) && is_string(r) && next(r) && is_string(r))
        r->id = r->token;
}

static void
take_length(Reader *r)
{
    double length = next(r) ? number(r) : 0;

    r->length = length > 0 && length < (double)r->size ? (gsize)length : 0;
}

static const struct {
    const char *name;
    void (*take)(Reader *);
} keys[] = {
    {"/M", take_time}, {"/C", take_kind},        {"/Subtype", take_type},
    {"/ID", take_id},  {"/Length", take_length},
};

static void
take_key(Reader *r)
{
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++)
        if (is(r, keys[i].name)) {
            keys[i].take(r);
            return;
        }
}

/* ---- objects --------------------------------------------------------------------------------- */

static void
begin_object(Reader *r)
{
    r->is_mark = FALSE;
    r->kind = -1;
    r->time = r->id = (Span){0};
    r->length = 0;
    r->depth = 0;
}

/* FALSE: there is no room for the line. */
static gboolean
end_object(const Reader *r, guint8 *data)
{
    gsize room = r->time.end - r->time.start, needed;

    if (!r->is_mark || r->kind < 0)
        return TRUE;
    needed = strlen(rv_mark_looks[r->kind].line);
    if (room < needed)
        return FALSE;
    memset(data + r->time.start, ' ', room);
    memcpy(data + r->time.start, rv_mark_looks[r->kind].line, needed);
    return TRUE;
}

static void
skip_stream(Reader *r)
{
    while (r->at < r->size && (r->data[r->at] == '\r' || r->data[r->at] == '\n'))
        r->at++;
    r->at += MIN(r->length, r->size - r->at);
}

/* Of what stands before it. It is written last, behind all that offsets lead to. */
static void
name_anew(GByteArray *added, Span id)
{
    g_autofree char *sum = g_compute_checksum_for_data(G_CHECKSUM_SHA256, added->data, id.start);
    g_autofree char *text = g_strdup_printf("<%.*s>", ID_DIGITS, sum);
    g_autofree guint8 *rest = g_memdup2(added->data + id.end, added->len - id.end);
    gsize n = added->len - id.end;

    g_byte_array_set_size(added, (guint)id.start);
    g_byte_array_append(added, (const guint8 *)text, (guint)strlen(text));
    g_byte_array_append(added, rest, (guint)n);
}

gboolean
rv_retouch(GByteArray *added)
{
    Reader r = {.data = added->data, .size = added->len, .kind = -1};

    while (next(&r)) {
        if (is(&r, "<<"))
            r.depth++;
        else if (is(&r, ">>"))
            r.depth--;
        else if (is(&r, "obj") || is(&r, "trailer"))
            begin_object(&r);
        else if (is(&r, "%%EOF"))
            r.has_end = TRUE;
        else if (is(&r, "stream"))
            skip_stream(&r);
        else if (is(&r, "endobj") && !end_object(&r, added->data))
            return FALSE;
        else if (r.depth == 1)
            take_key(&r);
    }
    if (r.depth != 0 || !r.has_end)
        return FALSE;
    if (r.id.end)
        name_anew(added, r.id);
    return TRUE;
}

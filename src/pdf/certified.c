/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A certifying signature says what may be done to the document (PDF 1.7, 12.8.2.2): 1 nothing, 2
 * filling in and signing, 3 notes too. Poppler does not tell. Signatures stand in the file as plain
 * text, like their ranges (ranges.h). */
#include "annotate-private.h"

#include <string.h>

#define METHOD "/TransformMethod"
#define NAME "/DocMDP"
#define ALLOWS_NOTES 3
#define UNSAID 2 /* what holds when nothing is said */
/* Bytes to both sides within which a signature says it. */
#define NEAR 1024

static const guint8 *
skip_blanks(const guint8 *at, const guint8 *end)
{
    while (at < end && (*at == '\0' || g_ascii_isspace(*at)))
        at++;
    return at;
}

/* "/P 2", but neither "/P 2 0 R" nor "/Page"; 0: it is none. */
static int
level_at(const guint8 *at, const guint8 *end)
{
    const guint8 *digit = skip_blanks(at + strlen("/P"), end), *next;

    if (digit >= end || !g_ascii_isdigit(*digit))
        return 0;
    next = skip_blanks(digit + 1, end);
    return next < end && g_ascii_isdigit(*next) ? 0 : *digit - '0';
}

static int
level_between(const guint8 *from, const guint8 *end)
{
    const guint8 *at = from;

    while (at < end && (at = memmem(at, (gsize)(end - at), "/P", 2))) {
        int level = level_at(at, end);

        if (level)
            return level;
        at += 2;
    }
    return UNSAID;
}

/* `at`: the name of a method. */
static gboolean
allows_notes(const guint8 *data, const guint8 *at, const guint8 *end)
{
    const guint8 *from = at - MIN(NEAR, at - data), *to = at + MIN(NEAR, end - at);
    const guint8 *border = memmem(at, (gsize)(to - at), "endobj", strlen("endobj")), *last;

    if (border)
        to = border;
    while ((last = memmem(from, (gsize)(at - from), "endobj", strlen("endobj"))))
        from = last + strlen("endobj");
    return level_between(from, to) == ALLOWS_NOTES;
}

gboolean
rv_is_certified(const guint8 *data, gsize size)
{
    const guint8 *end = data + size, *at = data;

    while (at < end && (at = memmem(at, (gsize)(end - at), METHOD, strlen(METHOD)))) {
        at = skip_blanks(at + strlen(METHOD), end);
        if ((gsize)(end - at) >= strlen(NAME) && memcmp(at, NAME, strlen(NAME)) == 0 &&
            !allows_notes(data, at, end))
            return TRUE;
    }
    return FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How large do the images of a file declare to be? That bounds the memory they may take, and where
 * all are of one size saves decoding one only to learn it.
 *
 * Poppler-glib tells an image's size only by decoding it, 4 bytes a pixel: too late for one made to
 * exhaust memory. The dictionary of an image always stands in the file as plain text, even in an
 * encrypted one. (A size that hides behind a reference, in odd spelling or in a content stream
 * escapes this; the memory limit of the process is for those.) */
#include "pdf-private.h"

#include <string.h>

/* /Width and /Height of one image stand within so many bytes of each other. */
#define DICTIONARY_BYTES 1024

/* The number that follows a key, 0 when none does; is it one by itself, not a reference to one? */
static gint64
number_after(const guint8 *at, const guint8 *end, gboolean *is_plain)
{
    gint64 number = 0;
    const guint8 *digits;

    while (at < end && g_ascii_isspace(*at))
        at++;
    digits = at;
    for (; at < end && g_ascii_isdigit(*at) && number < G_MAXINT32; at++)
        number = 10 * number + (*at - '0');
    *is_plain = at > digits;
    while (at < end && g_ascii_isspace(*at))
        at++;
    *is_plain = *is_plain && at < end && !g_ascii_isdigit(*at);
    return number;
}

/* What was seen of one key. */
typedef struct {
    const guint8 *at; /* NULL: not yet */
    gint64 number, first;
    guint n;
    gboolean is_same; /* every time the same plain number */
} Key;

/* Is the name that starts at `at` this key? Then takes its number. */
static gboolean
see(Key *key, const char *name, const guint8 *at, const guint8 *end)
{
    gsize length = strlen(name);
    gboolean is_plain;

    if ((gsize)(end - at) <= length || memcmp(at, name, length) != 0 || g_ascii_isalpha(at[length]))
        return FALSE;
    key->at = at;
    key->number = number_after(at + length, end, &is_plain);
    if (key->n++ == 0) {
        key->first = key->number;
        key->is_same = TRUE;
    }
    key->is_same = key->is_same && is_plain && key->number == key->first;
    return TRUE;
}

RvDeclared
rv_images_declared(GBytes *bytes)
{
    gsize size;
    const guint8 *data = g_bytes_get_data(bytes, &size), *end = data + size;
    Key width = {0}, height = {0};
    RvDeclared declared = {0};

    if (size == 0)
        return declared;
    for (const guint8 *at = memchr(data, '/', size); at; at = memchr(at, '/', (gsize)(end - at))) {
        at++;
        if (!see(&width, "Width", at, end) && !see(&height, "Height", at, end))
            continue;
        /* A key that stands twice counts with each of the other. */
        if (width.at && height.at && ABS(width.at - height.at) < DICTIONARY_BYTES)
            declared.largest = MAX(declared.largest, width.number * height.number);
    }
    if (width.n == height.n && width.is_same && height.is_same && width.first > 0 &&
        height.first > 0 && width.first < G_MAXINT32 && height.first < G_MAXINT32) {
        declared.width = (int)width.first;
        declared.height = (int)height.first;
    }
    return declared;
}

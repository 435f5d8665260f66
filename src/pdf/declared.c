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

/* The number that follows a key; 0 when none does, or a reference to one. */
static gint64
number_after(const guint8 *at, const guint8 *end)
{
    gint64 number = 0;
    const guint8 *next;

    while (at < end && g_ascii_isspace(*at))
        at++;
    for (; at < end && g_ascii_isdigit(*at) && number < G_MAXINT32; at++)
        number = 10 * number + (*at - '0');
    for (next = at; next < end && g_ascii_isspace(*next);)
        next++;
    return next > at && next < end && g_ascii_isdigit(*next) ? 0 : number;
}

static void
note(RvDeclared *declared, gint64 width, gint64 height)
{
    gboolean is_first = declared->largest == 0;

    declared->largest = MAX(declared->largest, width * height);
    if (is_first && width > 0 && height > 0 && width <= G_MAXINT32 && height <= G_MAXINT32) {
        declared->width = (int)width;
        declared->height = (int)height;
    } else if (width != declared->width || height != declared->height) {
        declared->width = declared->height = 0;
    }
}

RvDeclared
rv_images_declared(GBytes *bytes)
{
    gsize size;
    const guint8 *data = g_bytes_get_data(bytes, &size), *end = data + size;
    const guint8 *at_width = NULL, *at_height = NULL;
    gint64 width = 0, height = 0;
    RvDeclared declared = {0};

    for (const guint8 *at = memchr(data, '/', size); at; at = memchr(at, '/', (gsize)(end - at))) {
        at++;
        if (end - at > 5 && !memcmp(at, "Width", 5) && !g_ascii_isalpha(at[5])) {
            width = number_after(at + 5, end);
            at_width = at;
        } else if (end - at > 6 && !memcmp(at, "Height", 6) && !g_ascii_isalpha(at[6])) {
            height = number_after(at + 6, end);
            at_height = at;
        } else {
            continue;
        }
        if (at_width && at_height && ABS(at_width - at_height) < DICTIONARY_BYTES) {
            note(&declared, width, height);
            at_width = at_height = NULL;
        }
    }
    if (at_width || at_height) /* half a size: there is more than was understood */
        declared.width = declared.height = 0;
    return declared;
}

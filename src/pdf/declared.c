/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How large do the images of a file declare to be?
 *
 * Poppler-glib tells an image's size only by decoding it, 4 bytes a pixel: too late for one made to
 * exhaust memory. The dictionary of an image always stands in the file as plain text, even in an
 * encrypted one. (A size that hides behind a reference, in odd spelling or in a content stream
 * escapes this; the memory limit of the process is for those.) */
#include "pdf-private.h"

#include <string.h>

/* /Width and /Height of one image stand within so many bytes of each other. */
#define DICTIONARY_BYTES 1024

/* The number that follows a key; 0 when none does. */
static gint64
number_after(const guint8 *at, const guint8 *end)
{
    gint64 number = 0;

    while (at < end && g_ascii_isspace(*at))
        at++;
    for (; at < end && g_ascii_isdigit(*at) && number < G_MAXINT32; at++)
        number = 10 * number + (*at - '0');
    return number;
}

gint64
rv_images_largest(GBytes *bytes)
{
    gsize size;
    const guint8 *data = g_bytes_get_data(bytes, &size), *end = data + size;
    const guint8 *at_width = NULL, *at_height = NULL;
    gint64 width = 0, height = 0, largest = 0;

    for (const guint8 *at = memchr(data, '/', size); at; at = memchr(at, '/', (gsize)(end - at))) {
        at++;
        if (end - at > 5 && !memcmp(at, "Width", 5)) {
            width = number_after(at + 5, end);
            at_width = at;
        } else if (end - at > 6 && !memcmp(at, "Height", 6)) {
            height = number_after(at + 6, end);
            at_height = at;
        } else {
            continue;
        }
        if (at_width && at_height && ABS(at_width - at_height) < DICTIONARY_BYTES)
            largest = MAX(largest, width * height);
    }
    return largest;
}

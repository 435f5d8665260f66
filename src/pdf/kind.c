/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is often sent by mistake under the name of a PDF, known by its first bytes. */
#include "pdf-private.h"

#include "recevable/i18n.h"

#include <string.h>

static const struct {
    gsize at, length;
    const char *magic;
    const char *name;
} kinds[] = {
    {0, 4, "\x89PNG", N_("a PNG picture")},
    {0, 3, "\xff\xd8\xff", N_("a JPEG picture")},
    {0, 4, "GIF8", N_("a GIF picture")},
    {0, 4, "II*\0", N_("a TIFF picture")},
    {0, 4, "MM\0*", N_("a TIFF picture")},
    {8, 4, "WEBP", N_("a WebP picture")},
    {4, 5, "ftyph", N_("a HEIC picture")},
    {4, 7, "ftypmif", N_("a HEIC picture")},
    {0, 4, "PK\x03\x04", N_("an Office or ZIP file")},
    {0, 4, "\xd0\xcf\x11\xe0", N_("an old Office file")},
    {0, 5, "{\\rtf", N_("an RTF text")},
    {0, 4, "%!PS", N_("a PostScript file")},
};

/* Starts of text files, in any case, after blanks and a byte order mark. */
static const struct {
    const char *start;
    const char *name;
} texts[] = {
    {"<!doctype html", N_("a web page")}, {"<html", N_("a web page")},
    {"<?xml", N_("an XML file")},         {"received:", N_("an e-mail")},
    {"return-path:", N_("an e-mail")},
};

const char *
rv_kind_guess(const guint8 *data, gsize size)
{
    gsize skip = size >= 3 && !memcmp(data, "\xef\xbb\xbf", 3) ? 3 : 0;

    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (size >= kinds[i].at + kinds[i].length &&
            !memcmp(data + kinds[i].at, kinds[i].magic, kinds[i].length))
            return _(kinds[i].name);
    while (skip < size && g_ascii_isspace(data[skip]))
        skip++;
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        gsize length = strlen(texts[i].start);

        if (size - skip >= length &&
            !g_ascii_strncasecmp((const char *)data + skip, texts[i].start, length))
            return _(texts[i].name);
    }
    return NULL;
}

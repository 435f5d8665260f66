/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recevable/squeeze.h"

#include <gio/gio.h>

#define STEP (64 * 1024)
#define LEVEL 6 /* the next ones take twice as long for 1 % */

static GBytes *
convert(GConverter *converter, gconstpointer data, gsize size, gsize most)
{
    g_autoptr(GInputStream) from = g_memory_input_stream_new_from_data(data, (gssize)size, NULL);
    g_autoptr(GInputStream) through = g_converter_input_stream_new(from, converter);
    g_autoptr(GByteArray) out = g_byte_array_new();
    g_autofree guint8 *step = g_malloc(STEP);
    gssize got;

    while ((got = g_input_stream_read(through, step, STEP, NULL, NULL)) > 0) {
        if (out->len + (gsize)got > most)
            return NULL;
        g_byte_array_append(out, step, (guint)got);
    }
    return got < 0 ? NULL : g_byte_array_free_to_bytes(g_steal_pointer(&out));
}

GBytes *
rv_squeeze(gconstpointer data, gsize size)
{
    g_autoptr(GZlibCompressor) zlib = g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB, LEVEL);

    return convert(G_CONVERTER(zlib), data, size, G_MAXUINT);
}

GBytes *
rv_unsqueeze(gconstpointer data, gsize size, gsize most)
{
    g_autoptr(GZlibDecompressor) zlib = g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB);

    return convert(G_CONVERTER(zlib), data, size, most);
}

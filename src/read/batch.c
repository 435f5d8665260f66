/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines through the networks and into words. With several languages each line is read by all, and
 * the surest is taken. */
#include "read-private.h"

static RvNetLine *
cut_lines(const RvNet *net, const RvSheet *sheet, RvSheetPicture picture, const GArray *lines)
{
    int height = rv_net_height(net);
    RvNetLine *cut = g_new0(RvNetLine, lines->len + 1);

    for (guint i = 0; i < lines->len; i++) {
        const RvStrip *strip = &g_array_index(lines, RvFoundLine, i).strip;
        int width = rv_strip_width(strip, height);
        guint8 *pixels;

        if (width < 1 || width > RV_NET_MAX_WIDTH)
            continue;
        pixels = g_malloc((gsize)width * (gsize)height);
        rv_sheet_cut(sheet, picture, strip, height, pixels);
        cut[i] = (RvNetLine){pixels, width};
    }
    return cut;
}

/* The words of all lines as one network reads them. */
static GPtrArray *
read_with(const RvNet *net, const RvSheet *sheet, RvSheetPicture picture, const GArray *lines)
{
    RvNetLine *cut = cut_lines(net, sheet, picture, lines);
    g_autoptr(GPtrArray) posteriors = rv_net_run(net, cut, lines->len);
    GPtrArray *words = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);

    for (guint i = 0; i < lines->len; i++) {
        g_autoptr(GArray) characters = rv_decode(net, g_ptr_array_index(posteriors, i));
        GArray *of_line = rv_words_new();

        rv_place_words(net, sheet, &g_array_index(lines, RvFoundLine, i), characters, of_line);
        g_ptr_array_add(words, of_line);
        g_free((guint8 *)cut[i].pixels);
    }
    g_free(cut);
    return words;
}

GPtrArray *
rv_read_lines(const RvReader *reader, const RvSheet *sheet, RvSheetPicture picture,
              const GArray *lines)
{
    GPtrArray *best = NULL;

    for (guint k = 0; k < reader->nets->len; k++) {
        g_autoptr(GPtrArray) words =
            read_with(g_ptr_array_index(reader->nets, k), sheet, picture, lines);

        if (!best) {
            best = g_steal_pointer(&words);
            continue;
        }
        for (guint i = 0; i < words->len; i++) {
            GArray *a = g_ptr_array_index(best, i), *b = g_ptr_array_index(words, i);

            if (rv_words_confidence(b, 0, b->len) > rv_words_confidence(a, 0, a->len)) {
                g_ptr_array_index(best, i) = b;
                g_ptr_array_index(words, i) = a;
            }
        }
    }
    return best;
}

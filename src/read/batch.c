/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines through the networks and into words. With several languages each line is read by all, and
 * the surest is taken. */
#include "read-private.h"

static RvNetLine *
cut_lines(const RvNet *net, const RvSheet *sheet, const GArray *pictures, const GArray *lines)
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
        rv_sheet_cut(sheet, pictures ? g_array_index(pictures, RvSheetPicture, i) : RV_SHEET_TEXT,
                     strip, height, pixels);
        cut[i] = (RvNetLine){pixels, width};
    }
    return cut;
}

/* All lines as one network reads them: an RvLineRead each. */
static GPtrArray *
read_with(const RvNet *net, const RvSheet *sheet, const GArray *pictures, const GArray *lines)
{
    RvNetLine *cut = cut_lines(net, sheet, pictures, lines);
    g_autoptr(GPtrArray) posteriors = rv_net_run(net, cut, lines->len);
    GPtrArray *reads = g_ptr_array_new_with_free_func((GDestroyNotify)rv_line_read_free);

    for (guint i = 0; i < lines->len; i++) {
        const RvFoundLine *line = &g_array_index(lines, RvFoundLine, i);
        RvPosteriors *of_line = g_steal_pointer(&g_ptr_array_index(posteriors, i));
        RvTrace *trace = rv_trace_new(net, of_line, line);
        g_autoptr(GArray) characters = rv_decode(net, of_line);
        RvLineRead *read = rv_line_read_new();

        g_ptr_array_add(read->traces, trace);
        rv_restore_zeros(trace, sheet, line, characters);
        rv_place_words(trace, sheet, line, characters, read->words);
        g_ptr_array_add(reads, read);
        g_free((guint8 *)cut[i].pixels);
    }
    g_free(cut);
    return reads;
}

GPtrArray *
rv_read_lines(const RvReader *reader, const RvSheet *sheet, const GArray *pictures,
              const GArray *lines)
{
    GPtrArray *best = NULL;

    for (guint k = 0; k < reader->nets->len; k++) {
        g_autoptr(GPtrArray) reads =
            read_with(g_ptr_array_index(reader->nets, k), sheet, pictures, lines);

        if (!best) {
            best = g_steal_pointer(&reads);
            continue;
        }
        for (guint i = 0; i < reads->len; i++) {
            RvLineRead *a = g_ptr_array_index(best, i), *b = g_ptr_array_index(reads, i);

            if (rv_line_read_confidence(b) > rv_line_read_confidence(a)) {
                g_ptr_array_index(best, i) = b;
                g_ptr_array_index(reads, i) = a;
            }
        }
    }
    return best;
}

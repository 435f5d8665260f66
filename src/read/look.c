/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A second look at one area, from another image of it or at another scale. No single clean-up is
 * right: binarising rescues speckle and ruins blur; what is lost between letters at one scale is
 * seen at another. */
#include "read-private.h"

/* The pieces of print whose middle is in the area, from left to right. */
static GArray *
pieces_in(const RvSheet *sheet, RvPx area)
{
    GArray *pieces = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < sheet->pieces->len; i++) {
        RvPx box = g_array_index(sheet->pieces, RvSheetPiece, i).box;

        if (rv_px_centre_x(box) >= area.x && rv_px_centre_x(box) < rv_px_right(area) &&
            rv_px_centre_y(box) >= area.y && rv_px_centre_y(box) < rv_px_bottom(area))
            g_array_append_val(pieces, i);
    }
    g_array_sort_with_data(pieces, rv_piece_compare, sheet->pieces);
    return pieces;
}

/* The area as a line: on the baseline of its pieces, but no further than the area reaches. */
static gboolean
line_of(const RvSheet *sheet, RvPx area, RvFoundLine *line)
{
    g_autoptr(GArray) pieces = pieces_in(sheet, area);

    if (!pieces->len || !rv_fit_line(sheet, pieces, line))
        return FALSE;
    rv_strip_start_at(&line->strip, area.x);
    line->strip.right = rv_px_right(area);
    return TRUE;
}

/* How a look is made: from which picture, and how much of the strip's height its letters have: less
 * when that is above 1. */
static const struct {
    RvSheetPicture picture;
    double height;
} looks[RV_READER_LOOKS] = {
    {RV_SHEET_TEXT, 0.9},  {RV_SHEET_GRAY, 1.2}, {RV_SHEET_PRINT, 1.0},
    {RV_SHEET_BLACK, 1.0}, {RV_SHEET_RED, 1.0},
};

static GArray *
look_with_nets(const RvReader *reader, const RvSheet *sheet, int look, RvPx area)
{
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(RvFoundLine));
    g_autoptr(GArray) pictures = g_array_new(FALSE, FALSE, sizeof(RvSheetPicture));
    g_autoptr(GPtrArray) reads = NULL;
    RvFoundLine line;
    GArray *words;

    if (!line_of(sheet, area, &line))
        return rv_words_new();
    line.strip.above *= looks[look].height;
    line.strip.below *= looks[look].height;
    g_array_append_val(lines, line);
    g_array_append_val(pictures, looks[look].picture);
    reads = rv_read_lines(reader, sheet, pictures, lines);
    g_array_unref(line.pieces);
    words = g_array_ref(((RvLineRead *)g_ptr_array_index(reads, 0))->words);
    for (guint i = 0; i < words->len; i++)
        g_array_index(words, RvWord, i).trace = NULL; /* which goes with the reading */
    return words;
}

GArray *
rv_reader_look(RvReader *reader, const RvSheet *sheet, RvPx area, int look)
{
    RvPx clipped = rv_px_clip(area, sheet->width, sheet->height);

    g_return_val_if_fail(look >= 0 && look < RV_READER_LOOKS, rv_words_new());
    if (clipped.w < 3 || clipped.h < 3 || (looks[look].picture >= RV_SHEET_BLACK && !sheet->color))
        return rv_words_new();
    if (reader->kind == RV_READER_FAST)
        return look_with_nets(reader, sheet, look, clipped);
    return rv_engine_read(reader, sheet, looks[look].picture, clipped, PSM_SINGLE_LINE, NULL);
}

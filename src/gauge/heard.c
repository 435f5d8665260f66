/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the grid of the sheet to the page, and the print that was not read. */
#include "gauge/heard.h"

#include <math.h>

/* Print may be letters from so many x-heights on, up to so many high and wide. */
#define LETTER_MIN 0.7
#define LETTER_MAX 4.0
#define LETTERS_WIDE 12.0
/* A letter and its gap, in x-heights. */
#define LETTER_ADVANCE 1.1
/* A word's box reaches so far beyond its ink, in its heights: dots and tails. */
#define WORD_MARGIN 0.25
/* Words are looked up by the bands of rows that they touch: pixels. */
#define BAND 64

void
rv_heard_init(RvHeard *heard)
{
    heard->words = g_array_new(FALSE, FALSE, sizeof(RvHeardWord));
    heard->unread = g_array_new(FALSE, FALSE, sizeof(RvHeardWord));
}

void
rv_heard_clear(RvHeard *heard)
{
    g_clear_pointer(&heard->words, g_array_unref);
    g_clear_pointer(&heard->unread, g_array_unref);
}

static RvPx
with_margin(RvPx box)
{
    int margin = (int)(WORD_MARGIN * box.h) + 1;

    return rv_px_grow(box, margin, margin);
}

/* For every band of rows the words that touch it. */
static GPtrArray *
bands_of(const RvReadingHint *hint)
{
    GPtrArray *bands = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    int n = hint->sheet->height / BAND + 1;

    for (int i = 0; i < n; i++)
        g_ptr_array_add(bands, g_array_new(FALSE, FALSE, sizeof(RvPx)));
    for (guint i = 0; i < hint->words->len; i++) {
        RvPx box = with_margin(g_array_index(hint->words, RvWordHint, i).box);

        for (int b = MAX(0, box.y / BAND); b <= MIN(n - 1, rv_px_bottom(box) / BAND); b++)
            g_array_append_val(g_ptr_array_index(bands, b), box);
    }
    return bands;
}

static gboolean
is_read(const GPtrArray *bands, RvPx piece)
{
    guint band = (guint)CLAMP(rv_px_centre_y(piece) / BAND, 0, (int)bands->len - 1);
    const GArray *words = g_ptr_array_index(bands, band);

    for (guint i = 0; i < words->len; i++)
        if (rv_px_is_inside(piece, g_array_index(words, RvPx, i)))
            return TRUE;
    return FALSE;
}

static gboolean
may_be_letters(RvPx box, double x_height)
{
    return box.h >= LETTER_MIN * x_height && box.h <= LETTER_MAX * x_height &&
           box.w <= LETTERS_WIDE * x_height;
}

static void
fill_unread(RvHeard *heard, const RvReadingHint *hint)
{
    const RvSheet *sheet = hint->sheet;
    g_autoptr(GPtrArray) bands = bands_of(hint);

    for (guint i = 0; i < sheet->pieces->len && sheet->x_height > 0; i++) {
        RvPx box = g_array_index(sheet->pieces, RvSheetPiece, i).box;
        RvHeardWord unread = {rv_map_rect(&sheet->to_page, box),
                              (int)MAX(1, round(box.w / (LETTER_ADVANCE * sheet->x_height))), 0};

        if (may_be_letters(box, sheet->x_height) && !is_read(bands, box))
            g_array_append_val(heard->unread, unread);
    }
}

void
rv_heard_fill(RvHeard *heard, const RvReadingHint *hint)
{
    for (guint i = 0; i < hint->words->len; i++) {
        const RvWordHint *word = &g_array_index(hint->words, RvWordHint, i);
        RvHeardWord heard_word = {rv_map_rect(&hint->sheet->to_page, word->box),
                                  MAX(1, word->letters), CLAMP(word->confidence, 0, 1)};

        g_array_append_val(heard->words, heard_word);
    }
    fill_unread(heard, hint);
}

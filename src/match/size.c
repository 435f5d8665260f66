/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How large is print? The reader makes out what no eye will. */
#include "match-private.h"

#include "recevable/rank.h"

#include <string.h>

#define PT_PER_INCH 72.0
/* Shares of the type size that letters reach above the baseline and below it, in the usual book
 * and office faces (Helvetica, Times, DejaVu, Carlito: within a tenth). */
#define SMALL_LETTER 0.50
#define TALL_LETTER 0.72
#define TAIL 0.21
/* Print of 5 points and more is read by people, the small print of forms has 6; what is hidden in
 * plain sight has 4 and less, of which the network reads down to 3. Vector pages in Helvetica: 4
 * points measure 4.0, 5 measure 5.0. */
#define SMALLEST_PRINT 4.5
/* Light edges of letters make them that much higher, pixels of the sheet. */
#define EDGE 1
/* Fewer letters may be a speck or a stroke. */
#define TELLING_LETTERS 2

/* How high the word's print is, in type sizes. */
static double
share_of(const char *word)
{
    gboolean tall = FALSE, tail = FALSE;

    for (const char *p = word; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        tail |= c < 128 && strchr("gjpqyQ,;()[]{}/|", (int)c);
        tall |= c >= 128 || !strchr("acegmnopqrsuvwxyz.,:;-", (int)c);
    }
    return (tall ? TALL_LETTER : SMALL_LETTER) + (tail ? TAIL : 0);
}

/* Appends the word's size, hundredths of a point, to the array of int. */
static void
add_size(const RvIndex *index, guint i, GArray *sizes)
{
    const RvIndexWord *word = rv_index_word(index, i);
    double inches = (word->word->box.h - EDGE) / rv_index_sheet(index, word->page)->dpi;
    int size = (int)(100 * PT_PER_INCH * inches / share_of(word->word->text));

    if (strlen(word->key) >= TELLING_LETTERS)
        g_array_append_val(sizes, size);
}

double
rv_spot_size(const RvIndex *index, const RvSpot *spot)
{
    g_autoptr(GArray) words = rv_spot_words(index, spot);
    g_autoptr(GArray) sizes = g_array_new(FALSE, FALSE, sizeof(int));

    for (guint i = 0; i < words->len; i++)
        add_size(index, g_array_index(words, guint, i), sizes);
    return rv_median(sizes) / 100.0;
}

double
rv_line_size(const RvIndex *index, const RvIndexLine *line)
{
    g_autoptr(GArray) sizes = g_array_new(FALSE, FALSE, sizeof(int));

    for (guint w = line->first; w < line->first + line->n; w++)
        add_size(index, w, sizes);
    return rv_median(sizes) / 100.0;
}

gboolean
rv_size_is_too_small(double size)
{
    return size > 0 && size < SMALLEST_PRINT;
}

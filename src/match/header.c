/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the text of a page begins: below its header and its logo. */
#include "around-private.h"

#include "recevable/text.h"

#include <stdlib.h>

/* A header stands within this share of its page's height. */
#define HEADER_SHARE 0.15
/* It is the same on other pages, but for figures: as similar, and as far down as a share of the
 * page's height. What stands above such a line, as a note by hand, is no text of the form. */
#define SAME_TEXT 0.75
#define SAME_PLACE 0.03
/* Or it is short, as a share of the page's width, and parted from the text by so many of its
 * heights. What begins with a small letter, or ends with a full stop, belongs to a sentence. */
#define SHORT 0.5
#define GAP 1.6

/* Letters of a line, without figures and blanks. */
static char *
letters_of(const RvIndex *index, const RvIndexLine *line)
{
    GString *letters = g_string_new(NULL);

    for (guint w = line->first; w < line->first + line->n; w++)
        for (const char *p = rv_index_word(index, w)->key; *p; p++)
            if (g_ascii_isalpha(*p))
                g_string_append_c(letters, *p);
    return g_string_free(letters, FALSE);
}

/* Its place on the page, 0 to 1 downwards. */
static double
height_of(const RvIndex *index, const RvIndexLine *line)
{
    return (double)rv_px_centre_y(line->box) / rv_index_sheet(index, line->page)->height;
}

static gboolean
is_repeated(const RvIndex *index, const RvIndexLine *line)
{
    g_autofree char *own = letters_of(index, line);

    for (guint i = 0; i < index->lines->len; i++) {
        const RvIndexLine *other = rv_index_line(index, i);
        double off = height_of(index, other) - height_of(index, line);
        g_autofree char *letters = NULL;

        if (other->page == line->page || off > SAME_PLACE || off < -SAME_PLACE)
            continue;
        letters = letters_of(index, other);
        if (rv_text_similarity(own, letters) >= SAME_TEXT)
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_of_sentence(const RvIndex *index, const RvIndexLine *line)
{
    if (!line->n)
        return FALSE;
    return rv_word_is_small(rv_index_word(index, line->first)->word->text) ||
           rv_word_stop(rv_index_word(index, line->first + line->n - 1)->word->text) ==
               RV_STOP_FULL;
}

static gboolean
stands_apart(const RvIndex *index, const RvIndexLine *line)
{
    int below = G_MAXINT;

    if (line->box.w > SHORT * rv_index_sheet(index, line->page)->width ||
        is_of_sentence(index, line))
        return FALSE;
    for (guint i = 0; i < index->lines->len; i++) {
        const RvIndexLine *other = rv_index_line(index, i);

        if (other->page == line->page && other->box.y >= rv_px_bottom(line->box))
            below = MIN(below, other->box.y);
    }
    return below < G_MAXINT && below - rv_px_bottom(line->box) > GAP * line->box.h;
}

/* Does a line of the page's header stand below this one? */
static gboolean
is_above_header(const RvIndex *index, const RvIndexLine *line)
{
    for (guint i = 0; i < index->lines->len; i++) {
        const RvIndexLine *other = rv_index_line(index, i);

        if (other->page == line->page && other->box.y >= rv_px_bottom(line->box) &&
            height_of(index, other) <= HEADER_SHARE && !rv_line_is_letter(other->box) &&
            is_repeated(index, other))
            return TRUE;
    }
    return FALSE;
}

guint
rv_index_first_of_page(const RvIndex *index, guint page)
{
    guint first = RV_NO_LINE;

    for (guint i = 0; i < index->lines->len; i++) {
        const RvIndexLine *line = rv_index_line(index, i);

        if (line->page != page || rv_line_is_letter(line->box))
            continue;
        if (first == RV_NO_LINE)
            first = i;
        if (height_of(index, line) > HEADER_SHARE ||
            (!is_repeated(index, line) && !stands_apart(index, line) &&
             !is_above_header(index, line)))
            return i;
    }
    return first;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A value that the page's reading lost or was not sure of, read again by itself in several ways. */
#include "zone-private.h"

#include <string.h>

#define EDGES "_|"

/* The rows that the words stand on; the zone when there are none. RvPx. */
static GArray *
rows_of(const RvZone *s)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(RvPx));

    for (guint i = 0; i < s->words->len; i++) {
        RvPx box = g_array_index(s->words, RvWord, i).box;
        RvPx *row = rows->len ? &g_array_index(rows, RvPx, rows->len - 1) : NULL;

        if (row && rv_px_on_row(box, *row))
            *row = rv_px_union(*row, box);
        else
            g_array_append_val(rows, box);
    }
    if (!rows->len)
        g_array_append_val(rows, s->zone);
    return rows;
}

/* A little larger, but not into the label. */
static RvPx
look_area(const RvZone *s, RvPx row)
{
    int left = MAX(row.x - row.h / 2, rv_px_on_row(row, s->label) ? s->from : 0);
    int right = MIN(rv_px_right(row) + row.h / 2, s->right);

    return (RvPx){left, row.y - row.h / 4, MAX(right - left, 0), row.h + row.h / 2};
}

void
rv_word_drop_edges(RvWord *word)
{
    gsize front = strspn(word->text, EDGES), n = strlen(word->text + front);

    memmove(word->text, word->text + front, n + 1);
    if (word->digits) /* one a character; those of the edges are one byte each */
        memmove(word->digits, word->digits + front,
                (gsize)g_utf8_strlen(word->text, -1) * sizeof *word->digits);
    for (; n > 0 && strchr(EDGES, word->text[n - 1]); n--)
        word->text[n - 1] = 0;
}

static void
look(const RvZone *s, int number, RvCandidates *candidates)
{
    g_autoptr(GArray) rows = rows_of(s);
    g_autoptr(GArray) words = rv_words_new();
    RvValue value = {0};

    for (guint i = 0; i < rows->len; i++) {
        RvPx area = look_area(s, g_array_index(rows, RvPx, i));
        g_autoptr(GArray) row = rv_reader_look(s->index->reader, s->sheet, area, number);

        for (guint k = 0; k < row->len; k++)
            rv_word_drop_edges(&g_array_index(row, RvWord, k));
        rv_words_move(words, row);
    }
    rv_written_clean(s->index, words);
    rv_written_take(s, words, &value);
    if (rv_written_has_letters(words))
        candidates->of[candidates->n++] = value;
    else
        rv_value_clear(&value);
}

void
rv_value_read_again(const RvZone *s, RvValue *value)
{
    g_auto(RvCandidates) c = {0};

    if (rv_written_has_letters(s->words))
        c.of[c.n++] = (RvValue){.text = g_strdup(value->text),
                                .confidence = value->confidence,
                                .digits = value->digits ? g_array_ref(value->digits) : NULL};
    for (int i = 0; i < RV_READER_COLOR_LOOKS && s->index->reader && s->index->value_looks_left > 0;
         i++) {
        s->index->value_looks_left--;
        look(s, i, &c);
    }
    if (c.n)
        rv_candidates_choose(&c, s->type == RV_FIELD_EMAIL, value);
}

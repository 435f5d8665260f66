/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The readings of one wording: the page's own, then second looks at its lines. */
#include "wording-private.h"

#include <string.h>

/* The text read on for one byte of the wording, as in find.c, and what may precede the spot. */
#define SPREAD 1.35
#define LEAD_BYTES 16
/* Letters of a word that is not found by chance. */
#define SURE_LETTERS 4
/* Lines that the page's layout may have lost at the end of one wording. */
#define MAX_STRIPS 3
/* What a stamp may hide of the ends of a line, in line heights: the half of a round one. Chosen. */
#define STAMPED_END 6

static double
confidence_in_index(guint word, gconstpointer data)
{
    return rv_index_word(data, word)->word->confidence;
}

static double
confidence_in_words(guint word, gconstpointer data)
{
    return g_array_index((const GArray *)data, RvWord, word).confidence;
}

static gsize
byte_of_word(const RvChain *chain, guint word)
{
    for (guint i = 0; i < chain->word_of->len; i++)
        if (g_array_index(chain->word_of, guint, i) == word)
            return i;
    return 0;
}

gboolean
rv_readings_start(const RvIndex *index, const RvNeedle *needle, const RvSpot *spot,
                  RvReadings *readings)
{
    gsize bytes = (gsize)(SPREAD * (double)strlen(needle->key)) + LEAD_BYTES;
    g_autoptr(RvChain) chain =
        rv_index_chain(index, rv_index_word(index, spot->first)->line, bytes);
    gsize at = byte_of_word(chain, spot->first), lead = at > LEAD_BYTES ? at - LEAD_BYTES : 0;

    while (lead > 0 && chain->text->str[lead - 1] != ' ')
        lead--;
    g_string_erase(chain->text, 0, (gssize)lead);
    g_array_remove_range(chain->word_of, 0, (guint)lead);
    readings->of[0] = rv_align(needle->key, needle->strict, chain, at - lead + bytes,
                               at - lead + LEAD_BYTES, confidence_in_index, index);
    readings->n = readings->of[0] ? 1 : 0;
    return readings->n == 1;
}

static void
append_words(GArray *to, GArray *from)
{
    g_array_append_vals(to, from->data, from->len);
    g_array_set_clear_func(from, NULL);
    g_array_unref(from);
}

/* The last word of the wording that was surely found: what is wrong behind it may be text that the
 * page's layout has lost. Its index in a->expected, or -1. */
static int
last_sure(const RvAlignment *a)
{
    for (int i = (int)a->expected->len - 1; i >= 0; i--) {
        const RvExpected *word = &g_array_index(a->expected, RvExpected, i);

        if (word->match <= RV_WORD_CLOSE && word->end - word->start >= SURE_LETTERS)
            return i;
    }
    return -1;
}

/* A stamp over the end of a line has parted it: without its colour the line goes on. */
static void
look_at(RvIndex *index, guint page, RvPx box, int look, GArray *words)
{
    int beyond = look < RV_READER_COLOR_LOOKS ? box.h / 2 : STAMPED_END * box.h;

    append_words(words, rv_reader_look(index->reader, rv_index_sheet(index, page),
                                       rv_px_grow(box, beyond, box.h / 6), look));
    index->looks_left--;
}

/* The lines of the wording down to that of its last sure word, and as many strips below as the rest
 * of it needs. */
static GArray *
look_at_lines(RvIndex *index, const RvNeedle *needle, const RvAlignment *a, int look)
{
    int sure = last_sure(a);
    const RvExpected *word = &g_array_index(a->expected, RvExpected, MAX(sure, 0));
    guint line = rv_index_word(index, a->first)->line;
    guint last = rv_index_word(index, sure < 0 ? a->last : word->where)->line;
    const RvIndexLine *entry = rv_index_line(index, line);
    GArray *words = rv_words_new();
    int left = (int)strlen(needle->key) - word->end, bytes = 0, lines = 0;
    RvPx all = {0};

    for (;; line = entry->next) {
        entry = rv_index_line(index, line);
        look_at(index, entry->page, entry->box, look, words);
        all = rv_px_union(all, entry->box);
        bytes += entry->box.w / MAX(entry->box.h / 2, 1);
        lines++;
        if (line == last || entry->next == RV_NO_LINE)
            break;
    }
    for (int strip = 0; strip < MAX_STRIPS && sure >= 0 && left > SURE_LETTERS; strip++) {
        RvPx below = {all.x, rv_px_bottom(entry->box) + strip * 4 * entry->box.h / 3, all.w,
                      4 * entry->box.h / 3};

        look_at(index, entry->page, below, look, words);
        left -= MAX(bytes / lines, 1);
    }
    return words;
}

void
rv_readings_look_again(RvIndex *index, const RvNeedle *needle, RvReadings *readings)
{
    for (int look = 0; look < RV_READER_LOOKS && index->reader && index->looks_left > 0; look++) {
        g_autoptr(GArray) words = look_at_lines(index, needle, readings->of[0], look);
        g_autoptr(RvChain) chain = rv_chain_of_words(words);
        RvAlignment *a = rv_align(needle->key, needle->strict, chain, chain->text->len,
                                  chain->text->len, confidence_in_words, words);

        if (a)
            readings->of[readings->n++] = a;
    }
}

void
rv_readings_clear(RvReadings *readings)
{
    for (guint i = 0; i < readings->n; i++)
        rv_alignment_free(readings->of[i]);
    g_free(readings->seen);
}

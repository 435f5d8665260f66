/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All words of a document in one list, and runs of text made of them. */
#include "match-private.h"

#include "recevable/rank.h"
#include "recevable/text.h"

#include <string.h>

/* Second looks a document may cost, for wording and for values each: about 40 ms a look. */
#define MAX_LOOKS 120
/* Lines of one wording; also the end of a way that a hostile page makes run in a circle. */
#define MAX_HOPS 64

static void
index_word_clear(gpointer word)
{
    g_free(((RvIndexWord *)word)->key);
}

static void
own_word_free(gpointer word)
{
    g_free(((RvWord *)word)->text);
    g_free(word);
}

guint
rv_index_add_word(RvIndex *index, guint page, const char *text, RvPx box, double confidence)
{
    RvWord *word = g_new0(RvWord, 1);
    RvIndexWord entry = {word, rv_text_key(text), page, index->lines->len};
    RvIndexLine line = {page, box, box, index->words->len, 1, RV_NO_LINE};

    *word = (RvWord){.text = g_strdup(text), .box = box, .confidence = confidence};
    g_ptr_array_add(index->own_words, word);
    g_array_append_val(index->words, entry);
    g_array_append_val(index->lines, line);
    return line.first;
}

/* Ascenders and descenders make a line's box higher than its usual word by less than so much. */
#define STRUCK 1.6

/* The line's box, or where something makes it much higher, the median of the words' edges. */
static RvPx
band_of(const GArray *words, const RvLine *line)
{
    g_autoptr(GArray) tops = g_array_new(FALSE, FALSE, sizeof(int));
    g_autoptr(GArray) bottoms = g_array_new(FALSE, FALSE, sizeof(int));
    int top, bottom;

    for (guint w = line->first; w < line->first + line->n; w++) {
        const RvWord *word = &g_array_index(words, RvWord, w);
        int end = rv_px_bottom(word->box);

        for (const char *p = word->text; *p; p = g_utf8_next_char(p)) {
            g_array_append_val(tops, word->box.y);
            g_array_append_val(bottoms, end);
        }
    }
    if (!tops->len)
        return line->box;
    top = rv_median(tops);
    bottom = rv_median(bottoms);
    if (line->box.h <= STRUCK * (bottom - top))
        return line->box;
    return (RvPx){line->box.x, top, line->box.w, MAX(bottom - top, 1)};
}

static void
add_page(RvIndex *index, guint page)
{
    const RvReading *reading = g_ptr_array_index(index->readings, page);
    guint first_word = index->words->len, first_line = index->lines->len;

    for (guint i = 0; i < reading->words->len; i++) {
        const RvWord *word = &g_array_index(reading->words, RvWord, i);
        RvIndexWord entry = {word, rv_text_key(word->text), page, first_line + word->line};

        g_array_append_val(index->words, entry);
    }
    for (guint i = 0; i < reading->lines->len; i++) {
        const RvLine *line = &g_array_index(reading->lines, RvLine, i);
        RvIndexLine entry = {
            page,    line->box, band_of(reading->words, line), first_word + line->first,
            line->n, RV_NO_LINE};

        g_array_append_val(index->lines, entry);
    }
}

RvIndex *
rv_index_new(const GPtrArray *sheets, const GPtrArray *readings, RvReader *reader)
{
    RvIndex *index = g_new0(RvIndex, 1);

    index->sheets = sheets;
    index->readings = readings;
    index->reader = reader;
    index->looks_left = MAX_LOOKS;
    index->value_looks_left = MAX_LOOKS;
    index->words = g_array_new(FALSE, TRUE, sizeof(RvIndexWord));
    g_array_set_clear_func(index->words, index_word_clear);
    index->lines = g_array_new(FALSE, TRUE, sizeof(RvIndexLine));
    index->own_words = g_ptr_array_new_with_free_func(own_word_free);
    index->explained = g_hash_table_new(NULL, NULL);
    index->form_pages = g_array_new(FALSE, TRUE, sizeof(gboolean));
    g_array_set_size(index->form_pages, sheets->len);
    for (guint page = 0; page < readings->len; page++)
        add_page(index, page);
    rv_index_link(index);
    return index;
}

void
rv_index_free(RvIndex *index)
{
    if (!index)
        return;
    g_array_unref(index->words);
    g_array_unref(index->lines);
    g_array_unref(index->form_pages);
    g_hash_table_unref(index->explained);
    g_ptr_array_unref(index->own_words);
    g_free(index);
}

static RvChain *
chain_new(void)
{
    RvChain *chain = g_new0(RvChain, 1);

    chain->text = g_string_new(NULL);
    chain->word_of = g_array_new(FALSE, FALSE, sizeof(guint));
    return chain;
}

void
rv_chain_free(RvChain *chain)
{
    if (!chain)
        return;
    g_string_free(chain->text, TRUE);
    g_array_unref(chain->word_of);
    g_free(chain);
}

static void
chain_add(RvChain *chain, const char *key, guint word)
{
    if (!*key)
        return;
    if (chain->text->len) {
        g_string_append_c(chain->text, ' ');
        g_array_append_val(chain->word_of, word);
    }
    g_string_append(chain->text, key);
    for (gsize i = strlen(key); i > 0; i--)
        g_array_append_val(chain->word_of, word);
}

RvChain *
rv_index_chain(const RvIndex *index, guint line, gsize bytes)
{
    RvChain *chain = chain_new();
    guint hops = 0;

    for (guint i = line; i != RV_NO_LINE && hops < MAX_HOPS; i = rv_index_line(index, i)->next) {
        const RvIndexLine *entry = rv_index_line(index, i);

        for (guint w = entry->first; w < entry->first + entry->n; w++)
            chain_add(chain, rv_index_word(index, w)->key, w);
        if (i == line)
            chain->first_line = chain->text->len;
        if (chain->text->len >= chain->first_line + bytes)
            break;
        hops++;
    }
    return chain;
}

RvChain *
rv_chain_of_words(const GArray *words)
{
    RvChain *chain = chain_new();

    for (guint i = 0; i < words->len; i++) {
        g_autofree char *key = rv_text_key(g_array_index(words, RvWord, i).text);

        chain_add(chain, key, i);
    }
    chain->first_line = chain->text->len;
    return chain;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of words. */
#include "read-private.h"

static void
word_clear(gpointer word)
{
    g_free(((RvWord *)word)->text);
    g_free(((RvWord *)word)->digits);
}

GArray *
rv_words_new(void)
{
    GArray *words = g_array_new(FALSE, TRUE, sizeof(RvWord));

    g_array_set_clear_func(words, word_clear);
    return words;
}

void
rv_words_move(GArray *to, GArray *from)
{
    g_array_append_vals(to, from->data, from->len);
    g_array_set_clear_func(from, NULL); /* what the words own has moved over */
    g_array_set_size(from, 0);
    g_array_set_clear_func(from, word_clear);
}

char *
rv_words_text(const GArray *words, guint first, guint n)
{
    GString *text = g_string_new(NULL);

    for (guint i = first; i < first + n && i < words->len; i++) {
        if (text->len)
            g_string_append_c(text, ' ');
        g_string_append(text, g_array_index(words, RvWord, i).text);
    }
    return g_string_free(text, FALSE);
}

double
rv_words_confidence(const GArray *words, guint first, guint n)
{
    double sum = 0, letters = 0;

    for (guint i = first; i < first + n; i++) {
        const RvWord *word = &g_array_index(words, RvWord, i);
        double length = (double)g_utf8_strlen(word->text, -1);

        sum += length * word->confidence;
        letters += length;
    }
    return letters > 0 ? sum / letters : 0;
}

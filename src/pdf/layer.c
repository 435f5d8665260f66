/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text layer of a page, word by word with its places. */
#include "pdf-private.h"

/* Letters of one word are nearer to each other, in their height, which is 1.2 em. */
#define APART 0.5

static void
layer_word_clear(gpointer data)
{
    g_free(((RvLayerWord *)data)->text);
}

static void
add_word(GArray *words, const char *from, const char *to, const RvPt *box)
{
    RvLayerWord word = {g_utf8_make_valid(from, to - from), *box};

    g_array_append_val(words, word);
}

static void
extend(RvPt *box, const PopplerRectangle *with, gboolean is_first)
{
    if (is_first)
        *box = (RvPt){with->x1, with->y1, with->x2, with->y2};
    *box = (RvPt){MIN(box->x0, with->x1), MIN(box->y0, with->y1), MAX(box->x1, with->x2),
                  MAX(box->y1, with->y2)};
}

/* Is that letter apart from the word before it? Not all layers have blanks where words end. */
static gboolean
is_apart(const RvPt *word, const PopplerRectangle *letter)
{
    double across = MAX(letter->x1 - word->x1, word->x0 - letter->x2);
    double down = MAX(letter->y1 - word->y1, word->y0 - letter->y2);
    double size = MAX(letter->x2 - letter->x1, letter->y2 - letter->y1);

    return MAX(across, down) > APART * size;
}

/* One rectangle a character, blanks and line ends too. */
static void
cut_words(GArray *words, const char *text, const PopplerRectangle *places, guint n, gsize most)
{
    const char *begin = NULL, *at = text;
    RvPt box = {0};

    for (guint i = 0; i < n && *at && (gsize)(at - text) < most; i++) {
        gunichar c = g_utf8_get_char_validated(at, -1);
        gboolean is_blank = c == (gunichar)-1 || c == (gunichar)-2 || g_unichar_isspace(c);

        if (begin && (is_blank || is_apart(&box, &places[i]))) {
            add_word(words, begin, at, &box);
            begin = NULL;
        }
        if (!is_blank) {
            extend(&box, &places[i], !begin);
            begin = begin ? begin : at;
        }
        at = g_utf8_find_next_char(at, NULL);
    }
    if (begin)
        add_word(words, begin, at, &box);
}

GArray *
rv_document_layer_words(RvDocument *document, int number)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(RvLayerWord));
    g_autoptr(PopplerPage) poppler = NULL;
    g_autofree char *text = NULL;
    g_autofree PopplerRectangle *places = NULL;
    guint n = 0;
    g_auto(RvPopplerLog) log = {-1, -1};

    g_array_set_clear_func(words, layer_word_clear);
    rv_poppler_log_start(&log);
    poppler = poppler_document_get_page(document->poppler, number - 1);
    if (!poppler)
        return words;
    text = poppler_page_get_text(poppler);
    if (text && poppler_page_get_text_layout(poppler, &places, &n))
        cut_words(words, text, places, n, document->limits.max_page_text);
    return words;
}

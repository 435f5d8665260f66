/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words as the engine gives them, and lists of them. */
#include "read-private.h"

#include <math.h>

static void
word_clear(gpointer word)
{
    g_free(((RvWord *)word)->text);
}

GArray *
rv_words_new(void)
{
    GArray *words = g_array_new(FALSE, TRUE, sizeof(RvWord));

    g_array_set_clear_func(words, word_clear);
    return words;
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

static RvPx
scaled(int left, int top, int right, int bottom, double scale)
{
    int x = (int)floor(left / scale), y = (int)floor(top / scale);

    return (RvPx){x, y, (int)ceil(right / scale) - x, (int)ceil(bottom / scale) - y};
}

guint
rv_engine_take_words(TessBaseAPI *engine, double scale, guint first_line, GArray *words)
{
    TessResultIterator *at = TessBaseAPIGetIterator(engine);
    const TessPageIterator *page;
    guint lines = 0;

    if (!at)
        return 0;
    page = TessResultIteratorGetPageIteratorConst(at);
    do {
        char *text = TessResultIteratorGetUTF8Text(at, RIL_WORD);
        int left, top, right, bottom;

        if (TessPageIteratorIsAtBeginningOf(page, RIL_TEXTLINE))
            lines++;
        if (text && *text &&
            TessPageIteratorBoundingBox(page, RIL_WORD, &left, &top, &right, &bottom)) {
            RvWord word = {.text = g_strstrip(g_strdup(text)),
                           .box = scaled(left, top, right, bottom, scale),
                           .confidence = TessResultIteratorConfidence(at, RIL_WORD) / 100.0,
                           .line = first_line + MAX(lines, 1) - 1};

            word.confidence = CLAMP(word.confidence, 0.0, 1.0);
            if (*word.text)
                g_array_append_val(words, word);
            else
                g_free(word.text);
        }
        TessDeleteText(text);
    } while (TessResultIteratorNext(at, RIL_WORD));
    TessResultIteratorDelete(at);
    return lines;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the words of a line are spelt. The pixels decide which words there are; a text layer that
 * says nearly the same knows their letters better. */
#include "learn-private.h"

#include "recevable/text.h"

#include <string.h>

/* The layer and the reading of a line say the same when they are that similar. Clean print is read
 * at 0.99; what stands elsewhere, or was put over a picture, is far below. */
#define SAME 0.8
/* How sure a mended word is: somebody has to look at it. */
#define MENDED 0.5
/* So many dots in a row are a leader, and no stop or ellipsis. */
#define LEADER 4

static void
ink_word_clear(gpointer data)
{
    g_free(((RvInkWord *)data)->text);
}

void
rv_ink_words_own(GArray *words)
{
    g_array_set_clear_func(words, ink_word_clear);
}

GArray *
rv_ink_words_new(void)
{
    GArray *words = g_array_new(FALSE, TRUE, sizeof(RvInkWord));

    rv_ink_words_own(words);
    return words;
}

static gboolean
is_dotted(gunichar c)
{
    return c == '.' || c == '_' || c == 0x2026 || c == 0xB7;
}

/* The text without dots to write on at either end; owned, maybe "". */
static char *
without_leader(const char *text)
{
    const char *from = text, *to = text + strlen(text), *end = to;
    int n = 0;

    while (is_dotted(g_utf8_get_char(from)))
        from = g_utf8_next_char(from), n += g_utf8_get_char(text) == 0x2026 ? 3 : 1;
    if (n < LEADER)
        from = text;
    for (n = 0; end > from;) {
        const char *before = g_utf8_prev_char(end);

        if (!is_dotted(g_utf8_get_char(before)))
            break;
        n += g_utf8_get_char(before) == 0x2026 ? 3 : 1;
        end = before;
    }
    return g_strndup(from, (gsize)((n >= LEADER ? end : to) - from));
}

/* Letters, figures and the signs that texts have; no pictures of boxes and the like. */
static gboolean
is_print(const char *text)
{
    static const char signs[] = "-–—:;,.!?()/+&%€«»\"'’<>=*°#|";

    for (const char *c = text; *c; c = g_utf8_next_char(c)) {
        gunichar letter = g_utf8_get_char(c);

        if (g_unichar_isalnum(letter) || g_utf8_strchr(signs, -1, letter))
            return TRUE;
    }
    return FALSE;
}

static void
append(GArray *words, const char *text, RvPx box, double confidence)
{
    RvInkWord word = {.text = without_leader(text), .box = box, .confidence = confidence};
    const char *last = words->len ? g_array_index(words, RvInkWord, words->len - 1).text : "";
    gboolean is_short_leader = g_str_has_suffix(last, ":") && !word.text[strspn(word.text, ".")];

    if (*word.text && is_print(word.text) && !is_short_leader)
        g_array_append_val(words, word);
    else
        g_free(word.text);
}

static char *
key_of(const GArray *words)
{
    g_autoptr(GString) all = g_string_new(NULL);

    for (guint i = 0; i < words->len; i++)
        g_string_append_printf(all, "%s ", g_array_index(words, RvInkWord, i).text);
    return rv_text_key(all->str);
}

static RvPx
to_grid(const RvMap *to_sheet, RvPt place)
{
    double x0, y0, x1, y1;

    rv_map_point(to_sheet, place.x0, place.y0, &x0, &y0);
    rv_map_point(to_sheet, place.x1, place.y1, &x1, &y1);
    return (RvPx){(int)MIN(x0, x1), (int)MIN(y0, y1), (int)ABS(x1 - x0), (int)ABS(y1 - y0)};
}

static int
by_left(gconstpointer a, gconstpointer b)
{
    return ((const RvInkWord *)a)->box.x - ((const RvInkWord *)b)->box.x;
}

/* The layer's words whose middles lie on the line, in its height. */
static GArray *
layer_words(const RvLearnPage *page, RvPx line)
{
    GArray *words = rv_ink_words_new();
    RvMap to_sheet;

    if (!page->layer || !rv_map_invert(&page->sheet->to_page, &to_sheet))
        return words;
    for (guint i = 0; i < page->layer->len; i++) {
        const RvLayerWord *layer = &g_array_index(page->layer, RvLayerWord, i);
        RvPx box = to_grid(&to_sheet, layer->box);

        if (rv_px_is_inside(box, line))
            append(words, layer->text, (RvPx){box.x, line.y, box.w, line.h}, 1);
    }
    g_array_sort(words, by_left);
    return words;
}

GArray *
rv_ink_words(const RvLearnPage *page, const RvLine *line, GHashTable *vocabulary)
{
    g_autoptr(GArray) read = rv_ink_words_new(), layer = layer_words(page, line->box);
    g_autofree char *seen = NULL, *claimed = NULL;

    for (guint i = line->first; i < line->first + line->n; i++) {
        const RvWord *word = &g_array_index(page->reading->words, RvWord, i);
        g_autofree char *mended = rv_mend_word(word, vocabulary);

        append(read, mended ? mended : word->text, word->box,
               mended ? MIN(word->confidence, MENDED) : word->confidence);
    }
    seen = key_of(read);
    claimed = key_of(layer);
    if (layer->len && rv_text_similarity(seen, claimed) >= SAME)
        return g_steal_pointer(&layer);
    return g_steal_pointer(&read);
}

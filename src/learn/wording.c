/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a paragraph as one text. */
#include "learn-private.h"

#include <string.h>

/* What follows a hyphen that is part of the word, at the end of a line. */
static const char *const after_hyphen[] = {"elle", "elles", "il",    "ils", "on", "ce",
                                           "je",   "nous",  "vous",  "t",   "y",  "là",
                                           "ci",   "même",  "mêmes", NULL};
/* What stands before one. */
static const char *const before_hyphen[] = {"compte", "comptes", "sous", "non", "après",
                                            "avant",  "rendez",  "mise", "pré", "post",
                                            "inter",  "e",       "ci",   NULL};

gsize
rv_letters_in(const char *text)
{
    gsize n = 0;

    for (const char *c = text; *c; c = g_utf8_next_char(c))
        n += g_unichar_isalnum(g_utf8_get_char(c));
    return n;
}

guint
rv_paragraph_n_words(const RvParagraph *paragraph)
{
    guint n = 0;

    for (guint i = 0; i < paragraph->segments->len; i++)
        n += ((const RvSegment *)g_ptr_array_index(paragraph->segments, i))->words->len;
    return n;
}

static const RvInkWord *
locate(const RvParagraph *paragraph, guint i, gboolean *ends_line)
{
    for (guint k = 0; k < paragraph->segments->len; k++) {
        const RvSegment *segment = g_ptr_array_index(paragraph->segments, k);

        if (i < segment->words->len) {
            *ends_line = i + 1 == segment->words->len;
            return &g_array_index(segment->words, RvInkWord, i);
        }
        i -= segment->words->len;
    }
    g_assert_not_reached();
}

const RvInkWord *
rv_paragraph_word(const RvParagraph *paragraph, guint i)
{
    gboolean ends_line;

    return locate(paragraph, i, &ends_line);
}

/* Those before it goes on in another column or page. */
static guint
words_in_column(const RvParagraph *paragraph)
{
    const RvSegment *first = g_ptr_array_index(paragraph->segments, 0);
    guint n = 0;

    for (guint i = 0; i < paragraph->segments->len; i++) {
        const RvSegment *segment = g_ptr_array_index(paragraph->segments, i);

        if (segment->page != first->page || segment->box.y < first->box.y)
            break;
        n += segment->words->len;
    }
    return n;
}

RvPx
rv_paragraph_box_of(const RvParagraph *paragraph, guint from, guint to)
{
    RvPx box = {0};

    for (guint i = from; i < to && i < words_in_column(paragraph); i++)
        box = rv_px_union(box, rv_paragraph_word(paragraph, i)->box);
    return box;
}

/* Does the hyphen at the end of the text belong to its word? It stands where the word was broken,
 * unless one of its halves says otherwise. */
static gboolean
keeps_hyphen(const char *word, const char *next)
{
    gsize length = strlen(word) - 1;
    g_autofree char *half = g_strndup(word, length);
    g_autofree char *low = g_utf8_strdown(half, -1), *after = g_utf8_strdown(next, -1);
    const char *last;

    if (!length || !g_unichar_isalpha(g_utf8_get_char(next)))
        return TRUE;
    last = g_utf8_prev_char(half + length);
    return g_unichar_isupper(g_utf8_get_char(next)) || !g_unichar_islower(g_utf8_get_char(last)) ||
           strchr(half, '-') || g_strv_contains(before_hyphen, low) ||
           g_strv_contains(after_hyphen, after);
}

char *
rv_paragraph_text_of(const RvParagraph *paragraph, guint from, guint to)
{
    GString *text = g_string_new(NULL);

    for (guint i = from; i < to; i++) {
        gboolean ends_line;
        const char *word = locate(paragraph, i, &ends_line)->text;

        g_string_append(text, word);
        if (i + 1 == to)
            break;
        if (ends_line && g_str_has_suffix(word, "-") && word[1]) {
            if (!keeps_hyphen(word, rv_paragraph_word(paragraph, i + 1)->text))
                g_string_truncate(text, text->len - 1);
        } else if (!(ends_line && g_str_has_suffix(word, "/"))) {
            g_string_append_c(text, ' ');
        }
    }
    return g_string_free(text, FALSE);
}

char *
rv_paragraph_text(const RvParagraph *paragraph)
{
    return rv_paragraph_text_of(paragraph, 0, rv_paragraph_n_words(paragraph));
}

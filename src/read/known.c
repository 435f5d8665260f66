/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is what stands between two spaces a word of the language? The dictionary has bare words. */
#include "decode.h"

#include <string.h>

/* Longer ones are mail addresses or runs of leaders. */
#define LONGEST_WORD 128
/* "l'", "qu'": an article or pronoun that lost its vowel has so many letters at most. */
#define ELIDED_LETTERS 2

static gboolean
is_letter(const char *at)
{
    return g_unichar_isalnum(g_utf8_get_char(at));
}

/* Behind "l'", "d'", "qu'" ...; else where it was. */
static const char *
skip_elision(const char *from, const char *end)
{
    const char *at = from;

    for (int i = 0; i < ELIDED_LETTERS && at < end && is_letter(at); i++) {
        at = g_utf8_next_char(at);
        if (at < end && (*at == '\'' || g_str_has_prefix(at, "\342\200\231")))
            return g_utf8_next_char(at);
    }
    return from;
}

gboolean
rv_is_known_word(const RvNet *net, const char *text)
{
    const char *from = text, *end = text + strlen(text);
    g_autofree char *word = NULL, *small = NULL;

    while (from < end && !is_letter(from))
        from = g_utf8_next_char(from);
    while (end > from && !is_letter(g_utf8_prev_char(end)))
        end = g_utf8_prev_char(end);
    from = skip_elision(from, end);
    if (end - from > LONGEST_WORD || end == from || g_utf8_next_char(from) == end)
        return FALSE; /* nor is a single letter */
    word = g_strndup(from, (gsize)(end - from));
    if (rv_net_knows_word(net, word))
        return TRUE;
    small = g_utf8_strdown(word, -1);
    return rv_net_knows_word(net, small);
}

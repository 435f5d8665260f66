/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words in which no letter may differ: codes, numbers with what they count, and what tells two
 * wordings of one form apart. */
#include "learn-private.h"

#include "recevable/text.h"

#include <string.h>

/* Wordings that differ by so few words at most are told apart by these. */
#define MOST_APART 2
#define LEAST_WORDS 3
/* Shorter words are articles and the like. */
#define NOUN 4

static gboolean
has_digit(const char *word)
{
    return strpbrk(word, "0123456789") != NULL;
}

static gboolean
is_number(const char *word)
{
    return *word && strspn(word, "0123456789") == strlen(word);
}

/* "AF-HOP-DPI-Va2", "Va2", "V2": letters and figures. Capitals alone are names. */
static gboolean
is_code(const char *word)
{
    return has_digit(word) && strpbrk(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
}

/* A word without the signs that stand around it. */
static char *
bare(const char *word)
{
    const char *from = word, *to = word + strlen(word);

    while (*from && !g_unichar_isalnum(g_utf8_get_char(from)))
        from = g_utf8_next_char(from);
    while (to > from && !g_unichar_isalnum(g_utf8_get_char(g_utf8_prev_char(to))))
        to = g_utf8_prev_char(to);
    return g_strndup(from, (gsize)(to - from));
}

/* Does a number before it count it? */
static gboolean
counts(const char *word)
{
    return g_unichar_isalpha(g_utf8_get_char(word)) &&
           (rv_letters_in(word) >= NOUN || rv_says(word, "ans?"));
}

static void
add(GPtrArray *strict, char *word)
{
    if (*word && !g_ptr_array_find_with_equal_func(strict, word, g_str_equal, NULL))
        g_ptr_array_add(strict, word);
    else
        g_free(word);
}

/* "120 jours": the number with its word; no "2 du". */
static void
add_codes(GPtrArray *strict, GStrv words)
{
    for (char **word = words; *word; word++) {
        g_autofree char *own = bare(*word), *next = word[1] ? bare(word[1]) : NULL;

        if (is_number(own) && next && counts(next) && g_str_equal(own, *word))
            add(strict, g_strdup_printf("%s %s", own, next));
        else if (is_code(own))
            add(strict, g_steal_pointer(&own));
    }
}

static gboolean
holds(GStrv words, const char *word)
{
    g_autofree char *key = rv_text_key(word);

    for (; *words; words++) {
        g_autofree char *other = rv_text_key(*words);

        if (g_str_equal(other, key))
            return TRUE;
    }
    return FALSE;
}

/* Figures, and names: "DMP", "MSS". "le" and "la" only go with them. */
static gboolean
is_telling(const char *word)
{
    g_autofree char *own = bare(word);
    const char *second = *own ? g_utf8_next_char(own) : own;

    return has_digit(own) || (*second && g_unichar_isupper(g_utf8_get_char(second)));
}

/* Words of one that the other has not, if they are few. */
static void
add_apart(GPtrArray *strict, GStrv words, const char *other)
{
    g_auto(GStrv) others = g_strsplit(other, " ", -1);
    g_autoptr(GPtrArray) apart = g_ptr_array_new();
    guint n = g_strv_length(words);

    if (n < LEAST_WORDS || ABS((int)g_strv_length(others) - (int)n) > MOST_APART)
        return;
    for (char **word = words; *word; word++)
        if (!holds(others, *word))
            g_ptr_array_add(apart, *word);
    if (apart->len > MOST_APART)
        return;
    for (guint i = 0; i < apart->len; i++)
        if (is_telling(g_ptr_array_index(apart, i)))
            add(strict, bare(g_ptr_array_index(apart, i)));
}

/* Is it whole words of the text, as the format asks? Signs that were misread may run into one. */
static gboolean
stands_alone(const char *text, const char *word)
{
    g_autofree char *key = rv_text_key(text), *own = rv_text_key(word);
    g_autofree char *all = g_strdup_printf(" %s ", key), *part = g_strdup_printf(" %s ", own);

    return *own && strstr(all, part);
}

GPtrArray *
rv_strict_words(const char *text, const GPtrArray *others)
{
    GPtrArray *strict = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) words = g_strsplit(text, " ", -1);

    add_codes(strict, words);
    for (guint i = 0; i < others->len; i++) {
        const char *other = g_ptr_array_index(others, i);

        if (!g_str_equal(other, text))
            add_apart(strict, words, other);
    }
    for (guint i = strict->len; i-- > 0;)
        if (!stands_alone(text, g_ptr_array_index(strict, i)))
            g_ptr_array_remove_index(strict, i);
    return strict;
}

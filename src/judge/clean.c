/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What readings leave around a value, and what they make of its digits. */
#include "validate-private.h"

#include <string.h>

/* What leaders, rules and frames leave at the ends of a value. Not '+', '(' or ')': they belong to
 * telephone numbers and to names. */
static const char *const junk = "|_.,;:·•…*=~'\"«»<>[]{}\\/‘’“”-–—¦";

/* A value is a line or a few. What goes on longer is other text, and patterns take their time over
 * it. Bytes. */
#define MAX_VALUE 2000

char
rv_digit_of(char c)
{
    static const char letters[] = "OoQlI|!iSsB";
    static const char digits[] = "00011111558";
    const char *at = c ? strchr(letters, c) : NULL;

    if (g_ascii_isdigit(c))
        return c;
    return at ? digits[at - letters] : 0;
}

static char *
replace_all(const char *pattern, const char *text, const char *with)
{
    g_autoptr(GRegex) regex = g_regex_new(pattern, 0, 0, NULL);

    return g_regex_replace_literal(regex, text, -1, 0, with, 0, NULL);
}

static gboolean
is_junk(gunichar c)
{
    return g_unichar_isspace(c) || g_utf8_strchr(junk, -1, c);
}

char *
rv_value_clean(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, (gssize)strnlen(text, MAX_VALUE));
    g_autofree char *bare = replace_all("(?:[._·•…*=~\\-–—]\\s?){3,}", valid, " ");
    g_autofree char *spaced = replace_all("\\s+", bare, " ");
    const char *start = spaced, *end = spaced + strlen(spaced);

    while (*start && is_junk(g_utf8_get_char(start)))
        start = g_utf8_next_char(start);
    while (end > start) {
        const char *last = g_utf8_prev_char(end);

        if (!is_junk(g_utf8_get_char(last)))
            break;
        end = last;
    }
    return g_strndup(start, (gsize)(end - start));
}

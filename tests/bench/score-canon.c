/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When are two values the same? Numbers by their digits, dates by their day, anything else by its
 * letters and digits, whatever their case and accents. */
#include "score.h"

#include <string.h>

/* What may stand around an address. */
#define MAIL_ENDS ".,;"

static const char *const months[] = {"janvier",   "fevrier", "mars",     "avril",
                                     "mai",       "juin",    "juillet",  "aout",
                                     "septembre", "octobre", "novembre", "decembre"};

/* Small letters without accents, ligatures opened, blanks made one. */
static char *
plain(const char *value)
{
    g_autofree char *apart = g_utf8_normalize(value, -1, G_NORMALIZE_ALL);
    GString *text = g_string_new(NULL);

    for (const char *p = apart ? apart : ""; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_unichar_tolower(g_utf8_get_char(p));

        if (c == 0x153) /* oe, which Unicode does not take apart */
            g_string_append(text, "oe");
        else if (!g_unichar_isspace(c) && !g_unichar_combining_class(c))
            g_string_append_unichar(text, c);
        else if (g_unichar_isspace(c) && text->len && text->str[text->len - 1] != ' ')
            g_string_append_c(text, ' ');
    }
    return g_strstrip(g_string_free(text, FALSE));
}

static char *
keep(const char *text, gboolean (*is_kept)(char c))
{
    GString *kept = g_string_new(NULL);

    for (; *text; text++)
        if (is_kept(*text))
            g_string_append_c(kept, *text);
    return g_string_free(kept, FALSE);
}

static gboolean
is_digit(char c)
{
    return g_ascii_isdigit(c);
}

static gboolean
is_sign(char c)
{
    return g_ascii_isalnum(c) || c == '@';
}

/* The digits without the country's or the trunk's prefix. */
static char *
canon_phone(const char *value)
{
    g_autofree char *digits = keep(value, is_digit);
    const char *number = digits;

    if (g_str_has_prefix(digits, "0033"))
        number += strlen("0033");
    else if (g_str_has_prefix(digits, "33") && strlen(digits) == strlen("33612345678"))
        number += strlen("33");
    return g_strdup(number + strspn(number, "0"));
}

/* Without blanks, but with its accents: an address has none. */
static char *
canon_mail(const char *value)
{
    g_autofree char *small = g_utf8_strdown(value, -1);
    GString *text = g_string_new(NULL);
    const char *at = small;

    for (at += strspn(at, MAIL_ENDS " "); *at; at = g_utf8_next_char(at))
        if (!g_unichar_isspace(g_utf8_get_char(at)))
            g_string_append_unichar(text, g_utf8_get_char(at));
    while (text->len && strchr(MAIL_ENDS, text->str[text->len - 1]))
        g_string_truncate(text, text->len - 1);
    return g_string_free(text, FALSE);
}

/* 0: it is none. */
static int
month_number(const char *word)
{
    for (gsize i = 0; i < G_N_ELEMENTS(months); i++)
        if (g_str_equal(word, months[i]))
            return (int)i + 1;
    return (int)g_ascii_strtoll(word, NULL, 10);
}

static char *
canon_date(const char *value)
{
    static const struct {
        const char *pattern;
        int day, month, year; /* what it takes where */
    } forms[] = {
        {"(\\d{4})-(\\d\\d)-(\\d\\d)", 3, 2, 1},
        {"(\\d{1,2})\\s*[/.\\- ]\\s*(\\d{1,2})\\s*[/.\\- ]\\s*(\\d{4})", 1, 2, 3},
        {"(\\d{1,2})(?:er)?\\s+([a-z]+)\\s+(\\d{4})", 1, 2, 3},
    };
    g_autofree char *text = plain(value);

    for (gsize i = 0; i < G_N_ELEMENTS(forms); i++) {
        g_autoptr(GRegex) regex = g_regex_new(forms[i].pattern, G_REGEX_OPTIMIZE, 0, NULL);
        g_autoptr(GMatchInfo) match = NULL;

        if (g_regex_match(regex, text, 0, &match)) {
            g_autofree char *day = g_match_info_fetch(match, forms[i].day);
            g_autofree char *month = g_match_info_fetch(match, forms[i].month);
            g_autofree char *year = g_match_info_fetch(match, forms[i].year);

            if (month_number(month))
                return g_strdup_printf("%s-%02d-%02d", year, month_number(month),
                                       (int)g_ascii_strtoll(day, NULL, 10));
        }
    }
    return g_steal_pointer(&text);
}

static char *
canon_digits(const char *value)
{
    return keep(value, is_digit);
}

char *
score_canon(const char *value, const char *type)
{
    static const struct {
        const char *type;
        char *(*canon)(const char *value);
    } types[] = {{"siret", canon_digits}, {"finess", canon_digits}, {"number", canon_digits},
                 {"phone", canon_phone},  {"email", canon_mail},    {"date", canon_date}};
    g_autofree char *text = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS(types); i++)
        if (g_str_equal(type, types[i].type))
            return types[i].canon(value);
    text = plain(value);
    return keep(text, is_sign);
}

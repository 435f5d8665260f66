/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Amounts of money and percentages. Strict: a wrong amount is worse than none, so what could be two
 * numbers, or one with a digit lost, is no amount. */
#include "validate-private.h"

#include "recevable/text.h"

#include <stdlib.h>
#include <string.h>

/* Digits of the whole part: far above any order, far below an overflow. */
#define MAX_WHOLE_DIGITS 12

/* Digits, group marks and decimal mark only: "EUR", "€", "HT" and blanks around marks go. NULL for
 * a negative one. */
static char *
bare_amount(const char *text)
{
    static const char *const negative = "^[^0-9]*[-–−]\\s*[0-9]";
    g_autofree char *clean = rv_value_clean(text);
    g_autofree char *folded = rv_text_fold(clean);
    g_autoptr(GRegex) words =
        g_regex_new("(?:€|\\beuros?\\b|\\beur\\b|\\bht\\b|\\bttc\\b)", 0, 0, NULL);
    g_autoptr(GRegex) marks = g_regex_new("\\s*([.,])\\s*", 0, 0, NULL);
    g_autofree char *numbers = g_regex_replace_literal(words, folded, -1, 0, " ", 0, NULL);
    char *bare = g_regex_replace(marks, numbers, -1, 0, "\\1", 0, NULL);

    if (g_regex_match_simple(negative, text, 0, 0))
        g_clear_pointer(&bare, g_free);
    for (char *p = bare; p && *p; p++)
        if (strchr("oil", *p))
            *p = rv_digit_of(*p);
    return bare ? g_strstrip(bare) : NULL;
}

/* What stands behind a decimal comma, one digit or two; NULL or "": nothing does. */
static int
hundredths_of(const char *decimals)
{
    int tenths = decimals ? g_ascii_digit_value(decimals[0]) : 0;
    int rest = decimals && decimals[0] ? g_ascii_digit_value(decimals[1]) : 0;

    return 10 * MAX(tenths, 0) + MAX(rest, 0);
}

gboolean
rv_parse_amount(const char *text, gint64 *cents)
{
    /* Groups of three after a mark or blank that is the same throughout; up to two decimals. */
    static const char *const patterns[] = {
        "^(\\d{1,3}(?:[ ']\\d{3})+|\\d+)(?:[.,](\\d{1,2}))?$",
        "^(\\d{1,3}(?:[.]\\d{3})+)(?:,(\\d{1,2}))?$",
        "^(\\d{1,3}(?:,\\d{3})+)[.](\\d{2})$",
    };
    g_autofree char *bare = text ? bare_amount(text) : NULL;

    for (gsize i = 0; bare && i < G_N_ELEMENTS(patterns); i++) {
        g_autoptr(GRegex) regex = g_regex_new(patterns[i], 0, 0, NULL);
        g_autoptr(GMatchInfo) info = NULL;
        g_autofree char *whole = NULL, *decimals = NULL;
        gint64 sum = 0;
        int digits = 0;

        if (!g_regex_match(regex, bare, 0, &info))
            continue;
        whole = g_match_info_fetch(info, 1);
        decimals = g_match_info_fetch(info, 2);
        for (const char *p = whole; *p && digits <= MAX_WHOLE_DIGITS; p++)
            if (g_ascii_isdigit(*p)) {
                sum = 10 * sum + (*p - '0');
                digits++;
            }
        if (digits > MAX_WHOLE_DIGITS)
            return FALSE;
        *cents = 100 * sum;
        *cents += hundredths_of(decimals);
        return TRUE;
    }
    return FALSE;
}

gboolean
rv_parse_rate(const char *text, int *hundredths)
{
    g_autofree char *clean = rv_value_clean(text ? text : "");
    g_autoptr(GRegex) regex = g_regex_new(
        "^(\\d{1,3})(?:\\s?[.,]\\s?(\\d{1,2}))?\\s?(?:%|°/o|o/o|pour cent)?$", 0, 0, NULL);
    g_autoptr(GMatchInfo) info = NULL;
    g_autofree char *whole = NULL, *decimals = NULL, *folded = rv_text_fold(clean);
    int rate;

    if (!g_regex_match(regex, folded, 0, &info))
        return FALSE;
    whole = g_match_info_fetch(info, 1);
    decimals = g_match_info_fetch(info, 2);
    rate = 100 * (int)g_ascii_strtoull(whole, NULL, 10) + hundredths_of(decimals);
    if (rate > 10000)
        return FALSE;
    *hundredths = rate;
    return TRUE;
}

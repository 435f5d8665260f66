/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Telephone numbers, mail addresses, and bare numbers. */
#include "validate-private.h"

#include "recevable/i18n.h"
#include "recevable/text.h"

#include <string.h>

/* E.164: at most 15 digits with the country's; fewer than 8 reach nobody abroad. */
#define MIN_INTERNATIONAL 8
#define MAX_INTERNATIONAL 15
#define NATIONAL_LENGTH 10

/* ---- telephone ------------------------------------------------------------------------- */

/* Short numbers of the French plan (Arcep): 3BPQ, 10YT, 118XYZ. */
static gboolean
is_short_number(const char *digits)
{
    gsize length = strlen(digits);

    return (length == 4 && (digits[0] == '3' || g_str_has_prefix(digits, "10"))) ||
           (length == 6 && g_str_has_prefix(digits, "118"));
}

/* One number as bare digits, '+' in front when it was written: canonical, or NULL. */
static char *
phone_of_digits(const char *number)
{
    const char *digits = number + (*number == '+');
    gsize length = strlen(digits);

    if (length == NATIONAL_LENGTH && *number == '0')
        return digits[1] != '0' ? g_strconcat("+33", digits + 1, NULL) : NULL;
    if (*number != '+' && g_str_has_prefix(digits, "00"))
        digits += 2, length -= 2;
    else if (*number != '+' && !(length == 11 && g_str_has_prefix(digits, "33")))
        return is_short_number(digits) ? g_strdup(digits) : NULL;
    if (g_str_has_prefix(digits, "33")) {
        digits += 2 + (digits[2] == '0');
        return strlen(digits) == NATIONAL_LENGTH - 1 && *digits != '0'
                   ? g_strconcat("+33", digits, NULL)
                   : NULL;
    }
    return *digits != '0' && length >= MIN_INTERNATIONAL && length <= MAX_INTERNATIONAL
               ? g_strconcat("+", digits, NULL)
               : NULL;
}

/* Digits of a text; letters that look like digits count within words that hold some. What follows
 * "poste" is an extension. */
static char *
phone_digits(const char *text)
{
    g_auto(GStrv) words = g_strsplit_set(text, " :", -1);
    GString *out = g_string_new(NULL);

    for (guint i = 0; words[i] && g_ascii_strncasecmp(words[i], "post", 4) != 0; i++) {
        gboolean has_digit = strpbrk(words[i], "0123456789") != NULL;

        for (const char *p = words[i]; *p && has_digit; p++) {
            if (g_ascii_isdigit(*p) || strchr("OolI", *p))
                g_string_append_c(out, rv_digit_of(*p));
            else if (g_ascii_isalpha(*p))
                break;
        }
    }
    return g_string_free(out, FALSE);
}

/* One number, or two national ones side by side ("01 … / 06 …"): the first, or NULL. */
static char *
phones_of_digits(const char *number)
{
    g_autofree char *first = phone_of_digits(number), *second = NULL, *half = NULL;

    if (first || strlen(number) != 2 * NATIONAL_LENGTH)
        return g_steal_pointer(&first);
    half = g_strndup(number, NATIONAL_LENGTH);
    first = phone_of_digits(half);
    second = phone_of_digits(number + NATIONAL_LENGTH);
    return first && second ? g_steal_pointer(&first) : NULL;
}

/* All numbers of a text must hold; the first is the canonical one. A plus starts a number. */
static char *
find_phone(const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, "+", -1);
    g_autofree char *found = NULL;

    for (guint i = 0; parts[i]; i++) {
        g_autofree char *digits = phone_digits(parts[i]);
        g_autofree char *number = i ? g_strconcat("+", digits, NULL) : g_strdup(digits);
        g_autofree char *one = NULL;

        if (!*digits && !i)
            continue;
        one = phones_of_digits(number);
        if (!one)
            return NULL;
        if (!found)
            found = g_steal_pointer(&one);
    }
    return g_steal_pointer(&found);
}

/* Digits as they come when something of a good number was lost in reading, or a neighbour's was
 * taken too: the plus of +33 is often read as a 4, rarely as a 1; the whole of it gets lost. */
static gboolean
looks_misread(const char *digits)
{
    gsize length = strlen(digits);

    if (length == NATIONAL_LENGTH + 2)
        return strchr("41", digits[0]) && g_str_has_prefix(digits + 1, "33");
    if (length == NATIONAL_LENGTH - 1)
        return digits[0] != '0' && !g_str_has_prefix(digits, "33");
    return length > NATIONAL_LENGTH + 3;
}

RvOpinion
rv_validate_phone(const char *text)
{
    char *found = find_phone(text);
    g_autofree char *digits = NULL;

    if (found)
        return rv_opinion_valid(found);
    digits = phone_digits(text);
    return (RvOpinion){.reason = N_("a telephone number has ten digits, or starts with +"),
                       .doubtful = looks_misread(digits)};
}

/* ---- mail ------------------------------------------------------------------------------ */

#define LOCAL "[a-z0-9_%+'&\\-]+(?:\\.[a-z0-9_%+'&\\-]+)*"
#define DOMAIN "(?:[a-z0-9](?:[a-z0-9\\-]*[a-z0-9])?\\.)+[a-z]{2,}"
/* Between blanks or brackets; a full stop or comma may end the sentence. */
#define MAIL "(?:^|[\\s<(\\[:;,/])(" LOCAL "@" DOMAIN ")(?=$|[\\s>)\\];,/]|\\.(?:$|\\s))"

static char *
substitute(const char *pattern, char *text, const char *with)
{
    g_autoptr(GRegex) regex = g_regex_new(pattern, 0, 0, NULL);
    char *out = g_regex_replace(regex, text, -1, 0, with, 0, NULL);

    g_free(text);
    return out;
}

static char *
find_mail(const char *text)
{
    g_autoptr(GRegex) regex = g_regex_new(MAIL, 0, 0, NULL);
    g_autoptr(GMatchInfo) info = NULL;

    return g_regex_match(regex, text, 0, &info) ? g_match_info_fetch(info, 1) : NULL;
}

/* Blanks that reading puts around @ and dots go; the signs an @ is read as become one, and the
 * bracket goes that its left side is read as. */
static char *
mail_text(const char *text)
{
    char *out = rv_text_fold(text); /* readers like to put accents */

    if (!strchr(out, '@'))
        out = substitute("\\s?[©®]\\s?|\\s?[(\\[](?:at|a|@)[)\\]]\\s?", out, "@");
    out = substitute("(?<=[a-z0-9])[(\\[]@(?=[a-z0-9])(?!.*[)\\]])", out, "@");
    out = substitute("\\s*@\\s*", out, "@");
    out = substitute("(?<=[a-z0-9])\\s*\\.\\s*(?=[a-z0-9])", out, ".");
    return substitute("(?<=[a-z0-9])\\s?([-_])\\s?(?=[a-z0-9])", out, "\\1");
}

RvOpinion
rv_validate_email(const char *text)
{
    char *clean = mail_text(text), *found = find_mail(clean);
    g_autofree char *repaired = NULL, *guess = NULL;

    if (found) {
        g_free(clean);
        return rv_opinion_valid(found);
    }
    /* A dot or a dash is read as another sign or lost; that may as well be the writer's mistake. */
    repaired = substitute("\\s?[,;:]\\s?|(?<=[a-z0-9])\\s+(?=[a-z]{2,4}$)", clean, ".");
    guess = find_mail(repaired);
    return (RvOpinion){.reason = N_("a mail address is written like name@domain.fr"),
                       .doubtful = guess != NULL};
}

/* ---- number ---------------------------------------------------------------------------- */

RvOpinion
rv_validate_number(const char *text)
{
    g_auto(GStrv) words = g_strsplit_set(text, " ()/,;:", -1);

    for (guint i = 0; words[i]; i++) {
        g_autoptr(GString) digits = g_string_new(NULL);
        gboolean real = FALSE;

        for (const char *p = words[i]; *p; p++) {
            char digit = strchr("OolI", *p) || g_ascii_isdigit(*p) ? rv_digit_of(*p) : 0;

            if (!digit) {
                real = FALSE;
                break;
            }
            real |= g_ascii_isdigit(*p);
            g_string_append_c(digits, digit);
        }
        if (real)
            return rv_opinion_valid(g_strdup(digits->str));
    }
    return rv_opinion_invalid(N_("a number is written in figures"));
}

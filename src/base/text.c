/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recevable/text.h"

#include <string.h>

/* Characters of print that mean the same as a plainer one. */
static const struct {
    gunichar from;
    const char *to;
} plain[] = {
    {0x2018, "'"},  {0x2019, "'"},  {0x201B, "'"},  {0x2032, "'"},  {0x00B4, "'"},
    {0x0060, "'"},  {0x201C, "\""}, {0x201D, "\""}, {0x201E, "\""}, {0x00AB, "\""},
    {0x00BB, "\""}, {0x2010, "-"},  {0x2011, "-"},  {0x2012, "-"},  {0x2013, "-"},
    {0x2014, "-"},  {0x2212, "-"},  {0x00AD, ""},   {0x200B, ""},   {0xFEFF, ""},
    {0x0152, "oe"}, {0x0153, "oe"}, {0x00C6, "ae"}, {0x00E6, "ae"}, {0x00BA, "\302\260"},
    {0x0131, "i"},
};

static const char *
plain_form(gunichar c)
{
    for (gsize i = 0; i < G_N_ELEMENTS(plain); i++)
        if (plain[i].from == c)
            return plain[i].to;
    return NULL;
}

static void
fold_char(GString *out, gunichar c)
{
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    const char *to = plain_form(c);
    gsize n;

    if (to) {
        g_string_append(out, to);
        return;
    }
    n = g_unichar_fully_decompose(c, TRUE, parts, G_N_ELEMENTS(parts));
    for (gsize i = 0; i < n; i++) {
        if (g_unichar_ismark(parts[i]))
            continue;
        if (g_unichar_isspace(parts[i])) {
            if (out->len && out->str[out->len - 1] != ' ')
                g_string_append_c(out, ' ');
        } else if (parts[i] != c && (to = plain_form(parts[i]))) {
            g_string_append(out, to); /* a triple prime is three primes */
        } else if (!g_unichar_iscntrl(parts[i])) {
            g_string_append_unichar(out, g_unichar_tolower(parts[i]));
        }
    }
}

char *
rv_text_fold(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *out = g_string_sized_new(strlen(valid));

    for (const char *p = valid; *p; p = g_utf8_next_char(p))
        fold_char(out, g_utf8_get_char(p));
    if (out->len && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);
    return g_string_free(out, FALSE);
}

char *
rv_text_key(const char *text)
{
    g_autofree char *folded = rv_text_fold(text);
    GString *out = g_string_sized_new(strlen(folded));
    gboolean gap = FALSE;

    for (const char *p = folded; *p; p++) {
        if (g_ascii_isalnum(*p) || strchr("+@/%", *p)) {
            if (gap && out->len)
                g_string_append_c(out, ' ');
            g_string_append_c(out, *p);
            gap = FALSE;
        } else {
            gap = TRUE;
        }
    }
    return g_string_free(out, FALSE);
}

int
rv_text_distance(const char *a, const char *b)
{
    glong na, nb;
    g_autofree gunichar *ua = g_utf8_to_ucs4_fast(a, -1, &na);
    g_autofree gunichar *ub = g_utf8_to_ucs4_fast(b, -1, &nb);
    g_autofree int *row = g_new(int, nb + 1);

    for (glong j = 0; j <= nb; j++)
        row[j] = (int)j;
    for (glong i = 1; i <= na; i++) {
        int diagonal = row[0];

        row[0] = (int)i;
        for (glong j = 1; j <= nb; j++) {
            int above = row[j];
            int best = diagonal + (ua[i - 1] != ub[j - 1]);

            best = MIN(best, above + 1);
            row[j] = MIN(best, row[j - 1] + 1);
            diagonal = above;
        }
    }
    return row[nb];
}

double
rv_text_similarity(const char *a, const char *b)
{
    glong longest = MAX(g_utf8_strlen(a, -1), g_utf8_strlen(b, -1));

    return longest ? 1.0 - (double)rv_text_distance(a, b) / (double)longest : 1.0;
}

/* What Unicode keeps free for ever, and XML forbids in part. */
static gboolean
is_noncharacter(gunichar c)
{
    return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}

char *
rv_text_printable(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *out = g_string_new(NULL);

    for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (c == '\n' || c == '\t')
            g_string_append_c(out, ' ');
        else if (is_noncharacter(c) || g_unichar_iscntrl(c) ||
                 g_unichar_type(c) == G_UNICODE_FORMAT)
            g_string_append_c(out, '?');
        else
            g_string_append_unichar(out, c);
    }
    return g_string_free(out, FALSE);
}

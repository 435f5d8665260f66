/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A wording as it stands in a template's file: its strict words in their element. */
#include "recevable/template.h"

#include <string.h>

static gboolean
follows_letter(const char *text, const char *at)
{
    return at > text && g_unichar_isalnum(g_utf8_get_char(g_utf8_prev_char(at)));
}

/* The longest of the words that stands at `at`, as a word; NULL: none does. */
static const char *
strict_at(const char *const *strict, const char *text, const char *at)
{
    const char *best = NULL;

    for (; *strict && !follows_letter(text, at); strict++)
        if (g_str_has_prefix(at, *strict) &&
            !g_unichar_isalnum(g_utf8_get_char(at + strlen(*strict))) &&
            (!best || strlen(*strict) > strlen(best)))
            best = *strict;
    return best;
}

static void
append_escaped(GString *out, const char *text, gsize length)
{
    g_autofree char *part = g_strndup(text, length), *safe = rv_xml_escape(part);

    g_string_append(out, safe);
}

char *
rv_xml_escape(const char *text)
{
    g_autoptr(GString) out = g_string_new(NULL);

    /* Control characters are no XML, and a file may hold anything. */
    for (const char *c = text; *c; c = g_utf8_next_char(c)) {
        gunichar letter = g_utf8_get_char(c);

        if (letter == '&')
            g_string_append(out, "&amp;");
        else if (letter == '<')
            g_string_append(out, "&lt;");
        else if (letter == '>')
            g_string_append(out, "&gt;");
        else if (letter == '"')
            g_string_append(out, "&quot;");
        else if (letter >= 0x20 && letter != 0xFFFE && letter != 0xFFFF)
            g_string_append_unichar(out, letter);
        else
            g_string_append_c(out, ' ');
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

char *
rv_wording_to_xml(const char *text, const char *const *strict)
{
    GString *out = g_string_new(NULL);
    const char *done = text;

    for (const char *at = text; *at;) {
        const char *word = strict_at(strict, text, at);

        if (!word) {
            at = g_utf8_next_char(at);
            continue;
        }
        append_escaped(out, done, (gsize)(at - done));
        g_string_append(out, "<strict>");
        append_escaped(out, word, strlen(word));
        g_string_append(out, "</strict>");
        at += strlen(word);
        done = at;
    }
    append_escaped(out, done, strlen(done));
    return g_string_free(out, FALSE);
}

void
rv_xml_wrap(GString *out, const char *text, int indent)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    glong column = 0;

    for (char **word = words; *word; word++) {
        glong length = g_utf8_strlen(*word, -1);

        if (column && column + 1 + length > RV_XML_WIDTH) {
            g_string_append_c(out, '\n');
            column = 0;
        }
        if (!column)
            g_string_append_printf(out, "%*s%s", indent, "", *word);
        else
            g_string_append_printf(out, " %s", *word);
        column = column ? column + 1 + length : indent + length;
    }
    g_string_append_c(out, '\n');
}

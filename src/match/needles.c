/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wordings that mean the same to the programme: "a label that the official model follows with
 * an explanation in brackets may appear with or without it; N°, n°, No, Email/Mail/E-mail are the
 * same wording". */
#include "match-private.h"

#include "recevable/text.h"

#include <string.h>

#define BRACKET_PENALTY 0.10 /* of a label without its explanation: the one with it goes first */
#define SYNONYM_PENALTY 0.02

/* Words at the start of a label that stand for each other, in key form. */
static const char *const synonyms[][4] = {
    {"mail", "email", "e mail", "courriel"},
    {"n", "no", "numero", NULL},
    {"telephone", "tel", NULL, NULL},
};

static void
needle_clear(gpointer data)
{
    RvNeedle *needle = data;

    g_free(needle->text);
    g_free(needle->key);
    g_free(needle->strict);
}

/* Marks the bytes of the key that the strict words stand on, wherever they stand. */
static gboolean *
mark_strict(const char *key, const GStrv strict)
{
    gsize n = strlen(key);
    gboolean *marks = g_new0(gboolean, n + 1);

    for (guint i = 0; strict && strict[i]; i++) {
        g_autofree char *word = rv_text_key(strict[i]);
        gsize length = strlen(word);

        for (const char *p = key; length && (p = strstr(p, word)); p += length) {
            gsize at = (gsize)(p - key);

            if ((at == 0 || p[-1] == ' ') && (p[length] == ' ' || !p[length]))
                for (gsize k = 0; k < length; k++)
                    marks[at + k] = TRUE;
        }
    }
    return marks;
}

static void
add_needle(GArray *needles, const char *text, const char *key, const GStrv strict, double penalty)
{
    RvNeedle needle = {g_strdup(text), g_strdup(key), mark_strict(key, strict), penalty};

    for (guint i = 0; i < needles->len; i++)
        if (g_str_equal(g_array_index(needles, RvNeedle, i).key, key)) {
            needle_clear(&needle);
            return;
        }
    if (*key)
        g_array_append_val(needles, needle);
    else
        needle_clear(&needle);
}

static char *
without_brackets(const char *text)
{
    GString *out = g_string_new(NULL);
    int depth = 0;

    for (const char *p = text; *p; p++) {
        depth += *p == '(';
        if (!depth)
            g_string_append_c(out, *p);
        depth -= *p == ')' && depth > 0;
    }
    return g_string_free(out, FALSE);
}

/* The text's key with its first word swapped for its synonyms. */
static void
add_synonyms(GArray *needles, const char *text, const char *key, const GStrv strict, double penalty)
{
    for (gsize row = 0; row < G_N_ELEMENTS(synonyms); row++)
        for (gsize i = 0; i < 4 && synonyms[row][i]; i++) {
            gsize n = strlen(synonyms[row][i]);

            if (strncmp(key, synonyms[row][i], n) || (key[n] != ' ' && key[n]))
                continue;
            for (gsize k = 0; k < 4 && synonyms[row][k]; k++) {
                g_autofree char *other = g_strconcat(synonyms[row][k], key + n, NULL);

                add_needle(needles, k == i ? text : NULL, other, strict,
                           penalty + (k == i ? 0 : SYNONYM_PENALTY));
            }
            return;
        }
    add_needle(needles, text, key, strict, penalty);
}

GArray *
rv_needles_new(const char *text, const GStrv strict, gboolean is_label)
{
    GArray *needles = g_array_new(FALSE, TRUE, sizeof(RvNeedle));
    g_autofree char *key = rv_text_key(text);

    g_array_set_clear_func(needles, needle_clear);
    add_needle(needles, text, key, strict, 0);
    if (is_label) {
        g_autofree char *bare = without_brackets(text);
        g_autofree char *bare_key = rv_text_key(bare);

        add_synonyms(needles, text, key, strict, 0);
        if (!g_str_equal(bare_key, key))
            add_synonyms(needles, bare, bare_key, strict, BRACKET_PENALTY);
    }
    return needles;
}

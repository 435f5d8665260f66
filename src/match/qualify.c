/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that take back what a sentence says: some behind it, some before it. */
#include "around-private.h"

#include "recevable/text.h"

#include <string.h>

/* Up to this length a word is only itself: "sans" is one letter from "dans". */
#define EXACT_BYTES 5
/* Longer ones may be misread by one letter in so many. */
#define BYTES_AN_EDIT 6

/* What a reservation begins with, in key form. "Non" and "pas" deny what stands before them. */
static const char *const qualifiers[] = {
    "a condition",
    "a defaut",
    "a l exception",
    "a l exclusion",
    "a titre indicatif",
    "aucun",
    "aucune",
    "avec reserve",
    "avec reserves",
    "cependant",
    "conditionnee",
    "conditionnellement",
    "dans la limite",
    "dans la mesure",
    "en partie",
    "en principe",
    "excepte",
    "exceptes",
    "exception faite",
    "hormis",
    "hors",
    "jusqu a",
    "mais",
    "moyennant",
    "ne",
    "neanmoins",
    "non",
    "partiellement",
    "pas",
    "pour autant",
    "pour partie",
    "provisoirement",
    "sans",
    "sauf",
    "seulement",
    "si",
    "s il",
    "sous condition",
    "sous conditions",
    "sous reserve",
    "sous reserves",
    "tant que",
    "toutefois",
    "uniquement si",
};

/* Words that deny what follows them. A single n is one only with its apostrophe: "n°" is none. */
static const char *const denials[] = {
    "aucun",   "aucune",   "aucunement", "excepte", "hormis",        "hors",
    "jamais",  "ne",       "ni",         "non",     "nullement",     "pas",
    "reserve", "reserves", "sans",       "sauf",    "partiellement",
};

static gboolean
looks_like(const char *word, const char *wanted)
{
    gsize length = strlen(wanted);

    if (length <= EXACT_BYTES)
        return g_str_equal(word, wanted);
    return rv_text_distance(word, wanted) <= (int)(length / BYTES_AN_EDIT);
}

/* The first bytes of the key that are as many words as `wanted`. NULL: it has fewer. */
static char *
as_many_words(const char *key, const char *wanted)
{
    gsize length = 0;

    for (const char *p = wanted; p; p = strchr(p + 1, ' ')) {
        if (length && !key[length])
            return NULL;
        length += length ? 1 : 0;
        length += strcspn(key + length, " ");
    }
    return g_strndup(key, length);
}

gboolean
rv_key_qualifies(const char *key)
{
    for (gsize i = 0; i < G_N_ELEMENTS(qualifiers); i++) {
        g_autofree char *head = as_many_words(key, qualifiers[i]);

        if (head && looks_like(head, qualifiers[i]))
            return TRUE;
    }
    return FALSE;
}

gboolean
rv_key_denies(const char *key)
{
    g_auto(GStrv) words = g_strsplit(key, " ", -1);

    for (guint i = 0; words[i]; i++) {
        if (g_str_equal(words[i], "n") && words[i + 1])
            return TRUE;
        for (gsize k = 0; k < G_N_ELEMENTS(denials); k++)
            if (looks_like(words[i], denials[k]))
                return TRUE;
    }
    return FALSE;
}

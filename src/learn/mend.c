/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of a scan that are no words: letters that grew together or fell apart. Where one letter
 * makes a known word of it, and the network held that nearly as possible as what was read, it is
 * that one. A wording that is learnt wrong would be asked for wrong. */
#include "learn-private.h"

#include "recevable/text.h"

#include <stdlib.h>
#include <string.h>

/* Shorter parts are known by chance. */
#define SHORTEST 3
#define LONGEST 40
/* What the other word may cost, nats against the likeliest reading: rn read as m costs 0.5 to 5, a
 * letter that was never there 8 and more. */
#define MOST_COST 6.0

/* Letters that print makes of each other, and blanks that were lost, are that much likelier than
 * any other mistake: "concerné" costs 9.2 where "concemé" was read. */
#define SHAPE_BONUS 5.0

static const char *const letters[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j",
                                      "k", "l", "m", "n", "o", "p", "q", "r", "s", "t",
                                      "u", "v", "w", "x", "y", "z", "é", "è", "ê", "à",
                                      "ç", "ô", "î", "û", "ù", "â", "ï", "ë", "œ"};

/* What print makes of each other. */
static const struct {
    const char *read, *meant;
} shapes[] = {
    {"m", "rn"}, {"rn", "m"},  {"d", "cl"},  {"cl", "d"},   {"li", "h"},
    {"h", "li"}, {"n", "ri"},  {"w", "vv"},  {"u", "ii"},   {"ii", "u"},
    {"in", "m"}, {"m", "in"},  {"nn", "rm"}, {"mm", "rnm"}, {"ni", "m"},
    {"m", "ni"}, {"mm", "rm"}, {"fi", "fl"}, {"mm", "mrn"}, {"k", "le"},
    {"k", "lé"}, {"i", "il"},  {"i", "li"},  {"l", "il"},   {"ke", "lle"},
};

/* Words behind which a blank may be lost: longer ones begin others ("inter", "sur"). */
static const char *const short_words[] = {"il", "a",  "à",  "la", "le", "et", "de",
                                          "du", "en", "un", "ou", "ce", "je", NULL};

/* A word that is one, too, but that no model knows, must be as likely the one that they know. */
#define SURE_COST 0.5
/* Words of the models that are looked at differ by so many letters. */
#define NEAR 2

typedef struct {
    const RvWord *word;
    const char *before, *part, *after; /* what stands around the part that is no word */
    char *best;                        /* the whole, with another part */
    double cost, most;                 /* of that; what it may cost */
} Mending;

static gboolean
knows(const RvNet *net, const char *part)
{
    g_autofree char *low = g_utf8_strdown(part, -1);

    return rv_net_knows_word(net, part) || rv_net_knows_word(net, low);
}

/* May that be what stands there? */
static void
try_text(Mending *m, const char *part, double bonus)
{
    g_autofree char *whole = NULL;
    g_autoptr(RvSpotted) spotted = NULL;
    double cost;

    whole = g_strconcat(m->before, part, m->after, NULL);
    spotted = rv_spot(&m->word->trace, 1, whole);
    cost = spotted ? -spotted->ratio - bonus : m->most;
    if (cost >= m->most || (m->best && cost >= m->cost))
        return;
    g_free(m->best);
    m->best = g_steal_pointer(&whole);
    m->cost = cost;
}

static void
try_at(Mending *m, gsize at, gsize length, const char *with, double bonus)
{
    g_autofree char *part =
        g_strdup_printf("%.*s%s%s", (int)at, m->part, with, m->part + at + length);

    if (knows(m->word->trace->net, part))
        try_text(m, part, bonus);
}

/* "Ilest": two words whose blank was not seen. */
static void
try_parted(Mending *m, gsize at)
{
    g_autofree char *left = g_strndup(m->part, at);
    g_autofree char *both = g_strdup_printf("%s %s", left, m->part + at);
    g_autofree char *low = g_utf8_strdown(left, -1);
    const RvNet *net = m->word->trace->net;

    if (g_strv_contains(short_words, low) && knows(net, m->part + at))
        try_text(m, both, 0);
}

static void
try_all(Mending *m)
{
    for (const char *c = m->part; *c; c = g_utf8_next_char(c)) {
        gsize at = (gsize)(c - m->part), length = (gsize)(g_utf8_next_char(c) - c);

        for (gsize i = 0; i < G_N_ELEMENTS(shapes); i++)
            if (g_str_has_prefix(c, shapes[i].read))
                try_at(m, at, strlen(shapes[i].read), shapes[i].meant, SHAPE_BONUS);
        for (gsize i = 0; i < G_N_ELEMENTS(letters); i++) {
            try_at(m, at, length, letters[i], 0);
            try_at(m, at, 0, letters[i], 0);
        }
        if (at)
            try_parted(m, at);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(letters); i++)
        try_at(m, strlen(m->part), 0, letters[i], 0);
}

static gboolean
is_low(const char *part, gsize length)
{
    for (const char *c = part; c < part + length; c = g_utf8_next_char(c))
        if (!g_unichar_islower(g_utf8_get_char(c)) && c > part)
            return FALSE;
    return TRUE;
}

/* The part of a word from `from` on that has letters only, which names and codes do not. */
static const char *
next_part(const char *from, gsize *length)
{
    const char *end;

    while (*from && !g_unichar_isalpha(g_utf8_get_char(from)))
        from = g_utf8_next_char(from);
    for (end = from; *end && g_unichar_isalpha(g_utf8_get_char(end));)
        end = g_utf8_next_char(end);
    *length = (gsize)(end - from);
    return from;
}

/* As the part is written: small, or with a capital. Owned by the caller. */
static char *
cased(const char *low, const char *part)
{
    g_autofree char *first = NULL;

    if (!g_unichar_isupper(g_utf8_get_char(part)))
        return g_strdup(low);
    first = g_utf8_strup(low, g_utf8_next_char(low) - low);
    return g_strconcat(first, g_utf8_next_char(low), NULL);
}

/* "Cochezles": two of their words. */
static void
try_two(Mending *m, GHashTable *vocabulary, const char *low)
{
    for (const char *c = g_utf8_next_char(low); *c; c = g_utf8_next_char(c)) {
        g_autofree char *left = g_strndup(low, (gsize)(c - low)), *first = NULL, *both = NULL;

        if (!g_hash_table_contains(vocabulary, left) || !g_hash_table_contains(vocabulary, c))
            continue;
        first = cased(left, m->part);
        both = g_strdup_printf("%s %s", first, c);
        try_text(m, both, SHAPE_BONUS);
    }
}

/* Words of the models that are nearly the part. */
static void
try_vocabulary(Mending *m, GHashTable *vocabulary, const char *low, int most, double bonus)
{
    GHashTableIter iter;
    gpointer word;
    glong n = g_utf8_strlen(low, -1);

    g_hash_table_iter_init(&iter, vocabulary);
    while (g_hash_table_iter_next(&iter, &word, NULL)) {
        g_autofree char *part = NULL;

        if (labs(g_utf8_strlen(word, -1) - n) > most || rv_text_distance(word, low) > most)
            continue;
        part = cased(word, m->part);
        try_text(m, part, bonus);
    }
}

static char *
mend_part(const RvWord *word, const char *from, gsize length, GHashTable *vocabulary)
{
    g_autofree char *before = g_strndup(word->text, (gsize)(from - word->text));
    g_autofree char *part = g_strndup(from, length);
    g_autofree char *low = g_utf8_strdown(part, -1);
    Mending m = {
        .word = word, .before = before, .part = part, .after = from + length, .most = MOST_COST};
    glong n = g_utf8_strlen(part, -1);

    /* "est-l": what is behind a hyphen may be short. */
    if ((n < SHORTEST && !g_str_has_suffix(before, "-")) || n > LONGEST || !is_low(from, length) ||
        g_unichar_isdigit(g_utf8_get_char(from + length)) ||
        (n >= SHORTEST && g_hash_table_contains(vocabulary, low)))
        return NULL;
    if (knows(word->trace->net, part)) {
        m.most = SURE_COST;
        if (n > SHORTEST)
            try_vocabulary(&m, vocabulary, low, 1, 0);
        return m.best;
    }
    if (n > SHORTEST) {
        try_vocabulary(&m, vocabulary, low, NEAR, SHAPE_BONUS);
        try_two(&m, vocabulary, low);
    }
    if (!m.best)
        try_all(&m);
    return m.best;
}

/* "HOP-DPI-Val": the codes of the programme end with the number of its wave. "+Vague": a lost
 * blank. No French word is "k", or ends with "-l" or "-ls". */
static char *
mend_code(const char *text)
{
    static const struct {
        const char *read, *meant;
    } codes[] = {
        {"^([A-Z]{2,8}(-[A-Z]{2,8})+-V[aA])[lIi|](?!\\w)", "\\g<1>1"},
        {"^\\+(?=[A-Z][a-z]{2})", "+ "},
        {"^k$", "le"},
        {"^([Aa])[-+t]{1,3}l$", "\\g<1>-t-il"},
        {"-l(s?)$", "-il\\g<1>"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(codes); i++) {
        g_autoptr(GRegex) code = g_regex_new(codes[i].read, 0, 0, NULL);

        if (g_regex_match(code, text, 0, NULL))
            return g_regex_replace(code, text, -1, 0, codes[i].meant, 0, NULL);
    }
    return NULL;
}

char *
rv_mend_word(const RvWord *word, GHashTable *vocabulary)
{
    gsize length;
    char *code = mend_code(word->text);

    if (code || !word->trace)
        return code;
    for (const char *part = next_part(word->text, &length); length;
         part = next_part(part + length, &length)) {
        char *mended = mend_part(word, part, length, vocabulary);

        if (mended)
            return mended;
    }
    return NULL;
}

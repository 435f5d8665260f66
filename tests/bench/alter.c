/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"
#include "recevable/text.h"

#include <string.h>

/* The letters of a line, and one of them to be altered. */
typedef struct {
    gunichar *text;
    glong length, at;
} Line;

static gunichar
other_of_its_kind(gunichar c, GRand *rand)
{
    return g_unichar_isdigit(c)   ? (gunichar)('0' + g_rand_int_range(rand, 0, 10))
           : g_unichar_isupper(c) ? (gunichar)('A' + g_rand_int_range(rand, 0, 26))
                                  : (gunichar)('a' + g_rand_int_range(rand, 0, 26));
}

static char *
splice(const Line *line, glong end, gunichar with)
{
    GString *out = g_string_new(NULL);

    for (glong i = 0; i < line->at; i++)
        g_string_append_unichar(out, line->text[i]);
    if (with)
        g_string_append_unichar(out, with);
    for (glong i = end; i < line->length; i++)
        g_string_append_unichar(out, line->text[i]);
    return g_string_free(out, FALSE);
}

static char *
change(const Line *line, GRand *rand)
{
    return splice(line, line->at + 1, other_of_its_kind(line->text[line->at], rand));
}

static char *
lose(const Line *line, GRand *rand)
{
    (void)rand;
    return splice(line, line->at + 1, 0);
}

static char *
add(const Line *line, GRand *rand)
{
    return splice(line, line->at, other_of_its_kind(line->text[line->at], rand));
}

/* Loses the word that the letter is in, with the blank before it. */
static char *
lose_word(const Line *line, GRand *rand)
{
    Line word = *line;
    glong end = line->at;

    (void)rand;
    while (word.at > 0 && line->text[word.at] != ' ')
        word.at--;
    while (end < line->length && line->text[end] != ' ')
        end++;
    return word.at > 0 && end < line->length ? splice(&word, end, 0) : NULL;
}

/* Two letters the other way round. */
static char *
swap(const Line *line, GRand *rand)
{
    g_autofree gunichar *text = g_memdup2(line->text, sizeof *text * (gsize)line->length);

    (void)rand;
    if (line->at + 1 >= line->length || !g_unichar_isalnum(text[line->at + 1]))
        return NULL;
    text[line->at] = line->text[line->at + 1];
    text[line->at + 1] = line->text[line->at];
    return g_ucs4_to_utf8(text, line->length, NULL, NULL, NULL);
}

/* What a word of law may become. */
static char *
reverse_sense(const Line *line, GRand *rand)
{
    static const char *const senses[][2] = {
        {"DPI", "PFI"}, {"PFI", "DPI"}, {"Va1", "Va2"}, {"Va2", "Va1"},    {"sans", "avec"},
        {" pas ", " "}, {" ne ", " "},  {"120", "12"},  {"jours", "mois"}, {" est ", " n'est "}};
    g_autofree char *text = g_ucs4_to_utf8(line->text, line->length, NULL, NULL, NULL);

    (void)rand;
    for (gsize i = 0; i < G_N_ELEMENTS(senses); i++) {
        const char *found = strstr(text, senses[i][0]);

        if (found)
            return g_strdup_printf("%.*s%s%s", (int)(found - text), text, senses[i][1],
                                   found + strlen(senses[i][0]));
    }
    return NULL;
}

static char *(*const kinds[BENCH_DECOYS])(const Line *line, GRand *rand) = {
    change, lose, add, lose_word, swap, reverse_sense};
const char *const bench_decoy_names[BENCH_DECOYS] = {"another letter",  "a letter less",
                                                     "a letter more",   "a word less",
                                                     "letters swapped", "another sense"};

/* Does the text hold the part, as whole words? Then it is printed there indeed. */
static gboolean
holds(const char *text, const char *part)
{
    g_autofree char *padded = g_strdup_printf(" %s ", text);
    g_autofree char *wanted = g_strdup_printf(" %s ", part);

    return strstr(padded, wanted) != NULL;
}

char *
bench_alter(guint kind, const char *text, GRand *rand)
{
    Line line = {0};
    char *decoy = NULL;
    g_autofree char *key = rv_text_key(text), *other = NULL;

    line.text = g_utf8_to_ucs4_fast(text, -1, &line.length);
    do
        line.at = g_rand_int_range(rand, 0, (gint32)line.length);
    while (!g_unichar_isalnum(line.text[line.at]));
    decoy = kinds[kind](&line, rand);
    g_free(line.text);
    other = decoy ? rv_text_key(decoy) : g_strdup(key);
    if (holds(key, other))
        g_clear_pointer(&decoy, g_free);
    return decoy;
}

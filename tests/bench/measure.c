/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include <string.h>

/* A line is a hit when so much of it at most is wrong. */
#define HIT 0.1

static gunichar
plain_character(gunichar c)
{
    static const struct {
        const char *shapes;
        gunichar plain;
    } alike[] = {{"\342\200\231\342\200\230", '\''},
                 {"\342\200\223\342\200\224\342\200\220\342\200\221", '-'},
                 {"\342\200\234\342\200\235\302\253\302\273", '"'}};

    for (gsize i = 0; i < G_N_ELEMENTS(alike); i++)
        if (g_utf8_strchr(alike[i].shapes, -1, c))
            return alike[i].plain;
    return c;
}

static gboolean
is_dot(gunichar c)
{
    return c == '.' || c == 0x2026;
}

char *
bench_plain(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *out = g_string_new(NULL);
    gunichar before = ' ';

    for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
        gunichar c = plain_character(g_utf8_get_char(p));
        const char *next = g_utf8_next_char(p);

        if (g_unichar_isspace(c))
            c = ' ';
        if ((c == ' ' && before == ' ') || g_unichar_iscntrl(c) ||
            (is_dot(c) && (is_dot(before) || is_dot(g_utf8_get_char(next))))) {
            before = c;
            continue;
        }
        g_string_append_unichar(out, c);
        before = c;
    }
    return g_strstrip(g_string_free(out, FALSE));
}

/* Edits of the needle's best place in the hay (Sellers, 1980). */
static int
place(const gunichar *needle, glong n, const gunichar *hay, glong length)
{
    g_autofree int *column = g_new0(int, length + 1);
    int best;

    for (glong i = 1; i <= n; i++) {
        int diagonal = column[0];

        column[0] = (int)i;
        for (glong j = 1; j <= length; j++) {
            int cost = diagonal + (needle[i - 1] != hay[j - 1]);

            diagonal = column[j];
            cost = MIN(cost, column[j] + 1);
            column[j] = MIN(cost, column[j - 1] + 1);
        }
    }
    best = column[0];
    for (glong j = 1; j <= length; j++)
        best = MIN(best, column[j]);
    return best;
}

int
bench_edits(const char *needle, const char *hay)
{
    glong n, length;
    g_autofree gunichar *wanted = g_utf8_to_ucs4_fast(needle, -1, &n);
    g_autofree gunichar *text = g_utf8_to_ucs4_fast(hay, -1, &length);

    return place(wanted, n, text, length);
}

/* Words of the line that stand somewhere on the page, letter by letter. */
static void
count_words(BenchTally *tally, const char *line, GHashTable *read)
{
    g_auto(GStrv) words = g_strsplit(line, " ", -1);

    for (guint i = 0; words[i]; i++) {
        if (!*words[i])
            continue;
        tally->words++;
        tally->exact_words += g_hash_table_contains(read, words[i]);
    }
}

void
bench_measure(BenchTally *tally, const BenchDocument *document, int page, const char *text)
{
    g_autofree char *plain = bench_plain(text);
    g_auto(GStrv) words = g_strsplit(plain, " ", -1);
    g_autoptr(GHashTable) read = g_hash_table_new(g_str_hash, g_str_equal);
    glong length;
    g_autofree gunichar *hay = g_utf8_to_ucs4_fast(plain, -1, &length);

    for (guint i = 0; words[i]; i++)
        g_hash_table_add(read, words[i]);
    for (guint i = 0; i < document->lines->len; i++) {
        const BenchLine *line = &g_array_index(document->lines, BenchLine, i);
        g_autofree char *wanted = line->page == page ? bench_plain(line->text) : g_strdup("");
        g_autofree gunichar *needle = NULL;
        glong n;
        int errors;

        if (strlen(wanted) < 2)
            continue; /* bullets, leaders */
        needle = g_utf8_to_ucs4_fast(wanted, -1, &n);
        errors = place(needle, n, hay, length);
        tally->errors += errors;
        tally->letters += n;
        tally->lines++;
        tally->hits += errors <= HIT * (double)n;
        count_words(tally, wanted, read);
    }
}

void
bench_tally_add(BenchTally *sum, const BenchTally *tally)
{
    sum->letters += tally->letters;
    sum->errors += tally->errors;
    sum->lines += tally->lines;
    sum->hits += tally->hits;
    sum->words += tally->words;
    sum->exact_words += tally->exact_words;
}

char *
bench_text(const RvReading *reading)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < reading->lines->len; i++) {
        const RvLine *line = &g_array_index(reading->lines, RvLine, i);
        g_autofree char *words = rv_words_text(reading->words, line->first, line->n);

        g_string_append(text, words);
        g_string_append_c(text, '\n');
    }
    return g_string_free(text, FALSE);
}

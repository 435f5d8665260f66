/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the probabilities of a line to its characters. */
#include "net/net-private.h"
#include "read/read-private.h"
#include "said.h"

#include <check.h>
#include <math.h>
#include <string.h>

Suite *suite_decode(void);

/* Codes 0 and 1 are letters, 2 is the null. Probabilities in percent, step after step. */
static RvPosteriors *
posteriors_of(const int (*percent)[3], guint n)
{
    RvPosteriors *p = rv_posteriors_new(3, 2, n);

    for (guint i = 0; i < n; i++) {
        float costs[3];

        for (int c = 0; c < 3; c++)
            costs[c] = percent[i][c] ? -logf((float)percent[i][c] / 100) : 20;
        rv_posteriors_add(p, costs);
    }
    return p;
}

static const struct {
    int percent[6][3];
    guint n_codes;
    guint16 codes[4];
} decodings[] = {
    {{{0, 0, 100}, {0, 0, 100}, {0, 0, 100}, {0, 0, 100}, {0, 0, 100}, {0, 0, 100}}, 0, {0}},
    {{{99, 0, 1}, {99, 0, 1}, {0, 0, 100}, {0, 99, 1}, {0, 0, 100}, {0, 0, 100}}, 2, {0, 1}},
    /* the same letter twice needs a null between */
    {{{99, 0, 1}, {0, 0, 100}, {99, 0, 1}, {99, 0, 1}, {0, 0, 100}, {0, 0, 100}}, 2, {0, 0}},
    /* torn between two letters: the best path would spell both */
    {{{0, 0, 100}, {48, 51, 1}, {52, 20, 28}, {0, 0, 100}, {0, 0, 100}, {0, 0, 100}}, 1, {0}},
};

START_TEST(the_likeliest_text_is_found)
{
    g_autoptr(RvPosteriors) p = posteriors_of(decodings[_i].percent, 6);
    g_autoptr(RvNet) net = said_net();
    g_autoptr(GArray) codes = rv_beam_search(net, p, 0);

    ck_assert_uint_eq(codes->len, decodings[_i].n_codes);
    for (guint i = 0; i < codes->len; i++)
        ck_assert_uint_eq(g_array_index(codes, guint16, i), decodings[_i].codes[i]);
}
END_TEST

START_TEST(codes_are_put_in_their_place)
{
    g_autoptr(RvPosteriors) p = posteriors_of(decodings[2].percent, 6);
    const guint16 codes[] = {0, 0};
    g_autoptr(GArray) runs = rv_align_codes(p, codes, 2);
    const RvCodeRun *run = (const RvCodeRun *)(gpointer)runs->data;

    ck_assert_uint_eq(runs->len, 2);
    ck_assert_uint_eq(run[0].from, 0);
    ck_assert_uint_eq(run[0].to, 1);
    ck_assert_uint_eq(run[1].from, 2);
    ck_assert_uint_eq(run[1].to, 4);
    ck_assert_double_lt((double)run[1].cost, 0.1);
}
END_TEST

/* ---- the dictionary ----------------------------------------------------------------------- */

static const struct {
    const char *text;
    gboolean is_known;
} words[] = {
    {"établissement", TRUE},
    {"Établissement", TRUE},
    {"l'établissement", TRUE},
    {"qu\342\200\231il", TRUE},
    {"(\302\253 d'aptitude \302\273),", TRUE},
    {"établissemant", FALSE},
    {"établissement@hopital.fr", FALSE},
    {"tablissement", FALSE},
    {"l'", FALSE},
    {"à", FALSE}, /* too short to tell anything */
    {"", FALSE},
    {"...", FALSE},
    {"漢字", FALSE},
};

START_TEST(words_are_known)
{
    g_autoptr(RvNet) net = said_net();

    ck_assert_msg(rv_is_known_word(net, words[_i].text) == words[_i].is_known, "%s",
                  words[_i].text);
}
END_TEST

/* The dictionary decides where the network is torn, at the end of the line and within it, and
 * nowhere else: what was altered stays as it was printed. */
static const struct {
    const char *said, *read;
} torn_words[] = {
    {"le s[oe.6]rvice", "le service"},
    {"le s[oe.6]rvice fait", "le service fait"},
    {"le s[oe.9]rvice fait", "le sorvice fait"},
    {"le s[eo.4]rvice fait", "le service fait"},
    {"le s[eo.1]rvice fait", "le sorvice fait"},
    {"le Zarbo[ul.6] fait", "le Zarbou fait"},
    /* it is no reason to see a space */
    {"service[ _.4]@hopital", "service@hopital"},
};

START_TEST(torn_letters_become_known_words)
{
    g_autoptr(RvNet) net = said_net();
    g_autoptr(RvPosteriors) p = said_posteriors(net, torn_words[_i].said);
    g_autoptr(GArray) characters = rv_decode(net, p);
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < characters->len; i++)
        g_string_append(text, g_array_index(characters, RvCharacter, i).text);
    ck_assert_str_eq(text->str, torn_words[_i].read);
}
END_TEST

/* A small graph by hand: "ab" and "abc", with a back edge that is no way; cut at every length, and
 * with edges that lead anywhere. */
static gsize
small_graph(guint8 *bytes)
{
    /* character | flags << 2 | next << 5, of 3 characters */
    static const guint64 edges[] = {0 | 1 << 2 | 1 << 5, 1 | (1 | 4) << 2 | 2 << 5,
                                    2 | (1 | 4) << 2 | 0 << 5, 0 | (1 | 2) << 2 | 1 << 5};
    guint32 head[] = {GUINT32_TO_LE(3), GUINT32_TO_LE(G_N_ELEMENTS(edges))};

    memcpy(bytes, "\x2a\0", 2);
    memcpy(bytes + 2, head, sizeof head);
    for (gsize i = 0; i < G_N_ELEMENTS(edges); i++) {
        guint64 edge = GUINT64_TO_LE(edges[i]);

        memcpy(bytes + 10 + 8 * i, &edge, sizeof edge);
    }
    return 10 + sizeof edges;
}

static RvNetDictionary *
dictionary_of(const guint8 *bytes, gsize length)
{
    static const char names[] = "3\na 3\nb 3\nc 3\n";

    return rv_net_dictionary_new((RvNetCursor){bytes, length, FALSE},
                                 (RvNetCursor){(const guint8 *)names, sizeof names - 1, FALSE});
}

START_TEST(graphs_spell_words)
{
    static const struct {
        const char *word;
        gboolean is_in;
    } asked[] = {{"ab", TRUE},    {"abc", TRUE}, {"a", FALSE}, {"b", FALSE},
                 {"abca", FALSE}, {"ac", FALSE}, {"", FALSE},  {"abd", FALSE}};
    guint8 bytes[64];
    RvNetDictionary *dictionary = dictionary_of(bytes, small_graph(bytes));

    ck_assert_ptr_nonnull(dictionary);
    for (gsize i = 0; i < G_N_ELEMENTS(asked); i++)
        ck_assert_msg(rv_net_dictionary_has(dictionary, asked[i].word) == asked[i].is_in, "%s",
                      asked[i].word);
    rv_net_dictionary_free(dictionary);
}
END_TEST

START_TEST(damaged_graphs_do_no_harm)
{
    guint8 bytes[64];
    gsize length = small_graph(bytes);

    for (gsize n = 0; n < length; n++) /* the head tells how many edges there are */
        ck_assert_ptr_null(dictionary_of(bytes, n));
    for (gsize at = 0; at < length; at++)
        for (int value = 0; value < 256; value += 15) {
            guint8 old = bytes[at];
            RvNetDictionary *dictionary;

            bytes[at] = (guint8)value;
            dictionary = dictionary_of(bytes, length);
            bytes[at] = old;
            if (dictionary)
                rv_net_dictionary_has(dictionary, "abcabcabc");
            rv_net_dictionary_free(dictionary);
        }
}
END_TEST

static const struct {
    RvCharacter read[3];
    const char *left;
} echoes[] = {
    {{{"A", 10, 11, 0.6F}, {"À", 11, 12, 0.4F}, {"m", 18, 20, 0}}, "Àm"},
    {{{"A", 10, 11, 0.4F}, {"À", 11, 12, 0.6F}, {"m", 18, 20, 0}}, "Am"},
    /* two letters */
    {{{"é", 10, 12, 0}, {"e", 13, 14, 0}, {"s", 18, 19, 0}}, "ées"},
    {{{"l", 10, 11, 0}, {"i", 11, 12, 0}, {"m", 18, 20, 0}}, "lim"},
    {{{"1", 10, 11, 0}, {"l", 11, 12, 0.5F}, {"|", 12, 13, 0.5F}}, "1"},
};

START_TEST(echoes_are_dropped)
{
    g_autoptr(GArray) characters = g_array_new(FALSE, FALSE, sizeof(RvCharacter));
    g_autoptr(GString) left = g_string_new(NULL);

    g_array_append_vals(characters, echoes[_i].read, 3);
    rv_drop_echoes(characters);
    for (guint i = 0; i < characters->len; i++)
        g_string_append(left, g_array_index(characters, RvCharacter, i).text);
    ck_assert_str_eq(left->str, echoes[_i].left);
    ck_assert_uint_eq(g_array_index(characters, RvCharacter, 0).from, 10);
}
END_TEST

/* ---- digits ------------------------------------------------------------------------------ */

/* "[ab.6]" is a with probability 0.6, else b. */
static const struct {
    const char *said;
    guint at; /* character */
    int digit;
    double cost;
} digits[] = {
    {"307", 0, 3, 0},         {"307", 1, 0, 0},         {"307", 1, 8, RV_NET_FLOOR},
    {"3[08.8]7", 1, 0, 0},    {"3[08.8]7", 1, 8, 1.39}, /* ln(0.8 / 0.2) */
    {"3[08.8]7", 2, 7, 0},    {"[s5.6]1", 0, 5, 0.41},  {"[s5.6]1", 1, 1, 0},
    {"3 [08.8]", 1, 8, 1.39}, /* blanks are not counted */
    {"œ[08.8]", 1, 8, 1.39},
};

START_TEST(digits_have_their_costs)
{
    g_autoptr(RvNet) net = said_net();
    g_autoptr(RvPosteriors) posteriors = said_posteriors(net, digits[_i].said);
    const RvTrace trace = {.net = net, .posteriors = posteriors};
    g_autoptr(GArray) characters = rv_decode_with(net, posteriors, 0);
    g_autofree RvDigitCosts *costs =
        rv_digit_costs(&trace, (const RvCharacter *)(gpointer)characters->data, characters->len);

    ck_assert_ptr_nonnull(costs);
    ck_assert_double_eq_tol((double)costs[digits[_i].at].of[digits[_i].digit], digits[_i].cost,
                            0.05);
}
END_TEST

START_TEST(long_words_have_no_digits)
{
    g_autoptr(RvNet) net = said_net();
    g_autoptr(RvPosteriors) posteriors =
        said_posteriors(net, "1234567890123456789012345678901234567890x");
    const RvTrace trace = {.net = net, .posteriors = posteriors};
    g_autoptr(GArray) characters = rv_decode_with(net, posteriors, 0);
    const RvCharacter *all = (const RvCharacter *)(gpointer)characters->data;
    g_autofree RvDigitCosts *most = rv_digit_costs(&trace, all, 40);

    ck_assert_uint_eq(characters->len, 41);
    ck_assert_ptr_nonnull(most);
    ck_assert_ptr_null(rv_digit_costs(&trace, all, 41));
}
END_TEST

Suite *
suite_decode(void)
{
    Suite *suite = suite_create("decode");
    TCase *texts = tcase_create("texts"), *dictionary = tcase_create("dictionary");
    TCase *figures = tcase_create("digits");

    tcase_add_loop_test(texts, the_likeliest_text_is_found, 0, G_N_ELEMENTS(decodings));
    tcase_add_test(texts, codes_are_put_in_their_place);
    tcase_add_loop_test(dictionary, words_are_known, 0, G_N_ELEMENTS(words));
    tcase_add_loop_test(dictionary, torn_letters_become_known_words, 0, G_N_ELEMENTS(torn_words));
    tcase_add_test(dictionary, graphs_spell_words);
    tcase_add_test(dictionary, damaged_graphs_do_no_harm);
    tcase_add_loop_test(texts, echoes_are_dropped, 0, G_N_ELEMENTS(echoes));
    suite_add_tcase(suite, texts);
    suite_add_tcase(suite, dictionary);
    tcase_add_loop_test(figures, digits_have_their_costs, 0, G_N_ELEMENTS(digits));
    tcase_add_test(figures, long_words_have_no_digits);
    suite_add_tcase(suite, figures);
    return suite;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spotting, on lines whose every probability is set here. */
#include "net/net-private.h"
#include "said.h"

#include <check.h>
#include <math.h>
#include <string.h>

Suite *suite_spot(void);

static RvTrace
trace_of(const char *text)
{
    return (RvTrace){
        said_by, said_posteriors(said_by, text), {0, 40 * strlen(text), 30, 0, 0, 25, 11}, 18};
}

static RvSpotted *
spot(const char *line, const char *phrase)
{
    RvTrace trace = trace_of(line);
    const RvTrace *traces[] = {&trace};
    RvSpotted *spotted = rv_spot(traces, 1, phrase);

    rv_posteriors_free(trace.posteriors);
    return spotted;
}

static const RvSpottedWord *
word(const RvSpotted *spotted, guint i)
{
    return &g_array_index(spotted->words, RvSpottedWord, i);
}

/* ---- ratios ------------------------------------------------------------------------------- */

static const struct {
    const char *line, *phrase;
    double least, most; /* of the ratio */
} ratios[] = {
    {"bon de commande", "bon de commande", -0.01, 0},
    {"le bon de commande est", "de commande", -0.01, 0},
    {"le bon", "le bon de commande", -1000, -50},
    {"bon de commande", "bon de demande", -1000, -12},
    {"AF-HOP-DPI-Va2", "AF-HOP-PFI-Va2", -1000, -12},
    {"AF-HOP-DPI-Va2", "AF\342\200\221HOP\342\200\223DPI-Va2", -0.01, 0}, /* dashes of any shape */
    {"l'appel", "l\342\200\231appel", -0.01, 0},
    {"BON DE COMMANDE", "bon de commande", -2 * 13 * 0.75, -13 * 0.65},
    {"Etablissement", "\303\211tablissement", -0.75, -0.65},
    {"bonde", "bon de", -3.1, -2.9}, /* a lost blank */
    {"bon de", "bonde", -1000, -20}, /* a blank too many is paid in full */
    {"soixante [da.6]ix", "soixante dix", -0.01, 0},
    {"soixante [da.25]ix", "soixante dix", -1.2, -1}, /* ln 3 */
    {"vu 120 jours", "120 jours", -0.01, 0},
    {"vu 12 jours", "120 jours", -1000, -10},
    {"nous", "nouss", -1000, -10}, /* two of a kind need a null between */
    {"nouss", "nouss", -0.01, 0},
};

START_TEST(tells_how_likely)
{
    g_autoptr(RvSpotted) spotted = spot(ratios[_i].line, ratios[_i].phrase);

    ck_assert_ptr_nonnull(spotted);
    ck_assert_msg(spotted->ratio >= ratios[_i].least && spotted->ratio <= ratios[_i].most + 1e-6,
                  "'%s' in '%s': %g", ratios[_i].phrase, ratios[_i].line, spotted->ratio);
}
END_TEST

/* ---- against all paths there are ---------------------------------------------------------- */

#define STEPS 7
#define CODES 4

/* The cost of the likeliest path through steps [from, to) that says `phrase`, less the likeliest
 * path of all; found by trying every path. */
static double
try_all(double cost[STEPS][CODES], int from, int to, const char *phrase)
{
    double best = INFINITY;
    int n = to - from, paths = 1 << 2 * n;

    for (int path = 0; path < paths; path++) {
        char said[STEPS + 1] = "";
        double sum = 0;
        int last = 0, length = 0;

        for (int t = 0; t < n; t++) {
            int code = path >> 2 * t & 3;

            sum += cost[from + t][code];
            if (code && code != last)
                said[length++] = "_abc"[code];
            last = code;
        }
        said[length] = 0;
        if (g_str_equal(said, phrase))
            best = MIN(best, sum);
    }
    return best;
}

START_TEST(is_the_best_of_all_paths)
{
    static const char *const phrases[] = {"a", "ab", "aa", "abc", "aab", "cab"};
    g_autoptr(GRand) rand = g_rand_new_with_seed((guint32)_i);
    double cost[STEPS][CODES], best = INFINITY;
    const char *phrase = phrases[_i % (int)G_N_ELEMENTS(phrases)];
    RvTrace trace = {said_by,
                     rv_posteriors_new(rv_net_n_codes(said_by), rv_net_null_code(said_by), STEPS),
                     {0, 100, 30, 0, 0, 25, 11},
                     18};
    const RvTrace *traces[] = {&trace};
    g_autoptr(RvSpotted) spotted = NULL;
    g_autofree float *row = g_new(float, rv_net_n_codes(said_by));

    for (int t = 0; t < STEPS; t++) {
        double least = INFINITY;

        for (guint c = 0; c < rv_net_n_codes(said_by); c++)
            row[c] = RV_NET_FLOOR;
        for (int c = 0; c < CODES; c++) {
            cost[t][c] = (double)RV_NET_COST * g_rand_int_range(rand, 0, 100);
            row[said_code(said_by, (char[]){"_abc"[c], 0})] = (float)cost[t][c];
            least = MIN(least, cost[t][c]);
        }
        for (int c = 0; c < CODES; c++)
            cost[t][c] -= least;
        rv_posteriors_add(trace.posteriors, row);
    }
    for (int from = 0; from < STEPS; from++)
        for (int to = from + 1; to <= STEPS; to++)
            best = MIN(best, try_all(cost, from, to, phrase));
    spotted = rv_spot(traces, 1, phrase);
    ck_assert_ptr_nonnull(spotted);
    ck_assert_double_eq_tol(word(spotted, 0)->cost, best, 0.01); /* the ends are weighed besides */
    rv_posteriors_free(trace.posteriors);
}
END_TEST

/* ---- words -------------------------------------------------------------------------------- */

static const struct {
    const char *line, *phrase;
    guint word;
    double least, most; /* of its margin */
    const char *rival;  /* NULL: any */
} margins[] = {
    {"nous ne sommes pas", "nous ne sommes pas", 3, 5, 100, NULL},
    {"le DPI vaut", "le PFI vaut", 1, -100, -5, NULL},
    {"jours [12.6]20", "jours 120", 1, 0.3, 0.5, "220"}, /* ln 1.5 */
    {"jours [12.25]20", "jours 120", 1, -1.2, -1, "220"},
    {"vu 1200 fois", "120", 0, -100, -5, "1200"},
    {"vu 3120 fois", "120", 0, -100, -5, "3120"},
    {"vu 120 fois", "120", 0, 5, 100, NULL},
    {"vu [0_.6]12 fois", "vu 12 fois", 1, -0.5, -0.3, "012"},
    {"num[O0.5]ro", "numOro", 0, 5, 100, NULL}, /* O and 0 look the same */
    {"certifi[ea.5] ici", "certifie ici", 0, -0.1, 0.1, "certifia"},
};

START_TEST(words_are_weighed_against_others)
{
    g_autoptr(RvSpotted) spotted = spot(margins[_i].line, margins[_i].phrase);
    const RvSpottedWord *w;

    ck_assert_ptr_nonnull(spotted);
    ck_assert_uint_gt(spotted->words->len, margins[_i].word);
    w = word(spotted, margins[_i].word);
    ck_assert_msg(w->margin >= margins[_i].least && w->margin <= margins[_i].most,
                  "'%s' in '%s': margin %g against %s", margins[_i].phrase, margins[_i].line,
                  w->margin, w->rival ? w->rival : "none");
    if (margins[_i].rival)
        ck_assert_str_eq(w->rival, margins[_i].rival);
}
END_TEST

/* A doubled letter that the network saw as one is likelier lost than too much. */
START_TEST(letters_count)
{
    g_autoptr(RvSpotted) two = spot("an[n_.2]e", "anne"), one = spot("an[n_.2]e", "ane");

    ck_assert_double_lt(two->ratio, one->ratio);
    ck_assert_double_eq_tol(two->score - two->ratio, 4 * RV_SPOT_LETTER, 1e-9);
    ck_assert_double_eq_tol(one->score - one->ratio, 3 * RV_SPOT_LETTER, 1e-9);
}
END_TEST

START_TEST(letters_have_places)
{
    static const char phrase[] = "le 2e vice";
    static const char *const texts[] = {"le", "2e", "vice"};
    g_autoptr(RvSpotted) spotted = spot("vu le 2e vice", phrase);
    double right = 0;

    ck_assert_ptr_nonnull(spotted);
    ck_assert_uint_eq(spotted->letters->len, 8);
    ck_assert_uint_eq(spotted->words->len, 3);
    for (guint i = 0; i < spotted->letters->len; i++) {
        const RvSpottedLetter *letter = &g_array_index(spotted->letters, RvSpottedLetter, i);

        ck_assert(phrase[letter->start] != ' ');
        ck_assert_double_ge(letter->left, right);
        ck_assert_double_gt(letter->right, letter->left);
        right = letter->right;
    }
    for (guint i = 0; i < 3; i++) {
        const RvSpottedWord *w = word(spotted, i);
        g_autofree char *text = g_strndup(phrase + w->start, w->end - w->start);

        ck_assert_str_eq(text, texts[i]);
        ck_assert_uint_eq(w->n, strlen(text));
        ck_assert_double_eq(w->left,
                            g_array_index(spotted->letters, RvSpottedLetter, w->first).left);
    }
}
END_TEST

START_TEST(goes_over_lines)
{
    static const guint places[] = {0, 1, 1, 2};
    RvTrace a = trace_of("sous"), b = trace_of("20 jours"), c = trace_of("ou");
    const RvTrace *traces[] = {&a, &b, &c};
    g_autoptr(RvSpotted) whole = rv_spot(traces, 3, "sous 20 jours ou");
    g_autoptr(RvSpotted) wrong = rv_spot(traces, 3, "sous 30 jours ou");
    g_autoptr(RvSpotted) one = rv_spot(traces + 1, 1, "sous 20 jours ou");

    ck_assert_double_ge(whole->ratio, -0.01);
    ck_assert_double_le(wrong->ratio, -12);
    ck_assert_double_le(one->ratio, -12);
    for (guint i = 0; i < 4; i++)
        ck_assert_uint_eq(word(whole, i)->trace, places[i]);
    rv_posteriors_free(a.posteriors);
    rv_posteriors_free(b.posteriors);
    rv_posteriors_free(c.posteriors);
}
END_TEST

/* The codes of one model mean nothing to another. */
START_TEST(traces_of_another_network_are_left_out)
{
    RvNet *first = said_by, *second = NULL;
    RvTrace a = trace_of("sous"), b = {0};
    const RvTrace *traces[] = {&a, &b};
    g_autoptr(RvSpotted) found = NULL, other = NULL;

    said_load();
    second = said_by;
    b = trace_of("20 jours");
    for (guint32 i = 0; i < b.posteriors->first[b.posteriors->n_steps]; i++)
        b.posteriors->codes[i] = (guint16)(b.posteriors->codes[i] + 60000); /* as a larger one */
    said_by = first;
    found = rv_spot(traces, 2, "sous");
    other = rv_spot(traces, 2, "20 jours");
    ck_assert_double_ge(found->ratio, -0.01);
    ck_assert(!other || other->ratio < -12);
    rv_posteriors_free(a.posteriors);
    rv_posteriors_free(b.posteriors);
    rv_net_free(second);
}
END_TEST

START_TEST(refuses_what_cannot_be)
{
    RvTrace empty = trace_of("");
    const RvTrace *traces[] = {&empty};

    ck_assert_ptr_null(spot("a", "\346\274\242"));
    ck_assert_ptr_null(spot("a", ""));
    ck_assert_ptr_null(spot("a", "  "));
    ck_assert_ptr_null(spot("a", "quite a lot more than one letter"));
    ck_assert_ptr_null(rv_spot(traces, 1, "a"));
    ck_assert_ptr_null(rv_spot(traces, 0, "a"));
    rv_posteriors_free(empty.posteriors);
}
END_TEST

Suite *
suite_spot(void)
{
    Suite *suite = suite_create("spot");
    TCase *ratio = tcase_create("ratio"), *words = tcase_create("words");

    tcase_add_checked_fixture(ratio, said_load, said_unload);
    tcase_add_checked_fixture(words, said_load, said_unload);
    tcase_add_loop_test(ratio, tells_how_likely, 0, G_N_ELEMENTS(ratios));
    tcase_add_loop_test(ratio, is_the_best_of_all_paths, 0, 24);
    tcase_add_test(ratio, goes_over_lines);
    tcase_add_test(ratio, traces_of_another_network_are_left_out);
    tcase_add_test(ratio, refuses_what_cannot_be);
    tcase_add_loop_test(words, words_are_weighed_against_others, 0, G_N_ELEMENTS(margins));
    tcase_add_test(words, letters_count);
    tcase_add_test(words, letters_have_places);
    suite_add_tcase(suite, ratio);
    suite_add_tcase(suite, words);
    return suite;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recevable/text.h"

#include <check.h>
#include <string.h>

Suite *suite_text(void);

static const struct {
    const char *text, *fold, *key;
} forms[] = {
    {"L’Œuvre  d’« État »", "l'oeuvre d'\" etat \"", "l oeuvre d etat"},
    {"HOP-DPI-Va2", "hop-dpi-va2", "hop dpi va2"},
    {"ﬁnessé\u00a0:  \t", "finesse :", "finesse"},
    {"N° 1 + 2 – 20 %", "n\u00b0 1 + 2 - 20 %", "n 1 + 2 20 %"},
    {"", "", ""},
    {"5\u2034", "5'''", "5"}, /* a triple prime */
    {"\xff\xfe", "\ufffd\ufffd", ""},
};

START_TEST(folds)
{
    g_autofree char *fold = rv_text_fold(forms[_i].text), *key = rv_text_key(forms[_i].text);

    ck_assert_str_eq(fold, forms[_i].fold);
    ck_assert_str_eq(key, forms[_i].key);
}
END_TEST

START_TEST(distances)
{
    ck_assert_int_eq(rv_text_distance("", ""), 0);
    ck_assert_int_eq(rv_text_distance("abc", ""), 3);
    ck_assert_int_eq(rv_text_distance("chaton", "charton"), 1);
    ck_assert_int_eq(rv_text_distance("été", "ete"), 2);
    ck_assert_double_eq(rv_text_similarity("", ""), 1);
    ck_assert_double_eq_tol(rv_text_similarity("dpi", "pfi"), 1 / 3.0, 1e-9);
}
END_TEST

/* The plain matrix, to hold the bit-parallel one against. */
static int
slow_search(const char *needle, const char *hay)
{
    int n = (int)strlen(needle), best = n;
    g_autofree int *row = g_new(int, n + 1);

    for (int i = 0; i <= n; i++)
        row[i] = i;
    for (const char *p = hay; *p; p++) {
        int diagonal = 0;

        for (int i = 1; i <= n; i++) {
            int left = row[i], cost = diagonal + (needle[i - 1] != *p);

            cost = MIN(cost, left + 1);
            row[i] = MIN(cost, row[i - 1] + 1);
            diagonal = left;
        }
        best = MIN(best, row[n]);
    }
    return best;
}

static char *
random_word(GRand *rand, int length)
{
    char *s = g_malloc((gsize)length + 1);

    for (int i = 0; i < length; i++)
        s[i] = (char)('a' + g_rand_int_range(rand, 0, 4));
    s[length] = 0;
    return s;
}

START_TEST(search_agrees_with_the_matrix)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed((guint32)_i);

    for (int k = 0; k < 200; k++) {
        g_autofree char *needle = random_word(rand, g_rand_int_range(rand, 1, 200));
        g_autofree char *hay = random_word(rand, g_rand_int_range(rand, 0, 300));
        RvTextHit hit = rv_text_search(needle, hay);

        ck_assert_int_eq(hit.distance, slow_search(needle, hay));
        if (hit.end) {
            g_autofree char *found = g_strndup(hay + hit.start, (gsize)(hit.end - hit.start));

            ck_assert_int_eq(rv_text_distance(needle, found), hit.distance);
        }
    }
}
END_TEST

START_TEST(search_places)
{
    const char *hay = "le client atteste que cette comande n est pas conditionnee";
    RvTextHit hit = rv_text_search("cette commande", hay);

    ck_assert_int_eq(hit.distance, 1);
    ck_assert_int_eq(hit.start, 22);
    ck_assert_int_eq(hit.end, 35);
    ck_assert_int_eq(rv_text_search("", hay).distance, 0);
    ck_assert_int_eq(rv_text_search("abc", "").distance, 3);
}
END_TEST

Suite *
suite_text(void)
{
    Suite *suite = suite_create("text");
    TCase *tcase = tcase_create("all");

    tcase_add_loop_test(tcase, folds, 0, G_N_ELEMENTS(forms));
    tcase_add_test(tcase, distances);
    tcase_add_loop_test(tcase, search_agrees_with_the_matrix, 0, 3);
    tcase_add_test(tcase, search_places);
    suite_add_tcase(suite, tcase);
    return suite;
}

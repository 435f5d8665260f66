/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "judge/validate-private.h"

#include <check.h>
#include <string.h>

Suite *suite_validators(void);

/* `normalized`: the canonical form of a valid value; INVALID, EMPTY or DOUBTFUL otherwise. */
#define INVALID "<invalid>"
#define EMPTY "<empty>"
#define DOUBTFUL "<doubtful>" /* invalid, but rather misread */

static const struct {
    RvFieldType type;
    const char *text, *normalized;
} values[] = {
    /* What is no value, of whatever type. */
    {RV_FIELD_TEXT, "", EMPTY},
    {RV_FIELD_TEXT, "   ", EMPTY},
    {RV_FIELD_TEXT, "................", EMPTY},
    {RV_FIELD_TEXT, ". . . . . .", EMPTY},
    {RV_FIELD_TEXT, "___________ |", EMPTY},
    {RV_FIELD_TEXT, "…………", EMPTY},
    {RV_FIELD_TEXT, "N/A", EMPTY},
    {RV_FIELD_TEXT, "Néant", EMPTY},
    {RV_FIELD_TEXT, "XXXXX", EMPTY},
    {RV_FIELD_ADDRESS, "à compléter", EMPTY},
    {RV_FIELD_PHONE, "sans objet", EMPTY},
    {RV_FIELD_EMAIL, "jean.quidam(@hopital.fr", "jean.quidam@hopital.fr"},
    {RV_FIELD_EMAIL, "jean.quidam(@hopital.fr)", INVALID},
    {RV_FIELD_EMAIL, "arenseignerl", EMPTY}, /* its brackets read as letters */
    {RV_FIELD_PHONE, "Gà compléter", EMPTY},
    {RV_FIELD_TEXT, "Neaut", "Neaut"}, /* a short one would be near to names */
    {RV_FIELD_REFERENCE, "a completer 12", "a completer 12"},
    {RV_FIELD_SIRET, "xxx xxx xxx xxxxx", EMPTY},
    {RV_FIELD_FREETEXT, "", EMPTY},

    {RV_FIELD_SIRET, "732 829 320 00074", "73282932000074"},
    {RV_FIELD_SIRET, "73282932000074", "73282932000074"},
    {RV_FIELD_SIRET, "732829320 00074", "73282932000074"},
    {RV_FIELD_SIRET, "732.829.320.00074", "73282932000074"},
    {RV_FIELD_SIRET, "732\u00a0829\u00a0320\u00a000074", "73282932000074"},
    {RV_FIELD_SIRET, "| 732 829 320 00074 ....", "73282932000074"},
    {RV_FIELD_SIRET, "732 829 320 - 00074", "73282932000074"},
    {RV_FIELD_SIRET, "SIRET : 732 829 320 00074 (siège)", "73282932000074"},
    {RV_FIELD_SIRET, "732 829 32O OOO74", "73282932000074"},
    {RV_FIELD_SIRET, "SIREN 732 829 320, SIRET 732 829 320 00074", "73282932000074"},
    {RV_FIELD_SIRET, "35600000000048", "35600000000048"}, /* La Poste, head office */
    {RV_FIELD_SIRET, "35600000049837", "35600000049837"}, /* a post office: digits add up to 45 */
    {RV_FIELD_SIRET, "35600000049838", INVALID},
    {RV_FIELD_SIRET, "732 829 320 00075", INVALID},
    {RV_FIELD_SIRET, "732 829 321 00074", INVALID},
    {RV_FIELD_SIRET, "732 289 320 00074", INVALID}, /* two digits swapped */
    {RV_FIELD_SIRET, "732 829 321 00072", INVALID}, /* all 14 fit, the company's 9 do not */
    {RV_FIELD_SIRET, "732 829 320 0007", INVALID},
    {RV_FIELD_SIRET, "732 829 320 00074 5", INVALID},
    {RV_FIELD_SIRET, "732 829 320", DOUBTFUL},
    {RV_FIELD_SIRET, "732 829 320 00074 010 094 704", DOUBTFUL}, /* and a neighbour */
    {RV_FIELD_SIRET, "00000000000000", INVALID},
    {RV_FIELD_SIRET, "en cours d'immatriculation", INVALID},
    {RV_FIELD_SIRET, "\xff\xfe 12", DOUBTFUL},

    {RV_FIELD_FINESS, "590000189", INVALID},
    {RV_FIELD_FINESS, "010 094 704", "010094704"},
    {RV_FIELD_FINESS, "02 787233 2", "027872332"},
    {RV_FIELD_FINESS, "O10094704", "010094704"},
    {RV_FIELD_FINESS, "010094704 (PMSI)", "010094704"},
    {RV_FIELD_FINESS, "2A0000014", "2A0000014"},
    {RV_FIELD_FINESS, "2b 000 002 0", "2B0000020"},
    {RV_FIELD_FINESS, "2A0000386", "2A0000386"},
    {RV_FIELD_FINESS, "2B0005342", "2B0005342"},
    {RV_FIELD_FINESS, "2B0005343", INVALID},
    {RV_FIELD_FINESS, "2A0005342", INVALID},
    {RV_FIELD_FINESS, "010 094 705", INVALID},
    {RV_FIELD_FINESS, "010 049 704", INVALID},
    {RV_FIELD_FINESS, "01 009 470", INVALID},
    {RV_FIELD_FINESS, "0100947040", INVALID},
    {RV_FIELD_FINESS, "787233", DOUBTFUL}, /* of 02 787233 2 */
    {RV_FIELD_FINESS, "03.53.01.66.47 010 094 704", DOUBTFUL},
    {RV_FIELD_FINESS, "000000000", INVALID},

    {RV_FIELD_DATE, "03/0 7/2026", "2026-07-03"},
    {RV_FIELD_DATE, "0 3/0 7/2 0 26", "2026-07-03"},
    {RV_FIELD_DATE, "01705/2026", "2026-05-01"},
    {RV_FIELD_DATE, "21/05/2026", "2026-05-21"},
    {RV_FIELD_DATE, "21.05.2026", "2026-05-21"},
    {RV_FIELD_DATE, "21-5-2026", "2026-05-21"},
    {RV_FIELD_DATE, "21 05 2026", "2026-05-21"},
    {RV_FIELD_DATE, "21 / 05 / 20 26", "2026-05-21"},
    {RV_FIELD_DATE, "21/05/26", "2026-05-21"},
    {RV_FIELD_DATE, "21105/26", "2026-05-21"}, /* a slash was read as 1, or lost */
    {RV_FIELD_DATE, "21/0526", "2026-05-21"},
    {RV_FIELD_DATE, "2105/2026", "2026-05-21"},
    /* a cell for each figure */
    {RV_FIELD_DATE, "2 1 / 0 5 / 2 0 2 6", "2026-05-21"},
    {RV_FIELD_DATE, "2 1/0 5 /2 0 2 6", "2026-05-21"},
    {RV_FIELD_DATE, "2 1 0 5 2 0 2 6", "2026-05-21"},
    {RV_FIELD_DATE, "2 1 1 0 5 1 2 0 2 6", "2026-05-21"},
    {RV_FIELD_DATE, "21/05/2 0 2 6", "2026-05-21"},
    {RV_FIELD_DATE, "2 1 / 0 5 / 2 0 2", DOUBTFUL}, /* one cell was not read */
    {RV_FIELD_DATE, "3 2 / 0 5 / 2 0 2 6", INVALID},
    {RV_FIELD_DATE, "2026-05-21", "2026-05-21"},
    {RV_FIELD_DATE, "21052026", "2026-05-21"},
    {RV_FIELD_DATE, "21|05|2026", "2026-05-21"},
    {RV_FIELD_DATE, "2110512026", "2026-05-21"},
    {RV_FIELD_DATE, "O1/O6/2O26", "2026-06-01"},
    {RV_FIELD_DATE, "2l/05/2026", "2026-05-21"},
    {RV_FIELD_DATE, "21 mai 2026", "2026-05-21"},
    {RV_FIELD_DATE, "le 21 MAI 2026.", "2026-05-21"},
    {RV_FIELD_DATE, "1er juin 2026", "2026-06-01"},
    {RV_FIELD_DATE, "ler juin 2026", "2026-06-01"},
    {RV_FIELD_DATE, "12 août 2026", "2026-08-12"},
    {RV_FIELD_DATE, "15 fevrier 2026", "2026-02-15"},
    {RV_FIELD_DATE, "15 févner 2026", "2026-02-15"},
    {RV_FIELD_DATE, "3 sept. 2026", "2026-09-03"},
    {RV_FIELD_DATE, "14/06/2026 à Fécamp", "2026-06-14"},
    {RV_FIELD_DATE, "29/02/2028", "2028-02-29"},
    {RV_FIELD_DATE, "JJ/MM/AAAA", EMPTY},
    {RV_FIELD_DATE, "J/MM/AAAA", EMPTY},
    {RV_FIELD_DATE, "jj / mm / aaaa", EMPTY},
    {RV_FIELD_DATE, "__ / __ / ____", EMPTY},
    {RV_FIELD_DATE, "00/06/2026", INVALID},
    {RV_FIELD_DATE, "31/06/2026", INVALID},
    {RV_FIELD_DATE, "29/02/2026", INVALID},
    {RV_FIELD_DATE, "12/13/2026", INVALID},
    {RV_FIELD_DATE, "32 mai 2026", INVALID},
    {RV_FIELD_DATE, "21/05/2206", INVALID},
    {RV_FIELD_DATE, "21/05/1926", INVALID},
    {RV_FIELD_DATE, "21/05/20", INVALID}, /* the rest of the year was never written */
    {RV_FIELD_DATE, "21/05", INVALID},
    {RV_FIELD_DATE, "21/05/202", INVALID},
    {RV_FIELD_DATE, "juin 2026", INVALID},
    {RV_FIELD_DATE, "bientôt", INVALID},
    {RV_FIELD_DATE, "12/06/2026 ou 15/06/2026", INVALID},
    {RV_FIELD_DATE, "31/02/2026, reporté au 12/03/2026", INVALID},
    {RV_FIELD_DATE, "12 rue 2026", INVALID},
    {RV_FIELD_DATE, "Le flux entrant des documents de santé reçus de la messagerie est installé.",
     DOUBTFUL},

    {RV_FIELD_PHONE, "01 99 00 38 16", "+33199003816"},
    {RV_FIELD_PHONE, "01.99.00.38.16", "+33199003816"},
    {RV_FIELD_PHONE, "01/99/00/38/16", "+33199003816"},
    {RV_FIELD_PHONE, "01-99-00-38-16", "+33199003816"},
    {RV_FIELD_PHONE, "0199003816", "+33199003816"},
    {RV_FIELD_PHONE, "O1 99 O0 38 16", "+33199003816"},
    {RV_FIELD_PHONE, "O1 99 00 38 l6", "+33199003816"},
    {RV_FIELD_PHONE, "+33 1 99 00 38 16", "+33199003816"},
    {RV_FIELD_PHONE, "+33 (0)1 99 00 38 16", "+33199003816"},
    {RV_FIELD_PHONE, "0033 1 99 00 38 16", "+33199003816"},
    {RV_FIELD_PHONE, "33 1 99 00 38 16", "+33199003816"}, /* the plus was not read */
    {RV_FIELD_PHONE, "Tél. : 01 99 00 38 16", "+33199003816"},
    {RV_FIELD_PHONE, "01 99 00 38 16 poste 12", "+33199003816"},
    {RV_FIELD_PHONE, "01 99 00 38 16 / 06 39 98 20 67", "+33199003816"},
    {RV_FIELD_PHONE, "+33 1 99 00 38 16 / +33 6 39 98 20 67", "+33199003816"},
    {RV_FIELD_PHONE, "02 62 90 50 50", "+33262905050"},
    {RV_FIELD_PHONE, "+262 262 90 50 50", "+262262905050"},
    {RV_FIELD_PHONE, "+32 2 555 12 12", "+3225551212"},
    {RV_FIELD_PHONE, "3639", "3639"},
    {RV_FIELD_PHONE, "01 99 00 38 1", INVALID},
    {RV_FIELD_PHONE, "01 99 00 38 165", INVALID},
    {RV_FIELD_PHONE, "00 99 00 38 16", INVALID},
    {RV_FIELD_PHONE, "91 99 00 38 16", INVALID},
    {RV_FIELD_PHONE, "+33 1 99 00 38", INVALID},
    {RV_FIELD_PHONE, "01 99 00 38 16 / 06 39 98", DOUBTFUL},
    {RV_FIELD_PHONE, "standard", INVALID},
    {RV_FIELD_PHONE, "433 1 99 00 38 16", DOUBTFUL},
    {RV_FIELD_PHONE, "1 99 00 38 16", DOUBTFUL},
    {RV_FIELD_PHONE, "03.53.01.66.47 010 094 704", DOUBTFUL},

    {RV_FIELD_EMAIL, "contact@exemple.fr", "contact@exemple.fr"},
    {RV_FIELD_EMAIL, "Contact@Exemple.FR", "contact@exemple.fr"},
    {RV_FIELD_EMAIL, "b.martin-durand@ch-de-l-exemple.mssante.fr",
     "b.martin-durand@ch-de-l-exemple.mssante.fr"},
    {RV_FIELD_EMAIL, "contact @ exemple . fr", "contact@exemple.fr"},
    {RV_FIELD_EMAIL, "contact@exemple. fr |", "contact@exemple.fr"},
    {RV_FIELD_EMAIL, "contact@ch -exemple.fr", "contact@ch-exemple.fr"},
    {RV_FIELD_EMAIL, "bénédicte@exemple.fr", "benedicte@exemple.fr"},
    {RV_FIELD_EMAIL, "contact©exemple.fr", "contact@exemple.fr"},
    {RV_FIELD_EMAIL, "Mail : contact@exemple.fr.", "contact@exemple.fr"},
    {RV_FIELD_EMAIL, "<contact@exemple.fr>", "contact@exemple.fr"},
    {RV_FIELD_EMAIL, "contact@exemple.fr ou dsi@exemple.fr", "contact@exemple.fr"},
    {RV_FIELD_EMAIL, "contact.exemple.fr", INVALID},
    {RV_FIELD_EMAIL, "contact@exemple", INVALID},
    {RV_FIELD_EMAIL, "contact@", INVALID},
    {RV_FIELD_EMAIL, "@exemple.fr", INVALID},
    {RV_FIELD_EMAIL, "contact@@exemple.fr", INVALID},
    {RV_FIELD_EMAIL, "contact@exemple..fr", INVALID},
    {RV_FIELD_EMAIL, "contact@-exemple.fr", INVALID},
    {RV_FIELD_EMAIL, "a@b@exemple.fr", INVALID},
    {RV_FIELD_EMAIL, "contact@exemple.f", INVALID},
    {RV_FIELD_EMAIL, "01 99 00 38 16", INVALID},
    {RV_FIELD_EMAIL, "dsi@ch-exemple:nord.fr", DOUBTFUL},
    {RV_FIELD_EMAIL, "contact@exemple,fr", DOUBTFUL},
    {RV_FIELD_EMAIL, "contact@exemple fr", DOUBTFUL},

    {RV_FIELD_NUMBER, "12", "12"},
    {RV_FIELD_NUMBER, "12 personnes", "12"},
    {RV_FIELD_NUMBER, "environ 12", "12"},
    {RV_FIELD_NUMBER, "l2", "12"},
    {RV_FIELD_NUMBER, "plusieurs", INVALID},
    {RV_FIELD_NUMBER, "l", INVALID},
    {RV_FIELD_NUMBER, "12e", INVALID},

    {RV_FIELD_REFERENCE, "BC-2026/014", "BC-2026/014"},
    {RV_FIELD_REFERENCE, "7", "7"},
    {RV_FIELD_REFERENCE, "REF", "REF"},
    {RV_FIELD_REFERENCE, "ee", INVALID},
    {RV_FIELD_REFERENCE, "........", EMPTY},

    {RV_FIELD_TEXT, "Centre hospitalier de l'Exemple", "Centre hospitalier de l'Exemple"},
    {RV_FIELD_TEXT, "| Éditeur  fictif ....", "Éditeur fictif"},
    {RV_FIELD_TEXT, "11.2.14", "11.2.14"},
    {RV_FIELD_TEXT, "Eu", "Eu"},
    {RV_FIELD_TEXT, "9", DOUBTFUL},
    {RV_FIELD_TEXT, "l", DOUBTFUL},
    {RV_FIELD_TEXT, "ooooeooo", DOUBTFUL},
    {RV_FIELD_ADDRESS, "1 bis rue du Moulin, 76400 Ville", "1 bis rue du Moulin, 76400 Ville"},
    {RV_FIELD_ADDRESS, "76400", INVALID},
    {RV_FIELD_FREETEXT, "x1", "x1"},
};

START_TEST(validates)
{
    const char *want = values[_i].normalized, *reason;
    g_autofree char *normalized = NULL;
    gboolean doubtful;
    RvValidity validity =
        rv_validate_reading(values[_i].type, values[_i].text, &normalized, &reason, &doubtful);
    const char *got = validity == RV_VALID         ? normalized
                      : validity == RV_VALUE_EMPTY ? EMPTY
                      : doubtful                   ? DOUBTFUL
                                                   : INVALID;

    ck_assert_msg(g_str_equal(got, want), "“%s”: %s, not %s", values[_i].text, got, want);
    ck_assert_msg((validity == RV_INVALID) == (reason != NULL), "“%s”", values[_i].text);
    ck_assert_int_eq(rv_validate(values[_i].type, values[_i].text, NULL, NULL), validity);
}
END_TEST

/* Every single wrong digit of a number with a check digit is noticed, and the one that is right is
 * not. */
static void
check_each_digit(RvFieldType type, const char *good)
{
    g_autofree char *text = g_strdup(good);

    for (gsize i = 0; text[i]; i++)
        for (char digit = '0'; digit <= '9'; digit++) {
            RvValidity want = digit == good[i] ? RV_VALID : RV_INVALID;

            text[i] = digit;
            ck_assert_msg(rv_validate(type, text, NULL, NULL) == want, "%s", text);
            text[i] = good[i];
        }
}

START_TEST(notices_each_wrong_digit)
{
    check_each_digit(RV_FIELD_SIRET, "73282932000074");
    check_each_digit(RV_FIELD_FINESS, "010094704");
}
END_TEST

#define NO_AMOUNT G_MININT64

static const struct {
    const char *text;
    gint64 cents;
} amounts[] = {
    {"40 402,00 €", 4040200},
    {"40\u00a0402,00\u00a0€", 4040200},
    {"40\u202f402,00", 4040200},
    {"40.402,00", 4040200},
    {"40,402.00", 4040200},
    {"88246,25 €", 8824625},
    {"88246.25", 8824625},
    {"1 234,5", 123450},
    {"40 402, 00", 4040200},
    {"EUR 9 562,95", 956295},
    {"9 562,95 euros HT", 956295},
    {"40.402", 4040200},
    {"26 667", 2666700},
    {"0,00", 0},
    {"1 2O4,5O |", 120450},
    {"1 234 567,89", 123456789},
    {"", NO_AMOUNT},
    {"€", NO_AMOUNT},
    {"gratuit", NO_AMOUNT},
    {"-100,00", NO_AMOUNT},
    {"– 100,00 €", NO_AMOUNT},
    {"20,00 4 723,40", NO_AMOUNT}, /* two cells */
    {"4 0402,00", NO_AMOUNT},
    {"40 402,000", NO_AMOUNT},
    {"1,234", NO_AMOUNT}, /* 1.234 or 1234? */
    {"12 34", NO_AMOUNT},
    {"40 402,00 x 2", NO_AMOUNT},
    {"99999999999999999999", NO_AMOUNT},
};

START_TEST(parses_amounts)
{
    gint64 cents = NO_AMOUNT;
    gboolean parsed = rv_parse_amount(amounts[_i].text, &cents);

    ck_assert_msg(parsed == (amounts[_i].cents != NO_AMOUNT) && cents == amounts[_i].cents,
                  "“%s”: %" G_GINT64_FORMAT, amounts[_i].text, cents);
}
END_TEST

static const struct {
    const char *text;
    int hundredths; /* -1: no rate */
} rates[] = {
    {"20,00 %", 2000}, {"20%", 2000},   {"20", 2000},     {"5,5 %", 550},   {"8.5", 850},
    {"2,10%", 210},    {"0 %", 0},      {"20 °/o", 2000}, {"100 %", 10000}, {"", -1},
    {"%", -1},         {"exonéré", -1}, {"120 %", -1},    {"2096", -1},     {"20 % 10 %", -1},
};

START_TEST(parses_rates)
{
    int hundredths = -1;
    gboolean parsed = rv_parse_rate(rates[_i].text, &hundredths);

    ck_assert_msg(parsed == (rates[_i].hundredths >= 0) && hundredths == rates[_i].hundredths,
                  "“%s”: %d", rates[_i].text, hundredths);
}
END_TEST

START_TEST(survives_nothing)
{
    GDate date;
    gint64 cents;
    int hundredths;

    ck_assert(!rv_parse_date(NULL, &date));
    ck_assert(!rv_parse_amount(NULL, &cents));
    ck_assert(!rv_parse_rate(NULL, &hundredths));
    ck_assert_int_eq(rv_validate(RV_FIELD_TEXT, NULL, NULL, NULL), RV_VALUE_EMPTY);
}
END_TEST

/* Any bytes: no crash, and never a valid number by accident of length. */
START_TEST(survives_noise)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed((guint32)_i);
    g_autoptr(GString) text = g_string_new(NULL);

    for (int n = g_rand_int_range(rand, 0, 300); n > 0; n--)
        g_string_append_c(text, (char)g_rand_int_range(rand, 1, 256));
    for (int type = RV_FIELD_TEXT; type <= RV_FIELD_FREETEXT; type++) {
        g_autofree char *normalized = NULL;
        const char *reason;
        RvValidity validity = rv_validate((RvFieldType)type, text->str, &normalized, &reason);

        ck_assert((validity == RV_VALID) == (normalized != NULL));
        ck_assert((validity == RV_INVALID) == (reason != NULL));
        ck_assert(!normalized || g_utf8_validate(normalized, -1, NULL));
    }
}
END_TEST

/* A page of text taken for a value costs no time (the case has a limit) and is no number. */
START_TEST(survives_length)
{
    static const char *const pieces[] = {"a.", "a@", "1 ", "4 4,", "O1l", "@a."};
    g_autoptr(GString) text = g_string_new(NULL);
    gint64 cents;

    while (text->len < 400000)
        g_string_append(text, pieces[_i]);
    for (int type = RV_FIELD_DATE; type <= RV_FIELD_EMAIL; type++)
        ck_assert_int_ne(rv_validate((RvFieldType)type, text->str, NULL, NULL), RV_VALID);
    ck_assert(!rv_parse_amount(text->str, &cents));
}
END_TEST

/* What a user writes for a day: nothing beside it. */
START_TEST(reads_whole_dates)
{
    static const struct {
        const char *text, *iso;
    } cases[] = {
        {"21/05/2026", "2026-05-21"},
        {"21.05.2026", "2026-05-21"},
        {"21-5-2026", "2026-05-21"},
        {"1/6/26", "2026-06-01"},
        {"21 mai 2026", "2026-05-21"},
        {"1er juin 2026", "2026-06-01"},
        {"1ER JUIN 2026", "2026-06-01"},
        {" 3 déc. 2025 ", "2025-12-03"},
        {"15 août 2026", "2026-08-15"},
        {"2026-05-21", "2026-05-21"},
        {"21052026", "2026-05-21"},
        {"29/02/2028", "2028-02-29"},
        {"29/02/2026", NULL},
        {"31/04/2026", NULL},
        {"05/21/2026", NULL},
        {"21/05/20", NULL},
        {"21/05/2026 ou 22/05/2026", NULL},
        {"le 21/05/2026", NULL},
        {"21/05/2026 12:00", NULL},
        {"21/05/20266", NULL},
        {"x21/05/2026", NULL},
        {"21/05", NULL},
        {"mai 2026", NULL},
        {"hier", NULL},
        {"21/05/1926", NULL},
        {"\xff", NULL},
        {"", NULL},
        {NULL, NULL},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        char iso[16] = "";
        GDate date;
        gboolean is_date = rv_parse_whole_date(cases[i].text, &date);

        ck_assert_msg(is_date == (cases[i].iso != NULL), "“%s”", cases[i].text);
        if (is_date)
            g_date_strftime(iso, sizeof iso, "%Y-%m-%d", &date);
        ck_assert_str_eq(iso, cases[i].iso ? cases[i].iso : "");
    }
}
END_TEST

Suite *
suite_validators(void)
{
    Suite *suite = suite_create("validators");
    TCase *tests = tcase_create("validators");

    tcase_add_loop_test(tests, validates, 0, G_N_ELEMENTS(values));
    tcase_add_test(tests, notices_each_wrong_digit);
    tcase_add_loop_test(tests, parses_amounts, 0, G_N_ELEMENTS(amounts));
    tcase_add_loop_test(tests, parses_rates, 0, G_N_ELEMENTS(rates));
    tcase_add_test(tests, survives_nothing);
    tcase_add_loop_test(tests, survives_length, 0, 6);
    tcase_add_loop_test(tests, survives_noise, 0, 50);
    tcase_add_test(tests, reads_whole_dates);
    suite_add_tcase(suite, tests);
    return suite;
}

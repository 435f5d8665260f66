/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Amounts of money beside the price table: which are found, and what they are taken for. */
#include "good-paper.h"
#include "match-case.h"

#include <check.h>

Suite *suite_prices(void);

/* ---- found on the paper ------------------------------------------------------------------- */

static GArray *
prices_new(void)
{
    GArray *prices = g_array_new(FALSE, TRUE, sizeof(RvPrice));

    g_array_set_clear_func(prices, (GDestroyNotify)rv_price_clear);
    return prices;
}

/* What is found when the first page is all of the form. */
static GArray *
find_prices(Case *c, const GPtrArray *evidence)
{
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    g_autoptr(GArray) used = NULL;
    GArray *prices = prices_new();

    case_settle(c);
    for (guint page = 0; page < c->index->form_pages->len; page++)
        g_array_index(c->index->form_pages, gboolean, page) = page == 0;
    used = rv_used_words(c->index, c->targets);
    rv_prices_find(c->index, used, evidence ? evidence : none, prices);
    return prices;
}

static const struct {
    const char *line, *amount; /* NULL: none */
    gboolean sure;
} amounts[] = {
    {"Option : module PACS – 3 200,00 € HT", "3 200,00 €", TRUE},
    {"Option : module PACS – 3200 € HT", "3200 €", TRUE},
    {"Option : module PACS – 3200€", "3200€", TRUE},
    {"+ interface : 3.200,00 EUR, facturé en sus", "3.200,00 EUR,", TRUE},
    {"pour un montant de 3 200 HT", "3 200 HT", TRUE},
    {"pour un montant de 3 200 e HT", "3 200 e HT", TRUE}, /* a currency that was misread */
    {"pour un montant de 3,2 k€ par an", "3,2 k€", TRUE},
    {"maintenance € 890", "€ 890", TRUE},
    {"maintenance 890 euros par mois", "890 euros", TRUE},
    {"maintenance 5949,00 par an", "5949,00", FALSE},
    {"maintenance 3.200.00 par an", "3.200.00", FALSE}, /* so read */
    {"TVA 20,00 % et 5,50%", NULL, FALSE},
    {"le 16.08.2026 ou 16/08/2026", NULL, FALSE},
    {"Téléphone : 01.99.00.65.64", NULL, FALSE},
    {"SIRET 786 295 493 00542", NULL, FALSE},
    {"version 12.5 du 2.3.1", NULL, FALSE},
    {"sous 120 jours", NULL, FALSE},
};

START_TEST(finds_amounts)
{
    g_auto(Case) c = case_new();
    g_autoptr(GArray) prices = NULL;

    print_line(c.paper, 0, 100, 300, amounts[_i].line);
    prices = find_prices(&c, NULL);
    ck_assert_uint_eq(prices->len, amounts[_i].amount != NULL);
    if (!amounts[_i].amount)
        return;
    ck_assert_str_eq(g_array_index(prices, RvPrice, 0).amount.text, amounts[_i].amount);
    ck_assert_int_eq(g_array_index(prices, RvPrice, 0).sure, amounts[_i].sure);
    ck_assert_int_eq(g_array_index(prices, RvPrice, 0).amount.place.page, 1);
}
END_TEST

START_TEST(knows_what_an_amount_is_of)
{
    g_auto(Case) c = case_new();
    g_autoptr(GArray) prices = NULL;
    const RvPrice *price;

    print_line(c.paper, 0, 100, 300, "Prestations complémentaires");
    print_line(c.paper, 0, 100, 330, "module PACS");
    print_line(c.paper, 0, 900, 330, "3 200,00 €");
    print_line(c.paper, 0, 100, 390, "Option : 100,00 € HT par an");
    prices = find_prices(&c, NULL);
    ck_assert_uint_eq(prices->len, 2);
    price = &g_array_index(prices, RvPrice, 0);
    ck_assert_str_eq(price->before, "module PACS ");
    price = &g_array_index(prices, RvPrice, 1);
    ck_assert_str_eq(price->before, "Option :");
    ck_assert_str_eq(price->after, "HT par an");
}
END_TEST

/* Those of a known wording, of a field, and on pages that are not the form's are not looked at. */
START_TEST(leaves_what_is_known)
{
    g_auto(Case) c = case_new();
    RvItem *field = add_item(c.t, RV_ITEM_FIELD, "f", "s", "Version du logiciel commandé");
    g_autoptr(GPtrArray) evidence =
        g_ptr_array_new_with_free_func((GDestroyNotify)rv_evidence_free);
    g_autoptr(GArray) prices = NULL;
    RvEvidence *e = rv_evidence_new(field);

    g_ptr_array_add(evidence, e);
    e->value.place = (RvPlace){1, {420, 340, 300, 20}, {0, 0, 0, 0}};
    add_item(c.t, RV_ITEM_MENTION, "m", "s", "Une aide de 1 500,00 € est versée par l'Etat");
    print_line(c.paper, 0, 100, 300, "Une aide de 1 500,00 € est versée par l'Etat");
    print_line(c.paper, 0, 100, 342, "Version du logiciel commandé :");
    print_line(c.paper, 0, 450, 342, "12,50");
    print_line(c.paper, 1, 100, 300, "Le tarif est de 900,00 € par jour");
    prices = find_prices(&c, evidence);
    ck_assert_uint_eq(prices->len, 0);
}
END_TEST

/* ---- judged ------------------------------------------------------------------------------- */

static const struct {
    const char *before, *amount, *after;
    double confidence;
    gboolean sure;
    RvStatus status;
} judged[] = {
    /* The line's own: 40 402,00, 8 080,40, 48 482,40. */
    {"Total HT", "40 402,00 €", "", 0.9, TRUE, RV_STATUS_SATISFIED},
    {"TVA 20 %", "8080,40", "", 0.9, FALSE, RV_STATUS_SATISFIED},
    {"Net à payer TTC", "48.482,40 EUR", "", 0.9, TRUE, RV_STATUS_SATISFIED},
    {"Reste à charge :", "0,00 €", "", 0.9, TRUE, RV_STATUS_SATISFIED},
    {"TVA (", "20,00", ")", 0.9, FALSE, RV_STATUS_SATISFIED},
    {"Exemple – société fictive au capital de", "50 000 €", "– SIRET 1", 0.9, TRUE,
     RV_STATUS_SATISFIED},
    {"SAS au capitai social de", "50 000 €", "", 0.9, TRUE, RV_STATUS_SATISFIED},
    {"Exemple SASU - sodiété Fictive aucaptal de", "50000 €-", "", 0.9, TRUE, RV_STATUS_SATISFIED},
    {"Exemple- scé* fctwe au captaide", "5 0 OU0 €", "", 0.4, TRUE, RV_STATUS_SATISFIED},
    {"Exemple - nocte cEve au c aptl de", "50 000 €", "", 0.9, TRUE, RV_STATUS_SATISFIED},
    {"Conseil à l'hôpital de jour :", "900,00 €", "", 0.9, TRUE, RV_STATUS_UNDETERMINED},
    {"indemnité forfaitaire pour frais de recouvrement de", "40 €", "", 0.9, TRUE,
     RV_STATUS_SATISFIED},
    {"Option : module PACS –", "3 200,00 €", "HT", 0.9, TRUE, RV_STATUS_VIOLATED},
    {"+ hébergernent HDS :", "3 200,00 €", "", 0.9, TRUE, RV_STATUS_VIOLATED},
    {"Capital : abonnement au module de formation pour", "3 200,00 €", "", 0.9, TRUE,
     RV_STATUS_VIOLATED},
    {"Option : module PACS –", "3 200,00 €", "HT", 0.5, TRUE, RV_STATUS_UNDETERMINED},
    {"Option : module PACS –", "3 200,00", "", 0.9, FALSE, RV_STATUS_UNDETERMINED},
    {"Option : module PACS –", "40 402,00 €", "HT", 0.9, TRUE, RV_STATUS_UNDETERMINED},
    {"", "3 200,00 €", "", 0.9, TRUE, RV_STATUS_UNDETERMINED},
    {"Total HT", "43 602,00 €", "", 0.9, TRUE, RV_STATUS_UNDETERMINED},
    {"Remise exceptionnelle", "- 500,00 €", "", 0.9, TRUE, RV_STATUS_UNDETERMINED},
    {"frais de dossier", "40 €", "", 0.9, TRUE, RV_STATUS_UNDETERMINED},
};

static void
set_price(RvEvidence *table, guint i)
{
    RvPrice price = {.before = g_strdup(judged[i].before),
                     .after = g_strdup(judged[i].after),
                     .sure = judged[i].sure};

    set_value(&price.amount, RV_VALUE_READ, judged[i].amount, judged[i].confidence);
    g_array_append_val(table->prices, price);
}

START_TEST(judges_amounts_beside_the_table)
{
    static const char *const cells[] = {"Prestation Ségur HOP-DPI-Va2", "40 402,00 €", "20 %",
                                        "8 080,40 €", "48 482,40 €"};
    g_autoptr(Paper) paper = good_paper_of(ORDER);
    RvEvidence *table = paper_item(paper, "prestations");

    set_row(table, 0, cells);
    set_price(table, (guint)_i);
    judge_paper(paper);
    ck_assert_msg(item_status(paper, "prestations") == judged[_i].status, "%s %s: %s",
                  judged[_i].before, judged[_i].amount,
                  rv_status_name(item_status(paper, "prestations")));
}
END_TEST

/* Where the line cannot be read, nothing is told apart from its totals. */
START_TEST(unread_lines_prove_nothing)
{
    static const char *const cells[] = {"Prestation Ségur HOP-DPI-Va2", "40 4", "20", "x", "y"};
    g_autoptr(Paper) paper = good_paper_of(ORDER);
    RvEvidence *table = paper_item(paper, "prestations");

    set_row(table, 0, cells);
    for (guint i = 0; i < G_N_ELEMENTS(judged); i++)
        set_price(table, i);
    judge_paper(paper);
    ck_assert_int_eq(item_status(paper, "prestations"), RV_STATUS_UNDETERMINED);
}
END_TEST

Suite *
suite_prices(void)
{
    Suite *suite = suite_create("prices");
    TCase *tests = tcase_create("prices");

    tcase_add_loop_test(tests, finds_amounts, 0, G_N_ELEMENTS(amounts));
    tcase_add_test(tests, knows_what_an_amount_is_of);
    tcase_add_test(tests, leaves_what_is_known);
    tcase_add_loop_test(tests, judges_amounts_beside_the_table, 0, G_N_ELEMENTS(judged));
    tcase_add_test(tests, unread_lines_prove_nothing);
    suite_add_tcase(suite, tests);
    return suite;
}

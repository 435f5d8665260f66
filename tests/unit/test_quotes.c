/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mention that is quoted is not the mention. */
#include "match-case.h"

#include <check.h>

Suite *suite_quotes(void);

#define FREE "Que cette commande n'est pas conditionnée à un autre produit ni à un service"
#define PAID "Qu'il n'a pas financé antérieurement à ses frais la mise à jour de sa version"
#define ONCE "Rappel : l'établissement ne peut bénéficier que d'une seule prestation financée"

/* The items of the form, in its order. */
enum { SIRET, ONCE_ITEM, DATE, FREE_ITEM, PAID_ITEM, SIGNATURE };

static void
add_form(Case *c)
{
    add_item(c->t, RV_ITEM_FIELD, "siret", "a", "Numéro de SIRET du fournisseur");
    add_item(c->t, RV_ITEM_MENTION, "once", "a", ONCE);
    add_item(c->t, RV_ITEM_FIELD, "date", "b", "Date prévisionnelle d'installation");
    add_item(c->t, RV_ITEM_MENTION, "free", "b", FREE);
    add_item(c->t, RV_ITEM_MENTION, "paid", "b", PAID);
    add_item(c->t, RV_ITEM_SIGNATURE, "signature", "c", "Nom, prénom et signature du client");
}

/* The form as it is printed, on one page or two; a NULL line lacks. */
static void
print_form(Case *c, guint first, guint second, const char *free)
{
    int y = second == first ? 400 : 100;

    print_line(c->paper, first, 100, 200, "Numéro de SIRET du fournisseur : 732 829 320 00074");
    print_line(c->paper, first, 100, 300, ONCE);
    print_line(c->paper, second, 100, y, "Date prévisionnelle d'installation : 21/05/2026");
    if (free)
        print_line(c->paper, second, 100, y + 100, free);
    print_line(c->paper, second, 100, y + 200, PAID);
    print_line(c->paper, second, 100, y + 300, "Nom, prénom et signature du client :");
}

/* A page that says what the form holds: most of its words are the form's. */
static void
print_recap(Case *c, guint page)
{
    print_line(c->paper, page, 100, 100, "Récapitulatif de votre dossier");
    print_line(c->paper, page, 100, 200, "1. À lire attentivement :");
    print_line(c->paper, page, 100, 230, ONCE);
    print_line(c->paper, page, 100, 300, "2. À lire attentivement :");
    print_line(c->paper, page, 100, 330, FREE);
    print_line(c->paper, page, 100, 400, "3. À lire attentivement :");
    print_line(c->paper, page, 100, 430, PAID);
    print_line(c->paper, page, 100, 500, "Vos pages signées sont à retourner par courriel.");
}

static const RvTarget *
target_of(const Case *c, guint item)
{
    return rv_targets_get(c->targets, g_ptr_array_index(c->t->items, item), RV_ROLE_MENTION, -1);
}

/* The mention has no place; it stands on that page (from 0), in that way. */
static void
check_astray(const Case *c, guint item, guint page, RvFit fit)
{
    const RvSpot *astray = rv_target_astray(target_of(c, item));

    ck_assert_ptr_null(rv_target_spot(target_of(c, item)));
    ck_assert_ptr_nonnull(astray);
    ck_assert_uint_eq(astray->page, page);
    ck_assert_int_eq(astray->fit, fit);
}

static void
check_found(const Case *c, guint item, guint page)
{
    const RvSpot *spot = rv_target_spot(target_of(c, item));

    ck_assert_msg(spot != NULL, "item %u has no place", item);
    ck_assert_uint_eq(spot->page, page);
}

/* The recap lies before the form or behind it. */
START_TEST(recaps_do_not_count)
{
    g_auto(Case) c = case_new();
    guint recap = _i ? 0 : 1, form = 1 - recap;

    add_form(&c);
    print_form(&c, form, form, NULL);
    print_recap(&c, recap);
    case_settle(&c);
    check_astray(&c, FREE_ITEM, recap, RV_QUOTED);
    check_found(&c, ONCE_ITEM, form);
    check_found(&c, PAID_ITEM, form);
    ck_assert_ptr_null(rv_target_astray(target_of(&c, PAID_ITEM)));
}
END_TEST

START_TEST(recaps_do_no_harm)
{
    g_auto(Case) c = case_new();

    add_form(&c);
    print_recap(&c, 0);
    print_form(&c, 2, 1, FREE); /* its pages in the wrong order */
    case_settle(&c);
    check_found(&c, ONCE_ITEM, 2);
    check_found(&c, FREE_ITEM, 1);
    check_found(&c, PAID_ITEM, 1);
}
END_TEST

/* A page of the form may have mentions only, or hardly anything. */
START_TEST(pages_of_mentions_count)
{
    g_auto(Case) c = case_new();

    add_form(&c);
    print_line(c.paper, 0, 100, 200, "Numéro de SIRET du fournisseur : 732 829 320 00074");
    print_line(c.paper, 0, 100, 300, "Date prévisionnelle d'installation : 21/05/2026");
    print_line(c.paper, 1, 100, 60, "Société Exemple");
    print_line(c.paper, 1, 100, 200, FREE);
    print_line(c.paper, 2, 100, 200, PAID);
    print_line(c.paper, 2, 100, 300, "Nom, prénom et signature du client :");
    case_settle(&c);
    check_found(&c, FREE_ITEM, 1);
    check_found(&c, PAID_ITEM, 2);
}
END_TEST

/* At the foot of a page of the form, below what should stand behind it; on the next page, before
 * what should stand before it. */
START_TEST(quotes_at_the_foot_do_not_count)
{
    g_auto(Case) c = case_new();

    add_form(&c);
    if (_i) {
        print_form(&c, 0, 1, NULL);
        print_line(c.paper, 0, 100, 1650, FREE);
    } else {
        print_form(&c, 0, 0, NULL);
        print_line(c.paper, 0, 100, 1650, FREE);
    }
    print_line(c.paper, 1, 100, 1650, "Société Exemple");
    case_settle(&c);
    check_astray(&c, FREE_ITEM, 0, RV_MISPLACED);
}
END_TEST

/* The same words stand in their place and at the foot: its place counts. */
START_TEST(quotes_at_the_foot_do_no_harm)
{
    g_auto(Case) c = case_new();

    add_form(&c);
    print_form(&c, 0, 0,
               "Que cette comrnande n'est pas conditionnée à un autre produit ni à un "
               "service");
    print_line(c.paper, 0, 100, 1650, FREE);
    case_settle(&c);
    check_found(&c, FREE_ITEM, 0);
    ck_assert_int_eq(spot_of(&c, FREE_ITEM, RV_ROLE_MENTION)->box.y, 500);
}
END_TEST

static const struct {
    const char *line;
    gboolean counts;
} sentences[] = {
    {"Le client est informé de la clause suivante : " FREE, FALSE},
    {"Nous rappelons ici " FREE " et nous en tenons compte", FALSE},
    {"3. Engagement du client : " FREE, TRUE},
    {"– " FREE " ;", TRUE},
    /* the official model's own words */
    {"Si le bon de commande est antérieur au référencement de la solution : " FREE, TRUE},
};

START_TEST(sentences_that_quote)
{
    g_auto(Case) c = case_new();

    add_form(&c);
    print_form(&c, 0, 0, sentences[_i].line);
    case_settle(&c);
    if (sentences[_i].counts)
        check_found(&c, FREE_ITEM, 0);
    else
        check_astray(&c, FREE_ITEM, 0, RV_QUOTED);
}
END_TEST

/* Print of that height (the form's has 16). */
static const struct {
    int height;
    gboolean counts;
} prints[] = {{9, FALSE}, {10, FALSE}, {13, TRUE}, {16, TRUE}};

START_TEST(small_print_does_not_count)
{
    g_auto(Case) c = case_new();
    RvReading *reading = page_of(c.paper, 0);

    add_form(&c);
    print_form(&c, 0, 0, NULL);
    guint before = reading->words->len;
    print_line(c.paper, 0, 100, 500, FREE);
    for (guint w = before; w < reading->words->len; w++)
        g_array_index(reading->words, RvWord, w).box.h = prints[_i].height;
    case_settle(&c);
    if (prints[_i].counts)
        check_found(&c, FREE_ITEM, 0);
    else
        check_astray(&c, FREE_ITEM, 0, RV_MISPLACED);
}
END_TEST

/* A recap that has labels too has none that the form lacks. */
START_TEST(labels_of_a_recap_do_not_count)
{
    g_auto(Case) c = case_new();

    add_form(&c);
    print_form(&c, 1, 1, NULL);
    print_line(c.paper, 0, 100, 200, "Numéro de SIRET du fournisseur : 732 829 320 00074");
    print_line(c.paper, 0, 100, 300, "Date prévisionnelle d'installation : 21/05/2026");
    print_line(c.paper, 0, 100, 400, "Le document doit porter cette mention :");
    print_line(c.paper, 0, 100, 500, FREE);
    case_settle(&c);
    check_astray(&c, FREE_ITEM, 0, RV_QUOTED);
}
END_TEST

Suite *
suite_quotes(void)
{
    Suite *suite = suite_create("quotes");
    TCase *tcase = tcase_create("all");

    tcase_add_loop_test(tcase, recaps_do_not_count, 0, 2);
    tcase_add_test(tcase, recaps_do_no_harm);
    tcase_add_test(tcase, pages_of_mentions_count);
    tcase_add_loop_test(tcase, quotes_at_the_foot_do_not_count, 0, 2);
    tcase_add_test(tcase, quotes_at_the_foot_do_no_harm);
    tcase_add_loop_test(tcase, sentences_that_quote, 0, G_N_ELEMENTS(sentences));
    tcase_add_loop_test(tcase, small_print_does_not_count, 0, G_N_ELEMENTS(prints));
    tcase_add_test(tcase, labels_of_a_recap_do_not_count);
    suite_add_tcase(suite, tcase);
    return suite;
}

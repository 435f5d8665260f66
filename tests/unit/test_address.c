/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Electronic addresses weighed by the names that stand on the same form. */
#include "good-paper.h"
#include "match-case.h"
#include "said.h"

#include <check.h>
#include <string.h>

Suite *suite_address(void);

/* said: see said.h; the dot or letter in brackets is the less likely one */
static const struct {
    const char *names, *read, *said, *want;
    double confidence;
    RvValueState state;
} addresses[] = {
    /* a letter and a sign that the recogniser held possible, and names have */
    {"Mme Léa Maquettin", "iea.maquettin@exemple.fr", "[il.9]ea.maquettin@exemple.fr",
     "iea.maquettin@exemple.fr", 0.9, RV_VALUE_READ}, /* too short a part to be sure */
    {"Mme Léa Maquettin", "lea.maquet1in@exemple.fr", "lea.maquet[1t.9]in@exemple.fr",
     "lea.maquettin@exemple.fr", 0.9, RV_VALUE_READ},
    {"Léa Maquettin", "lea_maquettin:x@exemple.fr", "lea_maquettin:x@exemple.fr",
     "lea_maquettin:x@exemple.fr", 0.9, RV_VALUE_READ},
    {"Polyclinique Saint-Exemple", "dim@polyclinique:saint.fr", "dim@polyclinique[:-.9]saint.fr",
     "dim@polyclinique-saint.fr", 0.9, RV_VALUE_READ},
    /* ... which were not possible at all there */
    {"Mme Léa Maquettin", "lea.maquet1in@exemple.fr", "lea.maquet1in@exemple.fr",
     "lea.maquet1in@exemple.fr", 0.9, RV_VALUE_READ},
    /* no name of the form is like it */
    {"Mme Léa Maquettin", "jean.tartempion@exemple.fr", "jean.tartemp[il.6]on@exemple.fr",
     "jean.tartempion@exemple.fr", 0.9, RV_VALUE_READ},
    /* a name, but cut off: it stays */
    {"Hôpital de Spécimenville", "dim@hopital-de-specimen.fr", "dim@hopital-de-specimen.fr",
     "dim@hopital-de-specimen.fr", 0.9, RV_VALUE_READ},
    /* poorly read, but made of the form's names */
    {"Léa Maquettin", "lea.maquettin@maquettin.fr", "lea.maquettin@maquettin.fr",
     "lea.maquettin@maquettin.fr", 0.3, RV_VALUE_READ},
    {"Léa Modelin", "lea.maquettin@maquettin.fr", "lea.maquettin@maquettin.fr",
     "lea.maquettin@maquettin.fr", 0.3, RV_VALUE_ILLEGIBLE},
    {"Léa Maquettin", "néant", "néant", "néant", 0.3, RV_VALUE_ILLEGIBLE},
};

START_TEST(addresses_are_weighed)
{
    g_auto(Case) c = case_new();
    g_autoptr(GPtrArray) evidence =
        g_ptr_array_new_with_free_func((GDestroyNotify)rv_evidence_free);
    RvTrace trace = {said_by,
                     said_posteriors(said_by, addresses[_i].said),
                     {0, 40 * strlen(addresses[_i].said), 300, 0, 0, 25, 11},
                     18};
    RvEvidence *name, *mail;

    add_item(c.t, RV_ITEM_FIELD, "name", "s", "Nom")->type = RV_FIELD_TEXT;
    add_item(c.t, RV_ITEM_FIELD, "mail", "s", "Mail")->type = RV_FIELD_EMAIL;
    print_line(c.paper, 0, 100, 300, addresses[_i].read);
    g_array_index(page_of(c.paper, 0)->words, RvWord, 0).trace = &trace;
    case_settle(&c);
    name = rv_evidence_new(g_ptr_array_index(c.t->items, 0));
    mail = rv_evidence_new(g_ptr_array_index(c.t->items, 1));
    g_ptr_array_add(evidence, name);
    g_ptr_array_add(evidence, mail);
    set_value(&name->value, RV_VALUE_READ, addresses[_i].names, 0.9);
    set_value(&mail->value, addresses[_i].confidence < 0.6 ? RV_VALUE_ILLEGIBLE : RV_VALUE_READ,
              addresses[_i].read, addresses[_i].confidence);
    mail->value.place = rv_sheet_place(rv_index_sheet(c.index, 0), (RvPx){90, 290, 1000, 40});
    rv_addresses_settle(c.index, evidence);
    ck_assert_str_eq(mail->value.text, addresses[_i].want);
    ck_assert_int_eq(mail->value.state, addresses[_i].state);
    rv_posteriors_free(trace.posteriors);
}
END_TEST

Suite *
suite_address(void)
{
    Suite *suite = suite_create("address");
    TCase *tcase = tcase_create("all");

    tcase_add_unchecked_fixture(tcase, said_load, said_unload);
    tcase_add_loop_test(tcase, addresses_are_weighed, 0, G_N_ELEMENTS(addresses));
    suite_add_tcase(suite, tcase);
    return suite;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "good-paper.h"

#include <check.h>

Suite *suite_judge_table(void);

static const struct {
    const char *nature, *label;
    RvStatus status;
} line_labels[] = {
    {"ut", "Prestation Ségur HOP-DPI-Va2 – Vague 2", RV_STATUS_SATISFIED},
    {"tu", "Prestation Ségur HOP-DPI-Va2 – Vague 1 + Vague 2", RV_STATUS_SATISFIED},
    {"tu", "Prestation Ségur HOP-DPI-Va2", RV_STATUS_SATISFIED},
    {"ut", "Prestation Ségur HOP-DPI-Va2", RV_STATUS_SATISFIED},
    {"ut", "PRESTATION SEGUR VAGUE 2", RV_STATUS_SATISFIED},
    {"tu", "Prestation Segur Vague 1 Vague 2", RV_STATUS_SATISFIED}, /* the plus was not read */
    {"tu", "Prestation Ségur HOP-DPI-V a2 – Vague 1 + Vague 2", RV_STATUS_SATISFIED}, /* parted */
    {"ut", "Prestation Ségur HOP-DPIVa2", RV_STATUS_SATISFIED}, /* run together */
    {"ut", "PrestationSégur HOP- DPI- Va2", RV_STATUS_SATISFIED},
    {"ut", "Prestation Ségur H OP-D PI-Va2", RV_STATUS_SATISFIED},
    {"ut", "Prestation Ségur HOP-DPIVa1", RV_STATUS_VIOLATED},
    {"ut", "Prestation Ségur HOP-PFIVa2", RV_STATUS_VIOLATED},
    {"ut", "Prestation Ségur HOP-DPI-V a1", RV_STATUS_VIOLATED},
    {"tu", "Prestalion Ségur Vaque l + Vague2", RV_STATUS_SATISFIED},
    {"uu", "Prestation Ségur Vague 2", RV_STATUS_SATISFIED}, /* the group has its own finding */
    {"tu", "Prestation Ségur Vague 2", RV_STATUS_VIOLATED},
    {"ut", "Prestation Ségur Vague 1 + Vague 2", RV_STATUS_VIOLATED},
    {"ut", "Prestation Ségur HOP-DPI-Va2 – Vague 1 + Vague 2", RV_STATUS_VIOLATED},
    {"ut", "Prestation Ségur HOP-PFI-Va2", RV_STATUS_VIOLATED},
    {"ut", "Prestation Ségur HOP-DPI-Va1", RV_STATUS_VIOLATED},
    {"ut", "Prestation Ségur Vague 3", RV_STATUS_VIOLATED},
    {"ut", "Prestation Ségur", RV_STATUS_VIOLATED},
    {"ut", "Licence annuelle", RV_STATUS_VIOLATED},
    {"ut", "Prestation Ségur HOP-DPI-Va2 – Vague 1", RV_STATUS_UNDETERMINED},
    {"ut", "Prestation Ségur Vague 2 et maintenance", RV_STATUS_UNDETERMINED},
    {"ut", "Prestation Ségur Vague 2 et interface", RV_STATUS_UNDETERMINED},
    {"ut", "Prestation Ségur Vague 2, formation complémentaire", RV_STATUS_UNDETERMINED},
    {"ut", "Prestation Ségur Vague 2 et licence Autrelogiciel", RV_STATUS_UNDETERMINED},
    /* what the service holds, of the software that the form names */
    {"ut", "Prestation Ségur Vague 2 : licence, installation et formation des utilisateurs",
     RV_STATUS_SATISFIED},
    {"at", "Prestation Ségur Vague 1 + Vague 2", RV_STATUS_UNDETERMINED},
};

START_TEST(judges_line_labels)
{
    g_autoptr(Paper) paper = good_paper_of(ORDER);
    const char *const cells[] = {line_labels[_i].label, "100,00", "20 %", "20,00", "120,00"};

    set_boxes(paper_item(paper, "nature"), line_labels[_i].nature);
    set_row(paper_item(paper, "prestations"), 0, cells);
    judge_paper(paper);
    ck_assert_str_eq(rv_status_name(item_status(paper, "prestations")),
                     rv_status_name(line_labels[_i].status));
}
END_TEST

/* The software that the form names may stand on the line; neither an address nor the supplier's own
 * name says what is sold. */
static const struct {
    const char *field, *value;
    RvStatus status;
} naming[] = {
    {"logiciel", "Fictivia version 4.2", RV_STATUS_SATISFIED},
    {"client-adresse", "4.2 rue Fictivia", RV_STATUS_UNDETERMINED},
    {"fournisseur-denomination", "Fictivia 4.2", RV_STATUS_UNDETERMINED},
};

START_TEST(line_names_the_software)
{
    g_autoptr(Paper) paper = good_paper_of(ORDER);
    const char *const cells[] = {"Prestation Ségur Vague 2 : licence Fictivia 4.2", "100,00",
                                 "20 %", "20,00", "120,00"};

    set_boxes(paper_item(paper, "nature"), "ut");
    set_row(paper_item(paper, "prestations"), 0, cells);
    set_value(&paper_item(paper, naming[_i].field)->value, RV_VALUE_READ, naming[_i].value, 0.95);
    judge_paper(paper);
    ck_assert_int_eq(item_status(paper, "prestations"), naming[_i].status);
}
END_TEST

/* A label that is not read for sure proves nothing, for or against. */
START_TEST(doubts_labels_that_are_hard_to_read)
{
    g_autoptr(Paper) paper = good_paper_of(ORDER);
    RvEvidence *table = paper_item(paper, "prestations");
    const char *const cells[] = {line_labels[_i].label, "100,00", "20 %", "20,00", "120,00"};

    set_boxes(paper_item(paper, "nature"), line_labels[_i].nature);
    set_row(table, 0, cells);
    g_array_index(table->rows, RvRow, 0).cells[RV_CELL_LABEL].confidence = 0.4;
    judge_paper(paper);
    ck_assert_int_eq(item_status(paper, "prestations"), RV_STATUS_UNDETERMINED);
}
END_TEST

static const struct {
    const char *cells[RV_N_CELLS];
    double confidence; /* of the amounts */
    RvStatus status;
} lines[] = {
    {{"Prestation Ségur Vague 1 + Vague 2", "40 402,00 €", "20,00 %", "8 080,40 €", "48 482,40 €"},
     0.3,
     RV_STATUS_SATISFIED}, /* what adds up was read right */
    {{"Prestation Ségur Vague 1 + Vague 2", "10,03", "20", "2,01", "12,04"},
     0.9,
     RV_STATUS_SATISFIED},
    {{"Prestation Ségur Vague 1 + Vague 2", "10,03", "20", "2,00", "12,03"},
     0.9,
     RV_STATUS_SATISFIED}, /* rounded down */
    {{"Prestation Ségur Vague 1 + Vague 2", "100,00", "5,5 %", "5,50", "105,50"},
     0.9,
     RV_STATUS_SATISFIED},
    {{"Prestation Ségur Vague 1 + Vague 2", "10,03", "20", "2,03", "12,06"},
     0.9,
     RV_STATUS_VIOLATED},
    {{"Prestation Ségur Vague 1 + Vague 2", "85 880,00", "20%", "4 723,40", "90 603,40"},
     0.9,
     RV_STATUS_VIOLATED},
    {{"Prestation Ségur Vague 1 + Vague 2", "100,00", "20 %", "20,00", "120,01"},
     0.9,
     RV_STATUS_VIOLATED},
    {{"Prestation Ségur Vague 1 + Vague 2", "100,00", "20 %", "20,00", "120,01"},
     0.6,
     RV_STATUS_UNDETERMINED},
    {{"Prestation Ségur Vague 1 + Vague 2", "100,00", "20 %", "20,00", "12O,OO x"},
     0.9,
     RV_STATUS_UNDETERMINED},
    {{"Prestation Ségur Vague 1 + Vague 2", "100,00", "20 %", "", "120,00"},
     0.9,
     RV_STATUS_VIOLATED},
    {{"", "", "", "", ""}, 0.9, RV_STATUS_VIOLATED},
    /* Figures parted in reading are joined where all four agree then, and only there. */
    {{"Prestation Ségur Vague 1 + Vague 2", "84 812,15 €", "20%", "16 962,43 €", "1 01 774,58 €"},
     0.9,
     RV_STATUS_SATISFIED},
    {{"Prestation Ségur Vague 1 + Vague 2", "69 646, 0 0 €", "20,00 %", "13 929,20", "83 575,20"},
     0.9,
     RV_STATUS_SATISFIED},
    {{"Prestation Ségur Vague 1 + Vague 2", "84 812,15 €", "20%", "16 962,43 €", "1 01 774,59 €"},
     0.9,
     RV_STATUS_UNDETERMINED},
    /* Of two like figures side by side reading loses one, however sure it is. */
    {{"Prestation Ségur Vague 1 + Vague 2", "60 599,40", "20 %", "1219,88", "72 719,28"},
     0.9,
     RV_STATUS_UNDETERMINED},
    {{"Prestation Ségur Vague 1 + Vague 2", "60 599,40", "20 %", "12 119,88", "7 719,28"},
     0.9,
     RV_STATUS_VIOLATED},
    {{"Prestation Ségur Vague 1 + Vague 2", "6 599,40", "20 %", "13 319,88", "79 919,28"},
     0.9,
     RV_STATUS_UNDETERMINED},
    {{"Prestation Ségur Vague 1 + Vague 2", "66 599,40", "20 %", "13 319,88", "7 919,28"},
     0.9,
     RV_STATUS_UNDETERMINED},
    {{"Prestation Ségur Vague 1 + Vague 2", "60 599,40", "20 %", "12 109,88", "72 719,28"},
     0.9,
     RV_STATUS_VIOLATED},
    /* Words in a neighbour's column. */
    {{"Prestation Ségur Vague 1 + Vague 2", "88 921,40", "20,00", "% 17 784,28", "106 705,68"},
     0.9,
     RV_STATUS_SATISFIED},
    {{"Prestation Ségur Vague 1 + Vague 2", "79 481,00", "20", "", "15 896,20 95 377,20"},
     0.9,
     RV_STATUS_SATISFIED},
    {{"Prestation Ségur Vague 1 + Vague 2 79 481,00", "", "20", "15 896,20", "95 377,20"},
     0.9,
     RV_STATUS_SATISFIED},
    {{"Prestation Ségur Vague 1 + Vague", "2 79 481,00", "20", "15 896,20", "95 377,20"},
     0.9,
     RV_STATUS_SATISFIED},
    {{"Prestation Ségur Vague 1 + Vague 2", "79 481,00", "20", "", "15 896,20 95 377,21"},
     0.9,
     RV_STATUS_UNDETERMINED},
    {{"Prestation Ségur Vague 1 + Vague 2", "79 481,00", "20 15 896,20", "", ""},
     0.9,
     RV_STATUS_UNDETERMINED},
};

START_TEST(judges_amounts)
{
    g_autoptr(Paper) paper = good_paper_of(ORDER);
    RvEvidence *table = paper_item(paper, "prestations");

    set_row(table, 0, lines[_i].cells);
    for (int i = RV_CELL_HT; i < RV_N_CELLS; i++)
        g_array_index(table->rows, RvRow, 0).cells[i].confidence = lines[_i].confidence;
    judge_paper(paper);
    ck_assert_str_eq(rv_status_name(item_status(paper, "prestations")),
                     rv_status_name(lines[_i].status));
}
END_TEST

static const struct {
    const char *cells[RV_N_CELLS];
    RvStatus status;
} further[] = {
    {{"Total", "40 402,00 €", "", "8 080,40 €", "48 482,40 €"}, RV_STATUS_SATISFIED},
    {{"TOTAL TTC", "", "", "", "48 482,40"}, RV_STATUS_SATISFIED},
    {{"", "40 402,00", "", "8 080,40", "48 482,40"}, RV_STATUS_SATISFIED},
    {{"Sous-total HT", "", "", "", "40 402,00"}, RV_STATUS_SATISFIED},
    {{"TVA 20 %", "", "", "", "8 080,40"}, RV_STATUS_SATISFIED},
    {{"Montant de la TVA", "", "", "", "8 080,41"}, RV_STATUS_UNDETERMINED},
    {{"", "", "", "", "40 402,00"}, RV_STATUS_VIOLATED},
    {{"", "", "", "", ""}, RV_STATUS_SATISFIED},
    {{"Total", "40 402,00 €", "", "8 080,40 €", "58 482,40 €"}, RV_STATUS_UNDETERMINED},
    {{"Formation offerte", "", "", "", ""}, RV_STATUS_UNDETERMINED},
    {{"Formation", "100,00", "20 %", "20,00", "120,00"}, RV_STATUS_VIOLATED},
    {{"Prestation Ségur Vague 1 + Vague 2", "40 402,00", "20 %", "8 080,40", "48 482,40"},
     RV_STATUS_VIOLATED},
};

START_TEST(judges_further_rows)
{
    g_autoptr(Paper) paper = good_paper_of(ORDER);

    set_row(paper_item(paper, "prestations"), 1, further[_i].cells);
    judge_paper(paper);
    ck_assert_str_eq(rv_status_name(item_status(paper, "prestations")),
                     rv_status_name(further[_i].status));
}
END_TEST

START_TEST(a_table_may_be_missing_or_unread)
{
    g_autoptr(Paper) paper = good_paper_of(ORDER);
    RvEvidence *table = paper_item(paper, "prestations");

    g_array_set_size(table->rows, 0);
    ck_assert_int_eq(judge_paper(paper), RV_VERDICT_REVIEW);
    ck_assert_int_eq(item_status(paper, "prestations"), RV_STATUS_UNDETERMINED);
    table->value.state = RV_VALUE_BLANK;
    ck_assert_int_eq(judge_paper(paper), RV_VERDICT_FAIL);
    ck_assert_int_eq(item_status(paper, "prestations"), RV_STATUS_VIOLATED);
    set_phrase(&table->phrase, RV_PHRASE_MISSING);
    ck_assert_int_eq(judge_paper(paper), RV_VERDICT_FAIL);
    ck_assert_int_eq(item_status(paper, "prestations"), RV_STATUS_MISSING);
}
END_TEST

Suite *
suite_judge_table(void)
{
    Suite *suite = suite_create("judge_table");
    TCase *tests = tcase_create("judge_table");

    tcase_add_loop_test(tests, judges_line_labels, 0, G_N_ELEMENTS(line_labels));
    tcase_add_loop_test(tests, line_names_the_software, 0, G_N_ELEMENTS(naming));
    tcase_add_loop_test(tests, doubts_labels_that_are_hard_to_read, 0, G_N_ELEMENTS(line_labels));
    tcase_add_loop_test(tests, judges_amounts, 0, G_N_ELEMENTS(lines));
    tcase_add_loop_test(tests, judges_further_rows, 0, G_N_ELEMENTS(further));
    tcase_add_test(tests, a_table_may_be_missing_or_unread);
    suite_add_tcase(suite, tests);
    return suite;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms as publishers restyle them: boxes of every kind and place, cells for figures, labels that
 * nothing but white paper asks to fill in, text that flows in columns and over pages. */
#include "empty-form.h"

#include <check.h>

Suite *suite_learn_restyled(void);

#define LEFT 60.0

static RvTemplate *
learn(EmptyForm *form)
{
    g_autoptr(GBytes) pdf = empty_form_end(form);

    return learn_form(pdf, &rv_marking_default, NULL);
}

static guint
count(const RvTemplate *t, RvItemKind kind)
{
    guint n = 0;

    for (guint i = 0; i < t->items->len; i++)
        n += ((const RvItem *)g_ptr_array_index(t->items, i))->kind == kind;
    return n;
}

static void
check_box(const RvItem *group, guint i, const char *label)
{
    ck_assert_uint_gt(group->boxes->len, i);
    ck_assert_str_eq(((const RvBoxSpec *)g_ptr_array_index(group->boxes, i))->label, label);
}

static void
check_field(const RvTemplate *t, const char *label, RvFieldType type)
{
    const RvItem *field = learnt_item(t, RV_ITEM_FIELD, label);

    ck_assert_msg(field != NULL, "no field %s", label);
    ck_assert_int_eq(field->type, type);
}

/* ---- boxes ----------------------------------------------------------------------------------- */

static const char *const questions[] = {"Les documents sont-ils transmis ?",
                                        "Les comptes rendus sont-ils transmis ?",
                                        "Le patient est-il informé ?"};

/* Each in a second frame, as some word processors draw them. */
START_TEST(finds_boxes_with_two_frames)
{
    EmptyForm f = empty_form_begin();
    g_autoptr(RvTemplate) t = NULL;

    empty_form_say(&f, LEFT, 60, BOLD, "Bon de commande");
    for (guint i = 0; i < G_N_ELEMENTS(questions); i++) {
        double y = 100 + i * 50;

        empty_form_say(&f, LEFT, y, BLUE, questions[i]);
        for (guint k = 0; k < 2; k++) {
            empty_form_frame(&f, LEFT + k * 60, y + 12, 12, 12);
            empty_form_frame(&f, LEFT + k * 60 + 2, y + 14, 8, 8);
            empty_form_say(&f, LEFT + k * 60 + 18, y + 22, PLAIN, k ? "Non" : "Oui");
        }
    }
    t = learn(&f);
    for (guint i = 0; i < G_N_ELEMENTS(questions); i++) {
        const RvItem *group = learnt_item(t, RV_ITEM_GROUP, questions[i]);

        ck_assert_msg(group != NULL, "no group %s", questions[i]);
        ck_assert_uint_eq(group->boxes->len, 2);
        check_box(group, 0, "Oui");
        check_box(group, 1, "Non");
    }
}
END_TEST

START_TEST(finds_boxes_at_the_margin)
{
    EmptyForm f = empty_form_begin();
    g_autoptr(RvTemplate) t = NULL;
    const RvItem *group;

    empty_form_say(&f, LEFT, 60, BOLD, "Bon de commande");
    empty_form_say(&f, LEFT, 100, BLUE, "Nature de la prestation - cocher une des deux cases");
    empty_form_say(&f, LEFT + 10, 118, PLAIN, "Prestation de vague 1");
    empty_form_frame(&f, 520, 109, 10, 10);
    empty_form_say(&f, LEFT + 10, 134, PLAIN, "Prestation de vague 2");
    empty_form_frame(&f, 520, 125, 10, 10);
    t = learn(&f);
    group = learnt_item(t, RV_ITEM_GROUP, "Nature de la prestation - cocher une des deux cases");
    ck_assert_ptr_nonnull(group);
    ck_assert_uint_eq(group->boxes->len, 2);
    check_box(group, 0, "Prestation de vague 1");
    check_box(group, 1, "Prestation de vague 2");
    ck_assert_int_eq(group->rule, RV_GROUP_EXACTLY_ONE);
}
END_TEST

/* The question stands on the line of its answers, each of which has its box behind it. */
START_TEST(finds_boxes_behind_their_labels)
{
    EmptyForm f = empty_form_begin();
    g_autoptr(RvTemplate) t = NULL;

    empty_form_say(&f, LEFT, 60, BOLD, "Bon de commande");
    for (guint i = 0; i < 3; i++) {
        static const char *const said[] = {
            "Documents du DPI :", "Documents du RIS :", "Documents du SGL :"};
        double y = 100 + i * 24;

        empty_form_say(&f, LEFT, y, BLUE, said[i]);
        for (guint k = 0; k < 2; k++) {
            empty_form_say(&f, 165 + k * 60, y, PLAIN, k ? "Non" : "Oui");
            empty_form_frame(&f, 190 + k * 60, y - 9, 10, 10);
        }
    }
    t = learn(&f);
    ck_assert_uint_eq(count(t, RV_ITEM_GROUP), 3);
    check_box(learnt_item(t, RV_ITEM_GROUP, "Documents du RIS"), 0, "Oui");
    check_box(learnt_item(t, RV_ITEM_GROUP, "Documents du RIS"), 1, "Non");
}
END_TEST

/* What explains a mandatory question is none, and may say how many are to be ticked. */
START_TEST(a_question_may_be_explained)
{
    EmptyForm f = empty_form_begin();
    g_autoptr(RvTemplate) t = NULL;
    const RvItem *group;

    empty_form_say(&f, LEFT, 60, BOLD, "Bon de commande");
    empty_form_say(&f, LEFT, 100, BLUE, "Flux entre les systèmes :");
    empty_form_say(&f, LEFT, 114, PLAIN,
                   "Le flux des identités. Une seule case à cocher sur les 2.");
    empty_form_answer(&f, LEFT + 10, 132, "Le flux est en place.");
    empty_form_answer(&f, LEFT + 10, 148, "Le flux sera mis en place plus tard.");
    t = learn(&f);
    group = learnt_item(t, RV_ITEM_GROUP, "Flux entre les systèmes");
    ck_assert_ptr_nonnull(group);
    ck_assert_uint_eq(group->boxes->len, 2);
    ck_assert_int_eq(group->rule, RV_GROUP_EXACTLY_ONE);
    ck_assert(!group->guessed);
}
END_TEST

/* ---- fields ---------------------------------------------------------------------------------- */

START_TEST(cells_for_figures_are_no_boxes)
{
    EmptyForm f = empty_form_begin();
    g_autoptr(RvTemplate) t = NULL;

    empty_form_say(&f, LEFT, 60, BOLD, "Bon de commande");
    empty_form_say(&f, LEFT, 100, BLUE, "N° de SIRET :");
    for (guint i = 0; i < 14; i++)
        empty_form_frame(&f, 140 + i * 14 + i / 3 * 6, 88, 14, 16);
    empty_form_say(&f, LEFT, 140, BLUE, "Date d'installation :");
    for (guint i = 0; i < 8; i++)
        empty_form_frame(&f, 170 + i * 14 + (i / 2 - i / 6) * 8, 128, 14, 16);
    t = learn(&f);
    ck_assert_uint_eq(count(t, RV_ITEM_GROUP), 0);
    check_field(t, "N° de SIRET", RV_FIELD_SIRET);
    check_field(t, "Date d'installation", RV_FIELD_DATE);
}
END_TEST

/* Mandatory as the mentions are, with nothing but white paper behind them. */
START_TEST(labels_need_no_line_to_write_on)
{
    EmptyForm f = empty_form_begin();
    g_autoptr(RvTemplate) t = NULL;

    empty_form_say(&f, LEFT, 60, BOLD, "Bon de commande");
    empty_form_say(&f, LEFT, 100, BLUE, "Dénomination sociale :");
    empty_form_say(&f, LEFT, 116, BLUE, "Téléphone :");
    empty_form_say(&f, LEFT, 132, BLUE, "Quelle est la date prévisionnelle d'installation ?");
    empty_form_say(&f, LEFT, 164, BLUE | BOLD, "Le client atteste :");
    empty_form_say(&f, LEFT, 180, BLUE, "Que cette commande n'est soumise à aucune condition.");
    t = learn(&f);
    check_field(t, "Dénomination sociale", RV_FIELD_TEXT);
    check_field(t, "Téléphone", RV_FIELD_PHONE);
    check_field(t, "Quelle est la date prévisionnelle d'installation ?", RV_FIELD_DATE);
    ck_assert_uint_eq(count(t, RV_ITEM_FIELD), 3);
    ck_assert_ptr_nonnull(learnt_item(t, RV_ITEM_MENTION, "Le client atteste"));
    ck_assert_ptr_nonnull(
        learnt_item(t, RV_ITEM_MENTION, "Que cette commande n'est soumise à aucune condition."));
}
END_TEST

START_TEST(a_cell_may_hold_its_label)
{
    EmptyForm f = empty_form_begin();
    g_autoptr(RvTemplate) t = NULL;

    empty_form_say(&f, LEFT, 60, BOLD, "Attestation de vérification d'aptitude");
    for (guint i = 0; i < 4; i++)
        empty_form_frame(&f, LEFT + i % 2 * 235, 100 + i / 2 * 44, 235, 44);
    empty_form_say(&f, LEFT + 4, 111, PLAIN, "Dénomination sociale");
    empty_form_say(&f, LEFT + 239, 111, PLAIN, "Date de finalisation de l'installation");
    empty_form_say(&f, LEFT + 239, 123, PLAIN, "en environnement de production");
    empty_form_say(&f, LEFT + 4, 155, PLAIN, "Téléphone");
    empty_form_say(&f, LEFT + 239, 155, PLAIN, "Email");
    t = learn(&f);
    ck_assert_uint_eq(count(t, RV_ITEM_FIELD), 4);
    check_field(t, "Date de finalisation de l'installation en environnement de production",
                RV_FIELD_DATE);
    check_field(t, "Email", RV_FIELD_EMAIL);
}
END_TEST

START_TEST(what_explains_a_label_may_take_lines)
{
    EmptyForm f = empty_form_begin();
    g_autoptr(RvTemplate) t = NULL;

    empty_form_say(&f, LEFT, 60, BOLD, "Attestation de vérification d'aptitude");
    empty_form_say(&f, LEFT, 80, BLUE, "Rien d'autre n'est demandé au client.");
    empty_form_say(&f, LEFT, 100, BLUE, "Commentaires");
    empty_form_say(&f, LEFT + 75, 100, PLAIN,
                   "(Préciser le cas échéant les tâches qui ont été directement assurées");
    empty_form_say(&f, LEFT, 113, PLAIN,
                   "par votre établissement et les réserves non bloquantes) :");
    for (guint i = 0; i < 3; i++)
        empty_form_dots(&f, LEFT, 530, 130 + i * 16);
    t = learn(&f);
    check_field(t, "Commentaires", RV_FIELD_FREETEXT);
    ck_assert_uint_eq(count(t, RV_ITEM_FIELD), 1);
}
END_TEST

START_TEST(a_price_table_may_count)
{
    static const char *const headings[] = {"Description", "Qté",         "PU HT",      "Montant HT",
                                           "Taux de TVA", "Montant TVA", "Montant TTC"};
    EmptyForm f = empty_form_begin();
    g_autoptr(RvTemplate) t = NULL;
    const RvItem *table = NULL;

    empty_form_say(&f, LEFT, 60, BOLD, "Bon de commande");
    for (guint i = 0; i < G_N_ELEMENTS(headings); i++)
        for (guint row = 0; row < 2; row++)
            empty_form_frame(&f, 30 + i * 76, 100 + row * 24, 76, 24);
    for (guint i = 0; i < G_N_ELEMENTS(headings); i++)
        empty_form_say(&f, 33 + i * 76, 116, BOLD, headings[i]);
    empty_form_say(&f, 33, 140, PLAIN, "Prestation");
    t = learn(&f);
    for (guint i = 0; i < t->items->len; i++)
        if (((const RvItem *)g_ptr_array_index(t->items, i))->kind == RV_ITEM_TABLE)
            table = g_ptr_array_index(t->items, i);
    ck_assert_ptr_nonnull(table);
    ck_assert_str_eq(table->columns[1], "Montant HT");
    ck_assert_str_eq(table->columns[4], "Montant TTC");
    ck_assert_int_eq(table->lines_exactly, 1);
}
END_TEST

/* ---- how text flows -------------------------------------------------------------------------- */

/* A footer stands between the boxes of one question, and one of them goes on on the next page. */
START_TEST(a_question_may_go_on_on_the_next_page)
{
    EmptyForm f = empty_form_begin();
    g_autoptr(RvTemplate) t = NULL;
    const RvItem *group;

    empty_form_say(&f, LEFT, 60, BOLD, "Attestation de vérification d'aptitude");
    empty_form_say(&f, LEFT, 740, BLUE, "Les services suivants ont bien été fournis :");
    empty_form_answer(&f, LEFT + 10, 756, "L'installation de la solution logicielle");
    empty_form_answer(&f, LEFT + 10, 772,
                      "Les droits d'utilisation de la solution, correspondant au");
    empty_form_say(&f, LEFT + 100, 820, PLAIN, "Société fictive au capital de 50 000 euros");
    empty_form_turn(&f);
    empty_form_say(&f, LEFT + 26, 60, PLAIN, "périmètre de la vague 2");
    empty_form_answer(&f, LEFT + 10, 76, "La formation des utilisateurs");
    empty_form_say(&f, LEFT + 100, 820, PLAIN, "Société fictive au capital de 50 000 euros");
    t = learn(&f);
    group = learnt_item(t, RV_ITEM_GROUP, "Les services suivants ont bien été fournis");
    ck_assert_ptr_nonnull(group);
    ck_assert_uint_eq(group->boxes->len, 3);
    check_box(group, 1,
              "Les droits d'utilisation de la solution, correspondant au périmètre de la vague 2");
    check_box(group, 2, "La formation des utilisateurs");
}
END_TEST

static void
column(const EmptyForm *form, double x, const char *heading, const char *first, const char *second)
{
    empty_form_say(form, x, 110, BLUE, heading);
    empty_form_answer(form, x, 128, first);
    empty_form_say(form, x + 16, 141, PLAIN, "et qualifiée par le fournisseur");
    empty_form_answer(form, x, 159, second);
    empty_form_say(form, x + 16, 172, PLAIN, "et remise au client unique");
}

/* What is mandatory and stands in the left one alone does not end them. */
START_TEST(text_flows_in_columns)
{
    EmptyForm f = empty_form_begin();
    g_autoptr(RvTemplate) t = NULL;
    const RvItem *group;

    empty_form_say(&f, LEFT, 60, BOLD, "Attestation de vérification d'aptitude");
    column(&f, LEFT, "Les services suivants ont été fournis :", "La solution est installée",
           "La solution est paramétrée");
    column(&f, 310, "Les flux suivants ont été mis en place :", "Le flux sortant est activé",
           "Le flux entrant est activé");
    empty_form_say(&f, LEFT, 197, BLUE, "Les formations suivantes ont été faites :");
    empty_form_answer(&f, LEFT, 218, "La formation initiale");
    empty_form_answer(&f, 310, 190, "Le flux des identités est activé");
    empty_form_answer(&f, LEFT, 236, "La formation complémentaire");
    t = learn(&f);
    group = learnt_item(t, RV_ITEM_GROUP, "Les flux suivants ont été mis en place");
    ck_assert_ptr_nonnull(group);
    check_box(group, 0, "Le flux sortant est activé et qualifiée par le fournisseur");
    group = learnt_item(t, RV_ITEM_GROUP, "Les formations suivantes ont été faites");
    ck_assert_ptr_nonnull(group);
    ck_assert_uint_eq(group->boxes->len, 2);
    check_box(group, 1, "La formation complémentaire");
}
END_TEST

/* Strokes that were read as signs: the draft is a model all the same (learn() holds it to that). */
START_TEST(signs_alone_are_no_wording)
{
    EmptyForm f = empty_form_begin();
    g_autoptr(RvTemplate) t = NULL;

    empty_form_say(&f, LEFT, 60, BOLD, "Bon de commande");
    empty_form_say(&f, LEFT, 90, BOLD, "| |");
    empty_form_say(&f, LEFT, 120, PLAIN, "Téléphone :");
    empty_form_dots(&f, 120, 400, 120);
    empty_form_say(&f, LEFT, 150, BLUE, "= = = =");
    t = learn(&f);
    ck_assert_uint_eq(t->items->len, 1);
}
END_TEST

Suite *
suite_learn_restyled(void)
{
    Suite *suite = suite_create("learn_restyled");
    TCase *tests = tcase_create("forms");

    tcase_add_unchecked_fixture(tests, learn_open_reader, learn_close_reader);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, finds_boxes_with_two_frames);
    tcase_add_test(tests, finds_boxes_at_the_margin);
    tcase_add_test(tests, finds_boxes_behind_their_labels);
    tcase_add_test(tests, a_question_may_be_explained);
    tcase_add_test(tests, cells_for_figures_are_no_boxes);
    tcase_add_test(tests, labels_need_no_line_to_write_on);
    tcase_add_test(tests, a_cell_may_hold_its_label);
    tcase_add_test(tests, what_explains_a_label_may_take_lines);
    tcase_add_test(tests, a_price_table_may_count);
    tcase_add_test(tests, a_question_may_go_on_on_the_next_page);
    tcase_add_test(tests, text_flows_in_columns);
    tcase_add_test(tests, signs_alone_are_no_wording);
    suite_add_tcase(suite, tests);
    return suite;
}

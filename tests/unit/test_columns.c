/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values among the labels around them: in the right column, under the right label, on their lines;
 * and labels that are not there, or hardly read. */
#include "match-case.h"

#include "match/zone-private.h"

#include <check.h>

Suite *suite_columns(void);

static void
draw_rule(Case *c, int x, int y, int w, int h)
{
    RvSheetRule rule = {{x, y, w, h}, w > h};

    page_of(c->paper, 0);
    g_array_append_val(((RvSheet *)g_ptr_array_index(c->paper->sheets, 0))->rules, rule);
}

static void
add_field(Case *c, RvFieldType type, const char *label)
{
    add_item(c->t, RV_ITEM_FIELD, label, "s", label)->type = type;
}

/* The value of the item, which `want` is. */
static void
check_value(Case *c, guint item, const char *want)
{
    g_autoptr(GArray) used = rv_used_words(c->index, c->targets);
    const RvItem *asked = g_ptr_array_index(c->t->items, item);
    RvValue value = {0};

    rv_value_find(c->index, used, spot_of(c, item, RV_ROLE_LABEL), &(RvHabit){0}, asked->type,
                  &value);
    ck_assert_str_eq(value.text, want);
    rv_value_clear(&value);
}

/* Two cells full of labels side by side: what stands right of one is not the value of the other,
 * though nothing is written beside it. */
START_TEST(next_cell_has_its_own_labels)
{
    g_auto(Case) c = case_new();

    add_field(&c, RV_FIELD_PHONE, "Téléphone");
    add_field(&c, RV_FIELD_EMAIL, "Courriel");
    add_field(&c, RV_FIELD_TEXT, "Représentant");
    for (int x = 0; x < 3; x++)
        draw_rule(&c, 100 + 400 * x, 290, 2, 200);
    draw_rule(&c, 100, 290, 802, 2);
    draw_rule(&c, 100, 490, 802, 2);
    print_line(c.paper, 0, 120, 300, "Téléphone : 01 23 45 67 89");
    print_line(c.paper, 0, 120, 340, "Courriel :");
    print_line(c.paper, 0, 120, 364, "a@exemple.fr");
    print_line(c.paper, 0, 520, 300, "Représentant : Jeanne Untel");
    print_line(c.paper, 0, 520, 340, "b@exemple.fr");
    case_settle(&c);
    check_value(&c, 1, "a@exemple.fr");
}
END_TEST

/* A name that would not have fitted beside its label in the cell stands below it; one that would
 * have is something else. */
static const struct {
    int wall; /* right one of the cell */
    const char *want;
} cells[] = {{380, "Jeanne Untel"}, {700, ""}};

START_TEST(what_does_not_fit_stands_below)
{
    g_auto(Case) c = case_new();

    add_field(&c, RV_FIELD_TEXT, "Responsable de la vente");
    add_field(&c, RV_FIELD_TEXT, "Pays");
    draw_rule(&c, 100, 250, 2, 200);
    draw_rule(&c, cells[_i].wall, 250, 2, 200);
    print_line(c.paper, 0, 120, 300, "Responsable de la vente :");
    print_line(c.paper, 0, 120, 322, "Jeanne Untel");
    print_line(c.paper, 0, 120, 360, "Pays : France");
    print_line(c.paper, 0, 120, 500, "Une ligne qui va d'un bord de la colonne à l'autre");
    case_settle(&c);
    check_value(&c, 0, cells[_i].want);
}
END_TEST

/* Labels in a row over one row of values, with a wall between them or without. */
START_TEST(labels_in_a_row_have_columns)
{
    g_auto(Case) c = case_new();

    add_field(&c, RV_FIELD_TEXT, "Prénom");
    add_field(&c, RV_FIELD_FINESS, "FINESS");
    add_field(&c, RV_FIELD_TEXT, "Raison sociale");
    for (int y = 0; y < 3; y++)
        draw_rule(&c, 100, 290 + 60 * y, 800, 2);
    draw_rule(&c, 100, 290, 2, 120);
    draw_rule(&c, 900, 290, 2, 120);
    if (_i)
        draw_rule(&c, 330, 290, 2, 120);
    print_line(c.paper, 0, 120, 310, "Prénom");
    print_line(c.paper, 0, 350, 310, "FINESS");
    print_line(c.paper, 0, 560, 310, "Raison sociale");
    print_line(c.paper, 0, 110, 365, "Jeanne Untel");
    print_line(c.paper, 0, 345, 365, "010094704");
    print_line(c.paper, 0, 500, 365, "Hôpital de Villefictive");
    case_settle(&c);
    check_value(&c, 0, "Jeanne Untel");
    check_value(&c, 1, "010094704");
    check_value(&c, 2, "Hôpital de Villefictive");
}
END_TEST

/* Lines to write on, above a label and under it, make no cell of its row: the value goes on below.
 */
START_TEST(lines_to_write_on_are_no_floors)
{
    g_auto(Case) c = case_new();

    add_field(&c, RV_FIELD_PHONE, "Téléphone");
    add_field(&c, RV_FIELD_EMAIL, "Mail");
    draw_rule(&c, 100, 250, 2, 200);
    draw_rule(&c, 500, 250, 2, 200);
    draw_rule(&c, 100, 250, 402, 2);
    draw_rule(&c, 100, 450, 402, 2);
    draw_rule(&c, 180, 278, 315, 2);
    draw_rule(&c, 170, 304, 325, 2);
    draw_rule(&c, 170, 330, 325, 2);
    print_line(c.paper, 0, 110, 262, "Téléphone : 01 23 45 67 89");
    print_line(c.paper, 0, 110, 288, "Mail : jeanne.untel@institut-mutualiste-du-");
    print_line(c.paper, 0, 174, 314, "b.exemple.fr");
    case_settle(&c);
    check_value(&c, 1, "jeanne.untel@institut-mutualiste-du-b.exemple.fr");
}
END_TEST

/* An article that was read poorly is still the label of the date behind it, and only there. */
static const struct {
    const char *line;
    double confidence; /* of its third word */
    gboolean found;
} articles[] = {
    {"A Nantes le 06/08/2026", 0.9, TRUE},  {"A Nantes lk 06/08/2026", 0.3, TRUE},
    {"A Nantes lk 06/08/2026", 0.9, FALSE}, {"A Nantes lk 06 août", 0.3, FALSE},
    {"A Nantes ka 06/08/2026", 0.3, FALSE},
};

START_TEST(articles_before_dates)
{
    g_auto(Case) c = case_new();

    add_field(&c, RV_FIELD_TEXT, "A");
    add_field(&c, RV_FIELD_DATE, "le");
    print_line(c.paper, 0, 100, 300, articles[_i].line);
    g_array_index(page_of(c.paper, 0)->words, RvWord, 2).confidence = articles[_i].confidence;
    case_settle(&c);
    ck_assert_int_eq(spot_of(&c, 1, RV_ROLE_LABEL) != NULL, articles[_i].found);
}
END_TEST

/* "Téléphone" may be printed as "Tél", and is a long label all the same. */
START_TEST(short_labels_are_short_in_every_wording)
{
    g_auto(Case) c = case_new();
    RvTarget target = {.role = RV_ROLE_LABEL};
    RvNeedle needles[] = {{.key = (char[]){"telephone"}}, {.key = (char[]){"tel"}}};

    print_line(c.paper, 0, 100, 300, "x");
    case_settle(&c);
    target.needles = g_array_new(FALSE, FALSE, sizeof(RvNeedle));
    g_array_append_val(target.needles, needles[1]);
    ck_assert(rv_label_is_short(&target));
    g_array_append_val(target.needles, needles[0]);
    ck_assert(!rv_label_is_short(&target));
    g_array_unref(target.needles);
}
END_TEST

/* What was not found is missing when the lines where it belongs were read, and the page well;
 * handwriting and a poor page elsewhere do not matter. */
static const struct {
    double around, within, elsewhere; /* confidence of lines: of print, where it belongs, of the
                                       * next page */
    gboolean readable;
} gaps[] = {
    {0.98, 0.98, 0.98, TRUE},
    {0.98, 0.3, 0.98, FALSE},
    {0.98, 0.98, 0.7, TRUE},
    {0.7, 0.98, 0.98, FALSE},
};

static void
print_surely(Case *c, guint page, int y, const char *text, double confidence)
{
    RvReading *reading = page_of(c->paper, page);
    guint first = reading->words->len;

    print_line(c->paper, page, 100, y, text);
    for (guint w = first; w < reading->words->len; w++)
        g_array_index(reading->words, RvWord, w).confidence = confidence;
}

START_TEST(absence_needs_what_was_read_there)
{
    g_auto(Case) c = case_new();
    const RvItem *lost;

    add_field(&c, RV_FIELD_TEXT, "Dénomination sociale");
    add_field(&c, RV_FIELD_ADDRESS, "Adresse du siège");
    add_field(&c, RV_FIELD_TEXT, "Nom du représentant");
    add_field(&c, RV_FIELD_TEXT, "Fait pour valoir ce que de droit");
    lost = g_ptr_array_index(c.t->items, 1);
    print_surely(&c, 0, 300, "Dénomination sociale : Hôpital", gaps[_i].around);
    print_surely(&c, 0, 340, "Autre chose", gaps[_i].within);
    print_surely(&c, 0, 380, "Nom du représentant : Jeanne Untel", gaps[_i].around);
    for (int k = 0; k < 4; k++) {
        print_surely(&c, 0, 500 + 30 * k, "du texte bien long sur la même page", gaps[_i].around);
        print_surely(&c, 1, 500 + 30 * k, "du texte bien long sur une autre page",
                     gaps[_i].elsewhere);
    }
    print_surely(&c, 0, 800, "Aïe ouille griffe", 0.2); /* by hand */
    print_surely(&c, 1, 900, "Fait pour valoir ce que de droit", gaps[_i].elsewhere);
    case_settle(&c);
    g_array_set_size(c.index->form_pages, 0);
    for (gboolean form = TRUE; c.index->form_pages->len < 2;)
        g_array_append_val(c.index->form_pages, form);
    ck_assert_ptr_null(spot_of(&c, 1, RV_ROLE_LABEL));
    ck_assert_int_eq(
        rv_gap_is_readable(c.index, c.targets, rv_targets_get(c.targets, lost, RV_ROLE_LABEL, -1)),
        gaps[_i].readable);
}
END_TEST

/* Of a page of which no line was read nobody knows what it lacks. */
START_TEST(nothing_is_absent_from_an_unread_page)
{
    g_auto(Case) c = case_new();

    for (int k = 0; k < 8; k++)
        print_surely(&c, 0, 300 + 30 * k, "des mots que personne ne lit", _i ? 0.98 : 0.3);
    case_settle(&c);
    g_array_index(c.index->form_pages, gboolean, 0) = TRUE;
    ck_assert_int_eq(rv_gap_is_readable(c.index, c.targets, NULL), _i);
}
END_TEST

/* A note by hand above the letterhead, which all pages have, is no text of the form. */
START_TEST(notes_above_headers)
{
    g_auto(Case) c = case_new();

    for (guint page = 0; page < 2; page++)
        print_line(c.paper, page, 100, 100, "Éditions Untel, éditeur de logiciels");
    print_line(c.paper, 1, 800, 75, "copie au service");
    print_line(c.paper, 1, 100, 135, "La suite de la phrase");
    case_settle(&c);
    ck_assert_uint_ne(rv_index_first_of_page(c.index, 1), RV_NO_LINE);
    ck_assert_int_eq(rv_index_line(c.index, rv_index_first_of_page(c.index, 1))->box.y, 135);
}
END_TEST

Suite *
suite_columns(void)
{
    Suite *suite = suite_create("columns");
    TCase *tcase = tcase_create("all");

    tcase_add_test(tcase, next_cell_has_its_own_labels);
    tcase_add_loop_test(tcase, what_does_not_fit_stands_below, 0, G_N_ELEMENTS(cells));
    tcase_add_loop_test(tcase, labels_in_a_row_have_columns, 0, 2);
    tcase_add_test(tcase, lines_to_write_on_are_no_floors);
    tcase_add_loop_test(tcase, articles_before_dates, 0, G_N_ELEMENTS(articles));
    tcase_add_test(tcase, short_labels_are_short_in_every_wording);
    tcase_add_loop_test(tcase, absence_needs_what_was_read_there, 0, G_N_ELEMENTS(gaps));
    tcase_add_loop_test(tcase, nothing_is_absent_from_an_unread_page, 0, 2);
    tcase_add_test(tcase, notes_above_headers);
    suite_add_tcase(suite, tcase);
    return suite;
}

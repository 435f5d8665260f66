/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written for a label, beside it, below it, or in the cells of a frame. */
#include "match-case.h"

#include "match/zone-private.h"

#include <check.h>

Suite *suite_values(void);

/* On the first page. */
static void
draw_rule(WordPaper *paper, int x, int y, int w, int h)
{
    page_of(paper, 0);
    RvSheet *sheet = g_ptr_array_index(paper->sheets, 0);
    RvSheetRule rule = {{x, y, w, h}, w > h};

    g_array_append_val(sheet->rules, rule);
}

static RvValue
value_of(Case *c, guint item)
{
    g_autoptr(GArray) used = rv_used_words(c->index, c->targets);
    const RvItem *asked = g_ptr_array_index(c->t->items, item);
    RvValue value = {0};

    rv_value_find(c->index, used, spot_of(c, item, RV_ROLE_LABEL), &(RvHabit){0}, asked->type,
                  &value);
    return value;
}

static const struct {
    RvFieldType type;
    const char *label;
    const char *lines[3]; /* at x = 100, one below the other */
    RvValueState state;
    const char *value;
} values[] = {
    {RV_FIELD_PHONE, "Téléphone", {"Téléphone : 01 23 45 67 89"}, RV_VALUE_READ, "01 23 45 67 89"},
    {RV_FIELD_PHONE, "Téléphone", {"Téléphone : ......"}, RV_VALUE_BLANK, ""},
    {RV_FIELD_PHONE, "Téléphone", {"Téléphone :"}, RV_VALUE_BLANK, ""},
    {RV_FIELD_REFERENCE,
     "N° de bon de commande",
     {"n° de bon de commande (référence à renseigner par le fournisseur) : BC-2026-1"},
     RV_VALUE_READ,
     "BC-2026-1"},
    /* the explanation fills the line: the value has wrapped */
    {RV_FIELD_REFERENCE,
     "N° de bon de commande",
     {"N° de bon de commande (référence Fournisseur à renseigner par le Fournisseur de la "
      "solution) :",
      "BC-2026-1"},
     RV_VALUE_READ,
     "BC-2026-1"},
    /* a long name did not fit; a sentence is none */
    {RV_FIELD_TEXT,
     "Dénomination sociale",
     {"Dénomination sociale :",
      "CHU du Lac-des-Exemples-en-Montagne - Établissement public de santé intercommunal"},
     RV_VALUE_READ,
     "CHU du Lac-des-Exemples-en-Montagne Établissement public de santé intercommunal"},
    {RV_FIELD_TEXT,
     "Dénomination sociale",
     {"Dénomination sociale :",
      "Hôpital du Lac-des-Exemples-en-Haute-Montagne, pôle de soins de suite et de",
      "réadaptation"},
     RV_VALUE_READ,
     "Hôpital du Lac-des-Exemples-en-Haute-Montagne, pôle de soins de suite et de réadaptation"},
    {RV_FIELD_TEXT,
     "Dénomination sociale",
     {"Dénomination sociale :",
      "Ce que dit cette longue phrase de la notice ne fait le nom de personne ici-bas"},
     RV_VALUE_BLANK,
     ""},
    /* no word of it would have fitted, or its form tells */
    {RV_FIELD_DATE,
     "Quelle est la date prévisionnelle d'installation ?",
     {"Quelle est la date prévisionnelle d'installation ?", "21/05/2026"},
     RV_VALUE_READ,
     "21/05/2026"},
    /* its small print was misread up to the bracket that closes it */
    {RV_FIELD_DATE,
     "Date",
     {"Date fiustallation complète et effective de la solution} 21/05/2026"},
     RV_VALUE_READ,
     "21/05/2026"},
    {RV_FIELD_REFERENCE,
     "N° de contrat",
     {"N° de contrat lot 3) 2026-17"},
     RV_VALUE_READ,
     "lot 3) 2026-17"},
    /* over two lines, and nothing written behind */
    {RV_FIELD_FREETEXT,
     "Commentaires",
     {"Commentaires", "(Préciser le cas échéant les tâches qui ont été assurées par votre",
      "établissement et les réserves)"},
     RV_VALUE_BLANK,
     ""},
    /* what the form explains, of which the reading lost the brackets */
    {RV_FIELD_REFERENCE,
     "N° de bon de commande",
     {"N° de bon de commande information : référence du bon de commande chez l'éditeur"},
     RV_VALUE_BLANK,
     ""},
    {RV_FIELD_REFERENCE,
     "N° de bon de commande",
     {"N° de bon de commande information : référence du bon de commande chez l'éditeur BC-2026-1"},
     RV_VALUE_READ,
     "BC-2026-1"},
    /* hints of what is to be written */
    {RV_FIELD_SIRET, "N° de SIRET", {"N° de SIRET (14 chiffres) :"}, RV_VALUE_BLANK, ""},
    {RV_FIELD_SIRET,
     "N° de SIRET",
     {"N° de SIRET (14 chiffres) : 73282932000074"},
     RV_VALUE_READ,
     "73282932000074"},
    {RV_FIELD_PHONE,
     "Téléphone",
     {"Téléphone : (33) 1 23 45 67 89"},
     RV_VALUE_READ,
     "(33) 1 23 45 67 89"},
    {RV_FIELD_FINESS, "N° FINESS", {"N° FINESS (? chiffres) :"}, RV_VALUE_BLANK, ""},
    {RV_FIELD_DATE,
     "Date d'émission",
     {"Date d'émission (33/MM/A44A) : 22 avril 2026"},
     RV_VALUE_READ,
     "22 avril 2026"},
    /* a comb below, one figure a cell, whose slash was read as 1 */
    {RV_FIELD_DATE,
     "Date d'émission",
     {"Date d'émission (JJ/MM/AAAA) :", "3 1 1 0 5 / 2 0 2 6"},
     RV_VALUE_READ,
     "3 1 1 0 5 / 2 0 2 6"},
    /* the end of a frame was read as a bracket */
    {RV_FIELD_TEXT,
     "Responsable de la transaction",
     {"Responsable de la transaction : [Jeanne Exemple"},
     RV_VALUE_READ,
     "Jeanne Exemple"},
    /* a sentence of the form is no reference */
    {RV_FIELD_REFERENCE,
     "N° de bon de commande",
     {"N° de bon de commande :", "Si le bon de commande est antérieur au référencement de la"},
     RV_VALUE_BLANK,
     ""},
    /* it would have fitted: it is not the value */
    {RV_FIELD_TEXT,
     "Responsable de la transaction",
     {"Responsable de la transaction :", "Renseignements sur la suite du formulaire"},
     RV_VALUE_BLANK,
     ""},
};

/* The digits' costs are those of the text's characters, and of nothing else. */
static void
assert_digits_of(const RvValue *value)
{
    guint i = 0;

    ck_assert_ptr_nonnull(value->digits);
    ck_assert_uint_eq(value->digits->len, (guint)g_utf8_strlen(value->text, -1));
    for (const char *p = value->text; *p; p = g_utf8_next_char(p), i++)
        ck_assert_float_eq(g_array_index(value->digits, RvDigitCosts, i).of[0],
                           *p == ' ' ? 0 : (float)g_utf8_get_char(p));
}

START_TEST(values_beside)
{
    g_auto(Case) c = case_new();
    RvValue value;

    add_item(c.t, RV_ITEM_FIELD, "f", "s", values[_i].label)->type = values[_i].type;
    for (int i = 0; i < 3 && values[_i].lines[i]; i++)
        print_line(c.paper, 0, 100, 300 + 24 * i, values[_i].lines[i]);
    print_line(c.paper, 0, 100, 600,
               "Un paragraphe qui va d'un bord de la page à l'autre bord et montre où les lignes "
               "se coupent");
    case_settle(&c);
    value = value_of(&c, 0);
    ck_assert_int_eq(value.state, values[_i].state);
    ck_assert_str_eq(value.text, values[_i].value);
    assert_digits_of(&value);
    rv_value_clear(&value);
}
END_TEST

/* Labels in the head of a table, values in the cells below, one of them over two lines. */
START_TEST(values_in_cells)
{
    static const char *const expected[] = {"Jeanne Exemple", "j@exemple.fr", "+33 1 23 45 67 89"};
    static const char *const labels[] = {"Nom du représentant", "Email", "Téléphone"};
    g_auto(Case) c = case_new();

    for (int i = 0; i < 3; i++) {
        add_item(c.t, RV_ITEM_FIELD, labels[i], "s", labels[i]);
        print_line(c.paper, 0, 120 + 300 * i, 300, labels[i]);
        draw_rule(c.paper, 100 + 300 * i, 290, 2, 120);
    }
    draw_rule(c.paper, 1000, 290, 2, 120);
    for (int y = 290; y <= 410; y += 40 + (y > 300) * 40)
        draw_rule(c.paper, 100, y, 900, 2);
    print_line(c.paper, 0, 120, 350, "Jeanne Exemple");
    print_line(c.paper, 0, 410, 350, "j@exemple.fr");
    print_line(c.paper, 0, 720, 350, "+33 1 23 45");
    print_line(c.paper, 0, 760, 374, "67 89");
    case_settle(&c);
    for (guint i = 0; i < 3; i++) {
        RvValue value = value_of(&c, i);

        ck_assert_int_eq(value.state, RV_VALUE_READ);
        ck_assert_str_eq(value.text, expected[i]);
        rv_value_clear(&value);
    }
}
END_TEST

/* Text that stands in one cell of a frame of two columns and three rows; the labels are looked for
 * wherever they are, "/" starts another line. */
typedef struct {
    int column, row;
    const char *text;
} CellText;
static const struct {
    CellText cells[6];
    const char *want[4]; /* of the labels, in the order of the cells that hold one */
    gboolean stacked;
    int walls; /* how many of the three upright rules were seen, from the right */
} frames[] = {
    /* values beside their labels */
    {{{0, 0, "Adresse"}, {1, 0, "3 rue Fictive"}, {0, 1, "Mail"}, {0, 2, "Pays"}, {1, 2, "France"}},
     {"3 rue Fictive", "", "France"},
     FALSE,
     3},
    /* ... in two lines */
    {{{0, 0, "Adresse"}, {1, 0, "3 rue Fictive/01234 Exemple"}, {0, 1, "Mail"}, {0, 2, "Pays"}},
     {"3 rue Fictive 01234 Exemple", "", ""},
     FALSE,
     3},
    /* the label goes on: it is no value */
    {{{0, 0, "Adresse du siège"}, {0, 1, "Mail"}, {1, 1, "a@exemple.fr"}, {0, 2, "Pays"}},
     {"", "a@exemple.fr", ""},
     FALSE,
     3},
    /* in the cells of their labels; an empty one borrows nothing */
    {{{0, 0, "Adresse/3 rue Fictive"}, {1, 0, "Mail/a@exemple.fr"}, {0, 1, "Pays"}, {1, 1, "x/y"}},
     {"3 rue Fictive", "a@exemple.fr", ""},
     TRUE,
     3},
    /* a label with the last cell of its row, and one with the row below */
    {{{0, 0, "Adresse"}, {1, 0, "Mail"}, {0, 1, "3 rue Fictive"}, {1, 1, "a@exemple.fr"}},
     {"3 rue Fictive", "a@exemple.fr"},
     FALSE,
     3},
    /* an explanation below a label takes the room, where others have their values below */
    {{{0, 0, "Adresse/(du siège de/la société)"},
      {1, 0, "3 rue Fictive"},
      {0, 1, "Mail"},
      {0, 2, "Pays/France"}},
     {"3 rue Fictive", "", "France"},
     TRUE,
     3},
    /* the left wall was not seen */
    {{{0, 0, "Adresse"}, {1, 0, "3 rue Fictive"}, {0, 1, "Mail"}, {0, 2, "Pays"}, {1, 2, "France"}},
     {"3 rue Fictive", "", "France"},
     FALSE,
     2},
};

START_TEST(values_in_frames)
{
    static const char *const labels[] = {"Adresse", "Mail", "Pays"};
    g_auto(Case) c = case_new();
    guint items = 0;

    for (int x = 3 - frames[_i].walls; x < 3; x++)
        draw_rule(c.paper, 100 + 400 * x, 290, 2, 210);
    for (int y = 0; y < 4; y++)
        draw_rule(c.paper, 100, 290 + 70 * y, 800, 2);
    for (int i = 0; i < 6 && frames[_i].cells[i].text; i++) {
        const CellText *cell = &frames[_i].cells[i];
        g_auto(GStrv) lines = g_strsplit(cell->text, "/", 3);

        for (guint k = 0; k < G_N_ELEMENTS(labels); k++)
            if (g_str_has_prefix(cell->text, labels[k]))
                add_item(c.t, RV_ITEM_FIELD, labels[k], "s", labels[k]), items++;
        for (guint k = 0; lines[k]; k++)
            print_line(c.paper, 0, 120 + 400 * cell->column, 296 + 70 * cell->row + 26 * (int)k,
                       lines[k]);
    }
    case_settle(&c);
    for (guint i = 0; i < items; i++) {
        g_autoptr(GArray) used = rv_used_words(c.index, c.targets);
        RvHabit habit = {.stacked = frames[_i].stacked};
        RvValue value = {0};

        rv_value_find(c.index, used, spot_of(&c, i, RV_ROLE_LABEL), &habit, RV_FIELD_TEXT, &value);
        ck_assert_str_eq(value.text, frames[_i].want[i]);
        rv_value_clear(&value);
    }
}
END_TEST

/* A value that did not fit beside its label stands on the line below it; nothing is borrowed when
 * the place beside the label is empty. */
static const struct {
    int beside, below; /* where a line to write on starts, 0: there is none */
    RvFieldType type;
    const char *written, *want;
    int behind; /* where leaders go on behind what is written */
} moved[] = {
    {0, 100, RV_FIELD_TEXT, "3 rue Fictive", "3 rue Fictive", 0},
    {200, 100, RV_FIELD_TEXT, "3 rue Fictive", "3 rue Fictive", 0}, /* its second line */
    {200, 100, RV_FIELD_TEXT, "Adrsse : rue", "", 0},               /* a label, not known as one */
    {200, 100, RV_FIELD_TEXT, "x .", "", 0},
    {0, 0, RV_FIELD_REFERENCE, "BC-2026-1", "BC-2026-1", 0},
    {0, 0, RV_FIELD_REFERENCE, "Annexe-1", "", 0},
    {0, 0, RV_FIELD_TEXT, "3 rue Fictive", "", 0},
    {0, 0, RV_FIELD_EMAIL, "jeanne@exemple.fr", "jeanne@exemple.fr", 0},
    {200, 0, RV_FIELD_EMAIL, "jeanne@exemple.fr", "", 0},
    {0, 0, RV_FIELD_EMAIL, "jeanne.untel @exemple.fr", "jeanne.untel@exemple.fr", 0},
    {0, 0, RV_FIELD_TEXT, "3 rue Fictive", "3 rue Fictive", 212},
    {0, 0, RV_FIELD_TEXT, "3 rue Fictive", "", 900}, /* of something else */
    {200, 0, RV_FIELD_TEXT, "3 rue Fictive", "", 212},
};

START_TEST(values_below_a_full_row)
{
    g_auto(Case) c = case_new();
    RvValue value;

    add_item(c.t, RV_ITEM_FIELD, "f", "s", "Mail")->type = moved[_i].type;
    print_line(c.paper, 0, 100, 300, "Mail :");
    print_line(c.paper, 0, 100, 340, moved[_i].written);
    print_line(c.paper, 0, 100, 500, "Un paragraphe qui va d'un bord de la page à l'autre bord");
    if (moved[_i].beside)
        draw_rule(c.paper, moved[_i].beside, 318, 1000, 2);
    if (moved[_i].below)
        draw_rule(c.paper, moved[_i].below, 358, 1100, 2);
    if (moved[_i].behind) {
        RvSheet *sheet = g_ptr_array_index(c.paper->sheets, 0);
        RvPx leader = {moved[_i].behind, 354, 200, 4};

        g_array_append_val(sheet->leaders, leader);
    }
    case_settle(&c);
    value = value_of(&c, 0);
    ck_assert_str_eq(value.text, moved[_i].want);
    rv_value_clear(&value);
}
END_TEST

/* A comment that does not fit at the end of its page begins the next one, below its header. What
 * the form itself says there is none. */
START_TEST(comments_on_the_next_page)
{
    static const struct {
        const char *below, *next, *want; /* NULL: nothing stands there */
    } cases[] = {{NULL, "Reprise des données faite par le service informatique.",
                  "Reprise des données faite par le service informatique."},
                 {NULL, "Je soussigné atteste de ce qui précède", ""},
                 {NULL, NULL, ""},
                 {"Je soussigné atteste de ce qui précède", "Autre chose que cela.", ""}};
    g_auto(Case) c = case_new();
    RvValue value;

    add_item(c.t, RV_ITEM_FIELD, "f", "s", "Commentaires")->type = RV_FIELD_FREETEXT;
    add_item(c.t, RV_ITEM_MENTION, "m", "s", "Je soussigné atteste de ce qui précède");
    add_item(c.t, RV_ITEM_MENTION, "n", "s", "Fait pour valoir ce que de droit au service payeur");
    print_line(c.paper, 0, 100, 1500, "Commentaires :");
    if (cases[_i].below)
        print_line(c.paper, 0, 100, 1560, cases[_i].below);
    print_line(c.paper, 1, 900, 60, "Réf. 2026");
    if (cases[_i].next)
        print_line(c.paper, 1, 100, 150, cases[_i].next);
    print_line(c.paper, 1, 100, 300, "Fait pour valoir ce que de droit au service payeur");
    case_settle(&c);
    value = value_of(&c, 0);
    ck_assert_str_eq(value.text, cases[_i].want);
    ck_assert_int_eq(value.place.page, *cases[_i].want ? 2 : 1);
    rv_value_clear(&value);
}
END_TEST

/* Print far behind a value that is hardly read is a stamp's, with all that follows; what is read
 * as well belongs to the value. */
START_TEST(values_beside_stamps)
{
    static const struct {
        int x;
        double confidence;
        const char *want;
    } cases[] = {{600, 0.4, "Jeanne Exemple"},
                 {600, 0.9, "Jeanne Exemple Mairie de Fictiville"},
                 {280, 0.4, "Jeanne Exemple Mairie de Fictiville"}};
    g_auto(Case) c = case_new();
    RvValue value;

    add_item(c.t, RV_ITEM_FIELD, "f", "s", "Nom");
    print_line(c.paper, 0, 100, 300, "Nom : Jeanne Exemple");
    print_line(c.paper, 0, cases[_i].x, 300, "Mairie de Fictiville");
    for (guint i = 0; i < page_of(c.paper, 0)->words->len; i++) {
        RvWord *word = &g_array_index(page_of(c.paper, 0)->words, RvWord, i);

        if (g_str_equal(word->text, "Mairie"))
            word->confidence = cases[_i].confidence;
        else
            word->confidence = 0.99;
    }
    case_settle(&c);
    value = value_of(&c, 0);
    ck_assert_str_eq(value.text, cases[_i].want);
    rv_value_clear(&value);
}
END_TEST

/* A fold of the paper, broken where it crosses text or seen here and there only, parts no label
 * from its value. */
START_TEST(folds_end_nothing)
{
    g_auto(Case) c = case_new();
    RvValue value;

    add_item(c.t, RV_ITEM_FIELD, "f", "s", "Adresse")->type = RV_FIELD_ADDRESS;
    print_line(c.paper, 0, 100, 300, "Adresse :");
    print_line(c.paper, 0, 470, 300, "3 rue Fictive");
    for (int x = 80; x <= 800; x += 370)
        draw_rule(c.paper, x, 290, 2, 40);
    for (int y = 290; y <= 330; y += 40)
        draw_rule(c.paper, 80, y, 740, 2);
    for (int y = 0; y < PAGE_HEIGHT; y += PAGE_HEIGHT / 5)
        if (!_i || y == 0 || y >= 4 * PAGE_HEIGHT / 5)
            draw_rule(c.paper, 400 + y / 400, y, 4, PAGE_HEIGHT / 5 - 20);
    if (_i)
        draw_rule(c.paper, 400, 290, 4, 40);
    case_settle(&c);
    value = value_of(&c, 0);
    ck_assert_str_eq(value.text, "3 rue Fictive");
    rv_value_clear(&value);
}
END_TEST

/* A cell for each figure: the rules between them end nothing. */
START_TEST(values_in_combs)
{
    g_auto(Case) c = case_new();
    RvValue value;

    add_item(c.t, RV_ITEM_FIELD, "f", "s", "N° FINESS")->type = RV_FIELD_FINESS;
    print_line(c.paper, 0, 100, 300, "N° FINESS :");
    for (int i = 0; i < 9; i++) {
        const char figure[] = {(char)('1' + i), 0};

        print_line(c.paper, 0, 310 + 40 * i, 300, figure);
    }
    for (int i = 0; i <= 9; i++)
        draw_rule(c.paper, 300 + 40 * i, 292, 2, 36);
    case_settle(&c);
    value = value_of(&c, 0);
    ck_assert_int_eq(value.state, RV_VALUE_READ);
    ck_assert_str_eq(value.text, "1 2 3 4 5 6 7 8 9");
    rv_value_clear(&value);
}
END_TEST

/* ... nor when an explanation stands before the first of them. */
START_TEST(values_in_combs_behind_a_hint)
{
    g_auto(Case) c = case_new();
    RvValue value;

    add_item(c.t, RV_ITEM_FIELD, "f", "s", "N° FINESS")->type = RV_FIELD_FINESS;
    print_line(c.paper, 0, 100, 300, "N° FINESS (9 chiffres) :");
    for (int i = 0; i < 9; i++) {
        const char figure[] = {(char)('1' + i), 0};

        print_line(c.paper, 0, 710 + 40 * i, 300, figure);
    }
    for (int i = 0; i <= 9; i++)
        draw_rule(c.paper, 700 + 40 * i, 292, 2, 36);
    case_settle(&c);
    value = value_of(&c, 0);
    ck_assert_str_eq(value.text, "1 2 3 4 5 6 7 8 9");
    rv_value_clear(&value);
}
END_TEST

/* The value stands in the middle of its cell, above the last line of a long label, or begins
 * above the middle of a short one. */
START_TEST(values_higher_than_their_labels)
{
    g_auto(Case) c = case_new();
    RvValue value;

    add_item(c.t, RV_ITEM_FIELD, "f", "s", "n° de version installée")->type = RV_FIELD_REFERENCE;
    add_item(c.t, RV_ITEM_FIELD, "g", "s", "Adresse")->type = RV_FIELD_ADDRESS;
    print_line(c.paper, 0, 100, 300, "n° de version");
    print_line(c.paper, 0, 500, 318, "22.7.1");
    print_line(c.paper, 0, 100, 336, "installée");
    print_line(c.paper, 0, 500, 390, "3 rue Fictive, 22100 Port-");
    print_line(c.paper, 0, 100, 408, "Adresse");
    print_line(c.paper, 0, 500, 426, "Exemple");
    for (int y = 285; y <= 465; y += 90)
        draw_rule(c.paper, 80, y, 1000, 2);
    for (int x = 80; x <= 1080; x += 400 + 200 * (x > 80))
        draw_rule(c.paper, x, 285, 2, 180);
    case_settle(&c);
    value = value_of(&c, 0);
    ck_assert_str_eq(value.text, "22.7.1");
    rv_value_clear(&value);
    value = value_of(&c, 1);
    ck_assert_str_eq(value.text, "3 rue Fictive, 22100 Port- Exemple");
    rv_value_clear(&value);
}
END_TEST

/* The second line of a value stands under its first word, not under the label. */
START_TEST(values_wrap_under_themselves)
{
    g_auto(Case) c = case_new();
    RvValue value;

    add_item(c.t, RV_ITEM_FIELD, "f", "s", "Adresse")->type = RV_FIELD_ADDRESS;
    print_line(c.paper, 0, 100, 300, "Adresse :");
    print_line(c.paper, 0, 300, 300, "12 chemin de la Fiction, 22100");
    print_line(c.paper, 0, 300, 324, "Villefictive");
    case_settle(&c);
    value = value_of(&c, 0);
    ck_assert_str_eq(value.text, "12 chemin de la Fiction, 22100 Villefictive");
    rv_value_clear(&value);
}
END_TEST

/* The form's own text below an empty field is not its value; the same words in a sentence are no
 * heading. */
static const struct {
    const char *below[3]; /* at x = 100, 420 and 740 */
    const char *want;
} own_text[] = {
    {{"Client unique"}, ""},
    {{"2. Client unique"}, ""},
    {{"Client unique au sein du groupe"}, "Client unique au sein du groupe"},
    {{"Libellé", "Montant HT", "Montant TTC"}, ""},
    {{"Libellé"}, "Libellé"},
};

START_TEST(values_are_not_the_forms_own)
{
    g_auto(GStrv) anchors = g_strsplit("Client unique", "/", -1);
    g_auto(GStrv) columns = g_strsplit("Libellé/Montant HT/Montant TTC", "/", -1);
    char id[] = "u";
    RvSection section = {id, anchors};
    g_auto(Case) c = case_new();
    g_autoptr(GArray) used = NULL;
    RvHabit below = {.below = TRUE};
    RvValue value = {0};
    g_autoptr(RvTable) found = NULL;
    RvItem *table;

    add_item(c.t, RV_ITEM_FIELD, "f", "s", "Nom de la solution")->type = RV_FIELD_TEXT;
    table = add_item(c.t, RV_ITEM_TABLE, "t", "u", NULL);
    table->columns = columns;
    g_ptr_array_add(c.t->sections, &section);
    print_line(c.paper, 0, 100, 300, "Nom de la solution :");
    for (int i = 0; i < 3 && own_text[_i].below[i]; i++)
        print_line(c.paper, 0, 100 + 320 * i, 330, own_text[_i].below[i]);
    case_settle(&c);
    used = rv_used_words(c.index, c.targets);
    rv_explained_use(c.index, c.targets, used);
    found = rv_table_find(c.index, table);
    if (found)
        rv_table_use_head(found, used);
    rv_value_find(c.index, used, spot_of(&c, 0, RV_ROLE_LABEL), &below, RV_FIELD_TEXT, &value);
    ck_assert_str_eq(value.text, own_text[_i].want);
    rv_value_clear(&value);
}
END_TEST

/* Text of the right column on the label's row is not its value. */
START_TEST(values_keep_to_their_column)
{
    g_auto(Case) c = case_new();
    RvValue value;

    add_item(c.t, RV_ITEM_FIELD, "f", "s", "Téléphone");
    add_item(c.t, RV_ITEM_MENTION, "m", "s",
             "Première phrase de la colonne de droite du formulaire");
    add_item(c.t, RV_ITEM_MENTION, "n", "s",
             "Seconde phrase de la colonne de droite du formulaire");
    print_line(c.paper, 0, 700, 260, "Première phrase de la colonne de droite");
    print_line(c.paper, 0, 700, 280, "du formulaire");
    print_line(c.paper, 0, 700, 300, "et une remarque libre");
    print_line(c.paper, 0, 700, 320, "Seconde phrase de la colonne de droite");
    print_line(c.paper, 0, 700, 340, "du formulaire");
    print_line(c.paper, 0, 100, 300, "Téléphone :");
    case_settle(&c);
    value = value_of(&c, 0);
    ck_assert_int_eq(value.state, RV_VALUE_BLANK);
    rv_value_clear(&value);
}
END_TEST

/* ---- several readings of one value -------------------------------------------------------- */

static const struct {
    const char *texts[4];
    double confidence[4];
    gboolean dotted;
    const char *want;
    double at_least, at_most;
} choices[] = {
    {{"12/04/2026"}, {0.7}, FALSE, "12/04/2026", 0.7, 0.7},
    /* what most come nearest to, not the surest */
    {{"SEG-V2-493", "SEG-V2-493", "SEG-Y2-49Z", "5EG-V2-493"},
     {0.6, 0.6, 0.9, 0.5},
     FALSE,
     "SEG-V2-493",
     0.6,
     0.6},
    /* three that agree are surer than each of them */
    {{"6.2.29", "6.2.29", "6.2.29"}, {0.4, 0.4, 0.4}, FALSE, "6.2.29", 0.75, 0.8},
    {{"Nagé", "Nage", "Magé"}, {0.4, 0.3, 0.3}, FALSE, "Nagé", 0.4, 0.4},
    /* dots are overlooked, each here by another reading; blanks are no part of an address */
    {{"jeanne.untel@exemplefr", "jeanneuntel@exemple.fr", "jeanneuntel@exemplefr"},
     {0.6, 0.6, 0.6},
     TRUE,
     "jeanne.untel@exemple.fr",
     0.6,
     0.6},
    {{"jeanne .untel@exemple.fr."}, {0.9}, TRUE, "jeanne.untel@exemple.fr", 0.9, 0.9},
    /* ... but not those of other letters */
    {{"jeanneuntel@exemple.fr", "j.eanmeuntel@exemple.fr", "jeanneuntel@exemple.fr"},
     {0.9, 0.9, 0.9},
     TRUE,
     "jeanneuntel@exemple.fr",
     0.9,
     0.9},
};

START_TEST(chooses_among_readings)
{
    g_auto(RvCandidates) c = {0};
    RvValue value = {0};

    for (; c.n < 4 && choices[_i].texts[c.n]; c.n++)
        c.of[c.n] = (RvValue){.text = g_strdup(choices[_i].texts[c.n]),
                              .confidence = choices[_i].confidence[c.n]};
    rv_candidates_choose(&c, choices[_i].dotted, &value);
    ck_assert_str_eq(value.text, choices[_i].want);
    ck_assert_double_ge(value.confidence, choices[_i].at_least - 1e-9);
    ck_assert_double_le(value.confidence, choices[_i].at_most + 1e-9);
    ck_assert_uint_eq(c.n, 0);
    rv_value_clear(&value);
}
END_TEST

/* Digits are counted in characters, texts in bytes. */
START_TEST(edges_go_with_their_digits)
{
    RvDigitCosts digits[5] = {{{0}}, {{1}}, {{2}}, {{3}}, {{4}}};
    RvWord word = {.text = g_strdup("|éè_"), .digits = digits};

    rv_word_drop_edges(&word);
    ck_assert_str_eq(word.text, "éè");
    ck_assert_double_eq(digits[0].of[0], 1);
    ck_assert_double_eq(digits[1].of[0], 2);
    ck_assert_double_eq(digits[4].of[0], 4);
    ck_assert_double_eq(digits[3].of[0], 3); /* behind the text: another's */
    g_free(word.text);
}
END_TEST

Suite *
suite_values(void)
{
    Suite *suite = suite_create("values");
    TCase *tcase = tcase_create("all");

    tcase_add_loop_test(tcase, values_beside, 0, G_N_ELEMENTS(values));
    tcase_add_test(tcase, values_in_cells);
    tcase_add_loop_test(tcase, values_in_frames, 0, G_N_ELEMENTS(frames));
    tcase_add_loop_test(tcase, values_beside_stamps, 0, 3);
    tcase_add_loop_test(tcase, comments_on_the_next_page, 0, 4);
    tcase_add_loop_test(tcase, values_below_a_full_row, 0, G_N_ELEMENTS(moved));
    tcase_add_loop_test(tcase, folds_end_nothing, 0, 2);
    tcase_add_test(tcase, values_in_combs);
    tcase_add_test(tcase, values_in_combs_behind_a_hint);
    tcase_add_test(tcase, values_wrap_under_themselves);
    tcase_add_test(tcase, values_higher_than_their_labels);
    tcase_add_loop_test(tcase, values_are_not_the_forms_own, 0, G_N_ELEMENTS(own_text));
    tcase_add_test(tcase, values_keep_to_their_column);
    tcase_add_loop_test(tcase, chooses_among_readings, 0, G_N_ELEMENTS(choices));
    tcase_add_test(tcase, edges_go_with_their_digits);
    suite_add_tcase(suite, tcase);
    return suite;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a sentence says before and behind a mention. */
#include "match-case.h"

#include <check.h>
#include <string.h>

Suite *suite_around(void);

#define MENTION "Je reconnais que la signature engage ma responsabilité"

/* The first item's wording with what stands around it. */
static RvPhrase
around_of(Case *c, const GPtrArray *evidence)
{
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    g_autoptr(GArray) known = NULL;
    RvPhrase phrase;

    phrase = wording_of(c, 0, RV_ROLE_MENTION);
    known = rv_around_known(c->index, c->targets, evidence ? evidence : none);
    rv_around_check(
        c->index, c->targets, known,
        rv_targets_get(c->targets, g_ptr_array_index(c->t->items, 0), RV_ROLE_MENTION, -1),
        &phrase);
    return phrase;
}

static const struct {
    const char *text, *lines[3];
    const char *added; /* NULL: nothing */
} sentences[] = {
    /* behind it, on its line */
    {MENTION, {MENTION " sous réserve d'un accord."}, "sous réserve d'un accord."},
    {MENTION, {MENTION " pour ce qui me concerne"}, "pour ce qui me concerne"},
    {MENTION, {MENTION ". sauf accord contraire."}, "sauf accord contraire."},
    {MENTION, {MENTION ". Sauf accord contraire."}, "Sauf accord contraire."},
    {MENTION, {MENTION " : sauf accord contraire."}, "sauf accord contraire."},
    {MENTION, {MENTION ". Fait en deux exemplaires."}, NULL},
    {MENTION, {MENTION " : voir ci-dessous."}, NULL},
    {MENTION, {MENTION " ¤ 3 »"}, NULL},
    {"Le client atteste", {"Le client n'atteste pas :"}, "pas"},
    {MENTION, {MENTION " ESI I"}, NULL},
    /* over the end of the line */
    {MENTION, {MENTION ",", "dans la limite de mes droits."}, "dans la limite de mes droits."},
    {MENTION,
     {"Je reconnais que la signature engage ma", "responsabilité autant que celle d'un autre",
      "signataire. Le reste suit."},
     "autant que celle d'un autre signataire."},
    {MENTION,
     {"Je reconnais que la signature engage", "ma responsabilité sur tout cela,",
      "et plus. Le reste suit."},
     "sur tout cela, et plus."},
    {MENTION, {MENTION, "sous réserve d'un accord"}, "sous réserve d'un accord"},
    {MENTION, {MENTION ".", "Sauf accord contraire, les prix sont fermes."}, NULL},
    {MENTION, {MENTION, "Fait en deux exemplaires"}, NULL},
    /* ... in capitals, where no small letter tells */
    {"Les flux suivants ont été installés",
     {"LES FLUX SUIVANTS ONT ÉTÉ INSTALLÉS,", "HORS FRAIS DE DÉPLACEMENT :"},
     "HORS FRAIS DE DÉPLACEMENT"},
    /* before it */
    {"J'ai pris connaissance du seuil qui est vérifié",
     {"Je n'ai pas pris connaissance du seuil qui est vérifié"},
     "n'ai pas"},
    {"Atteste de la réalisation de la prestation",
     {"Sous réserve d'accord, atteste de la réalisation de la prestation"},
     "réserve"},
    {"Atteste de la réalisation de la prestation",
     {"Le client désigné plus haut, sans", "atteste de la réalisation de la prestation"},
     "sans"},
    {"Qu'il n'a pas financé à ses frais", {"– Qu'il n'a pas financé à ses frais"}, NULL},
    {"Atteste de la réalisation de la prestation",
     {"Ce n'est pas tout. Atteste de la réalisation de la prestation"},
     NULL},
    {"Atteste de la réalisation de la prestation",
     {"n° 3 – Atteste de la réalisation de la prestation"},
     NULL},
    {"Atteste de la réalisation de la prestation",
     {"Montants hors taxes de la commande", "Atteste de la réalisation de la prestation"},
     NULL},
};

START_TEST(sentences_are_read_to_their_ends)
{
    g_auto(Case) c = case_new();
    RvPhrase phrase;

    add_item(c.t, RV_ITEM_MENTION, "m", "s", sentences[_i].text);
    for (int i = 0; i < 3 && sentences[_i].lines[i]; i++)
        print_line(c.paper, 0, 100, 300 + 24 * i, sentences[_i].lines[i]);
    case_settle(&c);
    phrase = around_of(&c, NULL);
    if (sentences[_i].added) {
        ck_assert_msg(phrase.state == RV_PHRASE_ALTERED, "%s: %d", sentences[_i].lines[0],
                      phrase.state);
        ck_assert_ptr_nonnull(phrase.difference);
        ck_assert_msg(g_str_has_suffix(phrase.difference, sentences[_i].added), "%s",
                      phrase.difference);
    } else {
        ck_assert_msg(phrase.state == RV_PHRASE_PRESENT, "%s: %d (%s)", sentences[_i].lines[0],
                      phrase.state, phrase.difference ? phrase.difference : "");
    }
    rv_phrase_clear(&phrase);
}
END_TEST

/* A last word that was read in pieces, and was seen in what the recogniser held possible. */
static const struct {
    const char *read;
    RvPhraseState state;
} pieces[] = {{"LE CLIENT DE CET ÉTA KOU DOUX :", RV_PHRASE_PRESENT},
              {"LE CLIENT DE CET ÉTA KOU DOUX SAUF ACCORD :", RV_PHRASE_ALTERED}};

START_TEST(pieces_of_its_own_are_not_added)
{
    g_auto(Case) c = case_new();
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    g_autoptr(GArray) known = NULL;
    RvPhrase phrase = {.state = RV_PHRASE_PRESENT};
    RvItem *item = add_item(c.t, RV_ITEM_MENTION, "m", "s", "Le client de cet établissement");

    print_line(c.paper, 0, 100, 300, pieces[_i].read);
    case_settle(&c);
    known = rv_around_known(c.index, c.targets, none);
    rv_around_check(c.index, c.targets, known, rv_targets_get(c.targets, item, RV_ROLE_MENTION, -1),
                    &phrase);
    ck_assert_int_eq(phrase.state, pieces[_i].state);
    rv_phrase_clear(&phrase);
}
END_TEST

/* Other wordings of the form and values of fields are not the sentence's. */
START_TEST(what_is_known_is_not_added)
{
    g_auto(Case) c = case_new();
    g_autoptr(GPtrArray) evidence =
        g_ptr_array_new_with_free_func((GDestroyNotify)rv_evidence_free);
    RvItem *field;
    RvEvidence *e;
    RvPhrase phrase;

    add_item(c.t, RV_ITEM_MENTION, "m", "s", MENTION);
    if (_i == 0)
        add_item(c.t, RV_ITEM_GROUP, "g", "s", "cocher une des deux cases suivantes");
    field = add_item(c.t, RV_ITEM_FIELD, "f", "s", "Téléphone");
    print_line(c.paper, 0, 100, 300,
               _i == 0 ? MENTION " – cocher une des deux cases suivantes" : MENTION " deux fois");
    case_settle(&c);
    e = rv_evidence_new(field);
    e->value.place = (RvPlace){.page = 1, .px = {530, 290, 200, 40}};
    g_ptr_array_add(evidence, e);
    if (_i == 2)
        e->value.place.page = 2;
    phrase = around_of(&c, evidence);
    ck_assert_int_eq(phrase.state, _i == 2 ? RV_PHRASE_ALTERED : RV_PHRASE_PRESENT);
    rv_phrase_clear(&phrase);
}
END_TEST

/* The rest of a wording that was not found as a whole. */
START_TEST(parts_of_the_form_are_not_added)
{
    g_auto(Case) c = case_new();
    RvPhrase phrase;

    add_item(c.t, RV_ITEM_MENTION, "m", "s", MENTION);
    add_item(c.t, RV_ITEM_GROUP, "g", "s",
             _i ? "Une question du formulaire, jusqu'à la mise en service effective de la solution"
                : "Une tout autre question");
    print_line(c.paper, 0, 100, 300, MENTION);
    print_line(c.paper, 0, 100, 324, "jusqu'à la mise en servire effective");
    case_settle(&c);
    phrase = around_of(&c, NULL);
    ck_assert_int_eq(phrase.state, _i ? RV_PHRASE_PRESENT : RV_PHRASE_ALTERED);
    rv_phrase_clear(&phrase);
}
END_TEST

/* Words of another column, and print that is much smaller, go on with nothing. */
START_TEST(other_texts_are_not_added)
{
    g_auto(Case) c = case_new();
    int right = 100 + LETTER * (int)g_utf8_strlen(MENTION, -1);
    RvPhrase phrase;

    add_item(c.t, RV_ITEM_MENTION, "m", "s", MENTION);
    print_line(c.paper, 0, 100, 300, MENTION);
    if (_i == 0)
        print_line(c.paper, 0, right + 4 * HEIGHT, 300, "sous réserve d'un accord");
    else if (_i == 1)
        print_line(c.paper, 0, right + HEIGHT / 2, 300, "sous réserve d'un accord");
    else
        print_line(c.paper, 0, 100, 324, "sous réserve d'un accord");
    for (guint i = 0; _i == 2 && i < page_of(c.paper, 0)->words->len; i++) {
        RvWord *word = &g_array_index(page_of(c.paper, 0)->words, RvWord, i);

        if (word->box.y == 324)
            word->box.h = HEIGHT / 2;
    }
    if (_i == 2)
        g_array_index(page_of(c.paper, 0)->lines, RvLine, 1).box.h = HEIGHT / 2;
    case_settle(&c);
    phrase = around_of(&c, NULL);
    ck_assert_int_eq(phrase.state, _i == 1 ? RV_PHRASE_ALTERED : RV_PHRASE_PRESENT);
    rv_phrase_clear(&phrase);
}
END_TEST

/* Words that were not surely read are a doubt; what no reading is sure of is a stamp or dirt. */
static const struct {
    double confidence;
    RvPhraseState state;
} readings[] = {{0.9, RV_PHRASE_ALTERED}, {0.45, RV_PHRASE_UNREADABLE}, {0.1, RV_PHRASE_PRESENT}};

START_TEST(doubtful_words_are_a_doubt)
{
    g_auto(Case) c = case_new();
    GArray *words;
    RvPhrase phrase;

    add_item(c.t, RV_ITEM_MENTION, "m", "s", MENTION);
    print_line(c.paper, 0, 100, 300, MENTION " pour trois mois");
    words = page_of(c.paper, 0)->words;
    for (guint i = words->len - 3; i < words->len; i++)
        g_array_index(words, RvWord, i).confidence = readings[_i].confidence;
    case_settle(&c);
    phrase = around_of(&c, NULL);
    ck_assert_int_eq(phrase.state, readings[_i].state);
    rv_phrase_clear(&phrase);
}
END_TEST

Suite *
suite_around(void)
{
    Suite *suite = suite_create("around");
    TCase *tcase = tcase_create("sentences");

    tcase_add_loop_test(tcase, sentences_are_read_to_their_ends, 0, G_N_ELEMENTS(sentences));
    tcase_add_loop_test(tcase, pieces_of_its_own_are_not_added, 0, G_N_ELEMENTS(pieces));
    tcase_add_loop_test(tcase, what_is_known_is_not_added, 0, 3);
    tcase_add_loop_test(tcase, parts_of_the_form_are_not_added, 0, 2);
    tcase_add_loop_test(tcase, other_texts_are_not_added, 0, 3);
    tcase_add_loop_test(tcase, doubtful_words_are_a_doubt, 0, G_N_ELEMENTS(readings));
    suite_add_tcase(suite, tcase);
    return suite;
}

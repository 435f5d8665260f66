/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paper made of words: what the matcher makes of it, without a single pixel read. */
#include "match-case.h"

#include <check.h>
#include <leptonica/allheaders.h>
#include <string.h>

Suite *suite_match(void);

/* ---- alignment --------------------------------------------------------------------------- */

static double
always_sure(guint word, gconstpointer data)
{
    (void)word;
    (void)data;
    return 0.95;
}

static RvAlignment *
align(const char *want, const char *read)
{
    g_autoptr(WordPaper) paper = word_paper_new();
    g_autoptr(RvIndex) index = NULL;
    g_autoptr(RvChain) chain = NULL;

    print_line(paper, 0, 100, 100, read);
    index = index_of(paper);
    chain = rv_index_chain(index, 0, 0);
    return rv_align(want, NULL, chain, chain->text->len, chain->text->len, always_sure, NULL);
}

static const struct {
    const char *want, *read;
    const char *marks; /* a letter an expected word: s same, c close, w wrong, l lacking */
    guint extra;
} alignments[] = {
    {"le client atteste", "le client atteste", "sss", 0},
    {"le client atteste", "Le cIient attesle :", "ssc", 0},
    {"n est pas conditionnee", "est conditionnée", "lsls", 0},
    {"ce document engage ma responsabilite", "ce document n'engage pas ma responsabilité", "sssss",
     2},
    {"cette attestation signee ouvre droit au versement du solde de la prestation",
     "Cette attestation signée ouvre éventuellement droit au versement du solde de la prestation",
     "ssssssssssss", 1},
    {"que cette commande n est pas conditionnee a une commande d un autre produit",
     "Que cette commande n'est pas exclusivement conditionnée à une commande d'un autre produit",
     "ssssssssssssss", 1},
    {"s est acquitte de l ensemble", "s'est acquitté de presque l'ensemble", "ssssss", 1},
    {"d une seule prestation", "d'une double prestation", "ssws", 0},
    {"sous 120 jours", "sous 12 jours", "sws", 0},
    {"sous 120 jours", "sous 1200 jours", "sws", 0},
    {"sous 120 jours", "sous l2O jours", "sss", 0},
    {"installation complete", "instal- lation complète", "ss", 0},
    {"l appel a financement", "l'appelà financement", "ssss", 0},
    {"reference dpi va2", "référence PFI Va2", "sws", 0},
};

START_TEST(aligns_word_by_word)
{
    g_autoptr(RvAlignment) a = align(alignments[_i].want, alignments[_i].read);

    ck_assert_ptr_nonnull(a);
    ck_assert_uint_eq(a->expected->len, strlen(alignments[_i].marks));
    for (guint i = 0; i < a->expected->len; i++) {
        const RvExpected *word = &g_array_index(a->expected, RvExpected, i);

        ck_assert_msg("scwl"[word->match] == alignments[_i].marks[i],
                      "%s: word %u is %c (read '%s')", alignments[_i].want, i, "scwl"[word->match],
                      word -> read);
    }
    ck_assert_uint_eq(a->extra->len, alignments[_i].extra);
}
END_TEST

START_TEST(nothing_to_align)
{
    ck_assert_ptr_null(align("le client", "§ — ;"));
}
END_TEST

/* ---- places ------------------------------------------------------------------------------- */

/* Two columns; the same label in both; each must go to its section. */
static void
print_two_parties(Case *c)
{
    add_item(c->t, RV_ITEM_FIELD, "f-siret", "fournisseur", "N° de SIRET");
    add_item(c->t, RV_ITEM_FIELD, "f-tel", "fournisseur", "Téléphone");
    add_item(c->t, RV_ITEM_FIELD, "f-mail", "fournisseur", "Mail");
    add_item(c->t, RV_ITEM_FIELD, "c-finess", "client", "Numéro FINESS PMSI de la structure");
    add_item(c->t, RV_ITEM_FIELD, "c-tel", "client", "Téléphone");
    add_item(c->t, RV_ITEM_FIELD, "c-mail", "client", "Mail");
    print_line(c->paper, 0, 100, 100, "n° de SIRET : 732 829 320 00074");
    print_line(c->paper, 0, 700, 100, "Numéro FINESS PMSI de la structure : 310000013");
    print_line(c->paper, 0, 100, 130, "Téléphone : 01 23 45 67 89");
    print_line(c->paper, 0, 700, 130, "Téléphone : 09 87 65 43 21");
    print_line(c->paper, 0, 100, 160, "E-mail : a@exemple.fr");
    print_line(c->paper, 0, 700, 160, "E-mail : b@exemple.fr");
}

START_TEST(same_labels_go_to_their_sections)
{
    g_auto(Case) c = case_new();

    print_two_parties(&c);
    case_settle(&c);
    ck_assert_int_eq(spot_of(&c, 1, RV_ROLE_LABEL)->box.x, 100);
    ck_assert_int_eq(spot_of(&c, 4, RV_ROLE_LABEL)->box.x, 700);
    ck_assert_int_eq(spot_of(&c, 2, RV_ROLE_LABEL)->box.x, 100);
    ck_assert_int_eq(spot_of(&c, 5, RV_ROLE_LABEL)->box.x, 700);
}
END_TEST

/* The end of a form at the head of its next page, below the header: even a label as short as "Le",
 * and not the word that stands at that page's end. */
START_TEST(labels_go_on_on_the_next_page)
{
    g_auto(Case) c = case_new();

    print_two_parties(&c);
    add_item(c.t, RV_ITEM_FIELD, "date", "fin", "Le");
    print_line(c.paper, 1, 100, 40, "Éditeur Exemple");
    print_line(c.paper, 1, 100, 190, "Le 21/05/2026");
    print_line(c.paper, 1, 100, 1600, "le fournisseur");
    case_settle(&c);
    ck_assert_ptr_nonnull(spot_of(&c, 6, RV_ROLE_LABEL));
    ck_assert_int_eq(spot_of(&c, 6, RV_ROLE_LABEL)->box.y, 190);
}
END_TEST

/* Where the labels "A" and "le" of a form's end are, which stand in every text. */
static const struct {
    const char *town;   /* its label */
    const char *beside; /* what stands behind that */
    const char *other;  /* at the foot of the page before */
    const char *date;   /* with its label */
} ends[] = {
    {"A", "Port-Exemple", "", "le 17/04/2026"},
    {"A", "Le Modèle", "", "le 17/04/2026"},
    {"A", "le Modèle", "", "le 17/04/2026"},
    {"A", "Port-Exemple", "le flux entrant", "le 17/04/2026"},
    /* by hand, and not read */
    {"A", "Port-Exemple", "", "Le AVGÀ"},
    /* "A" grew together with what stands behind it, and there are others in the text */
    {"APort-Exemple", "", "À ce titre le fournisseur", "le 17/04/2026"},
};

START_TEST(short_labels_by_their_neighbours)
{
    g_auto(Case) c = case_new();

    print_two_parties(&c);
    add_item(c.t, RV_ITEM_FIELD, "town", "fin", "A");
    add_item(c.t, RV_ITEM_FIELD, "date", "fin", "le")->type = RV_FIELD_DATE;
    if (*ends[_i].other)
        print_line(c.paper, 0, 100, 1500, ends[_i].other);
    print_line(c.paper, 1, 100, 190, ends[_i].town);
    if (*ends[_i].beside)
        print_line(c.paper, 1, 130, 190, ends[_i].beside);
    print_line(c.paper, 1, 600, 190, ends[_i].date);
    case_settle(&c);
    ck_assert_ptr_nonnull(spot_of(&c, 7, RV_ROLE_LABEL));
    ck_assert_uint_eq(spot_of(&c, 7, RV_ROLE_LABEL)->page, 1);
    ck_assert_int_eq(spot_of(&c, 7, RV_ROLE_LABEL)->box.x, 600);
}
END_TEST

/* A letter of it was misread; another word as near is none. */
START_TEST(short_labels_misread)
{
    static const struct {
        const char *line;
        gboolean found;
    } cases[] = {{"EMALL : a@exemple.fr", TRUE},
                 {"E-MALL : a@exemple.fr", TRUE},
                 {"MALL : a@exemple.fr", TRUE},
                 {"MALLETTE : a@exemple.fr", FALSE}};
    g_auto(Case) c = case_new();

    add_item(c.t, RV_ITEM_FIELD, "mail", "s", "Mail");
    print_line(c.paper, 0, 100, 100, cases[_i].line);
    case_settle(&c);
    ck_assert_int_eq(spot_of(&c, 0, RV_ROLE_LABEL) != NULL, cases[_i].found);
}
END_TEST

START_TEST(missing_label_takes_no_neighbours)
{
    g_auto(Case) c = case_new();
    RvPhrase phrase;

    print_two_parties(&c);
    add_item(c.t, RV_ITEM_FIELD, "c-name", "client", "Nom du représentant");
    case_settle(&c);
    ck_assert_ptr_null(spot_of(&c, 6, RV_ROLE_LABEL));
    phrase = wording_of(&c, 6, RV_ROLE_LABEL);
    ck_assert_int_eq(phrase.state, RV_PHRASE_MISSING);
    rv_phrase_clear(&phrase);
}
END_TEST

static const struct {
    const char *text;   /* of the mention */
    const char *strict; /* or NULL */
    const char *lines[3];
    RvPhraseState state;
} wordings[] = {
    {"Que cette commande n'est pas conditionnée à une autre",
     NULL,
     {"• Que cette commande n'est pas", "conditionnée à une autre", NULL},
     RV_PHRASE_PRESENT},
    {"Que cette commande n'est pas conditionnée à une autre",
     NULL,
     {"Que cette commande n’est pas condition-", "née à une autre", NULL},
     RV_PHRASE_PRESENT},
    {"Que cette commande n'est pas conditionnée à une autre",
     NULL,
     {"Que cette comrnande n'est pas", "conditionnee à une autre", NULL},
     RV_PHRASE_PRESENT},
    {"Dossier déposé sous 120 jours sur le site",
     "120 jours",
     {"Dossier déposé sous 120 jours", "sur le site", NULL},
     RV_PHRASE_PRESENT},
    {"Référence : AF-HOP-DPI-Va2",
     "AF-HOP-DPI-Va2",
     {"Référence : AF-HOP-DPI-Va2", NULL},
     RV_PHRASE_PRESENT},
    {"Je reconnais que la signature engage ma responsabilité",
     NULL,
     {"Je reconnais que la signature engage ma responsabilité", "sur tout", NULL},
     RV_PHRASE_PRESENT},
};

START_TEST(accepts_what_is_there)
{
    g_auto(Case) c = case_new();
    RvItem *item = add_item(c.t, RV_ITEM_MENTION, "m", "s", wordings[_i].text);
    RvPhrase phrase;

    if (wordings[_i].strict) {
        g_strfreev(item->strict);
        item->strict = g_strsplit(wordings[_i].strict, "|", -1);
    }
    for (int i = 0; wordings[_i].lines[i]; i++)
        print_line(c.paper, 0, 100, 300 + 24 * i, wordings[_i].lines[i]);
    case_settle(&c);
    phrase = wording_of(&c, 0, RV_ROLE_MENTION);
    ck_assert_msg(phrase.state == wordings[_i].state, "%s: %d (%s)", wordings[_i].text,
                  phrase.state, phrase.difference ? phrase.difference : "");
    rv_phrase_clear(&phrase);
}
END_TEST

/* A mention over the end of a page, under the next one's header; and over the end of a column. */
START_TEST(sentences_go_on_elsewhere)
{
    g_auto(Case) c = case_new();

    add_item(c.t, RV_ITEM_MENTION, "page", "s",
             "Je reconnais que la signature engage ma responsabilité entière");
    add_item(c.t, RV_ITEM_MENTION, "column", "s",
             "Ce procès-verbal doit être complété un mois après l'installation");
    print_line(
        c.paper, 0, 100, 100,
        "Un titre qui va d'un bord de la page à l'autre bord, au dessus des deux colonnes et plus");
    print_line(c.paper, 0, 500, 140, "mois après l'installation");
    print_line(c.paper, 0, 500, 1640, "Je reconnais que la signature engage");
    print_line(c.paper, 0, 100, 1640, "Ce procès-verbal doit être complété un");
    print_line(c.paper, 1, 100, 60, "Société Exemple");
    print_line(c.paper, 1, 100, 140, "ma responsabilité entière");
    case_settle(&c);
    for (guint i = 0; i < 2; i++) {
        RvPhrase phrase = wording_of(&c, i, RV_ROLE_MENTION);

        ck_assert_msg(phrase.state == RV_PHRASE_PRESENT, "%u: %d", i, phrase.state);
        ck_assert_int_eq(phrase.place.page, 1);
        ck_assert_int_eq(phrase.place.px.y, 1640);
        rv_phrase_clear(&phrase);
    }
}
END_TEST

/* Without second looks a doubt stays one, but it never becomes `present`. */
static const struct {
    const char *text, *strict, *read;
} faults[] = {
    {"Que cette commande n'est pas conditionnée à une autre", NULL,
     "Que cette commande est conditionnée à une autre"},
    {"Que cette commande n'est pas conditionnée à une autre", NULL, "Que cette commande n'est pas"},
    {"Dossier déposé sous 120 jours sur le site", "120 jours",
     "Dossier déposé sous 12 jours sur le site"},
    {"Dossier déposé sous 120 jours sur le site", NULL, "Dossier déposé sous 90 jours sur le site"},
    {"Référence de l'appel : AF-HOP-DPI-Va2", "AF-HOP-DPI-Va2",
     "Référence de l'appel : AF-HOP-PFI-Va2"},
    {"Référence de l'appel : AF-HOP-DPI-Va2", "AF-HOP-DPI-Va2",
     "Référence de l'appel : AF-HOP-DPI-Va1"},
    {"ne peut bénéficier que d'une seule Prestation Ségur", NULL,
     "ne peut bénéficier que d'une double Prestation Ségur"},
    {"la signature de ce document engage ma responsabilité", NULL,
     "la signature de ce document n'engage pas ma responsabilité"},
    {"Ce flux est obligatoire dans tous les cas", NULL, "Ce flux est facultatif dans tous les cas"},
    {"réalisée dans les conditions et sans réserve", "sans réserve",
     "réalisée dans les conditions et avec réserves"},
    {"Le client atteste de la réalisation", NULL, "Conditions générales de vente et de livraison"},
};

START_TEST(never_accepts_what_is_not)
{
    g_auto(Case) c = case_new();
    RvItem *item = add_item(c.t, RV_ITEM_MENTION, "m", "s", faults[_i].text);
    RvPhrase phrase;

    if (faults[_i].strict) {
        g_strfreev(item->strict);
        item->strict = g_strsplit(faults[_i].strict, "|", -1);
    }
    print_line(c.paper, 0, 100, 300, faults[_i].read);
    case_settle(&c);
    phrase = wording_of(&c, 0, RV_ROLE_MENTION);
    ck_assert_msg(phrase.state != RV_PHRASE_PRESENT, "%s taken for %s", faults[_i].read,
                  faults[_i].text);
    rv_phrase_clear(&phrase);
}
END_TEST

/* General terms that quote a mention word for word do not stand in for it. */
START_TEST(quotes_elsewhere_do_not_count)
{
    g_auto(Case) c = case_new();
    RvPhrase phrase;

    print_two_parties(&c);
    add_item(c.t, RV_ITEM_MENTION, "m", "client",
             "Cette commande n'est pas conditionnée à un autre produit");
    for (int i = 0; i < 60; i++)
        print_line(c.paper, 1, 100, 100 + 20 * i,
                   "Le tribunal du siège sera saisi de toute difficulté entre nous");
    print_line(c.paper, 1, 100, 1400, "Cette commande n'est pas conditionnée à un autre produit");
    case_settle(&c);
    phrase = wording_of(&c, 6, RV_ROLE_MENTION);
    ck_assert_int_ne(phrase.state, RV_PHRASE_PRESENT);
    rv_phrase_clear(&phrase);
}
END_TEST

/* ---- labels of boxes ----------------------------------------------------------------------- */

static RvItem *
add_question(Case *c, const char *id, const char *prompt)
{
    RvItem *item = add_item(c->t, RV_ITEM_GROUP, id, "s", prompt);
    static RvBoxSpec yes = {(char *)"oui", (char *)"Oui", NULL, NULL};
    static RvBoxSpec no = {(char *)"non", (char *)"Non", NULL, NULL};

    item->boxes = g_ptr_array_new();
    g_ptr_array_add(item->boxes, &yes);
    g_ptr_array_add(item->boxes, &no);
    return item;
}

/* The label that was chosen for a box: its y on the page, or -1. */
static int
label_y(const Case *c, const RvItem *item, int box)
{
    const RvSpot *spot = rv_target_spot(rv_targets_get(c->targets, item, RV_ROLE_BOX, box));

    return spot ? spot->box.y : -1;
}

/* Looks for the answers to all questions; the groups' evidence. */
static GPtrArray *
case_answer(Case *c)
{
    GPtrArray *evidence = g_ptr_array_new_with_free_func((GDestroyNotify)rv_evidence_free);
    g_autoptr(GArray) used = NULL;

    case_settle(c);
    for (guint i = 0; i < c->t->items->len; i++)
        g_ptr_array_add(evidence, rv_evidence_new(g_ptr_array_index(c->t->items, i)));
    used = rv_used_words(c->index, c->targets);
    rv_groups_fill(c->index, c->targets, evidence, used);
    return evidence;
}

/* A label on the line of the answers, in the column beside theirs, is no question of theirs. */
START_TEST(labels_of_another_column_head_nothing)
{
    g_auto(Case) c = case_new();
    RvItem *mss;

    add_item(c.t, RV_ITEM_FIELD, "date", "s", "Date d'installation");
    mss = add_question(&c, "mss", "Le logiciel envoie-t-il des documents ?");
    print_line(c.paper, 0, 60, 330, "Date d'installation :");
    print_line(c.paper, 0, 500, 300, "Le logiciel envoie-t-il des documents ?");
    print_line(c.paper, 0, 530, 330, "Oui");
    print_line(c.paper, 0, 700, 330, "Non");
    g_ptr_array_unref(case_answer(&c));
    ck_assert_int_eq(label_y(&c, mss, 0), 330);
    ck_assert_int_eq(label_y(&c, mss, 1), 330);
}
END_TEST

START_TEST(answers_belong_to_their_question)
{
    g_auto(Case) c = case_new();
    RvItem *dmp = add_question(&c, "dmp", "Le logiciel envoie-t-il les documents vers le DMP ?");
    RvItem *mss = add_question(&c, "mss", "Le logiciel envoie-t-il les documents vers la MSS ?");

    print_line(c.paper, 0, 100, 300, "Le logiciel envoie-t-il les documents vers le DMP ?");
    print_line(c.paper, 0, 150, 330, "Oui"); /* its Non is not on the paper */
    print_line(c.paper, 0, 100, 360, "Le logiciel envoie-t-il les documents vers la MSS ?");
    print_line(c.paper, 0, 130, 390, "DOui"); /* read in one with its box */
    print_line(c.paper, 0, 300, 390, "Non");
    g_ptr_array_unref(case_answer(&c));
    ck_assert_int_eq(label_y(&c, dmp, 0), 330);
    ck_assert_int_eq(label_y(&c, dmp, 1), -1);
    ck_assert_int_eq(label_y(&c, mss, 0), 390);
    ck_assert_int_eq(label_y(&c, mss, 1), 390);
    g_clear_pointer(&dmp->boxes, g_ptr_array_unref);
    g_clear_pointer(&mss->boxes, g_ptr_array_unref);
}
END_TEST

/* The first of two questions is not on the paper, or cannot be read: the answers of the second are
 * not its, and what is left over is nobody's. */
START_TEST(answers_without_question_are_nobodys)
{
    g_auto(Case) c = case_new();
    RvItem *dmp = add_question(&c, "dmp", "Le logiciel envoie-t-il les documents vers le DMP ?");
    RvItem *mss = add_question(&c, "mss", "Les messages reçus sont-ils classés ?");
    g_autoptr(GPtrArray) evidence = NULL;

    if (_i) {
        print_line(c.paper, 0, 150, 330, "Oui");
        print_line(c.paper, 0, 300, 330, "Non");
    }
    print_line(c.paper, 0, 100, 360, "Les messages reçus sont-ils classés ?");
    print_line(c.paper, 0, 150, 390, "Oui");
    print_line(c.paper, 0, 300, 390, "Non");
    evidence = case_answer(&c);
    for (int box = 0; box < 2; box++) {
        const RvEvidence *first = g_ptr_array_index(evidence, 0);

        ck_assert_int_eq(label_y(&c, dmp, box), -1);
        ck_assert_int_eq(label_y(&c, mss, box), 390);
        ck_assert_int_eq(g_array_index(first->labels, RvPhrase, box).state,
                         _i ? RV_PHRASE_UNREADABLE : RV_PHRASE_MISSING);
    }
    g_clear_pointer(&dmp->boxes, g_ptr_array_unref);
    g_clear_pointer(&mss->boxes, g_ptr_array_unref);
}
END_TEST

/* Most boxes were read with the labels before them: their print ends where it does elsewhere. */
START_TEST(boxes_are_no_print_of_labels)
{
    g_auto(Case) c = case_new();
    RvItem *items[5];

    for (int i = 0; i < 5; i++) {
        g_autofree char *asked = g_strdup_printf("Question numéro %d ?", i + 1);

        items[i] = add_question(&c, "q", asked);
        print_line(c.paper, 0, 100, 300 + 60 * i, asked);
        print_line(c.paper, 0, 150, 330 + 60 * i, i < 3 ? "Oui[]" : "Oui");
        print_line(c.paper, 0, 300, 330 + 60 * i, "Non");
    }
    g_ptr_array_unref(case_answer(&c));
    for (int i = 0; i < 5; i++) {
        const RvTarget *label = rv_targets_get(c.targets, items[i], RV_ROLE_BOX, 0);
        RvPx first, last;

        ck_assert_int_eq(label_y(&c, items[i], 0), 330 + 60 * i);
        rv_label_extent(c.index, c.targets, label, &first, &last);
        ck_assert_int_eq(rv_px_right(last), 150 + 3 * LETTER);
        ck_assert_int_eq(first.x, 150);
        g_clear_pointer(&items[i]->boxes, g_ptr_array_unref);
    }
}
END_TEST

/* Of three groups with the same answer one has a question that cannot be read: what the two others
 * leave is its. */
START_TEST(one_long_answer_left_over)
{
    RvBoxSpec spec = {(char *)"x", (char *)"Les fonctions sont dans un même logiciel", NULL, NULL};
    static const char *const asked[] = {"Flux vers le DMP", "Connexion des messageries",
                                        "Identité des patients"};
    g_auto(Case) c = case_new();
    RvItem *items[3];

    for (int i = 0; i < 3; i++) {
        items[i] = add_item(c.t, RV_ITEM_GROUP, "q", "s", asked[i]);
        items[i]->boxes = g_ptr_array_new();
        g_ptr_array_add(items[i]->boxes, &spec);
        print_line(c.paper, 0, 100, 300 + 60 * i, i == 1 ? "Cmmaxinn dzs rnessaqcr" : asked[i]);
        print_line(c.paper, 0, 150, 330 + 60 * i, spec.label);
    }
    g_ptr_array_unref(case_answer(&c));
    ck_assert_ptr_null(spot_of(&c, 1, RV_ROLE_PROMPT));
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(label_y(&c, items[i], 0), 330 + 60 * i);
        g_clear_pointer(&items[i]->boxes, g_ptr_array_unref);
    }
}
END_TEST

/* Sheets are scanned in any order: an answer that tells by itself is found on any of them. */
START_TEST(answers_stand_on_any_sheet)
{
    RvBoxSpec specs[] = {{(char *)"x", (char *)"L'installation du logiciel", NULL, NULL},
                         {(char *)"y", (char *)"L'octroi des droits d'utilisation", NULL, NULL}};
    g_auto(Case) c = case_new();
    RvItem *item =
        add_item(c.t, RV_ITEM_GROUP, "q", "s", "Les services suivants ont été fournis :");

    item->boxes = g_ptr_array_new();
    for (guint i = 0; i < G_N_ELEMENTS(specs); i++)
        g_ptr_array_add(item->boxes, &specs[i]);
    add_item(c.t, RV_ITEM_MENTION, "m", "s", "Cette commande n'est pas conditionnée à une autre");
    print_line(c.paper, 0, 150, 100, specs[1].label);
    print_line(c.paper, 0, 100, 300, "Cette commande n'est pas conditionnée à une autre");
    print_line(c.paper, 1, 100, 1500, "Les services suivants ont été fournis :");
    print_line(c.paper, 1, 150, 1530, specs[0].label);
    g_ptr_array_unref(case_answer(&c));
    ck_assert_int_eq(label_y(&c, item, 0), 1530);
    ck_assert_int_eq(label_y(&c, item, 1), 100);
    g_clear_pointer(&item->boxes, g_ptr_array_unref);
}
END_TEST

/* Where all its neighbours stand on the next page, a question still keeps to its own wording, not
 * to one that only comes near it. */
START_TEST(questions_alike_keep_to_their_wording)
{
    static const char *const asked[] = {
        "La fonction PFI pour l'envoi de pièces vers le DMP est-elle portée par un logiciel ?",
        "La fonction PFI pour l'envoi de pièces vers la MSS est-elle portée par un logiciel ?",
        "La fonction PFI pour la réception de pièces par MSS est-elle portée par un logiciel ?"};
    g_auto(Case) c = case_new();

    for (guint i = 0; i < G_N_ELEMENTS(asked); i++) {
        add_item(c.t, RV_ITEM_GROUP, "q", "s", asked[i]);
        print_line(c.paper, i > 0, 100, i ? 100 + 60 * (int)i : 1600, asked[i]);
    }
    case_settle(&c);
    for (guint i = 0; i < G_N_ELEMENTS(asked); i++) {
        ck_assert_ptr_nonnull(spot_of(&c, i, RV_ROLE_PROMPT));
        ck_assert_uint_eq(spot_of(&c, i, RV_ROLE_PROMPT)->page, i > 0);
        ck_assert_int_eq(spot_of(&c, i, RV_ROLE_PROMPT)->box.y, i ? 100 + 60 * (int)i : 1600);
    }
}
END_TEST

/* Short questions under one that heads them all, which the page's end parts. */
START_TEST(questions_go_on_on_the_next_page)
{
    static const char *const asked[] = {
        "Documents du DPI :", "Documents du RIS :", "Documents du SGL :"};
    static const char *const heads[] = {"Les documents sont-ils envoyés au dossier médical ?",
                                        "Les documents sont-ils envoyés par messagerie ?"};
    g_auto(Case) c = case_new();
    int y = 1300;

    for (guint i = 0; i < 6; i++) {
        RvItem *item = add_item(c.t, RV_ITEM_GROUP, "q", "s", asked[i % 3]);

        item->under = g_strdup(heads[i / 3]);
        if (i % 3 == 0)
            print_line(c.paper, 0, 100, y += 40, heads[i / 3]);
        print_line(c.paper, i > 3, 140, i > 3 ? 60 + 40 * (int)(i - 4) : (y += 40), asked[i % 3]);
    }
    case_settle(&c);
    for (guint i = 0; i < 6; i++) {
        ck_assert_ptr_nonnull(spot_of(&c, i, RV_ROLE_PROMPT));
        ck_assert_uint_eq(spot_of(&c, i, RV_ROLE_PROMPT)->page, i > 3);
        g_clear_pointer(&((RvItem *)g_ptr_array_index(c.t->items, i))->under, g_free);
    }
}
END_TEST

Suite *
suite_match(void)
{
    Suite *suite = suite_create("match");
    TCase *tcase = tcase_create("all");

    tcase_add_loop_test(tcase, aligns_word_by_word, 0, G_N_ELEMENTS(alignments));
    tcase_add_test(tcase, nothing_to_align);
    tcase_add_test(tcase, same_labels_go_to_their_sections);
    tcase_add_test(tcase, labels_go_on_on_the_next_page);
    tcase_add_loop_test(tcase, short_labels_by_their_neighbours, 0, G_N_ELEMENTS(ends));
    tcase_add_loop_test(tcase, short_labels_misread, 0, 4);
    tcase_add_test(tcase, missing_label_takes_no_neighbours);
    tcase_add_loop_test(tcase, accepts_what_is_there, 0, G_N_ELEMENTS(wordings));
    tcase_add_test(tcase, sentences_go_on_elsewhere);
    tcase_add_loop_test(tcase, never_accepts_what_is_not, 0, G_N_ELEMENTS(faults));
    tcase_add_test(tcase, quotes_elsewhere_do_not_count);
    tcase_add_test(tcase, answers_belong_to_their_question);
    tcase_add_test(tcase, labels_of_another_column_head_nothing);
    tcase_add_loop_test(tcase, answers_without_question_are_nobodys, 0, 2);
    tcase_add_test(tcase, boxes_are_no_print_of_labels);
    tcase_add_test(tcase, one_long_answer_left_over);
    tcase_add_test(tcase, answers_stand_on_any_sheet);
    tcase_add_test(tcase, questions_alike_keep_to_their_wording);
    tcase_add_test(tcase, questions_go_on_on_the_next_page);
    suite_add_tcase(suite, tcase);
    return suite;
}

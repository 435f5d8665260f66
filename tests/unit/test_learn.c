/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is learnt from empty forms: such as our own models make, and such as are drawn here like the
 * official ones, with columns, cells and marks of every kind. */
#include "learn/learn-private.h"
#include "empty-form.h"
#include "recevable/error.h"
#include "recevable/text.h"
#include "recevable/typeset.h"

#include <check.h>
#include <string.h>

Suite *suite_learn(void);

static guint
count(const RvTemplate *t, RvItemKind kind)
{
    guint n = 0;

    for (guint i = 0; i < t->items->len; i++)
        n += ((const RvItem *)g_ptr_array_index(t->items, i))->kind == kind;
    return n;
}

/* ---- our own models -------------------------------------------------------------------------- */

static const char *const own_models[] = {"hop-dpi-va2-bdc", "hop-pfi-va2-va"};

static gboolean
same_boxes(const RvItem *a, const RvItem *b)
{
    if (a->boxes->len != b->boxes->len)
        return FALSE;
    for (guint i = 0; i < a->boxes->len; i++) {
        g_autofree char *x =
            rv_text_key(((const RvBoxSpec *)g_ptr_array_index(a->boxes, i))->label);
        g_autofree char *y =
            rv_text_key(((const RvBoxSpec *)g_ptr_array_index(b->boxes, i))->label);

        if (!g_str_equal(x, y))
            return FALSE;
    }
    return TRUE;
}

START_TEST(gives_a_model_back)
{
    g_autoptr(GPtrArray) templates = rv_templates_load(NULL, NULL);
    const RvTemplate *t = rv_templates_find(templates, own_models[_i]);
    g_autoptr(GBytes) pdf = rv_typeset(t, &(RvTypeset){.marked = TRUE}, NULL);
    g_autoptr(RvTemplate) learnt = learn_form(pdf, &rv_marking_default, NULL);

    ck_assert_str_eq(learnt->kind, t->kind);
    ck_assert_str_eq(learnt->reference, t->reference);
    ck_assert_uint_eq(count(learnt, RV_ITEM_MENTION), count(t, RV_ITEM_MENTION));
    ck_assert_uint_eq(count(learnt, RV_ITEM_GROUP), count(t, RV_ITEM_GROUP));
    for (guint i = 0; i < t->items->len; i++) {
        const RvItem *item = g_ptr_array_index(t->items, i);
        const RvItem *own = learnt_item(learnt, item->kind, item->text ? item->text : "");

        ck_assert_msg(own != NULL, "%s was not learnt", item->id);
        if (item->kind == RV_ITEM_GROUP)
            ck_assert_msg(same_boxes(item, own), "other boxes: %s", item->id);
        if (item->kind == RV_ITEM_TABLE)
            ck_assert_int_eq(own->lines_exactly, item->lines_exactly);
    }
}
END_TEST

/* What cannot be known must not be made up: it decides nothing until somebody looked, or another
 * model tells it. */
START_TEST(guesses_are_told)
{
    g_autoptr(GPtrArray) templates = rv_templates_load(NULL, NULL), known = g_ptr_array_new();
    const RvTemplate *t = rv_templates_find(templates, "hop-pfi-va2-pv-pilote");
    const RvTemplate *other = rv_templates_find(templates, "hop-pfi-va2-va");
    g_autoptr(GBytes) pdf = rv_typeset(t, &(RvTypeset){.marked = TRUE}, NULL);
    g_autofree char *alone_xml = NULL, *beside_xml = NULL;
    g_autoptr(RvTemplate) alone = learn_form(pdf, &rv_marking_default, &alone_xml);
    g_autoptr(RvTemplate) beside = NULL;
    const char *flows = "Le flux sortant des documents de santé PDF et CDA R2 pour l'envoi vers le "
                        "DMP et pour l'envoi par MSSanté vers les correspondants de santé et vers "
                        "le patient par la fonction PFI.";
    const RvItem *guess = learnt_item(alone, RV_ITEM_GROUP, flows);
    const RvItem *sure =
        learnt_item(alone, RV_ITEM_GROUP, "Les services suivants ont bien été fournis");
    const RvItem *told;

    ck_assert_ptr_nonnull(guess);
    ck_assert(guess->guessed);
    ck_assert_ptr_nonnull(strstr(alone_xml, "guessed=\"true\""));
    ck_assert_ptr_nonnull(sure);
    ck_assert(!sure->guessed);
    ck_assert_int_eq(sure->rule, RV_GROUP_ALL);

    g_ptr_array_add(known, (gpointer)other);
    beside = learn_form_beside(pdf, &rv_marking_default, known, &beside_xml);
    told = learnt_item(beside, RV_ITEM_GROUP, flows);
    ck_assert_ptr_nonnull(told);
    ck_assert(!told->guessed);
    ck_assert_int_eq(told->rule, RV_GROUP_AT_LEAST_ONE);
    ck_assert_ptr_nonnull(strstr(beside_xml, "hop-pfi-va2-va -->"));
}
END_TEST

START_TEST(lettered_parts_are_tied_together)
{
    g_autoptr(GPtrArray) templates = rv_templates_load(NULL, NULL);
    const RvTemplate *t = rv_templates_find(templates, "hop-dpi-va2-va");
    g_autoptr(GBytes) pdf = rv_typeset(t, &(RvTypeset){.marked = TRUE}, NULL);
    g_autoptr(RvTemplate) learnt = learn_form(pdf, &rv_marking_default, NULL);
    const RvItem *flows = learnt_item(learnt, RV_ITEM_GROUP, "B- Flux DPI-RI");

    ck_assert_uint_eq(learnt->rules->len, 3);
    /* Its boxes are opposites. */
    ck_assert_ptr_nonnull(flows);
    ck_assert(!flows->guessed);
    ck_assert_int_eq(flows->rule, RV_GROUP_EXACTLY_ONE);
}
END_TEST

/* ---- forms that are drawn -------------------------------------------------------------------- */

/* As the official order: two parties side by side, explanations, empty_form_dots that go on below.
 */
static GBytes *
official_order(void)
{
    EmptyForm f = empty_form_begin();

    empty_form_say(&f, 60, 60, BOLD, "Bon de commande");
    empty_form_say(&f, 60, 90, BLUE, "Référence de l'appel à financement : AF-HOP-XYZ-Va3");
    empty_form_say(&f, 60, 110, PLAIN,
                   "Numéro du bon de commande (à renseigner par le fournisseur) :");
    empty_form_dots(&f, 375, 530, 110);
    empty_form_say(&f, 60, 140, BOLD, "Fournisseur");
    empty_form_say(&f, 310, 140, BOLD, "Client unique");
    empty_form_say(&f, 60, 160, PLAIN, "Dénomination sociale :");
    empty_form_dots(&f, 175, 280, 160);
    empty_form_say(&f, 310, 160, PLAIN, "Dénomination sociale :");
    empty_form_dots(&f, 425, 540, 160);
    empty_form_say(&f, 60, 180, PLAIN, "N° de SIRET :");
    empty_form_dots(&f, 130, 280, 180);
    empty_form_say(&f, 310, 180, PLAIN, "Numéro FINESS :");
    empty_form_dots(&f, 395, 540, 180);
    empty_form_say(&f, 60, 200, PLAIN, "Téléphone :");
    empty_form_dots(&f, 120, 280, 200);
    empty_form_say(&f, 310, 200, PLAIN, "Mail :");
    empty_form_dots(&f, 340, 540, 200);
    empty_form_say(&f, 60, 220, PLAIN, "Mail :");
    empty_form_dots(&f, 90, 280, 220);
    empty_form_say(&f, 60, 260, BLUE,
                   "Rappel : l'établissement ne peut bénéficier que d'une seule prestation");
    empty_form_say(&f, 60, 273, BLUE, "financée par l'Etat, et ce par appel à financement.");
    empty_form_say(&f, 60, 300, PLAIN, "Le DPI doit-il être relié au serveur d'identités ?");
    empty_form_answer(&f, 80, 320, "Oui");
    empty_form_answer(&f, 160, 320, "Non");
    empty_form_say(&f, 60, 350, PLAIN, "Merci de remplir tout le document.");
    empty_form_say(&f, 60, 380, PLAIN, "Le JJ/MM/AAAA");
    empty_form_say(&f, 60, 410, PLAIN, "Nom, prénom et signature :");
    empty_form_say(&f, 270, 815, PLAIN, "Page 1 sur 1");
    return empty_form_end(&f);
}

START_TEST(reads_columns_one_after_the_other)
{
    g_autoptr(GBytes) pdf = official_order();
    g_autoptr(RvTemplate) t = learn_form(pdf, &rv_marking_default, NULL);
    static const struct {
        const char *label;
        RvFieldType type;
    } fields[] = {
        {"Numéro du bon de commande", RV_FIELD_REFERENCE},
        {"Dénomination sociale", RV_FIELD_TEXT},
        {"N° de SIRET", RV_FIELD_SIRET},
        {"Téléphone", RV_FIELD_PHONE},
        {"Mail", RV_FIELD_EMAIL},
        {"Dénomination sociale", RV_FIELD_TEXT},
        {"Numéro FINESS", RV_FIELD_FINESS},
        {"Mail", RV_FIELD_EMAIL},
        {"Le", RV_FIELD_DATE},
        {"Nom, prénom et signature", RV_FIELD_TEXT},
    };
    guint n = 0;

    ck_assert_str_eq(t->title, "Bon de commande");
    ck_assert_str_eq(t->kind, "bon-de-commande");
    ck_assert_str_eq(t->reference, "AF-HOP-XYZ-Va3");
    for (guint i = 0; i < t->items->len; i++) {
        const RvItem *item = g_ptr_array_index(t->items, i);

        if (item->kind != RV_ITEM_FIELD)
            continue;
        ck_assert_uint_lt(n, G_N_ELEMENTS(fields));
        ck_assert_str_eq(item->text, fields[n].label);
        ck_assert_int_eq(item->type, fields[n].type);
        n++;
    }
    ck_assert_uint_eq(n, G_N_ELEMENTS(fields));
    ck_assert_uint_eq(count(t, RV_ITEM_MENTION), 2);
    ck_assert_ptr_nonnull(
        learnt_item(t, RV_ITEM_MENTION,
                    "Rappel : l'établissement ne peut bénéficier que d'une seule "
                    "prestation financée par l'Etat, et ce par appel à financement."));
    ck_assert_uint_eq(count(t, RV_ITEM_GROUP), 1);
    ck_assert_uint_eq(count(t, RV_ITEM_SIGNATURE), 1);
    /* Two of one wording have ids that tell their party. */
    ck_assert_ptr_nonnull(rv_template_item(t, "fournisseur-mail"));
    ck_assert_ptr_nonnull(rv_template_item(t, "client-unique-mail"));
}
END_TEST

/* Labels in cells: the room is the cell behind, or the one below. */
START_TEST(reads_cells)
{
    EmptyForm f = empty_form_begin();
    g_autoptr(GBytes) pdf = NULL;
    g_autoptr(RvTemplate) t = NULL;

    empty_form_say(&f, 60, 60, BOLD, "Attestation de vérification d'aptitude");
    empty_form_say(&f, 60, 80, BLUE, "Référence de l'appel à financement : AF-HOP-XYZ-Va3");
    for (int row = 0; row < 2; row++) {
        empty_form_frame(&f, 60, 100 + row * 34, 200, 34);
        empty_form_frame(&f, 260, 100 + row * 34, 270, 34);
    }
    empty_form_say(&f, 65, 114, PLAIN, "N° de version de la solution");
    empty_form_say(&f, 65, 127, PLAIN, "logicielle installée");
    empty_form_say(&f, 65, 152, PLAIN, "Date d'installation");
    for (int column = 0; column < 3; column++)
        for (int row = 0; row < 2; row++)
            empty_form_frame(&f, 60 + column * 157, 200 + row * 30, 157, 30);
    empty_form_say(&f, 65, 218, PLAIN, "Nom du représentant");
    empty_form_say(&f, 222, 218, PLAIN, "Téléphone");
    empty_form_say(&f, 379, 218, PLAIN, "N° FINESS PMSI");
    pdf = empty_form_end(&f);
    t = learn_form(pdf, &rv_marking_default, NULL);
    ck_assert_str_eq(t->kind, "verification-aptitude");
    ck_assert_uint_eq(count(t, RV_ITEM_FIELD), 5);
    ck_assert_ptr_nonnull(
        learnt_item(t, RV_ITEM_FIELD, "N° de version de la solution logicielle installée"));
    ck_assert_int_eq(learnt_item(t, RV_ITEM_FIELD, "Date d'installation")->type, RV_FIELD_DATE);
    ck_assert_ptr_nonnull(learnt_item(t, RV_ITEM_FIELD, "Nom du représentant"));
    ck_assert_int_eq(learnt_item(t, RV_ITEM_FIELD, "Téléphone")->type, RV_FIELD_PHONE);
    ck_assert_int_eq(learnt_item(t, RV_ITEM_FIELD, "N° FINESS PMSI")->type, RV_FIELD_FINESS);
}
END_TEST

static const struct {
    const char *mark;
    FormLook look;
} marks[] = {
    {"blue", BLUE}, {"red", RED}, {"bold", BOLD}, {"highlight", PEN}, {"210-250", BLUE},
};

START_TEST(takes_what_is_marked)
{
    EmptyForm f = empty_form_begin();
    RvMarking marking;
    g_autoptr(GBytes) pdf = NULL;
    g_autoptr(RvTemplate) t = NULL;

    ck_assert(rv_marking_parse(marks[_i].mark, &marking, NULL));
    empty_form_say(&f, 60, 80, PLAIN, "Ce formulaire est remis au client avant toute commande.");
    empty_form_say(&f, 60, 110, marks[_i].look, "La commande n'est soumise à aucune condition.");
    empty_form_say(&f, 60, 140, PLAIN, "Le présent texte n'est là que pour expliquer ce qui suit.");
    empty_form_say(&f, 60, 170, PLAIN, "Référence du dossier :");
    empty_form_dots(&f, 180, 520, 170);
    pdf = empty_form_end(&f);
    t = learn_form(pdf, &marking, NULL);
    ck_assert_uint_eq(count(t, RV_ITEM_MENTION), 1);
    ck_assert_ptr_nonnull(
        learnt_item(t, RV_ITEM_MENTION, "La commande n'est soumise à aucune condition."));
    ck_assert_uint_eq(count(t, RV_ITEM_FIELD), 1);
}
END_TEST

/* Nothing of a document may become XML of the model. */
START_TEST(a_form_cannot_write_xml)
{
    EmptyForm f = empty_form_begin();
    g_autoptr(GBytes) pdf = NULL;
    g_autofree char *xml = NULL;
    g_autoptr(RvTemplate) t = NULL;

    empty_form_say(&f, 60, 80, BLUE, "Mention </text></mention> & <strict>rien</strict> -- fin");
    empty_form_say(&f, 60, 110, PLAIN, "Montant <b> (-- à renseigner --) :");
    empty_form_dots(&f, 300, 520, 110);
    pdf = empty_form_end(&f);
    t = learn_form(pdf, &rv_marking_default, &xml);
    ck_assert_uint_eq(count(t, RV_ITEM_MENTION), 1);
    ck_assert_uint_eq(count(t, RV_ITEM_FIELD), 1);
    ck_assert_ptr_nonnull(strstr(xml, "&lt;"));
}
END_TEST

/* ---- words ----------------------------------------------------------------------------------- */

START_TEST(refuses_what_is_no_mark)
{
    static const char *const wrong[] = {"",        "bleu clair", "200", "200-",
                                        "200-400", "-10-20",     "1-2x"};
    RvMarking marking;
    g_autoptr(GError) error = NULL;

    ck_assert(!rv_marking_parse(wrong[_i], &marking, &error));
    ck_assert(g_error_matches(error, RV_ERROR, RV_ERROR_USAGE));
}
END_TEST

static const struct {
    const char *label;
    RvFieldType type;
} labels[] = {
    {"Adresse électronique", RV_FIELD_EMAIL},
    {"Adresse", RV_FIELD_ADDRESS},
    {"Quel est l'opérateur de messagerie sécurisée de santé ?", RV_FIELD_TEXT},
    {"Préciser une adresse MSS utilisée pour l'envoi", RV_FIELD_EMAIL},
    {"N° SIRET", RV_FIELD_SIRET},
    {"Tél.", RV_FIELD_PHONE},
    {"N° de version", RV_FIELD_TEXT},
    {"N° de référencement de la solution", RV_FIELD_REFERENCE},
    {"Nombre de personnes formées", RV_FIELD_NUMBER},
    {"Fait le", RV_FIELD_DATE},
    {"le", RV_FIELD_DATE},
    {"Nom de la solution référencée", RV_FIELD_TEXT},
    {"Observations", RV_FIELD_FREETEXT},
};

START_TEST(knows_values_by_their_labels)
{
    ck_assert_int_eq(rv_guess_type(labels[_i].label), labels[_i].type);
}
END_TEST

static const struct {
    const char *text, *label;
} cut[] = {
    {"Dénomination sociale (nom client) :", "Dénomination sociale (nom client)"},
    {"N° de commande (à renseigner par le fournisseur) : ", "N° de commande"},
    {"Adresse (facultatif) :", "Adresse"},
    {"Le JJ/MM/AAAA", "Le"},
    {"Numéro –", "Numéro"},
    {"(A1) Le flux", "(A1) Le flux"},
};

START_TEST(cuts_labels)
{
    g_autofree char *explained = NULL, *label = rv_guess_label(cut[_i].text, &explained);

    ck_assert_str_eq(label, cut[_i].label);
}
END_TEST

static const struct {
    const char *prompt, *boxes[4];
    RvGroupRule rule;
    gboolean sure;
} rules[] = {
    {"Est-ce fait ?", {"Oui", "Non"}, RV_GROUP_EXACTLY_ONE, TRUE},
    {"Une seule case à cocher", {"Un", "Deux", "Trois"}, RV_GROUP_EXACTLY_ONE, TRUE},
    {"Cochez au moins une case", {"Un", "Deux"}, RV_GROUP_AT_LEAST_ONE, TRUE},
    {"Les services suivants ont bien été fournis", {"Un", "Deux"}, RV_GROUP_ALL, TRUE},
    {"Flux", {"Un", "Deux"}, RV_GROUP_EXACTLY_ONE, FALSE},
    {NULL, {"Un", "Uniquement dans le cas où"}, RV_GROUP_AT_LEAST_ONE, TRUE},
    {"Flux", {"Logiciels distincts", "Le même logiciel"}, RV_GROUP_EXACTLY_ONE, TRUE},
    {"Suivi", {"Avec maintenance", "Sans maintenance"}, RV_GROUP_EXACTLY_ONE, TRUE},
    {"Fonctions", {"L'envoi avec trace", "Le tri sans perte"}, RV_GROUP_EXACTLY_ONE, FALSE},
    {"Fonctions", {"Elle produit les traces", "Elle envoie correctement"}, RV_GROUP_ALL, TRUE},
};

START_TEST(knows_rules_by_their_words)
{
    g_autoptr(RvDraft) draft = rv_draft_new();
    RvDraftItem *group = rv_draft_item_new(RV_ITEM_GROUP, NULL, (RvPlace){0});
    gboolean sure;

    for (guint i = 0; i < 4 && rules[_i].boxes[i]; i++)
        g_ptr_array_add(group->boxes, rv_draft_box_new(g_strdup(rules[_i].boxes[i])));
    ck_assert_int_eq(rv_guess_rule(rules[_i].prompt, group->boxes, &sure), rules[_i].rule);
    ck_assert_int_eq(sure, rules[_i].sure);
    g_ptr_array_add(draft->left, group);
}
END_TEST

static const struct {
    const char *text, *other, *strict;
} wordings[] = {
    {"Prestation HOP-DPI-Va2 sous 120 jours", "", "HOP-DPI-Va2|120 jours"},
    {"l'envoi des documents vers le DMP du patient", "l'envoi des documents vers la MSS du patient",
     "DMP"},
    {"Nature de la prestation", "Nature du service", ""},
    {"le Périmètre vague 2 du REM", "", ""},
};

START_TEST(marks_words_that_carry_meaning)
{
    g_autoptr(GPtrArray) others = g_ptr_array_new(), strict = NULL;
    g_autofree char *all = NULL;

    g_ptr_array_add(others, (char *)wordings[_i].text);
    g_ptr_array_add(others, (char *)wordings[_i].other);
    strict = rv_strict_words(wordings[_i].text, others);
    g_ptr_array_add(strict, NULL);
    all = g_strjoinv("|", (char **)strict->pdata);
    ck_assert_str_eq(all, wordings[_i].strict);
}
END_TEST

Suite *
suite_learn(void)
{
    Suite *suite = suite_create("learn");
    TCase *forms = tcase_create("forms"), *words = tcase_create("words");

    tcase_add_unchecked_fixture(forms, learn_open_reader, learn_close_reader);
    tcase_set_timeout(forms, 180);
    tcase_add_loop_test(forms, gives_a_model_back, 0, G_N_ELEMENTS(own_models));
    tcase_add_test(forms, guesses_are_told);
    tcase_add_test(forms, lettered_parts_are_tied_together);
    tcase_add_test(forms, reads_columns_one_after_the_other);
    tcase_add_test(forms, reads_cells);
    tcase_add_loop_test(forms, takes_what_is_marked, 0, G_N_ELEMENTS(marks));
    tcase_add_test(forms, a_form_cannot_write_xml);
    suite_add_tcase(suite, forms);
    tcase_add_loop_test(words, refuses_what_is_no_mark, 0, 7);
    tcase_add_loop_test(words, knows_values_by_their_labels, 0, G_N_ELEMENTS(labels));
    tcase_add_loop_test(words, cuts_labels, 0, G_N_ELEMENTS(cut));
    tcase_add_loop_test(words, knows_rules_by_their_words, 0, G_N_ELEMENTS(rules));
    tcase_add_loop_test(words, marks_words_that_carry_meaning, 0, G_N_ELEMENTS(wordings));
    suite_add_tcase(suite, words);
    return suite;
}

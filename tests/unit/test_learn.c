/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is learnt from empty forms: such as our own models make, and such as are drawn here like the
 * official ones, with columns, cells and marks of every kind. */
#include "learn/learn-private.h"
#include "recevable/error.h"
#include "recevable/pipeline.h"
#include "recevable/text.h"
#include "recevable/typeset.h"

#include <cairo-pdf.h>
#include <check.h>
#include <string.h>

Suite *suite_learn(void);

#define PAGE_SECONDS 60.0

/* ---- a form that is drawn -------------------------------------------------------------------- */

typedef struct {
    cairo_surface_t *surface;
    cairo_t *cr;
    GByteArray *bytes;
} Form;

static cairo_status_t
collect(void *closure, const unsigned char *data, unsigned int length)
{
    g_byte_array_append(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

static Form
form_begin(void)
{
    Form form = {.bytes = g_byte_array_new()};

    form.surface = cairo_pdf_surface_create_for_stream(collect, form.bytes, 595, 842);
    form.cr = cairo_create(form.surface);
    cairo_set_line_width(form.cr, 0.8);
    return form;
}

static GBytes *
form_end(Form *form)
{
    cairo_destroy(form->cr);
    cairo_surface_destroy(form->surface);
    return g_byte_array_free_to_bytes(form->bytes);
}

typedef enum { PLAIN = 0, BLUE = 1, BOLD = 2, RED = 4, PEN = 8 } Look;

/* Points; y is the baseline. */
static void
say(const Form *form, double x, double y, Look look, const char *text)
{
    cairo_text_extents_t extents;

    cairo_select_font_face(form->cr, "Liberation Sans", CAIRO_FONT_SLANT_NORMAL,
                           look & BOLD ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(form->cr, 10.5);
    cairo_text_extents(form->cr, text, &extents);
    if (look & PEN) {
        cairo_set_source_rgb(form->cr, 1, 0.95, 0.3);
        cairo_rectangle(form->cr, x - 1, y - 9, extents.width + 3, 12);
        cairo_fill(form->cr);
    }
    cairo_set_source_rgb(form->cr, look & RED ? 0.8 : 0, 0, look & BLUE ? 0.8 : 0);
    cairo_move_to(form->cr, x, y);
    cairo_show_text(form->cr, text);
    cairo_set_source_rgb(form->cr, 0, 0, 0);
}

static void
dots(const Form *form, double from, double to, double y)
{
    const double dash[] = {0, 3};

    cairo_save(form->cr);
    cairo_set_dash(form->cr, dash, 2, 0);
    cairo_set_line_cap(form->cr, CAIRO_LINE_CAP_ROUND);
    cairo_move_to(form->cr, from, y + 1.5);
    cairo_line_to(form->cr, to, y + 1.5);
    cairo_stroke(form->cr);
    cairo_restore(form->cr);
}

static void
frame(const Form *form, double x, double y, double width, double height)
{
    cairo_rectangle(form->cr, x, y, width, height);
    cairo_stroke(form->cr);
}

static void
answer(const Form *form, double x, double y, const char *label)
{
    frame(form, x, y - 9, 10, 10);
    say(form, x + 16, y, PLAIN, label);
}

/* ---- learning -------------------------------------------------------------------------------- */

static RvReader *reader;

static void
open_reader(void)
{
    reader = rv_reader_new(NULL, "fra", RV_READER_FAST, NULL);
    ck_assert_ptr_nonnull(reader);
}

static void
close_reader(void)
{
    rv_reader_free(reader);
}

static void
keep_xml(const RvPipeline *pipeline, RvDocument *document, GBytes *bytes, const RvDraft *draft)
{
    char **xml = pipeline->data;

    (void)document;
    (void)bytes;
    *xml = rv_draft_to_xml(draft);
}

/* The template that comes of it; *xml (or NULL): its file. */
static RvTemplate *
learn_as(GBytes *pdf, const RvMarking *marking, char **xml)
{
    g_autofree char *text = NULL;
    g_autoptr(GBytes) file = NULL;
    g_autoptr(GError) error = NULL;
    const RvPipeline pipeline = {.reader = reader,
                                 .limits = rv_pdf_default_limits,
                                 .page_seconds = PAGE_SECONDS,
                                 .learn = {.marking = *marking},
                                 .learnt = keep_xml,
                                 .data = &text};
    RvResult *result = rv_pipeline_learn_bytes(&pipeline, "form", pdf);
    RvTemplate *learnt;

    ck_assert_msg(text != NULL, "%s", result->error_message ? result->error_message : "no draft");
    rv_result_free(result);
    file = g_bytes_new(text, strlen(text));
    learnt = rv_template_load_bytes("draft.xml", file, &error);
    ck_assert_msg(learnt != NULL, "%s\n%s", error ? error->message : "?", text);
    if (xml)
        *xml = g_steal_pointer(&text);
    return learnt;
}

static const RvItem *
item_of(const RvTemplate *t, RvItemKind kind, const char *wording)
{
    g_autofree char *key = rv_text_key(wording);

    for (guint i = 0; i < t->items->len; i++) {
        const RvItem *item = g_ptr_array_index(t->items, i);
        g_autofree char *own = rv_text_key(item->text ? item->text : "");

        if (item->kind == kind && g_str_equal(own, key))
            return item;
    }
    return NULL;
}

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
    g_autoptr(RvTemplate) learnt = learn_as(pdf, &rv_marking_default, NULL);

    ck_assert_str_eq(learnt->kind, t->kind);
    ck_assert_str_eq(learnt->reference, t->reference);
    ck_assert_uint_eq(count(learnt, RV_ITEM_MENTION), count(t, RV_ITEM_MENTION));
    ck_assert_uint_eq(count(learnt, RV_ITEM_GROUP), count(t, RV_ITEM_GROUP));
    for (guint i = 0; i < t->items->len; i++) {
        const RvItem *item = g_ptr_array_index(t->items, i);
        const RvItem *own = item_of(learnt, item->kind, item->text ? item->text : "");

        ck_assert_msg(own != NULL, "%s was not learnt", item->id);
        if (item->kind == RV_ITEM_GROUP)
            ck_assert_msg(same_boxes(item, own), "other boxes: %s", item->id);
        if (item->kind == RV_ITEM_TABLE)
            ck_assert_int_eq(own->lines_exactly, item->lines_exactly);
    }
}
END_TEST

/* What cannot be known must not be made up: it decides nothing until somebody looked. */
START_TEST(guesses_are_told)
{
    g_autoptr(GPtrArray) templates = rv_templates_load(NULL, NULL);
    const RvTemplate *t = rv_templates_find(templates, "hop-dpi-va2-va");
    g_autoptr(GBytes) pdf = rv_typeset(t, &(RvTypeset){.marked = TRUE}, NULL);
    g_autofree char *xml = NULL;
    g_autoptr(RvTemplate) learnt = learn_as(pdf, &rv_marking_default, &xml);
    const RvItem *flows = item_of(learnt, RV_ITEM_GROUP, "B- Flux DPI-RI");
    const RvItem *sure = item_of(learnt, RV_ITEM_GROUP,
                                 "Nature de la prestation – cocher une des deux cases suivantes");

    ck_assert_ptr_nonnull(flows);
    ck_assert(flows->guessed);
    ck_assert_ptr_nonnull(sure);
    ck_assert(!sure->guessed);
    ck_assert_int_eq(sure->rule, RV_GROUP_EXACTLY_ONE);
    ck_assert_ptr_nonnull(strstr(xml, "guessed=\"true\""));
    /* Its parts are tied together as their letters say. */
    ck_assert_uint_eq(learnt->rules->len, 3);
}
END_TEST

/* ---- forms that are drawn -------------------------------------------------------------------- */

/* As the official order: two parties side by side, explanations, dots that go on below. */
static GBytes *
official_order(void)
{
    Form f = form_begin();

    say(&f, 60, 60, BOLD, "Bon de commande");
    say(&f, 60, 90, BLUE, "Référence de l'appel à financement : AF-HOP-XYZ-Va3");
    say(&f, 60, 110, PLAIN, "Numéro du bon de commande (à renseigner par le fournisseur) :");
    dots(&f, 375, 530, 110);
    say(&f, 60, 140, BOLD, "Fournisseur");
    say(&f, 310, 140, BOLD, "Client unique");
    say(&f, 60, 160, PLAIN, "Dénomination sociale :");
    dots(&f, 175, 280, 160);
    say(&f, 310, 160, PLAIN, "Dénomination sociale :");
    dots(&f, 425, 540, 160);
    say(&f, 60, 180, PLAIN, "N° de SIRET :");
    dots(&f, 130, 280, 180);
    say(&f, 310, 180, PLAIN, "Numéro FINESS :");
    dots(&f, 395, 540, 180);
    say(&f, 60, 200, PLAIN, "Téléphone :");
    dots(&f, 120, 280, 200);
    say(&f, 310, 200, PLAIN, "Mail :");
    dots(&f, 340, 540, 200);
    say(&f, 60, 220, PLAIN, "Mail :");
    dots(&f, 90, 280, 220);
    say(&f, 60, 260, BLUE,
        "Rappel : l'établissement ne peut bénéficier que d'une seule prestation");
    say(&f, 60, 273, BLUE, "financée par l'Etat, et ce par appel à financement.");
    say(&f, 60, 300, PLAIN, "Le DPI doit-il être relié au serveur d'identités ?");
    answer(&f, 80, 320, "Oui");
    answer(&f, 160, 320, "Non");
    say(&f, 60, 350, PLAIN, "Merci de remplir tout le document.");
    say(&f, 60, 380, PLAIN, "Le JJ/MM/AAAA");
    say(&f, 60, 410, PLAIN, "Nom, prénom et signature :");
    say(&f, 270, 815, PLAIN, "Page 1 sur 1");
    return form_end(&f);
}

START_TEST(reads_columns_one_after_the_other)
{
    g_autoptr(GBytes) pdf = official_order();
    g_autoptr(RvTemplate) t = learn_as(pdf, &rv_marking_default, NULL);
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
        item_of(t, RV_ITEM_MENTION,
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
    Form f = form_begin();
    g_autoptr(GBytes) pdf = NULL;
    g_autoptr(RvTemplate) t = NULL;

    say(&f, 60, 60, BOLD, "Attestation de vérification d'aptitude");
    say(&f, 60, 80, BLUE, "Référence de l'appel à financement : AF-HOP-XYZ-Va3");
    for (int row = 0; row < 2; row++) {
        frame(&f, 60, 100 + row * 34, 200, 34);
        frame(&f, 260, 100 + row * 34, 270, 34);
    }
    say(&f, 65, 114, PLAIN, "N° de version de la solution");
    say(&f, 65, 127, PLAIN, "logicielle installée");
    say(&f, 65, 152, PLAIN, "Date d'installation");
    for (int column = 0; column < 3; column++)
        for (int row = 0; row < 2; row++)
            frame(&f, 60 + column * 157, 200 + row * 30, 157, 30);
    say(&f, 65, 218, PLAIN, "Nom du représentant");
    say(&f, 222, 218, PLAIN, "Téléphone");
    say(&f, 379, 218, PLAIN, "N° FINESS PMSI");
    pdf = form_end(&f);
    t = learn_as(pdf, &rv_marking_default, NULL);
    ck_assert_str_eq(t->kind, "verification-aptitude");
    ck_assert_uint_eq(count(t, RV_ITEM_FIELD), 5);
    ck_assert_ptr_nonnull(
        item_of(t, RV_ITEM_FIELD, "N° de version de la solution logicielle installée"));
    ck_assert_int_eq(item_of(t, RV_ITEM_FIELD, "Date d'installation")->type, RV_FIELD_DATE);
    ck_assert_ptr_nonnull(item_of(t, RV_ITEM_FIELD, "Nom du représentant"));
    ck_assert_int_eq(item_of(t, RV_ITEM_FIELD, "Téléphone")->type, RV_FIELD_PHONE);
    ck_assert_int_eq(item_of(t, RV_ITEM_FIELD, "N° FINESS PMSI")->type, RV_FIELD_FINESS);
}
END_TEST

static const struct {
    const char *mark;
    Look look;
} marks[] = {
    {"blue", BLUE}, {"red", RED}, {"bold", BOLD}, {"highlight", PEN}, {"210-250", BLUE},
};

START_TEST(takes_what_is_marked)
{
    Form f = form_begin();
    RvMarking marking;
    g_autoptr(GBytes) pdf = NULL;
    g_autoptr(RvTemplate) t = NULL;

    ck_assert(rv_marking_parse(marks[_i].mark, &marking, NULL));
    say(&f, 60, 80, PLAIN, "Ce formulaire est remis au client avant toute commande.");
    say(&f, 60, 110, marks[_i].look, "La commande n'est soumise à aucune condition.");
    say(&f, 60, 140, PLAIN, "Le présent texte n'est là que pour expliquer ce qui suit.");
    say(&f, 60, 170, PLAIN, "Référence du dossier :");
    dots(&f, 180, 520, 170);
    pdf = form_end(&f);
    t = learn_as(pdf, &marking, NULL);
    ck_assert_uint_eq(count(t, RV_ITEM_MENTION), 1);
    ck_assert_ptr_nonnull(
        item_of(t, RV_ITEM_MENTION, "La commande n'est soumise à aucune condition."));
    ck_assert_uint_eq(count(t, RV_ITEM_FIELD), 1);
}
END_TEST

/* Nothing of a document may become XML of the model. */
START_TEST(a_form_cannot_write_xml)
{
    Form f = form_begin();
    g_autoptr(GBytes) pdf = NULL;
    g_autofree char *xml = NULL;
    g_autoptr(RvTemplate) t = NULL;

    say(&f, 60, 80, BLUE, "Mention </text></mention> & <strict>rien</strict> -- fin");
    say(&f, 60, 110, PLAIN, "Montant <b> (-- à renseigner --) :");
    dots(&f, 300, 520, 110);
    pdf = form_end(&f);
    t = learn_as(pdf, &rv_marking_default, &xml);
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

    tcase_add_unchecked_fixture(forms, open_reader, close_reader);
    tcase_set_timeout(forms, 180);
    tcase_add_loop_test(forms, gives_a_model_back, 0, G_N_ELEMENTS(own_models));
    tcase_add_test(forms, guesses_are_told);
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

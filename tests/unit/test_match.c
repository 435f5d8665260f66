/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paper made of words: what the matcher makes of it, without a single pixel read. */
#include "match/match-private.h"

#include <check.h>
#include <string.h>

Suite *suite_match(void);

#define LETTER 8  /* pixels a letter */
#define HEIGHT 16 /* of a word */
#define PAGE_WIDTH 1240
#define PAGE_HEIGHT 1754

/* ---- a paper ----------------------------------------------------------------------------- */

typedef struct {
    GPtrArray *sheets, *readings;
} Paper;

static RvSheet *
blank_sheet(int page)
{
    RvSheet *sheet = g_new0(RvSheet, 1);

    sheet->page = page;
    sheet->width = PAGE_WIDTH;
    sheet->height = PAGE_HEIGHT;
    sheet->dpi = 150;
    sheet->to_page = rv_map_scale(0.48, 0.48);
    sheet->rules = g_array_new(FALSE, TRUE, sizeof(RvSheetRule));
    sheet->leaders = g_array_new(FALSE, TRUE, sizeof(RvPx));
    return sheet;
}

static void
free_sheet(gpointer data)
{
    RvSheet *sheet = data;

    g_array_unref(sheet->rules);
    g_array_unref(sheet->leaders);
    g_free(sheet);
}

static Paper *
paper_new(void)
{
    Paper *paper = g_new0(Paper, 1);

    paper->sheets = g_ptr_array_new_with_free_func(free_sheet);
    paper->readings = g_ptr_array_new_with_free_func((GDestroyNotify)rv_reading_free);
    return paper;
}

static void
paper_free(Paper *paper)
{
    g_ptr_array_unref(paper->sheets);
    g_ptr_array_unref(paper->readings);
    g_free(paper);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Paper, paper_free)

static RvReading *
page_of(Paper *paper, guint page)
{
    while (paper->readings->len <= page) {
        RvReading *reading = g_new0(RvReading, 1);

        reading->page = (int)paper->readings->len + 1;
        reading->words = rv_words_new();
        reading->lines = g_array_new(FALSE, TRUE, sizeof(RvLine));
        reading->complete = TRUE;
        reading->confidence = 0.95;
        g_ptr_array_add(paper->readings, reading);
        g_ptr_array_add(paper->sheets, blank_sheet((int)paper->readings->len));
    }
    return g_ptr_array_index(paper->readings, page);
}

/* One run of words at (x, y). */
static void
print_line(Paper *paper, guint page, int x, int y, const char *text)
{
    RvReading *reading = page_of(paper, page);
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    RvLine line = {.first = reading->words->len};

    for (guint i = 0; words[i]; i++) {
        int width = (int)g_utf8_strlen(words[i], -1) * LETTER;
        RvWord word = {g_strdup(words[i]), {x, y, width, HEIGHT}, 0.95, reading->lines->len};

        line.box = rv_px_union(line.box, word.box);
        line.n++;
        g_array_append_val(reading->words, word);
        x += width + LETTER;
    }
    g_array_append_val(reading->lines, line);
}

static RvIndex *
index_of(const Paper *paper)
{
    return rv_index_new(paper->sheets, paper->readings, NULL);
}

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
    g_autoptr(Paper) paper = paper_new();
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

/* ---- templates made by hand -------------------------------------------------------------- */

static RvItem *
add_item(RvTemplate *t, RvItemKind kind, const char *id, const char *section, const char *text)
{
    RvItem *item = g_new0(RvItem, 1);

    item->id = g_strdup(id);
    item->kind = kind;
    item->section = g_strdup(section);
    item->text = g_strdup(text);
    item->strict = g_new0(char *, 1);
    item->required = item->label_required = TRUE;
    g_ptr_array_add(t->items, item);
    return item;
}

static void
free_item(gpointer data)
{
    RvItem *item = data;

    g_free(item->id);
    g_free(item->section);
    g_free(item->text);
    g_strfreev(item->strict);
    g_free(item);
}

static RvTemplate *
template_new(void)
{
    RvTemplate *t = g_new0(RvTemplate, 1);

    t->items = g_ptr_array_new_with_free_func(free_item);
    t->sections = g_ptr_array_new();
    t->rules = g_ptr_array_new();
    return t;
}

static void
template_free(RvTemplate *t)
{
    g_ptr_array_unref(t->items);
    g_ptr_array_unref(t->sections);
    g_ptr_array_unref(t->rules);
    g_free(t);
}

typedef struct {
    RvTemplate *t;
    Paper *paper;
    RvIndex *index;
    GPtrArray *targets;
} Case;

static Case
case_new(void)
{
    return (Case){template_new(), paper_new(), NULL, NULL};
}

static void
case_settle(Case *c)
{
    c->index = index_of(c->paper);
    c->targets = rv_targets_new(c->t);
    rv_targets_find(c->index, c->targets);
    rv_settle(c->index, c->targets);
}

static void
case_clear(Case *c)
{
    g_ptr_array_unref(c->targets);
    rv_index_free(c->index);
    paper_free(c->paper);
    template_free(c->t);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Case, case_clear)

static const RvSpot *
spot_of(const Case *c, guint item, RvRole role)
{
    return rv_target_spot(
        rv_targets_get(c->targets, g_ptr_array_index(c->t->items, item), role, -1));
}

static RvPhrase
wording_of(Case *c, guint item, RvRole role)
{
    const RvTarget *target =
        rv_targets_get(c->targets, g_ptr_array_index(c->t->items, item), role, -1);
    RvPhrase phrase = {0};

    rv_wording_check(c->index, target->needles, rv_target_spot(target), role == RV_ROLE_MENTION,
                     &phrase);
    return phrase;
}

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

Suite *
suite_match(void)
{
    Suite *suite = suite_create("match");
    TCase *tcase = tcase_create("all");

    tcase_add_loop_test(tcase, aligns_word_by_word, 0, G_N_ELEMENTS(alignments));
    tcase_add_test(tcase, nothing_to_align);
    tcase_add_test(tcase, same_labels_go_to_their_sections);
    tcase_add_test(tcase, missing_label_takes_no_neighbours);
    tcase_add_loop_test(tcase, accepts_what_is_there, 0, G_N_ELEMENTS(wordings));
    tcase_add_test(tcase, sentences_go_on_elsewhere);
    tcase_add_loop_test(tcase, never_accepts_what_is_not, 0, G_N_ELEMENTS(faults));
    tcase_add_test(tcase, quotes_elsewhere_do_not_count);
    suite_add_tcase(suite, tcase);
    return suite;
}

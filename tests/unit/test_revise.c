/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editions of a model: brought up to a newer draft, and chosen by the day. */
#include "good-paper.h"
#include "recevable/error.h"

#include <check.h>
#include <glib/gstdio.h>
#include <string.h>

Suite *suite_revise(void);

/* ---- a file brought up to a draft ------------------------------------------------------------ */

#define HEAD                                                                                       \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                                                 \
    "<template id=\"x\" kind=\"bon-de-commande\" status=\"full\" reference=\"AF-X-Va1\">\n"        \
    "  <title>Commande</title>\n  <source>Essai</source>\n\n  <section id=\"entete\">\n"
#define TAIL "  </section>\n</template>\n"
#define MENTION(id, text)                                                                          \
    "    <mention id=\"" id "\">\n      <text>" text "</text>\n    </mention>\n"
#define FIELD(id, type, label)                                                                     \
    "    <field id=\"" id "\" type=\"" type "\">\n      <label>" label "</label>\n    </field>\n"
#define GROUP(id, boxes)                                                                           \
    "    <group id=\"" id                                                                          \
    "\" rule=\"exactly-one\">\n      <prompt>Quelle nature ?</prompt>\n" boxes "    </group>\n"
#define BOX(id, label) "      <box id=\"" id "\">" label "</box>\n"

static const char old_file[] = HEAD "    <!-- écrit à la main -->\n" MENTION(
    "delai", "Le dossier est déposé sous <strict>120 jours</strict> sur le site de l'agence.")
    FIELD("mon-numero", "reference", "Numéro de la commande")
        GROUP("nature", BOX("neuve", "Installation nouvelle") BOX("suite", "Mise à jour"))
            MENTION("perime", "Cette phrase ne figure plus sur le modèle.") TAIL;

static const char draft[] =
    HEAD MENTION("dossier-depose",
                 "Le dossier est déposé sous <strict>90 jours</strict> sur le site de l’agence.")
        FIELD("numero-commande", "text", "Numéro de la commande")
            FIELD("mon-numero", "text", "Quantité de postes")
                GROUP("quelle-nature", BOX("a", "Installation nouvelle") BOX("b", "Mise à jour")
                                           BOX("c", "Autre")) TAIL;

static char *
revise(const char *from, const char *by, GPtrArray *changes, GError **error)
{
    g_autofree char *folder = g_dir_make_tmp("revise-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "x.xml", NULL);
    g_autoptr(GBytes) bytes = g_bytes_new(by, strlen(by));
    char *text;

    ck_assert(g_file_set_contents(path, from, -1, NULL));
    text = rv_template_revise(path, bytes, changes, error);
    g_remove(path);
    g_rmdir(folder);
    return text;
}

static gboolean
is_told(const GPtrArray *changes, const char *begin)
{
    for (guint i = 0; i < changes->len; i++)
        if (g_str_has_prefix(g_ptr_array_index(changes, i), begin))
            return TRUE;
    return FALSE;
}

START_TEST(keeps_what_was_made_by_hand)
{
    g_autoptr(GPtrArray) changes = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *text = revise(old_file, draft, changes, NULL);
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_autoptr(RvTemplate) t = rv_template_load_bytes("x.xml", bytes, NULL);
    const RvItem *field, *group;

    ck_assert_ptr_nonnull(t);
    ck_assert_ptr_nonnull(strstr(text, "écrit à la main"));
    /* Reworded, under its own id. */
    ck_assert(is_told(changes, "~ delai: “120” → “90”"));
    ck_assert_ptr_nonnull(strstr(rv_template_item(t, "delai")->text, "90 jours"));
    ck_assert(
        g_strv_contains((const char *const *)rv_template_item(t, "delai")->strict, "90 jours"));
    /* The same: nothing of it changes, whatever the draft takes it for. */
    field = rv_template_item(t, "mon-numero");
    ck_assert_str_eq(field->text, "Numéro de la commande");
    ck_assert_int_eq(field->type, RV_FIELD_REFERENCE);
    /* New, with an id that is free, behind the one that it follows. */
    ck_assert(is_told(changes, "+ mon-numero-2: "));
    ck_assert_str_eq(rv_template_item(t, "mon-numero-2")->text, "Quantité de postes");
    ck_assert_ptr_eq(g_ptr_array_index(t->items, 2), rv_template_item(t, "mon-numero-2"));
    group = rv_template_item(t, "nature");
    ck_assert_uint_eq(group->boxes->len, 3);
    ck_assert_str_eq(((RvBoxSpec *)g_ptr_array_index(group->boxes, 0))->id, "neuve");
    ck_assert(is_told(changes, "+ nature/c: Autre"));
    /* Gone, perhaps: a person decides. */
    ck_assert(is_told(changes, "- perime: "));
    ck_assert_ptr_nonnull(rv_template_item(t, "perime"));
    ck_assert_uint_eq(changes->len, 4);
}
END_TEST

START_TEST(does_it_once)
{
    g_autoptr(GPtrArray) first = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) second = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *once = revise(old_file, draft, first, NULL);
    g_autofree char *twice = revise(once, draft, second, NULL);

    ck_assert_str_eq(once, twice);
    ck_assert_uint_eq(second->len, 1); /* what is gone is told again */
}
END_TEST

START_TEST(refuses_what_is_no_model)
{
    g_autoptr(GPtrArray) changes = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;

    ck_assert_ptr_null(revise(old_file, "<template/>", changes, &error));
    ck_assert(g_error_matches(error, RV_ERROR, RV_ERROR_TEMPLATE));
    g_clear_error(&error);
    ck_assert_ptr_null(revise("<template/>", draft, changes, &error));
    ck_assert(g_error_matches(error, RV_ERROR, RV_ERROR_TEMPLATE));
}
END_TEST

static const struct {
    const char *before, *after, *told;
} pairs[] = {
    {"sous 120 jours au plus", "sous 90 jours au plus", "“120” → “90”"},
    {"l'agence", "l’agence", "“l'agence” → “l’agence”"},
    {"a b", "a b", NULL},
    {NULL, "a", "“” → “a”"},
};

START_TEST(tells_the_words_that_differ)
{
    g_autofree char *told = rv_wording_difference(pairs[_i].before, pairs[_i].after);

    ck_assert_pstr_eq(told, pairs[_i].told);
}
END_TEST

/* ---- which edition counts -------------------------------------------------------------------- */

static RvTemplate *
edition(const char *id, const char *dates, const char *text)
{
    g_autofree char *file = g_strdup_printf(
        "<template id=\"%s\" model=\"m\" edition=\"%s\" kind=\"bon-de-commande\" status=\"full\" "
        "reference=\"AF-X-Va1\" dated-by=\"date\" %s><title>T</title><source>S</source>"
        "<section id=\"s\">" MENTION("m1", "Référence de l'appel à financement : AF-X-Va1")
            MENTION("m2", "%s") FIELD("date", "date", "Date d'émission de la commande")
                FIELD("siret", "siret", "Numéro de SIRET du fournisseur") "</section></template>",
        id, id, dates, text);
    g_autoptr(GBytes) bytes = g_bytes_new(file, strlen(file));
    g_autoptr(GError) error = NULL;
    RvTemplate *t = rv_template_load_bytes("x.xml", bytes, &error);

    ck_assert_msg(t != NULL, "%s", error ? error->message : "?");
    return t;
}

static GPtrArray *
two_editions(void)
{
    GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)rv_template_free);

    g_ptr_array_add(all, edition("un", "valid-until=\"2026-03-31\"",
                                 "Le solde est versé après la signature du client."));
    g_ptr_array_add(all, edition("deux", "valid-from=\"2026-04-01\" valid-until=\"2026-12-31\"",
                                 "Le solde est versé après la mise en ordre de marche."));
    return all;
}

static const struct {
    int day, month;
    const char *id;
} dates[] = {{31, 3, "un"}, {1, 4, "deux"}, {31, 12, "deux"}};

START_TEST(the_edition_of_the_day_counts)
{
    g_autoptr(GPtrArray) all = two_editions();
    GDate day;

    g_date_set_dmy(&day, (GDateDay)dates[_i].day, (GDateMonth)dates[_i].month, 2026);
    for (guint i = 0; i < all->len; i++)
        ck_assert_str_eq(rv_templates_edition(all, g_ptr_array_index(all, i), &day)->id,
                         dates[_i].id);
}
END_TEST

START_TEST(no_edition_counts_on_other_days)
{
    g_autoptr(GPtrArray) all = two_editions();
    GDate day;

    g_date_set_dmy(&day, 1, G_DATE_JANUARY, 2027);
    ck_assert_ptr_null(rv_templates_edition(all, g_ptr_array_index(all, 0), &day));
}
END_TEST

/* Editions are alike but for a few words: that is no reason to know none of them. */
START_TEST(editions_do_not_stand_in_each_others_way)
{
    static const char *const texts[] = {
        "Référence de l'appel à financement : AF-X-Va1\nLe solde est versé après la signature du "
        "client.\nDate d'émission de la commande\nNuméro de SIRET du fournisseur\n",
        "Référence de l'appel à financement : AF-X-Va1\nLe solde est versé après la mise en ordre "
        "de marche.\nDate d'émission de la commande\nNuméro de SIRET du fournisseur\n",
        /* Neither's own wording: the newer one. */
        "Référence de l'appel à financement : AF-X-Va1\nDate d'émission de la commande\nNuméro de "
        "SIRET du fournisseur\n",
    };
    static const char *const ids[] = {"un", "deux", "deux"};
    g_autoptr(GPtrArray) all = two_editions();
    const RvTemplate *known = rv_templates_classify(all, texts[_i], NULL);

    ck_assert_ptr_nonnull(known);
    ck_assert_str_eq(known->id, ids[_i]);
}
END_TEST

static const char *const wrong_dates[] = {
    "valid-from=\"2026-02-30\"",
    "valid-from=\"2026-04-01\" valid-until=\"2026-03-01\"",
};

START_TEST(refuses_days_that_cannot_be)
{
    g_autofree char *file = g_strdup_printf(
        "<template id=\"x\" kind=\"bon-de-commande\" status=\"full\" reference=\"AF-X-Va1\" %s>"
        "<title>T</title><source>S</source><section id=\"s\">" MENTION(
            "m1", "Référence de l'appel à financement : AF-X-Va1") "</section></template>",
        wrong_dates[_i]);
    g_autoptr(GBytes) bytes = g_bytes_new(file, strlen(file));
    g_autoptr(GError) error = NULL;

    ck_assert_ptr_null(rv_template_load_bytes("x.xml", bytes, &error));
    ck_assert(g_error_matches(error, RV_ERROR, RV_ERROR_TEMPLATE));
}
END_TEST

/* ---- what is said of it ---------------------------------------------------------------------- */

static guint
count_findings(const RvResult *result, const char *words)
{
    guint n = 0;

    for (guint i = 0; i < result->findings->len; i++)
        n += strstr(((const RvFinding *)g_ptr_array_index(result->findings, i))->message, words) !=
             NULL;
    return n;
}

START_TEST(an_outdated_form_is_a_finding)
{
    g_autoptr(Paper) paper = good_paper_of(ORDER);
    g_autoptr(GPtrArray) all = two_editions();
    const RvTemplate *un = g_ptr_array_index(all, 0), *deux = g_ptr_array_index(all, 1);
    GDate day;

    g_date_set_dmy(&day, 1, G_DATE_MAY, 2026);
    ck_assert_int_eq(judge_paper(paper), RV_VERDICT_PASS);
    /* It has all that the right edition demands. */
    rv_judge_edition(paper->result, deux, un, &day);
    ck_assert_int_eq(paper->result->verdict, RV_VERDICT_PASS);
    /* It follows the only one that is known, which is over. */
    rv_judge_edition(paper->result, un, un, &day);
    ck_assert_int_eq(paper->result->verdict, RV_VERDICT_REVIEW);
    ck_assert_uint_eq(count_findings(paper->result, "“un”"), 1);
    /* It lacks something by the right one, because it follows the other. */
    rv_judge_edition(paper->result, deux, un, &day);
    ck_assert_uint_eq(count_findings(paper->result, "“deux”"), 1);
}
END_TEST

START_TEST(the_day_is_that_of_the_document)
{
    g_autoptr(Paper) paper = good_paper_of(ORDER);
    GDate day;

    g_date_clear(&paper->given.on, 1);
    ck_assert(rv_judge_day(paper->template_, paper->evidence, &paper->given, &day));
    /* Else that of the submission, if it was told. */
    for (guint i = 0; i < paper->evidence->len; i++) {
        RvEvidence *e = g_ptr_array_index(paper->evidence, i);

        if (g_strcmp0(e->item->id, paper->template_->dated_by) == 0)
            set_value(&e->value, RV_VALUE_BLANK, "", GOOD);
    }
    ck_assert(!rv_judge_day(paper->template_, paper->evidence, &paper->given, &day));
    g_date_set_dmy(&paper->given.on, 2, G_DATE_JUNE, 2026);
    ck_assert(rv_judge_day(paper->template_, paper->evidence, &paper->given, &day));
    ck_assert_int_eq(g_date_compare(&day, &paper->given.on), 0);
}
END_TEST

Suite *
suite_revise(void)
{
    Suite *suite = suite_create("revise");
    TCase *drafts = tcase_create("drafts"), *editions = tcase_create("editions");

    tcase_add_test(drafts, keeps_what_was_made_by_hand);
    tcase_add_test(drafts, does_it_once);
    tcase_add_test(drafts, refuses_what_is_no_model);
    tcase_add_loop_test(drafts, tells_the_words_that_differ, 0, G_N_ELEMENTS(pairs));
    suite_add_tcase(suite, drafts);
    tcase_add_loop_test(editions, the_edition_of_the_day_counts, 0, G_N_ELEMENTS(dates));
    tcase_add_test(editions, no_edition_counts_on_other_days);
    tcase_add_loop_test(editions, editions_do_not_stand_in_each_others_way, 0, 3);
    tcase_add_loop_test(editions, refuses_days_that_cannot_be, 0, G_N_ELEMENTS(wrong_dates));
    tcase_add_test(editions, an_outdated_form_is_a_finding);
    tcase_add_test(editions, the_day_is_that_of_the_document);
    suite_add_tcase(suite, editions);
    return suite;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recevable/error.h"
#include "recevable/template.h"

#include <check.h>
#include <glib/gstdio.h>
#include <string.h>

Suite *suite_template(void);

/* ---- the nine models --------------------------------------------------------------------- */

static const struct {
    const char *id;
    RvTemplateStatus status;
    guint sections, items, boxes, rules;
    const char *first, *last;
} models[] = {
    {"bio-sgl-va1-bdc", RV_TEMPLATE_SCENARIO_ONLY, 1, 12, 20, 0, "scenario-titre",
     "mss-citoyen-pfi"},
    {"hop-dpi-va1-bdc", RV_TEMPLATE_SCENARIO_ONLY, 1, 5, 8, 0, "scenario-titre", "psc"},
    {"hop-dpi-va2-bdc", RV_TEMPLATE_FULL, 6, 37, 12, 0, "reference-af", "signature"},
    {"hop-dpi-va2-pv-pilote", RV_TEMPLATE_FROM_SLIDES, 7, 21, 29, 1, "nature", "signature"},
    {"hop-dpi-va2-va", RV_TEMPLATE_FULL, 10, 43, 22, 3, "reference-af", "signature"},
    {"hop-pfi-va2-bdc", RV_TEMPLATE_FULL, 6, 45, 22, 0, "reference-af", "signature"},
    {"hop-pfi-va2-pv-pilote", RV_TEMPLATE_FROM_SLIDES, 7, 21, 20, 1, "nature", "signature"},
    {"hop-pfi-va2-va", RV_TEMPLATE_FULL, 11, 48, 26, 7, "reference-af", "signature"},
    {"rad-ris-va1-bdc", RV_TEMPLATE_SCENARIO_ONLY, 1, 13, 22, 0, "scenario-titre",
     "mss-citoyen-pfi"},
};

static GPtrArray *
load_models(void)
{
    GError *error = NULL;
    GPtrArray *templates = rv_templates_load(NULL, &error);

    ck_assert_msg(templates != NULL, "%s", error ? error->message : "no error");
    return templates;
}

START_TEST(loads_every_model)
{
    g_autoptr(GPtrArray) templates = load_models();
    const RvTemplate *t = g_ptr_array_index(templates, _i);
    guint boxes = 0;

    ck_assert_uint_eq(templates->len, G_N_ELEMENTS(models));
    ck_assert_str_eq(t->id, models[_i].id);
    ck_assert_int_eq(t->status, models[_i].status);
    ck_assert_uint_eq(t->sections->len, models[_i].sections);
    ck_assert_uint_eq(t->items->len, models[_i].items);
    ck_assert_uint_eq(t->rules->len, models[_i].rules);
    for (guint i = 0; i < t->items->len; i++) {
        const RvItem *item = g_ptr_array_index(t->items, i);

        boxes += item->boxes ? item->boxes->len : 0;
        ck_assert_ptr_eq(rv_template_item(t, item->id), item);
        ck_assert_ptr_nonnull(item->strict);
    }
    ck_assert_uint_eq(boxes, models[_i].boxes);
    ck_assert_str_eq(((const RvItem *)g_ptr_array_index(t->items, 0))->id, models[_i].first);
    ck_assert_str_eq(((const RvItem *)g_ptr_array_index(t->items, t->items->len - 1))->id,
                     models[_i].last);
    ck_assert_ptr_eq(rv_templates_find(templates, models[_i].id), t);
    ck_assert_uint_eq(strlen(t->sha256), 64);
    ck_assert(g_str_has_suffix(t->path, ".xml"));
}
END_TEST

/* Word for word as the official models print them. */
static const struct {
    const char *model, *item, *box, *text, *strict;
} wordings[] = {
    {"hop-dpi-va2-bdc", "reference-af", NULL, "Référence de l'appel à financement : AF-HOP-DPI-Va2",
     "AF-HOP-DPI-Va2"},
    {"hop-pfi-va2-bdc", "mention-conditionnelle", NULL,
     "Bon de commande conditionné à l'obtention par le logiciel du référencement ANS. "
     "L'affermissement de cette commande est conditionné au dépôt d'un dossier de référencement "
     "complet, contenant l'ensemble des preuves attendues, sous 120 jours sur le site de l'ANS et "
     "à l'obtention subséquente du référencement",
     "120 jours"},
    {"hop-dpi-va2-bdc", "atteste-non-finance", NULL,
     "Qu'il n'a pas financé antérieurement, à ses frais, la mise à jour d'une version de DPI "
     "référencée Ségur vague 1 (uniquement pour un financement vague 1 + vague 2)",
     "DPI"},
    {"hop-dpi-va2-va", "connaissance-seuil", NULL,
     "J'ai pris connaissance qu'a posteriori du paiement du solde, l'ANS et l'ASP vérifient la "
     "présence effective à partir des statistiques nationales d'un seuil d'au moins une "
     "transaction de consultation du DMP émanant du logiciel mis à jour chez le Client.",
     NULL},
    {"hop-dpi-va2-va", "services", "droits",
     "L'octroi des droits d'utilisation de la Solution logicielle correspondant au Périmètre "
     "vague 2 du REM-HOP-DPI-Va2.",
     "HOP-DPI-Va2"},
    {"hop-pfi-va2-pv-pilote", "atteste-realisation", NULL,
     "Atteste de la réalisation de la Prestation Ségur, dans les conditions définies par les "
     "textes réglementaires du dispositif SONS HOP-PFI-Va2 et sans réserve.",
     "HOP-PFI-Va2 sans réserve"},
    {"rad-ris-va1-bdc", "scm", NULL, "Le client final est-il une SCM ?", NULL},
    {"hop-dpi-va1-bdc", "psc", NULL,
     "Le DPI doit-il mettre en œuvre une identification électronique par ProSanté Connect en "
     "complément des modalités d'identification électronique au DPI ?",
     NULL},
};

static const RvBoxSpec *
box_named(const RvItem *group, const char *id)
{
    for (guint i = 0; i < group->boxes->len; i++) {
        const RvBoxSpec *box = g_ptr_array_index(group->boxes, i);

        if (g_str_equal(box->id, id))
            return box;
    }
    return NULL;
}

START_TEST(keeps_the_wording)
{
    g_autoptr(GPtrArray) templates = load_models();
    const RvTemplate *t = rv_templates_find(templates, wordings[_i].model);
    const RvItem *item = rv_template_item(t, wordings[_i].item);
    const RvBoxSpec *box = wordings[_i].box ? box_named(item, wordings[_i].box) : NULL;
    g_autofree char *strict = g_strjoinv(" ", box ? box->strict : item->strict);

    ck_assert_str_eq(box ? box->label : item->text, wordings[_i].text);
    ck_assert_str_eq(strict, wordings[_i].strict ? wordings[_i].strict : "");
}
END_TEST

START_TEST(keeps_what_is_demanded)
{
    g_autoptr(GPtrArray) templates = load_models();
    const RvTemplate *order = rv_templates_find(templates, "hop-pfi-va2-bdc");
    const RvTemplate *proof = rv_templates_find(templates, "hop-pfi-va2-va");
    const RvTemplate *pilot = rv_templates_find(templates, "hop-dpi-va2-pv-pilote");
    const RvItem *item = rv_template_item(order, "numero-referencement");
    const RvRule *rule;

    ck_assert(item->required && item->label_required && item->type == RV_FIELD_REFERENCE);
    ck_assert_str_eq(item->required_unless, "mention-conditionnelle");
    ck_assert_ptr_nonnull(rv_template_item(order, "mention-conditionnelle")->when);
    ck_assert_str_eq(rv_template_item(order, "mention-conditionnelle")->when_without,
                     "numero-referencement");
    ck_assert_str_eq(rv_template_item(order, "mention-conditionnelle")->when_before, "date-bdc");
    ck_assert_ptr_null(rv_template_item(order, "reference-af")->when);
    item = rv_template_item(order, "client-adresse");
    ck_assert(!item->required && !item->label_required);
    item = rv_template_item(order, "envoi-dmp-ris");
    ck_assert_str_eq(item->applies_when.group, "nature");
    ck_assert_str_eq(item->applies_when.box, "va1-va2");
    ck_assert_ptr_nonnull(item->under);
    item = rv_template_item(order, "prestations");
    ck_assert_int_eq(item->lines_exactly, 1);
    ck_assert_uint_eq(g_strv_length(item->columns), 5);
    ck_assert_uint_eq(g_strv_length(item->line_labels), 3);
    ck_assert_str_eq(item->agrees_with, "nature");
    ck_assert_str_eq(item->software, "logiciel");
    ck_assert_str_eq(item->line_labels[0], "Prestation Ségur HOP-PFI-Va2");
    item = rv_template_item(proof, "adresse-mss");
    ck_assert_str_eq(item->required_when.group, "flux-sortant");
    ck_assert_str_eq(item->required_when.box, "mss");
    ck_assert_str_eq(rv_template_item(proof, "flux-b1")->optional_when.box, "non-concerne");
    ck_assert_str_eq(box_named(rv_template_item(proof, "flux-a1"), "autre")->detail,
                     "flux-a1-format");
    rule = g_ptr_array_index(proof->rules, 3);
    ck_assert_str_eq(rule->id, "b-exclusif");
    ck_assert_int_eq(rule->kind, RV_RULE_NONE_OF);
    ck_assert_str_eq(rule->condition.group, "flux-b");
    ck_assert_ptr_null(rule->condition.box);
    ck_assert(!rule->unless);
    ck_assert_uint_eq(g_strv_length(rule->items), 2);
    rule = g_ptr_array_index(proof->rules, 1);
    ck_assert(rule->unless && rule->kind == RV_RULE_ONE_OF_EACH);
    ck_assert(rv_template_item(pilot, "formations")->informative);
    ck_assert_int_eq(rv_template_item(pilot, "services")->rule, RV_GROUP_ALL);
    rule = g_ptr_array_index(pilot->rules, 0);
    ck_assert_int_eq(rule->kind, RV_RULE_DATES);
    ck_assert_int_eq(rule->at_least_months, 1);
    ck_assert_int_eq(rule->at_least_days, 0);
    ck_assert_str_eq(rule->items[1], "date-signature");
}
END_TEST

START_TEST(names_things)
{
    ck_assert_str_eq(rv_item_kind_name(RV_ITEM_SIGNATURE), "signature");
    ck_assert_str_eq(rv_field_type_name(RV_FIELD_FREETEXT), "freetext");
    ck_assert_str_eq(rv_group_rule_name(RV_GROUP_AT_MOST_ONE), "at-most-one");
}
END_TEST

/* ---- files that are no template ---------------------------------------------------------- */

static char *folder;

static void
make_folder(void)
{
    folder = g_dir_make_tmp("recevable-template-XXXXXX", NULL);
    ck_assert_ptr_nonnull(folder);
}

static void
remove_folder(void)
{
    GDir *dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *path = g_build_filename(folder, name, NULL);

        g_remove(path);
    }
    g_clear_pointer(&dir, g_dir_close);
    g_rmdir(folder);
    g_clear_pointer(&folder, g_free);
}

static char *
put(const char *name, const char *bytes, gssize n)
{
    char *path = g_build_filename(folder, name, NULL);

    ck_assert(g_file_set_contents(path, bytes, n, NULL));
    return path;
}

/* Loading fails, in one line that begins with file and line and holds `what`. */
static void
refuse(const char *bytes, gssize n, int line, const char *what)
{
    g_autofree char *path = put("t.xml", bytes, n);
    g_autofree char *start = g_strdup_printf("%s:%d: ", path, line);
    g_autoptr(GError) error = NULL;

    ck_assert_ptr_null(rv_template_load(path, &error));
    ck_assert(g_error_matches(error, RV_ERROR, RV_ERROR_TEMPLATE));
    ck_assert_msg(g_str_has_prefix(error->message, start), "'%s' does not start with '%s'",
                  error->message, start);
    ck_assert_msg(strstr(error->message, what) != NULL, "'%s' does not say '%s'", error->message,
                  what);
    ck_assert_ptr_null(strchr(error->message, '\n'));
}

#define HEAD                                                                                       \
    "<template id=\"x\" kind=\"bon-de-commande\" status=\"full\" reference=\"AF-X\">\n"            \
    "<title>t</title><source>s</source>\n<section id=\"s\">\n"
#define MENTION "<mention id=\"m\"><text>Sans réserve</text></mention>\n"
#define GROUP                                                                                      \
    "<group id=\"g\" rule=\"all\"><box id=\"a\">Oui</box><box id=\"b\">Non</box></group>\n"
#define END "</section></template>\n"

START_TEST(loads_a_small_one)
{
    g_autofree char *path = put("t.xml", HEAD MENTION GROUP END, -1);
    g_autoptr(GError) error = NULL;
    g_autoptr(RvTemplate) t = rv_template_load(path, &error);
    g_autofree char *sum =
        g_compute_checksum_for_string(G_CHECKSUM_SHA256, HEAD MENTION GROUP END, -1);

    ck_assert_msg(t != NULL, "%s", error ? error->message : "");
    ck_assert_str_eq(t->sha256, sum);
    ck_assert_uint_eq(t->items->len, 2);
}
END_TEST

/* The schema lets them pass. */
START_TEST(blanks_around_a_value_are_none_of_it)
{
    g_autofree char *path =
        put("t.xml",
            HEAD "<field id=\"f\" type=\" siret\" required=\"\n1 \"><label>SIRET</label></field>\n"
                 "<group id=\"g\" rule=\"all \"><box id=\"a\">Oui</box></group>" END,
            -1);
    g_autoptr(GError) error = NULL;
    g_autoptr(RvTemplate) t = rv_template_load(path, &error);
    const RvItem *field, *group;

    ck_assert_msg(t != NULL, "%s", error ? error->message : "");
    field = rv_template_item(t, "f");
    group = rv_template_item(t, "g");
    ck_assert(field && group);
    ck_assert_int_eq(field->type, RV_FIELD_SIRET);
    ck_assert(field->required);
    ck_assert_int_eq(group->rule, RV_GROUP_ALL);
    ck_assert_str_eq(((const RvBoxSpec *)g_ptr_array_index(group->boxes, 0))->id, "a");
}
END_TEST

/* Line 4 is the first one after HEAD. */
static const struct {
    const char *xml;
    int line;
    const char *what;
} faults[] = {
    /* XML */
    {"", 1, "empty"},
    {"  \n", 2, "XML"},
    {"bonjour", 1, "XML"},
    {HEAD MENTION, 5, "XML"},
    {HEAD "<mention id=\"m\"><text>a</mention></text>" END, 4, "XML"},
    {HEAD "<mention id=\"m\"><text>&eacute;</text></mention>" END, 4, "eacute"},
    {HEAD "<mention id=\"m\"><text>Sans r\xe9serve</text></mention>" END, 4, "UTF-8"},
    {"<!DOCTYPE template>\n" HEAD MENTION END, 1, "DOCTYPE"},
    {"<?xml version=\"1.0\"?>\n<!DOCTYPE template SYSTEM \"file:///etc/passwd\">\n" HEAD MENTION
         END,
     2, "DOCTYPE"},
    {"<!DOCTYPE template [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\n" HEAD
     "<mention id=\"m\"><text>&e;</text></mention>" END,
     1, "DOCTYPE"},
    {"<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
     "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]>\n"
     "<l>&d;&d;&d;&d;</l>",
     1, "DOCTYPE"},
    {HEAD "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" parse=\"text\" "
          "href=\"/etc/passwd\"/>" END,
     4, "<include>"},
    /* the schema */
    {"<modele/>", 1, "modele"},
    {HEAD MENTION "<menton id=\"n\"><text>a</text></menton>" END, 5, "<menton>"},
    {HEAD "<mention id=\"m\" colour=\"blue\"><text>a</text></mention>" END, 4, "'colour'"},
    {HEAD "<mention><text>a</text></mention>" END, 4, "'id'"},
    {HEAD "<mention id=\"Un Nom\"><text>a</text></mention>" END, 4, "Un Nom"},
    {HEAD "<mention id=\"m\"/>" END, 4, "<mention>"},
    {HEAD "<field id=\"f\" type=\"siren\"><label>SIREN</label></field>" END, 4, "siret, finess"},
    {HEAD "<field id=\"f\" type=\"date\" required=\"peut-être\"><label>Le</label></field>" END, 4,
     "<field>"},
    {HEAD "<group id=\"g\" rule=\"all\"><prompt>Question</prompt></group>" END, 4, "<group>"},
    {HEAD "<table id=\"t\" lines=\"0\"><column>a</column><column>b</column><column>c</column>"
          "<column>d</column><column>e</column><line-label>l</line-label></table>" END,
     4, "'0'"},
    {HEAD "<table id=\"t\" lines=\"1\"><column>a</column><line-label>l</line-label></table>" END, 4,
     "<line-label>"},
    {HEAD "<mention id=\"m\"><text>a</text><when>parfois</when></mention>" END, 4, "'without'"},
    {HEAD "<mention id=\"m\"><text>a</text>\n<when without=\"f\" before-referencing=\"Le 3\">"
          "parfois</when></mention>" END,
     5, "before-referencing=\"Le 3\""},
    {HEAD
     "<mention id=\"m\"><text>a</text>\n<when without=\"f\" after=\"d\">b</when></mention>" END,
     5, "'after'"},
    /* what a schema cannot say */
    {HEAD MENTION MENTION END, 5, "'m' is given twice"},
    {HEAD MENTION "</section><section id=\"s\">" GROUP END, 5, "two sections are named 's'"},
    {HEAD "<mention id=\"m\"><text> </text></mention>" END, 4, "empty"},
    {HEAD "<mention id=\"m\"><text>…</text></mention>" END, 4, "empty"},
    {HEAD "<mention id=\"m\"><text>D<strict>PI</strict></text></mention>" END, 4, "whole words"},
    {HEAD
     "<group id=\"g\" rule=\"all\"><box id=\"a\">Oui</box>\n<box id=\"a\">Non</box></group>" END,
     5, "two boxes 'a'"},
    {HEAD MENTION "<group id=\"g\" rule=\"all\"><box id=\"a\">Oui</box>\n"
                  "<box id=\"b\" detail=\"m\">Autre</box></group>" END,
     6, "'m' is also the id of a mention"},
    {HEAD "<group id=\"g\" rule=\"all\"><box id=\"a\" detail=\"d\">Oui</box>\n"
          "<box id=\"b\" detail=\"d\">Autre</box></group>" END,
     5, "two boxes have the detail 'd'"},
    {HEAD GROUP
     "<group id=\"h\" rule=\"all\" applies-when=\"k/a\"><box id=\"a\">Oui</box></group>" END,
     5, "no group 'k'"},
    {HEAD GROUP
     "<group id=\"h\" rule=\"all\" optional-when=\"g/c\"><box id=\"a\">Oui</box></group>" END,
     5, "no box 'c'"},
    {HEAD MENTION
     "<group id=\"h\" rule=\"all\" optional-when=\"m\"><box id=\"a\">Oui</box></group>" END,
     5, "no group 'm'"},
    {HEAD "<group id=\"h\" rule=\"all\" applies-when=\"h/a\"><box id=\"a\">Oui</box></group>" END,
     4, "depends on itself"},
    {HEAD GROUP "<field id=\"f\" type=\"date\" required-unless=\"g\"><label>Le</label></field>" END,
     5, "no mention 'g'"},
    {HEAD "<mention id=\"m\"><text>a</text><when without=\"f\">b</when></mention>" END, 4,
     "no field 'f'"},
    {HEAD GROUP "<mention id=\"m\"><text>a</text><when without=\"g\">b</when></mention>" END, 5,
     "no field 'g'"},
    {HEAD
     "<field id=\"f\" type=\"text\"><label>N°</label></field>\n<mention id=\"m\"><text>a</text>"
     "<when without=\"f\" before-referencing=\"f\">b</when></mention>" END,
     5, "no date 'f'"},
    {HEAD GROUP "<field id=\"f\" type=\"date\" required-when=\"g/z\"><label>Le</label></field>" END,
     5, "no box 'z'"},
    {HEAD "<table id=\"t\" lines=\"1\" agrees-with=\"g\"><column>a</column><column>b</column>"
          "<column>c</column><column>d</column><column>e</column><line-label>l</line-label>"
          "</table>" END,
     4, "no group 'g'"},
    {HEAD GROUP "<table id=\"t\" lines=\"1\" software=\"g\"><column>a</column><column>b</column>"
                "<column>c</column><column>d</column><column>e</column><line-label>l</line-label>"
                "</table>" END,
     5, "no field 'g'"},
    {HEAD GROUP "<signature id=\"s\" signatory=\"g\"><label>Signature</label></signature>" END, 5,
     "no field 'g'"},
    {HEAD "<table id=\"t\" lines=\"1\"><column>a</column><column>b</column><column>c</column>"
          "<column>a</column><column>e</column><line-label>l</line-label></table>" END,
     4, "'a' is given twice"},
    {HEAD "<table id=\"t\" lines=\"4000000000\"><column>a</column><column>b</column>"
          "<column>c</column><column>d</column><column>e</column><line-label>l</line-label>"
          "</table>" END,
     4, "impossible"},
    {HEAD MENTION GROUP "</section><rule id=\"r\" if=\"g/a\"><text>t</text><filled>inconnu</filled>"
                        "</rule></template>",
     6, "'inconnu'"},
    {HEAD MENTION GROUP "</section><rule id=\"r\" if=\"g/a\"><text>t</text><none-of>m</none-of>"
                        "</rule></template>",
     6, "'m'"},
    {HEAD MENTION GROUP "</section><rule id=\"r\" if=\"g/a\"><text>t</text><none-of>g</none-of>"
                        "</rule></template>",
     6, "depends on"},
    {HEAD MENTION GROUP "</section>\n<rule id=\"r\" unless=\"h\"><text>t</text><one-of-each>g"
                        "</one-of-each></rule></template>",
     7, "no group 'h'"},
    {HEAD "<field id=\"f\" type=\"date\"><label>Le</label></field></section><rule id=\"r\"><text>t"
          "</text><dates at-least=\"P1M\">f</dates></rule></template>",
     4, "two dates"},
    {HEAD
     "<field id=\"f\" type=\"text\"><label>Le</label></field>\n</section><rule id=\"r\"><text>t"
     "</text><dates at-least=\"P1M\">f f</dates></rule></template>",
     5, "right kind"},
    {HEAD MENTION GROUP "</section><rule id=\"r\"><text>t</text><none-of>g</none-of></rule>\n"
                        "<rule id=\"r\"><text>t</text><none-of>g</none-of></rule></template>",
     7, "two rules are named 'r'"},
    {HEAD "<field id=\"f\" type=\"date\" required=\"false\"><label>Le</label></field>" END, 1,
     "every paper would pass"},
};

START_TEST(refuses_faults)
{
    refuse(faults[_i].xml, -1, faults[_i].line, faults[_i].what);
}
END_TEST

START_TEST(refuses_large_files)
{
    g_autoptr(GString) xml = g_string_new(HEAD MENTION "<!--");

    while (xml->len < 128 * 1024)
        g_string_append_c(xml, 'a');
    g_string_append(xml, "-->" END);
    refuse(xml->str, (gssize)xml->len, 1, "128 kB");
}
END_TEST

START_TEST(refuses_many_attributes)
{
    g_autoptr(GString) xml = g_string_new("<template");

    for (int i = 0; i < 40000; i++)
        g_string_append_printf(xml, " a%d=\"\"", i);
    g_string_append(xml, "/>");
    refuse(xml->str, (gssize)xml->len, 1, "128 kB");
}
END_TEST

START_TEST(refuses_depth_and_nul)
{
    g_autoptr(GString) xml = g_string_new(NULL);
    static const char nul[] = HEAD "<mention id=\"m\"><text>Sans\0réserve</text></mention>" END;

    for (int i = 0; i < 20000; i++)
        g_string_append(xml, "<a>");
    refuse(xml->str, (gssize)xml->len, 1, "depth");
    refuse(nul, sizeof nul - 1, 4, "XML");
}
END_TEST

START_TEST(refuses_what_is_no_file)
{
    g_autofree char *nothing = g_build_filename(folder, "nothing.xml", NULL);
    g_autoptr(GError) error = NULL;

    ck_assert_ptr_null(rv_template_load(nothing, &error));
    ck_assert(g_error_matches(error, RV_ERROR, RV_ERROR_NOT_FOUND));
    ck_assert_ptr_nonnull(strstr(error->message, "nothing.xml"));
    g_clear_error(&error);
    ck_assert_ptr_null(rv_template_load(folder, &error));
    ck_assert(g_error_matches(error, RV_ERROR, RV_ERROR_NOT_FOUND));
    g_clear_error(&error);
    ck_assert_ptr_null(rv_templates_load(folder, &error));
    ck_assert(g_error_matches(error, RV_ERROR, RV_ERROR_NOT_FOUND));
}
END_TEST

START_TEST(refuses_one_id_in_two_files)
{
    g_autofree char *a = put("a.xml", HEAD MENTION END, -1);
    g_autofree char *b = put("b.xml", HEAD GROUP END, -1);
    g_autoptr(GError) error = NULL;

    ck_assert_ptr_null(rv_templates_load(folder, &error));
    ck_assert(g_error_matches(error, RV_ERROR, RV_ERROR_TEMPLATE));
    ck_assert_ptr_nonnull(strstr(error->message, a));
    ck_assert_ptr_nonnull(strstr(error->message, b));
}
END_TEST

/* ---- which model is it? ------------------------------------------------------------------ */

static void
add_line(GString *out, const char *text)
{
    if (text)
        g_string_append_printf(out, "%s\n", text);
}

/* The paper of a template: its wordings in their order, from the item `first` to the one before
 * `end`. */
static void
add_paper(GString *out, const RvTemplate *t, guint first, guint end)
{
    for (guint i = first; i < MIN(end, t->items->len); i++) {
        const RvItem *item = g_ptr_array_index(t->items, i);

        add_line(out, item->under);
        add_line(out, item->text);
        for (guint k = 0; item->boxes && k < item->boxes->len; k++)
            add_line(out, ((const RvBoxSpec *)g_ptr_array_index(item->boxes, k))->label);
        if (item->line_labels)
            add_line(out, item->line_labels[0]);
        if (item->kind == RV_ITEM_FIELD)
            add_line(out, "Établissement fictif 12 345,67");
    }
}

static char *
paper(const RvTemplate *t)
{
    GString *out = g_string_new(NULL);

    add_paper(out, t, 0, t->items->len);
    return g_string_free(out, FALSE);
}

/* Reads `per_cent` of the letters wrongly. */
static char *
misread(const char *text, int per_cent, guint32 seed)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
    GString *out = g_string_new(NULL);

    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        if (!g_unichar_isalnum(g_utf8_get_char(p)) || g_rand_int_range(rand, 0, 100) >= per_cent)
            g_string_append_unichar(out, g_utf8_get_char(p));
        else if (g_rand_int_range(rand, 0, 4))
            g_string_append_c(out, (char)g_rand_int_range(rand, 'a', 'z' + 1));
    }
    return g_string_free(out, FALSE);
}

static char *
replace(const char *text, const char *from, const char *to)
{
    g_auto(GStrv) parts = g_strsplit(text, from, -1);

    return g_strjoinv(to, parts);
}

static void
expect(const GPtrArray *templates, const char *text, const char *id)
{
    double confidence = -1;
    const RvTemplate *t = rv_templates_classify(templates, text, &confidence);

    ck_assert_str_eq(t ? t->id : "none", id ? id : "none");
    ck_assert(id ? confidence > 0.3 && confidence <= 1 : confidence == 0);
}

START_TEST(tells_its_own_paper)
{
    g_autoptr(GPtrArray) templates = load_models();
    g_autofree char *text = paper(g_ptr_array_index(templates, _i)), *noisy = NULL;

    expect(templates, text, models[_i].id);
    for (guint32 seed = 0; seed < 5; seed++) {
        g_free(noisy);
        noisy = misread(text, 5, seed);
        expect(templates, noisy, models[_i].id);
    }
}
END_TEST

START_TEST(tells_it_in_spite_of_faults)
{
    g_autoptr(GPtrArray) templates = load_models();
    const RvTemplate *t = g_ptr_array_index(templates, _i);
    g_autofree char *text = paper(t);
    const RvItem *head = g_ptr_array_index(t->items, 0);
    g_autofree char *wrong = replace(head->text ? head->text : "", "DPI", "PFI");
    g_autofree char *removed = replace(text, head->text ? head->text : "\n\n", "");
    g_autofree char *altered = replace(text, head->text ? head->text : "\n\n", wrong);
    g_autofree char *lookalike = replace(text, "DPI", "DPl");
    g_autoptr(GString) shuffled = g_string_new(NULL), quoting = g_string_new(text);
    const RvTemplate *other = g_ptr_array_index(templates, (_i + 1) % G_N_ELEMENTS(models));

    expect(templates, removed, models[_i].id);
    if (t->status == RV_TEMPLATE_FULL)
        expect(templates, altered, models[_i].id);
    expect(templates, lookalike, models[_i].id);
    add_paper(shuffled, t, t->items->len / 2, t->items->len);
    add_paper(shuffled, t, 0, t->items->len / 2);
    expect(templates, shuffled->str, models[_i].id);
    add_paper(quoting, other, 0, MIN(3, other->items->len / 4));
    expect(templates, quoting->str, models[_i].id);
}
END_TEST

START_TEST(leaves_foreign_papers_alone)
{
    g_autoptr(GPtrArray) templates = load_models();

    expect(templates, "", NULL);
    expect(templates, "\xff\xfe\x01\n\n", NULL);
    expect(
        templates,
        "FACTURE n° 2026-118\nDénomination sociale : Exemple SA\nN° de SIRET : 000 000 000 00000\n"
        "Numéro du bon de commande : 12\nDate d'émission du bon de commande : 3 mai 2026\n"
        "Description de la prestation  Montant HT  Taux de TVA applicable  Montant de la TVA  "
        "Montant TTC\nPrestation Ségur HOP-DPI-Va2  12 000,00  20 %  2 400,00  14 400,00\n"
        "Référence de l'appel à financement : AF-HOP-DPI-Va2\n",
        NULL);
    expect(
        templates,
        "Objet : dossiers AF-HOP-DPI-Va2 et AF-HOP-PFI-Va2\nMadame, Monsieur,\nVeuillez trouver "
        "ci-joint les bons de commande signés par nos deux établissements. Le client atteste que "
        "cette commande n'est pas conditionnée.\n",
        NULL);
}
END_TEST

/* Two forms at once, whole or half; the form of a call that no template is for; a few lines. */
START_TEST(leaves_doubtful_papers_alone)
{
    g_autoptr(GPtrArray) templates = load_models();
    const RvTemplate *dpi = rv_templates_find(templates, _i ? "hop-dpi-va2-va" : "hop-dpi-va2-bdc");
    const RvTemplate *pfi = rv_templates_find(templates, _i ? "hop-pfi-va2-va" : "hop-pfi-va2-bdc");
    g_autofree char *a = paper(dpi), *b = paper(pfi), *both = g_strconcat(a, b, NULL);
    g_autofree char *call = replace(a, "HOP-DPI-Va2", "RAD-RIS-Va2");
    g_autoptr(GString) little = g_string_new(NULL), halves = g_string_new(NULL);

    expect(templates, both, NULL);
    expect(templates, call, NULL);
    add_paper(little, dpi, 5, 12);
    expect(templates, little->str, NULL);
    for (guint i = 0; i < MAX(dpi->items->len, pfi->items->len); i += 2) {
        add_paper(halves, dpi, i, i + 1);
        add_paper(halves, pfi, i, i + 1);
    }
    expect(templates, halves->str, NULL);
}
END_TEST

START_TEST(needs_no_other_template)
{
    g_autoptr(GPtrArray) templates = load_models();
    g_autofree char *text = paper(g_ptr_array_index(templates, 4));
    g_autofree char *foreign = paper(g_ptr_array_index(templates, 8));

    g_ptr_array_remove_range(templates, 5, templates->len - 5);
    g_ptr_array_remove_range(templates, 0, 4);
    expect(templates, text, models[4].id);
    expect(templates, foreign, NULL);
    g_ptr_array_set_size(templates, 0);
    expect(templates, text, NULL);
}
END_TEST

Suite *
suite_template(void)
{
    Suite *suite = suite_create("template");
    TCase *load = tcase_create("load"), *fault = tcase_create("faults");
    TCase *which = tcase_create("classify");

    tcase_add_loop_test(load, loads_every_model, 0, G_N_ELEMENTS(models));
    tcase_add_loop_test(load, keeps_the_wording, 0, G_N_ELEMENTS(wordings));
    tcase_add_test(load, keeps_what_is_demanded);
    tcase_add_test(load, names_things);
    tcase_add_checked_fixture(fault, make_folder, remove_folder);
    tcase_add_test(fault, loads_a_small_one);
    tcase_add_test(fault, blanks_around_a_value_are_none_of_it);
    tcase_add_loop_test(fault, refuses_faults, 0, G_N_ELEMENTS(faults));
    tcase_add_test(fault, refuses_large_files);
    tcase_add_test(fault, refuses_many_attributes);
    tcase_add_test(fault, refuses_depth_and_nul);
    tcase_add_test(fault, refuses_what_is_no_file);
    tcase_add_test(fault, refuses_one_id_in_two_files);
    tcase_add_loop_test(which, tells_its_own_paper, 0, G_N_ELEMENTS(models));
    tcase_add_loop_test(which, tells_it_in_spite_of_faults, 0, G_N_ELEMENTS(models));
    tcase_add_test(which, leaves_foreign_papers_alone);
    tcase_add_loop_test(which, leaves_doubtful_papers_alone, 0, 2);
    tcase_add_test(which, needs_no_other_template);
    tcase_set_timeout(which, 60);
    suite_add_tcase(suite, load);
    suite_add_tcase(suite, fault);
    suite_add_tcase(suite, which);
    return suite;
}

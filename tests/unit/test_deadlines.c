/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recevable/error.h"
#include "recevable/template.h"

#include <check.h>
#include <glib/gstdio.h>
#include <string.h>

Suite *suite_deadlines(void);

/* ---- the programme's --------------------------------------------------------------------- */

/* The states of one deadline of one model, "valid from > last day" each. */
static const struct {
    const char *template_, *id, *field, *states;
} known[] = {
    {"hop-dpi-va2-bdc", "echeance-avance-dpi", NULL,
     "2024-06-10>2025-12-17 12:00, 2025-11-26>2026-06-18, 2025-12-11>2026-09-23"},
    {"hop-pfi-va2-bdc", "echeance-avance-pfi", NULL,
     "2024-06-10>2025-09-17 12:00, 2024-11-08>2025-12-17 12:00, 2025-11-26>2026-02-17, "
     "2025-12-11>2026-09-23"},
    {"hop-dpi-va2-bdc", "echeance-realisation-dpi", "date-installation", "2025-12-11>2027-06-22"},
    {"hop-pfi-va2-bdc", "echeance-realisation-pfi", "date-installation",
     "2024-11-08>2026-03-18 12:00, 2025-11-26>2027-03-17, 2025-12-11>2027-06-22"},
    {"hop-dpi-va2-va", "echeance-realisation-dpi", "date-finalisation", "2025-12-11>2027-06-22"},
    {"hop-pfi-va2-va", "echeance-realisation-pfi", "date-finalisation",
     "2024-11-08>2026-03-18 12:00, 2025-11-26>2027-03-17, 2025-12-11>2027-06-22"},
    {"hop-pfi-va2-pv-pilote", "echeance-realisation-pfi", "date-finalisation",
     "2024-11-08>2026-03-18 12:00, 2025-11-26>2027-03-17, 2025-12-11>2027-06-22"},
    {"hop-dpi-va2-va", "echeance-solde-dpi", NULL, "2025-12-11>2027-09-28"},
    {"hop-dpi-va2-pv-pilote", "echeance-solde-dpi", NULL, "2025-12-11>2027-09-28"},
    {"hop-pfi-va2-va", "echeance-solde-pfi", NULL,
     "2024-11-08>2026-06-17 12:00, 2025-11-26>2027-06-16, 2025-12-11>2027-09-28"},
    {"hop-pfi-va2-bdc", "echeance-dossier", NULL, "2025-02-14>date-bdc+0M120D"},
};

static char *
day(const GDate *date)
{
    char iso[16];

    g_date_strftime(iso, sizeof iso, "%Y-%m-%d", date);
    return g_strdup(iso);
}

static char *
states_of(const RvDeadline *d)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < d->limits->len; i++) {
        const RvLimit *limit = g_ptr_array_index(d->limits, i);
        g_autofree char *from = day(&limit->valid_from);
        g_autofree char *end =
            g_date_valid(&limit->date)
                ? day(&limit->date)
                : g_strdup_printf("%s+%dM%dD", limit->after, limit->months, limit->days);

        g_string_append_printf(text, "%s%s>%s", i ? ", " : "", from, end);
        if (limit->time)
            g_string_append_printf(text, " %s", limit->time);
        ck_assert(strlen(limit->source) > 20); /* a title and its date */
    }
    return g_string_free(text, FALSE);
}

static const RvDeadline *
find(const RvTemplate *t, const char *id)
{
    for (guint i = 0; i < t->deadlines->len; i++) {
        const RvDeadline *d = g_ptr_array_index(t->deadlines, i);

        if (g_str_equal(d->id, id))
            return d;
    }
    ck_abort_msg("%s has no deadline %s", t->id, id);
    return NULL;
}

START_TEST(knows_the_programme)
{
    g_autoptr(GPtrArray) templates = rv_templates_load(NULL, NULL);

    for (guint i = 0; i < G_N_ELEMENTS(known); i++) {
        const RvTemplate *t = rv_templates_find(templates, known[i].template_);
        const RvDeadline *d = find(t, known[i].id);
        g_autofree char *states = states_of(d);

        ck_assert_str_eq(states, known[i].states);
        ck_assert_str_eq(d->field ? d->field : "-", known[i].field ? known[i].field : "-");
        ck_assert_uint_eq(strlen(t->deadlines_sha256), 64);
    }
    ck_assert_uint_eq(rv_templates_find(templates, "rad-ris-va1-bdc")->deadlines->len, 0);
}
END_TEST

START_TEST(a_template_by_itself_has_none)
{
    g_autoptr(GPtrArray) templates = rv_templates_load(NULL, NULL);
    const RvTemplate *t = rv_templates_find(templates, "hop-dpi-va2-bdc");
    g_autoptr(RvTemplate) alone = rv_template_load(t->path, NULL);

    ck_assert_uint_eq(alone->deadlines->len, 0);
    ck_assert_ptr_null(alone->deadlines_sha256);
}
END_TEST

/* ---- files that are no list --------------------------------------------------------------- */

static char *folder;

#define TEMPLATE                                                                                   \
    "<template id=\"x\" kind=\"bon-de-commande\" status=\"full\" reference=\"AF-X\">\n"            \
    "<title>t</title><source>s</source>\n<section id=\"s\">\n"                                     \
    "<mention id=\"m\"><text>Sans réserve</text></mention>\n"                                     \
    "<field id=\"d\" type=\"date\"><label>Le</label></field>\n"                                    \
    "<field id=\"f\" type=\"text\"><label>N°</label></field>\n</section></template>\n"

static void
make_folder(void)
{
    g_autofree char *path = NULL;

    folder = g_dir_make_tmp("recevable-deadlines-XXXXXX", NULL);
    path = g_build_filename(folder, "t.xml", NULL);
    ck_assert(g_file_set_contents(path, TEMPLATE, -1, NULL));
}

static void
remove_folder(void)
{
    static const char *const names[] = {"t.xml", RV_DEADLINES_FILE};

    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(folder, names[i], NULL);

        g_remove(path);
    }
    g_rmdir(folder);
    g_clear_pointer(&folder, g_free);
}

static char *
put(const char *xml)
{
    char *path = g_build_filename(folder, RV_DEADLINES_FILE, NULL);

    ck_assert(g_file_set_contents(path, xml, -1, NULL));
    return path;
}

#define START "<deadlines>\n<deadline id=\"a\"><text>t</text>\n"
#define FOR "<for template=\"x\"/>\n"
#define LIMIT "<limit valid-from=\"2025-12-11\" date=\"2026-09-23\">s</limit>\n"
#define END "</deadline></deadlines>\n"

START_TEST(gives_templates_their_deadlines)
{
    g_autofree char *path =
        put(START "<for template=\"x\" date=\"d\" mention=\"m\" without=\"f\"/>" LIMIT
                  "<period valid-from=\"2026-01-01\" after=\"d\" within=\"P2M\">u</period>" END);
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) templates = rv_templates_load(folder, &error);
    const RvDeadline *d;
    guint n = 0;

    ck_assert_msg(templates != NULL, "%s", error ? error->message : "");
    ck_assert_uint_eq(templates->len, 1);
    d = find(g_ptr_array_index(templates, 0), "a");
    ck_assert_str_eq(d->text, "t");
    ck_assert_str_eq(d->field, "d");
    ck_assert_str_eq(d->mention, "m");
    ck_assert_str_eq(d->without, "f");
    ck_assert_uint_eq(d->limits->len, 2);
    ck_assert_str_eq(((RvLimit *)g_ptr_array_index(d->limits, 0))->source, "s");
    ck_assert_int_eq(((RvLimit *)g_ptr_array_index(d->limits, 1))->months, 2);
    ck_assert(rv_deadlines_validate(path, &n, &error));
    ck_assert_uint_eq(n, 1);
}
END_TEST

/* Line 3 is the first one after START. */
static const struct {
    const char *xml;
    int line;
    const char *what;
} faults[] = {
    {"", 1, "empty"},
    {"<deadlines>", 1, "XML"},
    {"<!DOCTYPE deadlines>\n" START FOR LIMIT END, 1, "DOCTYPE"},
    {"<template/>", 1, "template"},
    {"<deadlines/>", 1, "<deadlines>"},
    {START LIMIT END, 3, "<limit> may not stand here"},
    {START FOR END, 2, "<deadline>"},
    {START FOR "<limit valid-from=\"2025-12-11\">s</limit>" END, 4, "'date'"},
    {START FOR "<limit valid-from=\"2025-12-11\" date=\"23/09/2026\">s</limit>" END, 4,
     "date=\"23/09/2026\""},
    {START FOR "<limit valid-from=\"11 décembre\" date=\"2026-09-23\">s</limit>" END, 4,
     "valid-from=\"11 décembre\""},
    {START FOR "<limit valid-from=\"2025-12-11\" date=\"2026-09-31\">s</limit>" END, 4,
     "no day '2026-09-31'"},
    {START FOR "<limit valid-from=\"2025-02-29\" date=\"2026-09-23\">s</limit>" END, 4,
     "no day '2025-02-29'"},
    {START FOR "<limit valid-from=\"2025-12-11\" date=\"2026-09-23\" time=\"25:00\">s</limit>" END,
     4, "time=\"25:00\""},
    {START FOR "<limit valid-from=\"2025-12-11\" date=\"2026-09-23\"/>" END, 4,
     "what <limit> holds"},
    {START FOR "<limit valid-from=\"2025-12-11\" date=\"2024-09-23\">s</limit>" END, 4,
     "ends before it is valid"},
    {START FOR LIMIT LIMIT END, 5, "put the older first"},
    {START FOR LIMIT "<limit valid-from=\"2025-01-01\" date=\"2026-09-23\">s</limit>" END, 5,
     "put the older first"},
    {START FOR "<period valid-from=\"2025-12-11\" after=\"d\" within=\"120 jours\">s</period>" END,
     4, "within=\"120 jours\""},
    {START FOR "<period valid-from=\"2025-12-11\" after=\"f\" within=\"P120D\">s</period>" END, 3,
     "no 'f' of the right kind"},
    {START "<for template=\"y\"/>" LIMIT END, 3, "no model 'y'"},
    {START "<for/>" LIMIT END, 3, "'template'"},
    {START FOR FOR LIMIT END, 4, "named twice"},
    {START "<for template=\"x\" date=\"f\"/>" LIMIT END, 3, "no 'f' of the right kind"},
    {START "<for template=\"x\" mention=\"d\"/>" LIMIT END, 3, "no 'd' of the right kind"},
    {START "<for template=\"x\" without=\"m\"/>" LIMIT END, 3, "no 'm' of the right kind"},
    {START "<for template=\"x\" date=\"z\"/>" LIMIT END, 3, "no 'z' of the right kind"},
    {START FOR LIMIT "</deadline>\n<deadline id=\"a\"><text>t</text>" FOR LIMIT END, 6,
     "two deadlines are named 'a'"},
};

START_TEST(refuses_faults)
{
    g_autofree char *path = put(faults[_i].xml);
    g_autofree char *start = g_strdup_printf("%s:%d: ", path, faults[_i].line);
    g_autoptr(GError) error = NULL, again = NULL;
    guint n;

    ck_assert_ptr_null(rv_templates_load(folder, &error));
    ck_assert(g_error_matches(error, RV_ERROR, RV_ERROR_TEMPLATE));
    ck_assert_msg(g_str_has_prefix(error->message, start), "'%s' does not start with '%s'",
                  error->message, start);
    ck_assert_msg(strstr(error->message, faults[_i].what) != NULL, "'%s' does not say '%s'",
                  error->message, faults[_i].what);
    ck_assert_ptr_null(strchr(error->message, '\n'));
    ck_assert(!rv_deadlines_validate(path, &n, &again));
    ck_assert_str_eq(again->message, error->message);
}
END_TEST

Suite *
suite_deadlines(void)
{
    Suite *suite = suite_create("deadlines");
    TCase *ours = tcase_create("ours"), *tests = tcase_create("faults");

    tcase_add_test(ours, knows_the_programme);
    tcase_add_test(ours, a_template_by_itself_has_none);
    tcase_add_checked_fixture(tests, make_folder, remove_folder);
    tcase_add_test(tests, gives_templates_their_deadlines);
    tcase_add_loop_test(tests, refuses_faults, 0, G_N_ELEMENTS(faults));
    suite_add_tcase(suite, ours);
    suite_add_tcase(suite, tests);
    return suite;
}

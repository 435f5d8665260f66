/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a text layer claims is told, and changes nothing. */
#include "good-paper.h"

#include <check.h>
#include <string.h>

Suite *suite_judge_claims(void);

#define MENTION "reference-af" /* Référence de l'appel à financement : AF-HOP-DPI-Va2 */

/* The wording as files hold it, over pages parted by '\f', and the page that is told; 0: none. */
static const struct {
    const char *text;
    int page;
} layers[] = {
    {"Référence de l'appel à financement : AF-HOP-DPI-Va2", 1},
    {"x y z REFERENCE DE L’APPEL A FINANCEMENT: AF–HOP–DPI–VA2 and more", 1},
    {"Réfé-\nrence de l'appel à finan\302\255cement :\n\n AF-HOP-\nDPI-Va2.", 1},
    {"R é f é r e n c e de l'appel à ﬁnancement AF HOP DPI Va2", 1},
    {"\fpage two\fRéférence de l'appel à financement : AF-HOP-DPI-Va2", 3},
    {"nothing\fRéférence de l'appel\fà financement : AF-HOP-DPI-Va2", 2},
    /* Not the whole, not the very words, or a part of longer ones. */
    {"", 0},
    {"\f\f", 0},
    {"Référence de l'appel à financement : AF-HOP-DPI", 0},
    {"Référence de l'appel à financement : AF-HOP-PFI-Va2", 0},
    {"Référence de l'appel à financement : AF-HOP-DPI-Va1", 0},
    {"Référence de l'appel à financement : AF-HOP-DPI-Va22", 0},
    {"Préférence de l'appel à financement : AF-HOP-DPI-Va2", 0},
    {"Référence de l'appel au financement : AF-HOP-DPI-Va2", 0},
    /* The first time within a longer word, then by itself. */
    {"Préférence de l'appel à financement : AF-HOP-DPI-Va2 Référence de l'appel à financement : "
     "AF-HOP-DPI-Va2",
     1},
};

static void
claim(Paper *paper, const char *text)
{
    g_autoptr(GArray) all = rv_text_layers_new();
    g_auto(GStrv) pages = g_strsplit(text, "\f", -1);

    for (guint i = 0; pages[i]; i++) {
        RvTextLayer layer = {{.page = (int)i + 1}, g_strdup(pages[i])};

        g_array_append_val(all, layer);
    }
    rv_judge_claims(paper->result, paper->template_, all);
}

static guint
count_claims(const Paper *paper, const RvFinding **last)
{
    guint n = 0;

    for (guint i = 0; i < paper->result->findings->len; i++) {
        const RvFinding *finding = g_ptr_array_index(paper->result->findings, i);

        if (!strstr(finding->message, "text layer"))
            continue;
        *last = finding;
        n++;
    }
    return n;
}

START_TEST(finds_what_is_claimed)
{
    g_autoptr(Paper) paper = good_paper_of(ORDER);
    const RvFinding *last = NULL;

    set_phrase(&paper_item(paper, MENTION)->phrase, RV_PHRASE_MISSING);
    judge_paper(paper);
    claim(paper, layers[_i].text);
    ck_assert_uint_eq(count_claims(paper, &last), layers[_i].page ? 1 : 0);
    ck_assert_int_eq(last ? last->place.page : 0, layers[_i].page);
}
END_TEST

/* What a layer says never makes anything better or worse. */
START_TEST(changes_nothing_but_findings)
{
    static const struct {
        RvPhraseState state;
        RvStatus status;
        RvVerdict verdict;
        const char *says; /* NULL: nothing */
    } cases[] = {
        {RV_PHRASE_PRESENT, RV_STATUS_PRESENT, RV_VERDICT_PASS, NULL},
        {RV_PHRASE_MISSING, RV_STATUS_MISSING, RV_VERDICT_FAIL, "cannot be seen on page 1"},
        {RV_PHRASE_ALTERED, RV_STATUS_ALTERED, RV_VERDICT_FAIL, "page 1 does not show it so"},
        {RV_PHRASE_UNREADABLE, RV_STATUS_UNREADABLE, RV_VERDICT_REVIEW,
         "page 1 does not show it legibly"},
    };
    g_autoptr(Paper) paper = good_paper_of(ORDER);
    const RvFinding *last = NULL;
    guint before;

    set_phrase(&paper_item(paper, MENTION)->phrase, cases[_i].state);
    judge_paper(paper);
    before = paper->result->findings->len;
    claim(paper, layers[0].text);
    ck_assert_int_eq(paper->result->verdict, cases[_i].verdict);
    ck_assert_int_eq(item_status(paper, MENTION), cases[_i].status);
    ck_assert_uint_eq(count_claims(paper, &last), cases[_i].says ? 1 : 0);
    ck_assert_uint_eq(paper->result->findings->len, before + (cases[_i].says ? 1 : 0));
    if (last) {
        ck_assert_int_eq(last->severity, RV_SEVERITY_INFO);
        ck_assert_str_eq(last->item, MENTION);
        ck_assert_msg(strstr(last->message, cases[_i].says) != NULL, "%s", last->message);
        ck_assert_ptr_eq(last, g_ptr_array_index(paper->result->findings, before));
    }
}
END_TEST

START_TEST(a_mention_that_need_not_be_there_is_not_asked_for)
{
    g_autoptr(Paper) paper = good_paper_of(ORDER);
    const RvFinding *last = NULL;

    set_value(&paper_item(paper, "numero-referencement")->value, RV_VALUE_READ, "ANS-DPI-45015",
              GOOD);
    set_phrase(&paper_item(paper, "mention-conditionnelle")->phrase, RV_PHRASE_MISSING);
    paper_item(paper, "mention-conditionnelle")->phrase.place.page = 0;
    judge_paper(paper);
    claim(paper, paper_item(paper, "mention-conditionnelle")->item->text);
    ck_assert_int_eq(item_status(paper, "mention-conditionnelle"), RV_STATUS_NOT_APPLICABLE);
    ck_assert_uint_eq(count_claims(paper, &last), 0);
}
END_TEST

START_TEST(tells_why_what_was_found_does_not_count)
{
    g_autoptr(Paper) paper = good_paper_of(ORDER);
    RvPhrase *phrase = &paper_item(paper, MENTION)->phrase;

    set_phrase(phrase, RV_PHRASE_MISSING);
    g_free(phrase->difference);
    phrase->difference = g_strdup("its print is too small");
    ck_assert_int_eq(judge_paper(paper), RV_VERDICT_FAIL);
    ck_assert(strstr(finding_about(paper, MENTION)->message, "its print is too small"));
}
END_TEST

Suite *
suite_judge_claims(void)
{
    Suite *suite = suite_create("judge_claims");
    TCase *tests = tcase_create("judge_claims");

    tcase_add_loop_test(tests, finds_what_is_claimed, 0, G_N_ELEMENTS(layers));
    tcase_add_loop_test(tests, changes_nothing_but_findings, 0, 4);
    tcase_add_test(tests, a_mention_that_need_not_be_there_is_not_asked_for);
    tcase_add_test(tests, tells_why_what_was_found_does_not_count);
    suite_add_tcase(suite, tests);
    return suite;
}

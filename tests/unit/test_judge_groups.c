/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "good-paper.h"

#include <check.h>
#include <string.h>

Suite *suite_judge_groups(void);

/* `boxes`, a letter each: t ticked, u unticked, T and U only likely so, a ambiguous, m not found, d
 * ticked but doubtful. */
static const struct {
    const char *template_, *group, *boxes;
    RvStatus status;
} groups[] = {
    {ORDER, "psc", "tu", RV_STATUS_SATISFIED},
    {ORDER, "psc", "ut", RV_STATUS_SATISFIED},
    {ORDER, "psc", "uu", RV_STATUS_VIOLATED},
    {ORDER, "psc", "tt", RV_STATUS_VIOLATED},
    {ORDER, "psc", "ta", RV_STATUS_UNDETERMINED},
    {ORDER, "psc", "aa", RV_STATUS_UNDETERMINED},
    {ORDER, "psc", "um", RV_STATUS_UNDETERMINED},
    {ORDER, "psc", "du", RV_STATUS_UNDETERMINED},
    {ORDER, "psc", "Tu", RV_STATUS_UNDETERMINED},
    {ORDER, "psc", "TU", RV_STATUS_UNDETERMINED},
    {ORDER, "psc", "TT", RV_STATUS_UNDETERMINED},
    {APTITUDE, "authentification", "TT", RV_STATUS_SATISFIED},
    {APTITUDE, "authentification", "UU", RV_STATUS_UNDETERMINED},
    {APTITUDE, "services", "tttT", RV_STATUS_UNDETERMINED},
    {APTITUDE, "services", "tUUt", RV_STATUS_VIOLATED},
    {APTITUDE, "formations", "tta", RV_STATUS_VIOLATED},
    {APTITUDE, "authentification", "tu", RV_STATUS_SATISFIED},
    {APTITUDE, "authentification", "tt", RV_STATUS_SATISFIED},
    {APTITUDE, "authentification", "ta", RV_STATUS_SATISFIED},
    {APTITUDE, "authentification", "uu", RV_STATUS_VIOLATED},
    {APTITUDE, "authentification", "ua", RV_STATUS_UNDETERMINED},
    {APTITUDE, "flux-a1", "uu", RV_STATUS_SATISFIED},
    {APTITUDE, "flux-a1", "ua", RV_STATUS_SATISFIED},
    {APTITUDE, "flux-a1", "tt", RV_STATUS_VIOLATED},
    {APTITUDE, "flux-a1", "ta", RV_STATUS_UNDETERMINED},
    {APTITUDE, "services", "tttt", RV_STATUS_SATISFIED},
    {APTITUDE, "services", "ttut", RV_STATUS_VIOLATED},
    {APTITUDE, "services", "ttat", RV_STATUS_UNDETERMINED},
    {APTITUDE, "services", "uaaa", RV_STATUS_VIOLATED},
    {APTITUDE, "services", "tmtt", RV_STATUS_UNDETERMINED},
};

START_TEST(judges_groups)
{
    g_autoptr(Paper) paper = good_paper_of(groups[_i].template_);
    gboolean doubtful = strpbrk(groups[_i].boxes, "amd") != NULL;
    RvVerdict verdict;

    set_boxes(paper_item(paper, groups[_i].group), groups[_i].boxes);
    verdict = judge_paper(paper);
    ck_assert_str_eq(rv_status_name(item_status(paper, groups[_i].group)),
                     rv_status_name(groups[_i].status));
    if (groups[_i].status == RV_STATUS_VIOLATED)
        ck_assert_int_eq(verdict, RV_VERDICT_FAIL);
    else if (doubtful)
        ck_assert_int_eq(verdict, RV_VERDICT_REVIEW);
}
END_TEST

static double
margin_of(const char *group, const char *boxes)
{
    g_autoptr(Paper) paper = good_paper_of(ORDER);

    set_boxes(paper_item(paper, group), boxes);
    judge_paper(paper);
    for (guint i = 0; i < paper->result->items->len; i++) {
        const RvItemResult *item = g_ptr_array_index(paper->result->items, i);

        if (g_str_equal(item->id, group))
            return item->margin;
    }
    ck_abort_msg("no group %s", group);
    return 0;
}

/* One of two: the box that is least sure may turn it around. */
/* However they are ticked, somebody has to look: the rule may be another. */
START_TEST(a_guessed_rule_decides_nothing)
{
    static const char *const ways[] = {"tu", "uu", "tt"};
    g_autoptr(Paper) paper = good_paper_of(ORDER);
    RvEvidence *e = paper_item(paper, "psc");

    ((RvItem *)e->item)->guessed = TRUE;
    set_boxes(e, ways[_i]);
    ck_assert_int_eq(judge_paper(paper), RV_VERDICT_REVIEW);
    ck_assert_int_eq(item_status(paper, "psc"), RV_STATUS_UNDETERMINED);
    ((RvItem *)e->item)->guessed = FALSE;
}
END_TEST

/* The rule of one box may be what it will: ticked, it is kept. */
START_TEST(one_ticked_box_keeps_any_rule)
{
    static const struct {
        const char *boxes;
        RvStatus status;
        RvVerdict verdict;
    } ways[] = {
        {"t", RV_STATUS_SATISFIED, RV_VERDICT_PASS},
        {"u", RV_STATUS_UNDETERMINED, RV_VERDICT_REVIEW},
        {"a", RV_STATUS_UNDETERMINED, RV_VERDICT_REVIEW},
        {"T", RV_STATUS_UNDETERMINED, RV_VERDICT_REVIEW},
        {"m", RV_STATUS_UNDETERMINED, RV_VERDICT_REVIEW},
    };
    g_autoptr(Paper) paper = good_paper_of("hop-pfi-va2-pv-pilote");
    RvEvidence *e = paper_item(paper, "entrant");

    ((RvItem *)e->item)->guessed = TRUE;
    set_boxes(e, ways[_i].boxes);
    ck_assert_int_eq(judge_paper(paper), ways[_i].verdict);
    ck_assert_int_eq(item_status(paper, "entrant"), ways[_i].status);
    ((RvItem *)e->item)->guessed = FALSE;
}
END_TEST

START_TEST(the_margin_is_that_of_the_least_sure_box)
{
    ck_assert_double_eq_tol(margin_of("psc", "TU"), 0.7 - 0.3, 1e-6);
    ck_assert_double_eq_tol(margin_of("psc", "Tu"), 0.7 - 0.3, 1e-6);
    ck_assert_double_eq_tol(margin_of("psc", "aa"), 0, 1e-6);
    ck_assert_double_ge(margin_of("psc", "tu"), 0.8);
    ck_assert_double_ge(margin_of("psc", "tt"), 0.8);
}
END_TEST

START_TEST(a_changed_wording_violates_a_group)
{
    static const struct {
        RvPhraseState state;
        RvStatus status;
    } cases[] = {{RV_PHRASE_ALTERED, RV_STATUS_VIOLATED},
                 {RV_PHRASE_MISSING, RV_STATUS_UNDETERMINED},
                 {RV_PHRASE_UNREADABLE, RV_STATUS_UNDETERMINED}};
    g_autoptr(Paper) question = good_paper_of(ORDER), answer = good_paper_of(ORDER);

    set_phrase(&paper_item(question, "pfi-envoi-mss")->phrase, cases[_i].state);
    set_phrase(&g_array_index(paper_item(answer, "nature")->labels, RvPhrase, 1), cases[_i].state);
    judge_paper(question);
    judge_paper(answer);
    ck_assert_int_eq(item_status(question, "pfi-envoi-mss"), cases[_i].status);
    ck_assert_int_eq(item_status(answer, "nature"), cases[_i].status);
}
END_TEST

/* The question that stands above several prompts is part of the form, where they count. */
START_TEST(a_question_above_has_to_be_there)
{
    static const struct {
        const char *nature;
        RvPhraseState state;
        RvStatus status;
        RvVerdict verdict;
    } cases[] = {
        {"tu", RV_PHRASE_PRESENT, RV_STATUS_SATISFIED, RV_VERDICT_PASS},
        {"tu", RV_PHRASE_NONE, RV_STATUS_SATISFIED, RV_VERDICT_PASS},
        {"tu", RV_PHRASE_MISSING, RV_STATUS_UNDETERMINED, RV_VERDICT_REVIEW},
        {"tu", RV_PHRASE_UNREADABLE, RV_STATUS_UNDETERMINED, RV_VERDICT_REVIEW},
        {"tu", RV_PHRASE_ALTERED, RV_STATUS_VIOLATED, RV_VERDICT_FAIL},
        {"ut", RV_PHRASE_MISSING, RV_STATUS_NOT_APPLICABLE, RV_VERDICT_PASS},
    };
    g_autoptr(Paper) paper = good_paper_of(ORDER_PFI);
    const RvFinding *finding;

    set_boxes(paper_item(paper, "nature"), cases[_i].nature);
    set_phrase(&paper_item(paper, "envoi-mss-dpi")->under, cases[_i].state);
    judge_paper(paper);
    ck_assert_int_eq(item_status(paper, "envoi-mss-dpi"), cases[_i].status);
    finding = finding_about(paper, "envoi-mss-dpi");
    ck_assert_int_eq(finding != NULL, cases[_i].status == RV_STATUS_UNDETERMINED ||
                                          cases[_i].status == RV_STATUS_VIOLATED);
    if (finding)
        ck_assert_ptr_nonnull(strstr(finding->message, "par Messagerie Sécurisée"));
    ck_assert_int_eq(paper->result->verdict, cases[_i].verdict);
}
END_TEST

START_TEST(a_group_counts_when_its_box_is_ticked)
{
    static const struct {
        const char *nature, *answers;
        RvStatus status;
    } cases[] = {
        {"tu", "tu", RV_STATUS_SATISFIED},      {"tu", "uu", RV_STATUS_VIOLATED},
        {"ut", "tu", RV_STATUS_NOT_APPLICABLE}, {"ut", "uu", RV_STATUS_NOT_APPLICABLE},
        {"at", "tu", RV_STATUS_SATISFIED},      {"at", "uu", RV_STATUS_UNDETERMINED},
        {"at", "tt", RV_STATUS_UNDETERMINED},
    };
    g_autoptr(Paper) paper = good_paper_of(ORDER_PFI);

    set_boxes(paper_item(paper, "nature"), cases[_i].nature);
    set_boxes(paper_item(paper, "envoi-mss-sgl"), cases[_i].answers);
    judge_paper(paper);
    ck_assert_int_eq(item_status(paper, "envoi-mss-sgl"), cases[_i].status);
}
END_TEST

START_TEST(a_group_may_be_left_out)
{
    static const struct {
        const char *boxes; /* of flux-c: non-concerne, meme-logiciel */
        RvStatus status, only_if_none, none_if_one;
        RvVerdict verdict;
    } cases[] = {
        {"tu", RV_STATUS_NOT_APPLICABLE, RV_STATUS_SATISFIED, RV_STATUS_NOT_APPLICABLE,
         RV_VERDICT_PASS},
        {"ut", RV_STATUS_VIOLATED, RV_STATUS_UNDETERMINED, RV_STATUS_NOT_APPLICABLE,
         RV_VERDICT_FAIL},
        {"uu", RV_STATUS_VIOLATED, RV_STATUS_NOT_APPLICABLE, RV_STATUS_UNDETERMINED,
         RV_VERDICT_FAIL},
        {"au", RV_STATUS_UNDETERMINED, RV_STATUS_UNDETERMINED, RV_STATUS_UNDETERMINED,
         RV_VERDICT_REVIEW},
    };
    g_autoptr(Paper) paper = good_paper_of(APTITUDE_PFI);

    set_boxes(paper_item(paper, "flux-c"), cases[_i].boxes);
    leave_out(paper_item(paper, "flux-c1"));
    ck_assert_int_eq(judge_paper(paper), cases[_i].verdict);
    ck_assert_int_eq(item_status(paper, "flux-c1"), cases[_i].status);
    ck_assert_int_eq(rule_status_of(paper, "c-exclusif"), cases[_i].only_if_none);
    ck_assert_int_eq(rule_status_of(paper, "c-complet"), cases[_i].none_if_one);
}
END_TEST

/* One box that may be ticked or not: the rule says nothing, the paper lacks it all the same. */
START_TEST(a_group_left_out_in_doubt_is_for_review)
{
    g_autoptr(Paper) paper = good_paper_of(APTITUDE_PFI);

    set_boxes(paper_item(paper, "flux-b"), "au");
    leave_out(paper_item(paper, "flux-b1"));
    leave_out(paper_item(paper, "flux-b2"));
    ck_assert_int_eq(judge_paper(paper), RV_VERDICT_REVIEW);
    ck_assert_int_eq(item_status(paper, "flux-b1"), RV_STATUS_UNDETERMINED);
}
END_TEST

START_TEST(judges_rules_over_groups)
{
    static const struct {
        const char *a, *a1, *a2; /* boxes of flux-a, flux-a1, flux-a2 */
        RvStatus exclusive, complete;
    } cases[] = {
        {"u", "tu", "tu", RV_STATUS_NOT_APPLICABLE, RV_STATUS_SATISFIED},
        {"u", "uu", "tu", RV_STATUS_NOT_APPLICABLE, RV_STATUS_VIOLATED},
        {"u", "tt", "tu", RV_STATUS_NOT_APPLICABLE, RV_STATUS_VIOLATED},
        {"u", "au", "tu", RV_STATUS_NOT_APPLICABLE, RV_STATUS_UNDETERMINED},
        {"t", "uu", "uu", RV_STATUS_SATISFIED, RV_STATUS_NOT_APPLICABLE},
        {"t", "tu", "uu", RV_STATUS_VIOLATED, RV_STATUS_NOT_APPLICABLE},
        {"t", "uu", "au", RV_STATUS_UNDETERMINED, RV_STATUS_NOT_APPLICABLE},
        {"a", "tu", "tu", RV_STATUS_UNDETERMINED, RV_STATUS_SATISFIED},
        {"a", "uu", "uu", RV_STATUS_SATISFIED, RV_STATUS_UNDETERMINED},
    };
    g_autoptr(Paper) paper = good_paper_of(APTITUDE);

    set_boxes(paper_item(paper, "flux-a"), cases[_i].a);
    set_boxes(paper_item(paper, "flux-a1"), cases[_i].a1);
    set_boxes(paper_item(paper, "flux-a2"), cases[_i].a2);
    judge_paper(paper);
    ck_assert_int_eq(rule_status_of(paper, "a-exclusif"), cases[_i].exclusive);
    ck_assert_int_eq(rule_status_of(paper, "a-complet"), cases[_i].complete);
}
END_TEST

START_TEST(judges_what_is_written_after_a_box)
{
    static const struct {
        const char *boxes; /* of flux-a1: hl7, autre */
        RvValueState detail;
        const char *text;
        RvStatus status;
        RvVerdict verdict;
    } cases[] = {
        {"tu", RV_VALUE_BLANK, "", RV_STATUS_NOT_APPLICABLE, RV_VERDICT_PASS},
        {"ut", RV_VALUE_READ, "XML propriétaire", RV_STATUS_SATISFIED, RV_VERDICT_PASS},
        {"ut", RV_VALUE_READ, "........", RV_STATUS_VIOLATED, RV_VERDICT_FAIL},
        {"ut", RV_VALUE_BLANK, "", RV_STATUS_VIOLATED, RV_VERDICT_FAIL},
        {"ut", RV_VALUE_ILLEGIBLE, "~e", RV_STATUS_UNDETERMINED, RV_VERDICT_REVIEW},
        {"ut", RV_VALUE_NONE, NULL, RV_STATUS_UNDETERMINED, RV_VERDICT_REVIEW},
    };
    g_autoptr(Paper) paper = good_paper_of(APTITUDE);
    RvEvidence *e = paper_item(paper, "flux-a1");

    set_boxes(e, cases[_i].boxes);
    set_value(&g_array_index(e->details, RvValue, 1), cases[_i].detail, cases[_i].text, GOOD);
    ck_assert_int_eq(judge_paper(paper), cases[_i].verdict);
    ck_assert_int_eq(rule_status_of(paper, "a1-format"), cases[_i].status);
}
END_TEST

/* The month between installation and pilot certificate. Where a month has no such day its last one
 * stands for it, as the law counts months. */
static const struct {
    const char *first, *second;
    RvStatus status;
} months[] = {
    {"21/04/2026", "21/05/2026", RV_STATUS_SATISFIED},
    {"21/04/2026", "20/05/2026", RV_STATUS_VIOLATED},
    {"1er avril 2026", "30 avril 2026", RV_STATUS_VIOLATED},
    {"1er avril 2026", "1er mai 2026", RV_STATUS_SATISFIED},
    {"31/01/2026", "28/02/2026", RV_STATUS_SATISFIED},
    {"31/01/2026", "27/02/2026", RV_STATUS_VIOLATED},
    {"29/01/2026", "28/02/2026", RV_STATUS_SATISFIED},
    {"28/01/2026", "27/02/2026", RV_STATUS_VIOLATED},
    {"31/01/2028", "28/02/2028", RV_STATUS_VIOLATED}, /* a leap year */
    {"31/01/2028", "29/02/2028", RV_STATUS_SATISFIED},
    {"28/02/2026", "28/03/2026", RV_STATUS_SATISFIED},
    {"31/03/2026", "30/04/2026", RV_STATUS_SATISFIED},
    {"31/03/2026", "29/04/2026", RV_STATUS_VIOLATED},
    {"30/04/2026", "30/05/2026", RV_STATUS_SATISFIED},
    {"31/12/2025", "31/01/2026", RV_STATUS_SATISFIED},
    {"31/12/2025", "30/01/2026", RV_STATUS_VIOLATED},
    {"21/05/2026", "21/05/2026", RV_STATUS_VIOLATED},
    {"21/06/2026", "21/05/2026", RV_STATUS_VIOLATED},
    {"21/04/2026", "21/05/2027", RV_STATUS_SATISFIED},
    {"21/04/2026", "31/06/2026", RV_STATUS_UNDETERMINED},
    {"31/04/2026", "21/06/2026", RV_STATUS_UNDETERMINED},
    {"", "21/05/2026", RV_STATUS_UNDETERMINED},
    {"21/04/2026", "JJ/MM/AAAA", RV_STATUS_UNDETERMINED},
};

static void
check_month(const char *pilot, int i)
{
    g_autoptr(Paper) paper = good_paper_of(pilot);
    RvVerdict verdict;

    set_value(&paper_item(paper, "date-finalisation")->value, RV_VALUE_READ, months[i].first, GOOD);
    set_value(&paper_item(paper, "date-signature")->value, RV_VALUE_READ, months[i].second, GOOD);
    verdict = judge_paper(paper);
    ck_assert_str_eq(rv_status_name(rule_status_of(paper, "un-mois")),
                     rv_status_name(months[i].status));
    if (months[i].status == RV_STATUS_VIOLATED)
        ck_assert_int_eq(verdict, RV_VERDICT_FAIL);
    else if (months[i].status == RV_STATUS_SATISFIED)
        ck_assert_int_eq(verdict, RV_VERDICT_PASS);
    else
        ck_assert_int_ne(verdict, RV_VERDICT_PASS);
}

START_TEST(judges_dates_apart)
{
    check_month(PILOT, _i);
    check_month(PILOT_PFI, _i);
}
END_TEST

/* A date that cannot be read decides nothing, and is looked at. */
START_TEST(judges_illegible_dates_apart)
{
    g_autoptr(Paper) paper = good_paper_of(_i ? PILOT : PILOT_PFI);

    set_value(&paper_item(paper, "date-finalisation")->value, RV_VALUE_ILLEGIBLE, "2? mars", 0.2);
    ck_assert_int_eq(judge_paper(paper), RV_VERDICT_REVIEW);
    ck_assert_int_eq(rule_status_of(paper, "un-mois"), RV_STATUS_UNDETERMINED);
}
END_TEST

START_TEST(what_is_informative_never_decides)
{
    g_autoptr(Paper) paper = good_paper_of(PILOT);
    const RvFinding *finding;

    set_boxes(paper_item(paper, "calendrier"), "tt");
    leave_out(paper_item(paper, "formations"));
    ck_assert_int_eq(judge_paper(paper), RV_VERDICT_PASS);
    ck_assert_int_eq(item_status(paper, "calendrier"), RV_STATUS_VIOLATED);
    finding = finding_about(paper, "calendrier");
    ck_assert(finding && finding->severity == RV_SEVERITY_INFO);
}
END_TEST

Suite *
suite_judge_groups(void)
{
    Suite *suite = suite_create("judge_groups");
    TCase *tests = tcase_create("judge_groups");

    tcase_add_loop_test(tests, judges_groups, 0, G_N_ELEMENTS(groups));
    tcase_add_loop_test(tests, a_guessed_rule_decides_nothing, 0, 3);
    tcase_add_loop_test(tests, one_ticked_box_keeps_any_rule, 0, 5);
    tcase_add_test(tests, the_margin_is_that_of_the_least_sure_box);
    tcase_add_loop_test(tests, a_changed_wording_violates_a_group, 0, 3);
    tcase_add_loop_test(tests, a_question_above_has_to_be_there, 0, 6);
    tcase_add_loop_test(tests, a_group_counts_when_its_box_is_ticked, 0, 7);
    tcase_add_loop_test(tests, a_group_may_be_left_out, 0, 4);
    tcase_add_test(tests, a_group_left_out_in_doubt_is_for_review);
    tcase_add_loop_test(tests, judges_rules_over_groups, 0, 9);
    tcase_add_loop_test(tests, judges_what_is_written_after_a_box, 0, 6);
    tcase_add_loop_test(tests, judges_dates_apart, 0, G_N_ELEMENTS(months));
    tcase_add_loop_test(tests, judges_illegible_dates_apart, 0, 2);
    tcase_add_test(tests, what_is_informative_never_decides);
    suite_add_tcase(suite, tests);
    return suite;
}

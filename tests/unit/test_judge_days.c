/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What hangs on days that the user tells. */
#include "good-paper.h"

#include <check.h>
#include <string.h>

Suite *suite_judge_days(void);

/* ---- the day the solution was referenced -------------------------------------------------- */

/* The order of these papers is dated 21 May 2026. */
static const struct {
    const char *referenced, *order, *number;
    RvPhraseState mention;
    gboolean seen; /* the mention, though not read for sure */
    RvStatus status;
    RvVerdict verdict;
} conditions[] = {
    /* nobody told the day: a number is enough */
    {NULL, "21/05/2026", "SEG-1", RV_PHRASE_MISSING, FALSE, RV_STATUS_NOT_APPLICABLE,
     RV_VERDICT_PASS},
    {NULL, "21/05/2026", "", RV_PHRASE_MISSING, FALSE, RV_STATUS_MISSING, RV_VERDICT_FAIL},
    {NULL, "?", "SEG-1", RV_PHRASE_MISSING, FALSE, RV_STATUS_NOT_APPLICABLE, RV_VERDICT_REVIEW},
    /* an order before it */
    {"22/05/2026", "21/05/2026", "SEG-1", RV_PHRASE_MISSING, FALSE, RV_STATUS_MISSING,
     RV_VERDICT_FAIL},
    {"22/05/2026", "21/05/2026", "SEG-1", RV_PHRASE_PRESENT, TRUE, RV_STATUS_PRESENT,
     RV_VERDICT_PASS},
    {"22/05/2026", "21/05/2026", "SEG-1", RV_PHRASE_ALTERED, TRUE, RV_STATUS_ALTERED,
     RV_VERDICT_FAIL},
    {"22/05/2026", "21/05/2026", "SEG-1", RV_PHRASE_UNREADABLE, FALSE, RV_STATUS_UNREADABLE,
     RV_VERDICT_REVIEW},
    {"22/05/2026", "21/05/2026", "SEG-1", RV_PHRASE_UNREADABLE, TRUE, RV_STATUS_UNREADABLE,
     RV_VERDICT_REVIEW},
    {"22/05/2026", "21/05/2026", "", RV_PHRASE_PRESENT, TRUE, RV_STATUS_PRESENT, RV_VERDICT_PASS},
    {"22/05/2026", "21/05/2026", "", RV_PHRASE_MISSING, FALSE, RV_STATUS_MISSING, RV_VERDICT_FAIL},
    {"01/06/2027", "21 mai 2026", "SEG-1", RV_PHRASE_MISSING, FALSE, RV_STATUS_MISSING,
     RV_VERDICT_FAIL},
    /* one on the day, or after it */
    {"21/05/2026", "21/05/2026", "SEG-1", RV_PHRASE_MISSING, FALSE, RV_STATUS_NOT_APPLICABLE,
     RV_VERDICT_PASS},
    {"20/05/2026", "21/05/2026", "SEG-1", RV_PHRASE_MISSING, FALSE, RV_STATUS_NOT_APPLICABLE,
     RV_VERDICT_PASS},
    {"20/05/2026", "21/05/2026", "SEG-1", RV_PHRASE_PRESENT, TRUE, RV_STATUS_PRESENT,
     RV_VERDICT_PASS},
    {"20/05/2026", "21/05/2026", "SEG-1", RV_PHRASE_ALTERED, TRUE, RV_STATUS_ALTERED,
     RV_VERDICT_FAIL},
    {"20/05/2026", "21/05/2026", "SEG-1", RV_PHRASE_UNREADABLE, FALSE, RV_STATUS_NOT_APPLICABLE,
     RV_VERDICT_PASS},
    {"20/05/2026", "21/05/2026", "", RV_PHRASE_MISSING, FALSE, RV_STATUS_MISSING, RV_VERDICT_FAIL},
    {"20/05/2026", "21/05/2026", "", RV_PHRASE_PRESENT, TRUE, RV_STATUS_PRESENT, RV_VERDICT_PASS},
    /* one whose date cannot be read: with the mention it makes no difference */
    {"22/05/2026", "?", "SEG-1", RV_PHRASE_MISSING, FALSE, RV_STATUS_MISSING, RV_VERDICT_REVIEW},
    {"22/05/2026", "?", "SEG-1", RV_PHRASE_UNREADABLE, FALSE, RV_STATUS_UNREADABLE,
     RV_VERDICT_REVIEW},
    {"22/05/2026", "?", "SEG-1", RV_PHRASE_PRESENT, TRUE, RV_STATUS_PRESENT, RV_VERDICT_REVIEW},
    {"22/05/2026", "?", "", RV_PHRASE_MISSING, FALSE, RV_STATUS_MISSING, RV_VERDICT_FAIL},
    {"22/05/2026", "31/06/2026", "SEG-1", RV_PHRASE_MISSING, FALSE, RV_STATUS_MISSING,
     RV_VERDICT_FAIL},
};

/* "": empty, "?": illegible. */
static void
write_value(Paper *paper, const char *field, const char *text)
{
    gboolean illegible = g_str_equal(text, "?");

    set_value(&paper_item(paper, field)->value,
              illegible ? RV_VALUE_ILLEGIBLE
              : *text   ? RV_VALUE_READ
                        : RV_VALUE_BLANK,
              illegible ? "~i /o" : text, illegible ? 0.2 : GOOD);
}

static void
check_condition(const char *order, int i)
{
    g_autoptr(Paper) paper = good_paper_of(order);
    RvPhrase *mention = &paper_item(paper, "mention-conditionnelle")->phrase;
    const RvFinding *finding;

    if (conditions[i].referenced)
        ck_assert(rv_parse_date(conditions[i].referenced, &paper->given.referenced_on));
    write_value(paper, "date-bdc", conditions[i].order);
    write_value(paper, "numero-referencement", conditions[i].number);
    set_phrase(mention, conditions[i].mention);
    mention->place.page = conditions[i].seen ? 1 : 0;
    ck_assert_int_eq(judge_paper(paper), conditions[i].verdict);
    ck_assert_str_eq(rv_status_name(item_status(paper, "mention-conditionnelle")),
                     rv_status_name(conditions[i].status));
    finding = finding_about(paper, "mention-conditionnelle");
    ck_assert_int_eq(finding == NULL, conditions[i].status == RV_STATUS_PRESENT ||
                                          conditions[i].status == RV_STATUS_NOT_APPLICABLE);
}

START_TEST(judges_orders_by_the_day_of_referencing)
{
    check_condition(ORDER, _i);
    check_condition(ORDER_PFI, _i);
}
END_TEST

START_TEST(tells_why_the_mention_is_demanded)
{
    static const struct {
        const char *order, *says;
        RvSeverity severity;
    } cases[] = {{"21/05/2026", "of 2026-05-21, is older", RV_SEVERITY_BLOCKING},
                 {"?", "its date cannot be read", RV_SEVERITY_REVIEW}};
    g_autoptr(Paper) paper = good_paper_of(ORDER);
    const RvFinding *finding;

    g_date_set_dmy(&paper->given.referenced_on, 3, 6, 2026);
    write_value(paper, "date-bdc", cases[_i].order);
    set_phrase(&paper_item(paper, "mention-conditionnelle")->phrase, RV_PHRASE_MISSING);
    judge_paper(paper);
    finding = finding_about(paper, "mention-conditionnelle");
    ck_assert(finding && finding->severity == cases[_i].severity);
    ck_assert_msg(strstr(finding->message, cases[_i].says) != NULL, "%s", finding->message);
    ck_assert_ptr_nonnull(strstr(finding->message, "2026-06-03"));
}
END_TEST

/* Certificates have no such mention: the day changes nothing. */
START_TEST(the_day_of_referencing_is_for_orders)
{
    g_autoptr(Paper) paper = good_paper_of(APTITUDE);

    g_date_set_dmy(&paper->given.referenced_on, 3, 6, 2027);
    ck_assert_int_eq(judge_paper(paper), RV_VERDICT_PASS);
}
END_TEST

/* ---- the day of submission ------------------------------------------------------------------ */

#define NONE ((RvSeverity)-1)
#define ADVANCE "echeance-avance-dpi"
#define ADVANCE_PFI "echeance-avance-pfi"
#define DONE_PFI "echeance-realisation-pfi"
#define BALANCE_PFI "echeance-solde-pfi"

/* What stands for the deadline on that day; a date of the form may be set. */
static const struct {
    const char *template_, *on, *field, *value, *deadline;
    RvSeverity severity;
    RvVerdict verdict;
} days[] = {
    /* the latest that is valid on that day counts */
    {ORDER, "10/06/2024", NULL, NULL, ADVANCE, NONE, RV_VERDICT_PASS},
    {ORDER, "16/11/2025", NULL, NULL, ADVANCE, NONE, RV_VERDICT_PASS}, /* 31 days */
    {ORDER, "17/11/2025", NULL, NULL, ADVANCE, RV_SEVERITY_INFO, RV_VERDICT_PASS},
    {ORDER, "26/11/2025", NULL, NULL, ADVANCE, NONE, RV_VERDICT_PASS}, /* it moved */
    {ORDER, "18/12/2025", NULL, NULL, ADVANCE, NONE, RV_VERDICT_PASS},
    {ORDER, "24/08/2026", NULL, NULL, ADVANCE, RV_SEVERITY_INFO, RV_VERDICT_PASS},
    {ORDER, "23/09/2026", NULL, NULL, ADVANCE, RV_SEVERITY_INFO, RV_VERDICT_PASS},
    {ORDER, "24/09/2026", NULL, NULL, ADVANCE, RV_SEVERITY_REVIEW, RV_VERDICT_REVIEW},
    {ORDER, "01/01/2030", NULL, NULL, ADVANCE, RV_SEVERITY_REVIEW, RV_VERDICT_REVIEW},
    {ORDER_PFI, "18/09/2025", "date-installation", "18/03/2026", ADVANCE_PFI, NONE,
     RV_VERDICT_PASS},
    {ORDER_PFI, "10/12/2025", NULL, NULL, ADVANCE_PFI, NONE, RV_VERDICT_PASS},
    {ORDER_PFI, "18/02/2026", NULL, NULL, ADVANCE_PFI, NONE, RV_VERDICT_PASS},
    {ORDER_PFI, "24/09/2026", NULL, NULL, ADVANCE_PFI, RV_SEVERITY_REVIEW, RV_VERDICT_REVIEW},
    {APTITUDE_PFI, "28/09/2027", NULL, NULL, BALANCE_PFI, RV_SEVERITY_INFO, RV_VERDICT_PASS},
    {APTITUDE_PFI, "29/09/2027", NULL, NULL, BALANCE_PFI, RV_SEVERITY_REVIEW, RV_VERDICT_REVIEW},
    {PILOT_PFI, "29/09/2027", NULL, NULL, BALANCE_PFI, RV_SEVERITY_REVIEW, RV_VERDICT_REVIEW},
    /* a date of the form */
    {ORDER_PFI, "01/06/2026", "date-installation", "22/06/2027", DONE_PFI, NONE, RV_VERDICT_PASS},
    {ORDER_PFI, "01/06/2026", "date-installation", "23/06/2027", DONE_PFI, RV_SEVERITY_REVIEW,
     RV_VERDICT_REVIEW},
    {ORDER_PFI, "30/11/2025", "date-installation", "18/03/2027", DONE_PFI, RV_SEVERITY_REVIEW,
     RV_VERDICT_REVIEW},
    {ORDER_PFI, "01/06/2024", "date-installation", "23/06/2027", DONE_PFI, NONE, RV_VERDICT_PASS},
    {APTITUDE_PFI, "01/07/2027", "date-finalisation", "22/06/2027", DONE_PFI, NONE,
     RV_VERDICT_PASS},
    {APTITUDE_PFI, "01/07/2027", "date-finalisation", "23/06/2027", DONE_PFI, RV_SEVERITY_REVIEW,
     RV_VERDICT_REVIEW},
    /* one that cannot be read matters once the deadline is over; its own finding is there always */
    {APTITUDE_PFI, "22/06/2027", "date-finalisation", "?", DONE_PFI, NONE, RV_VERDICT_REVIEW},
    {APTITUDE_PFI, "01/07/2027", "date-finalisation", "?", DONE_PFI, RV_SEVERITY_REVIEW,
     RV_VERDICT_REVIEW},
    {APTITUDE_PFI, "01/07/2027", "date-finalisation", "", DONE_PFI, RV_SEVERITY_REVIEW,
     RV_VERDICT_FAIL},
};

START_TEST(judges_deadlines)
{
    g_autoptr(Paper) paper = good_paper_of(days[_i].template_);
    const RvFinding *finding;

    ck_assert_int_ne(judge_paper(paper), RV_VERDICT_FAIL);
    ck_assert_ptr_null(finding_about(paper, days[_i].deadline)); /* no day was told */
    ck_assert_ptr_null(paper->result->deadlines_sha256);
    ck_assert(rv_parse_date(days[_i].on, &paper->given.on));
    if (days[_i].field)
        write_value(paper, days[_i].field, days[_i].value);
    judge_paper(paper);
    finding = finding_about(paper, days[_i].deadline);
    ck_assert_int_eq(finding ? finding->severity : NONE, days[_i].severity);
    ck_assert_ptr_nonnull(paper->result->deadlines_sha256);
    ck_assert_int_eq(paper->result->verdict, days[_i].verdict);
}
END_TEST

/* What fails fails, whatever the day. */
START_TEST(deadlines_make_nothing_better)
{
    g_autoptr(Paper) paper = good_paper_of(ORDER);

    ck_assert(rv_parse_date(_i ? "01/06/2026" : "01/01/2030", &paper->given.on));
    set_boxes(paper_item(paper, "psc"), "tt");
    ck_assert_int_eq(judge_paper(paper), RV_VERDICT_FAIL);
}
END_TEST

START_TEST(tells_the_deadline_and_its_source)
{
    static const struct {
        const char *on, *says;
    } cases[] = {
        {"24/09/2026", "ended on 2026-09-23, before the submission on 2026-09-24"},
        {"23/09/2026", "is the last one: “réception des demandes"},
        {"22/09/2026", "1 day is left"},
        {"24/08/2026", "30 days are left"},
        {"20/11/2025", "ends on 2025-12-17 at 12:00"},
        {"20/11/2025", "Source: ASP, page « Financement"},
        {"24/09/2026", "11 décembre 2025."},
    };
    g_autoptr(Paper) paper = good_paper_of(ORDER);
    const RvFinding *finding;

    ck_assert(rv_parse_date(cases[_i].on, &paper->given.on));
    judge_paper(paper);
    finding = finding_about(paper, ADVANCE);
    ck_assert(finding != NULL);
    ck_assert_msg(strstr(finding->message, cases[_i].says) != NULL, "%s", finding->message);
}
END_TEST

START_TEST(tells_that_no_deadline_is_known)
{
    static const struct {
        const char *template_, *on;
    } cases[] = {
        {ORDER, "01/01/2024"}, {APTITUDE, "01/12/2025"}, {"rad-ris-va1-bdc", "01/06/2026"}};
    g_autoptr(Paper) paper = good_paper_of(cases[_i].template_);
    guint seen = 0;

    ck_assert(rv_parse_date(cases[_i].on, &paper->given.on));
    ck_assert_int_eq(judge_paper(paper), RV_VERDICT_PASS);
    for (guint i = 0; i < paper->result->findings->len; i++) {
        const RvFinding *finding = g_ptr_array_index(paper->result->findings, i);

        seen += g_str_has_prefix(finding->message, "No deadline");
    }
    ck_assert_uint_eq(seen, 1);
}
END_TEST

/* The conditional mention promises a file within 120 days of the order, here of 21 May 2026. */
START_TEST(counts_the_days_of_the_mention)
{
    static const struct {
        const char *on, *number, *referenced;
        RvPhraseState mention;
        RvSeverity severity;
    } cases[] = {
        {"18/08/2026", "", NULL, RV_PHRASE_PRESENT, NONE}, /* 31 days before */
        {"19/08/2026", "", NULL, RV_PHRASE_PRESENT, RV_SEVERITY_INFO},
        {"18/09/2026", "", NULL, RV_PHRASE_PRESENT, RV_SEVERITY_INFO},
        {"19/09/2026", "", NULL, RV_PHRASE_PRESENT, RV_SEVERITY_REVIEW},
        {"19/09/2026", "SEG-1", NULL, RV_PHRASE_PRESENT, NONE},
        {"19/09/2026", "", "01/06/2026", RV_PHRASE_PRESENT, NONE},
        {"19/09/2026", "SEG-1", NULL, RV_PHRASE_MISSING, NONE},
        {"19/09/2026", "?", NULL, RV_PHRASE_PRESENT, NONE},
    };
    g_autoptr(Paper) paper = good_paper_of(ORDER);
    const RvFinding *finding;

    ck_assert(rv_parse_date(cases[_i].on, &paper->given.on));
    if (cases[_i].referenced)
        ck_assert(rv_parse_date(cases[_i].referenced, &paper->given.referenced_on));
    write_value(paper, "numero-referencement", cases[_i].number);
    set_phrase(&paper_item(paper, "mention-conditionnelle")->phrase, cases[_i].mention);
    judge_paper(paper);
    finding = finding_about(paper, "echeance-dossier");
    ck_assert_int_eq(finding ? finding->severity : NONE, cases[_i].severity);
}
END_TEST

Suite *
suite_judge_days(void)
{
    Suite *suite = suite_create("judge_days");
    TCase *tests = tcase_create("judge_days");

    tcase_add_loop_test(tests, judges_orders_by_the_day_of_referencing, 0,
                        G_N_ELEMENTS(conditions));
    tcase_add_loop_test(tests, tells_why_the_mention_is_demanded, 0, 2);
    tcase_add_test(tests, the_day_of_referencing_is_for_orders);
    tcase_add_loop_test(tests, judges_deadlines, 0, G_N_ELEMENTS(days));
    tcase_add_loop_test(tests, deadlines_make_nothing_better, 0, 2);
    tcase_add_loop_test(tests, tells_the_deadline_and_its_source, 0, 7);
    tcase_add_loop_test(tests, tells_that_no_deadline_is_known, 0, 3);
    tcase_add_loop_test(tests, counts_the_days_of_the_mention, 0, 8);
    suite_add_tcase(suite, tests);
    return suite;
}

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

Suite *
suite_judge_days(void)
{
    Suite *suite = suite_create("judge_days");
    TCase *tests = tcase_create("judge_days");

    tcase_add_loop_test(tests, judges_orders_by_the_day_of_referencing, 0,
                        G_N_ELEMENTS(conditions));
    tcase_add_loop_test(tests, tells_why_the_mention_is_demanded, 0, 2);
    tcase_add_test(tests, the_day_of_referencing_is_for_orders);
    suite_add_tcase(suite, tests);
    return suite;
}

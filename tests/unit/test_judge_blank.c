/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Empty forms: a good paper with its values, ticks and ink taken off, then spoilt. */
#include "good-paper.h"

#include <check.h>
#include <string.h>

Suite *suite_judge_blank(void);

static Paper *
empty_form(const char *id)
{
    Paper *paper = good_paper_of(id);

    paper->given.blank = TRUE;
    for (guint i = 0; i < paper->evidence->len; i++) {
        RvEvidence *e = g_ptr_array_index(paper->evidence, i);

        if (e->item->kind == RV_ITEM_FIELD)
            set_value(&e->value, RV_VALUE_BLANK, "", GOOD);
        for (guint k = 0; e->boxes && k < e->boxes->len; k++)
            g_array_index(e->boxes, RvBox, k).state = RV_BOX_UNTICKED;
        if (e->rows)
            g_array_set_size(e->rows, 0);
        if (e->item->kind == RV_ITEM_SIGNATURE)
            e->ink = (RvInk){.state = RV_INK_ABSENT, .confidence = GOOD};
    }
    return paper;
}

static const char *const forms[] = {ORDER, ORDER_PFI, APTITUDE, APTITUDE_PFI, PILOT, PILOT_PFI};

START_TEST(passes_an_empty_form)
{
    g_autoptr(Paper) paper = empty_form(forms[_i]);

    ck_assert_int_eq(judge_paper(paper), RV_VERDICT_PASS);
    ck_assert_uint_eq(paper->result->findings->len, 0);
    ck_assert_uint_eq(paper->result->rules->len, 0);
    /* It would never pass as a document. */
    paper->given.blank = FALSE;
    ck_assert_int_ne(judge_paper(paper), RV_VERDICT_PASS);
}
END_TEST

static const struct {
    RvPhraseState state;
    RvVerdict verdict;
} lacks[] = {
    {RV_PHRASE_MISSING, RV_VERDICT_FAIL},
    {RV_PHRASE_ALTERED, RV_VERDICT_FAIL},
    {RV_PHRASE_UNREADABLE, RV_VERDICT_REVIEW},
};

/* Of each item in turn. */
START_TEST(notices_every_wording_that_lacks)
{
    g_autoptr(Paper) paper = empty_form(forms[_i]);

    for (guint i = 0; i < paper->evidence->len; i++) {
        RvEvidence *e = g_ptr_array_index(paper->evidence, i);

        if (e->phrase.state == RV_PHRASE_NONE)
            continue;
        for (gsize k = 0; k < G_N_ELEMENTS(lacks); k++) {
            gboolean may_lack = lacks[k].state == RV_PHRASE_MISSING &&
                                e->item->kind == RV_ITEM_FIELD && !e->item->label_required;

            set_phrase(&e->phrase, lacks[k].state);
            if (may_lack)
                ck_assert_int_eq(judge_paper(paper), RV_VERDICT_PASS);
            else if (e->item->informative)
                ck_assert_int_ne(judge_paper(paper), RV_VERDICT_ERROR);
            else
                ck_assert_msg(judge_paper(paper) == lacks[k].verdict, "%s", e->item->id);
            if (!may_lack)
                ck_assert_ptr_nonnull(finding_about(paper, e->item->id));
        }
        set_phrase(&e->phrase, RV_PHRASE_PRESENT);
    }
    ck_assert_int_eq(judge_paper(paper), RV_VERDICT_PASS);
}
END_TEST

static const struct {
    RvBoxState state;
    RvVerdict verdict;
} boxes[] = {
    {RV_BOX_MISSING, RV_VERDICT_FAIL},
    {RV_BOX_TICKED, RV_VERDICT_REVIEW},
    {RV_BOX_AMBIGUOUS, RV_VERDICT_REVIEW},
};

START_TEST(every_box_has_to_be_found_empty)
{
    g_autoptr(Paper) paper = empty_form(APTITUDE);

    for (guint i = 0; i < paper->evidence->len; i++) {
        RvEvidence *e = g_ptr_array_index(paper->evidence, i);

        for (guint k = 0; e->boxes && k < e->boxes->len; k++) {
            RvBox *box = &g_array_index(e->boxes, RvBox, k);

            for (gsize b = 0; b < G_N_ELEMENTS(boxes); b++) {
                box->state = boxes[b].state;
                ck_assert_int_eq(judge_paper(paper), boxes[b].verdict);
                ck_assert_ptr_nonnull(finding_about(paper, e->item->id));
            }
            box->state = RV_BOX_UNTICKED;
        }
    }
}
END_TEST

static const struct {
    const char *field;
    RvValueState state;
    const char *text;
    RvVerdict verdict;
} values[] = {
    {"fournisseur-denomination", RV_VALUE_READ, "Modélia", RV_VERDICT_PASS},
    {"fournisseur-siret", RV_VALUE_READ, "732 829 320 00074", RV_VERDICT_PASS},
    {"fournisseur-siret", RV_VALUE_READ, "732 829 320 00075", RV_VERDICT_FAIL},
    {"fournisseur-mail", RV_VALUE_ILLEGIBLE, "c?", RV_VERDICT_REVIEW},
    {"date-bdc", RV_VALUE_READ, "JJ/MM/AAAA", RV_VERDICT_PASS},
};

START_TEST(what_is_filled_in_is_told)
{
    g_autoptr(Paper) paper = empty_form(ORDER);

    set_value(&paper_item(paper, values[_i].field)->value, values[_i].state, values[_i].text, GOOD);
    ck_assert_int_eq(judge_paper(paper), values[_i].verdict);
    if (values[_i].state == RV_VALUE_READ && strpbrk(values[_i].text, "0123456789é"))
        ck_assert_ptr_nonnull(finding_about(paper, values[_i].field));
}
END_TEST

START_TEST(the_place_to_sign_has_to_be_free)
{
    g_autoptr(Paper) paper = empty_form(ORDER);
    RvInk *ink = &paper_item(paper, "signature")->ink;

    *ink = (RvInk){.state = RV_INK_PRESENT, .kind = RV_INK_PEN, .confidence = GOOD};
    ck_assert_int_eq(judge_paper(paper), RV_VERDICT_REVIEW);
    *ink = (RvInk){.state = RV_INK_PRESENT, .kind = RV_INK_STAMP, .confidence = GOOD};
    ck_assert_int_eq(judge_paper(paper), RV_VERDICT_REVIEW);
    /* The form's own print. */
    *ink = (RvInk){.state = RV_INK_PRESENT, .kind = RV_INK_TYPED, .confidence = GOOD};
    ck_assert_int_eq(judge_paper(paper), RV_VERDICT_PASS);
}
END_TEST

START_TEST(what_may_be_left_out_is_told)
{
    g_autoptr(Paper) paper = empty_form(APTITUDE_PFI);

    leave_out(paper_item(paper, "flux-b1"));
    ck_assert_int_eq(judge_paper(paper), RV_VERDICT_PASS);
    ck_assert_int_eq(item_status(paper, "flux-b1"), RV_STATUS_NOT_APPLICABLE);
    ck_assert_ptr_nonnull(finding_about(paper, "flux-b1"));
    leave_out(paper_item(paper, "flux-sortant"));
    ck_assert_int_eq(judge_paper(paper), RV_VERDICT_FAIL);
}
END_TEST

Suite *
suite_judge_blank(void)
{
    Suite *suite = suite_create("judge_blank");
    TCase *tests = tcase_create("judge_blank");

    tcase_add_loop_test(tests, passes_an_empty_form, 0, G_N_ELEMENTS(forms));
    tcase_add_loop_test(tests, notices_every_wording_that_lacks, 0, G_N_ELEMENTS(forms));
    tcase_add_test(tests, every_box_has_to_be_found_empty);
    tcase_add_loop_test(tests, what_is_filled_in_is_told, 0, G_N_ELEMENTS(values));
    tcase_add_test(tests, the_place_to_sign_has_to_be_free);
    tcase_add_test(tests, what_may_be_left_out_is_told);
    suite_add_tcase(suite, tests);
    return suite;
}

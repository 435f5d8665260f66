/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the ink of a signature is looked for: in the label's own cell, on real print. */
#include "match-case.h"

#include <check.h>

Suite *suite_signature(void);

#define LABEL "Nom et signature"

/* A wall behind the label, at 140 points, so high; the pen's strokes start at x. */
static const struct {
    double wall; /* points, downwards from above the label */
    int x;
    RvInkState state;
} cases[] = {
    {16, 160, RV_INK_PRESENT}, /* of a box that the name is written in */
    {120, 160, RV_INK_ABSENT}, /* of a cell: the neighbour signed */
    {120, 60, RV_INK_PRESENT},
    {0, 160, RV_INK_PRESENT},
};

static void
draw(WordPaper *paper, double wall, int x)
{
    g_autoptr(GString) content = g_string_new("BT /F1 8 Tf 60 700 Td (" LABEL ") Tj ET 1.5 w ");

    if (wall > 0)
        g_string_append_printf(content,
                               "140 710 m 140 %g l S 140 710 m 300 710 l S "
                               "140 %g m 300 %g l S ",
                               710 - wall, 710 - wall, 710 - wall);
    g_string_append_printf(content, "%d 640 m", x);
    for (int i = 0; i < 4; i++)
        g_string_append_printf(content, " %d 720 %d 600 %d 660 c", x + 15 * i + 5, x + 15 * i + 10,
                               x + 15 * i + 15);
    g_string_append(content, " S");
    draw_page(paper, content->str);
}

START_TEST(signatures_in_their_cell)
{
    g_auto(Case) c = case_new();
    RvItem *item = add_item(c.t, RV_ITEM_SIGNATURE, "signature", "s", LABEL);
    RvEvidence evidence = {.item = item};

    print_line(c.paper, 0, DRAWN_PX(60), DRAWN_PX(842 - 700) - HEIGHT, LABEL);
    draw(c.paper, cases[_i].wall, cases[_i].x);
    case_settle(&c);
    rv_signature_fill(c.index, c.targets, &evidence);
    ck_assert_int_eq(evidence.ink.state, cases[_i].state);
}
END_TEST

Suite *
suite_signature(void)
{
    Suite *suite = suite_create("signature");
    TCase *tests = tcase_create("all");

    tcase_add_loop_test(tests, signatures_in_their_cell, 0, G_N_ELEMENTS(cases));
    suite_add_tcase(suite, tests);
    return suite;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of one figure whose tick box was read with them, on real print. */
#include "match-case.h"

#include <check.h>

Suite *suite_figures(void);

#define ROW 140 /* points from the top to the answers' baseline */

/* The answers "1", "2" and "Plus de 2" with a square left of each; `prints` is what stands in the
 * first one's place. `read` is how the first was read, with its square or beside it. */
static const struct {
    const char *prints, *read;
    double x, width; /* of that word, points; the square is at 60, the figure at 80 */
    gboolean found;
} cases[] = {
    {"1", "O1", 60, 25, TRUE},     {"1", "1", 60, 25, TRUE}, /* so wide it holds the square */
    {"1", "Œ", 60, 12, TRUE},                                /* the figure was lost */
    {"2", "Œ", 60, 12, FALSE},                               /* another one stands there */
    {"", "Œ", 60, 12, FALSE},                                /* none does */
    {"1   1", "Œ", 60, 12, FALSE},                           /* which? */
};

static void
draw(WordPaper *paper, const char *figure)
{
    g_autofree char *content =
        g_strdup_printf("BT /F1 8 Tf 60 %d Td (Combien de cours ont eu lieu ?) Tj ET "
                        "60 %d 10 10 re S 160 %d 10 10 re S 260 %d 10 10 re S "
                        "BT /F1 8 Tf 80 %d Td (%s) Tj 100 0 Td (2) Tj 100 0 Td (Plus de 2) Tj ET",
                        842 - ROW + 20, 841 - ROW, 841 - ROW, 841 - ROW, 842 - ROW, figure);

    draw_page(paper, content);
}

static void
add_answer(RvItem *item, const char *label)
{
    RvBoxSpec *box = g_new0(RvBoxSpec, 1);

    box->id = box->label = (char *)label;
    box->strict = g_new0(char *, 1);
    g_ptr_array_add(item->boxes, box);
}

static void
free_answer(gpointer data)
{
    g_strfreev(((RvBoxSpec *)data)->strict);
    g_free(data);
}

/* Words as high as figures of 8 points. */
static void
print_answers(WordPaper *paper, const char *read, double x, double width)
{
    int y = DRAWN_PX(ROW) - HEIGHT;
    RvReading *reading = page_of(paper, 0);

    print_line(paper, 0, DRAWN_PX(60), y - DRAWN_PX(20), "Combien de cours ont eu lieu ?");
    print_line(paper, 0, DRAWN_PX(x), y, read);
    g_array_index(reading->words, RvWord, reading->words->len - 1).box.w = DRAWN_PX(width);
    print_line(paper, 0, DRAWN_PX(180), y, "2");
    print_line(paper, 0, DRAWN_PX(280), y, "Plus de 2");
}

START_TEST(figures_are_read_alone)
{
    g_autoptr(GPtrArray) answers = g_ptr_array_new_with_free_func(free_answer);
    g_autoptr(GArray) used = g_array_new(FALSE, TRUE, sizeof(gboolean));
    g_autoptr(RvReader) reader = rv_reader_new(NULL, "fra", RV_READER_FAST, NULL);
    g_auto(Case) c = case_new();
    RvItem *item = add_item(c.t, RV_ITEM_GROUP, "g", "s", "Combien de cours ont eu lieu ?");
    const RvSpot *spot;

    ck_assert_ptr_nonnull(reader);
    item->boxes = answers;
    add_answer(item, "1");
    add_answer(item, "2");
    add_answer(item, "Plus de 2");
    print_answers(c.paper, cases[_i].read, cases[_i].x, cases[_i].width);
    draw(c.paper, cases[_i].prints);
    case_settle(&c);
    c.index->reader = reader;
    g_array_set_size(used, c.index->words->len);
    rv_labels_settle(c.index, c.targets, item, used);
    rv_figures_settle(c.index, c.targets, used);
    spot = rv_target_spot(rv_targets_get(c.targets, item, RV_ROLE_BOX, 0));
    ck_assert_int_eq(spot && spot->box.x >= DRAWN_PX(79), cases[_i].found);
    if (cases[_i].found) {
        ck_assert_int_lt(spot->box.w, spot->box.h);
        ck_assert_uint_eq(used->len, c.index->words->len);
        ck_assert_str_eq(rv_index_word(c.index, spot->first)->key, "1");
    }
}
END_TEST

Suite *
suite_figures(void)
{
    Suite *suite = suite_create("figures");
    TCase *tests = tcase_create("all");

    tcase_add_loop_test(tests, figures_are_read_alone, 0, G_N_ELEMENTS(cases));
    suite_add_tcase(suite, tests);
    return suite;
}

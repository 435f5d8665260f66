/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mentions that are read well and do not count: they are struck through. */
#include "match-case.h"

#include <check.h>
#include <leptonica/allheaders.h>

#define LEFT 100
#define TOP 400
#define TEXT "le service fait est attesté"

Suite *suite_stroke(void);

static RvPhrase
check(Case *c)
{
    const RvTarget *target =
        rv_targets_get(c->targets, g_ptr_array_index(c->t->items, 0), RV_ROLE_MENTION, -1);
    RvPhrase phrase = {0};

    rv_wording_check(c->index, target->needles, rv_target_spot(target), TRUE, &phrase);
    ck_assert_int_eq(phrase.state, RV_PHRASE_PRESENT);
    rv_stroke_check(c->index, rv_target_spot(target), &phrase);
    return phrase;
}

static Case
mention(void)
{
    Case c = case_new();

    add_item(c.t, RV_ITEM_MENTION, "m", "s", TEXT);
    print_line(c.paper, 0, LEFT, TOP, TEXT);
    return c;
}

static RvSheet *
sheet_of(const Case *c)
{
    return g_ptr_array_index(c->paper->sheets, 0);
}

static void
draw_stroke(RvSheet *sheet, int x, int length)
{
    for (int i = x; i < x + length; i++)
        for (int y = TOP + HEIGHT / 2; y < TOP + HEIGHT / 2 + 3; y++) {
            pixSetPixel(sheet->gray, i, y, 0);
            pixSetPixel(sheet->ink, i, y, 1);
        }
}

static const struct {
    int from, length;
    RvPhraseState expected;
} strokes[] = {
    {0, 0, RV_PHRASE_PRESENT},      {0, 200, RV_PHRASE_ALTERED}, {40, 100, RV_PHRASE_ALTERED},
    {40, 50, RV_PHRASE_UNREADABLE}, {40, 20, RV_PHRASE_PRESENT},
};

START_TEST(a_stroke_takes_a_mention_back)
{
    g_auto(Case) c = mention();
    RvPhrase phrase;

    draw_stroke(sheet_of(&c), LEFT + strokes[_i].from, strokes[_i].length);
    case_settle(&c);
    phrase = check(&c);
    ck_assert_int_eq(phrase.state, strokes[_i].expected);
    ck_assert((phrase.difference != NULL) == (phrase.state != RV_PHRASE_PRESENT));
    rv_phrase_clear(&phrase);
}
END_TEST

/* Only the mention's own words count, not what is struck through beside them on the line. */
START_TEST(strokes_beside_a_mention_do_not_count)
{
    g_auto(Case) c = mention();
    RvPhrase phrase;

    draw_stroke(sheet_of(&c), LEFT + (int)strlen(TEXT) * LETTER, 300);
    case_settle(&c);
    phrase = check(&c);
    ck_assert_int_eq(phrase.state, RV_PHRASE_PRESENT);
    rv_phrase_clear(&phrase);
}
END_TEST

Suite *
suite_stroke(void)
{
    Suite *suite = suite_create("stroke");
    TCase *tcase = tcase_create("mentions");

    tcase_add_loop_test(tcase, a_stroke_takes_a_mention_back, 0, G_N_ELEMENTS(strokes));
    tcase_add_test(tcase, strokes_beside_a_mention_do_not_count);
    suite_add_tcase(suite, tcase);
    return suite;
}

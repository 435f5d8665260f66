/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zeros with something inside that were read as another figure. */
#include "drawn-page.h"
#include "read/read-private.h"
#include "said.h"

#include <check.h>
#include <string.h>

Suite *suite_zeros(void);

#define X 300
#define Y 1500
#define FIGURE_W 10
#define FIGURE_H 15

/* Shapes: 0 a dotted ring, 6 one that is open above, 1 a stroke. */
static void
draw_figure(PIX *pix, int x, char shape)
{
    if (shape == '1') {
        fill(pix, x + 4, Y, 3, FIGURE_H, 0);
        return;
    }
    fill(pix, x, Y, FIGURE_W, FIGURE_H, 0);
    fill(pix, x + 2, Y + 2, FIGURE_W - 4, FIGURE_H - 4, 255);
    if (shape == '0')
        fill(pix, x + 4, Y + 6, 2, 3, 0);
    else
        fill(pix, x + 2, Y + 2, FIGURE_W - 2, 6, 255), fill(pix, x, Y + 7, FIGURE_W, 2, 0);
}

static const struct {
    const char *said, *shapes, *want;
} lines[] = {
    {"1[60.9]1", "101", "101"}, {"1[80.9]1", "101", "101"},
    {"1[90.9]1", "101", "101"}, {"1[60.9]1", "161", "161"}, /* it looks like what was read */
    {"161", "101", "161"},                                  /* nothing but a 6 was possible */
    {"1[53.9]1", "101", "151"},                             /* no zero was */
    {"[O0.9]1", "01", "01"},                                /* by itself among figures */
    {"[O0.9]n", "01", "On"},                                /* in a word */
};

START_TEST(zeros_come_back)
{
    g_autoptr(PIX) pix = text_page();
    g_autoptr(RvSheet) sheet = NULL;
    g_autoptr(RvPosteriors) posteriors = said_posteriors(said_by, lines[_i].said);
    g_autoptr(GArray) characters = rv_decode(said_by, posteriors);
    g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GString) text = g_string_new(NULL);
    double width = characters->len * 12.0, scale = rv_net_height(said_by);
    RvFoundLine line = {.x_height = 11};
    RvTrace trace = {
        said_by, posteriors, {X, X + width, Y + FIGURE_H, 0, 0, scale * .7, scale * .3}, 11};

    for (guint i = 0; i < characters->len; i++) {
        const RvCharacter *c = &g_array_index(characters, RvCharacter, i);
        double middle = (c->from + c->to) / 2.0 * rv_net_step(said_by);

        draw_figure(pix, X + (int)middle - FIGURE_W / 2, lines[_i].shapes[i]);
    }
    sheet = sheet_of(pix, 0);
    for (guint i = 0; i < sheet->pieces->len; i++)
        if (g_array_index(sheet->pieces, RvSheetPiece, i).box.y >= Y - 3)
            g_array_append_val(pieces, i);
    line.pieces = pieces;
    line.strip = trace.strip;
    rv_restore_zeros(&trace, sheet, &line, characters);
    for (guint i = 0; i < characters->len; i++)
        g_string_append(text, g_array_index(characters, RvCharacter, i).text);
    ck_assert_str_eq(text->str, lines[_i].want);
}
END_TEST

Suite *
suite_zeros(void)
{
    Suite *suite = suite_create("zeros");
    TCase *tcase = tcase_create("all");

    tcase_add_unchecked_fixture(tcase, said_load, said_unload);
    tcase_add_loop_test(tcase, zeros_come_back, 0, G_N_ELEMENTS(lines));
    suite_add_tcase(suite, tcase);
    return suite;
}

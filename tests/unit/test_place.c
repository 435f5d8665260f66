/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the characters of a line to its words. */
#include "read/read-private.h"
#include "said.h"

#include <check.h>
#include <string.h>

#define STEPS 4 /* of a character that was said */
#define X_HEIGHT 16
#define WHITE 4 /* pixels between two letters of a word */

Suite *suite_place(void);

/* What the network said, how wide the white behind the first letter is, or before the first figure,
 * and the words. */
static const struct {
    const char *said;
    int white;
    const char *words;
} lines[] = {
    {"Au nord", WHITE, "Au/nord"},
    /* a lone capital before a name */
    {"ANort", 8, "A/Nort"},
    {"ANort", WHITE, "ANort"},
    {"ANS", 8, "ANS"},
    {"anort", 8, "anort"},
    {"Anort", 8, "Anort"},
    /* an article before a date */
    {"le02-07", 8, "le/02-07"},
    {"le02-07", WHITE, "le02-07"},
    {"fle02", 8, "fle02"},
    /* white too narrow for the space that was said */
    {"V u", 1, "Vu"},
};

/* A letter a character; the first one, or the last before figures, ends `white` pixels before the
 * next. */
static void
add_pieces(RvSheet *sheet, RvFoundLine *line, const char *said, int pitch, int white)
{
    int first = (int)strcspn(said, " ") == 1 ? 2 : 1; /* the letter behind the first */
    int figure = (int)strcspn(said, "0123456789"), lone = said[figure] ? figure - 1 : 0;

    for (int i = 0; said[i]; i++) {
        RvSheetPiece piece = {{pitch * i, 100, pitch - WHITE, X_HEIGHT}, 50};
        guint index = sheet->pieces->len;

        if (said[i] == ' ')
            continue;
        if (i == lone)
            piece.box.w = pitch * first - white;
        g_array_append_val(sheet->pieces, piece);
        g_array_append_val(line->pieces, index);
    }
}

START_TEST(words_end_where_white_is)
{
    g_autoptr(RvNet) net = said_net();
    g_autoptr(RvPosteriors) posteriors = said_posteriors(net, lines[_i].said);
    g_autoptr(GArray) characters = rv_decode_with(net, posteriors, 0);
    g_autoptr(GArray) words = rv_words_new();
    g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(RvSheetPiece));
    g_autoptr(GArray) rules = g_array_new(FALSE, FALSE, sizeof(RvSheetRule));
    g_autoptr(GArray) own = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GString) all = g_string_new(NULL);
    int pitch = STEPS * rv_net_step(net);
    RvSheet sheet = {
        .width = 1000, .height = 300, .x_height = X_HEIGHT, .pieces = pieces, .rules = rules};
    RvFoundLine line = {.strip = {.right = 1000, .base = 116, .above = rv_net_height(net)},
                        .box = {0, 100, 1000, X_HEIGHT},
                        .x_height = X_HEIGHT,
                        .pieces = own};
    RvTrace trace = {net, posteriors, line.strip, X_HEIGHT};

    add_pieces(&sheet, &line, lines[_i].said, pitch, lines[_i].white);
    rv_place_words(&trace, &sheet, &line, characters, words);
    for (guint i = 0; i < words->len; i++)
        g_string_append_printf(all, "%s%s", i ? "/" : "", g_array_index(words, RvWord, i).text);
    ck_assert_str_eq(all->str, lines[_i].words);
}
END_TEST

Suite *
suite_place(void)
{
    Suite *suite = suite_create("place");
    TCase *tcase = tcase_create("words");

    tcase_add_loop_test(tcase, words_end_where_white_is, 0, G_N_ELEMENTS(lines));
    suite_add_tcase(suite, tcase);
    return suite;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In which line a sentence goes on. */
#include "match/match-private.h"

#include <check.h>

Suite *suite_flow(void);

#define MAX_WORDS 3
#define NONE (-1)

/* Lines in reading order, each with the boxes of its words; the first one goes on in `next`. */
static const struct {
    RvPx words[4][MAX_WORDS];
    int next;
} flows[] = {
    {{{{100, 100, 300, 20}}, {{100, 130, 300, 20}}, {{100, 160, 300, 20}}}, 1},
    {{{{100, 100, 300, 20}}, {{100, 180, 300, 20}}}, NONE}, /* too far below */
    /* a stroke through one word makes it higher than the line, and hides nothing */
    {{{{100, 100, 200, 20}, {310, 90, 60, 80}, {380, 100, 200, 20}}, {{100, 130, 480, 20}}}, 1},
    /* a blot beside a line makes that one no higher than the line above it */
    {{{{100, 100, 300, 20}}, {{100, 130, 300, 20}}, {{20, 140, 60, 50}, {100, 160, 300, 20}}}, 1},
    /* nor are words without ascenders lower than the line that they stand in */
    {{{{100, 100, 60, 26}, {170, 106, 200, 14}, {380, 106, 60, 20}},
      {{100, 150, 60, 26}, {170, 156, 200, 14}}},
     1},
    /* specks, and what a stamp leaves at the line's end */
    {{{{100, 100, 300, 20}}, {{200, 124, 4, 6}}, {{100, 130, 300, 20}}}, 2},
    {{{{100, 100, 300, 20}}, {{390, 124, 12, 16}}, {{100, 130, 300, 20}}}, 2},
    /* a letter by itself is the end of a sentence where nothing else stands */
    {{{{100, 100, 300, 20}}, {{100, 130, 14, 20}}}, 1},
};

START_TEST(sentences_go_on)
{
    g_autoptr(GPtrArray) sheets = g_ptr_array_new(), readings = g_ptr_array_new();
    g_autoptr(RvReading) reading = rv_reading_new(1);
    RvSheet sheet = {.width = 1000, .height = 1400, .dpi = 150};
    g_autoptr(RvIndex) index = NULL;

    for (guint i = 0; i < 4 && flows[_i].words[i][0].w; i++) {
        RvLine line = {.first = reading->words->len};

        for (; line.n < MAX_WORDS && flows[_i].words[i][line.n].w; line.n++) {
            RvWord word = {g_strdup("mots"), flows[_i].words[i][line.n], 0.9, i, NULL, NULL};

            line.box = rv_px_union(line.box, word.box);
            g_array_append_val(reading->words, word);
        }
        g_array_append_val(reading->lines, line);
    }
    g_ptr_array_add(sheets, &sheet);
    g_ptr_array_add(readings, reading);
    index = rv_index_new(sheets, readings, NULL);
    ck_assert_int_eq((int)rv_index_line(index, 0)->next, flows[_i].next);
}
END_TEST

Suite *
suite_flow(void)
{
    Suite *suite = suite_create("flow");
    TCase *tcase = tcase_create("lines");

    tcase_add_loop_test(tcase, sentences_go_on, 0, G_N_ELEMENTS(flows));
    suite_add_tcase(suite, tcase);
    return suite;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wordings that were misread, weighed against what the recogniser held possible. */
#include "match/wording-private.h"
#include "said.h"

#include <check.h>
#include <string.h>

Suite *suite_sight(void);

#define WORD_WIDTH 80
#define LINE_HEIGHT 30

/* A page of lines: what was read of each, and what the network said. */
static void
add_line(RvReading *reading, const char *read, const char *said)
{
    g_auto(GStrv) texts = g_strsplit(read, " ", -1);
    RvLine line = {.first = reading->words->len};
    RvTrace *trace = g_new0(RvTrace, 1);
    int y = 100 + LINE_HEIGHT * (int)reading->lines->len;

    *trace = (RvTrace){
        said_by, said_posteriors(said_by, said), {0, 40.0 * strlen(said), y, 0, 0, 25, 11}, 18};
    g_ptr_array_add(reading->traces, trace);
    for (guint i = 0; texts[i]; i++) {
        RvWord word = {g_strdup(texts[i]),
                       {100 + (int)i * WORD_WIDTH, y, WORD_WIDTH - 10, 20},
                       0.9,
                       reading->lines->len,
                       trace,
                       NULL};

        line.box = rv_px_union(line.box, word.box);
        line.n++;
        g_array_append_val(reading->words, word);
    }
    g_array_append_val(reading->lines, line);
}

static const struct {
    const char *wording, *strict;
    const char *read[2], *said[2];
    guint word; /* of the wording's key */
    RvSeen seen;
} sights[] = {
    {"le service fait", NULL, {"le sorvice fait"}, {"le s[oe.6]rvice fait"}, 1, RV_SEEN},
    {"le service fait", NULL, {"le sorvice fait"}, {"le s[oe.999]rvice fait"}, 1, RV_TORN},
    {"le service fait", NULL, {"le sorvice fait"}, {"le sorvice fait"}, 1, RV_NOT_SEEN},
    /* a strict word must be likelier than what it might be altered to */
    {"le DPI fait", "DPI", {"le DPI fait"}, {"le DPI fait"}, 1, RV_SEEN},
    {"le DPI fait", "DPI", {"le DFI fait"}, {"le D[FP.6]I fait"}, 1, RV_TORN},
    {"le DPI fait", "DPI", {"le PPI fait"}, {"le PPI fait"}, 1, RV_NOT_SEEN},
    /* figures and punctuation part the words of a key, not those of the print */
    {"(sous 120 jours)", NULL, {"(saus 120 jours)"}, {"(s[ao.6]us 120 jours)"}, 0, RV_SEEN},
    /* over the end of a line, where reading had not found the rest */
    {"solution logicielle",
     NULL,
     {"la solution", "lagicie11e."},
     {"la solution", "l[ao.6]gicielle."},
     1,
     RV_SEEN},
    {"solution logicielle",
     NULL,
     {"la solution", "logistique"},
     {"la solution", "logistique"},
     1,
     RV_NOT_SEEN},
};

START_TEST(words_are_seen)
{
    g_autoptr(GPtrArray) sheets = g_ptr_array_new(), readings = g_ptr_array_new();
    g_autoptr(RvReading) reading = rv_reading_new(1);
    RvSheet sheet = {.width = 1000, .height = 1400, .dpi = 150};
    const char *strict[] = {sights[_i].strict, NULL};
    g_autoptr(GArray) needles =
        rv_needles_new(sights[_i].wording, sights[_i].strict ? (GStrv)strict : NULL, FALSE);
    const RvNeedle *needle = &g_array_index(needles, RvNeedle, 0);
    g_autoptr(RvIndex) index = NULL;
    g_autoptr(GArray) spots = NULL;
    g_auto(RvReadings) r = {.n = 0};

    for (int i = 0; i < 2 && sights[_i].read[i]; i++)
        add_line(reading, sights[_i].read[i], sights[_i].said[i]);
    g_ptr_array_add(sheets, &sheet);
    g_ptr_array_add(readings, reading);
    index = rv_index_new(sheets, readings, NULL);
    spots = rv_find(index, needles, FALSE);
    ck_assert_uint_ge(spots->len, 1);
    ck_assert(rv_readings_start(index, needle, &g_array_index(spots, RvSpot, 0), &r));
    r.seen = rv_sight(index, needle, &g_array_index(spots, RvSpot, 0), r.of[0]->expected);
    ck_assert_int_eq(r.seen[sights[_i].word], sights[_i].seen);
}
END_TEST

/* Tesseract's library leaves no probabilities. */
START_TEST(nothing_is_seen_without_traces)
{
    g_autoptr(GPtrArray) sheets = g_ptr_array_new(), readings = g_ptr_array_new();
    g_autoptr(RvReading) reading = rv_reading_new(1);
    RvSheet sheet = {.width = 1000, .height = 1400, .dpi = 150};
    g_autoptr(GArray) needles = rv_needles_new("le service fait", NULL, FALSE);
    g_autoptr(RvIndex) index = NULL;
    g_autoptr(GArray) spots = NULL;
    g_auto(RvReadings) r = {.n = 0};

    add_line(reading, "le service fait", "le service fait");
    for (guint i = 0; i < reading->words->len; i++)
        g_array_index(reading->words, RvWord, i).trace = NULL;
    g_ptr_array_add(sheets, &sheet);
    g_ptr_array_add(readings, reading);
    index = rv_index_new(sheets, readings, NULL);
    spots = rv_find(index, needles, FALSE);
    ck_assert(rv_readings_start(index, &g_array_index(needles, RvNeedle, 0),
                                &g_array_index(spots, RvSpot, 0), &r));
    r.seen = rv_sight(index, &g_array_index(needles, RvNeedle, 0), &g_array_index(spots, RvSpot, 0),
                      r.of[0]->expected);
    for (guint i = 0; i < 3; i++)
        ck_assert_int_eq(r.seen[i], RV_NOT_SEEN);
}
END_TEST

Suite *
suite_sight(void)
{
    Suite *suite = suite_create("sight");
    TCase *tcase = tcase_create("words");

    tcase_add_unchecked_fixture(tcase, said_load, said_unload);
    tcase_add_loop_test(tcase, words_are_seen, 0, G_N_ELEMENTS(sights));
    tcase_add_test(tcase, nothing_is_seen_without_traces);
    suite_add_tcase(suite, tcase);
    return suite;
}

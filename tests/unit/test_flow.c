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
    {{{{100, 100, 180, 19}}, {{112, 145, 160, 19}}}, 1},    /* the head of a table */
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
    /* of a sheet turned round, or of a blot, nothing is left but letters */
    {{{{100, 100, 14, 20}}, {{400, 900, 14, 20}}}, NONE},
};

static void
add_line(RvReading *reading, const char *text, RvPx box)
{
    RvLine line = {.box = box, .first = reading->words->len, .n = 1};
    RvWord word = {g_strdup(text), box, 0.9, reading->lines->len, NULL, NULL};

    g_array_append_val(reading->words, word);
    g_array_append_val(reading->lines, line);
}

/* Crosses over boxes above a line, or before it, are no part of its sentence. */
START_TEST(crosses_part_no_sentence)
{
    static const struct {
        const char *text;
        RvPx box;
    } lines[] = {
        {"x", {300, 40, 60, 64}},
        {"La fonction", {100, 100, 300, 20}},
        {"#.", {90, 104, 110, 44}},
        {"est portée", {110, 130, 290, 20}},
    };
    g_autoptr(GPtrArray) sheets = g_ptr_array_new(), readings = g_ptr_array_new();
    g_autoptr(RvReading) reading = rv_reading_new(1);
    RvSheet sheet = {.width = 1000, .height = 1400, .dpi = 150};
    g_autoptr(RvIndex) index = NULL;

    for (guint i = 0; i < G_N_ELEMENTS(lines); i++)
        add_line(reading, lines[i].text, lines[i].box);
    g_ptr_array_add(sheets, &sheet);
    g_ptr_array_add(readings, reading);
    index = rv_index_new(sheets, readings, NULL);
    ck_assert_int_eq((int)rv_index_line(index, 1)->next, 3);
}
END_TEST

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

/* Lines of some pages; the first one goes on in `next`. */
typedef struct {
    guint page;
    RvPx box;
    const char *text;
} Printed;

static const struct {
    const char *name;
    Printed lines[8];
    int next;
    guint from; /* ... or this one */
} papers[] = {
    {"the next page, whose first line is followed by a gap",
     {{0, {100, 1300, 800, 20}, "ne peut bénéficier que d'une seule"},
      {1, {100, 100, 700, 20}, "Prestation Ségur financée par l'Etat"},
      {1, {100, 180, 300, 20}, "Autre chose"}},
     1,
     0},
    {"a header that all pages have",
     {{0, {100, 60, 700, 20}, "Éditions du Modèle, Attestation, page 1"},
      {0, {100, 1300, 800, 20}, "ne peut bénéficier que d'une seule"},
      {1, {100, 60, 700, 20}, "Éditions du Modèle, Attestation, page 2"},
      {1, {100, 90, 700, 20}, "Prestation Ségur financée par l'Etat"}},
     3,
     1},
    {"a short line that stands apart is a header",
     {{0, {100, 1300, 800, 20}, "ne peut bénéficier que d'une seule"},
      {1, {100, 60, 200, 20}, "Attestation"},
      {1, {100, 140, 700, 20}, "Prestation Ségur financée par l'Etat"}},
     2,
     0},
    {"... and the end of a sentence is none",
     {{0, {100, 1300, 800, 20}, "ne peut bénéficier que d'une seule"},
      {1, {100, 60, 200, 20}, "prestation."},
      {1, {100, 140, 700, 20}, "Autre chose"}},
     1,
     0},
    {"... which it may also be by its full stop",
     {{0, {100, 1300, 800, 20}, "ne peut bénéficier que d'une seule"},
      {1, {100, 60, 400, 20}, "Prestation de l'État."},
      {1, {100, 140, 700, 20}, "Autre chose"}},
     1,
     0},
    {"a justified line in two parts",
     {{0, {100, 100, 150, 20}, "santé/DMP"},
      {0, {330, 100, 470, 20}, "au moins une transaction de"},
      {0, {100, 130, 700, 20}, "consultation du DMP a été réalisée"}},
     1,
     0},
    {"... which goes on below both",
     {{0, {100, 100, 440, 20}, "santé/DMP"},
      {0, {630, 100, 170, 20}, "transaction de"},
      {0, {100, 130, 500, 20}, "consultation du DMP a été réalisée"},
      {0, {100, 160, 700, 20}, "une ligne sur toute la largeur"}},
     2,
     1},
    {"a second column is no second part",
     {{0, {100, 100, 330, 20}, "de la colonne gauche"},
      {0, {470, 100, 330, 20}, "au milieu de la droite"},
      {0, {100, 130, 330, 20}, "de la gauche encore"},
      {0, {470, 130, 330, 20}, "de la droite encore"},
      {0, {100, 160, 700, 20}, "Une ligne sur toute la largeur"}},
     2,
     0},
    {"nor is an answer beside its label",
     {{0, {100, 100, 150, 20}, "La solution"},
      {0, {330, 100, 470, 20}, "Oui Non"},
      {0, {100, 130, 700, 20}, "est installée en production"}},
     2,
     0},
    {"the next column, though lines above are longer than the last one",
     {{0, {500, 100, 300, 20}, "soit le type de prestation"},
      {0, {500, 700, 300, 20}, "Autre chose"},
      {0, {100, 1170, 340, 20}, "inclut obligatoirement l'un au moins de"},
      {0, {100, 1200, 250, 20}, "ces deux flux quel que"}},
     0,
     3},
};

START_TEST(sentences_go_on_elsewhere)
{
    g_autoptr(GPtrArray) sheets = g_ptr_array_new(), readings = g_ptr_array_new();
    g_autoptr(RvReading) first = rv_reading_new(1), second = rv_reading_new(2);
    RvReading *const pages[] = {first, second};
    RvSheet sheet = {.width = 1000, .height = 1400, .dpi = 150};
    const Printed *lines = papers[_i].lines;
    g_autoptr(RvIndex) index = NULL;

    for (guint i = 0; i < 8 && lines[i].text; i++) {
        RvReading *reading = pages[lines[i].page];
        RvWord word = {g_strdup(lines[i].text), lines[i].box, 0.9, reading->lines->len, NULL, NULL};
        RvLine line = {.first = reading->words->len, .n = 1, .box = lines[i].box};

        g_array_append_val(reading->words, word);
        g_array_append_val(reading->lines, line);
    }
    for (guint page = 0; page < 2; page++) {
        g_ptr_array_add(sheets, &sheet);
        g_ptr_array_add(readings, pages[page]);
    }
    index = rv_index_new(sheets, readings, NULL);
    ck_assert_msg((int)rv_index_line(index, papers[_i].from)->next == papers[_i].next, "%s: %d",
                  papers[_i].name, (int)rv_index_line(index, papers[_i].from)->next);
}
END_TEST

Suite *
suite_flow(void)
{
    Suite *suite = suite_create("flow");
    TCase *tcase = tcase_create("lines");

    tcase_add_test(tcase, crosses_part_no_sentence);
    tcase_add_loop_test(tcase, sentences_go_on, 0, G_N_ELEMENTS(flows));
    tcase_add_loop_test(tcase, sentences_go_on_elsewhere, 0, G_N_ELEMENTS(papers));
    suite_add_tcase(suite, tcase);
    return suite;
}

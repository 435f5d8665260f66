/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Price tables made of words, in the shapes that suppliers set them in. */
#include "match-case.h"

#include <check.h>
#include <leptonica/allheaders.h>
#include <string.h>

Suite *suite_table(void);

static const char *const headings[] = {"Description de la prestation",
                                       "Montant HT",
                                       "Taux de TVA applicable",
                                       "Montant de la TVA",
                                       "Montant TTC",
                                       NULL};

typedef struct {
    int x, y;
    const char *text;
} Print;

typedef struct {
    int y, from, to;
} Level;

#define HEAD                                                                                       \
    {100, 300, "Description de la prestation"}, {420, 300, "Montant HT"},                          \
        {560, 290, "Taux de TVA"}, {570, 311, "applicable"}, {800, 290, "Montant de"},             \
        {820, 311, "la TVA"},                                                                      \
    {                                                                                              \
        1000, 300, "Montant TTC"                                                                   \
    }

#define MAX_PRINTS 32
#define MAX_LINES 3

static const struct {
    const char *what;
    Print prints[MAX_PRINTS];
    Level levels[4];
    const char *lines[MAX_LINES]; /* cells, parted by | */
} shapes[] = {
    {"two lines without rules",
     {HEAD,
      {100, 350, "Prestation Ségur Vague 2"},
      {420, 350, "40 402,00 €"},
      {560, 350, "20,00 %"},
      {800, 350, "8 080,40 €"},
      {1000, 350, "48 482,40 €"},
      {100, 374, "Formation complémentaire"},
      {420, 374, "100,00 €"},
      {560, 374, "20 %"},
      {800, 374, "20,00 €"},
      {1000, 374, "120,00 €"}},
     {{0}},
     {"Prestation Ségur Vague 2|40 402,00 €|20,00 %|8 080,40 €|48 482,40 €",
      "Formation complémentaire|100,00 €|20 %|20,00 €|120,00 €"}},
    {"no lines", {HEAD}, {{0}}, {NULL}},
    {"a label of two lines, amounts in its middle",
     {HEAD,
      {100, 350, "Prestation Ségur HOP-"},
      {100, 370, "DPI-Va2"},
      {420, 360, "100,00 €"},
      {560, 360, "20 %"},
      {800, 360, "20,00 €"},
      {1000, 360, "120,00 €"}},
     {{0}},
     {"Prestation Ségur HOP- DPI-Va2|100,00 €|20 %|20,00 €|120,00 €"}},
    {"amounts of two lines, the label in their middle",
     {HEAD,
      {100, 360, "Prestation Ségur Vague 2"},
      {420, 350, "106 705,"},
      {420, 370, "68 EUR"},
      {560, 360, "20 %"},
      {800, 360, "20,00 €"},
      {1000, 350, "120,00 EU"},
      {1060, 370, "R"}},
     {{0}},
     {"Prestation Ségur Vague 2|106 705, 68 EUR|20 %|20,00 €|120,00"}},
    {"what the line comprises, below its label",
     {HEAD,
      {100, 350, "Prestation Ségur Vague 2"},
      {420, 350, "100,00 €"},
      {560, 350, "20 %"},
      {800, 350, "20,00 €"},
      {1000, 350, "120,00 €"},
      {100, 374, "mise à jour et installation"}},
     {{0}},
     {"Prestation Ségur Vague 2 mise à jour et installation|100,00 €|20 %|20,00 €|120,00 €"}},
    {"a level rule parts lines, amounts or none",
     {HEAD,
      {100, 350, "Prestation Ségur Vague 2"},
      {420, 350, "100,00 €"},
      {560, 350, "20 %"},
      {800, 350, "20,00 €"},
      {1000, 350, "120,00 €"},
      {100, 382, "Formation offerte"}},
     {{335, 90, 1100}, {374, 90, 1100}},
     {"Prestation Ségur Vague 2|100,00 €|20 %|20,00 €|120,00 €", "Formation offerte||||"}},
    {"a block of totals is no line",
     {HEAD,
      {100, 350, "Prestation Ségur Vague 2"},
      {420, 350, "100,00 €"},
      {560, 350, "20 %"},
      {800, 350, "20,00 €"},
      {1000, 350, "120,00 €"},
      {600, 374, "Total HT"},
      {1000, 374, "100,00 €"},
      {600, 398, "TVA (20,00 %)"},
      {1000, 398, "20,00 €"},
      {600, 422, "Net à payer"},
      {1000, 422, "120,00 €"}},
     {{0}},
     {"Prestation Ségur Vague 2|100,00 €|20 %|20,00 €|120,00 €"}},
    {"columns for how many and the unit's price",
     {{100, 300, "Description de la prestation"},
      {360, 300, "Qté"},
      {410, 300, "PU HT"},
      {500, 300, "Montant HT"},
      {620, 300, "Taux de TVA applicable"},
      {840, 300, "Montant de la TVA"},
      {1020, 300, "Montant TTC"},
      {100, 350, "Prestation Ségur Vague 2"},
      {365, 350, "1"},
      {390, 350, "100,00 €"},
      {500, 350, "100,00 €"},
      {640, 350, "20 %"},
      {840, 350, "20,00 €"},
      {1020, 350, "120,00 €"}},
     {{0}},
     {"Prestation Ségur Vague 2|100,00 €|20 %|20,00 €|120,00 €"}},
    {"a heading that was misread, one that was read apart, amounts beside theirs",
     {{100, 300, "Description"},
      {250, 300, "de la prestation"},
      {420, 300, "Montant HT"},
      {560, 300, "Tnix ne 7V4 apqlicahlo"},
      {800, 300, "Montant de la TVA"},
      {1000, 300, "Montant TTC"},
      {100, 350, "Prestation Ségur Vague 2"},
      {462, 350, "100,00 €"},
      {700, 350, "20 %"},
      {900, 350, "20,00 €"},
      {1060, 350, "120,00 €"}},
     {{0}},
     {"Prestation Ségur Vague 2|100,00 €|20 %|20,00 €|120,00 €"}},
    {"strokes of a heading that were found as a rule",
     {HEAD,
      {100, 350, "Prestation Ségur Vague 2"},
      {420, 350, "100,00 €"},
      {560, 350, "20 %"},
      {800, 350, "20,00 €"},
      {1000, 350, "120,00 €"}},
     {{305, 110, 205}},
     {"Prestation Ségur Vague 2|100,00 €|20 %|20,00 €|120,00 €"}},
    {"headings of two lines, the first read in one, beside those of one",
     {{100, 300, "Description de la prestation"},
      {420, 300, "Montant HT"},
      {560, 288, "Taux de TVA Montant de"},
      {560, 312, "applicable"},
      {700, 312, "la TVA"},
      {1000, 300, "Montant TTC"},
      {100, 350, "Prestation Ségur Vague 2"},
      {420, 350, "100,00 €"},
      {580, 350, "20 %"},
      {700, 350, "20,00 €"},
      {1000, 350, "120,00 €"}},
     {{0}},
     {"Prestation Ségur Vague 2|100,00 €|20 %|20,00 €|120,00 €"}},
    {"cells that touch",
     {HEAD,
      {100, 350, "Prestation Ségur Vague 2"},
      {420, 350, "88 921,40"},
      {560, 350, "20,00 %"},
      {870, 350, "17 784,28 106 705,68"}},
     {{0}},
     {"Prestation Ségur Vague 2|88 921,40|20,00 %|17 784,28|106 705,68"}},
    {"what stands far below",
     {HEAD,
      {100, 350, "Prestation Ségur Vague 2"},
      {420, 350, "100,00 €"},
      {560, 350, "20 %"},
      {800, 350, "20,00 €"},
      {1000, 350, "120,00 €"},
      {100, 450, "Le client atteste avoir lu ce qui suit"}},
     {{0}},
     {"Prestation Ségur Vague 2|100,00 €|20 %|20,00 €|120,00 €"}},
};

static RvEvidence *
read_table(Case *c, const Print *prints, const Level *levels)
{
    RvItem *item = add_item(c->t, RV_ITEM_TABLE, "t", "s", "");
    g_autoptr(GArray) used = NULL;
    g_autoptr(RvTable) table = NULL;
    RvEvidence *evidence;

    item->columns = (char **)headings;
    for (int i = 0; i < MAX_PRINTS && prints[i].text; i++)
        print_line(c->paper, 0, prints[i].x, prints[i].y, prints[i].text);
    for (; levels->y; levels++) {
        const RvSheet *sheet = g_ptr_array_index(c->paper->sheets, 0);
        RvSheetRule rule = {{levels->from, levels->y, levels->to - levels->from, 2}, TRUE};

        g_array_append_val(sheet->rules, rule);
    }
    case_settle(c);
    used = rv_used_words(c->index, c->targets);
    evidence = rv_evidence_new(item);
    table = rv_table_find(c->index, item);
    rv_table_fill(c->index, table, used, evidence);
    item->columns = NULL;
    return evidence;
}

static char *
cells_of(const RvEvidence *evidence, guint i)
{
    const RvValue *cells = g_array_index(evidence->rows, RvRow, i).cells;

    return g_strjoin("|", cells[0].text, cells[1].text, cells[2].text, cells[3].text, cells[4].text,
                     NULL);
}

START_TEST(reads_tables_of_every_shape)
{
    g_auto(Case) c = case_new();
    g_autoptr(RvEvidence) evidence = read_table(&c, shapes[_i].prints, shapes[_i].levels);
    guint n = 0;

    ck_assert_int_eq(evidence->phrase.state, RV_PHRASE_PRESENT);
    for (; n < MAX_LINES && shapes[_i].lines[n]; n++) {
        g_autofree char *cells = NULL;

        ck_assert_msg(n < evidence->rows->len, "%s: line %u lacks", shapes[_i].what, n);
        cells = cells_of(evidence, n);
        ck_assert_msg(g_str_equal(cells, shapes[_i].lines[n]), "%s: %s", shapes[_i].what, cells);
    }
    ck_assert_msg(evidence->rows->len == n, "%s: %u lines", shapes[_i].what, evidence->rows->len);
}
END_TEST

static void
add_wall(const Case *c, int x, int from, int to)
{
    const RvSheet *sheet = g_ptr_array_index(c->paper->sheets, 0);
    RvSheetRule rule = {{x, from, 3, to - from}, FALSE};

    g_array_append_val(sheet->rules, rule);
}

/* What is no text of the table and read as a character would change what was ordered. */
static const struct {
    const char *what, *text;
    int x, width;
    double confidence;
    const char *cells;
} specks[] = {
    {"the remains of a rule", "4", 400, 2, 0.95,
     "Prestation Ségur Vague 2|100,00 €|20 %|20,00 €|120,00 €"},
    {"a hole in the margin", "e", 40, 30, 0.33,
     "Prestation Ségur Vague 2|100,00 €|20 %|20,00 €|120,00 €"},
    {"a figure beside the label", "2", 370, 10, 0.95,
     "Prestation Ségur Vague 2 2|100,00 €|20 %|20,00 €|120,00 €"},
};

START_TEST(tells_specks_from_text)
{
    static const Print prints[MAX_PRINTS] = {HEAD,
                                             {100, 350, "Prestation Ségur Vague 2"},
                                             {420, 350, "100,00 €"},
                                             {560, 350, "20 %"},
                                             {800, 350, "20,00 €"},
                                             {1000, 350, "120,00 €"}};
    g_auto(Case) c = case_new();
    g_autoptr(RvEvidence) evidence = NULL;
    g_autofree char *cells = NULL;
    RvWord *speck;

    print_line(c.paper, 0, specks[_i].x, 350, specks[_i].text);
    speck = &g_array_index(page_of(c.paper, 0)->words, RvWord, 0);
    speck->box.w = specks[_i].width;
    speck->confidence = specks[_i].confidence;
    add_wall(&c, 399, 280, 400);
    add_wall(&c, 545, 280, 400);
    evidence = read_table(&c, prints, (const Level[]){{0}});
    ck_assert_uint_eq(evidence->rows->len, 1);
    cells = cells_of(evidence, 0);
    ck_assert_msg(g_str_equal(cells, specks[_i].cells), "%s: %s", specks[_i].what, cells);
}
END_TEST

/* Ink in a cell that nothing was read in is no blank. */
START_TEST(tells_blank_cells_from_unread_ones)
{
    static const Print prints[MAX_PRINTS] = {
        HEAD, {100, 350, "Prestation Ségur Vague 2"}, {560, 350, "20 %"}, {800, 350, "20,00 €"}};
    g_auto(Case) c = case_new();
    g_autoptr(RvEvidence) evidence = NULL;
    const RvSheet *sheet;
    const RvRow *row;

    page_of(c.paper, 0);
    sheet = g_ptr_array_index(c.paper->sheets, 0);
    for (int x = 420; x < 500; x += 12) {
        pixRasterop(sheet->print, x, 350, 8, 14, PIX_SET, NULL, 0, 0);
        pixRasterop(sheet->ink, x, 350, 8, 14, PIX_SET, NULL, 0, 0);
        pixRasterop(sheet->gray, x, 350, 8, 14, PIX_CLR, NULL, 0, 0);
    }
    evidence = read_table(&c, prints, (const Level[]){{0}});
    ck_assert_uint_eq(evidence->rows->len, 1);
    row = &g_array_index(evidence->rows, RvRow, 0);
    ck_assert_int_eq(row->cells[RV_CELL_HT].state, RV_VALUE_ILLEGIBLE);
    ck_assert_int_eq(row->cells[RV_CELL_VAT].state, RV_VALUE_READ);
    ck_assert_int_eq(row->cells[RV_CELL_TTC].state, RV_VALUE_BLANK);
}
END_TEST

/* Two headings make no table. */
START_TEST(needs_headings)
{
    static const Print prints[MAX_PRINTS] = {{420, 300, "Montant HT"}, {1000, 300, "Montant TTC"}};
    g_auto(Case) c = case_new();
    g_autoptr(RvEvidence) evidence = read_table(&c, prints, (const Level[]){{0}});

    ck_assert_int_eq(evidence->phrase.state, RV_PHRASE_MISSING);
    ck_assert_uint_eq(evidence->rows->len, 0);
}
END_TEST

Suite *
suite_table(void)
{
    Suite *suite = suite_create("table");
    TCase *tests = tcase_create("table");

    tcase_add_loop_test(tests, reads_tables_of_every_shape, 0, G_N_ELEMENTS(shapes));
    tcase_add_loop_test(tests, tells_specks_from_text, 0, G_N_ELEMENTS(specks));
    tcase_add_test(tests, tells_blank_cells_from_unread_ones);
    tcase_add_test(tests, needs_headings);
    suite_add_tcase(suite, tests);
    return suite;
}

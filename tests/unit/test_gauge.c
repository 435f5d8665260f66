/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gauge/advice.h"
#include "gauge/model.h"
#include "gauge/page.h"
#include "recevable/report.h"

#include <check.h>
#include <math.h>
#include <string.h>

Suite *suite_gauge(void);

#define WIDTH 1240
#define HEIGHT 1754 /* A4 at 150 dpi */
#define X_HEIGHT 11
#define PITCH 28
#define INK 20
#define PAPER 250

/* ---- pages made by hand ---------------------------------------------------------------------- */

static RvPage *
page_new(int width, int height, guint8 level)
{
    RvPage *page = g_new0(RvPage, 1);

    page->number = 1;
    page->width_pt = width * 72.0 / 150;
    page->height_pt = height * 72.0 / 150;
    page->dpi_x = page->dpi_y = 150;
    page->is_scan = TRUE;
    page->text_layer = g_strdup("");
    page->pixels = (RvPixels){g_malloc((gsize)width * (gsize)height), width, height, 1, width};
    memset(page->pixels.data, level, (gsize)width * (gsize)height);
    return page;
}

static void
fill(RvPage *page, RvPx r, guint8 level)
{
    for (int y = MAX(0, r.y); y < MIN(page->pixels.height, r.y + r.h); y++)
        for (int x = MAX(0, r.x); x < MIN(page->pixels.width, r.x + r.w); x++)
            page->pixels.data[(gsize)y * (gsize)page->pixels.stride + (gsize)x] = level;
}

/* Shapes like an E, in words of six. */
static void
print_lines(RvPage *page, RvPx area, guint8 ink)
{
    for (int y = area.y; y + X_HEIGHT <= area.y + area.h; y += PITCH)
        for (int x = area.x, n = 1; x + 9 <= area.x + area.w; x += n++ % 6 ? 12 : 24) {
            fill(page, (RvPx){x, y, 2, X_HEIGHT}, ink);
            for (int bar = 0; bar < 3; bar++)
                fill(page, (RvPx){x, y + bar * (X_HEIGHT - 2) / 2, 9, 2}, ink);
        }
}

static RvPage *
printed_page(void)
{
    RvPage *page = page_new(WIDTH, HEIGHT, PAPER);

    print_lines(page, (RvPx){120, 150, WIDTH - 240, HEIGHT - 300}, INK);
    return page;
}

static RvPageScore
gauge(const RvPage *page)
{
    RvPageScore score = rv_page_gauge(page, NULL, FALSE);

    ck_assert_int_ge(score.score, 0);
    ck_assert_int_le(score.score, 100);
    return score;
}

static double
severity(const RvPageScore *score, const char *type)
{
    for (guint i = 0; i < score->defects->len; i++)
        if (g_str_equal(g_array_index(score->defects, RvDefect, i).type, type))
            return g_array_index(score->defects, RvDefect, i).severity;
    return 0;
}

/* ---- a page at a glance ---------------------------------------------------------------------- */

START_TEST(glance_finds_letters)
{
    g_autoptr(RvPage) page = printed_page();
    g_autoptr(RvGlance) glance = rv_glance_new(&page->pixels);
    g_autoptr(RvEdges) edges = rv_edges_new(glance);

    ck_assert_int_eq(glance->factor, 1);
    ck_assert_uint_gt(glance->letters->len, 3000);
    ck_assert_double_eq_tol(glance->x_height, X_HEIGHT, 1);
    ck_assert_double_eq_tol(glance->skew_deg, 0, 0.2);
    ck_assert(!glance->is_lying);
    ck_assert_double_eq_tol(glance->paper, PAPER, 1);
    ck_assert_double_eq_tol(edges->page.width, 1, 0.2);
    ck_assert_double_eq_tol(edges->page.depth, PAPER - INK, 2);
}
END_TEST

/* Whatever the pixels are, there is a score and an end. */
START_TEST(odd_pages_are_survived)
{
    static const int sizes[][2] = {{1, 1},   {1, 3000},  {3000, 1},      {2, 2},
                                   {15, 17}, {40, 9000}, {WIDTH, HEIGHT}};

    for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++)
        for (int level = 0; level < 512; level += 85) {
            g_autoptr(RvPage) page = page_new(sizes[i][0], sizes[i][1], (guint8)MIN(level, 255));
            g_autoptr(GRand) rand = g_rand_new_with_seed((guint32)level);
            RvPageScore score;
            gsize n = (gsize)page->pixels.stride * (gsize)page->pixels.height;

            for (gsize k = 0; level > 255 && k < n; k++)
                page->pixels.data[k] = (guint8)g_rand_int_range(rand, 0, level - 200);
            score = gauge(page);
            ck_assert(!isnan(score.accuracy));
            rv_page_score_clear(&score);
        }
}
END_TEST

/* ---- the score ------------------------------------------------------------------------------- */

START_TEST(clean_print_scores_well)
{
    g_autoptr(RvPage) page = printed_page();
    RvPageScore score = gauge(page);

    ck_assert_int_ge(score.score, 80);
    ck_assert(!score.is_blank);
    ck_assert_double_eq_tol(score.x_height, X_HEIGHT, 1);
    ck_assert_int_eq(score.dpi, 150);
    rv_page_score_clear(&score);
}
END_TEST

START_TEST(scale_is_even_and_can_be_undone)
{
    double before = -1;

    for (double accuracy = 0; accuracy <= 1; accuracy += 0.001) {
        double score = rv_accuracy_score(accuracy);

        ck_assert_double_gt(score, before);
        ck_assert_double_eq_tol(rv_score_accuracy(score), accuracy, 1e-9);
        before = score;
    }
    ck_assert_double_eq_tol(rv_accuracy_score(1), 100, 1e-9);
    ck_assert_double_eq_tol(rv_accuracy_score(0), 0, 1e-9);
}
END_TEST

START_TEST(model_never_rises)
{
    for (int with_words = 0; with_words < 2; with_words++) {
        guint n;
        const RvHinge *hinges = rv_readability_model(with_words, &n);
        float of[RV_MEASURES] = {0};
        double best = rv_hinges_share(hinges, n, of);
        float knot = 0, share = 0;

        ck_assert_double_gt(best, 0.9);
        for (guint i = 0; i < n; i++) {
            ck_assert_int_lt(hinges[i].measure, with_words ? RV_MEASURES : RV_MEASURES_FAST);
            if (hinges[i].measure == -2) {
                ck_assert(hinges[i].knot > knot && hinges[i].weight > share);
                knot = hinges[i].knot;
                share = hinges[i].weight;
            }
            if (hinges[i].measure < 0)
                continue;
            ck_assert(hinges[i].weight >= 0);
            of[hinges[i].measure] = hinges[i].knot + 1;
            ck_assert_double_le(rv_hinges_share(hinges, n, of), best);
            of[hinges[i].measure] = 0;
        }
    }
}
END_TEST

START_TEST(blank_back_hides_nothing)
{
    g_autoptr(RvReadability) readability = rv_readability_new();
    g_autoptr(RvPage) blank = page_new(WIDTH, HEIGHT, PAPER), printed = printed_page();
    const RvPageScore *page;

    rv_readability_add(readability, blank, NULL, FALSE);
    ck_assert_int_eq(readability->score, 0);
    rv_readability_add(readability, printed, NULL, FALSE);
    page = &g_array_index(readability->pages, RvPageScore, 0);
    ck_assert(page->is_blank);
    ck_assert_int_eq(page->score, 100);
    ck_assert_double_eq(severity(page, "blank"), 1);
    ck_assert_int_eq(readability->score, g_array_index(readability->pages, RvPageScore, 1).score);
}
END_TEST

START_TEST(lost_image_scores_nothing)
{
    g_autoptr(RvPage) page = page_new(WIDTH, HEIGHT, PAPER);
    RvPageScore score;

    page->is_unreadable = TRUE;
    score = gauge(page);
    ck_assert_int_eq(score.score, 0);
    ck_assert_double_eq(severity(&score, "unreadable"), 1);
    rv_page_score_clear(&score);
}
END_TEST

START_TEST(damage_lowers_the_score)
{
    g_autoptr(RvPage) page = printed_page();
    RvPageScore whole = gauge(page), damaged;

    page->is_damaged = TRUE;
    damaged = gauge(page);
    ck_assert_int_lt(damaged.score, whole.score - 20);
    ck_assert_double_eq(severity(&damaged, "damaged"), 1);
    rv_page_score_clear(&whole);
    rv_page_score_clear(&damaged);
}
END_TEST

/* What the reader makes of the printed page, with doubts from `doubtful` (pixels) downwards. */
/* Letters cut through where printers print no more, and the other side free. */
START_TEST(print_moved_off_the_paper_is_told)
{
    g_autoptr(RvPage) whole = printed_page(), cut = page_new(WIDTH, HEIGHT, PAPER);
    RvPageScore score = gauge(whole);

    ck_assert_double_le(severity(&score, "text-cut-off"), 0);
    rv_page_score_clear(&score);
    print_lines(cut, (RvPx){500, 150, WIDTH - 500, HEIGHT - 300}, INK);
    fill(cut, (RvPx){WIDTH - 30, 0, 30, HEIGHT}, PAPER);
    score = gauge(cut);
    ck_assert_double_ge(severity(&score, "text-cut-off"), 0.4);
    ck_assert_int_le(score.score, 60);
    rv_page_score_clear(&score);
}
END_TEST

/* Print that runs into the picture's edge is cut off; the crumbs of the lid's shadow, far from any
 * print, are not print. */
START_TEST(what_touches_the_edge_is_print_or_crumbs)
{
    g_autoptr(RvPage) crumbs = page_new(WIDTH, HEIGHT, 255), cut = page_new(WIDTH, HEIGHT, 255);
    RvPageScore score;

    print_lines(crumbs, (RvPx){120, 150, WIDTH - 240, HEIGHT - 300}, 0);
    for (int y = 40; y < HEIGHT; y += 60)
        fill(crumbs, (RvPx){0, y, 4, 6}, 0);
    score = gauge(crumbs);
    ck_assert_double_le(severity(&score, "page-cut-off"), 0);
    rv_page_score_clear(&score);
    print_lines(cut, (RvPx){500, 150, WIDTH, HEIGHT - 300}, 0);
    score = gauge(cut);
    ck_assert_double_ge(severity(&score, "page-cut-off"), 0.3);
    rv_page_score_clear(&score);
}
END_TEST

/* A black-and-white page with a gap: empty, it lacks nothing that is known of; strewn with specks,
 * it has lost what stood there. Dots in a row are a leader. */
START_TEST(specks_tell_of_lost_print)
{
    enum { EMPTY, LEADER, SPECKS, KINDS };
    int scores[KINDS];

    for (int kind = 0; kind < KINDS; kind++) {
        g_autoptr(RvPage) page = page_new(WIDTH, HEIGHT, 255);
        g_autoptr(GRand) rand = g_rand_new_with_seed(5);
        RvPageScore score;

        print_lines(page, (RvPx){120, 150, WIDTH - 240, 500}, 0);
        print_lines(page, (RvPx){120, 1100, WIDTH - 240, 500}, 0);
        for (int i = 0; i < 200 && kind == SPECKS; i++)
            fill(page,
                 (RvPx){g_rand_int_range(rand, 120, WIDTH - 120), g_rand_int_range(rand, 680, 1080),
                        2, 2},
                 0);
        for (int i = 0; i < 90 && kind == LEADER; i++)
            fill(page, (RvPx){120 + 11 * i, 880, 2, 2}, 0);
        score = gauge(page);
        scores[kind] = score.score;
        ck_assert_double_ge(severity(&score, "dropouts"), kind == SPECKS ? 0.5 : 0);
        ck_assert_double_le(severity(&score, "dropouts"), kind == SPECKS ? 1 : 0.2);
        rv_page_score_clear(&score);
    }
    ck_assert_int_lt(scores[SPECKS], scores[EMPTY] - 20);
    ck_assert_int_ge(scores[LEADER], scores[EMPTY] - 2);
}
END_TEST

static RvPageScore
gauge_read(const RvPage *page, int doubtful)
{
    g_autoptr(RvSheet) sheet = rv_sheet_new(page, 0, NULL);
    g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(RvWordHint));

    for (int y = 150; y + X_HEIGHT <= HEIGHT - 150; y += PITCH)
        for (int x = 120; x + 70 < WIDTH - 120; x += 84) {
            RvWordHint word = {{x, y, 70, X_HEIGHT}, 6, y > doubtful ? 0.3 : 0.98};

            g_array_append_val(words, word);
        }
    return rv_page_gauge(page, &(RvReadingHint){sheet, words}, FALSE);
}

/* What the reader doubts lowers the score where it is, and names the place. */
START_TEST(worst_region_is_told)
{
    g_autoptr(RvPage) page = printed_page();
    RvPageScore good = gauge_read(page, HEIGHT), score = gauge_read(page, 1200);

    ck_assert(score.has_worst);
    ck_assert_double_gt(score.worst.y0, 1050 * 72.0 / 150);
    ck_assert_double_lt(score.worst_accuracy, score.accuracy);
    ck_assert_double_lt(score.accuracy, good.accuracy);
    rv_page_score_clear(&good);
    rv_page_score_clear(&score);
}
END_TEST

START_TEST(doubt_everywhere_is_named)
{
    g_autoptr(RvPage) page = printed_page();
    RvPageScore score = gauge_read(page, 0);

    ck_assert_double_gt(severity(&score, "hard-to-read"), 0.3);
    rv_page_score_clear(&score);
}
END_TEST

/* ---- what to do ------------------------------------------------------------------------------ */

static RvPageScore
score_with(const char *type, double how, RvPt where, gboolean is_local)
{
    RvPageScore page = {.page = 2,
                        .score = 50,
                        .real_dpi = 100,
                        .width_pt = 600,
                        .height_pt = 900,
                        .defects = g_array_new(FALSE, FALSE, sizeof(RvDefect))};
    RvDefect defect = {type, how, where, is_local, NULL};

    g_array_append_val(page.defects, defect);
    return page;
}

START_TEST(advice_names_page_cause_and_place)
{
    static const struct {
        const char *type, *advice;
        RvPt where;
        gboolean is_local;
    } cases[] = {
        {"blurry", "Scan page 2 again: blur in the lower third.", {0, 620, 600, 900}, TRUE},
        {"blurry", "Scan page 2 again: blur.", {0, 0, 600, 900}, FALSE},
        {"glare", "Scan page 2 again: glare at the upper left.", {10, 10, 150, 200}, TRUE},
        {"shadow", "Scan page 2 again: a shadow on the right side.", {450, 0, 600, 900}, TRUE},
        {"text-cut-off", "Print page 2 again: text that is cut through.", {0, 0, 0, 0}, FALSE},
        {"wrong-way-up", "Turn page 2 upright.", {0, 0, 0, 0}, FALSE},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        RvPageScore page = score_with(cases[i].type, 0.8, cases[i].where, cases[i].is_local);
        g_autofree char *advice = rv_page_advice(&page);

        ck_assert_str_eq(advice, cases[i].advice);
        rv_page_score_clear(&page);
    }
}
END_TEST

START_TEST(good_pages_need_no_advice)
{
    RvPageScore page = score_with("noisy", 0.3, (RvPt){0}, FALSE);

    page.score = 95;
    ck_assert_ptr_null(rv_page_advice(&page));
    rv_page_score_clear(&page);
}
END_TEST

START_TEST(needed_resolution_follows_the_smallest_print)
{
    RvPageScore page = score_with("text-too-small", 0.8, (RvPt){0}, FALSE);
    g_autofree char *advice = NULL;

    rv_page_need_dpi(&page, 6);
    ck_assert_int_eq(page.needed_dpi, 300);
    advice = rv_page_advice(&page);
    ck_assert_str_eq(advice, "Scan page 2 again at 300 dpi: letters of too few pixels.");
    rv_page_need_dpi(&page, 3);
    ck_assert_int_eq(page.needed_dpi, 400);
    rv_page_need_dpi(&page, 14);
    ck_assert_int_eq(page.needed_dpi, 0);
    rv_page_score_clear(&page);
}
END_TEST

START_TEST(every_defect_is_known_to_schema_and_manual)
{
    g_autofree char *schema = NULL, *manual = NULL;

    ck_assert_msg(g_file_get_contents("docs/result.schema.json", &schema, NULL, NULL) &&
                      g_file_get_contents("docs/readability.md", &manual, NULL, NULL),
                  "start the tests in the project's root");
    for (int kind = 0; kind < RV_ALL_DEFECTS; kind++) {
        const RvAdvice *advice = rv_defect_advice(kind);
        g_autofree char *quoted = g_strdup_printf("\"%s\"", advice->type);
        g_autofree char *row = g_strdup_printf("| `%s` |", advice->type);

        ck_assert_msg(strstr(schema, quoted) != NULL, "not in the schema: %s", advice->type);
        ck_assert_msg(strstr(manual, row) != NULL, "not in docs/readability.md: %s", advice->type);
        ck_assert_str_eq(rv_defect_noun(advice->type), advice->noun);
        ck_assert(g_str_has_suffix(advice->advice, "."));
    }
}
END_TEST

/* ---- the heat map ---------------------------------------------------------------------------- */

static GPtrArray *
scored_results(void)
{
    GPtrArray *results = g_ptr_array_new_with_free_func((GDestroyNotify)rv_result_free);
    RvResult *result = rv_result_new("a.pdf");
    g_autoptr(RvPage) page = printed_page();

    result->readability = rv_readability_new();
    rv_readability_add(result->readability, page, NULL, TRUE);
    rv_readability_add(result->readability, page, NULL, TRUE);
    g_ptr_array_add(results, result);
    return results;
}

START_TEST(heatmap_is_a_picture_or_pages)
{
    g_autoptr(GPtrArray) results = scored_results();
    g_autoptr(GString) png = g_string_new(NULL), pdf = g_string_new(NULL);
    g_autoptr(GBytes) bytes = NULL;
    g_autoptr(RvDocument) document = NULL;

    ck_assert(rv_heatmap_write(png, "map.PNG", results, NULL));
    ck_assert_mem_eq(png->str, "\211PNG\r\n", 6);
    ck_assert(rv_heatmap_write(pdf, "map.pdf", results, NULL));
    bytes = g_bytes_new(pdf->str, pdf->len);
    document = rv_document_open(bytes, NULL, &rv_pdf_default_limits, NULL);
    ck_assert_ptr_nonnull(document);
    ck_assert_int_eq(rv_document_n_pages(document), 2);
}
END_TEST

START_TEST(heatmap_has_two_formats)
{
    g_autoptr(GPtrArray) results = scored_results();
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    ck_assert(!rv_heatmap_write(out, "map.jpg", results, &error));
    ck_assert_ptr_nonnull(strstr(error->message, "map.jpg"));
    ck_assert_uint_eq(out->len, 0);
}
END_TEST

Suite *
suite_gauge(void)
{
    Suite *suite = suite_create("gauge");
    TCase *tcase = tcase_create("gauge");

    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, glance_finds_letters);
    tcase_add_test(tcase, odd_pages_are_survived);
    tcase_add_test(tcase, clean_print_scores_well);
    tcase_add_test(tcase, scale_is_even_and_can_be_undone);
    tcase_add_test(tcase, model_never_rises);
    tcase_add_test(tcase, blank_back_hides_nothing);
    tcase_add_test(tcase, lost_image_scores_nothing);
    tcase_add_test(tcase, damage_lowers_the_score);
    tcase_add_test(tcase, print_moved_off_the_paper_is_told);
    tcase_add_test(tcase, what_touches_the_edge_is_print_or_crumbs);
    tcase_add_test(tcase, specks_tell_of_lost_print);
    tcase_add_test(tcase, worst_region_is_told);
    tcase_add_test(tcase, doubt_everywhere_is_named);
    tcase_add_test(tcase, advice_names_page_cause_and_place);
    tcase_add_test(tcase, good_pages_need_no_advice);
    tcase_add_test(tcase, needed_resolution_follows_the_smallest_print);
    tcase_add_test(tcase, every_defect_is_known_to_schema_and_manual);
    tcase_add_test(tcase, heatmap_is_a_picture_or_pages);
    tcase_add_test(tcase, heatmap_has_two_formats);
    suite_add_tcase(suite, tcase);
    return suite;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gauge/page.h"

#include "gauge/advice.h"
#include "gauge/model.h"
#include "gauge/region.h"
#include "recevable/i18n.h"

#include <math.h>

/* A defect of less than this is not worth a line to people; it counts all the same. */
#define NAMED 0.2
/* Paper of a blank page is that light. */
#define BLANK_PAPER 90
/* The reader fails from here on, to there where it fails at everything. */
#define HARD_FROM 0.92
#define HARD_TO 0.6
/* What a damaged file leaves of the score: something may lack that nothing tells of. */
#define DAMAGED 0.7
/* Where print is cut off, what is lost cannot be seen: from the first severity on, all at the
 * second. Of pages that were made, with page-cut-off seen at 0.42 (mean) a quarter was lost, at 0.8
 * two thirds; with text-cut-off at 0.28 a third, at 0.65 two thirds. Forms in two columns are seen
 * as cut up to 0.27, which therefore costs nothing. */
static const struct {
    RvDefectKind kind;
    double from, to;
} cuts[] = {{RV_DEFECT_PAGE_CUT, 0.2, 1.1}, {RV_DEFECT_TEXT_CUT, 0.28, 1}};

/* What one page is made of while it is gauged. */
typedef struct {
    RvExam exam;
    RvCell *cells;
    RvPageScore *score;
} Gauging;

static void
gauging_clear(Gauging *g)
{
    rv_exam_clear(&g->exam);
    g_free(g->cells);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Gauging, gauging_clear)

static RvPt
points_of(const RvExam *exam, RvPx r)
{
    double x = exam->page->width_pt / exam->glance->width;
    double y = exam->page->height_pt / exam->glance->height;

    return (RvPt){r.x * x, r.y * y, rv_px_right(r) * x, rv_px_bottom(r) * y};
}

static void
add_defect(const Gauging *g, int kind, double severity, RvPx where)
{
    const RvAdvice *advice = rv_defect_advice(kind);
    const RvPage *page = g->exam.page;
    RvDefect defect = {.type = advice->type,
                       .severity = severity,
                       .where = {0, 0, page->width_pt, page->height_pt},
                       .is_local = !rv_px_is_empty(where),
                       .advice = g_strdup(_(advice->advice))};

    if (defect.is_local)
        defect.where = points_of(&g->exam, where);
    g_array_append_val(g->score->defects, defect);
}

static int
worst_first(gconstpointer a, gconstpointer b)
{
    double s = ((const RvDefect *)a)->severity, t = ((const RvDefect *)b)->severity;

    return (s < t) - (s > t);
}

/* Nothing there, and nothing that could not be seen. */
static gboolean
is_plainly_blank(const Gauging *g)
{
    return g->exam.seen[RV_DEFECT_BLANK].severity >= RV_BLANK && !g->exam.page->is_unreadable &&
           !g->exam.page->is_damaged && g->exam.glance->paper >= BLANK_PAPER;
}

static void
name_defects(const Gauging *g, gboolean was_read)
{
    const RvPx everywhere = {0};
    double hard = rv_ramp(g->score->accuracy, HARD_FROM, HARD_TO);

    if (g->exam.page->is_unreadable)
        add_defect(g, RV_DEFECT_UNREADABLE, 1, everywhere);
    if (g->exam.page->is_damaged)
        add_defect(g, RV_DEFECT_DAMAGED, 1, everywhere);
    for (int i = 0; i < RV_DEFECTS; i++)
        if (g->exam.seen[i].severity >= NAMED)
            add_defect(g, i, g->exam.seen[i].severity, g->exam.seen[i].where);
    if (was_read && hard >= NAMED && !g->score->is_blank)
        add_defect(g, RV_DEFECT_HARD_TO_READ, hard, everywhere);
    g_array_sort(g->score->defects, worst_first);
}

/* What is cut off cannot be counted; that something is can be seen. */
static double
left_by_cuts(const RvExam *exam)
{
    double lost = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(cuts); i++)
        lost = MAX(lost, rv_ramp(exam->seen[cuts[i].kind].severity, cuts[i].from, cuts[i].to));
    return 1 - lost;
}

static void
weigh(Gauging *g, gboolean was_read)
{
    RvPageScore *score = g->score;
    RvLegibility *map = &score->map;
    double accuracy;

    map->columns = g->exam.edges->columns;
    map->rows = g->exam.edges->rows;
    map->cells = g_new(float, map->columns * map->rows);
    accuracy = rv_model_run(g->cells, map->columns * map->rows, was_read, map->cells);
    accuracy *= left_by_cuts(&g->exam);
    if (g->exam.page->is_damaged)
        accuracy *= DAMAGED;
    score->is_blank = is_plainly_blank(g);
    score->accuracy = score->is_blank ? 1 : g->exam.page->is_unreadable ? 0 : accuracy;
    score->score = (int)lround(rv_accuracy_score(score->accuracy));
    if (!score->is_blank)
        rv_worst_find(score, g->cells);
}

static void
keep_picture(const RvGlance *glance, RvPageScore *score)
{
    gsize size = (gsize)glance->width * (gsize)glance->height;

    score->picture = g_memdup2(glance->gray, size);
    score->picture_width = glance->width;
    score->picture_height = glance->height;
}

static void
gauge_pixels(RvPageScore *score, const RvPage *page, const RvReadingHint *hint,
             gboolean with_picture)
{
    g_autoptr(RvGlance) glance = rv_glance_new(&page->pixels);
    g_autoptr(RvEdges) edges = glance ? rv_edges_new(glance) : NULL;
    g_auto(RvHeard) heard = {0};
    g_auto(Gauging) g = {.exam = {.page = page, .glance = glance, .edges = edges}, .score = score};

    if (!glance)
        return;
    rv_defects_see(&g.exam);
    if (hint) {
        rv_heard_init(&heard);
        rv_heard_fill(&heard, hint);
    }
    g.cells = rv_cells_new(&g.exam, hint ? &heard : NULL);
    score->x_height = glance->x_height * glance->factor;
    score->skew_deg = hint ? hint->sheet->skew_deg : glance->skew_deg;
    score->rotation = hint ? hint->sheet->rotation : 0;
    weigh(&g, hint != NULL);
    name_defects(&g, hint != NULL);
    if (with_picture)
        keep_picture(glance, score);
}

RvPageScore
rv_page_gauge(const RvPage *page, const RvReadingHint *hint, gboolean with_picture)
{
    RvPageScore score = {.page = page->number,
                         .dpi = (int)lround(page->dpi_x),
                         .real_dpi = (int)lround(page->dpi_x),
                         .width_pt = page->width_pt,
                         .height_pt = page->height_pt,
                         .defects = rv_defects_new()};

    gauge_pixels(&score, page, hint, with_picture);
    return score;
}

void
rv_page_score_clear(RvPageScore *page)
{
    g_clear_pointer(&page->defects, g_array_unref);
    g_clear_pointer(&page->map.cells, g_free);
    g_clear_pointer(&page->picture, g_free);
    g_clear_pointer(&page->png, g_bytes_unref);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Broken strokes of black-and-white pages. A letter that is torn leaves pieces one above the other,
 * both lower than a small letter: whole letters have nothing like it but dots, accents, colons and
 * the like. Where hardly anything is left, crumbs lie strewn where a line was; dotted lines lie in
 * rows, and dust is finer.
 *
 * Numbers rest on fifty generated black-and-white pages with dropouts and some seventy without, and
 * on faxes of forms, whose finest print is broken while most of it is whole. */
#include "gauge/vanished.h"

#include "recevable/rank.h"

#include <math.h>

/* Smaller pieces are dust; larger ones no letters: small pixels, and x-heights. */
#define LEAST_PIXELS 2
#define LEAST 0.2
#define MOST 3.0
/* A torn letter's pieces are lower than LOW each; the gap is no more than GAP, and together they
 * are as high as a small letter, or nearly: x-heights. They are above each other with so much of
 * the narrower one's width. */
#define LOW 0.85
#define GAP 0.5
#define TORN_LEAST 0.6
#define ABOVE 0.5
/* Capitals and long letters are so many x-heights: this rank of all heights. */
#define TALL_RANK 0.92
#define TALL 1.45
/* What stands like that by right, x-heights: dots are narrow and low; a sign of equality is two
 * flat pieces of one width. */
#define DOT 0.4
#define SAME 0.15
#define FLAT 2
/* A letter is as large as that, crumbs are smaller than that. Crumbs that are strewn are further
 * apart up and down than the ones of a row, nearer than those of the next one. */
#define LETTER 0.75
#define CRUMB 0.6
#define STREWN_ASIDE 1.0
#define STREWN_LEAST 0.25
#define STREWN_MOST 0.9
/* The severity that tears a share of the letters grows with the root of it, up to where they
 * vanish. */
#define TORN_SCALE 0.8
#define TORN_MOST 0.65
/* Letters that are made of so few pixels fall apart by themselves: small pixels of x-height. */
#define COARSE 2.0
#define FAIR 8.0
/* Pieces for each letter: dots and commas are one in four; where most are fragments, the x-height
 * is theirs. */
#define PIECES_FINE 1.8
#define PIECES_BAD 5.0
/* How much of a tile with ink is ink: of letters; of what is left of them. */
#define INK_FINE 0.085
#define INK_BAD 0.03
/* Fewer pieces say nothing. */
#define MIN_PIECES 40
/* A cell is bad with so many pieces of torn letters, and that severity, or with so many crumbs, and
 * so many to a letter. A place is no bad one with fewer scraps, or cells; what leaves crumbs leaves
 * some torn letters among them, and fine print does not. */
#define CELL_TORN 3
#define CELL_BAD 0.25
#define CELL_CRUMBS 3
#define CRUMBS_A_LETTER 2
#define PLACE_SCRAPS 16
#define PLACE_TORN 12
#define PLACE_CELLS 4
#define TORN_CRUMBS 0.08
/* What leaves more crumbs than letters. */
#define CRUMBS_SEVERITY 0.8
/* Tiles of which only specks are left, for each one with print: worth a word; much of a page. */
#define GONE_FINE 0.06
#define GONE_BAD 0.3
#define GONE_SEVERITY 0.9
/* Edges so many pixels wide are those of a coarser picture. */
#define SOFT 2.0

typedef struct {
    RvPx box; /* turned upright, where lines run down the page */
    int cell;
    gboolean is_torn, is_strewn;
} Scrap;

typedef struct {
    guint torn, strewn, letters;
} Count;

static int
compare_tops(gconstpointer a, gconstpointer b)
{
    const Scrap *p = a, *q = b;

    return (p->box.y > q->box.y) - (p->box.y < q->box.y);
}

/* Small letters' height as the tallest tell it, which are whole when the others are torn. */
static double
whole_x_height(const RvGlance *glance)
{
    g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(int));

    for (guint i = 0; i < glance->letters->len; i++) {
        RvPx box = g_array_index(glance->letters, RvLetter, i).box;
        int high = glance->is_lying ? box.w : box.h;

        g_array_append_val(heights, high);
    }
    return MAX(glance->x_height, rv_rank(heights, TALL_RANK) / TALL);
}

/* Pieces that are lower than letters, from the top down; counts the letters. */
static GArray *
find_scraps(const RvExam *exam, double unit, Count *cells)
{
    const RvGlance *glance = exam->glance;
    double least = MAX(LEAST_PIXELS, LEAST * unit);
    GArray *scraps = g_array_new(FALSE, FALSE, sizeof(Scrap));

    for (guint i = 0; i < glance->pieces.pieces->len; i++) {
        RvPx box = g_array_index(glance->pieces.pieces, RvPiece, i).box;
        Scrap scrap = {box, 0, FALSE, FALSE};
        int large = MAX(box.w, box.h);

        if (large < least || large > MOST * unit)
            continue;
        scrap.cell = rv_edges_cell(exam->edges, rv_px_centre_x(box), rv_px_centre_y(box));
        if (large >= LETTER * unit)
            cells[scrap.cell].letters++;
        if (glance->is_lying)
            scrap.box = (RvPx){box.y, box.x, box.h, box.w};
        if (scrap.box.h < LOW * unit)
            g_array_append_val(scraps, scrap);
    }
    g_array_sort(scraps, compare_tops);
    return scraps;
}

static gboolean
is_dot(RvPx box, double unit)
{
    return MAX(box.w, box.h) < DOT * unit;
}

/* Of two pieces, the upper one first. */
static gboolean
are_torn(RvPx upper, RvPx lower, double unit)
{
    int gap = lower.y - rv_px_bottom(upper), narrow = MIN(upper.w, lower.w);
    int shared = MIN(rv_px_right(upper), rv_px_right(lower)) - MAX(upper.x, lower.x);

    if (gap < 0 || gap > GAP * unit || shared < ABOVE * narrow ||
        rv_px_bottom(lower) - upper.y < TORN_LEAST * unit)
        return FALSE;
    if (is_dot(upper, unit))
        return FALSE;
    return narrow <= FLAT * MAX(upper.h, lower.h) || ABS(upper.w - lower.w) > SAME * unit;
}

static gboolean
are_strewn(RvPx a, RvPx b, double unit)
{
    double aside = rv_px_centre_x(b) - rv_px_centre_x(a);
    double down = rv_px_centre_y(b) - rv_px_centre_y(a);

    return MAX(MAX(a.w, a.h), MAX(b.w, b.h)) < CRUMB * unit && ABS(aside) < STREWN_ASIDE * unit &&
           down > STREWN_LEAST * unit && down < STREWN_MOST * unit;
}

static void
count_scraps(GArray *scraps, double unit, Count *cells)
{
    for (guint i = 0; i < scraps->len; i++) {
        Scrap *upper = &g_array_index(scraps, Scrap, i);
        double reach =
            MAX(rv_px_bottom(upper->box) + GAP * unit, upper->box.y + (STREWN_MOST + CRUMB) * unit);

        for (guint k = i + 1; k < scraps->len; k++) {
            Scrap *lower = &g_array_index(scraps, Scrap, k);

            if (lower->box.y > reach)
                break;
            if (are_torn(upper->box, lower->box, unit))
                upper->is_torn = lower->is_torn = TRUE;
            if (are_strewn(upper->box, lower->box, unit))
                upper->is_strewn = lower->is_strewn = TRUE;
        }
        cells[upper->cell].torn += upper->is_torn;
        cells[upper->cell].strewn += upper->is_strewn;
    }
}

static double
torn_severity(const Count *count, double x_height)
{
    double share = (double)count->torn / MAX(1, count->letters);

    return MIN(TORN_MOST, TORN_SCALE * sqrt(share)) * rv_ramp(x_height, COARSE, FAIR);
}

/* What is left when there are no letters any more. */
static double
lost_severity(const RvGlance *glance)
{
    double pieces = glance->pieces.pieces->len, letters = MAX(1, glance->letters->len), ink = 0;
    int inked = 0;

    for (int i = 0; i < glance->columns * glance->rows; i++)
        if (glance->tiles[i].ink > 0) {
            ink += glance->tiles[i].ink;
            inked++;
        }
    if (inked == 0 || pieces < MIN_PIECES)
        return 0;
    return rv_ramp(pieces / letters, PIECES_FINE, PIECES_BAD) *
           rv_ramp(ink / inked, INK_FINE, INK_BAD);
}

static void
add(Count *sum, const Count *cell)
{
    sum->torn += cell->torn;
    sum->strewn += cell->strewn;
    sum->letters += cell->letters;
}

static gboolean
is_bad(const Count *cell, double x_height)
{
    return (cell->torn >= CELL_TORN && torn_severity(cell, x_height) > CELL_BAD) ||
           (cell->strewn >= CELL_CRUMBS && cell->strewn > CRUMBS_A_LETTER * cell->letters);
}

static gboolean
has_bad_beside(const gboolean *bad, const RvEdges *edges, int x, int y)
{
    int n = 0;

    for (int v = MAX(0, y - 1); v <= MIN(edges->rows - 1, y + 1); v++)
        for (int u = MAX(0, x - 1); u <= MIN(edges->columns - 1, x + 1); u++)
            n += bad[v * edges->columns + u];
    return n > bad[y * edges->columns + x];
}

/* Columns and rows of the cells that hold all bad ones, but those that are alone or at the
 * picture's edge, where shadows are dithered. */
static RvPx
bad_cells(const RvExam *exam, double unit, const Count *cells)
{
    int columns = exam->edges->columns, rows = exam->edges->rows;
    g_autofree gboolean *bad = g_new0(gboolean, columns * rows);
    RvPx area = {0};

    for (int y = 1; y < rows - 1; y++)
        for (int x = 1; x < columns - 1; x++)
            bad[y * columns + x] = is_bad(&cells[y * columns + x], unit);
    for (int y = 0; y < rows; y++)
        for (int x = 0; x < columns; x++) {
            RvPx cell = {x, y, 1, 1};

            if (bad[y * columns + x] && has_bad_beside(bad, exam->edges, x, y))
                area = area.w ? rv_px_union(area, cell) : cell;
        }
    return area;
}

/* A place is judged by all that is in it: fine print here and there on a page that is whole
 * otherwise is none. */
static RvSeen
worst_place(const RvExam *exam, double unit, const Count *cells)
{
    RvPx bad = bad_cells(exam, unit, cells);
    Count all = {0};
    RvSeen seen = {0};

    for (int y = bad.y; y < rv_px_bottom(bad); y++)
        for (int x = bad.x; x < rv_px_right(bad); x++) {
            int cell = y * exam->edges->columns + x;
            RvPx area = rv_edges_area(exam->edges, exam->glance, cell);

            add(&all, &cells[cell]);
            seen.where = seen.where.w ? rv_px_union(seen.where, area) : area;
        }
    if (all.torn + all.strewn < PLACE_SCRAPS || bad.w * bad.h < PLACE_CELLS)
        return seen;
    if (all.strewn > CRUMBS_A_LETTER * all.letters && all.torn > TORN_CRUMBS * all.strewn)
        seen.severity = CRUMBS_SEVERITY * rv_ramp(unit, COARSE, FAIR);
    else if (all.torn >= PLACE_TORN)
        seen.severity = torn_severity(&all, unit);
    return seen;
}

/* Where only specks are left of whole lines. */
static RvSeen
gone_place(const RvExam *exam)
{
    double gone = rv_ramp(exam->vanished->gone, GONE_FINE, GONE_BAD);

    return (RvSeen){GONE_SEVERITY * gone, rv_tiles_area(exam->glance, exam->vanished->where)};
}

/* A coarse picture in black and white, drawn finer with soft edges. */
static gboolean
is_smoothed(const RvExam *exam)
{
    return !exam->page->is_scan && exam->edges->page.width > SOFT && exam->glance->noise <= 0 &&
           exam->glance->paper >= 254;
}

RvSeen
rv_see_dropouts(const RvExam *exam)
{
    const RvGlance *glance = exam->glance;
    int n = exam->edges->columns * exam->edges->rows;
    g_autofree Count *cells = g_new0(Count, n);
    g_autoptr(GArray) scraps = NULL;
    Count page = {0};
    RvSeen seen = {0}, place;
    double unit;

    if (!glance->is_bilevel && !is_smoothed(exam))
        return seen;
    unit = whole_x_height(glance);
    scraps = find_scraps(exam, unit, cells);
    count_scraps(scraps, unit, cells);
    for (int i = 0; i < n; i++)
        add(&page, &cells[i]);
    seen.severity = MAX(torn_severity(&page, unit), lost_severity(glance));
    place = worst_place(exam, unit, cells);
    if (place.severity > seen.severity)
        seen = place;
    place = gone_place(exam);
    return place.severity > seen.severity ? place : seen;
}

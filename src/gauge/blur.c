/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blur: edges that are wide for the letters that they make. */
#include "gauge/defects.h"

#include <math.h>

/* A sharp scan's edges, real pixels of the picture before it was enlarged: the optics of scanners
 * and the grid take that. */
#define SHARP 1.75
/* Widths beyond that, in x-heights. */
#define FINE 0.05
#define BAD 0.8
#define BEND 0.8
/* Letters that run together are not measured: their x-height is at most so many edges, where edges
 * are that wide (pixels). */
#define HEIGHT_IN_WIDTHS 4.0
#define MERGES 3.0
/* Blur takes the contrast of strokes, and wide shallow edges are all that is left: shares of the
 * paper's brightness. */
#define DEEP 0.32
#define SHALLOW 0.08
#define SHALLOW_BEGINS 0.45
#define SHALLOW_SURE 0.2
#define SHALLOW_CERTAIN 0.3
/* The share of edges that are cut clean: on a page that is blurred there are none, whatever shines
 * through it. */
#define CLEAN_FEW 0.1
#define CLEAN_MANY 0.3
/* Cells with fewer edges say nothing; fewer bad ones are no part of a page. */
#define CELL_EDGES 8
#define MIN_CELLS 4
#define CELL_BAD 0.15
#define WHOLE 0.7
/* What shines through lies between sharp lines, a blurred part is blurred all over: so much of it.
 */
#define PURE 0.65
/* In the dark, edges are few levels deep, and their widths are those of the steps between: a share
 * of the paper's brightness. */
#define DARK 0.35
/* Paper beside it that is so much darker is in a shadow. */
#define SHADED 0.75
/* What shines through that much is blurred by nature, and clear of print of this side in parts. */
#define THROUGH 0.1
/* A lattice that surely is one. */
#define LATTICE_SURE 20.0

typedef struct {
    double step, x_height;
} Scale;

static double
severity_of(const RvCellEdges *edges, Scale scale, double paper)
{
    double width = edges->width / scale.step, more = width * width - SHARP * SHARP;
    double x_height = scale.x_height, most = HEIGHT_IN_WIDTHS * edges->width, plain, faded;
    double depth = edges->depth / MAX(paper, 1), unclean;

    if (edges->n == 0 || more <= 0)
        return 0;
    more = sqrt(more) * scale.step;
    if (x_height <= 0 || (depth < DEEP && edges->width > MERGES))
        x_height = x_height > 0 ? MIN(x_height, most) : most;
    unclean = rv_ramp(edges->sharp / (double)edges->n, CLEAN_MANY, CLEAN_FEW);
    plain = pow(rv_ramp(more / x_height, FINE, BAD), BEND);
    faded = SHALLOW_BEGINS + (1 - SHALLOW_BEGINS) * rv_ramp(depth, DEEP, SHALLOW);
    if (depth < DEEP)
        plain = MAX(plain, faded * rv_ramp(plain, SHALLOW_SURE, SHALLOW_CERTAIN));
    return unclean * plain;
}

static int
paper_of(const RvExam *exam, int cell)
{
    RvPx area = rv_edges_area(exam->edges, exam->glance, cell);

    return rv_glance_tile(exam->glance, rv_px_centre_x(area), rv_px_centre_y(area))->paper;
}

/* The rim of a shadow is a wide edge, and no print. */
static gboolean
is_at_shadow(const RvExam *exam, int cell, int paper)
{
    const RvEdges *edges = exam->edges;
    int column = cell % edges->columns, row = cell / edges->columns;

    for (int r = MAX(0, row - 1); r <= MIN(edges->rows - 1, row + 1); r++)
        for (int c = MAX(0, column - 1); c <= MIN(edges->columns - 1, column + 1); c++)
            if (paper_of(exam, r * edges->columns + c) < SHADED * paper)
                return TRUE;
    return FALSE;
}

/* The scanner's lid and the side of the sheet cast soft shadows along the rim of the page: there,
 * only cells with letters count. */
static gboolean
is_rim(const RvExam *exam, int cell)
{
    const RvEdges *edges = exam->edges;
    int column = cell % edges->columns, row = cell / edges->columns;

    return column == 0 || row == 0 || column + 1 == edges->columns || row + 1 == edges->rows;
}

static guint8 *
cells_with_letters(const RvExam *exam)
{
    const RvEdges *edges = exam->edges;
    guint8 *has = g_new0(guint8, edges->columns * edges->rows);

    for (guint i = 0; i < exam->glance->letters->len; i++) {
        RvPx box = g_array_index(exam->glance->letters, RvLetter, i).box;

        has[rv_edges_cell(edges, rv_px_centre_x(box), rv_px_centre_y(box))] = TRUE;
    }
    return has;
}

/* -1: nothing is known of the cell. */
static double
cell_severity(const RvExam *exam, int cell, Scale scale, gboolean has_letters)
{
    int paper = paper_of(exam, cell);
    double severity;

    if (exam->edges->cells[cell].n < CELL_EDGES || paper < DARK * exam->glance->paper ||
        (is_rim(exam, cell) && !has_letters))
        return -1;
    severity = severity_of(&exam->edges->cells[cell], scale, paper);
    return severity > 0 && is_at_shadow(exam, cell, paper) ? -1 : severity;
}

/* The part of the page that is blurred, if one is. */
static RvSeen
see_part(const RvExam *exam, Scale scale)
{
    int n = exam->edges->columns * exam->edges->rows, used = 0, bad = 0, inside = 0;
    g_autofree double *cells = g_new(double, n);
    g_autofree guint8 *has_letters = cells_with_letters(exam);
    double sum = 0;
    RvPx where = {0};

    for (int i = 0; i < n; i++) {
        cells[i] = cell_severity(exam, i, scale, has_letters[i]);
        used += cells[i] >= 0;
        if (cells[i] > CELL_BAD) {
            RvPx area = rv_edges_area(exam->edges, exam->glance, i);

            where = bad++ ? rv_px_union(where, area) : area;
            sum += cells[i];
        }
    }
    for (int i = 0; i < n; i++) {
        RvPx area = rv_edges_area(exam->edges, exam->glance, i);

        inside += cells[i] >= 0 && !rv_px_is_empty(rv_px_intersection(area, where));
    }
    if (bad < MIN_CELLS || bad > WHOLE * used || bad < PURE * inside)
        return (RvSeen){0};
    return (RvSeen){sum / bad, where};
}

RvSeen
rv_see_blurry(const RvExam *exam)
{
    const RvGlance *glance = exam->glance;
    Scale scale = {exam->lattice.strength >= LATTICE_SURE ? exam->lattice.step : 1,
                   glance->x_height * glance->factor};
    RvSeen seen = {0}, part = {0};

    if (glance->is_bilevel)
        return seen;
    seen.severity = severity_of(&exam->edges->page, scale, glance->paper);
    if (exam->seen[RV_DEFECT_BLEED].severity < THROUGH)
        part = see_part(exam, scale);
    return part.severity > seen.severity ? part : seen;
}

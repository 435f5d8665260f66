/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows and columns of the page's own pixels are sampled; wherever one crosses the middle between
 * paper and ink, the run of grey from the one to the other is an edge. */
#include "gauge/edges.h"

#include <math.h>

/* One row and one column in so many small pixels: some 10 000 edges on a page of text. */
#define STEP 6
/* An edge is followed at most this far either way, in x-heights: half a bold stroke. */
#define REACH 0.6
#define REACH_LEAST 2
#define REACH_MOST 40
/* A weaker edge is noise or the fringe of something else: levels. */
#define DEPTH_MIN 16
#define INK_RANK 0.25
/* Cut clean: no wider than that, pixels, and print rather than what shines through: a
 * share of the paper's brightness. */
#define SHARP_WIDTH 2
#define SHARP_DEPTH 0.24
/* Widths are counted in so many parts of a pixel, up to so many pixels. */
#define PARTS 8
#define WIDTH_MAX 16
#define WIDTHS (WIDTH_MAX * PARTS + 1)

typedef struct {
    guint16 width[WIDTHS];
    guint16 depth[256];
    guint sharp;
} Counts;

typedef struct {
    const RvGlance *glance;
    RvEdges *edges;
    Counts *cells;
    guint ink[256];
    int reach;
    int paper; /* where it is */
} Walk;

/* A row or a column of the real picture. */
typedef struct {
    const guint8 *gray;
    int n, at; /* at: its number */
    gboolean is_column;
} Line;

static void
count(Walk *walk, const Line *line, int i, int depth, int steepest, int ink)
{
    double factor = walk->glance->factor, along = i / factor, across = line->at / factor;
    int cell = line->is_column ? rv_edges_cell(walk->edges, across, along)
                               : rv_edges_cell(walk->edges, along, across);
    Counts *counts = &walk->cells[cell];

    counts->width[MIN(WIDTHS - 1, depth * PARTS / steepest)]++;
    counts->depth[depth]++;
    counts->sharp += depth >= SHARP_DEPTH * walk->paper && depth <= SHARP_WIDTH * steepest;
    walk->ink[ink]++;
}

/* The edge between pixel i - 1 and pixel i, followed to both of its ends. */
static void
follow(Walk *walk, const Line *line, int i)
{
    const guint8 *g = line->gray;
    int down = g[i] < g[i - 1], paper = down ? i - 1 : i, step = down ? 1 : -1;
    int first = paper, last = paper + step, steepest = 0, depth;

    for (int k = 0; k < walk->reach; k++) {
        int next = first - step;

        if (next < 0 || next >= line->n || g[next] < g[first])
            break;
        first = next;
    }
    for (int k = 0; k < walk->reach; k++) {
        int next = last + step;

        if (next < 0 || next >= line->n || g[next] > g[last])
            break;
        last = next;
    }
    depth = g[first] - g[last];
    if (depth < DEPTH_MIN)
        return;
    for (int k = first; k != last; k += step)
        steepest = MAX(steepest, g[k] - g[k + step]);
    count(walk, line, i, depth, MAX(1, steepest), g[last]);
}

/* Half way from paper to the darkest print near by; 0 where there is none. */
static int
middle_of(const RvTile *tile)
{
    return tile->ink > 0 ? (tile->paper + tile->dark) / 2 : 0;
}

static void
walk_line(Walk *walk, const Line *line)
{
    const RvGlance *glance = walk->glance;
    int span = RV_GLANCE_TILE * glance->factor, across = line->at / glance->factor;

    for (int start = 1; start < line->n; start += span) {
        int along = start / glance->factor, end = MIN(line->n, start + span);
        const RvTile *tile = line->is_column ? rv_glance_tile(glance, across, along)
                                             : rv_glance_tile(glance, along, across);
        int middle = middle_of(tile);

        walk->paper = tile->paper;

        for (int i = start; middle && i < end; i++)
            if ((line->gray[i] < middle) != (line->gray[i - 1] < middle))
                follow(walk, line, i);
    }
}

static void
walk_all(Walk *walk)
{
    const RvGlance *glance = walk->glance;
    const RvPixels *pixels = glance->pixels;
    g_autofree guint8 *columns = NULL;
    int step = STEP * glance->factor, n = 0;
    g_autofree int *at = g_new(int, glance->width / STEP + 1);

    for (int y = step / 2; y < glance->height * glance->factor; y += step)
        walk_line(walk, &(Line){rv_glance_row(glance, y), pixels->width, y, FALSE});
    for (int x = step / 2; x < glance->width * glance->factor; x += step)
        at[n++] = x;
    columns = rv_glance_columns(glance, at, n);
    for (int i = 0; i < n; i++)
        walk_line(walk,
                  &(Line){columns + (gsize)i * (gsize)pixels->height, pixels->height, at[i], TRUE});
}

static double
middle_rank(const guint *counts, guint n_counts, double share, guint n)
{
    guint seen = 0;

    for (guint i = 0; i < n_counts; i++)
        if ((seen += counts[i]) > share * n)
            return i;
    return 0;
}

static RvCellEdges
sum_up(const guint *widths, const guint *depths)
{
    RvCellEdges out = {0};

    for (guint i = 0; i < WIDTHS; i++)
        out.n += widths[i];
    out.width = middle_rank(widths, WIDTHS, 0.5, out.n) / PARTS;
    out.depth = middle_rank(depths, 256, 0.5, out.n);
    return out;
}

static void
sum_cells(Walk *walk)
{
    RvEdges *edges = walk->edges;
    guint all_widths[WIDTHS] = {0}, all_depths[256] = {0}, sharp = 0;

    for (int c = 0; c < edges->columns * edges->rows; c++) {
        guint widths[WIDTHS], depths[256];

        for (guint i = 0; i < WIDTHS; i++)
            all_widths[i] += widths[i] = walk->cells[c].width[i];
        for (guint i = 0; i < 256; i++)
            all_depths[i] += depths[i] = walk->cells[c].depth[i];
        edges->cells[c] = sum_up(widths, depths);
        edges->cells[c].sharp = walk->cells[c].sharp;
        sharp += walk->cells[c].sharp;
    }
    edges->page = sum_up(all_widths, all_depths);
    edges->page.sharp = sharp;
    edges->dark = middle_rank(walk->ink, 256, INK_RANK, edges->page.n);
}

RvEdges *
rv_edges_new(const RvGlance *glance)
{
    RvEdges *edges = g_new0(RvEdges, 1);
    g_autofree Counts *cells = NULL;
    double x_height = glance->x_height * glance->factor;
    Walk walk = {.glance = glance, .edges = edges};
    int n;

    edges->side = MAX(RV_GLANCE_TILE, MIN(glance->width, glance->height) / (double)RV_CELL_COLUMNS);
    edges->columns = MAX(1, (int)lround(glance->width / edges->side));
    edges->rows = MAX(1, (int)lround(glance->height / edges->side));
    n = edges->columns * edges->rows;
    edges->cells = g_new0(RvCellEdges, n);
    walk.cells = cells = g_new0(Counts, n);
    walk.reach = CLAMP((int)lround(REACH * x_height), REACH_LEAST, REACH_MOST);
    walk_all(&walk);
    sum_cells(&walk);
    return edges;
}

void
rv_edges_free(RvEdges *edges)
{
    if (!edges)
        return;
    g_free(edges->cells);
    g_free(edges);
}

int
rv_edges_cell(const RvEdges *edges, double x, double y)
{
    int column = CLAMP((int)(x / edges->side), 0, edges->columns - 1);
    int row = CLAMP((int)(y / edges->side), 0, edges->rows - 1);

    return row * edges->columns + column;
}

RvPx
rv_edges_area(const RvEdges *edges, const RvGlance *glance, int cell)
{
    int column = cell % edges->columns, row = cell / edges->columns;
    int x = (int)(column * edges->side), y = (int)(row * edges->side);
    int right = column + 1 == edges->columns ? glance->width : (int)((column + 1) * edges->side);
    int bottom = row + 1 == edges->rows ? glance->height : (int)((row + 1) * edges->side);

    return (RvPx){x, y, right - x, bottom - y};
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Print that hardly stands out from its ground: pale on neutral paper, coloured on coloured. */
#include "gauge/broad.h"
#include "gauge/light.h"

#include "recevable/rank.h"

#include <math.h>

/* Sides of a cell, in tiles: a few words of a few lines. */
#define CELL 4
/* A cell's print is at least so many tiles, and not all in one row or column: a rule, an edge.
 * Streaks are no print, but they cross it. */
#define CELL_TILES 4
/* Print is pale together: so many cells no further apart, and such a share of all with print. */
#define NEAR 2
#define TOGETHER 4
#define TOGETHER_SHARE 0.025
/* With more than so much of the print, it is the page that is pale. */
#define WHOLE_SHARE 0.8
/* What shines through from the back has at most an eighth of the contrast of print (the first
 * severity), next to nothing a twentieth (the second). It is never so large a share of all cells,
 * and has so many of the front's for each of its own among it. */
#define MAY_BE_BACK 0.68
#define TRACES 0.87
#define FRONT_SHARE 0.4
#define BETWEEN 0.25
#define DOUBTFUL 0.28
/* What shines through is also soft: of its depth little is in thin strokes, and its flanks are
 * wide. Thin share and steepness of the flanks add up to 1.27 at least in faint pages that were
 * made, and to 1.08 at most in the backs of forms. Blocks must be so deep to tell (levels). */
#define SOFT_BACK 1.1
#define CRISP_FRONT 1.25
#define BLOCK_DEPTH 6
/* Fewer tiles of print tell nothing of their contrast. */
#define MIN_PRINT 6
/* Light explains what it drowned. */
#define EXPLAINED 0.3

/* Grey and coloured inks have 0.7 of the contrast of black and more; halves of that are each about
 * as much worse; at a fiftieth only traces remain. */
static const struct {
    double contrast, severity;
} steps[] = {{0.68, 0}, {0.5, 0.27}, {0.25, 0.5}, {0.12, 0.7}, {0.05, 0.88}, {0.02, 1}};

/* ---- cells that touch ------------------------------------------------------------------------ */

typedef struct {
    double severity;
    int at;
} Cell;

typedef struct {
    int columns, rows, n; /* n: cells with print */
    GArray *cells;        /* Cell, the palest first */
    int *root, *size; /* of each place: its group's first cell (-1: none), and how large it is */
} Cells;

static void
cells_clear(Cells *cells)
{
    g_clear_pointer(&cells->cells, g_array_unref);
    g_free(cells->root);
    g_free(cells->size);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Cells, cells_clear)

static int
compare_floats(gconstpointer a, gconstpointer b)
{
    float x = *(const float *)a, y = *(const float *)b;

    return (x > y) - (x < y);
}

static double
median_float(GArray *values)
{
    if (!values->len)
        return 0;
    g_array_sort(values, compare_floats);
    return g_array_index(values, float, values->len / 2);
}

static double
severity_of(double contrast)
{
    double severity = 0;

    for (guint i = 1; i < G_N_ELEMENTS(steps); i++)
        severity += (steps[i].severity - steps[i - 1].severity) *
                    rv_ramp(contrast, steps[i - 1].contrast, steps[i].contrast);
    return severity;
}

/* The contrast of the print in a cell, of one sort of ground; 0 without. */
static double
cell_contrast(const RvPrintMap *map, int column, int row, gboolean is_coloured, GArray *scratch)
{
    guint columns = 0, rows = 0, lines = 0;

    g_array_set_size(scratch, 0);
    for (int y = 0; y < CELL && row * CELL + y < map->rows; y++)
        for (int x = 0; x < CELL && column * CELL + x < map->columns; x++) {
            const RvPrintTile *t = &map->tiles[(row * CELL + y) * map->columns + column * CELL + x];

            if (t->contrast <= 0 || (t->chroma > RV_COLOURED) != is_coloured)
                continue;
            if (t->is_line && !is_coloured) {
                lines++;
                continue;
            }
            g_array_append_val(scratch, t->contrast);
            columns |= 1u << x;
            rows |= 1u << y;
        }
    if (scratch->len < CELL_TILES || scratch->len < lines || !(columns & (columns - 1)) ||
        !(rows & (rows - 1)))
        return 0;
    return median_float(scratch);
}

static int
compare_cells(gconstpointer a, gconstpointer b)
{
    const Cell *c = a, *d = b;

    return c->severity != d->severity ? (c->severity < d->severity) - (c->severity > d->severity)
                                      : c->at - d->at;
}

static Cells
cells_new(const RvPrintMap *map, gboolean is_coloured)
{
    Cells cells = {.columns = (map->columns + CELL - 1) / CELL,
                   .rows = (map->rows + CELL - 1) / CELL,
                   .cells = g_array_new(FALSE, FALSE, sizeof(Cell))};
    g_autoptr(GArray) scratch = g_array_new(FALSE, FALSE, sizeof(float));
    int n = cells.columns * cells.rows;

    cells.root = g_new(int, n);
    cells.size = g_new0(int, n);
    for (int i = 0; i < n; i++) {
        double contrast =
            cell_contrast(map, i % cells.columns, i / cells.columns, is_coloured, scratch);
        Cell cell = {severity_of(contrast), i};

        cells.root[i] = -1;
        if (contrast > 0)
            g_array_append_val(cells.cells, cell);
    }
    g_array_sort(cells.cells, compare_cells);
    return cells;
}

static int
root_of(Cells *cells, int at)
{
    while (cells->root[at] != at)
        at = cells->root[at] = cells->root[cells->root[at]];
    return at;
}

/* Adds a cell to those of its neighbours that are there; the size of their group. */
static int
join(Cells *cells, int at)
{
    int column = at % cells->columns, row = at / cells->columns;

    cells->root[at] = at;
    cells->size[at] = 1;
    for (int y = MAX(0, row - NEAR); y <= MIN(cells->rows - 1, row + NEAR); y++)
        for (int x = MAX(0, column - NEAR); x <= MIN(cells->columns - 1, column + NEAR); x++) {
            int near = y * cells->columns + x, a, b;

            if (cells->root[near] < 0)
                continue;
            a = root_of(cells, at);
            b = root_of(cells, near);
            if (a == b)
                continue;
            cells->root[b] = a;
            cells->size[a] += cells->size[b];
        }
    return cells->size[root_of(cells, at)];
}

/* Print of the back that shines through is as pale as that, and stands between the lines of a front
 * that is not; or there is next to nothing of it. */
static gboolean
is_from_back(Cells *cells, int at, double severity, guint all)
{
    int root = root_of(cells, at), pale = 0, clear = 0;
    RvPx box = {0};

    if (cells->size[root] > FRONT_SHARE * all)
        return FALSE;
    if (severity > TRACES)
        return TRUE;
    for (int i = 0; i < cells->columns * cells->rows; i++)
        if (cells->root[i] >= 0 && root_of(cells, i) == root)
            box = rv_px_union(box, (RvPx){i % cells->columns, i / cells->columns, 1, 1});
    for (guint i = 0; i < cells->cells->len; i++) {
        const Cell *cell = &g_array_index(cells->cells, Cell, i);
        RvPx place = {cell->at % cells->columns, cell->at / cells->columns, 1, 1};

        if (!rv_px_is_inside(place, box))
            continue;
        if (cell->severity < severity / 2)
            clear++;
        else
            pale++;
    }
    return severity > MAY_BE_BACK && clear > BETWEEN * pale;
}

static gboolean
is_of_group(Cells *cells, RvPx area, int at)
{
    int column = MIN(cells->columns - 1, rv_px_centre_x(area) / RV_GLANCE_TILE / CELL);
    int row = MIN(cells->rows - 1, rv_px_centre_y(area) / RV_GLANCE_TILE / CELL);
    int cell = row * cells->columns + column;

    return cells->root[cell] >= 0 && root_of(cells, cell) == root_of(cells, at);
}

/* How crisp the print in the group of a cell is (without cells: all of it): 0 as what comes through
 * paper, 1 as print. */
static double
crispness(const RvExam *exam, Cells *cells, int at)
{
    const RvBroad *broad = exam->broad;
    g_autoptr(GArray) thin = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GArray) flank = g_array_new(FALSE, FALSE, sizeof(double));

    for (int i = 0; i < broad->columns * broad->rows; i++) {
        const RvBlock *block = &broad->blocks[i];
        RvPx area = rv_broad_area(broad, i);
        double depth = block->paper - block->darkest, share;

        if (depth < BLOCK_DEPTH || (cells && !is_of_group(cells, area, at)))
            continue;
        share = block->thin / depth;
        g_array_append_val(thin, share);
        share = block->flank / depth;
        g_array_append_val(flank, share);
    }
    if (!thin->len)
        return 1;
    return rv_ramp(rv_rank_double(thin, 0.5) + rv_rank_double(flank, 0.5), SOFT_BACK, CRISP_FRONT);
}

/* Where the group of a cell is; empty when that is nearly all of the print. */
static RvPx
group_place(const RvGlance *glance, Cells *cells, int at, guint all)
{
    int root = root_of(cells, at);
    RvPx tiles = {0};

    if (cells->size[root] > WHOLE_SHARE * all)
        return tiles;
    for (int i = 0; i < cells->columns * cells->rows; i++)
        if (cells->root[i] >= 0 && root_of(cells, i) == root)
            tiles = rv_px_union(
                tiles, (RvPx){i % cells->columns * CELL, i / cells->columns * CELL, CELL, CELL});
    return rv_tiles_area(glance, tiles);
}

/* The palest print that is large enough to matter. */
static RvSeen
see_pale(const RvExam *exam, const RvPrintMap *map, gboolean is_coloured)
{
    g_auto(Cells) cells = cells_new(map, is_coloured);
    RvSeen seen = {0};
    guint n = cells.cells->len, i = 0;
    int need = MAX(TOGETHER, (int)(TOGETHER_SHARE * n)), last = -1;

    for (; i < n && last < 0; i++) {
        const Cell *cell = &g_array_index(cells.cells, Cell, i);

        if (join(&cells, cell->at) < need)
            continue;
        seen.severity = sqrt(cell->severity * g_array_index(cells.cells, Cell, i / 2).severity);
        last = cell->at;
    }
    if (last < 0)
        return seen;
    for (; i < n && g_array_index(cells.cells, Cell, i).severity > seen.severity / 2; i++)
        join(&cells, g_array_index(cells.cells, Cell, i).at);
    if (!is_coloured && is_from_back(&cells, last, seen.severity, n))
        seen.severity = MIN(seen.severity, DOUBTFUL);
    if (!is_coloured)
        seen.severity *= crispness(exam, &cells, last);
    seen.where = group_place(exam->glance, &cells, last, n);
    return seen;
}

/* Of all the print of the page together: for pages with little of it. */
static double
page_severity(const RvPrintMap *map, gboolean is_coloured)
{
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(float));

    for (int i = 0; i < map->columns * map->rows; i++) {
        const RvPrintTile *t = &map->tiles[i];

        if (t->contrast > 0 && (t->chroma > RV_COLOURED) == is_coloured)
            g_array_append_val(all, t->contrast);
    }
    if (all->len < MIN_PRINT || 2 * all->len < map->n_print)
        return 0;
    return severity_of(median_float(all));
}

/* ---- all of the page --------------------------------------------------------------------- */

static gboolean
is_ground_coloured(const RvGlance *glance)
{
    guint n = 0, coloured = 0;

    for (int r = 0; r < glance->rows; r += 2)
        for (int c = 0; c < glance->columns; c += 2, n++)
            coloured += rv_ground_chroma(glance, c, r) > RV_COLOURED;
    return 2 * coloured > n;
}

static double
explained(const RvExam *exam, RvDefectKind kind)
{
    return exam->seen[kind].severity > EXPLAINED ? exam->seen[kind].severity : 0;
}

/* What light has washed out is neither faint nor coloured: the print outside of the spot. */
static RvPrintMap *
without_spot(const RvPrintMap *map, RvPx where)
{
    RvPrintMap *left = g_new0(RvPrintMap, 1);
    gsize n = (gsize)map->columns * (gsize)map->rows;
    RvPx tiles = {where.x / RV_GLANCE_TILE, where.y / RV_GLANCE_TILE, where.w / RV_GLANCE_TILE,
                  where.h / RV_GLANCE_TILE};

    *left = *map;
    left->tiles = g_memdup2(map->tiles, n * sizeof *map->tiles);
    for (int r = tiles.y; r < rv_px_bottom(tiles); r++)
        for (int c = tiles.x; c < rv_px_right(tiles); c++)
            left->tiles[r * map->columns + c].contrast = 0;
    return left;
}

static RvSeen
see(const RvExam *exam, gboolean is_coloured)
{
    const RvSeen *blank = &exam->seen[RV_DEFECT_BLANK];
    g_autoptr(RvPrintMap) own = NULL, left = NULL;
    const RvPrintMap *map;
    RvSeen seen;
    double whole;

    /* white paper alone has no greys either */
    if (exam->glance->is_bilevel && blank->severity < 1)
        return (RvSeen){0};
    map = rv_print_map_of(exam, &own);
    if (exam->seen[RV_DEFECT_GLARE].severity > 0)
        map = left = without_spot(map, exam->seen[RV_DEFECT_GLARE].where);
    seen = see_pale(exam, map, is_coloured);
    whole = page_severity(map, is_coloured);
    if (whole > seen.severity && !is_coloured)
        whole *= crispness(exam, NULL, 0);
    if (whole > seen.severity)
        seen = (RvSeen){whole, {0}};
    if (blank->severity > seen.severity && is_ground_coloured(exam->glance) == is_coloured)
        seen = (RvSeen){blank->severity * (1 - explained(exam, RV_DEFECT_DARK)), {0}};
    return seen;
}

RvSeen
rv_see_faint(const RvExam *exam)
{
    return see(exam, FALSE);
}

RvSeen
rv_see_low_contrast(const RvExam *exam)
{
    return see(exam, TRUE);
}

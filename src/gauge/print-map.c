/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How print stands out from its ground.
 *
 * The darkest pixels tell the contrast of sharp print. Blur makes them paler without taking any
 * ink away, so that two things are held against it: what is known of the width of the edges (a
 * stroke of width w blurred by a Gaussian of deviation s keeps erf(w / (2 sqrt 2 s)) of its depth
 * in its middle), and the mean darkness of the place, which no blur changes. */
#include "gauge/light.h"

#include <math.h>

/* A tile has print when its dark pixels are so many levels and noises under its bright ones: of
 * bare paper with Gaussian noise they are 2.8 noises apart. */
#define PRINT_DEPTH 5
#define PRINT_NOISES 4.0
/* and so many times as far as in the emptier tiles of the page. */
#define PRINT_RANGES 1.8
#define BARE_RANK 0.3
/* The ground must not change by more than this share of the contrast within so many tiles: else it
 * is the edge of a sheet, of a panel or of a shadow. */
#define UNEVEN 0.4
#define UNEVEN_REACH 3
/* Tiles of a side of the page for one at its border, and the most of these. */
#define MARGIN_SHARE 12
#define MARGIN_MOST 3
/* Darker paper has too few levels left to tell print. */
#define PAPER_MIN 16
/* The strokes of ordinary type are so many x-heights thick. */
#define STROKE 0.18
/* An edge is depth over steepest step: 2.5 deviations of a lone edge, 1.65 of a thin stroke. */
#define EDGE_DEVIATIONS 2.0
/* Blurrier print is not taken to have been darker than this share tells. */
#define SHARPNESS_MIN 0.4
#define MIN_EDGES 50
/* The ink of lines of text covers a quarter of the tiles that it covers most. */
#define COVERAGE 4.0
/* Pale print that rises less than this share of its depth within two small pixels is so blurred
 * that nothing can be told of its ink; up to the next its mean tells; where it is clean cut its
 * depth does. */
#define STEEP_SPAN 2
#define STEEP_BLURRED 0.3
#define STEEP_SHARP 0.6
#define STEEP_CLEAN 0.9
#define PALE 0.75
#define ONE_WAY 0.15
/* Pixels of a tile's rows and columns that are asked for their colour. */
#define CHROMA_STEP 5
#define CHROMA_SAMPLES 16
/* Pixels so near to the median are ground: print covers less than half. */
#define GROUND_DEPTH 10

/* A look that costs little, at tiles that have no colour to speak of. */
static gboolean
is_grey(const RvGlance *glance, int column, int row)
{
    int x = column * RV_GLANCE_TILE, y = row * RV_GLANCE_TILE, quarter = RV_GLANCE_TILE / 4;
    int most = 0;

    for (int i = 0; i < 3; i++) {
        int at_x = MIN(glance->width - 1, x + (i + 1) * quarter);
        int at_y = MIN(glance->height - 1, y + (2 * i % 3 + 1) * quarter);

        most = MAX(most, glance->chroma[(gsize)at_y * (gsize)glance->width + (gsize)at_x]);
    }
    return most < RV_COLOURED / 4;
}

guint8
rv_ground_chroma(const RvGlance *glance, int column, int row)
{
    guint8 grays[CHROMA_SAMPLES], chromas[CHROMA_SAMPLES];
    guint sum = 0, n = 0, near = 0;

    if (!glance->chroma || is_grey(glance, column, row))
        return 0;
    for (int y = row * RV_GLANCE_TILE + 2; y < MIN(glance->height, (row + 1) * RV_GLANCE_TILE);
         y += CHROMA_STEP)
        for (int x = column * RV_GLANCE_TILE + 2;
             x < MIN(glance->width, (column + 1) * RV_GLANCE_TILE); x += CHROMA_STEP) {
            gsize at = (gsize)y * (gsize)glance->width + (gsize)x;
            guint k = n++;

            for (; k && grays[k - 1] > glance->gray[at]; k--) {
                grays[k] = grays[k - 1];
                chromas[k] = chromas[k - 1];
            }
            grays[k] = glance->gray[at];
            chromas[k] = glance->chroma[at];
        }
    for (guint k = 0; k < n; k++)
        if (ABS(grays[k] - grays[n / 2]) <= GROUND_DEPTH) {
            sum += chromas[k];
            near++;
        }
    return near ? (guint8)(sum / near) : 0;
}

RvPx
rv_tiles_area(const RvGlance *glance, RvPx tiles)
{
    return rv_px_clip((RvPx){tiles.x * RV_GLANCE_TILE, tiles.y * RV_GLANCE_TILE,
                             tiles.w * RV_GLANCE_TILE, tiles.h * RV_GLANCE_TILE},
                      glance->width, glance->height);
}

/* What is left of the depth of strokes as blurred as those of the page. */
static double
sharpness(const RvExam *exam)
{
    double stroke = STROKE * exam->glance->x_height * exam->glance->factor;
    double edge = MAX(1, exam->edges->page.width) / EDGE_DEVIATIONS;
    /* a small pixel is a box of real ones */
    double deviation = hypot(edge, exam->glance->factor / sqrt(12));

    if (exam->edges->page.n < MIN_EDGES || stroke <= 0)
        return 1;
    return MAX(SHARPNESS_MIN, erf(stroke / (2 * G_SQRT2 * deviation)));
}

/* Lowest and highest paper around each tile, rows first, then columns. */
static void
paper_range(const RvGlance *glance, guint8 *lowest, guint8 *highest)
{
    int columns = glance->columns, rows = glance->rows, reach = UNEVEN_REACH;
    gsize n = (gsize)columns * (gsize)rows;
    g_autofree guint8 *low = g_malloc(n), *high = g_malloc(n);

    for (int r = 0; r < rows; r++)
        for (int c = 0; c < columns; c++) {
            guint8 least = 255, most = 0;

            for (int x = MAX(0, c - reach); x <= MIN(columns - 1, c + reach); x++) {
                least = MIN(least, glance->tiles[r * columns + x].paper);
                most = MAX(most, glance->tiles[r * columns + x].paper);
            }
            low[r * columns + c] = least;
            high[r * columns + c] = most;
        }
    for (int r = 0; r < rows; r++)
        for (int c = 0; c < columns; c++) {
            guint8 least = 255, most = 0;

            for (int y = MAX(0, r - reach); y <= MIN(rows - 1, r + reach); y++) {
                least = MIN(least, low[y * columns + c]);
                most = MAX(most, high[y * columns + c]);
            }
            lowest[r * columns + c] = least;
            highest[r * columns + c] = most;
        }
}

/* How far bright and dark pixels of bare paper are apart, as the emptier tiles have it: correlated
 * noise, as JPEG leaves it, is more than neighbouring pixels tell. */
static int
bare_range(const RvGlance *glance)
{
    guint counts[256] = {0}, n = 0, seen = 0;

    for (int i = 0; i < glance->columns * glance->rows; i++) {
        const RvTile *tile = &glance->tiles[i];

        if (tile->ink > 0)
            continue;
        counts[tile->high - tile->low]++;
        n++;
    }
    for (int i = 0; i < 256; i++)
        if ((seen += counts[i]) > BARE_RANK * n)
            return i;
    return 0;
}

/* Print and ground of a tile and those around it, in levels. */
typedef struct {
    int ground, print;
    double coverage; /* share of black that would make it as dark as it is in the mean */
} Levels;

/* On a coloured ground ink is what there is less of, whichever of both is brighter. */
static double
coverage_of(const RvTile *tile, int ground, gboolean is_coloured)
{
    double ink = ground - tile->mean - tile->noise;

    if (is_coloured)
        ink = MIN(ink, tile->mean - tile->low - tile->noise);
    return ground ? ink / ground : 0;
}

/* On a coloured ground only tiles of such ground count: a panel may be narrower than what would be
 * paper, and its print may be the brighter one. */
static gboolean
take_levels(const RvGlance *glance, const RvPrintMap *map, int column, int row, Levels *levels)
{
    const RvTile *own = &glance->tiles[row * glance->columns + column];
    gboolean is_coloured = map->tiles[row * glance->columns + column].chroma > RV_COLOURED;
    RvTile least = *own, most = *own;

    levels->coverage = 0;
    for (int y = MAX(0, row - 1); y <= MIN(glance->rows - 1, row + 1); y++)
        for (int x = MAX(0, column - 1); x <= MIN(glance->columns - 1, column + 1); x++) {
            const RvTile *tile = &glance->tiles[y * glance->columns + x];

            if (is_coloured && map->tiles[y * glance->columns + x].chroma <= RV_COLOURED)
                continue;
            least.high = MIN(least.high, tile->high);
            least.low = MIN(least.low, tile->low);
            most.high = MAX(most.high, tile->high);
            most.low = MAX(most.low, tile->low);
            levels->coverage =
                MAX(levels->coverage,
                    coverage_of(tile, is_coloured ? tile->high : tile->paper, is_coloured));
        }
    levels->ground = is_coloured ? most.high : own->paper;
    levels->print = is_coloured ? least.low : own->dark;
    /* an even ground: of the bright pixels, or of the dark ones under brighter print */
    return !is_coloured || MIN(most.high - least.high, most.low - least.low) <=
                               MAX(PRINT_DEPTH, UNEVEN * (most.high - least.low));
}

/* The steepest of a tile per its depth: near 1 where print is sharp, less the wider its edges. */
static double
steepness(const RvGlance *glance, int column, int row, RvPrintTile *out)
{
    const RvTile *tile = &glance->tiles[row * glance->columns + column];
    int x0 = column * RV_GLANCE_TILE, x1 = MIN(glance->width, x0 + RV_GLANCE_TILE);
    int y0 = row * RV_GLANCE_TILE, y1 = MIN(glance->height, y0 + RV_GLANCE_TILE);
    int across = 0, along = 0;
    gsize down = STEEP_SPAN * (gsize)glance->width;

    for (int y = y0; y < y1; y++) {
        const guint8 *at = glance->gray + (gsize)y * (gsize)glance->width;

        for (int x = x0; x + STEEP_SPAN < x1; x++)
            across = MAX(across, ABS(at[x] - at[x + STEEP_SPAN]));
        if (y + STEEP_SPAN < y1)
            for (int x = x0; x < x1; x++)
                along = MAX(along, ABS(at[x] - at[(gsize)x + down]));
    }
    out->is_line = MIN(across, along) < ONE_WAY * MAX(across, along);
    return MAX(across, along) / (double)MAX(1, tile->high - tile->low);
}

/* As if it were sharp. */
static void
take_contrast(const RvGlance *glance, int column, int row, const Levels *levels, double sharp,
              RvPrintTile *out)
{
    double depth = levels->ground - levels->print;
    double contrast = depth / sharp / MAX(1, levels->ground), covered, steep;

    if (contrast < PALE) {
        steep = steepness(glance, column, row, out);
        covered = COVERAGE * levels->coverage * rv_ramp(steep, STEEP_CLEAN, STEEP_SHARP);
        contrast = MIN(1, MAX(contrast, covered));
        contrast = 1 - (1 - contrast) * rv_ramp(steep, STEEP_BLURRED, STEEP_SHARP);
    }
    out->contrast = (float)MIN(1, contrast);
}

/* Where the edges of the sheet, or of what lies beside it, may show. */
static gboolean
is_at_border(const RvGlance *glance, int column, int row)
{
    int margin = CLAMP(MIN(glance->columns, glance->rows) / MARGIN_SHARE, 1, MARGIN_MOST);

    return MIN(column, glance->columns - 1 - column) < margin ||
           MIN(row, glance->rows - 1 - row) < margin;
}

static void
find_contrasts(RvPrintMap *map, const RvExam *exam)
{
    const RvGlance *glance = exam->glance;
    gsize n = (gsize)glance->columns * (gsize)glance->rows;
    g_autofree guint8 *low = g_malloc(n), *high = g_malloc(n);
    double sharp = sharpness(exam), least = MAX(PRINT_DEPTH, PRINT_RANGES * bare_range(glance));

    paper_range(glance, low, high);
    for (int i = 0; i < (int)n; i++) {
        const RvTile *tile = &glance->tiles[i];
        int column = i % glance->columns, row = i / glance->columns;
        Levels levels;

        if (is_at_border(glance, column, row) || tile->paper < PAPER_MIN ||
            tile->high - tile->low < MAX(least, PRINT_DEPTH + PRINT_NOISES * tile->noise) ||
            !take_levels(glance, map, column, row, &levels))
            continue;
        if (map->tiles[i].chroma <= RV_COLOURED &&
            high[i] - low[i] > UNEVEN * (levels.ground - levels.print))
            continue;
        take_contrast(glance, column, row, &levels, sharp, &map->tiles[i]);
        map->n_print++;
    }
}

RvPrintMap *
rv_print_map_new(const RvExam *exam)
{
    const RvGlance *glance = exam->glance;
    RvPrintMap *map = g_new0(RvPrintMap, 1);
    int n = glance->columns * glance->rows;

    map->columns = glance->columns;
    map->rows = glance->rows;
    map->tiles = g_new0(RvPrintTile, n);
    for (int i = 0; i < n && glance->chroma; i++)
        map->tiles[i].chroma = rv_ground_chroma(glance, i % map->columns, i / map->columns);
    find_contrasts(map, exam);
    return map;
}

const RvPrintMap *
rv_print_map_of(const RvExam *exam, RvPrintMap **own)
{
    if (exam->prints)
        return exam->prints;
    return *own = rv_print_map_new(exam);
}

void
rv_print_map_free(RvPrintMap *map)
{
    if (!map)
        return;
    g_free(map->tiles);
    g_free(map);
}

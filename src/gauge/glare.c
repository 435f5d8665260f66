/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A spot of light: its middle is whiter than paper, and towards it print fades, on all sides alike.
 *
 * How far print has faded and how far paper has come towards white are known in places; a spot is
 * an ellipse whose light falls off from its middle and is cut off at white. The one that fits best
 * must explain what is seen, and better than a rectangle in which the print is pale. */
#include "gauge/light.h"
#include "gauge/spot.h"
#include "recevable/rank.h"

#include <math.h>

/* Sides of cells, in tiles: of paper, of print, and of print at the rim of a strong light. */
#define PAPER_CELL 4
#define PRINT_CELL 4
#define RIM_CELL 2
/* They are so many times as large as the page is longer than this. */
#define SCALE_TILES 110
/* Unfaded print is as dark as this share of the page's. */
#define CLEAR_RANK 0.9
/* The paper outside: under this share of the print it is darker. Paper that is nearly white cannot
 * become whiter. */
#define PAPER_RANK 0.3
#define PAPER_WHITE 250
/* Of a cell, in tiles of print. A place without print may just be empty. */
#define PAPER_WEIGHT 4
#define ABSENT_WEIGHT 1
/* A spot in fading print leaves at most these shares of the differences unexplained, and of what a
 * rectangle leaves of them. */
#define LEFT 0.3
#define LEFT_OF_RECTANGLE 0.7
/* One with a middle in which all is gone: of the print and where there is none, and of the print at
 * its rim; with paper that tells as well, of the paper, and of the print less strictly. */
#define LEFT_ABSENT 0.6
#define LEFT_RIM 0.75
/* the clearer the hole, the narrower the rim may be */
#define LEFT_RIM_CLEAR 1.1
#define ABSENT_DOUBTFUL 0.35
#define ABSENT_CLEAR 0.2
#define LEFT_PAPER 0.25
#define LEFT_DOUBTFUL 0.8
/* Longer ones are something else. */
#define LONGEST 4.0
/* The share of the expected rise of the paper that must be seen. */
#define PAPER_RISE 0.4
/* What reaches further from its middle than this share of the page's width or height, or covers
 * more of it, is the empty half of a page, and so is what has its middle beyond the page. The
 * widest spots that were made reach 0.73, the largest cover 0.25 (width by height); of what was
 * taken for a spot on forms none is within both. */
#define REACH_MOST 0.75
#define COVERS_MOST 0.27
/* In whites: light that leaves nothing but a rim; half of the print's contrast is gone in the
 * middle at a tenth of it. */
#define LIGHT_BLINDING 5.0
#define LIGHT_POWER 0.5

/* ---- samples --------------------------------------------------------------------------------- */

/* About the least channel of the paper: light takes its colour as well. */
static int
whiteness(const RvGlance *glance, const RvPrintMap *map, int at)
{
    return MAX(0, glance->tiles[at].paper - map->tiles[at].chroma / 2);
}

static void
find_levels(const RvGlance *glance, const RvPrintMap *map, double *clear, double *paper)
{
    guint contrasts[256] = {0}, papers[256] = {0};

    for (int i = 0; i < map->columns * map->rows; i++)
        if (map->tiles[i].contrast > 0) {
            contrasts[(int)(map->tiles[i].contrast * 255)]++;
            papers[whiteness(glance, map, i)]++;
        }
    *clear = MAX(1, rv_rank_counts(contrasts, CLEAR_RANK, 0)) / 255.0;
    *paper = rv_rank_counts(papers, PAPER_RANK, 0);
}

/* Of the print of a cell. */
static void
sample_print(const RvPrintMap *map, RvPx cell, double clear, GArray *samples)
{
    double faded = 0;
    int n = 0;

    for (int y = cell.y; y < MIN(map->rows, rv_px_bottom(cell)); y++)
        for (int x = cell.x; x < MIN(map->columns, rv_px_right(cell)); x++) {
            double contrast = map->tiles[y * map->columns + x].contrast;

            if (contrast <= 0)
                continue;
            faded += 1 - MIN(1, contrast / clear);
            n++;
        }
    if (2 * n >= cell.w) {
        RvSample s = {(float)(cell.x + cell.w / 2.0), (float)(cell.y + cell.h / 2.0),
                      (float)(faded / n), (float)n, RV_OF_PRINT};

        g_array_append_val(samples, s);
    }
}

/* Of the paper of a larger one; and that it has no print, where all around there is some. */
static void
sample_paper(const RvGlance *glance, const RvPrintMap *map, RvPx bounds, RvPx whole, double paper,
             GArray *samples)
{
    RvPx cell = rv_px_clip(whole, map->columns, map->rows);
    double rise = 0;
    int n = 0;
    RvSample s = {(float)(whole.x + whole.w / 2.0), (float)(whole.y + whole.h / 2.0), 1,
                  ABSENT_WEIGHT, RV_OF_ABSENCE};

    for (int y = cell.y; y < rv_px_bottom(cell); y++)
        for (int x = cell.x; x < rv_px_right(cell); x++) {
            int at = y * map->columns + x;

            rise += CLAMP((whiteness(glance, map, at) - paper) / (255.01 - paper), 0, 1);
            n += map->tiles[at].contrast > 0;
        }
    if (!n && rv_px_is_inside(cell, bounds))
        g_array_append_val(samples, s);
    if (paper > PAPER_WHITE)
        return;
    s.kind = RV_OF_PAPER;
    s.weight = PAPER_WEIGHT;
    s.faded = (float)(rise / (cell.w * cell.h));
    g_array_append_val(samples, s);
}

static GArray *
samples_new(const RvGlance *glance, const RvPrintMap *map, int cell)
{
    int scale = MAX(1, (MAX(map->columns, map->rows) + SCALE_TILES / 2) / SCALE_TILES);
    int large = PAPER_CELL * scale;
    GArray *samples = g_array_new(FALSE, FALSE, sizeof(RvSample));
    RvPx bounds = {0};
    double clear, paper;

    cell *= scale;
    find_levels(glance, map, &clear, &paper);
    for (int r = 0; r < map->rows; r++)
        for (int c = 0; c < map->columns; c++)
            if (map->tiles[r * map->columns + c].contrast > 0)
                bounds = rv_px_union(bounds, (RvPx){c, r, 1, 1});
    for (int r = 0; r < map->rows; r += cell)
        for (int c = 0; c < map->columns; c += cell)
            sample_print(map, (RvPx){c, r, cell, cell}, clear, samples);
    for (int r = 0; r < map->rows; r += large)
        for (int c = 0; c < map->columns; c += large)
            sample_paper(glance, map, bounds, (RvPx){c, r, large, large}, paper, samples);
    return samples;
}

/* ---- the spot -------------------------------------------------------------------------------- */

/* What a rectangle of evenly pale print around the faded cells leaves unexplained. */
static double
rectangle_misfit(const GArray *samples)
{
    double x0 = G_MAXDOUBLE, y0 = G_MAXDOUBLE, x1 = 0, y1 = 0, best = G_MAXDOUBLE;

    for (double level = RV_SPOT_FADED; level < 1; level += 0.15) {
        g_autoptr(GArray) in = g_array_new(FALSE, FALSE, sizeof(RvSample)),
                          out = g_array_new(FALSE, FALSE, sizeof(RvSample));

        x0 = y0 = G_MAXDOUBLE;
        x1 = y1 = 0;
        for (guint i = 0; i < samples->len; i++) {
            const RvSample *s = &g_array_index(samples, RvSample, i);

            if (s->kind != RV_OF_PRINT || s->faded < level)
                continue;
            x0 = MIN(x0, s->x);
            x1 = MAX(x1, s->x);
            y0 = MIN(y0, s->y);
            y1 = MAX(y1, s->y);
        }
        for (guint i = 0; i < samples->len; i++) {
            const RvSample *s = &g_array_index(samples, RvSample, i);
            gboolean is_in = s->x >= x0 && s->x <= x1 && s->y >= y0 && s->y <= y1;

            g_array_append_val(is_in ? in : out, *s);
        }
        best = MIN(best, rv_samples_variance(in, RV_MASK(RV_OF_PRINT)) +
                             rv_samples_variance(out, RV_MASK(RV_OF_PRINT)));
    }
    return best;
}

/* The paper in the spot is whiter than elsewhere by what its light would make it. */
static gboolean
is_paper_bright(const GArray *samples, const RvSpot *spot)
{
    double expected = 0, seen = 0, elsewhere = 0, n = 0, n_elsewhere = 0;

    for (guint i = 0; i < samples->len; i++) {
        const RvSample *s = &g_array_index(samples, RvSample, i);
        double wash = rv_spot_washed(spot, s);

        if (s->kind != RV_OF_PAPER)
            continue;
        if (wash > 0.5) {
            expected += wash;
            seen += s->faded;
            n++;
        } else if (wash <= 0) {
            elsewhere += s->faded;
            n_elsewhere++;
        }
    }
    return n >= 1 &&
           seen / n - (n_elsewhere > 0 ? elsewhere / n_elsewhere : 0) > PAPER_RISE * expected / n;
}

static gboolean
has_paper(const GArray *samples)
{
    return samples->len && g_array_index(samples, RvSample, samples->len - 1).kind == RV_OF_PAPER;
}

static gboolean
is_on_page(const RvSpot *spot, const RvPrintMap *map)
{
    double rx = spot->rx / map->columns, ry = spot->ry / map->rows;

    return MAX(rx, ry) <= REACH_MOST && rx * ry <= COVERS_MOST && spot->x >= 0 && spot->y >= 0 &&
           spot->x < map->columns && spot->y < map->rows;
}

static gboolean
is_round(const RvSpot *spot)
{
    return spot->rx < LONGEST * spot->ry && spot->ry < LONGEST * spot->rx;
}

/* Print that fades towards the middle. */
static gboolean
find_fading(const GArray *samples, RvSpot *spot)
{
    double left;

    if (!rv_spot_guess(samples, RV_MASK(RV_OF_PRINT), spot))
        return FALSE;
    left = rv_spot_fit(samples, RV_MASK(RV_OF_PRINT), spot);
    return left <= LEFT * rv_samples_variance(samples, RV_MASK(RV_OF_PRINT)) &&
           left <= LEFT_OF_RECTANGLE * rectangle_misfit(samples) && is_round(spot) &&
           (!has_paper(samples) || is_paper_bright(samples, spot));
}

/* A place without print, and perhaps white, at the rim of which print fades. */
static gboolean
find_hole(const GArray *samples, RvSpot *spot)
{
    guint gone = RV_MASK(RV_OF_PRINT) | RV_MASK(RV_OF_ABSENCE);
    double left_gone, left_print, left_paper, rim;

    if (!rv_spot_guess(samples, RV_MASK(RV_OF_PRINT) | RV_MASK(RV_OF_PAPER), spot))
        return FALSE;
    rv_spot_fit(samples, RV_ALL_SAMPLES, spot);
    left_gone = rv_spot_misfit(spot, samples, gone);
    left_print = rv_spot_misfit(spot, samples, RV_MASK(RV_OF_PRINT));
    left_paper = rv_spot_misfit(spot, samples, RV_MASK(RV_OF_PAPER));
    if (!is_round(spot))
        return FALSE;
    if (has_paper(samples))
        return left_paper <= LEFT_PAPER * rv_samples_variance(samples, RV_MASK(RV_OF_PAPER)) &&
               left_gone <= LEFT_DOUBTFUL * rv_samples_variance(samples, gone) &&
               is_paper_bright(samples, spot);
    left_gone /= MAX(1, rv_samples_variance(samples, gone));
    rim =
        LEFT_RIM + (LEFT_RIM_CLEAR - LEFT_RIM) * rv_ramp(left_gone, ABSENT_DOUBTFUL, ABSENT_CLEAR);
    return left_gone <= LEFT_ABSENT &&
           left_print <= rim * rv_samples_variance(samples, RV_MASK(RV_OF_PRINT));
}

RvSeen
rv_see_glare(const RvExam *exam)
{
    const RvGlance *glance = exam->glance;
    g_autoptr(RvPrintMap) own = NULL;
    const RvPrintMap *map;
    g_autoptr(GArray) samples = NULL, rim = NULL;
    RvSpot spot, hole;

    if (glance->is_bilevel)
        return (RvSeen){0};
    map = rv_print_map_of(exam, &own);
    samples = samples_new(glance, map, PRINT_CELL);
    if (!find_fading(samples, &spot))
        spot.light = 0;
    rim = samples_new(glance, map, RIM_CELL);
    if (find_hole(rim, &hole) && hole.light > spot.light)
        spot = hole;
    if (spot.light <= 0 || !is_on_page(&spot, map))
        return (RvSeen){0};
    return (RvSeen){pow(MIN(1, spot.light / LIGHT_BLINDING), LIGHT_POWER),
                    rv_tiles_area(glance, (RvPx){(int)(spot.x - spot.rx), (int)(spot.y - spot.ry),
                                                 (int)(2 * spot.rx), (int)(2 * spot.ry)})};
}

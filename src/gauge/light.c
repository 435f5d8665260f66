/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Too little light: on all of the page, on a part of it, and the shadow of something.
 *
 * Light falls off softly, where sheets, panels and bars are cut clean: what is dark is told from
 * what is black by the width of its edge. A shadow's is wider than any print; that of a place which
 * the machine left dark is about as wide as a letter. */
#include "gauge/light.h"

#include "recevable/rank.h"

#include <math.h>

/* Half of the spread of the channels is between the mean and the brightest of them: it is what
 * tells dark paper from coloured. */
#define CHROMA_SHARE 0.5
/* White paper of a scan. */
#define WHITE 230.0
/* Powers of two of light that are missing: up to the first, paper is tinted; at the last, three
 * levels are left. In between what can be seen in it falls faster at first. */
#define STOPS_FINE 0.2
#define STOPS_BLACK 6.5
#define STOPS_POWER 0.65
/* The brightest paper, when there are no letters to tell which of it is page. */
#define LIT_RANK 0.99
#define MIN_LETTERS 20
/* Of the letters' grounds so many are darker than what counts for the page. */
#define LETTERS_RANK 0.8
/* Darker than this share of the brightest paper is a part in less light. */
#define PART_SHARE 0.86
/* It has at least so many tiles, and such a share of all of them, */
#define PART_TILES 8
#define PART_OF_PAGE 0.008
#define SHADOW_OF_PAGE 0.04
/* and the darkest of it tells how dark it is. */
#define PART_RANK 0.2
/* Edges are crossed in so many places, and followed at most so many tiles either way. */
#define CROSSINGS 48
#define FOLLOW 20
#define PROFILE (6 * RV_GLANCE_TILE)
/* Neighbouring tiles in even light differ by less than this share of its depth. */
#define ROUGH 0.11
/* Soft edges, small pixels from a fifth to four fifths of the way. */
#define EDGE_SOFT 2.2
#define EDGE_SHADOW 9.0 /* when there are no letters, and */
#define EDGE_LEAST 3.5  /* at least */
/* x-heights */
#define EDGE_LETTERS 0.75

typedef struct {
    const RvGlance *glance;
    int columns, rows;
    guint8 *ground; /* of each tile: its brightest channel */
    double lit;     /* the paper in the best light */
    int *part;      /* of each tile: number of the dark part that it is of; 0: none */
    double edge;    /* of the print, small pixels */
} Light;

typedef struct {
    int number, n;
    RvPx tiles;
    double level; /* of its darkest ground */
    double soft;  /* width of its edge, small pixels; 0: it has none */
} Part;

static void
light_clear(Light *light)
{
    g_free(light->ground);
    g_free(light->part);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Light, light_clear)

/* The paper of each tile, where dark things are up to two tiles wide: less than for print, because
 * a dark part may be a line or two of text. */
static void
bright_near(const RvGlance *glance, guint8 *out)
{
    int columns = glance->columns, rows = glance->rows;
    gsize n = (gsize)columns * (gsize)rows;
    g_autofree guint8 *grown = g_malloc(n);

    for (int pass = 0; pass < 2; pass++)
        for (int r = 0; r < rows; r++)
            for (int c = 0; c < columns; c++) {
                guint8 best = pass ? 255 : 0;

                for (int y = MAX(0, r - 1); y <= MIN(rows - 1, r + 1); y++)
                    for (int x = MAX(0, c - 1); x <= MIN(columns - 1, c + 1); x++)
                        best = pass ? MIN(best, grown[y * columns + x])
                                    : MAX(best, glance->tiles[y * columns + x].high);
                (pass ? out : grown)[r * columns + c] = best;
            }
}

static double
shadow_edge(const RvGlance *glance)
{
    return glance->x_height > 0 ? MAX(EDGE_LEAST, EDGE_LETTERS * glance->x_height) : EDGE_SHADOW;
}

static Light
light_new(const RvExam *exam)
{
    const RvGlance *glance = exam->glance;
    Light light = {.glance = glance, .columns = glance->columns, .rows = glance->rows};
    gsize n = (gsize)light.columns * (gsize)light.rows;
    guint counts[256] = {0};

    light.ground = g_malloc(n);
    bright_near(glance, light.ground);
    light.part = g_new0(int, n);
    for (gsize i = 0; i < n; i++) {
        double chroma = 0;

        if (light.ground[i] < WHITE)
            chroma = rv_ground_chroma(glance, (int)i % light.columns, (int)i / light.columns);
        light.ground[i] = (guint8)MIN(255, light.ground[i] + CHROMA_SHARE * chroma);
        counts[light.ground[i]]++;
    }
    light.lit = MAX(1, rv_rank_counts(counts, LIT_RANK, 255));
    light.edge = exam->edges->page.width / glance->factor;
    return light;
}

/* What is missing from `full` to `level`. */
static double
lack(double full, double level)
{
    double stops = log2(full / MAX(1, level));

    return pow(rv_ramp(stops, STOPS_FINE, STOPS_BLACK), STOPS_POWER);
}

/* The paper under most of the letters, or the brightest when there are few. */
static double
page_level(const Light *light)
{
    const GArray *letters = light->glance->letters;
    guint counts[256] = {0};

    if (letters->len < MIN_LETTERS)
        return light->lit;
    for (guint i = 0; i < letters->len; i++) {
        RvPx box = g_array_index(letters, RvLetter, i).box;
        int column = MIN(light->columns - 1, rv_px_centre_x(box) / RV_GLANCE_TILE);
        int row = MIN(light->rows - 1, rv_px_centre_y(box) / RV_GLANCE_TILE);

        counts[light->ground[row * light->columns + column]]++;
    }
    return rv_rank_counts(counts, LETTERS_RANK, 255);
}

/* ---- dark parts ------------------------------------------------------------------------------ */

static gboolean
is_dark(const Light *light, int at)
{
    return light->ground[at] < PART_SHARE * light->lit;
}

/* All that touches a dark tile and is dark. */
static Part
grow_part(Light *light, int start, int number)
{
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(int));
    guint counts[256] = {0};
    Part part = {.number = number};

    light->part[start] = number;
    g_array_append_val(open, start);
    while (open->len) {
        int at = g_array_index(open, int, open->len - 1), c = at % light->columns,
            r = at / light->columns;
        const int near[4][2] = {{c - 1, r}, {c + 1, r}, {c, r - 1}, {c, r + 1}};

        g_array_set_size(open, open->len - 1);
        part.tiles = rv_px_union(part.tiles, (RvPx){c, r, 1, 1});
        part.n++;
        counts[light->ground[at]]++;
        for (int i = 0; i < 4; i++) {
            int to = near[i][1] * light->columns + near[i][0];

            if (near[i][0] < 0 || near[i][0] >= light->columns || near[i][1] < 0 ||
                near[i][1] >= light->rows || light->part[to] || !is_dark(light, to))
                continue;
            light->part[to] = number;
            g_array_append_val(open, to);
        }
    }
    part.level = rv_rank_counts(counts, PART_RANK, 255);
    return part;
}

/* From a tile on, outwards: tiles whose ground is between two levels. */
static int
follow(const Light *light, int column, int row, int dx, int dy, double from, double to)
{
    int n = 0;

    for (int i = 0;
         i < FOLLOW && column >= 0 && column < light->columns && row >= 0 && row < light->rows;
         i++, column += dx, row += dy) {
        double level = light->ground[row * light->columns + column];

        if (level <= from || level >= to)
            break;
        n++;
    }
    return n;
}

/* The brightest of a tile's width at each step across the edge between two tiles, from three tiles
 * before to two tiles after: text hides no paper that way. */
static int
profile(const Light *light, int column, int row, int dx, int dy, guint8 *out)
{
    const RvGlance *glance = light->glance;
    int n = PROFILE, x0 = column * RV_GLANCE_TILE, y0 = row * RV_GLANCE_TILE;

    if (dx < 0 || dy < 0)
        x0 += dx ? RV_GLANCE_TILE - 1 : 0, y0 += dy ? RV_GLANCE_TILE - 1 : 0;
    x0 -= dx * 3 * RV_GLANCE_TILE;
    y0 -= dy * 3 * RV_GLANCE_TILE;
    for (int i = 0; i < n; i++) {
        guint8 most = 0;

        for (int k = 0; k < RV_GLANCE_TILE; k++) {
            int x = CLAMP(x0 + dx * i + (dx ? 0 : k), 0, glance->width - 1);
            int y = CLAMP(y0 + dy * i + (dy ? 0 : k), 0, glance->height - 1);

            most = MAX(most, glance->gray[(gsize)y * (gsize)glance->width + (gsize)x]);
        }
        out[i] = most;
    }
    return n;
}

/* Small pixels from the last that is darker than `from` to the first brighter than `to`. */
static double
rise(const guint8 *levels, int n, double from, double to)
{
    int first = 0, last;

    for (last = 0; last < n && levels[last] < to; last++)
        if (levels[last] <= from)
            first = last;
    return last - first;
}

/* The width of the edge from a tile of the part to its neighbour outside. */
static double
crossing(const Light *light, const Part *part, int at, int dx, int dy)
{
    int column = at % light->columns, row = at / light->columns, n;
    int ahead = (row + dy) * light->columns + column + dx;
    double low = part->level, high = MAX(light->ground[ahead], PART_SHARE * light->lit), depth;
    guint8 levels[PROFILE];

    /* the ground goes on rising outside, and falling inside */
    for (int i = 1; i < FOLLOW; i++) {
        int x = column + dx * i, y = row + dy * i;
        double level;

        if (x < 0 || x >= light->columns || y < 0 || y >= light->rows)
            break;
        level = light->ground[y * light->columns + x];
        if (level < high - 2 && i > 2)
            break;
        high = MAX(high, level);
    }
    depth = high - low;
    n = follow(light, column, row, -dx, -dy, low + 0.2 * depth, low + 0.8 * depth) +
        follow(light, column + dx, row + dy, dx, dy, low + 0.2 * depth, low + 0.8 * depth);
    if (n > 1)
        return (n - 0.5) * RV_GLANCE_TILE;
    return rise(levels, profile(light, column, row, dx, dy, levels), low + 0.2 * depth,
                low + 0.8 * depth);
}

/* Of the median crossing all around. */
static double
edge_width(const Light *light, const Part *part)
{
    g_autoptr(GArray) widths = g_array_new(FALSE, FALSE, sizeof(double));
    static const int ways[4][2] = {{-1, 0}, {1, 0}, {0, -1}, {0, 1}};
    int edges = 0, step;

    for (int pass = 0; pass < 2; pass++) {
        int i = 0;

        step = MAX(1, edges / CROSSINGS);
        for (int r = part->tiles.y; r < rv_px_bottom(part->tiles); r++)
            for (int c = part->tiles.x; c < rv_px_right(part->tiles); c++)
                for (int w = 0; w < 4; w++) {
                    int at = r * light->columns + c, x = c + ways[w][0], y = r + ways[w][1];
                    double width;

                    if (light->part[at] != part->number || x < 0 || x >= light->columns || y < 0 ||
                        y >= light->rows || light->part[y * light->columns + x] == part->number)
                        continue;
                    edges += !pass;
                    if (!pass || i++ % step)
                        continue;
                    width = crossing(light, part, at, ways[w][0], ways[w][1]);
                    g_array_append_val(widths, width);
                }
    }
    return widths->len ? rv_rank_double(widths, 0.5) : 0;
}

/* How much the tiles of a part differ from their neighbours in it, per its depth: light is even, a
 * scribble is not. */
static double
roughness(const Light *light, const Part *part)
{
    const RvTile *tiles = light->glance->tiles;
    double sum = 0;
    int n = 0;

    for (int r = part->tiles.y; r < rv_px_bottom(part->tiles); r++)
        for (int c = part->tiles.x; c < rv_px_right(part->tiles); c++) {
            int at = r * light->columns + c;

            if (light->part[at] != part->number)
                continue;
            if (c + 1 < light->columns && light->part[at + 1] == part->number) {
                sum += ABS(tiles[at].high - tiles[at + 1].high);
                n++;
            }
            if (r + 1 < light->rows && light->part[at + light->columns] == part->number) {
                sum += ABS(tiles[at].high - tiles[at + light->columns].high);
                n++;
            }
        }
    return n ? sum / n / MAX(1, light->lit - part->level) : 0;
}

/* The worst part whose edge is of a width between those. */
static RvSeen
worst_part(Light *light, double soft, double softer, double share)
{
    double least = MAX(PART_TILES, share * light->columns * light->rows);
    RvSeen seen = {0};
    int number = 0;

    for (int i = 0; i < light->columns * light->rows; i++) {
        Part part;
        double severity;

        if (light->part[i] || !is_dark(light, i))
            continue;
        part = grow_part(light, i, ++number);
        severity = lack(light->lit, part.level);
        if (part.n < least || severity <= seen.severity)
            continue;
        part.soft = edge_width(light, &part);
        if (part.soft < MAX(soft, light->edge) || part.soft >= softer ||
            roughness(light, &part) > ROUGH)
            continue;
        seen = (RvSeen){severity, rv_tiles_area(light->glance, part.tiles)};
    }
    return seen;
}

RvSeen
rv_see_dark(const RvExam *exam)
{
    g_auto(Light) light = light_new(exam);
    double severity = lack(WHITE, page_level(&light));
    RvSeen seen = {0};

    if (!exam->glance->is_bilevel)
        seen = worst_part(&light, EDGE_SOFT, shadow_edge(exam->glance), PART_OF_PAGE);
    return severity >= seen.severity ? (RvSeen){severity, {0}} : seen;
}

RvSeen
rv_see_shadow(const RvExam *exam)
{
    g_auto(Light) light = {0};

    if (exam->glance->is_bilevel)
        return (RvSeen){0};
    light = light_new(exam);
    return worst_part(&light, shadow_edge(exam->glance), G_MAXDOUBLE, SHADOW_OF_PAGE);
}

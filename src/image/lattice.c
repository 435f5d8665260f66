/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Worn combs: of the walls between their cells some are rules, of others only bits are left, which
 * would be read as 1, l or a comma. The walls stand at equal distances, so those that are there
 * tell where the others were. */
#include "image/image-private.h"

#include <math.h>
#include <stdlib.h>

/* A cell's height: room for a figure of 8 to 16 points. */
#define MIN_HEIGHT_MM 3.0
#define MAX_HEIGHT_MM 9.0
/* From wall to wall. */
#define MIN_PITCH_MM 2.5
#define MAX_PITCH_MM 8.0
/* Walls end on their floor, and stand in their places, so near. */
#define FOOT_MM 0.5
#define PLACE_MM 0.4
/* Walls that tell the distance: at least so many, which are most of what is as high, and at least
 * so many of all that the comb has. */
#define MIN_WALLS 4
#define INLIERS 0.7
#define STANDING 0.25
/* Floors and ceilings slope, so far as a share of the height. */
#define LEVEL 0.12
/* A piece of ink is the comb's when so much of it lies on its lines: figures stand between them. */
#define ON_LINES 0.85
/* Walls are whole when they have this share of the usual height. */
#define WHOLE 0.6
/* So many in a row may be lost. */
#define LOST_WALLS 2
/* Walls this many cells apart tell the distance. */
#define MAX_STEPS 5
#define MAX_WALL_MM 0.5
/* Its groups stand as high as one another. */
#define ROW_MM 1.0
/* The width of a side with the corners of its cells, as a share of a cell. */
#define SIDE 0.3

/* A row of cells. Pixels. */
typedef struct {
    int top, bottom;     /* of its walls */
    double first, pitch; /* walls stand at first + k pitch */
    int n;               /* cells */
} Lattice;

static double
slack_of(double dpi)
{
    return MAX(1.5, dpi * PLACE_MM / 25.4);
}

static int
middle(RvPx box)
{
    return box.x + box.w / 2;
}

static gboolean
is_wall(RvPx box, RvPx floor, double dpi)
{
    int slack = MAX(1, rv_pix_mm(dpi, FOOT_MM));

    return box.h >= rv_pix_mm(dpi, MIN_HEIGHT_MM) && box.h <= rv_pix_mm(dpi, MAX_HEIGHT_MM) &&
           abs(rv_px_bottom(box) - floor.y) <= slack + floor.h && box.x >= floor.x - slack &&
           rv_px_right(box) <= rv_px_right(floor) + slack;
}

/* The walls (RvPx) that stand on a level rule, rules and pieces of ink. */
static GArray *
walls_on(const RvPieces *pieces, const GArray *rules, RvPx floor, double dpi)
{
    GArray *walls = g_array_new(FALSE, FALSE, sizeof(RvPx));

    for (guint i = 0; i < rules->len; i++) {
        const RvSheetRule *rule = &g_array_index(rules, RvSheetRule, i);

        if (!rule->horizontal && is_wall(rule->box, floor, dpi))
            g_array_append_val(walls, rule->box);
    }
    for (guint i = 0; i < pieces->pieces->len; i++) {
        RvPx box = g_array_index(pieces->pieces, RvPiece, i).box;

        if (box.w <= MAX(2, rv_pix_mm(dpi, MAX_WALL_MM)) && is_wall(box, floor, dpi))
            g_array_append_val(walls, box);
    }
    return walls;
}

static double
off_place(double x, double first, double pitch)
{
    return fabs(x - first - round((x - first) / pitch) * pitch);
}

static guint
count_in_place(const GArray *walls, double first, double pitch, double slack)
{
    guint n = 0;

    for (guint i = 0; i < walls->len; i++)
        n += off_place(middle(g_array_index(walls, RvPx, i)), first, pitch) <= slack;
    return n;
}

/* Least squares through the walls in place. */
static void
refine(const GArray *walls, double slack, Lattice *l)
{
    double n = 0, k1 = 0, k2 = 0, x1 = 0, kx = 0;

    for (guint i = 0; i < walls->len; i++) {
        double x = middle(g_array_index(walls, RvPx, i)), k = round((x - l->first) / l->pitch);

        if (off_place(x, l->first, l->pitch) > slack)
            continue;
        n++;
        k1 += k;
        k2 += k * k;
        x1 += x;
        kx += k * x;
    }
    if (n * k2 - k1 * k1 <= 0)
        return;
    l->pitch = (n * kx - k1 * x1) / (n * k2 - k1 * k1);
    l->first = (x1 - l->pitch * k1) / n;
}

/* Do the walls tell the distance, and not only a multiple of it? Columns of a table stand at equal
 * distances too, and those may be divided at will. */
static gboolean
is_whole_pitch(const GArray *walls, double first, double pitch, double slack)
{
    int common = 0;

    for (guint i = 0; i < walls->len; i++) {
        double x = middle(g_array_index(walls, RvPx, i));
        int steps = abs((int)round((x - first) / pitch));

        if (off_place(x, first, pitch) > slack)
            continue;
        while (steps) { /* Euclid's */
            int rest = common % steps;

            common = steps;
            steps = rest;
        }
    }
    return common == 1;
}

static void
try_pitch(const GArray *walls, double first, double pitch, double dpi, Lattice *l)
{
    guint need = MAX((guint)MIN_WALLS, (guint)ceil(INLIERS * walls->len));

    if (pitch < rv_pix_mm(dpi, MIN_PITCH_MM) || pitch > rv_pix_mm(dpi, MAX_PITCH_MM) ||
        pitch <= l->pitch || count_in_place(walls, first, pitch, slack_of(dpi)) < need ||
        !is_whole_pitch(walls, first, pitch, slack_of(dpi)))
        return;
    l->first = first;
    l->pitch = pitch;
}

/* The widest distance that most walls stand at multiples of. */
static gboolean
find_pitch(const GArray *walls, double dpi, Lattice *l)
{
    for (guint i = 0; i < walls->len; i++)
        for (guint k = 0; k < walls->len; k++) {
            double first = middle(g_array_index(walls, RvPx, i));

            for (int steps = 1; steps <= MAX_STEPS; steps++)
                try_pitch(walls, first, (middle(g_array_index(walls, RvPx, k)) - first) / steps,
                          dpi, l);
        }
    if (l->pitch > 0)
        refine(walls, slack_of(dpi), l);
    return l->pitch > 0;
}

/* The rule that stands at x, or -1. */
static int
rule_at(const GArray *rules, const Lattice *l, double x, double slack)
{
    RvPx wall = {(int)x, l->top, 1, l->bottom - l->top};

    for (guint i = 0; i < rules->len; i++) {
        const RvSheetRule *rule = &g_array_index(rules, RvSheetRule, i);

        if (!rule->horizontal && fabs(middle(rule->box) - x) <= slack &&
            rv_px_overlap_y(rule->box, wall) > WHOLE * wall.h)
            return (int)i;
    }
    return -1;
}

/* Does a wall stand at x, be it a rule or ink over most of the comb's height? */
static gboolean
stands_at(const RvPieces *pieces, const GArray *rules, const Lattice *l, double x, double slack)
{
    int rows = 0, last = -1;

    if (rule_at(rules, l, x, slack) >= 0)
        return TRUE;
    for (guint i = 0; i < pieces->runs->len; i++) {
        RvRun run = g_array_index(pieces->runs, RvRun, i);

        if (run.y < l->top || run.y >= l->bottom || run.y == last || run.x0 > x + slack ||
            run.x1 <= x - slack)
            continue;
        rows++;
        last = run.y;
    }
    return rows >= WHOLE * (l->bottom - l->top);
}

/* How many cells the comb goes on beyond x, down (-1) or up (1): to the ends of the floor, and as
 * far as more walls stand. */
static int
cells_beyond(const RvPieces *pieces, const GArray *rules, const Lattice *l, double x, int side,
             RvPx floor, double slack)
{
    int n = 0;

    for (int k = 1; k <= n + LOST_WALLS; k++) {
        double at = x + side * k * l->pitch;

        if ((at >= floor.x - slack && at <= rv_px_right(floor) + slack) ||
            stands_at(pieces, rules, l, at, slack))
            n = k;
    }
    return n;
}

/* From the first wall to the last one. */
static gboolean
find_extent(const RvPieces *pieces, const GArray *rules, const GArray *walls, RvPx floor,
            double dpi, Lattice *l)
{
    double slack = slack_of(dpi), from = INFINITY, to = -INFINITY;
    int standing = 0;

    l->top = G_MAXINT;
    l->bottom = 0;
    for (guint i = 0; i < walls->len; i++) {
        RvPx wall = g_array_index(walls, RvPx, i);

        if (off_place(middle(wall), l->first, l->pitch) > slack)
            continue;
        from = MIN(from, middle(wall));
        to = MAX(to, middle(wall));
        l->top = MIN(l->top, wall.y);
        l->bottom = MAX(l->bottom, rv_px_bottom(wall));
        standing++;
    }
    from -= cells_beyond(pieces, rules, l, from, -1, floor, slack) * l->pitch;
    to += cells_beyond(pieces, rules, l, to, 1, floor, slack) * l->pitch;
    l->n = (int)round((to - from) / l->pitch);
    l->first += round((from - l->first) / l->pitch) * l->pitch;
    return l->n >= MIN_WALLS && standing >= STANDING * (l->n + 1);
}

/* Takes out the walls of rows before that are lower than most: bits of them. */
static void
keep_whole(GArray *walls)
{
    g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(int));
    int usual;

    for (guint i = 0; i < walls->len; i++)
        g_array_append_val(heights, g_array_index(walls, RvPx, i).h);
    usual = rv_median(heights);
    for (guint i = walls->len; i > 0; i--)
        if (g_array_index(walls, RvPx, i - 1).h < WHOLE * usual)
            g_array_remove_index_fast(walls, i - 1);
}

static gboolean
is_on_lines(const Lattice *l, int x, int y, double slack)
{
    double level = LEVEL * (l->bottom - l->top);

    return off_place(x, l->first, l->pitch) <= slack || abs(y - l->top) <= level ||
           abs(y - l->bottom) <= level;
}

/* A side of another group of cells in the row: as high as the comb, which no figure is. */
static gboolean
is_side(RvPx box, const Lattice *l, double dpi)
{
    int slack = MAX(1, rv_pix_mm(dpi, ROW_MM));

    return abs(box.y - l->top) <= slack && abs(rv_px_bottom(box) - l->bottom) <= slack &&
           box.w <= SIDE * l->pitch;
}

/* Marks the pieces whose ink lies on the comb's lines. */
static void
mark_pieces(const RvPieces *pieces, const Lattice *l, double dpi, guint8 *gone)
{
    double slack = slack_of(dpi);
    g_autofree int *on = g_new0(int, pieces->pieces->len + 1);

    for (guint i = 0; i < pieces->runs->len; i++) {
        RvRun run = g_array_index(pieces->runs, RvRun, i);

        if (run.y < l->top - slack || run.y > l->bottom + slack)
            continue;
        for (int x = MAX(run.x0, (int)(l->first - slack));
             x < MIN(run.x1, (int)(l->first + l->n * l->pitch + slack) + 1); x++)
            on[run.piece] += is_on_lines(l, x, run.y, slack);
    }
    for (guint i = 0; i < pieces->pieces->len; i++) {
        const RvPiece *piece = &g_array_index(pieces->pieces, RvPiece, i);

        gone[i] |= (on[i] > 0 && on[i] >= ON_LINES * piece->area) || is_side(piece->box, l, dpi);
    }
}

/* Appends the walls that are no rules. */
static void
add_walls(const Lattice *l, double dpi, GArray *rules)
{
    for (int k = 0; k <= l->n; k++) {
        double x = l->first + k * l->pitch;
        RvSheetRule wall = {{(int)round(x), l->top, 1, l->bottom - l->top}, FALSE};

        if (rule_at(rules, l, x, slack_of(dpi) + 1) < 0)
            g_array_append_val(rules, wall);
    }
}

void
rv_lattices_find(const RvPieces *pieces, double dpi, GArray *rules, guint8 *gone)
{
    guint n = rules->len;

    for (guint i = 0; i < n; i++) {
        RvSheetRule floor = g_array_index(rules, RvSheetRule, i);
        g_autoptr(GArray) walls = NULL;
        Lattice l = {0};

        if (!floor.horizontal)
            continue;
        walls = walls_on(pieces, rules, floor.box, dpi);
        keep_whole(walls);
        if (walls->len < MIN_WALLS || !find_pitch(walls, dpi, &l) ||
            !find_extent(pieces, rules, walls, floor.box, dpi, &l))
            continue;
        mark_pieces(pieces, &l, dpi, gone);
        add_walls(&l, dpi, rules);
    }
    g_array_sort(rules, rv_rule_compare);
}

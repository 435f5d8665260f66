/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Such gaps cover nothing of black-and-white pages of text without dropouts, 0.05 of the print on
 * faxes of forms with their dots and thin print, and 0.27 to 1.5 where whole paragraphs were lost.
 */
#include "gauge/vanished.h"

/* A gap is so many tiles long at least, across the lines: blanks are shorter. */
#define GAP 3
/* Specks of black-and-white pages: smaller pieces than this many x-heights; so many in a gap
 * and this many tiles to its sides, so many on a tile, and so many times as many as beside the
 * print. */
#define SPECK 0.5
#define SPECKS_FEW 4
#define SPECKS_LEAST 0.02
#define SPECKS_TIMES 4.0
#define SPECKS_MOST 6
#define ASIDE 2
/* Dots of a leader: so many specks on one height, within so many tiles. */
#define LEADER_DOTS 4
#define LEADER_TILES 6
/* Less than this is what is strewn on any page. */
#define GONE_LEAST 0.08
/* Fewer tiles of print, or beside it, tell nothing. */
#define PRINT_LEAST 10
#define BESIDE_LEAST 20

typedef struct {
    const RvPrintMap *map;
    RvVanished *out;
    const guint8 *specks; /* of each tile */
    double beside;        /* specks of a tile beside the print */
    guint n_gone;
} Search;

/* Tiles of a row or a column, from one with print to the next. */
typedef struct {
    int first, last, step; /* of the tiles with print */
} Gap;

static float
contrast_at(const Search *s, int at)
{
    return s->map->tiles[at].contrast;
}

/* Of a gap across the lines of text. */
static void
judge_gap(Search *s, Gap gap)
{
    int columns = s->map->columns, is_down = gap.step > 1, beside = is_down ? 1 : columns;
    int place = is_down ? gap.first % columns : gap.first / columns;
    int places = is_down ? columns : s->map->rows;
    guint specks = 0, n = 0;

    for (int at = gap.first + gap.step; at < gap.last; at += gap.step)
        for (int i = MAX(-ASIDE, -place); i <= MIN(ASIDE, places - 1 - place); i++)
            if (contrast_at(s, at + i * beside) <= 0) {
                specks += s->specks[at + i * beside];
                n++;
            }
    if (specks < SPECKS_FEW || specks <= MAX(SPECKS_LEAST, SPECKS_TIMES * s->beside) * n)
        return;
    for (int at = gap.first + gap.step; at < gap.last; at += gap.step) {
        s->out->tiles[at] = 1;
        s->out->where = rv_px_union(s->out->where, (RvPx){at % columns, at / columns, 1, 1});
        s->n_gone++;
    }
}

/* All gaps of at least so many tiles on a line of tiles. */
static void
find_gaps(Search *s, int start, int n, int step)
{
    int before = -1;

    for (int i = 0; i < n; i++) {
        int at = start + i * step;

        if (contrast_at(s, at) <= 0)
            continue;
        if (before >= 0 && i - before - 1 >= GAP)
            judge_gap(s, (Gap){start + before * step, at, step});
        before = i;
    }
}

/* On all rows, or on all columns. */
static void
find_gaps_across(Search *s, gboolean is_row)
{
    int columns = s->map->columns, rows = s->map->rows;

    for (int i = 0; i < (is_row ? rows : columns); i++)
        find_gaps(s, is_row ? i * columns : i, is_row ? columns : rows, is_row ? 1 : columns);
}

/* ---- specks ---------------------------------------------------------------------------------- */

static gboolean
is_speck(const RvGlance *glance, RvPx box)
{
    return MAX(box.w, box.h) < SPECK * glance->x_height;
}

/* Where a speck's height is counted, among all in that stretch of its row. */
static gsize
stretch_of(const RvGlance *glance, RvPx box)
{
    int stretches = glance->columns / LEADER_TILES + 1;

    return (gsize)(rv_px_centre_y(box) * stretches +
                   rv_px_centre_x(box) / (LEADER_TILES * RV_GLANCE_TILE));
}

static guint8 *
count_specks(const RvGlance *glance, const RvPrintMap *map)
{
    const GArray *pieces = glance->pieces.pieces;
    guint8 *counts = g_malloc0((gsize)map->columns * (gsize)map->rows);
    g_autofree guint *stretches =
        g_new0(guint, (gsize)(glance->height + 1) * (gsize)(glance->columns / LEADER_TILES + 1));

    for (guint i = 0; i < pieces->len; i++) {
        RvPx box = g_array_index(pieces, RvPiece, i).box;

        if (is_speck(glance, box))
            stretches[stretch_of(glance, box)]++;
    }
    for (guint i = 0; i < pieces->len; i++) {
        RvPx box = g_array_index(pieces, RvPiece, i).box;
        guint8 *count = &counts[MIN(map->rows - 1, box.y / RV_GLANCE_TILE) * map->columns +
                                MIN(map->columns - 1, box.x / RV_GLANCE_TILE)];

        if (is_speck(glance, box) && stretches[stretch_of(glance, box)] < LEADER_DOTS &&
            *count < SPECKS_MOST)
            (*count)++;
    }
    return counts;
}

/* Around all print, and a tile more. */
static double
specks_beside(const RvPrintMap *map, const guint8 *specks)
{
    RvPx print = {0};
    guint sum = 0, n = 0;

    for (int r = 0; r < map->rows; r++)
        for (int c = 0; c < map->columns; c++)
            if (map->tiles[r * map->columns + c].contrast > 0)
                print = rv_px_union(print, (RvPx){c, r, 1, 1});
    print = rv_px_grow(print, 1, 1);
    for (int r = 0; r < map->rows; r++)
        for (int c = 0; c < map->columns; c++)
            if (!rv_px_is_inside((RvPx){c, r, 1, 1}, print)) {
                sum += specks[r * map->columns + c];
                n++;
            }
    return n > BESIDE_LEAST ? sum / (double)n : 0;
}

static void
clear(RvVanished *out, const RvPrintMap *map)
{
    memset(out->tiles, 0, (gsize)map->columns * (gsize)map->rows);
    out->gone = 0;
    out->where = (RvPx){0};
}

RvVanished *
rv_vanished_new(const RvExam *exam)
{
    const RvPrintMap *map = exam->prints;
    RvVanished *out = g_new0(RvVanished, 1);
    g_autofree guint8 *specks = NULL;
    Search s = {.map = map, .out = out};

    out->tiles = g_malloc0((gsize)map->columns * (gsize)map->rows);
    if (map->n_print < PRINT_LEAST || !exam->glance->is_bilevel)
        return out;
    s.specks = specks = count_specks(exam->glance, map);
    s.beside = specks_beside(map, specks);
    find_gaps_across(&s, exam->glance->is_lying);
    out->gone = s.n_gone / (double)map->n_print;
    if (out->gone < GONE_LEAST)
        clear(out, map);
    return out;
}

void
rv_vanished_free(RvVanished *vanished)
{
    if (!vanished)
        return;
    g_free(vanished->tiles);
    g_free(vanished);
}

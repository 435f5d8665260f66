/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ink that is no text and lies over it: bars, scribbles, stamps, blots. It is broader than strokes,
 * as steep at its edge as print (shadows, blurred words and the print of the back are not), and has
 * no print on it that could be read (grounds of other colour have). It lies where text is or would
 * be: logos stand alone. Bars with light letters on them are headings. What goes on beyond the
 * border of the picture is the scanner's lid. */
#include "gauge/broad.h"

#include <math.h>

/* Of the way from paper to print. */
#define DARK_SHARE 0.45
/* Paper is what is the brightest of so many blocks around. */
#define REACH 4
#define PAPER_RANK 0.75
#define LEAST_CONTRAST 40
/* X-heights. The side of a square that fits into a bar or a scribble but into no stroke, and into
 * the strokes of a stamp; sides of a stamp; of all that covers the longer side, and its area. */
#define CORE 1.3
#define STAMP_CORE 0.6
#define STAMP_LEAST 3
#define STAMP_MOST 6
#define LONG 2.5
#define AREA 3
/* Flanks, of its depth a pixel of the map (of which an x-height has five): no cover, a cover. */
#define SOFT 0.38
#define STEEP 0.52
/* Print on it, share of its area: a cover, a ground. */
#define BARE 0.03
/* Larger squares than of so many x-heights are grounds or pictures, unless they are as dark as
 * print: depth by contrast. */
#define LARGE 6
#define GROUND 0.6
#define INK 0.85
#define WRITTEN 0.12
/* Blocks that are covered by so much. */
#define COVERED 0.25
/* Blocks around that text is counted in. */
#define AROUND 2
/* Thin things so deep are print, of the contrast. */
#define PRINT 0.35
/* Blots with less text around than this share of them are alone; unless they take so much of the
 * page. */
#define ALONE 0.05
#define AMONG 0.25
#define LOGO 0.03
#define NO_LOGO 0.08
/* What is no wider than so many times its height stands on no line: it must have text on so many
 * sides of it, unless it is larger than logos are: x-heights. */
#define LINE_SHAPE 1.5
#define SIDES 2
#define BIG 14
/* Light letters part the middle of a bar into so many runs a row (none, all), while the squares
 * that fit into it are as large as it is high. */
#define PARTED_LEAST 2
#define PARTED_MOST 4
#define RAGGED 0.68
#define STRAIGHT 0.8
/* What lies along the border of the picture for so much of its own sides is no ink: none, all. */
#define BORDER 0.5
#define RIM 1 /* x-heights beside it */
#define LID 0.62
/* A band along all of a side: share of the side, and x-heights. */
#define BAND 0.85
#define BAND_HIGH 8
/* With streaks all over it there is nothing to be told. */
#define STREAKED_SOME 0.35
#define STREAKED_ALL 0.6
/* Share of what is covered of all that could be read there, where it is worth a word, and where
 * nothing can be read. */
#define SHARE_POWER 0.8
#define SHARE_WORST 0.9

typedef struct {
    const RvBroad *broad;
    double contrast;
    int paper;      /* of most of the page */
    guint8 *papers; /* for each block */
    PIX *mask;      /* broad and dark */
    guint8 *inner;  /* of each pixel of the mask the side of the square that ends there */
    RvPieces pieces;
    double *covers; /* for each block: pixels under accepted pieces */
} Cover;

static void
cover_clear(Cover *cover)
{
    g_free(cover->papers);
    pixDestroy(&cover->mask);
    g_free(cover->inner);
    rv_pieces_clear(&cover->pieces);
    g_free(cover->covers);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Cover, cover_clear)

/* What is known of a piece. */
typedef struct {
    double steep;     /* sum over the ends of its runs of flank by depth, by length of the run */
    double depth;     /* sum over its pixels */
    int ends, border; /* pixels of it at the border of the picture */
    int middle;       /* runs in the middle third of its rows */
    int core, thin;   /* the largest square in it; pixels with print on them */
} Blot;

static int
rank_of(const guint8 *values, int n, double rank)
{
    guint counts[256] = {0}, seen = 0;

    for (int i = 0; i < n; i++)
        counts[values[i]]++;
    for (int i = 0; i < 256; i++)
        if ((seen += counts[i]) > rank * n)
            return i;
    return 255;
}

static void
find_mask(Cover *cover)
{
    const RvBroad *b = cover->broad;

    cover->mask = pixCreate(b->width, b->height, 1);
    for (int y = 0; y < b->height; y++) {
        const guint8 *row = b->closed + (gsize)y * (gsize)b->width;
        const guint8 *papers = cover->papers + y / b->side * b->columns;
        l_uint32 *line = pixGetData(cover->mask) + (gsize)y * (gsize)pixGetWpl(cover->mask);

        for (int c = 0; c < b->columns; c++) {
            int level = (int)(MAX(papers[c], cover->paper) - DARK_SHARE * cover->contrast);

            for (int x = c * b->side; x < MIN(b->width, (c + 1) * b->side); x++)
                if (row[x] < level)
                    SET_DATA_BIT(line, x);
        }
    }
}

/* The steepest flank near the border of the mask at x, by the depth of what it leads to. */
static double
steepness(const guint8 *row, int width, int x, int inwards, int paper)
{
    int steepest = 0, deepest = 0;

    for (int k = -2; k <= 2; k++) {
        int from = x + k * inwards, to = from + inwards;

        if (from < 0 || from >= width || to < 0 || to >= width)
            continue;
        steepest = MAX(steepest, row[from] - row[to]);
        deepest = MAX(deepest, paper - row[to]);
    }
    return (double)steepest / MAX(1, deepest);
}

static void
look_at_run(const Cover *cover, const RvRun *run, const RvPiece *piece, Blot *blot)
{
    const RvBroad *b = cover->broad;
    gsize at = (gsize)run->y * (gsize)b->width;
    const guint8 *closed = b->closed + at, *gray = b->gray + at;
    const guint8 *papers = cover->papers + run->y / b->side * b->columns;
    guint8 *inner = cover->inner + at;
    int n = run->x1 - run->x0; /* slits within are no sides of it */
    int rim = (int)(RIM * b->x_height), end = rv_px_bottom(piece->box) - 1;
    gboolean is_edge = (run->y == piece->box.y && run->y <= rim) ||
                       (run->y == end && run->y >= b->height - 1 - rim);

    blot->middle += ABS(6 * (run->y - piece->box.y) + 3 - 3 * piece->box.h) < piece->box.h;
    if (run->x0 > 0)
        blot->steep += n * steepness(closed, b->width, run->x0, 1, papers[run->x0 / b->side]);
    if (run->x1 < b->width)
        blot->steep +=
            n * steepness(closed, b->width, run->x1 - 1, -1, papers[(run->x1 - 1) / b->side]);
    blot->ends += n * ((run->x0 > 0) + (run->x1 < b->width));
    blot->border += is_edge ? run->x1 - run->x0 : (run->x0 <= rim) + (run->x1 >= b->width - rim);
    for (int x = run->x0; x < run->x1; x++) {
        int side = 0;

        if (run->y > 0 && x > 0)
            side = MIN(inner[x - 1], MIN(inner[x - b->width], inner[x - b->width - 1]));
        inner[x] = (guint8)MIN(254, side + 1);
        blot->core = MAX(blot->core, inner[x]);
        blot->thin += closed[x] - gray[x] > cover->contrast / 4;
        blot->depth += cover->paper - closed[x];
    }
}

static gboolean
has_text(const Cover *cover, int x0, int x1, int y0, int y1)
{
    const RvBroad *b = cover->broad;

    for (int r = MAX(0, y0); r <= MIN(b->rows - 1, y1); r++)
        for (int c = MAX(0, x0); c <= MIN(b->columns - 1, x1); c++)
            if (b->blocks[r * b->columns + c].thin > PRINT * cover->contrast)
                return TRUE;
    return FALSE;
}

/* Is it where text is? */
static gboolean
is_among_text(const Cover *cover, RvPx box)
{
    int side = cover->broad->side, x0 = box.x / side, y0 = box.y / side;
    int x1 = (rv_px_right(box) - 1) / side, y1 = (rv_px_bottom(box) - 1) / side;

    if (box.w >= LINE_SHAPE * box.h || MAX(box.w, box.h) > BIG * cover->broad->x_height)
        return TRUE;
    return has_text(cover, x0 - 1, x0 - 1, y0, y1) + has_text(cover, x1 + 1, x1 + 1, y0, y1) +
               has_text(cover, x0, x1, y0 - 1, y0 - 1) + has_text(cover, x0, x1, y1 + 1, y1 + 1) >=
           SIDES;
}

/* Does it run along a whole side of the picture? A scan that is askew shows a wedge of it. */
static gboolean
is_band(const RvBroad *b, RvPx box)
{
    int rim = (int)(RIM * b->x_height);
    gboolean is_at_side = box.x <= rim || rv_px_right(box) >= b->width - rim;
    gboolean is_at_end = box.y <= rim || rv_px_bottom(box) >= b->height - rim;

    return (box.w > BAND * b->width && box.h < BAND_HIGH * b->x_height && is_at_end) ||
           (box.h > BAND * b->height && box.w < BAND_HIGH * b->x_height && is_at_side);
}

/* 0-1: has it light letters? */
static double
is_heading(const RvPiece *piece, const Blot *blot)
{
    double runs = blot->middle / MAX(1, piece->box.h / 3.0);

    return rv_ramp(runs, PARTED_LEAST, PARTED_MOST) *
           rv_ramp(blot->core / (double)MIN(piece->box.w, piece->box.h), RAGGED, STRAIGHT);
}

/* 0-1 */
static double
covering(const Cover *cover, const RvPiece *piece, const Blot *blot)
{
    const RvBroad *b = cover->broad;
    double weight = 1, x = b->x_height, small = MIN(piece->box.w, piece->box.h);
    double large = MAX(piece->box.w, piece->box.h);
    gboolean is_bar = blot->core >= CORE * x && large >= LONG * x && piece->area >= AREA * x * x;
    gboolean is_stamp =
        blot->core >= STAMP_CORE * x && small >= STAMP_LEAST * x && large >= STAMP_MOST * x;

    if ((!is_bar && !is_stamp) || is_band(b, piece->box) || !is_among_text(cover, piece->box))
        return 0;
    if (blot->core > LARGE * x)
        weight = rv_ramp(blot->depth / piece->area / cover->contrast, GROUND, INK);
    weight *= 1 - is_heading(piece, blot);
    return weight * rv_ramp(blot->steep / MAX(1, blot->ends), SOFT, STEEP) *
           rv_ramp((double)blot->thin / piece->area, WRITTEN, BARE) *
           rv_ramp((double)blot->border / (piece->box.w + piece->box.h), LID, BORDER);
}

/* Fills in covers; returns the box around them, in blocks. */
static RvPx
find_covers(Cover *cover)
{
    const RvBroad *b = cover->broad;
    const GArray *pieces = cover->pieces.pieces, *runs = cover->pieces.runs;
    g_autofree Blot *blots = g_new0(Blot, pieces->len + 1);
    g_autofree double *weights = g_new0(double, pieces->len + 1);
    RvPx all = {0};

    for (guint i = 0; i < runs->len; i++) {
        const RvRun *run = &g_array_index(runs, RvRun, i);

        look_at_run(cover, run, &g_array_index(pieces, RvPiece, run->piece), &blots[run->piece]);
    }
    for (guint i = 0; i < pieces->len; i++)
        weights[i] = covering(cover, &g_array_index(pieces, RvPiece, i), &blots[i]);
    for (guint i = 0; i < runs->len; i++) {
        const RvRun *run = &g_array_index(runs, RvRun, i);
        double weight = weights[run->piece];

        for (int x = run->x0; weight > 0 && x < run->x1; x++)
            cover->covers[run->y / b->side * b->columns + x / b->side] += weight;
    }
    for (int i = 0; i < b->columns * b->rows; i++)
        if (cover->covers[i] > COVERED * b->side * b->side)
            all = rv_px_union(all, (RvPx){i % b->columns, i / b->columns, 1, 1});
    return all;
}

static RvSeen
weigh(const Cover *cover, RvPx where)
{
    const RvBroad *b = cover->broad;
    RvPx around = rv_px_clip(rv_px_grow(where, AROUND, AROUND), b->columns, b->rows);
    double covered = 0, text = 0, block = (double)b->side * b->side, share, page;
    RvPx area = rv_broad_area(b, where.y * b->columns + where.x);

    for (int r = around.y; r < rv_px_bottom(around); r++)
        for (int c = around.x; c < rv_px_right(around); c++) {
            double under = cover->covers[r * b->columns + c] / block;

            covered += under;
            if (under < COVERED && b->blocks[r * b->columns + c].thin > PRINT * cover->contrast)
                text += 1 - under;
        }
    share = covered / MAX(1, covered + text);
    page = covered / (b->columns * b->rows);
    share *= MAX(rv_ramp(text / MAX(1, covered), ALONE, AMONG), rv_ramp(page, LOGO, NO_LOGO));
    area.w = where.w * b->side * b->scale;
    area.h = where.h * b->side * b->scale;
    return (RvSeen){MIN(1, pow(share / SHARE_WORST, SHARE_POWER)), area};
}

RvSeen
rv_see_covered(const RvExam *exam)
{
    const RvBroad *broad = exam->broad;
    int n = broad->columns * broad->rows;
    g_auto(Cover) cover = {.broad = broad};
    RvPx where;
    RvSeen seen;

    cover.papers = rv_broad_papers(broad, REACH);
    cover.paper = rank_of(cover.papers, n, PAPER_RANK);
    cover.contrast = MAX(LEAST_CONTRAST, cover.paper - exam->glance->dark);
    find_mask(&cover);
    cover.pieces = rv_pieces_find(cover.mask);
    cover.inner = g_malloc0((gsize)broad->width * (gsize)broad->height);
    cover.covers = g_new0(double, n);
    where = find_covers(&cover);
    if (rv_px_is_empty(where))
        return (RvSeen){0};
    seen = weigh(&cover, where);
    seen.severity *= rv_ramp(exam->seen[RV_DEFECT_STREAKS].severity, STREAKED_ALL, STREAKED_SOME);
    return seen;
}

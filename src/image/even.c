/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Even light: the paper under the print is estimated on a small copy by a grey closing, which fills
 * everything dark that is narrower than its brick (letters, rules, heading bars) and follows what
 * is wider (shadows, vignettes, tinted paper). Dividing by it makes paper white everywhere. */
#include "image/image-private.h"

#include <math.h>

/* Resolution of the small copy: letters' insides and the gaps between lines still show paper. */
#define SMALL_DPI 60.0
/* Bars are up to 10 mm high; shadows that matter are wider. */
#define BRICK_MM 12.0
/* Strokes, even of titles, are narrower; heading bars, highlighter and boxes' fills are not. */
#define STROKE_MM 3.0
/* Darker than that, paper is no paper: without a floor noise in the dark becomes letters. */
#define PAPER_MIN 40
/* A small cell within this share of its estimate is bare paper. */
#define BARE 0.9

/* The threshold lies so far from the surface towards the darkest ink near by: black print stays
 * crisp, faint print whole. Within limits, as shares of the surface: below the first thin lines
 * beside bold letters break, above the second the grain of paper shows, and noise lowers that. */
#define DEPTH 0.33
#define SHARE_MIN 0.75
#define SHARE_MAX 0.86
#define SHARE_NOISE 6.0
/* Paper this many deviations under white becomes white, but never more levels than that: pencil is
 * 50 levels darker than paper. */
#define WHITE_NOISE 2.0
#define WHITE_MAX 25.0
/* The light of a page is told by its darker part: a shadow over less than this hides little. */
#define DARK_RANK 0.1f
/* This dark is ink whatever surrounds it: heading bars, filled boxes. */
#define SURELY_DARK 115

typedef struct {
    int *cells;    /* per column: the left one of the two cells it lies between */
    guint32 *part; /* 0-256: weight of the right one */
    int width;
} Columns;

static void
columns_clear(Columns *columns)
{
    g_free(columns->cells);
    g_free(columns->part);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Columns, columns_clear)

/* Room for rows of a small picture. */
typedef struct {
    guint8 *above, *below;
    guint32 *mixed;
} Work;

static Work
work_new(int width)
{
    return (Work){g_malloc(RV_ROW_ROOM(width)), g_malloc(RV_ROW_ROOM(width)),
                  g_new(guint32, (gsize)width + 1)};
}

static void
work_clear(Work *work)
{
    g_free(work->above);
    g_free(work->below);
    g_free(work->mixed);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Work, work_clear)

static void
place(int at, int factor, int n, int *cell, guint32 *part)
{
    double f = CLAMP((at + 0.5) / factor - 0.5, 0, n - 1);

    *cell = MIN((int)f, MAX(0, n - 2));
    *part = n < 2 ? 0 : (guint32)((f - *cell) * 256);
}

static Columns
columns_new(int width, int factor, int n)
{
    Columns columns = {g_new(int, width), g_new(guint32, width), width};

    for (int x = 0; x < width; x++)
        place(x, factor, n, &columns.cells[x], &columns.part[x]);
    return columns;
}

/* Row y of a picture `factor` times as large as `small`, between its cells. `work` has room for two
 * of its rows. */
static void
enlarged_row(PIX *small, const Columns *columns, int y, int factor, Work *work, guint8 *out)
{
    int w = pixGetWidth(small), h = pixGetHeight(small), row;
    guint32 *mixed = work->mixed;
    guint32 part;

    place(y, factor, h, &row, &part);
    rv_row_load(small, row, work->above);
    rv_row_load(small, h < 2 ? row : row + 1, work->below);
    for (int x = 0; x < w; x++)
        mixed[x] = work->above[x] * (256 - part) + work->below[x] * part;
    mixed[w] = mixed[w - 1];
    for (int x = 0; x < columns->width; x++) {
        int c = columns->cells[x];

        out[x] =
            (guint8)((mixed[c] * (256 - columns->part[x]) + mixed[c + 1] * columns->part[x]) >> 16);
    }
}

/* The share of its estimate that bare paper has: the closing leans towards the brightest. */
static double
typical_share(PIX *small, PIX *paper)
{
    guint counts[257] = {0}, total = 0, seen = 0;

    for (int y = 0; y < pixGetHeight(small); y++) {
        const l_uint32 *a = pixGetData(small) + (gsize)y * (gsize)pixGetWpl(small);
        const l_uint32 *b = pixGetData(paper) + (gsize)y * (gsize)pixGetWpl(paper);

        for (int x = 0; x < pixGetWidth(small); x++) {
            guint here = GET_DATA_BYTE(a, x), under = GET_DATA_BYTE(b, x);

            if (under > 0 && here >= BARE * under) {
                counts[MIN(256, here * 256 / under)]++;
                total++;
            }
        }
    }
    for (int i = 0; i < 257; i++)
        if ((seen += counts[i]) * 2 > total)
            return i / 256.0;
    return 1;
}

/* A closing on a picture with a mirrored rim, so that the edges are not darker than the rest. */
static PIX *
closed(PIX *small, int brick)
{
    int rim = brick / 2 + 1;
    g_autoptr(PIX) wide = NULL, result = NULL;

    rim = MIN(rim, MIN(pixGetWidth(small), pixGetHeight(small)));
    wide = pixAddMirroredBorder(small, rim, rim, rim, rim);
    if (!wide)
        return pixCopy(NULL, small);
    result = pixCloseGray(wide, brick | 1, brick | 1);
    return pixRemoveBorder(result ? result : wide, rim);
}

static PIX *
smoothed(PIX *small, int half)
{
    half = MIN(half, (MIN(pixGetWidth(small), pixGetHeight(small)) - 1) / 2);
    return half < 1 ? pixCopy(NULL, small) : pixBlockconv(small, half, half);
}

/* The paper under the print. */
static PIX *
paper_of(PIX *small, double dpi)
{
    g_autoptr(PIX) soft = smoothed(small, 1);
    g_autoptr(PIX) filled = closed(soft, rv_pix_mm(dpi, BRICK_MM));
    PIX *paper = smoothed(filled, rv_pix_mm(dpi, BRICK_MM) / 4);
    double share = typical_share(small, paper);

    for (int y = 0; y < pixGetHeight(paper); y++) {
        l_uint32 *line = pixGetData(paper) + (gsize)y * pixGetWpl(paper);

        for (int x = 0; x < pixGetWidth(paper); x++)
            SET_DATA_BYTE(line, x, MAX(PAPER_MIN, (int)(GET_DATA_BYTE(line, x) * share)));
    }
    return paper;
}

/* Divides by the paper. Returns the deviation of neighbouring pixels of bare paper. */
static double
divide(PIX *gray, PIX *paper, int factor, PIX *out)
{
    int width = pixGetWidth(gray);
    g_auto(Columns) columns = columns_new(width, factor, pixGetWidth(paper));
    g_auto(Work) work = work_new(pixGetWidth(paper));
    g_autofree guint8 *under = g_malloc(RV_ROW_ROOM(width)), *row = g_malloc(RV_ROW_ROOM(width));
    g_autofree gint16 *values = g_new(gint16, width); /* half of the grain is above white */
    guint64 differences = 0, n = 0;
    guint32 gain[256];

    for (guint i = 0; i < 256; i++)
        gain[i] = (255u << 16) / MAX(PAPER_MIN, i);
    for (int y = 0; y < pixGetHeight(gray); y++) {
        guint difference = 0, seen = 0;

        enlarged_row(paper, &columns, y, factor, &work, under);
        rv_row_load(gray, y, row);
        for (int x = 0; x < width; x++) {
            values[x] = (gint16)((row[x] * gain[under[x]] + 32768) >> 16);
            row[x] = (guint8)MIN(255, values[x]);
        }
        for (int x = 1; x < width; x++) {
            gboolean bare = values[x] > 215 && values[x - 1] > 215; /* far from any stroke */
            int step = values[x] - values[x - 1];

            difference += bare ? (guint)ABS(step) : 0;
            seen += bare ? 1 : 0;
        }
        differences += difference;
        n += seen;
        rv_row_store(out, y, row);
    }
    return n == 0 ? 0 : (double)differences / n / 1.128; /* mean difference of two normal samples */
}

static double
rank_value(PIX *pix, float rank)
{
    l_uint32 value = 255;

    pixGetRankValue(pix, 1, rank, &value);
    return MIN(value, 255); /* Leptonica answers 256 when all is white */
}

/* Makes the light half of the paper's noise white. */
static void
whiten(PIX *gray, double noise)
{
    double white = 255 - MIN(WHITE_MAX, WHITE_NOISE * noise);
    g_autofree guint8 *row = NULL;
    guint8 table[256];

    for (int i = 0; i < 256; i++)
        table[i] = (guint8)MIN(255, i * 255 / white);
    row = g_malloc(RV_ROW_ROOM(pixGetWidth(gray)));
    for (int y = 0; y < pixGetHeight(gray); y++) {
        rv_row_load(gray, y, row);
        for (int x = 0; x < pixGetWidth(gray); x++)
            row[x] = table[row[x]];
        rv_row_store(gray, y, row);
    }
}

/* The darkest pixel of each cell, and of the cells within `brick` around it, smoothed. */
static PIX *
darkest(PIX *gray, int factor, int brick)
{
    g_autoptr(PIX) least = pixScaleGrayMinMax(gray, MIN(factor, pixGetWidth(gray)),
                                              MIN(factor, pixGetHeight(gray)), L_CHOOSE_MIN);
    g_autoptr(PIX) spread = least ? pixErodeGray(least, brick | 1, brick | 1) : NULL;

    return spread ? smoothed(spread, brick / 2) : pixCopy(NULL, gray);
}

/* Turns the surface into thresholds. */
static PIX *
thresholds(PIX *surface, PIX *dark, double noise)
{
    double most = MAX(SHARE_MIN, MIN(SHARE_MAX, 1 - SHARE_NOISE * noise / 255));
    int width = MIN(pixGetWidth(surface), pixGetWidth(dark));
    PIX *out = pixCopy(NULL, surface);

    for (int y = 0; y < MIN(pixGetHeight(out), pixGetHeight(dark)); y++) {
        const l_uint32 *in = pixGetData(dark) + (gsize)y * pixGetWpl(dark);
        l_uint32 *line = pixGetData(out) + (gsize)y * pixGetWpl(out);

        for (int x = 0; x < width; x++) {
            double top = GET_DATA_BYTE(line, x), level = top - DEPTH * (top - GET_DATA_BYTE(in, x));

            level = CLAMP(level, SHARE_MIN * top, most * top);
            SET_DATA_BYTE(line, x, (int)MAX(SURELY_DARK, level));
        }
    }
    return out;
}

RvEven
rv_even(PIX *gray, double dpi)
{
    RvEven even = {.factor = MAX(1, (int)lround(dpi / SMALL_DPI))};
    double small_dpi = dpi / even.factor;
    g_autoptr(PIX) small = rv_pix_reduce(gray, even.factor), paper = paper_of(small, small_dpi);
    g_autoptr(PIX) reduced = NULL, surface = NULL, dark = NULL;
    int brick = rv_pix_mm(small_dpi, STROKE_MM);

    even.gray = pixCreate(pixGetWidth(gray), pixGetHeight(gray), 8);
    even.noise = divide(gray, paper, even.factor, even.gray);
    whiten(even.gray, even.noise);
    reduced = rv_pix_reduce(even.gray, even.factor);
    surface = closed(reduced, brick);
    dark = darkest(even.gray, even.factor, brick);
    even.limit = thresholds(surface, dark, even.noise);
    even.paper = rank_value(paper, DARK_RANK);
    return even;
}

void
rv_even_clear(RvEven *even)
{
    g_clear_pointer(&even->gray, rv_pix_free);
    g_clear_pointer(&even->limit, rv_pix_free);
}

PIX *
rv_ink(const RvEven *even)
{
    int width = pixGetWidth(even->gray), height = pixGetHeight(even->gray);
    g_auto(Columns) columns = columns_new(width, even->factor, pixGetWidth(even->limit));
    g_auto(Work) work = work_new(pixGetWidth(even->limit));
    g_autofree guint8 *limit = g_malloc0(RV_ROW_ROOM(width) + 32);
    g_autofree guint8 *row = g_malloc0(RV_ROW_ROOM(width) + 32);
    PIX *ink = pixCreate(width, height, 1);

    for (int y = 0; y < height; y++) {
        l_uint32 *line = pixGetData(ink) + (gsize)y * pixGetWpl(ink);

        enlarged_row(even->limit, &columns, y, even->factor, &work, limit);
        rv_row_load(even->gray, y, row);
        for (int i = 0; i < (width + 31) / 32; i++) {
            guint32 word = 0;

            for (int k = 0; k < 32; k++)
                word = word << 1 | (row[32 * i + k] < limit[32 * i + k]);
            line[i] = word;
        }
        if (width % 32)
            line[width / 32] &= ~0u << (32 - width % 32);
    }
    return ink;
}

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

/* Threshold as a share of the surface: paper minus so many standard deviations of its noise, within
 * limits: above the first faint pencil and the fringe of letters thicken, below the second thin
 * strokes break. */
#define SHARE_MAX 0.80
#define SHARE_MIN 0.62
#define SHARE_NOISE 5.0
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

/* Row y of a picture `factor` times as large as `small`, between its cells. */
static void
enlarged_row(PIX *small, const Columns *columns, int y, int factor, guint32 *mixed, guint8 *out)
{
    int w = pixGetWidth(small), h = pixGetHeight(small), row;
    guint32 part;
    const l_uint32 *above, *below;

    place(y, factor, h, &row, &part);
    above = pixGetData(small) + (gsize)row * pixGetWpl(small);
    below = h < 2 ? above : above + pixGetWpl(small);
    for (int x = 0; x < w; x++)
        mixed[x] = GET_DATA_BYTE(above, x) * (256 - part) + GET_DATA_BYTE(below, x) * part;
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

    for (int y = 0; y < pixGetHeight(small); y++)
        for (int x = 0; x < pixGetWidth(small); x++) {
            l_uint32 a, b;

            pixGetPixel(small, x, y, &a);
            pixGetPixel(paper, x, y, &b);
            if (b > 0 && a >= BARE * b) {
                counts[MIN(256, a * 256 / b)]++;
                total++;
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
    g_autofree guint32 *mixed = g_new(guint32, pixGetWidth(paper) + 1);
    g_autofree guint8 *row = g_new(guint8, width);
    guint64 differences = 0, n = 0;
    guint32 gain[256];

    for (guint i = 0; i < 256; i++)
        gain[i] = (255u << 16) / MAX(PAPER_MIN, i);
    for (int y = 0; y < pixGetHeight(gray); y++) {
        const l_uint32 *in = pixGetData(gray) + (gsize)y * pixGetWpl(gray);
        l_uint32 *line = pixGetData(out) + (gsize)y * pixGetWpl(out);
        guint32 last = 0;

        enlarged_row(paper, &columns, y, factor, mixed, row);
        for (int x = 0; x < width; x++) {
            guint32 value = (GET_DATA_BYTE(in, x) * gain[row[x]] + 32768) >> 16;

            if (value > 215 && last > 215) { /* far from any stroke */
                differences += value > last ? value - last : last - value;
                n++;
            }
            last = value;
            SET_DATA_BYTE(line, x, MIN(255, value));
        }
    }
    return n == 0 ? 0 : (double)differences / n / 1.128; /* mean difference of two normal samples */
}

static double
rank_value(PIX *pix, float rank)
{
    l_uint32 value = 255;

    pixGetRankValue(pix, 1, rank, &value);
    return value;
}

RvEven
rv_even(PIX *gray, double dpi)
{
    RvEven even = {.factor = MAX(1, (int)lround(dpi / SMALL_DPI))};
    double small_dpi = dpi / even.factor;
    g_autoptr(PIX) small = rv_pix_reduce(gray, even.factor), paper = paper_of(small, small_dpi);
    g_autoptr(PIX) reduced = NULL;

    even.gray = pixCreate(pixGetWidth(gray), pixGetHeight(gray), 8);
    even.noise = divide(gray, paper, even.factor, even.gray);
    reduced = rv_pix_reduce(even.gray, even.factor);
    even.surface = closed(reduced, rv_pix_mm(small_dpi, STROKE_MM));
    even.paper = rank_value(paper, DARK_RANK);
    return even;
}

void
rv_even_clear(RvEven *even)
{
    g_clear_pointer(&even->gray, rv_pix_free);
    g_clear_pointer(&even->surface, rv_pix_free);
}

PIX *
rv_ink(const RvEven *even)
{
    int width = pixGetWidth(even->gray), height = pixGetHeight(even->gray);
    double share = CLAMP(1 - SHARE_NOISE * even->noise / 255, SHARE_MIN, SHARE_MAX);
    g_auto(Columns) columns = columns_new(width, even->factor, pixGetWidth(even->surface));
    g_autofree guint32 *mixed = g_new(guint32, pixGetWidth(even->surface) + 1);
    g_autofree guint8 *row = g_new(guint8, width);
    PIX *ink = pixCreate(width, height, 1);
    guint8 limit[256];

    for (int i = 0; i < 256; i++)
        limit[i] = (guint8)MAX(SURELY_DARK, i * share);
    for (int y = 0; y < height; y++) {
        const l_uint32 *in = pixGetData(even->gray) + (gsize)y * pixGetWpl(even->gray);
        l_uint32 *line = pixGetData(ink) + (gsize)y * pixGetWpl(ink);

        enlarged_row(even->surface, &columns, y, even->factor, mixed, row);
        for (int x = 0; x < width; x++)
            if (GET_DATA_BYTE(in, x) < limit[row[x]])
                SET_DATA_BIT(line, x);
    }
    return ink;
}

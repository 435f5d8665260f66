/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters that a stroke joins. A zigzag or a bent stroke is no straight way, but it grows together
 * with the letters that it runs through, while the other letters of the line stand by themselves.
 */
#include "boxes/struck-private.h"

#include "recevable/rank.h"

#include <math.h>

/* Where letters and the strokes through them are, above the baseline, in x-heights: the feet of the
 * letters, and ascenders. */
#define LOWEST (-0.12)
#define HIGHEST 1.4
/* Pens may be lighter than print: so dark, against the darkest of the line. */
static const double darks[] = {0.6, 0.5, 0.4};
/* Pieces that are lower, in x-heights, are dots, accents and specks. */
#define LETTER_HIGH 0.6
/* Only where so many letters stand by themselves, with half of them not wider than that, joined
 * letters tell anything. */
#define LETTERS 6
#define LETTER_WIDE 1.3
/* A stroke is a piece of so many x-heights, and so many times as wide as the next: where letters
 * grow together, several do. Noisy scans of small type reach 10 x-heights, 3.0 times the next; bent
 * strokes had more than 20, 19 times the next. */
#define WIDE 8.0
#define TIMES 5.0
/* One through two small words is shorter (4.1, 3.3 times): it is seen among so many letters that
 * are no wider than an m. On good pages: 4.0 x-heights and 2.6 times the next, 3.6 and 3.1 times
 * among 12 letters. */
#define SHORT_WIDE 3.6
#define SHORT_TIMES 3.0
#define SHORT_LETTERS 20
#define LETTER_M 1.6
/* An underline is dark along so much of the feet of the letters, which reach so high. */
#define FEET 0.1
#define UNDERLINE 0.8
/* A bar fills so much of its box; joined letters half. */
#define BAR 0.75

static PIX *
draw(const RvBand *band, int dark, int low, int rows)
{
    PIX *pix = pixCreate(band->width, rows, 1);

    for (int x = 0; x < band->width; x++)
        for (int r = 0; r < rows; r++)
            if (rv_band_gray(band, x, low + r) < dark)
                pixSetPixel(pix, x, rows - 1 - r, 1);
    return pix;
}

/* Does the piece run along the feet of the letters, or fill all of its box? */
static gboolean
is_rule(PIX *piece, int feet)
{
    int w = pixGetWidth(piece), h = pixGetHeight(piece), n = 0;

    for (int x = 0; x < w; x++) {
        l_uint32 is_dark = 0;

        for (int y = MAX(h - feet, 0); y < h && !is_dark; y++)
            pixGetPixel(piece, x, y, &is_dark);
        n += is_dark != 0;
    }
    return n > UNDERLINE * w || rv_pix_share(piece, (RvPx){0, 0, w, h}) > BAR;
}

/* What stands on a line, at one threshold. */
typedef struct {
    RvWay widest;     /* level, through the middle of the widest piece; width 0: none */
    int next, middle; /* widths of the second widest and of half of the pieces, pixels */
    int n;            /* pieces */
} Pieces;

static void
measure(const RvBand *band, PIXA *pieces, int low, int rows, Pieces *out)
{
    int feet = (int)ceil(FEET * band->x_height) - low, n = pixaGetCount(pieces);
    g_autoptr(GArray) widths = g_array_new(FALSE, FALSE, sizeof(int));

    for (int i = 0; i < n; i++) {
        int x, y, w, h;

        pixaGetBoxGeometry(pieces, i, &x, &y, &w, &h);
        if (h < LETTER_HIGH * band->x_height)
            continue;
        g_array_append_val(widths, w);
        if (w > out->widest.width) {
            g_autoptr(PIX) piece = pixaGetPix(pieces, i, L_CLONE);
            int row = low + rows - 1 - y - h / 2 - band->low;

            if (!is_rule(piece, feet - (rows - y - h)))
                out->widest = (RvWay){x, w, row, row, 0};
        }
    }
    out->n = (int)widths->len;
    out->middle = rv_median(widths); /* and they are sorted */
    out->next = out->n > 1 ? g_array_index(widths, int, widths->len - 2) : 0;
}

static Pieces
pieces_at(const RvBand *band, int dark)
{
    int low = (int)floor(LOWEST * band->x_height), rows = (int)(HIGHEST * band->x_height) - low + 1;
    g_autoptr(PIX) pix = band->width > 0 ? draw(band, dark, low, rows) : NULL;
    PIXA *pieces = NULL;
    BOXA *boxes = pix ? pixConnComp(pix, &pieces, 8) : NULL;
    Pieces found = {0};

    if (pieces && pixaGetCount(pieces) > 0)
        measure(band, pieces, low, rows, &found);
    boxaDestroy(&boxes);
    pixaDestroy(&pieces);
    if (found.n <= LETTERS || found.middle > LETTER_WIDE * band->x_height)
        found.widest.width = 0;
    return found;
}

static gboolean
is_stroke(const RvBand *band, const Pieces *pieces)
{
    double wide = pieces->widest.width / band->x_height, next = pieces->next / band->x_height;
    gboolean clear = pieces->n >= SHORT_LETTERS && next <= LETTER_M;

    if ((wide < WIDE || wide < TIMES * next) &&
        (!clear || wide < SHORT_WIDE || wide < SHORT_TIMES * next))
        return FALSE;
    return !rv_way_reaches_out(band, &pieces->widest);
}

gboolean
rv_band_is_joined(const RvBand *band)
{
    for (guint i = 0; i < G_N_ELEMENTS(darks); i++) {
        Pieces pieces = pieces_at(band, rv_band_dark(band, darks[i]));

        if (is_stroke(band, &pieces))
            return TRUE;
    }
    return FALSE;
}

double
rv_band_joined(const RvBand *band)
{
    int widest = 0;

    for (guint i = 0; i < G_N_ELEMENTS(darks); i++)
        widest = MAX(widest, pieces_at(band, rv_band_dark(band, darks[i])).widest.width);
    return widest / band->x_height;
}

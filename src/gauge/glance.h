/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page at a glance: its pixels as they came, made small enough to be looked at in milliseconds,
 * and what every measure of this folder starts from: the levels of paper and ink all over the page,
 * the pieces of ink, and which of them are letters.
 *
 * Nothing is assumed of paper, resolution or writing but that letters stand beside letters of like
 * size. Lengths are pixels: of the page's own picture ("real"), or of the small one ("small"),
 * which has a pixel for `factor` x `factor` real ones. Levels are 0 (black) to 255. */
#pragma once

#include "image/pieces.h"
#include "recevable/pdf.h"

#include <string.h>

/* The longer side of the small picture is less than twice this: 150 dpi of A4. */
#define RV_GLANCE_SIDE 1750
/* Small pixels of the side of a tile: a line of text and its gap. */
#define RV_GLANCE_TILE 16

typedef struct {
    guint8 paper; /* brightness of the paper under and around it; what is narrower than five tiles
                   * and dark is no paper */
    guint8 dark;  /* the darkest print in it and beside it */
    guint8 high;  /* a tenth of its pixels are brighter */
    guint8 low;   /* a thirtieth are darker */
    guint8 mean;
    float noise; /* mean difference of neighbours among its brighter half */
    float ink;   /* share of its pixels that are ink */
} RvTile;

typedef struct {
    guint piece; /* index into pieces */
    RvPx box;    /* small */
    int mate;    /* index of the nearest letter on the same line; -1: none */
    float angle; /* degrees, -90 to 90, from its middle to the mate's, clockwise */
    /* small pixels from the origin: along the lines to its middle; across them (clockwise from
     * along), to where its ink begins and ends */
    float along, head, foot;
} RvLetter;

typedef struct {
    const RvPixels *pixels;
    const guint8 *luma;        /* brightness of the real picture, row by row ... */
    int luma_stride;           /* ... bytes from one to the next */
    guint8 *own_luma;          /* NULL: `pixels` are grey, and `luma` is theirs */
    int factor, width, height; /* of the small picture */
    guint8 *gray;              /* its rows, width bytes each: mean brightness */
    guint8 *chroma;            /* likewise: how far apart the channels are; NULL of a grey page */
    int columns, rows;         /* tiles */
    RvTile *tiles;             /* row by row */
    double paper, noise, dark; /* medians over the tiles: all; all; those with ink */
    gboolean is_bilevel;       /* no greys */
    PIX *ink;                  /* small, 1 bpp */
    RvPieces pieces;           /* of ink */
    GArray *letters;           /* RvLetter */
    double x_height;           /* of small letters, small pixels; 0: unknown */
    double skew_deg;           /* of the lines, -45 to 45, positive clockwise; 0 when unknown */
    gboolean is_lying;         /* lines run down the page */
    double way_deg;            /* of the lines as they run, -90 to 90: skew_deg, turned if lying */
} RvGlance;

/* NULL when the pixels make no picture. `pixels` must live as long. */
RvGlance *rv_glance_new(const RvPixels *pixels);
void rv_glance_free(RvGlance *glance);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvGlance, rv_glance_free)

const RvTile *rv_glance_tile(const RvGlance *glance, int x, int y); /* at a small pixel */
/* Brightness along a row of the real picture. */
const guint8 *rv_glance_row(const RvGlance *glance, int y);
/* A copy of the same of some columns, one after the other; owned by the caller. */
guint8 *rv_glance_columns(const RvGlance *glance, const int *at, int n);

/* ---- the steps, for rv_glance_new() and the tests ---- */
/* tiles.c: fills in tiles and what follows from them, but for their share of ink. */
void rv_tiles_measure(RvGlance *glance);
/* lines.c: how the letters stand on lines that run about along way_deg, which it makes precise. */
void rv_lines_measure(RvGlance *glance);
/* x-height.c: from the letters and how they lie. */
void rv_x_height_measure(RvGlance *glance);
/* letters.c: ink, pieces, letters, x-height, and how the lines lie. */
void rv_letters_find(RvGlance *glance);

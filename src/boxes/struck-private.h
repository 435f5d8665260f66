/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What struck.c and strokelike.c share: a line of print, and ways along it. */
#pragma once

#include "boxes/boxes-private.h"

/* The x-height of the line, column by column. */
typedef struct {
    const RvSheet *sheet;
    const RvStrip *line;
    double x_height;
    int width, rows; /* columns; rows a column, the lowest first */
    int low;         /* of the lowest row, above the baseline */
    int dark;        /* grey below which a pixel may belong to a stroke */
    guint8 *full;    /* is it? One row off is near enough: pens shake */
} RvBand;

/* A straight way over so many columns. */
typedef struct {
    int from, width;
    int first, last; /* its rows at both ends */
    double share;    /* of its columns, that are full */
} RvWay;

static inline int
rv_way_row(const RvWay *way, int column)
{
    return way->first + (way->last - way->first) * column / way->width;
}

/* `above`: rows above the baseline. Outside of the sheet nothing is dark. */
int rv_band_gray(const RvBand *band, int column, int above); /* 255: outside of the sheet */
gboolean rv_band_is_dark(const RvBand *band, int column, int above);

/* The grey of so much of the darkness of the line's print. */
int rv_band_dark(const RvBand *band, double share);

/* joined.c: has a stroke joined letters, where the others of the line stand by themselves? */
gboolean rv_band_is_joined(const RvBand *band);
/* The width of the widest piece that letters have grown into there, x-heights. */
double rv_band_joined(const RvBand *band);

/* strokelike.c: what else is dark all along a way. */
gboolean rv_way_is_bar(const RvBand *band, const RvWay *way);
/* The top or the foot of a stamp's edge. */
gboolean rv_way_is_arc(const RvBand *band, const RvWay *way);
/* Is the stroke a part of something that reaches far above or below the line? */
gboolean rv_way_reaches_out(const RvBand *band, const RvWay *way);

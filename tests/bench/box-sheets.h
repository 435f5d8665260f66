/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of tick boxes that make-corpus --boxes makes, with their truth. */
#pragma once

#include "recevable/boxes.h"

#include <stdio.h>

/* A box as it was printed and marked. */
typedef struct {
    char *state, *mark, *style;
    int page;
    guint question;
    RvPt box, first,
        last; /* middles as displayed, sizes as drawn; the label's first and last line */
} BenchBox;

/* L0 to L5. */
#define BENCH_BOX_LEVELS 6
/* Looks at a sheet: `base` is its path without ending, `number` counts those of its level. Writes
 * records to `out`. */
typedef void (*BenchBoxWork)(const char *base, int level, int number, FILE *out);
/* Makes so many sheets of each level in BUILD/bench and has all of them looked at, by two processes
 * side by side; gives the records, of that size, that they wrote. Owned by the caller; fails with a
 * message. */
GArray *bench_box_sheets(const char *build, int sheets, int seed, BenchBoxWork work,
                         guint record_size);
/* BenchBox; owned by the caller. */
GArray *bench_boxes_load(const char *base);
/* The only page of a sheet's PDF as the image stage leaves it. Fails with a message. */
RvSheet *bench_box_sheet_open(const char *base);
/* RvBoxQuery, one a box, by the labels of the truth; owned by the caller. */
GArray *bench_box_queries(const RvSheet *sheet, const GArray *boxes);
/* A rectangle of the page on the sheet: its middle, and its size on the straightened page. */
RvPx bench_box_px(const RvSheet *sheet, RvPt rect);

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The edges of strokes: how steep, how deep. Rows and columns are sampled; wherever one enters or
 * leaves ink, the run of grey from paper to ink is an edge. */
#include "gauge/gauge-private.h"

#include <math.h>

/* One row and one column in so many pixels: some 10 000 edges on a page of text. */
#define STEP 16
/* An edge is followed at most this far either way, pixels at 300 dpi: a stroke of bold text. */
#define REACH 12
/* A weaker edge is the fringe of something else. */
#define DEPTH_MIN 40
/* Ink is as dark as the darker edges: a letterhead in grey and what shines through are not the
 * print that matters. */
#define INK_RANK 0.25
/* Widths are counted in so many parts of a pixel ... */
#define PARTS 16
/* ... up to this many pixels. */
#define WIDTH_MAX 16

typedef struct {
    guint width[WIDTH_MAX * PARTS + 1]; /* edges by width */
    guint ink[256];                     /* edges by their darkest pixel */
    guint n;
} Edges;

/* A row or a column of the sheet. */
typedef struct {
    guint8 *gray;
    guint8 *print;
    int n;
} Line;

static void
take_row(const RvSheet *sheet, int y, Line *line)
{
    const l_uint32 *gray = pixGetData(sheet->gray) + (gsize)y * pixGetWpl(sheet->gray);
    const l_uint32 *print = pixGetData(sheet->print) + (gsize)y * pixGetWpl(sheet->print);

    line->n = sheet->width;
    for (int x = 0; x < line->n; x++) {
        line->gray[x] = GET_DATA_BYTE(gray, x);
        line->print[x] = GET_DATA_BIT(print, x);
    }
}

static void
take_column(const RvSheet *sheet, int x, Line *line)
{
    const l_uint32 *gray = pixGetData(sheet->gray), *print = pixGetData(sheet->print);
    int gray_wpl = pixGetWpl(sheet->gray), print_wpl = pixGetWpl(sheet->print);

    line->n = sheet->height;
    for (int y = 0; y < line->n; y++, gray += gray_wpl, print += print_wpl) {
        line->gray[y] = GET_DATA_BYTE(gray, x);
        line->print[y] = GET_DATA_BIT(print, x);
    }
}

/* Follows the edge between `paper` and `ink`, which are neighbours, to both of its ends. */
static void
follow(const Line *line, int paper, int ink, int reach, Edges *edges)
{
    int step = ink - paper, first = paper, last = ink, steepest = 0, depth;

    for (int k = 0; k < reach; k++) {
        int next = first - step;

        if (next < 0 || next >= line->n || line->gray[next] < line->gray[first])
            break;
        first = next;
    }
    for (int k = 0; k < reach; k++) {
        int next = last + step;

        if (next < 0 || next >= line->n || line->gray[next] > line->gray[last])
            break;
        last = next;
    }
    depth = line->gray[first] - line->gray[last];
    if (depth < DEPTH_MIN)
        return;
    for (int i = first; i != last; i += step) {
        int fall = line->gray[i] - line->gray[i + step];

        steepest = MAX(steepest, fall);
    }
    edges->width[MIN(WIDTH_MAX * PARTS, depth * PARTS / steepest)]++;
    edges->ink[line->gray[last]]++;
    edges->n++;
}

static void
take_edges(const Line *line, int reach, Edges *edges)
{
    for (int i = 1; i < line->n; i++) {
        if (line->print[i] == line->print[i - 1])
            continue;
        if (line->print[i])
            follow(line, i - 1, i, reach, edges);
        else
            follow(line, i, i - 1, reach, edges);
    }
}

/* The first value that so large a share of the edges does not exceed. */
static guint
rank(const guint *counts, guint n_counts, double share, guint n)
{
    guint seen = 0;

    for (guint i = 0; i < n_counts; i++)
        if ((seen += counts[i]) > share * n)
            return i;
    return n_counts - 1;
}

RvStrokes
rv_strokes_measure(const RvSheet *sheet)
{
    gsize size = MAX(sheet->width, sheet->height);
    g_autofree guint8 *gray = g_malloc(size), *print = g_malloc(size);
    g_autofree Edges *edges = g_new0(Edges, 1);
    Line line = {gray, print, 0};
    int reach = MAX(2, (int)lround(REACH * sheet->dpi / 300));

    for (int y = STEP / 2; y < sheet->height; y += STEP) {
        take_row(sheet, y, &line);
        take_edges(&line, reach, edges);
    }
    for (int x = STEP / 2; x < sheet->width; x += STEP) {
        take_column(sheet, x, &line);
        take_edges(&line, reach, edges);
    }
    return (RvStrokes){
        .n = edges->n,
        .width = (double)rank(edges->width, G_N_ELEMENTS(edges->width), 0.5, edges->n) / PARTS,
        .darkest = rank(edges->ink, G_N_ELEMENTS(edges->ink), INK_RANK, edges->n),
    };
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connected pieces by runs and union-find: one pass over the words of the picture. Leptonica's own
 * makes a picture of every piece, which on a noisy page takes longer than all the rest. */
#include "image/pieces.h"

/* A page of noise may have a run every other pixel. Beyond this there is nothing to read in it; the
 * memory stays under 200 MB. */
#define MAX_RUNS 8000000

int
rv_next_pixel(const l_uint32 *line, int from, int width, gboolean set)
{
    l_uint32 flip = set ? 0 : ~0u;
    int i = from / 32, words = (width + 31) / 32;
    l_uint32 word;

    if (from >= width)
        return width;
    word = (line[i] ^ flip) & (~0u >> (from % 32));
    while (!word) {
        if (++i >= words)
            return width;
        word = line[i] ^ flip;
    }
    return MIN(width, i * 32 + __builtin_clz(word));
}

static guint
root_of(guint *parents, guint i)
{
    while (parents[i] != i)
        i = parents[i] = parents[parents[i]];
    return i;
}

/* Joins the runs of one row with those of the row above. */
static void
join_rows(const RvRun *runs, guint above, guint row, guint end, guint *parents)
{
    guint a = above;

    for (guint i = row; i < end; i++) {
        while (a < row && runs[a].x1 < runs[i].x0)
            a++;
        for (guint b = a; b < row && runs[b].x0 <= runs[i].x1; b++) {
            guint first = root_of(parents, b), second = root_of(parents, i);

            parents[MAX(first, second)] = MIN(first, second);
        }
    }
}

static gboolean
find_runs(PIX *pix, GArray *runs)
{
    int width = pixGetWidth(pix), height = pixGetHeight(pix);

    for (int y = 0; y < height; y++) {
        const l_uint32 *line = pixGetData(pix) + (gsize)y * pixGetWpl(pix);
        int x = 0;

        while ((x = rv_next_pixel(line, x, width, TRUE)) < width) {
            RvRun run = {y, x, rv_next_pixel(line, x, width, FALSE), runs->len};

            x = run.x1;
            g_array_append_val(runs, run);
        }
        if (runs->len > MAX_RUNS)
            return FALSE;
    }
    return TRUE;
}

static void
join_runs(const GArray *runs, guint *parents)
{
    const RvRun *r = (const RvRun *)(void *)runs->data;
    guint above = 0, row = 0;

    while (row < runs->len) {
        guint end = row;

        while (end < runs->len && r[end].y == r[row].y)
            end++;
        if (row > above && r[above].y == r[row].y - 1)
            join_rows(r, above, row, end, parents);
        above = row;
        row = end;
    }
}

/* A root stands before all runs of its piece, so pieces come in the order of their first pixel. */
static void
number_pieces(RvPieces *pieces, guint *parents)
{
    for (guint i = 0; i < pieces->runs->len; i++) {
        RvRun *run = &g_array_index(pieces->runs, RvRun, i);
        RvPx box = {run->x0, run->y, run->x1 - run->x0, 1};
        guint root = root_of(parents, i);
        RvPiece *piece;

        if (root == i) {
            RvPiece fresh = {box, 0};

            run->piece = pieces->pieces->len;
            g_array_append_val(pieces->pieces, fresh);
        } else {
            run->piece = g_array_index(pieces->runs, RvRun, root).piece;
        }
        piece = &g_array_index(pieces->pieces, RvPiece, run->piece);
        piece->box = rv_px_union(piece->box, box);
        piece->area += box.w;
    }
}

RvPieces
rv_pieces_find(PIX *pix)
{
    RvPieces found = {g_array_new(FALSE, FALSE, sizeof(RvRun)),
                      g_array_new(FALSE, FALSE, sizeof(RvPiece))};
    g_autofree guint *parents = NULL;

    if (!find_runs(pix, found.runs))
        g_array_set_size(found.runs, 0);
    parents = g_new(guint, found.runs->len + 1);
    for (guint i = 0; i < found.runs->len; i++)
        parents[i] = i;
    join_runs(found.runs, parents);
    number_pieces(&found, parents);
    return found;
}

void
rv_pieces_clear(RvPieces *pieces)
{
    g_clear_pointer(&pieces->runs, g_array_unref);
    g_clear_pointer(&pieces->pieces, g_array_unref);
}

void
rv_pieces_erase(const RvPieces *pieces, const guint8 *gone, PIX *pix)
{
    for (guint i = 0; i < pieces->runs->len; i++) {
        const RvRun *run = &g_array_index(pieces->runs, RvRun, i);

        if (gone[run->piece])
            pixRasterop(pix, run->x0, run->y, run->x1 - run->x0, 1, PIX_CLR, NULL, 0, 0);
    }
}

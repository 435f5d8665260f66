/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gauge/region.h"

#include <math.h>

/* Cells that are so much worse than the page, and worse than that, make regions ... */
#define WORSE 0.06
#define POOR 0.9
/* ... which count from so many letters on: a word. */
#define MIN_LETTERS 8

typedef struct {
    const RvPageScore *page;
    const RvCell *cells;
    gboolean *seen;
    /* of the region that is being followed */
    int left, top, right, bottom;
    double letters, lost;
} Search;

static gboolean
is_poor(const Search *s, int column, int row)
{
    const RvLegibility *map = &s->page->map;
    float share = map->cells[row * map->columns + column];

    return !isnan(share) && share < POOR && share < s->page->accuracy - WORSE;
}

/* The poor cells that hang together with one, by their corners too. */
static void
follow(Search *s, int first)
{
    const RvLegibility *map = &s->page->map;
    g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, sizeof(int));

    g_array_append_val(stack, first);
    s->seen[first] = TRUE;
    while (stack->len) {
        int at = g_array_index(stack, int, stack->len - 1);
        int column = at % map->columns, row = at / map->columns;

        g_array_set_size(stack, stack->len - 1);
        s->left = MIN(s->left, column);
        s->right = MAX(s->right, column);
        s->top = MIN(s->top, row);
        s->bottom = MAX(s->bottom, row);
        s->letters += s->cells[at].letters;
        s->lost += s->cells[at].letters * (1 - (double)map->cells[at]);
        for (int y = MAX(0, row - 1); y <= MIN(map->rows - 1, row + 1); y++)
            for (int x = MAX(0, column - 1); x <= MIN(map->columns - 1, column + 1); x++) {
                int next = y * map->columns + x;

                if (s->seen[next] || !is_poor(s, x, y))
                    continue;
                s->seen[next] = TRUE;
                g_array_append_val(stack, next);
            }
    }
}

static void
keep(RvPageScore *page, const Search *s)
{
    double w = page->width_pt / page->map.columns, h = page->height_pt / page->map.rows;

    page->has_worst = TRUE;
    page->worst = (RvPt){s->left * w, s->top * h, (s->right + 1) * w, (s->bottom + 1) * h};
    page->worst_accuracy = 1 - s->lost / s->letters;
}

void
rv_worst_find(RvPageScore *page, const RvCell *cells)
{
    const RvLegibility *map = &page->map;
    g_autofree gboolean *seen = g_new0(gboolean, map->columns * map->rows);
    double most = 0;

    for (int i = 0; i < map->columns * map->rows; i++) {
        Search s = {.page = page, .cells = cells, .seen = seen, .left = G_MAXINT, .top = G_MAXINT};

        if (seen[i] || !is_poor(&s, i % map->columns, i / map->columns))
            continue;
        follow(&s, i);
        if (s.letters < MIN_LETTERS || s.lost <= most)
            continue;
        most = s.lost;
        keep(page, &s);
    }
}

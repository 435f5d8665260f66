/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leaders: rows of dots or dashes that ask to be written on. Chains of small pieces at one height
 * with equal gaps; what stands on them breaks the chain, so loose dots beside a sure one are taken
 * in when they keep its pitch. */
#include "image/image-private.h"

#include <math.h>
#include <stdlib.h>

/* Dots and dashes of leaders, as printed at 6 to 12 points. */
#define MAX_HEIGHT_MM 0.8
#define MAX_WIDTH_MM 4.0
/* White between two of them: dots are 0.5 to 1.5 mm apart, spaced ones up to 2.5. */
#define MAX_GAP_MM 2.6
/* Bottoms of neighbours on one leader differ by less. */
#define SAME_ROW_MM 0.3
/* An ellipsis has three dots; `....` is still one for some writers. */
#define MIN_LINKS 5
#define MIN_LENGTH_MM 3.5
/* Gaps of one leader are this near to the usual one, as a share of it. */
#define GAP_SLACK 0.35
/* Dots have at least this share of their width between them, dashes are this much longer than high:
 * small print is neither. */
#define DOT_GAP 0.5
#define DASH_SHAPE 2.5
/* The dots of a colon of 12 points. Of the dots to the left and right so many are looked at. */
#define COLON_MM 2.0
#define MAX_BESIDE 24
/* Loose dots this far from a leader still belong to it: a written word stands between. */
#define REACH_MM 60.0
/* How well they keep its pitch, as a share of it. */
#define PHASE_SLACK 0.2

typedef struct {
    guint piece;
    RvPx box;
    int next; /* the dot right of it, -1: none */
    gboolean has_previous, taken;
} Dot;

static int
compare_dots(gconstpointer a, gconstpointer b)
{
    const RvPx *d = &((const Dot *)a)->box, *e = &((const Dot *)b)->box;

    return d->x != e->x ? (d->x > e->x) - (d->x < e->x) : (d->y > e->y) - (d->y < e->y);
}

static GArray *
collect_dots(const RvPieces *pieces, double dpi)
{
    int width = rv_pix_mm(dpi, MAX_WIDTH_MM), height = rv_pix_mm(dpi, MAX_HEIGHT_MM);
    GArray *dots = g_array_new(FALSE, FALSE, sizeof(Dot));

    for (guint i = 0; i < pieces->pieces->len; i++) {
        Dot dot = {i, g_array_index(pieces->pieces, RvPiece, i).box, -1, FALSE, FALSE};

        if (dot.box.w <= width && dot.box.h <= height && dot.box.h <= 2 * dot.box.w)
            g_array_append_val(dots, dot);
    }
    g_array_sort(dots, compare_dots);
    return dots;
}

/* Takes the dots of colons out of the chase: they stand on each other. */
static void
drop_colons(GArray *dots, double dpi)
{
    int most = rv_pix_mm(dpi, COLON_MM);
    g_autoptr(GArray) kept = g_array_new(FALSE, FALSE, sizeof(Dot));

    for (guint i = 0; i < dots->len; i++) {
        Dot dot = g_array_index(dots, Dot, i);
        gboolean colon = FALSE;

        for (guint j = i > MAX_BESIDE ? i - MAX_BESIDE : 0;
             j < MIN(dots->len, i + MAX_BESIDE) && !colon; j++) {
            RvPx other = g_array_index(dots, Dot, j).box;

            colon = rv_px_overlap_x(dot.box, other) * 2 > MIN(dot.box.w, other.w) &&
                    rv_px_overlap_y(dot.box, other) < 0 && dot.box.w < 2 * other.w &&
                    other.w < 2 * dot.box.w && abs(dot.box.y - other.y) <= most;
        }
        if (!colon)
            g_array_append_val(kept, dot);
    }
    g_array_set_size(dots, 0);
    g_array_append_vals(dots, kept->data, kept->len);
}

/* Links every dot with its nearest neighbour to the right. last[]: the dot that ended last on each
 * row of pixels, while the dots come from left to right. */
static void
link_dots(Dot *dots, guint n, double dpi)
{
    int gap = rv_pix_mm(dpi, MAX_GAP_MM), slack = rv_pix_mm(dpi, SAME_ROW_MM), rows = 0;
    g_autofree int *last = NULL;

    for (guint i = 0; i < n; i++)
        rows = MAX(rows, rv_px_bottom(dots[i].box));
    last = g_new(int, rows + 1);
    for (int y = 0; y <= rows; y++)
        last[y] = -1;
    for (guint i = 0; i < n; i++) {
        RvPx box = dots[i].box;
        int bottom = rv_px_bottom(box), best = -1;

        for (int y = MAX(0, bottom - slack); y <= MIN(rows, bottom + slack); y++)
            if (last[y] >= 0 && box.x > rv_px_right(dots[last[y]].box) &&
                box.x - rv_px_right(dots[last[y]].box) <= gap &&
                (best < 0 || rv_px_right(dots[best].box) < rv_px_right(dots[last[y]].box)))
                best = last[y];
        if (best >= 0 && dots[best].next < 0) {
            dots[best].next = (int)i;
            dots[i].has_previous = TRUE;
        }
        last[bottom] = (int)i;
    }
}

static int
gap_after(const Dot *dots, int i)
{
    return dots[dots[i].next].box.x - rv_px_right(dots[i].box);
}

/* Are the dots chain[from] ... chain[to - 1] a leader? */
static gboolean
is_leader(const Dot *dots, const GArray *chain, guint from, guint to, double dpi)
{
    g_autoptr(GArray) widths = g_array_new(FALSE, FALSE, sizeof(int));
    g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(int));
    g_autoptr(GArray) gaps = g_array_new(FALSE, FALSE, sizeof(int));
    RvPx first, last;

    if (to - from < MIN_LINKS)
        return FALSE;
    for (guint i = from; i < to; i++) {
        int at = g_array_index(chain, int, i), gap = i + 1 < to ? gap_after(dots, at) : 0;

        g_array_append_val(widths, dots[at].box.w);
        g_array_append_val(heights, dots[at].box.h);
        if (gap > 0)
            g_array_append_val(gaps, gap);
    }
    first = dots[g_array_index(chain, int, from)].box;
    last = dots[g_array_index(chain, int, to - 1)].box;
    if (rv_px_right(last) - first.x < rv_pix_mm(dpi, MIN_LENGTH_MM))
        return FALSE;
    return rv_median(gaps) >= DOT_GAP * rv_median(widths) ||
           rv_median(widths) >= DASH_SHAPE * rv_median(heights);
}

/* Does the dot stand on the leader's row, and a whole number of steps from its start? */
static gboolean
keeps_pitch(const Dot *dot, RvPx leader, double pitch, int width, int slack)
{
    double steps = (dot->box.x - leader.x) / pitch;
    int bottom = rv_px_bottom(dot->box);

    return dot->box.w <= 2 * width && bottom >= leader.y - slack + leader.h &&
           bottom <= rv_px_bottom(leader) + slack && fabs(steps - round(steps)) <= PHASE_SLACK;
}

/* Takes in loose dots left and right of a leader that keep its pitch, two at least side by side: a
 * single one may be the full stop of what is written there. */
static void
take_loose(Dot *dots, guint n, RvPx leader, double pitch, int width, double dpi)
{
    int reach = rv_pix_mm(dpi, REACH_MM), slack = rv_pix_mm(dpi, SAME_ROW_MM), before = -1;

    for (guint i = 0; i < n && dots[i].box.x <= rv_px_right(leader) + reach; i++) {
        if (rv_px_right(dots[i].box) < leader.x - reach ||
            !keeps_pitch(&dots[i], leader, pitch, width, slack))
            continue;
        if (before >= 0 && fabs(dots[i].box.x - dots[before].box.x - pitch) <= PHASE_SLACK * pitch)
            dots[i].taken = dots[before].taken = TRUE;
        before = (int)i;
    }
}

static void
accept(Dot *dots, guint n, const GArray *chain, guint from, guint to, double dpi, GArray *leaders)
{
    RvPx box = {0}, first = dots[g_array_index(chain, int, from)].box;
    RvPx last = dots[g_array_index(chain, int, to - 1)].box;
    double pitch = (double)(last.x - first.x) / (to - from - 1);

    for (guint i = from; i < to; i++) {
        Dot *dot = &dots[g_array_index(chain, int, i)];

        dot->taken = TRUE;
        box = rv_px_union(box, dot->box);
    }
    g_array_append_val(leaders, box);
    take_loose(dots, n, box, pitch, first.w, dpi);
}

/* Cuts a chain where its gaps are not the usual ones and takes the parts that are leaders. */
static void
judge_chain(Dot *dots, guint n, const GArray *chain, double dpi, GArray *leaders)
{
    g_autoptr(GArray) gaps = g_array_new(FALSE, FALSE, sizeof(int));
    guint from = 0;
    int usual, slack;

    for (guint i = 0; i + 1 < chain->len; i++) {
        int gap = gap_after(dots, g_array_index(chain, int, i));

        g_array_append_val(gaps, gap);
    }
    usual = rv_median(gaps);
    slack = MAX(2, (int)(usual * GAP_SLACK));
    for (guint i = 0; i < chain->len; i++) {
        if (i + 1 < chain->len &&
            abs(gap_after(dots, g_array_index(chain, int, i)) - usual) <= slack)
            continue;
        if (is_leader(dots, chain, from, i + 1, dpi))
            accept(dots, n, chain, from, i + 1, dpi, leaders);
        from = i + 1;
    }
}

static int
compare_boxes(gconstpointer a, gconstpointer b)
{
    const RvPx *r = a, *s = b;

    return r->y != s->y ? (r->y > s->y) - (r->y < s->y) : (r->x > s->x) - (r->x < s->x);
}

void
rv_leaders_find(const RvPieces *pieces, double dpi, GArray *leaders, guint8 *gone)
{
    g_autoptr(GArray) found = collect_dots(pieces, dpi);
    g_autoptr(GArray) chain = g_array_new(FALSE, FALSE, sizeof(int));
    Dot *dots;

    drop_colons(found, dpi);
    dots = (Dot *)(void *)found->data;
    link_dots(dots, found->len, dpi);
    for (guint i = 0; i < found->len; i++) {
        if (dots[i].has_previous)
            continue;
        g_array_set_size(chain, 0);
        for (int at = (int)i; at >= 0; at = dots[at].next)
            g_array_append_val(chain, at);
        if (chain->len >= MIN_LINKS)
            judge_chain(dots, found->len, chain, dpi, leaders);
    }
    for (guint i = 0; i < found->len; i++)
        if (dots[i].taken)
            gone[dots[i].piece] = TRUE;
    g_array_sort(leaders, compare_boxes);
}

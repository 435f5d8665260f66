/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "image/rules-private.h"

#include <math.h>
#include <stdlib.h>

/* What may stand out from a rule, as a share of its thickness, before it counts as a stroke. */
#define OVERHANG 0.6
/* Rules are followed this far beyond where they were seen to end. */
#define END_MM 0.6
/* A stroke along a rule (the 1 under a scanner's streak) makes it so many times heavier, over so
 * much of its length. */
#define HEAVY 1.5
#define ALONG_MM 1.0

/* The ink around `from` rows in one column, at most `limit` rows further up and down. */
static RvSpan
ink_around(PIX *ink, int x, RvSpan from, int limit)
{
    int wpl = pixGetWpl(ink), height = pixGetHeight(ink);
    const l_uint32 *data = pixGetData(ink);
    int top = MAX(0, from.top), bottom = MIN(height, from.bottom);

    while (top < bottom && !GET_DATA_BIT(data + (gsize)top * wpl, x))
        top++;
    while (bottom > top && !GET_DATA_BIT(data + (gsize)(bottom - 1) * wpl, x))
        bottom--;
    if (top >= bottom)
        return (RvSpan){0, 0};
    while (top > 0 && top > from.top - limit && GET_DATA_BIT(data + (gsize)(top - 1) * wpl, x))
        top--;
    while (bottom < height && bottom < from.bottom + limit &&
           GET_DATA_BIT(data + (gsize)bottom * wpl, x))
        bottom++;
    return (RvSpan){top, bottom};
}

RvSpan *
rv_spans_of(const RvPieces *pieces, const guint *firsts, guint piece, RvPx box)
{
    RvSpan *spans = g_new0(RvSpan, box.w);

    for (guint i = firsts[piece]; i < firsts[piece + 1]; i++) {
        RvRun run = g_array_index(pieces->runs, RvRun, i);

        for (int x = run.x0 - box.x; x < run.x1 - box.x; x++) {
            spans[x].top = spans[x].bottom == 0 ? run.y : MIN(spans[x].top, run.y);
            spans[x].bottom = MAX(spans[x].bottom, run.y + 1);
        }
    }
    return spans;
}

static int
compare_runs(gconstpointer a, gconstpointer b)
{
    const RvRun *r = a, *s = b;

    return (r->piece > s->piece) - (r->piece < s->piece);
}

guint *
rv_spans_sort(RvPieces *pieces)
{
    guint *firsts = g_new0(guint, pieces->pieces->len + 2);

    g_array_sort(pieces->runs, compare_runs);
    for (guint i = 0; i < pieces->runs->len; i++)
        firsts[g_array_index(pieces->runs, RvRun, i).piece + 1]++;
    for (guint i = 0; i < pieces->pieces->len; i++)
        firsts[i + 1] += firsts[i];
    return firsts;
}

int
rv_spans_thickness(PIX *ink, const RvSpan *spans, RvPx box, int limit)
{
    g_autoptr(GArray) sizes = g_array_new(FALSE, FALSE, sizeof(int));

    for (int x = 0; x < box.w; x++) {
        RvSpan span = ink_around(ink, box.x + x, spans[x], limit);
        int size = span.bottom - span.top;

        if (size > 0)
            g_array_append_val(sizes, size);
    }
    return rv_median(sizes);
}

static int
thickest(int thickness)
{
    return thickness + MAX(2, (int)(thickness * OVERHANG));
}

double
rv_spans_alone(PIX *ink, const RvSpan *spans, RvPx box, int thickness)
{
    int most = thickest(thickness), n = 0, seen = 0;

    for (int x = 0; x < box.w; x++) {
        RvSpan span = ink_around(ink, box.x + x, spans[x], most + 1);
        int size = span.bottom - span.top;

        seen += size > 0;
        n += size > 0 && size <= most;
    }
    return seen == 0 ? 0 : (double)n / seen;
}

double
rv_spans_even(PIX *ink, const RvSpan *spans, RvPx box, int thickness)
{
    int slack = MAX(1, thickness / 4), n = 0;

    for (int x = 0; x < box.w; x++) {
        RvSpan span = ink_around(ink, box.x + x, spans[x], 2 * thickness + 1);

        n += abs(span.bottom - span.top - thickness) <= slack;
    }
    return box.w ? (double)n / box.w : 0;
}

double
rv_spans_bend(const RvSpan *spans, int width)
{
    double n = 0, x1 = 0, x2 = 0, y1 = 0, y2 = 0, xy = 0, xx, yy;

    for (int x = 0; x < width; x++) {
        double y = (spans[x].top + spans[x].bottom) / 2.0;

        if (spans[x].bottom <= spans[x].top)
            continue;
        n++;
        x1 += x;
        x2 += (double)x * x;
        y1 += y;
        y2 += y * y;
        xy += x * y;
    }
    xx = n * x2 - x1 * x1;
    yy = n * y2 - y1 * y1;
    xy = n * xy - x1 * y1;
    return n > 0 && xx > 0 ? sqrt(MAX(0, yy - xy * xy / xx)) / n : 0;
}

/* The darkness of a span and of the pixel beside it either way, summed up. */
static int
weigh(const RvRuleView *view, int x, RvSpan span)
{
    int height = pixGetHeight(view->gray), sum = 0;

    for (int y = span.top - 1; y <= span.bottom; y++) {
        l_uint32 value = 255;

        if (view->turned) /* by a quarter clockwise: what was left is up */
            pixGetPixel(view->gray, y, height - 1 - x, &value);
        else
            pixGetPixel(view->gray, x, y, &value);
        sum += 255 - (int)value;
    }
    return sum;
}

/* The spans of a longer box, carried on a little at both ends: that is where rules meet. */
static RvSpan *
carried_on(const RvSpan *spans, RvPx box, RvPx longer)
{
    RvSpan *out = g_new0(RvSpan, longer.w);

    for (int x = 0; x < longer.w; x++)
        out[x] = spans[CLAMP(longer.x + x - box.x, 0, box.w - 1)];
    return out;
}

/* Where a stroke runs along the rule, it is heavier than usual for the length of a letter. heavy[]
 * is set there. Columns where something runs across count as usual ones. */
static guint8 *
find_strokes_along(const RvRuleView *view, const RvSpan *fine, RvPx full, int most)
{
    int reach = rv_pix_mm(view->dpi, ALONG_MM) / 2, usual;
    g_autofree int *sums = g_new0(int, full.w + 1);
    g_autofree int *weights = g_new0(int, full.w);
    g_autoptr(GArray) sorted = g_array_new(FALSE, FALSE, sizeof(int));
    guint8 *heavy = g_new0(guint8, full.w);

    for (int x = 0; x < full.w; x++) {
        int size = fine[x].bottom - fine[x].top;

        if (size == 0 || size > most)
            continue;
        weights[x] = weigh(view, full.x + x, fine[x]);
        g_array_append_val(sorted, weights[x]);
    }
    usual = rv_median(sorted);
    for (int x = 0; x < full.w; x++)
        sums[x + 1] = sums[x] + (weights[x] > 0 ? weights[x] : usual);
    for (int x = 0; x < full.w; x++) {
        int from = MAX(0, x - reach), to = MIN(full.w, x + reach + 1);

        heavy[x] = sums[to] - sums[from] > HEAVY * usual * (to - from);
    }
    return heavy;
}

void
rv_spans_remove(const RvRuleView *view, const RvSpan *spans, RvPx box)
{
    RvPx full = rv_px_clip(rv_px_grow(box, rv_pix_mm(view->dpi, END_MM), 0),
                           pixGetWidth(view->print), pixGetHeight(view->print));
    g_autofree RvSpan *fine = NULL;
    g_autofree guint8 *heavy = NULL;
    int most;

    fine = carried_on(spans, box, full);
    most = thickest(rv_spans_thickness(view->print, fine, full, full.h));
    for (int x = 0; x < full.w; x++)
        fine[x] = ink_around(view->print, full.x + x, fine[x], most + 1);
    heavy = find_strokes_along(view, fine, full, most);
    for (int x = 0; x < full.w; x++) {
        int size = fine[x].bottom - fine[x].top;

        if (size > 0 && size <= most && !heavy[x])
            pixRasterop(view->print, full.x + x, fine[x].top, 1, size, PIX_CLR, NULL, 0, 0);
    }
}

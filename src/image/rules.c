/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules: rows of pixels that are ink nearly all along, thin, and alone on most of their length.
 * Counting with a few gaps instead of a strict opening keeps rules that fax or noise has frayed.
 * Written for horizontal ones; vertical ones are found on the picture turned by a quarter. */
#include "image/image-private.h"

/* Rules are looked for at half resolution above this: a slanting rule steps less often there. */
#define HALVE_ABOVE_DPI 220.0
/* Ink is counted over this length: longer than a side of a tick box (at most 6 mm). */
#define WINDOW_MM 8.0
/* Rows through bold capitals reach 75 %, frayed rules of a fax 95 %. */
#define WINDOW_SHARE 0.92
/* Anything shorter may be part of a letter, a box or a stroke. */
#define MIN_LENGTH_MM 12.0
/* The thickest rules of forms are 2 points. */
#define MAX_THICK_MM 1.2
/* What may hang on a rule, as a share of its thickness, before it counts as a stroke across. */
#define OVERHANG 0.6
/* How far a rule may leave its row, as a share of its length: 1.7 degrees, more is a pen stroke. */
#define MAX_SLANT 0.03
/* Share of its columns in which nothing stands on a rule or hangs from it. */
#define MIN_ALONE 0.5
/* Gap over which two pieces of one rule are one. */
#define JOIN_MM 2.0

/* The rows that one rule takes in one column. */
typedef struct {
    int top, bottom; /* bottom is outside; equal when there is none */
} Span;

static void
mark_row(const guint8 *row, int width, int window, l_uint32 *out)
{
    int need = (int)(window * WINDOW_SHARE), sum = 0, done = 0;

    for (int x = 0; x < width; x++) {
        sum += row[x];
        if (x >= window)
            sum -= row[x - window];
        if (x < window - 1 || sum < need || !row[x])
            continue;
        for (int i = MAX(done, x - window + 1); i <= x; i++)
            SET_DATA_BIT(out, i);
        done = x + 1;
    }
}

/* Marks windows of rows that are nearly full. */
static PIX *
full_windows(PIX *ink, int window)
{
    int width = pixGetWidth(ink);
    g_autofree guint8 *row = g_new(guint8, width);
    PIX *out = pixCreateTemplate(ink);

    for (int y = 0; y < pixGetHeight(ink); y++) {
        const l_uint32 *line = pixGetData(ink) + (gsize)y * pixGetWpl(ink);

        for (int x = 0; x < width; x++)
            row[x] = GET_DATA_BIT(line, x);
        mark_row(row, width, window, pixGetData(out) + (gsize)y * pixGetWpl(out));
    }
    return out;
}

/* The ink around `from` rows in one column, at most `limit` rows up and down. */
static Span
ink_around(PIX *ink, int x, Span from, int limit)
{
    int wpl = pixGetWpl(ink), height = pixGetHeight(ink);
    const l_uint32 *data = pixGetData(ink);
    int top = MAX(0, from.top), bottom = MIN(height, from.bottom);

    while (top < bottom && !GET_DATA_BIT(data + (gsize)top * wpl, x))
        top++;
    while (bottom > top && !GET_DATA_BIT(data + (gsize)(bottom - 1) * wpl, x))
        bottom--;
    if (top == bottom)
        return (Span){top, top};
    while (top > 0 && top > from.top - limit && GET_DATA_BIT(data + (gsize)(top - 1) * wpl, x))
        top--;
    while (bottom < height && bottom < from.bottom + limit &&
           GET_DATA_BIT(data + (gsize)bottom * wpl, x))
        bottom++;
    return (Span){top, bottom};
}

/* The rows of one piece, column by column; columns between its runs are empty. */
static Span *
spans_of(const RvPieces *pieces, const guint *firsts, guint piece, RvPx box)
{
    Span *spans = g_new0(Span, box.w);

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
compare_ints(gconstpointer a, gconstpointer b)
{
    int x = *(const int *)a, y = *(const int *)b;

    return (x > y) - (x < y);
}

/* The usual thickness of the ink along a rule, 0 when there is none. */
static int
median_thickness(PIX *ink, const Span *spans, RvPx box, int limit)
{
    g_autoptr(GArray) sizes = g_array_new(FALSE, FALSE, sizeof(int));

    for (int x = 0; x < box.w; x++) {
        Span span = ink_around(ink, box.x + x, spans[x], limit);
        int size = span.bottom - span.top;

        if (size > 0)
            g_array_append_val(sizes, size);
    }
    g_array_sort(sizes, compare_ints);
    return sizes->len == 0 ? 0 : g_array_index(sizes, int, sizes->len / 2);
}

static int
overhang(int thickness)
{
    return thickness + MAX(2, (int)(thickness * OVERHANG));
}

/* Share of the columns in which the rule stands alone. */
static double
alone(PIX *ink, const Span *spans, RvPx box, int thickness)
{
    int most = overhang(thickness), n = 0, seen = 0;

    for (int x = 0; x < box.w; x++) {
        Span span = ink_around(ink, box.x + x, spans[x], most + 1);
        int size = span.bottom - span.top;

        seen += size > 0;
        n += size > 0 && size <= most;
    }
    return seen == 0 ? 0 : (double)n / seen;
}

static gboolean
is_rule(PIX *ink, const Span *spans, RvPx box, double dpi)
{
    int most = rv_pix_mm(dpi, MAX_THICK_MM), thickness;

    if (box.w < rv_pix_mm(dpi, MIN_LENGTH_MM) || box.h > most + 2 + box.w * MAX_SLANT)
        return FALSE;
    thickness = median_thickness(ink, spans, box, 2 * most);
    return thickness > 0 && thickness <= most && alone(ink, spans, box, thickness) >= MIN_ALONE;
}

/* Takes the rule out of print at full resolution, except where a stroke runs through it. */
static void
remove_rule(PIX *print, const Span *spans, RvPx box, int factor)
{
    RvPx full = {box.x * factor, box.y * factor, box.w * factor, box.h * factor};
    g_autofree Span *fine = g_new0(Span, full.w);
    int most;

    for (int x = 0; x < full.w; x++)
        fine[x] = (Span){spans[x / factor].top * factor, spans[x / factor].bottom * factor};
    full.w = MIN(full.w, pixGetWidth(print) - full.x);
    most = overhang(median_thickness(print, fine, full, full.h));
    for (int x = 0; x < full.w; x++) {
        Span span = ink_around(print, full.x + x, fine[x], most + 1);

        if (span.bottom - span.top <= most)
            pixRasterop(print, full.x + x, span.top, 1, span.bottom - span.top, PIX_CLR, NULL, 0,
                        0);
    }
}

/* runs, sorted by piece: those of piece i start at firsts[i]. */
static int
compare_runs(gconstpointer a, gconstpointer b)
{
    const RvRun *r = a, *s = b;

    return (r->piece > s->piece) - (r->piece < s->piece);
}

static guint *
sort_runs(RvPieces *pieces)
{
    guint *firsts = g_new0(guint, pieces->pieces->len + 2);

    g_array_sort(pieces->runs, compare_runs);
    for (guint i = 0; i < pieces->runs->len; i++)
        firsts[g_array_index(pieces->runs, RvRun, i).piece + 1]++;
    for (guint i = 0; i < pieces->pieces->len; i++)
        firsts[i + 1] += firsts[i];
    return firsts;
}

/* Finds horizontal rules in ink, takes them out of print, appends their boxes. */
static void
remove_horizontal(PIX *ink, PIX *print, double dpi, GArray *boxes)
{
    int factor = dpi > HALVE_ABOVE_DPI ? 2 : 1;
    g_autoptr(PIX) small = factor == 2 ? pixReduceRankBinary2(ink, 1, NULL) : pixClone(ink);
    g_autoptr(PIX) marked = full_windows(small, rv_pix_mm(dpi / factor, WINDOW_MM));
    g_autoptr(PIX) joined = pixCloseSafeBrick(NULL, marked, rv_pix_mm(dpi / factor, JOIN_MM), 3);
    g_auto(RvPieces) pieces = rv_pieces_find(joined);
    g_autofree guint *firsts = sort_runs(&pieces);

    for (guint i = 0; i < pieces.pieces->len; i++) {
        RvPx box = g_array_index(pieces.pieces, RvPiece, i).box;
        g_autofree Span *spans = spans_of(&pieces, firsts, i, box);

        if (!is_rule(small, spans, box, dpi / factor))
            continue;
        remove_rule(print, spans, box, factor);
        box = (RvPx){box.x * factor, box.y * factor, box.w * factor, box.h * factor};
        g_array_append_val(boxes, box);
    }
}

static int
compare_rules(gconstpointer a, gconstpointer b)
{
    const RvSheetRule *r = a, *s = b;

    return r->box.y != s->box.y ? (r->box.y > s->box.y) - (r->box.y < s->box.y)
                                : (r->box.x > s->box.x) - (r->box.x < s->box.x);
}

static void
add_rules(const GArray *boxes, gboolean horizontal, int width, int height, GArray *rules)
{
    for (guint i = 0; i < boxes->len; i++) {
        RvPx b = g_array_index(boxes, RvPx, i);
        /* back by a quarter: what was up is left again */
        RvSheetRule rule = {horizontal ? b : (RvPx){b.y, height - b.x - b.w, b.h, b.w}, horizontal};

        rule.box = rv_px_clip(rule.box, width, height);
        if (!rv_px_is_empty(rule.box))
            g_array_append_val(rules, rule);
    }
}

void
rv_rules_remove(PIX *ink, PIX *print, double dpi, GArray *rules)
{
    int width = pixGetWidth(ink), height = pixGetHeight(ink);
    g_autoptr(GArray) across = g_array_new(FALSE, FALSE, sizeof(RvPx));
    g_autoptr(GArray) down = g_array_new(FALSE, FALSE, sizeof(RvPx));
    g_autoptr(PIX) turned_ink = pixRotateOrth(ink, 1), turned = NULL, back = NULL;

    remove_horizontal(ink, print, dpi, across);
    turned = pixRotateOrth(print, 1);
    remove_horizontal(turned_ink, turned, dpi, down);
    back = pixRotateOrth(turned, 3);
    pixRasterop(print, 0, 0, width, height, PIX_SRC, back, 0, 0);
    add_rules(across, TRUE, width, height, rules);
    add_rules(down, FALSE, width, height, rules);
    g_array_sort(rules, compare_rules);
}

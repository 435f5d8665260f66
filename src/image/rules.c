/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules: rows of pixels that are ink nearly all along, thin, and alone on most of their length.
 * Counting with a few gaps instead of a strict opening keeps rules that fax or noise has frayed. */
#include "image/rules-private.h"

/* Rules are looked for at half resolution above this: a slanting rule steps less often there. */
#define HALVE_ABOVE_DPI 220.0
/* The thickest rules of forms are 2 points. */
#define MAX_THICK_MM 1.2
/* How far a rule may leave its row, as a share of its length: 1.7 degrees, more is a pen stroke. */
#define MAX_SLANT 0.03
/* Share of its columns in which nothing stands on a rule or hangs from it. */
#define MIN_ALONE 0.7
/* Gap over which two pieces of one rule are one. */
#define JOIN_MM 2.0

/* Which rules are looked for. */
typedef struct {
    double window_mm, share; /* length over which ink is counted, and how much of it must be ink:
                              * rows through bold capitals reach 75 %, rules of a fax 95 % */
    double length_mm;        /* at least */
    double reach_mm;         /* both ends come this near to another rule or a bar; 0: needn't */
} Kind;

/* Free rules are longer than any side of a tick box (at most 6 mm), letter or short stroke. */
static const Kind free_rule = {8.0, 0.92, 12.0, 0};
/* Short ones count between two others: the sides of a row of a table. */
static const Kind tied_rule = {4.0, 0.95, 4.5, 0.8};
/* The ends of a frame around one line of writing are as short as capitals, but touch its long sides
 * at both ends, which letters do not. (They do touch the bar that they stand in.) */
static const Kind frame_end = {2.2, 0.95, 2.6, 0.3};

static void
mark_row(const guint8 *row, int width, int window, int need, l_uint32 *out)
{
    int sum = 0, done = 0;

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
full_windows(PIX *ink, int window, double share)
{
    int width = pixGetWidth(ink);
    g_autofree guint8 *row = g_new(guint8, width);
    PIX *out = pixCreateTemplate(ink);

    for (int y = 0; y < pixGetHeight(ink); y++) {
        const l_uint32 *line = pixGetData(ink) + (gsize)y * pixGetWpl(ink);

        for (int x = 0; x < width; x++)
            row[x] = GET_DATA_BIT(line, x);
        mark_row(row, width, window, (int)(window * share),
                 pixGetData(out) + (gsize)y * pixGetWpl(out));
    }
    return out;
}

static gboolean
is_rule(PIX *ink, const RvSpan *spans, RvPx box, const Kind *kind, double dpi)
{
    int most = rv_pix_mm(dpi, MAX_THICK_MM), thickness;

    if (box.w < rv_pix_mm(dpi, kind->length_mm) || box.h > most + 2 + box.w * MAX_SLANT)
        return FALSE;
    thickness = rv_spans_thickness(ink, spans, box, 2 * most);
    return thickness > 0 && thickness <= most &&
           rv_spans_alone(ink, spans, box, thickness) >= MIN_ALONE;
}

/* Do both ends come near to an anchor? */
static gboolean
is_tied(PIX *anchors, RvPx box, int reach)
{
    RvPx left = rv_px_grow((RvPx){box.x, box.y, 0, box.h}, reach, reach);
    RvPx right = rv_px_grow((RvPx){rv_px_right(box), box.y, 0, box.h}, reach, reach);

    return rv_pix_count(anchors, left) > 0 && rv_pix_count(anchors, right) > 0;
}

/* Finds horizontal rules of one kind, takes them out of print, appends their boxes. anchors: the
 * ink to which they may be tied, NULL for free ones. */
static void
remove_kind(const RvRuleView *view, const Kind *kind, PIX *anchors, GArray *boxes)
{
    int factor = view->dpi > HALVE_ABOVE_DPI ? 2 : 1;
    double dpi = view->dpi / factor;
    g_autoptr(PIX) small =
        factor == 2 ? pixReduceRankBinary2(view->ink, 1, NULL) : pixClone(view->ink);
    g_autoptr(PIX) thick = pixDilateBrick(NULL, small, 1, 3); /* steps of a slant overlap */
    g_autoptr(PIX) marked = full_windows(thick, rv_pix_mm(dpi, kind->window_mm), kind->share);
    g_autoptr(PIX) joined = pixCloseSafeBrick(NULL, marked, rv_pix_mm(dpi, JOIN_MM), 1);
    g_auto(RvPieces) pieces = rv_pieces_find(joined);
    g_autofree guint *firsts = rv_spans_sort(&pieces);

    for (guint i = 0; i < pieces.pieces->len; i++) {
        RvPx box = g_array_index(pieces.pieces, RvPiece, i).box;
        RvPx full = {box.x * factor, box.y * factor, box.w * factor, box.h * factor};
        g_autofree RvSpan *spans = rv_spans_of(&pieces, firsts, i, box);

        if (!is_rule(small, spans, box, kind, dpi) ||
            (anchors && !is_tied(anchors, full, rv_pix_mm(view->dpi, kind->reach_mm))))
            continue;
        rv_spans_remove(view, spans, box, factor);
        g_array_append_val(boxes, full);
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

/* The rules of one direction, and the bars: what rules of the other may be tied to. */
static PIX *
anchors_for(PIX *ink, const GArray *rules, gboolean horizontal, PIX *bars)
{
    PIX *anchors = bars ? pixCopy(NULL, bars) : pixCreateTemplate(ink);

    for (guint i = 0; i < rules->len; i++) {
        const RvSheetRule *rule = &g_array_index(rules, RvSheetRule, i);

        if (rule->horizontal == horizontal)
            pixRasterop(anchors, rule->box.x, rule->box.y, rule->box.w, rule->box.h, PIX_SET, NULL,
                        0, 0);
    }
    return anchors;
}

/* One kind, across and down. Those of `rules` serve as anchors when the kind wants them. */
static void
remove_both_ways(const RvRuleView *view, const Kind *kind, PIX *bars, GArray *rules)
{
    int width = pixGetWidth(view->ink), height = pixGetHeight(view->ink);
    g_autoptr(GArray) across = g_array_new(FALSE, FALSE, sizeof(RvPx));
    g_autoptr(GArray) down = g_array_new(FALSE, FALSE, sizeof(RvPx));
    g_autoptr(PIX) ink = NULL, print = NULL, back = NULL, sides = NULL, lids = NULL, turned = NULL;
    RvRuleView quarter = {.gray = view->gray, .turned = TRUE, .dpi = view->dpi};

    if (kind->reach_mm > 0) {
        sides = anchors_for(view->ink, rules, FALSE, bars);
        lids = anchors_for(view->ink, rules, TRUE, bars);
        turned = pixRotateOrth(lids, 1);
    }
    remove_kind(view, kind, sides, across);
    quarter.ink = ink = pixRotateOrth(view->ink, 1);
    quarter.print = print = pixRotateOrth(view->print, 1);
    remove_kind(&quarter, kind, turned, down);
    back = pixRotateOrth(print, 3);
    pixRasterop(view->print, 0, 0, width, height, PIX_SRC, back, 0, 0);
    add_rules(across, TRUE, width, height, rules);
    add_rules(down, FALSE, width, height, rules);
}

void
rv_rules_remove(PIX *ink, PIX *gray, PIX *bars, PIX *print, double dpi, GArray *rules)
{
    RvRuleView view = {.ink = ink, .print = print, .gray = gray, .dpi = dpi};
    static const Kind *const tied[] = {&tied_rule, &frame_end};

    remove_both_ways(&view, &free_rule, NULL, rules);
    for (guint i = 0; i < G_N_ELEMENTS(tied) && (rules->len > 0 || bars); i++) {
        g_autoptr(PIX) left = pixCopy(NULL, print);

        view.ink = left;
        remove_both_ways(&view, tied[i], tied[i] == &frame_end ? NULL : bars, rules);
    }
    g_array_sort(rules, compare_rules);
}

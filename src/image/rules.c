/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules: rows of pixels that are ink nearly all along, thin, and alone on most of their length.
 * Counting with a few gaps instead of a strict opening keeps rules that fax or noise has frayed. */
#include "image/rules-private.h"

/* The thickest rules of forms are 2 points. */
#define MAX_THICK_MM 1.2
/* How far a rule may leave its row, as a share of its length: 1.7 degrees, more is a pen stroke. */
#define MAX_SLANT 0.03
/* Share of its columns in which nothing stands on a rule or hangs from it. */
#define MIN_ALONE 0.7
/* Small print that has run together is as thick as thick rules, so many pixels and more, but not
 * evenly so: of 3200 rules and rows of letters in 78 scans, rows of letters have their thickness on
 * 0.05 to 0.6 of their length, nearly all rules on 0.67 and more. */
#define THICK 4
#define MIN_EVEN 0.65
/* A rule is straight: so far from it, root mean square, as a share of its length. Arcs of stamps as
 * long as short rules have 0.0067 and more; of 2909 that were taken for rules in 84 scans, arcs and
 * strokes of pens among them, 98.6 % have less than this. */
#define MAX_BEND 0.005
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

/* What makes a stretch of a row full. */
typedef struct {
    int window, need; /* pixels; ink among them, at least */
    int join;         /* full stretches this near are one */
} Fullness;

/* A full stretch of a row that may still grow. */
typedef struct {
    l_uint32 *out;
    int from, to; /* empty: none */
    int join;
} Stretch;

static void
flush(Stretch *s)
{
    for (int x = s->from; x < s->to; x++)
        SET_DATA_BIT(s->out, x);
    s->from = s->to = 0;
}

static void
grow(Stretch *s, int from, int to)
{
    if (s->to > s->from && from - s->to >= s->join)
        flush(s);
    if (s->to == s->from)
        s->from = from;
    s->to = to;
}

/* Marks the full windows in a group of runs. */
static void
mark_group(const l_uint32 *line, int from, int to, const Fullness *full, Stretch *stretch)
{
    int sum = 0;

    for (int x = from; x < to; x++) {
        gboolean ink = GET_DATA_BIT(line, x);

        sum += ink;
        if (x - full->window >= from)
            sum -= GET_DATA_BIT(line, x - full->window);
        if (ink && sum >= full->need && x >= full->window - 1)
            grow(stretch, x - full->window + 1, x + 1);
    }
}

/* Gaps in a window are no wider than all that it may lack: runs farther apart need not be looked at
 * together, and few groups of runs have the ink. */
static void
mark_row(const l_uint32 *line, int width, const Fullness *full, l_uint32 *out)
{
    Stretch stretch = {out, 0, 0, full->join};
    int miss = full->window - full->need, from = 0, to = -1 - miss, ink = 0;

    for (int x = 0;;) {
        int start = rv_next_pixel(line, x, width, TRUE);

        if (start - to > miss || start >= width) {
            if (ink >= full->need)
                mark_group(line, from, to, full, &stretch);
            from = start;
            ink = 0;
        }
        if (start >= width)
            break;
        x = to = rv_next_pixel(line, start, width, FALSE);
        ink += to - start;
    }
    flush(&stretch);
}

/* Marks windows of rows that are nearly full. Three rows count as one: the steps of a slanting rule
 * overlap. */
static PIX *
full_windows(PIX *ink, const Fullness *full)
{
    int width = pixGetWidth(ink), height = pixGetHeight(ink), wpl = pixGetWpl(ink);
    g_autofree l_uint32 *thick = g_new(l_uint32, wpl);
    PIX *out = pixCreateTemplate(ink);

    for (int y = 0; y < height; y++) {
        const l_uint32 *row = pixGetData(ink) + (gsize)y * (gsize)wpl;
        const l_uint32 *above = y > 0 ? row - wpl : row, *below = y + 1 < height ? row + wpl : row;

        for (int i = 0; i < wpl; i++)
            thick[i] = above[i] | row[i] | below[i];
        mark_row(thick, width, full, pixGetData(out) + (gsize)y * (gsize)wpl);
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
    return thickness > 0 && thickness <= most && rv_spans_bend(spans, box.w) <= MAX_BEND * box.w &&
           rv_spans_alone(ink, spans, box, thickness) >= MIN_ALONE &&
           (thickness < THICK || rv_spans_even(ink, spans, box, thickness) >= MIN_EVEN);
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
    int window = rv_pix_mm(view->dpi, kind->window_mm);
    Fullness full = {window, (int)(window * kind->share), rv_pix_mm(view->dpi, JOIN_MM)};
    g_autoptr(PIX) marked = full_windows(view->ink, &full);
    g_auto(RvPieces) pieces = rv_pieces_find(marked);
    g_autofree guint *firsts = rv_spans_sort(&pieces);

    for (guint i = 0; i < pieces.pieces->len; i++) {
        RvPx box = g_array_index(pieces.pieces, RvPiece, i).box;
        g_autofree RvSpan *spans = rv_spans_of(&pieces, firsts, i, box);

        if (!is_rule(view->ink, spans, box, kind, view->dpi) ||
            (anchors && !is_tied(anchors, box, rv_pix_mm(view->dpi, kind->reach_mm))))
            continue;
        rv_spans_remove(view, spans, box);
        g_array_append_val(boxes, box);
    }
}

int
rv_rule_compare(gconstpointer a, gconstpointer b)
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
    g_array_sort(rules, rv_rule_compare);
}

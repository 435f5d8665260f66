/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in a box: how much ink of its own, whose strokes, and what state that makes. */
#include "boxes/boxes-private.h"

#include <math.h>
#include <string.h>

/* Left free along the outline, as a share of the box: what only thickens the outline is no mark. */
#define MARGIN 0.07
#define CORE_MARGIN 0.12
/* Ink pieces shorter than this share of the inside are specks. */
#define SPECK_REACH 0.14
/* The outline's own ink in the inside: that long, and no deeper. */
#define RIM_SPAN 0.6
#define RIM_DEPTH 0.16
/* A stroke through the outline is followed so many pixels more than the outline is thick. */
#define THROUGH 3
/* How far around a box strokes are followed, in boxes. */
#define AROUND 4
/* Another box owns a stroke when it holds that many times more of its ink. */
#define OWNER_RATIO 1.7
/* Paper is looked for so far around a box, in boxes, and so many pixels off any ink. */
#define PAPER_REACH 0.6
#define PAPER_OFF 2
/* The ring on which strokes that leave the box are counted: so far outside, in boxes. */
#define RING 0.3

/* Shares of the inside. Measured on 1400 boxes from 150 dpi to 300 dpi, by fax and by telephone:
 * empty ones stay below 0.01, the thinnest slashes and ticks have 0.17, light pencil 0.06. */
#define FILL_EMPTY 0.03
#define FILL_TICKED 0.085
#define FILL_SURE 0.17
/* Grey above that of empty boxes without ink: pencil too light to become ink. Noise reaches 0.038.
 */
#define GREY_FAINT 0.042
/* A tail that fills more of the box than this may hide a tick. */
#define FOREIGN_MAX 0.25
/* A tick leaves the box in one or two places, a cross in four or five, a deletion in seven. */
#define CROSSINGS_DELETED 6
/* Blacked out, not ticked: nearly full, and strokes run out of the box. Boxes filled in with care
 * stay inside; crosses and ticks that run out fill up to 0.54. */
#define FILL_DELETED 0.58
#define FILL_FULL 0.9
#define CROSSINGS_BLACKED_OUT 2
/* A mark that leaves the box in two places and reaches no further into it stands beside it, or was
 * meant for it: three crosses beside boxes had 0.33 to 0.5; of 45 ticks that ran out one had 0.53,
 * the others 0.75 and more (34 made documents, L0 to L3). */
#define CROSSINGS_BESIDE 2
#define REACH_BESIDE 0.52
/* So little ink is there in what a cross spares. Chosen: crosses fill up to 0.79 of the small
 * inside of brackets, so that how much they fill does not tell them from what was blacked out. */
#define SPARED 0.4
/* A mark shorter than this share of the inside is a blot rather than a tick. */
#define REACH_MARK 0.3

/* Clear of the outline. */
static RvPx
inside_of(const RvFrame *frame)
{
    int margin = MAX(1, (int)lround(frame->box.w * MARGIN));
    RvPx inner = rv_px_grow(frame->inside, -margin, -margin);

    return inner.w > 0 && inner.h > 0 ? inner : frame->box;
}

/* The middle of the inside, clear of round corners and blurred outlines. */
static RvPx
core_of(RvPx inner)
{
    RvPx core = rv_px_grow(inner, -(int)(inner.w * CORE_MARGIN), -(int)(inner.h * CORE_MARGIN));

    return core.w > 0 && core.h > 0 ? core : inner;
}

/* What is free of second outlines. */
static RvPx
clear_of_rim(const RvFrame *frame, RvPx inner)
{
    RvPx clear = rv_px_intersection(inner, rv_px_grow(frame->box, -frame->rim, -frame->rim));

    return rv_px_is_empty(clear) ? inner : clear;
}

static RvPx
relative(RvPx box, RvPx origin)
{
    return (RvPx){box.x - origin.x, box.y - origin.y, box.w, box.h};
}

static void
paint(PIX *pix, RvPx area, int op)
{
    pixRasterop(pix, area.x, area.y, area.w, area.h, op, NULL, 0, 0);
}

/* A piece that keeps to the sides of the inside, along one or all around, is the outline, thicker
 * there than elsewhere. `at`: its place, against the inside. */
static gboolean
is_outline(PIX *piece, RvPx at, RvPx inner)
{
    int dx = (int)(RIM_DEPTH * inner.w), dy = (int)(RIM_DEPTH * inner.h);
    RvPx middle = {dx - at.x, dy - at.y, inner.w - 2 * dx, inner.h - 2 * dy};

    return (at.h >= RIM_SPAN * inner.h || at.w >= RIM_SPAN * inner.w) &&
           (at.x == 0 || at.y == 0 || rv_px_right(at) == inner.w || rv_px_bottom(at) == inner.h) &&
           rv_ink_count(piece, middle) == 0;
}

/* Ink of the inside that is no speck, on a picture of the window that begins at `origin`; reach
 * against `size`. */
static PIX *
mark_ink(PIX *window, const RvFrame *frame, RvPx origin, RvPx inner, double size, double *reach)
{
    PIX *mark = pixCreateTemplate(window);
    g_autoptr(PIX) part = rv_ink_clip(window, inner);
    g_autoptr(PIXA) pieces = NULL;
    g_autoptr(BOXA) boxes = part ? pixConnComp(part, &pieces, 8) : NULL;

    *reach = 0;
    for (int i = 0; boxes && i < boxaGetCount(boxes); i++) {
        l_int32 x, y, w, h;
        double length;
        g_autoptr(PIX) piece = pixaGetPix(pieces, i, L_CLONE);
        RvPx at;

        boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
        length = MAX(w, h) / size;
        at = (RvPx){inner.x + x, inner.y + y, w, h};
        if (length < SPECK_REACH || is_outline(piece, (RvPx){x, y, w, h}, inner) ||
            rv_line_runs_on(window, at, inner, FALSE) ||
            rv_brackets_is_blank(frame, (RvPx){origin.x + at.x, origin.y + at.y, w, h}))
            continue;
        *reach = MAX(*reach, length);
        pixRasterop(mark, MAX(inner.x, 0) + x, MAX(inner.y, 0) + y, w, h, PIX_PAINT, piece, 0, 0);
    }
    return mark;
}

/* The mark with all that hangs together with it outside, the box's own outline cut away except
 * where a stroke runs through. */
static PIX *
follow(PIX *window, PIX *mark, RvPx box, RvPx inner)
{
    int reach = 2 * MAX(inner.x - box.x, inner.y - box.y) + 2 * THROUGH + 1;
    PIX *grown = pixDilateBrick(NULL, mark, reach, reach);
    g_autoptr(PIX) mask = pixCopy(NULL, window), through = pixAnd(NULL, grown, window);

    paint(mask, rv_px_grow(box, 1, 1), PIX_CLR);
    pixOr(mask, mask, through);
    pixSeedfillBinary(grown, mark, mask, 8);
    return grown;
}

/* How many times a ring around the box is crossed; and at how many of its sides. */
static int
count_crossings(PIX *pix, RvPx ring, int *n_sides)
{
    int n = 0, was = 0, length = 2 * (ring.w + ring.h);
    gboolean sides[4] = {FALSE};

    for (int i = 0; i < length; i++) {
        int x = i < ring.w                ? ring.x + i
                : i < ring.w + ring.h     ? rv_px_right(ring) - 1
                : i < 2 * ring.w + ring.h ? ring.x + 2 * ring.w + ring.h - 1 - i
                                          : ring.x;
        int y = i < ring.w                ? ring.y
                : i < ring.w + ring.h     ? ring.y + i - ring.w
                : i < 2 * ring.w + ring.h ? rv_px_bottom(ring) - 1
                                          : ring.y + length - 1 - i;
        l_uint32 on = 0;

        pixGetPixel(pix, x, y, &on);
        n += on && !was;
        sides[i < ring.w                ? 0
              : i < ring.w + ring.h     ? 1
              : i < 2 * ring.w + ring.h ? 2
                                        : 3] |= on != 0;
        was = (int)on;
    }
    *n_sides = sides[0] + sides[1] + sides[2] + sides[3];
    return n;
}

/* Does another box hold most of the strokes that run through this one? */
static gboolean
is_foreign(PIX *window, PIX *followed, RvPx area, const GArray *spots, guint index, int own)
{
    const RvBoxSpot *spot = &g_array_index(spots, RvBoxSpot, index);

    for (guint i = 0; i < spots->len; i++) {
        const RvBoxSpot *other = &g_array_index(spots, RvBoxSpot, i);
        RvPx inner;
        int ink, shared;

        if (i == index || other->finding == RV_BOX_NOWHERE || other->sheet != spot->sheet)
            continue;
        inner = relative(clear_of_rim(&other->frame, inside_of(&other->frame)), area);
        ink = rv_ink_count(window, inner);
        shared = rv_ink_count(followed, inner);
        if (2 * shared > ink && shared > OWNER_RATIO * own)
            return TRUE;
    }
    return FALSE;
}

/* Darkness of the core above that of the paper around the box: evening a page out leaves it grey in
 * places. */
static double
grey_above_paper(const RvSheet *sheet, RvPx core, RvPx box)
{
    int reach = (int)(PAPER_REACH * box.w) + 1;
    RvPx around = rv_px_clip(rv_px_grow(box, reach, reach), sheet->width, sheet->height);
    g_autoptr(PIX) ink = rv_ink_clip(sheet->ink, around), gray = rv_ink_clip(sheet->gray, around);
    l_float32 paper = 0;

    if (!ink || !gray)
        return 0;
    paint(ink, relative(box, around), PIX_SET);
    pixDilateBrick(ink, ink, 2 * PAPER_OFF + 1, 2 * PAPER_OFF + 1);
    pixInvert(ink, ink);
    if (pixGetAverageMasked(gray, ink, 0, 0, 1, L_MEAN_ABSVAL, &paper) != 0)
        return 0; /* no paper is seen around it */
    return MAX(0, rv_gray_darkness(sheet->gray, core) - (255 - (double)paper) / 255);
}

/* A line drawn through box and label takes the answer back, or means to: who can tell? */
static gboolean
is_struck(PIX *window, RvPx inner)
{
    g_autoptr(PIX) part = rv_ink_clip(window, inner);
    g_autoptr(BOXA) boxes = part ? pixConnCompBB(part, 8) : NULL;

    for (int i = 0; boxes && i < boxaGetCount(boxes); i++) {
        RvPx piece;

        boxaGetBoxGeometry(boxes, i, &piece.x, &piece.y, &piece.w, &piece.h);
        piece.x += inner.x;
        piece.y += inner.y;
        if (rv_line_runs_on(window, piece, inner, TRUE))
            return TRUE;
    }
    return FALSE;
}

/* A cross leaves paper at the middle of at least one side, even where it fills most of a small box;
 * what is blacked out leaves none. */
static gboolean
spares_a_side(PIX *mark, RvPx inner)
{
    int w = inner.w / 3, h = inner.h / 3;
    RvPx middles[4] = {{inner.x + w, inner.y, w, h},
                       {inner.x + w, rv_px_bottom(inner) - h, w, h},
                       {inner.x, inner.y + h, w, h},
                       {rv_px_right(inner) - w, inner.y + h, w, h}};

    for (int i = 0; i < 4; i++)
        if (rv_ink_share(mark, middles[i]) < SPARED)
            return TRUE;
    return FALSE;
}

/* Does more of what runs into the box lie beside it? A cross over one side of it was meant for what
 * stands there, or slipped: a person has to tell. Ticks run out in one place. */
static gboolean
is_beside(PIX *followed, RvPx box)
{
    g_autoptr(BOX) around = NULL;
    RvPx all;

    if (pixClipToForeground(followed, NULL, &around) != 0)
        return FALSE;
    boxGetGeometry(around, &all.x, &all.y, &all.w, &all.h);
    return rv_px_centre_x(all) < box.x || rv_px_centre_x(all) >= rv_px_right(box) ||
           rv_px_centre_y(all) < box.y || rv_px_centre_y(all) >= rv_px_bottom(box);
}

/* Is something centred on a pair of brackets between which there is no ink: an open ring? */
static gboolean
is_surrounded(const RvSheet *sheet, const RvFrame *frame)
{
    RvFrame pair = *frame;

    pair.score = RV_BRACKETS_EMPTY;
    return !rv_px_is_empty(frame->left) &&
           (!rv_brackets_hold_mark(sheet, &pair) || pair.score < RV_BRACKETS_EMPTY);
}

RvMark
rv_mark_look(const RvSheet *sheet, const GArray *spots, guint index)
{
    const RvBoxSpot *spot = &g_array_index(spots, RvBoxSpot, index);
    const RvFrame *frame = &spot->frame;
    RvPx box = frame->box, whole = inside_of(frame), inner = clear_of_rim(frame, whole);
    RvPx area =
        rv_px_clip(rv_px_grow(box, AROUND * box.w, AROUND * box.h), sheet->width, sheet->height);
    g_autoptr(PIX) window = rv_ink_clip(sheet->ink, area), mark = NULL, followed = NULL;
    g_autoptr(PIX) print = rv_ink_clip(sheet->print, area); /* a rule through a box is no mark */
    RvMark result = {0};
    int own, n_sides, ring = MAX(2, (int)(RING * box.w));
    /* a stroke fills more of a smaller area */
    double share, part = (double)(inner.w + inner.h) / (whole.w + whole.h);

    if (!window || !print)
        return result;
    mark = mark_ink(print, frame, area, relative(inner, area), (whole.w + whole.h) / 2.0,
                    &result.reach);
    pixCountPixels(mark, &own, NULL);
    share = (double)own / inner.w / inner.h;
    result.full = share >= MIN(FILL_FULL, FILL_DELETED / part) &&
                  (rv_px_is_empty(frame->left) || !spares_a_side(mark, relative(inner, area)));
    share *= part;
    followed = follow(print, mark, relative(box, area), relative(inner, area));
    if (own > 0 && is_foreign(print, followed, area, spots, index, own))
        result.foreign = share;
    else
        result.fill = share;
    result.struck = is_struck(window, relative(inner, area));
    result.ringed = own == 0 && (rv_mark_is_ringed(sheet, spot) || is_surrounded(sheet, frame));
    result.crossings =
        count_crossings(followed, rv_px_grow(relative(box, area), ring, ring), &n_sides);
    result.beside = rv_px_is_empty(frame->left) ? result.crossings >= CROSSINGS_BESIDE &&
                                                      is_beside(followed, relative(inner, area))
                                                : is_beside(followed, relative(box, area));
    if (rv_ink_count(sheet->ink, inner) == rv_ink_count(sheet->print, inner))
        result.grey = grey_above_paper(sheet, core_of(inner), box);
    return result;
}

static double
between(double value, double low, double high)
{
    return CLAMP((value - low) / (high - low), 0, 1);
}

static gboolean
barely_enters(const RvMark *mark)
{
    return mark->crossings >= CROSSINGS_BESIDE && mark->reach < REACH_BESIDE;
}

static gboolean
is_deleted(const RvMark *mark)
{
    return mark->struck || mark->crossings >= CROSSINGS_DELETED ||
           (mark->full && mark->crossings >= CROSSINGS_BLACKED_OUT);
}

RvBoxState
rv_mark_judge(const RvMark *mark, const RvMark *empty, double *confidence)
{
    double grey = mark->grey - empty->grey, own = mark->fill - empty->fill;

    if (is_deleted(mark) || mark->foreign > FOREIGN_MAX ||
        (mark->beside && mark->fill > FILL_EMPTY &&
         (mark->fill < FILL_SURE || mark->crossings >= CROSSINGS_BESIDE))) {
        *confidence = 0.8;
        return RV_BOX_AMBIGUOUS;
    }
    if (mark->foreign > 0) {
        *confidence = 0.95 - 0.2 * between(mark->foreign, 0, FOREIGN_MAX);
        return RV_BOX_UNTICKED;
    }
    /* Where even empty boxes hold ink, as double ones on a fax, only what stands out is a tick. */
    if (mark->fill >= FILL_TICKED && mark->reach >= REACH_MARK && !barely_enters(mark) &&
        (empty->fill <= FILL_EMPTY || own >= FILL_SURE)) {
        *confidence = 0.85 + 0.14 * between(mark->fill, FILL_TICKED, FILL_SURE);
        return RV_BOX_TICKED;
    }
    if (mark->fill <= FILL_EMPTY && grey < GREY_FAINT && !mark->ringed) {
        *confidence = 0.99 - 0.1 * MAX(between(mark->fill, 0, FILL_EMPTY),
                                       between(grey, GREY_FAINT / 2, GREY_FAINT));
        return RV_BOX_UNTICKED;
    }
    *confidence = 0.7;
    return RV_BOX_AMBIGUOUS;
}

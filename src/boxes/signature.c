/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is there a signature? Pen strokes are long, thin and bent in more than one way, and together
 * larger than initials. Print that was read, rules, leaders, stamps and smudges are none. */
#include "boxes/boxes-private.h"

#include <math.h>

/* Chosen while looking at what `make bench-signatures` lists; it shows what other numbers do. */

/* A stroke that leaves the area is followed so far, points. */
#define FOLLOW_PT 60.0
/* Pieces that reach no further are letters: print letters by hand are up to 5 mm high. */
#define LETTER_MM 6.0
/* What is lower is small print that was not read, by hand one writes larger. */
#define SMALL_MM 2.3
/* Letters that have grown together into a line of writing are no higher than this across it. */
#define WRITING_MM 4.8
/* A signature's strokes are at least that long together (the half of their outline) ... */
#define LENGTH_MM 25.0
/* ... and reach further than initials or a cross. */
#define WIDE_MM 21.0
/* No signature is larger; what is hangs on the remains of a table. */
#define MOST_MM 95.0
/* One sweep that is larger than this both ways is a stamp's or a cup's, and no part of it. */
#define RING_MM 12.0
/* Pens draw lines of up to 1.1 mm; where these cross again and again there is more ink to them. */
#define PEN_MM 1.9
/* A line that is straight bends no more than so much: a rule, a fold, a staple, dirt on the glass.
 */
#define STRAIGHT_MM 0.8
/* A piece with so much of its ink in the area belongs there, with less than the other share of it
 * to the neighbour; in between it may be a signature that has slipped. */
#define OWN_SHARE 0.5
#define SHARED_SHARE 0.3
/* Less ink than this is a speck; ten times as much that is no pen's is something. */
#define SPECK_MM2 0.6
#define SMUDGE_MM2 (10 * SPECK_MM2)

/* Strokes that lie that near to a signature's are a part of it. */
#define JOIN_MM 6.0

typedef struct {
    RvPx box;
    double length;
    gboolean bent; /* in more than one way */
} Stroke;

typedef struct {
    RvPx pen, letters, print, stamp, rest, shared; /* around the ink of each kind; empty: none */
    double pen_mm, letters_mm2, rest_mm2;
    GArray *strokes; /* Stroke */
} Found;

static RvPx
window_of(const RvSheet *sheet, RvPx area)
{
    int reach = rv_sheet_px(sheet, FOLLOW_PT);

    return rv_px_clip(rv_px_grow(area, reach, reach), sheet->width, sheet->height);
}

/* One sweep of the pen is as simple as an edge of a stamp: it counts beside strokes that are not.
 */
static void
sort_piece(PIX *piece, RvPx box, const RvInkPlace *place, Found *found)
{
    RvInkShape shape = rv_ink_shape(piece, box, place->mm);
    gboolean straight = shape.minor <= shape.width + STRAIGHT_MM;
    gboolean huge = shape.major > MOST_MM, ring = shape.simple && shape.minor > RING_MM;
    double mm2 = shape.area / place->mm / place->mm;

    if (mm2 < SPECK_MM2)
        return;
    if (shape.major >= LETTER_MM && !huge && !ring && shape.width <= PEN_MM) {
        Stroke stroke = {box, shape.length,
                         !straight && !shape.simple && shape.minor >= WRITING_MM};

        g_array_append_val(found->strokes, stroke);
    }
    if (shape.major < LETTER_MM ||
        (!straight && !shape.simple && (huge || shape.minor < WRITING_MM))) {
        if (box.h < SMALL_MM * place->mm)
            return;
        found->letters = rv_px_union(found->letters, box);
        found->letters_mm2 += mm2;
    } else if ((shape.simple && !straight) || shape.width > PEN_MM) {
        found->rest = rv_px_union(found->rest, box);
        found->rest_mm2 += mm2;
    }
}

/* Puts the strokes that are bent together with those near them. */
static void
gather_pen(const RvInkPlace *place, Found *found)
{
    int reach = (int)(JOIN_MM * place->mm);
    gboolean more = TRUE;

    while (more) {
        more = FALSE;
        for (guint i = 0; i < found->strokes->len; i++) {
            Stroke *stroke = &g_array_index(found->strokes, Stroke, i);
            RvPx near =
                rv_px_is_empty(found->pen) ? found->pen : rv_px_grow(found->pen, reach, reach);

            if (stroke->length <= 0 ||
                (!stroke->bent && rv_px_is_empty(rv_px_intersection(near, stroke->box))))
                continue;
            found->pen = rv_px_union(found->pen, stroke->box);
            found->pen_mm += stroke->length;
            stroke->length = 0; /* counted */
            more = TRUE;
        }
    }
}

/* How much of the piece's ink lies in the area. */
static double
own_share(PIX *piece, RvPx box, RvPx area)
{
    RvPx part = rv_px_intersection(box, area);
    g_autoptr(PIX) own = NULL;
    l_int32 all = 0, inside = 0;

    if (rv_px_is_empty(part))
        return 0;
    part.x -= box.x;
    part.y -= box.y;
    own = rv_pix_crop(piece, part);
    pixCountPixels(piece, &all, NULL);
    if (own)
        pixCountPixels(own, &inside, NULL);
    return (double)inside / MAX(all, 1);
}

static void
sort_pieces(PIX *ink, const RvInkPlace *place, Found *found)
{
    g_autoptr(PIXA) pieces = NULL;
    g_autoptr(BOXA) boxes = pixConnComp(ink, &pieces, 8);

    for (int i = 0; boxes && i < boxaGetCount(boxes); i++) {
        g_autoptr(PIX) piece = pixaGetPix(pieces, i, L_CLONE);
        RvPx box;

        boxaGetBoxGeometry(boxes, i, &box.x, &box.y, &box.w, &box.h);
        box.x += place->window.x;
        box.y += place->window.y;
        double share = piece ? own_share(piece, box, place->area) : 0;

        if (share > OWN_SHARE)
            sort_piece(piece, box, place, found);
        else if (share > SHARED_SHARE && MAX(box.w, box.h) >= LETTER_MM * place->mm)
            found->shared = rv_px_union(found->shared, box);
    }
}

static RvInk
answer(const RvInkPlace *place, RvInkState state, RvInkKind kind, double confidence, RvPx at)
{
    return (RvInk){state, kind, confidence, rv_sheet_place(place->sheet, at)};
}

static RvInk
conclude(const RvInkPlace *place, const Found *found)
{
    gboolean pen = !rv_px_is_empty(found->pen);
    gboolean large = MAX(found->pen.w, found->pen.h) >= WIDE_MM * place->mm;

    if (pen && large && found->pen_mm >= LENGTH_MM)
        return answer(place, RV_INK_PRESENT, RV_INK_PEN, 0.95,
                      rv_px_union(found->pen, found->letters));
    if (!rv_px_is_empty(found->stamp))
        return answer(place, RV_INK_UNCERTAIN, RV_INK_STAMP, 0.8, found->stamp);
    if (pen)
        return answer(place, RV_INK_UNCERTAIN, large ? RV_INK_PEN : RV_INK_INITIALS, 0.6,
                      rv_px_union(found->pen, found->letters));
    if (found->letters_mm2 > SMUDGE_MM2)
        return answer(place, RV_INK_UNCERTAIN, RV_INK_PEN, 0.6, found->letters);
    if (!rv_px_is_empty(found->shared))
        return answer(place, RV_INK_UNCERTAIN, RV_INK_PEN, 0.6, found->shared);
    if (found->rest_mm2 > SMUDGE_MM2)
        return answer(place, RV_INK_UNCERTAIN, RV_INK_SMUDGE, 0.6, found->rest);
    return answer(place, RV_INK_ABSENT,
                  !rv_px_is_empty(found->print)  ? RV_INK_TYPED
                  : !rv_px_is_empty(found->rest) ? RV_INK_SMUDGE
                                                 : RV_INK_NOTHING,
                  0.9, place->area);
}

RvInk
rv_ink_signature(const RvSheet *sheet, const RvReading *reading, RvPx area, RvPx label)
{
    Found found = {0};
    RvInkPlace place = {sheet,
                        reading,
                        window_of(sheet, area),
                        rv_px_clip(area, sheet->width, sheet->height),
                        label,
                        sheet->dpi / 25.4};
    g_autoptr(PIX) ink = rv_ink_of(&place);
    g_autoptr(PIX) whole = ink ? pixCopy(NULL, ink) : NULL;
    g_autoptr(GArray) strokes = g_array_new(FALSE, FALSE, sizeof(Stroke));

    found.strokes = strokes;
    if (whole) {
        found.print = rv_print_erase(ink, &place);
        found.stamp = rv_stamps_erase(ink, whole, &place);
        sort_pieces(ink, &place, &found);
        gather_pen(&place, &found);
    }
    return conclude(&place, &found);
}

const char *
rv_ink_state_name(RvInkState state)
{
    static const char *const names[] = {
        [RV_INK_PRESENT] = "present", [RV_INK_ABSENT] = "absent", [RV_INK_UNCERTAIN] = "uncertain"};

    return names[state];
}

const char *
rv_ink_kind_name(RvInkKind kind)
{
    static const char *const names[RV_INK_KINDS] = {
        [RV_INK_NOTHING] = "nothing", [RV_INK_PEN] = "pen",       [RV_INK_STAMP] = "stamp",
        [RV_INK_TYPED] = "typed",     [RV_INK_SMUDGE] = "smudge", [RV_INK_INITIALS] = "initials"};

    return names[kind];
}

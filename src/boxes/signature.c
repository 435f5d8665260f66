/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is there a signature? Pen strokes are long, thin and bent in more than one way, and together
 * larger than initials. Print that was read, rules, leaders, stamps and smudges are none. */
#include "boxes/boxes-private.h"

#include <math.h>

/* The numbers below were chosen by `make bench-signatures`, which shows what others do. */

/* Words read so surely are print; handwriting reads at 0.2 to 0.6. */
#define PRINT_SURE 0.75
#define PRINT_LETTERS 2
/* Print where people sign is up to 24 points; taller words are strokes that look like letters. */
#define PRINT_TALL_MM 9.0
/* A letter lies in its word with so much of its ink, and sticks out of it no further. */
#define LETTER_INSIDE 0.7
#define LETTER_TALL 1.6
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

/* Rules that are shorter and hang on no other one are strokes of the pen. */
#define RULE_MM 40.0
#define HUNG_MM 1.0

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

/* Where one looks: pieces are cut out of the window, and count when they lie in the area. */
typedef struct {
    const RvSheet *sheet;
    const RvReading *reading;
    RvPx window, area, label;
    double mm; /* pixels */
} Place;

static RvPx
window_of(const RvSheet *sheet, RvPx area)
{
    int reach = rv_sheet_px(sheet, FOLLOW_PT);

    return rv_px_clip(rv_px_grow(area, reach, reach), sheet->width, sheet->height);
}

/* A signature may be read as letters, and surely; but those are higher than print. The words of its
 * label are print however they were read. */
static gboolean
is_print(const Place *place, const RvWord *word)
{
    RvPx label = place->label;
    gboolean in_label = 2 * rv_px_overlap_x(word->box, label) > word->box.w &&
                        2 * rv_px_overlap_y(word->box, label) > word->box.h;
    int letters = 0;

    for (const char *c = word->text; *c; c = g_utf8_next_char(c))
        letters += g_unichar_isalnum(g_utf8_get_char(c));
    return letters >= PRINT_LETTERS && (in_label || word->confidence >= PRINT_SURE) &&
           word->box.h < PRINT_TALL_MM * place->mm;
}

/* Where words are printed, as a picture of the window; those in the area are noted. */
static PIX *
printed_words(const Place *place, Found *found)
{
    RvPx window = place->window;
    PIX *mask = pixCreate(window.w, window.h, 1);

    for (guint i = 0; mask && i < place->reading->words->len; i++) {
        const RvWord *word = &g_array_index(place->reading->words, RvWord, i);
        RvPx box = rv_px_intersection(word->box, window);

        if (rv_px_is_empty(box) || !is_print(place, word))
            continue;
        pixRasterop(mask, box.x - window.x, box.y - window.y, box.w, box.h, PIX_SET, NULL, 0, 0);
        if (rv_px_is_inside(word->box, place->area) &&
            rv_px_is_empty(rv_px_intersection(word->box, place->label)))
            found->print = rv_px_union(found->print, word->box);
    }
    return mask;
}

/* The height of the print at a piece; 0: none. */
static int
print_height(const Place *place, RvPx piece)
{
    int height = 0;

    for (guint i = 0; i < place->reading->words->len; i++) {
        const RvWord *word = &g_array_index(place->reading->words, RvWord, i);

        if (!rv_px_is_empty(rv_px_intersection(word->box, piece)) && is_print(place, word))
            height = MAX(height, word->box.h);
    }
    return height;
}

static gboolean
is_stroke(const Place *place, const RvSheetRule *rule)
{
    int slack = (int)(HUNG_MM * place->mm);

    if (MAX(rule->box.w, rule->box.h) > RULE_MM * place->mm)
        return FALSE;
    for (guint i = 0; i < place->sheet->rules->len; i++) {
        const RvSheetRule *other = &g_array_index(place->sheet->rules, RvSheetRule, i);

        if (other != rule && MAX(other->box.w, other->box.h) > RULE_MM * place->mm &&
            !rv_px_is_empty(rv_px_intersection(rv_px_grow(other->box, slack, slack), rule->box)))
            return FALSE;
    }
    return TRUE;
}

/* The ink of print, and of straight strokes that were taken for rules. */
static PIX *
written_ink(const Place *place)
{
    RvPx window = place->window;
    PIX *ink = rv_ink_clip(place->sheet->print, window);

    for (guint i = 0; ink && i < place->sheet->rules->len; i++) {
        const RvSheetRule *rule = &g_array_index(place->sheet->rules, RvSheetRule, i);
        RvPx box = rv_px_intersection(rv_px_grow(rule->box, 1, 1), window);

        if (!rv_px_is_empty(box) && is_stroke(place, rule))
            pixRasterop(ink, box.x - window.x, box.y - window.y, box.w, box.h, PIX_SRC | PIX_DST,
                        place->sheet->ink, box.x, box.y);
    }
    return ink;
}

/* Takes the letters of printed words out of the ink. A stroke that runs over them stays, with the
 * letters that it joined. */
static void
take_out_print(PIX *ink, const Place *place, Found *found)
{
    g_autoptr(PIX) mask = printed_words(place, found);
    g_autoptr(PIXA) pieces = NULL;
    g_autoptr(BOXA) boxes = mask ? pixConnComp(ink, &pieces, 8) : NULL;

    for (int i = 0; boxes && i < boxaGetCount(boxes); i++) {
        g_autoptr(PIX) piece = pixaGetPix(pieces, i, L_CLONE);
        g_autoptr(PIX) printed = NULL;
        l_int32 all = 0, inside = 0;
        RvPx box;

        boxaGetBoxGeometry(boxes, i, &box.x, &box.y, &box.w, &box.h);
        printed = piece ? rv_ink_clip(mask, box) : NULL;
        if (!printed)
            continue;
        pixAnd(printed, printed, piece);
        pixCountPixels(piece, &all, NULL);
        pixCountPixels(printed, &inside, NULL);
        if (inside < LETTER_INSIDE * all)
            continue;
        if (box.h <=
            LETTER_TALL * print_height(place, (RvPx){box.x + place->window.x,
                                                     box.y + place->window.y, box.w, box.h}))
            pixRasterop(ink, box.x, box.y, box.w, box.h, PIX_DST & PIX_NOT(PIX_SRC), piece, 0, 0);
    }
}

/* One sweep of the pen is as simple as an edge of a stamp: it counts beside strokes that are not.
 */
static void
sort_piece(PIX *piece, RvPx box, const Place *place, Found *found)
{
    RvInkShape shape = rv_ink_shape(piece, box, place->mm);
    gboolean straight = shape.minor <= shape.width + STRAIGHT_MM;
    gboolean huge = shape.major > MOST_MM;
    double mm2 = shape.area / place->mm / place->mm;

    if (mm2 < SPECK_MM2)
        return;
    if (shape.major >= LETTER_MM && !huge && shape.width <= PEN_MM) {
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
gather_pen(const Place *place, Found *found)
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
    own = rv_ink_clip(piece, part);
    pixCountPixels(piece, &all, NULL);
    if (own)
        pixCountPixels(own, &inside, NULL);
    return (double)inside / MAX(all, 1);
}

static void
sort_pieces(PIX *ink, const Place *place, Found *found)
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
answer(const Place *place, RvInkState state, RvInkKind kind, double confidence, RvPx at)
{
    return (RvInk){state, kind, confidence, rv_sheet_place(place->sheet, at)};
}

static RvInk
conclude(const Place *place, const Found *found)
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
    Place place = {sheet,
                   reading,
                   window_of(sheet, area),
                   rv_px_clip(area, sheet->width, sheet->height),
                   label,
                   sheet->dpi / 25.4};
    g_autoptr(PIX) ink = written_ink(&place);
    g_autoptr(PIX) whole = ink ? pixCopy(NULL, ink) : NULL;
    g_autoptr(GArray) strokes = g_array_new(FALSE, FALSE, sizeof(Stroke));

    found.strokes = strokes;
    if (whole) {
        const RvStampPlace at = {place.window, place.area, label, place.mm};

        take_out_print(ink, &place, &found);
        found.stamp = rv_stamps_erase(ink, whole, &at);
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is there a signature? Pen strokes are long, thin and curved, and higher than letters. Print that
 * was read, rules, leaders, stamps and smudges are none. */
#include "boxes/boxes-private.h"

#include <math.h>

/* Words read so surely are print; handwriting reads at 0.2 to 0.6. */
#define PRINT_SURE 0.75
#define PRINT_LETTERS 2
#define LETTER_SURE 0.3
/* A stroke that leaves the area is followed so far, points. */
#define FOLLOW_PT 60.0
/* Capitals of 16 points and handwritten names are up to 5 mm high, the strokes of signatures 7 and
 * more (measured: 7 to 20). In between one cannot tell. */
#define TALL_MM 6.5
#define MAYBE_MM 4.5
/* A signature's strokes are at least that long together (the half of their outline). */
#define LENGTH_MM 15.0
/* Pens draw lines of up to 1.2 mm; a blot is thicker. */
#define PEN_MM 1.3
/* A stamp is a ring or frame of 15 mm and more, whose ink lies on its outline. */
#define STAMP_MM 15.0
#define STAMP_BAND 0.09 /* of its size */
#define STAMP_OUTLINE 0.7
/* A round stamp that a scan has broken to pieces: these lie that near to each other, and show so
 * much of a circle when one looks around. Chosen, not yet measured: a faxed stamp showed 1.0. */
#define STAMP_GAP_MM 1.0
#define STAMP_ASPECT 1.3
#define STAMP_CIRCLE 0.65
#define STAMP_LOOKS 72
/* Less ink than this is a speck. */
#define SPECK_MM2 0.6

typedef struct {
    RvPx box;      /* on the sheet */
    int area;      /* pixels */
    double length; /* mm of stroke: the half of the outline's pixels */
    double width;  /* mm: ink by length */
} Stroke;

typedef struct {
    RvPx pen, maybe, print, stamp, rest; /* around the ink of each kind; empty: none */
    double pen_mm, rest_mm2;
} Found;

static RvPx
window_of(const RvSheet *sheet, RvPx area)
{
    int reach = rv_sheet_px(sheet, FOLLOW_PT);

    return rv_px_clip(rv_px_grow(area, reach, reach), sheet->width, sheet->height);
}

/* A signature may be read as letters, and surely; but those are higher than print. The words of its
 * label are print however they were read. */
static gboolean
is_print(const RvSheet *sheet, const RvWord *word, RvPx label)
{
    gboolean in_label = 2 * rv_px_overlap_x(word->box, label) > word->box.w &&
                        2 * rv_px_overlap_y(word->box, label) > word->box.h;
    int letters = 0;

    for (const char *c = word->text; *c; c = g_utf8_next_char(c))
        letters += g_unichar_isalnum(g_utf8_get_char(c));
    return letters >= PRINT_LETTERS && (in_label || word->confidence >= PRINT_SURE) &&
           word->box.h < TALL_MM * sheet->dpi / 25.4;
}

/* Ink of the window without the words that were read; those in the area are noted. */
static PIX *
strange_ink(const RvSheet *sheet, const RvReading *reading, RvPx window, RvPx area, RvPx label,
            Found *found)
{
    PIX *ink = rv_ink_clip(sheet->print, window);

    for (guint i = 0; ink && i < reading->words->len; i++) {
        const RvWord *word = &g_array_index(reading->words, RvWord, i);
        RvPx box = rv_px_intersection(word->box, window);

        if (rv_px_is_empty(box) || !is_print(sheet, word, label))
            continue;
        pixRasterop(ink, box.x - window.x, box.y - window.y, box.w, box.h, PIX_CLR, NULL, 0, 0);
        if (!rv_px_is_empty(rv_px_intersection(word->box, area)))
            found->print = rv_px_union(found->print, word->box);
    }
    return ink;
}

/* Small pieces where something was read, however badly, are letters. */
static gboolean
is_letter(const RvReading *reading, RvPx piece)
{
    for (guint i = 0; i < reading->words->len; i++) {
        const RvWord *word = &g_array_index(reading->words, RvWord, i);

        if (word->confidence >= LETTER_SURE && 2 * rv_px_overlap_x(word->box, piece) > piece.w &&
            2 * rv_px_overlap_y(word->box, piece) > piece.h)
            return TRUE;
    }
    return FALSE;
}

static Stroke
measure(PIX *piece, RvPx box, double mm)
{
    Stroke stroke = {.box = box};
    g_autoptr(PIX) inner = pixErodeBrick(NULL, piece, 3, 3);
    l_int32 area = 0, kernel = 0;

    pixCountPixels(piece, &area, NULL);
    if (inner)
        pixCountPixels(inner, &kernel, NULL);
    stroke.area = area;
    stroke.length = (area - kernel) / 2.0 / mm;
    stroke.width = stroke.length > 0 ? area / mm / mm / stroke.length : 0;
    return stroke;
}

/* Share of a piece's ink that lies near the ellipse in its box, or near the box itself. */
static double
outline_share(PIX *piece)
{
    int width = pixGetWidth(piece), height = pixGetHeight(piece), round = 0, square = 0, n = 0;

    for (int y = 0; y < height; y++) {
        const l_uint32 *line = pixGetData(piece) + (gsize)y * pixGetWpl(piece);
        double v = fabs(2 * (y + 0.5) / height - 1);

        for (int x = 0; x < width; x++) {
            double u = fabs(2 * (x + 0.5) / width - 1);

            if (!GET_DATA_BIT(line, x))
                continue;
            n++;
            round += fabs(hypot(u, v) - 1 + STAMP_BAND) <= STAMP_BAND;
            square += MAX(u, v) >= 1 - 2 * STAMP_BAND;
        }
    }
    return n ? (double)MAX(round, square) / n : 0;
}

static gboolean
is_stamp(PIX *piece, RvPx box, double mm)
{
    return box.w >= STAMP_MM * mm && box.h >= STAMP_MM * mm / 2 &&
           outline_share(piece) >= STAMP_OUTLINE;
}

/* In how many directions, as a share, ink is seen near the ellipse in the box. */
static double
circle_share(PIX *ink, RvPx box)
{
    int seen = 0;

    for (int i = 0; i < STAMP_LOOKS; i++) {
        double angle = 2 * G_PI * i / STAMP_LOOKS;
        l_uint32 on = 0;

        for (double r = 1 - 2 * STAMP_BAND; r <= 1 && !on; r += 1.0 / MAX(box.w, box.h))
            pixGetPixel(ink, (int)(box.x + (1 + r * cos(angle)) * (box.w - 1) / 2),
                        (int)(box.y + (1 + r * sin(angle)) * (box.h - 1) / 2), &on);
        seen += on != 0;
    }
    return (double)seen / STAMP_LOOKS;
}

/* Takes all pieces out of the ink that lie within the box; what runs out of it stays. */
static void
take_out(PIX *ink, RvPx box)
{
    g_autoptr(PIX) outside = pixCopy(NULL, ink);

    pixRasterop(outside, box.x, box.y, box.w, box.h, PIX_CLR, NULL, 0, 0);
    pixSeedfillBinary(outside, outside, ink, 8);
    pixCopy(ink, outside);
}

/* Takes round stamps out, whole or in pieces, with what stands in them. */
static void
take_out_stamps(PIX *ink, RvPx window, double mm, Found *found)
{
    int gap = MAX(1, (int)(STAMP_GAP_MM * mm));
    g_autoptr(PIX) joined = pixDilateBrick(NULL, ink, gap, gap);
    g_autoptr(BOXA) boxes = joined ? pixConnCompBB(joined, 8) : NULL;

    for (int i = 0; boxes && i < boxaGetCount(boxes); i++) {
        RvPx box;

        boxaGetBoxGeometry(boxes, i, &box.x, &box.y, &box.w, &box.h);
        box = rv_px_grow(box, -gap / 2, -gap / 2);
        if (MIN(box.w, box.h) < STAMP_MM * mm ||
            MAX(box.w, box.h) > STAMP_ASPECT * MIN(box.w, box.h) ||
            circle_share(ink, box) < STAMP_CIRCLE)
            continue;
        take_out(ink, rv_px_grow(box, gap / 2, gap / 2));
        box.x += window.x;
        box.y += window.y;
        found->stamp = rv_px_union(found->stamp, box);
    }
}

static void
sort_piece(PIX *piece, RvPx box, double mm, const RvReading *reading, Found *found)
{
    Stroke stroke = measure(piece, box, mm);
    double side = MAX(box.w, box.h) / mm, high = box.h / mm;

    if (stroke.area < SPECK_MM2 * mm * mm || (side < MAYBE_MM && is_letter(reading, box)))
        return;
    if (is_stamp(piece, box, mm)) {
        found->stamp = rv_px_union(found->stamp, box);
    } else if (stroke.width > PEN_MM || MIN(box.w, box.h) < PEN_MM * mm || side < MAYBE_MM) {
        found->rest = rv_px_union(found->rest, box);
        found->rest_mm2 += stroke.area / mm / mm;
    } else if (high >= TALL_MM) {
        found->pen = rv_px_union(found->pen, box);
        found->pen_mm += stroke.length;
    } else {
        found->maybe = rv_px_union(found->maybe, box);
    }
}

static void
sort_pieces(PIX *ink, RvPx window, RvPx area, double mm, const RvReading *reading, Found *found)
{
    g_autoptr(PIXA) pieces = NULL;
    g_autoptr(BOXA) boxes = pixConnComp(ink, &pieces, 8);

    for (int i = 0; boxes && i < boxaGetCount(boxes); i++) {
        g_autoptr(PIX) piece = pixaGetPix(pieces, i, L_CLONE);
        RvPx box;

        boxaGetBoxGeometry(boxes, i, &box.x, &box.y, &box.w, &box.h);
        box.x += window.x;
        box.y += window.y;
        /* what stands mostly outside belongs to the neighbour */
        if (piece && 2 * rv_px_overlap_y(box, area) > box.h &&
            2 * rv_px_overlap_x(box, area) > box.w)
            sort_piece(piece, box, mm, reading, found);
    }
}

static RvInk
conclude(const RvSheet *sheet, const Found *found, RvPx area)
{
    if (!rv_px_is_empty(found->pen) && found->pen_mm >= LENGTH_MM)
        return (RvInk){RV_INK_PRESENT, RV_INK_PEN, 0.95,
                       rv_sheet_place(sheet, rv_px_union(found->pen, found->maybe))};
    if (!rv_px_is_empty(found->stamp))
        return (RvInk){RV_INK_UNCERTAIN, RV_INK_STAMP, 0.8, rv_sheet_place(sheet, found->stamp)};
    if (!rv_px_is_empty(found->pen) || !rv_px_is_empty(found->maybe))
        return (RvInk){RV_INK_UNCERTAIN, RV_INK_PEN, 0.6,
                       rv_sheet_place(sheet, rv_px_union(found->pen, found->maybe))};
    if (found->rest_mm2 > 10 * SPECK_MM2)
        return (RvInk){RV_INK_UNCERTAIN, RV_INK_SMUDGE, 0.6, rv_sheet_place(sheet, found->rest)};
    return (RvInk){RV_INK_ABSENT,
                   !rv_px_is_empty(found->print)  ? RV_INK_TYPED
                   : !rv_px_is_empty(found->rest) ? RV_INK_SMUDGE
                                                  : RV_INK_NOTHING,
                   0.9, rv_sheet_place(sheet, area)};
}

RvInk
rv_ink_signature(const RvSheet *sheet, const RvReading *reading, RvPx area, RvPx label)
{
    Found found = {0};
    RvPx window = window_of(sheet, area);
    g_autoptr(PIX) ink = NULL;

    area = rv_px_clip(area, sheet->width, sheet->height);
    ink = strange_ink(sheet, reading, window, area, label, &found);
    if (ink) {
        take_out_stamps(ink, window, sheet->dpi / 25.4, &found);
        sort_pieces(ink, window, area, sheet->dpi / 25.4, reading, &found);
    }
    return conclude(sheet, &found, area);
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

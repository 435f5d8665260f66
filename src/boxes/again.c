/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A second search for boxes beside whose labels nothing was found, where the others say that they
 * must be. */
#include "boxes/boxes-private.h"

#include <stdlib.h>

/* Ink at the place of a box without outline: that share and more covers it. */
#define COVERED_SHARE 0.12
/* A broken outline that scores less may as well be part of what covers the box. */
#define NEAR_SCORE 0.6
/* With less ink there is not even the outline that a fax left in dots; such a one scores so much,
 * where there is nothing else. Of 111 boxes on three made faxes that were lost and have such an
 * outline where they are, 110 scored as much. */
#define LEAST_SHARE 0.03
#define FAINT_SCORE 0.4
/* Labels begin below one another when they differ by no more, in boxes. Chosen. */
#define ALIGNED 0.3
/* A repaired outline must lie where it was expected, as a share of its size. */
#define NEAR_SLACK 0.4
/* The edge of a label read with a mark is off by no more than that, in boxes. Chosen. */
#define EDGE_OFF 1.5

/* Where a column of boxes stands: the left edge of the box that was found nearest below or above,
 * within `reach` of x. Negative: none was found. */
static int
column_near(const RvPlaces *p, int sheet, int at, int reach, int y)
{
    int nearest = G_MAXINT, x = -1;

    for (guint i = 0; i < p->spots->len; i++) {
        const RvBoxSpot *spot = &g_array_index(p->spots, RvBoxSpot, i);
        int off = abs(rv_px_centre_y(spot->frame.box) - y);

        if (spot->finding == RV_BOX_FOUND && spot->sheet == sheet && off < nearest &&
            abs(spot->frame.box.x - at) <= reach) {
            nearest = off;
            x = spot->frame.box.x;
        }
    }
    return x;
}

/* The same, of the columns on the label's hand that no other label parts from this one. Boxes of
 * labels that begin below one another stand so too: their column comes first. */
static int
column_beside(const RvPlaces *p, guint query, int size, int y, gboolean left)
{
    const RvBoxSpot *own = &g_array_index(p->spots, RvBoxSpot, query);
    int nearest = G_MAXINT, x = -1;

    for (guint i = 0; i < p->spots->len; i++) {
        const RvBoxSpot *spot = &g_array_index(p->spots, RvBoxSpot, i);
        RvPx place = {spot->frame.box.x, y - size / 2, size, size};
        int off = abs(rv_px_centre_y(spot->frame.box) - y);

        if (abs(spot->label.x - own->label.x) > ALIGNED * size)
            off += rv_places_sheet(p, own->sheet)->height;
        if (spot->finding == RV_BOX_FOUND && spot->sheet == own->sheet && off < nearest &&
            (rv_px_centre_x(place) < rv_px_centre_x(own->label)) == left &&
            !rv_label_is_between(p, query, own->sheet, place, own->label)) {
            nearest = off;
            x = place.x;
        }
    }
    return x;
}

/* Empty: nobody knows. */
static RvPx
expected_place(const RvPlaces *p, guint query, const RvSiblings *model)
{
    const RvBoxSpot *spot = &g_array_index(p->spots, RvBoxSpot, query);
    const RvSheet *sheet = rv_places_sheet(p, spot->sheet);
    RvPx label = spot->label;
    int size = MAX(1, rv_sheet_px(sheet, model->size)), gap = rv_sheet_px(sheet, model->gap);
    gboolean left = rv_side_is_left(model->side);
    int x = left ? label.x - gap - size : rv_px_right(label) + gap;
    int y = rv_px_centre_y(label) + rv_sheet_px(sheet, model->dy);
    RvPx place = {x, y - size / 2, size, size};

    if (model->in_columns && (place.x = column_beside(p, query, size, y, left)) < 0)
        return (RvPx){0};
    if (rv_label_is_between(p, query, spot->sheet, place, label))
        return (RvPx){0};
    return place;
}

/* Ink in a place that is not that of words; what was read with the label, beside it, may be a mark.
 */
static double
strange_ink(const RvSheet *sheet, const RvReading *reading, RvPx place, RvPx label)
{
    g_autoptr(PIX) part = rv_pix_crop(sheet->print, place);
    RvPx inside = rv_px_clip(place, sheet->width, sheet->height);

    for (guint i = 0; part && i < reading->words->len; i++) {
        const RvWord *word = &g_array_index(reading->words, RvWord, i);
        RvPx box = rv_px_intersection(word->box, inside);

        if (!rv_px_is_empty(rv_px_intersection(word->box, label)))
            box = rv_px_intersection(box, label);
        if (!rv_px_is_empty(box) && rv_word_is_real(word))
            pixRasterop(part, box.x - inside.x, box.y - inside.y, box.w, box.h, PIX_CLR, NULL, 0,
                        0);
    }
    return part ? rv_pix_share(part, (RvPx){0, 0, inside.w, inside.h}) : 0;
}

static gboolean
is_taken(const RvPlaces *p, int sheet, RvPx box)
{
    for (guint i = 0; i < p->spots->len; i++) {
        const RvBoxSpot *spot = &g_array_index(p->spots, RvBoxSpot, i);

        if (spot->finding == RV_BOX_FOUND && spot->sheet == sheet &&
            !rv_px_is_empty(rv_px_intersection(spot->frame.box, box)))
            return TRUE;
    }
    return FALSE;
}

/* The pair of brackets at that place, which something that was read may part from its label. */
static gboolean
brackets_near(const RvPlaces *p, int sheet, RvPx place, RvPx label, RvFrame *frame)
{
    const GArray *frames = g_ptr_array_index(p->frames, sheet);
    double best = NEAR_SLACK * place.h;

    frame->score = 0;
    for (guint i = 0; i < frames->len; i++) {
        const RvFrame *f = &g_array_index(frames, RvFrame, i);
        double off =
            MAX(MIN(abs(f->box.x - place.x), abs(rv_px_right(f->box) - rv_px_right(place))),
                abs(rv_px_centre_y(f->box) - rv_px_centre_y(place)));

        if (off <= best && rv_size_fits(f->box.h, place.h) && !is_taken(p, sheet, f->box) &&
            rv_px_is_empty(rv_px_intersection(f->box, label))) {
            best = off;
            *frame = *f;
        }
    }
    return frame->score > 0;
}

/* The outline at that place, or what is left of it. */
static gboolean
outline_near(const RvPlaces *p, int sheet, RvPx place, RvFrame *frame)
{
    double slack = NEAR_SLACK * place.w;

    return rv_frame_near(rv_places_sheet(p, sheet), place, frame) &&
           abs(rv_px_centre_x(frame->box) - rv_px_centre_x(place)) <= slack &&
           abs(rv_px_centre_y(frame->box) - rv_px_centre_y(place)) <= slack &&
           !is_taken(p, sheet, frame->box);
}

/* The outline, perhaps a broken one, or what covers it, at one place. */
static RvBoxFinding
look_at(const RvPlaces *p, int sheet_index, RvPx place, RvPx label, RvFrame *found)
{
    const RvSheet *sheet = rv_places_sheet(p, sheet_index);
    const RvReading *reading = g_ptr_array_index(p->readings, sheet_index);
    gboolean seen;
    double ink;
    RvFrame frame;

    if (rv_px_is_empty(place) || is_taken(p, sheet_index, place))
        return RV_BOX_NOWHERE;
    if (p->brackets && brackets_near(p, sheet_index, place, label, found))
        return RV_BOX_FOUND;
    *found = (RvFrame){.box = place, .inside = rv_px_grow(place, -place.w / 10, -place.h / 10)};
    ink = strange_ink(sheet, reading, place, label);
    seen = ink >= LEAST_SHARE && !p->brackets && outline_near(p, sheet_index, place, &frame);
    if (ink < COVERED_SHARE) /* nothing that could hide it, or be taken for it */
        seen = seen && frame.score >= FAINT_SCORE &&
               rv_px_is_empty(rv_px_intersection(frame.box, label));
    if (seen)
        *found = frame;
    if (seen && (ink < COVERED_SHARE || frame.score >= NEAR_SCORE))
        return RV_BOX_FOUND;
    return ink < COVERED_SHARE ? RV_BOX_NOWHERE : RV_BOX_COVERED;
}

/* No outline was found: look again where it must be. A mark that was read with the label moves its
 * edge; then the box still stands in the column of the others. */
void
rv_place_again(const RvPlaces *p, guint query, const RvSiblings *model)
{
    RvBoxSpot *spot = &g_array_index(p->spots, RvBoxSpot, query);
    RvPx place = expected_place(p, query, model), moved = place;
    RvFrame frame;

    spot->finding = look_at(p, spot->sheet, place, spot->label, &spot->frame);
    moved.x =
        column_near(p, spot->sheet, place.x, (int)(EDGE_OFF * place.w), rv_px_centre_y(place));
    if (spot->finding == RV_BOX_FOUND || moved.x < 0)
        return;
    if (look_at(p, spot->sheet, moved, spot->label, &frame) == RV_BOX_FOUND) {
        spot->finding = RV_BOX_FOUND;
        spot->frame = frame;
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which outline is the box of which label? The boxes of a form stand on one side of their labels,
 * have one size, and keep one distance from the label or stand in one column. All labels together
 * tell which, so that letters that look like boxes fall out, and no answer can shift to the
 * neighbour's box. */
#include "boxes/boxes-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* More than that of it only an outline seen so well is allowed. */
#define GAP_USUAL 0.5
#define CLEAR_SCORE 0.85
/* Letters look like boxes of another size: what is not seen so well differs by no more, as a share.
 * Measured on boxes: up to 0.12. */
#define UNCLEAR_SIZE 0.15
/* Ink at the place of a box without outline: that share and more covers it. */
#define COVERED_SHARE 0.12
/* A broken outline that scores less may as well be part of what covers the box. */
#define NEAR_SCORE 0.6
/* A repaired outline must lie where it was expected, as a share of its size. */
#define NEAR_SLACK 0.4
/* The edge of a label read with a mark is off by no more than that, in boxes. Chosen. */
#define EDGE_OFF 1.5
/* A second way to stand must be that of so many boxes, by their scores. Chosen. */
#define SECOND_VOTES 1.5
/* ... that are right at their labels, in boxes: the next answer's is further away. Chosen. */
#define SECOND_GAP 1.5

typedef struct {
    const GPtrArray *sheets, *readings, *frames;
    const RvBoxQuery *queries;
    GArray *spots;                  /* RvBoxSpot */
    GArray *candidates[RV_N_SIDES]; /* RvCandidate */
    GHashTable *taken;              /* frames in use: their addresses */
} Places;

static const RvSheet *
sheet_at(const Places *p, int index)
{
    return g_ptr_array_index(p->sheets, index);
}

static RvFrame *
frame_of(const Places *p, const RvCandidate *c)
{
    return &g_array_index((GArray *)g_ptr_array_index(p->frames, c->sheet), RvFrame, c->frame);
}

static int
find_sheet(const GPtrArray *sheets, int page)
{
    for (guint i = 0; page > 0 && i < sheets->len; i++)
        if (((const RvSheet *)g_ptr_array_index(sheets, i))->page == page)
            return (int)i;
    return -1;
}

/* Does a box that was found stand in the same column? */
static gboolean
has_column(const Places *p, const RvCandidate *c)
{
    for (guint i = 0; i < p->spots->len; i++) {
        const RvBoxSpot *spot = &g_array_index(p->spots, RvBoxSpot, i);

        if (spot->finding == RV_BOX_FOUND && spot->sheet == c->sheet &&
            fabs(spot->frame.box.x * 72 / sheet_at(p, c->sheet)->dpi - c->x) <=
                RV_COLUMN_SLACK * c->size)
            return TRUE;
    }
    return FALSE;
}

/* Is the distance that of the other boxes? */
static gboolean
is_near_enough(const Places *p, const RvCandidate *c, const RvSiblings *model)
{
    double off = fabs(c->gap - model->gap) / model->size;

    return off <= GAP_USUAL || (off <= RV_GAP_SLACK && frame_of(p, c)->score >= CLEAR_SCORE) ||
           (model->in_columns && c->in_column);
}

static gboolean
has_size(const Places *p, const RvCandidate *c, const RvSiblings *model)
{
    return rv_size_fits(c->size, model->size) &&
           (frame_of(p, c)->score >= CLEAR_SCORE ||
            fabs(c->size - model->size) <= UNCLEAR_SIZE * model->size);
}

static double
misfit(const RvCandidate *c, const RvSiblings *model)
{
    double gap = model->in_columns && c->in_column ? 0 : fabs(c->gap - model->gap) / model->size;

    return gap + fabs(c->size - model->size) / model->size + fabs(c->dy - model->dy) / model->size -
           c->score;
}

static gint
compare_misfits(gconstpointer a, gconstpointer b, gpointer data)
{
    double x = misfit(a, data), y = misfit(b, data);

    return (x > y) - (x < y);
}

static void
take(Places *p, const RvCandidate *c)
{
    RvBoxSpot *spot = &g_array_index(p->spots, RvBoxSpot, c->query);
    RvFrame *frame = frame_of(p, c);

    if (spot->finding != RV_BOX_NOWHERE || !g_hash_table_add(p->taken, frame))
        return;
    spot->finding = RV_BOX_FOUND;
    spot->frame = *frame;
}

/* The best fitting pairs first; then those that only share a column with a box already found. */
static void
assign(Places *p, RvSiblings *model)
{
    GArray *candidates = p->candidates[model->side];

    g_array_sort_with_data(candidates, compare_misfits, model);
    for (int columns = 0; columns < 2; columns++)
        for (guint i = 0; i < candidates->len; i++) {
            const RvCandidate *c = &g_array_index(candidates, RvCandidate, i);

            if (has_size(p, c, model) &&
                (is_near_enough(p, c, model) || (columns && (c->in_column || has_column(p, c)))) &&
                !g_hash_table_contains(p->taken, frame_of(p, c)))
                take(p, c);
        }
}

/* A question none of whose boxes was found may have them on another side. */
static void
assign_other_side(Places *p, const RvSiblings *model, RvSide side)
{
    const GArray *candidates = p->candidates[side];
    g_autoptr(GHashTable) answered = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < p->spots->len; i++)
        if (g_array_index(p->spots, RvBoxSpot, i).finding == RV_BOX_FOUND)
            g_hash_table_add(answered, GUINT_TO_POINTER(p->queries[i].question));
    for (guint i = 0; i < candidates->len; i++) {
        const RvCandidate *c = &g_array_index(candidates, RvCandidate, i);

        if (!g_hash_table_contains(answered, GUINT_TO_POINTER(p->queries[c->query].question)) &&
            has_size(p, c, model) && is_near_enough(p, c, model))
            take(p, c);
    }
}

/* Outlines of boxes' size that are well seen, beside labels that have none yet. */
static GArray *
candidates_left(const Places *p, const RvSiblings *model, RvSide side)
{
    GArray *left = g_array_new(FALSE, FALSE, sizeof(RvCandidate));

    for (guint i = 0; i < p->candidates[side]->len; i++) {
        const RvCandidate *c = &g_array_index(p->candidates[side], RvCandidate, i);

        if (g_array_index(p->spots, RvBoxSpot, c->query).finding == RV_BOX_NOWHERE &&
            !g_hash_table_contains(p->taken, frame_of(p, c)) &&
            rv_size_fits(c->size, model->size) && frame_of(p, c)->score >= CLEAR_SCORE &&
            c->gap <= SECOND_GAP * c->size)
            g_array_append_val(left, *c);
    }
    return left;
}

/* Boxes of short answers in one line stand at these, where those of sentences stand at the margin:
 * the labels that are left vote for another side and distance. */
static void
assign_second_way(Places *p, const RvSiblings *model, guint n)
{
    GArray *left[RV_N_SIDES];
    RvSiblings second = {0};

    for (RvSide side = RV_LEFT; side < RV_N_SIDES; side++)
        left[side] = candidates_left(p, model, side);
    if (rv_siblings_learn(left, n, &second) && second.votes >= SECOND_VOTES) {
        const GArray *candidates = left[second.side];

        second.in_columns = FALSE;
        g_array_sort_with_data(left[second.side], compare_misfits, &second);
        for (guint i = 0; i < candidates->len; i++) {
            const RvCandidate *c = &g_array_index(candidates, RvCandidate, i);

            if (!is_near_enough(p, c, &second))
                continue;
            g_array_index(p->spots, RvBoxSpot, c->query).label =
                rv_side_label(second.side, &p->queries[c->query]);
            take(p, c);
        }
    }
    for (RvSide side = RV_LEFT; side < RV_N_SIDES; side++)
        g_array_unref(left[side]);
}

/* Where a column of boxes stands: the left edge of the box that was found nearest below or above,
 * within `reach` of x. Negative: none was found. */
static int
column_near(const Places *p, int sheet, int at, int reach, int y)
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

/* Empty: nobody knows. */
static RvPx
expected_place(const Places *p, const RvBoxSpot *spot, const RvSiblings *model)
{
    const RvSheet *sheet = sheet_at(p, spot->sheet);
    RvPx label = spot->label;
    int size = MAX(1, rv_sheet_px(sheet, model->size)), gap = rv_sheet_px(sheet, model->gap);
    int x = rv_side_is_left(model->side) ? label.x - gap - size : rv_px_right(label) + gap;
    int y = rv_px_centre_y(label) + rv_sheet_px(sheet, model->dy) - size / 2;

    if (model->in_columns && (x = column_near(p, spot->sheet, x, sheet->width, y)) < 0)
        return (RvPx){0};
    return (RvPx){x, y, size, size};
}

/* Ink in a place that is not that of words. */
static double
strange_ink(const RvSheet *sheet, const RvReading *reading, RvPx place)
{
    g_autoptr(PIX) part = rv_ink_clip(sheet->print, place);
    RvPx inside = rv_px_clip(place, sheet->width, sheet->height);

    for (guint i = 0; part && i < reading->words->len; i++) {
        const RvWord *word = &g_array_index(reading->words, RvWord, i);
        RvPx box = rv_px_intersection(word->box, inside);

        if (!rv_px_is_empty(box) && rv_word_is_real(word))
            pixRasterop(part, box.x - inside.x, box.y - inside.y, box.w, box.h, PIX_CLR, NULL, 0,
                        0);
    }
    return part ? rv_ink_share(part, (RvPx){0, 0, inside.w, inside.h}) : 0;
}

static gboolean
is_taken(const Places *p, int sheet, RvPx box)
{
    for (guint i = 0; i < p->spots->len; i++) {
        const RvBoxSpot *spot = &g_array_index(p->spots, RvBoxSpot, i);

        if (spot->finding == RV_BOX_FOUND && spot->sheet == sheet &&
            !rv_px_is_empty(rv_px_intersection(spot->frame.box, box)))
            return TRUE;
    }
    return FALSE;
}

/* The outline, perhaps a broken one, or what covers it, at one place. */
static RvBoxFinding
look_at(const Places *p, int sheet_index, RvPx place, RvFrame *found)
{
    const RvSheet *sheet = sheet_at(p, sheet_index);
    const RvReading *reading = g_ptr_array_index(p->readings, sheet_index);
    double slack = NEAR_SLACK * place.w;
    RvFrame frame;

    if (rv_px_is_empty(place) || is_taken(p, sheet_index, place))
        return RV_BOX_NOWHERE;
    *found = (RvFrame){.box = place, .inside = rv_px_grow(place, -place.w / 10, -place.h / 10)};
    if (strange_ink(sheet, reading, place) < COVERED_SHARE)
        return RV_BOX_NOWHERE;
    if (!rv_frame_near(sheet, place, &frame) ||
        abs(rv_px_centre_x(frame.box) - rv_px_centre_x(place)) > slack ||
        abs(rv_px_centre_y(frame.box) - rv_px_centre_y(place)) > slack ||
        is_taken(p, sheet_index, frame.box))
        return RV_BOX_COVERED;
    *found = frame;
    return frame.score >= NEAR_SCORE ? RV_BOX_FOUND : RV_BOX_COVERED;
}

/* No outline was found: look again where it must be. A mark that was read with the label moves its
 * edge; then the box still stands in the column of the others. */
static void
look_again(const Places *p, guint query, const RvSiblings *model)
{
    RvBoxSpot *spot = &g_array_index(p->spots, RvBoxSpot, query);
    RvPx place = expected_place(p, spot, model), moved = place;
    RvFrame frame;

    spot->finding = look_at(p, spot->sheet, place, &spot->frame);
    moved.x =
        column_near(p, spot->sheet, place.x, (int)(EDGE_OFF * place.w), rv_px_centre_y(place));
    if (spot->finding == RV_BOX_FOUND || moved.x < 0)
        return;
    if (look_at(p, spot->sheet, moved, &frame) == RV_BOX_FOUND) {
        spot->finding = RV_BOX_FOUND;
        spot->frame = frame;
    }
}

static void
find_candidates(Places *p, guint query, int sheet)
{
    const RvBoxQuery *q = &p->queries[query];
    RvCandidate asks = {.query = query, .sheet = sheet};

    for (int side = RV_LEFT; side < RV_N_SIDES; side++)
        rv_candidates_find(sheet_at(p, sheet), g_ptr_array_index(p->readings, sheet),
                           g_ptr_array_index(p->frames, sheet), &asks, rv_side_label(side, q), side,
                           p->candidates[side]);
}

static void
init_spots(Places *p, guint n)
{
    for (guint i = 0; i < n; i++) {
        RvBoxSpot spot = {.finding = RV_BOX_NOWHERE,
                          .sheet = find_sheet(p->sheets, p->queries[i].page)};

        if (spot.sheet >= 0)
            find_candidates(p, i, spot.sheet);
        g_array_append_val(p->spots, spot);
    }
}

static void
place_all(Places *p, guint n, RvSiblings *model)
{
    for (guint i = 0; i < n; i++)
        g_array_index(p->spots, RvBoxSpot, i).label = rv_side_label(model->side, &p->queries[i]);
    assign(p, model);
    for (RvSide side = RV_LEFT; side < RV_N_SIDES; side++)
        if (side != model->side)
            assign_other_side(p, model, side);
    assign_second_way(p, model, n);
    for (guint i = 0; i < n; i++) {
        const RvBoxSpot *spot = &g_array_index(p->spots, RvBoxSpot, i);

        if (spot->sheet >= 0 && spot->finding == RV_BOX_NOWHERE)
            look_again(p, i, model);
    }
}

GArray *
rv_boxes_place(const GPtrArray *sheets, const GPtrArray *readings, const GPtrArray *frames,
               const RvBoxQuery *queries, guint n)
{
    g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL);
    Places p = {sheets, readings, frames, queries, g_array_new(FALSE, FALSE, sizeof(RvBoxSpot)),
                {NULL}, taken};
    RvSiblings model;

    for (RvSide side = RV_LEFT; side < RV_N_SIDES; side++)
        p.candidates[side] = g_array_new(FALSE, FALSE, sizeof(RvCandidate));
    init_spots(&p, n);
    for (RvSide side = RV_LEFT; side < RV_N_SIDES; side++)
        rv_siblings_find_columns(p.candidates[side], n);
    if (rv_siblings_learn(p.candidates, n, &model))
        place_all(&p, n, &model);
    for (RvSide side = RV_LEFT; side < RV_N_SIDES; side++)
        g_array_unref(p.candidates[side]);
    return p.spots;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which outline is the box of which label? The boxes of a form stand on one side of their labels,
 * have one size, and keep one distance from the label or stand in one column. All labels together
 * tell which, so that letters that look like boxes fall out, and no answer can shift to the
 * neighbour's box. */
#include "boxes/boxes-private.h"

#include <math.h>

/* More than that of it only an outline seen so well is allowed. */
#define GAP_USUAL 0.5
#define CLEAR_SCORE 0.85
/* Letters look like boxes of another size: what is not seen so well differs by no more, as a share.
 * Measured on boxes: up to 0.12. */
#define UNCLEAR_SIZE 0.15
/* A second way to stand must be that of so many boxes, by their scores. Chosen. */
#define SECOND_VOTES 1.5
/* ... that are right at their labels, in boxes: the next answer's is further away. Chosen. */
#define SECOND_GAP 1.5

/* Boxes stand on the other hand of their labels than the usual one only when so many times as many
 * labels have one there: in a row of answers each box stands between two labels. Chosen. */
#define OTHER_HAND 1.3

static RvFrame *
frame_of(const RvPlaces *p, const RvCandidate *c)
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

/* Is the distance that of the other boxes? */
static gboolean
is_near_enough(const RvPlaces *p, const RvCandidate *c, const RvSiblings *model)
{
    double off = fabs(c->gap - model->gap) / model->size;

    return off <= GAP_USUAL || (off <= RV_GAP_SLACK && frame_of(p, c)->score >= CLEAR_SCORE) ||
           (model->in_columns && c->in_column);
}

static gboolean
has_size(const RvPlaces *p, const RvCandidate *c, const RvSiblings *model)
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
take(RvPlaces *p, const RvCandidate *c)
{
    RvBoxSpot *spot = &g_array_index(p->spots, RvBoxSpot, c->query);
    RvFrame *frame = frame_of(p, c);

    if (spot->finding != RV_BOX_NOWHERE || !g_hash_table_add(p->taken, frame))
        return;
    spot->finding = RV_BOX_FOUND;
    spot->frame = *frame;
}

/* Has it the size and the place of a box? `columns`: that of others below or above will do. */
static gboolean
may_serve(const RvPlaces *p, const RvCandidate *c, const RvSiblings *model, gboolean columns)
{
    if (!has_size(p, c, model))
        return FALSE;
    if (columns && (c->in_column || rv_place_has_column(p, c)))
        return TRUE;
    return (columns || rv_place_is_free(c, model)) && is_near_enough(p, c, model);
}

/* The best fitting pairs first; then those that only share a column with a box already found, and
 * those with such a box. */
static void
assign(RvPlaces *p, RvSiblings *model)
{
    GArray *candidates = p->candidates[model->side];

    g_array_sort_with_data(candidates, compare_misfits, model);
    for (int pass = 0; pass < 3; pass++)
        for (guint i = 0; i < candidates->len; i++) {
            const RvCandidate *c = &g_array_index(candidates, RvCandidate, i);

            if (may_serve(p, c, model, pass > 0) && rv_place_fits(p, c, model) &&
                !g_hash_table_contains(p->taken, frame_of(p, c)))
                take(p, c);
        }
}

/* Does the frame stand right at a label that has no box yet, on the hand on which boxes stand? */
static gboolean
is_anothers(const RvPlaces *p, const RvCandidate *c, const RvSiblings *model)
{
    for (RvSide side = RV_LEFT; side < RV_N_SIDES; side++) {
        const GArray *candidates = p->candidates[side];

        for (guint i = 0;
             i < candidates->len && rv_side_is_left(side) == rv_side_is_left(model->side); i++) {
            const RvCandidate *other = &g_array_index(candidates, RvCandidate, i);

            if (other->query != c->query && frame_of(p, other) == frame_of(p, c) &&
                rv_place_is_free(other, model) &&
                other->gap <= MAX(SECOND_GAP * other->size, c->gap) &&
                g_array_index(p->spots, RvBoxSpot, other->query).finding == RV_BOX_NOWHERE)
                return TRUE;
        }
    }
    return FALSE;
}

/* A question none of whose boxes was found may have them on another side. */
static void
assign_other_side(RvPlaces *p, const RvSiblings *model, RvSide side)
{
    const GArray *candidates = p->candidates[side];
    g_autoptr(GHashTable) answered = g_hash_table_new(NULL, NULL);
    const RvSiblings there = {.side = side};

    for (guint i = 0; i < p->spots->len; i++)
        if (g_array_index(p->spots, RvBoxSpot, i).finding == RV_BOX_FOUND)
            g_hash_table_add(answered, GUINT_TO_POINTER(p->queries[i].question));
    for (guint i = 0; i < candidates->len; i++) {
        const RvCandidate *c = &g_array_index(candidates, RvCandidate, i);

        if (!g_hash_table_contains(answered, GUINT_TO_POINTER(p->queries[c->query].question)) &&
            has_size(p, c, model) && is_near_enough(p, c, model) && rv_place_is_free(c, &there) &&
            rv_place_fits(p, c, &there) && !is_anothers(p, c, model))
            take(p, c);
    }
}

/* Outlines of boxes' size that are well seen, beside labels that have none yet. */
static GArray *
candidates_left(const RvPlaces *p, const RvSiblings *model, RvSide side)
{
    GArray *left = g_array_new(FALSE, FALSE, sizeof(RvCandidate));
    const RvSiblings free = {0};

    for (guint i = 0; i < p->candidates[side]->len; i++) {
        const RvCandidate *c = &g_array_index(p->candidates[side], RvCandidate, i);

        if (g_array_index(p->spots, RvBoxSpot, c->query).finding == RV_BOX_NOWHERE &&
            !g_hash_table_contains(p->taken, frame_of(p, c)) &&
            rv_size_fits(c->size, model->size) && frame_of(p, c)->score >= CLEAR_SCORE &&
            c->gap <= SECOND_GAP * c->size && rv_place_is_free(c, &free))
            g_array_append_val(left, *c);
    }
    return left;
}

/* Learns from the candidates of one hand only. */
static gboolean
learn_hand(const RvPlaces *p, GArray *const candidates[RV_N_SIDES], gboolean left,
           RvSiblings *model)
{
    g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(RvCandidate));
    GArray *own[RV_N_SIDES];

    for (RvSide side = RV_LEFT; side < RV_N_SIDES; side++)
        own[side] = rv_side_is_left(side) == left ? candidates[side] : none;
    return rv_siblings_learn(own, p->n, model) && model->votes >= SECOND_VOTES;
}

/* On which hand do most of those that are left stand, the usual one when in doubt? */
static gboolean
learn_second(const RvPlaces *p, GArray *const left[RV_N_SIDES], const RvSiblings *model,
             RvSiblings *second)
{
    gboolean hand = rv_side_is_left(model->side);
    RvSiblings usual = {0}, other = {0};
    gboolean has_usual = learn_hand(p, left, hand, &usual);

    if (learn_hand(p, left, !hand, &other) && other.votes > OTHER_HAND * usual.votes) {
        *second = other;
        return TRUE;
    }
    *second = usual;
    return has_usual;
}

/* Boxes of short answers in one line stand at these, where those of sentences stand at the margin:
 * the labels that are left vote for another side and distance. */
static void
assign_second_way(RvPlaces *p, const RvSiblings *model)
{
    GArray *left[RV_N_SIDES];
    RvSiblings second = {0};

    for (RvSide side = RV_LEFT; side < RV_N_SIDES; side++)
        left[side] = candidates_left(p, model, side);
    if (learn_second(p, left, model, &second)) {
        const GArray *candidates = left[second.side];

        second.in_columns = FALSE;
        g_array_sort_with_data(left[second.side], compare_misfits, &second);
        for (guint i = 0; i < candidates->len; i++) {
            const RvCandidate *c = &g_array_index(candidates, RvCandidate, i);

            if (!is_near_enough(p, c, &second) || !rv_place_fits(p, c, &second))
                continue;
            g_array_index(p->spots, RvBoxSpot, c->query).label =
                rv_side_label(second.side, &p->queries[c->query]);
            take(p, c);
        }
    }
    for (RvSide side = RV_LEFT; side < RV_N_SIDES; side++)
        g_array_unref(left[side]);
}

static void
find_candidates(RvPlaces *p, guint query, int sheet)
{
    RvCandidate asks = {.query = query, .sheet = sheet};

    for (RvSide side = RV_LEFT; side < RV_N_SIDES; side++)
        rv_candidates_find(p, &asks, side);
}

static void
init_spots(RvPlaces *p)
{
    for (guint i = 0; i < p->n; i++) {
        RvBoxSpot spot = {.asked = p->queries[i].asked,
                          .finding = RV_BOX_NOWHERE,
                          .sheet = find_sheet(p->sheets, p->queries[i].page)};

        if (spot.sheet >= 0)
            find_candidates(p, i, spot.sheet);
        g_array_append_val(p->spots, spot);
    }
}

static void
place_all(RvPlaces *p, RvSiblings *model)
{
    for (guint i = 0; i < p->n; i++)
        g_array_index(p->spots, RvBoxSpot, i).label = rv_side_label(model->side, &p->queries[i]);
    assign(p, model);
    for (RvSide side = RV_LEFT; side < RV_N_SIDES; side++)
        if (side != model->side)
            assign_other_side(p, model, side);
    assign_second_way(p, model);
    for (guint i = 0; i < p->n; i++) {
        const RvBoxSpot *spot = &g_array_index(p->spots, RvBoxSpot, i);

        if (spot->sheet >= 0 && spot->finding == RV_BOX_NOWHERE)
            rv_place_again(p, i, model);
    }
}

GArray *
rv_boxes_place(const GPtrArray *sheets, const GPtrArray *readings, const GPtrArray *frames,
               gboolean brackets, const RvBoxQuery *queries, guint n)
{
    g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL);
    RvPlaces p = {.sheets = sheets,
                  .readings = readings,
                  .frames = frames,
                  .queries = queries,
                  .n = n,
                  .spots = g_array_new(FALSE, FALSE, sizeof(RvBoxSpot)),
                  .taken = taken,
                  .brackets = brackets};
    RvSiblings model;

    for (RvSide side = RV_LEFT; side < RV_N_SIDES; side++)
        p.candidates[side] = g_array_new(FALSE, FALSE, sizeof(RvCandidate));
    init_spots(&p);
    for (RvSide side = RV_LEFT; side < RV_N_SIDES; side++)
        rv_siblings_find_columns(p.candidates[side], n);
    if (rv_siblings_learn(p.candidates, n, &model))
        place_all(&p, &model);
    for (RvSide side = RV_LEFT; side < RV_N_SIDES; side++)
        g_array_unref(p.candidates[side]);
    return p.spots;
}

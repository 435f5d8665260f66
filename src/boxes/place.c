/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which outline is the box of which label? The boxes of a form stand on one side of their labels,
 * have one size, and keep one distance from the label or stand in one column. All labels together
 * tell which, so that letters that look like boxes fall out, and no answer can shift to the
 * neighbour's box. */
#include "boxes/boxes-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A box lies on its label's line when their middles are that near, as a share of the larger. */
#define SAME_LINE 0.6
/* A box stands at most that far left of its label, points; right of it the way must be clear. */
#define MAX_LEFT_GAP_PT 45.0
/* A label that begins in the middle of a word that was read together with its box is only guessed:
 * it may reach that far into the box, as a share of the box. */
#define INTO_BOX 0.6
/* A word of so many letters, read so surely, is one: it parts a label from a box. */
#define WORD_LETTERS 3
#define WORD_SURE 0.6
/* Sizes of the boxes of a form differ by the scan only (measured: up to 12 %). */
#define SIZE_SLACK 0.22
/* Distances differ with the reader's idea of the label's edge (measured: up to 0.5 of a box). */
#define GAP_SLACK 1.0
/* More than that of it only an outline seen so well is allowed. */
#define GAP_USUAL 0.5
#define CLEAR_SCORE 0.85
#define COLUMN_SLACK 0.4
/* Per box of distance, against an outline's score of 0 to 1. */
#define GAP_COST 0.05
/* Ink at the place of a box without outline: that share and more covers it. */
#define COVERED_SHARE 0.12
/* A broken outline that scores less may as well be part of what covers the box. */
#define NEAR_SCORE 0.6
/* A repaired outline must lie where it was expected, as a share of its size. */
#define NEAR_SLACK 0.4

typedef enum { LEFT, RIGHT, N_SIDES } Side;

/* A frame that may serve a query; lengths in points, so that pages can be compared. */
typedef struct {
    guint query, frame;
    int sheet;
    double gap, size, x, dy, score;
} Candidate;

/* What the boxes of a document have in common. */
typedef struct {
    Side side;
    double gap, size, dy;
    guint votes;
} Model;

typedef struct {
    const GPtrArray *sheets, *readings, *frames;
    const RvBoxQuery *queries;
    GArray *spots;               /* RvBoxSpot */
    GArray *candidates[N_SIDES]; /* Candidate */
    GHashTable *taken;           /* frames in use: their addresses */
} Places;

static const RvSheet *
sheet_at(const Places *p, int index)
{
    return g_ptr_array_index(p->sheets, index);
}

static RvFrame *
frame_of(const Places *p, const Candidate *c)
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

static gboolean
is_real_word(const RvWord *word)
{
    int letters = 0;

    for (const char *c = word->text; *c; c = g_utf8_next_char(c))
        letters += g_unichar_isalnum(g_utf8_get_char(c));
    return letters >= WORD_LETTERS && word->confidence >= WORD_SURE;
}

/* Is the frame a letter of a word, or does a word stand between it and the label? */
static gboolean
is_parted(const RvReading *reading, RvPx frame, RvPx label)
{
    int from = MIN(rv_px_right(frame), rv_px_right(label)), to = MAX(frame.x, label.x);

    for (guint i = 0; i < reading->words->len; i++) {
        const RvWord *word = &g_array_index(reading->words, RvWord, i);
        int cx = rv_px_centre_x(word->box);

        if (2 * rv_px_overlap_y(word->box, frame) < MIN(word->box.h, frame.h) ||
            rv_px_overlap_x(word->box, label) > 0 || !is_real_word(word))
            continue;
        if ((cx >= from && cx <= to) || 2 * rv_px_overlap_x(word->box, frame) > frame.w)
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_beside(const RvSheet *sheet, RvPx frame, RvPx label, Side side, double *gap)
{
    int dy = abs(rv_px_centre_y(frame) - rv_px_centre_y(label));
    int px = side == LEFT ? label.x - rv_px_right(frame) : frame.x - rv_px_right(label);

    *gap = px * 72 / sheet->dpi;
    return dy <= SAME_LINE * MAX(label.h, frame.h) && px >= -INTO_BOX * frame.w &&
           (side == RIGHT || *gap <= MAX_LEFT_GAP_PT);
}

static void
find_candidates(Places *p, guint query, int sheet_index, Side side)
{
    const RvBoxQuery *q = &p->queries[query];
    const RvSheet *sheet = sheet_at(p, sheet_index);
    const GArray *frames = g_ptr_array_index(p->frames, sheet_index);
    RvPx label = side == LEFT ? q->first : q->last;

    for (guint i = 0; i < frames->len; i++) {
        const RvFrame *f = &g_array_index(frames, RvFrame, i);
        double pt = 72 / sheet->dpi, gap;
        Candidate c = {.query = query, .frame = i, .sheet = sheet_index};

        if (!is_beside(sheet, f->box, label, side, &gap) ||
            is_parted(g_ptr_array_index(p->readings, sheet_index), f->box, label))
            continue;
        c.gap = gap;
        c.size = (f->box.w + f->box.h) / 2.0 * pt;
        c.x = f->box.x * pt;
        c.dy = (rv_px_centre_y(f->box) - rv_px_centre_y(label)) * pt;
        c.score = f->score - GAP_COST * gap / c.size;
        g_array_append_val(p->candidates[side], c);
    }
}

static gboolean
is_sized(double size, double model)
{
    return fabs(size - model) <= SIZE_SLACK * model;
}

static gboolean
is_alike(const Candidate *a, const Candidate *b)
{
    return is_sized(a->size, b->size) &&
           (fabs(a->gap - b->gap) <= GAP_SLACK * b->size ||
            (a->sheet == b->sheet && fabs(a->x - b->x) <= COLUMN_SLACK * b->size));
}

/* The candidate that most queries have one like, weighed by how well the outlines are seen. */
static double
strongest(const GArray *candidates, guint n_queries, const Candidate **best)
{
    g_autofree double *votes = g_new(double, n_queries);
    double most = 0;

    for (guint i = 0; i < candidates->len; i++) {
        const Candidate *a = &g_array_index(candidates, Candidate, i);
        double sum = 0;

        memset(votes, 0, n_queries * sizeof *votes);
        for (guint k = 0; k < candidates->len; k++) {
            const Candidate *b = &g_array_index(candidates, Candidate, k);

            if (b->score > votes[b->query] && is_alike(b, a))
                votes[b->query] = b->score;
        }
        for (guint q = 0; q < n_queries; q++)
            sum += votes[q];
        if (sum > most || (sum == most && *best && a->gap < (*best)->gap)) {
            most = sum;
            *best = a;
        }
    }
    return most;
}

static int
compare_doubles(gconstpointer a, gconstpointer b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double
median_of(const GArray *candidates, const Candidate *like, gsize offset)
{
    g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(double));

    for (guint i = 0; i < candidates->len; i++) {
        const Candidate *c = &g_array_index(candidates, Candidate, i);

        if (is_alike(c, like))
            g_array_append_val(values, G_STRUCT_MEMBER(double, c, offset));
    }
    g_array_sort(values, compare_doubles);
    return g_array_index(values, double, values->len / 2);
}

/* FALSE when there is not one outline beside a label. */
static gboolean
learn_model(const Places *p, guint n, Model *model)
{
    const Candidate *best[N_SIDES] = {NULL};
    double left = strongest(p->candidates[LEFT], n, &best[LEFT]);
    double right = strongest(p->candidates[RIGHT], n, &best[RIGHT]);
    const GArray *candidates;

    model->side = right > left ? RIGHT : LEFT;
    if (!best[model->side])
        return FALSE;
    candidates = p->candidates[model->side];
    model->gap = median_of(candidates, best[model->side], G_STRUCT_OFFSET(Candidate, gap));
    model->size = median_of(candidates, best[model->side], G_STRUCT_OFFSET(Candidate, size));
    model->dy = median_of(candidates, best[model->side], G_STRUCT_OFFSET(Candidate, dy));
    return TRUE;
}

/* Does a box that was found stand in the same column? */
static gboolean
has_column(const Places *p, const Candidate *c)
{
    for (guint i = 0; i < p->spots->len; i++) {
        const RvBoxSpot *spot = &g_array_index(p->spots, RvBoxSpot, i);

        if (spot->finding == RV_BOX_FOUND && spot->sheet == c->sheet &&
            fabs(spot->frame.box.x * 72 / sheet_at(p, c->sheet)->dpi - c->x) <=
                COLUMN_SLACK * c->size)
            return TRUE;
    }
    return FALSE;
}

/* Is the distance that of the other boxes? */
static gboolean
is_near_enough(const Places *p, const Candidate *c, const Model *model)
{
    double off = fabs(c->gap - model->gap) / model->size;

    return off <= GAP_USUAL || (off <= GAP_SLACK && frame_of(p, c)->score >= CLEAR_SCORE);
}

static double
misfit(const Candidate *c, const Model *model)
{
    return fabs(c->gap - model->gap) / model->size + fabs(c->size - model->size) / model->size +
           fabs(c->dy - model->dy) / model->size - c->score;
}

static gint
compare_misfits(gconstpointer a, gconstpointer b, gpointer data)
{
    double x = misfit(a, data), y = misfit(b, data);

    return (x > y) - (x < y);
}

static void
take(Places *p, const Candidate *c)
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
assign(Places *p, Model *model)
{
    GArray *candidates = p->candidates[model->side];

    g_array_sort_with_data(candidates, compare_misfits, model);
    for (int columns = 0; columns < 2; columns++)
        for (guint i = 0; i < candidates->len; i++) {
            const Candidate *c = &g_array_index(candidates, Candidate, i);

            if (is_sized(c->size, model->size) &&
                (is_near_enough(p, c, model) || (columns && has_column(p, c))) &&
                !g_hash_table_contains(p->taken, frame_of(p, c)))
                take(p, c);
        }
}

/* A question none of whose boxes was found may have them on the other side. */
static void
assign_other_side(Places *p, const Model *model)
{
    const GArray *candidates = p->candidates[!model->side];
    g_autoptr(GHashTable) answered = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < p->spots->len; i++)
        if (g_array_index(p->spots, RvBoxSpot, i).finding == RV_BOX_FOUND)
            g_hash_table_add(answered, GUINT_TO_POINTER(p->queries[i].question));
    for (guint i = 0; i < candidates->len; i++) {
        const Candidate *c = &g_array_index(candidates, Candidate, i);

        if (!g_hash_table_contains(answered, GUINT_TO_POINTER(p->queries[c->query].question)) &&
            is_sized(c->size, model->size) && is_near_enough(p, c, model))
            take(p, c);
    }
}

static RvPx
expected_place(const RvSheet *sheet, RvPx label, const Model *model)
{
    int size = MAX(1, rv_sheet_px(sheet, model->size)), gap = rv_sheet_px(sheet, model->gap);
    int x = model->side == LEFT ? label.x - gap - size : rv_px_right(label) + gap;
    int y = rv_px_centre_y(label) + rv_sheet_px(sheet, model->dy) - size / 2;

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

        if (!rv_px_is_empty(box) && is_real_word(word))
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

/* No outline was found: look again for a broken one, or for what covers it, where it must be. */
static void
look_again(const Places *p, guint query, const Model *model)
{
    RvBoxSpot *spot = &g_array_index(p->spots, RvBoxSpot, query);
    const RvSheet *sheet = sheet_at(p, spot->sheet);
    const RvReading *reading = g_ptr_array_index(p->readings, spot->sheet);
    RvPx place = expected_place(sheet, spot->label, model);
    double slack = NEAR_SLACK * place.w;
    RvFrame frame;

    if (is_taken(p, spot->sheet, place))
        return;
    spot->frame = (RvFrame){place, rv_px_grow(place, -place.w / 10, -place.h / 10), 0};
    if (strange_ink(sheet, reading, place) < COVERED_SHARE)
        return;
    spot->finding = RV_BOX_COVERED;
    if (!rv_frame_near(sheet, place, &frame) ||
        abs(rv_px_centre_x(frame.box) - rv_px_centre_x(place)) > slack ||
        abs(rv_px_centre_y(frame.box) - rv_px_centre_y(place)) > slack ||
        is_taken(p, spot->sheet, frame.box))
        return;
    spot->frame = frame;
    if (frame.score >= NEAR_SCORE)
        spot->finding = RV_BOX_FOUND;
}

static void
init_spots(Places *p, guint n)
{
    for (guint i = 0; i < n; i++) {
        RvBoxSpot spot = {.finding = RV_BOX_NOWHERE,
                          .sheet = find_sheet(p->sheets, p->queries[i].page)};

        if (spot.sheet >= 0)
            for (int side = LEFT; side < N_SIDES; side++)
                find_candidates(p, i, spot.sheet, side);
        g_array_append_val(p->spots, spot);
    }
}

GArray *
rv_boxes_place(const GPtrArray *sheets, const GPtrArray *readings, const GPtrArray *frames,
               const RvBoxQuery *queries, guint n)
{
    g_autoptr(GArray) left = g_array_new(FALSE, FALSE, sizeof(Candidate));
    g_autoptr(GArray) right = g_array_new(FALSE, FALSE, sizeof(Candidate));
    g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL);
    Places p = {
        sheets,        readings, frames, queries, g_array_new(FALSE, FALSE, sizeof(RvBoxSpot)),
        {left, right}, taken};
    Model model;

    init_spots(&p, n);
    if (!learn_model(&p, n, &model))
        return p.spots;
    for (guint i = 0; i < n; i++)
        g_array_index(p.spots, RvBoxSpot, i).label =
            model.side == LEFT ? queries[i].first : queries[i].last;
    assign(&p, &model);
    assign_other_side(&p, &model);
    for (guint i = 0; i < n; i++) {
        const RvBoxSpot *spot = &g_array_index(p.spots, RvBoxSpot, i);

        if (spot->sheet >= 0 && spot->finding == RV_BOX_NOWHERE)
            look_again(&p, i, &model);
    }
    return p.spots;
}

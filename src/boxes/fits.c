/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a box fit what the boxes that were found say of it? Labels that begin below one another have
 * their boxes below one another, or all at one distance. */
#include "boxes/boxes-private.h"

#include <math.h>

/* What reaches further into its label, in boxes, is a letter of it, unless boxes that stand free
 * are above or below: then it was read together with the label. Chosen. */
#define INTO_LABEL 0.25
/* Labels begin below one another, and boxes stand so, or at one distance, when they differ by no
 * more, in boxes. Chosen. */
#define ALIGNED 0.3
/* What stands that near a column of boxes, in boxes, but not in it, is a mark, or a rule. Boxes of
 * another kind of question stand further away. Chosen. */
#define NEAR_COLUMN 1.6
/* So many boxes in its column make a letter a box, when none is of its own question. Chosen. */
#define LEAST_COLUMN 2
/* So many that speak against it are no accident. */
#define AGAINST 2

/* How many boxes beside labels that begin where this one does stand likewise, and how many near it,
 * but not so? `far`: also those that are not near. */
static void
count_aligned(const RvPlaces *p, const RvCandidate *c, gboolean left, gboolean far, int *likewise,
              int *otherwise)
{
    const RvSheet *sheet = rv_places_sheet(p, c->sheet);
    const RvBoxSpot *own = &g_array_index(p->spots, RvBoxSpot, c->query);
    double pt = 72 / sheet->dpi;

    *likewise = *otherwise = 0;
    for (guint i = 0; i < p->spots->len; i++) {
        const RvBoxSpot *spot = &g_array_index(p->spots, RvBoxSpot, i);
        RvPx box = spot->frame.box;
        int px = left ? spot->label.x - rv_px_right(box) : box.x - rv_px_right(spot->label);
        double off = fabs(box.x * pt - c->x) / c->size;

        if (i == c->query || spot->finding != RV_BOX_FOUND || spot->sheet != c->sheet ||
            abs(spot->label.x - own->label.x) * pt > ALIGNED * c->size)
            continue;
        if (off <= ALIGNED || fabs(px * pt - c->gap) <= ALIGNED * c->size)
            (*likewise)++;
        else if (far || off <= NEAR_COLUMN)
            (*otherwise)++;
    }
}

/* So many boxes that were found, of other labels, stand in the same column; those of the question
 * count all. */
static int
count_column(const RvPlaces *p, const RvCandidate *c)
{
    guint question = p->queries[c->query].question;
    int n = 0;

    for (guint i = 0; i < p->spots->len; i++) {
        const RvBoxSpot *spot = &g_array_index(p->spots, RvBoxSpot, i);

        if (i != c->query && spot->finding == RV_BOX_FOUND && spot->sheet == c->sheet &&
            fabs(spot->frame.box.x * 72 / rv_places_sheet(p, c->sheet)->dpi - c->x) <=
                RV_COLUMN_SLACK * c->size)
            n += p->queries[i].question == question ? LEAST_COLUMN : 1;
    }
    return n;
}

gboolean
rv_place_has_column(const RvPlaces *p, const RvCandidate *c)
{
    return count_column(p, c) > 0;
}

gboolean
rv_place_is_free(const RvCandidate *c, const RvSiblings *model)
{
    return c->inside <= INTO_LABEL || (model->inside > INTO_LABEL && c->into <= INTO_LABEL);
}

gboolean
rv_place_fits(const RvPlaces *p, const RvCandidate *c, const RvSiblings *model)
{
    gboolean is_free = rv_place_is_free(c, model);
    int likewise, otherwise;

    count_aligned(p, c, rv_side_is_left(model->side), !is_free, &likewise, &otherwise);
    return is_free ? likewise > 0 || otherwise < AGAINST || rv_place_has_column(p, c)
                   : otherwise == 0 && count_column(p, c) >= LEAST_COLUMN;
}

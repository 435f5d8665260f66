/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far is a spot from where its target should stand? A place is known only from its neighbours
 * in the template. */
#include "match-private.h"

#include <math.h>

/* Costs, in lines of distance. */
#define COST_ORDER 3.0 /* of standing above what should stand before it */
#define COST_OTHER_PAGE 9.0
#define COST_NEXT_PAGE 3.0 /* of going on at the head of the next one */
#define PAGE_HEAD 0.1      /* share of a page's height that its header takes */
#define COST_COLUMN 10.0   /* of a whole page's width to the side */
#define COST_LINE 0.5
#define MAX_DISTANCE 10.0

static double
from_page_head(const RvIndex *index, const RvSpot *spot)
{
    double head = PAGE_HEAD * rv_index_sheet(index, spot->page)->height;
    double lines = MAX(spot->first_line.y - head, 0) / (1.5 * MAX(spot->first_line.h, 1));

    return MIN(COST_NEXT_PAGE + COST_LINE * lines, COST_OTHER_PAGE);
}

/* A form that goes on on the next page does so at its head, below what every page bears there.
 * Prompts, many of them alike, keep to the page of those before them. */
static double
between_pages(const RvIndex *index, const RvTarget *target, const RvSpot *a, const RvTarget *other,
              const RvSpot *b)
{
    gboolean goes_on = (other->order < target->order) == (b->page < a->page);

    if (!goes_on || (target->role != RV_ROLE_LABEL && target->role != RV_ROLE_SIGNATURE) ||
        MAX(a->page, b->page) - MIN(a->page, b->page) > 1)
        return COST_OTHER_PAGE;
    return from_page_head(index, a->page > b->page ? a : b);
}

static double
spot_distance(const RvIndex *index, const RvTarget *target, const RvSpot *a, const RvTarget *other,
              const RvSpot *b)
{
    double line = 1.5 * MAX(MIN(a->first_line.h, b->first_line.h), 1);
    double dy, dx, cost;

    if (a->page != b->page)
        return between_pages(index, target, a, other, b);
    dy = (a->first_line.y - b->first_line.y) / line;
    dx = fabs((double)a->box.x - b->box.x) / rv_index_sheet(index, a->page)->width;
    cost = MIN(COST_LINE * fabs(dy) + COST_COLUMN * dx, MAX_DISTANCE);
    if ((other->order < target->order && dy < -0.5) || (other->order > target->order && dy > 0.5))
        cost += COST_ORDER;
    return cost;
}

/* Does the page's end alone part what stands under a guide from it: no other guide comes between?
 */
static gboolean
goes_on_under(const GPtrArray *targets, const RvTarget *guide, const RvSpot *spot)
{
    const RvSpot *above = rv_target_spot(guide);

    for (guint i = 0; i < targets->len; i++) {
        const RvTarget *other = g_ptr_array_index(targets, i);
        const RvSpot *between = rv_target_spot(other);

        if (other->role == RV_ROLE_GUIDE && other->order > guide->order && between &&
            ((between->page == above->page && between->box.y > above->box.y) ||
             (between->page == spot->page && between->box.y < spot->box.y)))
            return FALSE;
    }
    return spot->page == above->page + 1;
}

/* From the question it stands under: only downwards. */
static double
under_distance(const RvIndex *index, const GPtrArray *targets, const RvTarget *target,
               const RvSpot *spot)
{
    const RvSpot *above = rv_target_spot(target->under);
    double cost;

    if (!above)
        return 0;
    if (spot->page != above->page && goes_on_under(targets, target->under, spot))
        return 2 * from_page_head(index, spot);
    cost = spot_distance(index, target, spot, target->under, above);
    return spot->page == above->page && spot->box.y < above->box.y ? cost + MAX_DISTANCE : 2 * cost;
}

double
rv_settle_distance(const RvIndex *index, const GPtrArray *targets, const RvTarget *target,
                   const RvSpot *spot)
{
    double near = INFINITY, any = INFINITY;

    for (guint i = 0; i < targets->len; i++) {
        const RvTarget *other = g_ptr_array_index(targets, i);
        const RvSpot *place = rv_target_spot(other);
        double distance;

        if (other == target || !place)
            continue;
        distance = spot_distance(index, target, spot, other, place);
        if (g_strcmp0(other->section, target->section) == 0)
            near = MIN(near, distance);
        else if (fabs(other->order - target->order) < 4)
            any = MIN(any, distance);
    }
    if (isinf(near))
        near = isinf(any) ? 0 : 0.5 * any;
    return near + under_distance(index, targets, target, spot);
}

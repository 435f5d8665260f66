/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where values stand on this paper: most labels tell it, and an empty field goes by them. */
#include "zone-private.h"

/* Papers that print values below their labels do so for most of them. */
#define BELOW_SHARE 0.6
#define MIN_LABELS 4

typedef struct {
    guint labels, below;   /* labels without a frame; nothing beside and something below them */
    guint framed, stacked; /* labels with a cell to themselves; something in it below them */
} Votes;

static void
vote(RvIndex *index, const GArray *used, const RvTarget *target, Votes *votes)
{
    const RvSpot *spot = rv_target_spot(target);
    RvZone s = rv_zone_at(index, used, spot, target->item->type);
    RvPx own;

    if (rv_zone_own_cell(&s, &own)) {
        rv_zone_look_in_cells(&s, FALSE);
        votes->framed++;
        votes->stacked += s.words->len && s.zone.y < rv_px_bottom(own) &&
                          rv_px_centre_x(s.zone) < rv_px_right(own) &&
                          g_array_index(s.words, RvWord, 0).box.y >= rv_px_centre_y(s.label);
    } else {
        RvZone under = rv_zone_at(index, used, spot, target->item->type);

        rv_zone_look_around(&s, FALSE);
        rv_zone_look_around(&under, TRUE);
        votes->labels++;
        votes->below += !rv_written_is_there(&s) && rv_written_is_there(&under);
        rv_zone_clear(&under);
    }
    rv_zone_clear(&s);
}

static gboolean
is_habit(guint votes, guint of)
{
    return of >= MIN_LABELS && votes >= BELOW_SHARE * of;
}

RvHabit
rv_habit_learn(RvIndex *index, const GPtrArray *targets, const GArray *used)
{
    Votes votes = {0};

    for (guint i = 0; i < targets->len; i++) {
        const RvTarget *target = g_ptr_array_index(targets, i);

        if (target->role == RV_ROLE_LABEL && rv_target_spot(target))
            vote(index, used, target, &votes);
    }
    return (RvHabit){.below = is_habit(votes.below, votes.labels),
                     .stacked = is_habit(votes.stacked, votes.framed)};
}

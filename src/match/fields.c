/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The values of all fields, and of what belongs to a box ("préciser : …"). */
#include "match-private.h"

/* Papers that print values below their labels do so for most of them. */
#define BELOW_SHARE 0.6
#define BELOW_LABELS 4

/* Values below their labels? When most labels have nothing beside and something below them. */
static RvValueSide
learn_side(RvIndex *index, const GPtrArray *targets, const GArray *used)
{
    guint labels = 0, below = 0;
    int looks = index->value_looks_left;

    index->value_looks_left = 0; /* a first impression will do */

    for (guint i = 0; i < targets->len; i++) {
        const RvTarget *target = g_ptr_array_index(targets, i);
        const RvSpot *spot = rv_target_spot(target);
        RvValue beside = {0}, under = {0};

        if (target->role != RV_ROLE_LABEL || !spot)
            continue;
        rv_value_find(index, used, spot, RV_VALUES_BESIDE, target->item->type, &beside);
        rv_value_find(index, used, spot, RV_VALUES_BELOW, target->item->type, &under);
        labels++;
        below += beside.state == RV_VALUE_BLANK && under.state != RV_VALUE_BLANK;
        rv_value_clear(&beside);
        rv_value_clear(&under);
    }
    index->value_looks_left = looks;
    return labels >= BELOW_LABELS && below >= BELOW_SHARE * labels ? RV_VALUES_BELOW
                                                                   : RV_VALUES_BESIDE;
}

void
rv_fields_fill(RvIndex *index, const GPtrArray *targets, GPtrArray *evidence, const GArray *used)
{
    RvValueSide side = learn_side(index, targets, used);

    for (guint i = 0; i < evidence->len; i++) {
        RvEvidence *e = g_ptr_array_index(evidence, i);
        const RvSpot *spot = rv_target_spot(rv_targets_get(targets, e->item, RV_ROLE_LABEL, -1));

        if (e->item->kind == RV_ITEM_FIELD && spot)
            rv_value_find(index, used, spot, side, e->item->type, &e->value);
        for (guint k = 0; k < e->details->len; k++) {
            const RvBoxSpec *box = g_ptr_array_index(e->item->boxes, k);

            spot = rv_target_spot(rv_targets_get(targets, e->item, RV_ROLE_BOX, (int)k));
            if (box->detail && spot)
                rv_value_find(index, used, spot, side, RV_FIELD_TEXT,
                              &g_array_index(e->details, RvValue, k));
        }
    }
}

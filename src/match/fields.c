/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The values of all fields, and of what belongs to a box ("préciser : …"). */
#include "match-private.h"

void
rv_fields_fill(RvIndex *index, const GPtrArray *targets, GPtrArray *evidence, const GArray *used)
{
    RvHabit habit = rv_habit_learn(index, targets, used);

    for (guint i = 0; i < evidence->len; i++) {
        RvEvidence *e = g_ptr_array_index(evidence, i);
        const RvSpot *spot = rv_target_spot(rv_targets_get(targets, e->item, RV_ROLE_LABEL, -1));

        if (e->item->kind == RV_ITEM_FIELD && spot)
            rv_value_find(index, used, spot, &habit, e->item->type, &e->value);
        for (guint k = 0; k < e->details->len; k++) {
            const RvBoxSpec *box = g_ptr_array_index(e->item->boxes, k);

            spot = rv_target_spot(rv_targets_get(targets, e->item, RV_ROLE_BOX, (int)k));
            if (box->detail && spot)
                rv_value_find(index, used, spot, &habit, RV_FIELD_TEXT,
                              &g_array_index(e->details, RvValue, k));
        }
    }
    rv_addresses_settle(index, evidence);
}

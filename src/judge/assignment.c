/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which boxes of a group are ticked, most likely, and how much likelier is that than the likeliest
 * assignment that turns the verdict on the group's rule around? */
#include "judge-private.h"

#include <math.h>

/* A rule is kept, or broken, when that is three times as likely as the opposite. Chosen: a box by
 * itself is told ticked or not when it is four times as likely. */
#define THIN_MARGIN 0.5

/* How many may be ticked, at least and at most. */
static void
bounds_of(RvGroupRule rule, guint n, guint *least, guint *most)
{
    static const struct {
        gboolean least_all, most_all;
        guint least, most;
    } bounds[] = {
        [RV_GROUP_EXACTLY_ONE] = {.least = 1, .most = 1},
        [RV_GROUP_AT_LEAST_ONE] = {.least = 1, .most_all = TRUE},
        [RV_GROUP_AT_MOST_ONE] = {.least = 0, .most = 1},
        [RV_GROUP_ALL] = {.least_all = TRUE, .most_all = TRUE},
    };

    *least = bounds[rule].least_all ? n : bounds[rule].least;
    *most = bounds[rule].most_all ? n : bounds[rule].most;
}

static double
chance_ticked(const RvEvidence *e, guint i)
{
    switch (rv_box_truth(e, i)) {
    case RV_YES:
        return g_array_index(e->boxes, RvBox, i).confidence;
    case RV_NO:
        return 1 - g_array_index(e->boxes, RvBox, i).confidence;
    default:
        return 0.5;
    }
}

/* How much likelier than not the likeliest assignment keeps the rule: -1 to 1. best[k] is the
 * likeliest one with k ticked boxes among those seen so far, each being ticked or not on its own.
 */
static double
balance_of(const RvEvidence *e, guint least, guint most)
{
    guint n = e->boxes->len;
    g_autofree double *best = g_new0(double, n + 1);
    double kept = 0, broken = 0;

    best[0] = 1;
    for (guint i = 0; i < n; i++) {
        double ticked = chance_ticked(e, i);

        for (guint k = i + 1; k > 0; k--)
            best[k] = MAX(best[k] * (1 - ticked), best[k - 1] * ticked);
        best[0] *= 1 - ticked;
    }
    for (guint k = 0; k <= n; k++) {
        double *side = k >= least && k <= most ? &kept : &broken;

        *side = MAX(*side, best[k]);
    }
    return kept + broken > 0 ? (kept - broken) / (kept + broken) : 0;
}

/* Over every way in which the doubtful boxes may turn out. */
RvAssignment
rv_assignment_of(const RvEvidence *e)
{
    RvAssignment a = {.status = RV_STATUS_UNDETERMINED};
    guint least, most;
    double balance;

    for (guint i = 0; i < e->boxes->len; i++) {
        RvTruth truth = rv_box_truth(e, i);

        a.yes += truth == RV_YES;
        a.maybe += truth == RV_MAYBE;
    }
    bounds_of(e->item->rule, e->boxes->len, &least, &most);
    balance = balance_of(e, least, most);
    a.margin = fabs(balance);
    if (balance <= -THIN_MARGIN && (a.yes > most || a.yes + a.maybe < least))
        a.status = RV_STATUS_VIOLATED;
    else if (balance >= THIN_MARGIN && a.yes >= least && a.yes + a.maybe <= most)
        a.status = RV_STATUS_SATISFIED;
    return a;
}

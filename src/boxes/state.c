/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ticked or not? A classifier looks at all boxes; what it cannot see, because it is not in the box,
 * keeps its answers from being sure. */
#include "boxes/view.h"

/* A state that is less likely is no answer. Of boxes that the net was not trained on `make models`
 * prints how many are that sure, and how many of them wrong. What passes for a tick may let a
 * document pass that lacks one; an empty box that is doubtful costs a look at the paper. */
static const double sure[] = {[RV_BOX_TICKED] = 0.8, [RV_BOX_UNTICKED] = 0.5};
/* One look is enough for so sure an answer: nine of ten are. */
#define AT_ONCE 0.98
/* How sure it is that nobody knows. */
#define DOUBT_SURE 0.8

/* The likeliest state, when it is likely enough: of one look that leaves no doubt, or of the mean
 * of several. */
static RvBoxState
classify(const RvBoxView *view, double *confidence)
{
    double sums[RV_NET_OUT] = {0};
    RvBoxState best = RV_BOX_TICKED;
    RvBoxPass pass;
    int looks = 0;

    do {
        rv_view_enter(view, looks++, &pass);
        rv_box_net_run(rv_box_net(), &pass);
        for (int state = RV_BOX_TICKED; state < RV_NET_OUT; state++) {
            sums[state] += (double)pass.out[state];
            best = sums[state] > sums[best] ? (RvBoxState)state : best;
        }
    } while (looks < RV_VIEW_LOOKS && sums[best] < AT_ONCE * looks);
    *confidence = sums[best] / looks;
    if (best == RV_BOX_AMBIGUOUS || *confidence >= sure[best])
        return best;
    *confidence = DOUBT_SURE;
    return RV_BOX_AMBIGUOUS;
}

/* What is not in the view has the last word; and there is no tick without ink. */
static gboolean
is_doubtful(const GPtrArray *sheets, const GPtrArray *readings, const GArray *spots, guint index,
            const RvBoxView *view, RvBoxState state)
{
    const RvBoxSpot *spot = &g_array_index(spots, RvBoxSpot, index);
    const RvSheet *sheet = g_ptr_array_index(sheets, spot->sheet);

    if (state == RV_BOX_UNTICKED)
        return rv_mark_is_ringed(sheet, spot) ||
               rv_mark_is_beside(sheet, g_ptr_array_index(readings, spot->sheet), spots, index);
    return state == RV_BOX_TICKED && rv_view_is_bare(view);
}

void
rv_states_judge(const GPtrArray *sheets, const GPtrArray *readings, const GArray *spots,
                RvBoxState *states, double *confidences)
{
    g_autofree RvBoxView *views = rv_views_new(sheets, spots);

    for (guint i = 0; i < spots->len; i++) {
        if (g_array_index(spots, RvBoxSpot, i).finding != RV_BOX_FOUND)
            continue;
        states[i] = classify(&views[i], &confidences[i]);
        if (is_doubtful(sheets, readings, spots, i, &views[i], states[i])) {
            states[i] = RV_BOX_AMBIGUOUS;
            confidences[i] = DOUBT_SURE;
        }
    }
}

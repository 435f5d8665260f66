/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ticked or not? A classifier looks at all boxes; what it cannot see, because it reaches beyond
 * the surroundings of a box, keeps its answers from being sure. */
#include "boxes/view.h"

/* A state that is less likely is no answer. Of clean boxes that the net was not trained on
 * `make models` prints how many are that sure, and how many of them wrong. */
#define SURE 0.8
/* Where no ink is seen: how likely the others may be at most, and how sure that is at least. */
#define FILL_NONE 0.01
#define BARE_TICKED 0.2F
#define BARE_DOUBT 0.9F
#define BARE_SURE 0.8
/* What is ticked holds ink of its own, and what is not, next to none: where the classifier and that
 * share of the inside disagree, nobody knows. */
#define FILL_LEAST 0.02
#define FILL_EMPTY 0.1
/* A tail that fills more of the box than this may hide a tick. */
#define FILL_TAIL 0.25
/* How sure it is that nobody knows; and that a box is empty but for a neighbour's tail. */
#define DOUBT_SURE 0.8
#define TAIL_SURE 0.9

/* The likeliest state. Where nothing can be seen in the box, the net must be very sure that there
 * is a doubt. */
static RvBoxState
classify(const RvBoxView *view, double fill, double *confidence)
{
    RvBoxPass pass;
    RvBoxState best = RV_BOX_TICKED;

    rv_view_enter(view, &pass);
    rv_box_net_run(rv_box_net(), &pass);
    for (int state = RV_BOX_TICKED; state < RV_NET_OUT; state++)
        if (pass.out[state] > pass.out[best])
            best = (RvBoxState)state;
    if (fill < FILL_NONE && pass.out[RV_BOX_TICKED] < BARE_TICKED &&
        pass.out[RV_BOX_AMBIGUOUS] < BARE_DOUBT && rv_view_is_bare(view)) {
        *confidence = MAX((double)pass.out[RV_BOX_UNTICKED], BARE_SURE);
        return RV_BOX_UNTICKED;
    }
    *confidence = (double)pass.out[best];
    if (best == RV_BOX_AMBIGUOUS || *confidence >= SURE)
        return best;
    *confidence = DOUBT_SURE;
    return RV_BOX_AMBIGUOUS;
}

/* What reaches beyond the view has the last word. */
static RvBoxState
hold_against(RvBoxState state, const RvMark *mark, double *confidence)
{
    if (mark->foreign && !mark->struck && mark->fill <= FILL_TAIL && state != RV_BOX_TICKED) {
        *confidence = TAIL_SURE;
        return RV_BOX_UNTICKED;
    }
    if (mark->foreign || mark->struck || mark->ringed ||
        (state == RV_BOX_TICKED && mark->fill < FILL_LEAST) ||
        (state == RV_BOX_UNTICKED && (mark->fill > FILL_EMPTY || mark->beside))) {
        *confidence = DOUBT_SURE;
        return RV_BOX_AMBIGUOUS;
    }
    return state;
}

void
rv_states_judge(const GPtrArray *sheets, const GPtrArray *readings, const GArray *spots,
                RvBoxState *states, double *confidences)
{
    g_autofree RvBoxView *views = rv_views_new(sheets, spots);

    for (guint i = 0; i < spots->len; i++) {
        const RvBoxSpot *spot = &g_array_index(spots, RvBoxSpot, i);
        RvMark mark;

        if (spot->finding != RV_BOX_FOUND)
            continue;
        mark = rv_mark_look(g_ptr_array_index(sheets, spot->sheet),
                            g_ptr_array_index(readings, spot->sheet), spots, i);
        states[i] =
            hold_against(classify(&views[i], mark.fill, &confidences[i]), &mark, &confidences[i]);
    }
}

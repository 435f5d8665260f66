/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the classifier sees of a box. */
#pragma once

#include "boxes/boxes-private.h"
#include "boxes/classify.h"

typedef struct {
    float seen[RV_VIEW_PIXELS];  /* darkness: 0 paper, 1 the page's usual outline, at most 1.5 */
    float empty[RV_VIEW_PIXELS]; /* the same of an empty box among its siblings */
    double grain;                /* of the paper, likewise: its standard deviation */
} RvBoxView;

/* A view of each spot that was found; the others are all paper. Owned by the caller: g_free(). */
RvBoxView *rv_views_new(const GPtrArray *sheets, const GArray *spots);
/* Does its inside look like that of an empty box, as far as the grain of the scan lets one see? */
gboolean rv_view_is_bare(const RvBoxView *view);
/* Sets the input of a pass: the view as it is (look 0), or mirrored, or a pixel off. What is seen
 * does not depend on that; what the scan's grain makes of it does. */
#define RV_VIEW_LOOKS 8
void rv_view_enter(const RvBoxView *view, int look, RvBoxPass *pass);

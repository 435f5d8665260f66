/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The classifier of tick boxes: a small convolutional network over a picture of the box and what
 * in it differs from the other boxes of the page. models/train-boxes.c makes its weights. */
#pragma once

#include <glib.h>

/* A view of a box: its surroundings, with the box in the middle. */
#define RV_VIEW_SIDE 40 /* pixels */
#define RV_VIEW_BOX 16  /* of them the box, outer edges */
#define RV_VIEW_PIXELS (RV_VIEW_SIDE * RV_VIEW_SIDE)

/* The layers: three convolutions of 3 x 3 that halve the picture, two full ones. Channels stand
 * together, pixel by pixel. */
#define RV_NET_IN 2 /* channels: as it is; what differs from its siblings */
#define RV_NET_C1 12
#define RV_NET_C2 24
#define RV_NET_C3 24
#define RV_NET_S1 (RV_VIEW_SIDE / 2)
#define RV_NET_S2 (RV_VIEW_SIDE / 4)
#define RV_NET_S3 (RV_VIEW_SIDE / 8)
#define RV_NET_FLAT (RV_NET_S3 * RV_NET_S3 * RV_NET_C3)
#define RV_NET_HIDDEN 24
#define RV_NET_OUT 3 /* RvBoxState: ticked, unticked, ambiguous */

/* All weights, in the order in which the text file has them. [from][to] throughout. */
typedef struct {
    float conv1[9][RV_NET_IN][RV_NET_C1], bias1[RV_NET_C1];
    float conv2[9][RV_NET_C1][RV_NET_C2], bias2[RV_NET_C2];
    float conv3[9][RV_NET_C2][RV_NET_C3], bias3[RV_NET_C3];
    float full4[RV_NET_FLAT][RV_NET_HIDDEN], bias4[RV_NET_HIDDEN];
    float full5[RV_NET_HIDDEN][RV_NET_OUT], bias5[RV_NET_OUT];
} RvBoxNet;

/* What the layers give for one view; `in` is set by the caller. */
typedef struct {
    float in[RV_VIEW_PIXELS * RV_NET_IN];
    float a1[RV_NET_S1 * RV_NET_S1 * RV_NET_C1];
    float a2[RV_NET_S2 * RV_NET_S2 * RV_NET_C2];
    float a3[RV_NET_FLAT];
    float a4[RV_NET_HIDDEN];
    float out[RV_NET_OUT]; /* probabilities */
} RvBoxPass;

void rv_box_net_run(const RvBoxNet *net, RvBoxPass *pass);
/* The one that this program was built with: models/boxes.txt. */
const RvBoxNet *rv_box_net(void);

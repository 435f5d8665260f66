/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Training of the classifier of boxes. */
#pragma once

#include "boxes/classify.h"

#define TRAIN_BYTE 170.0F /* darkness 1 in a sample's bytes: 1.5 is the most */

typedef struct {
    int sheet, state; /* state: an output of the net */
    char mark[20];
    float grain; /* of the paper around it, as in RvBoxView */
    guint8 seen[RV_VIEW_PIXELS], empty[RV_VIEW_PIXELS];
} TrainSample;

/* learn.c: weights from nothing; TrainSample. Owned by the caller: g_free(). */
RvBoxNet *train_net(const GArray *samples, const GArray *held_out, guint32 seed);
/* Can the net know what the mark of a sample is? Others teach nothing. */
gboolean train_is_seen(const TrainSample *sample);
/* A pass over a sample as it is. */
void train_enter(const TrainSample *sample, RvBoxPass *pass);

/* vary.c: a pass over it as another scan would show it. */
void train_enter_varied(const TrainSample *sample, RvBoxPass *pass, GRand *rand);

/* tell.c: prints how often the answers for held-out boxes are right, by mark and by how sure. */
void train_report(const RvBoxNet *net, const GArray *held_out);
void train_write(const RvBoxNet *net, const char *path);

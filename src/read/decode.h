/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the probabilities of a line to its characters. */
#pragma once

#include "recevable/net.h"

typedef struct {
    const char *text; /* owned by the net */
    guint from, to;   /* steps: the first, and the one after the last */
    float cost;       /* -ln(probability) at its best step */
} RvCharacter;

/* The best path: at each step the likeliest code, repetitions and nulls left out. RvCharacter. */
GArray *rv_decode_best_path(const RvNet *net, const RvPosteriors *posteriors);

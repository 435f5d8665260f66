/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the probabilities of a line to its characters. */
#pragma once

#include "recevable/net.h"

typedef struct {
    guint16 code;
    guint from, to; /* steps: the first, and the one after the last */
    float cost;     /* -ln(probability) at its best step */
} RvCodeRun;

typedef struct {
    const char *text; /* owned by the net */
    guint from, to;
    float cost;
} RvCharacter;

/* beam.c: the likeliest sequence of codes (guint16). */
GArray *rv_beam_search(const RvPosteriors *posteriors);
/* align.c: where the codes lie (RvCodeRun, one for each); empty when they do not fit at all. */
GArray *rv_align_codes(const RvPosteriors *posteriors, const guint16 *codes, guint n);
/* decode.c: the characters of a line (RvCharacter). */
GArray *rv_decode(const RvNet *net, const RvPosteriors *posteriors);

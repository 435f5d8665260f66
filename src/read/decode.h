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
    const char *text; /* owned by the net, or static */
    guint from, to;
    float cost;
} RvCharacter;

/* known.c: does the text, bare of punctuation and elided articles, small or as it is, stand in the
 * model's dictionary? */
gboolean rv_is_known_word(const RvNet *net, const char *text);
/* beam.c: the likeliest sequence of codes (guint16). A word of the dictionary counts as if it were
 * e^favour times as likely; 0: the dictionary is not asked. */
GArray *rv_beam_search(const RvNet *net, const RvPosteriors *posteriors, float favour);
/* align.c: where the codes lie (RvCodeRun, one for each); empty when they do not fit at all. */
GArray *rv_align_codes(const RvPosteriors *posteriors, const guint16 *codes, guint n);
/* echoes.c: takes one of two characters (RvCharacter) that stand for the same letter of the paper.
 */
void rv_drop_echoes(GArray *characters);
/* decode.c: the characters of a line (RvCharacter), with known words favoured by RV_DECODE_FAVOUR;
 * bench-words finds it again. */
#define RV_DECODE_FAVOUR 1.0F
GArray *rv_decode(const RvNet *net, const RvPosteriors *posteriors);
/* The same with another favour. */
GArray *rv_decode_with(const RvNet *net, const RvPosteriors *posteriors, float favour);

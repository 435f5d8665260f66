/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of spotting share: spot-phrase.c makes units of a phrase, spot-steps.c costs of
 * traces, spot.c aligns them, spot-rivals.c weighs alterations. */
#pragma once

#include "recevable/read.h"

#define RV_SPOT_NEVER 1e30F

/* One code of the network that may stand for a unit. */
typedef struct {
    guint16 code;
    float price; /* nats */
} RvSpotCode;

/* One character of the phrase as the network would say it. */
typedef struct {
    RvSpotCode codes[8];
    guint n_codes;
    guint start;        /* byte in the phrase */
    gboolean is_blank;  /* parts words */
    gboolean is_letter; /* letter or figure: it may be altered */
} RvSpotUnit;

/* RvSpotUnit; empty when nothing of the phrase is known to the model. */
GArray *rv_spot_units(const RvNet *net, const char *phrase);
/* The likes of which no reader can tell apart, or that mean the same: any case, any accent. */
gboolean rv_spot_means_same(const char *a, const char *b);

/* Costs at every step of the joined traces, less that of the likeliest code there: 0 and more. */
typedef struct {
    guint n_steps, n_units;
    float *unit;  /* [step][unit] */
    float *null;  /* [step] */
    float *least; /* [step]: what the likeliest code costs, -ln(probability) */
    float *touch; /* [unit]: 0 when it may follow the one before without a null, else NEVER */
    const GArray *units; /* borrowed */
    const RvTrace *const *traces;
    guint *trace, *step; /* [step]: where it is from; step G_MAXUINT: between two traces */
} RvSpotSteps;

typedef struct {
    const guint16 *codes;
    const guint8 *costs; /* in RV_NET_COST */
    guint n;
} RvSpotEntries;

RvSpotSteps *rv_spot_steps_new(const RvTrace *const *traces, guint n_traces, const GArray *units);
void rv_spot_steps_free(RvSpotSteps *steps);
/* The codes of a step that matter, or none between traces; less `least` they are on the scale of
 * `unit`. */
RvSpotEntries rv_spot_entries(const RvSpotSteps *steps, guint t);
float rv_spot_cost(const RvSpotSteps *steps, guint t, guint16 code);

/* May a path go from one unit straight to another, without a null? */
gboolean rv_spot_may_touch(const GArray *units, guint from, guint to);

/* Where the units lie: steps [from, to) for each. */
typedef struct {
    guint from, to;
} RvSpotRun;

/* How a rival of a unit differs: it has `text` in its place, before or behind it. */
typedef enum { RV_RIVAL_INSTEAD, RV_RIVAL_BEFORE, RV_RIVAL_BEHIND } RvRivalPlace;
typedef struct {
    float margin;     /* RV_SPOT_NEVER: no alteration is thinkable */
    const char *text; /* owned by the net; "" instead of the unit: it is lost */
    RvRivalPlace place;
} RvSpotRival;
/* The likeliest alteration of each unit, given where the phrase lies; owned by the caller. */
RvSpotRival *rv_spot_rivals(const RvSpotSteps *steps, const RvSpotRun *runs);
/* The phrase must not be part of longer words: the cost of seeing blanks at its ends where letters
 * or figures follow; they are rivals of the outer units too. */
double rv_spot_weigh_ends(const RvSpotSteps *steps, const RvSpotRun *runs, RvSpotRival *rivals);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvSpotSteps, rv_spot_steps_free)

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The readings that vote on a wording, shared by looks.c (which makes them) and wording.c. */
#pragma once

#include "match-private.h"

#define RV_N_READINGS (1 + RV_READER_LOOKS)

/* The readings of one wording: the page's own and the second looks. */
typedef struct {
    RvAlignment *of[RV_N_READINGS];
    guint n;
} RvReadings;

/* The page's own reading around the spot. FALSE when nothing of the wording is there. */
gboolean rv_readings_start(const RvIndex *index, const RvNeedle *needle, const RvSpot *spot,
                           RvReadings *readings);
/* Reads the lines of the wording again, from each image of them. */
void rv_readings_look_again(RvIndex *index, const RvNeedle *needle, RvReadings *readings);
void rv_readings_clear(RvReadings *readings);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RvReadings, rv_readings_clear)

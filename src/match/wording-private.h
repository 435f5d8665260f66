/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What wording.c judges a wording by: the readings that vote on it (looks.c), and what the
 * recogniser held possible (sight.c). */
#pragma once

#include "match-private.h"

/* ---- sight.c ---------------------------------------------------------------------------- */

typedef enum {
    RV_NOT_SEEN, /* or nothing is known: the page was read by Tesseract's library */
    RV_TORN,     /* something else is likelier, but not by much */
    RV_SEEN,     /* surely printed there, whatever was read */
} RvSeen;
/* Are the expected words (RvExpected, those of the needle's key) printed at the spot? One each,
 * owned by the caller. */
RvSeen *rv_sight(const RvIndex *index, const RvNeedle *needle, const RvSpot *spot,
                 const GArray *expected);

/* ---- looks.c ---------------------------------------------------------------------------- */

#define RV_N_READINGS (1 + RV_READER_LOOKS)

/* The readings of one wording: the page's own and the second looks. */
typedef struct {
    RvAlignment *of[RV_N_READINGS];
    guint n;
    RvSeen *seen; /* a word each; NULL: not weighed yet */
} RvReadings;

/* The page's own reading around the spot. FALSE when nothing of the wording is there. */
gboolean rv_readings_start(const RvIndex *index, const RvNeedle *needle, const RvSpot *spot,
                           RvReadings *readings);
/* Reads the lines of the wording again, from each image of them. */
void rv_readings_look_again(RvIndex *index, const RvNeedle *needle, RvReadings *readings);
void rv_readings_clear(RvReadings *readings);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RvReadings, rv_readings_clear)

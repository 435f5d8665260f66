/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What around.c judges the words around a wording by. */
#pragma once

#include "match-private.h"

/* ---- qualify.c ---------------------------------------------------------------------------- */

/* Does a key begin with what takes back the sentence before it ("sous réserve", "sauf")? */
gboolean rv_key_qualifies(const char *key);
/* Does the key of a word hold a denial of what follows it ("n'ai", "pas", "sans")? */
gboolean rv_key_denies(const char *key);

/* ---- sentence.c --------------------------------------------------------------------------- */

/* How a word is reached from the one before it. */
typedef enum {
    RV_STEP_NONE,   /* nothing is near enough */
    RV_STEP_BESIDE, /* on its line of print */
    RV_STEP_LINE,   /* over the end of the line */
    RV_STEP_JUMP,   /* at the head of the next column or page */
} RvStep;

/* The word that follows (precedes) w where a sentence goes on, punctuation too. */
RvStep rv_word_after(const RvIndex *index, guint w, guint *next);
RvStep rv_word_before(const RvIndex *index, guint w, guint *before);

/* What the word ends with. */
typedef enum { RV_STOP_NONE, RV_STOP_COMMA, RV_STOP_FULL, RV_STOP_COLON } RvStop;
RvStop rv_word_stop(const char *text);
/* Is its first letter a small one? */
gboolean rv_word_is_small(const char *text);
/* Would `next`, which begins a line, have fit behind w, which ends the one above? Then this was
 * ended on purpose. */
gboolean rv_word_fits_behind(const RvIndex *index, guint w, guint next);
/* Is the line of `next` printed smaller than that of w, as what belongs to no sentence above? */
gboolean rv_word_is_small_print(const RvIndex *index, guint w, guint next);

/* ---- known.c ------------------------------------------------------------------------------ */

/* Are words (guint) the beginning of some part of another wording than the target's? One that was
 * not found as a whole has its words left over. */
gboolean rv_words_are_wording(const RvIndex *index, const GPtrArray *targets,
                              const RvTarget *target, const GArray *words);

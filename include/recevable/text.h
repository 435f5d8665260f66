/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of French print made comparable, and approximate search in them. */
#pragma once

#include <glib.h>

/* Lower case, no accents, ligatures opened (œ -> oe, ﬁ -> fi), apostrophes and dashes made plain,
 * no-break spaces made spaces, runs of blanks made one. Letters, digits and punctuation stay. Owned
 * by the caller. */
char *rv_text_fold(const char *text);
/* The same with everything but letters, digits and '+', '@', '/', '%' removed, words parted by one
 * space. */
char *rv_text_key(const char *text);

/* What a terminal or a log may be given: valid UTF-8 on one line, without control characters or
 * such as turn the direction of writing. Owned by the caller. */
char *rv_text_printable(const char *text);

/* Edit distance (insertions, deletions, substitutions cost 1) of two UTF-8 strings. */
int rv_text_distance(const char *a, const char *b);
/* 0-1: 1 - distance / the longer length; 1 for two empty strings. */
double rv_text_similarity(const char *a, const char *b);

/* The best approximate occurrence of `needle` in `hay` (both ASCII after rv_text_key; other bytes
 * count as bytes), by Myers' bit-parallel algorithm (JACM 46(3), 1999), in blocks for needles of
 * more than 64. */
typedef struct {
    int distance;   /* edits; the needle's length when nothing fits */
    int start, end; /* bytes of hay, end excluded */
} RvTextHit;
RvTextHit rv_text_search(const char *needle, const char *hay);

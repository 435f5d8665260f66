/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The place for the value of one label, shared by zone.c (its limits), value.c (which words
 * stand there) and written.c (what they say). */
#pragma once

#include "match-private.h"

typedef struct {
    RvIndex *index;
    const GArray *used;
    const RvSheet *sheet;
    guint page;
    RvFieldType type;
    RvPx label;    /* the last line of the label */
    int from;      /* where the label ends and its value may start, pixels */
    int left;      /* of the label's column, pixels */
    int right;     /* limit of the zone, pixels */
    GArray *words; /* RvWord, borrowed texts: what was gathered so far */
    RvPx zone;
    gboolean in_cell; /* a frame holds the value: all text in it belongs to it */
} RvZone;

gboolean rv_zone_is_used(const RvZone *s, guint word);
/* Do two boxes stand on one row? */
gboolean rv_zone_on_row(RvPx box, RvPx row);
/* Upright rules that cross the row right of x, sorted: their x (int). */
GArray *rv_zone_rules_right(const RvZone *s, RvPx row, int x);
/* Words of the page on a row within [from, to), used ones or free ones: how many. */
guint rv_zone_count(const RvZone *s, RvPx row, int from, int to, gboolean used);
/* Where the zone beside the label ends, pixels. */
int rv_zone_right(const RvZone *s);
/* The row of text next below y in the column, at most `gap` pixels down; FALSE when there is none
 * or when a settled wording stands on it. */
gboolean rv_zone_row_below(const RvZone *s, int y, int gap, RvPx *row);
/* The right margin that lines of the column are broken at. */
int rv_zone_margin(const RvZone *s);
/* Does a level rule part two rows of the label's column, as in a frame? */
gboolean rv_zone_rule_between(const RvZone *s, RvPx above, RvPx below);
/* The left border of the cell around `label`, or where it starts. */
int rv_zone_cell_left(const RvZone *s, RvPx label);

/* Drops what leaders and rules leave behind, and an explanation in brackets. Words may own their
 * texts: the array's clear function frees what goes. */
void rv_written_clean(GArray *words);
/* Are the words the beginning of an explanation that goes on below? */
gboolean rv_written_is_open(const GArray *words);
/* Do the words look like a value of the type, which figures or signs tell from other text? */
gboolean rv_written_has_form(const GArray *words, RvFieldType type);
/* Text, confidence and state of what was gathered. */
void rv_written_read(const RvZone *s, RvValue *value);

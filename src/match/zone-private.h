/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The place for the value of one label, shared by cell.c and framed.c (cells of frames),
 * zone.c (its limits elsewhere), value.c and free-text.c (which words stand there) and written.c
 * (what they say).
 */
#pragma once

#include "match-private.h"

/* To the row below, in line heights: a cell has its padding and a rule in between. */
#define RV_CELL_GAP 4.5

typedef struct {
    RvIndex *index;
    const GArray *used;
    const RvSheet *sheet;
    guint page;
    RvFieldType type;
    GArray *own;   /* guint: the words of the label */
    RvPx label;    /* its last line */
    int top;       /* of its first line, pixels */
    int from;      /* where the label ends and its value may start, pixels */
    int left;      /* of the label's column, pixels */
    int right;     /* limit of the zone, pixels */
    GArray *words; /* RvWord, borrowed texts: what was gathered so far */
    RvPx zone;
    gboolean in_cell;   /* a frame holds the value: all text in it belongs to it */
    gboolean has_colon; /* the label ends in one */
} RvZone;

/* value.c: the place for a value of that type, for the label at `spot`; looked for beside it or
 * below it, without a frame. `below`: on this paper values stand below their labels. */
RvZone rv_zone_at(RvIndex *index, const GArray *used, const RvSpot *spot, RvFieldType type);
void rv_zone_look_around(RvZone *s, gboolean below);
void rv_zone_clear(RvZone *s);

/* cell.c: the walls that part the row right of x, sorted: their x (int). */
GArray *rv_cell_walls(const RvSheet *sheet, RvPx row, int x);
/* Of the walls of a comb, with a cell for each figure, only the first and the last count. `height`:
 * of a line of text. */
void rv_cell_drop_combs(GArray *walls, int height);
/* The cell around a row of text, or the next one from `cell` on that row (below: under its middle).
 * FALSE: there is none. */
gboolean rv_cell_around(const RvSheet *sheet, RvPx row, RvPx *cell);
gboolean rv_cell_left(const RvSheet *sheet, RvPx cell, RvPx row, RvPx *next);
gboolean rv_cell_right(const RvSheet *sheet, RvPx cell, RvPx row, RvPx *next);
gboolean rv_cell_below(const RvSheet *sheet, RvPx cell, RvPx row, RvPx *next);

/* framed.c: has the label a cell to itself, and which? */
gboolean rv_zone_own_cell(const RvZone *s, RvPx *box);
/* Gathers the value from the cells around the label. `stacked`: on this paper values stand in the
 * cells of their labels. FALSE: the label has no cell to itself. */
gboolean rv_zone_look_in_cells(RvZone *s, gboolean stacked);

gboolean rv_zone_is_used(const RvZone *s, guint word);
/* Words of the page on a row within [from, to), used ones or free ones: how many. */
guint rv_zone_count(const RvZone *s, RvPx row, int from, int to, gboolean used);
/* Left to right: GCompareFunc of RvWord. */
int rv_zone_by_x(gconstpointer a, gconstpointer b);
/* Appends the free words of a row within [from, to), left to right, to the search: how many. */
guint rv_zone_gather_row(RvZone *s, RvPx row, int from, int to);
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

/* free-text.c: gathers what stands below the label, over all rows up to the next wording of the
 * form; from the end of its page on over that of the next one. */
void rv_zone_gather_free_text(RvZone *s);

/* Drops what leaders and rules leave behind, what only explains, and an explanation in brackets.
 * Words may own their texts: the array's clear function frees what goes. */
void rv_written_clean(const RvIndex *index, GArray *words);
/* Are the words the beginning of an explanation that goes on below? */
gboolean rv_written_is_open(const RvIndex *index, const GArray *words);
/* Do the words look like a value of the type, which figures or signs tell from other text? */
gboolean rv_written_has_form(const GArray *words, RvFieldType type);
/* Was anything gathered, or is there ink that was not read? */
gboolean rv_written_is_there(const RvZone *s);
/* Letters and figures of the words. */
guint rv_written_count_letters(const GArray *words);
gboolean rv_written_has_letters(const GArray *words);
/* Text, confidence and place of some words. */
void rv_written_take(const RvZone *s, const GArray *words, RvValue *value);
/* choose.c: readings of one value: text, confidence and digits count. */
typedef struct {
    RvValue of[1 + RV_READER_COLOR_LOOKS];
    guint n;
} RvCandidates;
void rv_candidates_clear(RvCandidates *c);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RvCandidates, rv_candidates_clear)
/* Sets what the value says to what counts of them, and how sure it is; there is one at least, and
 * none is left. `dotted`: an address, whose dots are easily overlooked. */
void rv_candidates_choose(RvCandidates *c, gboolean dotted, RvValue *value);

/* reread.c: text and confidence of a value from several readings of it. */
void rv_value_read_again(const RvZone *s, RvValue *value);
/* Takes off what the edges of a frame and lines to write on are read as. */
void rv_word_drop_edges(RvWord *word);
/* Text, confidence and state of what was gathered. */
void rv_written_read(const RvZone *s, RvValue *value);

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The price table, shared by table.c (where it is), table-head.c and table-columns.c (its headings
 * and columns), table-body.c (its text, piece by piece) and table-rows.c (the lines that this
 * makes). */
#pragma once

#include "match-private.h"

#define RV_NO_CELL (-1)
#define RV_NOISE_CONFIDENCE 0.7 /* below it one character by itself may be a speck */
#define RV_RULE_EDGE 3          /* pixels around a rule where its remains stand */

/* A column of the paper, which may have more of them than the model ("Qté", "PU HT"). */
typedef struct {
    RvPx head;       /* the print of its heading */
    int left, right; /* its borders, pixels */
    int cell;        /* which of the model's (RvTableColumn); RV_NO_CELL: another */
} RvTableHead;

struct _RvTable {
    const RvIndex *index;
    const RvItem *item;
    GArray *used; /* gboolean a word of the index; set while the lines are read */
    const RvSheet *sheet;
    guint page;
    RvPx head;       /* around the headings */
    GArray *columns; /* RvTableHead, from left to right */
    guint found;     /* how many of the model's columns */
    int bottom;      /* y where the table ends at the latest */
    gboolean closed; /* rules end it there */
};

/* Words that stand together in one column of one line of text. */
typedef struct {
    GArray *words; /* guint */
    RvPx box;
    int column; /* index into columns; RV_NO_CELL: beside all of them */
    guint band; /* level rules above it in the table */
} RvTablePiece;

/* table-head.c: finds the headings. FALSE: too few of them. */
gboolean rv_table_find_head(RvTable *table);

/* table-columns.c: the columns that these words (guint), from left to right, are the headings of;
 * returns the sum of likenesses. */
double rv_table_find_columns(const RvTable *table, const GArray *words);
void rv_table_set_borders(const RvTable *table);
/* The column for one of the model's cells, or NULL. */
const RvTableHead *rv_table_column(const RvTable *table, int cell);
/* The order of words in a cell: line by line, from left to right. */
gint rv_table_compare_places(RvPx a, RvPx b);
/* The x of an upright rule through the head between two x, of several the middle one; -1: none. */
int rv_table_rule_between(const RvTable *table, int from, int to);

/* table-body.c: all text below the head, RvTablePiece, in no order. */
GArray *rv_table_pieces(const RvTable *table);
/* The level rules across the table between two y: how many. */
guint rv_table_level_rules(const RvTable *table, int from, int to);
/* A sum of money, whole? */
gboolean rv_table_is_amount(const RvTable *table, const RvTablePiece *piece);
/* A word, as of the name of a total? */
gboolean rv_table_has_name(const RvTable *table, const RvTablePiece *piece);
/* No figure, in a column of figures: specks, the crossings of rules that read as + or 4. */
gboolean rv_table_is_noise(const RvTable *table, const RvWord *word);

/* table-rows.c: the lines; their words become used ones. */
void rv_table_read_rows(const RvTable *table, GArray *rows);

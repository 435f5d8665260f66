/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between rules.c, which looks for rules, and spans.c, which follows one of them along. Both see
 * horizontal rules only: vertical ones lie on pictures turned by a quarter. */
#pragma once

#include "image/image-private.h"

/* The rows that a rule takes in one column. */
typedef struct {
    int top, bottom; /* bottom is outside; equal when there is none */
} RvSpan;

/* The rows of one piece, column by column of its box. firsts: see rv_spans_sort. */
RvSpan *rv_spans_of(const RvPieces *pieces, const guint *firsts, guint piece, RvPx box);
/* Sorts the runs by piece; those of piece i are firsts[i] ... firsts[i + 1] - 1. */
guint *rv_spans_sort(RvPieces *pieces);
/* The usual thickness of the ink along a rule, at most `limit` beyond its rows; 0: no ink. */
int rv_spans_thickness(PIX *ink, const RvSpan *spans, RvPx box, int limit);
/* Share of the columns in which nothing stands on the rule or hangs from it. */
double rv_spans_alone(PIX *ink, const RvSpan *spans, RvPx box, int thickness);
/* How far the middles of the spans are from a straight line, root mean square, pixels. */
double rv_spans_bend(const RvSpan *spans, int width);
/* The share of columns where the span is as thick as `thickness`, give or take a quarter. */
double rv_spans_even(PIX *ink, const RvSpan *spans, RvPx box, int thickness);

/* Pictures on one grid. gray is never turned: gray_turned tells that the others are. */
typedef struct {
    PIX *ink, *print, *gray;
    gboolean turned;
    double dpi;
} RvRuleView;
/* Takes a rule out of view->print, except where a stroke runs through it or along it. */
void rv_spans_remove(const RvRuleView *view, const RvSpan *spans, RvPx box);

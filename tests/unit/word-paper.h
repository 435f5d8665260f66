/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paper made of words, without a single pixel but what is drawn on it. */
#pragma once

#include "match/match-private.h"

#define LETTER 8  /* pixels a letter */
#define HEIGHT 16 /* of a word */
#define PAGE_WIDTH 1240
#define PAGE_HEIGHT 1754
/* Pixels of a page that was drawn, for points. */
#define DRAWN_PX(points) ((int)((points)*200 / 72.0))

typedef struct {
    GPtrArray *sheets, *readings;
} WordPaper;

WordPaper *word_paper_new(void);
void word_paper_free(WordPaper *paper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WordPaper, word_paper_free)
/* The reading of a page, which is added (with those before it) when it is not there. */
RvReading *page_of(WordPaper *paper, guint page);
/* One run of words at (x, y). So that they can be found again, the digit 0 costs as much in the
 * place of a character as its code. */
void print_line(WordPaper *paper, guint page, int x, int y, const char *text);
RvIndex *index_of(const WordPaper *paper);
/* Puts real print on the first page, which must be there, in the place of its pixels: what a PDF's
 * content draws on A4 (points, from the bottom left), at 200 dpi. */
void draw_page(WordPaper *paper, const char *content);

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paper made of words, without a single pixel. */
#pragma once

#include "match/match-private.h"

#define LETTER 8  /* pixels a letter */
#define HEIGHT 16 /* of a word */
#define PAGE_WIDTH 1240
#define PAGE_HEIGHT 1754

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

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader said of a page, laid out on the page as displayed. */
#pragma once

#include "recevable/gauge.h"

typedef struct {
    RvPt at;
    int letters;       /* of a word; of unread print as many as would fit there */
    double confidence; /* 0-1; of unread print 0 */
} RvHeardWord;

typedef struct {
    GArray *words;  /* RvHeardWord */
    GArray *unread; /* RvHeardWord: print of the size of letters that no word has */
} RvHeard;

void rv_heard_init(RvHeard *heard);
void rv_heard_fill(RvHeard *heard, const RvReadingHint *hint);
void rv_heard_clear(RvHeard *heard);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RvHeard, rv_heard_clear)

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A template made by hand, and what the matcher finds of it on paper made of words. */
#pragma once

#include "word-paper.h"

typedef struct {
    RvTemplate *t;
    WordPaper *paper;
    RvIndex *index;
    GPtrArray *targets;
} Case;

Case case_new(void);
void case_clear(Case *c);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Case, case_clear)
/* A required item at the end of the template; its fields may be changed. */
RvItem *add_item(RvTemplate *t, RvItemKind kind, const char *id, const char *section,
                 const char *text);
/* After all items are added and all lines printed. */
void case_settle(Case *c);
/* Where the item's phrase was found, or NULL. */
const RvSpot *spot_of(const Case *c, guint item, RvRole role);
RvPhrase wording_of(Case *c, guint item, RvRole role);

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What makes items of paragraphs, on its way through a form: items.c and its parts. */
#pragma once

#include "learn-private.h"

/* A paragraph whose letters are marked but for so few is marked as a whole. */
#define RV_WHOLE 0.85

typedef struct {
    RvForm *form;
    RvDraftSection *section;
    RvDraftItem *group; /* that boxes go to; NULL: a new one */
    RvParagraph
        *asked; /* the paragraph right before, which may be the question of boxes; or NULL */
    RvParagraph *above;   /* the one before that */
    RvDraftItem *mention; /* that was made of `asked` as a whole; or NULL */
    RvDraftItem *twin;    /* that says what the group's question does; or NULL */
    gboolean is_headed;   /* the group's question is a mention of its own */
    char *hint;           /* what explains the group's question: it may tell the rule */
    char *under;          /* the question above the last group's own */
} RvMaker;

/* items.c */
void rv_maker_open_section(RvMaker *m, char *anchor); /* takes it over */
RvPlace rv_maker_place(const RvMaker *m, const RvParagraph *p, RvPx box);
/* `text` is taken over. What was read with doubt is told. */
RvDraftItem *rv_maker_add(RvMaker *m, RvItemKind kind, char *text, const RvParagraph *p);
void rv_maker_doubt_words(RvDraftItem *item, const RvParagraph *p);

/* groups.c */
void rv_maker_add_box(RvMaker *m, RvParagraph *p);
void rv_maker_close_group(RvMaker *m);

/* mentions.c: of what is marked in a paragraph. */
void rv_maker_add_mentions(RvMaker *m, RvParagraph *p);

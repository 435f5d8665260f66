/* SPDX-License-Identifier: GPL-3.0-or-later */
/* learn: an empty form -> a draft of its model. What is marked (printed in blue, as the
 * official models do) is a mention; a label with room behind or below it is a field; boxes with
 * their labels are groups. What it was not sure of the draft says. */
#pragma once

#include "recevable/annotate.h"
#include "recevable/image.h"
#include "recevable/pdf.h"
#include "recevable/read.h"
#include "recevable/template.h"

/* By what mandatory print is told from other print. */
typedef enum { RV_MARKED_COLOUR, RV_MARKED_BOLD, RV_MARKED_HIGHLIGHT } RvMarkedBy;

typedef struct {
    RvMarkedBy by;
    double from, to; /* COLOUR: hues, degrees, clockwise from red; from > to: through 360 */
} RvMarking;

/* "blue", "red", "green", "orange", "violet", "200-260" (hues), "bold", "highlight". Error: USAGE.
 */
gboolean rv_marking_parse(const char *text, RvMarking *marking, GError **error);
extern const RvMarking rv_marking_default; /* blue */

/* What somebody knows of the model; NULL: it is taken from the form. */
typedef struct {
    RvMarking marking;
    const char *id, *kind, *reference, *title, *source;
    const GPtrArray *known; /* RvTemplate, borrowed: a question that one of them asks, too, has its
                             * rule, and a word that was nearly read is theirs; or NULL */
} RvLearnHow;

/* A page as it was seen. */
typedef struct {
    const RvSheet *sheet;
    const RvReading *reading;
    const GArray *layer; /* RvLayerWord: how its words are spelt, where that is what is seen */
} RvLearnPage;

typedef struct {
    char *id, *label;
    char *detail; /* what is written behind it; or NULL */
} RvDraftBox;

/* A condition over several items. Strings are owned. */
typedef struct {
    char *id, *text;
    char *condition; /* "group" or "group/box"; NULL: always */
    gboolean unless; /* the condition is "unless", not "if" */
    RvRuleKind kind;
    char *items;  /* ids, parted by blanks */
    char *period; /* DATES: ISO 8601 */
} RvDraftRule;

/* An item, with what is known of it. Strings are owned; those of other kinds are NULL. */
typedef struct {
    RvItemKind kind;
    char *id, *text;
    RvFieldType type;
    gboolean optional;      /* field: it may stay empty */
    char *when;             /* field: "group/box", demanded only when that is ticked */
    char *unless;           /* field: id of the mention that stands for its value */
    char *without, *before; /* mention: ids of the field and the day that it hangs on */
    RvGroupRule rule;
    gboolean guessed;                           /* group: nothing on the form tells its rule */
    char *applies_when, *optional_when;         /* group: "group/box" */
    char *under;                                /* group: the question above its own */
    GPtrArray *boxes;                           /* RvDraftBox */
    GPtrArray *columns;                         /* table: char * */
    int lines;                                  /* table */
    GPtrArray *line_labels;                     /* table: char * */
    char *signatories, *agrees_with, *software; /* ids */
    GPtrArray *doubts; /* char *: sentences of what to look at; empty: it is sure */
    RvPlace place;
} RvDraftItem;

typedef struct {
    char *id;
    char *anchor;     /* the heading; or NULL */
    GPtrArray *items; /* RvDraftItem */
} RvDraftSection;

typedef struct {
    char *id, *kind, *reference, *title, *source;
    GPtrArray *sections; /* RvDraftSection, each with an item at least, unless there are none */
    GPtrArray *rules;    /* RvDraftRule */
    GPtrArray *doubts;   /* char *, of the whole */
    GPtrArray *left;     /* RvDraftItem: print that nothing was made of, for the review */
} RvDraft;

/* `pages`: RvLearnPage. Never NULL; a form without a mention, field or group has no sections. */
RvDraft *rv_learn(const GArray *pages, const RvLearnHow *how);
void rv_draft_free(RvDraft *draft);
/* The file of a model (xml.c); its doubts are comments. The caller's. */
char *rv_draft_to_xml(const RvDraft *draft);
/* What would be demanded, where; RvMark. */
GPtrArray *rv_draft_marks(const RvDraft *draft);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvDraft, rv_draft_free)

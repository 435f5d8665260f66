/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stage 7, match: where is each item of the template, and what stands there? The evidence, not yet
 * judged. One place on the paper serves one item only. */
#pragma once

#include "recevable/boxes.h"
#include "recevable/read.h"
#include "recevable/template.h"

typedef enum {
    RV_PHRASE_NONE,       /* the item has no phrase (a group without a prompt) */
    RV_PHRASE_PRESENT,    /* every word is there, small reading errors aside */
    RV_PHRASE_ALTERED,    /* found, but a word that carries meaning differs, lacks or was added */
    RV_PHRASE_MISSING,    /* not in the document, which could be read where it should stand; or in
                           * print too small for people */
    RV_PHRASE_UNREADABLE, /* the place where it should stand cannot be read well enough to say */
} RvPhraseState;

/* A known wording, looked for. */
typedef struct {
    RvPhraseState state;
    double confidence; /* 0-1, that state is right */
    RvPlace place;     /* around all of it (its part on the first page); page 0: not found */
    RvPlace astray;   /* where else its words stand, when not found in its place; page 0: nowhere */
    RvPx first, last; /* its first and last line on that page */
    char *text;       /* as read; NULL when not found */
    /* ALTERED, UNREADABLE: what differs, "120 jours -> 12 jours"; MISSING, but found: why it does
     * not count; else NULL. */
    char *difference;
} RvPhrase;

typedef enum {
    RV_VALUE_NONE,      /* no label, so no place to look */
    RV_VALUE_BLANK,     /* nothing is written there */
    RV_VALUE_READ,      /* written and read */
    RV_VALUE_ILLEGIBLE, /* written, but the reading is not to be trusted (handwriting, damage) */
} RvValueState;

typedef struct {
    RvValueState state;
    char *text;        /* as read, maybe "" */
    double confidence; /* 0-1, of the reading */
    RvPlace place;
    GArray *digits; /* RvDigitCosts, one for each character of text, all 0 for one that parts words;
                     * NULL: not known */
} RvValue;

/* A line of the price table. Cells hold "" where nothing was read; order of RvTableColumn. */
typedef enum {
    RV_CELL_LABEL,
    RV_CELL_HT,
    RV_CELL_RATE,
    RV_CELL_VAT,
    RV_CELL_TTC,
    RV_N_CELLS
} RvTableColumn;
typedef struct {
    RvValue cells[RV_N_CELLS];
    RvPlace place;
} RvRow;

/* An amount of money that stands outside of the table's lines and of all known wordings. */
typedef struct {
    RvValue amount;
    char *before, *after; /* what stands on its line, or names it beside or above; maybe "" */
    gboolean sure;        /* a currency or a tax word says that it is money */
} RvPrice;

typedef struct {
    const RvItem *item;
    RvPhrase phrase;
    RvValue value;   /* field */
    RvPhrase under;  /* group: the question that its prompt stands under; NONE: it has none, or
                      * shares that of the item before */
    GArray *boxes;   /* group: RvBox, parallel to item->boxes */
    GArray *labels;  /* group: RvPhrase, parallel to item->boxes */
    GArray *details; /* group: RvValue, parallel to item->boxes: what is written after a box that
                      * has a detail ("préciser : ..."); NONE for the others */
    GArray *rows;    /* table: RvRow */
    GArray *prices;  /* table: RvPrice, anywhere on the form's pages */
    RvInk ink;       /* signature */
    char *typed;     /* signature: words printed in its place that serve no item; or NULL */
} RvEvidence;

/* Looks for every item. `sheets` (RvSheet) and `readings` (RvReading) are parallel, in page order;
 * `reader` serves second looks. Returns RvEvidence, one an item, in the template's order; its
 * items point into the template. */
GPtrArray *rv_match(const RvTemplate *template_, const GPtrArray *sheets, const GPtrArray *readings,
                    RvReader *reader);
void rv_evidence_free(RvEvidence *evidence);
RvEvidence *rv_evidence_new(const RvItem *item); /* all empty; for tests and for rv_match */
void rv_phrase_clear(RvPhrase *phrase);
void rv_value_clear(RvValue *value);
void rv_row_clear(RvRow *row);
void rv_price_clear(RvPrice *price);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvEvidence, rv_evidence_free)

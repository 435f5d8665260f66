/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of judge/ share. Every kind of item has its own file; each gives its status and,
 * where something lacks or is doubtful, a finding. The verdict follows from the findings alone, so
 * that none is without its reason. */
#pragma once

#include "recevable/judge.h"

/* From this confidence on a box, or the ink of a signature, is what it was taken for. */
#define RV_SURE_INK 0.5

/* One document before the judge. */
typedef struct {
    RvResult *result;
    const RvTemplate *template_;
    GPtrArray *evidence; /* RvEvidence, one an item, in the template's order */
} RvCase;

/* Is a box ticked, does a condition hold? */
typedef enum { RV_NO, RV_MAYBE, RV_YES } RvTruth;

/* NULL when the template has no such item. */
const RvEvidence *rv_case_evidence(const RvCase *c, const char *id);
/* The status of an item judged already. FALSE: not yet, or no such item. */
gboolean rv_case_status(const RvCase *c, const char *id, RvStatus *status);
/* Was a field left empty? Where something is written, even badly, the field answers for it. */
gboolean rv_case_is_empty(const RvCase *c, const char *id);
/* The day that a date field holds. FALSE: none that was read for sure, or no such field. */
gboolean rv_case_date(const RvCase *c, const char *id, GDate *date);
RvTruth rv_box_truth(const RvEvidence *group, guint box);
/* A box, or any box of a group. A reference to nothing is MAYBE. */
RvTruth rv_ref_truth(const RvCase *c, const RvBoxRef *ref);

/* Adds a finding about an item; one that is informative or not required weighs INFO at most. */
void rv_case_report(RvCase *c, RvSeverity severity, const RvItem *item, const RvPlace *place,
                    char *message);
/* What people know an item by: its wording, shortened, and where several have the same, what it
 * stands under; owned by the caller. */
char *rv_item_name(const RvCase *c, const RvItem *item);
/* Cuts long wordings at a blank; owned by the caller. */
char *rv_shorten(const char *text);

/* Fills status, confidence, place and what else belongs to the kind. */
void rv_judge_mention(RvCase *c, const RvEvidence *e, RvItemResult *out);
void rv_judge_field(RvCase *c, const RvEvidence *e, RvItemResult *out);
/* assignment.c: which boxes of a group are ticked, most likely. */
typedef struct {
    guint yes, maybe; /* boxes that are ticked, and that may be */
    RvStatus status;  /* of the rule; RV_STATUS_UNDETERMINED: the doubtful boxes decide, or margin
                         is thin */
    double margin;    /* 0-1: by how much that is likelier than what turns the rule around */
} RvAssignment;
RvAssignment rv_assignment_of(const RvEvidence *group);
void rv_judge_group(RvCase *c, const RvEvidence *e, RvItemResult *out);
void rv_judge_table(RvCase *c, const RvEvidence *e, RvItemResult *out);
void rv_judge_signature(RvCase *c, const RvEvidence *e, RvItemResult *out);
void rv_judge_rule(RvCase *c, const RvRule *rule);
/* blank.c: the same of an item of any kind, on a form that nobody filled in yet. */
void rv_judge_blank(RvCase *c, const RvEvidence *e, RvItemResult *out);

/* The electronic signatures of the document (electronic.c). */

/* The status of the signature, if its place was found: what the ink says, and they. *decides: is it
 * they who say so? */
RvStatus rv_electronic_status(const RvCase *c, const RvEvidence *e, RvStatus ink,
                              gboolean *decides);
/* Adds a finding about each; after the items. Whatever makes rv_electronic_status() UNCERTAIN is
 * among them. */
void rv_judge_electronic(RvCase *c);

/* named.c: does what the form says of who signs, or for whom, name the holder of the signature? At
 * least by what is distinctive in the one or the other: the surname, the place. */
gboolean rv_signature_is_named(const RvCase *c, const RvItem *item, const RvSignature *signature);
/* Does nothing where the day of submission was not told. */
void rv_judge_deadlines(RvCase *c);
/* judge.c: puts the findings in order, and says what verdict follows from them. */
void rv_judge_conclude(RvResult *result);

/* The share of right ones, 0-1, among mentions of that status whose reading was so sure (sure.c).
 * Of another status: `reading`. */
double rv_status_sure(RvStatus status, double reading);

/* FILLED, EMPTY, INVALID or UNREADABLE, from the value alone. *normalized (owned by the caller) and
 * *reason may be NULL. */
RvStatus rv_value_status(RvFieldType type, const RvValue *value, char **normalized,
                         const char **reason);

/* Amounts of a line of the price table (amounts.c). */
typedef struct {
    gint64 ht, vat, ttc; /* cents */
    int rate;            /* hundredths of a per cent */
} RvAmounts;
const char *rv_row_cell(const RvRow *row, RvTableColumn column); /* never NULL */
/* FALSE when one of the four cannot be parsed. */
gboolean rv_amounts_of(const RvRow *row, RvAmounts *a);
gboolean rv_amounts_add_up(const RvAmounts *amounts);
gboolean rv_amounts_fit_rate(const RvAmounts *amounts);
/* Do three of the four figures agree, and the fourth but for one of two like figures side by side?
 * Reading loses these, and is sure of the rest. */
gboolean rv_amounts_lost_figure(const RvAmounts *amounts);
/* Puts words that were read into a neighbour's column back where the four figures agree; leaves a
 * row alone that can be parsed, or for which there is no such way. */
void rv_row_straighten(RvRow *row);

/* What an amount beside the table is, against those of its line (NULL: these cannot be read)
 * (prices.c). */
typedef enum {
    RV_PRICE_KNOWN,    /* repeats the line, or is told by every company */
    RV_PRICE_OTHER,    /* something else that is sold */
    RV_PRICE_DOUBTFUL, /* maybe */
} RvPriceKind;
RvPriceKind rv_price_kind(const RvPrice *price, const RvAmounts *line);

/* How the label of a table's line fits (line-label.c). */
typedef enum {
    RV_LABEL_FITS,
    RV_LABEL_FOREIGN,   /* it is none of the labels that may stand there */
    RV_LABEL_MORE,      /* one of them, and words beyond the service that is paid for */
    RV_LABEL_DISAGREES, /* it names another box than the one that is ticked */
    RV_LABEL_UNDECIDED, /* it names a box, but which one is ticked is not known */
} RvLabelFit;
RvLabelFit rv_line_label_fit(const RvCase *c, const RvItem *table, const char *label);
/* The words of a text as keys, figures parted from letters ("Va2" is read as "Va 2" and back),
 * without '+'. */
GPtrArray *rv_label_words(const char *text);

/* scope.c: may a word, a key, describe the service that the programme pays for? It belongs to that
 * service, or names the software. */
gboolean rv_scope_holds(const RvCase *c, const RvItem *table, const char *word);

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The result of one document: what judge/ makes and every report shows. Owns all it holds; nothing
 * in it points into a template. */
#pragma once

#include "recevable/boxes.h"
#include "recevable/gauge.h"
#include "recevable/signatures.h"
#include "recevable/template.h"

typedef enum {
    RV_STATUS_PRESENT,
    RV_STATUS_ALTERED,
    RV_STATUS_MISSING,
    RV_STATUS_UNREADABLE,
    RV_STATUS_NOT_APPLICABLE,
    RV_STATUS_FILLED,
    RV_STATUS_EMPTY,
    RV_STATUS_INVALID,
    RV_STATUS_SATISFIED,
    RV_STATUS_VIOLATED,
    RV_STATUS_UNDETERMINED,
    RV_STATUS_ABSENT,
    RV_STATUS_UNCERTAIN,
} RvStatus;

typedef enum { RV_VERDICT_PASS, RV_VERDICT_REVIEW, RV_VERDICT_FAIL, RV_VERDICT_ERROR } RvVerdict;
typedef enum { RV_SEVERITY_BLOCKING, RV_SEVERITY_REVIEW, RV_SEVERITY_INFO } RvSeverity;

typedef struct {
    char *id;
    char *wording; /* its label in the model; NULL: none */
    RvBox box;
} RvBoxResult;

typedef struct {
    char *label, *ht, *rate, *vat, *ttc; /* as read, never NULL */
    RvPlace place;
} RvLineResult;

typedef struct {
    char *id;
    RvItemKind kind;
    RvStatus status;
    double confidence; /* 0-1; mention: how often such a status proved right */
    double reading;    /* mention: the match's own confidence, from which that is known; else 0 */
    RvPlace place;     /* page 0: nowhere */
    char *wording;     /* in the model: what a mention says, the label of a field or signature, the
                        * prompt of a group, the headings of a table; NULL: none */
    char *text;        /* mention: as read, or NULL */
    char *value;       /* field: as read, or NULL */
    char *
        normalized; /* field: canonical form when valid ("73282932000074", "2026-05-21"), or NULL */
    RvInkKind ink;  /* signature: what the ink in its place is taken for */
    GArray *boxes;  /* group: RvBoxResult */
    double margin;  /* group: 0-1, by how much its likeliest assignment is likelier than what turns
                       the rule around */
    GArray *lines;  /* table: RvLineResult */
    gboolean
        is_seen; /* a person says to have looked at it; status and verdict stay the checker's */
} RvItemResult;

typedef struct {
    char *id;
    RvStatus status;
} RvRuleResult;

typedef struct {
    RvSeverity severity;
    char *item;    /* id of the item, rule or deadline, or NULL */
    char *message; /* one sentence in the user's language: what, why, what to do */
    RvPlace place;
} RvFinding;

/* What was told about a document besides its pages, and shaped the result. A day that is not
 * g_date_valid() was not told. */
typedef struct {
    GDate referenced_on; /* the ANS referenced the solution */
    GDate on;            /* the document is submitted */
    gboolean blank;      /* it is an empty form, before it is sent to anybody */
} RvGiven;

/* What the document was held by while it was open. */
typedef enum {
    RV_ISOLATION_NONE,    /* nothing but the process it was in */
    RV_ISOLATION_PARTIAL, /* no network, no programs, no writing; files that the user may read can
                           * be read */
    RV_ISOLATION_FULL,    /* and no files but fonts and the like */
} RvIsolation;

typedef struct {
    char *file;   /* as given */
    char *sha256; /* of the bytes; NULL when they could not be read */
    int pages;
    char *template_id;      /* NULL: none fits */
    char *template_title;   /* what people call it */
    char *template_edition; /* what its author calls it; or NULL */
    char *template_sha256;
    double template_confidence;
    char *deadlines_sha256; /* of their file; NULL when none were looked at */
    char *forced_template;  /* id that was told instead of recognised; NULL: none */
    RvGiven given;
    RvIsolation isolation;
    char *engine; /* name and versions of what read it; NULL before reading */
    RvVerdict verdict;
    RvReadability *readability;       /* NULL when not measured */
    GPtrArray *signatures;            /* RvSignature: the electronic ones, the oldest first */
    GPtrArray *items;                 /* RvItemResult */
    GPtrArray *rules;                 /* RvRuleResult */
    GPtrArray *findings;              /* RvFinding, the worst first */
    char *error_code, *error_message; /* verdict ERROR only */
} RvResult;

RvResult *rv_result_new(const char *file);
/* A result with the verdict ERROR; takes code and message from the error. */
RvResult *rv_result_new_error(const char *file, const GError *error);
void rv_result_free(RvResult *result);
/* Adds a finding. `item` may be NULL, `place` too; `message` is taken over. */
void rv_result_add_finding(RvResult *result, RvSeverity severity, const char *item,
                           const RvPlace *place, char *message);
/* What the verdict rests on: the error's message, or the first finding's that is no mere
 * information. NULL: nothing; the result's own. */
const char *rv_result_reason(const RvResult *result);
/* Arrays for RvItemResult's boxes (RvBoxResult) and lines (RvLineResult) that free their strings.
 */
GArray *rv_box_results_new(void);
GArray *rv_line_results_new(void);
void rv_line_result_clear(RvLineResult *line);
const char *rv_status_name(RvStatus status);          /* "not-applicable" */
const char *rv_verdict_name(RvVerdict verdict);       /* "pass" */
const char *rv_severity_name(RvSeverity severity);    /* "blocking" */
const char *rv_isolation_name(RvIsolation isolation); /* "full" */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvResult, rv_result_free)

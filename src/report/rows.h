/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the formats that are tables show of a result, and when. */
#pragma once

#include "report-private.h"

/* A row of what was found. Points into the result. */
typedef struct {
    const char *severity; /* "blocking"; "error" of a document that could not be checked */
    const char *word;     /* the same for people, translated */
    const char *item;     /* NULL: none */
    const char *message;
    const RvPlace *place; /* NULL: nowhere */
} RvFindingRow;

/* The row of that index, from 0; FALSE: there are no more. The error of a document comes first. */
gboolean rv_finding_row(const RvResult *result, guint i, RvFindingRow *row);
/* x0, y0, x1, y1 in points, to a tenth. */
enum { RV_CORNERS = 4 };
void rv_corners(const RvPlace *place, double at[RV_CORNERS]);
/* Points into the result. */
RvDocumentRow rv_document_row(const RvResult *result);
/* The bytes of a name in base64 where it cannot be shown as it is, else NULL; the caller's. */
char *rv_raw_name(const char *file);
/* "To correct", translated. */
const char *rv_severity_word(RvSeverity severity);

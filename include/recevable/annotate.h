/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stage 1, pdf: marks on the pages of a document, as annotations that are added behind its bytes.
 * Those stay what they are, with their layer of text and their electronic signatures. */
#pragma once

#include "recevable/geometry.h"
#include "recevable/pdf.h"

/* Each has its colour, and a line that tells it from the others without colour. */
typedef enum {
    RV_MARK_GOOD,     /* a thin green frame */
    RV_MARK_DOUBTFUL, /* a dashed amber one */
    RV_MARK_LACKING,  /* a thick red one */
    RV_MARK_REMARK,   /* a thin grey one */
    RV_MARK_HARD,     /* a dotted violet one */
    RV_MARK_SUMMARY,  /* a note at the upper left of its page; the place does not matter */
    RV_MARK_KINDS
} RvMarkKind;

typedef struct {
    RvMarkKind kind;
    int page; /* from 1 */
    RvPt place;
    char *label; /* who says so: what viewers list and filter by; owned, UTF-8 */
    char *text;  /* the note; owned, UTF-8 */
} RvMark;

void rv_mark_free(RvMark *mark);
/* An empty array of RvMark that frees them. */
GPtrArray *rv_marks_new(void);

/* What came of it. */
typedef enum {
    RV_ANNOTATED_NOT, /* nobody asked for it, or nothing is known */
    RV_ANNOTATED_DONE,
    RV_ANNOTATED_CERTIFIED, /* who certified the document allows no notes in it */
    RV_ANNOTATED_FORBIDDEN, /* its encryption allows none */
    RV_ANNOTATED_DAMAGED,   /* nothing can be added behind its bytes */
    RV_ANNOTATED_TOO_LARGE, /* than its limit, with them */
    RV_ANNOTATED_KINDS
} RvAnnotated;

/* Why not, and what to do: translated, static. */
const char *rv_annotated_reason(RvAnnotated annotated);

/* More bytes than this are not added to a document. A mark takes 0.5 kB and its note twice its
 * letters; besides, each page's dictionary is written again, which is 1 kB, or what somebody made
 * of it. */
#define RV_ANNOTATIONS_BYTES (32 * 1024 * 1024)

/* Writes the document with the marks to `fd`, a file that is empty, and may be written and read:
 * *size bytes; what it holds beyond is none of it. `bytes` and `password` are those that the
 * document was opened with, which is good for nothing else afterwards. The same marks in the same
 * document make the same bytes, unless it is encrypted by AES, which begins with random ones. */
RvAnnotated rv_document_annotate(RvDocument *document, GBytes *bytes, const char *password,
                                 const GPtrArray *marks, int fd, gsize *size);

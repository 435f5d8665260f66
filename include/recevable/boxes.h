/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stage 6, boxes: tick boxes and other ink: where they are and what state they are in. Leptonica's,
 * with image/ and gauge/. */
#pragma once

#include "recevable/image.h"
#include "recevable/read.h"

typedef enum { RV_BOX_TICKED, RV_BOX_UNTICKED, RV_BOX_AMBIGUOUS, RV_BOX_MISSING } RvBoxState;

/* "Whose box is this?": the label of an expected box, where it was found. */
typedef struct {
    int page;       /* 0: the label was not found, the answer is MISSING */
    RvPx first;     /* first line of the label: its box stands left of it ... */
    RvPx last;      /* ... or right of the last line */
    guint question; /* labels with the same number are answers to one question, in order */
    RvPx asked;     /* the last line of that question, on the same page; empty: not known */
} RvBoxQuery;

typedef struct {
    RvBoxState state;
    double confidence; /* 0-1, that state is right */
    RvPlace place;     /* of the box; page 0 when MISSING */
} RvBox;

/* Answers all queries of a document at once: the side of the label on which boxes stand, the size
 * and the darkness of an empty one are learnt from the pages themselves. `sheets` (RvSheet) and
 * `readings` (RvReading) are parallel. Returns RvBox, one a query. */
GArray *rv_boxes_answer(const GPtrArray *sheets, const GPtrArray *readings,
                        const RvBoxQuery *queries, guint n);
const char *rv_box_state_name(RvBoxState state); /* "ticked" */

/* find.c: what a page of a form that nobody filled in has of boxes. */
typedef struct {
    GArray *boxes; /* RvPx: to tick, by y, then x */
    GArray *combs; /* RvPx: rows of cells, one for each figure of a number */
} RvFormBoxes;

/* Those of all sheets (RvSheet, RvReading), which are of one size and kind, outlines or brackets,
 * and stand beside a line of print. Returns RvFormBoxes, one a sheet. */
GPtrArray *rv_boxes_find(const GPtrArray *sheets, const GPtrArray *readings);
RvFormBoxes *rv_form_boxes_new(void);
void rv_form_boxes_free(RvFormBoxes *found);

/* Where in `area` of sheet `in` is the same print as in `twin` of sheet `from`, whatever pen
 * strokes run over it? Both of about the same dpi. FALSE when nowhere; else `found` is the place
 * and `share` how much of the twin's ink is there, 0-1. */
gboolean rv_print_find(const RvSheet *from, RvPx twin, const RvSheet *in, RvPx area, RvPx *found,
                       double *share);

typedef enum { RV_INK_PRESENT, RV_INK_ABSENT, RV_INK_UNCERTAIN } RvInkState;
typedef enum {
    RV_INK_NOTHING,
    RV_INK_PEN,
    RV_INK_STAMP,
    RV_INK_TYPED,
    RV_INK_SMUDGE,
    RV_INK_INITIALS,
    RV_INK_KINDS
} RvInkKind;

typedef struct {
    RvInkState state;
    RvInkKind kind;    /* what the ink is taken for */
    double confidence; /* 0-1 */
    RvPlace place;     /* of the ink; of the area that was searched when ABSENT */
} RvInk;

const char *rv_ink_state_name(RvInkState state); /* "present" */
const char *rv_ink_kind_name(RvInkKind kind);    /* "pen" */

/* Is there a signature in `area` of the sheet? Ink of print that was read as words (except
 * handwriting) or belongs to the label, of rules and leaders does not count; a stroke that leaves
 * the area is followed. `label`: where the signature's label is printed; empty: nowhere. */
RvInk rv_ink_signature(const RvSheet *sheet, const RvReading *reading, RvPx area, RvPx label);

/* Is anything written in `area`, rules, leaders and specks aside? 0-1: 0 surely nothing. */
double rv_ink_written(const RvSheet *sheet, RvPx area);

typedef enum { RV_STRUCK_NOT, RV_STRUCK_PERHAPS, RV_STRUCK_SURELY } RvStruck;

/* Does a stroke of a pen run along a line of print, through its letters? Underlines, bars and rules
 * between lines are none. `line`: its words and nothing beside them; above and below are not used.
 */
RvStruck rv_print_struck(const RvSheet *sheet, const RvStrip *line, double x_height);

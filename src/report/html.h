/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the HTML report share. */
#pragma once

#include "report-private.h"

/* How well something is: its class in the style sheet, a sign, and a word. */
typedef struct {
    const char *class_, *sign, *word; /* word: marked for translation */
} RvHtmlGrade;

/* html-text.c */
const RvHtmlGrade *rv_html_verdict(RvVerdict verdict);
const RvHtmlGrade *rv_html_severity(RvSeverity severity);
/* Of an item or a rule. */
RvHtmlGrade rv_html_judged(const RvResult *result, const char *id, RvStatus status);
/* The score's, 0-100. */
const RvHtmlGrade *rv_html_score(int score);

/* The item of an id; NULL: there is none. */
const RvItemResult *rv_html_item(const RvResult *result, const char *id);
/* html-document.c: all about one document, whose number in the report (from 1) is part of ids. */
void rv_html_document(GString *out, const RvResult *result, guint number);
/* Its findings as a list; `with_crops`: each with its place on the page. */
void rv_html_findings(GString *out, const RvResult *result, guint number, gboolean with_crops);

/* html-pages.c: the page of a number, if its picture is known; else NULL. */
const RvPageScore *rv_html_page(const RvResult *result, int page);
/* Every page's picture as a symbol, once; then pages and crops use it. */
void rv_html_symbols(GString *out, const RvResult *result, guint number);
/* A place and what is around it; nothing when it is nowhere, or its page has no picture. */
void rv_html_crop(GString *out, const RvResult *result, guint number, const RvPlace *place);
void rv_html_pages(GString *out, const RvResult *result, guint number);

/* html-readability.c */
void rv_html_readability(GString *out, const RvResult *result);

/* html-tally.c: how many documents of a kind have which verdict; to be unreferenced. */
GHashTable *rv_html_tally_new(void);
/* `text` is what people call the kind; the first one stands. */
void rv_html_tally_add(GHashTable *tally, const char *id, const char *text, RvVerdict verdict);
void rv_html_tally(GString *out, GHashTable *tally, const char *title, const char *head);

/* html-table.c: many documents. */
typedef struct {
    GString *rows;
    guint verdicts[RV_VERDICT_ERROR + 1];
    GHashTable *models, *causes; /* tallies */
} RvHtmlLot;

void rv_html_lot_add(RvHtmlLot *lot, const RvResult *result, guint number);
void rv_html_table(GString *out, const RvHtmlLot *lot);

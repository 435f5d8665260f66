/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stage 8, judge: evidence -> statuses, rules, findings and the verdict. Knows no pixels. */
#pragma once

#include "recevable/match.h"
#include "recevable/result.h"

/* Fills items, rules, findings and verdict of a result (which has file, given, readability...
 * already). A document that lacks something never gets PASS. */
void rv_judge(RvResult *result, const RvTemplate *template_, const GPtrArray *evidence);
/* edition.c: the day that tells which edition of a form counts: of the document where it can be
 * read, else of submission. FALSE: neither is known. `evidence`: as for rv_judge(). */
gboolean rv_judge_day(const RvTemplate *template_, const GPtrArray *evidence, const RvGiven *given,
                      GDate *day);
/* After rv_judge() by `template_`, the edition that counts on that day, or where none does, the one
 * that the document follows: tells when it follows another, and lacks something by this one. */
void rv_judge_edition(RvResult *result, const RvTemplate *template_, const RvTemplate *followed,
                      const GDate *day);
/* What a file claims of a page in text, be that visible or not: evidence of nothing but itself. */
typedef struct {
    RvPlace place; /* the page */
    char *text;    /* owned */
} RvTextLayer;

/* After rv_judge(): tells where the text layer claims a mention that cannot be seen as it should.
 * The verdict stands: this adds findings of severity INFO, behind the others, and changes nothing
 * else. `layers`: RvTextLayer, in page order. */
void rv_judge_claims(RvResult *result, const RvTemplate *template_, const GArray *layers);
/* An empty GArray of RvTextLayer that frees the texts. */
GArray *rv_text_layers_new(void);
/* Instead of rv_judge() when no template fits: REVIEW, and why. */
void rv_judge_unknown(RvResult *result);

/* What a value of a type is worth. */
typedef enum { RV_VALID, RV_INVALID, RV_VALUE_EMPTY } RvValidity;
/* Checks `text` as a value of `type`. *normalized (when not NULL) gets the canonical form when
 * valid; *reason a static English text marked for translation when invalid. Both owned by the
 * caller / static. */
RvValidity rv_validate(RvFieldType type, const char *text, char **normalized, const char **reason);
/* An amount of money as French papers write it ("40 402,00 €") in cents. FALSE: not an amount. */
gboolean rv_parse_amount(const char *text, gint64 *cents);
/* A percentage ("20,00 %", "20%") in hundredths of a per cent. */
gboolean rv_parse_rate(const char *text, int *hundredths);
/* A date: 21/05/2026, 21.05.2026, 21 mai 2026, 1er juin 2026, 2026-05-21. FALSE: none, or one
 * that does not exist. */
gboolean rv_parse_date(const char *text, GDate *date);
/* The same of a text that holds nothing else. */
gboolean rv_parse_whole_date(const char *text, GDate *date);

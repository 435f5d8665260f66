/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checker's answers against the truth of documents: what bench-accuracy is made of. A truth is
 * what make-corpus writes to NAME.truth.json, an answer is what `check --format json` writes. */
#pragma once

#include <glib.h>
#include <jansson.h>

/* ---- score-shares.c: how many of how many ---------------------------------------------------- */

typedef struct {
    long right, all;
} ScoreShare;

/* Shares under the name of a group of documents or marks ("all", "L3", "fault:typo") and of what
 * was counted ("box", "field-empty"). */
GHashTable *score_shares_new(void);
void score_shares_add(GHashTable *shares, const char *group, const char *what, gboolean right);
/* 0 of 0 where nothing was counted. */
ScoreShare score_shares_get(GHashTable *shares, const char *group, const char *what);
/* The groups' names that begin so, without the beginning, sorted; owned by the caller. */
GPtrArray *score_shares_groups(GHashTable *shares, const char *beginning);
double score_percent(ScoreShare share);

/* ---- what all documents together gave -------------------------------------------------------- */

/* A mention that the checker reported. */
typedef struct {
    double confidence;
    gboolean is_present; /* reported so */
    gboolean is_right;
} ScoreMention;

/* A page of the form, as legible as the checker says. */
typedef struct {
    char level[4];
    double score;
} ScorePage;

typedef struct {
    double wall, cpu; /* seconds of the whole process */
    int pages;
} ScoreCost;

typedef struct {
    int documents, pages;
    GHashTable *shares;
    GHashTable *costs; /* level -> ScoreCost; "all" too */
    GArray *mentions;  /* ScoreMention */
    GArray *legible;   /* ScorePage */
    /* lines of text (char *), one each */
    GPtrArray *errors, *false_passes, *failed_good, *wrong_items;
} Score;

Score *score_new(void);
void score_free(Score *score);

/* ---- score-document.c, score-items.c: one document ------------------------------------------- */

/* A document and where it counts. */
typedef struct {
    Score *score;
    const char *name, *level;
    const json_t *truth, *result; /* result: an object, empty when there was none */
} ScoreDocument;

/* What the checker wrote; NULL with `failure`, which says why there is nothing. */
typedef struct {
    const char *output, *failure;
    double wall, cpu; /* seconds */
} ScoreAnswer;

void score_document(Score *score, const json_t *truth, const ScoreAnswer *answer);
/* An item of the truth, and the answer to it (NULL: none). */
void score_item(const ScoreDocument *d, const json_t *want, const json_t *got);

/* In "all" and in the document's level. */
void score_count(const ScoreDocument *d, const char *what, gboolean right);
/* The same, and once more as WHAT-STATUS. */
void score_count_status(const ScoreDocument *d, const char *what, const char *status,
                        gboolean right);
/* Notes a wrong item; `wanted` and `got` are texts for a person. */
void score_complain(const ScoreDocument *d, const char *kind, const char *id, const char *wanted,
                    const char *got);

/* ---- score-json.c: what truths and answers are made of --------------------------------------- */

/* "" where it is no string; never NULL. */
const char *score_text(const json_t *object, const char *key);
/* Is the text one of the array's? */
gboolean score_is_among(const json_t *array, const char *text);
/* The array's texts with '|' between; owned by the caller. */
char *score_join(const json_t *array);
/* The member (the last of several) of the array with this id, and of this kind if given. */
const json_t *score_find(const json_t *array, const char *kind, const char *id);
/* Does the answer lie where the truth is, or its part in another column? -1: it cannot be told. */
int score_is_placed(const json_t *want, const json_t *got);

/* ---- score-canon.c --------------------------------------------------------------------------- */

/* A value without what makes no difference; owned by the caller. `type` is as in templates. */
char *score_canon(const char *value, const char *type);

/* ---- score-tables.c, score-calibration.c, score-legible.c: what is printed ------------------- */

void score_print_tables(const Score *score);
void score_print_lists(const Score *score);
void score_print_calibration(const Score *score);
/* Seconds a page, and how well the scores of pages tell of their quality. */
void score_print_pages(const Score *score);
/* The one line by which scripts/tune compares. */
void score_print_summary(const Score *score);
/* The sorted names of the levels; owned by the caller, the names are the score's. */
GPtrArray *score_levels(const Score *score);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Score, score_free)

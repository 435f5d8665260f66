/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The validators: one function a type of field, one row each in the table of validate.c. */
#pragma once

#include "recevable/judge.h"

/* What a validator says of a value that is neither empty nor a placeholder. */
typedef struct {
    char *normalized;   /* owned: the canonical form; NULL when invalid */
    const char *reason; /* static, marked for translation: why it is invalid; NULL when valid */
    gboolean doubtful;  /* invalid, but a usual slip of reading explains it better than a mistake */
} RvOpinion;

static inline RvOpinion
rv_opinion_valid(char *normalized)
{
    return (RvOpinion){.normalized = normalized};
}

static inline RvOpinion
rv_opinion_invalid(const char *reason)
{
    return (RvOpinion){.reason = reason};
}

/* `text` is what rv_value_clean() left: valid UTF-8, trimmed, never "". */
typedef RvOpinion (*RvValidator)(const char *text);

/* What makes a kind of number with a check digit. */
typedef struct {
    gsize length;
    gboolean is_corsican; /* A or B may follow a 2 at its head */
    gboolean (*holds)(const char *number);
    const char *bad_length, *bad_digit; /* marked for translation */
} RvIdentifier;
const RvIdentifier *rv_identifier(RvFieldType type); /* NULL: the type has no check digit */
/* reread.c: the number that a text which is none says, when its doubtful characters are taken for
 * what else they may be: owned by the caller, NULL when there is none, or two. Sets *doubtful when
 * a digit may be another one. `digits` as in RvValue. */
char *rv_identifier_reread(const RvIdentifier *kind, const char *text, const GArray *digits,
                           gboolean *doubtful);

/* May a figure of the text be another one? `digits` as in RvValue; the text is UTF-8. */
gboolean rv_digits_are_doubtful(const char *text, const GArray *digits);

RvOpinion rv_validate_siret(const char *text);
RvOpinion rv_validate_finess(const char *text);
RvOpinion rv_validate_date(const char *text);
RvOpinion rv_validate_phone(const char *text);
RvOpinion rv_validate_email(const char *text);
RvOpinion rv_validate_number(const char *text);

/* A date that was not filled in: "JJ/MM/AAAA", as read. */
gboolean rv_date_is_placeholder(const char *text);

/* Without what readings leave at the ends (leaders, bars, stray punctuation); owned by the caller.
 */
char *rv_value_clean(const char *text);
/* The digit that a letter was read for ('O' -> '0', 'l' -> '1'), a digit itself, or 0. */
char rv_digit_of(char c);

/* rv_validate() and what it does not tell: is an invalid value more likely misread than mistaken?
 * *doubtful may not be NULL. */
RvValidity rv_validate_reading(RvFieldType type, const char *text, char **normalized,
                               const char **reason, gboolean *doubtful);

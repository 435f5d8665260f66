/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a value of a type is worth. To add a type: a function in a file of its own and a row in the
 * table below. */
#include "validate-private.h"

#include "recevable/i18n.h"
#include "recevable/text.h"

#include <string.h>

/* Said instead of a value. Compared as rv_text_key() without spaces. */
static const char *const placeholders[] = {
    "n/a",        "na",        "neant",        "sansobjet", "nonrenseigne", "nonapplicable",
    "acompleter", "apreciser", "arenseigner",  "aremplir",  "aucun",        "aucune",
    "inconnu",    "inconnue",  "nc",           "nd",        "tbd",          "todo",
    "jj/mm/aaaa", "jjmmaaaa",  "acommuniquer", "adefinir",  "vide",
};

/* A placeholder of so many letters is known with one misread in so many of them: its brackets are
 * read as letters ("arenseignerl"), and no value is as near to it. */
#define LONG_PLACEHOLDER 8
#define LETTERS_AN_EDIT 5

/* A text of this many letters or more that are all but one or two different ones ("ooooeoo") is
 * what dotted leaders are read as. Five: "Anna" is a name. */
#define LEADER_LETTERS 5
#define LEADER_DISTINCT 2

/* No date, number or address of a mailbox is longer; what is, is other text that stands near.
 * Characters. */
#define LONGEST_FORMAL 60

static gboolean
is_near(const char *text, const char *placeholder)
{
    gsize length = strlen(placeholder);

    return g_str_equal(text, placeholder) ||
           (length >= LONG_PLACEHOLDER && strpbrk(text, "0123456789") == NULL &&
            rv_text_distance(text, placeholder) <= (int)(length / LETTERS_AN_EDIT));
}

static gboolean
is_placeholder(RvFieldType type, const char *text)
{
    g_autofree char *key = rv_text_key(text);
    g_auto(GStrv) words = g_strsplit(key, " ", -1);
    g_autofree char *compact = g_strjoinv(NULL, words);
    gsize length = strlen(compact);

    if (strspn(compact, "x") == length || strspn(compact, "/@+%") == length)
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(placeholders); i++)
        if (is_near(compact, placeholders[i]))
            return TRUE;
    return type == RV_FIELD_DATE && rv_date_is_placeholder(compact);
}

typedef struct {
    int letters, digits, distinct;
} Census;

static Census
take_census(const char *text)
{
    g_autofree char *key = rv_text_key(text);
    Census census = {0};
    guint32 seen = 0;

    for (const char *p = key; *p; p++) {
        census.digits += g_ascii_isdigit(*p) != 0;
        if (!g_ascii_isalpha(*p))
            continue;
        census.letters++;
        census.distinct += !(seen & 1u << (*p - 'a'));
        seen |= 1u << (*p - 'a');
    }
    return census;
}

/* One letter or figure alone, or letters of leaders: written perhaps, read badly surely. */
static RvOpinion
validate_text(const char *text)
{
    Census census = take_census(text);
    gboolean leaders = census.letters >= LEADER_LETTERS && census.distinct <= LEADER_DISTINCT;

    if (census.letters + census.digits < 2 || (leaders && !census.digits))
        return (RvOpinion){.reason = N_("too short to mean anything"), .doubtful = TRUE};
    return rv_opinion_valid(g_strdup(text));
}

static RvOpinion
validate_address(const char *text)
{
    if (take_census(text).letters < 2)
        return rv_opinion_invalid(N_("an address names a street or a town"));
    return validate_text(text);
}

static RvOpinion
validate_reference(const char *text)
{
    Census census = take_census(text);

    if (!census.digits && census.letters < 3)
        return rv_opinion_invalid(N_("a reference has a figure, or three letters at least"));
    return rv_opinion_valid(g_strdup(text));
}

static RvOpinion
validate_freetext(const char *text)
{
    return rv_opinion_valid(g_strdup(text));
}

static const RvValidator validators[] = {
    [RV_FIELD_TEXT] = validate_text,        [RV_FIELD_ADDRESS] = validate_address,
    [RV_FIELD_DATE] = rv_validate_date,     [RV_FIELD_SIRET] = rv_validate_siret,
    [RV_FIELD_FINESS] = rv_validate_finess, [RV_FIELD_PHONE] = rv_validate_phone,
    [RV_FIELD_EMAIL] = rv_validate_email,   [RV_FIELD_REFERENCE] = validate_reference,
    [RV_FIELD_NUMBER] = rv_validate_number, [RV_FIELD_FREETEXT] = validate_freetext,
};

static gboolean
is_formal(RvFieldType type)
{
    return type != RV_FIELD_TEXT && type != RV_FIELD_ADDRESS && type != RV_FIELD_FREETEXT;
}

RvValidity
rv_validate_reading(RvFieldType type, const char *text, char **normalized, const char **reason,
                    gboolean *doubtful)
{
    g_autofree char *clean = rv_value_clean(text ? text : "");
    RvOpinion opinion;

    *doubtful = FALSE;
    if (normalized)
        *normalized = NULL;
    if (reason)
        *reason = NULL;
    g_return_val_if_fail((gsize)type < G_N_ELEMENTS(validators), RV_INVALID);
    if (is_placeholder(type, clean))
        return RV_VALUE_EMPTY;
    opinion = validators[type](clean);
    *doubtful = opinion.doubtful || (is_formal(type) && g_utf8_strlen(clean, -1) > LONGEST_FORMAL);
    if (reason)
        *reason = opinion.reason;
    if (!opinion.normalized)
        return RV_INVALID;
    if (normalized)
        *normalized = opinion.normalized;
    else
        g_free(opinion.normalized);
    return RV_VALID;
}

RvValidity
rv_validate(RvFieldType type, const char *text, char **normalized, const char **reason)
{
    gboolean doubtful;

    return rv_validate_reading(type, text, normalized, reason, &doubtful);
}

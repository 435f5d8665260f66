/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SIRET and FINESS: numbers with a check digit (Luhn's, ISO/IEC 7812-1). A letter that looks like a
 * digit is taken for it, as the check digit then vouches for the whole; a digit is
 * never changed here: see reread.c. */
#include "validate-private.h"

#include "recevable/i18n.h"

#include <string.h>

#define SIRET_LENGTH 14
#define SIREN_LENGTH 9
#define FINESS_LENGTH 9

static gboolean
luhn(const char *digits, gsize length)
{
    int sum = 0;

    for (gsize i = 0; i < length; i++) {
        int n = digits[length - 1 - i] - '0';

        if (i % 2)
            n = 2 * n > 9 ? 2 * n - 9 : 2 * n;
        sum += n;
    }
    return sum % 10 == 0;
}

/* La Poste has more establishments than Luhn's formula gives numbers: the digits of their SIRET
 * add up to a multiple of five instead (INSEE); its head office keeps to Luhn. */
static gboolean
is_la_poste(const char *siret)
{
    int sum = 0;

    for (const char *p = siret; *p; p++)
        sum += *p - '0';
    return g_str_has_prefix(siret, "356000000") && sum % 5 == 0;
}

static gboolean
siret_holds(const char *siret)
{
    if (strspn(siret, "0") >= SIREN_LENGTH || !luhn(siret, SIREN_LENGTH))
        return FALSE;
    return luhn(siret, SIRET_LENGTH) || is_la_poste(siret);
}

/* Corsica's numbers start with 2A or 2B. The letter counts as 1 or 2: so it does in all 18 numbers
 * of Corsican hospitals and homes printed in the prefectures' collections of acts of 2024 and
 * 2025 (2A0000014, 2B0000020, 2B0005342 ...). */
static gboolean
finess_holds(const char *finess)
{
    char digits[FINESS_LENGTH + 1];

    g_strlcpy(digits, finess, sizeof digits);
    if (digits[1] == 'A' || digits[1] == 'B')
        digits[1] = digits[1] == 'A' ? '1' : '2';
    return strspn(digits, "0") < FINESS_LENGTH - 1 && luhn(digits, FINESS_LENGTH);
}

/* ---- finding the number in what was read ----------------------------------------------- */

/* Appends a token's digits; FALSE when it is not made of digits and letters like them. A letter of
 * Corsica's (`corsica`) stays when it is the second character of the number. */
static gboolean
append_digits(GString *run, const char *token, gboolean corsica)
{
    gsize before = run->len;
    gboolean real = FALSE;

    for (const char *p = token; *p; p++) {
        char upper = g_ascii_toupper(*p), digit = rv_digit_of(*p);

        if (strchr(".,-/", *p))
            continue;
        if (corsica && (upper == 'A' || upper == 'B') && run->len == 1 && run->str[0] == '2') {
            g_string_append_c(run, upper);
            continue;
        }
        if (!digit) {
            g_string_truncate(run, before);
            return FALSE;
        }
        real |= g_ascii_isdigit(*p);
        g_string_append_c(run, digit);
    }
    if (!real)
        g_string_truncate(run, before);
    return real;
}

static gboolean
is_punctuation(const char *token)
{
    for (const char *p = token; *p; p++)
        if (!g_ascii_ispunct(*p))
            return FALSE;
    return TRUE;
}

/* The runs of digits in a text, parted by words. */
static GPtrArray *
find_runs(const char *text, gboolean corsica)
{
    GPtrArray *runs = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) tokens = g_strsplit_set(text, " :;()=°", -1);
    g_autoptr(GString) run = g_string_new(NULL);

    for (guint i = 0; tokens[i]; i++) {
        if (is_punctuation(tokens[i]) || append_digits(run, tokens[i], corsica))
            continue;
        if (run->len)
            g_ptr_array_add(runs, g_strdup(run->str));
        g_string_truncate(run, 0);
    }
    if (run->len)
        g_ptr_array_add(runs, g_strdup(run->str));
    return runs;
}

static const RvIdentifier siret = {
    SIRET_LENGTH, FALSE, siret_holds, N_("a SIRET has 14 digits"),
    N_("its check digit does not fit: one of the 14 digits at least is wrong")};
static const RvIdentifier finess = {
    FINESS_LENGTH, TRUE, finess_holds, N_("a FINESS number has 9 digits"),
    N_("its check digit does not fit: one of the 9 digits at least is wrong")};

/* A writer loses or doubles one digit; when more lack or are too many, it is rather the reader that
 * lost a group, or took the neighbour's. */
#define WRITERS_SLIP 1

static RvOpinion
validate(const char *text, const RvIdentifier *kind, gboolean corsica)
{
    g_autoptr(GPtrArray) runs = find_runs(text, corsica);
    RvOpinion opinion = {.reason = kind->bad_length};
    gboolean bad_digit = FALSE, slip = FALSE;

    for (guint i = 0; i < runs->len; i++) {
        const char *run = g_ptr_array_index(runs, i);
        gsize length = strlen(run);

        if (length == kind->length && kind->holds(run))
            return rv_opinion_valid(g_strdup(run));
        bad_digit |= length == kind->length;
        slip |= length + WRITERS_SLIP >= kind->length && length <= kind->length + WRITERS_SLIP;
    }
    if (bad_digit)
        opinion.reason = kind->bad_digit;
    opinion.doubtful = runs->len > 0 && !slip;
    return opinion;
}

RvOpinion
rv_validate_siret(const char *text)
{
    return validate(text, &siret, FALSE);
}

RvOpinion
rv_validate_finess(const char *text)
{
    RvOpinion opinion = validate(text, &finess, TRUE);

    /* A B at the second place may be an 8 that was misread. */
    return opinion.normalized ? opinion : validate(text, &finess, FALSE);
}

const RvIdentifier *
rv_identifier(RvFieldType type)
{
    return type == RV_FIELD_SIRET ? &siret : type == RV_FIELD_FINESS ? &finess : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of several readings of a value? What most of them come nearest to counts: the surest one
 * alone is wrong as often as the first (make bench-accuracy, exact values). */
#include "zone-private.h"

#include <string.h>

/* Readings that agree in every letter make a value legible, whatever each by itself is worth. */
#define AGREED 3
/* A reading without any confidence still tells half as much as a sure one. */
#define BASE_WEIGHT 0.5

void
rv_candidates_clear(RvCandidates *c)
{
    for (guint i = 0; i < c->n; i++)
        rv_value_clear(&c->of[i]);
    c->n = 0;
}

/* Edits that lead from one text to the other, in bytes (Levenshtein 1965). */
static guint
distance(const char *a, const char *b)
{
    gsize n = strlen(b);
    g_autofree guint *row = g_new(guint, n + 1);

    for (gsize k = 0; k <= n; k++)
        row[k] = (guint)k;
    for (gsize i = 0; a[i]; i++) {
        guint corner = row[0];

        row[0] = (guint)i + 1;
        for (gsize k = 0; k < n; k++) {
            guint edit = corner + (a[i] != b[k]);

            corner = row[k + 1];
            row[k + 1] = MIN(MIN(row[k + 1], row[k]) + 1, edit);
        }
    }
    return row[n];
}

/* The one that all others are nearest to, weighed by their confidence. */
static guint
median(const RvCandidates *c)
{
    double best = G_MAXDOUBLE;
    guint chosen = 0;

    for (guint i = 0; i < c->n; i++) {
        double sum = 0;

        for (guint k = 0; k < c->n; k++)
            sum += distance(c->of[i].text, c->of[k].text) * (BASE_WEIGHT + c->of[k].confidence);
        if (sum < best || (sum == best && c->of[i].confidence > c->of[chosen].confidence)) {
            best = sum;
            chosen = i;
        }
    }
    return chosen;
}

static char *
without_dots(const char *text)
{
    GString *rest = g_string_new(NULL);

    for (; *text; text++)
        if (*text != '.' && *text != ' ')
            g_string_append_c(rest, *text);
    return g_string_free(rest, FALSE);
}

/* All dots that a reading with the same letters has, each at its letter: they are overlooked, not
 * invented; but for one at the end. */
static char *
with_all_dots(const RvCandidates *c, guint chosen)
{
    g_autofree char *letters = without_dots(c->of[chosen].text);
    gsize n = strlen(letters);
    g_autofree gboolean *dots = g_new0(gboolean, n + 1);
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < c->n; i++) {
        g_autofree char *other = without_dots(c->of[i].text);
        gsize at = 0;

        if (!g_str_equal(other, letters))
            continue;
        for (const char *p = c->of[i].text; *p; p++) {
            dots[at] |= *p == '.';
            at += *p != '.' && *p != ' ';
        }
    }
    for (gsize i = 0; i < n; i++) {
        if (dots[i])
            g_string_append_c(text, '.');
        g_string_append_c(text, letters[i]);
    }
    return g_string_free(text, FALSE);
}

static double
confidence_of(const RvCandidates *c, guint chosen)
{
    guint same = 0;
    double doubt = 1;

    for (guint i = 0; i < c->n; i++)
        if (g_str_equal(c->of[i].text, c->of[chosen].text)) {
            same++;
            doubt *= 1 - c->of[i].confidence;
        }
    return same >= AGREED ? 1 - doubt : c->of[chosen].confidence;
}

void
rv_candidates_choose(RvCandidates *c, gboolean dotted, RvValue *value)
{
    guint chosen = median(c);
    RvValue *best = &c->of[chosen];
    char *dots = dotted ? with_all_dots(c, chosen) : NULL;

    value->confidence = confidence_of(c, chosen);
    rv_value_clear(value);
    value->text = dots ? dots : g_steal_pointer(&best->text);
    value->digits = dots ? NULL : g_steal_pointer(&best->digits);
    rv_candidates_clear(c);
}

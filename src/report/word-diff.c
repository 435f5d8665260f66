/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By a longest common subsequence of words, which are the same when they read the same: capitals,
 * accents and punctuation are no difference. */
#include "word-diff.h"

#include "recevable/text.h"

/* Longer texts would take long; nothing of the kind is a mention. */
#define MOST_WORDS 1500

static GStrv
keys_of(GStrv words, guint n)
{
    GStrv keys = g_new0(char *, n + 1);

    for (guint i = 0; i < n; i++)
        keys[i] = rv_text_key(words[i]);
    return keys;
}

/* Lengths of the longest subsequences of what follows i and j. */
static guint16 *
lengths(GStrv a, guint na, GStrv b, guint nb)
{
    gsize row = nb + 1;
    guint16 *best = g_new0(guint16, (na + 1) * row);

    for (guint i = na; i-- > 0;)
        for (guint j = nb; j-- > 0;) {
            guint16 down = best[(i + 1) * row + j], right = best[i * row + j + 1];

            best[i * row + j] = g_str_equal(a[i], b[j]) ? best[(i + 1) * row + j + 1] + 1
                                : down > right          ? down
                                                        : right;
        }
    return best;
}

void
rv_word_diff(GStrv expected, GStrv found, gboolean **expected_shared, gboolean **found_shared)
{
    guint na = g_strv_length(expected), nb = g_strv_length(found), i = 0, j = 0;
    g_auto(GStrv) a = NULL, b = NULL;
    g_autofree guint16 *best = NULL;

    *expected_shared = g_new0(gboolean, na + 1);
    *found_shared = g_new0(gboolean, nb + 1);
    if (na > MOST_WORDS || nb > MOST_WORDS)
        return;
    a = keys_of(expected, na);
    b = keys_of(found, nb);
    best = lengths(a, na, b, nb);
    while (i < na && j < nb) {
        gsize at = i * (gsize)(nb + 1) + j;

        if (g_str_equal(a[i], b[j]))
            (*expected_shared)[i++] = (*found_shared)[j++] = TRUE;
        else if (best[at + nb + 1] >= best[at + 1])
            i++;
        else
            j++;
    }
}

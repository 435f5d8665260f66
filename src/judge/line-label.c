/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The label of a line of the price table, word by word. It may join several of the labels that are
 * allowed ("Prestation Ségur HOP-DPI-Va2 – Vague 2"); every word of it must belong to one that is
 * complete, or describe what the programme pays for. */
#include "judge-private.h"

#include "recevable/text.h"

#include <string.h>

/* Words below this length, and those with figures, carry the meaning: no letter may differ. Longer
 * ones may hold one reading error per so many letters. */
#define EXACT_BELOW 4
#define LETTERS_PER_ERROR 4
/* Words that reading may make one of, and that it may part one in. */
#define MAX_PIECES 3

GPtrArray *
rv_label_words(const char *text)
{
    g_autofree char *key = rv_text_key(text);
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    const char *p = key;

    while (*p) {
        const char *start = p;
        gboolean digits = g_ascii_isdigit(*p);

        if (!g_ascii_isalnum(*p)) {
            p++;
            continue;
        }
        while (g_ascii_isalnum(*p) && (g_ascii_isdigit(*p) != 0) == digits)
            p++;
        g_ptr_array_add(words, g_strndup(start, (gsize)(p - start)));
    }
    return words;
}

static char
look_alike(char c)
{
    return c == 'o' ? '0' : c == 'i' || c == 'l' ? '1' : c;
}

static gboolean
same_word(const char *expected, const char *read)
{
    gsize length = strlen(expected);

    if (length >= EXACT_BELOW && !g_ascii_isdigit(*expected))
        return rv_text_distance(expected, read) <= (int)(length / LETTERS_PER_ERROR);
    for (; *expected && look_alike(*expected) == look_alike(*read); expected++)
        read++;
    return !*expected && !*read;
}

/* How many words from the i-th on are the n expected ones: reading parts words, and runs them
 * together. 0: they are others. */
static guint
count_read(const GPtrArray *expected, guint from, guint n, const GPtrArray *words, guint i)
{
    g_autoptr(GString) wanted = g_string_new(NULL);
    g_autoptr(GString) read = g_string_new(NULL);

    for (guint k = from; k < from + n; k++)
        g_string_append(wanted, g_ptr_array_index(expected, k));
    if (n == 1 && same_word(wanted->str, g_ptr_array_index(words, i)))
        return 1;
    for (guint k = i; k < words->len && k < i + MAX_PIECES; k++) {
        g_string_append(read, g_ptr_array_index(words, k));
        if (g_str_equal(wanted->str, read->str))
            return k + 1 - i;
    }
    return 0;
}

/* Are all words of `wanted` among `words`, in order? Marks those it uses when they are. Returns
 * how many, 0 when some lack. */
static guint
use_words(const char *wanted, const GPtrArray *words, gboolean *used)
{
    g_autoptr(GPtrArray) expected = rv_label_words(wanted);
    g_autofree gboolean *uses = g_new0(gboolean, words->len + 1);
    guint found = 0, n;

    for (guint i = 0; i < words->len && found < expected->len; i += MAX(n, 1)) {
        n = 0;
        for (guint together = 1; !n && together <= MIN(MAX_PIECES, expected->len - found);
             together++) {
            n = count_read(expected, found, together, words, i);
            found += n ? together : 0;
        }
        for (guint k = 0; k < n; k++)
            uses[i + k] = TRUE;
    }
    if (found < expected->len)
        return 0;
    for (guint i = 0; used && i < words->len; i++)
        used[i] = used[i] || uses[i];
    return found;
}

/* The box that a line's label names: the longest of the boxes' labels in it; -1: none. */
static int
named_box(const RvItem *group, const GPtrArray *words, gboolean *used)
{
    guint longest = 0;
    int named = -1;

    for (guint i = 0; i < group->boxes->len; i++) {
        const RvBoxSpec *spec = g_ptr_array_index(group->boxes, i);
        guint length = use_words(spec->label, words, used);

        if (length > longest) {
            longest = length;
            named = (int)i;
        }
    }
    return named;
}

/* Does the box that is named agree with what is ticked? A group that is answered wrongly has its
 * own finding; only a single other tick contradicts the line. */
static RvLabelFit
agreement(const RvEvidence *group, guint named)
{
    guint yes = 0, maybe = 0;

    for (guint i = 0; i < group->boxes->len; i++) {
        yes += rv_box_truth(group, i) == RV_YES;
        maybe += rv_box_truth(group, i) == RV_MAYBE;
    }
    if (rv_box_truth(group, named) == RV_YES || (!yes && !maybe))
        return RV_LABEL_FITS;
    return maybe ? RV_LABEL_UNDECIDED : RV_LABEL_DISAGREES;
}

RvLabelFit
rv_line_label_fit(const RvCase *c, const RvItem *table, const char *label)
{
    g_autoptr(GPtrArray) words = rv_label_words(label);
    g_autofree gboolean *used = g_new0(gboolean, words->len + 1);
    const RvEvidence *group = rv_case_evidence(c, table->agrees_with);
    gboolean allowed = FALSE;
    int named = -1;

    for (guint i = 0; table->line_labels && table->line_labels[i]; i++)
        allowed |= use_words(table->line_labels[i], words, used) > 0;
    if (!allowed)
        return RV_LABEL_FOREIGN;
    if (group && group->item->boxes)
        named = named_box(group->item, words, used);
    for (guint i = 0; i < words->len; i++) {
        const char *word = g_ptr_array_index(words, i);

        if (!used[i] && (strlen(word) > 1 || g_ascii_isdigit(*word)) &&
            !rv_scope_holds(c, table, word))
            return RV_LABEL_MORE;
    }
    return named < 0 ? RV_LABEL_FITS : agreement(group, (guint)named);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A wording weighed against all that the recogniser held possible where it stands: a word that was
 * misread is still the word when no other is likelier there. */
#include "wording-private.h"

#include "recevable/text.h"

#include <string.h>

/* A word counts as seen when it costs so many nats at most against the likeliest reading there, and
 * a strict one when its likeliest alteration is less likely by so many. make bench-spot: no altered
 * phrase had a ratio above -4.3, and none a margin above 4.4. */
#define SEEN_COST 4.0
#define SURE_MARGIN 4.5
/* Another reading is sure only when it is likelier by so many: misread letters of poor scans win by
 * 3 to 8, altered ones by 10 and more. Seen on some twenty pages; no program counts them yet. */
#define SURE_OTHER 9.0

/* ---- where it stands ----------------------------------------------------------------------- */

static void
add_traces(const RvIndex *index, guint line, GPtrArray *traces)
{
    const RvIndexLine *entry = rv_index_line(index, line);

    for (guint w = entry->first; w < entry->first + entry->n; w++) {
        const RvTrace *trace = rv_index_word(index, w)->word->trace;

        if (trace && !g_ptr_array_find(traces, trace, NULL))
            g_ptr_array_add(traces, (gpointer)trace);
    }
}

/* What was read of the lines of a spot, and of the one that a sentence goes on in: its end may not
 * have been found. */
static GPtrArray *
traces_of(const RvIndex *index, const RvSpot *spot)
{
    GPtrArray *traces = g_ptr_array_new();
    guint last = rv_index_word(index, spot->last)->line;
    guint line = rv_index_word(index, spot->first)->line;

    for (; line != RV_NO_LINE && line != last; line = rv_index_line(index, line)->next)
        add_traces(index, line, traces);
    if (line == last) {
        add_traces(index, line, traces);
        line = rv_index_line(index, line)->next;
        if (line != RV_NO_LINE && rv_index_line(index, line)->page == spot->page)
            add_traces(index, line, traces);
    }
    return traces;
}

/* ---- words of the key ---------------------------------------------------------------------- */

/* For each byte of a text's key, that of the text. */
static GArray *
bytes_of_key(const char *text)
{
    GArray *bytes = g_array_new(FALSE, FALSE, sizeof(guint));
    gboolean gap = FALSE;

    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        g_autofree char *character = g_strndup(p, (gsize)(g_utf8_next_char(p) - p));
        g_autofree char *key = rv_text_key(character);
        guint at = (guint)(p - text);

        if (*key && gap && bytes->len)
            g_array_append_val(bytes, at);
        gap = !*key;
        for (gsize i = strlen(key); i > 0; i--)
            g_array_append_val(bytes, at);
    }
    return bytes;
}

static const RvSpottedWord *
word_at(const RvSpotted *spotted, guint byte)
{
    for (guint i = 0; i < spotted->words->len; i++) {
        const RvSpottedWord *word = &g_array_index(spotted->words, RvSpottedWord, i);

        if (byte >= word->start && byte < word->end)
            return word;
    }
    return NULL;
}

static RvSeen
judge(const RvSpottedWord *word, gboolean strict)
{
    if (word && word->cost <= SEEN_COST && (!strict || word->margin >= SURE_MARGIN))
        return RV_SEEN;
    return word && word->margin > -SURE_OTHER ? RV_TORN : RV_NOT_SEEN;
}

RvSeen *
rv_sight(const RvIndex *index, const RvNeedle *needle, const RvSpot *spot, const GArray *expected)
{
    RvSeen *seen = g_new0(RvSeen, expected->len + 1);
    g_autoptr(GPtrArray) traces = traces_of(index, spot);
    g_autoptr(GArray) bytes = needle->text ? bytes_of_key(needle->text) : NULL;
    g_autoptr(RvSpotted) spotted = NULL;

    if (!bytes || !traces->len || bytes->len != strlen(needle->key))
        return seen;
    spotted = rv_spot((const RvTrace *const *)(void *)traces->pdata, traces->len, needle->text);
    for (guint i = 0; spotted && i < expected->len; i++) {
        const RvExpected *word = &g_array_index(expected, RvExpected, i);

        seen[i] = judge(word_at(spotted, g_array_index(bytes, guint, word->start)), word->strict);
    }
    return seen;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Electronic addresses are made of the names that stand on the same form, but no dictionary has
 * them. A reading that is nearly made of those names is weighed against the one that is, by what
 * the recogniser held possible: dots that were overlooked and thin letters come back. */
#include "match-private.h"

#include "recevable/text.h"

#include <string.h>

/* The reading that is made of names may be less likely by so many nats; by more where it differs in
 * dots and dashes alone, which are overlooked oftener. On 140 made documents and 48 others the true
 * ways cost up to 6.1 and 8.5, wrong ones 7.2 and more, of the second kind 11.5. */
#define PRIOR 6.5
#define PRIOR_SIGNS 10.0
/* Names are no shorter; pieces of one that an address was cut to; parts that are looked at.
 * Letters. */
#define SHORTEST 1
#define SHORTEST_PIECE 3
#define SHORTEST_PART 4
/* Edits that lead to it: one, and one more for so many letters. */
#define LETTERS_PER_EDIT 8
/* Ways to write one part that are weighed, at most. */
#define MAX_WAYS 24

/* ---- the names of the form ------------------------------------------------------------------ */

static void
add_names(GPtrArray *names, const char *text)
{
    g_autofree char *folded = rv_text_fold(text);
    g_auto(GStrv) words = g_strsplit_set(folded, " .,-'/()", -1);

    for (guint i = 0; words[i]; i++) {
        gboolean plain = strlen(words[i]) >= SHORTEST;

        for (const char *p = words[i]; *p; p++)
            plain = plain && g_ascii_isalnum(*p);
        if (plain && !g_ptr_array_find_with_equal_func(names, words[i], g_str_equal, NULL))
            g_ptr_array_add(names, g_strdup(words[i]));
    }
}

static GPtrArray *
names_of(const GPtrArray *evidence)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < evidence->len; i++) {
        const RvEvidence *e = g_ptr_array_index(evidence, i);

        if (e->item->kind == RV_ITEM_FIELD && e->item->type == RV_FIELD_TEXT &&
            e->value.state == RV_VALUE_READ)
            add_names(names, e->value.text);
    }
    return names;
}

/* ---- ways to write a part of an address ------------------------------------------------------ */

typedef struct {
    const char *part; /* as read, folded */
    int edits;        /* from it, at most */
    GPtrArray *ways;  /* char * */
} Ways;

static void
propose(Ways *w, const char *way)
{
    int distance = rv_text_distance(w->part, way);

    if (distance > 0 && distance <= w->edits && w->ways->len < MAX_WAYS &&
        !g_ptr_array_find_with_equal_func(w->ways, way, g_str_equal, NULL))
        g_ptr_array_add(w->ways, g_strdup(way));
}

/* The name, and its beginnings: domains are cut off somewhere. */
static void
propose_name(Ways *w, const char *before, const char *name, gboolean cut)
{
    gsize length = strlen(name), n = strlen(w->part) + 2;
    g_autofree char *whole = g_strconcat(before, name, NULL);

    propose(w, whole);
    for (gsize k = SHORTEST_PIECE; cut && k < length && strlen(before) + k <= n; k++) {
        g_autofree char *piece = g_strdup_printf("%s%.*s", before, (int)k, name);

        propose(w, piece);
    }
}

/* One name, an initial and a name, or two names. */
static GPtrArray *
ways_to_write(const char *part, GPtrArray *names, gboolean domain)
{
    Ways w = {part, 1 + (int)strlen(part) / LETTERS_PER_EDIT,
              g_ptr_array_new_with_free_func(g_free)};

    for (guint i = 0; i < names->len; i++) {
        const char *first = g_ptr_array_index(names, i);

        propose_name(&w, "", first, domain);
        for (guint k = 0; k < names->len; k++) {
            const char *second = g_ptr_array_index(names, k);
            g_autofree char *both = g_strconcat(first, domain ? "-" : ".", NULL);
            g_autofree char *initial = g_strdup_printf("%c.", *first);

            if (i == k)
                continue;
            propose_name(&w, both, second, domain);
            if (!domain)
                propose_name(&w, initial, second, FALSE);
        }
    }
    return w.ways;
}

/* ---- weighing -------------------------------------------------------------------------------- */

/* What was read where the value stands. */
static GPtrArray *
traces_at(const RvIndex *index, const RvPlace *place)
{
    GPtrArray *traces = g_ptr_array_new();

    for (guint w = 0; w < index->words->len; w++) {
        const RvIndexWord *word = rv_index_word(index, w);

        if (word->word->trace && rv_index_sheet(index, word->page)->page == place->page &&
            rv_px_is_inside(word->word->box, place->px) &&
            !g_ptr_array_find(traces, word->word->trace, NULL))
            g_ptr_array_add(traces, (gpointer)word->word->trace);
    }
    return traces;
}

static double
weigh(const GPtrArray *traces, const char *text)
{
    g_autoptr(RvSpotted) spotted =
        rv_spot((const RvTrace *const *)(void *)traces->pdata, traces->len, text);

    return spotted ? spotted->score : -G_MAXDOUBLE;
}

/* Is it a name, or in a domain the beginning of one? */
static gboolean
is_known(const char *part, GPtrArray *names, gboolean domain)
{
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);

        if (g_str_equal(part, name) || (domain && g_str_has_prefix(name, part)))
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_part(char c)
{
    return c && !strchr("@.-_ ", c);
}

/* Are the letters the same? */
static gboolean
differ_in_signs(const char *a, const char *b)
{
    for (;; a++, b++) {
        a += strspn(a, ".-");
        b += strspn(b, ".-");
        if (*a != *b)
            return FALSE;
        if (!*a)
            return TRUE;
    }
}

/* The text with the part at [from, to) in the likeliest way to write it; NULL: as it is. */
static char *
best_way(const GPtrArray *traces, const char *text, gsize from, gsize to, GPtrArray *names)
{
    g_autofree char *part = g_strndup(text + from, to - from), *folded = rv_text_fold(part);
    gboolean domain = strchr(text, '@') < text + from;
    g_autoptr(GPtrArray) ways = NULL;
    char *best = NULL;
    double own, most = 0;

    if (to - from < SHORTEST_PART || is_known(folded, names, domain))
        return NULL;
    ways = ways_to_write(folded, names, domain);
    own = ways->len ? weigh(traces, text) : 0;
    for (guint i = 0; i < ways->len; i++) {
        const char *way = g_ptr_array_index(ways, i);
        g_autofree char *other = g_strdup_printf("%.*s%s%s", (int)from, text, way, text + to);
        double gain = weigh(traces, other) - own;

        gain += differ_in_signs(folded, way) ? PRIOR_SIGNS : PRIOR;
        if (gain > most) {
            most = gain;
            g_free(best);
            best = g_steal_pointer(&other);
        }
    }
    return best;
}

/* Is the address made of names but for what stands behind its last sign? Then its reading is
 * confirmed, however poor the print. */
static gboolean
is_made_of(const char *text, GPtrArray *names)
{
    g_autofree char *folded = rv_text_fold(text);
    g_auto(GStrv) parts = g_strsplit_set(folded, "@.-_ ", -1);
    guint n = g_strv_length(parts), known = 0;

    for (guint i = 0; i + 1 < n; i++) {
        if (strlen(parts[i]) > 1 && !is_known(parts[i], names, TRUE))
            return FALSE;
        known += strlen(parts[i]) >= SHORTEST_PART;
    }
    return known > 1;
}

/* But for what stands behind its last sign: no name ends a domain. */
static void
settle(const RvIndex *index, RvValue *value, GPtrArray *names)
{
    g_autoptr(GPtrArray) traces = traces_at(index, &value->place);
    gboolean at = strchr(value->text, '@') != NULL;
    gsize from = 0;

    while (traces->len && at && value->text[from] && strpbrk(value->text + from, "@.-_ ")) {
        gsize to = from;
        char *better;

        while (is_part(value->text[to]))
            to++;
        better = to > from ? best_way(traces, value->text, from, to, names) : NULL;
        if (better) {
            to = strlen(better) - strlen(value->text + to);
            g_free(value->text);
            value->text = better;
            g_clear_pointer(&value->digits, g_array_unref);
        }
        from = value->text[to] ? to + 1 : to;
    }
    if (at && is_made_of(value->text, names)) {
        value->confidence = MAX(value->confidence, RV_LEGIBLE);
        value->state = RV_VALUE_READ;
    }
}

void
rv_addresses_settle(const RvIndex *index, GPtrArray *evidence)
{
    g_autoptr(GPtrArray) names = names_of(evidence);

    for (guint i = 0; i < evidence->len; i++) {
        RvEvidence *e = g_ptr_array_index(evidence, i);

        if (e->item->kind == RV_ITEM_FIELD && e->item->type == RV_FIELD_EMAIL && e->value.text &&
            names->len)
            settle(index, &e->value, names);
    }
}

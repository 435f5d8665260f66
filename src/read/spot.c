/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The likeliest place of a phrase: CTC alignment with free ends. */
#include "spot-private.h"

#include <math.h>
#include <string.h>

/* The best costs of all paths that are, after a step, in a unit or in the null before it. */
typedef struct {
    const RvSpotSteps *s;
    float *in;   /* [step + 1][unit] */
    float *null; /* [step + 1][unit] */
} Lattice;

static float *
row_of(float *rows, const Lattice *l, guint row)
{
    return rows + (gsize)row * l->s->n_units;
}

/* Rows are of step + 1; row 0 is before all. */
static void
advance(Lattice *l, guint step)
{
    guint n = l->s->n_units;
    const float *restrict touch = l->s->touch;
    const float *restrict cost = l->s->unit + (gsize)step * n;
    const float *restrict in = row_of(l->in, l, step), *restrict null = row_of(l->null, l, step);
    float *restrict in_now = row_of(l->in, l, step + 1);
    float *restrict null_now = row_of(l->null, l, step + 1);
    float blank = l->s->null[step];

    null_now[0] = 0; /* it may begin anywhere */
    in_now[0] = MIN(in[0], 0) + cost[0];
    for (guint u = 1; u < n; u++) {
        float stay = MIN(in[u], null[u]), touching = in[u - 1] + touch[u];

        null_now[u] = MIN(null[u], in[u - 1]) + blank;
        in_now[u] = MIN(stay, touching) + cost[u];
    }
}

static void
fill(Lattice *l)
{
    guint n = l->s->n_units;

    for (guint u = 0; u < n; u++)
        l->in[u] = l->null[u] = RV_SPOT_NEVER;
    for (guint step = 0; step < l->s->n_steps; step++)
        advance(l, step);
}

/* The row where the phrase ends best. */
static guint
best_end(const Lattice *l)
{
    guint best = 0, n = l->s->n_units;

    for (guint row = 1; row <= l->s->n_steps; row++)
        if (l->in[(gsize)row * n + n - 1] < l->in[(gsize)best * n + n - 1])
            best = row;
    return best;
}

/* Goes back from where the phrase ends; tells where each unit lies. */
static void
trace_back(Lattice *l, guint end, RvSpotRun *runs)
{
    guint unit = l->s->n_units - 1;
    gboolean in_null = FALSE;

    for (guint u = 0; u <= unit; u++)
        runs[u] = (RvSpotRun){0};
    for (guint row = end; row > 0; row--) {
        const float *in = row_of(l->in, l, row - 1), *null = row_of(l->null, l, row - 1);

        if (in_null) {
            if (in[unit - 1] <= null[unit]) {
                in_null = FALSE;
                unit--;
            }
            continue;
        }
        runs[unit].from = row - 1;
        runs[unit].to = MAX(runs[unit].to, row);
        if (unit == 0) {
            if (in[0] >= 0)
                return;
        } else if (in[unit - 1] + l->s->touch[unit] <= MIN(in[unit], null[unit])) {
            unit--;
        } else if (null[unit] < in[unit]) {
            in_null = TRUE;
        }
    }
}

/* The first and the last letter reach as far as they are the likeliest; with free ends the cheapest
 * path takes one step of each. */
static void
widen(const RvSpotSteps *s, RvSpotRun *runs)
{
    guint n = s->n_units;
    RvSpotRun *first = &runs[0], *last = &runs[n - 1];

    while (first->from > 0 && s->unit[(gsize)(first->from - 1) * n] <= 0 &&
           s->trace[first->from - 1] == s->trace[first->from])
        first->from--;
    while (last->to < s->n_steps && s->unit[(gsize)last->to * n + n - 1] <= 0 &&
           s->trace[last->to] == s->trace[last->to - 1])
        last->to++;
}

static RvSpottedLetter
letter_of(const RvSpotSteps *s, guint u, RvSpotRun run)
{
    const RvSpotUnit *unit = &g_array_index(s->units, RvSpotUnit, u);
    const RvTrace *trace = s->traces[s->trace[run.from]];
    int height = rv_net_height(trace->net), width = rv_net_step(trace->net);
    RvSpottedLetter letter = {.start = unit->start, .trace = s->trace[run.from], .cost = 0};
    guint last = run.to - 1;

    while (last > run.from && s->trace[last] != s->trace[run.from])
        last--;
    if (s->step[run.from] != G_MAXUINT && s->step[last] != G_MAXUINT) {
        letter.left = rv_strip_x(&trace->strip, height, (double)s->step[run.from] * width);
        letter.right = rv_strip_x(&trace->strip, height, (double)(s->step[last] + 1) * width);
    }
    for (guint t = run.from; t < run.to; t++)
        letter.cost += (double)s->unit[(gsize)t * s->n_units + u];
    return letter;
}

/* The word as the rival of the character at byte `at` has it; owned by the caller. */
static char *
altered_text(const char *phrase, guint start, guint end, guint at, const RvSpotRival *rival)
{
    guint next = (guint)(g_utf8_next_char(phrase + at) - phrase);
    guint from = rival->place == RV_RIVAL_BEHIND ? next : at;
    guint to = rival->place == RV_RIVAL_BEFORE ? at : next;

    return g_strdup_printf("%.*s%s%.*s", (int)(from - start), phrase + start, rival->text,
                           (int)(end - to), phrase + to);
}

/* The units [first, last) as a word. */
static void
add_word(RvSpotted *spotted, const RvSpotSteps *s, const RvSpotRun *runs, const RvSpotRival *rivals,
         const char *phrase, guint first, guint last)
{
    guint end =
        last < s->n_units ? g_array_index(s->units, RvSpotUnit, last).start : (guint)strlen(phrase);
    RvSpottedWord word = {.start = g_array_index(s->units, RvSpotUnit, first).start,
                          .end = end,
                          .first = spotted->letters->len,
                          .n = last - first,
                          .margin = (double)RV_SPOT_NEVER};
    guint worst = first;

    while (word.end > word.start && g_ascii_isspace(phrase[word.end - 1]))
        word.end--;
    for (guint u = first; u < last; u++) {
        RvSpottedLetter letter = letter_of(s, u, runs[u]);

        g_array_append_val(spotted->letters, letter);
        word.cost += letter.cost;
        if ((double)rivals[u].margin < word.margin) {
            word.margin = (double)rivals[u].margin;
            worst = u;
        }
    }
    for (guint t = runs[first].from; t < runs[last - 1].to; t++)
        for (guint u = first; u + 1 < last; u++)
            if (t >= runs[u].to && t < runs[u + 1].from)
                word.cost += (double)s->null[t];
    word.trace = g_array_index(spotted->letters, RvSpottedLetter, word.first).trace;
    word.left = g_array_index(spotted->letters, RvSpottedLetter, word.first).left;
    for (guint i = word.first; i < spotted->letters->len; i++) {
        const RvSpottedLetter *letter = &g_array_index(spotted->letters, RvSpottedLetter, i);

        if (letter->trace == word.trace)
            word.right = MAX(word.right, letter->right);
    }
    if (word.margin >= (double)RV_SPOT_NEVER)
        word.margin = INFINITY;
    if (rivals[worst].text)
        word.rival = altered_text(phrase, word.start, word.end,
                                  g_array_index(s->units, RvSpotUnit, worst).start, &rivals[worst]);
    g_array_append_val(spotted->words, word);
}

static void
word_clear(gpointer word)
{
    g_free(((RvSpottedWord *)word)->rival);
}

static RvSpotted *
tell(const RvSpotSteps *s, const RvSpotRun *runs, double cost, const char *phrase)
{
    RvSpotted *spotted = g_new0(RvSpotted, 1);
    g_autofree RvSpotRival *rivals = rv_spot_rivals(s, runs);
    guint first = 0;

    spotted->ratio = -cost - rv_spot_weigh_ends(s, runs, rivals);
    spotted->letters = g_array_new(FALSE, FALSE, sizeof(RvSpottedLetter));
    spotted->words = g_array_new(FALSE, FALSE, sizeof(RvSpottedWord));
    g_array_set_clear_func(spotted->words, word_clear);
    for (guint u = 0; u <= s->n_units; u++) {
        gboolean is_end = u == s->n_units || g_array_index(s->units, RvSpotUnit, u).is_blank;

        if (is_end && u > first)
            add_word(spotted, s, runs, rivals, phrase, first, u);
        if (is_end)
            first = u + 1;
    }
    spotted->score = spotted->ratio + RV_SPOT_LETTER * spotted->letters->len;
    return spotted;
}

RvSpotted *
rv_spot(const RvTrace *const *traces, guint n_traces, const char *phrase)
{
    g_autoptr(GArray) units = n_traces ? rv_spot_units(traces[0]->net, phrase) : NULL;
    g_autoptr(RvSpotSteps) s = NULL;
    g_autofree float *in = NULL, *null = NULL;
    g_autofree RvSpotRun *runs = NULL;
    Lattice lattice;
    guint end;

    if (!units || !units->len)
        return NULL;
    s = rv_spot_steps_new(traces, n_traces, units);
    in = g_new(float, ((gsize)s->n_steps + 1) * units->len);
    null = g_new(float, ((gsize)s->n_steps + 1) * units->len);
    lattice = (Lattice){s, in, null};
    fill(&lattice);
    end = best_end(&lattice);
    if (end == 0 || in[(gsize)end * units->len + units->len - 1] >= RV_SPOT_NEVER)
        return NULL;
    runs = g_new(RvSpotRun, units->len);
    trace_back(&lattice, end, runs);
    widen(s, runs);
    return tell(s, runs, (double)in[(gsize)end * units->len + units->len - 1], phrase);
}

void
rv_spotted_free(RvSpotted *spotted)
{
    if (!spotted)
        return;
    g_array_unref(spotted->letters);
    g_array_unref(spotted->words);
    g_free(spotted);
}

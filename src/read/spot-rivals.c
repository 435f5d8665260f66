/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What else than the phrase may stand where it was found: for every letter, the likeliest reading
 * of the same steps in which it is another, is lost, or has another before it. */
#include "spot-private.h"

/* Steps around a letter in which an alteration of it may lie. */
#define REACH 2

/* The best costs within the phrase's steps: of all paths that are about to begin with a unit, and
 * of all that go on with it to the end. Row r is after r steps. */
typedef struct {
    const RvSpotSteps *s;
    guint from, n_rows; /* rows are of steps from + 0 ... from + n_rows - 1 */
    float *ended;       /* [row][unit + 1]: in unit - 1 or in the null behind it */
    float *nulled;      /* [row][unit + 1]: in that null only */
    float *after;       /* [row][unit + 1]: from there to the end, in the null before the unit */
    float *after_null;  /* [row][unit + 1]: the same with at least one step of null first */
    guint n_codes;
    float *cost; /* [row][code] */
} Window;

static void
fill_costs(Window *w)
{
    for (guint row = 0; row + 1 < w->n_rows; row++) {
        RvSpotEntries entries = rv_spot_entries(w->s, w->from + row);
        float least = w->s->least[w->from + row], *cost = w->cost + (gsize)row * w->n_codes;

        for (guint code = 0; code < w->n_codes; code++)
            cost[code] = RV_NET_FLOOR - least;
        for (guint i = 0; i < entries.n; i++)
            cost[entries.codes[i]] = RV_NET_COST * (float)entries.costs[i] - least;
    }
}

static gsize
at(const Window *w, guint row, guint unit)
{
    return (gsize)row * (w->s->n_units + 1) + unit;
}

static float
unit_cost(const Window *w, guint row, guint unit)
{
    return w->s->unit[(gsize)(w->from + row) * w->s->n_units + unit];
}

static void
go_forward(Window *w)
{
    guint n = w->s->n_units;
    g_autofree float *in = g_new(float, n);

    for (guint u = 0; u < n; u++)
        in[u] = RV_SPOT_NEVER;
    for (guint u = 0; u <= n; u++)
        w->nulled[at(w, 0, u)] = w->ended[at(w, 0, u)] = u ? RV_SPOT_NEVER : 0;
    for (guint row = 0; row + 1 < w->n_rows; row++) {
        float null = w->s->null[w->from + row];

        for (guint u = n; u-- > 0;) {
            float best = MIN(in[u], w->nulled[at(w, row, u)]);

            if (u)
                best = MIN(best, in[u - 1] + w->s->touch[u]);
            w->nulled[at(w, row + 1, u + 1)] = MIN(w->nulled[at(w, row, u + 1)], in[u]) + null;
            in[u] = best + unit_cost(w, row, u);
        }
        w->nulled[at(w, row + 1, 0)] = w->nulled[at(w, row, 0)] + null;
        w->ended[at(w, row + 1, 0)] = w->nulled[at(w, row + 1, 0)];
        for (guint u = 0; u < n; u++)
            w->ended[at(w, row + 1, u + 1)] = MIN(w->nulled[at(w, row + 1, u + 1)], in[u]);
    }
}

static void
go_back(Window *w)
{
    guint n = w->s->n_units, last = w->n_rows - 1;
    g_autofree float *in = g_new(float, n); /* from a unit at this row on, without its own step */

    for (guint u = 0; u <= n; u++) {
        w->after[at(w, last, u)] = u == n ? 0 : RV_SPOT_NEVER;
        w->after_null[at(w, last, u)] = RV_SPOT_NEVER;
    }
    for (guint u = 0; u < n; u++)
        in[u] = u + 1 == n ? 0 : RV_SPOT_NEVER;
    for (guint row = last; row-- > 0;) {
        float null = w->s->null[w->from + row];

        for (guint u = 0; u <= n; u++) {
            float on = null + w->after[at(w, row + 1, u)];

            w->after_null[at(w, row, u)] = on;
            if (u < n)
                on = MIN(on, unit_cost(w, row, u) + in[u]);
            w->after[at(w, row, u)] = on;
        }
        for (guint u = 0; u < n; u++) {
            float best = MIN(unit_cost(w, row, u) + in[u], w->after_null[at(w, row, u + 1)]);

            if (u + 1 < n)
                best = MIN(best, unit_cost(w, row, u + 1) + in[u + 1] + w->s->touch[u + 1]);
            in[u] = best;
        }
    }
}

static gboolean
unit_has(const RvSpotSteps *s, guint unit, guint16 code)
{
    const RvSpotUnit *u = &g_array_index(s->units, RvSpotUnit, unit);

    for (guint k = 0; k < u->n_codes; k++)
        if (u->codes[k].code == code)
            return TRUE;
    return FALSE;
}

/* The rows in which a unit may be altered. */
typedef struct {
    guint low, high;
} Near;

/* The best path that spells `code` after the units before `unit` and then goes on with `next`. */
static float
with_code(const Window *w, guint unit, guint next, guint16 code, const Near *near)
{
    const float *start = unit && unit_has(w->s, unit - 1, code) ? w->nulled : w->ended;
    const float *end =
        next < w->s->n_units && unit_has(w->s, next, code) ? w->after_null : w->after;
    float in = RV_SPOT_NEVER, best = RV_SPOT_NEVER;

    for (guint row = near->low; row < near->high; row++) {
        in = MIN(in, start[at(w, row, unit)]) + w->cost[(gsize)row * w->n_codes + code];
        best = MIN(best, in + end[at(w, row + 1, next)]);
    }
    return best;
}

/* ... that goes on with the unit behind, without the unit. */
static float
without(const Window *w, guint unit, const Near *near)
{
    gboolean touch = unit == 0 || unit + 1 == w->s->n_units ||
                     rv_spot_may_touch(w->s->units, unit - 1, unit + 1);
    const float *start = touch ? w->ended : w->nulled;
    float best = RV_SPOT_NEVER;

    for (guint row = near->low; row <= near->high; row++)
        best = MIN(best, start[at(w, row, unit)] + w->after[at(w, row, unit + 1)]);
    return best;
}

static void
consider(RvSpotRival *rival, float cost, const char *text, RvRivalPlace place)
{
    if (cost < rival->margin)
        *rival = (RvSpotRival){cost, text, place};
}

/* Every letter that the network thought of near the unit, in its place and before it. */
static void
consider_codes(const Window *w, guint unit, const Near *near, RvSpotRival *rival)
{
    const RvSpotUnit *own = &g_array_index(w->s->units, RvSpotUnit, unit);
    const RvNet *net = w->s->traces[0]->net;
    const char *asked = rv_net_text(net, &own->codes[0].code, 1);
    g_autofree guint8 *seen = g_new0(guint8, rv_net_n_codes(net));

    for (guint row = near->low; row < near->high; row++) {
        RvSpotEntries entries = rv_spot_entries(w->s, w->from + row);

        for (guint i = 0; i < entries.n; i++) {
            guint16 code = entries.codes[i];
            float least = RV_NET_COST * (float)entries.costs[i] - w->s->least[w->from + row];
            const char *text = NULL;
            float cost;

            /* A path costs as much as any of its steps at least. */
            if (seen[code] || least >= rival->margin)
                continue;
            text = rv_net_text(net, &code, 1);
            seen[code] = 1;
            if (!text || !g_unichar_isalnum(g_utf8_get_char(text)))
                continue;
            consider(rival, with_code(w, unit, unit, code, near), text, RV_RIVAL_BEFORE);
            cost = with_code(w, unit, unit + 1, code, near);
            if (cost < rival->margin && (!asked || !rv_spot_means_same(text, asked)))
                consider(rival, cost, text, RV_RIVAL_INSTEAD);
        }
    }
}

/* The likeliest code at a step. */
static guint16
best_code(const RvSpotSteps *s, guint t)
{
    RvSpotEntries entries = rv_spot_entries(s, t);
    guint best = 0;

    for (guint i = 1; i < entries.n; i++)
        if (entries.costs[i] < entries.costs[best])
            best = i;
    return entries.n ? entries.codes[best] : (guint16)rv_net_null_code(s->traces[0]->net);
}

/* Does a letter or figure stand beside the phrase, from step t on, without a blank between? Returns
 * it, and what it costs to see a blank there nevertheless; NULL: the phrase ends there. `unit` is
 * the phrase's last, which may go on at first. */
static const char *
glued_to(const RvSpotSteps *s, guint unit, guint t, gboolean forward, float *cost)
{
    const RvNet *net = s->traces[0]->net;
    guint16 blank[RV_NET_MAX_CODES];
    guint n_blank;

    *cost = RV_NET_FLOOR;
    if (!rv_net_codes(net, " ", blank, &n_blank))
        return NULL;
    while (t < s->n_steps && unit_has(s, unit, best_code(s, t)))
        t += forward ? 1 : G_MAXUINT;
    for (; t < s->n_steps && s->step[t] != G_MAXUINT; t += forward ? 1 : G_MAXUINT) {
        guint16 code = best_code(s, t);
        const char *text = rv_net_text(net, &code, 1);

        *cost = MIN(*cost, rv_spot_cost(s, t, blank[0]));
        if (text)
            return g_unichar_isalnum(g_utf8_get_char(text)) ? text : NULL;
    }
    return NULL;
}

double
rv_spot_weigh_ends(const RvSpotSteps *s, const RvSpotRun *runs, RvSpotRival *rivals)
{
    guint last = s->n_units - 1;
    float cost;
    double sum = 0;
    const char *text = glued_to(s, 0, runs[0].from - 1, FALSE, &cost);

    if (text) {
        consider(&rivals[0], -cost, text, RV_RIVAL_BEFORE);
        sum += (double)cost;
    }
    text = glued_to(s, last, runs[last].to, TRUE, &cost);
    if (text) {
        consider(&rivals[last], -cost, text, RV_RIVAL_BEHIND);
        sum += (double)cost;
    }
    return sum;
}

/* The rows around a unit, from where the one before it begins to where the one behind it ends. */
static void
set_near(const Window *w, const RvSpotRun *runs, guint unit, Near *near)
{
    guint n = w->s->n_units;
    guint low = (unit ? runs[unit - 1].from : runs[0].from) - w->from;
    guint high = (unit + 1 < n ? runs[unit + 1].to : runs[unit].to) - w->from;

    near->low = low > REACH ? low - REACH : 0;
    near->high = MIN(high + REACH, w->n_rows - 1);
}

RvSpotRival *
rv_spot_rivals(const RvSpotSteps *s, const RvSpotRun *runs)
{
    guint n = s->n_units, from = runs[0].from, n_rows = runs[n - 1].to - from + 1;
    gsize cells = (gsize)n_rows * (n + 1);
    g_autofree float *ended = g_new(float, cells), *nulled = g_new(float, cells);
    g_autofree float *after = g_new(float, cells), *after_null = g_new(float, cells);
    guint n_codes = rv_net_n_codes(s->traces[0]->net);
    g_autofree float *cost = g_new(float, (gsize)n_rows *n_codes);
    Window w = {s, from, n_rows, ended, nulled, after, after_null, n_codes, cost};
    Near near;
    RvSpotRival *rivals = g_new0(RvSpotRival, n);

    fill_costs(&w);
    go_forward(&w);
    go_back(&w);
    for (guint u = 0; u < n; u++) {
        rivals[u].margin = RV_SPOT_NEVER;
        if (!g_array_index(s->units, RvSpotUnit, u).is_letter)
            continue;
        set_near(&w, runs, u, &near);
        consider(&rivals[u], without(&w, u, &near), "", RV_RIVAL_INSTEAD);
        consider_codes(&w, u, &near, &rivals[u]);
        rivals[u].margin -= ended[at(&w, n_rows - 1, n)];
    }
    return rivals;
}

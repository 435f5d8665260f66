/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each step of some traces costs the units of a phrase. */
#include "spot-private.h"

/* What another network said is in other codes: such a trace has no steps here. */
static guint
steps_of(const RvTrace *const *traces, guint i)
{
    return traces[i]->net == traces[0]->net ? traces[i]->posteriors->n_steps : 0;
}

static guint
count_steps(const RvTrace *const *traces, guint n_traces)
{
    guint n = n_traces - 1;

    for (guint i = 0; i < n_traces; i++)
        n += steps_of(traces, i);
    return n;
}

/* Between two lines there is a blank, or nothing: both for free. */
static void
fill_gap(RvSpotSteps *s, guint t)
{
    for (guint u = 0; u < s->n_units; u++)
        s->unit[(gsize)t * s->n_units + u] =
            g_array_index(s->units, RvSpotUnit, u).is_blank ? 0 : RV_NET_FLOOR;
    s->null[t] = s->least[t] = 0;
    s->step[t] = G_MAXUINT;
}

static void
fill_step(RvSpotSteps *s, guint t, const RvPosteriors *p, guint step, float *row)
{
    float *units = s->unit + (gsize)t * s->n_units;
    float least = RV_NET_FLOOR;

    for (guint32 i = p->first[step]; i < p->first[step + 1]; i++)
        least = MIN(least, RV_NET_COST * (float)p->costs[i]);
    for (guint32 i = p->first[step]; i < p->first[step + 1]; i++)
        row[p->codes[i]] = RV_NET_COST * (float)p->costs[i];
    for (guint u = 0; u < s->n_units; u++) {
        const RvSpotUnit *unit = &g_array_index(s->units, RvSpotUnit, u);
        float best = row[unit->codes[0].code] + unit->codes[0].price;

        for (guint k = 1; k < unit->n_codes; k++)
            best = MIN(best, row[unit->codes[k].code] + unit->codes[k].price);
        units[u] = best - least;
    }
    s->null[t] = row[p->null_code] - least;
    s->least[t] = least;
    s->step[t] = step;
    for (guint32 i = p->first[step]; i < p->first[step + 1]; i++)
        row[p->codes[i]] = RV_NET_FLOOR;
}

static float *
touches(const GArray *units)
{
    float *touch = g_new0(float, units->len);

    for (guint u = 1; u < units->len; u++)
        touch[u] = rv_spot_may_touch(units, u - 1, u) ? 0 : RV_SPOT_NEVER;
    return touch;
}

RvSpotSteps *
rv_spot_steps_new(const RvTrace *const *traces, guint n_traces, const GArray *units)
{
    RvSpotSteps *s = g_new0(RvSpotSteps, 1);
    guint n_codes = rv_net_n_codes(traces[0]->net), t = 0;
    g_autofree float *row = g_new(float, n_codes);

    *s = (RvSpotSteps){.n_steps = count_steps(traces, n_traces),
                       .n_units = units->len,
                       .touch = touches(units),
                       .units = units,
                       .traces = traces};
    s->unit = g_new(float, (gsize)s->n_steps * s->n_units + 1);
    s->null = g_new(float, s->n_steps + 1);
    s->least = g_new(float, s->n_steps + 1);
    s->trace = g_new(guint, s->n_steps + 1);
    s->step = g_new(guint, s->n_steps + 1);
    for (guint i = 0; i < n_codes; i++)
        row[i] = RV_NET_FLOOR;
    for (guint i = 0; i < n_traces; i++) {
        for (guint step = 0; step < steps_of(traces, i); step++, t++) {
            fill_step(s, t, traces[i]->posteriors, step, row);
            s->trace[t] = i;
        }
        if (i + 1 < n_traces) {
            fill_gap(s, t);
            s->trace[t++] = i;
        }
    }
    return s;
}

void
rv_spot_steps_free(RvSpotSteps *s)
{
    if (!s)
        return;
    g_free(s->touch);
    g_free(s->unit);
    g_free(s->null);
    g_free(s->least);
    g_free(s->trace);
    g_free(s->step);
    g_free(s);
}

RvSpotEntries
rv_spot_entries(const RvSpotSteps *s, guint t)
{
    const RvPosteriors *p = s->traces[s->trace[t]]->posteriors;
    guint step = s->step[t];
    RvSpotEntries entries = {0};

    if (step == G_MAXUINT)
        return entries;
    entries.codes = p->codes + p->first[step];
    entries.costs = p->costs + p->first[step];
    entries.n = p->first[step + 1] - p->first[step];
    return entries;
}

float
rv_spot_cost(const RvSpotSteps *s, guint t, guint16 code)
{
    RvSpotEntries entries = rv_spot_entries(s, t);

    for (guint i = 0; i < entries.n; i++)
        if (entries.codes[i] == code)
            return RV_NET_COST * (float)entries.costs[i] - s->least[t];
    return RV_NET_FLOOR - s->least[t];
}

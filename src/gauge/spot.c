/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The spot is moved and stretched, one property after the other, for as long as it fits better. */
#include "gauge/spot.h"

#include <math.h>

/* So many cells must have faded. */
#define FADED_CELLS 3
/* Brighter ones look the same. */
#define LIGHT_LEAST 0.05
#define LIGHT_MOST 12.0
/* Steps shrink from round to round. */
#define ROUNDS 6

double
rv_spot_washed(const RvSpot *spot, const RvSample *s)
{
    double dx = (s->x - spot->x) / spot->rx, dy = (s->y - spot->y) / spot->ry;
    double d = 1 - dx * dx - dy * dy;

    return d > 0 ? MIN(1, spot->light * d * sqrt(d)) : 0;
}

double
rv_spot_misfit(const RvSpot *spot, const GArray *samples, guint kinds)
{
    double sum = 0;

    for (guint i = 0; i < samples->len; i++) {
        const RvSample *s = &g_array_index(samples, RvSample, i);
        double off;

        if (!(kinds & RV_MASK(s->kind)))
            continue;
        off = s->faded - rv_spot_washed(spot, s);
        sum += s->weight * off * off;
    }
    return sum;
}

/* What one value for all leaves unexplained. */
double
rv_samples_variance(const GArray *samples, guint kinds)
{
    double sum = 0, squares = 0, n = 0;

    for (guint i = 0; i < samples->len; i++) {
        const RvSample *s = &g_array_index(samples, RvSample, i);

        if (!(kinds & RV_MASK(s->kind)))
            continue;
        sum += s->weight * s->faded;
        squares += s->weight * s->faded * s->faded;
        n += s->weight;
    }
    return n > 0 ? squares - sum * sum / n : 0;
}

static gboolean
try(RvSpot *spot, double *best, RvSpot changed, const GArray *samples, guint kinds)
{
    double now;

    changed.rx = MAX(1, changed.rx);
    changed.ry = MAX(1, changed.ry);
    changed.light = CLAMP(changed.light, LIGHT_LEAST, LIGHT_MOST);
    now = rv_spot_misfit(&changed, samples, kinds);
    if (now >= *best)
        return FALSE;
    *best = now;
    *spot = changed;
    return TRUE;
}

/* One property after the other, in smaller and smaller steps. */
static double
improve(RvSpot *spot, const GArray *samples, guint kinds)
{
    double best = rv_spot_misfit(spot, samples, kinds), step = 0.5;

    for (int round = 0; round < ROUNDS; round++, step *= 0.7)
        for (int sign = -1; sign <= 1; sign += 2) {
            RvSpot s = *spot;
            double f = sign > 0 ? 1 + step : 1 / (1 + step);

            s.x += sign * step * s.rx;
            try(spot, &best, s, samples, kinds);
            s = *spot;
            s.y += sign * step * s.ry;
            try(spot, &best, s, samples, kinds);
            s = *spot;
            s.rx *= f;
            try(spot, &best, s, samples, kinds);
            s = *spot;
            s.ry *= f;
            try(spot, &best, s, samples, kinds);
            s = *spot;
            s.light *= f * f;
            try(spot, &best, s, samples, kinds);
            s = *spot;
            s.light *= f * f;
            s.rx /= f;
            s.ry /= f;
            try(spot, &best, s, samples, kinds);
        }
    return best;
}

/* Around what has faded. */
gboolean
rv_spot_guess(const GArray *samples, guint kinds, RvSpot *spot)
{
    double n = 0, x = 0, y = 0, xx = 0, yy = 0;
    int cells = 0;

    for (guint i = 0; i < samples->len; i++) {
        const RvSample *s = &g_array_index(samples, RvSample, i);
        double w = s->weight * s->faded;

        if (s->faded < RV_SPOT_FADED || !(kinds & RV_MASK(s->kind)))
            continue;
        cells++;
        n += w;
        x += w * s->x;
        y += w * s->y;
        xx += w * s->x * s->x;
        yy += w * s->y * s->y;
    }
    if (cells < FADED_CELLS)
        return FALSE;
    spot->x = x / n;
    spot->y = y / n;
    /* an even ellipse reaches two deviations */
    spot->rx = MAX(1, 2.2 * sqrt(MAX(0, xx / n - spot->x * spot->x)));
    spot->ry = MAX(1, 2.2 * sqrt(MAX(0, yy / n - spot->y * spot->y)));
    spot->light = 1;
    return TRUE;
}

double
rv_spot_fit(const GArray *samples, guint kinds, RvSpot *spot)
{
    static const double lights[] = {0.5, 1.5, 5};
    RvSpot guess = *spot;
    double best = G_MAXDOUBLE;

    for (guint i = 0; i < G_N_ELEMENTS(lights); i++) {
        RvSpot now = guess;
        double off;

        now.light = lights[i];
        off = improve(&now, samples, kinds);
        if (off < best) {
            best = off;
            *spot = now;
        }
    }
    return best;
}

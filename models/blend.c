/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "blend.h"

#include "gauge/model.h"

#include <math.h>

#define TERMS 3

static double
log_lack(double right)
{
    return log(1 - CLAMP(right, 0, 1) + RV_MODEL_LEAST);
}

/* Gauss without pivots: sums of squares are positive definite. */
static void
solve(double a[TERMS][TERMS + 1], int n, double x[TERMS])
{
    for (int i = 0; i < n; i++)
        for (int r = i + 1; r < n; r++) {
            double f = a[r][i] / a[i][i];

            for (int c = i; c < n; c++)
                a[r][c] -= f * a[i][c];
            a[r][TERMS] -= f * a[i][TERMS];
        }
    for (int i = n - 1; i >= 0; i--) {
        x[i] = a[i][TERMS];
        for (int c = i + 1; c < n; c++)
            x[i] -= a[i][c] * x[c];
        x[i] /= a[i][i];
    }
}

Blend
blend_fit(const GArray *samples, gboolean without_doubt)
{
    double sums[TERMS][TERMS + 1] = {0}, x[TERMS] = {0};

    for (guint i = 0; i < samples->len; i++) {
        const BlendSample *s = &g_array_index(samples, BlendSample, i);
        const double terms[TERMS] = {1, log_lack(s->share), log_lack(1 - s->doubt)};

        for (int r = 0; r < TERMS; r++) {
            for (int c = 0; c < TERMS; c++)
                sums[r][c] += s->weight * terms[r] * terms[c];
            sums[r][TERMS] += s->weight * terms[r] * log_lack(s->right);
        }
    }
    solve(sums, without_doubt ? TERMS - 1 : TERMS, x);
    if (x[1] < 0 || x[2] < 0)
        g_error("more doubt would be better: too few pages");
    return (Blend){x[0], x[1], x[2]};
}

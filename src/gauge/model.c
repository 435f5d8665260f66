/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gauge/model.h"

#include <math.h>

static const RvHinge fast[] = {
#include "../../models/readability-fast.txt"
};
static const RvHinge full[] = {
#include "../../models/readability-full.txt"
};

const RvHinge *
rv_readability_model(gboolean with_words, guint *n)
{
    *n = with_words ? G_N_ELEMENTS(full) : G_N_ELEMENTS(fast);
    return with_words ? full : fast;
}

double
rv_hinges_share(const RvHinge *hinges, guint n, const float *of)
{
    double logit = 0;

    for (guint i = 0; i < n; i++) {
        const RvHinge *h = &hinges[i];

        if (h->measure == RV_MODEL_BIAS)
            logit += h->weight;
        else if (h->measure >= 0 && of[h->measure] > h->knot)
            logit -= (double)h->weight * (of[h->measure] - h->knot);
    }
    return 1 / (1 + exp(-logit));
}

double
rv_hinges_blend(const RvHinge *hinges, guint n, double share, double doubt)
{
    double sum = 0;

    for (guint i = 0; i < n; i++) {
        double weight = (double)hinges[i].weight;

        if (hinges[i].measure == RV_MODEL_SCALE)
            sum += weight;
        else if (hinges[i].measure == RV_MODEL_CELLS)
            sum += weight * log(1 - share + RV_MODEL_LEAST);
        else if (hinges[i].measure == RV_MODEL_DOUBTS)
            sum += weight * log(doubt + RV_MODEL_LEAST);
    }
    return CLAMP(1 + RV_MODEL_LEAST - exp(sum), 0, 1);
}

double
rv_hinges_calibrate(const RvHinge *hinges, guint n, double said)
{
    double x = 0, y = 0; /* the last point below */

    for (guint i = 0; i < n; i++) {
        const RvHinge *h = &hinges[i];

        if (h->measure != RV_MODEL_POINT)
            continue;
        if (said < (double)h->knot)
            return y + (said - x) * ((double)h->weight - y) / ((double)h->knot - x);
        x = (double)h->knot;
        y = (double)h->weight;
    }
    return y + (said - x) * (1 - y) / MAX(1 - x, RV_MODEL_LEAST);
}

double
rv_model_run(const RvCell *cells, int n, gboolean with_words, float *shares)
{
    guint n_hinges;
    const RvHinge *hinges = rv_readability_model(with_words, &n_hinges);
    double right = 0, letters = 0, sure = 0, said;

    for (int c = 0; c < n; c++) {
        double share = rv_hinges_share(hinges, n_hinges, cells[c].of);

        right += share * cells[c].letters;
        letters += cells[c].letters;
        sure += cells[c].sure;
        said =
            rv_hinges_blend(hinges, n_hinges, share, 1 - cells[c].sure / MAX(1, cells[c].letters));
        shares[c] = cells[c].letters > 0 ? (float)rv_hinges_calibrate(hinges, n_hinges, said) : NAN;
    }
    if (letters <= 0)
        return 0;
    said = rv_hinges_blend(hinges, n_hinges, right / letters, 1 - sure / letters);
    return rv_hinges_calibrate(hinges, n_hinges, said);
}

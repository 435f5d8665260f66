/* SPDX-License-Identifier: GPL-3.0-or-later */
/* No scan of a box is like another: each time that a sample is learnt from it is seen a little
 * otherwise. */
#include "train.h"

#include <string.h>

/* How one look at a sample differs from the sample. */
typedef struct {
    gboolean mirrored;
    double scale, dx, dy;
    float gain, noise;
    float thick, blurred; /* -1: thinner to 1: thicker; 0-1 */
} Variant;

static Variant
vary(GRand *rand)
{
    Variant v = {.mirrored = g_rand_boolean(rand),
                 .scale = g_rand_double_range(rand, .93, 1.07),
                 .dx = g_rand_double_range(rand, -1.2, 1.2),
                 .dy = g_rand_double_range(rand, -1.2, 1.2),
                 .gain = (float)g_rand_double_range(rand, .85, 1.15)};

    if (g_rand_boolean(rand))
        v.noise = (float)g_rand_double_range(rand, 0, .07);
    if (g_rand_double(rand) < .4)
        v.thick = (float)g_rand_double_range(rand, -.6, .6);
    if (g_rand_double(rand) < .4)
        v.blurred = (float)g_rand_double_range(rand, 0, .8);
    return v;
}

static void
place(const Variant *v, const guint8 *from, float *to)
{
    double middle = (RV_VIEW_SIDE - 1) / 2.0;

    for (int y = 0; y < RV_VIEW_SIDE; y++)
        for (int x = 0; x < RV_VIEW_SIDE; x++) {
            double off = (x - middle) * v->scale + v->dx;
            int fx = (int)(middle + (v->mirrored ? -off : off) + .5);
            int fy = (int)(middle + (y - middle) * v->scale + v->dy + .5);

            fx = CLAMP(fx, 0, RV_VIEW_SIDE - 1);
            fy = CLAMP(fy, 0, RV_VIEW_SIDE - 1);
            to[y * RV_VIEW_SIDE + x] = v->gain * from[fy * RV_VIEW_SIDE + fx] / TRAIN_BYTE;
        }
}

/* Mixes every pixel with the darkest or the lightest of its neighbours, or with all of them. */
static void
soften(const Variant *v, float *view)
{
    float was[RV_VIEW_PIXELS];

    if (v->thick == 0 && v->blurred == 0)
        return;
    memcpy(was, view, sizeof was);
    for (int y = 1; y < RV_VIEW_SIDE - 1; y++)
        for (int x = 1; x < RV_VIEW_SIDE - 1; x++) {
            const float *at = was + y * RV_VIEW_SIDE + x;
            float most = *at, least = *at, sum = 0, edge, value = *at;

            for (int k = 0; k < 9; k++) {
                float next = at[(k / 3 - 1) * RV_VIEW_SIDE + k % 3 - 1];

                most = MAX(most, next);
                least = MIN(least, next);
                sum += next;
            }
            edge = v->thick > 0 ? most : least;
            value += (v->thick > 0 ? v->thick : -v->thick) * (edge - value);
            view[y * RV_VIEW_SIDE + x] = value + v->blurred * (sum / 9 - value);
        }
}

void
train_enter_varied(const TrainSample *sample, RvBoxPass *pass, GRand *rand)
{
    Variant v = vary(rand);
    float seen[RV_VIEW_PIXELS], empty[RV_VIEW_PIXELS];

    place(&v, sample->seen, seen);
    place(&v, sample->empty, empty);
    soften(&v, seen);
    soften(&v, empty);
    for (int k = 0; k < RV_VIEW_PIXELS; k++) {
        float grain = v.noise > 0 ? v.noise * (float)(g_rand_double(rand) * 2 - 1) : 0;

        pass->in[RV_NET_IN * k] = seen[k] + grain;
        pass->in[RV_NET_IN * k + 1] = seen[k] + grain - empty[k];
    }
}

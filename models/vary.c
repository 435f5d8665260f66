/* SPDX-License-Identifier: GPL-3.0-or-later */
/* No scan of a box is like another: each time that a sample is learnt from it is seen a little
 * otherwise. */
#include "train.h"

#include <string.h>

/* Where the outline of a box runs in its view, pixels. */
#define OUTLINE_FROM ((RV_VIEW_SIDE - RV_VIEW_BOX) / 2 - 1)
#define OUTLINE_DEEP 4

/* How one look at a sample differs from the sample. */
typedef struct {
    gboolean mirrored;
    double scale, dx, dy;
    float gain, noise;
    float thick, blurred; /* -1: thinner to 1: thicker; 0-1 */
    float sides[4];       /* gain of each side of the outline: above, left, right, below */
    double off_x, off_y;  /* of what an empty box looks like, from this one */
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
    for (int side = 0; side < 4; side++)
        v.sides[side] = (float)(g_rand_boolean(rand) ? g_rand_double_range(rand, .6, 1.5) : 1);
    if (g_rand_boolean(rand)) {
        v.off_x = g_rand_double_range(rand, -.8, .8);
        v.off_y = g_rand_double_range(rand, -.8, .8);
    }
    return v;
}

static void
place(const Variant *v, double dx, double dy, const guint8 *from, float *to)
{
    double middle = (RV_VIEW_SIDE - 1) / 2.0;

    for (int y = 0; y < RV_VIEW_SIDE; y++)
        for (int x = 0; x < RV_VIEW_SIDE; x++) {
            double off = (x - middle) * v->scale + dx;
            int fx = (int)(middle + (v->mirrored ? -off : off) + .5);
            int fy = (int)(middle + (y - middle) * v->scale + dy + .5);

            fx = CLAMP(fx, 0, RV_VIEW_SIDE - 1);
            fy = CLAMP(fy, 0, RV_VIEW_SIDE - 1);
            to[y * RV_VIEW_SIDE + x] = v->gain * from[fy * RV_VIEW_SIDE + fx] / TRAIN_BYTE;
        }
}

/* Thin lines that fall between two rows of pixels are paler than those that fall on one: a side is
 * darker here than in other boxes, or lighter, without any mark. */
static void
shade_sides(const Variant *v, float *view)
{
    int last = RV_VIEW_SIDE - 1;

    for (int y = OUTLINE_FROM; y <= last - OUTLINE_FROM; y++)
        for (int x = OUTLINE_FROM; x <= last - OUTLINE_FROM; x++) {
            int depths[4] = {y, x, last - x, last - y}, side = 0;

            for (int k = 1; k < 4; k++)
                side = depths[k] < depths[side] ? k : side;
            if (depths[side] < OUTLINE_FROM + OUTLINE_DEEP)
                view[y * RV_VIEW_SIDE + x] *= v->sides[side];
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

    place(&v, v.dx, v.dy, sample->seen, seen);
    place(&v, v.dx + v.off_x, v.dy + v.off_y, sample->empty, empty);
    shade_sides(&v, seen);
    soften(&v, seen);
    soften(&v, empty);
    for (int k = 0; k < RV_VIEW_PIXELS; k++) {
        float grain = v.noise > 0 ? v.noise * (float)(g_rand_double(rand) * 2 - 1) : 0;

        pass->in[RV_NET_IN * k] = seen[k] + grain;
        pass->in[RV_NET_IN * k + 1] = seen[k] + grain - empty[k];
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boxes/classify.h"

#include <math.h>
#include <string.h>

static const union {
    float numbers[sizeof(RvBoxNet) / sizeof(float)];
    RvBoxNet net;
} built_in = {{
#include "../../models/boxes.txt"
}};

const RvBoxNet *
rv_box_net(void)
{
    return &built_in.net;
}

/* Inlined with the sizes known, so that the innermost loop becomes a few vector instructions. */
static inline __attribute__((always_inline)) void
convolve(const float *in, int side, int n_in, const float *weights, const float *bias, int n_out,
         float *out)
{
    for (int y = 0; y < side / 2; y++)
        for (int x = 0; x < side / 2; x++) {
            float *sum = out + (y * (side / 2) + x) * n_out;

            memcpy(sum, bias, sizeof *sum * (gsize)n_out);
            for (int k = 0; k < 9; k++) {
                int iy = 2 * y + k / 3 - 1, ix = 2 * x + k % 3 - 1;
                const float *from = in + (iy * side + ix) * n_in;
                const float *w = weights + k * n_in * n_out;

                if (iy < 0 || ix < 0 || iy >= side || ix >= side)
                    continue;
                for (int i = 0; i < n_in; i++)
                    for (int o = 0; o < n_out; o++)
                        sum[o] += from[i] * w[i * n_out + o];
            }
            for (int o = 0; o < n_out; o++)
                sum[o] = MAX(sum[o], 0);
        }
}

static void
softmax(float *values, int n)
{
    float most = values[0], sum = 0;

    for (int i = 1; i < n; i++)
        most = MAX(most, values[i]);
    for (int i = 0; i < n; i++)
        sum += values[i] = expf(values[i] - most);
    for (int i = 0; i < n; i++)
        values[i] /= sum;
}

void
rv_box_net_run(const RvBoxNet *net, RvBoxPass *p)
{
    convolve(p->in, RV_VIEW_SIDE, RV_NET_IN, &net->conv1[0][0][0], net->bias1, RV_NET_C1, p->a1);
    convolve(p->a1, RV_NET_S1, RV_NET_C1, &net->conv2[0][0][0], net->bias2, RV_NET_C2, p->a2);
    convolve(p->a2, RV_NET_S2, RV_NET_C2, &net->conv3[0][0][0], net->bias3, RV_NET_C3, p->a3);
    memcpy(p->a4, net->bias4, sizeof p->a4);
    for (int i = 0; i < RV_NET_FLAT; i++)
        for (int o = 0; o < RV_NET_HIDDEN; o++)
            p->a4[o] += p->a3[i] * net->full4[i][o];
    memcpy(p->out, net->bias5, sizeof p->out);
    for (int i = 0; i < RV_NET_HIDDEN; i++) {
        p->a4[i] = MAX(p->a4[i], 0);
        for (int o = 0; o < RV_NET_OUT; o++)
            p->out[o] += p->a4[i] * net->full5[i][o];
    }
    softmax(p->out, RV_NET_OUT);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weights, padded and packed for a kernel. In the file each row of weights ends with the bias,
 * which is multiplied by the largest activation. */
#include "net-private.h"

#include <string.h>

#define LARGEST_ACTIVATION 127

static guint
padded(guint n, guint multiple)
{
    return (n + multiple - 1) / multiple * multiple;
}

static RvNetWeights *
weights_alloc(guint n_out, guint n_in)
{
    RvNetWeights *weights = g_new0(RvNetWeights, 1);

    weights->n_in = padded(n_in, RV_NET_GROUP);
    weights->n_out = n_out;
    weights->bias = g_new0(gint32, n_out);
    weights->scale = g_new0(float, n_out);
    return weights;
}

/* Rows of the file to rows of n_in padded weights, from output `at` on. */
static void
place(RvNetWeights *weights, gint8 *plain, guint at, const gint8 *file, guint n_out, guint n_in,
      const double *scales)
{
    for (guint o = 0; o < n_out; o++) {
        const gint8 *row = file + (gsize)o * (n_in + 1);

        memcpy(plain + (gsize)(at + o) * weights->n_in, row, n_in);
        weights->bias[at + o] = row[n_in] * LARGEST_ACTIVATION;
        /* An activation of 127 stands for 1. */
        weights->scale[at + o] = (float)(scales[o] / LARGEST_ACTIVATION);
    }
}

RvNetWeights *
rv_net_weights_new_gates(const RvNetKernel *kernel, const gint8 *const plain[4], guint n_out,
                         guint n_in, const double *const scales[4])
{
    guint each = padded(n_out, RV_NET_LANES);
    RvNetWeights *weights = weights_alloc(4 * each, n_in);
    g_autofree gint8 *all = g_malloc0((gsize)weights->n_out * weights->n_in);

    for (guint gate = 0; gate < 4; gate++)
        place(weights, all, gate * each, plain[gate], n_out, n_in, scales[gate]);
    kernel->pack(weights, all);
    return weights;
}

RvNetWeights *
rv_net_weights_new(const RvNetKernel *kernel, const gint8 *plain, guint n_out, guint n_in,
                   const double *scales)
{
    RvNetWeights *weights = weights_alloc(padded(n_out, RV_NET_LANES), n_in);
    g_autofree gint8 *all = g_malloc0((gsize)weights->n_out * weights->n_in);

    place(weights, all, 0, plain, n_out, n_in, scales);
    kernel->pack(weights, all);
    return weights;
}

void
rv_net_weights_free(RvNetWeights *weights)
{
    if (!weights)
        return;
    g_free(weights->packed);
    g_free(weights->bias);
    g_free(weights->scale);
    g_free(weights);
}

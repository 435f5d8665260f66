/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reference: plain C, with Tesseract's tables for the curves. Its results are Tesseract's; the
 * other kernels' sums are the same to the last bit. */
#define LANES 4
#define OWN_CURVES
#define Native gint16
#define NATIVE_ZERO 0
#include "kernel-cells.h"

#include <math.h>

#define TABLE_SIZE 4096

static float tangents[TABLE_SIZE], logistics[TABLE_SIZE];

static void
fill_tables(void)
{
    static gsize done;

    if (!g_once_init_enter(&done))
        return;
    for (int i = 0; i < TABLE_SIZE; i++) {
        tangents[i] = (float)tanh((double)i / CURVE_STEPS);
        logistics[i] = (float)(1 / (1 + exp((double)-i / CURVE_STEPS)));
    }
    g_once_init_leave(&done, 1);
}

/* A table's value for v >= 0. */
static inline float
look_up(const float *table, float v)
{
    float q = v * CURVE_STEPS;
    unsigned i = q < TABLE_SIZE ? (unsigned)q : TABLE_SIZE;

    return i >= TABLE_SIZE - 1 ? 1 : table[i] + (table[i + 1] - table[i]) * (q - (float)i);
}

static Floats
tangent(Floats x)
{
    for (int i = 0; i < LANES; i++)
        x[i] = x[i] < 0 ? -look_up(tangents, -x[i]) : look_up(tangents, x[i]);
    return x;
}

static Floats
logistic(Floats x)
{
    for (int i = 0; i < LANES; i++)
        x[i] = x[i] < 0 ? 1 - look_up(logistics, -x[i]) : look_up(logistics, x[i]);
    return x;
}

static gboolean
is_supported(void)
{
    fill_tables(); /* whoever wants to run a kernel asks this first */
    return TRUE;
}

static void
pack(RvNetWeights *weights, const gint8 *plain)
{
    gsize n = (gsize)weights->n_out * weights->n_in;
    gint16 *packed = g_new(gint16, n);

    for (gsize i = 0; i < n; i++)
        packed[i] = plain[i];
    weights->packed = packed;
}

static void
multiply(const RvNetWeights *weights, const void *rows, gsize stride, gsize n_rows, gint32 *sums)
{
    const gint16 *all = weights->packed;

    for (gsize r = 0; r < n_rows; r++) {
        const gint16 *row = (const gint16 *)rows + r * stride;

        for (guint o = 0; o < weights->n_out; o++) {
            const gint16 *w = all + (gsize)o * weights->n_in;
            gint32 sum = weights->bias[o];

            for (guint k = 0; k < weights->n_in; k++)
                sum += w[k] * row[k];
            sums[r * weights->n_out + o] = sum;
        }
    }
}

const RvNetKernel rv_net_kernel_portable = {
    "portable", is_supported, sizeof(Native), pack, encode, multiply, squash, gate, softmax,
};

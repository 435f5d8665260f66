/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AVX-512 VNNI: products of four bytes at once. The instruction takes one side without a sign, so
 * activations are kept 128 too high and the bias makes up for it. */
#define LANES 16
#define Native guint8
#define NATIVE_ZERO 128
#include "kernel-cells.h"

#ifdef RV_NET_EMULATED
#include <simde/x86/avx512.h>
#else
#include <immintrin.h>
#endif

static gboolean
is_supported(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vnni");
}

static void
pack(RvNetWeights *weights, const gint8 *plain)
{
    gint8 *packed = g_new0(gint8, (gsize)weights->n_out * weights->n_in);

    for (guint o = 0; o < weights->n_out; o++)
        for (guint k = 0; k < weights->n_in; k++) {
            gint8 w = plain[(gsize)o * weights->n_in + k];

            packed[panel_index(weights, o, k, RV_NET_GROUP)] = w;
            weights->bias[o] -= NATIVE_ZERO * w;
        }
    weights->packed = packed;
}

#define GROUP RV_NET_GROUP
#define MULTIPLY_ADD(sum, w, x) _mm512_dpbusd_epi32(sum, x, w)
#include "kernel-512.h"

const RvNetKernel rv_net_kernel_vnni = {
    "vnni", is_supported, sizeof(Native), pack, encode, multiply, squash, gate, softmax,
};

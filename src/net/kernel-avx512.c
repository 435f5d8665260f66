/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AVX-512BW: products of 16-bit pairs, four rows by 32 outputs at a time. */
#define LANES 16
#define Native gint16
#define NATIVE_ZERO 0
#include "kernel-cells.h"

#ifdef RV_NET_EMULATED
#include <simde/x86/avx512.h>
#else
#include <immintrin.h>
#endif

#define PAIR 2

static gboolean
is_supported(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw");
}

static void
pack(RvNetWeights *weights, const gint8 *plain)
{
    gint16 *packed = g_new0(gint16, (gsize)weights->n_out * weights->n_in);

    for (guint o = 0; o < weights->n_out; o++)
        for (guint k = 0; k < weights->n_in; k++)
            packed[panel_index(weights, o, k, PAIR)] = plain[(gsize)o * weights->n_in + k];
    weights->packed = packed;
}

#define GROUP PAIR
#define MULTIPLY_ADD(sum, w, x) _mm512_add_epi32(sum, _mm512_madd_epi16(w, x))
#include "kernel-512.h"

const RvNetKernel rv_net_kernel_avx512 = {
    "avx512", is_supported, sizeof(Native), pack, encode, multiply, squash, gate, softmax,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AVX-512BW: products of 16-bit pairs, four rows by 32 outputs at a time. */
#define LANES 16
#define Native gint16
#define NATIVE_ZERO 0
#define GROUP 2
#define Packed gint16
#include "kernel-cells.h"

#include <immintrin.h>

static gboolean
is_supported(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw");
}

#define MULTIPLY_ADD(sum, w, x) _mm512_add_epi32(sum, _mm512_madd_epi16(w, x))
#include "kernel-512.h"

const RvNetKernel rv_net_kernel_avx512 = {
    "avx512", is_supported, sizeof(Native), pack, encode, multiply, squash, gate, softmax,
};

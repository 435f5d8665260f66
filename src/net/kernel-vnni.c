/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AVX-512 VNNI: products of four bytes at once. The instruction takes one side without a sign, so
 * activations are kept 128 too high and the bias makes up for it. */
#define LANES 16
#define Native guint8
#define NATIVE_ZERO 128
#define GROUP RV_NET_GROUP
#define Packed gint8
#include "kernel-cells.h"

#include <immintrin.h>

static gboolean
is_supported(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vnni");
}

#define MULTIPLY_ADD(sum, w, x) _mm512_dpbusd_epi32(sum, x, w)
#include "kernel-512.h"

const RvNetKernel rv_net_kernel_vnni = {
    "vnni", is_supported, sizeof(Native), pack, encode, multiply, squash, gate, softmax,
};

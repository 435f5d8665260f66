/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AVX2: products of 16-bit pairs, four rows by 16 outputs at a time. */
#define LANES 8
#define Native gint16
#define NATIVE_ZERO 0
#define GROUP 2
#define Packed gint16
#include "kernel-cells.h"

#include <immintrin.h>

static gboolean
is_supported(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}

static inline __m256i
pair_of(const gint16 *row)
{
    gint32 pair;

    memcpy(&pair, row, sizeof pair);
    return _mm256_set1_epi32(pair);
}

#define ADD(sum, w, x) sum = _mm256_add_epi32(sum, _mm256_madd_epi16(w, x))

static inline void
store(gint32 *sums, __m256i low, __m256i high)
{
    _mm256_storeu_si256((__m256i *)sums, low);
    _mm256_storeu_si256((__m256i *)(sums + 8), high);
}

static inline void
four_rows(const gint16 *panel, const gint32 *bias, guint n_in, const gint16 *row, gsize stride,
          gint32 *sums, gsize n_out)
{
    __m256i low = _mm256_loadu_si256((const __m256i *)bias);
    __m256i high = _mm256_loadu_si256((const __m256i *)(bias + 8));
    __m256i a0 = low, a1 = high, b0 = low, b1 = high, c0 = low, c1 = high, d0 = low, d1 = high;

    for (guint k = 0; k < n_in; k += GROUP, panel += GROUP * RV_NET_LANES) {
        __m256i w0 = _mm256_loadu_si256((const __m256i *)panel);
        __m256i w1 = _mm256_loadu_si256((const __m256i *)(panel + 16));
        __m256i a = pair_of(row + k), b = pair_of(row + stride + k);
        __m256i c = pair_of(row + 2 * stride + k), d = pair_of(row + 3 * stride + k);

        ADD(a0, w0, a);
        ADD(a1, w1, a);
        ADD(b0, w0, b);
        ADD(b1, w1, b);
        ADD(c0, w0, c);
        ADD(c1, w1, c);
        ADD(d0, w0, d);
        ADD(d1, w1, d);
    }
    store(sums, a0, a1);
    store(sums + n_out, b0, b1);
    store(sums + 2 * n_out, c0, c1);
    store(sums + 3 * n_out, d0, d1);
}

static inline void
one_row(const gint16 *panel, const gint32 *bias, guint n_in, const gint16 *row, gint32 *sums)
{
    __m256i low = _mm256_loadu_si256((const __m256i *)bias);
    __m256i high = _mm256_loadu_si256((const __m256i *)(bias + 8));

    for (guint k = 0; k < n_in; k += GROUP, panel += GROUP * RV_NET_LANES) {
        __m256i x = pair_of(row + k);

        ADD(low, _mm256_loadu_si256((const __m256i *)panel), x);
        ADD(high, _mm256_loadu_si256((const __m256i *)(panel + 16)), x);
    }
    store(sums, low, high);
}

static void
multiply(const RvNetWeights *weights, const void *rows, gsize stride, gsize n_rows, gint32 *sums)
{
    const gint16 *row = rows;
    guint n_in = weights->n_in, n_out = weights->n_out;

    for (guint o = 0; o < n_out; o += RV_NET_LANES) {
        const gint16 *panel = (const gint16 *)weights->packed + (gsize)o * n_in;
        gsize r = 0;

        for (; r + 4 <= n_rows; r += 4)
            four_rows(panel, weights->bias + o, n_in, row + r * stride, stride,
                      sums + r * n_out + o, n_out);
        for (; r < n_rows; r++)
            one_row(panel, weights->bias + o, n_in, row + r * stride, sums + r * n_out + o);
    }
}

const RvNetKernel rv_net_kernel_avx2 = {
    "avx2", is_supported, sizeof(Native), pack, encode, multiply, squash, gate, softmax,
};

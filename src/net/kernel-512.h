/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The product of both kernels with 512-bit registers, four rows by two panels at a time: a kernel
 * defines GROUP (activations that make 32 bits) and MULTIPLY_ADD, then includes this file. A
 * register holds one group of all 16 outputs of a panel. */
#pragma once

static inline __m512i
group_of(const Native *row)
{
    gint32 group;

    memcpy(&group, row, sizeof group);
    return _mm512_set1_epi32(group);
}

#define ADD(sum, w, x) sum = MULTIPLY_ADD(sum, w, x)

static inline void
four_rows_two_panels(const RvNetWeights *weights, guint o, const Native *row, gsize stride,
                     gint32 *sums)
{
    guint n_in = weights->n_in, n_out = weights->n_out;
    const char *p = (const char *)weights->packed + (gsize)o * n_in * sizeof(Native);
    const char *q = p + (gsize)RV_NET_LANES * n_in * sizeof(Native);
    __m512i low = _mm512_loadu_si512(weights->bias + o);
    __m512i high = _mm512_loadu_si512(weights->bias + o + RV_NET_LANES);
    __m512i a0 = low, a1 = high, b0 = low, b1 = high, c0 = low, c1 = high, d0 = low, d1 = high;

    for (guint k = 0; k < n_in; k += GROUP, p += sizeof low, q += sizeof low) {
        __m512i w0 = _mm512_loadu_si512(p), w1 = _mm512_loadu_si512(q);
        __m512i a = group_of(row + k), b = group_of(row + stride + k);
        __m512i c = group_of(row + 2 * stride + k), d = group_of(row + 3 * stride + k);

        ADD(a0, w0, a);
        ADD(a1, w1, a);
        ADD(b0, w0, b);
        ADD(b1, w1, b);
        ADD(c0, w0, c);
        ADD(c1, w1, c);
        ADD(d0, w0, d);
        ADD(d1, w1, d);
    }
    _mm512_storeu_si512(sums, a0);
    _mm512_storeu_si512(sums + 16, a1);
    _mm512_storeu_si512(sums + n_out, b0);
    _mm512_storeu_si512(sums + n_out + 16, b1);
    _mm512_storeu_si512(sums + 2 * n_out, c0);
    _mm512_storeu_si512(sums + 2 * n_out + 16, c1);
    _mm512_storeu_si512(sums + 3 * n_out, d0);
    _mm512_storeu_si512(sums + 3 * n_out + 16, d1);
}

static inline void
one_row_one_panel(const RvNetWeights *weights, guint o, const Native *row, gint32 *sums)
{
    const char *p = (const char *)weights->packed + (gsize)o * weights->n_in * sizeof(Native);
    __m512i sum = _mm512_loadu_si512(weights->bias + o);

    for (guint k = 0; k < weights->n_in; k += GROUP, p += sizeof sum)
        ADD(sum, _mm512_loadu_si512(p), group_of(row + k));
    _mm512_storeu_si512(sums, sum);
}

static void
multiply(const RvNetWeights *weights, const void *rows, gsize stride, gsize n_rows, gint32 *sums)
{
    const Native *row = rows;
    guint n_out = weights->n_out, pairs = n_out / (2 * RV_NET_LANES) * (2 * RV_NET_LANES);
    gsize fours = n_rows / 4 * 4;

    for (guint o = 0; o < pairs; o += 2 * RV_NET_LANES)
        for (gsize r = 0; r < fours; r += 4)
            four_rows_two_panels(weights, o, row + r * stride, stride, sums + r * n_out + o);
    for (guint o = 0; o < n_out; o += RV_NET_LANES)
        for (gsize r = o < pairs ? fours : 0; r < n_rows; r++)
            one_row_one_panel(weights, o, row + r * stride, sums + r * n_out + o);
}

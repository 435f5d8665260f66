/* SPDX-License-Identifier: GPL-3.0-or-later */
/* NEON with the dot product of ARMv8.2: four rows by 16 outputs at a time. */
#define LANES 4
#define Native gint8
#define NATIVE_ZERO 0
#define GROUP RV_NET_GROUP
#define Packed gint8
#include "kernel-cells.h"

#include <arm_neon.h>
#include <sys/auxv.h>

#define DOT_PRODUCT_BIT (1UL << 20) /* HWCAP_ASIMDDP */

static gboolean
is_supported(void)
{
    return (getauxval(AT_HWCAP) & DOT_PRODUCT_BIT) != 0;
}

typedef struct {
    int32x4_t part[4]; /* of 16 outputs */
} Sums;

static inline Sums
start(const gint32 *bias)
{
    return (Sums){
        {vld1q_s32(bias), vld1q_s32(bias + 4), vld1q_s32(bias + 8), vld1q_s32(bias + 12)}};
}

static inline int8x16_t
group_of(const gint8 *row)
{
    gint32 group;

    memcpy(&group, row, sizeof group);
    return vreinterpretq_s8_s32(vdupq_n_s32(group));
}

static inline void
add(Sums *sums, const gint8 *panel, int8x16_t x)
{
    sums->part[0] = vdotq_s32(sums->part[0], vld1q_s8(panel), x);
    sums->part[1] = vdotq_s32(sums->part[1], vld1q_s8(panel + 16), x);
    sums->part[2] = vdotq_s32(sums->part[2], vld1q_s8(panel + 32), x);
    sums->part[3] = vdotq_s32(sums->part[3], vld1q_s8(panel + 48), x);
}

static inline void
store(const Sums *sums, gint32 *out)
{
    for (int i = 0; i < 4; i++)
        vst1q_s32(out + 4 * i, sums->part[i]);
}

static void
multiply(const RvNetWeights *weights, const void *rows, gsize stride, gsize n_rows, gint32 *sums)
{
    guint n_in = weights->n_in, n_out = weights->n_out;

    for (guint o = 0; o < n_out; o += RV_NET_LANES) {
        const gint8 *panel = (const gint8 *)weights->packed + (gsize)o * n_in;
        const gint8 *row = rows;
        gint32 *out = sums + o;
        gsize left = n_rows;

        for (; left >= 4; left -= 4, row += 4 * stride, out += 4 * n_out) {
            Sums a = start(weights->bias + o), b = a, c = a, d = a;

            for (guint k = 0; k < n_in; k += RV_NET_GROUP) {
                const gint8 *w = panel + (gsize)k * RV_NET_LANES;

                add(&a, w, group_of(row + k));
                add(&b, w, group_of(row + stride + k));
                add(&c, w, group_of(row + 2 * stride + k));
                add(&d, w, group_of(row + 3 * stride + k));
            }
            store(&a, out);
            store(&b, out + n_out);
            store(&c, out + 2 * n_out);
            store(&d, out + 3 * n_out);
        }
        for (; left > 0; left--, row += stride, out += n_out) {
            Sums a = start(weights->bias + o);

            for (guint k = 0; k < n_in; k += RV_NET_GROUP)
                add(&a, panel + (gsize)k * RV_NET_LANES, group_of(row + k));
            store(&a, out);
        }
    }
}

const RvNetKernel rv_net_kernel_neon = {
    "neon", is_supported, sizeof(Native), pack, encode, multiply, squash, gate, softmax,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The activations, for any width of vector: a kernel defines LANES (floats a register), Native (the
 * type of an activation) and NATIVE_ZERO, then includes this file. One that defines OWN_CURVES
 * brings its own tangent() and logistic(); one that packs weights in panels defines GROUP and
 * Packed.
 *
 * A rounded activation that differs by one is carried on and on by the cells, so that tanh and the
 * logistic function must be those of Tesseract: tables of steps of 1/256 with straight lines
 * between. What the lines are off the curve is known from the curve's second derivative, and is
 * added to the curve. exp is 2^n 2^f with a series for the fraction. The difference to
 * the tables is 2e-7 at most; tests/unit/test_net.c holds how many rounded values differ. */
#pragma once

#include "net-private.h"

#include <string.h>

typedef float Floats __attribute__((vector_size(4 * LANES)));
typedef gint32 Ints __attribute__((vector_size(4 * LANES)));
typedef Native Natives __attribute__((vector_size(sizeof(Native) * LANES)));

#define LOG2_E 1.44269504088896341F
/* Adding and taking away 1.5 * 2^23 leaves the nearest whole number. */
#define ROUNDER 12582912.0F
/* exp() of more would leave the range of a float. */
#define EXP_LIMIT 87.0F
#define CURVE_STEPS 256.0F
#define CURVE_END 15.9960F /* both curves are 1 from there on */
#define STATE_LIMIT 100.0F /* Tesseract's kStateClip */
#define LARGEST 127.0F

static inline Floats
load(const float *at)
{
    Floats v;

    memcpy(&v, at, sizeof v);
    return v;
}

static inline Floats
scaled(const gint32 *sums, const float *scale)
{
    Ints v;

    memcpy(&v, sums, sizeof v);
    return __builtin_convertvector(v, Floats) * load(scale);
}

static inline Floats
smaller(Floats a, Floats b)
{
    Ints less = a < b;

    return (Floats)((less & (Ints)a) | (~less & (Ints)b));
}

static inline Floats
greater(Floats a, Floats b)
{
    Ints more = a > b;

    return (Floats)((more & (Ints)a) | (~more & (Ints)b));
}

static inline Floats
all(float value)
{
    return value - (Floats){0};
}

/* e^x for -EXP_LIMIT <= x <= EXP_LIMIT. */
static inline Floats
exponential(Floats x)
{
    Floats t = x * LOG2_E, lifted = t + ROUNDER;
    Floats f = (t - (lifted - ROUNDER)) * 0.693147180559945309F;
    Floats p = f * (1.0F / 720) + (1.0F / 120);

    p = p * f + (1.0F / 24);
    p = p * f + (1.0F / 6);
    p = p * f + 0.5F;
    p = p * f + 1.0F;
    p = p * f + 1.0F;
    return (Floats)((Ints)p + ((Ints)lifted << 23)); /* the low bits hold the whole number */
}

#ifndef OWN_CURVES
/* fr (1 - fr) for the fraction of a table's step that v >= 0 lies at. */
static inline Floats
between_steps(Floats v)
{
    Floats q = v * CURVE_STEPS;
    Floats fraction = q - __builtin_convertvector(__builtin_convertvector(q, Ints), Floats);

    return fraction - fraction * fraction;
}

static inline Floats
magnitude(Floats x)
{
    return smaller((Floats)((Ints)x & 0x7fffffff), all(CURVE_END));
}

static inline Floats
with_sign_of(Floats v, Floats x)
{
    return (Floats)((Ints)v | ((Ints)x & (gint32)0x80000000));
}

static inline Floats
tangent(Floats x)
{
    Floats v = magnitude(x), e = exponential(-2.0F * v);
    Floats t = (1.0F - e) / (1.0F + e);

    t -= between_steps(v) * t * (1.0F - t * t) * (1.0F / (CURVE_STEPS * CURVE_STEPS));
    return with_sign_of(t, x);
}

static inline Floats
logistic(Floats x)
{
    Floats v = magnitude(x), e = exponential(-v), s = 1.0F / (1.0F + e);

    s += between_steps(v) * s * (1.0F - s) * (0.5F - s) * (1.0F / (CURVE_STEPS * CURVE_STEPS));
    return 0.5F + with_sign_of(s - 0.5F, x);
}
#endif

#ifdef OWN_CURVES
static Floats tangent(Floats x);
static Floats logistic(Floats x);
#endif

/* Stores round(127 v), halves away from zero. */
static inline void
store_native(Floats v, Native *out)
{
    Floats r = v * LARGEST;
    Ints half = ((Ints)r & (gint32)0x80000000) | (Ints)all(0.5F);
    Ints whole = __builtin_convertvector(r + (Floats)half, Ints) + NATIVE_ZERO;
    Natives natives = __builtin_convertvector(whole, Natives);

    memcpy(out, &natives, sizeof natives);
}

static void
encode(const gint8 *plain, void *native, gsize n)
{
    Native *out = native;

    for (gsize i = 0; i < n; i++)
        out[i] = (Native)(plain[i] + NATIVE_ZERO);
}

static void
squash(const gint32 *sums, const float *scale, guint n, void *out)
{
    for (guint i = 0; i < n; i += LANES)
        store_native(tangent(scaled(sums + i, scale + i)), (Native *)out + i);
}

static void
gate(const gint32 *sums, const float *scale, guint n, float *state, void *out)
{
    for (guint i = 0; i < n; i += LANES) {
        Floats in = tangent(scaled(sums + i, scale + i));
        Floats admit = logistic(scaled(sums + n + i, scale + n + i));
        Floats keep = logistic(scaled(sums + 2 * n + i, scale + 2 * n + i));
        Floats show = logistic(scaled(sums + 3 * n + i, scale + 3 * n + i));
        Floats now = load(state + i) * keep + in * admit;

        now = smaller(greater(now, all(-STATE_LIMIT)), all(STATE_LIMIT));
        memcpy(state + i, &now, sizeof now);
        store_native(tangent(now) * show, (Native *)out + i);
    }
}

static void
softmax(const gint32 *sums, const float *scale, guint n, float *costs)
{
    float top = (float)sums[0] * scale[0], total = 0, all_costs;

    for (guint i = 0; i < n; i += LANES) {
        Floats v = scaled(sums + i, scale + i);

        memcpy(costs + i, &v, sizeof v);
    }
    for (guint i = 1; i < n; i++)
        top = MAX(top, costs[i]);
    for (guint i = 0; i < n; i += LANES) {
        Floats e = exponential(greater(load(costs + i) - top, all(-EXP_LIMIT)));

        for (guint k = 0; k < LANES && i + k < n; k++)
            total += e[k];
    }
    all_costs = top + __builtin_logf(total);
    for (guint i = 0; i < n; i++)
        costs[i] = all_costs - costs[i];
}

#ifdef GROUP
/* The packing of all kernels but the reference: panels of RV_NET_LANES outputs, in them groups of
 * GROUP inputs (what makes 32 bits), in them output after output, each a Packed. What the products
 * come out too high by, for activations that are kept above zero, goes off the bias. */
static void
pack(RvNetWeights *weights, const gint8 *plain)
{
    Packed *packed = g_new0(Packed, (gsize)weights->n_out * weights->n_in);

    for (guint o = 0; o < weights->n_out; o++)
        for (guint k = 0; k < weights->n_in; k++) {
            gint8 w = plain[(gsize)o * weights->n_in + k];
            gsize panel = o / RV_NET_LANES, lane = o % RV_NET_LANES;

            packed[panel * RV_NET_LANES * weights->n_in + k / GROUP * GROUP * RV_NET_LANES +
                   lane * GROUP + k % GROUP] = w;
            weights->bias[o] -= NATIVE_ZERO * w;
        }
    weights->packed = packed;
}
#endif

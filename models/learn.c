/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backpropagation through the layers of src/boxes/classify.h, with Adam (Kingma and Ba, 2014,
 * arXiv:1412.6980). Every sample is seen a little otherwise each time: mirrored, shifted, larger,
 * paler, thicker, blurred, noisier. */
#include "train.h"

#include "boxes/view.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define EPOCHS 20
#define BATCH 64
#define THREADS 2
#define RATE 2e-3
#define RATE_END 2e-5
#define DECAY 0.9
#define DECAY_SQUARES 0.999
#define WEIGHT_DECAY 1e-5
#define SMOOTH 0.001F /* of each answer's certainty is left to the others */
#define N_WEIGHTS (sizeof(RvBoxNet) / sizeof(float))

typedef struct {
    const RvBoxNet *net;
    const GArray *samples;
    const guint *order;
    guint from, to;
    GRand *rand;
    RvBoxNet gradient;
    double loss;
} Share;

/* ---- samples ------------------------------------------------------------------------------- */

void
train_enter(const TrainSample *sample, RvBoxPass *pass)
{
    for (int k = 0; k < RV_VIEW_PIXELS; k++) {
        float seen = sample->seen[k] / TRAIN_BYTE, empty = sample->empty[k] / TRAIN_BYTE;

        pass->in[RV_NET_IN * k] = seen;
        pass->in[RV_NET_IN * k + 1] = seen - empty;
    }
}

/* ---- gradients ----------------------------------------------------------------------------- */

/* The transpose of the convolution: from what the outputs should change to the weights, and to the
 * inputs (NULL: nobody asks). */
static inline __attribute__((always_inline)) void
convolve_back(const float *in, int side, int n_in, const float *weights, int n_out,
              const float *out, float *d_out, float *d_weights, float *d_bias, float *d_in)
{
    for (int at = 0; at < side / 2 * (side / 2); at++) {
        int y = at / (side / 2), x = at % (side / 2);
        float *d = d_out + at * n_out;

        for (int o = 0; o < n_out; o++) {
            d[o] = out[at * n_out + o] > 0 ? d[o] : 0;
            d_bias[o] += d[o];
        }
        for (int k = 0; k < 9; k++) {
            int iy = 2 * y + k / 3 - 1, ix = 2 * x + k % 3 - 1;

            if (iy < 0 || ix < 0 || iy >= side || ix >= side)
                continue;
            for (int i = 0; i < n_in; i++) {
                const float *w = weights + (k * n_in + i) * n_out;
                float *dw = d_weights + (k * n_in + i) * n_out;
                float value = in[(iy * side + ix) * n_in + i], sum = 0;

                for (int o = 0; o < n_out; o++)
                    dw[o] += value * d[o];
                for (int o = 0; d_in && o < n_out; o++)
                    sum += w[o] * d[o];
                if (d_in)
                    d_in[(iy * side + ix) * n_in + i] += sum;
            }
        }
    }
}

/* Pencil and marks that hit the wrong box may leave no trace: then the box is like an empty one.
 * What stands beside it is not for the net to see at all: src/boxes/beside.c looks further. */
gboolean
train_is_seen(const TrainSample *sample)
{
    static const char *const outside[] = {"beside", "near", NULL};
    static const char *const faint[] = {"light", "hit", "edge", "blot", NULL};
    RvBoxView view = {.grain = (double)sample->grain};

    if (g_strv_contains(outside, sample->mark))
        return FALSE;
    if (!g_strv_contains(faint, sample->mark))
        return TRUE;
    for (int k = 0; k < RV_VIEW_PIXELS; k++) {
        view.seen[k] = sample->seen[k] / TRAIN_BYTE;
        view.empty[k] = sample->empty[k] / TRAIN_BYTE;
    }
    return !rv_view_is_bare(&view);
}

/* Adds the gradient of one pass; gives its loss. */
static double
back(const RvBoxNet *net, const RvBoxPass *p, int state, RvBoxNet *g)
{
    float d5[RV_NET_OUT], d4[RV_NET_HIDDEN] = {0}, d3[RV_NET_FLAT] = {0};
    float d2[G_N_ELEMENTS(p->a2)] = {0}, d1[G_N_ELEMENTS(p->a1)] = {0};

    for (int o = 0; o < RV_NET_OUT; o++) {
        float want = o == state ? 1 - SMOOTH : SMOOTH / (RV_NET_OUT - 1);

        d5[o] = p->out[o] - want;
        g->bias5[o] += d5[o];
        for (int i = 0; i < RV_NET_HIDDEN; i++) {
            g->full5[i][o] += p->a4[i] * d5[o];
            d4[i] += net->full5[i][o] * d5[o];
        }
    }
    for (int o = 0; o < RV_NET_HIDDEN; o++) {
        d4[o] = p->a4[o] > 0 ? d4[o] : 0;
        g->bias4[o] += d4[o];
    }
    for (int i = 0; i < RV_NET_FLAT; i++)
        for (int o = 0; o < RV_NET_HIDDEN; o++) {
            g->full4[i][o] += p->a3[i] * d4[o];
            d3[i] += net->full4[i][o] * d4[o];
        }
    convolve_back(p->a2, RV_NET_S2, RV_NET_C2, &net->conv3[0][0][0], RV_NET_C3, p->a3, d3,
                  &g->conv3[0][0][0], g->bias3, d2);
    convolve_back(p->a1, RV_NET_S1, RV_NET_C1, &net->conv2[0][0][0], RV_NET_C2, p->a2, d2,
                  &g->conv2[0][0][0], g->bias2, d1);
    convolve_back(p->in, RV_VIEW_SIDE, RV_NET_IN, &net->conv1[0][0][0], RV_NET_C1, p->a1, d1,
                  &g->conv1[0][0][0], g->bias1, NULL);
    return -log(MAX((double)p->out[state], 1e-12));
}

static gpointer
work(gpointer data)
{
    Share *share = data;
    RvBoxPass pass;

    memset(&share->gradient, 0, sizeof share->gradient);
    for (guint i = share->from; i < share->to; i++) {
        const TrainSample *sample = &g_array_index(share->samples, TrainSample, share->order[i]);

        train_enter_varied(sample, &pass, share->rand);
        rv_box_net_run(share->net, &pass);
        share->loss += back(share->net, &pass, sample->state, &share->gradient);
    }
    return NULL;
}

/* ---- steps --------------------------------------------------------------------------------- */

static double
gauss(GRand *rand)
{
    return sqrt(-2 * log(1 - g_rand_double(rand))) * cos(2 * G_PI * g_rand_double(rand));
}

static void
fill(float *weights, int n, int n_from, GRand *rand)
{
    for (int i = 0; i < n; i++)
        weights[i] = (float)(gauss(rand) * sqrt(2.0 / n_from));
}

/* Weights of a size that keeps the signal's (He and others, 2015, arXiv:1502.01852). */
static RvBoxNet *
net_new(GRand *rand)
{
    RvBoxNet *net = g_new0(RvBoxNet, 1);

    fill(&net->conv1[0][0][0], sizeof net->conv1 / sizeof(float), 9 * RV_NET_IN, rand);
    fill(&net->conv2[0][0][0], sizeof net->conv2 / sizeof(float), 9 * RV_NET_C1, rand);
    fill(&net->conv3[0][0][0], sizeof net->conv3 / sizeof(float), 9 * RV_NET_C2, rand);
    fill(&net->full4[0][0], sizeof net->full4 / sizeof(float), RV_NET_FLAT, rand);
    fill(&net->full5[0][0], sizeof net->full5 / sizeof(float), RV_NET_HIDDEN, rand);
    return net;
}

typedef struct {
    float mean[N_WEIGHTS], squares[N_WEIGHTS];
    double decay, decay_squares;
} Adam;

static void
step(RvBoxNet *net, const Share *shares, guint n, Adam *adam, double rate)
{
    float *weights = (float *)net;

    adam->decay *= DECAY;
    adam->decay_squares *= DECAY_SQUARES;
    for (guint i = 0; i < N_WEIGHTS; i++) {
        double g = 0, mean, square;

        for (int t = 0; t < THREADS; t++)
            g += ((const float *)&shares[t].gradient)[i];
        g = g / n + WEIGHT_DECAY * weights[i];
        mean = adam->mean[i] = (float)(DECAY * adam->mean[i] + (1 - DECAY) * g);
        square = adam->squares[i] =
            (float)(DECAY_SQUARES * adam->squares[i] + (1 - DECAY_SQUARES) * g * g);
        weights[i] -= (float)(rate * (mean / (1 - adam->decay)) /
                              (sqrt(square / (1 - adam->decay_squares)) + 1e-8));
    }
}

static void
shuffle(guint *order, guint n, GRand *rand)
{
    for (guint i = n; i > 1; i--) {
        guint k = (guint)g_rand_int_range(rand, 0, (int)i), kept = order[i - 1];

        order[i - 1] = order[k];
        order[k] = kept;
    }
}

static void
batch(RvBoxNet *net, Share *shares, guint from, guint to, Adam *adam, double rate)
{
    GThread *threads[THREADS];

    for (guint t = 0; t < THREADS; t++) {
        shares[t].from = from + (to - from) * t / THREADS;
        shares[t].to = from + (to - from) * (t + 1) / THREADS;
        threads[t] = t ? g_thread_new("share", work, &shares[t]) : NULL;
    }
    work(&shares[0]);
    for (guint t = 1; t < THREADS; t++)
        g_thread_join(threads[t]);
    step(net, shares, to - from, adam, rate);
}

static double
accuracy(const RvBoxNet *net, const GArray *samples)
{
    guint right = 0;
    RvBoxPass pass;

    for (guint i = 0; i < samples->len; i++) {
        const TrainSample *sample = &g_array_index(samples, TrainSample, i);
        int best = 0;

        train_enter(sample, &pass);
        rv_box_net_run(net, &pass);
        for (int o = 1; o < RV_NET_OUT; o++)
            best = pass.out[o] > pass.out[best] ? o : best;
        right += best == sample->state;
    }
    return samples->len ? (double)right / samples->len : 0;
}

RvBoxNet *
train_net(const GArray *samples, const GArray *held_out, guint32 seed)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
    g_autofree guint *order = g_new(guint, samples->len + 1);
    g_autofree Adam *adam = g_new0(Adam, 1);
    g_autofree Share *shares = g_new0(Share, THREADS);
    RvBoxNet *net = net_new(rand);
    guint n = 0, steps, done = 0;

    adam->decay = adam->decay_squares = 1;
    for (guint i = 0; i < samples->len; i++)
        if (train_is_seen(&g_array_index(samples, TrainSample, i)))
            order[n++] = i;
    steps = (n + BATCH - 1) / BATCH * EPOCHS;
    for (guint t = 0; t < THREADS; t++)
        shares[t] = (Share){.net = net,
                            .samples = samples,
                            .order = order,
                            .rand = g_rand_new_with_seed(seed + t + 1)};
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        double loss = 0;

        shuffle(order, n, rand);
        for (guint from = 0; from < n; from += BATCH) {
            double way = (double)done++ / steps;
            double rate = RATE_END + (RATE - RATE_END) * (1 + cos(G_PI * way)) / 2;

            batch(net, shares, from, MIN(from + BATCH, n), adam, rate);
        }
        for (guint t = 0; t < THREADS; t++) {
            loss += shares[t].loss;
            shares[t].loss = 0;
        }
        printf("epoch %2d: loss %.4f, held out %.2f %% right\n", epoch, loss / n,
               100 * accuracy(net, held_out));
        fflush(stdout);
    }
    for (guint t = 0; t < THREADS; t++)
        g_rand_free(shares[t].rand);
    return net;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The LSTM layers. A cell's step needs the output of the step before, so one line gives the kernel
 * one row at a time; many lines, or many columns, side by side give it many. */
#include "net-private.h"

#include <string.h>

/* Rows side by side. The weights of one step (up to 150 kB) come from the second-level cache each
 * time, for all the rows at once. */
#define ABREAST 32

/* The working space of a layer: ABREAST rows of input and last output, with their cells' state. */
typedef struct {
    const RvNetKernel *kernel;
    const RvNetWeights *weights;
    guint n_in, n_out, n_states; /* n_states: n_out padded */
    gsize stride;                /* elements a row */
    guint8 *rows;
    float *states;
    gint32 *sums;
} Bench;

static guint8 *
row_at(const Bench *bench, guint i)
{
    return bench->rows + (gsize)i * bench->stride * bench->kernel->element;
}

/* Puts all rows back to the start of a line. */
static void
bench_reset(Bench *bench)
{
    gsize n = ABREAST * bench->stride;
    g_autofree gint8 *zeros = g_malloc0(n);

    bench->kernel->encode(zeros, bench->rows, n);
    memset(bench->states, 0, sizeof(float) * ABREAST * bench->n_states);
}

static void
bench_init(Bench *bench, const RvNet *net, const RvNetLayer *layer)
{
    const RvNetWeights *weights = layer->weights;

    *bench = (Bench){.kernel = net->kernel,
                     .weights = weights,
                     .n_in = layer->n_in,
                     .n_out = layer->n_out,
                     .n_states = weights->n_out / 4};
    bench->stride = MAX(weights->n_in, layer->n_in + bench->n_states);
    bench->rows = g_malloc(ABREAST * bench->stride * net->kernel->element);
    bench->states = g_new(float, ABREAST * bench->n_states);
    bench->sums = g_new(gint32, (gsize)ABREAST * weights->n_out);
}

static void
bench_clear(Bench *bench)
{
    g_free(bench->rows);
    g_free(bench->states);
    g_free(bench->sums);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Bench, bench_clear)

static void
put_input(Bench *bench, guint i, const guint8 *input)
{
    memcpy(row_at(bench, i), input, bench->n_in * bench->kernel->element);
}

/* One step of the first n rows; each one's output lies behind its input then. */
static void
bench_step(Bench *bench, guint n)
{
    bench->kernel->multiply(bench->weights, bench->rows, bench->stride, n, bench->sums);
    for (guint i = 0; i < n; i++)
        bench->kernel->gate(bench->sums + (gsize)i * bench->weights->n_out, bench->weights->scale,
                            bench->n_states, bench->states + (gsize)i * bench->n_states,
                            row_at(bench, i) + bench->n_in * bench->kernel->element);
}

static void
take_output(const Bench *bench, guint i, guint8 *output)
{
    gsize element = bench->kernel->element;

    memcpy(output, row_at(bench, i) + bench->n_in * element, bench->n_out * element);
}

void
rv_net_run_up(const RvNet *net, const RvNetLayer *layer, const guint8 *columns, guint n,
              guint8 *rows)
{
    gsize element = net->kernel->element, cell = rv_net_cell_size(net) * element;
    guint cells = rv_net_column_cells(net);
    g_auto(Bench) bench = {0};

    bench_init(&bench, net, layer);
    for (guint first = 0; first < n; first += ABREAST) {
        guint abreast = MIN(ABREAST, n - first);

        bench_reset(&bench);
        for (guint y = 0; y < cells; y++) {
            for (guint i = 0; i < abreast; i++)
                put_input(&bench, i, columns + ((gsize)(first + i) * cells + y) * cell);
            bench_step(&bench, abreast);
        }
        for (guint i = 0; i < abreast; i++)
            take_output(&bench, i, rows + (gsize)(first + i) * layer->n_out * element);
    }
}

static gsize
row_of_step(const RvNetLayer *layer, const RvNetSpan *span, guint t)
{
    return span->first + (layer->kind == RV_NET_LSTM_BACK ? span->n - 1 - t : t);
}

/* At most ABREAST lines, longest first: the shorter ones drop out from the end. */
static void
run_abreast(Bench *bench, const RvNetLayer *layer, const guint8 *in, const RvNetSpan *spans,
            guint n_spans, guint8 *out)
{
    gsize size_in = layer->n_in * bench->kernel->element;
    gsize size_out = layer->n_out * bench->kernel->element;
    guint active = n_spans;

    bench_reset(bench);
    for (guint t = 0; t < spans[0].n; t++) {
        while (active > 0 && spans[active - 1].n <= t)
            active--;
        for (guint i = 0; i < active; i++)
            put_input(bench, i, in + row_of_step(layer, &spans[i], t) * size_in);
        bench_step(bench, active);
        for (guint i = 0; i < active; i++)
            take_output(bench, i, out + row_of_step(layer, &spans[i], t) * size_out);
    }
}

void
rv_net_run_along(const RvNet *net, const RvNetLayer *layer, const guint8 *in,
                 const RvNetSpan *spans, guint n_spans, guint8 *out)
{
    g_auto(Bench) bench = {0};

    bench_init(&bench, net, layer);
    for (guint first = 0; first < n_spans; first += ABREAST)
        run_abreast(&bench, layer, in, spans + first, MIN(ABREAST, n_spans - first), out);
}

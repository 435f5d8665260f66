/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines through all layers, many at a time: sorted by length, in batches that fit the cache of no
 * machine but the memory of every one. */
#include "net-private.h"

/* Steps of a batch: 10,000 are a dense A4 page; its largest buffer is then 4 to 8 MB. */
#define BATCH_STEPS 16384
/* Rows of the last layer at once. */
#define ROWS_AT_ONCE 64

typedef struct {
    const RvNetLine *line;
    guint index, n; /* its place with the caller; steps */
} Job;

static gint
longest_first(gconstpointer a, gconstpointer b)
{
    const Job *u = a, *v = b;

    return u->n != v->n ? (u->n < v->n ? 1 : -1) : (u->index < v->index ? -1 : 1);
}

static GArray *
sorted_jobs(const RvNet *net, const RvNetLine *lines, guint n_lines)
{
    GArray *jobs = g_array_new(FALSE, FALSE, sizeof(Job));

    for (guint i = 0; i < n_lines; i++) {
        Job job = {&lines[i], i, rv_net_steps(net, MIN(lines[i].width, RV_NET_MAX_WIDTH))};

        if (job.n > 0)
            g_array_append_val(jobs, job);
    }
    g_array_sort(jobs, longest_first);
    return jobs;
}

typedef struct {
    const RvNet *net;
    RvNetWitness witness;
    gpointer witness_data;
    GPtrArray *results;
} Run;

/* The columns of all lines through the first LSTM: rows of its outputs. */
static guint8 *
run_first_layers(const Run *run, const Job *jobs, const RvNetSpan *spans, guint n_jobs,
                 guint n_steps)
{
    const RvNet *net = run->net;
    const RvNetLayer *up = &g_array_index(net->layers, RvNetLayer, 2);
    gsize element = net->kernel->element;
    gsize column = (gsize)rv_net_column_cells(net) * rv_net_cell_size(net) * element;
    g_autofree guint8 *columns = g_malloc(n_steps * column);
    guint8 *rows = g_malloc((gsize)n_steps * up->n_out * element);

    for (guint i = 0; i < n_jobs; i++)
        rv_net_convolve(net, jobs[i].line, columns + spans[i].first * column);
    rv_net_run_up(net, up, columns, n_steps, rows);
    return rows;
}

/* The last layer: the costs of all codes at every step of a line. */
static void
run_softmax(const Run *run, const RvNetLayer *layer, const guint8 *rows, guint n_steps, guint index)
{
    const RvNet *net = run->net;
    const RvNetWeights *weights = layer->weights;
    gsize size = layer->n_in * net->kernel->element;
    g_autofree gint32 *sums = g_new(gint32, (gsize)ROWS_AT_ONCE * weights->n_out);
    g_autofree float *costs = g_new(float, weights->n_out);
    RvPosteriors *posteriors = rv_posteriors_new(net->n_codes, net->null_code, n_steps);

    for (guint first = 0; first < n_steps; first += ROWS_AT_ONCE) {
        guint n = MIN(ROWS_AT_ONCE, n_steps - first);

        net->kernel->multiply(weights, rows + first * size, layer->n_in, n, sums);
        for (guint i = 0; i < n; i++) {
            net->kernel->softmax(sums + (gsize)i * weights->n_out, weights->scale, layer->n_out,
                                 costs);
            rv_posteriors_add(posteriors, costs);
            if (run->witness)
                run->witness(index, first + i, costs, run->witness_data);
        }
    }
    rv_posteriors_trim(posteriors);
    g_ptr_array_index(run->results, index) = posteriors;
}

static void
run_batch(const Run *run, const Job *jobs, guint n_jobs)
{
    const RvNet *net = run->net;
    gsize element = net->kernel->element;
    g_autofree RvNetSpan *spans = g_new(RvNetSpan, n_jobs);
    g_autofree guint8 *rows = NULL;
    guint n_steps = 0;

    for (guint i = 0; i < n_jobs; i++) {
        spans[i] = (RvNetSpan){n_steps, jobs[i].n};
        n_steps += jobs[i].n;
    }
    rows = run_first_layers(run, jobs, spans, n_jobs, n_steps);
    for (guint i = 3; i + 1 < net->layers->len; i++) {
        const RvNetLayer *layer = &g_array_index(net->layers, RvNetLayer, i);
        guint8 *next = g_malloc((gsize)n_steps * layer->n_out * element);

        rv_net_run_along(net, layer, rows, spans, n_jobs, next);
        g_free(rows);
        rows = next;
    }
    for (guint i = 0; i < n_jobs; i++) {
        const RvNetLayer *last = &g_array_index(net->layers, RvNetLayer, net->layers->len - 1);

        run_softmax(run, last, rows + (gsize)spans[i].first * last->n_in * element, spans[i].n,
                    jobs[i].index);
    }
}

GPtrArray *
rv_net_run_witnessed(const RvNet *net, const RvNetLine *lines, guint n_lines, RvNetWitness witness,
                     gpointer data)
{
    g_autoptr(GArray) jobs = sorted_jobs(net, lines, n_lines);
    GPtrArray *results = g_ptr_array_new_with_free_func((GDestroyNotify)rv_posteriors_free);
    Run run = {net, witness, data, results};

    g_ptr_array_set_size(results, (gint)n_lines);
    for (guint first = 0; first < jobs->len;) {
        const Job *job = &g_array_index(jobs, Job, first);
        guint n = 1, steps = job->n;

        while (first + n < jobs->len && steps + job[n].n <= BATCH_STEPS)
            steps += job[n++].n;
        run_batch(&run, job, n);
        first += n;
    }
    for (guint i = 0; i < n_lines; i++)
        if (!g_ptr_array_index(results, i))
            g_ptr_array_index(results, i) = rv_posteriors_new(net->n_codes, net->null_code, 0);
    return results;
}

GPtrArray *
rv_net_run(const RvNet *net, const RvNetLine *lines, guint n_lines)
{
    return rv_net_run_witnessed(net, lines, n_lines, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first layers: contrast, 3 x 3 convolution, max-pooling. Since tanh and its rounding keep the
 * order of sums, the greatest sum of a cell is squashed instead of every one.
 *
 * Beyond the edges of the picture the network saw noise in training, drawn anew for every patch,
 * and Tesseract gives it the same noise for every line: a linear congruential generator that starts
 * from the model's count of samples. It is drawn here in the same order. */
#include "net-private.h"

/* Quartiles of the dark and the light turning points of the middle row. */
#define BLACK_SHARE 0.25
#define WHITE_SHARE 0.75

/* The "minimal standard" generator of Park and Miller, with which Tesseract 5.3 draws. */
#define NOISE_FACTOR 48271
#define NOISE_MODULUS 2147483647

typedef struct {
    guint64 state; /* 1 ... NOISE_MODULUS - 1 */
} Noise;

static gint8
noise_next(Noise *noise)
{
    double value;

    noise->state = noise->state * NOISE_FACTOR % NOISE_MODULUS;
    value = 2.0 * 127.0 * (double)noise->state / G_MAXINT32 - 127.0;
    return (gint8)(value >= 0 ? (int)(value + 0.5) : -(int)(-value + 0.5));
}

static Noise
noise_start(const RvNet *net)
{
    Noise noise = {(guint64)((gint64)net->sample_iteration * 0x10000001LL) % NOISE_MODULUS};

    if (noise.state == 0)
        noise.state = 1;
    noise_next(&noise);
    return noise;
}

/* The value that a share of the counted ones lies under, interpolated within a level as Tesseract
 * does (STATS::ile). */
static float
quantile(const guint counts[256], guint total, double share)
{
    double target = MAX(share * total, 1.0);
    int index;
    guint sum = 0;

    for (index = 0; index < 256 && sum < target; index++)
        sum += counts[index];
    if (index == 0)
        return 0;
    return (float)(index - (sum - target) / counts[index - 1]);
}

static void
find_contrast(const guint8 *pixels, int width, int height, float *black, float *contrast)
{
    const guint8 *row = pixels + (gsize)(height / 2) * (gsize)width;
    guint dark[256] = {0}, light[256] = {0}, n_dark = 0, n_light = 0;
    float white;

    for (int x = 1; x + 1 < width; x++) {
        guint8 before = row[x - 1], now = row[x], after = row[x + 1];

        if ((now < before && now <= after) || (now <= before && now < after)) {
            dark[now]++;
            n_dark++;
        }
        if ((now > before && now >= after) || (now >= before && now > after)) {
            light[now]++;
            n_light++;
        }
    }
    if (!n_dark)
        dark[0] = n_dark = 1;
    if (!n_light)
        light[255] = n_light = 1;
    *black = quantile(dark, n_dark, BLACK_SHARE);
    white = quantile(light, n_light, WHITE_SHARE);
    *contrast = (white - *black) / 2.0F;
    if (*contrast <= 0)
        *contrast = 1;
}

/* Pixels to -127 ... 127. */
static gint8 *
normalise(const RvNet *net, const RvNetLine *line)
{
    gsize n = (gsize)line->width * net->height;
    gint8 *values = g_malloc(n);
    float black, contrast;
    gint8 table[256];

    find_contrast(line->pixels, line->width, (int)net->height, &black, &contrast);
    for (int i = 0; i < 256; i++) {
        float v = 128.0F * (((float)i - black) / contrast - 1.0F);

        table[i] = (gint8)CLAMP(v >= 0 ? (int)(v + 0.5F) : -(int)(-v + 0.5F), -127, 127);
    }
    for (gsize i = 0; i < n; i++)
        values[i] = table[line->pixels[i]];
    return values;
}

guint
rv_net_steps(const RvNet *net, int width)
{
    return (guint)MAX(width, 0) / g_array_index(net->layers, RvNetLayer, 1).x;
}

guint
rv_net_column_cells(const RvNet *net)
{
    return net->height / g_array_index(net->layers, RvNetLayer, 1).y;
}

guint
rv_net_cell_size(const RvNet *net)
{
    return g_array_index(net->layers, RvNetLayer, 0).weights->n_out;
}

typedef struct {
    const gint8 *values;
    int width, height, rx, ry; /* rx, ry: neighbours on each side */
    guint stride;
    Noise noise;
} Source;

/* The patch around a pixel, column after column. */
static inline void
take_patch(Source *s, int x, int y, gint8 *patch)
{
    for (int dx = -s->rx; dx <= s->rx; dx++)
        for (int dy = -s->ry; dy <= s->ry; dy++)
            *patch++ = x + dx >= 0 && x + dx < s->width && y + dy >= 0 && y + dy < s->height
                           ? s->values[(gsize)(y + dy) * (gsize)s->width + (gsize)(x + dx)]
                           : noise_next(&s->noise);
}

/* The same far from the edges, for the usual three by three. */
static inline void
take_inner_patch(const Source *s, int x, int y, gint8 *patch)
{
    const gint8 *at = s->values + (gsize)y * (gsize)s->width + (gsize)x;
    const gint8 *up = at - s->width, *down = at + s->width;

    patch[0] = up[-1];
    patch[1] = at[-1];
    patch[2] = down[-1];
    patch[3] = up[0];
    patch[4] = at[0];
    patch[5] = down[0];
    patch[6] = up[1];
    patch[7] = at[1];
    patch[8] = down[1];
}

static void
take_row(Source *s, int y, gint8 *patches)
{
    gboolean inner_row = s->rx == 1 && s->ry == 1 && y > 0 && y + 1 < s->height;

    for (int x = 0; x < s->width; x++, patches += s->stride) {
        if (inner_row && x > 0 && x + 1 < s->width)
            take_inner_patch(s, x, y, patches);
        else
            take_patch(s, x, y, patches);
    }
}

static void
pool_row(const gint32 *sums, guint cell_size, guint steps, guint per_step, gint32 *greatest)
{
    for (guint t = 0; t < steps; t++)
        for (guint x = 0; x < per_step; x++, sums += cell_size)
            for (guint i = 0; i < cell_size; i++)
                greatest[t * cell_size + i] = MAX(greatest[t * cell_size + i], sums[i]);
}

void
rv_net_convolve(const RvNet *net, const RvNetLine *line, guint8 *columns)
{
    const RvNetKernel *kernel = net->kernel;
    const RvNetLayer *convolve = &g_array_index(net->layers, RvNetLayer, 0);
    const RvNetLayer *pool = &g_array_index(net->layers, RvNetLayer, 1);
    const RvNetWeights *weights = convolve->weights;
    guint steps = rv_net_steps(net, line->width), cells = rv_net_column_cells(net);
    gsize width = (gsize)line->width, cell = weights->n_out;
    g_autofree gint8 *values = normalise(net, line);
    g_autofree gint8 *patches = g_malloc0(width * weights->n_in);
    g_autofree guint8 *rows = g_malloc(width * weights->n_in * kernel->element);
    g_autofree gint32 *sums = g_new(gint32, width * cell);
    g_autofree gint32 *greatest = g_new(gint32, MAX(steps, 1) * cell);
    Source source = {values,           line->width,   (int)net->height, (int)convolve->x,
                     (int)convolve->y, weights->n_in, noise_start(net)};

    for (guint y = 0; y < net->height; y++) {
        guint row_of_cell = y % pool->y;

        if (y / pool->y >= cells)
            break;
        take_row(&source, (int)y, patches);
        kernel->encode(patches, rows, width * weights->n_in);
        kernel->multiply(weights, rows, weights->n_in, width, sums);
        for (gsize i = 0; row_of_cell == 0 && i < steps * cell; i++)
            greatest[i] = G_MININT32;
        pool_row(sums, (guint)cell, steps, pool->x, greatest);
        for (guint t = 0; row_of_cell == pool->y - 1 && t < steps; t++)
            kernel->squash(greatest + t * cell, weights->scale, (guint)cell,
                           columns + ((gsize)t * cells + y / pool->y) * cell * kernel->element);
    }
}

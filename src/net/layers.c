/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the file's nested layers to a plain row of them. Every layer starts with the same head, then
 * has what its kind needs; see Tesseract's src/lstm/network.cpp and its neighbours. */
#include "net-private.h"

#include "recevable/i18n.h"

#include <string.h>

/* A layer's head. */
typedef struct {
    char kind[20];
    guint n_in, n_out;
    gint32 flags;
} Head;

typedef struct {
    RvNet *net;
    RvNetCursor *cursor;
    const char *why; /* NULL: all is well so far */
} Reading;

#define FLAG_OWN_RATES 64 /* the layer has a learning rate for each part, behind them */
#define MODE_WHOLE_NUMBERS 1
#define MODE_DOUBLES 128
/* Limits against a damaged file: ten times what the largest published model has. */
#define MAX_SIZE 20000
#define MAX_DEPTH 8
#define MAX_PARTS 64
#define MAX_NEIGHBOURS 4
#define MAX_HEIGHT 256
/* States beyond this would not fit the buffers of a step. */
#define MAX_STATES 2048

static const char damaged[] = N_("it is damaged");
static const char unknown[] = N_("it has layers of another kind");
static const char not_whole[] = N_("its weights are not whole numbers");

static gboolean
refuse(Reading *reading, const char *why)
{
    if (!reading->why)
        reading->why = why;
    return FALSE;
}

static gboolean
read_text(RvNetCursor *cursor, char *text, gsize size)
{
    gint32 length = rv_net_read_i32(cursor);
    const guint8 *bytes = length >= 0 ? rv_net_read_bytes(cursor, (gsize)length) : NULL;

    if (!bytes || cursor->failed)
        return FALSE;
    if (text) {
        gsize n = MIN((gsize)length, size - 1);

        memcpy(text, bytes, n);
        text[n] = '\0';
    }
    return TRUE;
}

static gboolean
read_head(Reading *reading, Head *head)
{
    RvNetCursor *cursor = reading->cursor;
    gint32 n_in, n_out;

    if (rv_net_read_u8(cursor) != 0) /* older files have a number there instead of a name */
        return refuse(reading, cursor->failed ? damaged : unknown);
    if (!read_text(cursor, head->kind, sizeof head->kind))
        return refuse(reading, damaged);
    rv_net_read_u8(cursor); /* was it being trained */
    rv_net_read_u8(cursor); /* does it hand errors back */
    head->flags = rv_net_read_i32(cursor);
    n_in = rv_net_read_i32(cursor);
    n_out = rv_net_read_i32(cursor);
    rv_net_read_i32(cursor); /* number of weights */
    if (!read_text(cursor, NULL, 0) || n_in <= 0 || n_out <= 0 || n_in > MAX_SIZE ||
        n_out > MAX_SIZE)
        return refuse(reading, damaged);
    head->n_in = (guint)n_in;
    head->n_out = (guint)n_out;
    return TRUE;
}

typedef struct {
    const gint8 *plain;
    double *scales; /* owned */
} Matrix;

static void
matrix_clear(Matrix *matrix)
{
    g_clear_pointer(&matrix->scales, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Matrix, matrix_clear)

/* A scale must not turn the order of sums round: max-pooling counts on it. */
static gboolean
read_scales(RvNetCursor *cursor, guint n, Matrix *matrix)
{
    if (rv_net_read_i32(cursor) != (gint32)n)
        return FALSE;
    matrix->scales = g_new(double, n);
    for (guint i = 0; i < n; i++) {
        matrix->scales[i] = rv_net_read_f64(cursor);
        if (!(matrix->scales[i] >= 0 && matrix->scales[i] < 1e6))
            return FALSE;
    }
    return !cursor->failed;
}

static gboolean
read_matrix(Reading *reading, guint n_out, guint n_in, Matrix *matrix)
{
    RvNetCursor *cursor = reading->cursor;
    guint8 mode = rv_net_read_u8(cursor);

    if (!(mode & MODE_WHOLE_NUMBERS) || !(mode & MODE_DOUBLES))
        return refuse(reading, cursor->failed ? damaged : not_whole);
    if (rv_net_read_i32(cursor) != (gint32)n_out || rv_net_read_i32(cursor) != (gint32)n_in + 1)
        return refuse(reading, damaged);
    rv_net_read_u8(cursor); /* the value of an empty cell */
    matrix->plain = (const gint8 *)rv_net_read_bytes(cursor, (gsize)n_out * (n_in + 1));
    if (!matrix->plain || !read_scales(cursor, n_out, matrix))
        return refuse(reading, damaged);
    return TRUE;
}

static RvNetLayer *
add(Reading *reading, RvNetLayerKind kind, const Head *head)
{
    RvNetLayer layer = {.kind = kind, .n_in = head->n_in, .n_out = head->n_out};

    g_array_append_val(reading->net->layers, layer);
    return &g_array_index(reading->net->layers, RvNetLayer, reading->net->layers->len - 1);
}

static RvNetLayer *
last(Reading *reading)
{
    GArray *layers = reading->net->layers;

    return layers->len ? &g_array_index(layers, RvNetLayer, layers->len - 1) : NULL;
}

static gboolean
read_input(Reading *reading, const Head *head)
{
    RvNetCursor *cursor = reading->cursor;
    gint32 shape[5]; /* batch, height, width, depth, loss */

    for (guint i = 0; i < G_N_ELEMENTS(shape); i++)
        shape[i] = rv_net_read_i32(cursor);
    if (cursor->failed)
        return refuse(reading, damaged);
    if (reading->net->height || shape[1] < 3 || shape[1] > MAX_HEIGHT || shape[2] != 0 ||
        shape[3] != 1 || head->n_out != 1)
        return refuse(reading, unknown);
    reading->net->height = (guint)shape[1];
    return TRUE;
}

static gboolean
read_neighbours(Reading *reading, const Head *head, RvNetLayerKind kind)
{
    gint32 x = rv_net_read_i32(reading->cursor), y = rv_net_read_i32(reading->cursor);
    RvNetLayer *layer;

    if (x < 1 || y < 1 || x > MAX_NEIGHBOURS || y > MAX_NEIGHBOURS)
        return refuse(reading, reading->cursor->failed ? damaged : unknown);
    layer = add(reading, kind, head);
    layer->x = (guint)x;
    layer->y = (guint)y;
    return TRUE;
}

static gboolean
read_convolve(Reading *reading, const Head *head)
{
    return read_neighbours(reading, head, RV_NET_CONVOLVE);
}

static gboolean
read_maxpool(Reading *reading, const Head *head)
{
    return read_neighbours(reading, head, RV_NET_MAXPOOL);
}

/* The weights of a convolution: the file has them as a layer of its own. */
static gboolean
read_tanh(Reading *reading, const Head *head)
{
    RvNetLayer *convolve = last(reading);
    g_auto(Matrix) matrix = {0};

    if (!convolve || convolve->kind != RV_NET_CONVOLVE || convolve->weights)
        return refuse(reading, unknown);
    if (!read_matrix(reading, head->n_out, head->n_in, &matrix))
        return FALSE;
    convolve->n_out = head->n_out;
    convolve->weights = rv_net_weights_new(reading->net->kernel, matrix.plain, head->n_out,
                                           head->n_in, matrix.scales);
    return head->n_in == (2 * convolve->x + 1) * (2 * convolve->y + 1) || refuse(reading, unknown);
}

static gboolean
read_lstm_as(Reading *reading, const Head *head, RvNetLayerKind kind)
{
    gint32 n_all = rv_net_read_i32(reading->cursor);
    guint n_in = head->n_in + head->n_out;
    Matrix matrices[4] = {0};
    const gint8 *plain[4];
    const double *scales[4];
    gboolean ok = n_all == (gint32)n_in && head->n_out <= MAX_STATES;

    if (!ok) /* a two-dimensional one has more inputs */
        return refuse(reading, reading->cursor->failed ? damaged : unknown);
    for (guint i = 0; i < 4 && ok; i++) {
        ok = read_matrix(reading, head->n_out, n_in, &matrices[i]);
        plain[i] = matrices[i].plain;
        scales[i] = matrices[i].scales;
    }
    if (ok)
        add(reading, kind, head)->weights =
            rv_net_weights_new_gates(reading->net->kernel, plain, head->n_out, n_in, scales);
    for (guint i = 0; i < 4; i++)
        matrix_clear(&matrices[i]);
    return ok;
}

static gboolean
read_lstm(Reading *reading, const Head *head)
{
    return read_lstm_as(reading, head, RV_NET_LSTM);
}

static gboolean
read_softmax(Reading *reading, const Head *head)
{
    g_auto(Matrix) matrix = {0};

    if (!read_matrix(reading, head->n_out, head->n_in, &matrix))
        return FALSE;
    add(reading, RV_NET_SOFTMAX, head)->weights = rv_net_weights_new(
        reading->net->kernel, matrix.plain, head->n_out, head->n_in, matrix.scales);
    reading->net->n_codes = head->n_out;
    return TRUE;
}

/* Behind the parts of a layer that holds others: their learning rates, if each has its own. */
static gboolean
skip_rates(Reading *reading, const Head *head)
{
    gint32 n = head->flags & FLAG_OWN_RATES ? rv_net_read_i32(reading->cursor) : 0;

    if (n < 0 || n > MAX_PARTS || !rv_net_read_bytes(reading->cursor, (gsize)n * sizeof(float)))
        return refuse(reading, damaged);
    return TRUE;
}

/* A wrapper around one LSTM that says in which direction it runs. */
static gboolean
read_wrapped(Reading *reading, const Head *wrapper, const char *inner, RvNetLayerKind kind)
{
    Head head;

    if (rv_net_read_i32(reading->cursor) != 1)
        return refuse(reading, reading->cursor->failed ? damaged : unknown);
    if (!read_head(reading, &head))
        return FALSE;
    if (strcmp(head.kind, inner) != 0)
        return refuse(reading, unknown);
    return read_lstm_as(reading, &head, kind) && skip_rates(reading, wrapper);
}

static gboolean
read_reversed(Reading *reading, const Head *head)
{
    return read_wrapped(reading, head, "LSTM", RV_NET_LSTM_BACK);
}

static gboolean
read_transposed(Reading *reading, const Head *head)
{
    return read_wrapped(reading, head, "SummLSTM", RV_NET_LSTM_UP);
}

static const struct {
    const char *kind;
    gboolean (*read)(Reading *reading, const Head *head);
} kinds[] = {
    {"Input", read_input},     {"Convolve", read_convolve},      {"Tanh", read_tanh},
    {"Maxpool", read_maxpool}, {"XYTranspose", read_transposed}, {"LSTM", read_lstm},
    {"Softmax", read_softmax}, {"RTLReversed", read_reversed},
};

static gboolean
read_layer(Reading *reading, guint depth)
{
    Head head;

    if (!read_head(reading, &head))
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (!strcmp(head.kind, kinds[i].kind))
            return kinds[i].read(reading, &head);
    if (strcmp(head.kind, "Series") != 0 || depth > MAX_DEPTH)
        return refuse(reading, unknown);
    for (gint32 n = rv_net_read_i32(reading->cursor); n > 0; n--)
        if (n > MAX_PARTS || !read_layer(reading, depth + 1))
            return refuse(reading, damaged);
    return skip_rates(reading, &head);
}

/* Is it a convolution, a max-pooling, an LSTM up the columns, LSTMs along the line, a softmax; and
 * does each take what the one before gives? */
static gboolean
shape_is_known(const RvNet *net)
{
    guint n = net->layers->len, carried = 0;

    if (n < 5 || !net->height)
        return FALSE;
    for (guint i = 0; i < n; i++) {
        const RvNetLayer *layer = &g_array_index(net->layers, RvNetLayer, i);
        RvNetLayerKind kind = layer->kind;
        gboolean fits = i == 0       ? kind == RV_NET_CONVOLVE
                        : i == 1     ? kind == RV_NET_MAXPOOL
                        : i == 2     ? kind == RV_NET_LSTM_UP
                        : i == n - 1 ? kind == RV_NET_SOFTMAX
                                     : kind == RV_NET_LSTM || kind == RV_NET_LSTM_BACK;

        if (!fits || (kind != RV_NET_MAXPOOL && !layer->weights) ||
            (i > 0 && layer->n_in != carried))
            return FALSE;
        carried = layer->n_out;
    }
    return g_array_index(net->layers, RvNetLayer, 1).y <= net->height;
}

gboolean
rv_net_read_layers(RvNet *net, RvNetCursor *network, const char **why)
{
    Reading reading = {net, network, NULL};
    gint32 null_code;

    if (read_layer(&reading, 0) && !shape_is_known(net))
        refuse(&reading, unknown);
    read_text(network, NULL, 0); /* how it was asked for in training */
    rv_net_read_i32(network);    /* flags of training */
    rv_net_read_i32(network);    /* iterations */
    net->sample_iteration = rv_net_read_i32(network);
    null_code = rv_net_read_i32(network);
    if (network->failed || null_code < 0 || (guint)null_code >= MAX(net->n_codes, 1))
        refuse(&reading, damaged);
    net->null_code = (guint)null_code;
    *why = reading.why;
    return !reading.why;
}

void
rv_net_layer_clear(gpointer layer)
{
    g_clear_pointer(&((RvNetLayer *)layer)->weights, rv_net_weights_free);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of net/ share: the model as it lies in its file, the layers, and the kernels. */
#pragma once

#include "recevable/net.h"

/* ---- traineddata.c: the file, taken apart. */

/* Reads on from a place in bytes; whatever would run over the end sets `failed` and gives zeros. */
typedef struct {
    const guint8 *at;
    gsize left;
    gboolean failed;
} RvNetCursor;

guint8 rv_net_read_u8(RvNetCursor *cursor);
gint32 rv_net_read_i32(RvNetCursor *cursor); /* little-endian, as all here */
gint64 rv_net_read_i64(RvNetCursor *cursor);
double rv_net_read_f64(RvNetCursor *cursor);
/* The next n bytes in place, or NULL. */
const guint8 *rv_net_read_bytes(RvNetCursor *cursor, gsize n);
/* The first word of the next line of a text; NULL at the end. Owned by the caller. */
char *rv_net_read_name(RvNetCursor *cursor);

typedef enum {
    RV_NET_PART_NETWORK,
    RV_NET_PART_WORDS,
    RV_NET_PART_CHARACTERS,
    RV_NET_PART_RECODER,
    RV_NET_PARTS
} RvNetPart;

/* Finds the parts in a file's bytes; an absent one has left = 0. FALSE: not such a file. */
gboolean rv_net_find_parts(const guint8 *bytes, gsize length, RvNetCursor parts[RV_NET_PARTS]);

/* ---- characters.c: which character a sequence of codes stands for. */
typedef struct _RvNetCharacters RvNetCharacters;
RvNetCharacters *rv_net_characters_new(RvNetCursor unicharset, RvNetCursor recoder);
void rv_net_characters_free(RvNetCharacters *characters);
const char *rv_net_characters_text(const RvNetCharacters *characters, const guint16 *codes,
                                   guint n_codes);
gboolean rv_net_characters_codes(const RvNetCharacters *characters, const char *text,
                                 guint16 *codes, guint *n_codes);
guint rv_net_characters_longest(const RvNetCharacters *characters);
/* One more than the greatest code. */
guint rv_net_characters_range(const RvNetCharacters *characters);

/* ---- dictionary.c: the words that come with the model. */
typedef struct _RvNetDictionary RvNetDictionary;
/* Keeps pointing into `dawg`. NULL: the part is damaged, or of another machine's byte order. */
RvNetDictionary *rv_net_dictionary_new(RvNetCursor dawg, RvNetCursor unicharset);
void rv_net_dictionary_free(RvNetDictionary *dictionary);
gboolean rv_net_dictionary_has(const RvNetDictionary *dictionary, const char *word);

/* ---- kernels: the inner loops, one table an instruction set. */

/* A matrix of whole-number weights, packed for a kernel. Outputs are padded to a multiple of
 * RV_NET_LANES, inputs to one of RV_NET_GROUP; the padding is zero. */
#define RV_NET_LANES 16
#define RV_NET_GROUP 4
typedef struct {
    guint n_in, n_out; /* padded */
    void *packed;      /* in the kernel's own order */
    gint32 *bias;      /* n_out: what a sum starts from */
    float *scale;      /* n_out: from a sum to a value */
} RvNetWeights;

/* Activations are whole numbers -127 ... 127, kept in rows as the kernel likes them ("native"). */
typedef struct {
    const char *name;
    gboolean (*is_supported)(void); /* to be asked before anything else is called */
    gsize element;                  /* bytes of a native activation */
    /* `weights`: n_out rows of n_in, padded; fills packed and adds to bias what the format asks. */
    void (*pack)(RvNetWeights *weights, const gint8 *plain);
    void (*encode)(const gint8 *plain, void *native, gsize n);
    /* sums[r * n_out + o] = bias[o] + the product of row r and the weights of o. Rows are `stride`
     * elements apart. */
    void (*multiply)(const RvNetWeights *weights, const void *rows, gsize stride, gsize n_rows,
                     gint32 *sums);
    /* out[i] = round(127 tanh(sums[i] scale[i])), n of them: a multiple of RV_NET_LANES */
    void (*squash)(const gint32 *sums, const float *scale, guint n, void *out);
    /* One step of an LSTM cell: sums and scale hold the four gates (cell input, input, forget,
     * output), n each; updates state, writes the output. */
    void (*gate)(const gint32 *sums, const float *scale, guint n, float *state, void *out);
    /* costs[i] = -ln of the softmax; n need not be padded, the arrays are. */
    void (*softmax)(const gint32 *sums, const float *scale, guint n, float *costs);
} RvNetKernel;

extern const RvNetKernel rv_net_kernel_portable;
#if defined(__x86_64__)
extern const RvNetKernel rv_net_kernel_avx2, rv_net_kernel_avx512, rv_net_kernel_vnni;
#elif defined(__aarch64__)
extern const RvNetKernel rv_net_kernel_neon;
#endif
/* Fastest first, ended by NULL. */
extern const RvNetKernel *const rv_net_kernels[];
/* The fastest that this processor can run, or the one that $RECEVABLE_ISA names if it can. */
const RvNetKernel *rv_net_choose_kernel(void);

/* `plain`: n_out rows of n_in weights and then one for the bias, as in the file. */
RvNetWeights *rv_net_weights_new(const RvNetKernel *kernel, const gint8 *plain, guint n_out,
                                 guint n_in, const double *scales);
/* The four gates of an LSTM side by side, each padded by itself. */
RvNetWeights *rv_net_weights_new_gates(const RvNetKernel *kernel, const gint8 *const plain[4],
                                       guint n_out, guint n_in, const double *const scales[4]);
void rv_net_weights_free(RvNetWeights *weights);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvNetWeights, rv_net_weights_free)

/* ---- layers.c: the network as a row of layers. */
typedef enum {
    RV_NET_CONVOLVE, /* stacks 3 x 3 or so neighbours; its weights are those of the tanh after */
    RV_NET_MAXPOOL,
    RV_NET_LSTM_UP,   /* over the rows of a column, its last output stays */
    RV_NET_LSTM,      /* along the line */
    RV_NET_LSTM_BACK, /* from its end */
    RV_NET_SOFTMAX,
} RvNetLayerKind;

typedef struct {
    RvNetLayerKind kind;
    guint n_in, n_out;     /* as in the file */
    guint x, y;            /* convolution: neighbours on each side; max-pooling: cells taken */
    RvNetWeights *weights; /* of tanh, LSTM and softmax */
} RvNetLayer;

struct _RvNet {
    const RvNetKernel *kernel;
    GMappedFile *file; /* in which the dictionary lies */
    RvNetCharacters *characters;
    RvNetDictionary *dictionary; /* NULL: the model has none */
    guint height;                /* rows of a line's picture */
    GArray *layers;              /* RvNetLayer */
    guint n_codes, null_code;
    gint32 sample_iteration; /* seeds the noise around a line, as in training */
};

/* Fills height, layers, n_codes, null_code and sample_iteration. FALSE: `why` says (untranslated
 * literal) what stands against running it. */
gboolean rv_net_read_layers(RvNet *net, RvNetCursor *network, const char **why);
void rv_net_layer_clear(gpointer layer);

/* ---- input.c: picture -> what the first LSTM takes. */
/* Time steps of a line so wide. */
guint rv_net_steps(const RvNet *net, int width);
/* Cells of a column, and native activations of a cell, after convolution and pooling. */
guint rv_net_column_cells(const RvNet *net);
guint rv_net_cell_size(const RvNet *net);
/* Fills `columns`: for each step, from the top, its cells. */
void rv_net_convolve(const RvNet *net, const RvNetLine *line, guint8 *columns);

/* ---- recur.c: the LSTM layers. Rows are native activations, n_out of a layer each. */
typedef struct {
    guint first, n; /* rows: the steps of a line */
} RvNetSpan;
/* `columns` as above, of n steps, -> n rows. */
void rv_net_run_up(const RvNet *net, const RvNetLayer *layer, const guint8 *columns, guint n,
                   guint8 *rows);
/* `spans`: the lines, longest first. */
void rv_net_run_along(const RvNet *net, const RvNetLayer *layer, const guint8 *in,
                      const RvNetSpan *spans, guint n_spans, guint8 *out);

/* ---- posteriors.c */
/* Without steps so far, with room for n_steps. */
RvPosteriors *rv_posteriors_new(guint n_codes, guint null_code, guint n_steps);
/* Appends a step with the costs of all codes. */
void rv_posteriors_add(RvPosteriors *posteriors, const float *costs);
/* Gives back the room that is left. */
void rv_posteriors_trim(RvPosteriors *posteriors);

/* For tests: sees the costs of every step before they are made compact. NULL: nobody does. */
typedef void (*RvNetWitness)(guint line, guint step, const float *costs, gpointer data);
GPtrArray *rv_net_run_witnessed(const RvNet *net, const RvNetLine *lines, guint n_lines,
                                RvNetWitness witness, gpointer data);

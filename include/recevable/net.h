/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recogniser's network: pictures of single text lines -> the probability of every character at
 * every time step. It runs the model of Tesseract's own .traineddata files, many lines at a time,
 * and knows nothing of pages.
 *
 * Only models of whole numbers (the "fast" ones) made of convolution, max-pooling, LSTM and softmax
 * layers are run; others are refused with RV_ERROR_NO_MODEL, and Tesseract can still read with
 * them. The method is that of Tesseract 5 (its folder src/lstm): same input, same sums, so that the
 * probabilities agree up to the rounding of the activations. */
#pragma once

#include <glib.h>

typedef struct _RvNet RvNet;

/* A line for the network: 8 bpp, dark on light, `height` rows of `width` bytes each. */
typedef struct {
    const guint8 *pixels;
    int width; /* 3 ... RV_NET_MAX_WIDTH */
} RvNetLine;

/* Lines are cut off there: 20 times as long as a line over an A4 page in small print. */
#define RV_NET_MAX_WIDTH 36000

/* What the network said of one line. Costs are -ln(probability) in steps of RV_NET_COST; a code
 * that is not listed costs RV_NET_FLOOR or more. 3 bytes an entry, 2 to 10 entries a step. */
typedef struct {
    guint n_steps, n_codes;
    guint null_code;
    guint32 *first; /* n_steps + 1: the entries of step t are first[t] ... first[t + 1] - 1 */
    guint16 *codes;
    guint8 *costs;
} RvPosteriors;

#define RV_NET_COST 0.05F
#define RV_NET_FLOOR 12.0F

/* Reads a .traineddata file. Errors: NO_MODEL (no such file, damaged, or of a kind that is not run
 * here; the message says which). */
RvNet *rv_net_load(const char *path, GError **error);
void rv_net_free(RvNet *net);

/* Rows that a line's picture must have. */
int rv_net_height(const RvNet *net);
/* Columns of a line that make one time step. */
int rv_net_step(const RvNet *net);
guint rv_net_n_codes(const RvNet *net);
guint rv_net_null_code(const RvNet *net);
/* What a sequence of codes stands for (UTF-8, owned by the net), or NULL when it stands for
 * nothing. Most characters are one code; a ligature may be several. */
const char *rv_net_text(const RvNet *net, const guint16 *codes, guint n_codes);
/* The codes for a character, or FALSE when the model has no such character. At most
 * RV_NET_MAX_CODES are written. */
#define RV_NET_MAX_CODES 9
gboolean rv_net_codes(const RvNet *net, const char *character, guint16 *codes, guint *n_codes);
/* The longest sequence of codes that stands for something. */
guint rv_net_longest(const RvNet *net);
/* Is it among the words that came with the model? Letter by letter: "mot" is not "Mot" nor "mot,".
 * FALSE for all words when the model has no dictionary that can be read. */
gboolean rv_net_knows_word(const RvNet *net, const char *word);
/* Which kernel runs ("portable", "avx2" ...), chosen at load by what the processor can do, or by
 * $RECEVABLE_ISA. */
const char *rv_net_kernel(const RvNet *net);

/* Runs the network over lines of any widths, in any order; costs the least when there are many.
 * Returns an RvPosteriors * for each line, in their order; a line too short to make one step has
 * no steps. */
GPtrArray *rv_net_run(const RvNet *net, const RvNetLine *lines, guint n_lines);

void rv_posteriors_free(RvPosteriors *posteriors);
/* As bytes that are the same on every machine, to be kept; owned by the caller. */
GBytes *rv_posteriors_pack(const RvPosteriors *posteriors);
/* Error: IO, bytes that rv_posteriors_pack() did not make. */
RvPosteriors *rv_posteriors_unpack(GBytes *bytes, GError **error);
/* The costs of all codes at one step, unlisted ones at RV_NET_FLOOR: n_codes floats. */
void rv_posteriors_row(const RvPosteriors *posteriors, guint step, float *costs);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvNet, rv_net_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvPosteriors, rv_posteriors_free)

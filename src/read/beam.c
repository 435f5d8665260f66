/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CTC prefix beam search (Hannun et al., 2014): sums the probability of all paths that spell the
 * same text, where the best path follows a single one and stumbles over letters that are torn
 * between two codes. */
#include "decode.h"

#include <math.h>

/* Texts that are followed side by side; chosen, not measured. */
#define WIDTH 6
/* A code less likely than e^-5 at a step does not start a text of its own. */
#define MAX_COST 5.0F
#define NEVER (-1e30F)

/* Texts share their beginnings: each is its last code and the text before. */
typedef struct {
    gint32 parent; /* -1: none */
    guint16 code;
} Node;

typedef struct {
    gint32 node;      /* -1: the empty text */
    float blank, ink; /* ln(probability) of the paths that end in the null code, in the last code */
    float total;
} Text;

typedef struct {
    const RvPosteriors *posteriors;
    GArray *nodes; /* Node */
    Text now[WIDTH], next[WIDTH * 64];
    guint n_now, n_next;
} Beam;

static float
log_add(float a, float b)
{
    float high = MAX(a, b), low = MIN(a, b);

    return low < high - 20.0F ? high : high + log1pf(expf(low - high));
}

static Node
node_of(const Beam *beam, gint32 node)
{
    return node < 0 ? (Node){-1, G_MAXUINT16} : g_array_index(beam->nodes, Node, node);
}

/* The place of a text among the next ones; a new one starts without probability. */
static Text *
next_text(Beam *beam, gint32 node)
{
    for (guint i = 0; i < beam->n_next; i++)
        if (beam->next[i].node == node)
            return &beam->next[i];
    if (beam->n_next == G_N_ELEMENTS(beam->next))
        return NULL;
    beam->next[beam->n_next] = (Text){node, NEVER, NEVER, NEVER};
    return &beam->next[beam->n_next++];
}

/* The text one code longer; it may be among those followed already. */
static gint32
child_of(Beam *beam, gint32 parent, guint16 code)
{
    Node child = {parent, code};

    for (guint i = 0; i < beam->n_now; i++) {
        Node node = node_of(beam, beam->now[i].node);

        if (beam->now[i].node >= 0 && node.parent == parent && node.code == code)
            return beam->now[i].node;
    }
    for (guint i = 0; i < beam->n_next; i++) {
        Node node = node_of(beam, beam->next[i].node);

        if (beam->next[i].node >= 0 && node.parent == parent && node.code == code)
            return beam->next[i].node;
    }
    g_array_append_val(beam->nodes, child);
    return (gint32)beam->nodes->len - 1;
}

static void
go_on(Beam *beam, const Text *text, guint16 code, float p)
{
    guint16 last = node_of(beam, text->node).code;
    Text *longer;

    if (code == beam->posteriors->null_code) {
        Text *same = next_text(beam, text->node);

        if (same)
            same->blank = log_add(same->blank, text->total + p);
        return;
    }
    if (code == last) {
        Text *same = next_text(beam, text->node);

        if (same)
            same->ink = log_add(same->ink, text->ink + p);
        if (text->blank <= NEVER / 2)
            return;
    }
    longer = next_text(beam, child_of(beam, text->node, code));
    if (longer)
        longer->ink = log_add(longer->ink, (code == last ? text->blank : text->total) + p);
}

/* Keeps the likeliest of the next texts. */
static void
choose(Beam *beam)
{
    beam->n_now = 0;
    for (guint i = 0; i < beam->n_next; i++) {
        Text text = beam->next[i];
        guint at;

        text.total = log_add(text.blank, text.ink);
        if (beam->n_now == WIDTH && text.total <= beam->now[WIDTH - 1].total)
            continue;
        at = beam->n_now < WIDTH ? beam->n_now++ : WIDTH - 1;
        for (; at > 0 && beam->now[at - 1].total < text.total; at--)
            beam->now[at] = beam->now[at - 1];
        beam->now[at] = text;
    }
}

GArray *
rv_beam_search(const RvPosteriors *posteriors)
{
    g_autoptr(GArray) nodes = g_array_new(FALSE, FALSE, sizeof(Node));
    g_autofree Beam *beam = g_new(Beam, 1);
    GArray *codes = g_array_new(FALSE, FALSE, sizeof(guint16));

    beam->posteriors = posteriors;
    beam->nodes = nodes;
    beam->now[0] = (Text){-1, 0, NEVER, 0};
    beam->n_now = 1;
    for (guint step = 0; step < posteriors->n_steps; step++) {
        beam->n_next = 0;
        for (guint32 i = posteriors->first[step]; i < posteriors->first[step + 1]; i++) {
            float cost = RV_NET_COST * (float)posteriors->costs[i];

            for (guint k = 0; k < beam->n_now && cost <= MAX_COST; k++)
                go_on(beam, &beam->now[k], posteriors->codes[i], -cost);
        }
        if (beam->n_next)
            choose(beam);
    }
    for (gint32 node = beam->now[0].node; node >= 0; node = node_of(beam, node).parent)
        g_array_prepend_val(codes, g_array_index(nodes, Node, node).code);
    return codes;
}

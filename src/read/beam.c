/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CTC prefix beam search (Hannun et al., 2014): sums the probability of all paths that spell the
 * same text, where the best path follows a single one and stumbles over letters that are torn
 * between two codes. Texts of words that the language has are favoured, as in their section 3, by
 * so little that it decides only where the network is torn. */
#include "decode.h"

#include <math.h>

/* Texts that are followed side by side; chosen, not measured. */
#define WIDTH 6
/* A code less likely than e^-5 at a step does not start a text of its own. */
#define MAX_COST 5.0F
/* Only words between spaces that were seen for sure, with e^-0.7 at some step, are favoured: it is
 * letters that the dictionary shall decide, not where a word ends. */
#define SURE_SPACE 0.7F
#define NEVER (-1e30F)

/* Texts share their beginnings: each is its last code and the text before. */
typedef struct {
    gint32 parent; /* -1: none */
    guint16 code;
    gboolean ends_word; /* a space that was seen for sure */
    float favour;       /* for the known words that have ended so far */
} Node;

typedef struct {
    gint32 node;      /* -1: the empty text */
    float blank, ink; /* ln(probability) of the paths that end in the null code, in the last code */
    float total;
    float rank; /* total with what the words are favoured by */
} Text;

typedef struct {
    const RvNet *net;
    const RvPosteriors *posteriors;
    float favour;  /* of a known word */
    guint16 space; /* the code of the space */
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
    return node < 0 ? (Node){-1, G_MAXUINT16, TRUE, 0} : g_array_index(beam->nodes, Node, node);
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
    beam->next[beam->n_next] = (Text){node, NEVER, NEVER, NEVER, NEVER};
    return &beam->next[beam->n_next++];
}

static guint16
space_of(const RvNet *net)
{
    guint16 codes[RV_NET_MAX_CODES];
    guint n;

    return rv_net_codes(net, " ", codes, &n) && n == 1 ? codes[0] : G_MAXUINT16;
}

/* What the text is favoured by with its last word, if that ends here. */
static float
favour_at_end(const Beam *beam, gint32 node)
{
    Node last = node_of(beam, node);
    float before = last.favour;
    g_autoptr(GString) word = NULL;

    if (beam->favour <= 0)
        return 0;
    word = g_string_new(NULL);
    for (; node >= 0 && last.code != beam->space; node = last.parent, last = node_of(beam, node)) {
        const char *text = rv_net_text(beam->net, &last.code, 1);

        g_string_prepend(word, text ? text : "");
    }
    return before + (last.ends_word && rv_is_known_word(beam->net, word->str) ? beam->favour : 0);
}

static void
see_space(Beam *beam, gint32 node)
{
    Node *space = &g_array_index(beam->nodes, Node, node);

    if (space->ends_word)
        return;
    space->ends_word = TRUE;
    space->favour = favour_at_end(beam, space->parent);
}

/* The text one code longer; it may be among those followed already. */
static gint32
child_of(Beam *beam, gint32 parent, guint16 code)
{
    Node child = {parent, code, FALSE, node_of(beam, parent).favour};

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
    gboolean is_space = code == beam->space && p >= -SURE_SPACE;
    gint32 child;
    Text *longer;

    if (code == beam->posteriors->null_code) {
        Text *same = next_text(beam, text->node);

        if (same)
            same->blank = log_add(same->blank, text->total + p);
        return;
    }
    if (code == last) {
        Text *same = next_text(beam, text->node);

        if (is_space)
            see_space(beam, text->node);
        if (same)
            same->ink = log_add(same->ink, text->ink + p);
        if (text->blank <= NEVER / 2)
            return;
    }
    child = child_of(beam, text->node, code);
    if (is_space)
        see_space(beam, child);
    longer = next_text(beam, child);
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
        text.rank = text.total + node_of(beam, text.node).favour;
        if (beam->n_now == WIDTH && text.rank <= beam->now[WIDTH - 1].rank)
            continue;
        at = beam->n_now < WIDTH ? beam->n_now++ : WIDTH - 1;
        for (; at > 0 && beam->now[at - 1].rank < text.rank; at--)
            beam->now[at] = beam->now[at - 1];
        beam->now[at] = text;
    }
}

/* The likeliest text once its last word has ended, too. */
static gint32
best_at_end(const Beam *beam)
{
    guint best = 0;
    float most = NEVER;

    for (guint i = 0; i < beam->n_now; i++) {
        float rank = beam->now[i].total + favour_at_end(beam, beam->now[i].node);

        if (rank > most) {
            most = rank;
            best = i;
        }
    }
    return beam->now[best].node;
}

GArray *
rv_beam_search(const RvNet *net, const RvPosteriors *posteriors, float favour)
{
    g_autoptr(GArray) nodes = g_array_new(FALSE, FALSE, sizeof(Node));
    g_autofree Beam *beam = g_new(Beam, 1);
    GArray *codes = g_array_new(FALSE, FALSE, sizeof(guint16));

    beam->net = net;
    beam->posteriors = posteriors;
    beam->favour = favour;
    beam->space = space_of(net);
    beam->nodes = nodes;
    beam->now[0] = (Text){-1, 0, NEVER, 0, 0};
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
    for (gint32 node = best_at_end(beam); node >= 0; node = node_of(beam, node).parent)
        g_array_prepend_val(codes, g_array_index(nodes, Node, node).code);
    return codes;
}

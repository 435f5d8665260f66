/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

typedef struct {
    guint16 code;
    guint from, to;
    float cost;
} Run;

/* The likeliest code of a step. Entries come in the order of codes. */
static Run
best_of_step(const RvPosteriors *posteriors, guint step)
{
    Run best = {(guint16)posteriors->null_code, step, step + 1, RV_NET_FLOOR};

    for (guint32 i = posteriors->first[step]; i < posteriors->first[step + 1]; i++) {
        float cost = RV_NET_COST * (float)posteriors->costs[i];

        if (cost < best.cost) {
            best.code = posteriors->codes[i];
            best.cost = cost;
        }
    }
    return best;
}

/* The codes of the best path, one after the other. */
static GArray *
runs_of(const RvPosteriors *posteriors)
{
    GArray *runs = g_array_new(FALSE, FALSE, sizeof(Run));
    gboolean goes_on = FALSE;

    for (guint step = 0; step < posteriors->n_steps; step++) {
        Run now = best_of_step(posteriors, step);
        Run *last = goes_on ? &g_array_index(runs, Run, runs->len - 1) : NULL;

        if (last && last->code == now.code) {
            last->to = step + 1;
            last->cost = MIN(last->cost, now.cost);
        } else if (now.code != posteriors->null_code) {
            g_array_append_val(runs, now);
        }
        goes_on = now.code != posteriors->null_code;
    }
    return runs;
}

/* The character that starts at run i, and how many runs it takes; the longest that fits. */
static const char *
character_at(const RvNet *net, const GArray *runs, guint i, guint *n)
{
    guint16 codes[RV_NET_MAX_CODES];
    guint most = MIN(rv_net_longest(net), runs->len - i);

    for (guint k = 0; k < most; k++)
        codes[k] = g_array_index(runs, Run, i + k).code;
    for (*n = most; *n > 0; --*n) {
        const char *text = rv_net_text(net, codes, *n);

        if (text)
            return text;
    }
    *n = 1;
    return NULL;
}

GArray *
rv_decode_best_path(const RvNet *net, const RvPosteriors *posteriors)
{
    g_autoptr(GArray) runs = runs_of(posteriors);
    GArray *characters = g_array_new(FALSE, FALSE, sizeof(RvCharacter));
    guint n;

    for (guint i = 0; i < runs->len; i += n) {
        const Run *first = &g_array_index(runs, Run, i);
        const char *text = character_at(net, runs, i, &n);
        RvCharacter character = {text, first->from, first->to, first->cost};

        for (guint k = 1; k < n; k++) {
            character.to = first[k].to;
            character.cost = MAX(character.cost, first[k].cost);
        }
        if (text)
            g_array_append_val(characters, character);
    }
    return characters;
}

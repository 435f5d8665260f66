/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the codes of a text lie along a line: the likeliest path that spells it (Viterbi over codes
 * with nulls between). */
#include "decode.h"

#define NEVER 1e30F

/* State 2 i + 1 is code i, the even ones are the nulls around them. */
typedef struct {
    const guint16 *codes;
    guint n;
    const RvPosteriors *posteriors;
    float *row;    /* costs at the current step */
    guint8 *moves; /* [step][state]: how many states the best path came up */
} Trellis;

static guint16
code_of(const Trellis *t, guint state)
{
    return state % 2 ? t->codes[state / 2] : (guint16)t->posteriors->null_code;
}

/* May a path go from the code before straight to this one, without a null? */
static gboolean
may_skip(const Trellis *t, guint state)
{
    return state % 2 && state >= 2 && t->codes[state / 2] != t->codes[state / 2 - 1];
}

static void
advance(const Trellis *t, guint step, const float *before, float *now)
{
    guint n_states = 2 * t->n + 1;

    rv_posteriors_row(t->posteriors, step, t->row);
    for (guint s = 0; s < n_states; s++) {
        float best = before[s];
        guint8 move = 0;

        if (s >= 1 && before[s - 1] < best) {
            best = before[s - 1];
            move = 1;
        }
        if (may_skip(t, s) && before[s - 2] < best) {
            best = before[s - 2];
            move = 2;
        }
        now[s] = best + t->row[code_of(t, s)];
        t->moves[(gsize)step * n_states + s] = move;
    }
}

/* Goes back from the end; fills runs, which come out in order. */
static void
trace(const Trellis *t, guint state, GArray *runs)
{
    guint n_states = 2 * t->n + 1;

    g_array_set_size(runs, t->n);
    for (guint i = 0; i < t->n; i++)
        g_array_index(runs, RvCodeRun, i) = (RvCodeRun){t->codes[i], 0, 0, RV_NET_FLOOR};
    for (guint step = t->posteriors->n_steps; step-- > 0;) {
        if (state % 2) {
            RvCodeRun *run = &g_array_index(runs, RvCodeRun, state / 2);

            run->to = run->to ? run->to : step + 1;
            run->from = step;
            rv_posteriors_row(t->posteriors, step, t->row);
            run->cost = MIN(run->cost, t->row[run->code]);
        }
        state -= t->moves[(gsize)step * n_states + state];
    }
}

GArray *
rv_align_codes(const RvPosteriors *posteriors, const guint16 *codes, guint n)
{
    guint n_states = 2 * n + 1;
    g_autofree float *row = g_new(float, posteriors->n_codes + 1);
    g_autofree float *before = g_new(float, n_states), *now = g_new(float, n_states);
    g_autofree guint8 *moves = g_malloc0((gsize)posteriors->n_steps * n_states + 1);
    Trellis t = {codes, n, posteriors, row, moves};
    GArray *runs = g_array_new(FALSE, TRUE, sizeof(RvCodeRun));

    if (!n || !posteriors->n_steps)
        return runs;
    for (guint s = 0; s < n_states; s++)
        before[s] = s == 0 ? 0 : NEVER;
    for (guint step = 0; step < posteriors->n_steps; step++) {
        float *swap = before;

        advance(&t, step, before, now);
        before = now;
        now = swap;
    }
    trace(&t, before[n_states - 1] <= before[n_states - 2] ? n_states - 1 : n_states - 2, runs);
    return runs;
}

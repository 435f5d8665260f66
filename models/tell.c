/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a trained net answers, and its weights as text. */
#include "train.h"

#include <stdio.h>
#include <string.h>

static const double steps[] = {0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999};
#define STEPS G_N_ELEMENTS(steps)

typedef struct {
    guint n, ticked, unticked, ambiguous; /* answers of the likeliest state */
} Tally;

static int
best_of(const RvBoxPass *pass)
{
    int best = 0;

    for (int o = 1; o < RV_NET_OUT; o++)
        best = pass->out[o] > pass->out[best] ? o : best;
    return best;
}

static void
print_mark(gpointer key, gpointer value, gpointer data)
{
    const Tally *tally = value;

    (void)data;
    printf("  %-18s %6u %8u %8u %9u\n", (const char *)key, tally->n, tally->ticked, tally->unticked,
           tally->ambiguous);
}

/* Of the answers that are at least so sure: how many, and how many are wrong, one way and the
 * other, and how many of doubtful marks. */
static void
print_sureness(const RvBoxPass *passes, const GArray *held_out)
{
    printf("\nsure answers from    clean   of them   wrong way   of doubtful marks\n");
    for (guint s = 0; s < STEPS; s++) {
        guint clean = 0, sure = 0, wrong = 0, doubtful = 0, doubtful_sure = 0;

        for (guint i = 0; i < held_out->len; i++) {
            int state = g_array_index(held_out, TrainSample, i).state, best = best_of(&passes[i]);
            gboolean is_sure = best < 2 && passes[i].out[best] >= steps[s];

            clean += state < 2;
            sure += state < 2 && is_sure;
            wrong += state < 2 && is_sure && best != state;
            doubtful += state == 2;
            doubtful_sure += state == 2 && is_sure;
        }
        printf("  %.3f           %8u  %6.2f %%    %8u     %5u of %u\n", steps[s], clean,
               clean ? 100.0 * sure / clean : 0, wrong, doubtful_sure, doubtful);
    }
}

/* Are answers as often right as they claim? Those of marks that the net is to see. */
static void
print_calibration(const RvBoxPass *passes, const GArray *held_out)
{
    printf("\nclaimed            answers   claimed on average   right\n");
    for (guint s = 0; s < STEPS; s++) {
        double most = s + 1 < STEPS ? steps[s + 1] : 1.01, claimed = 0;
        guint n = 0, right = 0;

        for (guint i = 0; i < held_out->len; i++) {
            const TrainSample *sample = &g_array_index(held_out, TrainSample, i);
            int best = best_of(&passes[i]);
            double sure = (double)passes[i].out[best];

            if (sure < steps[s] || sure >= most || !train_is_seen(sample))
                continue;
            n++;
            claimed += sure;
            right += best == sample->state;
        }
        printf("  %.3f to %.3f   %8u   %.4f               %.4f\n", steps[s], MIN(most, 1), n,
               n ? claimed / n : 0, n ? (double)right / n : 0);
    }
}

void
train_report(const RvBoxNet *net, const GArray *held_out)
{
    g_autoptr(GHashTable) marks = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    g_autofree RvBoxPass *passes = g_new(RvBoxPass, held_out->len + 1);

    for (guint i = 0; i < held_out->len; i++) {
        const TrainSample *sample = &g_array_index(held_out, TrainSample, i);
        Tally *tally = g_hash_table_lookup(marks, sample->mark);
        int best;

        if (!tally) {
            tally = g_new0(Tally, 1);
            g_hash_table_insert(marks, (gpointer)sample->mark, tally);
        }
        train_enter(sample, &passes[i]);
        rv_box_net_run(net, &passes[i]);
        best = best_of(&passes[i]);
        tally->n++;
        tally->ticked += best == 0;
        tally->unticked += best == 1;
        tally->ambiguous += best == 2;
    }
    printf("\nheld out: mark        boxes   ticked unticked ambiguous\n");
    g_hash_table_foreach(marks, print_mark, NULL);
    print_sureness(passes, held_out);
    print_calibration(passes, held_out);
}

void
train_write(const RvBoxNet *net, const char *path)
{
    g_autoptr(GString) text =
        g_string_new("/* Weights of the classifier of tick boxes, in the order of RvBoxNet in\n"
                     " * src/boxes/classify.h; made by models/train-boxes.c. */\n");
    const float *weights = (const float *)net;
    g_autoptr(GError) error = NULL;
    gsize line = text->len;

    for (gsize i = 0; i < sizeof *net / sizeof *weights; i++) {
        char number[G_ASCII_DTOSTR_BUF_SIZE];

        g_ascii_formatd(number, sizeof number, "%.4g", (double)weights[i]);
        if (text->len - line + strlen(number) > 98) {
            g_string_append_c(text, '\n');
            line = text->len;
        }
        g_string_append_printf(text, "%s,", number);
    }
    g_string_append_c(text, '\n');
    if (!g_file_set_contents(path, text->str, (gssize)text->len, &error))
        g_error("%s", error->message);
    printf("\n%s: %zu weights, %zu bytes\n", path, sizeof *net / sizeof *weights, text->len);
}

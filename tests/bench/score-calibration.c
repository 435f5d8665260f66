/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the checker know how sure it may be? */
#include "score.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Mentions of like confidence, from this one on. */
static const double bins[] = {0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99};
#define BINS G_N_ELEMENTS(bins)
/* What a user may take as certain. */
#define SURE 0.99

typedef struct {
    long all, right;
    double confidence;
} Bin;

static void
fill_bins(const Score *score, gboolean only_present, Bin filled[BINS])
{
    memset(filled, 0, sizeof(Bin) * BINS);
    for (guint i = 0; i < score->mentions->len; i++) {
        const ScoreMention *mention = &g_array_index(score->mentions, ScoreMention, i);
        gsize bin = BINS - 1;

        if (only_present && !mention->is_present)
            continue;
        while (bin && mention->confidence < bins[bin])
            bin--;
        filled[bin].all++;
        filled[bin].right += mention->is_right;
        filled[bin].confidence += mention->confidence;
    }
}

/* The gap between confidence and share of right ones, averaged over all that were reported (ECE;
 * Guo et al., ICML 2017). */
static double
calibration_error(const Bin filled[BINS])
{
    double gap = 0;
    long all = 0;

    for (gsize b = 0; b < BINS; b++) {
        gap += fabs(filled[b].confidence - (double)filled[b].right);
        all += filled[b].all;
    }
    return gap / (double)MAX(all, 1);
}

static void
print_bin(const Bin *bin)
{
    double n = (double)MAX(bin->all, 1);

    if (bin->all)
        printf(" %8ld %7.3f %7.3f %6ld", bin->all, bin->confidence / n, (double)bin->right / n,
               bin->all - bin->right);
    else
        printf(" %8d %7s %7s %6s", 0, "", "", "");
}

static void
print_sure(const Score *score)
{
    ScoreShare sure[2] = {{0}, {0}}; /* all that were reported, those reported present */

    for (guint i = 0; i < score->mentions->len; i++) {
        const ScoreMention *mention = &g_array_index(score->mentions, ScoreMention, i);

        for (gboolean present = 0; present <= mention->is_present; present++)
            if (mention->confidence >= SURE) {
                sure[present].all++;
                sure[present].right += mention->is_right;
            }
    }
    printf("of %ld mentions reported with confidence >= %.2f, %ld right (%.2f %%); of %ld reported "
           "present so, %ld (%.2f %%)\n",
           sure[0].all, SURE, sure[0].right, score_percent(sure[0]), sure[1].all, sure[1].right,
           score_percent(sure[1]));
}

void
score_print_calibration(const Score *score)
{
    Bin all[BINS], present[BINS];

    fill_bins(score, FALSE, all);
    fill_bins(score, TRUE, present);
    printf("\n%-20s %31s %31s\n", "mentions", "every status", "reported present");
    printf("%-20s %8s %7s %7s %6s %8s %7s %7s %6s\n", "confidence", "reports", "mean", "right",
           "wrong", "reports", "mean", "right", "wrong");
    for (gsize b = 0; b < BINS; b++) {
        printf("%9.2f - %-8.2f", bins[b], b + 1 < BINS ? bins[b + 1] : 1.0);
        print_bin(&all[b]);
        print_bin(&present[b]);
        putchar('\n');
    }
    printf("expected calibration error %.4f; of those reported present %.4f\n",
           calibration_error(all), calibration_error(present));
    print_sure(score);
}

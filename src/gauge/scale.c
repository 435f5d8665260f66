/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scale of the score: straight lines between the accuracies that its steps stand for. */
#include "recevable/gauge.h"

/* Explained, and where they come from, in docs/readability.md. */
static const struct {
    double accuracy, score;
} steps[] = {{0, 0},     {0.5, 20},  {0.8, 40},   {0.9, 60},
             {0.97, 80}, {0.99, 94}, {0.995, 98}, {1, 100}};

double
rv_accuracy_score(double accuracy)
{
    for (gsize i = 1; i < G_N_ELEMENTS(steps); i++)
        if (accuracy <= steps[i].accuracy)
            return steps[i - 1].score + (accuracy - steps[i - 1].accuracy) *
                                            (steps[i].score - steps[i - 1].score) /
                                            (steps[i].accuracy - steps[i - 1].accuracy);
    return 100;
}

double
rv_score_accuracy(double score)
{
    for (gsize i = 1; i < G_N_ELEMENTS(steps); i++)
        if (score <= steps[i].score)
            return steps[i - 1].accuracy + (score - steps[i - 1].score) *
                                               (steps[i].accuracy - steps[i - 1].accuracy) /
                                               (steps[i].score - steps[i - 1].score);
    return 1;
}

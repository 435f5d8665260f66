/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much of what forms ask for was learnt. */
#pragma once

#include "asked.h"

#include <stdio.h>

enum {
    LEARN_MENTIONS,
    LEARN_FIELDS,
    LEARN_GROUPS,
    LEARN_OTHERS,
    LEARN_TYPES,
    LEARN_RULES,
    LEARN_COUNTS
};

typedef struct {
    int asked[LEARN_COUNTS], found[LEARN_COUNTS];
    int more; /* learnt, and not asked for */
} LearnTally;

/* `wanted`, `learnt`: BenchAsked. What was not learnt, and what was learnt and is not wanted, goes
 * to `misses`, a line each, that begins with `what`. */
void learn_tally(LearnTally *tally, const GPtrArray *wanted, const GPtrArray *learnt, FILE *misses,
                 const char *what);
void learn_tally_add(LearnTally *sum, const LearnTally *tally);
void learn_print_head(const char *first);
void learn_print(const char *name, const char *how, const LearnTally *tally);

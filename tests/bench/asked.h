/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a form asks for: the items of a model, or of a form that was made, and which is which. */
#pragma once

#include "recevable/template.h"

typedef struct {
    RvItemKind kind;
    char *id, *text;    /* as in a template; NULL where there is none */
    GPtrArray *boxes;   /* char *: labels */
    GPtrArray *columns; /* char *: of a table; NULL: it is not known */
    int lines;          /* of a table */
    RvFieldType type;
    RvGroupRule rule;
    gboolean is_known;   /* type, rule and lines are */
    gboolean is_printed; /* a field has its label on the paper */
} BenchAsked;

/* Of a template, in the order of its items; BenchAsked, the caller's. */
GPtrArray *bench_asked_of(const RvTemplate *t);
/* Of a form of make-corpus --empty, from its NAME.form.json, whose model's id is the caller's, too.
 * Fails with a message. */
GPtrArray *bench_asked_read(const char *path, char **model);
/* Do both ask for the same? What was learnt from a form that was made (not is_known) may begin with
 * the wanted wording, and explain. */
gboolean bench_asked_same(const BenchAsked *wanted, const BenchAsked *learnt);
/* Has the group the boxes that are wanted, while their question is a mention of what was learnt? It
 * is demanded as well. */
gboolean bench_asked_as_mention(const BenchAsked *wanted, const BenchAsked *group,
                                const GPtrArray *learnt);

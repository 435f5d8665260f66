/* SPDX-License-Identifier: GPL-3.0-or-later */
/* typeset: a template -> a form of it, as a PDF of A4 pages. Draws what the template demands, in
 * its order, and nothing else; where things stand is its own choice, as it is every issuer's. */
#pragma once

#include "recevable/template.h"

/* What is written on a form, by ids. */
typedef struct {
    GHashTable *texts; /* of a field, a box's detail: its value; of a signature: whose it is */
    GHashTable *ticks; /* "group/box", a set */
    GPtrArray *rows;   /* of the price table: GStrv, one a line, in the order of its columns */
} RvFill;

RvFill *rv_fill_new(void);
void rv_fill_free(RvFill *fill);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvFill, rv_fill_free)
/* Is there an item of each id, and does the table have such lines? Error: USAGE, names it. */
gboolean rv_fill_check(const RvFill *fill, const RvTemplate *template_, GError **error);

/* Their names, ended by NULL; the first is the usual one. */
extern const char *const rv_typeset_styles[];

typedef struct {
    const char *style;   /* of rv_typeset_styles; NULL: the first */
    gboolean marked;     /* mentions in blue, as official models have them */
    const RvFill *fill;  /* NULL: nothing is written on it */
    const char *without; /* id of an item that is left out, or NULL */
    gint64 moment;       /* that the file says it was made: seconds since 1970, UTC */
} RvTypeset;

/* The PDF's bytes; the caller's. Error: INTERNAL. */
GBytes *rv_typeset(const RvTemplate *template_, const RvTypeset *how, GError **error);

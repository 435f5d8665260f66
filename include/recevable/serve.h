/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The local page: a person, or an editor's own software, gives documents over HTTP and gets
 * results. The only includer of libmicrohttpd.
 *
 * One process, one thread, one loop: it waits for connections and for workers at once. Documents
 * are in memory alone, are never opened here, and are gone after a while or when it ends. */
#pragma once

#include "recevable/work.h"

#include <signal.h>

typedef struct {
    guint port;         /* 0: any that is free */
    guint jobs;         /* documents that are checked at once; the pool has one hand more */
    gsize max_bytes;    /* of a document */
    guint keep_seconds; /* a document is forgotten when nobody asked for it so long */
    RvGiven given;      /* of results, as in a session */
    const char *template_id;
    RvPool *pool;                             /* borrowed; in the language of the page */
    const volatile sig_atomic_t *stop;        /* not 0: it ends */
    void (*ready)(guint port, gpointer data); /* it listens there, on this machine alone */
    gpointer data;
} RvServe;

/* Serves until it is told to stop. Errors: IO (the port is taken), INTERNAL. */
gboolean rv_serve(const RvServe *serve, GError **error);

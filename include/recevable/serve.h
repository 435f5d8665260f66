/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The local page: a person, or an editor's own software, gives documents over HTTP and gets
 * results. The only includer of libmicrohttpd and libcrypt.
 *
 * One process, one thread, one loop: it waits for connections and for workers at once. Documents
 * are in memory alone, are never opened here, and are gone after a while or when it ends. */
#pragma once

#include "recevable/work.h"

#include <signal.h>

/* Who may use the page: names and hashes of passwords (crypt(5)), NAME:HASH, one a line. */
typedef struct _RvPasswords RvPasswords;
/* Errors: those of rv_file_read(), EMPTY (nobody is in it), USAGE (names the line). */
RvPasswords *rv_passwords_read(const char *path, GError **error);
void rv_passwords_free(RvPasswords *passwords);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvPasswords, rv_passwords_free)

/* Where the page can be reached, and by whom. All zeroes: by this machine alone. */
typedef struct {
    const char *address;      /* to listen on, in figures; NULL: 127.0.0.1 */
    guint port;               /* 0: any that is free */
    const char *const *names; /* besides its address, with a port where it is another than the
                               * protocol's or `port`; NULL: none */
    const char *proxy; /* in figures: nobody else is listened to, and it does TLS; NULL: none */
    RvPasswords *passwords;        /* borrowed; NULL: none are asked for */
    const char *certificate, *key; /* PEM; NULL: no TLS */
} RvDoor;

/* FALSE: it cannot be opened so, and why: an address that others reach needs passwords, and TLS or
 * a proxy that does it; an address is none. Error: USAGE. */
gboolean rv_door_check(const RvDoor *door, GError **error);

typedef struct {
    RvDoor door;
    guint jobs;         /* documents that are checked at once; the pool has one hand more */
    gsize max_bytes;    /* of a document */
    guint keep_seconds; /* a document is forgotten when nobody asked for it so long */
    RvGiven given;      /* of results, as in a session */
    const char *template_id;
    RvPool *pool;                                  /* borrowed; in the language of the page */
    const volatile sig_atomic_t *stop;             /* not 0: it ends */
    void (*ready)(const char *url, gpointer data); /* it listens, and is found there */
    gpointer data;
} RvServe;

/* Serves until it is told to stop. Errors: USAGE (rv_door_check(); a certificate or its key is not
 * good), IO (the port is taken). */
gboolean rv_serve(const RvServe *serve, GError **error);

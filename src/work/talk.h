/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a supervisor and its zygotes tell each other: records of fixed size over a socket that keeps
 * them whole. A job goes with four descriptors: the document, its readings of before (an empty
 * file: none), where its worker writes frames, and where it writes the annotated document. */
#pragma once

#include "recevable/work.h"

/* Where a zygote finds the socket. */
#define RV_CONTROL_FD RV_FIRST_FD
/* The setup, a message too, is no larger. */
#define RV_SETUP_BYTES (64 * 1024)

#define RV_TALK_MAGIC 0x31545652u /* "RVT1" */

typedef struct {
    guint32 magic;
    guint32 task;
    guint32 pictures, keep_readings;
    guint32 annotate; /* RvAnnotate */
} RvOrder;

enum { RV_ORDER_DOCUMENT, RV_ORDER_READINGS, RV_ORDER_REPLY, RV_ORDER_NOTES, RV_ORDER_FDS };

typedef struct {
    guint32 magic;
    int status;  /* of waitpid() */
    double cpu;  /* seconds */
    gint64 most; /* bytes that were resident */
} RvEnd;

/* All or nothing; FALSE: the other side is gone. `fds` may be NULL. */
gboolean rv_talk_send(int socket, gconstpointer bytes, gsize size, const int *fds, guint n_fds);
/* One message of just `size` bytes and `n_fds` descriptors, closed on exec; anything else is FALSE,
 * and leaves no descriptor open. */
gboolean rv_talk_receive(int socket, gpointer bytes, gsize size, int *fds, guint n_fds);

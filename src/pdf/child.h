/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work on hostile data in a process of its own, which may crash, hang or eat memory without harm.
 */
#pragma once

#include <glib.h>

typedef struct {
    guint seconds;    /* on the clock, then it is killed; of processor time too */
    gsize memory;     /* bytes, beyond what the process has when it starts */
    gsize reply_size; /* bytes: a reply is of just that size */
} RvChildLimits;

/* Runs in the child: fills `reply`, of limits->reply_size bytes, all 0 before. */
typedef void (*RvChildWork)(gconstpointer data, gpointer reply);

/* Forks (where the process is not confined itself: then there is nothing to be gained, and it may
 * not), runs work(data, reply) there and brings the reply back; FALSE when none came: `reply` is
 * then all 0. What the child says is to be taken as hostile.
 *
 * The child has no open files, no environment, a home that cannot be; it can reach no network,
 * start no program and write no file. Its memory is a copy, so that it works on the caller's data.
 * The caller must have one thread only: of others the child would have the locks and not the
 * threads. */
gboolean rv_child_run(const RvChildLimits *limits, RvChildWork work, gconstpointer data,
                      gpointer reply);

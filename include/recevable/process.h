/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A process that gives up what it does not need. */
#pragma once

#include <glib.h>
#include <sys/types.h>

/* Its address space now, bytes; 0: not known. A limit below that would be none. */
gsize rv_process_memory(void);
/* Holds it to `most` of a resource (RLIMIT_...), or to less where it is already. */
gboolean rv_process_limit(int resource, guint64 most);
/* The handlers and masks of who forked it are not its own. */
void rv_process_reset_signals(void);
/* It is killed when its parent ends; FALSE when that happened already. */
gboolean rv_process_die_with(pid_t parent);
/* No environment but the language; a home below which nothing can be, so that libraries find no
 * profile of anybody; the root as folder. */
gboolean rv_process_forget_user(void);
/* The first file descriptor after the standard ones. */
#define RV_FIRST_FD 3
/* Moves `fds` to RV_FIRST_FD and up, makes the standard ones /dev/null, and closes all others. */
gboolean rv_process_keep_only(const int *fds, guint n);

/* Whether this process has given up its rights for good, so that hostile data may be opened in it.
 */
void rv_process_set_confined(void);
gboolean rv_process_is_confined(void);

/* All of it, whatever interrupts; FALSE: errno tells why not. */
gboolean rv_write_all(int fd, gconstpointer bytes, gsize size);

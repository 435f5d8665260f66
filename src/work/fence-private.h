/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a fence. */
#pragma once

#include <glib.h>

/* landlock.c: which files can be opened at all. */

/* The version of the kernel's interface; 0: it has none. */
int rv_landlock_version(void);
/* A descriptor of the rules, closed on exec; -1: errno tells why. */
int rv_landlock_new(void);
gboolean rv_landlock_close(int rules);

/* filter.c: which calls of the kernel can be made. */

typedef struct _RvFilter RvFilter;
gboolean rv_filter_is_possible(void);
RvFilter *rv_filter_new(void); /* NULL: it cannot be made */
void rv_filter_free(RvFilter *filter);
gboolean rv_filter_close(const RvFilter *filter);

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that a worker is held by. */
#include "fence-private.h"

#include "recevable/error.h"
#include "recevable/i18n.h"
#include "recevable/process.h"
#include "recevable/work.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

struct _RvFence {
    int rules; /* of Landlock; -1: the kernel has none */
    RvFilter *filter;
};

RvFenceKinds
rv_fence_kinds(void)
{
    return (RvFenceKinds){.landlock = rv_landlock_version(), .seccomp = rv_filter_is_possible()};
}

RvIsolation
rv_fence_isolation(const RvFenceKinds *kinds)
{
    if (!kinds->seccomp)
        return RV_ISOLATION_NONE;
    return kinds->landlock ? RV_ISOLATION_FULL : RV_ISOLATION_PARTIAL;
}

static void
explain(GError **error, const char *what)
{
    g_set_error(error, RV_ERROR, RV_ERROR_INTERNAL,
                /* Translators: the name of a part of the kernel. */
                _("documents cannot be isolated here (%s): see 'recevable doctor', or use "
                  "--no-sandbox for documents that you trust"),
                what);
}

RvFence *
rv_fence_new(GError **error)
{
    g_autoptr(RvFence) fence = g_new0(RvFence, 1);

    fence->rules = -1;
    fence->filter = rv_filter_is_possible() ? rv_filter_new() : NULL;
    if (!fence->filter) {
        explain(error, "seccomp");
        return NULL;
    }
    if (rv_landlock_version() && (fence->rules = rv_landlock_new()) < 0) {
        explain(error, "Landlock");
        return NULL;
    }
    return g_steal_pointer(&fence);
}

void
rv_fence_free(RvFence *fence)
{
    if (!fence)
        return;
    if (fence->rules >= 0)
        close(fence->rules);
    rv_filter_free(fence->filter);
    g_free(fence);
}

static gboolean
set_limits(const RvWorkLimits *limits)
{
    gsize now = rv_process_memory();

    return now && rv_process_limit(RLIMIT_AS, now + limits->memory) &&
           rv_process_limit(RLIMIT_CPU, limits->cpu_seconds) &&
           rv_process_limit(RLIMIT_NOFILE, limits->open_files) &&
           rv_process_limit(RLIMIT_FSIZE, limits->written) && rv_process_limit(RLIMIT_CORE, 0);
}

/* Of what is open nothing stays but `fds`, from RV_FIRST_FD on, and for a moment the rules. */
static gboolean
restrict_files(const RvFence *fence, const int *fds, guint n)
{
    int kept[RV_FENCE_FDS + 1];
    gboolean done;

    g_return_val_if_fail(n <= RV_FENCE_FDS, FALSE);
    for (guint i = 0; i < n; i++)
        kept[i] = fds[i];
    kept[n] = fence->rules;
    if (fence->rules < 0)
        return rv_process_keep_only(kept, n);
    done = rv_process_keep_only(kept, n + 1) && rv_landlock_close(RV_FIRST_FD + (int)n);
    close(RV_FIRST_FD + (int)n);
    return done;
}

/* The filter last: it lets nothing of this be done. */
gboolean
rv_fence_close(const RvFence *fence, const RvWorkLimits *limits, const int *fds, guint n)
{
    if (!set_limits(limits) || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) < 0 ||
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 || !restrict_files(fence, fds, n) ||
        !rv_filter_close(fence->filter))
        return FALSE;
    rv_process_set_confined();
    return TRUE;
}

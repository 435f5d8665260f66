/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In the zygote: a loop that forks, and waits. It never reads from a document's descriptor. */
#include "talk.h"
#include "worker.h"

#include "recevable/process.h"

#include <errno.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
    const RvPipeline *pipeline;
    const RvFence *fence;
    const RvWorkLimits *limits;
} Zygote;

GBytes *
rv_zygote_receive(void)
{
    struct stat st;
    gpointer bytes;
    gssize got;

    if (fstat(RV_CONTROL_FD, &st) < 0 || !S_ISSOCK(st.st_mode))
        return NULL;
    /* A supervisor that is killed must not leave it behind; one that is gone closed its end. */
    bytes = g_malloc(RV_SETUP_BYTES);
    do
        got = recv(RV_CONTROL_FD, bytes, RV_SETUP_BYTES, 0);
    while (got < 0 && errno == EINTR);
    if (got > 0 && rv_process_die_with(getppid()))
        return g_bytes_new_take(bytes, (gsize)got);
    g_free(bytes);
    return NULL;
}

static void
close_all(const int fds[RV_ORDER_FDS])
{
    for (int i = 0; i < RV_ORDER_FDS; i++)
        close(fds[i]);
}

/* The worker is told by its own descriptors alone; what becomes of it, by its parent. */
static RvEnd
run_worker(const Zygote *z, const RvOrder *order, const int fds[RV_ORDER_FDS])
{
    RvEnd end = {.magic = RV_TALK_MAGIC, .status = -1};
    struct rusage usage = {0};
    pid_t parent = getpid(), worker = fork();

    if (worker == 0)
        rv_worker_run(&(RvErrand){order, z->pipeline, z->fence, z->limits, fds, parent});
    close_all(fds);
    if (worker < 0)
        return end;
    while (wait4(worker, &end.status, 0, &usage) < 0 && errno == EINTR)
        ;
    end.cpu = (double)usage.ru_utime.tv_sec + (double)usage.ru_stime.tv_sec +
              1e-6 * (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
    end.most = (gint64)usage.ru_maxrss * 1024;
    return end;
}

void
rv_zygote_serve(const RvHello *hello, const RvPipeline *pipeline, const RvFence *fence,
                const RvWorkLimits *limits)
{
    const Zygote z = {pipeline, fence, limits};
    RvOrder order = {0};
    int fds[RV_ORDER_FDS];

    if (!rv_talk_send(RV_CONTROL_FD, hello, sizeof *hello, NULL, 0))
        return;
    while (rv_talk_receive(RV_CONTROL_FD, &order, sizeof order, fds, RV_ORDER_FDS)) {
        RvEnd end;

        if (order.magic != RV_TALK_MAGIC || order.task >= RV_N_TASKS ||
            order.annotate >= RV_N_ANNOTATE) {
            close_all(fds);
            return;
        }
        end = run_worker(&z, &order, fds);
        if (!rv_talk_send(RV_CONTROL_FD, &end, sizeof end, NULL, 0))
            return;
    }
}

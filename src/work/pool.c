/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The supervisor's zygotes: who works, who is asked next, who is replaced. */
#include "pool.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

/* Once more with a fresh worker, then it is set aside. */
#define ATTEMPTS 2
/* A zygote is as large after a document as before, for a worker's memory ends with it; what its
 * libraries may still leave behind is small. */
#define DOCUMENTS_OF_ONE 2000

struct _RvPool {
    GBytes *setup;
    RvWorkLimits limits;
    RvHello hello;
    guint n;
    RvHand *hands;
    guint *served; /* documents, by hand */
    GQueue done;   /* RvJob */
    int watched;   /* -1: nothing besides */
};

RvJob *
rv_job_new(RvIntake *intake, RvTask task)
{
    RvJob *job = g_new0(RvJob, 1);

    job->intake = intake;
    job->task = task;
    return job;
}

void
rv_job_free(RvJob *job)
{
    if (!job)
        return;
    rv_intake_free(job->intake);
    rv_result_free(job->result);
    g_clear_pointer(&job->readings, g_bytes_unref);
    g_clear_pointer(&job->kept, g_bytes_unref);
    g_clear_pointer(&job->draft, g_bytes_unref);
    g_clear_pointer(&job->notes, g_bytes_unref);
    g_free(job);
}

RvPool *
rv_pool_new(GBytes *setup, guint n, const RvWorkLimits *limits, int *status, GError **error)
{
    g_autoptr(RvPool) pool = g_new0(RvPool, 1);

    pool->setup = g_bytes_ref(setup);
    pool->limits = *limits;
    pool->n = MAX(1, n);
    pool->hands = g_new0(RvHand, pool->n);
    pool->served = g_new0(guint, pool->n);
    g_queue_init(&pool->done);
    pool->watched = -1;
    for (guint i = 0; i < pool->n; i++)
        rv_hand_init(&pool->hands[i]);
    *status = 0;
    /* One that is killed as it starts is no reason to give up. */
    for (int attempt = 1; !rv_hand_start(&pool->hands[0], setup, &pool->hello, error); attempt++) {
        if (attempt == ATTEMPTS)
            return NULL;
        g_clear_error(error);
    }
    *status = pool->hello.status;
    return *status ? NULL : g_steal_pointer(&pool);
}

void
rv_pool_free(RvPool *pool)
{
    if (!pool)
        return;
    for (guint i = 0; i < pool->n; i++) {
        rv_hand_stop(&pool->hands[i]);
        rv_job_free(pool->hands[i].job);
    }
    g_queue_clear_full(&pool->done, (GDestroyNotify)rv_job_free);
    g_bytes_unref(pool->setup);
    g_free(pool->hands);
    g_free(pool->served);
    g_free(pool);
}

const RvHello *
rv_pool_hello(const RvPool *pool)
{
    return &pool->hello;
}

guint
rv_pool_n_busy(const RvPool *pool)
{
    guint n = 0;

    for (guint i = 0; i < pool->n; i++)
        n += pool->hands[i].job != NULL;
    return n + g_queue_get_length((GQueue *)&pool->done);
}

gboolean
rv_pool_has_room(const RvPool *pool)
{
    return rv_pool_n_busy(pool) < pool->n;
}

/* ---- giving ---------------------------------------------------------------------------------- */

/* What cannot be done is told as the document's error: nothing is lost. */
static void
set_aside(RvPool *pool, RvJob *job, RvFate fate, const RvEnd *end)
{
    g_clear_pointer(&job->result, rv_result_free);
    g_clear_pointer(&job->kept, g_bytes_unref);
    g_clear_pointer(&job->draft, g_bytes_unref);
    g_clear_pointer(&job->notes, g_bytes_unref);
    job->how = RV_ANNOTATED_NOT;
    job->result = rv_fate_result(fate, end, &pool->limits);
    g_queue_push_tail(&pool->done, job);
}

static gboolean
start(RvPool *pool, guint i)
{
    RvHello hello;

    pool->served[i] = 0;
    return rv_hand_start(&pool->hands[i], pool->setup, &hello, NULL) && hello.status == 0;
}

/* A zygote that is worn, or gone, is replaced. */
static void
give_to(RvPool *pool, guint i, RvJob *job)
{
    RvHand *hand = &pool->hands[i];

    if (hand->pid && pool->served[i] >= DOCUMENTS_OF_ONE)
        rv_hand_stop(hand);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        if ((hand->pid || start(pool, i)) && rv_hand_give(hand, job, &pool->limits)) {
            pool->served[i]++;
            return;
        }
        rv_hand_stop(hand);
    }
    set_aside(pool, job, RV_FATE_LOST, NULL);
}

void
rv_pool_give(RvPool *pool, RvJob *job)
{
    guint best = pool->n;

    /* One that runs already, if it can be. */
    for (guint i = 0; i < pool->n; i++)
        if (!pool->hands[i].job &&
            (best == pool->n || (pool->hands[i].pid && !pool->hands[best].pid)))
            best = i;
    g_return_if_fail(best < pool->n);
    give_to(pool, best, job);
}

/* ---- waiting --------------------------------------------------------------------------------- */

static void
settle(RvPool *pool, guint i, RvFate fate)
{
    RvHand *hand = &pool->hands[i];
    RvJob *job = g_steal_pointer(&hand->job);

    if (hand->has_ended)
        job->cpu += hand->end.cpu;
    if (fate == RV_FATE_DONE) {
        g_queue_push_tail(&pool->done, job);
        return;
    }
    rv_hand_stop(hand);
    if (job->attempts < ATTEMPTS)
        give_to(pool, i, job);
    else
        set_aside(pool, job, fate, hand->has_ended ? &hand->end : NULL);
}

static int
milliseconds_to(gint64 deadline)
{
    return (int)CLAMP((deadline - g_get_monotonic_time() + 999) / 1000, 0, G_MAXINT);
}

/* How long until the first of them is late. */
static int
patience(const RvPool *pool, int milliseconds)
{
    for (guint i = 0; i < pool->n; i++) {
        int left = milliseconds_to(pool->hands[i].deadline);

        if (pool->hands[i].job && (milliseconds < 0 || left < milliseconds))
            milliseconds = left;
    }
    return milliseconds;
}

void
rv_pool_watch(RvPool *pool, int fd)
{
    pool->watched = fd;
}

/* FALSE: a signal came, or what is watched has something. */
static gboolean
wait_once(RvPool *pool, int milliseconds)
{
    g_autofree struct pollfd *fds = g_new0(struct pollfd, 2 * pool->n + 1);

    for (guint i = 0; i < pool->n; i++) {
        const RvHand *hand = &pool->hands[i];

        fds[2 * i] = (struct pollfd){.fd = hand->job ? hand->control : -1, .events = POLLIN};
        fds[2 * i + 1] = (struct pollfd){.fd = hand->job ? hand->reply : -1, .events = POLLIN};
    }
    fds[2 * pool->n] = (struct pollfd){.fd = pool->watched, .events = POLLIN};
    if (poll(fds, 2 * pool->n + 1, patience(pool, milliseconds)) < 0)
        return errno != EINTR;
    for (guint i = 0; i < pool->n; i++) {
        RvFate fate;

        if (pool->hands[i].job && rv_hand_hear(&pool->hands[i], fds[2 * i].revents != 0,
                                               fds[2 * i + 1].revents != 0, &pool->limits, &fate))
            settle(pool, i, fate);
    }
    return !fds[2 * pool->n].revents;
}

RvJob *
rv_pool_wait(RvPool *pool, int milliseconds)
{
    gint64 until = g_get_monotonic_time() + (gint64)milliseconds * 1000;

    while (g_queue_is_empty(&pool->done) && (rv_pool_n_busy(pool) || pool->watched >= 0)) {
        int left = milliseconds < 0 ? -1 : milliseconds_to(until);

        if (!wait_once(pool, left) || left == 0)
            break;
    }
    return g_queue_pop_head(&pool->done);
}

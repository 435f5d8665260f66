/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In the supervisor: a zygote, its worker, and what they say, none of which is believed before it
 * was checked. */
#include "pool.h"

#include "recevable/error.h"
#include "recevable/i18n.h"
#include "recevable/process.h"
#include "recevable/report.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* Loading the models takes 0.2 s, from a slow disk some seconds. */
#define HELLO_SECONDS 60

void
rv_hand_init(RvHand *hand)
{
    *hand = (RvHand){.control = -1, .reply = -1, .notes = -1};
}

/* ---- a zygote -------------------------------------------------------------------------------- */

static void
kill_and_wait(pid_t pid)
{
    kill(pid, SIGKILL);
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
        ;
}

static void
close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

void
rv_hand_stop(RvHand *hand)
{
    if (hand->pid)
        kill_and_wait(hand->pid);
    hand->pid = 0;
    close_fd(&hand->control);
    close_fd(&hand->reply);
    close_fd(&hand->notes);
    rv_frame_reader_clear(&hand->frames);
}

/* OpenMP reads its limit when its library is loaded: before main(). */
static char **
environment(void)
{
    return g_environ_setenv(g_get_environ(), "OMP_THREAD_LIMIT", "1", TRUE);
}

static gboolean
spawn(RvHand *hand, int socket)
{
    char *arguments[] = {(char *)"recevable", (char *)"worker", NULL};
    g_auto(GStrv) variables = environment();
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none;
    int failed;

    sigemptyset(&none);
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    /* Signals of the terminal are the supervisor's, which ends the others. */
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawn_file_actions_adddup2(&actions, socket, RV_CONTROL_FD);
    failed = posix_spawn(&hand->pid, "/proc/self/exe", &actions, &attributes, arguments, variables);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (failed)
        hand->pid = 0;
    errno = failed;
    return !failed;
}

/* Both ends off the standard descriptors and the zygote's, or a dup2() of one to itself would keep
 * it closed on exec. */
static gboolean
make_sockets(int ends[2])
{
    int made[2];

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, made) < 0)
        return FALSE;
    for (int i = 0; i < 2; i++) {
        ends[i] = fcntl(made[i], F_DUPFD_CLOEXEC, RV_CONTROL_FD + 1);
        close(made[i]);
    }
    return ends[0] >= 0 && ends[1] >= 0;
}

static gboolean
hear_hello(RvHand *hand, RvHello *hello)
{
    struct pollfd wait = {.fd = hand->control, .events = POLLIN};
    int ready;

    do
        ready = poll(&wait, 1, HELLO_SECONDS * 1000);
    while (ready < 0 && errno == EINTR);
    if (ready <= 0 || !rv_talk_receive(hand->control, hello, sizeof *hello, NULL, 0))
        return FALSE;
    hello->engine[sizeof hello->engine - 1] = 0;
    hello->templates[sizeof hello->templates - 1] = 0;
    return TRUE;
}

gboolean
rv_hand_start(RvHand *hand, GBytes *setup, RvHello *hello, GError **error)
{
    gsize size;
    gconstpointer bytes = g_bytes_get_data(setup, &size);
    int ends[2] = {-1, -1};
    gboolean started = make_sockets(ends) && spawn(hand, ends[1]);

    close_fd(&ends[1]);
    hand->control = ends[0];
    if (started && rv_talk_send(hand->control, bytes, size, NULL, 0) && hear_hello(hand, hello))
        return TRUE;
    g_set_error(error, RV_ERROR, RV_ERROR_INTERNAL,
                _("the process that works on documents cannot be started (%s): is there memory, "
                  "and /proc?"),
                started ? _("it gave no answer") : g_strerror(errno));
    rv_hand_stop(hand);
    return FALSE;
}

/* ---- a job ----------------------------------------------------------------------------------- */

static void
set_deadline(RvHand *hand, const RvWorkLimits *limits)
{
    hand->deadline = g_get_monotonic_time() + (gint64)limits->step_seconds * G_USEC_PER_SEC;
}

/* NULL: an empty one. -1: there is no memory for it. */
static int
memory_file(GBytes *bytes)
{
    int fd = memfd_create("readings", MFD_CLOEXEC);
    gsize size = 0;
    gconstpointer data = bytes ? g_bytes_get_data(bytes, &size) : NULL;

    if (fd >= 0 && !rv_write_all(fd, data, size))
        close_fd(&fd);
    return fd;
}

gboolean
rv_hand_give(RvHand *hand, RvJob *job, const RvWorkLimits *limits)
{
    RvOrder order = {RV_TALK_MAGIC, job->task, job->pictures, (guint32)job->keep_readings,
                     job->annotate};
    int ends[2], readings, notes;
    gboolean sent;

    if (pipe2(ends, O_CLOEXEC) < 0)
        return FALSE;
    readings = memory_file(job->readings);
    notes = rv_notes_new();
    sent = readings >= 0 && notes >= 0 &&
           rv_talk_send(hand->control, &order, sizeof order,
                        (const int[]){[RV_ORDER_DOCUMENT] = job->intake->fd,
                                      [RV_ORDER_READINGS] = readings,
                                      [RV_ORDER_REPLY] = ends[1],
                                      [RV_ORDER_NOTES] = notes},
                        RV_ORDER_FDS);
    close_fd(&readings);
    close(ends[1]);
    if (!sent) {
        close(ends[0]);
        close_fd(&notes);
        return FALSE;
    }
    hand->reply = ends[0];
    close_fd(&hand->notes);
    hand->notes = notes;
    hand->has_ended = FALSE;
    hand->steps = 0;
    hand->job = job;
    rv_frame_reader_clear(&hand->frames);
    rv_frame_reader_init(&hand->frames);
    g_clear_pointer(&job->result, rv_result_free);
    g_clear_pointer(&job->kept, g_bytes_unref);
    job->steps = 0;
    g_clear_pointer(&job->draft, g_bytes_unref);
    g_clear_pointer(&job->notes, g_bytes_unref);
    job->how = RV_ANNOTATED_NOT;
    job->attempts++;
    set_deadline(hand, limits);
    return TRUE;
}

static gboolean
take_step(RvHand *hand, const RvFrame *frame, const RvWorkLimits *limits)
{
    RvFrameStep step;

    if (frame->size != sizeof step)
        return FALSE;
    memcpy(&step, frame->bytes, sizeof step);
    /* One after the other: nobody gets time for nothing. */
    if (GUINT32_FROM_LE(step.done) != hand->steps + 1)
        return FALSE;
    hand->steps++;
    hand->job->steps = hand->steps;
    set_deadline(hand, limits);
    return TRUE;
}

static gboolean
take_result(RvHand *hand, const RvFrame *frame)
{
    if (hand->job->result)
        return FALSE;
    hand->job->result = rv_result_from_json((const char *)frame->bytes, frame->size, NULL);
    if (!hand->job->result)
        return FALSE;
    /* No document may say so of itself. */
    for (guint i = 0; i < hand->job->result->items->len; i++)
        ((RvItemResult *)g_ptr_array_index(hand->job->result->items, i))->is_seen = FALSE;
    return TRUE;
}

static gboolean
take_readings(RvHand *hand, const RvFrame *frame)
{
    RvJob *job = hand->job;

    if (!job->keep_readings || job->kept)
        return FALSE;
    job->kept = g_bytes_new(frame->bytes, frame->size);
    return TRUE;
}

static gboolean
take_draft(RvHand *hand, const RvFrame *frame)
{
    RvJob *job = hand->job;

    if (job->task != RV_TASK_LEARN || job->draft)
        return FALSE;
    job->draft = g_bytes_new(frame->bytes, frame->size);
    return TRUE;
}

static gboolean
take_notes(RvHand *hand, const RvFrame *frame)
{
    RvJob *job = hand->job;
    RvFrameNotes notes;

    if (!job->annotate || job->how || frame->size != sizeof notes)
        return FALSE;
    memcpy(&notes, frame->bytes, sizeof notes);
    notes.how = GUINT64_FROM_LE(notes.how);
    if (notes.how == RV_ANNOTATED_NOT || notes.how >= RV_ANNOTATED_KINDS)
        return FALSE;
    job->how = (RvAnnotated)notes.how;
    hand->notes_size = GUINT64_FROM_LE(notes.size);
    return TRUE;
}

static gboolean
take_picture(RvHand *hand, const RvFrame *frame)
{
    RvResult *result = hand->job->result;
    RvFramePicture head;
    RvPageScore *page;
    guint64 width, height;

    if (!result || !result->readability || frame->size < sizeof head)
        return FALSE;
    memcpy(&head, frame->bytes, sizeof head);
    width = GUINT32_FROM_LE(head.width);
    height = GUINT32_FROM_LE(head.height);
    if (GUINT32_FROM_LE(head.page) >= result->readability->pages->len ||
        GUINT32_FROM_LE(head.page) >= hand->job->pictures || !width || !height ||
        width > G_MAXINT16 || height > G_MAXINT16 || frame->size != sizeof head + width * height)
        return FALSE;
    page = &g_array_index(result->readability->pages, RvPageScore, GUINT32_FROM_LE(head.page));
    if (page->picture)
        return FALSE;
    page->picture = g_memdup2(frame->bytes + sizeof head, frame->size - sizeof head);
    page->picture_width = (int)width;
    page->picture_height = (int)height;
    return TRUE;
}

static gboolean
take_frame(RvHand *hand, const RvFrame *frame, const RvWorkLimits *limits)
{
    switch (frame->kind) {
    case RV_FRAME_STEP:
        return take_step(hand, frame, limits);
    case RV_FRAME_RESULT:
        return take_result(hand, frame);
    case RV_FRAME_READINGS:
        return take_readings(hand, frame);
    case RV_FRAME_NOTES:
        return take_notes(hand, frame);
    case RV_FRAME_DRAFT:
        return take_draft(hand, frame);
    case RV_FRAME_PICTURE:
        return take_picture(hand, frame);
    default:
        return FALSE;
    }
}

/* FALSE: it babbles. */
static gboolean
take_frames(RvHand *hand, const RvWorkLimits *limits)
{
    RvFrame frame;
    RvFrameState state;

    while ((state = rv_frame_reader_next(&hand->frames, &frame)) == RV_FRAME_WHOLE) {
        if (!take_frame(hand, &frame, limits))
            return FALSE;
    }
    return state == RV_FRAME_NONE;
}

/* Nobody else holds it any more. */
static gboolean
take_copy(RvHand *hand)
{
    RvJob *job = hand->job;

    if (job->how == RV_ANNOTATED_DONE)
        job->notes = rv_notes_take(hand->notes, hand->notes_size, job->intake);
    close_fd(&hand->notes);
    return job->how != RV_ANNOTATED_DONE || job->notes;
}

static RvFate
fate_of(RvHand *hand, const RvWorkLimits *limits)
{
    const RvEnd *end = &hand->end;

    if (WIFEXITED(end->status) && WEXITSTATUS(end->status) == RV_WORKER_UNFENCED)
        return RV_FATE_UNFENCED;
    if (WIFSIGNALED(end->status) && WTERMSIG(end->status) == SIGXCPU)
        return RV_FATE_LATE;
    if (end->status != 0)
        return end->most > (gint64)(limits->memory / 2) ? RV_FATE_HUNGRY : RV_FATE_CRASHED;
    if (!hand->job->result || !rv_frame_reader_is_empty(&hand->frames))
        return RV_FATE_BABBLED;
    return take_copy(hand) ? RV_FATE_DONE : RV_FATE_BABBLED;
}

gboolean
rv_hand_hear(RvHand *hand, gboolean control_ready, gboolean reply_ready, const RvWorkLimits *limits,
             RvFate *fate)
{
    if (reply_ready) {
        RvFrameInput input = rv_frame_reader_fill(&hand->frames, hand->reply);

        *fate = RV_FATE_BABBLED;
        if (input == RV_FRAME_FAILED || !take_frames(hand, limits))
            return TRUE;
        if (input == RV_FRAME_END)
            close_fd(&hand->reply);
    }
    if (control_ready) {
        *fate = RV_FATE_LOST;
        if (hand->has_ended ||
            !rv_talk_receive(hand->control, &hand->end, sizeof hand->end, NULL, 0) ||
            hand->end.magic != RV_TALK_MAGIC)
            return TRUE;
        hand->has_ended = TRUE;
    }
    *fate = RV_FATE_LATE;
    if (hand->has_ended && hand->reply < 0) {
        *fate = fate_of(hand, limits);
        return TRUE;
    }
    return g_get_monotonic_time() >= hand->deadline;
}

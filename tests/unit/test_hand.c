/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The supervisor's side of a worker, whatever that says: a job ends with a result, or with why
 * there is none. Both ends of the wire are held here. */
#include "work/pool.h"

#include "recevable/error.h"
#include "recevable/report.h"

#include <check.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

Suite *suite_hand(void);

#define KILLED(number) (number) /* as waitpid() has it */
#define LEFT(status) ((status) << 8)

static const RvWorkLimits limits = {
    .memory = 1 << 20, .cpu_seconds = 1, .step_seconds = 60, .open_files = 16};

static RvHand hand;
static RvJob *job;
static int zygote; /* the other end of the control socket */
static int worker; /* where the worker writes */

static void
setup(void)
{
    int sockets[2], fds[RV_ORDER_FDS];
    RvOrder order;

    ck_assert_int_eq(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets), 0);
    rv_hand_init(&hand);
    hand.control = sockets[0];
    zygote = sockets[1];
    job = rv_job_new(g_new0(RvIntake, 1), RV_TASK_CHECK);
    job->intake->fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    ck_assert(rv_hand_give(&hand, job, &limits));
    ck_assert(rv_talk_receive(zygote, &order, sizeof order, fds, RV_ORDER_FDS));
    ck_assert_int_eq(order.task, RV_TASK_CHECK);
    close(fds[RV_ORDER_DOCUMENT]);
    close(fds[RV_ORDER_READINGS]);
    close(fds[RV_ORDER_NOTES]);
    worker = fds[RV_ORDER_REPLY];
}

static void
teardown(void)
{
    rv_hand_stop(&hand);
    rv_job_free(job);
    if (zygote >= 0)
        close(zygote);
    if (worker >= 0)
        close(worker);
}

static void
say_end(int status, gint64 most)
{
    RvEnd end = {.magic = RV_TALK_MAGIC, .status = status, .most = most};

    ck_assert(rv_talk_send(zygote, &end, sizeof end, NULL, 0));
}

static void
hang_up(int *fd)
{
    close(*fd);
    *fd = -1;
}

/* TRUE: the worker is through. */
static gboolean
hear(gboolean control, gboolean reply, RvFate *fate)
{
    return rv_hand_hear(&hand, control, reply, &limits, fate);
}

static void
say_result(void)
{
    g_autoptr(RvResult) result = rv_result_new("");
    g_autoptr(GString) text = g_string_new(NULL);

    result->verdict = RV_VERDICT_PASS;
    result->readability = rv_readability_new();
    rv_result_to_json(result, text);
    ck_assert(rv_frame_write(worker, RV_FRAME_RESULT, text->str, text->len));
}

static void
say_step(guint32 number)
{
    RvFrameStep step = {GUINT32_TO_LE(number)};

    ck_assert(rv_frame_write(worker, RV_FRAME_STEP, &step, sizeof step));
}

START_TEST(a_result_is_taken_when_both_sides_are_through)
{
    RvFate fate;

    say_step(1);
    say_result();
    hang_up(&worker);
    ck_assert(!hear(FALSE, TRUE, &fate));
    ck_assert(!hear(FALSE, TRUE, &fate)); /* the end of the pipe */
    say_end(0, 0);
    ck_assert(hear(TRUE, FALSE, &fate));
    ck_assert_int_eq(fate, RV_FATE_DONE);
    ck_assert_int_eq(job->result->verdict, RV_VERDICT_PASS);
    ck_assert_uint_eq(job->attempts, 1);
}
END_TEST

START_TEST(readings_are_taken_when_they_are_wanted)
{
    RvFate fate;

    job->keep_readings = TRUE;
    ck_assert(rv_frame_write(worker, RV_FRAME_READINGS, "read", 4));
    ck_assert(!hear(FALSE, TRUE, &fate));
    ck_assert_mem_eq(g_bytes_get_data(job->kept, NULL), "read", 4);
    ck_assert(rv_frame_write(worker, RV_FRAME_READINGS, "more", 4));
    ck_assert(hear(FALSE, TRUE, &fate));
    ck_assert_int_eq(fate, RV_FATE_BABBLED);
}
END_TEST

START_TEST(readings_that_nobody_wants_are_babble)
{
    RvFate fate;

    ck_assert(rv_frame_write(worker, RV_FRAME_READINGS, "read", 4));
    ck_assert(hear(FALSE, TRUE, &fate));
    ck_assert_int_eq(fate, RV_FATE_BABBLED);
    ck_assert_ptr_null(job->kept);
}
END_TEST

/* Of before, with the next document. */
START_TEST(readings_go_with_their_document)
{
    RvOrder order;
    int fds[RV_ORDER_FDS];
    char got[8];

    job->readings = g_bytes_new_static("read", 4);
    ck_assert(rv_hand_give(&hand, job, &limits));
    ck_assert(rv_talk_receive(zygote, &order, sizeof order, fds, RV_ORDER_FDS));
    ck_assert_int_eq(pread(fds[RV_ORDER_READINGS], got, sizeof got, 0), 4);
    ck_assert_mem_eq(got, "read", 4);
    for (int i = 0; i < RV_ORDER_FDS; i++)
        close(fds[i]);
}
END_TEST

static void
assert_fate(int status, gint64 most, gboolean with_result, RvFate expected)
{
    RvFate fate;

    if (with_result) {
        say_result();
        ck_assert(!hear(FALSE, TRUE, &fate));
    }
    hang_up(&worker);
    ck_assert(!hear(FALSE, TRUE, &fate));
    say_end(status, most);
    ck_assert(hear(TRUE, FALSE, &fate));
    ck_assert_int_eq(fate, expected);
}

static void
assert_babble(void)
{
    RvFate fate;

    ck_assert(hear(FALSE, TRUE, &fate));
    ck_assert_int_eq(fate, RV_FATE_BABBLED);
}

/* A job that shall be annotated, whose worker leaves `text`, and says that `size` bytes of it are
 * the document's copy. */
static void
leave_copy(const char *text, guint64 size, RvFate expected)
{
    RvFrameNotes notes = {GUINT64_TO_LE(RV_ANNOTATED_DONE), GUINT64_TO_LE(size)};
    int fds[RV_ORDER_FDS];
    RvOrder order;

    job->annotate = RV_ANNOTATE_ALL;
    job->intake->fd = memfd_create("document", MFD_CLOEXEC);
    job->intake->size = 5;
    ck_assert_int_eq(write(job->intake->fd, "paper", 5), 5);
    hang_up(&worker);
    ck_assert(rv_hand_give(&hand, job, &limits));
    ck_assert(rv_talk_receive(zygote, &order, sizeof order, fds, RV_ORDER_FDS));
    ck_assert_uint_eq(order.annotate, RV_ANNOTATE_ALL);
    worker = fds[RV_ORDER_REPLY];
    ck_assert_int_eq(write(fds[RV_ORDER_NOTES], text, strlen(text)), (gssize)strlen(text));
    for (int i = 0; i < RV_ORDER_FDS; i++)
        if (i != RV_ORDER_REPLY)
            close(fds[i]);
    ck_assert(rv_frame_write(worker, RV_FRAME_NOTES, &notes, sizeof notes));
    assert_fate(0, 0, TRUE, expected);
}

START_TEST(an_annotated_copy_is_taken)
{
    leave_copy("paper and notes, and more", 15, RV_FATE_DONE);
    ck_assert_int_eq(job->how, RV_ANNOTATED_DONE);
    ck_assert_uint_eq(g_bytes_get_size(job->notes), 15);
    ck_assert_mem_eq(g_bytes_get_data(job->notes, NULL), "paper and notes", 15);
}
END_TEST

static const struct {
    const char *text;
    guint64 size;
} false_copies[] = {
    {"peper and notes", 15}, /* it begins otherwise */
    {"paper", 5},            /* nothing was added */
    {"pap", 3},
    {"paper and notes", 16}, /* less than it says */
    {"paper and notes", G_MAXUINT64},
    {"", 0},
};

START_TEST(what_is_no_copy_is_babble)
{
    leave_copy(false_copies[_i].text, false_copies[_i].size, RV_FATE_BABBLED);
    ck_assert_ptr_null(job->notes);
}
END_TEST

START_TEST(notes_that_nobody_wants_are_babble)
{
    RvFrameNotes notes = {GUINT64_TO_LE(RV_ANNOTATED_DAMAGED), 0};

    ck_assert(rv_frame_write(worker, RV_FRAME_NOTES, &notes, sizeof notes));
    assert_babble();
    ck_assert_int_eq(job->how, RV_ANNOTATED_NOT);
}
END_TEST

START_TEST(steps_give_time_one_by_one)
{
    RvFate fate;
    gint64 first = hand.deadline;

    say_step(1);
    ck_assert(!hear(FALSE, TRUE, &fate));
    ck_assert_int_ge(hand.deadline, first);
    say_step(1); /* again */
    ck_assert(hear(FALSE, TRUE, &fate));
    ck_assert_int_eq(fate, RV_FATE_BABBLED);
}
END_TEST

START_TEST(who_takes_too_long_is_late)
{
    RvFate fate;

    hand.deadline = g_get_monotonic_time() - 1;
    ck_assert(hear(FALSE, FALSE, &fate));
    ck_assert_int_eq(fate, RV_FATE_LATE);
}
END_TEST

static const struct {
    int status;
    gint64 most;
    gboolean with_result;
    RvFate fate;
} ends[] = {
    {0, 0, FALSE, RV_FATE_BABBLED},
    {KILLED(SIGSEGV), 0, FALSE, RV_FATE_CRASHED},
    {KILLED(SIGSEGV), 0, TRUE, RV_FATE_CRASHED}, /* a result of who then crashes is none */
    {KILLED(SIGABRT), 1 << 20, FALSE, RV_FATE_HUNGRY},
    {KILLED(SIGXCPU), 0, FALSE, RV_FATE_LATE},
    {LEFT(1), 0, FALSE, RV_FATE_CRASHED},
    {LEFT(RV_WORKER_UNFENCED), 0, FALSE, RV_FATE_UNFENCED},
    {LEFT(RV_WORKER_UNFENCED), 0, TRUE, RV_FATE_UNFENCED},
};

START_TEST(an_end_tells_its_cause)
{
    assert_fate(ends[_i].status, ends[_i].most, ends[_i].with_result, ends[_i].fate);
}
END_TEST

START_TEST(a_zygote_that_is_gone_is_lost)
{
    RvFate fate;

    hang_up(&zygote);
    ck_assert(hear(TRUE, FALSE, &fate));
    ck_assert_int_eq(fate, RV_FATE_LOST);
}
END_TEST

START_TEST(noise_is_babble)
{
    ck_assert_int_eq(write(worker, "this is no frame", 16), 16);
    assert_babble();
}
END_TEST

START_TEST(what_is_no_result_is_babble)
{
    ck_assert(rv_frame_write(worker, RV_FRAME_RESULT, "{\"verdict\":\"pass\"}", 18));
    assert_babble();
}
END_TEST

START_TEST(a_second_result_is_babble)
{
    say_result();
    say_result();
    assert_babble();
}
END_TEST

START_TEST(a_picture_that_nobody_wants_is_babble)
{
    RvFramePicture picture = {0, 1, 1};

    say_result();
    ck_assert(rv_frame_write(worker, RV_FRAME_PICTURE, &picture, sizeof picture));
    assert_babble();
}
END_TEST

START_TEST(what_is_left_unsaid_is_babble)
{
    RvFate fate;

    say_result();
    ck_assert_int_eq(write(worker, "RVF1", 4), 4);
    ck_assert(!hear(FALSE, TRUE, &fate));
    hang_up(&worker);
    ck_assert(!hear(FALSE, TRUE, &fate));
    say_end(0, 0);
    ck_assert(hear(TRUE, FALSE, &fate));
    ck_assert_int_eq(fate, RV_FATE_BABBLED);
}
END_TEST

START_TEST(every_fate_has_an_error_that_tells_it)
{
    static const char *const codes[] = {
        [RV_FATE_CRASHED] = "crashed",      [RV_FATE_HUNGRY] = "out-of-memory",
        [RV_FATE_LATE] = "took-too-long",   [RV_FATE_BABBLED] = "crashed",
        [RV_FATE_UNFENCED] = "worker-lost", [RV_FATE_LOST] = "worker-lost",
    };

    for (RvFate fate = RV_FATE_CRASHED; fate <= RV_FATE_LOST; fate++) {
        const RvEnd end = {.status = KILLED(SIGSEGV)};
        g_autoptr(RvResult) with = rv_fate_result(fate, &end, &limits);
        g_autoptr(RvResult) without = rv_fate_result(fate, NULL, &limits);

        ck_assert_str_eq(with->error_code, codes[fate]);
        ck_assert_int_eq(with->verdict, RV_VERDICT_ERROR);
        ck_assert_ptr_null(strchr(with->error_message, '\n'));
        ck_assert_str_eq(without->error_code, codes[fate]);
    }
}
END_TEST

Suite *
suite_hand(void)
{
    Suite *suite = suite_create("hand");
    TCase *tcase = tcase_create("all");

    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, a_result_is_taken_when_both_sides_are_through);
    tcase_add_test(tcase, readings_are_taken_when_they_are_wanted);
    tcase_add_test(tcase, readings_that_nobody_wants_are_babble);
    tcase_add_test(tcase, readings_go_with_their_document);
    tcase_add_test(tcase, an_annotated_copy_is_taken);
    tcase_add_loop_test(tcase, what_is_no_copy_is_babble, 0, G_N_ELEMENTS(false_copies));
    tcase_add_test(tcase, notes_that_nobody_wants_are_babble);
    tcase_add_test(tcase, steps_give_time_one_by_one);
    tcase_add_test(tcase, who_takes_too_long_is_late);
    tcase_add_loop_test(tcase, an_end_tells_its_cause, 0, G_N_ELEMENTS(ends));
    tcase_add_test(tcase, a_zygote_that_is_gone_is_lost);
    tcase_add_test(tcase, noise_is_babble);
    tcase_add_test(tcase, what_is_no_result_is_babble);
    tcase_add_test(tcase, a_second_result_is_babble);
    tcase_add_test(tcase, a_picture_that_nobody_wants_is_babble);
    tcase_add_test(tcase, what_is_left_unsaid_is_babble);
    tcase_add_test(tcase, every_fate_has_an_error_that_tells_it);
    suite_add_tcase(suite, tcase);
    return suite;
}

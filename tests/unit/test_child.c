/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever becomes of the child, the parent goes on; and what the child may not do, it cannot. */
#include "pdf/child.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define REPLY 64
#define REPLY_FD 3 /* where the child writes */

Suite *suite_child(void);

static const RvChildLimits limits = {.seconds = 2, .memory = 64 * 1024 * 1024, .reply_size = REPLY};

/* ---- what children do -------------------------------------------------------------------- */

static void
answer(gconstpointer data, gpointer reply)
{
    g_strlcpy(reply, data, REPLY);
}

static void
crash(gconstpointer data, gpointer reply)
{
    (void)data;
    answer("crashed", reply);
    raise(SIGSEGV);
}

static void
leave(gconstpointer data, gpointer reply)
{
    (void)data;
    (void)reply;
    _exit(0);
}

static void
hang(gconstpointer data, gpointer reply)
{
    (void)data;
    (void)reply;
    for (;;)
        pause();
}

static void
spin(gconstpointer data, gpointer reply)
{
    volatile guint turns = 0;

    (void)data;
    (void)reply;
    for (;;)
        turns++;
}

static void
eat(gconstpointer data, gpointer reply)
{
    (void)data;
    for (guint i = 0; i < 1000; i++)
        memset(g_malloc(1024 * 1024), 1, 1024 * 1024);
    answer("still hungry", reply);
}

static void
say_too_little(gconstpointer data, gpointer reply)
{
    (void)data;
    ck_assert_int_eq(write(REPLY_FD, reply, 5), 5);
    _exit(0);
}

static void
say_too_much(gconstpointer data, gpointer reply)
{
    (void)data;
    ck_assert_int_eq(write(REPLY_FD, reply, 5), 5);
}

/* It closes the way back and lives on. */
static void
turn_deaf(gconstpointer data, gpointer reply)
{
    close(REPLY_FD);
    hang(data, reply);
}

static const RvChildWork failures[] = {crash, leave,          hang,         spin,
                                       eat,   say_too_little, say_too_much, turn_deaf};

START_TEST(an_answer_comes_back)
{
    char reply[REPLY] = "old";

    ck_assert(rv_child_run(&limits, answer, "all is well", reply));
    ck_assert_str_eq(reply, "all is well");
}
END_TEST

START_TEST(a_failure_harms_nobody)
{
    static const char nothing[REPLY];
    gint64 start = g_get_monotonic_time();
    char reply[REPLY] = "old";

    ck_assert(!rv_child_run(&limits, failures[_i], NULL, reply));
    ck_assert_mem_eq(reply, nothing, REPLY);
    ck_assert_int_lt(g_get_monotonic_time() - start, (limits.seconds + 2) * G_USEC_PER_SEC);
    ck_assert_msg(waitpid(-1, NULL, WNOHANG) < 0 && errno == ECHILD, "a child is left");
}
END_TEST

/* ---- what children may not --------------------------------------------------------------- */

static void
try_all(gconstpointer data, gpointer reply)
{
    const char *(*attempt)(int) = NULL;

    memcpy(&attempt, data, sizeof attempt);
    answer(attempt(0), reply);
}

static const char *
network(int unused)
{
    (void)unused;
    return socket(AF_INET, SOCK_STREAM, 0) < 0 && errno == EACCES &&
                   socket(AF_UNIX, SOCK_DGRAM, 0) < 0
               ? "no"
               : "a socket";
}

static const char *
program(int unused)
{
    (void)unused;
    execl("/bin/true", "true", NULL);
    return errno == EACCES ? "no" : "started";
}

static const char *
writing(int unused)
{
    int fd = open("/tmp", O_TMPFILE | O_WRONLY, 0600);

    (void)unused;
    signal(SIGXFSZ, SIG_IGN);
    return fd < 0 || write(fd, "x", 1) < 0 ? "no" : "written";
}

static const char *
home(int unused)
{
    (void)unused;
    return g_strcmp0(getenv("HOME"), "/dev/null") == 0 && !getenv("PATH") ? "no" : "a home";
}

static const char *
files(int unused)
{
    (void)unused;
    for (int fd = REPLY_FD + 1; fd < 256; fd++)
        if (fcntl(fd, F_GETFD) >= 0)
            return "an open file";
    return fcntl(REPLY_FD, F_GETFD) >= 0 ? "no" : "no way back";
}

static const char *
handlers(int unused)
{
    struct sigaction action;

    (void)unused;
    sigaction(SIGTERM, NULL, &action);
    return action.sa_handler == SIG_DFL ? "no" : "the parent's handler";
}

static const char *(*const attempts[])(int) = {network, program, writing, home, files, handlers};

static void
tidy_up(int number)
{
    _exit(number);
}

START_TEST(a_child_has_no_rights)
{
    char reply[REPLY];
    const char *(*attempt)(int) = attempts[_i];

    signal(SIGTERM, tidy_up);
    ck_assert_int_ge(dup2(open("/dev/null", O_RDONLY), 100), 0);
    ck_assert(rv_child_run(&limits, try_all, &attempt, reply));
    ck_assert_str_eq(reply, "no");
}
END_TEST

START_TEST(it_lives_with_narrower_limits)
{
    static const struct rlimit narrow = {1, 1}; /* second */
    char reply[REPLY];

    ck_assert_int_eq(setrlimit(RLIMIT_CPU, &narrow), 0);
    ck_assert(rv_child_run(&limits, answer, "all is well", reply));
}
END_TEST

START_TEST(it_works_without_standard_descriptors)
{
    char reply[REPLY];
    int copy = dup(STDERR_FILENO);
    gboolean came;

    for (int fd = 0; fd < 3; fd++)
        close(fd);
    came = rv_child_run(&limits, answer, "all is well", reply);
    dup2(copy, STDERR_FILENO);
    ck_assert(came);
    ck_assert_str_eq(reply, "all is well");
}
END_TEST

Suite *
suite_child(void)
{
    Suite *suite = suite_create("child");
    TCase *tests = tcase_create("child");

    tcase_set_timeout(tests, 20);
    tcase_add_test(tests, an_answer_comes_back);
    tcase_add_loop_test(tests, a_failure_harms_nobody, 0, G_N_ELEMENTS(failures));
    tcase_add_loop_test(tests, a_child_has_no_rights, 0, G_N_ELEMENTS(attempts));
    tcase_add_test(tests, it_lives_with_narrower_limits);
    tcase_add_test(tests, it_works_without_standard_descriptors);
    suite_add_tcase(suite, tests);
    return suite;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a worker cannot do once its fence is closed. */
#include "recevable/error.h"
#include "recevable/process.h"
#include "recevable/work.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

Suite *suite_fence(void);

#define REFUSED 0
#define POSSIBLE 1
#define UNFENCED 2

/* Runs in the child behind the fence; TRUE: it was possible. */
typedef gboolean (*Attempt)(void);

static const RvWorkLimits limits = {
    .memory = 256 << 20, .cpu_seconds = 2, .step_seconds = 60, .open_files = 16};
/* For attempts: what was there before. */
static int pipe_ends[2];
static char *folder;

/* The wait status of a child that made the attempt. */
static int
try(Attempt attempt)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RvFence) fence = rv_fence_new(&error);
    pid_t child;
    int status;

    ck_assert_msg(fence != NULL, "%s", error ? error->message : "?");
    child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        rv_process_reset_signals(); /* Check's own would catch them */
        if (!rv_fence_close(fence, &limits, &pipe_ends[1], 1))
            _exit(UNFENCED);
        _exit(attempt() ? POSSIBLE : REFUSED);
    }
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_msg(!WIFEXITED(status) || WEXITSTATUS(status) != UNFENCED, "no fence");
    return status;
}

/* ---- attempts ------------------------------------------------------------------------------- */

static gboolean
do_nothing(void)
{
    return TRUE;
}

static gboolean
open_socket(void)
{
    return socket(AF_INET, SOCK_STREAM, 0) >= 0 || socket(AF_UNIX, SOCK_STREAM, 0) >= 0 ||
           socket(AF_NETLINK, SOCK_RAW, 0) >= 0;
}

static gboolean
read_passwd(void)
{
    return open("/etc/passwd", O_RDONLY) >= 0 || open("/etc", O_RDONLY | O_DIRECTORY) >= 0;
}

static gboolean
read_file_of_a_user(void)
{
    g_autofree char *name = g_build_filename(folder, "letter", NULL);

    return open(name, O_RDONLY) >= 0;
}

static gboolean
read_memory_of_the_parent(void)
{
    g_autofree char *name = g_strdup_printf("/proc/%d/mem", (int)getppid());

    return open(name, O_RDONLY) >= 0 || ptrace(PTRACE_ATTACH, getppid(), 0, 0) == 0;
}

static gboolean
write_file(void)
{
    g_autofree char *made = g_build_filename(folder, "made", NULL);
    g_autofree char *name = g_build_filename(folder, "letter", NULL);

    return open(made, O_WRONLY | O_CREAT, 0600) >= 0 || open(name, O_WRONLY) >= 0 ||
           mkdir(made, 0700) == 0 || unlink(name) == 0 || rename(name, made) == 0 ||
           truncate(name, 0) == 0 || symlink("/", made) == 0;
}

static gboolean
start_program(void)
{
    char *const arguments[] = {(char *)"true", NULL};

    execv("/bin/true", arguments);
    execv("/usr/bin/true", arguments);
    return FALSE; /* or it would not be here */
}

static gboolean
start_process(void)
{
    pid_t child = fork();

    if (child == 0)
        _exit(0);
    return child > 0;
}

static gboolean
signal_parent(void)
{
    return kill(getppid(), 0) == 0 || kill(-1, SIGCONT) == 0;
}

static gboolean
raise_limits(void)
{
    struct rlimit more = {RLIM_INFINITY, RLIM_INFINITY};

    return setrlimit(RLIMIT_CPU, &more) == 0 || setrlimit(RLIMIT_AS, &more) == 0;
}

static gboolean
eat_memory(void)
{
    for (guint i = 0; i < 1024; i++) {
        gpointer block =
            mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

        if (block == MAP_FAILED)
            return FALSE;
        memset(block, 1, 1 << 20);
    }
    return TRUE;
}

static gboolean
use_what_is_left_open(void)
{
    return write(pipe_ends[1] + 20, "x", 1) == 1 || fcntl(RV_FIRST_FD + 1, F_GETFD) >= 0;
}

static gboolean
spin(void)
{
    volatile guint turns = 0;

    for (;;)
        turns++;
    return TRUE;
}

static gboolean
abort_itself(void)
{
    abort();
}

/* ---- what stays possible --------------------------------------------------------------------- */

static gboolean
work(void)
{
    g_autofree char *block = g_malloc0(1 << 20);
    gboolean fonts = open("/usr/share/fonts", O_RDONLY | O_DIRECTORY) >= 0;

    return fonts && block && write(RV_FIRST_FD, "done", 4) == 4 && rv_process_is_confined();
}

/* ---- tests ----------------------------------------------------------------------------------- */

static void
setup(void)
{
    g_autofree char *name = NULL;

    folder = g_dir_make_tmp("recevable-fence-XXXXXX", NULL);
    ck_assert_ptr_nonnull(folder);
    name = g_build_filename(folder, "letter", NULL);
    ck_assert(g_file_set_contents(name, "dear", 4, NULL));
    ck_assert_int_eq(pipe(pipe_ends), 0);
}

static void
teardown(void)
{
    g_autofree char *name = g_build_filename(folder, "letter", NULL);

    ck_assert_int_eq(unlink(name), 0);
    ck_assert_int_eq(rmdir(folder), 0); /* nothing else is in it */
    g_clear_pointer(&folder, g_free);
    close(pipe_ends[0]);
    close(pipe_ends[1]);
}

static const struct {
    const char *name;
    Attempt attempt;
    gboolean needs_landlock;
} attempts[] = {
    {"a socket", open_socket, FALSE},
    {"/etc/passwd", read_passwd, TRUE},
    {"a user's file", read_file_of_a_user, TRUE},
    {"the parent's memory", read_memory_of_the_parent, FALSE},
    {"writing", write_file, FALSE},
    {"a program", start_program, FALSE},
    {"a process", start_process, FALSE},
    {"a signal", signal_parent, FALSE},
    {"higher limits", raise_limits, FALSE},
    {"memory", eat_memory, FALSE},
    {"open files", use_what_is_left_open, FALSE},
};

START_TEST(what_could_do_harm_is_refused)
{
    if (attempts[_i].needs_landlock && !rv_fence_kinds().landlock)
        return;
    ck_assert_msg(try(attempts[_i].attempt) == REFUSED, "%s was possible", attempts[_i].name);
}
END_TEST

START_TEST(without_a_fence_all_of_it_is_possible)
{
    ck_assert(open_socket());
    ck_assert(read_passwd());
    ck_assert(read_file_of_a_user());
    ck_assert(start_process());
    ck_assert(signal_parent());
    ck_assert(!rv_process_is_confined());
}
END_TEST

START_TEST(work_stays_possible)
{
    char said[4];

    ck_assert_int_eq(WEXITSTATUS(try(work)), POSSIBLE);
    ck_assert_int_eq(read(pipe_ends[0], said, 4), 4);
    ck_assert_int_eq(WEXITSTATUS(try(do_nothing)), POSSIBLE);
}
END_TEST

/* A file that is given for writing, as large as a child that is gone could make it. */
static gsize
most_written(guint64 limit)
{
    RvWorkLimits some = limits;
    int fd = memfd_create("file", MFD_CLOEXEC), status;
    g_autoptr(RvFence) fence = rv_fence_new(NULL);
    struct stat st;
    pid_t child = fork();

    some.written = limit;
    if (child == 0) {
        rv_process_reset_signals();
        signal(SIGXFSZ, SIG_IGN);
        if (!rv_fence_close(fence, &some, &fd, 1))
            _exit(UNFENCED);
        while (write(RV_FIRST_FD, "some", 4) > 0)
            ;
        _exit(0);
    }
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_int_eq(status, 0);
    ck_assert_int_eq(fstat(fd, &st), 0);
    close(fd);
    return (gsize)st.st_size;
}

START_TEST(a_file_takes_as_much_as_it_may)
{
    ck_assert_uint_eq(most_written(0), 0);
    ck_assert_uint_eq(most_written(10), 10);
}
END_TEST

START_TEST(processor_time_ends)
{
    int status = try(spin);

    ck_assert(WIFSIGNALED(status));
    ck_assert(WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL);
}
END_TEST

START_TEST(a_failure_is_told_by_its_signal)
{
    int status = try(abort_itself);

    ck_assert(WIFSIGNALED(status));
    ck_assert_int_eq(WTERMSIG(status), SIGABRT);
}
END_TEST

START_TEST(isolation_follows_from_what_the_kernel_has)
{
    ck_assert_int_eq(rv_fence_isolation(&(RvFenceKinds){0, FALSE}), RV_ISOLATION_NONE);
    ck_assert_int_eq(rv_fence_isolation(&(RvFenceKinds){3, FALSE}), RV_ISOLATION_NONE);
    ck_assert_int_eq(rv_fence_isolation(&(RvFenceKinds){0, TRUE}), RV_ISOLATION_PARTIAL);
    ck_assert_int_eq(rv_fence_isolation(&(RvFenceKinds){1, TRUE}), RV_ISOLATION_FULL);
}
END_TEST

Suite *
suite_fence(void)
{
    Suite *suite = suite_create("fence");
    TCase *tcase = tcase_create("all");

    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, what_could_do_harm_is_refused, 0, G_N_ELEMENTS(attempts));
    tcase_add_test(tcase, without_a_fence_all_of_it_is_possible);
    tcase_add_test(tcase, work_stays_possible);
    tcase_add_test(tcase, a_file_takes_as_much_as_it_may);
    tcase_add_test(tcase, processor_time_ends);
    tcase_add_test(tcase, a_failure_is_told_by_its_signal);
    tcase_add_test(tcase, isolation_follows_from_what_the_kernel_has);
    suite_add_tcase(suite, tcase);
    return suite;
}

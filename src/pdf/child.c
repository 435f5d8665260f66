/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A forked child that has given up its rights before it touches the data, and the end of it. */
#include "child.h"

#include "recevable/process.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- in the child ------------------------------------------------------------------------ */

static gboolean
set_limits(const RvChildLimits *limits)
{
    gsize now = rv_process_memory();

    return now && rv_process_limit(RLIMIT_AS, now + limits->memory) &&
           rv_process_limit(RLIMIT_CPU, limits->seconds) && rv_process_limit(RLIMIT_FSIZE, 0) &&
           rv_process_limit(RLIMIT_CORE, 0);
}

/* The kernel refuses sockets and programs: a library that would look something up, whatever it was
 * told, cannot. */
static gboolean
refuse_network(void)
{
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_socket, 2, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_execve, 1, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_execveat, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {G_N_ELEMENTS(filter), filter};

    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

static _Noreturn void
be_child(const RvChildLimits *limits, RvChildWork work, gconstpointer data, gpointer reply, int way,
         pid_t parent)
{
    rv_process_reset_signals();
    if (!rv_process_die_with(parent) || !set_limits(limits) || !rv_process_keep_only(&way, 1) ||
        !rv_process_forget_user() || setenv("TZ", "UTC", TRUE) < 0 || !refuse_network())
        _exit(EXIT_FAILURE);
    work(data, reply);
    rv_write_all(RV_FIRST_FD, reply, limits->reply_size);
    _exit(EXIT_SUCCESS);
}

/* ---- in the parent ----------------------------------------------------------------------- */

/* Milliseconds until then, for poll(). */
static int
time_left(gint64 deadline)
{
    return (int)CLAMP((deadline - g_get_monotonic_time() + 999) / 1000, 0, G_MAXINT);
}

/* Until all of it is there, and not a byte more. */
static gboolean
read_reply(int fd, char *reply, gsize size, guint seconds)
{
    gint64 deadline = g_get_monotonic_time() + (gint64)seconds * G_USEC_PER_SEC;
    gsize have = 0;

    for (;;) {
        struct pollfd wait = {.fd = fd, .events = POLLIN};
        int ready = poll(&wait, 1, time_left(deadline));
        char beyond;
        gssize got;

        if (ready == 0)
            return FALSE;
        if (ready < 0 && errno != EINTR)
            return FALSE;
        if (ready < 0)
            continue;
        got = have < size ? read(fd, reply + have, size - have) : read(fd, &beyond, 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got == 0)
            return have == size;
        if (got < 0 || have == size)
            return FALSE;
        have += (gsize)got;
    }
}

/* Dead before the wait: it never hangs. */
static void
end_child(pid_t child)
{
    kill(child, SIGKILL);
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
        ;
}

gboolean
rv_child_run(const RvChildLimits *limits, RvChildWork work, gconstpointer data, gpointer reply)
{
    int ends[2];
    pid_t parent = getpid(), child;
    gboolean came;

    memset(reply, 0, limits->reply_size);
    if (rv_process_is_confined()) {
        work(data, reply);
        return TRUE;
    }
    if (pipe2(ends, O_CLOEXEC) < 0)
        return FALSE;
    child = fork();
    if (child == 0)
        be_child(limits, work, data, reply, ends[1], parent);
    close(ends[1]);
    came = child > 0 && read_reply(ends[0], reply, limits->reply_size, limits->seconds);
    close(ends[0]);
    if (child > 0)
        end_child(child);
    if (!came)
        memset(reply, 0, limits->reply_size);
    return came;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calls of the kernel that a worker may make. What is not listed does not exist for it
 * (ENOSYS): libraries then do without, where being killed would cost good documents. */
#include "fence-private.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

struct _RvFilter {
    scmp_filter_ctx context;
};

/* Names: which ones there are hangs on the processor. */
static const char *const allowed[] = {
    /* what is open already */
    "read",
    "readv",
    "write",
    "writev",
    "pread64",
    "preadv",
    "lseek",
    "close",
    "close_range",
    "fstat",
    "fstatfs",
    "dup",
    "dup2",
    "dup3",
    "fcntl",
    "pipe",
    "pipe2",
    "poll",
    "ppoll",
    "fadvise64",
    "getdents64",
    /* files: Landlock says which */
    "stat",
    "lstat",
    "newfstatat",
    "statx",
    "statfs",
    "access",
    "faccessat",
    "faccessat2",
    "readlink",
    "readlinkat",
    "getcwd",
    /* memory */
    "mmap",
    "munmap",
    "mprotect",
    "mremap",
    "madvise",
    "brk",
    "membarrier",
    /* itself */
    "exit",
    "exit_group",
    "getpid",
    "gettid",
    "getppid",
    "getuid",
    "geteuid",
    "getgid",
    "getegid",
    "futex",
    "set_robust_list",
    "set_tid_address",
    "rseq",
    "arch_prctl",
    "sched_yield",
    "sched_getaffinity",
    "getrusage",
    "times",
    "rt_sigaction",
    "rt_sigprocmask",
    "rt_sigreturn",
    "sigaltstack",
    "restart_syscall",
    /* the time, chance, the machine */
    "clock_gettime",
    "clock_getres",
    "clock_nanosleep",
    "nanosleep",
    "gettimeofday",
    "time",
    "getrandom",
    "uname",
    "sysinfo",
    "getcpu",
};

/* Libraries try these, and go on when they may not. */
static const char *const refused[] = {
    "socket",
    "socketpair",
    "connect",
    "bind",
    "listen",
    "accept",
    "accept4",
    "sendto",
    "sendmsg",
    "execve",
    "execveat",
    "fork",
    "vfork",
    "kill",
    "tkill",
    "ptrace",
    "process_vm_readv",
    "process_vm_writev",
    "unlink",
    "unlinkat",
    "rename",
    "renameat",
    "renameat2",
    "mkdir",
    "mkdirat",
    "creat",
    "truncate",
    "ftruncate",
    "chmod",
    "fchmod",
    "fchmodat",
    "mknod",
    "mknodat",
    "link",
    "linkat",
    "symlink",
    "symlinkat",
};

static gboolean
add(scmp_filter_ctx context, guint32 action, const char *name)
{
    int number = seccomp_syscall_resolve_name(name);
    int done;

    if (number == __NR_SCMP_ERROR)
        return TRUE; /* this processor has no such call */
    done = seccomp_rule_add(context, action, number, 0);
    return done == 0 || done == -EDOM;
}

/* With one argument that is under `mask` just `value`. */
static gboolean
add_if(scmp_filter_ctx context, const char *name, unsigned int argument, guint64 mask,
       guint64 value)
{
    int number = seccomp_syscall_resolve_name(name);

    return number == __NR_SCMP_ERROR ||
           seccomp_rule_add(context, SCMP_ACT_ALLOW, number, 1,
                            SCMP_CMP64(argument, SCMP_CMP_MASKED_EQ, mask, value)) == 0;
}

static gboolean
add_all(scmp_filter_ctx context)
{
    const guint64 changes = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND;
    gboolean done = TRUE;

    for (gsize i = 0; i < G_N_ELEMENTS(allowed); i++)
        done = add(context, SCMP_ACT_ALLOW, allowed[i]) && done;
    for (gsize i = 0; i < G_N_ELEMENTS(refused); i++)
        done = add(context, SCMP_ACT_ERRNO(EACCES), refused[i]) && done;
    done = add_if(context, "open", 1, changes, O_RDONLY) && done;
    done = add_if(context, "openat", 2, changes, O_RDONLY) && done;
    /* How much waits in a pipe, whether something is a terminal: nothing else. */
    done = add_if(context, "ioctl", 1, ~0ULL, FIONREAD) && done;
    done = add_if(context, "ioctl", 1, ~0ULL, TCGETS) && done;
    /* Threads, which the verification of signatures makes, but no processes. What clone3() would do
     * cannot be seen here: without it, libraries come back to clone(). */
    done = add_if(context, "clone", 0, CLONE_THREAD, CLONE_THREAD) && done;
    /* To ask for limits, not to set them. */
    return add_if(context, "prlimit64", 2, ~0ULL, 0) && done;
}

RvFilter *
rv_filter_new(void)
{
    RvFilter *filter = g_new0(RvFilter, 1);

    filter->context = seccomp_init(SCMP_ACT_ERRNO(ENOSYS));
    if (filter->context && add_all(filter->context))
        return filter;
    rv_filter_free(filter);
    return NULL;
}

void
rv_filter_free(RvFilter *filter)
{
    if (!filter)
        return;
    if (filter->context)
        seccomp_release(filter->context);
    g_free(filter);
}

gboolean
rv_filter_is_possible(void)
{
    return seccomp_api_get() >= 1;
}

/* abort() signals the process itself, which it alone can name. */
gboolean
rv_filter_close(const RvFilter *filter)
{
    return add_if(filter->context, "tgkill", 0, ~0ULL, (guint64)getpid()) &&
           seccomp_load(filter->context) == 0;
}

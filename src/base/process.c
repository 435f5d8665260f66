/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recevable/process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/* What of the environment tells the language of messages. */
static const char *const languages[] = {"LANG",     "LANGUAGE",    "LC_ALL",
                                        "LC_CTYPE", "LC_MESSAGES", "LC_TIME"};

static gboolean is_confined;

gsize
rv_process_memory(void)
{
    unsigned long pages = 0;
    FILE *statm = fopen("/proc/self/statm", "re");

    if (!statm)
        return 0;
    if (fscanf(statm, "%lu", &pages) != 1)
        pages = 0;
    fclose(statm);
    return pages * (gsize)sysconf(_SC_PAGESIZE);
}

gboolean
rv_process_limit(int resource, guint64 most)
{
    struct rlimit both;

    if (getrlimit(resource, &both) < 0)
        return FALSE;
    both.rlim_cur = both.rlim_max = MIN(most, both.rlim_max);
    return setrlimit(resource, &both) == 0;
}

void
rv_process_reset_signals(void)
{
    struct sigaction plain = {.sa_handler = SIG_DFL};
    sigset_t none;

    for (int number = 1; number < NSIG; number++)
        sigaction(number, &plain, NULL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

gboolean
rv_process_die_with(pid_t parent)
{
    return prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == parent;
}

gboolean
rv_process_forget_user(void)
{
    char *kept[G_N_ELEMENTS(languages)];
    gboolean done;

    for (gsize i = 0; i < G_N_ELEMENTS(languages); i++)
        kept[i] = g_strdup(g_getenv(languages[i]));
    done = clearenv() == 0 && setenv("HOME", "/dev/null", TRUE) == 0 && chdir("/") == 0;
    for (gsize i = 0; i < G_N_ELEMENTS(languages); i++) {
        if (kept[i])
            done = setenv(languages[i], kept[i], TRUE) == 0 && done;
        g_free(kept[i]);
    }
    return done;
}

gboolean
rv_process_keep_only(const int *fds, guint n)
{
    int null = open("/dev/null", O_RDWR);
    int above = RV_FIRST_FD + (int)n;
    g_autofree int *moved = g_new(int, n + 1);

    /* Out of the way of each other first: they may be anywhere. */
    for (guint i = 0; i < n; i++)
        if ((moved[i] = fcntl(fds[i], F_DUPFD, above)) < 0)
            return FALSE;
    if (null < 0)
        return FALSE;
    for (int fd = 0; fd < RV_FIRST_FD; fd++)
        if (dup2(null, fd) < 0)
            return FALSE;
    for (guint i = 0; i < n; i++)
        if (dup2(moved[i], RV_FIRST_FD + (int)i) < 0)
            return FALSE;
    return close_range((guint)above, ~0U, 0) == 0;
}

void
rv_process_set_confined(void)
{
    is_confined = TRUE;
}

gboolean
rv_process_is_confined(void)
{
    return is_confined;
}

gboolean
rv_write_all(int fd, gconstpointer bytes, gsize size)
{
    const char *at = bytes;

    while (size > 0) {
        gssize written = write(fd, at, size);

        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return FALSE;
        at += written;
        size -= (gsize)written;
    }
    return TRUE;
}

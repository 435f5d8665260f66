/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double
seconds(struct timeval t)
{
    return (double)t.tv_sec + 1e-6 * (double)t.tv_usec;
}

double
bench_cpu(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

int
bench_number(int argc, char **argv, int i, int usual)
{
    gint64 number = i < argc ? g_ascii_strtoll(argv[i], NULL, 10) : 0;

    return number > 0 && number < G_MAXINT16 ? (int)number : usual;
}

static void
become(const char *const *command, const char *environment, int out)
{
    g_auto(GStrv) pair = g_strsplit(environment ? environment : "", "=", 2);

    dup2(out, STDOUT_FILENO);
    if (pair[0])
        g_setenv(pair[0], pair[1] ? pair[1] : "", TRUE);
    g_setenv("OMP_THREAD_LIMIT", "1", TRUE);
    execvp(command[0], (char *const *)command);
    _exit(127);
}

static char *
read_all(int fd)
{
    GString *text = g_string_new(NULL);
    char buffer[65536];
    ssize_t n;

    while ((n = read(fd, buffer, sizeof buffer)) > 0 || (n < 0 && errno == EINTR))
        if (n > 0)
            g_string_append_len(text, buffer, n);
    return g_string_free(text, FALSE);
}

BenchRun
bench_run(const char *const *command, const char *environment)
{
    BenchRun run = {0};
    gint64 start = g_get_monotonic_time();
    struct rusage usage;
    int ends[2], status;
    pid_t child;

    if (pipe(ends) != 0 || (child = fork()) < 0)
        g_error("cannot start %s", command[0]);
    if (child == 0)
        become(command, environment, ends[1]);
    close(ends[1]);
    run.output = read_all(ends[0]);
    close(ends[0]);
    while (wait4(child, &status, 0, &usage) < 0 && errno == EINTR)
        ;
    run.wall = 1e-6 * (double)(g_get_monotonic_time() - start);
    run.cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    run.peak_kib = usage.ru_maxrss;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        g_clear_pointer(&run.output, g_free);
    return run;
}

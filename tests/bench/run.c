/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Commands that bench_run_all() has under way: both cores of the smallest machine that this is
 * built on; with more, each one's seconds would tell of the others. */
#define AT_ONCE 2

/* A command under way. */
typedef struct {
    pid_t child; /* 0: none */
    int output;  /* what it wrote, in memory: nobody has to read while it runs */
    gint64 start;
    guint index; /* among the commands */
} Job;

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

static Job
job_start(const char *const *command, const char *environment, guint limit)
{
    Job job = {.output = memfd_create("output", MFD_CLOEXEC), .start = g_get_monotonic_time()};

    if (job.output < 0 || (job.child = fork()) < 0)
        g_error("cannot start %s", command[0]);
    if (job.child == 0) {
        alarm(limit); /* goes on through exec */
        become(command, environment, job.output);
    }
    return job;
}

static char *
read_all(int fd)
{
    GString *text = g_string_new(NULL);
    char buffer[65536];
    ssize_t n;

    lseek(fd, 0, SEEK_SET);
    while ((n = read(fd, buffer, sizeof buffer)) > 0 || (n < 0 && errno == EINTR))
        if (n > 0)
            g_string_append_len(text, buffer, n);
    return g_string_free(text, FALSE);
}

static BenchRun
job_end(Job *job, int status, const struct rusage *usage)
{
    BenchRun run = {.status = status,
                    .wall = 1e-6 * (double)(g_get_monotonic_time() - job->start),
                    .cpu = seconds(usage->ru_utime) + seconds(usage->ru_stime),
                    .peak_kib = usage->ru_maxrss};

    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        run.output = read_all(job->output);
    close(job->output);
    job->child = 0;
    return run;
}

/* The run of whichever job ends first goes to its place; FALSE: it was none of them. */
static gboolean
wait_any(Job *jobs, guint n, BenchRun *runs)
{
    struct rusage usage;
    int status;
    pid_t ended;

    do
        ended = wait4(-1, &status, 0, &usage);
    while (ended < 0 && errno == EINTR);
    if (ended < 0)
        g_error("a command was lost");
    for (guint i = 0; i < n; i++)
        if (jobs[i].child == ended) {
            runs[jobs[i].index] = job_end(&jobs[i], status, &usage);
            return TRUE;
        }
    return FALSE;
}

BenchRun
bench_run(const char *const *command, const char *environment)
{
    Job job = job_start(command, environment, 0);
    BenchRun run;

    while (!wait_any(&job, 1, &run))
        ;
    return run;
}

BenchRun *
bench_run_all(const GPtrArray *commands, guint limit)
{
    BenchRun *runs = g_new0(BenchRun, commands->len + 1);
    Job jobs[AT_ONCE] = {0};
    guint started = 0, ended = 0;

    while (ended < commands->len) {
        for (guint i = 0; i < AT_ONCE && started < commands->len; i++) {
            if (jobs[i].child)
                continue;
            jobs[i] = job_start(g_ptr_array_index(commands, started), NULL, limit);
            jobs[i].index = started++;
        }
        ended += wait_any(jobs, AT_ONCE, runs);
    }
    return runs;
}

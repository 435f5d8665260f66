/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-batch BUILD [DOCUMENTS [SEED [ROWS]]]: an archive with one job and with two, in turn, and
 * what the supervisor takes of it; then an archive of very many files that are all known.
 *
 * It is its own supervisor, in processes of their own:
 *   bench-batch run FOLDER JOURNAL JOBS   a batch; prints what it took, one line
 *   bench-batch fill FOLDER JOURNAL N     N files that the journal knows, in the setup of its run
 *   bench-batch worker                    what a pool starts */
#include "bench.h"
#include "cli/session.h"
#include "recevable/batch.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define DOCUMENTS 40
#define SEED 11000
#define ROWS 100000
#define ROUNDS 2
/* In a folder. */
#define FILES_TOGETHER 1000

static void
check(gboolean good, const GError *error)
{
    if (!good)
        g_error("%s", error ? error->message : "it failed");
}

static double
seconds_since(gint64 start)
{
    return (double)(g_get_monotonic_time() - start) / G_USEC_PER_SEC;
}

/* ---- a batch --------------------------------------------------------------------------------- */

typedef struct {
    double wall, own_cpu, worker_cpu, own_mb;
    guint files, known;
    guint64 pages;
} Cost;
#define COST_FORMAT "%lf %lf %lf %lf %u %u %lu"

static RvArchive *
archive_of(const char *folder)
{
    const RvArchiveFilter all = {NULL, NULL};
    g_autoptr(GError) error = NULL;
    RvArchive *archive = rv_archive_new();

    check(rv_archive_add(archive, folder, &all, &error), error);
    rv_archive_settle(archive);
    return archive;
}

static int
run_here(const char *folder, const char *path, guint jobs)
{
    static const volatile sig_atomic_t never;
    const RvSessionOptions options = {0};
    const RvGiven nothing = {0};
    gint64 start = g_get_monotonic_time();
    g_autoptr(RvArchive) archive = archive_of(folder);
    g_auto(RvCrew) crew = {0};
    g_autoptr(GError) error = NULL;
    RvJournal *journal = rv_journal_open(path, RV_JOURNAL_WRITE, &error);
    g_autoptr(RvRun) run = NULL;
    RvBatchCounts counts;
    struct rusage usage;

    check(journal != NULL, error);
    check(rv_crew_open(&crew, &options, &nothing, TRUE, jobs) == RV_EXIT_PASS, NULL);
    run = rv_journal_begin(journal, "bench", "bench", &error);
    check(run != NULL, error);
    check(rv_batch_run(&(RvBatch){.pool = crew.pool,
                                  .journal = journal,
                                  .run = run,
                                  .archive = archive,
                                  .max_bytes = crew.setup.pdf.max_bytes,
                                  .stop = &never},
                       &counts, &error),
          error);
    check(rv_journal_close(journal, &error), error);
    getrusage(RUSAGE_SELF, &usage);
    printf("%.3f %.3f %.3f %.1f %u %u %lu\n", seconds_since(start),
           (double)usage.ru_utime.tv_sec + (double)usage.ru_stime.tv_sec +
               1e-6 * (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec),
           counts.cpu, (double)usage.ru_maxrss / 1024, counts.done, counts.reused,
           (unsigned long)counts.pages);
    return 0;
}

static Cost
run_apart(const char *folder, const char *journal, guint jobs)
{
    g_autofree char *number = g_strdup_printf("%u", jobs);
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
    const char *const command[] = {self, "run", folder, journal, number, NULL};
    BenchRun run = bench_run(command, NULL);
    unsigned long pages;
    Cost cost;

    if (!run.output || sscanf(run.output, COST_FORMAT, &cost.wall, &cost.own_cpu, &cost.worker_cpu,
                              &cost.own_mb, &cost.files, &cost.known, &pages) != 7)
        g_error("the batch failed");
    cost.pages = pages;
    g_free(run.output);
    return cost;
}

static void
remove_journal(const char *path)
{
    static const char *const endings[] = {"", "-wal", "-shm"};

    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
        g_autofree char *name = g_strconcat(path, endings[i], NULL);

        g_unlink(name);
    }
}

static void
compare_jobs(const char *build, int n, int seed)
{
    g_autofree char *folder = bench_corpus(build, n, seed, NULL);
    g_autofree char *journal = g_build_filename(build, "bench", "batch.sqlite", NULL);
    double best[3] = {0};

    printf("%-6s %10s %10s %12s %16s %14s\n", "jobs", "files/s", "pages/s", "wall", "workers' CPU",
           "supervisor");
    for (int round = 0; round < ROUNDS; round++)
        for (guint jobs = 1; jobs <= 2; jobs++) {
            Cost cost;
            double pages;

            remove_journal(journal);
            cost = run_apart(folder, journal, jobs);
            pages = (double)cost.pages / cost.wall;
            best[jobs] = MAX(best[jobs], pages);
            printf("%-6u %10.2f %10.2f %10.1f s %14.1f s %12.2f %%\n", jobs, cost.files / cost.wall,
                   pages, cost.wall, cost.worker_cpu, 100 * cost.own_cpu / cost.worker_cpu);
        }
    printf("two jobs: %.2f times the pages a second of one\n\n", best[2] / best[1]);
    remove_journal(journal);
}

/* ---- very many files that are known ---------------------------------------------------------- */

static char *
file_name(const char *folder, int i)
{
    g_autofree char *inner = g_strdup_printf("%d", i / FILES_TOGETHER);
    g_autofree char *name = g_strdup_printf("document-%06d.pdf", i);

    return g_build_filename(folder, inner, name, NULL);
}

/* A result as long as those of forms are. */
static RvResult *
made_result(const char *sha256)
{
    RvResult *result = rv_result_new("");

    result->sha256 = g_strdup(sha256);
    result->pages = 3;
    result->verdict = RV_VERDICT_REVIEW;
    result->readability = rv_readability_new();
    for (int i = 0; i < 30; i++)
        rv_result_add_finding(result, RV_SEVERITY_REVIEW, "chose", NULL,
                              g_strdup_printf("Il faut regarder la chose %d.", i));
    return result;
}

static int
fill(const char *folder, const char *path, int n)
{
    g_autoptr(GError) error = NULL;
    RvJournal *journal = rv_journal_open(path, RV_JOURNAL_WRITE, &error);
    g_autoptr(RvRun) run = journal ? rv_journal_begin(journal, "bench", "bench", &error) : NULL;

    check(run != NULL, error);
    for (int i = 0; i < n; i++) {
        g_autofree char *text = g_strdup_printf("%%PDF-1.4 number %d", i);
        g_autofree char *name = file_name(folder, i), *parent = g_path_get_dirname(name);
        g_autofree char *sha256 = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
        g_autoptr(RvResult) result = made_result(sha256);
        g_auto(RvOutcome) outcome = {0};

        if (i % FILES_TOGETHER == 0)
            check(g_mkdir_with_parents(parent, 0700) == 0, NULL);
        check(g_file_set_contents_full(name, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, &error),
              error);
        check(rv_journal_keep(journal, run->setup, result, &outcome, &error), error);
        check(rv_journal_note(journal, run, name, outcome.id, &error), error);
    }
    check(rv_journal_finish(journal, run, &error), error);
    check(rv_journal_close(journal, &error), error);
    return 0;
}

/* Reading and hashing alone: what every resume has to do. */
static double
hashing_seconds(const char *folder)
{
    gint64 start = g_get_monotonic_time();
    g_autoptr(RvArchive) archive = archive_of(folder);

    for (guint i = 0; i < archive->entries->len; i++) {
        g_autoptr(RvIntake) intake =
            rv_archive_intake(archive, g_ptr_array_index(archive->entries, i), G_MAXINT32, NULL);

        check(intake != NULL, NULL);
    }
    return seconds_since(start);
}

static void
remove_files(const char *folder, int n)
{
    for (int i = 0; i < n; i++) {
        g_autofree char *name = file_name(folder, i), *parent = g_path_get_dirname(name);

        g_unlink(name);
        if (i % FILES_TOGETHER == FILES_TOGETHER - 1 || i == n - 1)
            g_rmdir(parent);
    }
    g_rmdir(folder);
}

static void
resume_many(const char *build, int n)
{
    g_autofree char *folder = g_build_filename(build, "bench", "batch-many", NULL);
    g_autofree char *journal = g_build_filename(build, "bench", "batch-many.sqlite", NULL);
    g_autofree char *number = g_strdup_printf("%d", n);
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
    const char *const command[] = {self, "fill", folder, journal, number, NULL};
    BenchRun made;
    Cost cost;
    double hashing;

    remove_journal(journal);
    made = bench_run(command, NULL);
    check(made.status == 0, NULL);
    g_free(made.output);
    hashing = hashing_seconds(folder);
    cost = run_apart(folder, journal, 2);
    printf("%u files, %u known: %.2f s, of which walking, reading and hashing %.2f s; supervisor "
           "%.1f MB\n",
           cost.files, cost.known, cost.wall, hashing, cost.own_mb);
    remove_files(folder, n);
    remove_journal(journal);
}

int
main(int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "build";

    if (g_str_equal(what, "worker"))
        return rv_cli_worker(argc - 1, argv + 1);
    if (g_str_equal(what, "run") && argc == 5)
        return run_here(argv[2], argv[3], (guint)g_ascii_strtoull(argv[4], NULL, 10));
    if (g_str_equal(what, "fill") && argc == 5)
        return fill(argv[2], argv[3], (int)g_ascii_strtoll(argv[4], NULL, 10));
    compare_jobs(what, bench_number(argc, argv, 2, DOCUMENTS), bench_number(argc, argv, 3, SEED));
    resume_many(what, argc > 4 ? (int)g_ascii_strtoll(argv[4], NULL, 10) : ROWS);
    return 0;
}

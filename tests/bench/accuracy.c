/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-accuracy BUILD [DOCUMENTS [SEED [v]]]: what the checker answers to documents of every kind,
 * against their truth. It makes them itself, and keeps them in BUILD/bench/accuracy-SEED; with v
 * it lists every wrong item. Its last line is the sum of all, by which scripts/tune compares.
 *
 * bench-accuracy BUILD --folder FOLDER [v]: the same of documents that are there, NAME.pdf and
 * NAME.truth.json.
 *
 * bench-accuracy --check FILE: what it runs for each document, a process of its own, so that one
 * that crashes or hangs costs no more than itself. It is the checker that this program was linked
 * with, not one that lies somewhere: scripts/tune depends on it. */
#include "bench.h"
#include "cli/cli.h"
#include "score.h"

#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

/* A document takes a second or two; one that takes this long would never be waited for. */
#define DOCUMENT_SECONDS 120
/* As main() of the program has it: seconds are to be those that a user waits. */
#define KEPT_BLOCK (128 * 1024 * 1024)

#define TRUTH ".truth.json"

/* The answer goes to standard output, whatever it is; it fails only when there is none. */
static int
check(const char *file)
{
    const char *const words[] = {"check", "--format", "json", file, NULL};
    char **argv = g_strdupv((char **)words);
    int status;

    mallopt(M_MMAP_THRESHOLD, KEPT_BLOCK);
    mallopt(M_TRIM_THRESHOLD, KEPT_BLOCK);
    status = rv_cli_check((int)g_strv_length(argv), argv);
    return status <= RV_EXIT_ERROR ? 0 : status;
}

static char *
path_of(const char *folder, const char *name, const char *ending)
{
    g_autofree char *file = g_strconcat(name, ending, NULL);

    return g_build_filename(folder, file, NULL);
}

static GPtrArray *
list_checks(const char *folder, const GPtrArray *names)
{
    GPtrArray *commands = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);

    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path = path_of(folder, names->pdata[i], ".pdf");
        const char *const command[] = {"/proc/self/exe", "--check", path, NULL};

        g_ptr_array_add(commands, g_strdupv((char **)command));
    }
    return commands;
}

/* Why a run gave nothing; NULL when it gave something. */
static char *
failure_of(const BenchRun *run)
{
    if (run->output)
        return NULL;
    if (WIFSIGNALED(run->status) && WTERMSIG(run->status) == SIGALRM)
        return g_strdup_printf("no answer in %d s", DOCUMENT_SECONDS);
    if (WIFSIGNALED(run->status))
        return g_strdup_printf("ended by signal %d", WTERMSIG(run->status));
    return g_strdup_printf("ended with %d", WEXITSTATUS(run->status));
}

static Score *
score_all(const char *folder, const GPtrArray *names)
{
    g_autoptr(GPtrArray) commands = list_checks(folder, names);
    g_autofree BenchRun *runs = bench_run_all(commands, DOCUMENT_SECONDS);
    Score *score = score_new();

    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path = path_of(folder, names->pdata[i], TRUTH);
        g_autofree char *failure = failure_of(&runs[i]);
        json_auto_t *truth = json_load_file(path, 0, NULL);
        ScoreAnswer answer = {runs[i].output, failure, runs[i].wall, runs[i].cpu};

        if (!truth)
            g_error("%s is no JSON", path);
        score_document(score, truth, &answer);
        g_free(runs[i].output);
    }
    return score;
}

static void
print_all(const Score *score, const char *folder, gboolean with_items)
{
    printf("%d documents, %d pages of %s\n\n", score->documents, score->pages, folder);
    score_print_tables(score);
    score_print_pages(score);
    score_print_calibration(score);
    score_print_lists(score);
    if (with_items)
        puts("\nwrong items:");
    for (guint i = 0; with_items && i < score->wrong_items->len; i++)
        puts(score->wrong_items->pdata[i]);
    score_print_summary(score);
}

int
main(int argc, char **argv)
{
    g_autofree char *folder = NULL;
    g_autoptr(GPtrArray) names = NULL;
    g_autoptr(Score) score = NULL;

    /* What the check starts of itself. */
    if (argc == 2 && g_str_equal(argv[1], "worker"))
        return rv_cli_worker(argc - 1, argv + 1);
    if (argc == 3 && g_str_equal(argv[1], "--check"))
        return check(argv[2]);
    if (argc > 3 && g_str_equal(argv[2], "--folder")) {
        folder = g_strdup(argv[3]);
        names = bench_files(folder, TRUTH);
    } else if (argc > 1) {
        int n = bench_number(argc, argv, 2, 60), seed = bench_number(argc, argv, 3, 501);

        folder = bench_corpus(argv[1], n, seed, NULL);
        names = g_ptr_array_new_with_free_func(g_free);
        for (int i = 0; i < n; i++)
            g_ptr_array_add(names, bench_corpus_name(i));
    }
    if (!names || !names->len) {
        fputs("Usage: bench-accuracy BUILD [DOCUMENTS [SEED [v]]]\n"
              "       bench-accuracy BUILD --folder FOLDER [v]\n",
              stderr);
        return 64;
    }
    score = score_all(folder, names);
    print_all(score, folder, argc > 4 && g_str_equal(argv[4], "v"));
    return 0;
}

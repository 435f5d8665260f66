/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents that take longer to make than to check: they are kept. */
#include "bench.h"

#include "recevable/paths.h"

#include <glib/gstdio.h>
#include <stdlib.h>

/* Documents that one run of the maker makes: enough for its start to cost nothing, few enough for
 * two at a time to end together. */
#define BATCH 5

/* What documents are made of. */
typedef struct {
    int seed, first;
    const char *const *options; /* of the maker */
} Lot;

static void
hash_file(GChecksum *sum, const char *path)
{
    g_autofree char *bytes = NULL;
    gsize size;

    if (!g_file_get_contents(path, &bytes, &size, NULL))
        g_error("%s cannot be read", path);
    g_checksum_update(sum, (const guchar *)bytes, (gssize)size);
}

static int
by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *
bench_files(const char *folder, const char *ending)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    const char *name;

    while (dir && (name = g_dir_read_name(dir)))
        if (g_str_has_suffix(name, ending))
            g_ptr_array_add(names, g_strndup(name, strlen(name) - strlen(ending)));
    g_ptr_array_sort(names, by_name);
    return names;
}

/* What the documents are made by. The time of the program's file tells less: every change of the
 * library links it anew, mostly to the same. */
static char *
hash_maker(const char *maker, const char *templates)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autoptr(GPtrArray) names = bench_files(templates, ".xml");

    hash_file(sum, maker);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *name = g_strconcat(names->pdata[i], ".xml", NULL);
        g_autofree char *path = g_build_filename(templates, name, NULL);

        hash_file(sum, path);
    }
    return g_strdup(g_checksum_get_string(sum));
}

/* Removes what another maker made, and notes who makes the rest. */
static void
keep_fresh(const char *folder, const char *hash)
{
    static const char *const endings[] = {".pdf", ".truth.json", ".page.tsv", ".form.json"};
    g_autofree char *note = g_build_filename(folder, "maker.sha256", NULL), *before = NULL;

    if (g_file_get_contents(note, &before, NULL, NULL) && g_str_equal(before, hash))
        return;
    for (gsize e = 0; e < G_N_ELEMENTS(endings); e++) {
        g_autoptr(GPtrArray) names = bench_files(folder, endings[e]);

        for (guint i = 0; i < names->len; i++) {
            g_autofree char *name = g_strconcat(names->pdata[i], endings[e], NULL);
            g_autofree char *path = g_build_filename(folder, name, NULL);

            g_unlink(path);
        }
    }
    if (!g_file_set_contents(note, hash, -1, NULL))
        g_error("%s cannot be written", note);
}

static gboolean
is_there(const char *folder, int i, const char *ending)
{
    g_autofree char *name = bench_corpus_name(i);
    g_autofree char *file = g_strconcat(name, ending, NULL);
    g_autofree char *path = g_build_filename(folder, file, NULL);

    return g_file_test(path, G_FILE_TEST_EXISTS);
}

/* Of documents the truth is written last, of pages of text and of empty forms the PDF is. */
static gboolean
is_made(const char *folder, int i)
{
    return is_there(folder, i, ".truth.json") ||
           ((is_there(folder, i, ".page.tsv") || is_there(folder, i, ".form.json")) &&
            is_there(folder, i, ".pdf"));
}

static char **
make_command(const char *maker, const char *templates, const char *folder, const Lot *lot,
             int first, int count)
{
    g_autofree char *seed_text = g_strdup_printf("%d", lot->seed);
    g_autofree char *first_text = g_strdup_printf("%d", first);
    g_autofree char *count_text = g_strdup_printf("%d", count);
    g_autoptr(GStrvBuilder) command = g_strv_builder_new();

    g_strv_builder_add_many(command, maker, "--seed", seed_text, "--first", first_text, "--count",
                            count_text, "--output", folder, "--templates", templates, NULL);
    g_strv_builder_addv(command, (const char **)lot->options);
    return g_strv_builder_end(command);
}

/* The maker's calls for all that lacks. */
static GPtrArray *
list_batches(const char *maker, const char *templates, const char *folder, const Lot *lot, int n)
{
    GPtrArray *commands = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    int first = lot->first, end = lot->first + n;

    while (first < end) {
        int count = 0;

        while (count < BATCH && first + count < end && !is_made(folder, first + count))
            count++;
        if (count)
            g_ptr_array_add(commands, make_command(maker, templates, folder, lot, first, count));
        first += MAX(count, 1);
    }
    return commands;
}

char *
bench_corpus_name(int i)
{
    return g_strdup_printf("doc-%04d", i);
}

void
bench_make(const char *build, const char *folder, int first, int n, int seed,
           const char *const *options)
{
    const Lot lot = {seed, first, options};
    g_autofree char *maker = g_build_filename(build, "make-corpus", NULL);
    g_autofree char *templates = rv_data_dir("templates");
    g_autofree char *hash = hash_maker(maker, templates);
    g_autoptr(GPtrArray) commands = NULL;
    g_autofree BenchRun *runs = NULL;

    g_mkdir_with_parents(folder, 0755);
    keep_fresh(folder, hash);
    commands = list_batches(maker, templates, folder, &lot, n);
    runs = bench_run_all(commands, 0);
    for (guint i = 0; i < commands->len; i++) {
        if (!runs[i].output)
            g_error("%s could not make documents in %s", maker, folder);
        g_free(runs[i].output);
    }
}

char *
bench_corpus(const char *build, int n, int seed, const char *fault)
{
    const char *const options[] = {fault ? "--fault" : NULL, fault, NULL};
    char *folder = g_strdup_printf("%s/bench/accuracy-%d%s%s", build, seed, fault ? "-" : "",
                                   fault ? fault : "");

    bench_make(build, folder, 0, n, seed, options);
    return folder;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include "recevable/file.h"

#include <glib/gstdio.h>
#include <stdlib.h>

const BenchLevel bench_levels[] = {
    {"clean", 1}, {"office", 2}, {"poor", 3}, {"fax", 4}, {"photo", 5},
};
const guint bench_n_levels = G_N_ELEMENTS(bench_levels);

static void
line_clear(gpointer line)
{
    g_free(((BenchLine *)line)->text);
}

static GArray *
read_lines(const char *pdf)
{
    g_autofree char *base = g_strndup(pdf, strlen(pdf) - strlen(".pdf"));
    g_autofree char *path = g_strconcat(base, ".lines.tsv", NULL);
    GArray *lines = g_array_new(FALSE, TRUE, sizeof(BenchLine));
    g_autofree char *text = NULL;
    g_auto(GStrv) rows = NULL;

    g_array_set_clear_func(lines, line_clear);
    if (!g_file_get_contents(path, &text, NULL, NULL))
        g_error("%s is not there", path);
    rows = g_strsplit(text, "\n", -1);
    for (guint i = 0; rows[i] && *rows[i]; i++) {
        g_auto(GStrv) cells = g_strsplit(rows[i], "\t", 6);
        BenchLine line;

        if (g_strv_length(cells) != 6)
            g_error("%s: a row without six cells", path);
        line = (BenchLine){(int)g_ascii_strtoll(cells[0], NULL, 10),
                           {g_ascii_strtod(cells[1], NULL), g_ascii_strtod(cells[2], NULL),
                            g_ascii_strtod(cells[3], NULL), g_ascii_strtod(cells[4], NULL)},
                           g_strdup(cells[5])};
        g_array_append_val(lines, line);
    }
    return lines;
}

static int
count_pages(const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = rv_file_read(path, rv_pdf_default_limits.max_bytes, &error);
    g_autoptr(RvDocument) document =
        bytes ? rv_document_open(bytes, NULL, &rv_pdf_default_limits, &error) : NULL;

    if (!document)
        g_error("%s: %s", path, error->message);
    return rv_document_n_pages(document);
}

GPtrArray *
bench_documents(const char *maker, const char *folder, const BenchLevel *level, int n, int seed)
{
    GPtrArray *documents = g_ptr_array_new();
    g_autofree char *at = g_strdup_printf("%s/%s-%d", folder, level->name, seed);
    g_autofree char *last = g_strdup_printf("%s/doc-%04d.lines.tsv", at, n - 1);
    g_autofree char *count = g_strdup_printf("%d", n), *number = g_strdup_printf("%d", seed);
    g_autofree char *quality = g_strdup_printf("%d", level->level);
    const char *const command[] = {maker, "-s", number,  "-n", count,     "-o",
                                   at,    "-l", quality, "-g", "--lines", NULL};

    g_mkdir_with_parents(at, 0755);
    if (!g_file_test(last, G_FILE_TEST_EXISTS)) {
        BenchRun run = bench_run(command, NULL);

        if (!run.output)
            g_error("%s could not make documents in %s", maker, at);
        g_free(run.output);
    }
    for (int i = 0; i < n; i++) {
        BenchDocument *document = g_new(BenchDocument, 1);

        document->path = g_strdup_printf("%s/doc-%04d.pdf", at, i);
        document->lines = read_lines(document->path);
        document->n_pages = count_pages(document->path);
        g_ptr_array_add(documents, document);
    }
    return documents;
}

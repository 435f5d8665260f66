/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "box-sheets.h"

#include "bench.h"

#include "recevable/file.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHILDREN 2
#define COLUMNS 17 /* of a truth file: page, state, mark, style, question, three rectangles */

/* The paths of a level's sheets, without ending. */
static GPtrArray *
make_sheets(const char *build, int level, int n, int seed)
{
    g_autofree char *maker = g_build_filename(build, "make-corpus", NULL);
    g_autofree char *count = g_strdup_printf("%d", n);
    g_autofree char *seed_text = g_strdup_printf("%d", seed);
    g_autofree char *level_text = g_strdup_printf("L%d", level);
    g_autofree char *folder = g_strdup_printf("%s/bench/boxes-%d-%d-%d", build, seed, level, n);
    const char *command[] = {maker, "--boxes",  "-s", seed_text, "-n", count,
                             "-l",  level_text, "-o", folder,    NULL};
    BenchRun run = bench_run(command, NULL);
    GPtrArray *bases = g_ptr_array_new_with_free_func(g_free);

    g_free(run.output);
    if (run.status != 0)
        g_error("%s failed", maker);
    for (int i = 0; i < n; i++)
        g_ptr_array_add(bases, g_strdup_printf("%s/doc-%04d", folder, i));
    return bases;
}

static char *
part_path(const char *build, int part)
{
    return g_strdup_printf("%s/bench/boxes.part-%d", build, part);
}

/* A child takes every second level. */
static void
work_part(const char *build, int sheets, int seed, int part, BenchBoxWork work)
{
    g_autofree char *path = part_path(build, part);
    FILE *out = fopen(path, "wb");

    if (!out)
        g_error("%s cannot be written", path);
    for (int level = part; level < BENCH_BOX_LEVELS; level += CHILDREN) {
        g_autoptr(GPtrArray) bases = make_sheets(build, level, sheets, seed + level);

        for (guint i = 0; i < bases->len; i++)
            work(g_ptr_array_index(bases, i), level, (int)i, out);
    }
    if (fclose(out) != 0)
        g_error("%s cannot be written", path);
}

GArray *
bench_box_sheets(const char *build, int sheets, int seed, BenchBoxWork work, guint record_size)
{
    g_autofree char *folder = g_build_filename(build, "bench", NULL);
    GArray *records = g_array_new(FALSE, FALSE, record_size);
    pid_t children[CHILDREN];

    g_mkdir_with_parents(folder, 0755);
    for (int part = 0; part < CHILDREN; part++) {
        children[part] = fork();
        if (children[part] == 0) {
            work_part(build, sheets, seed, part, work);
            _exit(0);
        }
    }
    for (int part = 0; part < CHILDREN; part++) {
        g_autofree char *path = part_path(build, part), *bytes = NULL;
        gsize size;
        int status;

        if (waitpid(children[part], &status, 0) < 0 || status != 0 ||
            !g_file_get_contents(path, &bytes, &size, NULL))
            g_error("the sheets could not be looked at");
        g_array_append_vals(records, bytes, (guint)(size / record_size));
        g_remove(path);
    }
    return records;
}

static void
box_clear(gpointer data)
{
    BenchBox *box = data;

    g_free(box->state);
    g_free(box->mark);
    g_free(box->style);
}

static RvPt
rect_of(char *const *parts)
{
    return (RvPt){g_ascii_strtod(parts[0], NULL), g_ascii_strtod(parts[1], NULL),
                  g_ascii_strtod(parts[2], NULL), g_ascii_strtod(parts[3], NULL)};
}

GArray *
bench_boxes_load(const char *base)
{
    g_autofree char *path = g_strconcat(base, ".boxes.tsv", NULL), *text = NULL;
    g_auto(GStrv) lines = NULL;
    GArray *boxes = g_array_new(FALSE, FALSE, sizeof(BenchBox));

    g_array_set_clear_func(boxes, box_clear);
    if (!g_file_get_contents(path, &text, NULL, NULL))
        g_error("%s cannot be read", path);
    lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line && **line; line++) {
        g_auto(GStrv) parts = g_strsplit(*line, "\t", -1);
        BenchBox box = {0};

        if (g_strv_length(parts) != COLUMNS)
            g_error("%s: %s", path, *line);
        box = (BenchBox){.page = (int)g_ascii_strtoll(parts[0], NULL, 10),
                         .state = g_strdup(parts[1]),
                         .mark = g_strdup(parts[2]),
                         .style = g_strdup(parts[3]),
                         .question = (guint)g_ascii_strtoull(parts[4], NULL, 10),
                         .box = rect_of(parts + 5),
                         .first = rect_of(parts + 9),
                         .last = rect_of(parts + 13)};
        g_array_append_val(boxes, box);
    }
    return boxes;
}

RvSheet *
bench_box_sheet_open(const char *base)
{
    g_autofree char *path = g_strconcat(base, ".pdf", NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = rv_file_read(path, rv_pdf_default_limits.max_bytes, &error);
    g_autoptr(RvDocument) document =
        bytes ? rv_document_open(bytes, NULL, &rv_pdf_default_limits, &error) : NULL;
    g_autoptr(RvPage) page = document ? rv_document_render(document, 1, &error) : NULL;
    RvSheet *sheet = page ? rv_sheet_new(page, 0, &error) : NULL;

    if (!sheet)
        g_error("%s: %s", path, error->message);
    return sheet;
}

RvPx
bench_box_px(const RvSheet *sheet, RvPt rect)
{
    double w = (rect.x1 - rect.x0) * sheet->dpi / 72, h = (rect.y1 - rect.y0) * sheet->dpi / 72;
    RvMap back;
    double x, y;

    if (!rv_map_invert(&sheet->to_page, &back))
        return (RvPx){0};
    rv_map_point(&back, (rect.x0 + rect.x1) / 2, (rect.y0 + rect.y1) / 2, &x, &y);
    return (RvPx){(int)floor(x - w / 2), (int)floor(y - h / 2), (int)ceil(w), (int)ceil(h)};
}

GArray *
bench_box_queries(const RvSheet *sheet, const GArray *boxes)
{
    GArray *queries = g_array_new(FALSE, TRUE, sizeof(RvBoxQuery));

    for (guint i = 0; i < boxes->len; i++) {
        const BenchBox *box = &g_array_index(boxes, BenchBox, i);
        RvBoxQuery query = {.page = sheet->page,
                            .first = bench_box_px(sheet, box->first),
                            .last = bench_box_px(sheet, box->last),
                            .question = box->question};

        g_array_append_val(queries, query);
    }
    return queries;
}

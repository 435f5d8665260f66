/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-signatures BUILD [PAGES [SEED]]: what is said of places to sign that are signed, empty, or
 * hold something else, on so many pages of each quality (eight places a page): the numbers behind
 * the constants of src/boxes/ink-*.c, src/boxes/signature.c and src/match/signature.c. Answers that
 * must not be are listed with the page's file and where on it, in points. */
#include "bench.h"
#include "match/match-private.h"

#include "recevable/file.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define PAGE_SECONDS 60.0
#define LEVELS 6
#define LEVEL_FIRST 1000 /* pages of another quality are other pages */

typedef struct {
    char *name;
    char *truth;
    long answers[LEVELS][RV_INK_UNCERTAIN + 1];
    long kinds[RV_INK_KINDS];
} Row;

typedef struct {
    GPtrArray *rows; /* Row, in the order of their coming */
    RvReader *reader;
    const char *folder, *file;
    int level;
} Bench;

static void
row_free(gpointer data)
{
    Row *row = data;

    g_free(row->name);
    g_free(row->truth);
    g_free(row);
}

static Row *
row_named(GPtrArray *rows, const char *name, const char *truth)
{
    Row *row;

    for (guint i = 0; i < rows->len; i++) {
        row = rows->pdata[i];
        if (g_str_equal(row->name, name))
            return row;
    }
    row = g_new0(Row, 1);
    row->name = g_strdup(name);
    row->truth = g_strdup(truth);
    g_ptr_array_add(rows, row);
    return row;
}

/* ---- a place ------------------------------------------------------------------------------- */

static RvPt
rect_of(const json_t *place, const char *key)
{
    const json_t *r = json_object_get(place, key);

    return (RvPt){json_number_value(json_array_get(r, 0)), json_number_value(json_array_get(r, 1)),
                  json_number_value(json_array_get(r, 2)), json_number_value(json_array_get(r, 3))};
}

static RvPx
on_sheet(const RvSheet *sheet, RvPt r)
{
    RvMap back;
    double x0, y0, x1, y1;

    if (!rv_map_invert(&sheet->to_page, &back))
        return (RvPx){0};
    rv_map_point(&back, r.x0, r.y0, &x0, &y0);
    rv_map_point(&back, r.x1, r.y1, &x1, &y1);
    return (RvPx){(int)MIN(x0, x1), (int)MIN(y0, y1), (int)fabs(x1 - x0), (int)fabs(y1 - y0)};
}

/* The label as the words read of it; where none was read, as it was printed. */
static RvPx
label_of(const RvSheet *sheet, const RvReading *reading, RvPt truth)
{
    RvPx printed = on_sheet(sheet, truth), read = {0};

    for (guint i = 0; i < reading->words->len; i++) {
        const RvWord *word = &g_array_index(reading->words, RvWord, i);

        if (rv_px_is_inside(word->box, printed) && word->box.h < 2 * printed.h)
            read = rv_px_union(read, word->box);
    }
    return rv_px_is_empty(read) ? printed : read;
}

/* An answer that would let a paper pass unsigned, or send back a signed one. */
static gboolean
is_wrong(const char *truth, RvInkState state)
{
    if (g_str_equal(truth, "signed"))
        return state == RV_INK_ABSENT;
    return state == RV_INK_PRESENT;
}

static void
place_judge(Bench *b, const RvSheet *sheet, const RvReading *reading, const json_t *place)
{
    const char *kind = json_string_value(json_object_get(place, "kind"));
    const char *truth = json_string_value(json_object_get(place, "truth"));
    const char *look = json_string_value(json_object_get(place, "look"));
    RvPx label = label_of(sheet, reading, rect_of(place, "label"));
    RvInk ink = rv_signature_look(sheet, reading, label);
    Row *row = row_named(b->rows, kind, truth);
    gboolean doubt = ink.state == RV_INK_UNCERTAIN &&
                     (g_str_equal(truth, "signed") || g_str_equal(truth, "empty"));

    row->answers[b->level][ink.state]++;
    row->kinds[ink.kind]++;
    if (doubt || is_wrong(truth, ink.state)) {
        RvPt r = rect_of(place, "label"), i = rect_of(place, "room");

        printf("%s %s/%s.pdf %s, %s: %s (%s), label %.0f,%.0f room %.0f,%.0f-%.0f,%.0f\n",
               doubt ? "doubt" : "WRONG", b->folder, b->file, kind, look,
               rv_ink_state_name(ink.state), rv_ink_kind_name(ink.kind), r.x0, r.y0, i.x0, i.y0,
               i.x1, i.y1);
    }
}

static void
page_judge(Bench *b)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *pdf = g_strdup_printf("%s/%s.pdf", b->folder, b->file);
    g_autofree char *path = g_strdup_printf("%s/%s.truth.json", b->folder, b->file);
    json_auto_t *truth = json_load_file(path, 0, NULL);
    g_autoptr(GBytes) bytes = rv_file_read(pdf, rv_pdf_default_limits.max_bytes, &error);
    g_autoptr(RvDocument) document =
        bytes ? rv_document_open(bytes, NULL, &rv_pdf_default_limits, &error) : NULL;
    g_autoptr(RvPage) page = document ? rv_document_render(document, 1, &error) : NULL;
    g_autoptr(RvSheet) sheet = page ? rv_sheet_new(page, 0, &error) : NULL;
    g_autoptr(RvReading) reading = NULL;
    const json_t *place;
    gsize i;

    if (!sheet)
        g_error("%s: %s", pdf, error->message);
    reading = rv_reader_read(b->reader, sheet, PAGE_SECONDS);
    json_array_foreach (json_object_get(truth, "places"), i, place)
        place_judge(b, sheet, reading, place);
}

/* ---- the set ------------------------------------------------------------------------------- */

static void
level_judge(Bench *b, const char *build, int n, int seed)
{
    g_autofree char *level = g_strdup_printf("L%d", b->level);
    g_autofree char *folder = g_strdup_printf("%s/bench/signatures-%d-%s", build, seed, level);
    const char *const options[] = {"--signatures", "--level", level, NULL};

    bench_make(build, folder, b->level * LEVEL_FIRST, n, seed, options);
    b->folder = folder;
    for (int i = 0; i < n; i++) {
        g_autofree char *file = bench_corpus_name(b->level * LEVEL_FIRST + i);

        b->file = file;
        page_judge(b);
    }
}

/* ---- the table ----------------------------------------------------------------------------- */

static void
row_print(const Row *row)
{
    long all[RV_INK_UNCERTAIN + 1] = {0};

    printf("%-17s %-8s", row->name, row->truth);
    for (int l = 0; l < LEVELS; l++) {
        printf("  %3ld/%ld/%ld", row->answers[l][RV_INK_PRESENT], row->answers[l][RV_INK_ABSENT],
               row->answers[l][RV_INK_UNCERTAIN]);
        for (int s = 0; s <= RV_INK_UNCERTAIN; s++)
            all[s] += row->answers[l][s];
    }
    printf("  | %4ld %4ld %4ld |", all[RV_INK_PRESENT], all[RV_INK_ABSENT], all[RV_INK_UNCERTAIN]);
    for (int k = 0; k < RV_INK_KINDS; k++)
        if (row->kinds[k])
            printf(" %s %ld", rv_ink_kind_name((RvInkKind)k), row->kinds[k]);
    putchar('\n');
}

/* Over all rows with that truth, or with NULL all that are neither signed nor empty. */
static void
sum_print(const Bench *b, const char *truth)
{
    long all[RV_INK_UNCERTAIN + 1] = {0}, n = 0;

    for (guint i = 0; i < b->rows->len; i++) {
        const Row *row = b->rows->pdata[i];
        gboolean plain = g_str_equal(row->truth, "signed") || g_str_equal(row->truth, "empty");

        if (truth ? !g_str_equal(row->truth, truth) : plain)
            continue;
        for (int l = 0; l < LEVELS; l++)
            for (int s = 0; s <= RV_INK_UNCERTAIN; s++) {
                all[s] += row->answers[l][s];
                n += row->answers[l][s];
            }
    }
    printf("%-10s %5ld: present %ld (%.2f %%), absent %ld (%.2f %%), uncertain %ld (%.2f %%)\n",
           truth ? truth : "other ink", n, all[RV_INK_PRESENT],
           100.0 * all[RV_INK_PRESENT] / MAX(n, 1), all[RV_INK_ABSENT],
           100.0 * all[RV_INK_ABSENT] / MAX(n, 1), all[RV_INK_UNCERTAIN],
           100.0 * all[RV_INK_UNCERTAIN] / MAX(n, 1));
}

static int
by_truth(gconstpointer a, gconstpointer b)
{
    const Row *one = *(Row *const *)a, *other = *(Row *const *)b;
    int order = g_strcmp0(one->truth, other->truth);

    return order ? order : g_strcmp0(one->name, other->name);
}

int
main(int argc, char **argv)
{
    int n = bench_number(argc, argv, 2, 52), seed = bench_number(argc, argv, 3, 7);
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(row_free);
    g_autoptr(RvReader) reader = NULL;
    Bench b = {.rows = rows};

    setenv("OMP_THREAD_LIMIT", "1", 1);
    reader = argc > 1 ? rv_reader_new(NULL, "fra", RV_READER_FAST, &error) : NULL;
    if (!reader) {
        fprintf(stderr, "%s\n",
                error ? error->message : "Usage: bench-signatures BUILD [PAGES [SEED]]");
        return 64;
    }
    b.reader = reader;
    for (b.level = 0; b.level < LEVELS; b.level++)
        level_judge(&b, argv[1], n, seed);
    g_ptr_array_sort(rows, by_truth);
    printf("\npresent/absent/uncertain of each quality, and of all; what it was taken for\n");
    for (guint i = 0; i < rows->len; i++)
        row_print(rows->pdata[i]);
    putchar('\n');
    sum_print(&b, "signed");
    sum_print(&b, "empty");
    sum_print(&b, NULL);
    return 0;
}

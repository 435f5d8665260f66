/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-boxes BUILD [SHEETS [SEED]]: every tick box of so many sheets, of all levels, against the
 * truth: by level, by the style of the box and by the mark. A clean box is ticked or not; a wrong
 * answer says surely that it is the other, a doubtful mark should never get a sure one. What was
 * wrong is listed in BUILD/bench/boxes-wrong.tsv. The cost is that of finding and judging the boxes
 * of a page that has been read. */
#include "bench.h"
#include "box-sheets.h"
#include "recevable/boxes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHEETS 360
#define SEED 4242
#define PAGE_SECONDS 60.0
#define NAME 24

/* A box and what was answered. */
typedef struct {
    int sheet, level, number; /* of the sheet's box */
    RvBoxState got;
    gboolean ticked, clean, astray; /* clean: TICKED says all; astray: not where the box is */
    char mark[NAME], style[NAME];
    double ms; /* of its sheet, on its first box; else 0 */
} Answer;

/* ---- one sheet ----------------------------------------------------------------------------- */

static gboolean
is_astray(const RvBox *got, const BenchBox *box)
{
    double x = (got->place.pt.x0 + got->place.pt.x1) / 2;
    double y = (got->place.pt.y0 + got->place.pt.y1) / 2;

    return got->place.page > 0 &&
           (x < box->box.x0 || x > box->box.x1 || y < box->box.y0 || y > box->box.y1);
}

static void
answer_write(const BenchBox *box, const RvBox *got, Answer *answer, FILE *out)
{
    answer->got = got->state;
    answer->ticked = g_str_equal(box->state, "ticked");
    answer->clean = !g_str_equal(box->state, "ambiguous");
    answer->astray = is_astray(got, box);
    g_strlcpy(answer->mark, box->mark, NAME);
    g_strlcpy(answer->style, box->style, NAME);
    if (fwrite(answer, sizeof *answer, 1, out) != 1)
        g_error("an answer cannot be written");
}

static void
check_sheet(const char *base, int level, int number, FILE *out)
{
    static RvReader *reader; /* of this process */
    g_autoptr(GError) error = NULL;
    g_autoptr(RvSheet) sheet = bench_box_sheet_open(base);
    g_autoptr(GArray) boxes = bench_boxes_load(base);
    g_autoptr(RvReading) reading = NULL;
    g_autoptr(GPtrArray) sheets = g_ptr_array_new(), readings = g_ptr_array_new();
    g_autoptr(GArray) queries = bench_box_queries(sheet, boxes);
    g_autoptr(GArray) got = NULL;
    double before;

    if (!reader && !(reader = rv_reader_new(NULL, "fra", RV_READER_FAST, &error)))
        g_error("%s", error->message);
    reading = rv_reader_read(reader, sheet, PAGE_SECONDS);
    g_ptr_array_add(sheets, sheet);
    g_ptr_array_add(readings, reading);
    before = bench_cpu();
    got =
        rv_boxes_answer(sheets, readings, (const RvBoxQuery *)(void *)queries->data, queries->len);
    for (guint i = 0; i < boxes->len; i++) {
        Answer answer = {.sheet = number, .level = level, .number = (int)i};

        answer.ms = i == 0 ? 1000 * (bench_cpu() - before) : 0;
        answer_write(&g_array_index(boxes, BenchBox, i), &g_array_index(got, RvBox, i), &answer,
                     out);
    }
}

/* ---- the tables ---------------------------------------------------------------------------- */

typedef struct {
    guint clean, right, wrong, ambiguous, missing, doubtful, doubtful_sure;
} Tally;

static gboolean
is_sure(const Answer *a)
{
    return a->got == RV_BOX_TICKED || a->got == RV_BOX_UNTICKED;
}

static gboolean
is_right(const Answer *a)
{
    return a->got == (a->ticked ? RV_BOX_TICKED : RV_BOX_UNTICKED);
}

static void
count(GHashTable *tallies, const char *name, const Answer *a)
{
    Tally *tally = g_hash_table_lookup(tallies, name);

    if (!tally) {
        tally = g_new0(Tally, 1);
        g_hash_table_insert(tallies, g_strdup(name), tally);
    }
    tally->clean += a->clean;
    tally->right += a->clean && is_right(a);
    tally->wrong += a->clean && is_sure(a) && !is_right(a);
    tally->ambiguous += a->clean && a->got == RV_BOX_AMBIGUOUS;
    tally->missing += a->clean && a->got == RV_BOX_MISSING;
    tally->doubtful += !a->clean;
    tally->doubtful_sure += !a->clean && is_sure(a);
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(a, b);
}

static void
print_tallies(const char *title, GHashTable *tallies)
{
    g_autoptr(GList) names = g_list_sort(g_hash_table_get_keys(tallies), compare_names);

    printf("\n%-18s %7s %8s %7s %10s %8s   %s\n", title, "clean", "right", "wrong", "ambiguous",
           "missing", "doubtful: sure");
    for (const GList *name = names; name; name = name->next) {
        const Tally *t = g_hash_table_lookup(tallies, name->data);
        double all = MAX(t->clean, 1);

        printf("%-18s %7u %7.2f%% %7u %9.2f%% %7.2f%%   %u of %u\n", (const char *)name->data,
               t->clean, 100 * t->right / all, t->wrong, 100 * t->ambiguous / all,
               100 * t->missing / all, t->doubtful_sure, t->doubtful);
    }
}

static void
list_wrong(const char *build, const GArray *answers)
{
    g_autofree char *path = g_build_filename(build, "bench", "boxes-wrong.tsv", NULL);
    g_autoptr(GString) text = g_string_new("level\tsheet\tbox\tstyle\tmark\tanswer\tplace\n");

    for (guint i = 0; i < answers->len; i++) {
        const Answer *a = &g_array_index(answers, Answer, i);

        if (a->clean ? !is_right(a) : is_sure(a))
            g_string_append_printf(text, "L%d\t%d\t%d\t%s\t%s\t%s\t%s\n", a->level, a->sheet,
                                   a->number, a->style, a->mark, rv_box_state_name(a->got),
                                   a->astray ? "astray" : "");
    }
    if (!g_file_set_contents(path, text->str, (gssize)text->len, NULL))
        g_error("%s cannot be written", path);
}

static void
print_all(const GArray *answers)
{
    GHashTable *by[3];
    static const char *const titles[] = {"level", "style", "mark"};
    guint sheets = 0, astray = 0;
    double ms = 0;

    for (int i = 0; i < 3; i++)
        by[i] = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (guint i = 0; i < answers->len; i++) {
        const Answer *a = &g_array_index(answers, Answer, i);
        char level[3] = {'L', (char)('0' + a->level), 0};

        count(by[0], level, a);
        count(by[0], a->level < 4 ? "L0-L3" : "L4-L5", a);
        count(by[1], a->style, a);
        count(by[2], a->mark, a);
        sheets += a->ms > 0;
        ms += a->ms;
        astray += a->astray;
    }
    for (int i = 0; i < 3; i++) {
        print_tallies(titles[i], by[i]);
        g_hash_table_unref(by[i]);
    }
    printf("\n%u boxes on %u sheets; another box's place: %u; %.1f ms a sheet\n", answers->len,
           sheets, astray, ms / MAX(sheets, 1));
}

int
main(int argc, char **argv)
{
    int sheets = bench_number(argc, argv, 2, SHEETS), seed = bench_number(argc, argv, 3, SEED);
    g_autoptr(GArray) answers = NULL;

    setenv("OMP_THREAD_LIMIT", "1", 1);
    if (argc < 2) {
        fprintf(stderr, "Usage: bench-boxes BUILD [SHEETS [SEED]]\n");
        return 64;
    }
    answers = bench_box_sheets(argv[1], MAX(sheets / BENCH_BOX_LEVELS, 1), seed, check_sheet,
                               sizeof(Answer));
    print_all(answers);
    list_wrong(argv[1], answers);
    return 0;
}

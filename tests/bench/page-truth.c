/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page-truth.h"

#include "bench.h"

#include <string.h>

/* Words are looked for so far around a line, in its heights: what stands askew is not upright. */
#define AROUND 0.5

static RvPt
rect_of(char *const *parts)
{
    return (RvPt){g_ascii_strtod(parts[0], NULL), g_ascii_strtod(parts[1], NULL),
                  g_ascii_strtod(parts[2], NULL), g_ascii_strtod(parts[3], NULL)};
}

static void
line_clear(gpointer data)
{
    g_free(((PageTruthLine *)data)->text);
}

void
page_truth_free(PageTruth *truth)
{
    if (!truth)
        return;
    g_array_unref(truth->lines);
    g_free(truth);
}

static int
kind_of(const char *name)
{
    for (int i = 0; i < RV_DEFECTS; i++)
        if (g_str_equal(bench_defect_name(i), name))
            return i;
    g_error("nothing is known of the defect %s", name);
}

/* Letters alone: blanks are no letters. */
static char *
letters_of(const char *text)
{
    g_autofree char *plain = bench_plain(text);
    g_auto(GStrv) words = g_strsplit(plain, " ", -1);

    return g_strjoinv("", words);
}

static void
add_line(PageTruth *truth, char *const *parts)
{
    PageTruthLine line = {
        .at = rect_of(parts + 1), .text = letters_of(parts[5]), .is_printed = TRUE};

    line.letters = (int)g_utf8_strlen(line.text, -1);
    g_array_append_val(truth->lines, line);
}

static void
take_fact(PageTruth *truth, char *const *parts, guint n, RvPt *unprinted)
{
    if (n >= 7 && g_str_equal(parts[0], "defect")) {
        truth->severity[kind_of(parts[1])] = g_ascii_strtod(parts[2], NULL);
        if (g_str_equal(parts[1], "blank"))
            *unprinted = rect_of(parts + 3);
    } else if (n >= 6 && g_str_equal(parts[0], "line")) {
        add_line(truth, parts);
    } else if (n >= 3 && g_str_equal(parts[0], "dpi")) {
        truth->real_dpi = g_ascii_strtod(parts[1], NULL);
    } else if (n >= 4 && g_str_equal(parts[0], "x-height")) {
        truth->x_height = g_ascii_strtod(parts[3], NULL);
    }
}

static PageTruth *
truth_new(void)
{
    PageTruth *truth = g_new0(PageTruth, 1);

    truth->lines = g_array_new(FALSE, FALSE, sizeof(PageTruthLine));
    g_array_set_clear_func(truth->lines, line_clear);
    return truth;
}

static GStrv
facts_of(const char *base, const char *ending)
{
    g_autofree char *path = g_strconcat(base, ending, NULL), *text = NULL;

    if (!g_file_get_contents(path, &text, NULL, NULL))
        g_error("%s cannot be read", path);
    return g_strsplit(text, "\n", -1);
}

PageTruth *
page_truth_load_form(const char *base, int page)
{
    g_auto(GStrv) facts = facts_of(base, ".lines.tsv");
    PageTruth *truth = truth_new();

    for (guint i = 0; facts[i]; i++) {
        g_auto(GStrv) parts = g_strsplit(facts[i], "\t", -1);

        if (g_strv_length(parts) >= 6 && g_ascii_strtoll(parts[0], NULL, 10) == page)
            add_line(truth, parts);
    }
    return truth;
}

PageTruth *
page_truth_load(const char *base)
{
    g_auto(GStrv) facts = facts_of(base, ".page.tsv");
    PageTruth *truth = truth_new();
    RvPt unprinted = {0};

    for (guint i = 0; facts[i]; i++) {
        g_auto(GStrv) parts = g_strsplit(facts[i], "\t", -1);

        take_fact(truth, parts, g_strv_length(parts), &unprinted);
    }
    for (guint i = 0; i < truth->lines->len; i++) {
        PageTruthLine *line = &g_array_index(truth->lines, PageTruthLine, i);

        line->is_printed = line->at.y0 < unprinted.y0 - 1 || line->at.y1 > unprinted.y1 + 1 ||
                           line->at.x1 > unprinted.x1 + 1;
    }
    return truth;
}

/* The letters of the words whose middle is in or near the line, in reading order. */
static char *
read_at(const PageTruthLine *line, const GArray *places, const RvReading *reading)
{
    GString *out = g_string_new(NULL);
    double around = AROUND * MIN(line->at.x1 - line->at.x0, line->at.y1 - line->at.y0);

    for (guint i = 0; i < reading->words->len; i++) {
        RvPt r = g_array_index(places, RvPt, i);
        double x = (r.x0 + r.x1) / 2, y = (r.y0 + r.y1) / 2;

        if (x >= line->at.x0 - around && x <= line->at.x1 + around && y >= line->at.y0 - around &&
            y <= line->at.y1 + around)
            g_string_append(out, g_array_index(reading->words, RvWord, i).text);
    }
    return g_string_free(out, FALSE);
}

void
page_truth_hold(PageTruth *truth, const RvSheet *sheet, const RvReading *reading)
{
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(RvPt));
    double right = 0;

    for (guint i = 0; i < reading->words->len; i++) {
        RvPt at = rv_map_rect(&sheet->to_page, g_array_index(reading->words, RvWord, i).box);

        g_array_append_val(places, at);
    }
    truth->letters = 0;
    for (guint i = 0; i < truth->lines->len; i++) {
        PageTruthLine *line = &g_array_index(truth->lines, PageTruthLine, i);
        g_autofree char *read = read_at(line, places, reading), *letters = letters_of(read);

        if (!line->letters || !line->is_printed)
            continue;
        line->right = 1 - (double)bench_edits(line->text, letters) / line->letters;
        truth->letters += line->letters;
        right += line->right * line->letters;
    }
    truth->accuracy = truth->letters > 0 ? right / truth->letters : 1;
}

void
page_truth_cells(const PageTruth *truth, const RvPage *page, const RvEdges *edges,
                 BenchPageCell *cells)
{
    double w = page->width_pt / edges->columns, h = page->height_pt / edges->rows;

    for (guint i = 0; i < truth->lines->len; i++) {
        const PageTruthLine *line = &g_array_index(truth->lines, PageTruthLine, i);
        gboolean is_level = line->at.x1 - line->at.x0 >= line->at.y1 - line->at.y0;

        for (int k = 0; k < line->letters && line->is_printed; k++) {
            double along = (k + 0.5) / line->letters;
            double x = line->at.x0 + (line->at.x1 - line->at.x0) * (is_level ? along : 0.5);
            double y = line->at.y0 + (line->at.y1 - line->at.y0) * (is_level ? 0.5 : along);
            BenchPageCell *cell;

            if (x < 0 || y < 0 || x >= page->width_pt || y >= page->height_pt)
                continue;
            cell = &cells[MIN((int)(y / h), edges->rows - 1) * edges->columns +
                          MIN((int)(x / w), edges->columns - 1)];
            cell->right = (cell->right * cell->letters + (float)line->right) / (cell->letters + 1);
            cell->letters++;
        }
    }
}

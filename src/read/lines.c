/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of words: the engine's lines, split where a column or a cell ends and joined where only a
 * pen stroke parted them, in reading order. */
#include "read-private.h"

#include "recevable/rank.h"

#include <string.h>

/* A gap wider than this many word heights parts two runs. Justified text in narrow columns goes to
 * 1.3, the gap before the next column or answer starts at about 2. */
#define GAP_HEIGHTS 1.8
/* A gap with ink in it, the rest of letters that a stroke hid from the reader, may be that wide. */
#define HIDDEN_HEIGHTS 3.0
/* Words in two cells are at least so many word heights apart; a space is a third of one. */
#define CELL_PADDING 0.45
/* The engine's lines are pieces of one row when the words where they meet share so much of the
 * higher one's height. */
#define SAME_ROW 0.5
/* x-height over the height of a word's box, which holds ascenders in nearly every word. */
#define X_HEIGHT_SHARE 0.68

static const RvWord *
word_at(const GArray *words, guint i)
{
    return &g_array_index(words, RvWord, i);
}

/* Does an upright rule stand between two neighbours, with the padding of a cell? */
static gboolean
rule_between(const RvSheet *sheet, RvPx left, RvPx right)
{
    int from = rv_px_right(left) - left.h / 4, to = right.x + right.h / 4;

    if (right.x - rv_px_right(left) < CELL_PADDING * MIN(left.h, right.h))
        return FALSE;
    for (guint i = 0; i < sheet->rules->len; i++) {
        const RvSheetRule *rule = &g_array_index(sheet->rules, RvSheetRule, i);
        int x = rv_px_centre_x(rule->box);

        if (x >= from && x <= to && rv_sheet_rule_parts(sheet, rule, rv_px_union(left, right)))
            return TRUE;
    }
    return FALSE;
}

static double
widest_gap(const RvSheet *sheet, RvPx a, RvPx b)
{
    RvPx between = {rv_px_right(a), a.y, b.x - rv_px_right(a), a.h};

    return rv_sheet_count_ink(sheet, between, FALSE) > 0 ? HIDDEN_HEIGHTS : GAP_HEIGHTS;
}

static gboolean
parted(const RvSheet *sheet, const RvWord *a, const RvWord *b)
{
    int gap = b->box.x - rv_px_right(a->box);

    return a->line != b->line ||
           gap > widest_gap(sheet, a->box, b->box) * MAX(a->box.h, b->box.h) ||
           rule_between(sheet, a->box, b->box);
}

/* May the run that starts with b go on behind the one that ends with a? */
static gboolean
goes_on(const RvSheet *sheet, const RvWord *a, const RvWord *b)
{
    int high = MAX(a->box.h, b->box.h), gap = b->box.x - rv_px_right(a->box);

    return a->line != b->line && rv_px_overlap_y(a->box, b->box) >= SAME_ROW * high &&
           gap >= -high / 2 && gap <= widest_gap(sheet, a->box, b->box) * high &&
           !rule_between(sheet, a->box, b->box);
}

static gint
by_engine_line(gconstpointer a, gconstpointer b)
{
    const RvWord *u = a, *v = b;

    return u->line != v->line ? (u->line < v->line ? -1 : 1) : u->box.x - v->box.x;
}

static gint
by_place(gconstpointer a, gconstpointer b)
{
    const RvLine *u = a, *v = b;

    return u->box.y != v->box.y ? u->box.y - v->box.y : u->box.x - v->box.x;
}

/* `joints`: texts of words that go on the run before them, whatever the gap; NULL: none. */
static GArray *
split_lines(const RvSheet *sheet, const GArray *words, GHashTable *joints)
{
    GArray *lines = g_array_new(FALSE, TRUE, sizeof(RvLine));
    RvLine line = {0};

    for (guint i = 0; i < words->len; i++) {
        gboolean is_joint = joints && g_hash_table_contains(joints, word_at(words, i)->text);

        if (i > line.first && !is_joint &&
            parted(sheet, word_at(words, i - 1), word_at(words, i))) {
            g_array_append_val(lines, line);
            line = (RvLine){.first = i};
        }
        line.box = rv_px_union(line.box, word_at(words, i)->box);
        line.n++;
    }
    if (line.n)
        g_array_append_val(lines, line);
    return lines;
}

/* The run that goes on behind run i, or -1; the nearest of several. */
static int
find_rest(const RvSheet *sheet, const GArray *words, const GArray *lines, guint i)
{
    const RvLine *line = &g_array_index(lines, RvLine, i);
    const RvWord *end = word_at(words, line->first + line->n - 1);
    int best = -1, nearest = 0;

    for (guint j = 0; j < lines->len; j++) {
        const RvWord *start = word_at(words, g_array_index(lines, RvLine, j).first);

        if (j == i || !goes_on(sheet, end, start) || (best >= 0 && start->box.x >= nearest))
            continue;
        best = (int)j;
        nearest = start->box.x;
    }
    return best;
}

static gint
by_left_edge(gconstpointer a, gconstpointer b)
{
    return ((const RvLine *)a)->box.x - ((const RvLine *)b)->box.x;
}

/* Gives the words of runs that a pen stroke parted one engine line, from left to right. Returns the
 * texts of the words at the joints. */
static GHashTable *
join_runs(const RvSheet *sheet, GArray *words, GArray *lines)
{
    GHashTable *joints = g_hash_table_new(NULL, NULL);

    g_array_sort(lines, by_left_edge);
    for (guint i = 0; i < lines->len; i++) {
        int rest = find_rest(sheet, words, lines, i);
        const RvLine *line = &g_array_index(lines, RvLine, i), *other;

        if (rest < 0)
            continue;
        other = &g_array_index(lines, RvLine, rest);
        for (guint k = 0; k < other->n; k++)
            g_array_index(words, RvWord, other->first + k).line = word_at(words, line->first)->line;
        g_hash_table_add(joints, word_at(words, other->first)->text);
    }
    return joints;
}

static double
median_x_height(const GArray *words)
{
    g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(int));

    for (guint i = 0; i < words->len; i++)
        if (g_utf8_strlen(word_at(words, i)->text, -1) > 2)
            g_array_append_val(heights, word_at(words, i)->box.h);
    return X_HEIGHT_SHARE * rv_median(heights);
}

void
rv_reading_lay_out(RvReading *reading, const RvSheet *sheet)
{
    GArray *ordered = rv_words_new();
    g_autoptr(GHashTable) joints = NULL;
    GArray *lines;

    g_array_sort(reading->words, by_engine_line);
    lines = split_lines(sheet, reading->words, NULL);
    joints = join_runs(sheet, reading->words, lines);
    g_array_unref(lines);
    g_array_sort(reading->words, by_engine_line);
    lines = split_lines(sheet, reading->words, joints);
    g_array_sort(lines, by_place);
    for (guint i = 0; i < lines->len; i++) {
        RvLine *line = &g_array_index(lines, RvLine, i);
        guint first = ordered->len;

        g_array_append_vals(ordered, word_at(reading->words, line->first), line->n);
        line->first = first;
        for (guint k = 0; k < line->n; k++)
            g_array_index(ordered, RvWord, first + k).line = i;
    }
    /* The texts have moved over. */
    g_array_set_clear_func(reading->words, NULL);
    g_array_unref(reading->words);
    g_array_unref(reading->lines);
    reading->words = ordered;
    reading->lines = lines;
    reading->confidence = rv_words_confidence(ordered, 0, ordered->len);
    reading->x_height = median_x_height(ordered);
}

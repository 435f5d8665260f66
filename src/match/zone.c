/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far the place for a value reaches: to the next wording, column or cell. */
#include "zone-private.h"

#include <stdlib.h>

/* A column of the page: so many lines of the form start at its left edge, within so many line
 * heights above and below. */
#define COLUMN_LINES 2
#define COLUMN_WINDOW 9
/* A column is at least this share of the sheet wide. */
#define COLUMN_WIDTH 0.25
/* A word may reach into the frame's end before it by that share of its height. */
#define INTO_RULE 0.25

gboolean
rv_zone_is_used(const RvZone *s, guint w)
{
    return g_array_index(s->used, gboolean, w);
}

/* Words of the page on a row within [from, to), used ones or free ones: how many. */
guint
rv_zone_count(const RvZone *s, RvPx row, int from, int to, gboolean used)
{
    guint n = 0;

    for (guint w = 0; w < s->index->words->len; w++) {
        const RvIndexWord *word = rv_index_word(s->index, w);

        if (word->page == s->page && *word->key && rv_zone_is_used(s, w) == used &&
            rv_px_on_row(word->word->box, row) && rv_px_centre_x(word->word->box) >= from &&
            rv_px_centre_x(word->word->box) < to)
            n++;
    }
    return n;
}

int
rv_zone_by_x(gconstpointer a, gconstpointer b)
{
    return ((const RvWord *)a)->box.x - ((const RvWord *)b)->box.x;
}

guint
rv_zone_gather_row(RvZone *s, RvPx row, int from, int to)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(RvWord)); /* borrowed texts */

    for (guint w = 0; w < s->index->words->len; w++) {
        const RvIndexWord *word = rv_index_word(s->index, w);

        if (word->page == s->page && !rv_zone_is_used(s, w) && rv_px_on_row(word->word->box, row) &&
            word->word->box.x + (int)(INTO_RULE * row.h) >= from &&
            rv_px_centre_x(word->word->box) < to)
            g_array_append_vals(found, word->word, 1);
    }
    g_array_sort(found, rv_zone_by_x);
    if (found->len)
        g_array_append_vals(s->words, found->data, found->len);
    return found->len;
}

/* The x of the next settled wording on the row, or the sheet's width. */
static int
next_wording(const RvZone *s)
{
    int x = s->sheet->width, from = s->from;

    for (guint w = 0; w < s->index->words->len; w++) {
        const RvIndexWord *word = rv_index_word(s->index, w);

        if (word->page == s->page && rv_zone_is_used(s, w) &&
            rv_px_on_row(word->word->box, s->label) && word->word->box.x >= from)
            x = MIN(x, word->word->box.x);
    }
    return x;
}

/* Does a settled wording start with that word of the page, in the window around the label's row?
 * Headings and the head of a table stand by their own edges. */
static gboolean
starts_wording(const RvZone *s, guint w)
{
    const RvIndexWord *word = rv_index_word(s->index, w);
    const RvIndexLine *line = rv_index_line(s->index, word->line);

    return word->page == s->page && rv_zone_is_used(s, w) && !rv_explained(s->index, word->word) &&
           (w == line->first || !rv_zone_is_used(s, w - 1)) &&
           abs(word->word->box.y - s->label.y) < COLUMN_WINDOW * s->label.h;
}

/* Is there a column of text at x beside the label? Wordings of the form start there (within a line
 * height), above or on the label's row as well as on or below it. */
static gboolean
is_column(const RvZone *s, int x)
{
    guint above = 0, below = 0;

    for (guint w = 0; w < s->index->words->len; w++) {
        RvPx box = rv_index_word(s->index, w)->word->box;

        if (abs(box.x - x) >= s->label.h || !starts_wording(s, w))
            continue;
        above += box.y - s->label.y < 2 * s->label.h;
        below += box.y - s->label.y > -2 * s->label.h;
    }
    return above && below && above + below > COLUMN_LINES;
}

/* The left edge of the next column of text, less the place of a tick box; or the sheet's width. */
static int
next_column(const RvZone *s)
{
    int limit = s->sheet->width;
    int from = MAX(s->left + (int)(COLUMN_WIDTH * s->sheet->width), rv_px_right(s->label));

    for (guint w = 0; w < s->index->words->len; w++) {
        int x = rv_index_word(s->index, w)->word->box.x;

        if (x > from && x < limit && starts_wording(s, w) && is_column(s, x))
            limit = x;
    }
    return limit < s->sheet->width ? limit - 2 * s->label.h : limit;
}

/* Do labels stand between these walls, on the label's row or above and below it in the cell next to
 * the label's? Then what else stands there is theirs. */
static gboolean
is_labelled(const RvZone *s, int from, int to)
{
    RvPx own, next;

    if (rv_zone_count(s, s->label, from, to, TRUE))
        return TRUE;
    if (!rv_cell_around(s->sheet, s->label, &own) ||
        !rv_cell_right(s->sheet, own, s->label, &next) || abs(next.x - from) > s->label.h)
        return FALSE;
    for (guint w = 0; w < s->index->words->len; w++)
        if (rv_index_word(s->index, w)->page == s->page && rv_zone_is_used(s, w) &&
            rv_px_is_inside(rv_index_word(s->index, w)->word->box, next))
            return TRUE;
    return FALSE;
}

/* Where the zone beside the label ends: at the next wording or column, at the cell's border, or at
 * the border of the next cell when the label has its own. */
int
rv_zone_right(const RvZone *s)
{
    int from = s->from, limit = MAX(MIN(next_wording(s), next_column(s)), from);
    g_autoptr(GArray) rules = rv_cell_walls(s->sheet, s->label, from - 1);
    int first, second;

    rv_cell_drop_combs(rules, s->label.h);
    if (rules->len && g_array_index(rules, int, 0) <= from)
        g_array_remove_index(rules, 0); /* the wall of the cell that is entered, or of its comb */
    first = rules->len ? g_array_index(rules, int, 0) : limit;
    second = rules->len > 1 ? g_array_index(rules, int, 1) : limit;

    if (first >= limit || rv_zone_count(s, s->label, from, first, FALSE))
        return MIN(first, limit);
    return is_labelled(s, first, second) ? first : MIN(second, limit);
}

/* The row of text next below y in the column, at most `gap` pixels down; FALSE when there is none
 * or when a settled wording stands on it. */
gboolean
rv_zone_row_below(const RvZone *s, int y, int gap, RvPx *row)
{
    gboolean found = FALSE;

    *row = (RvPx){0};
    for (guint w = 0; w < s->index->words->len; w++) {
        const RvIndexWord *word = rv_index_word(s->index, w);
        RvPx box = word->word->box;

        if (word->page != s->page || !*word->key || rv_px_centre_y(box) <= y || box.y > y + gap ||
            box.x < s->left - s->label.h || rv_px_centre_x(box) >= s->right)
            continue;
        if (!found || (box.y < row->y && !rv_px_on_row(box, *row)))
            *row = box;
        else if (rv_px_on_row(box, *row))
            *row = rv_px_union(*row, box);
        found = TRUE;
    }
    return found && !rv_zone_count(s, *row, s->left - s->label.h, s->right, TRUE);
}

/* The right margin that lines of the column are broken at. */
int
rv_zone_margin(const RvZone *s)
{
    int right = 0;

    for (guint i = 0; i < s->index->lines->len; i++) {
        const RvIndexLine *line = rv_index_line(s->index, i);

        if (line->page == s->page && line->box.x < s->right && line->box.x >= s->left - s->label.h)
            right = MAX(right, rv_px_right(line->box));
    }
    for (guint i = 0; i < s->sheet->leaders->len; i++) {
        RvPx leader = g_array_index(s->sheet->leaders, RvPx, i);

        if (leader.x < s->right && leader.x >= s->left - s->label.h)
            right = MAX(right, rv_px_right(leader));
    }
    return MIN(right, s->right);
}

gboolean
rv_zone_rule_between(const RvZone *s, RvPx above, RvPx below)
{
    for (guint i = 0; i < s->sheet->rules->len; i++) {
        const RvSheetRule *rule = &g_array_index(s->sheet->rules, RvSheetRule, i);

        if (rule->horizontal && rule->box.y >= rv_px_centre_y(above) &&
            rule->box.y <= rv_px_centre_y(below) &&
            2 * rv_px_overlap_x(rule->box, s->label) > s->label.w)
            return TRUE;
    }
    return FALSE;
}

/* The left border of the label's cell, or where the label starts. */
int
rv_zone_cell_left(const RvZone *s, RvPx label)
{
    int left = 0;

    for (guint i = 0; i < s->sheet->rules->len; i++) {
        const RvSheetRule *rule = &g_array_index(s->sheet->rules, RvSheetRule, i);

        if (rv_px_right(rule->box) <= label.x + label.h / 2 &&
            rv_sheet_rule_parts(s->sheet, rule, label))
            left = MAX(left, rv_px_right(rule->box));
    }
    return left ? left : label.x;
}

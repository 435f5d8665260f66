/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The price table: its headings give the columns, rules or the headings themselves the borders of
 * cells, and what stands below in them the lines. */
#include "match-private.h"

#include <string.h>

#define MIN_SIMILARITY 0.75
/* Headings stand side by side: their middles within this many heading heights. */
#define HEADING_SPREAD 2.5
/* So many headings must be found for the table to be there. */
#define MIN_HEADINGS 3
/* Without rules the table ends at a gap of this many line heights. */
#define END_GAP 3.0
#define LEGIBLE 0.6 /* as in value.c */
/* Words of one or two characters below this confidence are no figures. */
#define NOISE_CONFIDENCE 0.7
#define RULE_EDGE 3 /* pixels around a rule where its remains stand */

typedef struct {
    const RvIndex *index;
    GArray *used;
    const RvSheet *sheet;
    guint page;
    RvSpot heading[RV_N_CELLS];
    gboolean found[RV_N_CELLS];
    RvPx head;                  /* around the headings */
    int border[RV_N_CELLS + 1]; /* x of the columns' borders */
    int bottom;                 /* y where the table ends at the latest */
} Table;

static GArray *
find_heading(const RvIndex *index, const char *text)
{
    g_autoptr(GArray) needles = rv_needles_new(text, NULL, TRUE);

    return rv_find(index, needles, FALSE);
}

/* The spot of a heading on the row of the first one, nearest to it. */
static gboolean
heading_beside(const Table *table, const GArray *spots, RvPx first, RvSpot *heading)
{
    gboolean found = FALSE;

    for (guint i = 0; i < spots->len; i++) {
        const RvSpot *spot = &g_array_index(spots, RvSpot, i);

        if (spot->page != table->page || spot->similarity < MIN_SIMILARITY ||
            spot->box.x < rv_px_right(first) ||
            abs(rv_px_centre_y(spot->box) - rv_px_centre_y(first)) >
                HEADING_SPREAD * MAX(spot->first_line.h, first.h))
            continue;
        if (!found || spot->similarity > heading->similarity) {
            *heading = *spot;
            found = TRUE;
        }
    }
    return found;
}

static guint
find_headings(Table *table, const RvItem *item)
{
    g_autoptr(GArray) first = find_heading(table->index, item->columns[0]);
    guint best = 0;

    for (guint i = 0; i < first->len; i++) {
        Table try = *table;
        guint found = 1;

        try.heading[0] = g_array_index(first, RvSpot, i);
        if (try.heading[0].similarity < MIN_SIMILARITY)
            break;
        try.page = try.heading[0].page;
        try.found[0] = TRUE;
        try.head = try.heading[0].box;
        for (guint k = 1; k < RV_N_CELLS && item->columns[k]; k++) {
            g_autoptr(GArray) spots = find_heading(table->index, item->columns[k]);

            try.found[k] = heading_beside(&try, spots, try.heading[0].box, &try.heading[k]);
            found += try.found[k];
            if (try.found[k])
                try.head = rv_px_union(try.head, try.heading[k].box);
        }
        if (found > best) {
            best = found;
            *table = try;
        }
    }
    return best;
}

/* Upright rules that cross the head between two x; the middle one, or -1. */
static int
rule_between(const Table *table, int from, int to)
{
    int at = -1;

    for (guint i = 0; i < table->sheet->rules->len; i++) {
        const RvSheetRule *rule = &g_array_index(table->sheet->rules, RvSheetRule, i);
        int x = rv_px_centre_x(rule->box);

        if (x >= from && x <= to && rv_sheet_rule_parts(table->sheet, rule, table->head))
            at = at < 0 || abs(x - (from + to) / 2) < abs(at - (from + to) / 2) ? x : at;
    }
    return at;
}

/* Borders between neighbours; a heading that was not found gets its share of the gap. */
static void
find_borders(Table *table)
{
    int slack = table->head.h;

    for (guint k = 1; k < RV_N_CELLS; k++) {
        int left =
            table->found[k - 1] ? rv_px_right(table->heading[k - 1].box) : table->border[k - 1];
        int right = table->sheet->width, at;

        for (guint n = k; n < RV_N_CELLS; n++)
            if (table->found[n]) {
                right = table->heading[n].box.x;
                if (n > k)
                    right = left + (right - left) / (int)(n - k + 1);
                break;
            }
        at = rule_between(table, left - slack / 4, right + slack / 4);
        table->border[k] = at >= 0 ? at : (left + right) / 2;
    }
    table->border[0] = rule_between(table, 0, table->head.x);
    if (table->border[0] < 0)
        table->border[0] = table->head.x - 2 * slack;
    table->border[RV_N_CELLS] =
        rule_between(table, rv_px_right(table->head) - slack / 4, table->sheet->width);
    if (table->border[RV_N_CELLS] < 0)
        table->border[RV_N_CELLS] = MIN(rv_px_right(table->head) + 4 * slack, table->sheet->width);
}

/* The lowest end of the upright rules through the head, or the sheet's bottom. */
static void
find_bottom(Table *table)
{
    int bottom = 0;

    for (guint i = 0; i < table->sheet->rules->len; i++) {
        const RvSheetRule *rule = &g_array_index(table->sheet->rules, RvSheetRule, i);

        if (rv_sheet_rule_parts(table->sheet, rule, table->head) &&
            rule->box.x > table->border[0] - table->head.h &&
            rule->box.x < table->border[RV_N_CELLS] + table->head.h)
            bottom = MAX(bottom, rv_px_bottom(rule->box));
    }
    table->bottom =
        bottom > rv_px_bottom(table->head) + table->head.h / 2 ? bottom : table->sheet->height;
}

/* A level rule across the table between two y. */
static gboolean
level_rule(const Table *table, int from, int to)
{
    int width = table->border[RV_N_CELLS] - table->border[0];

    for (guint i = 0; i < table->sheet->rules->len; i++) {
        const RvSheetRule *rule = &g_array_index(table->sheet->rules, RvSheetRule, i);

        if (rule->horizontal && rule->box.y >= from && rule->box.y <= to && 2 * rule->box.w > width)
            return TRUE;
    }
    return FALSE;
}

static void
add_word(RvRow *row, guint column, const RvIndexWord *word, const RvSheet *sheet)
{
    RvValue *cell = &row->cells[column];
    gsize length = strlen(cell->text);
    char *joined =
        length ? g_strconcat(cell->text, " ", word->word->text, NULL) : g_strdup(word->word->text);

    cell->confidence =
        length ? MIN(cell->confidence, word->word->confidence) : word->word->confidence;
    g_free(cell->text);
    cell->text = joined;
    cell->place = rv_sheet_place(sheet, rv_px_union(cell->place.px, word->word->box));
    row->place = rv_sheet_place(sheet, rv_px_union(row->place.px, word->word->box));
}

static RvRow
new_row(void)
{
    RvRow row = {0};

    for (guint k = 0; k < RV_N_CELLS; k++)
        row.cells[k].text = g_strdup("");
    return row;
}

static int
column_of(const Table *table, RvPx box)
{
    for (int k = 0; k < RV_N_CELLS; k++)
        if (rv_px_centre_x(box) >= table->border[k] && rv_px_centre_x(box) < table->border[k + 1])
            return k;
    return -1;
}

static gint
by_row(gconstpointer a, gconstpointer b, gpointer index)
{
    RvPx u = rv_index_word(index, *(const guint *)a)->word->box;
    RvPx v = rv_index_word(index, *(const guint *)b)->word->box;

    if (2 * rv_px_overlap_y(u, v) > MIN(u.h, v.h))
        return u.x - v.x;
    return rv_px_centre_y(u) - rv_px_centre_y(v);
}

/* No figure, in a column of figures: a heading's second line, specks, the crossings of rules that
 * read as + or 4. */
static gboolean
is_noise(const Table *table, const RvWord *word)
{
    gboolean figure = strpbrk(word->text, "0123456789%") || g_str_equal(word->text, "€") ||
                      g_ascii_strcasecmp(word->text, "EUR") == 0;

    if (column_of(table, word->box) == RV_CELL_LABEL)
        return FALSE;
    return !figure ||
           (g_utf8_strlen(word->text, -1) == 1 && !g_str_equal(word->text, "€") &&
            (word->confidence < NOISE_CONFIDENCE ||
             level_rule(table, word->box.y - RULE_EDGE, rv_px_bottom(word->box) + RULE_EDGE)));
}

/* Words in the table below the head, row by row, up to the first settled wording. */
static GArray *
body_words(const Table *table)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(guint));
    int bottom = table->bottom;

    for (guint w = 0; w < table->index->words->len; w++) {
        const RvIndexWord *word = rv_index_word(table->index, w);
        RvPx box = word->word->box;

        if (word->page == table->page && g_array_index(table->used, gboolean, w) &&
            box.y > rv_px_bottom(table->head) && column_of(table, box) >= 0)
            bottom = MIN(bottom, box.y);
    }
    for (guint w = 0; w < table->index->words->len; w++) {
        const RvIndexWord *word = rv_index_word(table->index, w);
        RvPx box = word->word->box;

        if (word->page == table->page && rv_px_centre_y(box) > rv_px_bottom(table->head) &&
            rv_px_centre_y(box) < bottom && column_of(table, box) >= 0 &&
            (*word->key || g_str_equal(word->word->text, "€")) && !is_noise(table, word->word))
            g_array_append_val(words, w);
    }
    g_array_sort_with_data(words, by_row, (gpointer)table->index);
    return words;
}

/* Does a row of text hold figures? */
static gboolean
has_figures(const Table *table, const GArray *words, RvPx row)
{
    for (guint i = 0; i < words->len; i++) {
        RvPx box = rv_index_word(table->index, g_array_index(words, guint, i))->word->box;

        if (2 * rv_px_overlap_y(box, row) > MIN(box.h, row.h) &&
            column_of(table, box) > RV_CELL_LABEL)
            return TRUE;
    }
    return FALSE;
}

/* A word starts a new line of the table when a rule parts it from the one before, or, in a table
 * without rules, when figures stand on its row while the line before has its own already. */
static gboolean
starts_row(const Table *table, const GArray *words, const RvRow *row, RvPx box)
{
    RvPx before = row->place.px;
    gboolean complete = FALSE;

    if (rv_px_is_empty(before) || 3 * rv_px_overlap_y(before, box) > box.h)
        return FALSE;
    if (level_rule(table, rv_px_centre_y(before), rv_px_centre_y(box)) &&
        box.y > rv_px_centre_y(before))
        return TRUE;
    for (int k = RV_CELL_HT; k < RV_N_CELLS; k++)
        complete |= *row->cells[k].text != 0;
    return complete && has_figures(table, words, box);
}

static void
read_rows(const Table *table, GArray *rows)
{
    g_autoptr(GArray) words = body_words(table);
    RvRow row = new_row();

    for (guint i = 0; i < words->len; i++) {
        const RvIndexWord *word = rv_index_word(table->index, g_array_index(words, guint, i));
        RvPx box = word->word->box,
             above = rv_px_is_empty(row.place.px) ? table->head : row.place.px;
        guint column = (guint)column_of(table, box);

        if (table->bottom == table->sheet->height && box.y - rv_px_bottom(above) > END_GAP * box.h)
            break;
        if (starts_row(table, words, &row, box)) {
            g_array_append_val(rows, row);
            row = new_row();
        }
        add_word(&row, column, word, table->sheet);
        g_array_index(table->used, gboolean, g_array_index(words, guint, i)) = TRUE;
    }
    if (!rv_px_is_empty(row.place.px))
        g_array_append_val(rows, row);
    else
        rv_row_clear(&row);
}

/* Cells: read, illegible or blank. */
static void
rate_cells(const Table *table, RvRow *row)
{
    for (guint k = 0; k < RV_N_CELLS; k++) {
        RvValue *cell = &row->cells[k];
        RvPx area = {table->border[k] + 3, row->place.px.y - row->place.px.h / 4,
                     MAX(table->border[k + 1] - table->border[k] - 6, 0),
                     row->place.px.h + row->place.px.h / 2};

        if (*cell->text) {
            cell->state = cell->confidence >= LEGIBLE ? RV_VALUE_READ : RV_VALUE_ILLEGIBLE;
            continue;
        }
        cell->place = rv_sheet_place(table->sheet, area);
        cell->state =
            rv_ink_written(table->sheet, area) >= 0.5 ? RV_VALUE_ILLEGIBLE : RV_VALUE_BLANK;
    }
}

void
rv_table_fill(const RvIndex *index, GArray *used, RvEvidence *evidence)
{
    Table table = {.index = index, .used = used};
    guint found = find_headings(&table, evidence->item);

    if (found < MIN_HEADINGS) {
        evidence->phrase.state =
            rv_index_is_readable(index) ? RV_PHRASE_MISSING : RV_PHRASE_UNREADABLE;
        evidence->phrase.confidence = 0.8;
        return;
    }
    table.sheet = rv_index_sheet(index, table.page);
    evidence->phrase.state = RV_PHRASE_PRESENT;
    evidence->phrase.confidence = (double)found / RV_N_CELLS;
    evidence->phrase.place = rv_sheet_place(table.sheet, table.head);
    find_borders(&table);
    find_bottom(&table);
    read_rows(&table, evidence->rows);
    for (guint i = 0; i < evidence->rows->len; i++)
        rate_cells(&table, &g_array_index(evidence->rows, RvRow, i));
}

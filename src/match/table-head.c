/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The headings of the price table. Some of them are found as wordings; where they stand, all words
 * of the head are parted into columns, whatever breaks their lines, and each column is compared
 * with the headings of the model. */
#include "table-private.h"

/* From this on a wording tells where a head may be. */
#define ANCHOR_SIMILARITY 0.75
/* So many headings must be found for the table to be there. */
#define MIN_HEADINGS 3

/* How far the head reaches above and below its headings that were found, in their height: one of
 * two lines in a row, of three. */
static const double reaches[] = {0.25, 0.75, 1.25};

/* The level rules above and below the middle of the band bound it. What is shorter than a heading
 * is no border of its cell: the strokes of its letters in a row, found as a rule. */
static RvPx
within_rules(const RvTable *table, RvPx band, int heading, double reach)
{
    int edge = (int)(reach * band.h), top = band.y - edge, bottom = rv_px_bottom(band) + edge;

    for (guint i = 0; i < table->sheet->rules->len; i++) {
        const RvSheetRule *rule = &g_array_index(table->sheet->rules, RvSheetRule, i);

        if (!rule->horizontal || rule->box.w < heading || rv_px_overlap_x(rule->box, band) <= 0)
            continue;
        if (rv_px_centre_y(rule->box) <= rv_px_centre_y(band))
            top = MAX(top, rule->box.y);
        else
            bottom = MIN(bottom, rule->box.y);
    }
    return (RvPx){band.x, top, band.w, MAX(bottom - top, 1)};
}

static gint
by_left(gconstpointer a, gconstpointer b, gpointer index)
{
    return rv_index_word(index, *(const guint *)a)->word->box.x -
           rv_index_word(index, *(const guint *)b)->word->box.x;
}

static GArray *
words_in_band(const RvTable *table, RvPx band)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint w = 0; w < table->index->words->len; w++) {
        const RvIndexWord *word = rv_index_word(table->index, w);
        int middle = rv_px_centre_y(word->word->box);

        if (word->page == table->page && *word->key && middle > band.y &&
            middle < rv_px_bottom(band))
            g_array_append_val(words, w);
    }
    g_array_sort_with_data(words, by_left, (gpointer)table->index);
    return words;
}

/* The headings found as wordings on the row of this one. */
static RvPx
band_around(GPtrArray *spots, const RvSpot *anchor)
{
    RvPx band = anchor->box;

    for (guint k = 0; k < spots->len; k++) {
        const GArray *of = g_ptr_array_index(spots, k);

        for (guint i = 0; i < of->len; i++) {
            const RvSpot *spot = &g_array_index(of, RvSpot, i);

            if (spot->page == anchor->page && spot->similarity >= ANCHOR_SIMILARITY &&
                rv_px_overlap_y(spot->box, anchor->box) > 0) {
                band = rv_px_union(band, spot->box);
                break;
            }
        }
    }
    return band;
}

/* The table as it is when the head is around this wording; the sum of likenesses. */
static double
try_head(RvTable *table, GPtrArray *spots, const RvSpot *anchor, double reach)
{
    g_autoptr(GArray) words = NULL;
    double sum;

    table->page = anchor->page;
    table->sheet = rv_index_sheet(table->index, anchor->page);
    table->columns = g_array_new(FALSE, TRUE, sizeof(RvTableHead));
    table->head = within_rules(table, band_around(spots, anchor), anchor->box.w, reach);
    words = words_in_band(table, table->head);
    sum = rv_table_find_columns(table, words);
    table->found = 0;
    table->head = (RvPx){0};
    for (guint i = 0; i < table->columns->len; i++) {
        const RvTableHead *column = &g_array_index(table->columns, RvTableHead, i);

        table->found += column->cell != RV_NO_CELL;
        if (column->cell != RV_NO_CELL)
            table->head = rv_px_union(table->head, column->head);
    }
    return sum;
}

/* Keeps the likeliest of the tables around this wording in *table. */
static void
try_reaches(RvTable *table, GPtrArray *spots, const RvSpot *anchor, double *best)
{
    for (gsize i = 0; i < G_N_ELEMENTS(reaches); i++) {
        RvTable try = *table;
        double sum = try_head(&try, spots, anchor, reaches[i]);

        if (sum > *best && try.found >= MIN_HEADINGS) {
            *best = sum;
            g_clear_pointer(&table->columns, g_array_unref);
            *table = try;
        } else {
            g_array_unref(try.columns);
        }
    }
}

gboolean
rv_table_find_head(RvTable *table)
{
    g_autoptr(GPtrArray) spots = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    double best = 0;

    for (guint k = 0; table->item->columns[k]; k++) {
        g_autoptr(GArray) needles = rv_needles_new(table->item->columns[k], NULL, TRUE);

        g_ptr_array_add(spots, rv_find(table->index, needles, FALSE));
    }
    for (guint k = 0; k < spots->len; k++) {
        const GArray *of = g_ptr_array_index(spots, k);

        for (guint i = 0; i < of->len; i++) {
            const RvSpot *spot = &g_array_index(of, RvSpot, i);

            if (spot->similarity < ANCHOR_SIMILARITY)
                break;
            try_reaches(table, spots, spot, &best);
        }
    }
    if (!table->columns)
        return FALSE;
    rv_table_set_borders(table);
    return TRUE;
}

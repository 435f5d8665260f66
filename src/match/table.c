/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The price table: its headings give the columns, rules or the headings themselves the borders of
 * cells, and what stands below in them the lines. */
#include "table-private.h"

/* The lowest end of the upright rules through the head, or the sheet's bottom. */
static void
find_bottom(RvTable *table)
{
    int left = g_array_index(table->columns, RvTableHead, 0).left;
    int right = g_array_index(table->columns, RvTableHead, table->columns->len - 1).right;
    int bottom = 0;

    for (guint i = 0; i < table->sheet->rules->len; i++) {
        const RvSheetRule *rule = &g_array_index(table->sheet->rules, RvSheetRule, i);

        if (rv_sheet_rule_parts(table->sheet, rule, table->head) &&
            rule->box.x > left - table->head.h && rule->box.x < right + table->head.h)
            bottom = MAX(bottom, rv_px_bottom(rule->box));
    }
    table->closed = bottom > rv_px_bottom(table->head) + table->head.h / 2;
    table->bottom = table->closed ? bottom : table->sheet->height;
}

RvTable *
rv_table_find(const RvIndex *index, const RvItem *item)
{
    RvTable *table = g_new0(RvTable, 1);

    *table = (RvTable){.index = index, .item = item};
    if (rv_table_find_head(table))
        return table;
    rv_table_free(table);
    return NULL;
}

void
rv_table_free(RvTable *table)
{
    if (!table)
        return;
    g_clear_pointer(&table->columns, g_array_unref);
    g_free(table);
}

void
rv_table_use_head(const RvTable *table, GArray *used)
{
    const RvIndex *index = table->index;

    for (guint w = 0; w < index->words->len; w++) {
        const RvIndexWord *word = rv_index_word(index, w);

        if (word->page == table->page &&
            !rv_px_is_empty(rv_px_intersection(table->head, word->word->box)))
            rv_explained_use_word(index, w, used);
    }
}

void
rv_table_fill(const RvIndex *index, RvTable *table, GArray *used, RvEvidence *evidence)
{
    if (!table) {
        evidence->phrase.state =
            rv_gap_is_readable(index, NULL, NULL) ? RV_PHRASE_MISSING : RV_PHRASE_UNREADABLE;
        evidence->phrase.confidence = 0.8;
        return;
    }
    evidence->phrase.state = RV_PHRASE_PRESENT;
    evidence->phrase.confidence = (double)table->found / RV_N_CELLS;
    evidence->phrase.place = rv_sheet_place(table->sheet, table->head);
    table->used = used;
    find_bottom(table);
    rv_table_read_rows(table, evidence->rows);
}

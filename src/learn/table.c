/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The price table: a row of headings that speak of money, and the cells below. */
#include "learn-private.h"

#include "recevable/i18n.h"
#include "recevable/text.h"

#include <string.h>

#define COLUMNS 5 /* the format's */
/* So many of the headings speak of money. */
#define LEAST_MONEY 3
/* No price table has more lines. */
#define MOST_LINES 40

static RvParagraph *
paragraph_at(const RvForm *form, guint i)
{
    return g_ptr_array_index(form->paragraphs, i);
}

static gboolean
speaks_of_money(const RvParagraph *paragraph)
{
    g_autofree char *text = rv_paragraph_text(paragraph), *key = rv_text_key(text);

    return g_utf8_strlen(text, -1) <= 45 &&
           g_regex_match_simple("\\b(montants?|ht|ttc|tva|taux|prix|total)\\b", key, 0, 0);
}

/* How many paragraphs from `at` on stand side by side, each in a column of its own. */
static guint
count_columns(const RvForm *form, guint at)
{
    const RvParagraph *first = paragraph_at(form, at);
    RvPx row = first->box;
    guint n = 1;

    while (at + n < form->paragraphs->len) {
        const RvParagraph *before = paragraph_at(form, at + n - 1), *p = paragraph_at(form, at + n);

        if (p->page != first->page || !rv_px_is_empty(p->tick) ||
            rv_px_overlap_y(p->box, row) <= 0 || p->box.x < rv_px_right(before->box))
            break;
        row = rv_px_union(row, p->box);
        n++;
    }
    return n;
}

/* The cells below that of the first heading, one a line; *bottom: where the last one ends. */
static guint
count_lines(const RvSheet *sheet, RvPx cell, int *bottom)
{
    guint n = 0;

    *bottom = rv_px_bottom(cell);
    while (n < MOST_LINES) {
        RvPx next = rv_form_cell(sheet, rv_px_centre_x(cell), *bottom + MAX(cell.h / 4, 8));

        if (rv_px_is_empty(next) || next.y < *bottom - 2 || ABS(next.w - cell.w) > cell.w / 5)
            break;
        *bottom = rv_px_bottom(next);
        n++;
    }
    return n;
}

/* Lines of goods: those that sum up are none. */
static gboolean
sums_up(const char *text)
{
    g_autofree char *key = rv_text_key(text);

    return g_regex_match_simple("^(sous )?(total|totaux|net)\\b", key, 0, 0);
}

/* What stands in the lines: their labels are the first column's. Returns how many paragraphs. */
static guint
take_lines(const RvForm *form, guint from, RvPx head, int bottom, RvDraftItem *table)
{
    guint n = 0;

    for (guint i = from; i < form->paragraphs->len; i++, n++) {
        const RvParagraph *p = paragraph_at(form, i);

        if (p->page + 1 != table->place.page || p->box.y < head.y ||
            rv_px_bottom(p->box) > bottom + p->box.h / 2)
            break;
        if (rv_px_centre_x(p->box) < rv_px_right(head)) {
            g_autofree char *text = rv_paragraph_text(p);

            if (sums_up(text))
                table->lines = MAX(table->lines - 1, 1);
            else
                g_ptr_array_add(table->line_labels, g_steal_pointer(&text));
        }
    }
    return n;
}

/* A column that the format has no place for: how many, and at what price each. */
static gboolean
counts(const RvParagraph *heading)
{
    g_autofree char *text = rv_paragraph_text(heading);

    return rv_says(text, "qtes?|quantites?|nombres?|nb|unites?|unitaires?|p ?u");
}

static GPtrArray *
list_columns(const RvForm *form, guint at, guint columns)
{
    GPtrArray *headings = g_ptr_array_new();

    for (guint i = 0; i < columns; i++)
        if (columns == COLUMNS || !counts(paragraph_at(form, at + i)))
            g_ptr_array_add(headings, paragraph_at(form, at + i));
    return headings;
}

static RvDraftItem *
make_table(const RvForm *form, guint at, guint columns, const GPtrArray *headings, guint *n)
{
    const RvParagraph *first = paragraph_at(form, at);
    const RvSheet *sheet = rv_form_page(form, first->page)->sheet;
    RvPx cell = ((const RvSegment *)g_ptr_array_index(first->segments, 0))->wall, all = {0};
    RvDraftItem *table;
    int bottom;

    for (guint i = 0; i < columns; i++)
        all = rv_px_union(all, paragraph_at(form, at + i)->box);
    if (rv_px_is_empty(cell))
        cell = first->box;
    table = rv_draft_item_new(RV_ITEM_TABLE, NULL, rv_sheet_place(sheet, all));
    for (guint i = 0; i < headings->len; i++)
        g_ptr_array_add(table->columns, rv_paragraph_text(g_ptr_array_index(headings, i)));
    table->lines = (int)count_lines(sheet, cell, &bottom);
    if (!table->lines) {
        rv_draft_doubt(table->doubts, g_strdup(_("no lines were seen below the headings: how many "
                                                 "are there?")));
        table->lines = 1;
    }
    *n = columns + take_lines(form, at + columns, cell, bottom, table);
    all = rv_px_union(all, (RvPx){all.x, all.y, all.w, MAX(bottom - all.y, all.h)});
    table->place = rv_sheet_place(sheet, all);
    if (!table->line_labels->len) {
        g_ptr_array_add(table->line_labels, g_strdup("Prestation Ségur"));
        rv_draft_doubt(table->doubts, g_strdup(_("the form does not say what its lines are called: "
                                                 "check 'line-label'")));
    }
    return table;
}

guint
rv_form_take_table(RvForm *form, guint at, RvDraftItem **table)
{
    guint columns = count_columns(form, at), money = 0, n = 0;
    g_autoptr(GPtrArray) headings = list_columns(form, at, columns);

    if (columns < LEAST_MONEY)
        return 0;
    for (guint i = 0; i < columns; i++)
        money += speaks_of_money(paragraph_at(form, at + i));
    if (money < LEAST_MONEY)
        return 0;
    if (headings->len != COLUMNS) {
        rv_draft_doubt(form->draft->doubts,
                       g_strdup_printf(_("a table of %u columns was seen; a price table has %d: it "
                                         "is left out"),
                                       columns, COLUMNS));
        return columns;
    }
    *table = make_table(form, at, columns, headings, &n);
    return n;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of the price table, of the pieces of its text. A level rule parts them; where there is
 * none, a second amount in one column does. What hangs a little higher or lower, a label of two
 * lines beside an amount in the middle, belongs together. */
#include "table-private.h"

/* Pieces that share so much of their height, in that of the lower one, stand on one row. */
#define SAME_ROW 0.12
/* Without rules the table ends at a gap of this many line heights. */
#define END_GAP 3.0

/* One line in the making: the pieces in each column. */
typedef struct {
    GPtrArray *pieces; /* RvTablePiece, borrowed */
    RvPx box;
    guint band;
} Line;

static Line *
line_new(void)
{
    Line *line = g_new0(Line, 1);

    line->pieces = g_ptr_array_new();
    return line;
}

static void
line_free(gpointer data)
{
    Line *line = data;

    g_ptr_array_unref(line->pieces);
    g_free(line);
}

static void
line_add(Line *line, RvTablePiece *piece)
{
    g_ptr_array_add(line->pieces, piece);
    line->box = rv_px_union(line->box, piece->box);
    line->band = piece->band;
}

static gint
by_top(gconstpointer a, gconstpointer b)
{
    const RvTablePiece *u = a, *v = b;

    return u->box.y != v->box.y ? u->box.y - v->box.y : u->box.x - v->box.x;
}

/* What stands on one row. */
static GPtrArray *
text_rows(GArray *pieces)
{
    GPtrArray *rows = g_ptr_array_new_with_free_func(line_free);

    g_array_sort(pieces, by_top);
    for (guint i = 0; i < pieces->len; i++) {
        RvTablePiece *piece = &g_array_index(pieces, RvTablePiece, i);
        Line *last = rows->len ? g_ptr_array_index(rows, rows->len - 1) : NULL;

        if (piece->column == RV_NO_CELL)
            continue;
        if (!last || last->band != piece->band ||
            rv_px_overlap_y(last->box, piece->box) < SAME_ROW * piece->box.h) {
            last = line_new();
            g_ptr_array_add(rows, last);
        }
        line_add(last, piece);
    }
    return rows;
}

static int
cell_of(const RvTable *table, const RvTablePiece *piece)
{
    return g_array_index(table->columns, RvTableHead, piece->column).cell;
}

/* Has the line an amount in this column? */
static gboolean
has_amount(const RvTable *table, const Line *line, int column)
{
    for (guint i = 0; i < line->pieces->len; i++) {
        const RvTablePiece *piece = g_ptr_array_index(line->pieces, i);

        if (piece->column == column && rv_table_is_amount(table, piece))
            return TRUE;
    }
    return FALSE;
}

/* Does a row of text go on with the line? Not with a second amount in one column. */
static gboolean
goes_on(const RvTable *table, const Line *line, const Line *row)
{
    if (line->band != row->band)
        return FALSE;
    for (guint i = 0; i < row->pieces->len; i++) {
        const RvTablePiece *piece = g_ptr_array_index(row->pieces, i);

        if (cell_of(table, piece) > RV_CELL_LABEL && rv_table_is_amount(table, piece) &&
            has_amount(table, line, piece->column))
            return FALSE;
    }
    return TRUE;
}

static GPtrArray *
join_rows(const RvTable *table, const GPtrArray *rows)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(line_free);

    for (guint i = 0; i < rows->len; i++) {
        Line *row = g_ptr_array_index(rows, i);
        Line *last = lines->len ? g_ptr_array_index(lines, lines->len - 1) : NULL;
        int end = rv_px_bottom(last ? last->box : table->head);

        if (!table->closed && row->box.y - end > END_GAP * row->box.h)
            break;
        if (!last || !goes_on(table, last, row)) {
            last = line_new();
            g_ptr_array_add(lines, last);
        }
        for (guint k = 0; k < row->pieces->len; k++)
            line_add(last, g_ptr_array_index(row->pieces, k));
    }
    return lines;
}

/* Totals in a block of their own have their names where the table has amounts: they are no lines
 * of it. */
static gboolean
is_aside(const RvTable *table, const Line *line)
{
    gboolean name = FALSE;

    for (guint i = 0; i < line->pieces->len; i++) {
        const RvTablePiece *piece = g_ptr_array_index(line->pieces, i);

        if (cell_of(table, piece) == RV_CELL_LABEL)
            return FALSE;
        name |= rv_table_has_name(table, piece);
    }
    return name;
}

/* ---- cells -------------------------------------------------------------------------------- */

static gint
by_line(gconstpointer a, gconstpointer b)
{
    return rv_table_compare_places((*(const RvIndexWord *const *)a)->word->box,
                                   (*(const RvIndexWord *const *)b)->word->box);
}

/* A speck beside the table, as the hole of a binder's ring: one character that was hardly read, and
 * nothing of its column above or below it. */
static gboolean
is_speck(const RvTable *table, const Line *line, const RvTablePiece *piece)
{
    const RvWord *word = rv_index_word(table->index, g_array_index(piece->words, guint, 0))->word;
    gboolean alone = TRUE, only = TRUE;

    if (piece->words->len > 1 || g_utf8_strlen(word->text, -1) > 1 ||
        word->confidence >= RV_NOISE_CONFIDENCE)
        return FALSE;
    for (guint i = 0; i < line->pieces->len; i++) {
        const RvTablePiece *other = g_ptr_array_index(line->pieces, i);

        if (other == piece || other->column != piece->column)
            continue;
        only = FALSE;
        alone &= rv_px_overlap_x(other->box, piece->box) <= 0;
    }
    return alone && !only;
}

static void
fill_cell(const RvTable *table, const Line *line, int cell, RvValue *value)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    GString *text = g_string_new(NULL);
    RvPx box = {0};

    for (guint i = 0; i < line->pieces->len; i++) {
        const RvTablePiece *piece = g_ptr_array_index(line->pieces, i);

        if (cell_of(table, piece) != cell || is_speck(table, line, piece))
            continue;
        for (guint k = 0; k < piece->words->len; k++) {
            guint w = g_array_index(piece->words, guint, k);
            RvIndexWord *word = rv_index_word(table->index, w);

            if (w < table->used->len)
                g_array_index(table->used, gboolean, w) = TRUE;
            if (cell == RV_CELL_LABEL || !rv_table_is_noise(table, word->word))
                g_ptr_array_add(words, word);
        }
    }
    g_ptr_array_sort(words, by_line);
    value->confidence = words->len > 0;
    for (guint i = 0; i < words->len; i++) {
        const RvWord *word = ((const RvIndexWord *)g_ptr_array_index(words, i))->word;

        g_string_append_printf(text, "%s%s", i ? " " : "", word->text);
        value->confidence = MIN(value->confidence, word->confidence);
        box = rv_px_union(box, word->box);
    }
    value->text = g_string_free(text, FALSE);
    value->place = rv_sheet_place(table->sheet, box);
}

/* Read, illegible or blank. What is said of a column that was not found, nobody knows. */
static void
rate_cell(const RvTable *table, const RvTableHead *column, RvPx line, RvValue *cell)
{
    RvPx area;

    if (*cell->text || !column) {
        cell->state =
            *cell->text && cell->confidence >= RV_LEGIBLE ? RV_VALUE_READ : RV_VALUE_ILLEGIBLE;
        return;
    }
    area = (RvPx){column->left + RV_RULE_EDGE, line.y - line.h / 4,
                  MAX(column->right - column->left - 2 * RV_RULE_EDGE, 0), line.h + line.h / 2};
    cell->place = rv_sheet_place(table->sheet, area);
    cell->state =
        rv_ink_written(table->sheet, area) >= RV_WRITTEN ? RV_VALUE_ILLEGIBLE : RV_VALUE_BLANK;
}

void
rv_table_read_rows(const RvTable *table, GArray *rows)
{
    g_autoptr(GArray) pieces = rv_table_pieces(table);
    g_autoptr(GPtrArray) on_rows = text_rows(pieces);
    g_autoptr(GPtrArray) lines = join_rows(table, on_rows);

    for (guint i = 0; i < lines->len; i++) {
        const Line *line = g_ptr_array_index(lines, i);
        RvRow row = {.place = rv_sheet_place(table->sheet, line->box)};
        gboolean any = FALSE;

        if (is_aside(table, line))
            continue;
        for (int k = 0; k < RV_N_CELLS; k++) {
            fill_cell(table, line, k, &row.cells[k]);
            any |= *row.cells[k].text != 0;
        }
        for (int k = 0; k < RV_N_CELLS; k++)
            rate_cell(table, rv_table_column(table, k), line->box, &row.cells[k]);
        if (any)
            g_array_append_val(rows, row);
        else
            rv_row_clear(&row);
    }
}

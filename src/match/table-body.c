/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of the price table below its head, parted where columns part it. Reading joins cells
 * that stand close, and without rules a right-aligned amount reaches out of its heading's width:
 * pieces go to the column that they share most with, and never apart. */
#include "table-private.h"

#include <string.h>

/* Blanks wider than this, in heights of the words, part cells; those of an amount before a group of
 * three figures may be wider. */
#define PIECE_GAP 0.6
#define GROUP_GAP 1.2
/* A currency this near, likewise, is the amount's before it. */
#define CURRENCY_GAP 2.0

guint
rv_table_level_rules(const RvTable *table, int from, int to)
{
    const RvTableHead *first = &g_array_index(table->columns, RvTableHead, 0);
    const RvTableHead *last = &g_array_index(table->columns, RvTableHead, table->columns->len - 1);
    RvPx span = {first->left, 0, last->right - first->left, 1};
    int width = table->head.w, at = -1;
    guint n = 0;

    for (guint i = 0; i < table->sheet->rules->len; i++) { /* sorted by y */
        const RvSheetRule *rule = &g_array_index(table->sheet->rules, RvSheetRule, i);
        int y = rv_px_centre_y(rule->box);

        if (!rule->horizontal || y < from || y > to || 2 * rv_px_overlap_x(rule->box, span) < width)
            continue;
        n += at < 0 || y - at > 2 * RV_RULE_EDGE; /* one that is read in two pieces is one */
        at = y;
    }
    return n;
}

static gboolean
is_currency(const char *text)
{
    return g_regex_match_simple("^\\W*(€|eur|euros?|ht|ttc)\\W*$", text, G_REGEX_CASELESS, 0);
}

static gboolean
ends_amount(const char *text)
{
    return g_regex_match_simple("[0-9],[0-9]{2}$", text, 0, 0);
}

gboolean
rv_table_is_noise(const RvTable *table, const RvWord *word)
{
    gboolean figure = strpbrk(word->text, "0123456789%") || is_currency(word->text);

    return !figure || (g_utf8_strlen(word->text, -1) == 1 && !g_str_equal(word->text, "€") &&
                       (word->confidence < RV_NOISE_CONFIDENCE ||
                        rv_table_level_rules(table, word->box.y - RV_RULE_EDGE,
                                             rv_px_bottom(word->box) + RV_RULE_EDGE)));
}

/* "12" and "792,73": one amount. */
static gboolean
goes_on_in_group(const char *left, const char *right)
{
    return g_regex_match_simple("^[0-9]{1,3}$", left, 0, 0) &&
           g_regex_match_simple("^[0-9]{3}(?![0-9])", right, 0, 0);
}

static const RvWord *
word_at(const RvTable *table, const RvTablePiece *piece, guint i)
{
    return rv_index_word(table->index, g_array_index(piece->words, guint, i))->word;
}

gboolean
rv_table_is_amount(const RvTable *table, const RvTablePiece *piece)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < piece->words->len; i++)
        g_string_append(text, word_at(table, piece, i)->text);
    return g_regex_match_simple("[0-9][.,][0-9]{2}(?![0-9%])|[0-9]{4}|[0-9] ?(€|eur)", text->str,
                                G_REGEX_CASELESS, 0);
}

gboolean
rv_table_has_name(const RvTable *table, const RvTablePiece *piece)
{
    for (guint i = 0; i < piece->words->len; i++) {
        const char *text = word_at(table, piece, i)->text;

        if (!is_currency(text) && g_regex_match_simple("[[:alpha:]]{3}", text, 0, 0))
            return TRUE;
    }
    return FALSE;
}

/* ---- pieces ------------------------------------------------------------------------------- */

/* The column that a piece shares most with. */
static int
column_of(const RvTable *table, RvPx box)
{
    int best = 0, column = RV_NO_CELL;

    for (guint i = 0; i < table->columns->len; i++) {
        const RvTableHead *head = &g_array_index(table->columns, RvTableHead, i);
        RvPx span = {head->left, box.y, head->right - head->left, box.h};
        int shared = rv_px_overlap_x(box, span);

        if (shared > best) {
            best = shared;
            column = (int)i;
        }
    }
    return column;
}

/* An upright rule of the table between two words. */
static gboolean
wall_between(const RvTable *table, RvPx left, RvPx right)
{
    for (guint i = 0; i + 1 < table->columns->len; i++) {
        int x = g_array_index(table->columns, RvTableHead, i).right;

        if (x >= rv_px_centre_x(left) && x <= rv_px_centre_x(right) &&
            rv_table_rule_between(table, x - 1, x + 1) >= 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean
goes_on(const RvTable *table, const RvTablePiece *piece, const RvWord *word)
{
    const RvWord *last = word_at(table, piece, piece->words->len - 1);
    int gap = word->box.x - rv_px_right(last->box), height = MAX(word->box.h, last->box.h);

    if (wall_between(table, last->box, word->box))
        return FALSE;
    if (is_currency(word->text))
        return gap <= CURRENCY_GAP * height;
    if (goes_on_in_group(last->text, word->text))
        return gap <= GROUP_GAP * height;
    return gap <= PIECE_GAP * height && !ends_amount(last->text) && !is_currency(last->text) &&
           !g_str_has_suffix(last->text, "%");
}

static void
end_piece(const RvTable *table, RvTablePiece *piece, GArray *pieces)
{
    if (!piece->words)
        return;
    piece->column = column_of(table, piece->box);
    piece->band =
        rv_table_level_rules(table, rv_px_bottom(table->head), rv_px_centre_y(piece->box));
    g_array_append_val(pieces, *piece);
    *piece = (RvTablePiece){0};
}

static gboolean
is_used(const RvTable *table, guint w)
{
    return w < table->used->len && g_array_index(table->used, gboolean, w);
}

/* The remains of an upright rule, read as a word. */
static gboolean
is_wall(const RvTable *table, const RvWord *word)
{
    return rv_table_rule_between(table, rv_px_right(word->box) - RV_RULE_EDGE,
                                 word->box.x + RV_RULE_EDGE) >= 0;
}

static void
part_line(const RvTable *table, const RvIndexLine *line, int bottom, GArray *pieces)
{
    RvTablePiece piece = {0};

    for (guint w = line->first; w < line->first + line->n; w++) {
        const RvIndexWord *word = rv_index_word(table->index, w);
        int middle = rv_px_centre_y(word->word->box);

        if (middle <= rv_px_bottom(table->head) || middle >= bottom || is_used(table, w) ||
            (!*word->key && !is_currency(word->word->text)) || is_wall(table, word->word))
            continue;
        if (piece.words && !goes_on(table, &piece, word->word))
            end_piece(table, &piece, pieces);
        if (!piece.words)
            piece.words = g_array_new(FALSE, FALSE, sizeof(guint));
        g_array_append_val(piece.words, w);
        piece.box = rv_px_union(piece.box, word->word->box);
    }
    end_piece(table, &piece, pieces);
}

/* The table ends at the first settled wording. */
static int
bottom_of(const RvTable *table)
{
    int bottom = table->bottom;

    for (guint w = 0; w < table->index->words->len; w++) {
        const RvIndexWord *word = rv_index_word(table->index, w);
        RvPx box = word->word->box;

        if (word->page == table->page && is_used(table, w) && box.y > rv_px_bottom(table->head) &&
            column_of(table, box) >= 0)
            bottom = MIN(bottom, box.y);
    }
    return bottom;
}

static void
piece_clear(gpointer piece)
{
    g_array_unref(((RvTablePiece *)piece)->words);
}

GArray *
rv_table_pieces(const RvTable *table)
{
    GArray *pieces = g_array_new(FALSE, FALSE, sizeof(RvTablePiece));
    int bottom = bottom_of(table);

    g_array_set_clear_func(pieces, piece_clear);
    for (guint i = 0; i < table->index->lines->len; i++)
        if (rv_index_line(table->index, i)->page == table->page)
            part_line(table, rv_index_line(table->index, i), bottom, pieces);
    return pieces;
}

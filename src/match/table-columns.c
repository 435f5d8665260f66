/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of the price table. All words of its head are parted, whatever breaks their lines,
 * and put together again in the way that is likest to the headings of the model; what is left are
 * columns of the supplier's own. */
#include "table-private.h"

#include "recevable/text.h"

#include <stdlib.h>

/* From this on words are a heading of the model. */
#define HEAD_SIMILARITY 0.70
/* Words nearer than this, in their height, are surely in one column; those farther apart than the
 * second surely not. Between the two only the model's headings tell. */
#define WORD_GAP 0.3
#define COLUMN_GAP 1.2
/* What a heading loses by a rule through it: a streak of the scanner, not a wall. */
#define WALL_PENALTY 0.1
/* Words, about, that a heading may be parted in. */
#define MAX_ATOMS 8
/* From the text of the outer headings to the table's edges, in the head's height: to a rule, which
 * is far in a wide column with its heading in the middle, and where there is none. */
#define WALL_REACH 8
#define MARGIN 3

static RvTableHead *
column_at(const RvTable *table, guint i)
{
    return &g_array_index(table->columns, RvTableHead, i);
}

/* ---- the words of the head ----------------------------------------------------------------- */

int
rv_table_rule_between(const RvTable *table, int from, int to)
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

/* Words one above the other or side by side that surely are of one column. */
typedef struct {
    GArray *words; /* guint */
    RvPx box;
    gboolean walled; /* a rule parts it from the one before */
} Atom;

static void
atom_clear(gpointer atom)
{
    g_array_unref(((Atom *)atom)->words);
}

static const Atom *
atom_at(const GArray *atoms, guint i)
{
    return &g_array_index(atoms, Atom, i);
}

/* Does a word belong to the atom left of it? */
static gboolean
joins(const Atom *last, RvPx box, gboolean walled)
{
    int end = rv_px_right(last->box);

    return box.x - end <= WORD_GAP * box.h && (!walled || rv_px_centre_x(box) < end);
}

static GArray *
part_words(const RvTable *table, const GArray *words)
{
    GArray *atoms = g_array_new(FALSE, TRUE, sizeof(Atom));

    g_array_set_clear_func(atoms, atom_clear);
    for (guint i = 0; i < words->len; i++) {
        guint w = g_array_index(words, guint, i);
        RvPx box = rv_index_word(table->index, w)->word->box;
        Atom *last = atoms->len ? &g_array_index(atoms, Atom, atoms->len - 1) : NULL;
        gboolean walled = last && rv_table_rule_between(table, rv_px_right(last->box) - box.h / 4,
                                                        box.x + box.h / 4) >= 0;

        if (!last || !joins(last, box, walled)) {
            g_array_set_size(atoms, atoms->len + 1);
            last = &g_array_index(atoms, Atom, atoms->len - 1);
            last->words = g_array_new(FALSE, FALSE, sizeof(guint));
            last->walled = walled;
        }
        last->box = rv_px_union(last->box, box);
        g_array_append_val(last->words, w);
    }
    return atoms;
}

gint
rv_table_compare_places(RvPx a, RvPx b)
{
    if (rv_px_on_row(a, b))
        return a.x - b.x;
    return rv_px_centre_y(a) - rv_px_centre_y(b);
}

static gint
by_line(gconstpointer a, gconstpointer b, gpointer index)
{
    return rv_table_compare_places(rv_index_word(index, *(const guint *)a)->word->box,
                                   rv_index_word(index, *(const guint *)b)->word->box);
}

/* The text of atoms [from, to), line by line, as a key. */
static char *
text_of(const RvTable *table, const GArray *atoms, guint from, guint to)
{
    g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(guint));
    GString *text = g_string_new(NULL);

    for (guint i = from; i < to; i++)
        g_array_append_vals(words, atom_at(atoms, i)->words->data, atom_at(atoms, i)->words->len);
    g_array_sort_with_data(words, by_line, (gpointer)table->index);
    for (guint i = 0; i < words->len; i++)
        g_string_append_printf(text, "%s%s", i ? " " : "",
                               rv_index_word(table->index, g_array_index(words, guint, i))->key);
    return g_string_free(text, FALSE);
}

/* Of atoms and headings, both in their order, the pairing that is likest in all. */
typedef struct {
    guint n, m;    /* atoms, headings */
    double *best;  /* of the first i atoms and k headings */
    guint *length; /* atoms of heading k when it ends with atom i; 0: it does not */
} Pairing;

static guint
slot(const Pairing *p, guint i, guint k)
{
    return i * (p->m + 1) + k;
}

/* Heading k as the last of the first i atoms. */
static void
try_heading(const RvTable *table, const GArray *atoms, Pairing *p, guint i, guint k,
            const char *wanted)
{
    double *best = &p->best[slot(p, i, k)], walls = 0;

    *best = MAX(p->best[slot(p, i - 1, k)], p->best[slot(p, i, k - 1)]);
    for (guint n = 1; n <= MIN(i, MAX_ATOMS); n++) {
        g_autofree char *text = text_of(table, atoms, i - n, i);
        double alike = rv_text_similarity(text, wanted);
        double sum = p->best[slot(p, i - n, k - 1)] + alike - walls;

        if (alike >= HEAD_SIMILARITY && sum > *best) {
            *best = sum;
            p->length[slot(p, i, k)] = n;
        }
        walls += WALL_PENALTY * atom_at(atoms, i - n)->walled;
    }
}

static void
add_column(const GArray *atoms, guint from, guint to, int cell, GArray *columns)
{
    RvTableHead head = {.cell = cell};

    for (guint i = from; i < to; i++)
        head.head = rv_px_union(head.head, atom_at(atoms, i)->box);
    g_array_append_val(columns, head);
}

/* Atoms that no heading wants: each group of near ones is a column. */
static void
add_others(const GArray *atoms, guint from, guint to, GArray *columns)
{
    for (guint i = from, end; i < to; i = end) {
        for (end = i + 1; end < to && !atom_at(atoms, end)->walled &&
                          atom_at(atoms, end)->box.x - rv_px_right(atom_at(atoms, end - 1)->box) <=
                              COLUMN_GAP * atom_at(atoms, end)->box.h;
             end++)
            ;
        add_column(atoms, i, end, RV_NO_CELL, columns);
    }
}

/* Reads the pairing from its end. */
static void
columns_of(const GArray *atoms, const Pairing *p, guint i, guint k, GArray *columns)
{
    guint last = i;

    while (i && k) {
        guint n = p->length[slot(p, i, k)];

        if (n)
            break;
        if (p->best[slot(p, i, k)] <= p->best[slot(p, i - 1, k)])
            i--;
        else
            k--;
    }
    if (i && k) {
        guint n = p->length[slot(p, i, k)];

        columns_of(atoms, p, i - n, k - 1, columns);
        add_column(atoms, i - n, i, (int)k - 1, columns);
    } else {
        i = 0;
    }
    add_others(atoms, i, last, columns);
}

double
rv_table_find_columns(const RvTable *table, const GArray *words)
{
    const GStrv headings = table->item->columns;
    g_autoptr(GArray) atoms = part_words(table, words);
    Pairing p = {.n = atoms->len, .m = MIN(g_strv_length(headings), RV_N_CELLS)};
    g_autofree double *best = g_new0(double, (p.n + 1) * (p.m + 1));
    g_autofree guint *length = g_new0(guint, (p.n + 1) * (p.m + 1));

    p.best = best;
    p.length = length;
    for (guint k = 1; k <= p.m; k++) {
        g_autofree char *wanted = rv_text_key(headings[k - 1]);

        for (guint i = 1; i <= p.n; i++)
            try_heading(table, atoms, &p, i, k, wanted);
    }
    columns_of(atoms, &p, p.n, p.m, table->columns);
    return best[slot(&p, p.n, p.m)];
}

/* ---- borders ------------------------------------------------------------------------------- */

/* A heading that was misread is the one column between its neighbours. */
static void
infer_columns(const RvTable *table)
{
    for (guint i = 1; i + 1 < table->columns->len; i++) {
        int before = column_at(table, i - 1)->cell, after = column_at(table, i + 1)->cell;

        if (column_at(table, i)->cell == RV_NO_CELL && before >= 0 && after == before + 2)
            column_at(table, i)->cell = before + 1;
    }
}

void
rv_table_set_borders(const RvTable *table)
{
    RvTableHead *first = column_at(table, 0);
    RvTableHead *last = column_at(table, table->columns->len - 1);
    int slack = MARGIN * table->head.h, reach = WALL_REACH * table->head.h, at;

    infer_columns(table);
    at = rv_table_rule_between(table, first->head.x - reach, first->head.x);
    first->left = at >= 0 ? at : MAX(first->head.x - slack, 0);
    for (guint i = 1; i < table->columns->len; i++) {
        RvTableHead *left = column_at(table, i - 1), *right = column_at(table, i);
        int from = rv_px_right(left->head), to = right->head.x;

        at = rv_table_rule_between(table, from - RV_RULE_EDGE, to + RV_RULE_EDGE);
        left->right = right->left = at >= 0 ? at : (from + to) / 2;
    }
    at = rv_table_rule_between(table, rv_px_right(last->head), rv_px_right(last->head) + reach);
    last->right = at >= 0 ? at : MIN(rv_px_right(last->head) + slack, table->sheet->width);
}

const RvTableHead *
rv_table_column(const RvTable *table, int cell)
{
    for (guint i = 0; i < table->columns->len; i++)
        if (column_at(table, i)->cell == cell)
            return column_at(table, i);
    return NULL;
}

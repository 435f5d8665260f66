/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The amounts of a line of the price table. Four figures that agree to the cent were read right,
 * whatever column each word of them was found in. */
#include "judge-private.h"

/* VAT is rounded to the cent, by some down: cents. */
#define VAT_ROUNDING 1
/* Words that may have crossed the border between the label and the first amount. */
#define MAX_SHIFT 3
/* A row of more words than this is no row of one line. */
#define MAX_WORDS 40

const char *
rv_row_cell(const RvRow *row, RvTableColumn column)
{
    const char *text = row->cells[column].text;

    return text ? text : "";
}

gboolean
rv_amounts_of(const RvRow *row, RvAmounts *a)
{
    return rv_parse_amount(rv_row_cell(row, RV_CELL_HT), &a->ht) &&
           rv_parse_rate(rv_row_cell(row, RV_CELL_RATE), &a->rate) &&
           rv_parse_amount(rv_row_cell(row, RV_CELL_VAT), &a->vat) &&
           rv_parse_amount(rv_row_cell(row, RV_CELL_TTC), &a->ttc);
}

gboolean
rv_amounts_add_up(const RvAmounts *a)
{
    return a->ht + a->vat == a->ttc;
}

gboolean
rv_amounts_fit_rate(const RvAmounts *a)
{
    gint64 vat = (a->ht * a->rate + 5000) / 10000;

    return ABS(vat - a->vat) <= VAT_ROUNDING;
}

/* Is `read` what is left of `meant` without one of two like figures side by side? */
static gboolean
lacks_a_twin(gint64 meant, gint64 read)
{
    g_autofree char *whole = g_strdup_printf("%" G_GINT64_FORMAT, meant);
    g_autofree char *less = g_strdup_printf("%" G_GINT64_FORMAT, read);
    gsize same = 0;

    while (whole[same] && whole[same] == less[same])
        same++;
    return same && whole[same - 1] == whole[same] && g_str_equal(whole + same + 1, less + same);
}

gboolean
rv_amounts_lost_figure(const RvAmounts *a)
{
    RvAmounts ht = *a, vat = *a, ttc = *a;

    ht.ht = a->ttc - a->vat;
    vat.vat = a->ttc - a->ht;
    ttc.ttc = a->ht + a->vat;
    return (rv_amounts_fit_rate(&ht) && lacks_a_twin(ht.ht, a->ht)) ||
           (rv_amounts_fit_rate(&vat) && lacks_a_twin(vat.vat, a->vat)) ||
           (rv_amounts_fit_rate(&ttc) && lacks_a_twin(ttc.ttc, a->ttc));
}

/* ---- words in the wrong column --------------------------------------------------------- */

/* The words of a row, and where each cell starts. */
typedef struct {
    GPtrArray *words;
    guint start[RV_N_CELLS + 1];
} Words;

static void
take_words(const RvRow *row, Words *w)
{
    for (int i = 0; i < RV_N_CELLS; i++) {
        g_auto(GStrv) words = g_strsplit(rv_row_cell(row, (RvTableColumn)i), " ", -1);

        w->start[i] = w->words->len;
        for (guint k = 0; words[k]; k++)
            if (*words[k])
                g_ptr_array_add(w->words, g_strdup(words[k]));
    }
    w->start[RV_N_CELLS] = w->words->len;
}

static char *
join(const Words *w, guint from, guint to)
{
    GString *out = g_string_new(NULL);

    for (guint i = from; i < to; i++)
        g_string_append_printf(out, "%s%s", i > from ? " " : "",
                               (const char *)g_ptr_array_index(w->words, i));
    return g_string_free(out, FALSE);
}

/* The words of an amount as one; NULL when they are none. Reading may part its figures anywhere:
 * "1 01 774,58" is only taken as long as all four figures agree. */
static char *
amount_text(const Words *w, guint from, guint to, gint64 *cents)
{
    g_autofree char *text = join(w, from, to);
    g_auto(GStrv) pieces = NULL;
    g_autofree char *tight = NULL;

    if (rv_parse_amount(text, cents))
        return g_steal_pointer(&text);
    pieces = g_strsplit(text, " ", -1);
    tight = g_strjoinv("", pieces);
    return rv_parse_amount(tight, cents) ? g_steal_pointer(&tight) : NULL;
}

static gboolean
amount_in(const Words *w, guint from, guint to, gint64 *cents)
{
    g_autofree char *text = amount_text(w, from, to, cents);

    return text != NULL;
}

static gboolean
rate_in(const Words *w, guint from, guint to, int *rate)
{
    g_autofree char *text = join(w, from, to);

    return rv_parse_rate(text, rate);
}

/* Where the VAT ends and the amount with tax begins, so that all four agree; 0: nowhere. */
static guint
find_end_of_vat(const Words *w, guint vat, RvAmounts *a)
{
    for (guint ttc = vat + 1; ttc < w->words->len; ttc++)
        if (amount_in(w, vat, ttc, &a->vat) && rv_amounts_fit_rate(a) &&
            amount_in(w, ttc, w->words->len, &a->ttc) && rv_amounts_add_up(a))
            return ttc;
    return 0;
}

/* Tries all borders between the amounts, the first starting at `first`. */
static gboolean
try_borders(Words *w, guint first)
{
    guint n = w->words->len;
    RvAmounts a;

    for (guint rate = first + 1; rate + 2 < n; rate++) {
        if (!amount_in(w, first, rate, &a.ht) || !a.ht)
            continue;
        for (guint vat = rate + 1; vat + 1 < n; vat++) {
            guint ttc = rate_in(w, rate, vat, &a.rate) ? find_end_of_vat(w, vat, &a) : 0;

            if (ttc) {
                w->start[RV_CELL_HT] = first;
                w->start[RV_CELL_RATE] = rate;
                w->start[RV_CELL_VAT] = vat;
                w->start[RV_CELL_TTC] = ttc;
                return TRUE;
            }
        }
    }
    return FALSE;
}

void
rv_row_straighten(RvRow *row)
{
    Words w = {.words = g_ptr_array_new_with_free_func(g_free)};
    RvAmounts amounts;
    guint first;
    gboolean found = FALSE;

    take_words(row, &w);
    first = w.start[RV_CELL_HT];
    if (!rv_amounts_of(row, &amounts) && w.words->len <= MAX_WORDS) {
        found = try_borders(&w, first);
        for (guint shift = 1; shift <= MAX_SHIFT && !found; shift++)
            found = (first >= shift && try_borders(&w, first - shift)) ||
                    try_borders(&w, first + shift);
    }
    for (int i = 0; i < RV_N_CELLS && found; i++) {
        gint64 cents;
        char *amount = i == RV_CELL_LABEL || i == RV_CELL_RATE
                           ? NULL
                           : amount_text(&w, w.start[i], w.start[i + 1], &cents);

        g_free(row->cells[i].text);
        row->cells[i].text = amount ? amount : join(&w, w.start[i], w.start[i + 1]);
        row->cells[i].state = RV_VALUE_READ;
    }
    g_ptr_array_unref(w.words);
}

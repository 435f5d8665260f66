/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the lines of text of a sheet from the pieces its print is made of: pieces are strung
 * together from left to right where they follow each other at one height. */
#include "find-private.h"

#include <string.h>

/* Print of 5 to 30 points: an x-height of 0.8 mm to capitals of 11. */
#define MIN_LETTER_MM 0.75
#define MAX_LETTER_MM 11.0
/* A chain goes on over white of so many times its height: justified text has gaps of 1.3 heights of
 * a word, columns and answers are 1.8 and more apart. */
#define REACH 1.8
/* A piece belongs to a chain when it shares so much of the lower one's height with it, and is not
 * so many times higher or lower: from a small letter to a bracket it is twice. */
#define SHARED 0.5
#define TALLER 2.4
/* Lower than this share of a chain's height: no letter but a mark; how far above and below the
 * letters it may lie, in parts of their height. */
#define MARK_SHARE 0.5
/* Words in two cells are that many heights apart. */
#define CELLS 0.8
/* An ellipsis has three dots, and an accent or a colon may stand beside it. */
#define LEADER_MARKS 6
#define MANY 3 /* letters that make a height sure */
#define MARK_ABOVE 0.5
#define MARK_BELOW 0.35
/* A stroke hides letters when it covers that share of their height. */
#define ACROSS 0.3
/* Tick boxes: sides that differ by less; the share of ink, a cross in it included; size in
 * x-heights of the small print (a capital O of the same size has 1.4); corners, as a share of the
 * side: a ring has no ink there. */
#define SQUARE 0.2
#define HOLLOW 0.5
#define BOX_SIZE 1.6
#define CORNER 0.14
/* The height of a chain is that of its last letters. */
#define RECENT 9
#define MM_PER_INCH 25.4

typedef struct {
    GArray *members;   /* guint, pieces from left to right */
    int right, bridge; /* how far strokes that stand across the line reach */
    int tops[RECENT], bottoms[RECENT];
    guint n_recent;
    int top, bottom; /* medians of the recent ones */
} Chain;

static int
compare_ints(gconstpointer a, gconstpointer b)
{
    return *(const int *)a - *(const int *)b;
}

static int
median(const int *values, guint n)
{
    int sorted[RECENT];

    memcpy(sorted, values, n * sizeof *sorted);
    qsort(sorted, n, sizeof *sorted, compare_ints);
    return sorted[n / 2];
}

/* Dots, dashes, quotes: they go along with letters as long as they are near their height. */
static gboolean
is_mark_of(RvPx box, int top, int bottom)
{
    int height = bottom - top;

    return box.h < MARK_SHARE * height && box.w < TALLER * height &&
           rv_px_centre_y(box) > top - MARK_ABOVE * height &&
           rv_px_centre_y(box) < bottom + MARK_BELOW * height;
}

static void
chain_add(Chain *chain, guint piece, RvPx box, gboolean is_letter)
{
    if (chain->n_recent && is_mark_of(box, chain->top, chain->bottom))
        is_letter = FALSE;
    g_array_append_val(chain->members, piece);
    chain->right = MAX(chain->right, rv_px_right(box));
    if (!is_letter)
        return;
    chain->tops[chain->n_recent % RECENT] = box.y;
    chain->bottoms[chain->n_recent % RECENT] = rv_px_bottom(box);
    chain->n_recent++;
    chain->top = median(chain->tops, MIN(chain->n_recent, RECENT));
    chain->bottom = median(chain->bottoms, MIN(chain->n_recent, RECENT));
}

/* White between the end of the chain and the piece; under a stroke there is none. */
static int
gap_before(const Chain *chain, RvPx box)
{
    return box.x - MAX(chain->right, MIN(chain->bridge, box.x));
}

static gboolean
is_within_reach(const Chain *chain, RvPx box)
{
    int height = chain->bottom - chain->top;

    return gap_before(chain, box) <= REACH * MAX(height, MIN(box.h, 2 * height)) &&
           rv_px_right(box) >= chain->right - height;
}

/* How well the piece goes on the chain: 0 not at all, else the greater the better. */
static double
fit(const Chain *chain, RvPx box, double min_letter)
{
    int height = chain->bottom - chain->top;
    double shared = rv_px_overlap_y((RvPx){0, chain->top, 1, height}, box);
    double nearness = 1.0 / (1 + MAX(gap_before(chain, box), 0));

    if (!is_within_reach(chain, box))
        return 0;
    if (box.h <= TALLER * height && height <= TALLER * box.h &&
        shared >= SHARED * MIN(height, box.h))
        return 1 + nearness + shared / MAX(height, box.h);
    if (is_mark_of(box, chain->top, chain->bottom) &&
        (box.h < min_letter || chain->n_recent >= MANY))
        return nearness;
    return 0;
}

/* Strokes, tick boxes and letters of two lines grown together stand across lines: the lines go on
 * behind. TRUE when the piece does so for any that it is so many times higher than. */
static gboolean
bridge(GPtrArray *open, RvPx box, double taller)
{
    gboolean any = FALSE;

    for (guint i = 0; i < open->len; i++) {
        Chain *chain = g_ptr_array_index(open, i);
        int height = chain->bottom - chain->top;

        if (chain->n_recent < 2 || box.h <= taller * height || !is_within_reach(chain, box) ||
            rv_px_overlap_y((RvPx){0, chain->top, 1, height}, box) < ACROSS * height)
            continue;
        chain->bridge = MAX(chain->bridge, rv_px_right(box));
        any = TRUE;
    }
    return any;
}

/* Is there an upright rule between the chain and the piece, with the white of two cells? Figures in
 * a comb, a rule between any two, read better together. */
static gboolean
is_parted(const RvSheet *sheet, const Chain *chain, RvPx box)
{
    RvPx last = {chain->right - 1, chain->top, 1, chain->bottom - chain->top};

    if (box.x - chain->right < CELLS * last.h)
        return FALSE;
    for (guint i = 0; i < sheet->rules->len; i++) {
        const RvSheetRule *rule = &g_array_index(sheet->rules, RvSheetRule, i);
        int x = rv_px_centre_x(rule->box);

        if (!rule->horizontal && x >= chain->right - 1 && x <= box.x + 1 &&
            rv_sheet_rule_parts(sheet, rule, rv_px_union(last, box)))
            return TRUE;
    }
    return FALSE;
}

/* A tick box: square, hollow, with ink in three corners at least and in the middle of every side,
 * and larger than the letters beside it. */
static gboolean
is_tick_box(const RvSheet *sheet, const RvSheetPiece *piece)
{
    RvPx box = piece->box;
    int side = MAX(box.w, box.h), corner = MAX((int)(CORNER * side), 1), corners = 0, sides = 0;

    if (sheet->x_height <= 0 || abs(box.w - box.h) > SQUARE * side ||
        box.h < BOX_SIZE * sheet->x_height || piece->area > HOLLOW * box.w * box.h)
        return FALSE;
    for (int i = 0; i < 9; i++) {
        RvPx at = {box.x + (i % 3) * (box.w - corner) / 2, box.y + (i / 3) * (box.h - corner) / 2,
                   corner, corner};
        gboolean ink = i != 4 && rv_sheet_count_ink(sheet, at, FALSE) > 0;

        corners += ink && i % 2 == 0;
        sides += ink && i % 2 == 1;
    }
    return corners >= 3 && sides == 4;
}

static Chain *
best_chain(const RvSheet *sheet, GPtrArray *open, RvPx box, double min_letter)
{
    Chain *best = NULL;
    double score = 0;

    for (guint i = 0; i < open->len; i++) {
        Chain *chain = g_ptr_array_index(open, i);
        double s = fit(chain, box, min_letter);

        if (s > score && !is_parted(sheet, chain, box)) {
            best = chain;
            score = s;
        }
    }
    return best;
}

static void
chain_free(gpointer data)
{
    Chain *chain = data;

    g_array_unref(chain->members);
    g_free(chain);
}

gint
rv_piece_compare(gconstpointer a, gconstpointer b, gpointer data)
{
    const GArray *pieces = data;
    RvPx u = g_array_index(pieces, RvSheetPiece, *(const guint *)a).box;
    RvPx v = g_array_index(pieces, RvSheetPiece, *(const guint *)b).box;

    return u.x != v.x ? u.x - v.x : u.y - v.y;
}

static guint *
sorted_pieces(const RvSheet *sheet)
{
    guint *order = g_new(guint, sheet->pieces->len + 1);

    for (guint i = 0; i < sheet->pieces->len; i++)
        order[i] = i;
    g_qsort_with_data(order, (gint)sheet->pieces->len, sizeof *order, rv_piece_compare,
                      sheet->pieces);
    return order;
}

/* Chains that the sweep has left behind cannot go on. */
static void
close_chains(GPtrArray *open, GPtrArray *closed, int x)
{
    for (guint i = open->len; i-- > 0;) {
        Chain *chain = g_ptr_array_index(open, i);

        if (x - MAX(chain->right, chain->bridge) > REACH * 2 * (chain->bottom - chain->top))
            g_ptr_array_add(closed, g_ptr_array_steal_index_fast(open, i));
    }
}

static GPtrArray *
string_together(const RvSheet *sheet)
{
    g_autofree guint *order = sorted_pieces(sheet);
    g_autoptr(GPtrArray) open = g_ptr_array_new_with_free_func(chain_free);
    GPtrArray *chains = g_ptr_array_new_with_free_func(chain_free);
    double min = MIN_LETTER_MM * sheet->dpi / MM_PER_INCH;
    double max = MAX_LETTER_MM * sheet->dpi / MM_PER_INCH;

    for (guint i = 0; i < sheet->pieces->len; i++) {
        RvPx box = g_array_index(sheet->pieces, RvSheetPiece, order[i]).box;
        gboolean is_letter = box.h >= min && box.h <= max;
        Chain *chain;

        close_chains(open, chains, box.x);
        if (box.h > max ||
            is_tick_box(sheet, &g_array_index(sheet->pieces, RvSheetPiece, order[i]))) {
            bridge(open, box, 0);
            continue;
        }
        chain = best_chain(sheet, open, box, min);
        if (!chain && is_letter && !bridge(open, box, TALLER)) {
            chain = g_new0(Chain, 1);
            chain->members = g_array_new(FALSE, FALSE, sizeof(guint));
            g_ptr_array_add(open, chain);
        }
        if (chain)
            chain_add(chain, order[i], box, is_letter);
    }
    while (open->len)
        g_ptr_array_add(chains, g_ptr_array_steal_index_fast(open, open->len - 1));
    return chains;
}

/* Marks in a row, so many that they are what asks to be written on, not what is written. */
static guint
marks_from(const RvSheet *sheet, const GArray *members, guint i, double min_letter)
{
    guint n = 0;

    while (i + n < members->len &&
           g_array_index(sheet->pieces, RvSheetPiece, g_array_index(members, guint, i + n)).box.h <
               min_letter)
        n++;
    return n;
}

static void
add_line(const RvSheet *sheet, const GArray *members, guint first, guint n, GArray *lines)
{
    g_autoptr(GArray) part = g_array_new(FALSE, FALSE, sizeof(guint));
    RvFoundLine line;

    g_array_append_vals(part, &g_array_index(members, guint, first), n);
    if (n > 0 && rv_fit_line(sheet, part, &line))
        g_array_append_val(lines, line);
}

/* A chain is cut where it runs along a leader that was not seen as one. */
static void
cut_at_leaders(const RvSheet *sheet, const GArray *members, GArray *lines)
{
    double min = MIN_LETTER_MM * sheet->dpi / MM_PER_INCH;
    guint first = 0;

    for (guint i = 0; i < members->len;) {
        guint n = marks_from(sheet, members, i, min);

        if (n >= LEADER_MARKS) {
            add_line(sheet, members, first, i - first, lines);
            first = i + n;
        }
        i += MAX(n, 1);
    }
    add_line(sheet, members, first, members->len - first, lines);
}

void
rv_found_line_clear(gpointer line)
{
    g_array_unref(((RvFoundLine *)line)->pieces);
}

GArray *
rv_find_lines(const RvSheet *sheet)
{
    g_autoptr(GPtrArray) chains = string_together(sheet);
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(RvFoundLine));

    g_array_set_clear_func(lines, rv_found_line_clear);
    for (guint i = 0; i < chains->len; i++)
        cut_at_leaders(sheet, ((const Chain *)g_ptr_array_index(chains, i))->members, lines);
    rv_lines_tidy(sheet, lines);
    return lines;
}

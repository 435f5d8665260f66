/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a mention only quoted? What counts is what stands in its section with its order. Its words in
 * general terms, on a cover page, in a recap, in a sentence that speaks of them or at the foot of
 * a page attest nothing. */
#include "match-private.h"

#include "recevable/rank.h"

#include <math.h>
#include <string.h>

/* Print is small below this share of the height of the form's: general terms are set in 0.62 of it
 * and less, notes and the heads of tables in 0.8. */
#define SMALL_PRINT 0.72
/* So many words of a page tell how high its print is; words that do have so many letters. */
#define ENOUGH_WORDS 6
#define TELLING_LETTERS 4
/* The height of print: this share of its words is lower. Words without ascenders are. */
#define PRINT_RANK 0.75
/* Words of other text on the line, before the wording and behind it, that make it a quote; and
 * before it alone. Shorter ones head it: "Engagement du client :". */
#define WORDS_AROUND 3
#define WORDS_BEFORE 5
/* Words of one sentence are no farther apart, in heights of them. */
#define WORD_GAP 1.5
/* Mentions and labels this long tell the order of the form; shorter ones ("Adresse") are easily
 * taken for others. Bytes of the key. */
#define LONG_WORDING 10
/* Shorter mentions are titles and references, which issuers put where they like. */
#define ORDERED_MENTION 60
/* So many neighbours on the wrong side make a place out of order: one may be misplaced itself. */
#define NEIGHBOURS 2
/* A place less like the wording than that is not worth telling of. */
#define MIN_ASTRAY 0.7
/* Neighbours in one column share so much of the narrower one's width. */
#define COLUMN_SHARE 0.5

static gsize
key_length(const RvTarget *target, const RvSpot *spot)
{
    return strlen(g_array_index(target->needles, RvNeedle, spot->needle).key);
}

/* ---- small print ---------------------------------------------------------------------------- */

static void
add_heights(const RvIndex *index, const RvSpot *spot, GArray *heights)
{
    g_autoptr(GArray) words = rv_spot_words(index, spot);

    for (guint i = 0; i < words->len; i++) {
        const RvIndexWord *word = rv_index_word(index, g_array_index(words, guint, i));

        if (strlen(word->key) >= TELLING_LETTERS)
            g_array_append_val(heights, word->word->box.h);
    }
}

/* The height of the form's print on a page, known from what is no mention; 0: not known. */
static int
print_height(const RvIndex *index, const GPtrArray *targets, guint page)
{
    g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(int));

    for (guint i = 0; i < targets->len; i++) {
        const RvTarget *target = g_ptr_array_index(targets, i);
        const RvSpot *best = target->spots->len ? &g_array_index(target->spots, RvSpot, 0) : NULL;

        if (best && best->page == page && target->role != RV_ROLE_MENTION &&
            target->role != RV_ROLE_GUIDE && key_length(target, best) >= LONG_WORDING)
            add_heights(index, best, heights);
    }
    return heights->len < ENOUGH_WORDS ? 0 : rv_rank(heights, PRINT_RANK);
}

static gboolean
is_small(const RvIndex *index, const RvSpot *spot, int height)
{
    g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(int));

    add_heights(index, spot, heights);
    return height && heights->len && rv_rank(heights, PRINT_RANK) < SMALL_PRINT * height;
}

/* ---- other sentences around it -------------------------------------------------------------- */

/* Words on from `w` (by `step`) that are neither the template's nor an explanation's, up to a gap
 * or the line's end. */
static guint
count_foreign(const RvIndex *index, const GArray *known, guint w, int step)
{
    const RvIndexLine *line = rv_index_line(index, rv_index_word(index, w)->line);
    guint n = 0;

    for (guint last = w; step < 0 ? last > line->first : last + 1 < line->first + line->n;) {
        guint next = step < 0 ? last - 1 : last + 1;
        const RvIndexWord *word = rv_index_word(index, next);
        RvPx a = rv_index_word(index, MIN(last, next))->word->box;
        RvPx b = rv_index_word(index, MAX(last, next))->word->box;

        if (b.x - rv_px_right(a) > WORD_GAP * MAX(a.h, b.h) || g_array_index(known, gboolean, next))
            break;
        n += strlen(word->key) > 1 && g_ascii_isalpha(*word->key);
        last = next;
    }
    return n;
}

static gboolean
is_in_sentence(const RvIndex *index, const RvSpot *spot, const GArray *known)
{
    guint before = count_foreign(index, known, spot->first, -1);

    return before >= WORDS_BEFORE ||
           (before >= WORDS_AROUND && count_foreign(index, known, spot->last, 1) >= WORDS_AROUND);
}

void
rv_quotes_tell(RvIndex *index, const GPtrArray *targets)
{
    g_autofree gboolean *form = rv_form_pages(index, targets);
    g_autofree int *height = g_new0(int, MAX(index->sheets->len, 1));
    g_autoptr(GArray) known = rv_targets_telling_words(index, targets);

    for (guint w = 0; w < index->words->len; w++)
        if (rv_explained(index, rv_index_word(index, w)->word))
            g_array_index(known, gboolean, w) = TRUE;
    for (guint page = 0; page < index->sheets->len; page++)
        height[page] = print_height(index, targets, page);
    for (guint i = 0; i < targets->len; i++) {
        const RvTarget *target = g_ptr_array_index(targets, i);

        for (guint k = 0; target->role == RV_ROLE_MENTION && k < target->spots->len; k++) {
            RvSpot *spot = &g_array_index(target->spots, RvSpot, k);

            if (!form[spot->page] || is_in_sentence(index, spot, known))
                spot->fit = RV_QUOTED;
            else if (is_small(index, spot, height[spot->page]))
                spot->fit = RV_MISPLACED;
        }
    }
}

/* ---- order ---------------------------------------------------------------------------------- */

/* Pages may be shuffled: which goes first in the form is told by the mean place in the template of
 * what stands on them. */
static double *
order_of_pages(const RvIndex *index, const GPtrArray *targets)
{
    double *order = g_new0(double, MAX(index->sheets->len, 1));
    g_autofree guint *n = g_new0(guint, MAX(index->sheets->len, 1));

    for (guint i = 0; i < targets->len; i++) {
        const RvTarget *target = g_ptr_array_index(targets, i);
        const RvSpot *spot = rv_target_spot(target);

        if (!spot || key_length(target, spot) < LONG_WORDING)
            continue;
        order[spot->page] += target->order;
        n[spot->page]++;
    }
    for (guint page = 0; page < index->sheets->len; page++)
        order[page] = n[page] ? order[page] / n[page] : INFINITY;
    return order;
}

/* Is `other` on the wrong side of the spot, which should stand behind it (side -1) or before it
 * (1)? Not when they stand in two columns. */
static gboolean
is_wrong_side(const double *pages, const RvSpot *spot, const RvSpot *other, int side)
{
    int line = MAX(spot->first_line.h, other->first_line.h);

    if (spot->page != other->page)
        return side * (pages[other->page] - pages[spot->page]) < 0;
    if (rv_px_overlap_x(spot->box, other->box) < COLUMN_SHARE * MIN(spot->box.w, other->box.w))
        return FALSE;
    return side * (other->first_line.y - spot->first_line.y) < -line;
}

/* The settled item next to a place in the template, on one side. */
static const RvTarget *
neighbour(const GPtrArray *targets, double order, int side)
{
    const RvTarget *next = NULL;

    for (guint i = 0; i < targets->len; i++) {
        const RvTarget *other = g_ptr_array_index(targets, i);
        const RvSpot *spot = rv_target_spot(other);

        if (!spot || other->role == RV_ROLE_GUIDE || key_length(other, spot) < LONG_WORDING ||
            side * (other->order - order) <= 0)
            continue;
        if (!next || side * (other->order - next->order) < 0)
            next = other;
    }
    return next;
}

/* Do the nearest neighbours on one side all stand on the wrong side? */
static gboolean
is_out_of_order(const GPtrArray *targets, const double *pages, const RvTarget *target, int side)
{
    const RvTarget *next = target;

    for (int n = 0; n < NEIGHBOURS; n++) {
        next = neighbour(targets, next->order, side);
        if (!next || !is_wrong_side(pages, rv_target_spot(target), rv_target_spot(next), side))
            return FALSE;
    }
    return TRUE;
}

/* Do its two neighbours stand on one page, and it on another? */
static gboolean
is_torn_away(const GPtrArray *targets, const RvTarget *target)
{
    const RvSpot *before = rv_target_spot(neighbour(targets, target->order, -1));
    const RvSpot *behind = rv_target_spot(neighbour(targets, target->order, 1));

    return before && behind && before->page == behind->page &&
           rv_target_spot(target)->page != before->page;
}

gboolean
rv_quotes_find_misplaced(const RvIndex *index, const GPtrArray *targets)
{
    g_autofree double *pages = order_of_pages(index, targets);
    gboolean any = FALSE;

    for (guint i = 0; i < targets->len; i++) {
        RvTarget *target = g_ptr_array_index(targets, i);
        const RvSpot *spot = target->role == RV_ROLE_MENTION ? rv_target_spot(target) : NULL;

        if (!spot || key_length(target, spot) < ORDERED_MENTION ||
            (!is_torn_away(targets, target) && !is_out_of_order(targets, pages, target, -1) &&
             !is_out_of_order(targets, pages, target, 1)))
            continue;
        g_array_index(target->spots, RvSpot, target->chosen).fit = RV_MISPLACED;
        any = TRUE;
    }
    return any;
}

/* ---- where it stands instead ---------------------------------------------------------------- */

const RvSpot *
rv_target_astray(const RvTarget *target)
{
    const RvSpot *best = NULL;

    for (guint i = 0; i < target->spots->len && target->chosen < 0; i++) {
        const RvSpot *spot = &g_array_index(target->spots, RvSpot, i);

        if (spot->fit != RV_FITS && spot->similarity >= MIN_ASTRAY &&
            (!best || (spot->fit == RV_MISPLACED && best->fit == RV_QUOTED)))
            best = spot;
    }
    return best;
}

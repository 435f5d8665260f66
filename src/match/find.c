/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where may a wording stand? Every line is tried as its start. */
#include "match-private.h"

#include "recevable/text.h"

#include <string.h>

/* Below this share of its letters a wording is not recognised at all. A clause cut in the middle
 * keeps more than 0.4 and is then reported as altered instead of missing; either is a failure. */
#define MIN_SIMILARITY 0.55
/* Keys up to this length are only taken letter by letter as whole words. */
#define SHORT_KEY 3
/* Up to this length a hit inside of a longer word is worth less, by this much an end. */
#define MEDIUM_KEY 12
#define INSIDE_PENALTY 0.12
/* What a place loses that lacks a strict word. */
#define STRICT_PENALTY 0.08
/* The text that a wording may be spread over, for one byte of it. */
#define SPREAD 1.35
/* "Oui" occurs once a question; more than this many places of one wording help nobody. */
#define MAX_SPOTS 64
/* Letters that a tick box before a word is read as, at most, and what that costs. */
#define GLUED_LETTERS 3
#define GLUED_PENALTY 0.1

static gboolean
on_boundary(const char *text, int start, int end, gboolean *starts, gboolean *ends)
{
    *starts = start == 0 || text[start - 1] == ' ';
    *ends = !text[end] || text[end] == ' ';
    return *starts && *ends;
}

static RvSpot
spot_of(const RvIndex *index, guint first, guint last)
{
    const RvIndexWord *a = rv_index_word(index, first), *z = rv_index_word(index, last);
    RvSpot spot = {.first = first, .last = last, .page = a->page};

    for (guint line = a->line;; line = rv_index_line(index, line)->next) {
        const RvIndexLine *entry = rv_index_line(index, line);
        guint from = line == a->line ? first : entry->first;
        guint to = line == z->line ? last : entry->first + entry->n - 1;
        RvPx box = {0};

        if (entry->page != a->page || entry->box.y < spot.last_line.y)
            break; /* a spot's place is its part in its first column */
        for (guint w = from; w <= to; w++)
            box = rv_px_union(box, rv_index_word(index, w)->word->box);
        spot.box = rv_px_union(spot.box, box);
        if (line == a->line)
            spot.first_line = box;
        spot.last_line = box;
        if (line == z->line || entry->next == RV_NO_LINE)
            break;
    }
    spot.starts_line = first == rv_index_line(index, a->line)->first;
    return spot;
}

static void
add_spot(GArray *spots, const RvIndex *index, const RvChain *chain, RvTextHit hit,
         double similarity, guint needle)
{
    const char *text = chain->text->str;
    RvSpot spot;

    while (hit.start < hit.end && text[hit.start] == ' ')
        hit.start++;
    while (hit.end > hit.start && text[hit.end - 1] == ' ')
        hit.end--;
    if (hit.start >= hit.end)
        return;
    spot = spot_of(index, g_array_index(chain->word_of, guint, hit.start),
                   g_array_index(chain->word_of, guint, hit.end - 1));
    spot.similarity = similarity;
    spot.needle = needle;
    spot.glued = hit.start > 0 && text[hit.start - 1] != ' ';
    g_array_append_val(spots, spot);
}

/* A figure is itself only: the l of "l'appel" is no 1. */
static gboolean
same_short(const char *key, const char *piece)
{
    return g_ascii_isdigit(*key) ? g_str_equal(key, piece) : rv_word_looks_same(key, piece);
}

/* Is the word at that byte a short key whose last letter was read poorly ("lk 06/08/2026")? A date
 * stands behind it, which tells. */
static gboolean
misread_short(const RvIndex *index, const RvChain *chain, const char *key, gsize at)
{
    guint w = g_array_index(chain->word_of, guint, at);
    const RvIndexWord *word = rv_index_word(index, w);
    const RvIndexLine *line = rv_index_line(index, word->line);
    const char *behind;

    if (strlen(key) != 2 || strlen(word->key) != 2 || *word->key != *key ||
        word->word->confidence >= RV_LEGIBLE || w + 1 >= line->first + line->n)
        return FALSE;
    behind = rv_index_word(index, w + 1)->word->text;
    return g_regex_match_simple("^\\d\\d?[/.-]\\d\\d?[/.-]\\d{2,4}$", behind, 0, 0);
}

/* All whole words (runs of words) equal to a short key within the first line. */
static void
find_short(GArray *spots, const RvIndex *index, const RvChain *chain, const RvNeedle *needle,
           guint n, gboolean after_box)
{
    const char *text = chain->text->str;
    gsize length = strlen(needle->key);

    for (gsize at = 0; at + length <= chain->first_line; at++) {
        g_autofree char *piece = g_strndup(text + at, length);
        gsize before = 0;
        gboolean starts, ends;
        RvTextHit hit = {0, (int)at, (int)(at + length)};

        on_boundary(text, hit.start, hit.end, &starts, &ends);
        while (before < at && text[at - before - 1] != ' ')
            before++;
        if (!ends || (!same_short(needle->key, piece) &&
                      !(starts && misread_short(index, chain, needle->key, at))))
            continue;
        if (starts)
            add_spot(spots, index, chain, hit, 1 - needle->penalty, n);
        else if (after_box && before <= GLUED_LETTERS && !g_ascii_isdigit(text[at - 1]))
            add_spot(spots, index, chain, hit, 1 - needle->penalty - GLUED_PENALTY, n);
    }
}

/* Is the word somewhere in hay[0, n), but for letters that look the same? */
static gboolean
holds(const char *hay, gsize n, const char *word, gsize length)
{
    g_autofree char *wanted = g_strndup(word, length);

    for (gsize at = 0; at + length <= n; at++) {
        g_autofree char *piece = g_strndup(hay + at, length);

        if (rv_word_looks_same(wanted, piece))
            return TRUE;
    }
    return FALSE;
}

/* Wordings of one form differ by a strict word (DMP, MSS): the place that has it is the right one.
 */
static gboolean
lacks_strict(const RvNeedle *needle, gsize length, const char *text, RvTextHit hit)
{
    for (gsize from = 0; from < length;) {
        gsize to = from;

        while (to < length && needle->strict[to])
            to++;
        if (to > from &&
            !holds(text + hit.start, (gsize)(hit.end - hit.start), needle->key + from, to - from))
            return TRUE;
        from = to + 1;
    }
    return FALSE;
}

static double
similarity_of(const char *text, const RvNeedle *needle, gsize length, RvTextHit hit)
{
    double similarity = 1 - (double)hit.distance / (double)length - needle->penalty;
    gboolean starts, ends;

    if (length <= MEDIUM_KEY && !on_boundary(text, hit.start, hit.end, &starts, &ends))
        similarity -= INSIDE_PENALTY * ((starts ? 0 : 1) + (ends ? 0 : 1));
    if (similarity > MIN_SIMILARITY && lacks_strict(needle, length, text, hit))
        similarity = MAX(similarity - STRICT_PENALTY, MIN_SIMILARITY);
    return similarity;
}

/* Of hits as good the one that covers whole words: "emal" of "emall" is as near to "email". */
static void
widen(const char *key, const char *text, RvTextHit *hit)
{
    gsize start = (gsize)hit->start, end = (gsize)hit->end;
    g_autofree char *words = NULL;

    while (start > 0 && text[start - 1] != ' ')
        start--;
    while (text[end] && text[end] != ' ')
        end++;
    if (start == (gsize)hit->start && end == (gsize)hit->end)
        return;
    words = g_strndup(text + start, end - start);
    if (rv_text_distance(key, words) > hit->distance)
        return;
    hit->start = (int)start;
    hit->end = (int)end;
}

/* The best hits that start in the first line of the chain; after one the rest is searched again. */
static void
find_long(GArray *spots, const RvIndex *index, RvChain *chain, const RvNeedle *needle, guint n)
{
    gsize length = strlen(needle->key), from = 0;
    gsize limit = MIN(chain->text->len, chain->first_line + (gsize)(SPREAD * (double)length) + 8);
    char *text = chain->text->str;
    char kept = text[limit];

    text[limit] = 0;
    while (from < chain->first_line) {
        RvTextHit hit = rv_text_search(needle->key, text + from);
        double similarity;

        hit.start += (int)from;
        hit.end += (int)from;
        if (hit.end <= hit.start || hit.start >= (int)chain->first_line)
            break;
        if (length <= MEDIUM_KEY)
            widen(needle->key, text, &hit);
        similarity = similarity_of(text, needle, length, hit);
        if (similarity < MIN_SIMILARITY)
            break;
        text[limit] = kept;
        add_spot(spots, index, chain, hit, similarity, n);
        text[limit] = 0;
        from = (gsize)hit.end;
    }
    text[limit] = kept;
}

static gint
by_similarity(gconstpointer a, gconstpointer b)
{
    const RvSpot *u = a, *v = b;

    if (u->similarity != v->similarity)
        return u->similarity > v->similarity ? -1 : 1;
    return u->first < v->first ? -1 : u->first > v->first;
}

GArray *
rv_spot_words(const RvIndex *index, const RvSpot *spot)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(guint));
    guint last_line = rv_index_word(index, spot->last)->line;

    for (guint line = rv_index_word(index, spot->first)->line; line != RV_NO_LINE;
         line = rv_index_line(index, line)->next) {
        const RvIndexLine *entry = rv_index_line(index, line);

        for (guint w = entry->first; w < entry->first + entry->n; w++)
            if (w >= spot->first && (line != last_line || w <= spot->last))
                g_array_append_val(words, w);
        if (line == last_line)
            break;
    }
    return words;
}

static gboolean
share_words(const RvIndex *index, const RvSpot *a, const RvSpot *b)
{
    g_autoptr(GArray) u = NULL, v = NULL;

    if (a->page != b->page || rv_px_is_empty(rv_px_intersection(a->box, b->box)))
        return FALSE;
    u = rv_spot_words(index, a);
    v = rv_spot_words(index, b);
    for (guint i = 0; i < u->len; i++)
        for (guint j = 0; j < v->len; j++)
            if (g_array_index(u, guint, i) == g_array_index(v, guint, j))
                return TRUE;
    return FALSE;
}

/* Keeps the better of overlapping spots; `spots` is sorted. */
static void
drop_overlapping(const RvIndex *index, GArray *spots)
{
    for (guint i = 0; i < spots->len; i++) {
        const RvSpot *a = &g_array_index(spots, RvSpot, i);

        for (guint j = spots->len - 1; j > i; j--) {
            if (share_words(index, a, &g_array_index(spots, RvSpot, j)))
                g_array_remove_index(spots, j);
        }
    }
    if (spots->len > MAX_SPOTS)
        g_array_set_size(spots, MAX_SPOTS);
}

GArray *
rv_find(const RvIndex *index, const GArray *needles, gboolean after_box)
{
    GArray *spots = g_array_new(FALSE, TRUE, sizeof(RvSpot));
    gsize longest = 0;

    for (guint n = 0; n < needles->len; n++)
        longest = MAX(longest, strlen(g_array_index(needles, RvNeedle, n).key));
    for (guint line = 0; line < index->lines->len; line++) {
        g_autoptr(RvChain) chain =
            rv_index_chain(index, line, (gsize)(SPREAD * (double)longest) + 8);

        for (guint n = 0; n < needles->len; n++) {
            const RvNeedle *needle = &g_array_index(needles, RvNeedle, n);

            if (strlen(needle->key) <= SHORT_KEY)
                find_short(spots, index, chain, needle, n, after_box);
            else
                find_long(spots, index, chain, needle, n);
        }
    }
    g_array_sort(spots, by_similarity);
    drop_overlapping(index, spots);
    return spots;
}

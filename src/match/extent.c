/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The print of a label by itself: a tick box or a large mark beside it is often read in one word
 * with it, and would move the place where its box is looked for. */
#include "match-private.h"

#include "recevable/rank.h"
#include "recevable/text.h"

#include <string.h>

/* A word is stretched when it is so many letters longer than it should be. */
#define STRETCHED_LETTERS 2.0
/* ... or so much larger than the words beside it, or than the same label elsewhere. */
#define STRETCHED 1.25
/* How many words more than it has blanks a read word may be, at most ("Linstallation"). */
#define MAX_JOINED 2
/* Labels alike that tell how large one of them is, at least. */
#define MIN_ALIKE 2

typedef enum { LEFT, RIGHT } Side;

/* The words of a label on its first (LEFT) or last (RIGHT) line: [*first, *last]. */
static void
words_at(const RvIndex *index, const RvSpot *spot, Side side, guint *first, guint *last)
{
    guint end = side == LEFT ? spot->first : spot->last;
    const RvIndexLine *line = rv_index_line(index, rv_index_word(index, end)->line);

    *first = MAX(spot->first, line->first);
    *last = MIN(spot->last, line->first + line->n - 1);
    if (side == LEFT && (*last < *first || spot->last < line->first))
        *last = line->first + line->n - 1;
    if (side == RIGHT && spot->first >= line->first + line->n)
        *first = line->first;
}

static gboolean
is_mark_of_print(gunichar c)
{
    return g_unichar_isalnum(c) || (c < 0x80 && strchr(".,:;?!)", (int)c));
}

/* How many signs at its end of the word are no print of a label: a box was read as them. */
static int
strange_letters(const char *text, Side side)
{
    const char *at = side == LEFT ? text : text + strlen(text);
    int n = 0;

    while (side == LEFT ? *at : at > text) {
        const char *c = side == LEFT ? at : g_utf8_prev_char(at);

        if (side == LEFT ? g_unichar_isalnum(g_utf8_get_char(c))
                         : is_mark_of_print(g_utf8_get_char(c)))
            break;
        at = side == LEFT ? g_utf8_next_char(at) : c;
        n++;
    }
    return n;
}

static char *
without_blanks(const char *text, gsize length)
{
    GString *rest = g_string_sized_new(length);

    for (gsize i = 0; i < length; i++)
        if (text[i] != ' ')
            g_string_append_c(rest, text[i]);
    return g_string_free(rest, FALSE);
}

/* The letters of the key's first or last words, as many of them as were read as one. */
static double
letters_at(const char *key, const char *read, Side side)
{
    g_autofree char *own = without_blanks(read, strlen(read));
    gsize length = strlen(key), n = 0, best = 0;
    double most = -1;

    for (gsize words = (strlen(read) - strlen(own)) + 1 + MAX_JOINED; words > 0 && n < length;
         words--) {
        g_autofree char *part = NULL;
        double alike;

        n++;
        while (n < length && (side == LEFT ? key[n] : key[length - 1 - n]) != ' ')
            n++;
        part = without_blanks(side == LEFT ? key : key + length - n, n);
        alike = rv_text_similarity(part, own);
        if (alike > most) {
            most = alike;
            best = n;
        }
    }
    return (double)best;
}

static RvPx
with_edge(RvPx rect, Side side, double x)
{
    int right = rv_px_right(rect);

    return side == LEFT ? (RvPx){(int)x, rect.y, right - (int)x, rect.h}
                        : (RvPx){rect.x, rect.y, (int)x - rect.x, rect.h};
}

/* From the letters beside the outermost word. */
static RvPx
by_neighbours(const RvIndex *index, const char *key, guint first, guint last, Side side)
{
    const RvIndexWord *end = rv_index_word(index, side == LEFT ? first : last);
    const RvPx outer = end->word->box;
    RvPx rest = {0}, all;
    double letters = 0, width, edge, off;

    for (guint w = side == LEFT ? first + 1 : first; w < (side == LEFT ? last + 1 : last); w++) {
        rest = rv_px_union(rest, rv_index_word(index, w)->word->box);
        letters += (double)g_utf8_strlen(rv_index_word(index, w)->word->text, -1) + 1;
    }
    all = rv_px_union(rest, outer);
    if (outer.h > STRETCHED * rest.h) {
        all.y = rest.y;
        all.h = rest.h;
    }
    width = rest.w / MAX(letters - 1, 1);
    edge = (1 + letters_at(key, end->key, side)) * width;
    edge = side == LEFT ? rest.x - edge : rv_px_right(rest) + edge;
    off = side == LEFT ? edge - outer.x : rv_px_right(outer) - edge;
    return off > STRETCHED_LETTERS * width ? with_edge(all, side, edge) : all;
}

/* Adds the sizes of the labels of one wording, but for those that were read with a box. */
static void
measure_twins(const RvIndex *index, const GPtrArray *targets, const char *key, GArray *widths,
              GArray *heights)
{
    for (guint i = 0; i < targets->len; i++) {
        const RvTarget *other = g_ptr_array_index(targets, i);
        const RvSpot *spot = rv_target_spot(other);
        const char *text;

        if (!spot || other->role != RV_ROLE_BOX || spot->first != spot->last ||
            !g_str_equal(g_array_index(other->needles, RvNeedle, 0).key, key))
            continue;
        text = rv_index_word(index, spot->first)->word->text;
        if (strange_letters(text, LEFT) || strange_letters(text, RIGHT))
            continue;
        g_array_append_val(widths, spot->box.w);
        g_array_append_val(heights, spot->box.h);
    }
}

/* From labels of the same wording at other questions. FALSE: there are not enough. */
static gboolean
by_twins(const RvIndex *index, const GPtrArray *targets, const char *key, Side side, RvPx band,
         RvPx *place)
{
    g_autoptr(GArray) widths = g_array_new(FALSE, FALSE, sizeof(int));
    g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(int));
    int width, height;

    measure_twins(index, targets, key, widths, heights);
    if (widths->len <= MIN_ALIKE)
        return FALSE;
    width = rv_median(widths);
    height = rv_median(heights);
    if (place->w > STRETCHED * width || place->w * STRETCHED < width)
        *place =
            with_edge(*place, side, side == LEFT ? rv_px_right(*place) - width : place->x + width);
    if (place->h * STRETCHED < height) { /* only its small letters were seen: they stand below */
        place->y = rv_px_bottom(*place) - height;
        place->h = height;
    }
    if (place->h > STRETCHED * height && band.h <= STRETCHED * height) { /* a tick rises from it */
        place->y = band.y;
        place->h = band.h;
    }
    return TRUE;
}

/* From the letters that were read with it: the box is the first, unless it was read behind. */
static RvPx
by_glue(const RvIndexWord *word, const char *key, Side side)
{
    const char *text = word->word->text;
    double read = (double)g_utf8_strlen(text, -1), own = (double)strlen(key);
    RvPx box = word->word->box;
    int behind = strange_letters(text, RIGHT);

    if (read <= own)
        return box;
    if (side == RIGHT || behind >= read - own)
        return with_edge(box, RIGHT, rv_px_right(box) - box.w * behind / read);
    return with_edge(box, LEFT, box.x + box.w * (read - own) / read);
}

static RvPx
extent(const RvIndex *index, const GPtrArray *targets, const RvTarget *label, Side side)
{
    const RvSpot *spot = rv_target_spot(label);
    const char *key = g_array_index(label->needles, RvNeedle, spot->needle).key;
    guint first, last;
    RvPx place, band;

    words_at(index, spot, side, &first, &last);
    if (last > first)
        return by_neighbours(index, key, first, last, side);
    place = rv_index_word(index, first)->word->box;
    band = rv_index_line(index, rv_index_word(index, first)->line)->band;
    if (strchr(key, ' ') || by_twins(index, targets, key, side, band, &place))
        return place;
    return by_glue(rv_index_word(index, first), key, side);
}

void
rv_label_extent(const RvIndex *index, const GPtrArray *targets, const RvTarget *label, RvPx *first,
                RvPx *last)
{
    *first = extent(index, targets, label, LEFT);
    *last = extent(index, targets, label, RIGHT);
    if (rv_target_spot(label)->first == rv_target_spot(label)->last && last->x < first->x)
        *last = rv_px_intersection(*first, *last);
}

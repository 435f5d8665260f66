/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wordings of a set of templates, cut to pieces, and which of them stand in a text. */
#include "template-private.h"

#include "recevable/text.h"

#include <math.h>
#include <string.h>

/* Pieces shorter than this occur by chance. */
#define MIN_BYTES 12
/* A piece that fits one machine word of the search. Long sentences give several, so that a word in
 * their middle or at their end tells as much as one at their start. */
#define MAX_BYTES 64
/* How alike a place must be to speak at all; a perfect one speaks fully. With reading errors in a
 * tenth of the letters, 99 % of the pieces of a form are at least 0.81 alike; in letters and terms
 * that speak of the programme, 95 % of all pieces find nothing better than 0.79 (half: 0.52). */
#define MIN_SIMILARITY 0.80
/* Pieces that stand on the same place to this share are rivals for it ... */
#define MIN_OVERLAP 0.7
/* ... and each edit more than the best of them leaves this much: DPI and PFI are two edits apart.
 */
#define LEFT_PER_EDIT 0.25

static void
wording_free(gpointer data)
{
    RvWording *wording = data;

    g_free(wording->key);
    g_free(wording);
}

/* Letters and digits that readers take for one another become the same. */
static char *
blur(const char *key)
{
    char *blurred = g_strdup(key);

    for (char *p = blurred; *p; p++)
        *p = *p == '1' || *p == 'l' ? 'i' : *p == '0' ? 'o' : *p;
    return blurred;
}

/* The length of the first piece of a key: all of it, or up to the last space that leaves two pieces
 * of a sensible length. */
static gsize
piece_length(const char *key)
{
    gsize n = strlen(key), pieces = (n + MAX_BYTES - 1) / MAX_BYTES, length;

    if (pieces < 2)
        return n;
    for (length = MIN(MAX_BYTES, n / pieces + MIN_BYTES); length > MIN_BYTES; length--)
        if (key[length] == ' ')
            return length;
    return MAX_BYTES;
}

static void
add_piece(GHashTable *known, RvWordings *wordings, GHashTable *own, const char *key, gsize n)
{
    g_autofree char *piece = g_strndup(key, n);
    RvWording *wording = g_hash_table_lookup(known, piece);

    if (n < MIN_BYTES)
        return;
    if (!wording) {
        wording = g_new0(RvWording, 1);
        wording->key = g_steal_pointer(&piece);
        g_ptr_array_add(wordings->all, wording);
        g_hash_table_insert(known, wording->key, wording);
    }
    g_hash_table_add(own, wording);
}

static void
add_wording(GHashTable *known, RvWordings *wordings, GHashTable *own, const char *text)
{
    g_autofree char *plain = rv_text_key(text ? text : ""), *key = blur(plain);
    const char *rest = key;

    while (*rest) {
        gsize n = piece_length(rest);

        add_piece(known, wordings, own, rest, n);
        rest += n;
        rest += *rest == ' ';
    }
}

static void
add_template(GHashTable *known, RvWordings *wordings, const RvTemplate *t)
{
    GHashTable *own = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < t->items->len; i++) {
        const RvItem *item = g_ptr_array_index(t->items, i);

        add_wording(known, wordings, own, item->text);
        for (guint k = 0; item->boxes && k < item->boxes->len; k++)
            add_wording(known, wordings, own,
                        ((const RvBoxSpec *)g_ptr_array_index(item->boxes, k))->label);
    }
    g_ptr_array_add(wordings->of, own);
}

RvWordings *
rv_wordings_new(const GPtrArray *templates)
{
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    RvWordings *wordings = g_new0(RvWordings, 1);

    wordings->all = g_ptr_array_new_with_free_func(wording_free);
    wordings->of = g_ptr_array_new_with_free_func((GDestroyNotify)g_hash_table_unref);
    for (guint i = 0; i < templates->len; i++)
        add_template(known, wordings, g_ptr_array_index(templates, i));
    return wordings;
}

void
rv_wordings_free(RvWordings *wordings)
{
    if (!wordings)
        return;
    g_ptr_array_unref(wordings->of);
    g_ptr_array_unref(wordings->all);
    g_free(wordings);
}

static gboolean
are_rivals(const RvWording *a, const RvWording *b)
{
    int shared = MIN(a->end, b->end) - MAX(a->start, b->start);
    int longer = MAX(a->end - a->start, b->end - b->start);

    return shared > 0 && shared >= MIN_OVERLAP * longer;
}

/* A place says what fits it best: "version de DPI" does not speak for "version de PFI". */
static void
yield_to_rivals(RvWording *wording, const GPtrArray *all)
{
    int least = wording->distance;

    for (guint i = 0; i < all->len; i++) {
        const RvWording *rival = g_ptr_array_index(all, i);

        if (rival->distance < least && are_rivals(wording, rival))
            least = rival->distance;
    }
    wording->found *= pow(LEFT_PER_EDIT, wording->distance - least);
}

void
rv_wordings_find(RvWordings *wordings, const char *key)
{
    g_autofree char *text = blur(key);

    for (guint i = 0; i < wordings->all->len; i++) {
        RvWording *wording = g_ptr_array_index(wordings->all, i);
        RvTextHit hit = rv_text_search(wording->key, text);
        double similarity = 1 - (double)hit.distance / (double)strlen(wording->key);

        wording->found = MAX(0, (similarity - MIN_SIMILARITY) / (1 - MIN_SIMILARITY));
        wording->distance = hit.distance;
        wording->start = hit.start;
        wording->end = hit.end;
    }
    for (guint i = 0; i < wordings->all->len; i++)
        yield_to_rivals(g_ptr_array_index(wordings->all, i), wordings->all);
}

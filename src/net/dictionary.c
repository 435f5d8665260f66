/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words that come with a model: a directed acyclic word graph, whose paths spell them. It is
 * read where it lies, an edge of 64 bits after the other; see Tesseract's src/dict/dawg.h for its
 * layout. An edge holds a character (its number in the character set), flags and the number of
 * the first edge of the node that it leads to; the edges of a node lie side by side. */
#include "net-private.h"

#include <string.h>

#define MAGIC 42 /* tells the order of the bytes, too */
#define MAX_CHARACTERS 65536
#define FLAG_BITS 3
enum { FLAG_LAST = 1, FLAG_BACK = 2, FLAG_WORD = 4 };

struct _RvNetDictionary {
    GHashTable *numbers; /* UTF-8 -> number of a character + 1 */
    const guint8 *edges;
    guint64 n_edges;
    guint character_bits;
};

typedef struct {
    guint64 character, flags, next;
} Edge;

static Edge
edge_at(const RvNetDictionary *self, guint64 i)
{
    guint64 bits;

    memcpy(&bits, self->edges + i * sizeof bits, sizeof bits);
    bits = GUINT64_FROM_LE(bits);
    return (Edge){bits & ((G_GUINT64_CONSTANT(1) << self->character_bits) - 1),
                  (bits >> self->character_bits) & ((1 << FLAG_BITS) - 1),
                  bits >> (self->character_bits + FLAG_BITS)};
}

/* The edge of a character among those from `node` on. Edges that lead back serve to shrink the
 * graph, and lie behind the others. */
static gboolean
follow(const RvNetDictionary *self, guint64 node, guint64 character, Edge *found)
{
    for (guint64 i = node; i < self->n_edges; i++) {
        *found = edge_at(self, i);
        if (found->flags & FLAG_BACK)
            return FALSE;
        if (found->character == character)
            return TRUE;
        if (found->flags & FLAG_LAST)
            return FALSE;
    }
    return FALSE;
}

static gboolean
read_head(RvNetDictionary *self, RvNetCursor *dawg)
{
    const guint8 *magic = rv_net_read_bytes(dawg, 2);
    gint32 n_characters = rv_net_read_i32(dawg), n_edges = rv_net_read_i32(dawg);

    if (dawg->failed || magic[0] != MAGIC || magic[1] || n_characters <= 0 ||
        n_characters > MAX_CHARACTERS || n_edges <= 0)
        return FALSE;
    while ((1 << self->character_bits) < n_characters + 1)
        self->character_bits++;
    self->n_edges = (guint64)n_edges;
    self->edges = rv_net_read_bytes(dawg, self->n_edges * sizeof(guint64));
    return self->edges != NULL;
}

RvNetDictionary *
rv_net_dictionary_new(RvNetCursor dawg, RvNetCursor unicharset)
{
    RvNetDictionary *self = g_new0(RvNetDictionary, 1);
    g_autofree char *count = rv_net_read_name(&unicharset);

    self->numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 1; count && i <= MAX_CHARACTERS; i++) {
        char *name = rv_net_read_name(&unicharset);

        if (!name)
            break;
        g_hash_table_insert(self->numbers, name, GUINT_TO_POINTER(i));
    }
    if (!read_head(self, &dawg))
        g_clear_pointer(&self, rv_net_dictionary_free);
    return self;
}

void
rv_net_dictionary_free(RvNetDictionary *dictionary)
{
    if (!dictionary)
        return;
    g_hash_table_unref(dictionary->numbers);
    g_free(dictionary);
}

gboolean
rv_net_dictionary_has(const RvNetDictionary *dictionary, const char *word)
{
    Edge edge = {0};

    for (const char *p = word; *p; p = g_utf8_next_char(p)) {
        char letter[8] = {0};
        guint number;

        g_unichar_to_utf8(g_utf8_get_char(p), letter);
        number = GPOINTER_TO_UINT(g_hash_table_lookup(dictionary->numbers, letter));
        /* no edge leads back to the root: 0 is the end of a path */
        if (!number || (p > word && !edge.next) ||
            !follow(dictionary, edge.next, number - 1, &edge))
            return FALSE;
    }
    return (edge.flags & FLAG_WORD) != 0;
}

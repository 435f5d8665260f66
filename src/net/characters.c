/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The network speaks in codes. Two parts of the model lead from them to characters: the character
 * set, a text file with a character a line, and the recoder, the codes of each character in the
 * same order. Several characters may share codes (as curly quotes do): the first one is meant. */
#include "net-private.h"

#include <stdlib.h>
#include <string.h>

/* Chinese has 7,000; what is more is not a character set. */
#define MAX_CHARACTERS 65536
#define MAX_CODE 32767
/* The character set has three entries that are no characters: a space is written NULL, and two
 * names stand for pieces that were joined or broken in training. */
#define SPACE_NAME "NULL"
static const char *const no_characters[] = {"Joined", "|Broken|0|1"};

struct _RvNetCharacters {
    GHashTable *texts; /* codes as GBytes -> UTF-8 */
    GHashTable *codes; /* UTF-8 -> codes as GBytes */
    guint longest, range;
};

static GBytes *
key_of(const guint16 *codes, guint n_codes)
{
    return g_bytes_new(codes, n_codes * sizeof *codes);
}

static gboolean
is_character(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(no_characters); i++)
        if (!strcmp(name, no_characters[i]))
            return FALSE;
    return *name && g_utf8_validate(name, -1, NULL);
}

static void
learn(RvNetCharacters *self, const char *name, const guint16 *codes, guint n)
{
    const char *text = strcmp(name, SPACE_NAME) ? name : " ";
    g_autoptr(GBytes) key = key_of(codes, n);

    if (!n || !is_character(text))
        return;
    self->longest = MAX(self->longest, n);
    if (!g_hash_table_contains(self->texts, key))
        g_hash_table_insert(self->texts, g_bytes_ref(key), g_strdup(text));
    if (!g_hash_table_contains(self->codes, text))
        g_hash_table_insert(self->codes, g_strdup(text), g_bytes_ref(key));
}

/* The codes of the next character; FALSE when the file is damaged. */
static gboolean
read_codes(RvNetCursor *cursor, guint16 *codes, guint *n)
{
    gint32 length;

    rv_net_read_u8(cursor); /* is it the one that is meant among its like: the order says as much */
    length = rv_net_read_i32(cursor);
    if (cursor->failed || length < 0 || length > RV_NET_MAX_CODES)
        return FALSE;
    for (gint32 i = 0; i < length; i++) {
        gint32 code = rv_net_read_i32(cursor);

        if (code < 0 || code > MAX_CODE)
            return FALSE;
        codes[i] = (guint16)code;
    }
    *n = (guint)length;
    return !cursor->failed;
}

static gboolean
read_all(RvNetCharacters *self, RvNetCursor *names, RvNetCursor *recoder)
{
    g_autofree char *count = rv_net_read_name(names);
    gint32 n = rv_net_read_i32(recoder);

    if (!count || n <= 0 || n > MAX_CHARACTERS || strtol(count, NULL, 10) != n)
        return FALSE;
    for (gint32 i = 0; i < n; i++) {
        g_autofree char *name = rv_net_read_name(names);
        guint16 codes[RV_NET_MAX_CODES];
        guint n_codes;

        if (!name || !read_codes(recoder, codes, &n_codes))
            return FALSE;
        for (guint k = 0; k < n_codes; k++)
            self->range = MAX(self->range, codes[k] + 1U);
        learn(self, name, codes, n_codes);
    }
    return self->longest > 0;
}

RvNetCharacters *
rv_net_characters_new(RvNetCursor unicharset, RvNetCursor recoder)
{
    RvNetCharacters *self = g_new0(RvNetCharacters, 1);

    self->texts =
        g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, g_free);
    self->codes =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
    if (!read_all(self, &unicharset, &recoder))
        g_clear_pointer(&self, rv_net_characters_free);
    return self;
}

void
rv_net_characters_free(RvNetCharacters *characters)
{
    if (!characters)
        return;
    g_hash_table_unref(characters->texts);
    g_hash_table_unref(characters->codes);
    g_free(characters);
}

const char *
rv_net_characters_text(const RvNetCharacters *characters, const guint16 *codes, guint n_codes)
{
    g_autoptr(GBytes) key = key_of(codes, n_codes);

    return g_hash_table_lookup(characters->texts, key);
}

gboolean
rv_net_characters_codes(const RvNetCharacters *characters, const char *text, guint16 *codes,
                        guint *n_codes)
{
    GBytes *found = g_hash_table_lookup(characters->codes, text);
    gsize size;
    const guint16 *data;

    if (!found)
        return FALSE;
    data = g_bytes_get_data(found, &size);
    memcpy(codes, data, size);
    *n_codes = (guint)(size / sizeof *codes);
    return TRUE;
}

guint
rv_net_characters_longest(const RvNetCharacters *characters)
{
    return characters->longest;
}

guint
rv_net_characters_range(const RvNetCharacters *characters)
{
    return characters->range;
}

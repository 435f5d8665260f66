/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names in capitals that were read with a figure for a letter, and the other way round: the form
 * itself tells them, for it says them oftener. */
#include "learn-private.h"

#include <string.h>

/* So often a name must have been read to stand for others. */
#define LEAST 2

/* The capitals and figures of a word, without the signs around them; owned; NULL: it is no name. */
static char *
name_in(const char *text, gboolean *has_figure)
{
    gsize from = strcspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    gsize length = strspn(text + from, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    g_autofree char *name = g_strndup(text + from, length);

    *has_figure = strpbrk(name, "10") != NULL;
    return length >= 3 && g_ascii_isupper(*name) ? g_steal_pointer(&name) : NULL;
}

static void
count(GHashTable *names, const char *name)
{
    guint n = GPOINTER_TO_UINT(g_hash_table_lookup(names, name));

    g_hash_table_insert(names, g_strdup(name), GUINT_TO_POINTER(n + 1));
}

typedef void (*WordFunc)(GHashTable *names, RvInkWord *word);

static void
note(GHashTable *names, RvInkWord *word)
{
    gboolean has_figure;
    g_autofree char *name = name_in(word->text, &has_figure);

    if (name && !has_figure)
        count(names, name);
}

static void
settle(GHashTable *names, RvInkWord *word)
{
    gboolean has_figure;
    g_autofree char *name = name_in(word->text, &has_figure);
    g_autofree char *meant = name ? g_strdup(name) : NULL;
    char *at;

    if (!name || !has_figure || word->confidence >= 1)
        return;
    g_strdelimit(g_strdelimit(meant, "1", 'I'), "0", 'O');
    if (GPOINTER_TO_UINT(g_hash_table_lookup(names, meant)) < LEAST)
        return;
    at = strstr(word->text, name);
    memcpy(at, meant, strlen(meant));
}

/* ---- the first step of a part ---------------------------------------------------------------- */

/* "A-Flux", "(A2)": there is a part A. */
static void
note_part(GHashTable *parts, RvInkWord *word)
{
    const char *at = word->text + (*word->text == '(');

    if (g_ascii_isupper(*at) && (at[1] == '-' || g_ascii_isdigit(at[1])))
        g_hash_table_add(parts, g_strndup(at, 1));
}

/* "(AL)" is (A1) then. */
static void
settle_step(GHashTable *parts, RvInkWord *word)
{
    char *text = word->text;
    char part[] = {*text ? text[1] : '\0', '\0'};

    if (word->confidence < 1 && g_regex_match_simple("^\\([A-Z][lLIi|]\\)", text, 0, 0) &&
        g_hash_table_contains(parts, part))
        text[2] = '1';
}

/* ---- all of them ----------------------------------------------------------------------------- */

static void
each_word(const RvForm *form, GHashTable *names, WordFunc func)
{
    for (guint i = 0; i < form->segments->len; i++) {
        const RvSegment *segment = g_ptr_array_index(form->segments, i);

        for (guint k = 0; k < segment->words->len; k++)
            func(names, &g_array_index(segment->words, RvInkWord, k));
    }
}

void
rv_form_settle_names(RvForm *form)
{
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    each_word(form, names, note);
    each_word(form, names, settle);
    g_hash_table_remove_all(names);
    each_word(form, names, note_part);
    each_word(form, names, settle_step);
}

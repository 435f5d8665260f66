/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score.h"

#include <string.h>

/* Stands in no name. */
#define PART '\t'

GHashTable *
score_shares_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

static char *
key_of(const char *group, const char *what)
{
    return g_strdup_printf("%s%c%s", group, PART, what);
}

void
score_shares_add(GHashTable *shares, const char *group, const char *what, gboolean right)
{
    g_autofree char *key = key_of(group, what);
    ScoreShare *share = g_hash_table_lookup(shares, key);

    if (!share) {
        share = g_new0(ScoreShare, 1);
        g_hash_table_insert(shares, g_steal_pointer(&key), share);
    }
    share->right += right != 0;
    share->all++;
}

ScoreShare
score_shares_get(GHashTable *shares, const char *group, const char *what)
{
    g_autofree char *key = key_of(group, what);
    const ScoreShare *share = g_hash_table_lookup(shares, key);

    return share ? *share : (ScoreShare){0};
}

static int
by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *
score_shares_groups(GHashTable *shares, const char *beginning)
{
    GPtrArray *groups = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter iter;
    gpointer key;

    g_hash_table_iter_init(&iter, shares);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        g_autofree char *group = g_strndup(key, (gsize)(strchr(key, PART) - (char *)key));
        const char *name = group + strlen(beginning);

        if (g_str_has_prefix(group, beginning) &&
            !g_ptr_array_find_with_equal_func(groups, name, g_str_equal, NULL))
            g_ptr_array_add(groups, g_strdup(name));
    }
    g_ptr_array_sort(groups, by_name);
    return groups;
}

double
score_percent(ScoreShare share)
{
    return share.all ? 100 * ((double)share.right / (double)share.all) : 0;
}

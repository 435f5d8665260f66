/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which verdicts differ between two runs. */
#include "store-private.h"

typedef struct {
    GHashTable *before; /* path -> verdict + 1 */
    RvChangeFunc func;
    gpointer data;
} Comparison;

static gboolean
remember(const char *path, const RvOutcome *outcome, gpointer data)
{
    g_hash_table_insert(data, g_strdup(path), GINT_TO_POINTER(outcome->verdict + 1));
    return TRUE;
}

static gboolean
compare(const char *path, const RvOutcome *outcome, gpointer data)
{
    Comparison *c = data;
    gpointer before = g_hash_table_lookup(c->before, path);
    const RvChange change = {path, before != NULL, TRUE, (RvVerdict)(GPOINTER_TO_INT(before) - 1),
                             outcome->verdict};

    g_hash_table_remove(c->before, path);
    if (!before || change.before != change.after)
        c->func(&change, c->data);
    return TRUE;
}

static gint
by_name(gconstpointer a, gconstpointer b)
{
    return g_strcmp0(*(char *const *)a, *(char *const *)b);
}

static void
tell_gone(const Comparison *c)
{
    guint n;
    g_autofree gpointer *paths = g_hash_table_get_keys_as_array(c->before, &n);

    if (n)
        qsort(paths, n, sizeof *paths, by_name);
    for (guint i = 0; i < n; i++) {
        int before = GPOINTER_TO_INT(g_hash_table_lookup(c->before, paths[i])) - 1;

        c->func(&(RvChange){paths[i], TRUE, FALSE, (RvVerdict)before, RV_VERDICT_ERROR}, c->data);
    }
}

gboolean
rv_journal_compare(RvJournal *old_journal, gint64 old_run, RvJournal *journal, gint64 run,
                   RvChangeFunc func, gpointer data, guint *damaged, GError **error)
{
    g_autoptr(GHashTable) before = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Comparison c = {before, func, data};
    guint damaged_before = 0, damaged_now = 0;
    gboolean done =
        rv_journal_each(old_journal, old_run, remember, before, &damaged_before, error) &&
        rv_journal_each(journal, run, compare, &c, &damaged_now, error);

    *damaged = damaged_before + damaged_now;
    if (done)
        tell_gone(&c);
    return done;
}

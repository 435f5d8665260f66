/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which file of a run has which outcome. */
#include "store-private.h"

#include <string.h>

static void
hash_file(gint64 run, gint64 outcome, gconstpointer path, gsize size, guint8 hash[RV_ROW_HASH])
{
    g_autofree char *numbers =
        g_strdup_printf("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, run, outcome);
    const char *const texts[] = {numbers};

    rv_row_hash(texts, 1, path, size, hash);
}

gboolean
rv_journal_note(RvJournal *journal, const RvRun *run, const char *path, gint64 outcome,
                GError **error)
{
    sqlite3_stmt *statement = rv_sql(journal, RV_SQL_FILE_NOTE, error);
    guint8 hash[RV_ROW_HASH];

    if (!statement)
        return FALSE;
    hash_file(run->id, outcome, path, strlen(path), hash);
    sqlite3_bind_int64(statement, 1, run->id);
    sqlite3_bind_blob64(statement, 2, path, strlen(path), SQLITE_STATIC);
    sqlite3_bind_int64(statement, 3, outcome);
    sqlite3_bind_blob(statement, 4, hash, sizeof hash, SQLITE_STATIC);
    return rv_sql_do(journal, statement, error);
}

gboolean
rv_journal_forget(RvJournal *journal, const RvRun *run, const char *path, GError **error)
{
    sqlite3_stmt *statement = rv_sql(journal, RV_SQL_FILE_FORGET, error);

    if (!statement)
        return FALSE;
    sqlite3_bind_int64(statement, 1, run->id);
    sqlite3_bind_blob64(statement, 2, path, strlen(path), SQLITE_STATIC);
    return rv_sql_do(journal, statement, error);
}

/* FALSE: the row, or the one it leads to, is not what was written. */
static gboolean
take_row(sqlite3_stmt *statement, gint64 run, char **path, RvOutcome *outcome)
{
    gconstpointer name = sqlite3_column_blob(statement, 0);
    gsize size = (gsize)sqlite3_column_bytes(statement, 0);
    guint8 hash[RV_ROW_HASH];

    hash_file(run, sqlite3_column_int64(statement, 1), name, size, hash);
    if (!size || !rv_row_is_sound(statement, 2, hash) ||
        sqlite3_column_type(statement, 3) == SQLITE_NULL || !rv_outcome_take(statement, 3, outcome))
        return FALSE;
    *path = g_strndup(name, size);
    return TRUE;
}

gboolean
rv_journal_each(RvJournal *journal, gint64 run, RvJournalFunc func, gpointer data, guint *damaged,
                GError **error)
{
    sqlite3_stmt *statement = rv_sql(journal, RV_SQL_FILE_ALL, error);
    gboolean row = statement != NULL, going = row;

    *damaged = 0;
    if (statement)
        sqlite3_bind_int64(statement, 1, run);
    while (row && going) {
        g_autofree char *path = NULL;
        g_auto(RvOutcome) outcome = {0};

        going = rv_sql_next(journal, statement, &row, error);
        if (!going || !row)
            break;
        if (take_row(statement, run, &path, &outcome))
            going = func(path, &outcome, data);
        else
            ++*damaged;
    }
    if (statement)
        sqlite3_reset(statement);
    return going;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-private.h"

void
rv_run_free(RvRun *run)
{
    if (!run)
        return;
    g_free(run->setup);
    g_free(run->description);
    g_free(run);
}

/* Not of when it ended, which comes later. */
static void
hash_run(const RvRun *run, guint8 hash[RV_ROW_HASH])
{
    g_autofree char *started = g_strdup_printf("%" G_GINT64_FORMAT, run->started);
    const char *const texts[] = {run->setup, run->description, started};

    rv_row_hash(texts, G_N_ELEMENTS(texts), NULL, 0, hash);
}

/* NULL: the row is not what was written. */
static RvRun *
take_run(sqlite3_stmt *statement)
{
    g_autoptr(RvRun) run = g_new0(RvRun, 1);
    guint8 hash[RV_ROW_HASH];

    run->id = sqlite3_column_int64(statement, 0);
    run->setup = rv_column_text(statement, 1);
    run->description = rv_column_text(statement, 2);
    run->started = sqlite3_column_int64(statement, 3);
    run->finished = sqlite3_column_int64(statement, 4);
    hash_run(run, hash);
    return rv_row_is_sound(statement, 5, hash) ? g_steal_pointer(&run) : NULL;
}

static gboolean
set_end(RvJournal *journal, RvRun *run, RvSql which, gint64 end, GError **error)
{
    sqlite3_stmt *statement = rv_sql(journal, which, error);

    if (!statement)
        return FALSE;
    sqlite3_bind_int64(statement, 1, run->id);
    if (which == RV_SQL_RUN_END)
        sqlite3_bind_int64(statement, 2, end);
    run->finished = end;
    return rv_sql_do(journal, statement, error) && rv_journal_commit(journal, error);
}

static RvRun *
add_run(RvJournal *journal, const char *setup, const char *description, GError **error)
{
    g_autoptr(RvRun) run = g_new0(RvRun, 1);
    sqlite3_stmt *statement = rv_sql(journal, RV_SQL_RUN_NEW, error);
    guint8 hash[RV_ROW_HASH];

    if (!statement)
        return NULL;
    run->setup = g_strdup(setup);
    run->description = g_strdup(description);
    run->started = g_get_real_time() / G_USEC_PER_SEC;
    hash_run(run, hash);
    sqlite3_bind_text(statement, 1, setup, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, description, -1, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 3, run->started);
    sqlite3_bind_blob(statement, 4, hash, sizeof hash, SQLITE_STATIC);
    if (!rv_sql_do(journal, statement, error))
        return NULL;
    run->id = sqlite3_last_insert_rowid(journal->db);
    return rv_journal_commit(journal, error) ? g_steal_pointer(&run) : NULL;
}

/* FALSE: the journal cannot be read. */
static gboolean
last_before(RvJournal *journal, gint64 id, RvRun **last, GError **error)
{
    sqlite3_stmt *statement = rv_sql(journal, RV_SQL_RUN_LAST, error);
    gboolean row;

    if (!statement)
        return FALSE;
    sqlite3_bind_int64(statement, 1, id);
    if (!rv_sql_next(journal, statement, &row, error))
        return FALSE;
    *last = row ? take_run(statement) : NULL;
    sqlite3_reset(statement);
    return TRUE;
}

RvRun *
rv_journal_run_before(RvJournal *journal, const RvRun *run)
{
    RvRun *last = NULL;

    last_before(journal, run->id, &last, NULL);
    return last;
}

RvRun *
rv_journal_begin(RvJournal *journal, const char *setup, const char *description, GError **error)
{
    g_autoptr(RvRun) last = NULL;

    if (!last_before(journal, G_MAXINT64, &last, error))
        return NULL;
    if (!last || g_strcmp0(last->setup, setup) != 0)
        return add_run(journal, setup, description, error);
    return set_end(journal, last, RV_SQL_RUN_AGAIN, 0, error) ? g_steal_pointer(&last) : NULL;
}

gboolean
rv_journal_finish(RvJournal *journal, RvRun *run, GError **error)
{
    sqlite3_stmt *tidy = rv_sql(journal, RV_SQL_OUTCOME_TIDY, error);

    return tidy && rv_sql_do(journal, tidy, error) &&
           set_end(journal, run, RV_SQL_RUN_END, g_get_real_time() / G_USEC_PER_SEC, error);
}

GPtrArray *
rv_journal_runs(RvJournal *journal, GError **error)
{
    g_autoptr(GPtrArray) runs = g_ptr_array_new_with_free_func((GDestroyNotify)rv_run_free);
    sqlite3_stmt *statement = rv_sql(journal, RV_SQL_RUN_ALL, error);
    gboolean row = statement != NULL;

    if (!statement)
        return NULL;
    while (row) {
        RvRun *run;

        if (!rv_sql_next(journal, statement, &row, error))
            return NULL;
        if (row && (run = take_run(statement)))
            g_ptr_array_add(runs, run);
    }
    sqlite3_reset(statement);
    return g_steal_pointer(&runs);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements, transactions, and what is said when they fail. */
#include "store-private.h"

#include "recevable/error.h"
#include "recevable/i18n.h"

#include <string.h>

static const char *const texts[RV_SQL_STATEMENTS] = {
    [RV_SQL_RUN_LAST] = "SELECT id, setup, description, started, finished, hash FROM run "
                        "WHERE id < ?1 ORDER BY id DESC LIMIT 1",
    [RV_SQL_RUN_ALL] = "SELECT id, setup, description, started, finished, hash FROM run "
                       "ORDER BY id",
    [RV_SQL_RUN_NEW] = "INSERT INTO run(setup, description, started, finished, hash) "
                       "VALUES(?1, ?2, ?3, 0, ?4)",
    [RV_SQL_RUN_AGAIN] = "UPDATE run SET finished = 0 WHERE id = ?1",
    [RV_SQL_RUN_END] = "UPDATE run SET finished = ?2 WHERE id = ?1",
    [RV_SQL_OUTCOME_FIND] =
        "SELECT id, sha256, verdict, pages, score, template, reason, setup, "
        "hash, result, result_hash FROM outcome WHERE sha256 = ?1 AND setup = ?2",
    [RV_SQL_OUTCOME_NEW] = "INSERT INTO outcome(sha256, setup, verdict, pages, score, template, "
                           "reason, hash, result, result_hash) "
                           "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) "
                           "ON CONFLICT(sha256, setup) DO UPDATE SET verdict = excluded.verdict, "
                           "pages = excluded.pages, score = excluded.score, "
                           "template = excluded.template, reason = excluded.reason, "
                           "hash = excluded.hash, result = excluded.result, "
                           "result_hash = excluded.result_hash RETURNING id",
    /* Of files that could not be read, and of which that is no longer told. */
    [RV_SQL_OUTCOME_TIDY] = "DELETE FROM outcome WHERE sha256 IS NULL AND "
                            "id NOT IN (SELECT outcome FROM file)",
    [RV_SQL_OUTCOME_RESULT] = "SELECT result, result_hash FROM outcome WHERE id = ?1",
    [RV_SQL_READING_FIND] = "SELECT reading, hash FROM reading WHERE sha256 = ?1 AND reader = ?2",
    [RV_SQL_READING_NEW] = "INSERT OR REPLACE INTO reading(sha256, reader, reading, hash) "
                           "VALUES(?1, ?2, ?3, ?4)",
    [RV_SQL_FILE_NOTE] = "INSERT OR REPLACE INTO file(run, path, outcome, hash) "
                         "VALUES(?1, ?2, ?3, ?4)",
    [RV_SQL_FILE_FORGET] = "DELETE FROM file WHERE run = ?1 AND path = ?2",
    [RV_SQL_FILE_ALL] =
        "SELECT f.path, f.outcome, f.hash, o.id, o.sha256, o.verdict, o.pages, o.score, "
        "o.template, o.reason, o.setup, o.hash FROM file f LEFT JOIN outcome o ON o.id = f.outcome "
        "WHERE f.run = ?1 ORDER BY f.path",
};

gboolean
rv_sql_fail(RvJournal *journal, GError **error)
{
    const char *path = journal->path;

    switch (sqlite3_errcode(journal->db) & 0xff) {
    case SQLITE_FULL:
        g_set_error(error, RV_ERROR, RV_ERROR_IO,
                    _("%s: the disk is full: make room, then give the same command again"), path);
        break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        g_set_error(error, RV_ERROR, RV_ERROR_IO,
                    _("%s: the journal is in use by another run: wait for it, or name another "
                      "one with --journal"),
                    path);
        break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        g_set_error(error, RV_ERROR, RV_ERROR_IO,
                    _("%s: the journal is damaged: move it away, then give the same command "
                      "again, which does all files anew"),
                    path);
        break;
    default:
        g_set_error(error, RV_ERROR, RV_ERROR_IO,
                    /* Translators: a file, then what SQLite says. */
                    _("%s: the journal cannot be used (%s): mend that, then give the same "
                      "command again"),
                    path, sqlite3_errmsg(journal->db));
    }
    return FALSE;
}

sqlite3_stmt *
rv_sql(RvJournal *journal, RvSql which, GError **error)
{
    sqlite3_stmt **statement = &journal->statements[which];

    if (!*statement && sqlite3_prepare_v3(journal->db, texts[which], -1, SQLITE_PREPARE_PERSISTENT,
                                          statement, NULL) != SQLITE_OK) {
        rv_sql_fail(journal, error);
        return NULL;
    }
    sqlite3_reset(*statement);
    sqlite3_clear_bindings(*statement);
    return *statement;
}

gboolean
rv_sql_exec(RvJournal *journal, const char *text, GError **error)
{
    return sqlite3_exec(journal->db, text, NULL, NULL, NULL) == SQLITE_OK ||
           rv_sql_fail(journal, error);
}

gboolean
rv_sql_begin(RvJournal *journal, GError **error)
{
    if (!journal->is_open)
        journal->is_open = rv_sql_exec(journal, "BEGIN IMMEDIATE", error);
    return journal->is_open;
}

gboolean
rv_sql_do(RvJournal *journal, sqlite3_stmt *statement, GError **error)
{
    gboolean done;

    if (!rv_sql_begin(journal, error))
        return FALSE;
    done = sqlite3_step(statement) == SQLITE_DONE || rv_sql_fail(journal, error);
    sqlite3_reset(statement);
    return done;
}

gboolean
rv_sql_next(RvJournal *journal, sqlite3_stmt *statement, gboolean *row, GError **error)
{
    int got = sqlite3_step(statement);

    *row = got == SQLITE_ROW;
    if (got != SQLITE_ROW && got != SQLITE_DONE)
        return rv_sql_fail(journal, error);
    return TRUE;
}

gboolean
rv_journal_commit(RvJournal *journal, GError **error)
{
    if (!journal->is_open)
        return TRUE;
    if (!rv_sql_exec(journal, "COMMIT", error)) {
        sqlite3_exec(journal->db, "ROLLBACK", NULL, NULL, NULL);
        journal->is_open = FALSE;
        return FALSE;
    }
    journal->is_open = FALSE;
    return TRUE;
}

/* ---- rows ------------------------------------------------------------------------------------ */

void
rv_row_hash(const char *const *columns, guint n, const void *blob, gsize size,
            guint8 hash[RV_ROW_HASH])
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    guint8 digest[32];
    gsize length = sizeof digest;

    for (guint i = 0; i < n; i++) {
        /* With its end, so that columns do not run into each other. */
        g_checksum_update(checksum, (const guchar *)(columns[i] ? "=" : "-"), 1);
        if (columns[i])
            g_checksum_update(checksum, (const guchar *)columns[i], (gssize)strlen(columns[i]) + 1);
    }
    if (size)
        g_checksum_update(checksum, blob, (gssize)size);
    g_checksum_get_digest(checksum, digest, &length);
    memcpy(hash, digest, RV_ROW_HASH);
}

gboolean
rv_row_is_sound(sqlite3_stmt *statement, int column, const guint8 hash[RV_ROW_HASH])
{
    const void *kept = sqlite3_column_blob(statement, column);

    return sqlite3_column_bytes(statement, column) == RV_ROW_HASH &&
           memcmp(kept, hash, RV_ROW_HASH) == 0;
}

char *
rv_column_text(sqlite3_stmt *statement, int column)
{
    return g_strdup((const char *)sqlite3_column_text(statement, column));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the journal share. */
#pragma once

#include "recevable/store.h"

#include <sqlite3.h>

/* The statements, each prepared when it is first used. */
typedef enum {
    RV_SQL_RUN_LAST,
    RV_SQL_RUN_ALL,
    RV_SQL_RUN_NEW,
    RV_SQL_RUN_AGAIN,
    RV_SQL_RUN_END,
    RV_SQL_OUTCOME_FIND,
    RV_SQL_OUTCOME_NEW,
    RV_SQL_OUTCOME_TIDY,
    RV_SQL_OUTCOME_RESULT,
    RV_SQL_READING_FIND,
    RV_SQL_READING_NEW,
    RV_SQL_FILE_NOTE,
    RV_SQL_FILE_FORGET,
    RV_SQL_FILE_ALL,
    RV_SQL_STATEMENTS
} RvSql;

struct _RvJournal {
    char *path;
    sqlite3 *db;
    int lock;         /* a descriptor of the file, held as long as it is written; -1: none */
    gboolean is_open; /* a transaction is */
    sqlite3_stmt *statements[RV_SQL_STATEMENTS];
};

#define RV_ROW_HASH 16 /* bytes */

/* sql.c: the statement, reset; NULL with an error. */
sqlite3_stmt *rv_sql(RvJournal *journal, RvSql which, GError **error);
/* Runs one that gives no rows, within a transaction. */
gboolean rv_sql_do(RvJournal *journal, sqlite3_stmt *statement, GError **error);
/* Steps one that does: TRUE and *row, or FALSE with an error. */
gboolean rv_sql_next(RvJournal *journal, sqlite3_stmt *statement, gboolean *row, GError **error);
/* Sets the error from the database's state; FALSE. */
gboolean rv_sql_fail(RvJournal *journal, GError **error);
gboolean rv_sql_begin(RvJournal *journal, GError **error);
gboolean rv_sql_exec(RvJournal *journal, const char *text, GError **error);

/* The hash of a row: of texts, one after the other; NULL is not the empty one. */
void rv_row_hash(const char *const *texts, guint n, const void *blob, gsize size,
                 guint8 hash[RV_ROW_HASH]);
/* outcomes.c: the columns id, sha256, verdict, pages, score, template, reason, setup, hash, from
 * `first` on. FALSE: they are not what was written. */
gboolean rv_outcome_take(sqlite3_stmt *statement, int first, RvOutcome *outcome);
gboolean rv_row_is_sound(sqlite3_stmt *statement, int column, const guint8 hash[RV_ROW_HASH]);
char *rv_column_text(sqlite3_stmt *statement, int column); /* NULL: null */

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was read of documents, for those who want to judge them again: of each by its last reader.
 */
#include "store-private.h"

#include <string.h>

static void
hash_reading(const char *sha256, const char *reader, gconstpointer data, gsize size,
             guint8 hash[RV_ROW_HASH])
{
    const char *const texts[] = {sha256, reader};

    rv_row_hash(texts, G_N_ELEMENTS(texts), data, size, hash);
}

gboolean
rv_journal_keep_reading(RvJournal *journal, const char *sha256, const char *reader, GBytes *reading,
                        GError **error)
{
    sqlite3_stmt *statement = rv_sql(journal, RV_SQL_READING_NEW, error);
    guint8 hash[RV_ROW_HASH];
    gsize size;
    gconstpointer data = g_bytes_get_data(reading, &size);

    if (!statement)
        return FALSE;
    hash_reading(sha256, reader, data, size, hash);
    sqlite3_bind_text(statement, 1, sha256, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, reader, -1, SQLITE_STATIC);
    sqlite3_bind_blob64(statement, 3, data, size, SQLITE_STATIC);
    sqlite3_bind_blob(statement, 4, hash, sizeof hash, SQLITE_STATIC);
    return rv_sql_do(journal, statement, error);
}

GBytes *
rv_journal_reading(RvJournal *journal, const char *sha256, const char *reader)
{
    sqlite3_stmt *statement = rv_sql(journal, RV_SQL_READING_FIND, NULL);
    GBytes *reading = NULL;
    gboolean row;

    if (!statement)
        return NULL;
    sqlite3_bind_text(statement, 1, sha256, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, reader, -1, SQLITE_STATIC);
    if (rv_sql_next(journal, statement, &row, NULL) && row) {
        gconstpointer data = sqlite3_column_blob(statement, 0);
        gsize size = (gsize)sqlite3_column_bytes(statement, 0);
        guint8 hash[RV_ROW_HASH];

        hash_reading(sha256, reader, data, size, hash);
        if (rv_row_is_sound(statement, 1, hash))
            reading = g_bytes_new(data, size);
    }
    sqlite3_reset(statement);
    return reading;
}

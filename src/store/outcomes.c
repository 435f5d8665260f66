/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of documents. The whole result is kept as compressed JSON: it is looked at seldom. */
#include "store-private.h"

#include "recevable/error.h"
#include "recevable/i18n.h"
#include "recevable/report.h"
#include "recevable/squeeze.h"

#include <string.h>

/* Of a result, unpacked: as much as a worker may tell. */
#define MOST_RESULT (32 * 1024 * 1024)
/* Its column where an outcome is looked for. */
#define FOUND_RESULT 9

void
rv_outcome_clear(RvOutcome *outcome)
{
    g_clear_pointer(&outcome->sha256, g_free);
    g_clear_pointer(&outcome->template_id, g_free);
    g_clear_pointer(&outcome->reason, g_free);
}

/* ---- rows ------------------------------------------------------------------------------------ */

static void
hash_outcome(const RvOutcome *o, const char *setup, guint8 hash[RV_ROW_HASH])
{
    g_autofree char *numbers = g_strdup_printf("%d %d", o->pages, o->score);
    const char *const texts[] = {o->sha256, setup,          rv_verdict_name(o->verdict),
                                 numbers,   o->template_id, o->reason};

    rv_row_hash(texts, G_N_ELEMENTS(texts), NULL, 0, hash);
}

static gboolean
take_verdict(const char *name, RvVerdict *verdict)
{
    for (RvVerdict v = RV_VERDICT_PASS; name && v <= RV_VERDICT_ERROR; v++)
        if (g_str_equal(name, rv_verdict_name(v))) {
            *verdict = v;
            return TRUE;
        }
    return FALSE;
}

gboolean
rv_outcome_take(sqlite3_stmt *statement, int first, RvOutcome *o)
{
    guint8 hash[RV_ROW_HASH];
    g_autofree char *verdict = rv_column_text(statement, first + 2);
    g_autofree char *setup = rv_column_text(statement, first + 7);

    o->id = sqlite3_column_int64(statement, first);
    o->sha256 = rv_column_text(statement, first + 1);
    o->pages = sqlite3_column_int(statement, first + 3);
    o->score = sqlite3_column_int(statement, first + 4);
    o->template_id = rv_column_text(statement, first + 5);
    o->reason = rv_column_text(statement, first + 6);
    if (take_verdict(verdict, &o->verdict)) {
        hash_outcome(o, setup, hash);
        if (rv_row_is_sound(statement, first + 8, hash))
            return TRUE;
    }
    rv_outcome_clear(o);
    return FALSE;
}

/* The result in that column, which its hash follows, is what was written. */
static gboolean
result_is_sound(sqlite3_stmt *statement, int column)
{
    guint8 hash[RV_ROW_HASH];

    rv_row_hash(NULL, 0, sqlite3_column_blob(statement, column),
                (gsize)sqlite3_column_bytes(statement, column), hash);
    return rv_row_is_sound(statement, column + 1, hash);
}

gboolean
rv_journal_find(RvJournal *journal, const char *sha256, const char *setup, RvOutcome *outcome,
                GError **error)
{
    sqlite3_stmt *statement = rv_sql(journal, RV_SQL_OUTCOME_FIND, error);
    gboolean row, known;

    if (!statement)
        return FALSE;
    sqlite3_bind_text(statement, 1, sha256, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, setup, -1, SQLITE_STATIC);
    known = rv_sql_next(journal, statement, &row, error) && row &&
            result_is_sound(statement, FOUND_RESULT) && rv_outcome_take(statement, 0, outcome);
    sqlite3_reset(statement);
    return known;
}

/* ---- whole results --------------------------------------------------------------------------- */

static GBytes *
pack(const RvResult *result)
{
    g_autoptr(GString) text = g_string_new(NULL);

    rv_result_to_json(result, text);
    return rv_squeeze(text->str, text->len);
}

static RvResult *
unpack(gconstpointer data, gsize size)
{
    g_autoptr(GBytes) text = rv_unsqueeze(data, size, MOST_RESULT);
    gsize length;
    const char *bytes = text ? g_bytes_get_data(text, &length) : NULL;

    return bytes ? rv_result_from_json(bytes, length, NULL) : NULL;
}

RvResult *
rv_journal_result(RvJournal *journal, gint64 outcome, GError **error)
{
    sqlite3_stmt *statement = rv_sql(journal, RV_SQL_OUTCOME_RESULT, error);
    RvResult *result = NULL;
    gboolean row;

    if (!statement)
        return NULL;
    sqlite3_bind_int64(statement, 1, outcome);
    if (!rv_sql_next(journal, statement, &row, error))
        return NULL;
    if (row) {
        const void *data = sqlite3_column_blob(statement, 0);
        gsize size = (gsize)sqlite3_column_bytes(statement, 0);

        if (result_is_sound(statement, 0))
            result = unpack(data, size);
    }
    sqlite3_reset(statement);
    if (!result)
        g_set_error(error, RV_ERROR, RV_ERROR_IO,
                    _("%s: a result in the journal is damaged: run the batch again, which does its "
                      "file anew"),
                    journal->path);
    return result;
}

static void
summarise(const RvResult *result, RvOutcome *o)
{
    const char *reason = rv_result_reason(result);

    *o = (RvOutcome){.sha256 = g_strdup(result->sha256),
                     .verdict = result->verdict,
                     .pages = result->pages,
                     .score = result->readability ? result->readability->score : -1,
                     .template_id = g_strdup(result->template_id),
                     .reason = reason ? g_utf8_make_valid(reason, -1) : NULL};
}

gboolean
rv_journal_keep(RvJournal *journal, const char *setup, const RvResult *result, RvOutcome *outcome,
                GError **error)
{
    sqlite3_stmt *s = rv_sql(journal, RV_SQL_OUTCOME_NEW, error);
    g_autoptr(GBytes) packed = pack(result);
    guint8 hash[RV_ROW_HASH], result_hash[RV_ROW_HASH];
    gconstpointer data;
    gsize size;
    gboolean row, done;

    if (!s || !rv_sql_begin(journal, error))
        return FALSE;
    summarise(result, outcome);
    data = g_bytes_get_data(packed, &size);
    hash_outcome(outcome, setup, hash);
    rv_row_hash(NULL, 0, data, size, result_hash);
    sqlite3_bind_text(s, 1, outcome->sha256, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 2, setup, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 3, rv_verdict_name(outcome->verdict), -1, SQLITE_STATIC);
    sqlite3_bind_int(s, 4, outcome->pages);
    sqlite3_bind_int(s, 5, outcome->score);
    sqlite3_bind_text(s, 6, outcome->template_id, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 7, outcome->reason, -1, SQLITE_STATIC);
    sqlite3_bind_blob(s, 8, hash, sizeof hash, SQLITE_STATIC);
    sqlite3_bind_blob64(s, 9, data, size, SQLITE_STATIC);
    sqlite3_bind_blob(s, 10, result_hash, sizeof result_hash, SQLITE_STATIC);
    done = rv_sql_next(journal, s, &row, error) && row;
    outcome->id = done ? sqlite3_column_int64(s, 0) : 0;
    sqlite3_reset(s);
    if (!done)
        rv_outcome_clear(outcome);
    return done;
}

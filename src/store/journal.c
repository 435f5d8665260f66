/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file: opened, made, locked, closed. */
#include "store-private.h"

#include "recevable/error.h"
#include "recevable/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define VERSION 1
#define APPLICATION 0x52435642 /* "RCVB" */
/* A reader may be in the way for a moment. */
#define BUSY_MILLISECONDS 5000
#define OWNER_ONLY 0600

static const char schema[] =
    "CREATE TABLE run(id INTEGER PRIMARY KEY, setup TEXT NOT NULL, description TEXT NOT NULL,"
    " started INTEGER NOT NULL, finished INTEGER NOT NULL, hash BLOB NOT NULL);"
    "CREATE TABLE outcome(id INTEGER PRIMARY KEY, sha256 TEXT, setup TEXT NOT NULL,"
    " verdict TEXT NOT NULL, pages INTEGER NOT NULL, score INTEGER NOT NULL, template TEXT,"
    " reason TEXT, hash BLOB NOT NULL, result BLOB NOT NULL, result_hash BLOB NOT NULL,"
    " UNIQUE(sha256, setup));"
    "CREATE TABLE reading(sha256 TEXT NOT NULL, reader TEXT NOT NULL, reading BLOB NOT NULL,"
    " hash BLOB NOT NULL, PRIMARY KEY(sha256));"
    "CREATE TABLE file(run INTEGER NOT NULL, path BLOB NOT NULL, outcome INTEGER NOT NULL,"
    " hash BLOB NOT NULL, PRIMARY KEY(run, path)) WITHOUT ROWID;";

static gboolean
read_number(RvJournal *journal, const char *pragma, int *number, GError **error)
{
    sqlite3_stmt *statement = NULL;
    gboolean done = sqlite3_prepare_v2(journal->db, pragma, -1, &statement, NULL) == SQLITE_OK &&
                    sqlite3_step(statement) == SQLITE_ROW;

    *number = done ? sqlite3_column_int(statement, 0) : 0;
    if (!done)
        rv_sql_fail(journal, error);
    sqlite3_finalize(statement);
    return done;
}

static gboolean
make_tables(RvJournal *journal, GError **error)
{
    g_autofree char *marks =
        g_strdup_printf("BEGIN EXCLUSIVE; %s PRAGMA application_id = %d; PRAGMA user_version = %d; "
                        "COMMIT",
                        schema, APPLICATION, VERSION);

    return rv_sql_exec(journal, marks, error);
}

static gboolean
refuse(RvJournal *journal, const char *message, GError **error)
{
    g_set_error(error, RV_ERROR, RV_ERROR_IO, "%s: %s", journal->path, message);
    return FALSE;
}

/* A new file is empty; of any other it must be known what it is. */
static gboolean
check_version(RvJournal *journal, RvJournalMode mode, GError **error)
{
    int application, version, pages;

    if (!read_number(journal, "PRAGMA application_id", &application, error) ||
        !read_number(journal, "PRAGMA user_version", &version, error) ||
        !read_number(journal, "PRAGMA page_count", &pages, error))
        return FALSE;
    if (!pages && mode == RV_JOURNAL_WRITE)
        return make_tables(journal, error);
    if (application != APPLICATION)
        return refuse(journal, _("this is no journal: name another file"), error);
    if (version > VERSION)
        return refuse(journal,
                      _("the journal was made by a newer recevable: use that one, or name "
                        "another journal"),
                      error);
    return TRUE;
}

/* flock(), which SQLite's own locks know nothing of. The descriptor must outlive the database:
 * closing it would let go of SQLite's locks too. */
static gboolean
lock(RvJournal *journal, GError **error)
{
    journal->lock = open(journal->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY, OWNER_ONLY);
    if (journal->lock < 0) {
        g_set_error(error, RV_ERROR, RV_ERROR_IO,
                    _("%s: the journal cannot be written (%s): name one in a folder of yours with "
                      "--journal"),
                    journal->path, g_strerror(errno));
        return FALSE;
    }
    if (flock(journal->lock, LOCK_EX | LOCK_NB) == 0)
        return TRUE;
    return refuse(journal,
                  _("the journal is in use by another run: wait for it, or name another one "
                    "with --journal"),
                  error);
}

static gboolean
open_database(RvJournal *journal, RvJournalMode mode, GError **error)
{
    int flags = mode == RV_JOURNAL_WRITE ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;

    if (sqlite3_open_v2(journal->path, &journal->db, flags, NULL) != SQLITE_OK)
        return rv_sql_fail(journal, error);
    sqlite3_busy_timeout(journal->db, BUSY_MILLISECONDS);
    /* A hostile file may bring triggers and views. */
    sqlite3_db_config(journal->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(journal->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(journal->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(journal->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    if (!check_version(journal, mode, error))
        return FALSE;
    return mode == RV_JOURNAL_READ ||
           /* FULL: what was acknowledged outlives a power cut. */
           rv_sql_exec(journal, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", error);
}

static void
release(RvJournal *journal)
{
    for (int i = 0; i < RV_SQL_STATEMENTS; i++)
        sqlite3_finalize(journal->statements[i]);
    sqlite3_close(journal->db);
    if (journal->lock >= 0)
        close(journal->lock);
    g_free(journal->path);
    g_free(journal);
}

RvJournal *
rv_journal_open(const char *path, RvJournalMode mode, GError **error)
{
    RvJournal *journal = g_new0(RvJournal, 1);

    journal->path = g_strdup(path);
    journal->lock = -1;
    if (mode == RV_JOURNAL_READ && !g_file_test(path, G_FILE_TEST_EXISTS))
        g_set_error(error, RV_ERROR, RV_ERROR_NOT_FOUND,
                    _("%s: there is no such journal: check the name"), path);
    else if ((mode == RV_JOURNAL_READ || lock(journal, error)) &&
             open_database(journal, mode, error))
        return journal;
    release(journal);
    return NULL;
}

gboolean
rv_journal_close(RvJournal *journal, GError **error)
{
    gboolean done = TRUE;

    if (!journal)
        return TRUE;
    done = rv_journal_commit(journal, error);
    release(journal);
    return done;
}

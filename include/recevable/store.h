/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal of an archive's verification: what became of which file, in one SQLite file. The only
 * includer of SQLite.
 *
 * A *run* goes over an archive in one *setup*: everything besides a document that shapes its
 * result. An *outcome* is the result of a document, known by the hash of its bytes, in a setup.
 * Each file of a run leads to an outcome; files of the same bytes to the same one. Every row
 * carries a hash of itself, because SQLite does not see most flipped bits: a row whose hash is
 * wrong is not there. The readings of documents may be kept, too.
 *
 * One process writes, others may read meanwhile. Not to be carried over a fork. All functions with
 * a GError fail with IO when the journal cannot be read or written, and tell what to do. */
#pragma once

#include "recevable/result.h"

typedef struct _RvJournal RvJournal;

typedef enum { RV_JOURNAL_READ, RV_JOURNAL_WRITE } RvJournalMode;

/* WRITE makes it where it is not there, readable by its owner alone. Errors: NOT_FOUND, IO (in use
 * by another run; damaged; of a newer version; no journal). */
RvJournal *rv_journal_open(const char *path, RvJournalMode mode, GError **error);
/* What was not committed is. FALSE: it could not be. The journal is gone either way. */
gboolean rv_journal_close(RvJournal *journal, GError **error);

/* ---- runs ------------------------------------------------------------------------------------ */

typedef struct {
    gint64 id;
    char *setup;       /* hash, hexadecimal */
    char *description; /* of the setup, for people */
    gint64 started;    /* seconds since 1970 */
    gint64 finished;   /* 0: it was not */
} RvRun;

void rv_run_free(RvRun *run);
/* The last run if it is of that setup, which is then under way again; else a new one. */
RvRun *rv_journal_begin(RvJournal *journal, const char *setup, const char *description,
                        GError **error);
/* The one before it; NULL: there is none. */
RvRun *rv_journal_run_before(RvJournal *journal, const RvRun *run);
gboolean rv_journal_finish(RvJournal *journal, RvRun *run, GError **error);
/* RvRun, the oldest first. */
GPtrArray *rv_journal_runs(RvJournal *journal, GError **error);

/* ---- outcomes -------------------------------------------------------------------------------- */

typedef struct {
    gint64 id;
    char *sha256; /* NULL: the file could not be read */
    RvVerdict verdict;
    int pages, score;           /* score -1: not measured */
    char *template_id, *reason; /* of the verdict: the first finding; NULL: none */
} RvOutcome;

void rv_outcome_clear(RvOutcome *outcome);
/* TRUE: it is known, and its result whole. */
gboolean rv_journal_find(RvJournal *journal, const char *sha256, const char *setup,
                         RvOutcome *outcome, GError **error);
/* Keeps a result (its sha256 NULL: of one file alone), in the place of one that is known. */
gboolean rv_journal_keep(RvJournal *journal, const char *setup, const RvResult *result,
                         RvOutcome *outcome, GError **error);
/* The whole result of an outcome; its file's name is empty. */
RvResult *rv_journal_result(RvJournal *journal, gint64 outcome, GError **error);

/* ---- files ----------------------------------------------------------------------------------- */

/* A file of the run has that outcome; names are bytes. */
gboolean rv_journal_note(RvJournal *journal, const RvRun *run, const char *path, gint64 outcome,
                         GError **error);
gboolean rv_journal_forget(RvJournal *journal, const RvRun *run, const char *path, GError **error);
/* Brings everything so far to the disk. */
gboolean rv_journal_commit(RvJournal *journal, GError **error);

/* FALSE stops. */
typedef gboolean (*RvJournalFunc)(const char *path, const RvOutcome *outcome, gpointer data);
/* All files of a run by the bytes of their names. `*damaged`: how many rows are not what was
 * written, and left out. FALSE with an error, or stopped. */
gboolean rv_journal_each(RvJournal *journal, gint64 run, RvJournalFunc func, gpointer data,
                         guint *damaged, GError **error);

/* A file whose verdict differs between two runs, or which one of them knows nothing of. */
typedef struct {
    const char *path;
    gboolean was_there, is_there;
    RvVerdict before, after; /* where it was, and is, there */
} RvChange;

typedef void (*RvChangeFunc)(const RvChange *change, gpointer data);
/* Between a run and one of before, maybe of another journal: by the bytes of the names, then those
 * that are gone. `*damaged` as above. */
gboolean rv_journal_compare(RvJournal *old_journal, gint64 old_run, RvJournal *journal, gint64 run,
                            RvChangeFunc func, gpointer data, guint *damaged, GError **error);

/* ---- readings -------------------------------------------------------------------------------- */

/* What was read of a document by a reader in its setup (a hash, like the run's), which was the last
 * to be kept. NULL: none, or by another. */
GBytes *rv_journal_reading(RvJournal *journal, const char *sha256, const char *reader);
gboolean rv_journal_keep_reading(RvJournal *journal, const char *sha256, const char *reader,
                                 GBytes *reading, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvRun, rv_run_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RvOutcome, rv_outcome_clear)

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An archive, verified: which files there are, and what becomes of each, through a pool of workers
 * into a journal. */
#pragma once

#include "recevable/store.h"
#include "recevable/work.h"

#include <signal.h>

/* ---- what there is --------------------------------------------------------------------------- */

/* A document that is to be looked at; its name is bytes. */
typedef struct {
    char *path;  /* as people see it */
    int folder;  /* index into RvArchive's folders that it is below; -1: named by itself */
    guint below; /* where in `path` its name below that folder begins */
} RvEntry;

/* What is no document, and why. */
typedef struct {
    char *path;
    const char *why;  /* translated, static */
    gboolean is_loss; /* there may be documents in it */
} RvSkipped;

typedef struct {
    GPtrArray *entries; /* RvEntry, by the bytes of their paths, each once */
    GPtrArray *skipped; /* RvSkipped */
    GArray *folders;    /* int: descriptors */
    guint n_others;     /* files that are no documents by name and content */
} RvArchive;

typedef struct {
    const GPtrArray *include, *exclude; /* globs (char *): of the name, or with a '/' of the path
                                         * below the folder; empty: what is named *.pdf, or begins
                                         * like one; nothing */
} RvArchiveFilter;

RvArchive *rv_archive_new(void);
void rv_archive_free(RvArchive *archive);
/* Adds what a folder tree holds, or one file. Symbolic links within are not followed; the path
 * itself may be one. Error: NOT_FOUND. */
gboolean rv_archive_add(RvArchive *archive, const char *path, const RvArchiveFilter *filter,
                        GError **error);
/* A file by its name, whatever it is. */
void rv_archive_add_file(RvArchive *archive, const char *path);
/* Whether a file is a document, by its name, or else its first bytes. */
gboolean rv_archive_is_document(int folder, const char *name);
/* Sorts, and drops what was named twice. To be called when all is added. */
void rv_archive_settle(RvArchive *archive);
/* Its bytes; errors of rv_intake_new(). */
RvIntake *rv_archive_intake(const RvArchive *archive, const RvEntry *entry, gsize max_bytes,
                            GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvArchive, rv_archive_free)

/* ---- a run over it --------------------------------------------------------------------------- */

typedef struct {
    guint total, done;
    guint reused; /* of them: were known */
    guint unread; /* documents that were judged by readings of before */
    guint verdicts[RV_VERDICT_ERROR + 1];
    guint64 pages; /* that were read */
    double cpu;    /* seconds of workers */
} RvBatchCounts;

typedef struct {
    RvPool *pool;
    RvJournal *journal;
    RvRun *run;
    const RvArchive *archive;
    gsize max_bytes;
    const char *reader;      /* everything that shapes a reading, as a hash */
    gboolean keep_readings;  /* kept ones are used in any case */
    gboolean retry_errors;   /* documents whose outcome is an error are tried again */
    RvGiven given;           /* of results that are made here */
    const char *template_id; /* likewise, or NULL */
    RvIsolation isolation;
    const volatile sig_atomic_t *stop; /* not 0: somebody wants it to end */
    void (*progress)(const RvBatchCounts *counts, gpointer data);
    gpointer data;
} RvBatch;

/* Every file of the archive gets its row in the journal. FALSE with an error: the journal cannot be
 * written. TRUE although it was stopped: counts->done < counts->total. */
gboolean rv_batch_run(const RvBatch *batch, RvBatchCounts *counts, GError **error);

/* ---- a hot folder ---------------------------------------------------------------------------- */

typedef struct _RvHotFolder RvHotFolder;

/* Watches a folder, not those in it. Error: NOT_FOUND. */
RvHotFolder *rv_hot_folder_new(const char *path, double settle_seconds, GError **error);
void rv_hot_folder_free(RvHotFolder *hot);
int rv_hot_folder_fd(const RvHotFolder *hot); /* a descriptor of it */
/* Waits for a regular file that has not changed for so long; those that are there already count,
 * hidden ones do not. Its name is the caller's; each is given once, and again when it changes.
 * NULL: *stop, or with an error that the folder is gone. */
char *rv_hot_folder_next(RvHotFolder *hot, const volatile sig_atomic_t *stop, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvHotFolder, rv_hot_folder_free)

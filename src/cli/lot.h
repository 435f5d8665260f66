/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What batch, journal and watch share. */
#pragma once

#include "session.h"

#include "recevable/batch.h"

extern const char *const rv_cli_batch_formats[];

/* ---- describe.c ------------------------------------------------------------------------------ */

/* Everything besides a document that shapes its result, as people read it; and hashes of that, and
 * of what of it shapes the reading. */
typedef struct {
    char *text, *hash, *reader;
} RvDescription;

RvDescription rv_cli_describe(const RvCrew *crew);
void rv_description_clear(RvDescription *description);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RvDescription, rv_description_clear)

/* ---- progress.c: a line on standard error ---------------------------------------------------- */

typedef struct {
    gboolean is_terminal;
    gint64 started, told; /* monotonic, microseconds */
    guint width;          /* of the line that stands there */
} RvProgress;

void rv_progress_init(RvProgress *progress);
/* RvBatch's function; `data` is an RvProgress. */
void rv_progress_tell(const RvBatchCounts *counts, gpointer data);
/* So far are reports written; the same line. */
void rv_progress_count(RvProgress *progress, guint done, guint total);
void rv_progress_end(RvProgress *progress);

/* ---- batch-report.c -------------------------------------------------------------------------- */

typedef struct {
    RvJournal *journal;
    const RvRun *run;
    const RvRun *before;         /* whose verdicts are compared, or NULL */
    const RvArchive *archive;    /* NULL: only the journal is known */
    const RvBatchCounts *counts; /* NULL: those of the journal */
    const char *format;
    const char *folder; /* of --report, or NULL */
} RvBatchReport;

/* To standard output, and to the folder. FALSE: explained. */
gboolean rv_batch_report(const RvBatchReport *report);
/* Its last lines alone, to standard output. */
gboolean rv_batch_summary(const RvBatchReport *report);
/* Every file of the run: `row` gets `data`. *is_told: that rows are damaged was told. FALSE: `row`
 * said so, or it was explained. */
gboolean rv_batch_each(const RvBatchReport *report, RvJournalFunc row, gpointer data,
                       gboolean *is_told);

/* ---- batch-sheets.c -------------------------------------------------------------------------- */

typedef struct {
    const char *path; /* NULL: standard output */
    const char *format;
} RvBatchSheet;

/* All that takes whole results, of so many documents. FALSE: explained. */
gboolean rv_batch_sheets(const RvBatchReport *report, const RvBatchSheet *sheets, guint n,
                         guint documents, gboolean *is_told);

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run: file by file into the pool, results into the journal. What is acknowledged is on the disk.
 */
#include "recevable/batch.h"

#include <string.h>

/* Files whose outcome was known are noted together. */
#define NOTES_AT_ONCE 1000
/* How often progress is told while nothing else happens. */
#define TICK_MILLISECONDS 200

typedef struct {
    const RvBatch *b;
    RvBatchCounts *counts;
    GHashTable *pending; /* sha256 -> GPtrArray of RvEntry, borrowed: under way */
    guint uncommitted;
    GError **error;
} Run;

/* ---- the journal ----------------------------------------------------------------------------- */

static gboolean
commit(Run *run)
{
    run->uncommitted = 0;
    return rv_journal_commit(run->b->journal, run->error);
}

static gboolean
note(Run *run, const RvEntry *entry, const RvOutcome *outcome, gboolean was_known)
{
    if (!rv_journal_note(run->b->journal, run->b->run, entry->path, outcome->id, run->error))
        return FALSE;
    run->counts->done++;
    run->counts->reused += was_known;
    run->counts->verdicts[outcome->verdict]++;
    run->uncommitted++;
    return run->uncommitted < NOTES_AT_ONCE || commit(run);
}

/* What a worker cannot know, or is not believed in. */
static void
finish_result(const Run *run, RvResult *result, const char *sha256)
{
    g_free(result->sha256);
    result->sha256 = g_strdup(sha256);
    result->given = run->b->given;
    g_free(result->forced_template);
    result->forced_template = g_strdup(run->b->template_id);
    result->isolation = run->b->isolation;
}

static gboolean
keep(Run *run, RvResult *result, const char *sha256, const GPtrArray *entries)
{
    g_auto(RvOutcome) outcome = {0};

    finish_result(run, result, sha256);
    if (!rv_journal_keep(run->b->journal, run->b->run->setup, result, &outcome, run->error))
        return FALSE;
    for (guint i = 0; i < entries->len; i++)
        if (!note(run, g_ptr_array_index(entries, i), &outcome, i > 0))
            return FALSE;
    return commit(run);
}

static gboolean
keep_reading(Run *run, const RvJob *job)
{
    if (job->readings && !job->kept && job->result->verdict != RV_VERDICT_ERROR)
        run->counts->unread++;
    return !job->kept || rv_journal_keep_reading(run->b->journal, job->intake->sha256,
                                                 run->b->reader, job->kept, run->error);
}

/* ---- the pool -------------------------------------------------------------------------------- */

/* Waits a moment for a job, and keeps what came of it. */
static gboolean
take_one(Run *run)
{
    g_autoptr(RvJob) job = rv_pool_wait(run->b->pool, TICK_MILLISECONDS);
    gboolean kept = TRUE;

    if (job) {
        const char *sha256 = job->intake->sha256;

        run->counts->pages += (guint64)job->result->pages;
        run->counts->cpu += job->cpu;
        kept = keep_reading(run, job) &&
               keep(run, job->result, sha256, g_hash_table_lookup(run->pending, sha256));
        g_hash_table_remove(run->pending, sha256);
    }
    if (run->b->progress)
        run->b->progress(run->counts, run->b->data);
    return kept;
}

static gboolean
give(Run *run, const RvEntry *entry, RvIntake *intake)
{
    GPtrArray *entries = g_ptr_array_new();
    RvJob *job = rv_job_new(intake, RV_TASK_CHECK);

    g_ptr_array_add(entries, (gpointer)entry);
    g_hash_table_insert(run->pending, g_strdup(intake->sha256), entries);
    job->readings = rv_journal_reading(run->b->journal, intake->sha256, run->b->reader);
    /* One that turns out to be of no use is replaced. */
    job->keep_readings = run->b->keep_readings || job->readings;
    rv_pool_give(run->b->pool, job);
    return TRUE;
}

/* ---- files ----------------------------------------------------------------------------------- */

static gboolean
keep_unread(Run *run, const RvEntry *entry, const GError *problem)
{
    g_autoptr(RvResult) result = rv_result_new_error("", problem);
    g_autoptr(GPtrArray) one = g_ptr_array_new();

    g_ptr_array_add(one, (gpointer)entry);
    return keep(run, result, NULL, one);
}

static gboolean
do_entry(Run *run, const RvEntry *entry)
{
    g_autoptr(GError) problem = NULL;
    g_autoptr(RvIntake) intake =
        rv_archive_intake(run->b->archive, entry, run->b->max_bytes, &problem);
    g_auto(RvOutcome) outcome = {0};
    GPtrArray *same;

    if (!intake)
        return keep_unread(run, entry, problem);
    same = g_hash_table_lookup(run->pending, intake->sha256);
    if (same) {
        g_ptr_array_add(same, (gpointer)entry);
        return TRUE;
    }
    if (rv_journal_find(run->b->journal, intake->sha256, run->b->run->setup, &outcome, NULL) &&
        (outcome.verdict != RV_VERDICT_ERROR || !run->b->retry_errors))
        return note(run, entry, &outcome, TRUE);
    while (!rv_pool_has_room(run->b->pool))
        if (*run->b->stop || !take_one(run))
            return *run->b->stop != 0;
    return give(run, entry, g_steal_pointer(&intake));
}

/* ---- files that are gone --------------------------------------------------------------------- */

typedef struct {
    const RvArchive *archive;
    GPtrArray *gone;
} Search;

static int
compare_path(gconstpointer key, gconstpointer element)
{
    return strcmp(key, (*(const RvEntry *const *)element)->path);
}

static gboolean
look_for(const char *path, const RvOutcome *outcome, gpointer data)
{
    const Search *search = data;
    const GPtrArray *entries = search->archive->entries;

    (void)outcome;
    if (!entries->len ||
        !bsearch(path, entries->pdata, entries->len, sizeof(gpointer), compare_path))
        g_ptr_array_add(search->gone, g_strdup(path));
    return TRUE;
}

static gboolean
forget_gone(Run *run)
{
    g_autoptr(GPtrArray) gone = g_ptr_array_new_with_free_func(g_free);
    Search search = {run->b->archive, gone};
    guint damaged;

    if (!rv_journal_each(run->b->journal, run->b->run->id, look_for, &search, &damaged, run->error))
        return FALSE;
    for (guint i = 0; i < gone->len; i++)
        if (!rv_journal_forget(run->b->journal, run->b->run, g_ptr_array_index(gone, i),
                               run->error))
            return FALSE;
    return TRUE;
}

gboolean
rv_batch_run(const RvBatch *batch, RvBatchCounts *counts, GError **error)
{
    const GPtrArray *entries = batch->archive->entries;
    g_autoptr(GHashTable) pending =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    Run run = {.b = batch, .counts = counts, .pending = pending, .error = error};

    *counts = (RvBatchCounts){.total = entries->len};
    for (guint i = 0; i < entries->len && !*batch->stop; i++) {
        if (!do_entry(&run, g_ptr_array_index(entries, i)))
            return FALSE;
        if (batch->progress)
            batch->progress(counts, batch->data);
    }
    while (!*batch->stop && g_hash_table_size(pending))
        if (!take_one(&run))
            return FALSE;
    if (*batch->stop)
        return commit(&run);
    return forget_gone(&run) && rv_journal_finish(batch->journal, batch->run, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work on documents in processes that cannot do harm: what opens a document has given up its rights
 * before it sees one.
 *
 * Three kinds of process. The *supervisor* is the program that a user started: it copies documents
 * into memory and never looks into them. A *zygote* (`recevable worker`) is started by it as a
 * program of its own, loads models and templates, and never sees a document either. For each
 * document it forks a *worker*, which locks itself up, opens the document, tells its result and
 * ends. The only includer of libseccomp. */
#pragma once

#include "recevable/annotate.h"
#include "recevable/pipeline.h"

/* ---- limits ---------------------------------------------------------------------------------- */

typedef struct {
    guint64 memory;     /* bytes of address space beyond what a zygote has */
    guint cpu_seconds;  /* of a document's processor time */
    guint step_seconds; /* on the clock: to open, for each page, to judge */
    guint open_files;
    guint64 written; /* bytes of a file that it is given for writing; 0: it writes none */
} RvWorkLimits;

/* Each with its reason in src/work/limits.c. */
extern const RvWorkLimits rv_work_default_limits;

/* ---- isolation ------------------------------------------------------------------------------- */

/* What this system lets workers be held by. */
typedef struct {
    int landlock; /* version of the kernel's interface; 0: it has none, and files that the user may
                   * read can be read */
    gboolean seccomp;
} RvFenceKinds;

RvFenceKinds rv_fence_kinds(void);
/* What results are told to have been made in. */
RvIsolation rv_fence_isolation(const RvFenceKinds *kinds);

/* A fence is built where files may still be opened, and closed where documents will be: in between
 * a process forks. Error: INTERNAL. */
typedef struct _RvFence RvFence;
RvFence *rv_fence_new(GError **error);
void rv_fence_free(RvFence *fence);
/* For good: this process has nothing open but `fds`, which are RV_FIRST_FD and up then (process.h);
 * opens no file but fonts, libraries and the like, for reading; no socket; starts nothing; signals
 * nobody; and is held to the limits. FALSE: it is not, and must not see a document. */
#define RV_FENCE_FDS 4 /* at the most */
gboolean rv_fence_close(const RvFence *fence, const RvWorkLimits *limits, const int *fds, guint n);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvFence, rv_fence_free)

/* ---- the zygote ------------------------------------------------------------------------------ */

/* What is to be done with a document. */
typedef enum { RV_TASK_CHECK, RV_TASK_SCORE, RV_TASK_SCORE_FAST, RV_TASK_LEARN, RV_N_TASKS } RvTask;

/* What a zygote says of itself before it takes documents. */
typedef struct {
    int status; /* 0: it is ready; else the exit status of whoever asked, which was explained on
                 * standard error */
    RvIsolation isolation;
    gboolean knows_deadlines;
    char engine[256];   /* of rv_reader_version(); empty: it does not read */
    char templates[65]; /* one hash of all models, in hexadecimal; empty: it has none */
} RvHello;

/* In the zygote: waits for what rv_pool_new() was given as setup; the caller's. NULL: there is no
 * supervisor. */
GBytes *rv_zygote_receive(void);
/* Says hello, then forks a worker for each document until the supervisor is gone. `fence` NULL:
 * without isolation. */
void rv_zygote_serve(const RvHello *hello, const RvPipeline *pipeline, const RvFence *fence,
                     const RvWorkLimits *limits);

/* ---- the supervisor -------------------------------------------------------------------------- */

/* A document in memory, which no file can change any more. */
typedef struct {
    int fd; /* of a sealed memory file */
    gsize size;
    char sha256[65];
    GChecksum *checksum; /* while it is filled */
} RvIntake;

/* Copies a regular file ("-": standard input), relative to `folder` (AT_FDCWD: where the program
 * is). `flags`: of open(), O_NOFOLLOW or 0. Errors: those of rv_file_read(). */
RvIntake *rv_intake_new(int folder, const char *path, int flags, gsize max_bytes, GError **error);
/* The same in pieces as they come: an empty one; more of it, up to `max_bytes` in all; the end,
 * after which it can be worked on. Errors: INTERNAL, IO, FILE_TOO_LARGE, EMPTY. */
RvIntake *rv_intake_begin(GError **error);
gboolean rv_intake_add(RvIntake *intake, gconstpointer bytes, gsize size, gsize max_bytes,
                       GError **error);
gboolean rv_intake_end(RvIntake *intake, GError **error);
/* The same bytes for another job; NULL: there are no descriptors left. */
RvIntake *rv_intake_share(const RvIntake *intake);
void rv_intake_free(RvIntake *intake);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvIntake, rv_intake_free)

/* Whether an annotated copy of a document is wanted. */
typedef enum {
    RV_ANNOTATE_NOT,
    RV_ANNOTATE_PLACES, /* marks in their places */
    RV_ANNOTATE_ALL,    /* and a summary */
    RV_N_ANNOTATE
} RvAnnotate;

typedef struct {
    RvIntake *intake;
    RvTask task;
    guint pictures;         /* of its first pages, so many are wanted */
    GBytes *readings;       /* of the same document, of a job before, or NULL; owned */
    gboolean keep_readings; /* those of this job are wanted */
    RvAnnotate annotate;    /* checking and learning */
    gpointer data;          /* the caller's */
    guint steps;            /* while it is worked on: pages that are done, then more */
    /* When it is done: */
    RvResult *result; /* never NULL; its `file` is empty */
    GBytes *kept;     /* readings, owned; NULL: not wanted, none, or `readings` were as good */
    RvAnnotated how;  /* it was annotated */
    GBytes *draft;    /* learning: the file of a model, which nobody checked yet; owned */
    GBytes *notes;    /* DONE: the annotated document, which begins with this one's bytes; owned */
    guint attempts;   /* workers that it took */
    double cpu;       /* seconds of them all */
} RvJob;

RvJob *rv_job_new(RvIntake *intake, RvTask task); /* takes `intake` over */
void rv_job_free(RvJob *job);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvJob, rv_job_free)

typedef struct _RvPool RvPool;

/* Starts one zygote and hears its hello, which is the same for all; up to `n` work at once. `setup`
 * goes to each. `*status` is the hello's when that is not 0. Error: INTERNAL (no zygote could be
 * started); no error when the zygote explained itself. */
RvPool *rv_pool_new(GBytes *setup, guint n, const RvWorkLimits *limits, int *status,
                    GError **error);
void rv_pool_free(RvPool *pool); /* ends all that is under way */
const RvHello *rv_pool_hello(const RvPool *pool);
guint rv_pool_n_busy(const RvPool *pool);
gboolean rv_pool_has_room(const RvPool *pool);
/* Takes the job over; only where there is room. */
void rv_pool_give(RvPool *pool, RvJob *job);
/* rv_pool_wait() ends without a job, too, when this descriptor has something to read; -1: none. */
void rv_pool_watch(RvPool *pool, int fd);
/* A job that is done; the caller's. NULL: none within `milliseconds` (-1: however long), or a
 * signal came, or none is under way. A worker that crashes or breaks a limit is replaced and its
 * document tried once more; then its result is an error that tells the cause. */
RvJob *rv_pool_wait(RvPool *pool, int milliseconds);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvPool, rv_pool_free)

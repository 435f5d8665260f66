/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worker: the only process that opens documents. */
#include "worker.h"

#include "frame.h"

#include "recevable/process.h"
#include "recevable/report.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define REPLY_FD (RV_FIRST_FD + RV_ORDER_REPLY)
#define NOTES_FD (RV_FIRST_FD + RV_ORDER_NOTES)

/* NULL: it is empty. */
static GBytes *
map(int which)
{
    int fd = RV_FIRST_FD + which;
    struct stat st;
    gpointer data;

    if (fstat(fd, &st) < 0 || st.st_size <= 0)
        return NULL;
    data = mmap(NULL, (gsize)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    return data == MAP_FAILED ? NULL : g_bytes_new_static(data, (gsize)st.st_size);
}

static void
tell_step(int done, gpointer data)
{
    RvFrameStep step = {GUINT32_TO_LE((guint32)done)};

    (void)data;
    rv_frame_write(REPLY_FD, RV_FRAME_STEP, &step, sizeof step);
}

static void
tell_readings(GBytes *readings, gpointer data)
{
    gsize size;
    gconstpointer bytes = g_bytes_get_data(readings, &size);

    (void)data;
    if (size <= rv_frame_most(RV_FRAME_READINGS))
        rv_frame_write(REPLY_FD, RV_FRAME_READINGS, bytes, size);
}

static gboolean
tell_picture(const RvPageScore *page, guint index)
{
    RvFramePicture head = {GUINT32_TO_LE(index), GUINT32_TO_LE((guint32)page->picture_width),
                           GUINT32_TO_LE((guint32)page->picture_height)};
    g_autoptr(GByteArray) bytes = g_byte_array_new();

    g_byte_array_append(bytes, (const guint8 *)&head, sizeof head);
    g_byte_array_append(bytes, page->picture,
                        (guint)page->picture_width * (guint)page->picture_height);
    return rv_frame_write(REPLY_FD, RV_FRAME_PICTURE, bytes->data, bytes->len);
}

static gboolean
tell_result(const RvResult *result, guint pictures)
{
    g_autoptr(GString) text = g_string_new(NULL);
    gboolean told;

    rv_result_to_json(result, text);
    told = rv_frame_write(REPLY_FD, RV_FRAME_RESULT, text->str, text->len);
    for (guint i = 0; told && result->readability && i < result->readability->pages->len; i++) {
        const RvPageScore *page = &g_array_index(result->readability->pages, RvPageScore, i);

        if (page->picture && i < pictures)
            told = tell_picture(page, i);
    }
    return told;
}

static void
write_notes(const RvPipeline *pipeline, RvDocument *document, GBytes *bytes, const GPtrArray *marks)
{
    gsize size;
    RvAnnotated how =
        rv_document_annotate(document, bytes, pipeline->password, marks, NOTES_FD, &size);
    RvFrameNotes notes = {GUINT64_TO_LE((guint64)how), GUINT64_TO_LE((guint64)size)};

    rv_frame_write(REPLY_FD, RV_FRAME_NOTES, &notes, sizeof notes);
}

static void
annotate(const RvPipeline *pipeline, RvDocument *document, GBytes *bytes, const RvResult *result)
{
    const RvErrand *errand = pipeline->data;
    g_autoptr(GPtrArray) marks =
        rv_result_marks(result, errand->order->annotate == RV_ANNOTATE_ALL);

    write_notes(pipeline, document, bytes, marks);
}

static void
tell_draft(const RvPipeline *pipeline, RvDocument *document, GBytes *bytes, const RvDraft *draft)
{
    const RvErrand *errand = pipeline->data;
    g_autofree char *xml = rv_draft_to_xml(draft);
    g_autoptr(GPtrArray) marks = rv_draft_marks(draft);

    if (draft->sections->len)
        rv_frame_write(REPLY_FD, RV_FRAME_DRAFT, xml, strlen(xml));
    if (errand->order->annotate)
        write_notes(pipeline, document, bytes, marks);
}

static RvResult *
do_task(const RvErrand *errand, GBytes *bytes, GBytes *readings)
{
    RvPipeline pipeline = *errand->pipeline;
    RvTask task = (RvTask)errand->order->task;

    pipeline.with_pictures = errand->order->pictures != 0;
    pipeline.step = tell_step;
    pipeline.kept = readings;
    pipeline.keep = errand->order->keep_readings ? tell_readings : NULL;
    pipeline.judged = errand->order->annotate ? annotate : NULL;
    pipeline.learnt = tell_draft;
    pipeline.data = (gpointer)errand;
    if (task == RV_TASK_LEARN)
        return rv_pipeline_learn_bytes(&pipeline, "", bytes);
    if (task == RV_TASK_CHECK)
        return rv_pipeline_check_bytes(&pipeline, "", bytes);
    return rv_pipeline_score_bytes(&pipeline, "", bytes, task == RV_TASK_SCORE_FAST);
}

/* The document, which it may write again, and what is added. */
static guint64
may_write(const RvErrand *errand)
{
    struct stat st;

    if (!errand->order->annotate || fstat(errand->fds[RV_ORDER_DOCUMENT], &st) < 0)
        return 0;
    return (guint64)st.st_size + RV_ANNOTATIONS_BYTES;
}

static gboolean
lock_up(const RvErrand *errand)
{
    RvWorkLimits limits = *errand->limits;

    limits.written = may_write(errand);
    rv_process_reset_signals();
    if (!rv_process_die_with(errand->parent))
        return FALSE;
    if (!errand->fence)
        return rv_process_keep_only(errand->fds, RV_ORDER_FDS);
    /* Writing more fails, and kills nobody. */
    signal(SIGXFSZ, SIG_IGN);
    return rv_fence_close(errand->fence, &limits, errand->fds, RV_ORDER_FDS);
}

_Noreturn void
rv_worker_run(const RvErrand *errand)
{
    g_autoptr(GBytes) bytes = NULL, readings = NULL;
    g_autoptr(RvResult) result = NULL;

    if (!lock_up(errand))
        _exit(RV_WORKER_UNFENCED);
    bytes = map(RV_ORDER_DOCUMENT);
    if (!bytes)
        _exit(EXIT_FAILURE);
    readings = map(RV_ORDER_READINGS);
    result = do_task(errand, bytes, readings);
    _exit(tell_result(result, errand->order->pictures) ? EXIT_SUCCESS : EXIT_FAILURE);
}

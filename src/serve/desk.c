/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk.h"

#include "recevable/error.h"
#include "recevable/i18n.h"

#include <string.h>
#include <sys/random.h>

static void
document_free(gpointer data)
{
    RvDeskDocument *document = data;

    /* What comes of them is nobody's. */
    if (document->look)
        document->look->data = NULL;
    if (document->check)
        document->check->data = NULL;
    rv_intake_free(document->intake);
    rv_result_free(document->glance);
    rv_result_free(document->result);
    g_clear_pointer(&document->annotated, g_bytes_unref);
    g_free(document->name);
    g_free(document);
}

void
rv_desk_init(RvDesk *desk, const RvServe *serve)
{
    *desk = (RvDesk){.serve = serve};
    desk->documents = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, document_free);
    g_queue_init(&desk->to_glance);
    g_queue_init(&desk->to_check);
    g_queue_init(&desk->to_pack);
}

void
rv_desk_clear(RvDesk *desk)
{
    g_clear_pointer(&desk->documents, g_hash_table_unref);
    g_queue_clear_full(&desk->to_glance, g_free);
    g_queue_clear_full(&desk->to_check, g_free);
    g_queue_clear_full(&desk->to_pack, g_free);
}

/* ---- documents ------------------------------------------------------------------------------- */

gsize
rv_desk_bytes(const RvDesk *desk)
{
    GHashTableIter iter;
    gpointer document;
    gsize bytes = 0;

    g_hash_table_iter_init(&iter, desk->documents);
    while (g_hash_table_iter_next(&iter, NULL, &document)) {
        const RvDeskDocument *d = document;

        bytes += d->intake ? d->intake->size : 0;
        bytes += rv_desk_picture_bytes(d);
        bytes += d->annotated ? g_bytes_get_size(d->annotated) : 0;
    }
    return bytes;
}

gboolean
rv_desk_has_room(const RvDesk *desk)
{
    return g_hash_table_size(desk->documents) < RV_DESK_DOCUMENTS &&
           rv_desk_bytes(desk) + desk->serve->max_bytes <= RV_DESK_BYTES;
}

static void
draw_id(char id[RV_DESK_ID + 1])
{
    guint8 bits[RV_DESK_ID / 2];

    /* 16 bytes come whole, and at once: the machine has booted. */
    if (getrandom(bits, sizeof bits, 0) != sizeof bits)
        g_error("getrandom");
    for (gsize i = 0; i < sizeof bits; i++)
        g_snprintf(id + 2 * i, 3, "%02x", bits[i]);
}

RvDeskDocument *
rv_desk_add(RvDesk *desk, RvIntake *intake, const char *name)
{
    RvDeskDocument *document = g_new0(RvDeskDocument, 1);

    draw_id(document->id);
    document->name = g_strdup(name);
    document->intake = intake;
    document->touched = g_get_monotonic_time();
    memcpy(document->sha256, intake->sha256, sizeof document->sha256);
    g_hash_table_insert(desk->documents, document->id, document);
    g_queue_push_tail(&desk->to_glance, g_strdup(document->id));
    g_queue_push_tail(&desk->to_check, g_strdup(document->id));
    return document;
}

RvDeskDocument *
rv_desk_find(RvDesk *desk, const char *id)
{
    RvDeskDocument *document = g_hash_table_lookup(desk->documents, id);

    if (document)
        document->touched = g_get_monotonic_time();
    return document;
}

void
rv_desk_forget(RvDesk *desk, RvDeskDocument *document)
{
    g_hash_table_remove(desk->documents, document->id);
}

static gboolean
is_old(gpointer id, gpointer data, gpointer limit)
{
    const RvDeskDocument *document = data;

    (void)id;
    return document->touched < *(const gint64 *)limit;
}

void
rv_desk_tidy(RvDesk *desk)
{
    gint64 limit = g_get_monotonic_time() - (gint64)desk->serve->keep_seconds * G_USEC_PER_SEC;

    g_hash_table_foreach_remove(desk->documents, is_old, &limit);
}

gboolean
rv_desk_mark_seen(RvDeskDocument *document, const char *id, gboolean is_seen)
{
    for (guint i = 0; document->result && i < document->result->items->len; i++) {
        RvItemResult *item = g_ptr_array_index(document->result->items, i);

        if (g_str_equal(item->id, id)) {
            item->is_seen = is_seen;
            return TRUE;
        }
    }
    return FALSE;
}

/* ---- work ------------------------------------------------------------------------------------ */

/* The next that is still there. */
static RvDeskDocument *
next_of(const RvDesk *desk, GQueue *queue)
{
    char *id;

    while ((id = g_queue_pop_head(queue))) {
        RvDeskDocument *document = g_hash_table_lookup(desk->documents, id);

        g_free(id);
        if (document)
            return document;
    }
    return NULL;
}

/* NULL: it cannot be. */
static RvJob *
start(RvDesk *desk, RvDeskDocument *document, RvTask task)
{
    RvIntake *intake = document->intake ? rv_intake_share(document->intake) : NULL;
    RvJob *job;

    if (!intake)
        return NULL;
    job = rv_job_new(intake, task);
    /* Those of the glance are the same. */
    job->pictures = document->glance && document->glance->readability ? 0 : RV_DESK_PICTURES;
    job->annotate = task == RV_TASK_CHECK ? RV_ANNOTATE_ALL : RV_ANNOTATE_NOT;
    job->data = document;
    rv_pool_give(desk->serve->pool, job);
    return job;
}

static void
give_up(RvDeskDocument *document)
{
    g_autoptr(GError) error =
        g_error_new(RV_ERROR, RV_ERROR_INTERNAL, "%s", _("too many files are open"));

    document->result = rv_result_new_error(document->name, error);
    document->state = RV_DESK_DONE;
}

void
rv_desk_feed(RvDesk *desk)
{
    RvDeskDocument *document;

    /* Everybody's first glance goes before anybody's check. */
    while (rv_pool_has_room(desk->serve->pool) && (document = next_of(desk, &desk->to_glance)))
        document->look = start(desk, document, RV_TASK_SCORE_FAST);
    while (rv_pool_has_room(desk->serve->pool) && desk->checking < desk->serve->jobs &&
           (document = next_of(desk, &desk->to_check))) {
        document->state = RV_DESK_CHECKING;
        document->check = start(desk, document, RV_TASK_CHECK);
        if (document->check)
            desk->checking++;
        else
            give_up(document);
    }
}

/* What a worker cannot know, or is not believed in. */
static RvResult *
finish(const RvDesk *desk, const RvDeskDocument *document, RvResult *result)
{
    g_free(result->file);
    result->file = g_strdup(document->name);
    g_free(result->sha256);
    result->sha256 = g_strdup(document->sha256);
    result->given = desk->serve->given;
    g_free(result->forced_template);
    result->forced_template = g_strdup(desk->serve->template_id);
    result->isolation = rv_pool_hello(desk->serve->pool)->isolation;
    return result;
}

void
rv_desk_take(RvDesk *desk, RvJob *job)
{
    RvDeskDocument *document = job->data;
    RvResult *result = g_steal_pointer(&job->result);

    if (job->task == RV_TASK_CHECK)
        desk->checking--;
    if (!document) {
        rv_result_free(result);
        rv_job_free(job);
        return;
    }
    finish(desk, document, result);
    if (job->task == RV_TASK_CHECK) {
        document->check = NULL;
        document->result = result;
        document->how = job->how;
        document->annotated = g_steal_pointer(&job->notes);
        document->state = RV_DESK_DONE;
        g_clear_pointer(&document->intake, rv_intake_free); /* of no more use */
    } else {
        document->look = NULL;
        document->glance = result;
    }
    rv_desk_pack_later(desk, document);
    rv_job_free(job);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pictures of pages while their documents are on the desk: each is made a PNG when there is
 * time for it, and kept once, whichever of a document's two jobs brought it. */
#include "desk.h"

#include "recevable/report.h"

static RvPageScore *
find(const RvResult *result, int number)
{
    const RvReadability *r = result ? result->readability : NULL;

    for (guint i = 0; r && i < r->pages->len; i++) {
        RvPageScore *page = &g_array_index(r->pages, RvPageScore, i);

        if (page->page == number)
            return page;
    }
    return NULL;
}

/* What the glance has need not be there twice: the result, which lasts, gets it. */
static void
hand_over(RvDeskDocument *document)
{
    const RvReadability *r = document->result ? document->result->readability : NULL;

    for (guint i = 0; r && i < r->pages->len; i++) {
        RvPageScore *page = &g_array_index(r->pages, RvPageScore, i);
        RvPageScore *seen = find(document->glance, page->page);

        if (!seen)
            continue;
        if (seen->png && !page->png) {
            page->png = g_bytes_ref(seen->png);
            page->picture_width = seen->picture_width;
            page->picture_height = seen->picture_height;
        }
        if (page->png)
            g_clear_pointer(&page->picture, g_free);
        if (page->picture || page->png)
            g_clear_pointer(&seen->picture, g_free);
    }
}

static gboolean
pack_one(RvResult *result, gboolean is_kept)
{
    const RvReadability *r = result ? result->readability : NULL;

    for (guint i = 0; r && i < r->pages->len; i++) {
        RvPageScore *page = &g_array_index(r->pages, RvPageScore, i);

        if (!page->picture)
            continue;
        if (is_kept)
            rv_page_pack(page);
        else
            g_clear_pointer(&page->picture, g_free);
        return TRUE;
    }
    return FALSE;
}

void
rv_desk_pack_later(RvDesk *desk, RvDeskDocument *document)
{
    hand_over(document);
    g_queue_push_tail(&desk->to_pack, g_strdup(document->id));
}

gboolean
rv_desk_pack(RvDesk *desk)
{
    char *id;

    while ((id = g_queue_peek_head(&desk->to_pack))) {
        RvDeskDocument *document = g_hash_table_lookup(desk->documents, id);
        gboolean is_kept = rv_desk_bytes(desk) < RV_DESK_BYTES;

        if (document &&
            (pack_one(document->glance, is_kept) || pack_one(document->result, is_kept))) {
            hand_over(document);
            return TRUE;
        }
        g_free(g_queue_pop_head(&desk->to_pack));
    }
    return FALSE;
}

GBytes *
rv_desk_picture(RvDeskDocument *document, int number)
{
    RvResult *const both[] = {document->result, document->glance};

    for (gsize i = 0; i < G_N_ELEMENTS(both); i++) {
        RvPageScore *page = find(both[i], number);

        if (!page || !(page->picture || page->png))
            continue;
        rv_page_pack(page);
        return rv_page_png(page);
    }
    return NULL;
}

gsize
rv_desk_picture_bytes(const RvDeskDocument *document)
{
    const RvResult *const both[] = {document->result, document->glance};
    gsize bytes = 0;

    for (gsize k = 0; k < G_N_ELEMENTS(both); k++) {
        const RvReadability *r = both[k] ? both[k]->readability : NULL;

        for (guint i = 0; r && i < r->pages->len; i++) {
            const RvPageScore *page = &g_array_index(r->pages, RvPageScore, i);

            if (page->picture)
                bytes += (gsize)page->picture_width * (gsize)page->picture_height;
            if (page->png)
                bytes += g_bytes_get_size(page->png);
        }
    }
    return bytes;
}

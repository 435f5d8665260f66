/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The readings of a document, kept: another template can judge it then without reading it again.
 * Only the reading is kept, which is small; pages are drawn and cleaned anew. */
#include "dossier.h"

#include "recevable/squeeze.h"

/* Byte order, too: a journal may be carried to another machine. */
#define MAGIC 0x31525652u
/* Of a document's readings: the turn of each sheet, its size, and what was read on it. */
#define PAGE "(uuuv)"
#define DOCUMENT "(usa" PAGE ")"
/* Bytes of readings before they are squeezed: 500 pages. What is larger is not kept. */
#define MOST (512 * 1024 * 1024)

void
rv_kept_open(RvDossier *run)
{
    const RvPipeline *pipeline = run->pipeline;
    g_autoptr(GBytes) bytes = NULL;
    g_autoptr(GVariant) document = NULL;
    const char *engine;
    gconstpointer data;
    guint32 magic;
    gsize size;

    run->keeping = pipeline->keep != NULL;
    if (!pipeline->kept)
        return;
    data = g_bytes_get_data(pipeline->kept, &size);
    bytes = rv_unsqueeze(data, size, MOST);
    if (!bytes)
        return;
    document = g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE(DOCUMENT), bytes, FALSE));
    if (!g_variant_is_normal_form(document))
        return;
    g_variant_get(document, "(u&s@a" PAGE ")", &magic, &engine, &run->kept);
    if (magic != MAGIC || !g_str_equal(engine, rv_reader_version(pipeline->reader)) ||
        g_variant_n_children(run->kept) != (gsize)rv_document_n_pages(run->document))
        g_clear_pointer(&run->kept, g_variant_unref);
}

static RvReading *
unpack(const RvDossier *run, GVariant *packed, int page)
{
    g_autoptr(RvReading) reading = NULL;

    if (!g_variant_is_of_type(packed, rv_reading_type()))
        return NULL;
    reading = rv_reading_unpack(packed, run->pipeline->reader);
    return reading && reading->page == page ? g_steal_pointer(&reading) : NULL;
}

/* The sheet that a reading was made of; NULL: it is none of this page. */
static RvSheet *
sheet_of(const RvPage *page, guint turn, guint width, guint height)
{
    g_autoptr(RvSheet) sheet =
        turn < 360 && turn % 90 == 0 ? rv_sheet_new(page, (int)turn, NULL) : NULL;

    return sheet && sheet->width == (int)width && sheet->height == (int)height
               ? g_steal_pointer(&sheet)
               : NULL;
}

gboolean
rv_kept_read(RvDossier *run, const RvPage *page, RvSheet **sheet, RvReading **reading)
{
    g_autoptr(GVariant) packed = NULL;
    guint turn, width, height;

    if (!run->kept)
        return FALSE;
    g_variant_get_child(run->kept, (gsize)page->number - 1, PAGE, &turn, &width, &height, &packed);
    *reading = unpack(run, packed, page->number);
    *sheet = *reading ? sheet_of(page, turn, width, height) : NULL;
    if (*sheet)
        return TRUE;
    g_clear_pointer(reading, rv_reading_free);
    g_clear_pointer(&run->kept, g_variant_unref); /* nor is the rest to be believed */
    return FALSE;
}

void
rv_kept_close(RvDossier *run)
{
    const RvReader *reader = run->pipeline->reader;
    GVariantBuilder pages = G_VARIANT_BUILDER_INIT(G_VARIANT_TYPE("a" PAGE));
    g_autoptr(GVariant) document = NULL;
    g_autoptr(GBytes) bytes = NULL;

    if (!run->keeping || run->kept)
        return;
    for (guint i = 0; i < run->sheets->len; i++) {
        const RvSheet *sheet = g_ptr_array_index(run->sheets, i);

        g_variant_builder_add(&pages, PAGE, sheet->turn, sheet->width, sheet->height,
                              rv_reading_pack(g_ptr_array_index(run->readings, i), reader));
    }
    document =
        g_variant_ref_sink(g_variant_new(DOCUMENT, MAGIC, rv_reader_version(reader), &pages));
    if (g_variant_get_size(document) > MOST)
        return;
    bytes = rv_squeeze(g_variant_get_data(document), g_variant_get_size(document));
    run->pipeline->keep(bytes, run->pipeline->data);
}

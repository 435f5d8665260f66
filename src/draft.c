/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way of an empty form from which a model is learnt: pdf -> image -> read -> learn. */
#include "dossier.h"

static GArray *
read_pages(RvDossier *run, GPtrArray *layers, GError **error)
{
    g_autoptr(GArray) pages = g_array_new(FALSE, FALSE, sizeof(RvLearnPage));

    for (int number = 1; number <= rv_document_n_pages(run->document); number++) {
        g_autoptr(RvPage) page = rv_document_render(run->document, number, error);
        RvSheet *sheet;
        RvReading *reading;
        RvLearnPage seen;

        if (!page || !rv_dossier_read(run->pipeline, page, &sheet, &reading, error))
            return NULL;
        g_ptr_array_add(run->sheets, sheet);
        g_ptr_array_add(run->readings, reading);
        g_ptr_array_add(layers, rv_document_layer_words(run->document, number));
        seen = (RvLearnPage){sheet, reading, g_ptr_array_index(layers, layers->len - 1)};
        g_array_append_val(pages, seen);
        rv_dossier_step(run);
    }
    return g_steal_pointer(&pages);
}

static gboolean
learn(RvDossier *run, GBytes *bytes, GError **error)
{
    const RvPipeline *pipeline = run->pipeline;
    g_autoptr(GPtrArray) layers = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    g_autoptr(GArray) pages = NULL;
    g_autoptr(RvDraft) draft = NULL;
    RvLearnHow how = pipeline->learn;

    how.known = pipeline->templates;
    run->document = rv_document_open(bytes, pipeline->password, &pipeline->limits, error);
    if (!run->document)
        return FALSE;
    run->result->pages = rv_document_n_pages(run->document);
    run->result->engine = g_strdup(rv_reader_version(pipeline->reader));
    pages = read_pages(run, layers, error);
    if (!pages)
        return FALSE;
    draft = rv_learn(pages, &how);
    if (pipeline->learnt)
        pipeline->learnt(pipeline, run->document, bytes, draft);
    return TRUE;
}

RvResult *
rv_pipeline_learn_bytes(const RvPipeline *pipeline, const char *file, GBytes *bytes)
{
    g_auto(RvDossier) run = {0};

    rv_dossier_file(&run, pipeline, file, bytes, learn);
    return g_steal_pointer(&run.result);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way of one document through all stages. */
#pragma once

#include "recevable/learn.h"
#include "recevable/pdf.h"
#include "recevable/read.h"
#include "recevable/result.h"
#include "recevable/template.h"

typedef struct _RvPipeline RvPipeline;
typedef void (*RvJudgedFunc)(const RvPipeline *pipeline, RvDocument *document, GBytes *bytes,
                             const RvResult *result);

/* With the draft of its model, and the document, which nobody needs any more. */
typedef void (*RvLearntFunc)(const RvPipeline *pipeline, RvDocument *document, GBytes *bytes,
                             const RvDraft *draft);

struct _RvPipeline {
    RvReader *reader;           /* borrowed */
    const GPtrArray *templates; /* RvTemplate, borrowed */
    const char *template_id;    /* judge by this one, or NULL: recognise it */
    RvGiven given;              /* of every document */
    const char *password;       /* of encrypted documents, or NULL */
    RvPdfLimits limits;
    double page_seconds;    /* reading deadline of one page */
    gboolean with_pictures; /* keep a small picture of each page in the readability */
    GBytes *kept;           /* what `keep` got of the same document before, or NULL; may be
                             * anybody's: what does not fit is not used */
    /* Called when so many steps are done: pages, then more; NULL: nobody wants to know. */
    void (*step)(int done, gpointer data);
    /* Called with what was read, unless `kept` was as good; NULL: nobody wants it. */
    void (*keep)(GBytes *readings, gpointer data);
    /* Called when the verdict stands, with the document, which nobody needs any more, and its
     * bytes; NULL: nobody wants them. */
    RvJudgedFunc judged;
    RvLearnHow learn;    /* of rv_pipeline_learn_bytes(): what is known of the model */
    RvLearntFunc learnt; /* likewise */
    gpointer data;       /* of all of them */
};

/* Checks one file ("-": standard input). Never NULL: what goes wrong is a result with the verdict
 * ERROR. */
RvResult *rv_pipeline_check(const RvPipeline *pipeline, const char *file);
/* The same of a file that was read; `file` is only its name. */
RvResult *rv_pipeline_check_bytes(const RvPipeline *pipeline, const char *file, GBytes *bytes);

/* Makes a draft of the model that an empty form follows, and gives it to pipeline->learnt;
 * templates may be NULL. The result is an error, or has no verdict that means anything. */
RvResult *rv_pipeline_learn_bytes(const RvPipeline *pipeline, const char *file, GBytes *bytes);

/* Tells how well a file can be read, and what would help: a result with its readability filled in.
 * `fast`: from the images alone; pipeline->reader and templates may be NULL. Else everything that
 * rv_pipeline_check() fills in is there too. */
RvResult *rv_pipeline_score(const RvPipeline *pipeline, const char *file, gboolean fast);
RvResult *rv_pipeline_score_bytes(const RvPipeline *pipeline, const char *file, GBytes *bytes,
                                  gboolean fast);

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One document on its way through the stages: what pipeline.c shares with score.c. */
#pragma once

#include "recevable/gauge.h"
#include "recevable/image.h"
#include "recevable/judge.h"
#include "recevable/match.h"
#include "recevable/pipeline.h"

typedef struct {
    const RvPipeline *pipeline;
    RvResult *result;
    RvDocument *document;
    GPtrArray *sheets;   /* RvSheet */
    GPtrArray *readings; /* RvReading */
    GArray *layers;      /* RvTextLayer: for findings only */
    GVariant *kept;      /* readings of before, as far as they are of use; NULL: none */
    gboolean keeping;    /* those of now shall be kept */
    int steps;           /* that are done */
} RvDossier;

typedef gboolean (*RvDossierFunc)(RvDossier *run, GBytes *bytes, GError **error);

/* Does the work on a file's bytes (NULL: they are read first); a failure becomes the result. */
void rv_dossier_file(RvDossier *run, const RvPipeline *pipeline, const char *file, GBytes *bytes,
                     RvDossierFunc work);
/* A page is done, or something that takes as long. */
void rv_dossier_step(RvDossier *run);
void rv_dossier_clear(RvDossier *run);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RvDossier, rv_dossier_clear)

/* The work of `check`. */
gboolean rv_dossier_check(RvDossier *run, GBytes *bytes, GError **error);
/* Cleans and reads a page; one that makes no sense is tried in the other three turns. */
gboolean rv_dossier_read(const RvPipeline *pipeline, const RvPage *page, RvSheet **sheet,
                         RvReading **reading, GError **error);

/* kept.c: to be opened before pages are read, closed when all are. */
void rv_kept_open(RvDossier *run);
/* A page's sheet, and its reading of before. FALSE: it must be read. */
gboolean rv_kept_read(RvDossier *run, const RvPage *page, RvSheet **sheet, RvReading **reading);
void rv_kept_close(RvDossier *run);

void rv_dossier_gauge(RvReadability *readability, const RvPage *page, const RvSheet *sheet,
                      const RvReading *reading, gboolean with_picture);
/* Finds the template, and fills the result in from what was read. */
void rv_dossier_judge(RvDossier *run);

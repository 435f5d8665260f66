/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the sub-commands that read documents share: their options, the files they are given, and
 * who works on them. */
#pragma once

#include "cli.h"

#include "recevable/i18n.h"
#include "recevable/report.h"
#include "recevable/work.h"

typedef struct {
    const char *template_id, *templates, *models, *reader, *tessdata, *password_file, *files_from,
        *language, *seconds, *memory, *pages, *megabytes;
    gboolean nul, no_sandbox;
} RvSessionOptions;

extern const char *const rv_cli_readers[];
extern const char *const rv_cli_colors[];

/* Rows of a table of options. */
#define RV_OPTION_TEMPLATE(s)                                                                      \
    RV_OPTION_VALUE("template", 0, N_("ID"),                                                       \
                    N_("judge by this model (default: auto, recognise it)"), &(s)->template_id)
#define RV_OPTION_TEMPLATES(s)                                                                     \
    RV_OPTION_VALUE("templates", 0, N_("FOLDER"), N_("folder of the document models"),             \
                    &(s)->templates)
#define RV_OPTIONS_READING(s)                                                                      \
    RV_OPTION_VALUE("models", 'l', N_("MODELS"),                                                   \
                    N_("recognition models, fra or fra+eng (default: fra)"), &(s)->models),        \
        RV_OPTION_CHOICE("reader", N_("READER"),                                                   \
                         N_("who reads: fast, or tesseract (its own library; slow)"),              \
                         rv_cli_readers, &(s)->reader),                                            \
        RV_OPTION_VALUE("tessdata", 0, N_("FOLDER"), N_("folder of the recognition models"),       \
                        &(s)->tessdata)
#define RV_OPTION_PASSWORD(s)                                                                      \
    RV_OPTION_VALUE("password-file", 0, N_("FILE"),                                                \
                    N_("file whose first line opens encrypted PDFs"), &(s)->password_file)
#define RV_OPTIONS_FILES(s)                                                                        \
    RV_OPTION_PASSWORD(s),                                                                         \
        RV_OPTION_VALUE("files-from", 0, N_("FILE"),                                               \
                        N_("take the files that FILE names too, one a line"), &(s)->files_from),   \
        RV_OPTION_SWITCH("null", '0', N_("names in --files-from end with a NUL, not a newline"),   \
                         &(s)->nul)
#define RV_OPTIONS_LIMITS(s)                                                                       \
    RV_OPTION_VALUE("max-seconds", 0, N_("N"),                                                     \
                    N_("give a document up when a page takes longer (default: 90)"),               \
                    &(s)->seconds),                                                                \
        RV_OPTION_VALUE("max-memory", 0, N_("MB"),                                                 \
                        N_("… when it takes more memory (default: 2000)"), &(s)->memory),          \
        RV_OPTION_VALUE("max-pages", 0, N_("N"), N_("… when it has more pages (default: 500)"),    \
                        &(s)->pages),                                                              \
        RV_OPTION_VALUE("max-size", 0, N_("MB"), N_("… when its file is larger (default: 268)"),   \
                        &(s)->megabytes),                                                          \
        RV_OPTION_SWITCH("no-sandbox", 0,                                                          \
                         N_("open documents without isolation: only such as you trust"),           \
                         &(s)->no_sandbox)
#define RV_OPTION_COLOR(where)                                                                     \
    RV_OPTION_CHOICE("color", N_("WHEN"), N_("colours (default: auto)"), rv_cli_colors, where)

/* The files of the arguments and of --files-from (char *); the caller's. NULL: explained. */
GPtrArray *rv_session_files(const RvSessionOptions *options, int argc, char **argv);
/* How text is written: `color` as the option gives it, or NULL; `output`: the file, or NULL. */
RvReportStyle rv_cli_style(const char *color, const char *output);
/* FALSE, explained: the format (NULL: the default) is no text, and would go to a terminal. */
gboolean rv_cli_may_show(const char *format, const char *output);
/* A whole number that an option gives; TRUE, and *value as it was, when it was not given. */
gboolean rv_cli_take_number(const char *option, const char *text, guint64 low, guint64 high,
                            guint64 *value);

/* ---- setup.c: what a supervisor tells its zygotes -------------------------------------------- */

typedef struct {
    RvSessionOptions options; /* files_from, password_file and nul are not part of it */
    RvGiven given;
    char *password;
    struct {
        const char *mark, *id, *kind, *reference, *title, *source;
    } learn;             /* of a form whose model is learnt; NULL: not told */
    gboolean is_reading; /* FALSE: from the images alone */
    RvPdfLimits pdf;
    RvWorkLimits work;
} RvSetup;

GBytes *rv_setup_pack(const RvSetup *setup);
/* Into an empty setup, whose strings are part of `bytes`. FALSE: these are none. */
gboolean rv_setup_unpack(GBytes *bytes, RvSetup *setup);

/* ---- crew.c: the supervisor's side ----------------------------------------------------------- */

typedef struct {
    RvSetup setup;
    RvPool *pool;
} RvCrew;

/* RV_EXIT_PASS, or the status to leave with, when what lacks was explained. `n`: documents at once.
 * Limits are those of the options, whatever a setup says. */
int rv_crew_open_setup(RvCrew *crew, const RvSetup *setup, guint n);
int rv_crew_open(RvCrew *crew, const RvSessionOptions *options, const RvGiven *given,
                 gboolean is_reading, guint n);
void rv_crew_clear(RvCrew *crew);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RvCrew, rv_crew_clear)
/* What is wanted of a document. */
typedef struct {
    RvTask task;
    gboolean with_pictures;
    RvAnnotate annotate;
} RvWish;

/* What came of annotating it. */
typedef struct {
    RvAnnotated how;
    GBytes *bytes; /* DONE: the annotated document, owned */
    GBytes *draft; /* learning: as a worker says, owned; NULL: there is none */
} RvNotes;

/* One file ("-": standard input), from beginning to end; never NULL. */
RvResult *rv_crew_do(RvCrew *crew, const char *file, RvTask task, gboolean with_pictures);
/* The same of `name` in a folder, links not followed; `file` is what people call it. */
RvResult *rv_crew_do_at(RvCrew *crew, int folder, const char *name, const char *file, RvTask task,
                        gboolean with_pictures);
/* The same; `notes` may be NULL, and is left alone when the file could not be opened. */
RvResult *rv_crew_work(RvCrew *crew, int folder, const char *name, const char *file,
                       const RvWish *wish, RvNotes *notes);

/* ---- annotate.c: where annotated documents go ------------------------------------------------ */

/* A path for each of the files, in their order (char *); the caller's. `out`, which that option
 * names, is a path, or a folder that is there, where each file has its own name, or one with a
 * number. None is one of the files, nor `report`, which may be NULL. NULL: that cannot be, which
 * was explained. */
GPtrArray *rv_annotate_plan(const char *option, const char *out, const GPtrArray *files,
                            const char *report);
/* Writes what came of annotating `result`'s document, or tells why there is nothing. FALSE: it
 * could not be written, which was explained. */
gboolean rv_annotate_write(const char *path, const RvResult *result, const RvNotes *notes);

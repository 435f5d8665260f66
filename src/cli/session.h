/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the sub-commands that read documents share: their options, the files they are given, and
 * what reads them. */
#pragma once

#include "cli.h"

#include "recevable/i18n.h"
#include "recevable/pipeline.h"
#include "recevable/report.h"

typedef struct {
    const char *template_id, *templates, *models, *reader, *tessdata, *password_file, *files_from,
        *language;
    gboolean nul;
} RvSessionOptions;

extern const char *const rv_cli_readers[];
extern const char *const rv_cli_colors[];

/* Rows of a table of options. */
#define RV_OPTION_TEMPLATE(s)                                                                      \
    {                                                                                              \
        "template", 0, N_("ID"), N_("judge by this model instead of recognising it"), NULL,        \
            &(s)->template_id, NULL                                                                \
    }
#define RV_OPTION_TEMPLATES(s)                                                                     \
    {                                                                                              \
        "templates", 0, N_("FOLDER"), N_("folder of the document models"), NULL, &(s)->templates,  \
            NULL                                                                                   \
    }
#define RV_OPTIONS_READING(s)                                                                      \
    {                                                                                              \
        "models",     'l',                                                                         \
        N_("MODELS"), N_("recognition models, fra or fra+eng (default: fra)"),                     \
        NULL,         &(s)->models,                                                                \
        NULL},                                                                                     \
        {"reader",                                                                                 \
         0,                                                                                        \
         N_("READER"),                                                                             \
         N_("who reads: fast, or tesseract (its own library; slow)"),                              \
         rv_cli_readers,                                                                           \
         &(s)->reader,                                                                             \
         NULL},                                                                                    \
    {                                                                                              \
        "tessdata", 0, N_("FOLDER"), N_("folder of the recognition models"), NULL, &(s)->tessdata, \
            NULL                                                                                   \
    }
#define RV_OPTIONS_FILES(s)                                                                        \
    {"password-file",     0,   N_("FILE"), N_("file whose first line opens encrypted PDFs"), NULL, \
     &(s)->password_file, NULL},                                                                   \
        {"files-from", 0,                                                                          \
         N_("FILE"),   N_("take the files that FILE names too, one a line"),                       \
         NULL,         &(s)->files_from,                                                           \
         NULL},                                                                                    \
    {                                                                                              \
        "null", '0', NULL, N_("names in --files-from end with a NUL, not a newline"), NULL, NULL,  \
            &(s)->nul                                                                              \
    }
#define RV_OPTION_COLOR(where)                                                                     \
    {                                                                                              \
        "color", 0, N_("WHEN"), N_("colours (default: auto)"), rv_cli_colors, where, NULL          \
    }

/* What documents go through. */
typedef struct {
    GPtrArray *templates;
    RvReader *reader; /* NULL: nothing will be read */
    char *password;
    RvPipeline pipeline; /* borrows the others */
} RvSession;

/* RV_EXIT_PASS, or the status to leave with, when what lacks was explained. */
int rv_session_open(RvSession *session, const RvSessionOptions *options, gboolean is_reading);
void rv_session_clear(RvSession *session);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RvSession, rv_session_clear)

/* The files of the arguments and of --files-from (char *); the caller's. NULL: explained. */
GPtrArray *rv_session_files(const RvSessionOptions *options, int argc, char **argv);
/* How text is written: `color` as the option gives it, or NULL; `output`: the file, or NULL. */
RvReportStyle rv_cli_style(const char *color, const char *output);

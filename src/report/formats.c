/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formats of `check --format`. To add one: a file of its own in this folder, its function in
 * report-private.h, a row here. */
#include "report-private.h"

#include "recevable/i18n.h"

static const RvReportFormat formats[] = {
    {"text", N_("for people: the verdict, its reasons, what to do"), rv_report_text},
    {"json", N_("one JSON object a document (docs/result.schema.json)"), rv_report_json},
    {"jsonl", N_("the same, one line a document"), rv_report_jsonl},
    {NULL, NULL, NULL},
};

/* What `score --format` knows. */
static const RvReportFormat score_formats[] = {
    {"text", N_("for people: the score, what is wrong, what to do"), rv_score_text},
    {"json", N_("one JSON object a document (docs/result.schema.json)"), rv_score_json},
    {NULL, NULL, NULL},
};

static const RvReportFormat *
find(const RvReportFormat *table, const char *name)
{
    for (; table->name; table++)
        if (g_str_equal(table->name, name))
            return table;
    return NULL;
}

const RvReportFormat *
rv_score_format(const char *name)
{
    return find(score_formats, name);
}

const RvReportFormat *
rv_report_formats(void)
{
    return formats;
}

const RvReportFormat *
rv_report_format(const char *name)
{
    return find(formats, name);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stage 9, report: a result -> what people and programs read. One file a format, one row each in
 * the table of formats. The only includer of jansson and libxlsxwriter. */
#pragma once

#include "recevable/annotate.h"
#include "recevable/result.h"
#include "recevable/typeset.h"

typedef struct {
    gboolean color; /* terminal colours in text */
    guint width;    /* columns of the terminal; 0: do not wrap */
} RvReportStyle;

/* A report on any number of documents, being written. */
typedef struct _RvReport RvReport;

typedef struct {
    const char *name;        /* of --format */
    const char *help;        /* marked for translation */
    gboolean wants_pictures; /* of the pages, in the results' readability */
    gboolean is_binary;      /* nothing for a terminal */
    /* What a report appends to `out`: before any result, or NULL; of a result; after all, or NULL.
     * Called by rv_report_...(). */
    void (*begin)(RvReport *report, GString *out);
    void (*add)(RvReport *report, const RvResult *result, GString *out);
    gboolean (*end)(RvReport *report, GString *out, GError **error); /* frees what it kept */
} RvReportFormat;

/* NULL when there is no such format. */
const RvReportFormat *rv_report_format(const char *name);
/* All formats, ended by one with name NULL. */
const RvReportFormat *rv_report_formats(void);
/* The same of `score`: the readability alone. */
const RvReportFormat *rv_score_format(const char *name);

RvReport *rv_report_begin(const RvReportFormat *format, const RvReportStyle *style, GString *out);
void rv_report_add(RvReport *report, const RvResult *result, GString *out);
/* Ends and frees it. Error: INTERNAL. */
gboolean rv_report_end(RvReport *report, GString *out, GError **error);
/* A report on one document. */
void rv_report_write(const RvReportFormat *format, const RvResult *result, GString *out);
/* The same as "jsonl": one line. */
void rv_result_to_json(const RvResult *result, GString *out);

/* The result that the formats "json" and "jsonl" wrote, hostile as it may be; the caller's. What
 * they leave out (places in pixels, pictures, the raw confidence of mentions) is empty. Error: IO.
 */
RvResult *rv_result_from_json(const char *text, gsize size, GError **error);

/* Appends a text with what HTML would take for its own escaped, made printable. */
void rv_html_text(GString *out, const char *text);
/* Appends `format`, whose %s are such texts; it knows %s, %d, %u and %% only. */
void rv_html_printf(GString *out, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* The style of the HTML report, for pages that look like it. */
extern const char rv_html_style[];

/* Appends a text as a JSON string, with its quotes; what is no UTF-8 is made so. */
void rv_json_append_string(GString *out, const char *text);
/* The small picture of a page as a PNG, as reports show it; owned by the caller. NULL: it has none.
 */
GBytes *rv_page_png(const RvPageScore *page);
/* Keeps it as that from now on: a sixteenth of the memory. */
void rv_page_pack(RvPageScore *page);

/* Seconds since 1970 that files say they were made at: what SOURCE_DATE_EPOCH says, so that the
 * same makes the same bytes; otherwise now. */
gint64 rv_report_moment(void);

/* What is to be written on a form: {"fields": {ID: TEXT}, "boxes": {GROUP: BOX or [BOX]}, "lines":
 * [[TEXT]]}, each of which may lack. Error: USAGE, says what is wrong with it. */
RvFill *rv_fill_from_json(const char *text, gsize size, GError **error);

/* ---- tables ---------------------------------------------------------------------------------- */

/* What a table tells of a document. */
typedef struct {
    const char *file; /* bytes */
    RvVerdict verdict;
    const char *template_id; /* NULL: none fits */
    int pages, score;        /* score -1: not measured */
    const char *reason;      /* of the verdict; NULL: none */
    const char *sha256;      /* NULL: it could not be read */
} RvDocumentRow;

/* The format "csv" without results: the names of its columns, and a row. */
void rv_csv_document_head(GString *out);
void rv_csv_document(GString *out, const RvDocumentRow *row);
/* Marks for the result's document (RvMark), the caller's: a frame around every item and finding
 * that has a place, and around what is hard to read; with the summary a note that tells everything,
 * the most important first. What can be told of a paper goes into notes: printable, of limited
 * length.
 */
GPtrArray *rv_result_marks(const RvResult *result, gboolean with_summary);

/* Appends a field of a CSV file, quoted, made printable, and so that no spreadsheet takes it for a
 * formula. NULL is the empty field. */
void rv_csv_append(GString *out, const char *text, gboolean is_last);

/* The totals of the format "junit", which stand at its head. */
typedef struct {
    guint64 tests, failures, errors, skipped;
} RvJunitCounts;

/* Adds what a result comes to. */
void rv_junit_count(const RvResult *result, RvJunitCounts *counts);
/* Tells a report that was just begun in this format what all results will come to. It then writes
 * each as it is added, and need not keep them until the end. */
void rv_junit_expect(RvReport *report, const RvJunitCounts *counts);

/* ---- words and pictures ---------------------------------------------------------------------- */

/* "PASS", translated. */
const char *rv_verdict_word(RvVerdict verdict);

/* A picture of each page with how well its parts can be read over it: green where all is read, red
 * where nothing is, clear where nothing is to be read. `results` (RvResult) were scored with small
 * pictures. To `out` in the format that the name's ending tells: ".png" (pages side by side) or
 * ".pdf" (a page each). Errors: USAGE (another ending), INTERNAL. */
gboolean rv_heatmap_write(GString *out, const char *name, const GPtrArray *results, GError **error);

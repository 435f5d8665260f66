/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The format that is a spreadsheet for people: a sheet of documents, one of findings. Rows wait in
 * temporary files without a name, so that memory does not grow with their number. */
#include "xlsx.h"

#include "recevable/error.h"
#include "recevable/i18n.h"
#include "recevable/text.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* What the parts of the file besides the rows take at most, in bytes. */
#define SLACK (1 << 20)

typedef struct {
    int fd;             /* of the memory file that it is put together in */
    lxw_workbook *book; /* NULL: it could not be made */
    RvXlsxFormats formats;
    RvXlsxSheet documents, findings;
} Book;

enum { FILE_NAME, VERDICT }; /* columns of both sheets */

/* ---- documents ------------------------------------------------------------------------------- */

enum { REASON = VERDICT + 1, MODEL, PAGES, SCORE, N_BLOCKING, N_REVIEW, SHA256, FILE_RAW };

static const RvXlsxColumn document_columns[] = {
    [FILE_NAME] = {N_("File"), 40, RV_CELL_WRAPPED},
    [VERDICT] = {N_("Verdict"), 12, RV_CELL_PLAIN},
    [REASON] = {N_("Reason"), 70, RV_CELL_WRAPPED},
    [MODEL] = {N_("Model"), 40, RV_CELL_WRAPPED},
    [PAGES] = {N_("Pages"), 9, RV_CELL_PLAIN},
    [SCORE] = {N_("Readability"), 12, RV_CELL_PLAIN},
    [N_BLOCKING] = {N_("To correct"), 12, RV_CELL_PLAIN},
    [N_REVIEW] = {N_("To look at"), 14, RV_CELL_PLAIN},
    [SHA256] = {N_("SHA-256"), 20, RV_CELL_PLAIN},
    [FILE_RAW] = {N_("Name's bytes (base64)"), 22, RV_CELL_PLAIN},
};

static guint
count(const RvResult *result, RvSeverity severity)
{
    guint n = 0;

    for (guint i = 0; i < result->findings->len; i++)
        n += ((const RvFinding *)g_ptr_array_index(result->findings, i))->severity == severity;
    return n;
}

static void
add_document(Book *book, const RvResult *result, const char *raw)
{
    const RvDocumentRow row = rv_document_row(result);
    g_autofree char *model =
        result->template_title ? g_strdup_printf("%s (%s)", result->template_title, row.template_id)
                               : g_strdup(row.template_id);
    RvXlsxSheet *sheet = &book->documents;

    if (!rv_xlsx_next(sheet))
        return;
    rv_xlsx_text(sheet, FILE_NAME, row.file, NULL);
    rv_xlsx_text(sheet, VERDICT, rv_verdict_word(row.verdict), book->formats.verdicts[row.verdict]);
    rv_xlsx_text(sheet, REASON, row.reason, NULL);
    rv_xlsx_text(sheet, MODEL, model, NULL);
    if (row.pages > 0)
        rv_xlsx_number(sheet, PAGES, row.pages);
    if (row.score >= 0)
        rv_xlsx_number(sheet, SCORE, row.score);
    rv_xlsx_number(sheet, N_BLOCKING, count(result, RV_SEVERITY_BLOCKING));
    rv_xlsx_number(sheet, N_REVIEW, count(result, RV_SEVERITY_REVIEW));
    rv_xlsx_text(sheet, SHA256, row.sha256, NULL);
    rv_xlsx_text(sheet, FILE_RAW, raw, NULL);
}

/* ---- findings -------------------------------------------------------------------------------- */

enum { IMPORTANCE = VERDICT + 1, ITEM, MESSAGE, PAGE, WHERE, CORNERS };
enum { FINDING_RAW = CORNERS + RV_CORNERS };

static const RvXlsxColumn finding_columns[] = {
    [FILE_NAME] = {N_("File"), 40, RV_CELL_WRAPPED},
    [VERDICT] = {N_("Verdict"), 12, RV_CELL_PLAIN},
    [IMPORTANCE] = {N_("Importance"), 14, RV_CELL_PLAIN},
    [ITEM] = {N_("Item"), 24, RV_CELL_PLAIN},
    [MESSAGE] = {N_("Finding"), 80, RV_CELL_WRAPPED},
    [PAGE] = {N_("Page"), 8, RV_CELL_PLAIN},
    [WHERE] = {N_("Place"), 24, RV_CELL_PLAIN},
    [CORNERS] = {N_("Left (pt)"), 12, RV_CELL_TENTHS},
    [CORNERS + 1] = {N_("Top (pt)"), 12, RV_CELL_TENTHS},
    [CORNERS + 2] = {N_("Right (pt)"), 12, RV_CELL_TENTHS},
    [CORNERS + 3] = {N_("Bottom (pt)"), 12, RV_CELL_TENTHS},
    [FINDING_RAW] = {N_("Name's bytes (base64)"), 22, RV_CELL_PLAIN},
};

static void
add_place(RvXlsxSheet *sheet, const RvResult *result, const RvPlace *place)
{
    g_autofree char *where = rv_report_where(result, place);
    double at[RV_CORNERS];

    rv_corners(place, at);
    rv_xlsx_number(sheet, PAGE, place->page);
    rv_xlsx_text(sheet, WHERE, where, NULL);
    for (guint i = 0; i < RV_CORNERS; i++)
        rv_xlsx_number(sheet, CORNERS + i, at[i]);
}

static void
add_findings(Book *book, const RvResult *result, const char *raw)
{
    lxw_format *colour = book->formats.verdicts[result->verdict];
    RvXlsxSheet *sheet = &book->findings;
    RvFindingRow row;

    for (guint i = 0; rv_finding_row(result, i, &row); i++) {
        if (!rv_xlsx_next(sheet))
            continue;
        rv_xlsx_text(sheet, FILE_NAME, result->file, NULL);
        rv_xlsx_text(sheet, VERDICT, rv_verdict_word(result->verdict), colour);
        rv_xlsx_text(sheet, IMPORTANCE, row.word, NULL);
        rv_xlsx_text(sheet, ITEM, row.item, NULL);
        rv_xlsx_text(sheet, MESSAGE, row.message, NULL);
        if (row.place)
            add_place(sheet, result, row.place);
        rv_xlsx_text(sheet, FINDING_RAW, raw, NULL);
    }
}

/* ---- the book -------------------------------------------------------------------------------- */

void
rv_report_xlsx_begin(RvReport *report, GString *out)
{
    Book *book = g_new0(Book, 1);
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = (char *)g_get_tmp_dir()};
    lxw_doc_properties properties = {.created = (time_t)rv_report_moment()};
    g_autofree char *name = NULL;

    (void)out;
    report->kept = book;
    book->fd = memfd_create("spreadsheet", MFD_CLOEXEC);
    if (book->fd < 0)
        return;
    name = g_strdup_printf("/proc/self/fd/%d", book->fd);
    book->book = workbook_new_opt(name, &options);
    if (!book->book)
        return;
    workbook_set_properties(book->book, &properties);
    rv_xlsx_formats(book->book, &book->formats);
    rv_xlsx_begin(&book->documents, book->book, _("Documents"), document_columns,
                  G_N_ELEMENTS(document_columns), &book->formats);
    rv_xlsx_begin(&book->findings, book->book, _("Findings"), finding_columns,
                  G_N_ELEMENTS(finding_columns), &book->formats);
}

void
rv_report_xlsx(RvReport *report, const RvResult *result, GString *out)
{
    Book *book = report->kept;
    g_autofree char *raw = rv_raw_name(result->file);

    (void)out;
    add_document(book, result, raw);
    add_findings(book, result, raw);
}

/* The library does not notice when its temporary files do not take what is written: it would give
 * half a table. When the rows are there, each sheet is copied once more. */
static gboolean
has_room(const Book *book)
{
    const RvXlsxSheet *const sheets[] = {&book->documents, &book->findings};
    struct statvfs disk;
    struct stat file;

    for (guint i = 0; i < G_N_ELEMENTS(sheets); i++) {
        FILE *rows = sheets[i]->sheet ? sheets[i]->sheet->optimize_tmpfile : NULL;

        if (!rows || fflush(rows) != 0 || ferror(rows) || fstat(fileno(rows), &file) != 0 ||
            fstatvfs(fileno(rows), &disk) != 0 ||
            (guint64)disk.f_bavail * disk.f_frsize < (guint64)file.st_size + SLACK)
            return FALSE;
    }
    return TRUE;
}

static gboolean
take(int fd, GString *out)
{
    gsize before = out->len, size, done = 0;
    struct stat file;

    if (fstat(fd, &file) != 0 || file.st_size <= 0)
        return FALSE;
    size = (gsize)file.st_size;
    g_string_set_size(out, before + size);
    while (done < size) {
        gssize n = pread(fd, out->str + before + done, size - done, (off_t)done);

        if (n <= 0)
            break;
        done += (gsize)n;
    }
    g_string_set_size(out, before + done);
    return done == size;
}

gboolean
rv_report_xlsx_end(RvReport *report, GString *out, GError **error)
{
    Book *book = report->kept;
    gboolean good = FALSE;

    if (book->book) {
        rv_xlsx_end(&book->documents);
        rv_xlsx_end(&book->findings);
        good = has_room(book);
        good = workbook_close(book->book) == LXW_NO_ERROR && good; /* which frees it */
    }
    good = good && take(book->fd, out);
    if (book->fd >= 0)
        close(book->fd);
    g_free(book);
    if (!good)
        g_set_error(error, RV_ERROR, RV_ERROR_INTERNAL,
                    _("the spreadsheet could not be put together: make room in %s, or name another "
                      "folder in TMPDIR"),
                    g_get_tmp_dir());
    return good;
}

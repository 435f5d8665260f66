/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xlsx.h"

#include "recevable/i18n.h"
#include "recevable/text.h"

#include <fcntl.h>
#include <string.h>

/* The last row that a sheet may have, counted from 0; it is kept for the note. */
#define LAST_ROW (LXW_ROW_MAX - 1)
/* Units of UTF-16 that a cell may hold. */
#define MOST_TEXT 32767
/* An _xHHHH_ in the text of a cell is read as the character of that number: the underscore itself
 * is written in this way where one stands. */
#define ESCAPE_DIGITS 4
#define UNDERSCORE "_x005F_"

/* ---- what cells look like -------------------------------------------------------------------- */

/* Dark on light, so that the words can be read; they say the same as the colour. */
static const struct {
    lxw_color_t ink, paper;
} colours[] = {
    [RV_VERDICT_PASS] = {0x006100, 0xC6EFCE},
    [RV_VERDICT_REVIEW] = {0x7F4F00, 0xFFEB9C},
    [RV_VERDICT_FAIL] = {0x9C0006, 0xFFC7CE},
    [RV_VERDICT_ERROR] = {0x3F3151, 0xD9D2E9},
};

void
rv_xlsx_formats(lxw_workbook *book, RvXlsxFormats *formats)
{
    formats->head = workbook_add_format(book);
    format_set_bold(formats->head);
    format_set_bg_color(formats->head, 0xD9E1F2);
    format_set_bottom(formats->head, LXW_BORDER_THIN);
    for (guint i = 0; i < RV_N_CELLS; i++) {
        formats->cells[i] = workbook_add_format(book);
        format_set_align(formats->cells[i], LXW_ALIGN_VERTICAL_TOP);
    }
    format_set_text_wrap(formats->cells[RV_CELL_WRAPPED]);
    format_set_num_format(formats->cells[RV_CELL_TENTHS], "0.0");
    for (guint i = 0; i < G_N_ELEMENTS(colours); i++) {
        formats->verdicts[i] = workbook_add_format(book);
        format_set_align(formats->verdicts[i], LXW_ALIGN_VERTICAL_TOP);
        format_set_font_color(formats->verdicts[i], colours[i].ink);
        format_set_bg_color(formats->verdicts[i], colours[i].paper);
    }
}

/* ---- rows ------------------------------------------------------------------------------------ */

void
rv_xlsx_begin(RvXlsxSheet *sheet, lxw_workbook *book, const char *name, const RvXlsxColumn *columns,
              guint n_columns, const RvXlsxFormats *formats)
{
    *sheet = (RvXlsxSheet){.sheet = workbook_add_worksheet(book, name), .n_columns = n_columns};
    if (!sheet->sheet)
        return;
    /* The processes that documents are opened in have nothing to do with it. */
    if (sheet->sheet->optimize_tmpfile)
        fcntl(fileno(sheet->sheet->optimize_tmpfile), F_SETFD, FD_CLOEXEC);
    worksheet_freeze_panes(sheet->sheet, 1, 0);
    worksheet_repeat_rows(sheet->sheet, 0, 0);
    worksheet_set_landscape(sheet->sheet);
    for (guint i = 0; i < n_columns; i++) {
        lxw_col_t column = (lxw_col_t)i;

        worksheet_set_column(sheet->sheet, column, column, columns[i].width,
                             formats->cells[columns[i].kind]);
        rv_xlsx_text(sheet, i, _(columns[i].head), formats->head);
    }
}

gboolean
rv_xlsx_next(RvXlsxSheet *sheet)
{
    if (!sheet->sheet)
        return FALSE;
    if (sheet->row + 1 == LAST_ROW) {
        sheet->left_out++;
        return FALSE;
    }
    sheet->row++;
    return TRUE;
}

void
rv_xlsx_end(RvXlsxSheet *sheet)
{
    g_autofree char *note = NULL;

    if (!sheet->sheet)
        return;
    worksheet_autofilter(sheet->sheet, 0, 0, sheet->row, (lxw_col_t)(sheet->n_columns - 1));
    if (!sheet->left_out)
        return;
    note = g_strdup_printf(P_("%u more row is not here: a sheet holds no more. It is in the CSV "
                              "formats.",
                              "%u more rows are not here: a sheet holds no more. They are in the "
                              "CSV formats.",
                              sheet->left_out),
                           sheet->left_out);
    sheet->row = LAST_ROW;
    rv_xlsx_text(sheet, 0, note, NULL);
}

/* ---- cells ----------------------------------------------------------------------------------- */

static gboolean
is_escape(const char *text)
{
    if (text[0] != '_' || text[1] != 'x')
        return FALSE;
    for (guint i = 0; i < ESCAPE_DIGITS; i++)
        if (!g_ascii_isxdigit(text[2 + i]))
            return FALSE;
    return text[2 + ESCAPE_DIGITS] == '_';
}

/* What Excel counts. */
static gsize
units(const char *text)
{
    gsize n = 0;

    for (const char *p = text; *p; p = g_utf8_next_char(p))
        n += g_utf8_get_char(p) > 0xFFFF ? 2 : 1;
    return n;
}

static void
cut(GString *text)
{
    const char *note = _(" … [cut here: a cell holds no more]");
    gsize room = MOST_TEXT - units(note);
    const char *p = text->str;

    for (gsize n = 0; *p; p = g_utf8_next_char(p)) {
        n += g_utf8_get_char(p) > 0xFFFF ? 2 : 1;
        if (n > room)
            break;
    }
    g_string_truncate(text, (gsize)(p - text->str));
    g_string_append(text, note);
}

void
rv_xlsx_text(RvXlsxSheet *sheet, guint column, const char *text, lxw_format *format)
{
    g_autofree char *printable = text ? rv_text_printable(text) : NULL;
    g_autoptr(GString) safe = g_string_new(NULL);

    if (!sheet->sheet || !printable || !*printable)
        return;
    for (const char *p = printable; *p; p++)
        if (is_escape(p))
            g_string_append(safe, UNDERSCORE);
        else
            g_string_append_c(safe, *p);
    if (units(safe->str) > MOST_TEXT)
        cut(safe);
    worksheet_write_string(sheet->sheet, sheet->row, (lxw_col_t)column, safe->str, format);
}

void
rv_xlsx_number(RvXlsxSheet *sheet, guint column, double number)
{
    if (sheet->sheet)
        worksheet_write_number(sheet->sheet, sheet->row, (lxw_col_t)column, number, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sheets of a spreadsheet, within the limits of the programs that open it. */
#pragma once

#include "rows.h"

#include <xlsxwriter.h>

typedef enum { RV_CELL_PLAIN, RV_CELL_WRAPPED, RV_CELL_TENTHS, RV_N_CELLS } RvCellKind;

/* The library's, which frees them with their book. */
typedef struct {
    lxw_format *head, *cells[RV_N_CELLS], *verdicts[RV_VERDICT_ERROR + 1];
} RvXlsxFormats;

typedef struct {
    const char *head; /* marked for translation */
    double width;     /* characters */
    RvCellKind kind;
} RvXlsxColumn;

typedef struct {
    lxw_worksheet *sheet; /* NULL: it could not be made; all else does nothing then */
    guint n_columns;
    lxw_row_t row;  /* that is written */
    guint left_out; /* rows for which there was no room */
} RvXlsxSheet;

void rv_xlsx_formats(lxw_workbook *book, RvXlsxFormats *formats);
/* A sheet with its first row. `name` and `columns` need not last. */
void rv_xlsx_begin(RvXlsxSheet *sheet, lxw_workbook *book, const char *name,
                   const RvXlsxColumn *columns, guint n_columns, const RvXlsxFormats *formats);
/* Goes on to the next row; those before cannot be written to any more. FALSE: the sheet is full. */
gboolean rv_xlsx_next(RvXlsxSheet *sheet);
/* Text as text, never as a formula; NULL: nothing. `format` NULL: the column's. */
void rv_xlsx_text(RvXlsxSheet *sheet, guint column, const char *text, lxw_format *format);
void rv_xlsx_number(RvXlsxSheet *sheet, guint column, double number);
/* Tells in the last row what was left out. */
void rv_xlsx_end(RvXlsxSheet *sheet);

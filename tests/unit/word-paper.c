/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "word-paper.h"

#include "pdf-maker.h"
#include "recevable/pdf.h"

#include <leptonica/allheaders.h>
#include <string.h>

static RvSheet *
blank_sheet(int page)
{
    RvSheet *sheet = g_new0(RvSheet, 1);

    sheet->page = page;
    sheet->width = PAGE_WIDTH;
    sheet->height = PAGE_HEIGHT;
    sheet->dpi = 150;
    sheet->to_page = rv_map_scale(0.48, 0.48);
    sheet->gray = pixCreate(PAGE_WIDTH, PAGE_HEIGHT, 8);
    pixSetAll(sheet->gray);
    sheet->ink = pixCreate(PAGE_WIDTH, PAGE_HEIGHT, 1);
    sheet->print = pixCreate(PAGE_WIDTH, PAGE_HEIGHT, 1);
    sheet->rules = g_array_new(FALSE, TRUE, sizeof(RvSheetRule));
    sheet->leaders = g_array_new(FALSE, TRUE, sizeof(RvPx));
    return sheet;
}

WordPaper *
word_paper_new(void)
{
    WordPaper *paper = g_new0(WordPaper, 1);

    paper->sheets = g_ptr_array_new_with_free_func((GDestroyNotify)rv_sheet_free);
    paper->readings = g_ptr_array_new_with_free_func((GDestroyNotify)rv_reading_free);
    return paper;
}

void
word_paper_free(WordPaper *paper)
{
    g_ptr_array_unref(paper->sheets);
    g_ptr_array_unref(paper->readings);
    g_free(paper);
}

RvReading *
page_of(WordPaper *paper, guint page)
{
    while (paper->readings->len <= page) {
        RvReading *reading = rv_reading_new((int)paper->readings->len + 1);

        reading->confidence = 0.95;
        g_ptr_array_add(paper->readings, reading);
        g_ptr_array_add(paper->sheets, blank_sheet((int)paper->readings->len));
    }
    return g_ptr_array_index(paper->readings, page);
}

/* One run of words at (x, y). */
void
print_line(WordPaper *paper, guint page, int x, int y, const char *text)
{
    RvReading *reading = page_of(paper, page);
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    RvLine line = {.first = reading->words->len};

    for (guint i = 0; words[i]; i++) {
        int width = (int)g_utf8_strlen(words[i], -1) * LETTER;
        RvWord word = {.text = g_strdup(words[i]),
                       .box = {x, y, width, HEIGHT},
                       .confidence = 0.95,
                       .line = reading->lines->len};

        word.digits = g_new0(RvDigitCosts, strlen(words[i]) + 1);
        for (const char *p = words[i]; *p; p = g_utf8_next_char(p))
            word.digits[g_utf8_pointer_to_offset(words[i], p)].of[0] = (float)g_utf8_get_char(p);
        line.box = rv_px_union(line.box, word.box);
        line.n++;
        g_array_append_val(reading->words, word);
        x += width + LETTER;
    }
    g_array_append_val(reading->lines, line);
}

RvIndex *
index_of(const WordPaper *paper)
{
    return rv_index_new(paper->sheets, paper->readings, NULL);
}

void
draw_page(WordPaper *paper, const char *content)
{
    g_autoptr(GBytes) bytes =
        made_pdf(&(MadePage){"/MediaBox[0 0 595 842]", content, NULL, 0, NULL}, 1);
    g_autoptr(RvDocument) document = rv_document_open(bytes, NULL, &rv_pdf_default_limits, NULL);
    g_autoptr(RvPage) page = rv_document_render(document, 1, NULL);

    rv_sheet_free(g_ptr_array_index(paper->sheets, 0));
    g_ptr_array_index(paper->sheets, 0) = rv_sheet_new(page, 0, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tesseract's own reader on an area of a sheet. */
#include "read-private.h"

#include <math.h>

/* Resolution told to the engine where it would guess: it only steers its layout. */
#define ENGINE_MIN_DPI 70

static RvPx
scaled(int left, int top, int right, int bottom, double scale)
{
    int x = (int)floor(left / scale), y = (int)floor(top / scale);

    return (RvPx){x, y, (int)ceil(right / scale) - x, (int)ceil(bottom / scale) - y};
}

/* Onto the grid: scaled back, and moved to where the area is. */
static RvPx
on_grid(int left, int top, int right, int bottom, double scale, RvPx area)
{
    RvPx box = scaled(left, top, right, bottom, scale);

    return (RvPx){box.x + area.x, box.y + area.y, box.w, box.h};
}

/* The words of the engine's last recognition. Its lines are numbered from 0. */
static GArray *
take_words(TessBaseAPI *engine, double scale, RvPx area)
{
    TessResultIterator *at = TessBaseAPIGetIterator(engine);
    GArray *words = rv_words_new();
    const TessPageIterator *page;
    guint lines = 0;

    if (!at)
        return words;
    page = TessResultIteratorGetPageIteratorConst(at);
    do {
        char *text = TessResultIteratorGetUTF8Text(at, RIL_WORD);
        int left, top, right, bottom;

        if (TessPageIteratorIsAtBeginningOf(page, RIL_TEXTLINE))
            lines++;
        if (text && *text &&
            TessPageIteratorBoundingBox(page, RIL_WORD, &left, &top, &right, &bottom)) {
            RvWord word = {.text = g_strstrip(g_strdup(text)),
                           .box = on_grid(left, top, right, bottom, scale, area),
                           .confidence = TessResultIteratorConfidence(at, RIL_WORD) / 100.0,
                           .line = MAX(lines, 1) - 1};

            word.confidence = CLAMP(word.confidence, 0.0, 1.0);
            if (*word.text)
                g_array_append_val(words, word);
            else
                g_free(word.text);
        }
        TessDeleteText(text);
    } while (TessResultIteratorNext(at, RIL_WORD));
    TessResultIteratorDelete(at);
    return words;
}

/* By the deadline, if there is one; what was recognised until then can be taken. */
static void
recognise(TessBaseAPI *engine, const gint64 *deadline)
{
    gint64 left = deadline ? (*deadline - g_get_monotonic_time()) / 1000 : 0;
    ETEXT_DESC *monitor;

    if (!deadline) {
        TessBaseAPIRecognize(engine, NULL);
        return;
    }
    if (left <= 0)
        return;
    monitor = TessMonitorCreate();
    TessMonitorSetDeadlineMSecs(monitor, (int)MIN(left, G_MAXINT));
    TessBaseAPIRecognize(engine, monitor);
    TessMonitorDelete(monitor);
}

GArray *
rv_engine_read(RvReader *reader, const RvSheet *sheet, RvSheetPicture picture, RvPx area,
               TessPageSegMode mode, const gint64 *deadline)
{
    double scale;
    struct Pix *pix = rv_sheet_crop_for_reader(sheet, picture, area, &scale);
    GArray *words;

    if (!pix)
        return rv_words_new();
    TessBaseAPISetImage2(reader->engine, pix);
    TessBaseAPISetSourceResolution(reader->engine, (int)MAX(sheet->dpi * scale, ENGINE_MIN_DPI));
    TessBaseAPISetPageSegMode(reader->engine, mode);
    recognise(reader->engine, deadline);
    words = take_words(reader->engine, scale, rv_px_clip(area, sheet->width, sheet->height));
    TessBaseAPIClear(reader->engine);
    rv_picture_free(pix);
    return words;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a whole sheet: one pass with the engine's layout, then single looks at the ink that no
 * word covers. */
#include "read-private.h"

#include <string.h>

/* Resolution told to the engine where it would guess: it only steers its layout. */
#define ENGINE_MIN_DPI 70

static void
set_image(RvReader *reader, struct Pix *pix, double dpi)
{
    TessBaseAPISetImage2(reader->engine, pix);
    TessBaseAPISetSourceResolution(reader->engine, MAX((int)dpi, ENGINE_MIN_DPI));
}

/* TRUE when it came to an end in time. */
static gboolean
recognise(RvReader *reader, gint64 deadline)
{
    gint64 left = (deadline - g_get_monotonic_time()) / 1000;
    ETEXT_DESC *monitor;
    int failed;

    if (left <= 0)
        return FALSE;
    monitor = TessMonitorCreate();
    TessMonitorSetDeadlineMSecs(monitor, (int)MIN(left, G_MAXINT));
    failed = TessBaseAPIRecognize(reader->engine, monitor);
    TessMonitorDelete(monitor);
    return !failed && g_get_monotonic_time() < deadline;
}

RvReading *
rv_reader_read(RvReader *reader, const RvSheet *sheet, double seconds)
{
    RvReading *reading = g_new0(RvReading, 1);
    gint64 deadline = g_get_monotonic_time() + (gint64)(seconds * G_USEC_PER_SEC);

    reading->page = sheet->page;
    reading->words = rv_words_new();
    reading->lines = g_array_new(FALSE, TRUE, sizeof(RvLine));
    reading->complete = TRUE;
    if (sheet->is_blank || sheet->is_unreadable)
        return reading;
    set_image(reader, sheet->text, sheet->dpi * sheet->text_scale);
    TessBaseAPISetPageSegMode(reader->engine, PSM_AUTO);
    reading->complete = recognise(reader, deadline);
    rv_engine_take_words(reader->engine, sheet->text_scale, 0, reading->words);
    TessBaseAPIClear(reader->engine);
    rv_reading_lay_out(reading, sheet);
    return reading;
}

void
rv_reading_free(RvReading *reading)
{
    if (!reading)
        return;
    g_array_unref(reading->words);
    g_array_unref(reading->lines);
    g_free(reading);
}

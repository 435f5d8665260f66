/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a whole sheet: one pass with the engine's layout; lines that it read poorly are read
 * again by themselves. */
#include "read-private.h"

#include <string.h>

/* Resolution told to the engine where it would guess: it only steers its layout. */
#define ENGINE_MIN_DPI 70
/* Lines below this confidence are read again: print reads at 0.85 and more, so that this is
 * handwriting, or print that the layout has cut badly. */
#define POOR_LINE 0.75
/* Another reading must be better by so much to be taken. */
#define GAIN 0.08
/* Lines read again, at most, on one page: about 40 ms a look. */
#define MAX_POOR_LINES 40

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

static double
line_confidence(const GArray *words, guint first, guint n)
{
    double sum = 0, letters = 0;

    for (guint i = first; i < first + n; i++) {
        const RvWord *word = &g_array_index(words, RvWord, i);
        double length = (double)g_utf8_strlen(word->text, -1);

        sum += length * word->confidence;
        letters += length;
    }
    return letters > 0 ? sum / letters : 0;
}

/* The best of some looks at a line, or NULL when none beats its confidence. */
static GArray *
read_line_again(RvReader *reader, const RvSheet *sheet, RvPx box, double confidence)
{
    GArray *best = NULL;

    for (int look = 0; look < RV_READER_LOOKS; look++) {
        GArray *words = rv_reader_look(reader, sheet, rv_px_grow(box, box.h / 3, box.h / 4), look);
        double other = line_confidence(words, 0, words->len);

        if (other > confidence + (best ? 0 : GAIN)) {
            g_clear_pointer(&best, g_array_unref);
            best = g_steal_pointer(&words);
            confidence = other;
        }
        g_clear_pointer(&words, g_array_unref);
    }
    return best;
}

/* Swaps the words of poor lines for those of a better look; the reading is laid out anew. */
static void
improve_lines(RvReader *reader, const RvSheet *sheet, RvReading *reading, gint64 deadline)
{
    g_autoptr(GArray) words = rv_words_new();
    int left = MAX_POOR_LINES;

    for (guint i = 0; i < reading->lines->len; i++) {
        const RvLine *line = &g_array_index(reading->lines, RvLine, i);
        double confidence = line_confidence(reading->words, line->first, line->n);
        GArray *again = NULL;

        if (confidence < POOR_LINE && left-- > 0 && g_get_monotonic_time() < deadline)
            again = read_line_again(reader, sheet, line->box, confidence);
        for (guint k = 0; k < (again ? again->len : line->n); k++) {
            RvWord *from =
                &g_array_index(again ? again : reading->words, RvWord, again ? k : line->first + k);
            RvWord word = *from;

            word.line = i;
            from->text = NULL; /* moves over */
            g_array_append_val(words, word);
        }
        g_clear_pointer(&again, g_array_unref);
    }
    g_array_unref(reading->words);
    reading->words = g_steal_pointer(&words);
    rv_reading_lay_out(reading, sheet);
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
    improve_lines(reader, sheet, reading, deadline);
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

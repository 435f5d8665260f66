/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of read/ share: the engine, and lists of words. */
#pragma once

#include "recevable/read.h"

#include <tesseract/capi.h>

struct _RvReader {
    TessBaseAPI *engine;
    char *version;
};

/* Takes the words of the engine's last recognition: appended to `words`, boxes scaled by
 * 1 / `scale` onto the grid of the sheet; `line` numbers the engine's lines from `first_line`.
 * Returns the number of lines. */
guint rv_engine_take_words(TessBaseAPI *engine, double scale, guint first_line, GArray *words);

/* Makes lines of words whose `line` holds the engine's own: split at wide gaps and upright rules,
 * sorted; renumbers the words. */
void rv_reading_lay_out(RvReading *reading, const RvSheet *sheet);

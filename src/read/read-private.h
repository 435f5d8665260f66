/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of read/ share: the reader, and how lines become words. */
#pragma once

#include "decode.h"
#include "find-private.h"
#include "recevable/net.h"
#include "recevable/read.h"

#include <tesseract/capi.h>

struct _RvReader {
    RvReaderKind kind;
    char *folder, *languages;
    GPtrArray *nets;     /* RvNet, one a language; empty when Tesseract reads */
    TessBaseAPI *engine; /* NULL until it is needed: it takes 0.1 to 0.2 s to load */
    char *version;
};

/* reader.c: makes sure that `engine` is there. Error: NO_MODEL. */
gboolean rv_engine_load(RvReader *reader, GError **error);

/* reading.c */
RvTrace *rv_trace_new(const RvNet *net, RvPosteriors *posteriors,
                      const RvFoundLine *line); /* takes */

/* What was read of one line. */
typedef struct {
    GArray *words;     /* RvWord, whose traces are among: */
    GPtrArray *traces; /* RvTrace */
} RvLineRead;

RvLineRead *rv_line_read_new(void);
void rv_line_read_free(RvLineRead *read);
/* Appends one to another, which is left empty. */
void rv_line_read_move(RvLineRead *to, RvLineRead *from);
/* The mean over its words by letters; 0 without any. */
double rv_line_read_confidence(const RvLineRead *read);

/* A word's confidence falls by that much with -ln(probability) of its worst character: then about
 * as many words are right as their confidence says. bench-words prints how many, and tries other
 * weights. */
#define RV_DOUBT_WEIGHT 0.85
/* place.c: appends the words of a line that was decoded; their `line` is left 0. */
void rv_place_words(const RvTrace *trace, const RvSheet *sheet, const RvFoundLine *line,
                    const GArray *characters, GArray *words);
/* zeros.c: figures of a decoded line that are zeros by their shape. */
void rv_restore_zeros(const RvTrace *trace, const RvSheet *sheet, const RvFoundLine *line,
                      GArray *characters);
/* digits.c: for each character of the text that the characters make without their blanks; owned by
 * the caller. NULL: see RvWord. */
RvDigitCosts *rv_digit_costs(const RvTrace *trace, const RvCharacter *characters, guint n);
/* The mean over words by letters; 0 without any. */
double rv_words_confidence(const GArray *words, guint first, guint n);

/* batch.c: reads lines with the networks, all at once, each from its picture (RvSheetPicture; NULL:
 * all from RV_SHEET_TEXT). Returns an RvLineRead for each line. */
GPtrArray *rv_read_lines(const RvReader *reader, const RvSheet *sheet, const GArray *pictures,
                         const GArray *lines);

/* engine.c: reads an area of one of the sheet's pictures with Tesseract; by `deadline` (monotonic,
 * microseconds) or at leisure. Returns words, `line` numbering the engine's own lines. */
GArray *rv_engine_read(RvReader *reader, const RvSheet *sheet, RvSheetPicture picture, RvPx area,
                       TessPageSegMode mode, const gint64 *deadline);

/* lines.c: makes lines of words whose `line` holds the reader's own: split at wide gaps and upright
 * rules, sorted; renumbers the words. */
void rv_reading_lay_out(RvReading *reading, const RvSheet *sheet);

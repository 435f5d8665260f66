/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stage 4, read: a sheet -> words and lines in reading order. The only includer of Tesseract.
 * A reader is expensive to make (0.1-0.2 s), is used for many sheets, and by one thread. */
#pragma once

#include "recevable/image.h"

typedef struct {
    char *text;        /* UTF-8, as read, never empty */
    RvPx box;          /* grid of the sheet */
    double confidence; /* 0-1, the recogniser's own */
    guint line;        /* index into lines */
} RvWord;

/* A run of words on one baseline without a wide gap: a table row or two columns give several. */
typedef struct {
    RvPx box;
    guint first, n; /* words */
} RvLine;

typedef struct {
    int page;
    GArray *words;     /* RvWord, line by line, left to right */
    GArray *lines;     /* RvLine, top to bottom, left to right */
    double confidence; /* mean over the words by letters, 0-1; 0 without words */
    double x_height;   /* median, pixels of the grid; 0 without words */
    gboolean complete; /* FALSE: the deadline stopped it */
} RvReading;

typedef struct _RvReader RvReader;

/* Who reads: the product's own batch of lines (net.h), or Tesseract's library with its own layout:
 * the reference, slower by far. */
typedef enum { RV_READER_FAST, RV_READER_TESSERACT } RvReaderKind;

/* `tessdata`: the folder of the .traineddata files, or NULL for $TESSDATA_PREFIX, then the
 * system's. `languages`: "fra" or "fra+eng". A model that the fast reader cannot run is read with
 * by Tesseract; rv_reader_version() says so. Error: NO_MODEL, which names the package. */
RvReader *rv_reader_new(const char *tessdata, const char *languages, RvReaderKind kind,
                        GError **error);
void rv_reader_free(RvReader *reader);
/* Name and version of engine and models, for the result; owned by the reader. */
const char *rv_reader_version(const RvReader *reader);

/* Reads the whole sheet, in at most `seconds`. Never NULL for a valid sheet. */
RvReading *rv_reader_read(RvReader *reader, const RvSheet *sheet, double seconds);
void rv_reading_free(RvReading *reading);

/* A second look at one area by itself, as one line of text. `look` chooses how the crop is made
 * (0 ... RV_READER_LOOKS - 1). Returns words (RvWord, grid of the sheet), maybe none. */
#define RV_READER_LOOKS 3
GArray *rv_reader_look(RvReader *reader, const RvSheet *sheet, RvPx area, int look);

/* A GArray of RvWord that frees the texts. */
GArray *rv_words_new(void);
/* The words' texts, parted by spaces; owned by the caller. */
char *rv_words_text(const GArray *words, guint first, guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvReader, rv_reader_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvReading, rv_reading_free)

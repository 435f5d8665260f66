/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stage 4, read: a sheet -> words and lines in reading order. The only includer of Tesseract.
 * A reader is expensive to make (0.1-0.2 s), is used for many sheets, and by one thread. */
#pragma once

#include "recevable/image.h"
#include "recevable/net.h"

/* All that a network said of one line, and where that lies: for spotting. */
typedef struct {
    const RvNet *net; /* the reader's: it must live as long */
    RvPosteriors *posteriors;
    RvStrip strip;
    double x_height; /* of the line, pixels of the grid, not rounded */
} RvTrace;

/* What each digit costs in the place of a character: nats more than the character itself, 0 to
 * RV_NET_FLOOR, which stands for all that is as good as impossible. */
typedef struct {
    float of[10];
} RvDigitCosts;

typedef struct {
    char *text;           /* UTF-8, as read, never empty */
    RvPx box;             /* grid of the sheet */
    double confidence;    /* 0-1, the recogniser's own */
    guint line;           /* index into lines */
    const RvTrace *trace; /* what it was read from, the reading's; NULL: by Tesseract's library */
    RvDigitCosts *digits; /* owned: one for each character of text; NULL: not known, or so long that
                           * it is no part of a number */
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
    GPtrArray *traces; /* RvTrace, in no order */
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
/* An empty reading of a page. */
RvReading *rv_reading_new(int page);
void rv_reading_free(RvReading *reading);

/* A reading to be kept, a new (floating) variant of rv_reading_type(), and back with a reader of
 * the same version. What is unpacked may be anybody's; NULL: no reading can be like that. */
const GVariantType *rv_reading_type(void);
GVariant *rv_reading_pack(const RvReading *reading, const RvReader *reader);
RvReading *rv_reading_unpack(GVariant *packed, const RvReader *reader);

/* A second look at one area by itself, as one line of text. `look` chooses how the crop is made
 * (0 ... RV_READER_LOOKS - 1); from RV_READER_COLOR_LOOKS on they are without colour, for a known
 * wording under a stamp, and find nothing on a grey page. Returns words (RvWord, grid of the
 * sheet), maybe none. */
#define RV_READER_COLOR_LOOKS 3
#define RV_READER_LOOKS 5
GArray *rv_reader_look(RvReader *reader, const RvSheet *sheet, RvPx area, int look);

/* ---- spotting: is this phrase printed here? ----------------------------------------------- */

/* A known phrase is weighed against all that the recogniser held possible, not against the one text
 * that it settled on, by CTC alignment with free ends: of all ways to spell the phrase somewhere
 * along the line the likeliest is compared with the likeliest way to spell anything over the same
 * steps. */

/* A letter of the phrase (not its spaces). */
typedef struct {
    guint start;        /* its byte in the phrase */
    guint trace;        /* index into the traces that were searched */
    double left, right; /* pixels of the grid, roughly */
    double cost;        /* -ln(its probability / that of the likeliest), 0 and more */
} RvSpottedLetter;

/* A word: between blanks, or one with its punctuation. */
typedef struct {
    guint start, end;   /* bytes of the phrase */
    guint first, n;     /* letters */
    guint trace;        /* that of its first letter */
    double left, right; /* pixels of the grid, within that trace */
    double cost;        /* sum over its letters and what is between them */
    /* ln(probability with the word / with its likeliest alteration): a letter or figure changed,
     * lost or added, or the word going on without a blank. Negative: something else is likelier.
     * Accents, capitals and what looks the same in print (0 and O) are no alterations. */
    double margin;
    char *rival; /* that alteration, UTF-8; NULL (margin: INFINITY) when none is thinkable */
} RvSpottedWord;

/* Recognisers lose letters (one of two l, a thin i) oftener than they add any: between phrases of
 * different length each letter counts so much. `make bench-spot` tries others: the true one of two
 * phrases wins most often on poor pages at 2 (99.95 %; 99.87 % at 0, 99.92 % at 4). */
#define RV_SPOT_LETTER 2.0

typedef struct {
    double ratio;    /* ln(probability of the phrase, as whole words / of the likeliest reading): 0
                      * or less */
    double score;    /* ratio + RV_SPOT_LETTER a letter: to compare phrases by */
    GArray *letters; /* RvSpottedLetter, in order */
    GArray *words;   /* RvSpottedWord, in order */
} RvSpotted;

/* The best place of a phrase (UTF-8) in traces, which are joined in their order as by spaces.
 * Blanks of the phrase may be missing in print at a price; capitals and letters without accents
 * stand for others at a price; apostrophes, quotes and dashes of any shape are the same. Only
 * traces of the network that made the first are looked at. NULL when the phrase has no character
 * that the model knows, or is too long to fit. */
RvSpotted *rv_spot(const RvTrace *const *traces, guint n_traces, const char *phrase);
void rv_spotted_free(RvSpotted *spotted);

/* ---- lists of words ----------------------------------------------------------------------- */

/* A GArray of RvWord that frees what they own. */
GArray *rv_words_new(void);
/* Appends all words of `from`, which is empty then. */
void rv_words_move(GArray *to, GArray *from);
/* The words' texts, parted by spaces; owned by the caller. */
char *rv_words_text(const GArray *words, guint first, guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvReader, rv_reader_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvReading, rv_reading_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvSpotted, rv_spotted_free)

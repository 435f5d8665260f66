/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of match/ share. The way inside the stage:
 *
 *   index    every word of the document with its comparable key
 *   flow     which line a sentence goes on in; on the next page, below its header (header)
 *   align    a wording against read text, word by word
 *   find     where a wording may stand: candidates
 *   form     which pages are the form's
 *   explained  the form's own text that is no item's
 *   quote    which candidates only quote a mention
 *   settle   which candidate serves which item: sections, order (distance), one place for one
 *            item
 *   gap      is what was not found missing, or only unread?
 *   wording  present, altered or unreadable? what the recogniser held possible (sight), second
 *            looks at doubtful words
 *   size     how large its print is
 *   around   what its sentence says before and behind it (known, sentence, qualify)
 *   stroke   is it struck through?
 *   labels, figures, twins, extent   where the labels of tick boxes stand
 *   prices   amounts of money beside the table
 *   fields, groups, table, signature   what stands at the places found: of a field (value), in
 *            cells (cell, framed) or not (zone), where the paper has it (habit), as text (written);
 *            an electronic address, by the names beside it (address)
 */
#pragma once

#include "recevable/match.h"

/* Ink that rv_ink_written is this sure of makes a value, read or not. */
#define RV_WRITTEN 0.5
/* Mean confidence from which a reading of a value is more than a guess. Handwriting reads at
 * 0.2-0.6. */
#define RV_LEGIBLE 0.6

/* ---- index ------------------------------------------------------------------------------ */

#define RV_NO_LINE G_MAXUINT

typedef struct {
    const RvWord *word;
    char *key;  /* rv_text_key; "" for bare punctuation */
    guint page; /* index into sheets */
    guint line; /* index into lines */
} RvIndexWord;

typedef struct {
    guint page;
    RvPx box;
    RvPx band;      /* as wide, and as high as most of its words: a stroke through one is higher */
    guint first, n; /* words */
    guint next;     /* the line that a sentence goes on in, or RV_NO_LINE */
} RvIndexLine;

typedef struct {
    const GPtrArray *sheets;   /* RvSheet, borrowed */
    const GPtrArray *readings; /* RvReading, borrowed */
    RvReader *reader;          /* for second looks, borrowed */
    GArray *words;             /* RvIndexWord, page by page */
    GArray *lines;             /* RvIndexLine, page by page */
    GPtrArray *own_words;      /* RvWord: found by their picture (see twins.c), not in readings */
    GHashTable *explained;     /* texts of words that only explain (see explained.c), borrowed */
    GArray *form_pages;        /* gboolean a page: it may belong to the form (see form.c) */
    int looks_left;            /* second looks that may still be spent on this document's wording */
    int value_looks_left;      /* ... and on its values */
} RvIndex;

RvIndex *rv_index_new(const GPtrArray *sheets, const GPtrArray *readings, RvReader *reader);
void rv_index_free(RvIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvIndex, rv_index_free)

/* Adds a word that no reading holds, in a line of its own; returns its number. */
guint rv_index_add_word(RvIndex *index, guint page, const char *text, RvPx box, double confidence);
/* Sets `next` of all lines. */
void rv_index_link(RvIndex *index);
/* Is a line no more than a single letter, or what a stamp or a logo leaves? */
gboolean rv_line_is_letter(RvPx line);
/* header.c: the first line of a page below its header, RV_NO_LINE when it has none. */
guint rv_index_first_of_page(const RvIndex *index, guint page);
/* The head of the column of text right of a line, or RV_NO_LINE. */
guint rv_index_next_column(const RvIndex *index, guint line);

static inline RvIndexWord *
rv_index_word(const RvIndex *index, guint i)
{
    return &g_array_index(index->words, RvIndexWord, i);
}

static inline RvIndexLine *
rv_index_line(const RvIndex *index, guint i)
{
    return &g_array_index(index->lines, RvIndexLine, i);
}

static inline const RvSheet *
rv_index_sheet(const RvIndex *index, guint page)
{
    return g_ptr_array_index(index->sheets, page);
}

/* Keys of words joined by single spaces, and for each byte the word it came from. */
typedef struct {
    GString *text;
    GArray *word_of;  /* guint a byte: index into the words that it was made of */
    gsize first_line; /* bytes of the first line */
} RvChain;

/* The text from the start of `line` on, over its followers, until at least `bytes` more than the
 * first line. */
RvChain *rv_index_chain(const RvIndex *index, guint line, gsize bytes);
/* The same of a list of RvWord, as one line. */
RvChain *rv_chain_of_words(const GArray *words);
void rv_chain_free(RvChain *chain);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvChain, rv_chain_free)

/* ---- align ------------------------------------------------------------------------------ */

typedef enum {
    RV_WORD_SAME,
    RV_WORD_CLOSE,   /* differs as reading errors do */
    RV_WORD_WRONG,   /* another word stands there */
    RV_WORD_LACKING, /* nothing stands there */
} RvWordMatch;

typedef struct {
    int start, end; /* bytes of the phrase's key */
    gboolean strict;
    RvWordMatch match;
    char *read;        /* what stands there, "" when lacking */
    double confidence; /* of the least sure word it was read in; 1 when lacking */
    guint where;       /* the last word it was read in; meaningless when lacking */
} RvExpected;

typedef struct {
    GArray *expected;  /* RvExpected, one a word of the key */
    GPtrArray *extra;  /* char *: words that were added in between */
    double similarity; /* 0-1: 1 - edits / length */
    guint first, last; /* the words (of what the chain was made of) it covers, both included */
} RvAlignment;

/* Aligns `key` with its best place in chain->text[0..length), which must start within the first
 * `start_before` bytes. `strict` marks bytes of key. `confidence_of` gives the confidence of
 * a word of the chain. NULL when nothing of it fits. */
typedef double (*RvConfidenceOf)(guint word, gconstpointer data);
RvAlignment *rv_align(const char *key, const gboolean *strict, const RvChain *chain, gsize length,
                      gsize start_before, RvConfidenceOf confidence_of, gconstpointer data);
void rv_alignment_free(RvAlignment *alignment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvAlignment, rv_alignment_free)
/* Equal but for letters that no reader can tell apart (O and 0, I, l and 1). */
gboolean rv_word_looks_same(const char *a, const char *b);

/* ---- find ------------------------------------------------------------------------------- */

/* One wording of an item that is looked for. */
typedef struct {
    char *text;       /* as it is printed; NULL when only the key is known */
    char *key;        /* rv_text_key of the wording */
    gboolean *strict; /* a byte of key each */
    double penalty;   /* of an alternative wording against the official one, 0-1 */
} RvNeedle;

/* May a mention stand there? */
typedef enum {
    RV_FITS,
    RV_MISPLACED, /* in the form, but out of its order or in small print */
    RV_QUOTED,    /* outside of the form, or in a sentence that speaks of it */
} RvFit;

/* One place where a wording may stand. */
typedef struct {
    guint first, last; /* words of the index, both included */
    guint page;
    RvPx box, first_line, last_line;
    double similarity; /* less the needle's penalty */
    guint needle;      /* which alternative */
    gboolean starts_line;
    gboolean glued; /* the first word holds something before the wording */
    RvFit fit;
} RvSpot;

/* The wording and those that are the same to the programme: without an explanation in brackets,
 * Mail / Email, N° / No / Numéro. RvNeedle; frees them. */
GArray *rv_needles_new(const char *text, const GStrv strict, gboolean is_label);
/* All places worth a thought, best first: RvSpot. `after_box`: a short wording may be read in one
 * word with the tick box before it ("DOui"). */
GArray *rv_find(const RvIndex *index, const GArray *needles, gboolean after_box);
/* The words of the index that a spot covers; it may go down a column past other lines. */
GArray *rv_spot_words(const RvIndex *index, const RvSpot *spot);

/* ---- size ------------------------------------------------------------------------------- */

/* The type size of print, points on the paper, within a tenth or two; 0: no word tells it. */
double rv_spot_size(const RvIndex *index, const RvSpot *spot);
double rv_line_size(const RvIndex *index, const RvIndexLine *line);
/* Too small for people to read. */
gboolean rv_size_is_too_small(double size);

/* ---- settle ----------------------------------------------------------------------------- */

/* Who asks for a place: same-role targets never share one. */
typedef enum {
    RV_ROLE_MENTION,
    RV_ROLE_LABEL,
    RV_ROLE_PROMPT,
    RV_ROLE_SIGNATURE,
    RV_ROLE_GUIDE, /* a section's heading, a question above prompts: helps to place the others */
    RV_ROLE_BOX,   /* the label of a tick box: settled by groups.c */
} RvRole;

typedef struct _RvTarget {
    const RvItem *item; /* NULL for a guide */
    int box;            /* RV_ROLE_BOX: which box of the group; else -1 */
    const char *section;
    RvRole role;
    double order;                  /* place in the template */
    const struct _RvTarget *under; /* the guide it stands under, or NULL */
    GArray *needles;               /* RvNeedle */
    GArray *spots;                 /* RvSpot */
    int chosen;                    /* index into spots; -1: none */
} RvTarget;

/* short.c: is it a label like "A" or "le", which stands in every text? What standing at the spot
 * costs it, in lines, by its neighbours; INFINITY: the spot is part of other text. `telling`:
 * rv_targets_telling_words(). */
gboolean rv_label_is_short(const RvTarget *target);
/* A label of one longer word ("Date"), in the middle of a sentence: it is none there. */
gboolean rv_label_is_in_sentence(const RvIndex *index, const RvTarget *target, const RvSpot *spot);
double rv_short_label_cost(const RvIndex *index, const GPtrArray *targets, const GArray *telling,
                           const RvTarget *target, const RvSpot *spot);

/* The targets of a template: one an item with a phrase, one a box, and guides. */
GPtrArray *rv_targets_new(const RvTemplate *template_);
/* Finds the spots of all targets; tells which pages belong to the form, and which spots fit. */
void rv_targets_find(RvIndex *index, GPtrArray *targets);
/* Words that surely belong to long wordings of the form, wherever these stand: gboolean a word. */
GArray *rv_targets_telling_words(const RvIndex *index, const GPtrArray *targets);
/* Is the place of a question one that another's wording, or a box's label, fits clearly better?
 * Questions of one form differ in a word or two. */
gboolean rv_target_fits_another(const GPtrArray *targets, const RvTarget *target,
                                const RvSpot *spot);
/* What makes targets one class: the shortest of their wordings. */
const char *rv_target_class(const RvTarget *target);

/* Which pages are surely the form's: gboolean a page, owned by the caller. Also sets
 * index->form_pages. */
gboolean *rv_form_pages(RvIndex *index, const GPtrArray *targets);
/* Finds what the official models explain. */
void rv_explained_find(RvIndex *index);
gboolean rv_explained(const RvIndex *index, const RvWord *word);
/* Marks (gboolean a word) the form's own text that ends the place for a value: headings, sentences;
 * one word. */
void rv_explained_use(const RvIndex *index, const GPtrArray *targets, GArray *used);
void rv_explained_use_word(const RvIndex *index, guint word, GArray *used);
/* Sets `fit` of the spots of mentions. */
void rv_quotes_tell(RvIndex *index, const GPtrArray *targets);
/* Marks the chosen spots that stand out of order; TRUE: there are some. */
gboolean rv_quotes_find_misplaced(const RvIndex *index, const GPtrArray *targets);
/* The best place of an unsettled mention that does not fit, or NULL. */
const RvSpot *rv_target_astray(const RvTarget *target);

/* Chooses a spot for all targets but boxes. */
void rv_settle(const RvIndex *index, GPtrArray *targets);
const RvSpot *rv_target_spot(const RvTarget *target); /* the chosen one, or NULL */
const RvTarget *rv_targets_get(const GPtrArray *targets, const RvItem *item, RvRole role, int box);
/* How far a spot is from where a target should stand, seen from what is settled already: 0 near,
 * about 1 a line; grows with columns and pages between. */
double rv_settle_distance(const RvIndex *index, const GPtrArray *targets, const RvTarget *target,
                          const RvSpot *spot);

/* Was something not found because it is not there? Where an unsettled target belongs, between its
 * neighbours in the template, all lines could be read, and the pages well; otherwise it may be one
 * of them. NULL: something that may stand anywhere. */
gboolean rv_gap_is_readable(const RvIndex *index, const GPtrArray *targets, const RvTarget *target);

/* ---- wording ---------------------------------------------------------------------------- */

/* Is this wording at `spot` (NULL: nowhere)? `whole`: every word counts, as in a mention;
 * otherwise only strict words and the gist, as in a label. */
void rv_wording_check(RvIndex *index, const GArray *needles, const RvSpot *spot, gboolean whole,
                      RvPhrase *phrase);
/* Words that are not the signatory's own: of settled wordings, of other places of the form's long
 * ones, and of values (of evidence, RvEvidence). gboolean a word. */
GArray *rv_around_known(const RvIndex *index, const GPtrArray *targets, const GPtrArray *evidence);
/* A mention that was found is changed by what its sentence says before and behind it. */
void rv_around_check(const RvIndex *index, const GPtrArray *targets, const GArray *known,
                     const RvTarget *target, RvPhrase *phrase);
/* Is the mention that was read at `spot` struck through? That is altered; when a stroke only may
 * run through it, unreadable. */
void rv_stroke_check(const RvIndex *index, const RvSpot *spot, RvPhrase *phrase);

/* ---- labels of tick boxes ------------------------------------------------------------------ */

/* lead.c: was all of a field's label found but that it asks for a number? */
gboolean rv_label_lacks_number(const RvIndex *index, const RvTarget *label, const RvSpot *spot);

/* Chooses a spot for the labels of a group. `used`: gboolean a word of the index, serves already.
 */
void rv_labels_settle(RvIndex *index, const GPtrArray *targets, const RvItem *item, GArray *used);
/* Is the question of a group not to be seen, though it has one? */
gboolean rv_label_lacks_question(const GPtrArray *targets, const RvItem *item);
/* "Oui" by itself answers nothing: a label whose question is not found, and which another group has
 * too, is nobody's for sure and none is chosen; but a long one of which a single place is left
 * over, when all other groups have theirs. */
gboolean rv_label_is_anybodys(const RvIndex *index, const GPtrArray *targets, const RvTarget *label,
                              const GArray *used);
/* At how many places the label stands where it serves no group. */
guint rv_label_left_over(const RvIndex *index, const RvTarget *label, const GArray *used);
/* The settled wording that a label stands under or behind. NULL: none on its page. */
const RvTarget *rv_labels_head(const GPtrArray *targets, const RvSpot *label);
/* Labels of one figure that were read in one word with a tick box, or not at all, are read again
 * alone; what is found joins the words of the index (and `used`). */
void rv_figures_settle(RvIndex *index, const GPtrArray *targets, GArray *used);
/* Labels that a mark hides from the reader are looked for by the picture of the same label at
 * another question; what is found joins the words of the index (and `used`). */
void rv_twins_settle(RvIndex *index, const GPtrArray *targets, GArray *used);

/* The print of a settled label on its first and last line, without a box or mark read with it. */
void rv_label_extent(const RvIndex *index, const GPtrArray *targets, const RvTarget *label,
                     RvPx *first, RvPx *last);

/* ---- what stands there ------------------------------------------------------------------ */

/* Words that serve a phrase already: gboolean a word of the index. */
GArray *rv_used_words(const RvIndex *index, const GPtrArray *targets);

/* Where values stand on this paper, learnt from all its labels. */
typedef struct {
    gboolean below;   /* below their labels, not beside them, where no frame holds them */
    gboolean stacked; /* in one cell with their labels, where a frame does */
} RvHabit;
RvHabit rv_habit_learn(RvIndex *index, const GPtrArray *targets, const GArray *used);
/* What is written for the label at `spot`: in its cell or the next one; beside it, on the lines
 * that this wraps to, below it; for free text, all below its label. */
void rv_value_find(RvIndex *index, const GArray *used, const RvSpot *spot, const RvHabit *habit,
                   RvFieldType type, RvValue *value);

/* address.c: weighs electronic addresses by the names among the other values. */
void rv_addresses_settle(const RvIndex *index, GPtrArray *evidence);
void rv_fields_fill(RvIndex *index, const GPtrArray *targets, GPtrArray *evidence,
                    const GArray *used);
void rv_groups_fill(RvIndex *index, const GPtrArray *targets, GPtrArray *evidence, GArray *used);
/* Where the price table stands, by its headings; NULL: it was not found. */
typedef struct _RvTable RvTable;
RvTable *rv_table_find(const RvIndex *index, const RvItem *item);
void rv_table_free(RvTable *table); /* NULL: nothing */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvTable, rv_table_free)
/* The words of its head become used ones. */
void rv_table_use_head(const RvTable *table, GArray *used);
/* The words of its lines become used ones. `table` may be NULL. */
void rv_table_fill(const RvIndex *index, RvTable *table, GArray *used, RvEvidence *evidence);
/* prices.c: amounts of money in words that serve nothing yet. */
void rv_prices_find(const RvIndex *index, const GArray *used, const GPtrArray *evidence,
                    GArray *prices);
/* Looks for the signature that the label, its last line on a page, asks for. */
RvInk rv_signature_look(const RvSheet *sheet, const RvReading *reading, RvPx label);
void rv_signature_fill(const RvIndex *index, const GPtrArray *targets, RvEvidence *evidence);
/* Where nothing else is: the words in its place that are in no value (of `all`) and not `used`. */
void rv_signature_read(const RvIndex *index, const GArray *used, const GPtrArray *all,
                       RvEvidence *evidence);

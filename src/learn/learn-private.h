/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of learn/ share: print -> paragraphs -> items. Lengths are pixels of a sheet's
 * grid. */
#pragma once

#include "recevable/boxes.h"
#include "recevable/learn.h"

/* ---- print ----------------------------------------------------------------------------------- */

typedef struct {
    char *text;
    RvPx box;
    double confidence; /* 0-1; 1: the text layer says the same */
    gboolean marked, bold;
} RvInkWord;

/* What stands beside a piece of print and asks to be filled in. */
typedef enum {
    RV_ROOM_NONE,
    RV_ROOM_LEADER, /* dots, or a line to write on */
    RV_ROOM_CELL,   /* an empty frame */
    RV_ROOM_OPEN,   /* white paper behind a colon */
} RvRoom;

/* Words on one baseline, in one cell. */
typedef struct {
    int page;      /* index */
    GArray *words; /* RvInkWord, from left to right; not empty */
    RvPx box;
    double base, x_height, bold; /* its baseline; share of its letters */
    RvPx tick;                   /* the box to tick that it belongs to; empty: none */
    RvPx wall;                   /* the cell that it stands in; empty: none */
    RvRoom room;
    RvPx place;  /* of the room */
    guint lines; /* of room below that one, to write on */
} RvSegment;

/* ---- paragraphs ------------------------------------------------------------------------------ */

/* One or more segments, one below the other, that say one thing. */
typedef struct {
    int page;
    GPtrArray *segments; /* RvSegment, borrowed */
    RvPx box;            /* without its tick box and room */
    RvPx reach;          /* with them */
    RvPx tick;
    RvRoom room;
    RvPx place;
    guint lines;
    int longest;                   /* of its lines */
    double x_height, bold, marked; /* shares of letters */
    gboolean used;                 /* an item was made of it */
} RvParagraph;

/* The form, as it is taken apart. */
typedef struct {
    const GArray *pages; /* RvLearnPage */
    const RvLearnHow *how;
    GHashTable *vocabulary; /* of the models that are known */
    GPtrArray *boxes;       /* RvFormBoxes, one a page */
    GPtrArray *segments;    /* RvSegment */
    GPtrArray *paragraphs;  /* RvParagraph, at last in the order of reading */
    double x_height;        /* of most print */
    double box_gap;         /* between boxes of one question, one below the other */
    RvDraft *draft;
} RvForm;

static inline const RvFormBoxes *
rv_form_boxes(const RvForm *form, int page)
{
    return g_ptr_array_index(form->boxes, page);
}

static inline const RvLearnPage *
rv_form_page(const RvForm *form, int page)
{
    return &g_array_index(form->pages, RvLearnPage, page);
}

/* spelling.c: the words of a line, spelt as in the text layer where that says what is seen. */
GArray *rv_ink_words(const RvLearnPage *page, const RvLine *line, GHashTable *vocabulary);
GArray *rv_ink_words_new(void);       /* empty; frees the words' texts */
void rv_ink_words_own(GArray *words); /* frees them from now on */
/* mend.c: a word that is none, as the word that it must have been; NULL: as it is. Owned by the
 * caller. */
char *rv_mend_word(const RvWord *word, GHashTable *vocabulary);
/* vocabulary.c: the words of all models (RvTemplate; or NULL), in small letters; the caller's. */
GHashTable *rv_vocabulary_new(const GPtrArray *known);
/* names.c: "PF1" is PFI where that stands elsewhere on the form. */
void rv_form_settle_names(RvForm *form);
/* marked.c: sets `marked` and `bold` of all words. */
void rv_form_mark(RvForm *form);
/* segments.c: fills form->segments. */
void rv_form_segment(RvForm *form);
RvPx rv_ink_words_box(const GArray *words);
/* Does something to be filled in stand between two words of a line? */
gboolean rv_words_are_parted(const RvSheet *sheet, const RvFormBoxes *boxes, RvPx left, RvPx right);
/* justified.c: what was read as several lines, and is one. */
void rv_form_join_lines(RvForm *form);
/* ticks.c: sets `tick` of all segments. */
void rv_form_give_boxes(RvForm *form);
void rv_segment_free(RvSegment *segment);
/* rooms.c: sets `room` and `place` of all segments. */
void rv_form_find_rooms(RvForm *form);
/* cells.c: the cell around a point, between its rules; empty: there is none. */
RvPx rv_form_cell(const RvSheet *sheet, int x, int y);
/* lines.c: the line right below that may go on with one; NULL: there is none. */
RvSegment *rv_line_below(const RvForm *form, const RvSegment *a);
/* Baseline to baseline, x-heights, of most paragraphs' lines. `below`: parallel to segments. */
double rv_lines_usual_pitch(const RvForm *form, RvSegment *const *below);
gboolean rv_lines_belong(const RvForm *form, const RvSegment *a, const RvSegment *b, double usual);
/* Does it go on in the next column or page with that one? */
gboolean rv_line_goes_on(const RvSegment *a, const RvSegment *b);
/* paragraphs.c: fills form->paragraphs, in no order. */
void rv_form_join(RvForm *form);
/* Does it go on in the next column or page, with `rest`? Then it takes over its lines. */
gboolean rv_paragraph_take_rest(RvParagraph *paragraph, const RvParagraph *rest);
void rv_paragraph_free(RvParagraph *paragraph);
/* wording.c: letters and figures. */
gsize rv_letters_in(const char *text);
/* The words of a paragraph from..to (words counted through its segments), hyphens at line ends
 * closed, without leaders; owned by the caller. */
char *rv_paragraph_text(const RvParagraph *paragraph);
char *rv_paragraph_text_of(const RvParagraph *paragraph, guint from, guint to);
guint rv_paragraph_n_words(const RvParagraph *paragraph);
const RvInkWord *rv_paragraph_word(const RvParagraph *paragraph, guint i);
RvPx rv_paragraph_box_of(const RvParagraph *paragraph, guint from, guint to);
/* gaps.c: sets form->box_gap; does the box of `next` belong to another question than that of
 * `before`, as there is more room between them than between most? */
void rv_form_measure_gaps(RvForm *form);
gboolean rv_form_parts_boxes(const RvForm *form, const RvParagraph *before,
                             const RvParagraph *next);
/* order.c: puts them in the order of reading, and drops what is on every page. */
void rv_form_order(RvForm *form);
/* furniture.c */
gboolean rv_paragraph_is_furniture(const RvForm *form, const RvParagraph *paragraph);

/* ---- items ----------------------------------------------------------------------------------- */

/* items.c: fills draft->sections. */
void rv_form_make_items(RvForm *form);
/* head.c: id, kind, reference, title. */
void rv_form_make_head(RvForm *form);
gboolean rv_paragraph_is_heading(const RvForm *form, const RvParagraph *paragraph);
/* table.c: how many paragraphs from `at` on are a price table's; 0: none is. */
guint rv_form_take_table(RvForm *form, guint at, RvDraftItem **table);
/* guess.c, guess-rules.c: from wordings. */
/* Does the key of a text (text.h; NULL: nothing is) match a pattern, as whole words? */
gboolean rv_says(const char *text, const char *pattern);
RvFieldType rv_guess_type(const char *label);
gboolean rv_guess_is_label(const char *text);
gboolean rv_guess_optional(const char *label);
gboolean rv_guess_signature(const char *label);
gboolean rv_guess_name(const char *label); /* of a person or an organisation */
/* The rule that a prompt and the boxes tell; *sure: FALSE when nothing says so. `prompt` may be
 * NULL. */
RvGroupRule rv_guess_rule(const char *prompt, const GPtrArray *boxes, gboolean *sure);
/* Does a box say that it stands for the one before it, which could not be ticked? */
gboolean rv_guess_instead(const char *label);
/* Does it ask for something to be ticked? */
gboolean rv_guess_asks(const char *text);
/* The bytes of a bullet or a number ("2. ") that a wording begins with, and that each issuer sets
 * otherwise. */
gsize rv_numbering(const char *text);
/* A label without its colon and what it explains to whoever fills it in; owned by the caller. */
char *rv_guess_label(const char *text, char **explained);
/* ids.c: gives all sections, items and boxes ids of their own, made of their wordings. */
void rv_draft_name(RvDraft *draft);
/* links.c: which items belong together. */
void rv_draft_link(RvDraft *draft);
/* rules.c: what the wordings say of several items at once; and doubts of the groups whose rule
 * nothing told. */
void rv_draft_make_rules(RvDraft *draft);
void rv_draft_doubt_rules(RvDraft *draft);
/* tidy.c: leaves out what no model can hold. */
void rv_draft_tidy(RvDraft *draft);
/* known.c: a group whose rule nothing told has that of the same question in a model that is known.
 * `known`: RvTemplate; or NULL. */
void rv_draft_know(RvDraft *draft, const GPtrArray *known);
/* strict.c: the words of a wording in which no letter may differ; (char *), owned. `others`: all
 * wordings of the draft. */
GPtrArray *rv_strict_words(const char *text, const GPtrArray *others);

/* draft.c */
RvDraft *rv_draft_new(void);
RvDraftItem *rv_draft_item_new(RvItemKind kind, char *text, RvPlace place);
void rv_draft_item_free(RvDraftItem *item);
RvDraftBox *rv_draft_box_new(char *label);
RvDraftSection *rv_draft_section_new(char *anchor);
void rv_draft_doubt(GPtrArray *doubts, char *sentence); /* takes it over */

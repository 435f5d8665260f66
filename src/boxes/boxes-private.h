/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of this folder share. Lengths are pixels of the sheet's grid unless a name says
 * otherwise. */
#pragma once

#include "image/pix.h"
#include "recevable/boxes.h"

/* An outline, or a pair of brackets, that may be a tick box. */
typedef struct {
    RvPx box;         /* outer edges */
    RvPx inside;      /* within the outline */
    RvPx left, right; /* the brackets; empty: it is an outline */
    double score;     /* 0-1: how well the four sides are seen, and how free they stand */
} RvFrame;

/* outlines.c */
typedef struct {
    double side, mean, straight; /* shares of ink that the worst and all sides need at least */
    double outside;              /* share of ink that the ring outside may have */
} RvOutlineNeed;
#define RV_SIDE_PART 0.68    /* of a side that is looked at: corners may be round */
#define RV_OUTLINE_OUTSIDE 3 /* where the ring outside runs, pixels */
/* Appends the best square of min to max pixels at each place where there is one; box and score. */
void rv_outlines_search(PIX *ink, int min, int max, const RvOutlineNeed *need, GArray *found);

/* frames.c: all outlines of 2 to 6 mm on a sheet that may serve one of the labels, the best first.
 * RvFrame. */
GArray *rv_frames_find(const RvSheet *sheet, const RvReading *reading, const RvBoxQuery *queries,
                       guint n);
/* Are two places that of one box? */
gboolean rv_frames_are_same(RvPx a, RvPx b);
/* Drops those in the middle of words that were read for sure. */
void rv_frames_drop_letters(const RvSheet *sheet, const RvReading *reading, GArray *found);
/* The best outline of about that size near that place, FALSE when not even a broken one is there.
 */
gboolean rv_frame_near(const RvSheet *sheet, RvPx place, RvFrame *frame);
/* fit.c: moves the sides of a frame onto the ink and finds its inside. */
void rv_frame_fit(const RvSheet *sheet, RvFrame *frame);

/* find.c: is it an outline of the size of boxes, that holds so much ink at the most (a share)? */
gboolean rv_frame_is_empty(const RvSheet *sheet, const RvReading *reading, const RvFrame *frame,
                           double most);
/* The shadow of an empty one such as ❏, or its second frame: 0.21, and 0.32 on a scan. Chosen. */
#define RV_SHADED 0.35
/* The word that was surely read there; NULL: none. */
const RvWord *rv_frame_word(const RvReading *reading, RvPx frame);
/* combs.c: takes the cells of rows for figures out of the outlines of an empty page (RvFrame); the
 * rows (RvPx) are appended to combs. */
void rv_combs_take(const RvSheet *sheet, const RvReading *reading, GArray *outlines, GArray *combs);

/* brackets.c: the score of an empty pair; one that holds something has less. */
#define RV_BRACKETS_EMPTY 1.0
/* All pairs of brackets that stand free on a sheet, with nothing or one mark between them. RvFrame.
 */
GArray *rv_brackets_find(const RvSheet *sheet);
/* Do two pieces make a pair? And what is it as a frame? `stroke`: how thick they are. */
gboolean rv_brackets_face(RvPx left, RvPx right);
RvFrame rv_brackets_frame(RvPx left, RvPx right, int stroke);
/* Is there nothing or one mark between them? Lowers the score when there is one. */
gboolean rv_brackets_hold_mark(const RvSheet *sheet, RvFrame *frame);
/* Is a piece between them a blank that was typed there to be written on, "[_]"? */
gboolean rv_brackets_is_blank(const RvFrame *frame, RvPx piece);

/* bracket-twins.c: adds the pairs that are like the empty ones, though marks run through them.
 * `frames` is parallel to sheets. */
void rv_brackets_find_twins(const GPtrArray *sheets, const GPtrArray *readings,
                            const GPtrArray *frames);

/* candidates.c: where a box stands: left of the first of its label's lines, right of the last one;
 * right of the first one, when boxes stand at the margin; or at half their height, in tables. */
typedef enum {
    RV_LEFT,
    RV_RIGHT,
    RV_RIGHT_TOP,
    RV_LEFT_MIDDLE,
    RV_RIGHT_MIDDLE,
    RV_N_SIDES
} RvSide;

/* A frame that may serve a query; lengths in points, so that pages can be compared. */
typedef struct {
    guint query, frame;
    int sheet;
    double gap, size, x, dy;
    double clear, score; /* of the outline; less for its distance */
    double inside, into; /* how far it reaches into its label, and into a word of it, in boxes */
    gboolean in_column;  /* other queries have one like it right above or below it */
} RvCandidate;

/* What the boxes of a document have in common. */
typedef struct {
    RvSide side;
    gboolean in_columns; /* and not at one distance from their labels */
    double gap, size, dy, inside;
    double votes; /* labels that have a box like that, each by its score */
} RvSiblings;

gboolean rv_side_is_left(RvSide side);
/* Is it on a row with a label of the query, and not in the middle of its text? */
gboolean rv_box_may_serve(RvPx box, const RvBoxQuery *query);
/* The part of a label beside which its box stands. */
RvPx rv_side_label(RvSide side, const RvBoxQuery *query);
/* A word surely read, that is neither a box nor a scribble. */
gboolean rv_word_is_real(const RvWord *word);

/* siblings.c. Distances differ with the reader's idea of the label's edge (measured: up to 0.5 of a
 * box); in a column they do not matter. */
#define RV_GAP_SLACK 1.0
#define RV_COLUMN_SLACK 0.4
/* Sets in_column of all. */
void rv_siblings_find_columns(GArray *candidates, guint n_queries);
/* FALSE when there is not one outline beside a label. `n`: number of queries. */
gboolean rv_siblings_learn(GArray *const candidates_of[RV_N_SIDES], guint n, RvSiblings *model);
gboolean rv_size_fits(double size, double model);

/* place.c: which box belongs to which label. */
typedef enum {
    RV_BOX_FOUND,   /* an outline */
    RV_BOX_COVERED, /* ink where the siblings say that a box must be, but no outline */
    RV_BOX_NOWHERE
} RvBoxFinding;

typedef struct {
    RvBoxFinding finding;
    int sheet; /* index, -1: the label was not found */
    RvFrame frame;
    RvPx label; /* the label's line beside the box */
    RvPx asked; /* print above it that is no mark: the last line of its question; may be empty */
} RvBoxSpot;

/* A document's boxes, while they are placed. */
typedef struct {
    const GPtrArray *sheets, *readings, *frames;
    const RvBoxQuery *queries;
    guint n;                        /* queries */
    GArray *spots;                  /* RvBoxSpot */
    GArray *candidates[RV_N_SIDES]; /* RvCandidate */
    GHashTable *taken;              /* frames in use: their addresses */
    gboolean brackets;              /* the frames are pairs of brackets */
} RvPlaces;

static inline const RvSheet *
rv_places_sheet(const RvPlaces *p, int index)
{
    return g_ptr_array_index(p->sheets, index);
}

/* candidates.c: appends the outlines on one side of the label of query `asks->query`, which stands
 * on sheet `asks->sheet`, to the candidates of that side. */
void rv_candidates_find(RvPlaces *p, const RvCandidate *asks, RvSide side);
/* Does another query's label stand between a box and the label of this one? */
gboolean rv_label_is_between(const RvPlaces *p, guint query, int sheet, RvPx box, RvPx label);

/* fits.c: does it stand free of its label, or in it as the others do? Else it may be a letter. */
gboolean rv_place_is_free(const RvCandidate *c, const RvSiblings *model);
/* Does a box of another label that was found stand in its column? */
gboolean rv_place_has_column(const RvPlaces *p, const RvCandidate *c);
/* Do the boxes that were found allow it to be one, on that side of its label? */
gboolean rv_place_fits(const RvPlaces *p, const RvCandidate *c, const RvSiblings *model);

/* One spot a query. `frames` is parallel to sheets: GArray of RvFrame, outlines or brackets. */
GArray *rv_boxes_place(const GPtrArray *sheets, const GPtrArray *readings, const GPtrArray *frames,
                       gboolean brackets, const RvBoxQuery *queries, guint n);

/* again.c: a broken outline, or what covers it, where the others say that the query's box must be.
 */
void rv_place_again(const RvPlaces *p, guint query, const RvSiblings *model);

/* state.c: the states of all spots. `states` and `confidences`: one a spot; those of spots that
 * were not found are left alone. */
void rv_states_judge(const GPtrArray *sheets, const GPtrArray *readings, const GArray *spots,
                     RvBoxState *states, double *confidences);

/* beside.c: does a mark stand next to box `index`, which is empty, or touch it from outside, that
 * is neither print nor part of another box's mark? */
gboolean rv_mark_is_beside(const RvSheet *sheet, const RvReading *reading, const GArray *spots,
                           guint index);

/* rings.c: does a stroke run around the box, which is empty, or around its label? */
gboolean rv_mark_is_ringed(const RvSheet *sheet, const RvBoxSpot *spot);

/* struck.c: the share of ink along the straightest way through the x-height of a line, over so many
 * x-heights of it; 0 when the line is shorter. */
double rv_stroke_along(const RvSheet *sheet, const RvStrip *line, double x_height, double length);
/* The widest piece that letters of the line have grown into, x-heights; 0: most of them have. */
double rv_letters_joined(const RvSheet *sheet, const RvStrip *line, double x_height);
/* A stroke along so many x-heights, two usual words, is seen for sure; along fewer, perhaps. It is
 * ink all along but for so much. */
#define RV_STRUCK_LONG 6.0
#define RV_STRUCK_SHORT 4.0
#define RV_STRUCK_FULL 0.97

/* ink-shape.c: what a piece of ink looks like; lengths in mm. */
typedef struct {
    RvPx box;
    int area;             /* pixels */
    double length, width; /* of its strokes: the half of the outline; ink by length */
    double major, minor;  /* how far it reaches along its own axes */
    gboolean simple;      /* one line, circle, ellipse or rectangle, or a part of it */
} RvInkShape;
RvInkShape rv_ink_shape(PIX *piece, RvPx box, double mm);

typedef struct {
    double x, y;
} RvInkPoint;
/* t0 x^2 + t1 xy + t2 y^2 + t3 x + t4 y = 1 */
typedef struct {
    double term[5];
} RvConic;
/* The conic that fits the points best, of which `used` (NULL: all) are used. FALSE: none does. */
gboolean rv_conic_fit(const RvInkPoint *points, const gboolean *used, int n, RvConic *conic);
/* About how far a point lies outside of an ellipse; negative: inside. */
double rv_conic_distance(const RvConic *conic, double x, double y);

/* ---- ink in the place to sign: signature.c and what it rests on ---- */

/* Where one looks: pieces are cut out of the window, and count when they lie in the area. */
typedef struct {
    const RvSheet *sheet;
    const RvReading *reading;
    RvPx window, area, label; /* on the sheet */
    double mm;                /* pixels */
} RvInkPlace;

/* ink-print.c: the window's ink without rules, but with straight strokes that were taken for some;
 * NULL: nothing is left of the window. */
PIX *rv_ink_of(const RvInkPlace *place);
/* Takes the letters of printed words out of it. A stroke that runs over them stays, with the
 * letters that it joined. Returns where such words are in the area, besides the label. */
RvPx rv_print_erase(PIX *ink, const RvInkPlace *place);
/* ink-stamp.c: takes stamps out of it, with what stands in them. `whole`: the same ink before
 * printed words were taken out, which stamps hold as well. Returns where those of the area were;
 * frames around the label are none. */
RvPx rv_stamps_erase(PIX *ink, PIX *whole, const RvInkPlace *place);

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outlines or brackets are found on every sheet, given to the labels, and looked into; what an
 * empty box looks like is learnt from the document itself. */
#include "boxes/boxes-private.h"

#include "recevable/rank.h"

/* At least that share of the boxes is taken to be empty, or nearly: the grey and the ink of the
 * last of them are those of empty boxes, unless all are dark. */
#define EMPTY_SHARE 0.25
#define EMPTY_GREY_MAX 0.06
/* How sure it is that there is no box: the label was found; it was not. */
#define MISSING_SURE 0.9
#define MISSING_NO_LABEL 0.5
/* Ink stands where the box must be, but hides it. */
#define COVERED_SURE 0.7
/* So many pairs of brackets beside labels are no accident. Chosen. */
#define LEAST_PAIRS 2
/* Brackets that may be those of numbers. */
#define NUMBERS_SURE 0.7

const char *
rv_box_state_name(RvBoxState state)
{
    static const char *const names[] = {"ticked", "unticked", "ambiguous", "missing"};

    return (guint)state < G_N_ELEMENTS(names) ? names[state] : "missing";
}

/* A measure of an empty box, from the lighter ones of those that were found. */
static double
learn_empty(const GArray *spots, const RvMark *marks, gsize offset)
{
    g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(double));

    for (guint i = 0; i < spots->len; i++)
        if (g_array_index(spots, RvBoxSpot, i).finding == RV_BOX_FOUND)
            g_array_append_val(values, G_STRUCT_MEMBER(double, &marks[i], offset));
    return rv_rank_double(values, EMPTY_SHARE);
}

static RvBox
answer(const GPtrArray *sheets, const RvBoxSpot *spot, const RvMark *mark, const RvMark *empty)
{
    RvBox box = {.state = RV_BOX_MISSING};

    if (spot->finding == RV_BOX_NOWHERE) {
        box.confidence = spot->sheet >= 0 ? MISSING_SURE : MISSING_NO_LABEL;
        return box;
    }
    box.state = rv_mark_judge(mark, empty, &box.confidence);
    box.place = rv_sheet_place(g_ptr_array_index(sheets, spot->sheet), spot->frame.box);
    if (spot->finding == RV_BOX_COVERED) {
        box.state = RV_BOX_AMBIGUOUS;
        box.confidence = COVERED_SURE;
    }
    return box;
}

/* ---- outlines or brackets ------------------------------------------------------------------- */

static GArray *
place_outlines(const GPtrArray *sheets, const GPtrArray *readings, const RvBoxQuery *queries,
               guint n)
{
    g_autoptr(GPtrArray) frames = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);

    for (guint i = 0; i < sheets->len; i++)
        g_ptr_array_add(
            frames, rv_frames_find(g_ptr_array_index(sheets, i), g_ptr_array_index(readings, i)));
    return rv_boxes_place(sheets, readings, frames, FALSE, queries, n);
}

static GArray *
place_brackets(const GPtrArray *sheets, const GPtrArray *readings, const RvBoxQuery *queries,
               guint n)
{
    g_autoptr(GPtrArray) frames = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);

    for (guint i = 0; i < sheets->len; i++)
        g_ptr_array_add(frames, rv_brackets_find(g_ptr_array_index(sheets, i)));
    rv_brackets_find_twins(sheets, readings, frames);
    return rv_boxes_place(sheets, readings, frames, TRUE, queries, n);
}

/* Those that were found and score that much. */
static guint
count_found(const GArray *spots, double score)
{
    guint found = 0;

    for (guint i = 0; i < spots->len; i++) {
        const RvBoxSpot *spot = &g_array_index(spots, RvBoxSpot, i);

        found += spot->finding == RV_BOX_FOUND && spot->frame.score >= score;
    }
    return found;
}

/* A form has boxes of one kind: that which more labels have. Brackets with a cross in them seem to
 * be outlines; and the sides of outlines are like the brackets of a number in the text, but no
 * outline seems to be an empty pair of brackets by itself. */
static GArray *
place_all(const GPtrArray *sheets, const GPtrArray *readings, const RvBoxQuery *queries, guint n,
          gboolean *brackets)
{
    g_autoptr(GArray) outlines = place_outlines(sheets, readings, queries, n);
    g_autoptr(GArray) pairs = place_brackets(sheets, readings, queries, n);
    guint own = count_found(outlines, 0), typed = count_found(pairs, 0);

    *brackets = typed >= MAX(own, LEAST_PAIRS) &&
                (!own || count_found(pairs, RV_BRACKETS_EMPTY) >= LEAST_PAIRS);
    return *brackets ? g_steal_pointer(&pairs) : g_steal_pointer(&outlines);
}

/* Among brackets none of which is empty, those that hold something may as well number the answers:
 * "(1) Oui (2) Non". */
static void
doubt_numbers(GArray *answers)
{
    for (guint i = 0; i < answers->len; i++)
        if (g_array_index(answers, RvBox, i).state == RV_BOX_UNTICKED)
            return;
    for (guint i = 0; i < answers->len; i++) {
        RvBox *box = &g_array_index(answers, RvBox, i);

        if (box->state == RV_BOX_TICKED) {
            box->state = RV_BOX_AMBIGUOUS;
            box->confidence = NUMBERS_SURE;
        }
    }
}

GArray *
rv_boxes_answer(const GPtrArray *sheets, const GPtrArray *readings, const RvBoxQuery *queries,
                guint n)
{
    g_autofree RvMark *marks = g_new0(RvMark, n + 1);
    gboolean brackets;
    g_autoptr(GArray) spots = place_all(sheets, readings, queries, n, &brackets);
    GArray *answers = g_array_sized_new(FALSE, TRUE, sizeof(RvBox), n);
    RvMark empty = {0};

    rv_rims_learn(sheets, spots);
    for (guint i = 0; i < n; i++) {
        const RvBoxSpot *spot = &g_array_index(spots, RvBoxSpot, i);

        if (spot->finding != RV_BOX_NOWHERE)
            marks[i] = rv_mark_look(g_ptr_array_index(sheets, spot->sheet), spots, i);
    }
    empty.fill = learn_empty(spots, marks, G_STRUCT_OFFSET(RvMark, fill));
    empty.grey = MIN(learn_empty(spots, marks, G_STRUCT_OFFSET(RvMark, grey)), EMPTY_GREY_MAX);
    for (guint i = 0; i < n; i++) {
        RvBox box = answer(sheets, &g_array_index(spots, RvBoxSpot, i), &marks[i], &empty);

        g_array_append_val(answers, box);
    }
    if (brackets)
        doubt_numbers(answers);
    return answers;
}

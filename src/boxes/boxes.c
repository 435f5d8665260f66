/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outlines or brackets are found on every sheet, given to the labels, and looked into. */
#include "boxes/boxes-private.h"

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

static RvBox
answer(const GPtrArray *sheets, const RvBoxSpot *spot, RvBoxState state, double confidence)
{
    RvBox box = {.state = RV_BOX_MISSING};

    if (spot->finding == RV_BOX_NOWHERE) {
        box.confidence = spot->sheet >= 0 ? MISSING_SURE : MISSING_NO_LABEL;
        return box;
    }
    box.place = rv_sheet_place(g_ptr_array_index(sheets, spot->sheet), spot->frame.box);
    box.state = spot->finding == RV_BOX_COVERED ? RV_BOX_AMBIGUOUS : state;
    box.confidence = spot->finding == RV_BOX_COVERED ? COVERED_SURE : confidence;
    return box;
}

/* ---- outlines or brackets ------------------------------------------------------------------- */

static GArray *
place_outlines(const GPtrArray *sheets, const GPtrArray *readings, const RvBoxQuery *queries,
               guint n)
{
    g_autoptr(GPtrArray) frames = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);

    for (guint i = 0; i < sheets->len; i++)
        g_ptr_array_add(frames, rv_frames_find(g_ptr_array_index(sheets, i),
                                               g_ptr_array_index(readings, i), queries, n));
    return rv_boxes_place(sheets, readings, frames, FALSE, queries, n);
}

/* The pairs of each sheet that are seen by themselves; how many of them are empty? */
static GPtrArray *
find_pairs(const GPtrArray *sheets, guint *n_empty)
{
    GPtrArray *frames = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);

    *n_empty = 0;
    for (guint i = 0; i < sheets->len; i++) {
        GArray *pairs = rv_brackets_find(g_ptr_array_index(sheets, i));

        for (guint k = 0; k < pairs->len; k++)
            *n_empty += g_array_index(pairs, RvFrame, k).score >= RV_BRACKETS_EMPTY;
        g_ptr_array_add(frames, pairs);
    }
    return frames;
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
    guint n_empty, own, typed;
    g_autoptr(GPtrArray) frames = find_pairs(sheets, &n_empty);
    g_autoptr(GArray) outlines = place_outlines(sheets, readings, queries, n), pairs = NULL;

    *brackets = FALSE;
    own = count_found(outlines, 0);
    if (own > 0 && n_empty < LEAST_PAIRS)
        return g_steal_pointer(&outlines);
    rv_brackets_find_twins(sheets, readings, frames);
    pairs = rv_boxes_place(sheets, readings, frames, TRUE, queries, n);
    typed = count_found(pairs, 0);
    *brackets = typed >= MAX(own, LEAST_PAIRS) &&
                (!own || count_found(pairs, RV_BRACKETS_EMPTY) >= LEAST_PAIRS);
    return *brackets ? g_steal_pointer(&pairs) : g_steal_pointer(&outlines);
}

/* Among brackets none of which is empty, what they hold may as well number the answers: "(1) Oui
 * (2) Non". */
static void
doubt_numbers(const GArray *spots, GArray *answers)
{
    if (count_found(spots, RV_BRACKETS_EMPTY) > 0)
        return;
    for (guint i = 0; i < answers->len; i++) {
        RvBox *box = &g_array_index(answers, RvBox, i);

        if (box->state == RV_BOX_TICKED || box->state == RV_BOX_UNTICKED) {
            box->state = RV_BOX_AMBIGUOUS;
            box->confidence = NUMBERS_SURE;
        }
    }
}

GArray *
rv_boxes_answer(const GPtrArray *sheets, const GPtrArray *readings, const RvBoxQuery *queries,
                guint n)
{
    g_autofree RvBoxState *states = g_new0(RvBoxState, n + 1);
    g_autofree double *confidences = g_new0(double, n + 1);
    gboolean brackets;
    g_autoptr(GArray) spots = place_all(sheets, readings, queries, n, &brackets);
    GArray *answers = g_array_sized_new(FALSE, TRUE, sizeof(RvBox), n);

    rv_states_judge(sheets, readings, spots, states, confidences);
    for (guint i = 0; i < n; i++) {
        RvBox box = answer(sheets, &g_array_index(spots, RvBoxSpot, i), states[i], confidences[i]);

        g_array_append_val(answers, box);
    }
    if (brackets)
        doubt_numbers(spots, answers);
    return answers;
}

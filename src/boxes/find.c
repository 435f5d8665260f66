/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The boxes of an empty form, of which no label is known: what looks like a box, holds nothing, is
 * as large as the others, and stands beside print. */
#include "boxes/boxes-private.h"

#include <math.h>

/* What is an outline for sure; letters that were not read are worse. Chosen. */
#define LEAST_SCORE 0.8
/* Share of ink within an empty one: specks, the blur of its outline; and where no such boxes are,
 * the shadow of one such as ❏ (0.21). Chosen; nobody ticked anything. */
static const double most_inside[] = {0.04, 0.25};
/* So few are no boxes of their kind. */
#define LEAST_BOXES 2
/* Boxes of one form differ by so much in size at the most. */
#define SAME_SIZE 0.15
/* Letters that look like boxes are the size of letters: boxes are higher than small ones, by that.
 */
#define LETTERS_HIGH 1.2
/* A frame that lies so far in a word is one of its letters, unless it is as large as the others and
 * the word begins with it: the box was read as a letter then. */
#define IN_WORD 0.5
#define AT_BEGINNING 0.3
/* From a box to the word that it belongs to, in boxes; words that end beside it are others. */
#define REACH 3.0

static int
by_place(gconstpointer a, gconstpointer b)
{
    const RvPx *p = a, *q = b;

    return p->y != q->y ? p->y - q->y : p->x - q->x;
}

static double
size_of(const RvFrame *frame)
{
    return (frame->box.w + frame->box.h) / 2.0;
}

/* Does a word stand beside it, with nothing written into the box? */
static gboolean
has_label(const RvReading *reading, RvPx box)
{
    for (guint i = 0; i < reading->words->len; i++) {
        const RvWord *word = &g_array_index(reading->words, RvWord, i);
        int gap = MAX(word->box.x - rv_px_right(box), box.x - rv_px_right(word->box));

        if (rv_px_on_row(word->box, box) && gap > -box.w / 2 && gap < REACH * box.w)
            return TRUE;
    }
    return FALSE;
}

/* Outlines around any of the words. */
static GArray *
find_outlines(const RvSheet *sheet, const RvReading *reading)
{
    g_autoptr(GArray) queries = g_array_new(FALSE, TRUE, sizeof(RvBoxQuery));

    for (guint i = 0; i < reading->words->len; i++) {
        RvPx word = g_array_index(reading->words, RvWord, i).box;
        RvBoxQuery query = {.page = sheet->page, .first = word, .last = word};

        g_array_append_val(queries, query);
    }
    return rv_frames_find(sheet, reading, (const RvBoxQuery *)(void *)queries->data, queries->len);
}

/* The word that a frame lies in; NULL: none. */
static const RvWord *
word_around(const RvReading *reading, RvPx frame)
{
    for (guint i = 0; i < reading->words->len; i++) {
        const RvWord *word = &g_array_index(reading->words, RvWord, i);
        RvPx both = rv_px_intersection(word->box, frame);

        if (rv_word_is_real(word) && (double)both.w * both.h > IN_WORD * (double)frame.w * frame.h)
            return word;
    }
    return NULL;
}

static gboolean
is_empty_box(const RvSheet *sheet, const RvReading *reading, const RvFrame *frame, double most)
{
    return frame->score >= LEAST_SCORE && frame->box.h >= LETTERS_HIGH * reading->x_height &&
           rv_pix_share(sheet->ink, frame->inside) <= most && has_label(reading, frame->box);
}

/* Empty ones; `letters`: those among them that may be letters go there. */
static GArray *
sort_empty(const RvSheet *sheet, const RvReading *reading, const GArray *frames, double most,
           GArray *letters)
{
    GArray *empty = g_array_new(FALSE, FALSE, sizeof(RvFrame));

    g_array_set_size(letters, 0);
    for (guint i = 0; i < frames->len; i++) {
        const RvFrame *frame = &g_array_index(frames, RvFrame, i);

        if (is_empty_box(sheet, reading, frame, most))
            g_array_append_vals(word_around(reading, frame->box) ? letters : empty, frame, 1);
    }
    return empty;
}

/* Outlines that are empty, then such with a shadow, then brackets: the first of which there are
 * some; else whatever outlines there are. */
static GArray *
find_empty(const RvSheet *sheet, const RvReading *reading, GArray *letters)
{
    g_autoptr(GArray) outlines = find_outlines(sheet, reading);
    g_autoptr(GArray) pairs = rv_brackets_find(sheet);
    GArray *empty;

    for (gsize i = 0; i < G_N_ELEMENTS(most_inside); i++) {
        empty = sort_empty(sheet, reading, outlines, most_inside[i], letters);
        if (empty->len >= LEAST_BOXES)
            return empty;
        g_array_unref(empty);
    }
    empty = sort_empty(sheet, reading, pairs, most_inside[0], letters);
    if (empty->len >= LEAST_BOXES)
        return empty;
    g_array_unref(empty);
    return sort_empty(sheet, reading, outlines, most_inside[0], letters);
}

/* How many are of the size of this one? */
static guint
count_like(const GArray *frames, double size)
{
    guint n = 0;

    for (guint i = 0; i < frames->len; i++)
        n += fabs(size_of(&g_array_index(frames, RvFrame, i)) - size) <= SAME_SIZE * size;
    return n;
}

/* The size that most have. */
static double
usual_size(const GArray *frames)
{
    double best = 0;
    guint most = 0;

    for (guint i = 0; i < frames->len; i++) {
        double size = size_of(&g_array_index(frames, RvFrame, i));
        guint n = count_like(frames, size);

        if (n > most || (n == most && size > best)) {
            most = n;
            best = size;
        }
    }
    return best;
}

/* Those of the usual size; of letters only such as begin their word. */
static void
take(const RvReading *reading, const GArray *frames, double size, GArray *boxes)
{
    for (guint i = 0; i < frames->len; i++) {
        const RvFrame *frame = &g_array_index(frames, RvFrame, i);
        const RvWord *word = word_around(reading, frame->box);

        if (fabs(size_of(frame) - size) <= SAME_SIZE * size &&
            (!word || ABS(frame->box.x - word->box.x) <= AT_BEGINNING * frame->box.w))
            g_array_append_val(boxes, frame->box);
    }
}

GArray *
rv_boxes_find(const RvSheet *sheet, const RvReading *reading)
{
    GArray *boxes = g_array_new(FALSE, FALSE, sizeof(RvPx));
    g_autoptr(GArray) letters = g_array_new(FALSE, FALSE, sizeof(RvFrame));
    g_autoptr(GArray) empty = NULL;
    double size;

    if (sheet->is_blank || !sheet->ink)
        return boxes;
    empty = find_empty(sheet, reading, letters);
    size = usual_size(empty);
    take(reading, empty, size, boxes);
    take(reading, letters, size, boxes);
    g_array_sort(boxes, by_place);
    return boxes;
}

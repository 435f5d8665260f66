/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The boxes of an empty form, of which no label is known: what looks like a box, holds nothing, is
 * as large as the others, and stands beside print. */
#include "boxes/boxes-private.h"

#include <math.h>

/* What is an outline for sure; letters that were not read are worse. Chosen. */
#define LEAST_SCORE 0.8
/* Share of ink within an empty one: specks, the blur of its outline. Chosen; nobody ticked
 * anything. */
#define CLEAN 0.04
/* What a form has of another kind, too, must be so many times as many to be its boxes: letters look
 * like some. */
#define WORTH 1.5
/* The inner frame of a double one is so large. */
#define INNER_LEAST 0.55
#define INNER_MOST 0.85
/* Boxes of one form differ by so much in size at the most. */
#define SAME_SIZE 0.15
/* Letters that look like boxes are the size of letters: boxes are higher than small ones, by that.
 */
#define LETTERS_HIGH 1.2
/* A frame that lies so far in a word is one of its letters, unless it is as large as the others and
 * the word begins with it: the box was read as a letter then. */
#define IN_WORD 0.5
#define AT_BEGINNING 0.3
#define SQUARE 0.08
#define BEHIND 0.4
#define SIDE_BLUR 1 /* pixels */
/* Boxes below each other differ by so much of their width. */
#define IN_COLUMN 0.3
/* A word that is more than a box read as a letter is that much wider. */
#define LONGER 1.5
/* From a box to the word that it belongs to, in boxes; words that end beside it are others. */
#define REACH 3.0

/* Outlines that are empty, such with a shadow, brackets. */
enum { PLAIN, SHADOWED, BRACKETS, KINDS };

/* The boxes of one kind that may be those of a page. */
typedef struct {
    GArray *empty;   /* RvFrame */
    GArray *letters; /* RvFrame: they lie in words */
} Found;

/* All kinds of one page. */
typedef struct {
    const RvSheet *sheet;
    const RvReading *reading;
    GArray *outlines, *pairs; /* RvFrame */
    Found kinds[KINDS];
    RvFormBoxes *boxes;
} Page;

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

static gboolean
lies_in(RvPx frame, const RvWord *word)
{
    RvPx both = rv_px_intersection(word->box, frame);

    return (double)both.w * both.h > IN_WORD * (double)frame.w * frame.h;
}

const RvWord *
rv_frame_word(const RvReading *reading, RvPx frame)
{
    for (guint i = 0; i < reading->words->len; i++) {
        const RvWord *word = &g_array_index(reading->words, RvWord, i);

        if (rv_word_is_real(word) && lies_in(frame, word))
            return word;
    }
    return NULL;
}

/* Whatever was read there, if it is more than the frame; NULL: nothing is. */
static const RvWord *
longer_word(const RvReading *reading, RvPx frame)
{
    for (guint i = 0; i < reading->words->len; i++) {
        const RvWord *word = &g_array_index(reading->words, RvWord, i);

        if (word->box.w > LONGER * frame.w && lies_in(frame, word))
            return word;
    }
    return NULL;
}

gboolean
rv_frame_is_empty(const RvSheet *sheet, const RvReading *reading, const RvFrame *frame, double most)
{
    return frame->score >= LEAST_SCORE && frame->box.h >= LETTERS_HIGH * reading->x_height &&
           rv_pix_share(sheet->ink, frame->inside) <= most;
}

/* ---- kinds ----------------------------------------------------------------------------------- */

static gboolean
is_like(double size, double usual)
{
    return fabs(size - usual) <= SAME_SIZE * usual;
}

/* Does one like it stand above or below it? At the margin boxes may stand far from their labels,
 * but below each other. */
static gboolean
is_in_column(const GArray *frames, const RvFrame *frame)
{
    for (guint i = 0; i < frames->len; i++) {
        const RvFrame *other = &g_array_index(frames, RvFrame, i);

        if (ABS(other->box.x - frame->box.x) <= IN_COLUMN * frame->box.w &&
            rv_px_overlap_y(other->box, frame->box) <= 0 &&
            is_like(size_of(other), size_of(frame)) && other->score >= LEAST_SCORE)
            return TRUE;
    }
    return FALSE;
}

static Found
sort_empty(const Page *page, const GArray *frames, double most)
{
    Found found = {g_array_new(FALSE, FALSE, sizeof(RvFrame)),
                   g_array_new(FALSE, FALSE, sizeof(RvFrame))};

    for (guint i = 0; i < frames->len; i++) {
        const RvFrame *frame = &g_array_index(frames, RvFrame, i);

        if (rv_frame_is_empty(page->sheet, page->reading, frame, most) &&
            (has_label(page->reading, frame->box) ||
             (!longer_word(page->reading, frame->box) && is_in_column(frames, frame))))
            g_array_append_vals(
                rv_frame_word(page->reading, frame->box) ? found.letters : found.empty, frame, 1);
    }
    return found;
}

static void
find_on_page(Page *page)
{
    page->outlines = find_outlines(page->sheet, page->reading);
    page->pairs = rv_brackets_find(page->sheet);
    rv_combs_take(page->sheet, page->reading, page->outlines, page->boxes->combs);
    page->kinds[PLAIN] = sort_empty(page, page->outlines, CLEAN);
    page->kinds[SHADOWED] = sort_empty(page, page->outlines, RV_SHADED);
    page->kinds[BRACKETS] = sort_empty(page, page->pairs, CLEAN);
}

static void
clear_page(Page *page)
{
    for (int kind = 0; kind < KINDS && page->outlines; kind++) {
        g_array_unref(page->kinds[kind].empty);
        g_array_unref(page->kinds[kind].letters);
    }
    g_clear_pointer(&page->outlines, g_array_unref);
    g_clear_pointer(&page->pairs, g_array_unref);
}

/* Points: pages need not be of one resolution. */
static GArray *
sizes_of(const Page *pages, guint n, int kind)
{
    GArray *sizes = g_array_new(FALSE, FALSE, sizeof(double));

    for (guint p = 0; p < n; p++)
        for (guint i = 0; pages[p].outlines && i < pages[p].kinds[kind].empty->len; i++) {
            double size = size_of(&g_array_index(pages[p].kinds[kind].empty, RvFrame, i)) * 72 /
                          pages[p].sheet->dpi;

            g_array_append_val(sizes, size);
        }
    return sizes;
}

static int
by_size(gconstpointer a, gconstpointer b)
{
    double p = *(const double *)a, q = *(const double *)b;

    return (p > q) - (p < q);
}

/* The size that most have, and how many they are. */
static guint
usual_size(GArray *sizes, double *usual)
{
    guint most = 0, first = 0, end = 0;

    *usual = 0;
    g_array_sort(sizes, by_size);
    for (guint i = 0; i < sizes->len; i++) {
        double size = g_array_index(sizes, double, i);

        while (g_array_index(sizes, double, first) < size &&
               !is_like(g_array_index(sizes, double, first), size))
            first++;
        while (end < sizes->len && (end <= i || is_like(g_array_index(sizes, double, end), size)))
            end++;
        if (end - first >= most) {
            most = end - first;
            *usual = size;
        }
    }
    return most;
}

/* The kind that the form's boxes are of, by how many of one size there are; their size in points.
 */
static int
choose_kind(const Page *pages, guint n, double *size)
{
    guint most = 0;
    int best = PLAIN;

    *size = 0;
    for (int kind = 0; kind < KINDS; kind++) {
        g_autoptr(GArray) sizes = sizes_of(pages, n, kind);
        double usual;
        guint boxes = usual_size(sizes, &usual);

        if (boxes > WORTH * most) {
            most = boxes;
            best = kind;
            *size = usual;
        }
    }
    return best;
}

/* ---- taking ---------------------------------------------------------------------------------- */

static gboolean
is_taken(const GArray *boxes, RvPx box)
{
    for (guint i = 0; i < boxes->len; i++)
        if (!rv_px_is_empty(rv_px_intersection(g_array_index(boxes, RvPx, i), box)))
            return TRUE;
    return FALSE;
}

/* Is it a box that was read together with its label, and no letter? It is square, and print begins
 * a little behind it. */
static gboolean
begins_word(const Page *page, RvPx box, RvPx word)
{
    RvPx behind = {rv_px_right(box) + SIDE_BLUR, box.y, (int)(BEHIND * box.w), box.h};

    return ABS(box.x - word.x) <= AT_BEGINNING * box.w &&
           ABS(box.w - box.h) <= SQUARE * MAX(box.w, box.h) &&
           rv_pix_share(page->sheet->ink, behind) <= 0;
}

/* Those of the usual size; of letters only such as begin their word. */
static void
take(const Page *page, const GArray *frames, double size)
{
    for (guint i = 0; i < frames->len; i++) {
        const RvFrame *frame = &g_array_index(frames, RvFrame, i);
        const RvWord *word = longer_word(page->reading, frame->box);

        if (is_like(size_of(frame), size) && (!word || begins_word(page, frame->box, word->box)))
            g_array_append_val(page->boxes->boxes, frame->box);
    }
}

/* Of some double frames only the inner one was seen. */
static void
take_inner(const Page *page, const GArray *frames, double size)
{
    for (guint i = 0; i < frames->len; i++) {
        const RvFrame *inner = &g_array_index(frames, RvFrame, i);
        int grow = (int)((size - size_of(inner)) / 2);
        RvFrame outer;

        if (size_of(inner) < INNER_LEAST * size || size_of(inner) > INNER_MOST * size ||
            !rv_frame_is_empty(page->sheet, page->reading, inner, RV_SHADED) ||
            is_taken(page->boxes->boxes, inner->box) ||
            !rv_frame_near(page->sheet, rv_px_grow(inner->box, grow, grow), &outer) ||
            outer.score < LEAST_SCORE || !is_like(size_of(&outer), size) ||
            !rv_px_is_inside(inner->box, outer.box) || longer_word(page->reading, outer.box))
            continue;
        g_array_append_val(page->boxes->boxes, outer.box);
    }
}

RvFormBoxes *
rv_form_boxes_new(void)
{
    RvFormBoxes *found = g_new(RvFormBoxes, 1);

    found->boxes = g_array_new(FALSE, FALSE, sizeof(RvPx));
    found->combs = g_array_new(FALSE, FALSE, sizeof(RvPx));
    return found;
}

void
rv_form_boxes_free(RvFormBoxes *found)
{
    g_array_unref(found->boxes);
    g_array_unref(found->combs);
    g_free(found);
}

GPtrArray *
rv_boxes_find(const GPtrArray *sheets, const GPtrArray *readings)
{
    GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)rv_form_boxes_free);
    g_autofree Page *pages = g_new0(Page, sheets->len + 1);
    double size;
    int kind;

    for (guint i = 0; i < sheets->len; i++) {
        pages[i] = (Page){.sheet = g_ptr_array_index(sheets, i),
                          .reading = g_ptr_array_index(readings, i),
                          .boxes = rv_form_boxes_new()};
        g_ptr_array_add(all, pages[i].boxes);
        if (!pages[i].sheet->is_blank && pages[i].sheet->ink)
            find_on_page(&pages[i]);
    }
    kind = choose_kind(pages, sheets->len, &size);
    for (guint i = 0; i < sheets->len; i++) {
        double px = size * pages[i].sheet->dpi / 72;

        if (!pages[i].outlines)
            continue;
        take(&pages[i], pages[i].kinds[kind].empty, px);
        take(&pages[i], pages[i].kinds[kind].letters, px);
        if (kind != BRACKETS)
            take_inner(&pages[i], pages[i].outlines, px);
        g_array_sort(pages[i].boxes->boxes, by_place);
        clear_page(&pages[i]);
    }
    return all;
}

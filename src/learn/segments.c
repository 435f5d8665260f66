/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of print, cut where something to be filled in stands between their words. */
#include "learn-private.h"

#include "recevable/rank.h"

/* A word that lies so far in a box to tick is its picture, misread. */
#define IN_BOX 0.5
/* Specks in other print are that much lower. */
#define SPECK 0.6
/* Cells of a row that were not seen reach so far behind those that were, in their height. */
#define COMB_GOES_ON 8.0
/* Columns are apart by so many x-heights, and by so many gaps between words, of which a line has so
 * many. */
#define COLUMN_GAP 1.2
#define COLUMN_GAPS 2.2
#define LEAST_GAPS 3
/* A bullet is lower than small letters by this, and read as so many letters at the most. */
#define BULLET 0.85
#define BULLET_LETTERS 3

void
rv_segment_free(RvSegment *segment)
{
    g_array_unref(segment->words);
    g_free(segment);
}

RvPx
rv_ink_words_box(const GArray *words)
{
    RvPx box = {0};

    for (guint i = 0; i < words->len; i++)
        box = rv_px_union(box, g_array_index(words, RvInkWord, i).box);
    return box;
}

static gboolean
lies_in(RvPx word, const GArray *places)
{
    for (guint i = 0; i < places->len; i++) {
        RvPx both = rv_px_intersection(word, g_array_index(places, RvPx, i));

        if ((double)both.w * both.h > IN_BOX * word.w * word.h)
            return TRUE;
    }
    return FALSE;
}

/* What parts the figures of a date, in a row of cells. */
static gboolean
parts_cells(const RvInkWord *word, const GArray *combs)
{
    if (rv_letters_in(word->text))
        return FALSE;
    for (guint i = 0; i < combs->len; i++) {
        RvPx comb = g_array_index(combs, RvPx, i);

        if (rv_px_on_row(word->box, comb) && word->box.x > comb.x &&
            word->box.x < rv_px_right(comb) + COMB_GOES_ON * comb.h)
            return TRUE;
    }
    return FALSE;
}

static gboolean
lies_between(RvPx thing, RvPx left, RvPx right)
{
    int middle = rv_px_centre_x(thing);

    return rv_px_overlap_y(thing, rv_px_union(left, right)) > 0 && middle > rv_px_centre_x(left) &&
           middle < rv_px_centre_x(right) && thing.x >= rv_px_centre_x(left);
}

gboolean
rv_words_are_parted(const RvSheet *sheet, const RvFormBoxes *boxes, RvPx left, RvPx right)
{
    const GArray *const between[] = {boxes->boxes, boxes->combs, sheet->leaders};

    for (gsize k = 0; k < G_N_ELEMENTS(between); k++)
        for (guint i = 0; i < between[k]->len; i++)
            if (lies_between(g_array_index(between[k], RvPx, i), left, right))
                return TRUE;
    return FALSE;
}

static int
gap_before(const GArray *words, guint i)
{
    return g_array_index(words, RvInkWord, i).box.x -
           rv_px_right(g_array_index(words, RvInkWord, i - 1).box);
}

/* From where on are gaps those between the columns of a price table? Where nothing is ruled, its
 * headings are read as one line. G_MAXINT: the words are of no such line. */
static int
column_gap(const GArray *words, double x_height)
{
    g_autoptr(GArray) gaps = g_array_new(FALSE, FALSE, sizeof(double));
    gboolean is_of_money = FALSE;

    for (guint i = 0; i < words->len; i++) {
        double gap = i ? gap_before(words, i) : 0;

        if (i)
            g_array_append_val(gaps, gap);
        is_of_money |= rv_says(g_array_index(words, RvInkWord, i).text, "ht|tva|ttc|montant");
    }
    if (!is_of_money || gaps->len < LEAST_GAPS)
        return G_MAXINT;
    return (int)MAX(COLUMN_GAP * x_height, COLUMN_GAPS * rv_rank_double(gaps, 0.5));
}

static RvSegment *
segment_new(RvForm *form, int page, const RvLine *line)
{
    RvSegment *segment = g_new0(RvSegment, 1);
    const RvReading *reading = rv_form_page(form, page)->reading;
    const RvWord *word = &g_array_index(reading->words, RvWord, line->first);

    segment->page = page;
    segment->x_height = word->trace ? word->trace->x_height : reading->x_height;
    segment->base = word->trace ? rv_strip_base(&word->trace->strip, rv_px_centre_x(word->box))
                                : rv_px_bottom(line->box);
    segment->words = rv_ink_words_new();
    g_ptr_array_add(form->segments, segment);
    return segment;
}

/* Small and alone at the beginning of a line, whatever it was read as. Quotes are as small, and
 * nothing is lost with them. */
static gboolean
is_bullet(const RvInkWord *word, const RvLine *line, double x_height)
{
    return word->box.h < BULLET * x_height && g_utf8_strlen(word->text, -1) <= BULLET_LETTERS &&
           word->box.x - line->box.x < x_height && line->n > 1;
}

static void
cut_line(RvForm *form, int index, const RvLine *line)
{
    const RvFormBoxes *boxes = rv_form_boxes(form, index);
    const RvLearnPage *page = rv_form_page(form, index);
    g_autoptr(GArray) words = rv_ink_words(page, line, form->vocabulary);
    int widest = column_gap(words, page->reading->x_height);
    RvSegment *segment = NULL;
    RvPx last = {0};

    for (guint i = 0; i < words->len; i++) {
        RvInkWord *word = &g_array_index(words, RvInkWord, i);

        if (lies_in(word->box, boxes->boxes) || lies_in(word->box, boxes->combs) ||
            parts_cells(word, boxes->combs) ||
            (!i && is_bullet(word, line, page->reading->x_height)))
            continue;
        if (!segment || rv_words_are_parted(page->sheet, boxes, last, word->box) ||
            (i && gap_before(words, i) > widest))
            segment = segment_new(form, index, line);
        last = word->box;
        g_array_append_val(segment->words, *word);
        word->text = NULL;
    }
}

/* Specks between lines are read as letters now and then: such pieces lie in other print. */
static gboolean
is_speck(const RvForm *form, const RvSegment *segment)
{
    for (guint i = 0; i < form->segments->len; i++) {
        const RvSegment *other = g_ptr_array_index(form->segments, i);
        RvPx both = rv_px_intersection(segment->box, other->box);

        if (other->page == segment->page && other != segment &&
            segment->box.h < SPECK * other->box.h &&
            (double)both.w * both.h > IN_BOX * (double)segment->box.w * segment->box.h)
            return TRUE;
    }
    return FALSE;
}

static void
drop_specks(RvForm *form)
{
    for (guint i = form->segments->len; i-- > 0;)
        if (is_speck(form, g_ptr_array_index(form->segments, i)))
            g_ptr_array_remove_index(form->segments, i);
}

void
rv_form_segment(RvForm *form)
{
    for (guint p = 0; p < form->pages->len; p++) {
        const RvLearnPage *page = rv_form_page(form, (int)p);
        guint first = form->segments->len;

        for (guint i = 0; i < page->reading->lines->len; i++)
            cut_line(form, (int)p, &g_array_index(page->reading->lines, RvLine, i));
        for (guint i = first; i < form->segments->len; i++) {
            RvSegment *segment = g_ptr_array_index(form->segments, i);

            segment->box = rv_ink_words_box(segment->words);
        }
        drop_specks(form);
    }
    rv_form_join_lines(form);
    rv_form_give_boxes(form);
}

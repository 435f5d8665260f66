/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines that say one thing -> paragraphs. */
#include "learn-private.h"

void
rv_paragraph_free(RvParagraph *paragraph)
{
    g_ptr_array_unref(paragraph->segments);
    g_free(paragraph);
}

static void
weigh(RvParagraph *paragraph)
{
    double all = 0, bold = 0, marked = 0;

    for (guint i = 0; i < rv_paragraph_n_words(paragraph); i++) {
        const RvInkWord *word = rv_paragraph_word(paragraph, i);
        double n = (double)rv_letters_in(word->text);

        all += n;
        bold += word->bold ? n : 0;
        marked += word->marked ? n : 0;
    }
    paragraph->bold = all > 0 ? bold / all : 0;
    paragraph->marked = all > 0 ? marked / all : 0;
}

static void
add_segment(RvParagraph *paragraph, RvSegment *segment)
{
    g_ptr_array_add(paragraph->segments, segment);
    paragraph->box = rv_px_union(paragraph->box, segment->box);
    /* The longest line is measured best. */
    if (segment->box.w > paragraph->longest) {
        paragraph->longest = segment->box.w;
        paragraph->x_height = segment->x_height;
    }
    paragraph->room = segment->room;
    paragraph->place = segment->place;
    paragraph->lines = segment->lines;
}

static RvParagraph *
paragraph_new(RvSegment *first)
{
    RvParagraph *paragraph = g_new0(RvParagraph, 1);

    paragraph->page = first->page;
    paragraph->segments = g_ptr_array_new();
    paragraph->tick = first->tick;
    add_segment(paragraph, first);
    return paragraph;
}

void
rv_form_join(RvForm *form)
{
    guint n = form->segments->len;
    g_autofree RvSegment **below = g_new0(RvSegment *, n + 1);
    g_autoptr(GHashTable) heads = g_hash_table_new(NULL, NULL); /* segment -> its paragraph */
    double usual;

    for (guint i = 0; i < n; i++)
        below[i] = rv_line_below(form, g_ptr_array_index(form->segments, i));
    usual = rv_lines_usual_pitch(form, below);
    for (guint i = 0; i < n; i++) {
        RvSegment *segment = g_ptr_array_index(form->segments, i);
        RvParagraph *paragraph = g_hash_table_lookup(heads, segment);

        if (!paragraph) {
            paragraph = paragraph_new(segment);
            g_ptr_array_add(form->paragraphs, paragraph);
        }
        if (below[i] && !g_hash_table_contains(heads, below[i]) &&
            rv_lines_belong(form, segment, below[i], usual)) {
            g_hash_table_insert(heads, below[i], paragraph);
            add_segment(paragraph, below[i]);
        }
    }
    for (guint i = 0; i < form->paragraphs->len; i++) {
        RvParagraph *paragraph = g_ptr_array_index(form->paragraphs, i);

        weigh(paragraph);
        paragraph->reach = rv_px_union(paragraph->box, paragraph->tick);
        if (paragraph->room != RV_ROOM_OPEN &&
            rv_px_overlap_y(paragraph->place, paragraph->box) >
                (paragraph->room == RV_ROOM_CELL ? 0 : -paragraph->x_height))
            paragraph->reach = rv_px_union(paragraph->reach, paragraph->place);
    }
}

gboolean
rv_paragraph_take_rest(RvParagraph *paragraph, const RvParagraph *rest)
{
    const RvSegment *last = g_ptr_array_index(paragraph->segments, paragraph->segments->len - 1);
    RvPx box = paragraph->box;

    if (rest->room != RV_ROOM_NONE || !rv_line_goes_on(last, g_ptr_array_index(rest->segments, 0)))
        return FALSE;
    for (guint i = 0; i < rest->segments->len; i++)
        add_segment(paragraph, g_ptr_array_index(rest->segments, i));
    paragraph->box = box;
    weigh(paragraph);
    return TRUE;
}

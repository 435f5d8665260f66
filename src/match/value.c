/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written for a label. An empty field must never borrow the text that happens to stand
 * near it: text on the next line counts only where it wrapped because the line was full, or where
 * the frame or the whole paper shows that values stand below their labels. */
#include "zone-private.h"

#include <string.h>

/* Ink that rv_ink_written is this sure of makes a value, read or not. */
#define WRITTEN 0.5
/* Mean confidence from which a reading is more than a guess. Handwriting reads at 0.2-0.6. */
#define LEGIBLE 0.6
/* Lines that a value may wrap over. */
#define MAX_WRAPS 3
/* Distance to the next line of a wrapped value, in line heights from bottom to top. */
#define WRAP_GAP 1.2
/* To the value below a label: a cell has its padding and a rule in between. */
#define CELL_GAP 4.5
#define BELOW_GAP 2.0 /* without a cell */
/* Rows of a comment. */
#define MAX_FREE_ROWS 8
/* Rules leave their edges: ink this near to one, in pixels, is not a value. */
#define RULE_EDGE 4
/* An explanation in brackets behind a label is no longer than this, in words. */
#define MAX_EXPLANATION 40

static gint
by_x(gconstpointer a, gconstpointer b, gpointer index)
{
    return rv_index_word(index, *(const guint *)a)->word->box.x -
           rv_index_word(index, *(const guint *)b)->word->box.x;
}

/* Free words of a row between the limits, left to right, appended to the search. */
static guint
gather_row(RvZone *s, RvPx row, int from, int to)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint w = 0; w < s->index->words->len; w++) {
        const RvIndexWord *word = rv_index_word(s->index, w);

        if (word->page == s->page && !rv_zone_is_used(s, w) &&
            rv_zone_on_row(word->word->box, row) && word->word->box.x >= from &&
            rv_px_centre_x(word->word->box) < to)
            g_array_append_val(found, w);
    }
    g_array_sort_with_data(found, by_x, (gpointer)s->index);
    if (found->len)
        g_array_append_vals(s->words, found->data, found->len);
    return found->len;
}

static const RvIndexWord *
last_word(const RvZone *s)
{
    return rv_index_word(s->index, g_array_index(s->words, guint, s->words->len - 1));
}

/* Follows the value over the lines it wraps to. `end` is the right end of what stands on `row`. */
static void
follow_wraps(RvZone *s, RvPx row, int end)
{
    int margin = rv_zone_margin(s);

    for (int i = 0; i < MAX_WRAPS; i++) {
        guint before = s->words->len;
        RvPx below, first;

        if (!rv_zone_row_below(s, rv_px_bottom(row), (int)(WRAP_GAP * row.h), &below) ||
            (s->in_cell && rv_zone_rule_between(s, row, below)) ||
            !gather_row(s, below, s->left - s->label.h, s->right))
            return;
        first = rv_index_word(s->index, g_array_index(s->words, guint, before))->word->box;
        if (!s->in_cell &&
            (first.x > s->left + 2 * s->label.h || end + row.h / 3 + first.w < margin)) {
            g_array_set_size(s->words, before); /* it would have fitted: it is something else */
            return;
        }
        row = below;
        end = rv_px_right(last_word(s)->word->box);
        s->zone = rv_px_union(s->zone, below);
    }
}

/* What leaders, rules and the label's own punctuation leave behind. */
static gboolean
is_remains(const char *text)
{
    return strspn(text, "._-—–…·:;|,'’~=*•?[](){}") == strlen(text);
}

static void
drop_remains(RvZone *s)
{
    for (guint i = s->words->len; i > 0; i--)
        if (is_remains(rv_index_word(s->index, g_array_index(s->words, guint, i - 1))->word->text))
            g_array_remove_index(s->words, i - 1);
}

/* Takes "(information : …)" off the front; all of it when it is not closed. */
static void
drop_explanation(RvZone *s)
{
    guint close = 0;
    const char *text;

    if (!s->words->len)
        return;
    text = rv_index_word(s->index, g_array_index(s->words, guint, 0))->word->text;
    if ((!strchr(text, '(') && !g_str_has_prefix(text, "[") && !g_str_has_prefix(text, "{")) ||
        strpbrk(text, "0123456789"))
        return;
    for (guint i = 0; i < MIN(s->words->len, MAX_EXPLANATION) && !close; i++) {
        text = rv_index_word(s->index, g_array_index(s->words, guint, i))->word->text;
        if (strpbrk(text, ")]}"))
            close = i + 1;
    }
    g_array_remove_range(s->words, 0, close ? close : MIN(s->words->len, MAX_EXPLANATION));
}

/* Text, confidence and box of some words. */
static void
take_words(const RvZone *s, const GArray *words, RvValue *value)
{
    double sum = 0, letters = 0;
    RvPx box = {0};

    for (guint i = 0; i < words->len; i++) {
        const RvWord *word = &g_array_index(words, RvWord, i);
        double n = (double)g_utf8_strlen(word->text, -1);

        sum += n * word->confidence;
        letters += n;
        box = rv_px_union(box, word->box);
    }
    g_free(value->text);
    value->text = rv_words_text(words, 0, words->len);
    value->confidence = letters > 0 ? sum / letters : 0;
    value->place = rv_sheet_place(s->sheet, rv_px_is_empty(box) ? s->zone : box);
}

static void
describe(const RvZone *s, RvValue *value)
{
    g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(RvWord)); /* borrowed texts */

    for (guint i = 0; i < s->words->len; i++)
        g_array_append_vals(words, rv_index_word(s->index, g_array_index(s->words, guint, i))->word,
                            1);
    take_words(s, words, value);
    if (words->len)
        value->state = value->confidence >= LEGIBLE ? RV_VALUE_READ : RV_VALUE_ILLEGIBLE;
    else
        value->state =
            rv_ink_written(s->sheet, s->zone) >= WRITTEN ? RV_VALUE_ILLEGIBLE : RV_VALUE_BLANK;
}

/* The area of a second look: the words or the zone, a little higher, but not into the label. */
static RvPx
look_area(const RvZone *s, const RvValue *value)
{
    RvPx area = s->words->len ? value->place.px : s->zone;
    int left = MAX(area.x - area.h / 2, rv_zone_on_row(area, s->label) ? s->from : 0);
    int right = MIN(rv_px_right(area) + area.h / 2, s->right);

    return (RvPx){left, area.y - area.h / 4, MAX(right - left, 0), area.h + area.h / 2};
}

/* Cuts "(information : …)" and remains off the words of a look. */
static void
clean_look(GArray *words)
{
    guint close = 0;

    if (words->len && strchr(g_array_index(words, RvWord, 0).text, '('))
        for (guint i = 0; i < words->len && !close; i++)
            close = strchr(g_array_index(words, RvWord, i).text, ')') ? i + 1 : 0;
    if (close)
        g_array_remove_range(words, 0, close);
    for (guint i = words->len; i > 0; i--)
        if (is_remains(g_array_index(words, RvWord, i - 1).text))
            g_array_remove_index(words, i - 1);
}

/* A value that the page's reading lost or was not sure of, read again by itself. */
static void
look_again(const RvZone *s, RvValue *value)
{
    RvPx area = look_area(s, value);

    for (int look = 0; look < RV_READER_LOOKS && s->index->reader && s->index->value_looks_left > 0;
         look++) {
        g_autoptr(GArray) words = rv_reader_look(s->index->reader, s->sheet, area, look);
        RvValue other = {0};

        s->index->value_looks_left--;
        clean_look(words);
        take_words(s, words, &other);
        if (other.confidence > value->confidence) {
            g_free(value->text);
            value->text = g_steal_pointer(&other.text);
            value->confidence = other.confidence;
        }
        rv_value_clear(&other);
    }
    if (value->confidence >= LEGIBLE)
        value->state = RV_VALUE_READ;
}

static void
look_beside(RvZone *s)
{
    int from = s->from, end = from;

    s->right = rv_zone_right(s);
    s->zone = (RvPx){from + RULE_EDGE, s->label.y - s->label.h / 4,
                     MAX(s->right - from - 2 * RULE_EDGE, 0), s->label.h + s->label.h / 2};
    if (gather_row(s, s->label, from, s->right))
        end = rv_px_right(last_word(s)->word->box);
    follow_wraps(s, s->label, end);
    drop_explanation(s);
    drop_remains(s);
}

/* Where the label ends. The engine's box of its last word may reach into the next one: that one's
 * left edge counts. */
static int
label_end(const RvIndex *index, const RvSpot *spot)
{
    int end = rv_px_right(spot->last_line) + 1;
    const RvIndexLine *line = rv_index_line(index, rv_index_word(index, spot->last)->line);

    if (spot->last + 1 < line->first + line->n)
        end = MIN(end, rv_index_word(index, spot->last + 1)->word->box.x);
    return end;
}

/* In the cell below, or simply below where the paper is made like that. */
static void
look_below(RvZone *s, RvValueSide side)
{
    g_autoptr(GArray) rules = rv_zone_rules_right(s, s->label, rv_px_right(s->label));
    RvPx row;

    s->left = rv_zone_cell_left(s, s->label);
    s->right = rules->len ? g_array_index(rules, int, 0) : rv_zone_right(s);
    if (!rv_zone_row_below(s, rv_px_bottom(s->label), (int)(CELL_GAP * s->label.h), &row))
        return;
    s->in_cell = rv_zone_rule_between(s, s->label, row);
    if (!s->in_cell &&
        (side != RV_VALUES_BELOW || row.y - rv_px_bottom(s->label) > BELOW_GAP * s->label.h))
        return;
    if (!gather_row(s, row, s->left - s->label.h / 2, s->right))
        return;
    s->zone = row;
    follow_wraps(s, row, rv_px_right(row));
    drop_remains(s);
}

/* Free text below its label, over all rows up to the next wording of the form. */
static void
gather_free_text(RvZone *s)
{
    RvPx row = s->label, below;

    s->right = s->sheet->width;
    for (int i = 0; i < MAX_FREE_ROWS &&
                    rv_zone_row_below(s, rv_px_bottom(row), (int)(CELL_GAP * s->label.h), &below) &&
                    gather_row(s, below, 0, s->right);
         i++) {
        s->zone = rv_px_union(s->zone, below);
        row = below;
    }
    drop_explanation(s);
    drop_remains(s);
}

void
rv_value_find(RvIndex *index, const GArray *used, const RvSpot *spot, RvValueSide side,
              RvValue *value)
{
    RvZone s = {.index = index,
                .used = used,
                .sheet = rv_index_sheet(index, spot->page),
                .page = spot->page,
                .label = spot->last_line,
                .from = label_end(index, spot),
                .left = spot->box.x,
                .words = g_array_new(FALSE, FALSE, sizeof(guint))};

    look_beside(&s);
    if (!s.words->len) {
        RvPx beside = s.zone;

        if (side == RV_VALUES_FREE)
            gather_free_text(&s);
        else
            look_below(&s, side);
        if (!s.words->len)
            s.zone = beside;
    }
    describe(&s, value);
    if (value->state == RV_VALUE_ILLEGIBLE)
        look_again(&s, value);
    g_array_unref(s.words);
}

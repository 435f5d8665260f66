/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a label's value stands. An empty field must never borrow the text that happens to stand
 * near it: text on the next line counts only where it did not fit beside the label, where it has
 * the form of what is asked for, or where the frame or the whole paper shows that values stand
 * below their labels. */
#include "zone-private.h"

#include <stdlib.h>
#include <string.h>

/* Lines that a value may wrap over. */
#define MAX_WRAPS 3
/* Writers leave the end of a line free, so many line heights, rather than part a value. */
#define LINE_END 3.5
/* Distance to the next line of a wrapped value, in line heights from bottom to top; to the first
 * line of one that does not stand beside its label. Chosen. */
#define WRAP_GAP 1.6
#define MOVE_GAP 1.2
/* To the value below a label without a cell. */
#define BELOW_GAP 2.0
/* A line to write on is so near under what is written, in line heights. */
#define LINE_UNDER 0.8
/* Figures of a reference. */
#define REFERENCE_FIGURES 4
/* Less than so many letters on a second line is dirt. */
#define SECOND_LINE_LETTERS 4
/* Leaders behind a value begin so near to it, in line heights: two blanks. */
#define LEADER_GAP 1.5
/* Rules leave their edges: ink this near to one, in pixels, is not a value. */
#define RULE_EDGE 4

static int
right_of(const RvZone *s)
{
    return rv_px_right(g_array_index(s->words, RvWord, s->words->len - 1).box);
}

/* Figures and signs tell these types from any other text. */
static const gboolean is_telling[] = {
    [RV_FIELD_SIRET] = TRUE,     [RV_FIELD_FINESS] = TRUE, [RV_FIELD_PHONE] = TRUE,
    [RV_FIELD_NUMBER] = TRUE,    [RV_FIELD_DATE] = TRUE,   [RV_FIELD_EMAIL] = TRUE,
    [RV_FIELD_FREETEXT] = FALSE,
};

/* ... and of references a single word that is half figures. */
static gboolean
tells_itself(const RvZone *s)
{
    const char *text = s->words->len == 1 ? g_array_index(s->words, RvWord, 0).text : "";
    guint figures = 0, signs = 0;

    for (const char *p = text; *p; p++, signs++)
        figures += g_ascii_isdigit(*p) != 0;
    return is_telling[s->type] ||
           (s->type == RV_FIELD_REFERENCE && figures >= REFERENCE_FIGURES && 2 * figures >= signs);
}

/* Does the word before end in a sign after which an address is parted? */
static gboolean
is_parted(const RvZone *s, guint before)
{
    const char *text = before ? g_array_index(s->words, RvWord, before - 1).text : "";

    return *text && strchr("-@._/", text[strlen(text) - 1]);
}

/* Does it start below the label, or right under the value's first word? */
static gboolean
is_under(const RvZone *s, guint before, RvPx first)
{
    return first.x <= s->left + 2 * s->label.h ||
           (before && abs(first.x - g_array_index(s->words, RvWord, 0).box.x) <= s->label.h);
}

/* May what was gathered from `before` on go on the value whose row ends at `end`, or begin it? Not
 * when it would have fitted there: then it is something else. */
static gboolean
is_rest(const RvZone *s, guint before, RvPx row, int end)
{
    RvPx first = g_array_index(s->words, RvWord, before).box;
    int width = before ? first.w : right_of(s) - first.x; /* values are parted between words */

    if (s->in_cell || is_parted(s, before))
        return TRUE;
    if (!before && !rv_written_has_form(s->words, s->type))
        return FALSE;
    return (!before && tells_itself(s)) ||
           (is_under(s, before, first) &&
            end + (int)(LINE_END * row.h) + width >= rv_zone_margin(s));
}

/* Follows the value over the lines it wraps to. `end` is the right end of what stands on `row`.
 * TRUE: what it stopped at may yet be the value. */
static gboolean
follow_wraps(RvZone *s, RvPx row, int end)
{
    for (int i = 0; i < MAX_WRAPS; i++) {
        guint before = s->words->len;
        RvPx below;

        if (!rv_zone_row_below(s, rv_px_bottom(row), (int)((before ? WRAP_GAP : MOVE_GAP) * row.h),
                               &below) ||
            (s->in_cell && rv_zone_rule_between(s, row, below)) ||
            !rv_zone_gather_row(s, below, s->left - s->label.h, s->right))
            return FALSE;
        if (!is_rest(s, before, row, end)) {
            gboolean may_be = !before && rv_written_has_form(s->words, s->type);

            g_array_set_size(s->words, before);
            return may_be;
        }
        row = below;
        end = right_of(s);
        s->zone = rv_px_union(s->zone, below);
    }
    return FALSE;
}

/* Was a value read in one word with the explanation before it ("l'éditeur):BDC-12")? */
static gboolean
holds_value(const GArray *words)
{
    const char *text = words->len ? g_array_index(words, RvWord, words->len - 1).text : "";

    return text[strcspn(text, "0123456789")] != 0;
}

/* In the cell that ends at the first upright rule; when only an explanation stands there, in the
 * next one. */
static void
look_beside(RvZone *s)
{
    gboolean doubtful = FALSE;
    guint gathered;
    int from, end;

    do {
        from = end = s->from;
        s->right = rv_zone_right(s);
        s->zone = (RvPx){from + RULE_EDGE, s->label.y - s->label.h / 4,
                         MAX(s->right - from - 2 * RULE_EDGE, 0), s->label.h + s->label.h / 2};
        if (rv_zone_gather_row(s, s->label, from, s->right))
            end = right_of(s);
        gathered = s->words->len;
        doubtful |= holds_value(s->words);
        if (!rv_written_is_open(s->index, s->words))
            rv_written_clean(s->index, s->words);
        doubtful |= follow_wraps(s, s->label, end);
        gathered += s->words->len;
        rv_written_clean(s->index, s->words);
        s->from = MAX(s->right, from + 1);
    } while (gathered && !s->words->len && s->from < s->sheet->width);
    if (gathered && !s->words->len && !doubtful) { /* what is explained is no ink of a value */
        s->zone.x = end + RULE_EDGE;
        s->zone.w = MAX(s->right - end - 2 * RULE_EDGE, 0);
    }
    s->from = s->zone.x - RULE_EDGE;
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

/* Is there a line to write on under the row, right of x? */
static gboolean
has_line(const RvZone *s, RvPx row, int x)
{
    RvPx under = {x, rv_px_bottom(row) - row.h / 3, MAX(s->right - x, 0),
                  row.h / 3 + (int)(LINE_UNDER * row.h)};

    for (guint i = 0; i < s->sheet->rules->len; i++) {
        const RvSheetRule *rule = &g_array_index(s->sheet->rules, RvSheetRule, i);

        if (rule->horizontal && rv_px_overlap_y(rule->box, under) > 0 &&
            2 * rv_px_overlap_x(rule->box, under) > under.w)
            return TRUE;
    }
    for (guint i = 0; i < s->sheet->leaders->len; i++) {
        RvPx leader = g_array_index(s->sheet->leaders, RvPx, i);

        if (rv_px_overlap_y(leader, under) > 0 && 2 * rv_px_overlap_x(leader, under) > under.w)
            return TRUE;
    }
    return FALSE;
}

/* Do leaders go on from where the row ends? */
static gboolean
is_led_on(const RvZone *s, RvPx row)
{
    for (guint i = 0; i < s->sheet->leaders->len; i++) {
        RvPx leader = g_array_index(s->sheet->leaders, RvPx, i);

        if (rv_px_overlap_y(leader, row) > 0 && leader.x < s->right &&
            abs(leader.x - right_of(s)) <= (int)(LEADER_GAP * row.h))
            return TRUE;
    }
    return FALSE;
}

/* Would what was gathered have reached over the wall of the label's cell? */
static gboolean
is_too_long(const RvZone *s, const GArray *walls)
{
    RvPx first = g_array_index(s->words, RvWord, 0).box;

    return walls->len && is_under(s, 0, first) &&
           s->from + right_of(s) - first.x >= g_array_index(walls, int, 0) &&
           rv_written_has_form(s->words, s->type);
}

/* Was what was gathered written on the field's second line? No label is among it, read or not. */
static gboolean
is_on_second_line(const RvZone *s)
{
    for (guint i = 0; i < s->words->len; i++)
        if (strchr(g_array_index(s->words, RvWord, i).text, ':'))
            return FALSE;
    return is_under(s, 0, g_array_index(s->words, RvWord, 0).box) &&
           rv_written_count_letters(s->words) >= SECOND_LINE_LETTERS;
}

/* Does a value that did not fit beside the label stand on the row below? */
static gboolean
is_moved_down(const RvZone *s, RvPx row, const GArray *walls)
{
    if (has_line(s, s->label, s->from)) /* there is the place for it, and maybe a second line */
        return has_line(s, row, s->left) && is_on_second_line(s);
    if (is_too_long(s, walls))
        return TRUE;
    return has_line(s, row, s->left) || is_led_on(s, row) ||
           (tells_itself(s) && rv_written_has_form(s->words, s->type));
}

/* Labels in a row have a column each, walls between them or not: each reaches half way to the next.
 */
static void
keep_to_column(RvZone *s)
{
    RvPx whole = {s->label.x, s->top, s->label.w, rv_px_bottom(s->label) - s->top};

    for (guint w = 0; w < s->index->words->len; w++) {
        const RvIndexWord *word = rv_index_word(s->index, w);
        RvPx box = word->word->box;

        if (word->page != s->page || !rv_zone_is_used(s, w) || rv_px_overlap_y(box, whole) <= 0 ||
            rv_px_centre_x(box) <= s->left || rv_px_centre_x(box) >= s->right)
            continue;
        if (box.x >= s->from)
            s->right = MIN(s->right, (rv_px_right(whole) + box.x) / 2);
        else if (rv_px_right(box) <= whole.x)
            s->left = MAX(s->left, (rv_px_right(box) + whole.x) / 2);
    }
}

/* The row below: in the cell under that of the label, or in none. */
static gboolean
find_row_below(RvZone *s, RvPx *row)
{
    int bottom = rv_px_bottom(s->label), gap = (int)(RV_CELL_GAP * s->label.h);
    int left = s->left, right = s->right;

    keep_to_column(s);
    s->in_cell = rv_zone_row_below(s, bottom, gap, row) && rv_zone_rule_between(s, s->label, *row);
    if (s->in_cell)
        return TRUE;
    s->left = left;
    s->right = right;
    return rv_zone_row_below(s, bottom, gap, row) && !rv_zone_rule_between(s, s->label, *row);
}

/* In the cell below, or simply below where the paper is made like that. */
static void
look_below(RvZone *s, gboolean below)
{
    g_autoptr(GArray) walls = rv_cell_walls(s->sheet, s->label, rv_px_right(s->label));
    RvPx row;
    gboolean near;

    s->left = rv_zone_cell_left(s, s->label);
    s->right = walls->len ? g_array_index(walls, int, 0) : rv_zone_right(s);
    if (!find_row_below(s, &row))
        return;
    near = row.y - rv_px_bottom(s->label) <= BELOW_GAP * s->label.h;
    if ((!s->in_cell && !near) || !rv_zone_gather_row(s, row, s->left - s->label.h / 2, s->right))
        return;
    if (!s->in_cell && !below && !is_moved_down(s, row, walls)) {
        g_array_set_size(s->words, 0);
        return;
    }
    s->zone = row;
    follow_wraps(s, row, rv_px_right(row));
    rv_written_clean(s->index, s->words);
}

/* Does the label at `spot` end in a colon? */
static gboolean
has_colon(const RvIndex *index, const RvSpot *spot)
{
    const RvIndexLine *line = rv_index_line(index, rv_index_word(index, spot->last)->line);
    const char *next = "";

    if (spot->last + 1 < line->first + line->n)
        next = rv_index_word(index, spot->last + 1)->word->text;
    return g_str_has_suffix(rv_index_word(index, spot->last)->word->text, ":") || *next == ':';
}

RvZone
rv_zone_at(RvIndex *index, const GArray *used, const RvSpot *spot, RvFieldType type)
{
    return (RvZone){.index = index,
                    .used = used,
                    .sheet = rv_index_sheet(index, spot->page),
                    .page = spot->page,
                    .type = type,
                    .own = rv_spot_words(index, spot),
                    .label = spot->last_line,
                    .top = spot->first_line.y,
                    .from = label_end(index, spot),
                    .left = spot->box.x,
                    .has_colon = has_colon(index, spot),
                    .words = g_array_new(FALSE, FALSE, sizeof(RvWord))};
}

void
rv_zone_clear(RvZone *s)
{
    g_clear_pointer(&s->words, g_array_unref);
    g_clear_pointer(&s->own, g_array_unref);
}

void
rv_zone_look_around(RvZone *s, gboolean below)
{
    RvPx beside;

    look_beside(s);
    if (s->words->len)
        return;
    beside = s->zone;
    if (s->type == RV_FIELD_FREETEXT)
        rv_zone_gather_free_text(s);
    else
        look_below(s, below);
    if (!s->words->len && s->type != RV_FIELD_FREETEXT)
        s->zone = beside;
}

void
rv_value_find(RvIndex *index, const GArray *used, const RvSpot *spot, const RvHabit *habit,
              RvFieldType type, RvValue *value)
{
    RvZone s = rv_zone_at(index, used, spot, type);

    if (!rv_zone_look_in_cells(&s, habit->stacked))
        rv_zone_look_around(&s, habit->below);
    rv_written_read(&s, value);
    rv_zone_clear(&s);
}

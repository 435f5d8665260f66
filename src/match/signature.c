/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the signature belongs: below its label and beside it, within its cell. */
#include "match-private.h"

#include "recevable/text.h"

#include <string.h>

/* Chosen while looking at what `make bench-signatures` lists, which shows what other numbers do;
 * but where it is said otherwise. */

#define AREA_HEIGHT_PT 110.0 /* a signature is up to 4 cm high */
#define AREA_WIDTH_PT 280.0  /* and up to half a page wide */
#define LEFT_OF_LABEL_PT 15.0
/* Signatures stand on a line that follows the label, mostly above it. */
#define ABOVE_LINE_PT 32.0
/* A label that is read less well may stand under the signature itself, or be another one ("Nom du
 * représentant de l'établissement"): then nothing is missing for sure. Chosen: labels that were
 * found in a wrong place fitted by less; no program looks for it again. */
#define SURE_LABEL 0.9
/* Walls of a cell with room for a signature go on so many heights of its label below it. Chosen: a
 * box to write in ends within one. */
#define BELOW_LABEL 1.5
/* A row of a table with room for a signature is so high; a rule that is nearer to the label parts a
 * head from the room below it, or is written on. */
#define FLOOR_PT 45.0
/* A floor runs below so much of the area. */
#define FLOOR_SHARE 0.6
/* A cell's place to sign goes down to its floor, and no further than this. */
#define CELL_HEIGHT_PT 200.0
/* Labels of several lines, and those in the middle of their row, are so far below its lid. */
#define LID_PT 70.0
/* Columns of labels are narrower than those of what is answered, by so much. */
#define ANSWER_WIDER 1.2
/* What stands that far beside the label on its line, or that far below it, may be another's. */
#define OTHER_BESIDE_PT 30.0
#define OTHER_BELOW_PT 45.0

/* Words that a label of a place to sign holds, as keys; the other party's, too. */
static const char *const place_words[] = {"signature",   "cachet", "visa",    "fournisseur",
                                          "prestataire", "client", "editeur", "etablissement"};
#define SIGN_WORDS 3 /* the first ones speak of signing itself */

typedef struct {
    const RvSheet *sheet;
    const RvReading *reading;
    RvPx label;
} Place;

/* Does the rule part more than the label's row? A box to write the name in does not. */
static gboolean
goes_down(const Place *p, const RvSheetRule *rule)
{
    return rv_px_bottom(rule->box) >= rv_px_bottom(p->label) + (int)(BELOW_LABEL * p->label.h) ||
           rule->box.h >= rv_sheet_px(p->sheet, FLOOR_PT);
}

/* The nearest wall left (-1) or right (1) of `from`, which the label's row meets; NULL: none. */
static const RvSheetRule *
wall_beside(const Place *p, int from, int side)
{
    const RvSheetRule *best = NULL;

    for (guint i = 0; i < p->sheet->rules->len; i++) {
        const RvSheetRule *rule = &g_array_index(p->sheet->rules, RvSheetRule, i);
        int gap = side * (rv_px_centre_x(rule->box) - from);

        if (gap >= 0 && rv_sheet_rule_parts(p->sheet, rule, p->label) && goes_down(p, rule) &&
            (!best || gap < side * (rv_px_centre_x(best->box) - from)))
            best = rule;
    }
    return best;
}

/* Has the label a lid or a floor, which a wall beside it carries? */
static gboolean
is_in_table(const Place *p, const RvSheetRule *wall)
{
    int slack = p->label.h;

    for (guint i = 0; i < p->sheet->rules->len; i++) {
        const RvSheetRule *rule = &g_array_index(p->sheet->rules, RvSheetRule, i);
        int y = rv_px_centre_y(rule->box);

        if (rule->horizontal && 2 * rv_px_overlap_x(rule->box, p->label) > p->label.w &&
            rv_px_right(rule->box) >= wall->box.x - slack && y >= wall->box.y - slack &&
            y <= rv_px_bottom(wall->box) + slack)
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_place_word(const RvWord *word, guint n)
{
    g_autofree char *key = rv_text_key(word->text);

    for (guint i = 0; i < n; i++)
        if (strstr(key, place_words[i]))
            return TRUE;
    return FALSE;
}

/* Has the cell a label of its own, about where this one stands in its? */
static gboolean
is_labelled(const Place *p, RvPx cell)
{
    for (guint i = 0; i < p->reading->words->len; i++) {
        const RvWord *word = &g_array_index(p->reading->words, RvWord, i);

        if (rv_px_is_inside(word->box, cell) && is_place_word(word, G_N_ELEMENTS(place_words)))
            return TRUE;
    }
    return FALSE;
}

/* The walls' ends: where the cell's lid or its floor were not found, they stand for these. */
static RvPx
between_ends(const Place *p, RvPx area, const RvSheetRule *left, const RvSheetRule *right)
{
    int top = MAX(left ? left->box.y : 0, right ? right->box.y : 0);
    int bottom = MAX(left ? rv_px_bottom(left->box) : 0, right ? rv_px_bottom(right->box) : 0);

    if (top < area.y && top >= area.y - rv_sheet_px(p->sheet, LID_PT))
        area.y = top;
    area.h = MIN(rv_sheet_px(p->sheet, CELL_HEIGHT_PT), bottom - area.y);
    return area;
}

/* The area goes no further than the walls beside it: the neighbour's cell is the neighbour's. But a
 * frame behind a label that stands in none, or the wider cell behind a label's narrow one, is the
 * label's when it has none of its own. */
static RvPx
within_walls(const Place *p, RvPx area, gboolean *walled)
{
    RvPx label = p->label;
    const RvSheetRule *left = wall_beside(p, label.x, -1);
    const RvSheetRule *right = wall_beside(p, rv_px_right(label), 1);
    int from = left ? MAX(rv_px_centre_x(left->box), label.x - area.w) : area.x;
    int to = rv_px_right(area), room = area.w;

    *walled = left || right;
    if (*walled)
        area = between_ends(p, area, left, right);
    if (right) {
        const RvSheetRule *next = wall_beside(p, rv_px_right(right->box) + label.h, 1);
        int own = rv_px_centre_x(right->box) - (left ? rv_px_centre_x(left->box) : label.x);
        int end = MIN(next ? next->box.x : p->sheet->width, rv_px_right(right->box) + room);
        RvPx cell = {rv_px_right(right->box), right->box.y, end - rv_px_right(right->box),
                     right->box.h};
        gboolean theirs = is_in_table(p, right) && cell.w < ANSWER_WIDER * own;

        if (!theirs && !is_labelled(p, cell))
            return (RvPx){from, area.y, rv_px_right(cell) - from, area.h};
    }
    if (right)
        to = MIN(to, rv_px_centre_x(right->box));
    return (RvPx){from, area.y, MAX(to - from, 0), area.h};
}

/* Ends the area at the floor of its cell, and starts it at the lid where it has walls. */
static RvPx
between_rules(const Place *p, RvPx area, gboolean walled)
{
    int bottom = rv_px_bottom(area), lid = G_MININT;
    int nearest = rv_px_bottom(p->label) + rv_sheet_px(p->sheet, FLOOR_PT);

    for (guint i = 0; i < p->sheet->rules->len; i++) {
        const RvSheetRule *rule = &g_array_index(p->sheet->rules, RvSheetRule, i);

        if (!rule->horizontal || rv_px_overlap_x(rule->box, area) < FLOOR_SHARE * area.w)
            continue;
        if (rule->box.y >= nearest)
            bottom = MIN(bottom, rule->box.y);
        else if (rv_px_bottom(rule->box) <= rv_px_centre_y(p->label))
            lid = MAX(lid, rv_px_bottom(rule->box));
    }
    if (walled && lid >= p->label.y - rv_sheet_px(p->sheet, LID_PT))
        area.y = lid;
    area.h = bottom - area.y;
    return area;
}

/* Ends the area before the labels of other places, beside the label on its line and below. */
static RvPx
before_others(const Place *p, RvPx area)
{
    int right = rv_px_right(p->label) + rv_sheet_px(p->sheet, OTHER_BESIDE_PT);
    int left = p->label.x - rv_sheet_px(p->sheet, OTHER_BESIDE_PT), from = area.x;
    int below = rv_px_bottom(p->label) + rv_sheet_px(p->sheet, OTHER_BELOW_PT);

    for (guint i = 0; i < p->reading->words->len; i++) {
        const RvWord *word = &g_array_index(p->reading->words, RvWord, i);
        const RvLine *line = &g_array_index(p->reading->lines, RvLine, word->line);

        if (line->box.x >= right && rv_px_on_row(line->box, p->label) &&
            is_place_word(word, G_N_ELEMENTS(place_words)))
            area.w = MIN(area.w, line->box.x - area.x);
        if (rv_px_right(line->box) <= left && rv_px_on_row(line->box, p->label) &&
            is_place_word(word, G_N_ELEMENTS(place_words)))
            from = MAX(from, (rv_px_right(line->box) + p->label.x) / 2);
        if (line->box.y >= below && rv_px_overlap_x(line->box, area) > 0 &&
            is_place_word(word, SIGN_WORDS))
            area.h = MIN(area.h, line->box.y - area.y);
    }
    area.w -= from - area.x;
    area.x = from;
    return area;
}

/* Is there a leader or a line to sign on behind the label? */
static gboolean
has_line(const Place *p)
{
    RvPx behind = {rv_px_right(p->label), p->label.y, rv_sheet_px(p->sheet, AREA_WIDTH_PT),
                   p->label.h + p->label.h / 2};

    for (guint i = 0; i < p->sheet->leaders->len; i++) {
        RvPx leader = g_array_index(p->sheet->leaders, RvPx, i);

        if (rv_px_is_inside(leader, behind))
            return TRUE;
    }
    for (guint i = 0; i < p->sheet->rules->len; i++) {
        const RvSheetRule *rule = &g_array_index(p->sheet->rules, RvSheetRule, i);

        if (rule->horizontal && rv_px_is_inside(rule->box, behind) &&
            rule->box.x >= behind.x - p->label.h)
            return TRUE;
    }
    return FALSE;
}

RvInk
rv_signature_look(const RvSheet *sheet, const RvReading *reading, RvPx label)
{
    const Place place = {sheet, reading, label};
    int left = label.x - rv_sheet_px(sheet, LEFT_OF_LABEL_PT);
    int lift = has_line(&place) ? rv_sheet_px(sheet, ABOVE_LINE_PT) : 0;
    gboolean walled;
    RvPx area = {left, label.y,
                 MAX(rv_sheet_px(sheet, AREA_WIDTH_PT), label.w + (label.x - left) * 2),
                 rv_sheet_px(sheet, AREA_HEIGHT_PT)};

    area = before_others(&place, within_walls(&place, area, &walled));
    area = between_rules(&place, area, walled);
    if (!walled) {
        area.y -= lift;
        area.h += lift;
    }
    area = rv_px_clip(area, sheet->width, sheet->height);
    return rv_ink_signature(sheet, reading, area, label);
}

void
rv_signature_fill(const RvIndex *index, const GPtrArray *targets, RvEvidence *evidence)
{
    const RvTarget *target = rv_targets_get(targets, evidence->item, RV_ROLE_SIGNATURE, -1);
    const RvSpot *spot = rv_target_spot(target);

    if (!spot) {
        evidence->ink.state = RV_INK_UNCERTAIN;
        return;
    }
    evidence->ink =
        rv_signature_look(rv_index_sheet(index, spot->page),
                          g_ptr_array_index(index->readings, spot->page), spot->last_line);
    if (evidence->ink.state == RV_INK_ABSENT && spot->similarity < SURE_LABEL)
        evidence->ink.state = RV_INK_UNCERTAIN;
}

static gboolean
is_in_value(const GPtrArray *all, int page, RvPx word)
{
    for (guint i = 0; i < all->len; i++) {
        const RvEvidence *e = g_ptr_array_index(all, i);

        if (e->value.place.page == page && rv_px_is_inside(word, e->value.place.px))
            return TRUE;
    }
    return FALSE;
}

void
rv_signature_read(const RvIndex *index, const GArray *used, const GPtrArray *all,
                  RvEvidence *evidence)
{
    const RvPlace *place = &evidence->ink.place;
    g_autoptr(GString) text = g_string_new(NULL);

    if (evidence->ink.state != RV_INK_ABSENT || evidence->ink.kind != RV_INK_TYPED)
        return;
    for (guint i = 0; i < index->words->len; i++) {
        const RvIndexWord *word = rv_index_word(index, i);
        int page = rv_index_sheet(index, word->page)->page;

        if (page != place->page || !rv_px_is_inside(word->word->box, place->px) ||
            (i < used->len && g_array_index(used, gboolean, i)) ||
            is_in_value(all, page, word->word->box))
            continue;
        g_string_append_printf(text, "%s%s", text->len ? " " : "", word->word->text);
    }
    if (text->len)
        evidence->typed = g_strdup(text->str);
}

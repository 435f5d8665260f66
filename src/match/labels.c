/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the labels of a group's boxes stand: below or right of its question, before the next one.
 */
#include "match-private.h"

#include <math.h>
#include <string.h>

/* Costs, in lines, as in settle.c. */
#define COST_DISSIMILAR 40.0
#define COST_ABSENT 17.0
#define COST_BEYOND 10.0   /* of standing behind what comes next in the form */
#define COST_BEFORE 12.0   /* of standing above its question */
#define COST_NEXT_PAGE 3.0 /* of a question that is parted from its answers by the page's end */
/* A sheet further away: pages are scanned in any order, but then the wording must tell by itself.
 */
#define COST_OTHER_PAGE 12.0
#define COST_FOREIGN 20.0 /* of a page that is not the form's */
#define COST_COLUMN 6.0
#define COST_LINE 0.5
#define MAX_DISTANCE 9.0
#define COST_OUT_OF_ORDER 4.0
#define COST_SPREAD 0.02 /* a line height between two labels of a group */
/* Labels further apart than this share of the width may stand in two columns, in any order. */
#define BESIDE 0.3
/* Share of a label's words that may serve something else: a short label may have gone astray. */
#define MAX_USED 0.2
/* A word as short as "Oui" or "1" stands everywhere: only near its question it is an answer. */
#define SHORT_LABEL 3 /* bytes of its key */
#define COST_ABSENT_SHORT 8.0
/* So like its wording a label must be to be that of a question not found: one sign of a tick box
 * read with "Oui" costs 0.1. */
#define SURELY 0.9

/* The last line of a question is so many times as high as its first, at most; and its answers stand
 * so near below it, in heights of a line, where columns have to be told apart. Chosen. */
#define TAIL_HEIGHTS 1.3
#define COLUMN_NEAR 3.0
/* From one answer to the next on its line, box and all, in heights of a line. Chosen. */
#define CLOSE_BEHIND 10.0

/* Reading order of two spots: < 0 when a comes first. */
static int
reading_order(const RvSpot *a, const RvSpot *b)
{
    if (a->page != b->page)
        return a->page < b->page ? -1 : 1;
    if (rv_px_on_row(a->first_line, b->first_line))
        return a->box.x - b->box.x;
    return a->box.y - b->box.y;
}

static gboolean
shares_column(RvPx a, RvPx b)
{
    return rv_px_overlap_x(a, b) > 0;
}

/* What the form asks next, when it stands below the question in its column: NULL when not. */
static const RvSpot *
zone_end(const GPtrArray *targets, const RvTarget *question, const RvSpot *from)
{
    const RvTarget *next = NULL;
    const RvSpot *end;

    for (guint i = 0; i < targets->len; i++) {
        const RvTarget *other = g_ptr_array_index(targets, i);

        if (rv_target_spot(other) && other->role != RV_ROLE_BOX && other->role != RV_ROLE_GUIDE &&
            other->order > question->order && (!next || other->order < next->order))
            next = other;
    }
    end = rv_target_spot(next);
    return end && end->page == from->page && end->box.y >= rv_px_bottom(from->last_line) &&
                   shares_column(end->box, from->box)
               ? end
               : NULL;
}

/* Where the last line of a spot ends: what was read with it, a cross over the next box, is higher.
 */
static int
foot_of(const RvSpot *spot)
{
    return MIN(rv_px_bottom(spot->last_line),
               spot->last_line.y + (int)(TAIL_HEIGHTS * spot->first_line.h));
}

static gboolean
is_on_line(const RvSpot *spot, const RvSpot *label)
{
    return foot_of(spot) > rv_px_centre_y(label->first_line);
}

/* What stands on the label's line is in another column, when something near above the label begins
 * right of it. */
static gboolean
is_in_own_column(const RvSpot *above, const RvSpot *on_line, const RvSpot *label)
{
    return above->box.x >= rv_px_right(on_line->last_line) &&
           label->first_line.y - foot_of(above) <= COLUMN_NEAR * label->first_line.h;
}

/* Does `other` stand above the label, or left of it on its line, and nearer than `best`? */
static gboolean
heads_better(const RvSpot *other, const RvSpot *best, const RvSpot *label)
{
    RvPx tail = other->last_line;
    gboolean on_line = is_on_line(other, label);

    if (on_line ? tail.y > rv_px_centre_y(label->first_line) || rv_px_right(tail) > label->box.x
                : !shares_column(other->box, label->box))
        return FALSE;
    if (!best)
        return TRUE;
    if (is_on_line(best, label))
        return on_line ? rv_px_right(tail) > rv_px_right(best->last_line)
                       : is_in_own_column(other, best, label);
    return on_line ? !is_in_own_column(best, other, label) : tail.y > best->last_line.y;
}

const RvTarget *
rv_labels_head(const GPtrArray *targets, const RvSpot *label)
{
    const RvTarget *head = NULL;

    for (guint i = 0; i < targets->len; i++) {
        const RvTarget *other = g_ptr_array_index(targets, i);
        const RvSpot *spot = rv_target_spot(other);

        if (spot && spot->page == label->page && other->role != RV_ROLE_BOX &&
            other->role != RV_ROLE_GUIDE &&
            heads_better(spot, head ? rv_target_spot(head) : NULL, label))
            head = other;
    }
    return head;
}

typedef struct {
    const RvIndex *index;
    const GPtrArray *targets;
    const RvTarget *question; /* NULL: the group has no prompt */
    const RvSpot *from, *end;
    const RvItem *item;
    guint column; /* the line that heads the next column, or RV_NO_LINE */
    GArray *used;
} Zone;

/* In the next column of the page, when the question stands at the end of its own. */
static gboolean
in_next_column(const Zone *zone, const RvSpot *spot, RvPx *head)
{
    if (zone->column == RV_NO_LINE)
        return FALSE;
    *head = rv_index_line(zone->index, zone->column)->box;
    return spot->box.x >= head->x - 3 * head->h && spot->box.y >= head->y - head->h;
}

/* A short question may end before its last answer begins: then the answer goes on a line that a
 * sibling begins, close behind it, and what seems to head it stands above the question. */
static gboolean
continues_line(const Zone *zone, const RvTarget *label, const RvSpot *spot, const RvTarget *head)
{
    const RvSpot *above = rv_target_spot(head);

    if (above && above->page == zone->from->page &&
        rv_px_bottom(above->last_line) > rv_px_centre_y(zone->from->first_line))
        return FALSE;
    for (int i = 0; i < label->box; i++) {
        const RvSpot *sibling =
            rv_target_spot(rv_targets_get(zone->targets, zone->item, RV_ROLE_BOX, i));
        int gap = sibling ? spot->box.x - rv_px_right(sibling->box) : -1;

        if (gap >= 0 && gap <= CLOSE_BEHIND * spot->first_line.h && sibling->page == spot->page &&
            rv_px_on_row(sibling->first_line, spot->first_line) &&
            rv_labels_head(zone->targets, sibling) == zone->question)
            return TRUE;
    }
    return FALSE;
}

/* Does the label stand under another question, or under what comes after its own? */
static gboolean
is_beyond(const Zone *zone, const RvTarget *label, const RvSpot *spot)
{
    const RvTarget *head = rv_labels_head(zone->targets, spot);

    if (!zone->from)
        return head && head->role == RV_ROLE_PROMPT;
    if (head == zone->question || continues_line(zone, label, spot, head))
        return FALSE;
    return head || zone->end;
}

static double
distance_from_question(const Zone *zone, const RvSpot *spot)
{
    const RvSpot *from = zone->from;
    double line = 1.5 * MAX(from->first_line.h, 1), dy, dx;
    RvPx head;

    if (spot->page != from->page)
        return spot->page == from->page + 1
                   ? COST_NEXT_PAGE + MIN(COST_LINE * spot->box.y / line, MAX_DISTANCE)
                   : COST_OTHER_PAGE;
    dy = (rv_px_centre_y(spot->first_line) - rv_px_centre_y(from->last_line)) / line;
    dx = fabs((double)spot->box.x - from->box.x) / rv_index_sheet(zone->index, spot->page)->width;
    if (dy < -0.7)
        return in_next_column(zone, spot, &head)
                   ? COST_NEXT_PAGE + MIN(COST_LINE * (spot->box.y - head.y) / line, MAX_DISTANCE)
                   : COST_BEFORE;
    return MIN(COST_LINE * dy + COST_COLUMN * dx, MAX_DISTANCE);
}

/* Labels of one group stand in their order, and near each other. */
static double
distance_from_siblings(const Zone *zone, const RvTarget *label, const RvSpot *spot)
{
    double cost = 0;

    for (int i = 0; i < (int)zone->item->boxes->len; i++) {
        const RvSpot *other =
            rv_target_spot(rv_targets_get(zone->targets, zone->item, RV_ROLE_BOX, i));

        if (i == label->box || !other || other->page != spot->page)
            continue;
        if ((reading_order(spot, other) < 0) != (label->box < i) &&
            fabs((double)spot->box.x - other->box.x) <
                BESIDE * rv_index_sheet(zone->index, spot->page)->width)
            cost += COST_OUT_OF_ORDER;
        cost += COST_SPREAD * abs(spot->box.y - other->box.y) / MAX(spot->first_line.h, 1);
    }
    return MIN(cost, MAX_DISTANCE);
}

guint
rv_label_left_over(const RvIndex *index, const RvTarget *label, const GArray *used)
{
    guint n = 0;

    for (guint i = 0; i < label->spots->len; i++) {
        const RvSpot *spot = &g_array_index(label->spots, RvSpot, i);

        n += g_array_index(index->form_pages, gboolean, spot->page) && spot->similarity >= SURELY &&
             !g_array_index(used, gboolean, spot->first);
    }
    return n;
}

gboolean
rv_label_lacks_question(const GPtrArray *targets, const RvItem *item)
{
    const RvTarget *question = rv_targets_get(targets, item, RV_ROLE_PROMPT, -1);

    return question && !rv_target_spot(question);
}

gboolean
rv_label_is_anybodys(const RvIndex *index, const GPtrArray *targets, const RvTarget *label,
                     const GArray *used)
{
    guint sharers = 0, lacking = 0;

    for (guint i = 0; i < targets->len; i++) {
        const RvTarget *other = g_ptr_array_index(targets, i);

        if (other->role != RV_ROLE_BOX || other->item == label->item ||
            !g_str_equal(rv_target_class(other), rv_target_class(label)))
            continue;
        sharers++;
        lacking += rv_label_lacks_question(targets, other->item);
    }
    if (sharers == 0 || !rv_label_lacks_question(targets, label->item))
        return FALSE;
    return strlen(rv_target_class(label)) <= SHORT_LABEL || lacking > 0 ||
           rv_label_left_over(index, label, used) > 1;
}

static double
cost_of(const Zone *zone, const RvTarget *label, const RvSpot *spot)
{
    double cost = COST_DISSIMILAR * (1 - spot->similarity);
    g_autoptr(GArray) words = rv_spot_words(zone->index, spot);
    guint used = 0;

    for (guint i = 0; i < words->len; i++)
        used += g_array_index(zone->used, gboolean, g_array_index(words, guint, i));
    if (used > MAX_USED * words->len)
        return INFINITY;
    if (!g_array_index(zone->index->form_pages, gboolean, spot->page))
        cost += COST_FOREIGN;
    if (is_beyond(zone, label, spot))
        cost += COST_BEYOND;
    cost += zone->from
                ? distance_from_question(zone, spot)
                : MIN(rv_settle_distance(zone->index, zone->targets, label, spot), MAX_DISTANCE);
    return cost + distance_from_siblings(zone, label, spot);
}

static void
settle_label(Zone *zone, RvTarget *label)
{
    const char *key = g_array_index(label->needles, RvNeedle, 0).key;
    double best = strlen(key) <= SHORT_LABEL ? COST_ABSENT_SHORT : COST_ABSENT;
    g_autoptr(GArray) words = NULL;

    if (rv_label_is_anybodys(zone->index, zone->targets, label, zone->used))
        return;
    for (guint i = 0; i < label->spots->len; i++) {
        double cost = cost_of(zone, label, &g_array_index(label->spots, RvSpot, i));

        if (cost < best) {
            best = cost;
            label->chosen = (int)i;
        }
    }
    if (label->chosen < 0)
        return;
    words = rv_spot_words(zone->index, rv_target_spot(label));
    for (guint i = 0; i < words->len; i++)
        g_array_index(zone->used, gboolean, g_array_index(words, guint, i)) = TRUE;
}

static gint
longest_first(gconstpointer a, gconstpointer b)
{
    const RvTarget *u = *(RvTarget *const *)a, *v = *(RvTarget *const *)b;

    return (gint)strlen(g_array_index(v->needles, RvNeedle, 0).key) -
           (gint)strlen(g_array_index(u->needles, RvNeedle, 0).key);
}

/* Long labels first: the 2 of "Plus de 2" is not the answer "2". */
void
rv_labels_settle(RvIndex *index, const GPtrArray *targets, const RvItem *item, GArray *used)
{
    Zone zone = {
        .index = index, .targets = targets, .item = item, .used = used, .column = RV_NO_LINE};
    g_autoptr(GPtrArray) labels = g_ptr_array_new();

    zone.question = rv_targets_get(targets, item, RV_ROLE_PROMPT, -1);
    zone.from = rv_target_spot(zone.question);
    if (zone.from) {
        zone.end = zone_end(targets, zone.question, zone.from);
        zone.column = rv_index_next_column(index, rv_index_word(index, zone.from->last)->line);
    }
    for (guint i = 0; i < item->boxes->len; i++)
        g_ptr_array_add(labels, (gpointer)rv_targets_get(targets, item, RV_ROLE_BOX, (int)i));
    g_ptr_array_sort(labels, longest_first);
    for (guint i = 0; i < labels->len; i++)
        settle_label(&zone, g_ptr_array_index(labels, i));
}

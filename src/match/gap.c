/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Missing, or only unread? What stands between the neighbours of a wording that was not found. */
#include "match-private.h"

#include <math.h>

/* A line of so many letters, read worse than this, may be anything. */
#define GAP_LETTERS 3
#define GAP_CONFIDENCE 0.6
/* Mean confidence of the lines of a page that were read at all, from which absence may be claimed:
 * crisp samples have 0.97 and more, faxed ones 0.90 and less, where single letters of short labels
 * are misread. */
#define PAGE_CONFIDENCE 0.90
/* A page of fewer words tells nothing about how well it can be read. */
#define FULL_PAGE 20

/* The nearest settled target before (-1) or after (1) in the template, on any page. */
static const RvSpot *
neighbour(const GPtrArray *targets, const RvTarget *target, int side)
{
    const RvSpot *best = NULL;
    double nearest = INFINITY;

    for (guint i = 0; i < targets->len; i++) {
        const RvTarget *other = g_ptr_array_index(targets, i);
        double distance = side * (other->order - target->order);

        if (rv_target_spot(other) && distance > 0 && distance < nearest) {
            nearest = distance;
            best = rv_target_spot(other);
        }
    }
    return best;
}

/* Is the line between the two spots, with a line height to spare? */
static gboolean
is_between(const RvIndexLine *line, const RvSpot *before, const RvSpot *after)
{
    int h = line->box.h;

    if (before && (line->page < before->page ||
                   (line->page == before->page && line->box.y < before->box.y - h)))
        return FALSE;
    return !after || line->page < after->page ||
           (line->page == after->page && line->box.y <= rv_px_bottom(after->box) + h);
}

/* Sums over the words of a line. */
static void
add_line(const RvIndex *index, const RvIndexLine *line, double *confidence, double *letters)
{
    for (guint w = line->first; w < line->first + line->n; w++) {
        const RvWord *word = rv_index_word(index, w)->word;
        double n = (double)g_utf8_strlen(word->text, -1);

        *confidence += n * word->confidence;
        *letters += n;
    }
}

static gboolean
is_readable(const RvIndex *index, const RvIndexLine *line)
{
    double confidence = 0, letters = 0;

    add_line(index, line, &confidence, &letters);
    return letters < GAP_LETTERS || confidence >= GAP_CONFIDENCE * letters;
}

/* Handwriting says nothing of how well print can be read. */
static gboolean
is_page_readable(const RvIndex *index, guint page)
{
    const RvReading *reading = g_ptr_array_index(index->readings, page);
    const RvSheet *sheet = rv_index_sheet(index, page);
    double confidence = 0, letters = 0;

    if (sheet->is_unreadable || sheet->is_damaged || !reading->complete)
        return FALSE;
    for (guint i = 0; i < index->lines->len; i++)
        if (rv_index_line(index, i)->page == page && is_readable(index, rv_index_line(index, i)))
            add_line(index, rv_index_line(index, i), &confidence, &letters);
    return reading->words->len < FULL_PAGE ||
           (letters > 0 && confidence >= PAGE_CONFIDENCE * letters);
}

/* The pages from that of one spot to that of the other; NULL: the first one, the last one. */
static gboolean
are_pages_readable(const RvIndex *index, const RvSpot *before, const RvSpot *after)
{
    guint n = index->sheets->len, words = 0;
    guint first = before ? before->page : 0, last = after ? after->page : n - 1;

    for (guint page = MIN(first, last); page < n && page <= MAX(first, last); page++)
        if (!is_page_readable(index, page))
            return FALSE;
    for (guint page = 0; page < n; page++)
        if (g_array_index(index->form_pages, gboolean, page))
            words += ((const RvReading *)g_ptr_array_index(index->readings, page))->words->len;
    return words > 0;
}

/* A mention in print so small would not count; the remains of a label may be as small. */
static gboolean
may_be(const RvIndex *index, const RvIndexLine *line, const RvTarget *target)
{
    return target->role != RV_ROLE_MENTION || !rv_size_is_too_small(rv_line_size(index, line));
}

gboolean
rv_gap_is_readable(const RvIndex *index, const GPtrArray *targets, const RvTarget *target)
{
    const RvSpot *before = target ? neighbour(targets, target, -1) : NULL;
    const RvSpot *after = target ? neighbour(targets, target, 1) : NULL;

    if (!are_pages_readable(index, before, after))
        return FALSE;
    for (guint i = 0; target && i < index->lines->len; i++) {
        const RvIndexLine *line = rv_index_line(index, i);

        if (is_between(line, before, after) && !is_readable(index, line) &&
            may_be(index, line, target))
            return FALSE;
    }
    return TRUE;
}

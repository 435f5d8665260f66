/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Missing, or only unread? What stands between the neighbours of a wording that was not found. */
#include "match-private.h"

#include <math.h>

/* A line of so many letters, read worse than this, may be anything. */
#define GAP_LETTERS 3
#define GAP_CONFIDENCE 0.6

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

static gboolean
is_readable(const RvIndex *index, const RvIndexLine *line)
{
    double confidence = 0, letters = 0;

    for (guint w = line->first; w < line->first + line->n; w++) {
        const RvWord *word = rv_index_word(index, w)->word;
        double n = (double)g_utf8_strlen(word->text, -1);

        confidence += n * word->confidence;
        letters += n;
    }
    return letters < GAP_LETTERS || confidence >= GAP_CONFIDENCE * letters;
}

/* A mention in print so small would not count; the remains of a label may be as small. */
static gboolean
may_be(const RvIndex *index, const RvIndexLine *line, const RvTarget *target)
{
    return target->role != RV_ROLE_MENTION || !rv_size_is_too_small(rv_line_size(index, line));
}

gboolean
rv_settle_gap_is_readable(const RvIndex *index, const GPtrArray *targets, const RvTarget *target)
{
    const RvSpot *before = neighbour(targets, target, -1), *after = neighbour(targets, target, 1);

    for (guint i = 0; i < index->lines->len; i++) {
        const RvIndexLine *line = rv_index_line(index, i);

        if (is_between(line, before, after) && !is_readable(index, line) &&
            may_be(index, line, target))
            return FALSE;
    }
    return TRUE;
}

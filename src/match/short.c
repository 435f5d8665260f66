/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels as short as "A" and "le" stand in every text: what is around them tells which one is the
 * label. */
#include "match-private.h"

#include <math.h>
#include <string.h>

#define SHORT_LABEL 3 /* bytes of the key */
/* Costs, in lines of distance as in settle.c: of standing by itself, and of standing before a name
 * when the row has another place for it. Chosen: more than a label costs that goes on on the next
 * page, less than leaving it without a place. */
#define COST_ALONE 4.0
#define COST_NAME 5.0

/* "Téléphone" is none though it may be printed as "Tél". */
gboolean
rv_label_is_short(const RvTarget *target)
{
    if (target->role != RV_ROLE_LABEL)
        return FALSE;
    for (guint i = 0; i < target->needles->len; i++)
        if (strlen(g_array_index(target->needles, RvNeedle, i).key) > SHORT_LABEL)
            return FALSE;
    return TRUE;
}

static const RvIndexLine *
line_of(const RvIndex *index, guint w)
{
    return rv_index_line(index, rv_index_word(index, w)->line);
}

static gunichar
last_letter(const char *text)
{
    return *text ? g_utf8_get_char(g_utf8_prev_char(text + strlen(text))) : 0;
}

/* The word behind w on its line; "" when there is none. */
static const char *
word_behind(const RvIndex *index, guint w)
{
    const RvIndexLine *line = line_of(index, w);

    return w + 1 < line->first + line->n ? rv_index_word(index, w + 1)->word->text : "";
}

/* Is the word one of a sentence: between two words, with nothing that parts it from them? */
static gboolean
is_inside_sentence(const RvIndex *index, guint w)
{
    if (w == line_of(index, w)->first || !*word_behind(index, w))
        return FALSE;
    return g_unichar_isalpha(last_letter(rv_index_word(index, w - 1)->word->text)) &&
           g_unichar_islower(g_utf8_get_char(word_behind(index, w)));
}

gboolean
rv_label_is_in_sentence(const RvIndex *index, const RvTarget *target, const RvSpot *spot)
{
    if (target->role != RV_ROLE_LABEL || spot->first != spot->last)
        return FALSE;
    for (guint i = 0; i < target->needles->len; i++)
        if (strchr(g_array_index(target->needles, RvNeedle, i).key, ' '))
            return FALSE;
    return is_inside_sentence(index, spot->first);
}

/* Does it begin a name ("Le Havre")? A date's label has none behind it. */
static gboolean
begins_name(const RvIndex *index, guint w, RvFieldType type)
{
    const char *behind = word_behind(index, w);

    return type == RV_FIELD_DATE && g_unichar_isupper(g_utf8_get_char(behind)) &&
           g_unichar_isalpha(last_letter(rv_index_word(index, w)->word->text)) &&
           !behind[strcspn(behind, "0123456789")];
}

/* The label beside which it is printed: "A ..., le ..."; NULL when it has none. */
static const RvTarget *
partner_of(const GPtrArray *targets, const RvTarget *target)
{
    for (guint i = 0; i < targets->len; i++) {
        const RvTarget *other = g_ptr_array_index(targets, i);

        if (other != target && rv_label_is_short(other) &&
            g_strcmp0(other->section, target->section) == 0 &&
            fabs(other->order - target->order) < 1.5)
            return other;
    }
    return NULL;
}

static gboolean
is_beside(const RvSpot *a, const RvSpot *b)
{
    return a->page == b->page && rv_px_on_row(a->first_line, b->first_line);
}

static gboolean
is_stray(const RvIndex *index, const GArray *telling, const RvSpot *spot)
{
    return g_array_index(telling, gboolean, spot->first) || is_inside_sentence(index, spot->first);
}

/* Has the target a place that is no part of other text, on the spot's row or (NULL) anywhere? */
static gboolean
has_place(const RvIndex *index, const GArray *telling, const RvTarget *target, const RvSpot *spot)
{
    for (guint i = 0; i < target->spots->len; i++) {
        const RvSpot *other = &g_array_index(target->spots, RvSpot, i);

        if (other != spot && (!spot || is_beside(other, spot)) && !is_stray(index, telling, other))
            return TRUE;
    }
    return FALSE;
}

double
rv_short_label_cost(const RvIndex *index, const GPtrArray *targets, const GArray *telling,
                    const RvTarget *target, const RvSpot *spot)
{
    const RvTarget *partner = partner_of(targets, target);
    double cost = 0;

    if (is_stray(index, telling, spot))
        return INFINITY;
    if (partner && has_place(index, telling, partner, NULL) &&
        !has_place(index, telling, partner, spot))
        cost += COST_ALONE;
    if (begins_name(index, spot->last, target->item->type) &&
        has_place(index, telling, target, spot))
        cost += COST_NAME;
    return cost;
}

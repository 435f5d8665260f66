/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A large cross or tick hides the word beside its box from the reader. But forms ask "Oui ☐ Non ☐"
 * again and again: the same label at another question, well read, shows what its print looks like,
 * and where it stands beside its question and its neighbour. */
#include "match-private.h"

#include <string.h>

/* Only short labels without a word that makes a difference are told by their picture. */
#define MAX_KEY 12 /* bytes */
/* What the picture is taken from must have been read so surely. */
#define SURE 0.75
/* How far the place may be off, in heights of the word. */
#define SLACK_X 3.0
#define SLACK_Y 1.0
/* More models than that bring nothing. */
#define MAX_MODELS 3
/* Answers stand at most so many heights below their question. */
#define BELOW 5.0

static const char *
key_of(const RvTarget *target)
{
    return g_array_index(target->needles, RvNeedle, 0).key;
}

static gboolean
is_plain(const RvTarget *target)
{
    const RvNeedle *needle = &g_array_index(target->needles, RvNeedle, 0);

    if (strlen(needle->key) > MAX_KEY)
        return FALSE;
    for (gsize i = 0; needle->key[i]; i++)
        if (needle->strict[i])
            return FALSE;
    return TRUE;
}

/* Was the label read as it is, by itself? */
static gboolean
is_model(const RvIndex *index, const RvTarget *target, const char *key)
{
    const RvSpot *spot = rv_target_spot(target);

    return spot && target->role == RV_ROLE_BOX && !spot->glued && spot->first == spot->last &&
           g_str_equal(key_of(target), key) &&
           g_str_equal(rv_index_word(index, spot->first)->key, key) &&
           rv_index_word(index, spot->first)->word->confidence >= SURE;
}

/* Where the label should stand, seen from the question or from the neighbour that the twin has too.
 * FALSE: neither was found. */
static gboolean
expected_area(const RvIndex *index, const GPtrArray *targets, const RvTarget *label,
              const RvTarget *twin, RvPx *area)
{
    const RvSpot *model = rv_target_spot(twin), *question;
    double height = model->box.h;

    for (int step = -1; step <= 1; step += 2) {
        const RvTarget *mine = rv_targets_get(targets, label->item, RV_ROLE_BOX, label->box + step);
        const RvTarget *its = rv_targets_get(targets, twin->item, RV_ROLE_BOX, twin->box + step);
        const RvSpot *here = rv_target_spot(mine), *there = rv_target_spot(its);

        if (!here || !there || there->page != model->page ||
            !g_str_equal(key_of(mine), key_of(its)))
            continue;
        *area = model->box;
        area->x += here->box.x - there->box.x;
        area->y += rv_px_bottom(here->box) - rv_px_bottom(there->box);
        *area = rv_px_grow(*area, (int)(SLACK_X * height), (int)(SLACK_Y * height));
        return TRUE;
    }
    question = rv_target_spot(rv_targets_get(targets, label->item, RV_ROLE_PROMPT, -1));
    if (!question)
        return FALSE;
    *area = (RvPx){question->box.x, question->last_line.y - (int)height,
                   rv_index_sheet(index, question->page)->width - question->box.x,
                   question->last_line.h + (int)(BELOW * height)};
    return TRUE;
}

static guint
page_of(const GPtrArray *targets, const RvTarget *label)
{
    const RvSpot *spot = rv_target_spot(rv_targets_get(targets, label->item, RV_ROLE_PROMPT, -1));

    for (int i = 0; i < (int)label->item->boxes->len; i++) {
        const RvSpot *other = rv_target_spot(rv_targets_get(targets, label->item, RV_ROLE_BOX, i));

        if (other)
            spot = other;
    }
    return spot ? spot->page : 0;
}

/* Is the place that of another label, or of the question? */
static gboolean
is_taken(const GPtrArray *targets, guint page, RvPx place)
{
    for (guint i = 0; i < targets->len; i++) {
        const RvTarget *target = g_ptr_array_index(targets, i);
        const RvSpot *spot = rv_target_spot(target);
        RvPx both;

        if (!spot || spot->page != page || target->role != RV_ROLE_BOX)
            continue;
        both = rv_px_intersection(spot->box, place);
        if (2.0 * both.w * both.h > (double)place.w * place.h)
            return TRUE;
    }
    return FALSE;
}

/* The question must be the last one above or left of the place. */
static gboolean
belongs(const GPtrArray *targets, const RvTarget *label, const RvSpot *spot)
{
    const RvTarget *head = rv_labels_head(targets, spot);

    return !head || head->item == label->item;
}

static gboolean
look(RvIndex *index, const GPtrArray *targets, RvTarget *label, const RvTarget *twin)
{
    const RvSpot *model = rv_target_spot(twin);
    RvSpot spot = {.page = page_of(targets, label), .similarity = 1};
    double share;
    RvPx area;

    if (!expected_area(index, targets, label, twin, &area) ||
        !rv_print_find(rv_index_sheet(index, model->page), model->box,
                       rv_index_sheet(index, spot.page), area, &spot.box, &share))
        return FALSE;
    spot.first_line = spot.last_line = spot.box;
    if (is_taken(targets, spot.page, spot.box) || !belongs(targets, label, &spot))
        return FALSE;
    spot.first = spot.last = rv_index_add_word(
        index, spot.page, rv_index_word(index, model->first)->word->text, spot.box, share);
    label->chosen = (int)label->spots->len;
    g_array_append_val(label->spots, spot);
    return TRUE;
}

static gint
by_width(gconstpointer a, gconstpointer b)
{
    const RvTarget *u = *(RvTarget *const *)a, *v = *(RvTarget *const *)b;

    return rv_target_spot(u)->box.w - rv_target_spot(v)->box.w;
}

/* Those of usual width first: "Non" may have been read where only "on" was seen. */
static void
settle_by_twins(RvIndex *index, const GPtrArray *targets, RvTarget *label)
{
    g_autoptr(GPtrArray) models = g_ptr_array_new();
    guint n;

    for (guint i = 0; i < targets->len; i++)
        if (is_model(index, g_ptr_array_index(targets, i), key_of(label)))
            g_ptr_array_add(models, g_ptr_array_index(targets, i));
    g_ptr_array_sort(models, by_width);
    n = MIN(models->len, MAX_MODELS);
    for (guint i = 0; i < n; i++) {
        /* From the middle outwards. */
        guint at = (models->len - 1) / 2 + (i % 2 ? (i + 1) / 2 : 0) - (i % 2 ? 0 : i / 2);

        if (look(index, targets, label, g_ptr_array_index(models, at)))
            return;
    }
}

void
rv_twins_settle(RvIndex *index, const GPtrArray *targets, GArray *used)
{
    const gboolean yes = TRUE;

    for (guint i = 0; i < targets->len; i++) {
        RvTarget *label = g_ptr_array_index(targets, i);

        if (label->role == RV_ROLE_BOX && label->chosen < 0 && is_plain(label))
            settle_by_twins(index, targets, label);
    }
    while (used->len < index->words->len)
        g_array_append_val(used, yes);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which spot serves which target. Issuers move and restyle, so a place is known only from its
 * neighbours: long and unique wordings are settled first, and the others near those of their
 * section. Targets of one wording (Téléphone of the supplier, of the client) are settled jointly.
 */
#include "match-private.h"

#include <math.h>
#include <string.h>

/* Costs, in lines of distance: losing all similarity costs as much as 50 lines. */
#define COST_DISSIMILAR 50.0
#define COST_ABSENT 20.0      /* of leaving a target without a place */
#define COST_ABSENT_SHORT 7.0 /* ... whose label is as short as "A": it must be near the others */
#define COST_FOREIGN 30.0     /* of a place on a page that is not the form's */
#define COST_INSIDE_LINE 2.0  /* of a label that does not start a run of words */
#define JOINT_SLACK 3.0       /* a joint choice may make up for standing out of order */
#define MIN_LABEL_SIMILARITY 0.72 /* labels are short: below this it is another word */
/* Joint choices: so many targets and spots at most (more are never of use, and cost 6^4). */
#define MAX_CLASS 6
#define MAX_CHOICES 8
/* A wording that stands out of its place is looked for so many times elsewhere. */
#define MAX_QUOTES 3

/* Words taken, a bit a role. */
typedef struct {
    const RvIndex *index;
    GPtrArray *targets;
    GArray *taken;   /* guint a word */
    GArray *telling; /* gboolean a word: part of a long wording */
} Settling;

/* Whose words each role keeps off. */
static const guint blocked_by[] = {
    [RV_ROLE_MENTION] = 1u << RV_ROLE_MENTION,
    [RV_ROLE_LABEL] = 1u << RV_ROLE_MENTION | 1u << RV_ROLE_LABEL | 1u << RV_ROLE_PROMPT,
    [RV_ROLE_PROMPT] = 1u << RV_ROLE_PROMPT,
    [RV_ROLE_SIGNATURE] = 1u << RV_ROLE_SIGNATURE,
    [RV_ROLE_GUIDE] = 0,
    [RV_ROLE_BOX] = 0,
};

static gboolean
is_free(const Settling *s, const RvTarget *target, const RvSpot *spot)
{
    g_autoptr(GArray) words = rv_spot_words(s->index, spot);
    guint blocked = 0;

    for (guint i = 0; i < words->len; i++)
        blocked += (g_array_index(s->taken, guint, g_array_index(words, guint, i)) &
                    blocked_by[target->role]) != 0;
    return 3 * blocked <= words->len;
}

/* Does another wording, settled before, fit the place better? "Nom du représentant de
 * l'établissement" is no signature's label. */
static gboolean
belongs_elsewhere(const Settling *s, const RvTarget *target, const RvSpot *spot)
{
    for (guint i = 0; i < s->targets->len; i++) {
        const RvTarget *other = g_ptr_array_index(s->targets, i);
        const RvSpot *place = rv_target_spot(other);

        if (place && place->page == spot->page && place->similarity > spot->similarity &&
            !rv_px_is_empty(rv_px_intersection(place->first_line, spot->first_line)) &&
            MAX(place->first, spot->first) - MIN(place->first, spot->first) <= 1 &&
            !g_str_equal(rv_target_class(other), rv_target_class(target)))
            return TRUE;
    }
    return FALSE;
}

static double
cost_of(const Settling *s, const RvTarget *target, const RvSpot *spot)
{
    double cost = COST_DISSIMILAR * (1 - spot->similarity);

    if (spot->fit != RV_FITS)
        return INFINITY;
    if (target->role != RV_ROLE_MENTION &&
        (spot->similarity < MIN_LABEL_SIMILARITY || belongs_elsewhere(s, target, spot) ||
         rv_target_fits_another(s->targets, target, spot)))
        return INFINITY;
    if (!g_array_index(s->index->form_pages, gboolean, spot->page))
        cost += COST_FOREIGN;
    if (target->role == RV_ROLE_LABEL && !spot->starts_line)
        cost += COST_INSIDE_LINE;
    if (rv_label_is_short(target))
        cost += rv_short_label_cost(s->index, s->targets, s->telling, target, spot);
    else if (rv_label_is_in_sentence(s->index, target, spot))
        return INFINITY;
    return is_free(s, target, spot) ? cost + rv_settle_distance(s->index, s->targets, target, spot)
                                    : INFINITY;
}

static void
take(Settling *s, RvTarget *target, int chosen)
{
    g_autoptr(GArray) words = NULL;

    target->chosen = chosen;
    if (chosen < 0)
        return;
    words = rv_spot_words(s->index, rv_target_spot(target));
    for (guint i = 0; i < words->len; i++)
        g_array_index(s->taken, guint, g_array_index(words, guint, i)) |= 1u << target->role;
}

/* A class: targets of one role with one wording. Its choices: spots by the place of their first
 * word, the same for all of them. */
typedef struct {
    RvTarget *targets[MAX_CLASS];
    guint n;
    guint places[MAX_CHOICES]; /* first words */
    guint n_places;
    double cost[MAX_CLASS][MAX_CHOICES];
    int spot[MAX_CLASS][MAX_CHOICES];
    int now[MAX_CLASS], best[MAX_CLASS]; /* place a target; -1: none */
    double best_cost;
    double absent; /* cost of leaving one of them without a place */
} Class;

static guint
place_index(Class *class, guint first)
{
    for (guint i = 0; i < class->n_places; i++)
        if (class->places[i] == first)
            return i;
    if (class->n_places == MAX_CHOICES)
        return MAX_CHOICES;
    class->places[class->n_places] = first;
    return class->n_places++;
}

static gint
by_cost(gconstpointer a, gconstpointer b)
{
    const double *u = a, *v = b;

    return *u < *v ? -1 : *u > *v;
}

/* Fills the costs of one target, its cheapest spots first so that the choices are the good ones. */
static void
weigh(const Settling *s, Class *class, guint t)
{
    const RvTarget *target = class->targets[t];
    g_autoptr(GArray) order = g_array_new(FALSE, FALSE, 2 * sizeof(double));

    for (guint i = 0; i < target->spots->len; i++) {
        double pair[2] = {cost_of(s, target, &g_array_index(target->spots, RvSpot, i)), i};

        if (pair[0] < class->absent + (class->n > 1 ? JOINT_SLACK : 0))
            g_array_append_vals(order, pair, 1);
    }
    g_array_sort(order, by_cost);
    for (guint i = 0; i < order->len; i++) {
        const double *pair = (const double *)(void *)(order->data + i * 2 * sizeof(double));
        int spot = (int)pair[1];
        guint place = place_index(class, g_array_index(target->spots, RvSpot, spot).first);

        if (place < MAX_CHOICES && pair[0] < class->cost[t][place]) {
            class->cost[t][place] = pair[0];
            class->spot[t][place] = spot;
        }
    }
}

static void
choose(Class *class, guint t, guint used, double cost)
{
    if (cost >= class->best_cost)
        return;
    if (t == class->n) {
        class->best_cost = cost;
        memcpy(class->best, class->now, sizeof class->best);
        return;
    }
    for (guint i = 0; i < class->n_places; i++) {
        if (used & 1u << i || isinf(class->cost[t][i]))
            continue;
        class->now[t] = (int)i;
        choose(class, t + 1, used | 1u << i, cost + class->cost[t][i]);
    }
    class->now[t] = -1;
    choose(class, t + 1, used, cost + class->absent);
}

static void
settle_class(Settling *s, Class *class)
{
    for (guint t = 0; t < MAX_CLASS; t++)
        for (guint i = 0; i < MAX_CHOICES; i++)
            class->cost[t][i] = INFINITY;
    class->absent = rv_label_is_short(class->targets[0]) ? COST_ABSENT_SHORT : COST_ABSENT;
    for (guint t = 0; t < class->n; t++)
        weigh(s, class, t);
    class->best_cost = INFINITY;
    choose(class, 0, 0, 0);
    for (guint t = 0; t < class->n; t++)
        take(s, class->targets[t], class->best[t] < 0 ? -1 : class->spot[t][class->best[t]]);
}

/* Letters of the wording that were found: long and sure ones go first. */
static double
weight(const RvTarget *target)
{
    const RvSpot *best = target->spots->len ? &g_array_index(target->spots, RvSpot, 0) : NULL;
    gsize length;

    if (!best)
        return 0;
    length = strlen(g_array_index(target->needles, RvNeedle, best->needle).key);
    return (double)length * (1 - 4 * (1 - best->similarity));
}

static gint
by_weight(gconstpointer a, gconstpointer b)
{
    const RvTarget *u = *(RvTarget *const *)a, *v = *(RvTarget *const *)b;
    double difference = weight(v) - weight(u);

    if (fabs(difference) > 1e-9)
        return difference < 0 ? -1 : 1;
    return u->order < v->order ? -1 : u->order > v->order;
}

static void
settle_all(const RvIndex *index, GPtrArray *targets)
{
    Settling s = {index, targets, g_array_new(FALSE, TRUE, sizeof(guint)),
                  rv_targets_telling_words(index, targets)};
    g_autoptr(GPtrArray) queue = g_ptr_array_new();

    g_array_set_size(s.taken, index->words->len);
    for (guint i = 0; i < targets->len; i++) {
        RvTarget *target = g_ptr_array_index(targets, i);

        if (target->role != RV_ROLE_BOX)
            g_ptr_array_add(queue, target);
        target->chosen = -1;
    }
    g_ptr_array_sort(queue, by_weight);
    while (queue->len) {
        RvTarget *first = g_ptr_array_index(queue, 0);
        Class class = {.n = 0};

        for (guint i = 0; i < queue->len && class.n < MAX_CLASS;) {
            RvTarget *other = g_ptr_array_index(queue, i);

            if (other->role == first->role &&
                g_str_equal(rv_target_class(other), rv_target_class(first))) {
                class.targets[class.n++] = other;
                g_ptr_array_remove_index(queue, i);
            } else {
                i++;
            }
        }
        settle_class(&s, &class);
    }
    g_array_unref(s.taken);
    g_array_unref(s.telling);
}

void
rv_settle(const RvIndex *index, GPtrArray *targets)
{
    settle_all(index, targets);
    for (int i = 0; i < MAX_QUOTES && rv_quotes_find_misplaced(index, targets); i++)
        settle_all(index, targets);
}

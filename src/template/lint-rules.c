/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Can the groups be answered so that all rules hold? All ways of ticking are tried, for there are
 * few: of a group one box, none where that is allowed, or all. */
#include "template-private.h"

#include "recevable/i18n.h"

#include <string.h>

#define MOST_GROUPS 64
/* Ways that are tried at the most; beyond nothing is said. */
#define MOST_WAYS 2000000

/* How a group is answered: the number of its box, or: */
enum { NONE = -1, ALL = -2 };

typedef struct {
    const RvTemplate *template_;
    const RvItem *groups[MOST_GROUPS];
    int answers[MOST_GROUPS];
    guint n;
    guint ways;
} Trial;

static void
add_group(Trial *trial, const char *id)
{
    const RvItem *item = id ? rv_template_item(trial->template_, id) : NULL;

    for (guint i = 0; i < trial->n; i++)
        if (trial->groups[i] == item)
            return;
    if (item && item->kind == RV_ITEM_GROUP && trial->n < MOST_GROUPS)
        trial->groups[trial->n++] = item;
}

static int
answer_of(const Trial *trial, const char *id, const RvItem **group)
{
    for (guint i = 0; i < trial->n; i++)
        if (g_str_equal(trial->groups[i]->id, id)) {
            *group = trial->groups[i];
            return trial->answers[i];
        }
    *group = NULL;
    return NONE;
}

static gboolean
is_ticked(const Trial *trial, const RvBoxRef *ref)
{
    const RvItem *group;
    int answer = answer_of(trial, ref->group, &group);

    if (!group || answer == NONE)
        return FALSE;
    if (!ref->box || answer == ALL)
        return TRUE;
    return g_str_equal(((const RvBoxSpec *)g_ptr_array_index(group->boxes, answer))->id, ref->box);
}

/* What is to be filled in can be. */
static gboolean
holds(const Trial *trial, const RvRule *rule)
{
    if (rule->condition.group && is_ticked(trial, &rule->condition) == rule->unless)
        return TRUE;
    for (guint i = 0; rule->items[i]; i++) {
        const RvItem *group;
        int answer = answer_of(trial, rule->items[i], &group);

        if (!group)
            continue;
        if (rule->kind == RV_RULE_NONE_OF && answer != NONE)
            return FALSE;
        if (rule->kind == RV_RULE_ONE_OF_EACH && answer < 0 &&
            !(answer == ALL && group->boxes->len == 1))
            return FALSE;
    }
    return TRUE;
}

static gboolean
all_hold(const Trial *trial)
{
    for (guint i = 0; i < trial->template_->rules->len; i++)
        if (!holds(trial, g_ptr_array_index(trial->template_->rules, i)))
            return FALSE;
    return TRUE;
}

static gboolean
may_be(const RvItem *group, int answer)
{
    switch (group->rule) {
    case RV_GROUP_EXACTLY_ONE:
        return answer >= 0;
    case RV_GROUP_AT_MOST_ONE:
        return answer != ALL;
    case RV_GROUP_AT_LEAST_ONE:
        return answer != NONE;
    case RV_GROUP_ALL:
        return answer == ALL;
    }
    return FALSE;
}

/* From the group `at` on. TRUE too when there are too many ways to tell. */
static gboolean
can_hold(Trial *trial, guint at)
{
    if (trial->ways > MOST_WAYS)
        return TRUE;
    if (at == trial->n) {
        trial->ways++;
        return all_hold(trial);
    }
    for (int answer = ALL; answer < (int)trial->groups[at]->boxes->len; answer++) {
        trial->answers[at] = answer;
        if (may_be(trial->groups[at], answer) && can_hold(trial, at + 1))
            return TRUE;
    }
    return FALSE;
}

/* The conditions under which whole groups count do not matter here: what need not be answered can
 * be. */
void
rv_template_lint_rules(const RvTemplate *template_, GPtrArray *warnings)
{
    Trial trial = {.template_ = template_};

    for (guint i = 0; i < template_->rules->len; i++) {
        const RvRule *rule = g_ptr_array_index(template_->rules, i);

        add_group(&trial, rule->condition.group);
        for (guint k = 0; rule->items[k]; k++)
            add_group(&trial, rule->items[k]);
    }
    if (!can_hold(&trial, 0))
        g_ptr_array_add(
            warnings, g_strdup(_("no way of ticking keeps all rules: every document would fail")));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What wordings say of several items at once: lettered parts of a certificate ("A- …", "(A1) …"), a
 * period between two days, one of the flows above, what a box asks to be written behind it. */
#include "learn-private.h"

#include "recevable/i18n.h"
#include "recevable/text.h"

#include <string.h>

/* A condition and the box that it means have so many of their words in common. "Uniquement pour une
 * prestation vague 1 + vague 2" and its box have 0.56, the other box of that group 0.3. */
#define CONDITION_ALIKE 0.45

static RvDraftRule *
add_rule(RvDraft *draft, RvRuleKind kind, char *id, char *text)
{
    RvDraftRule *rule = g_new0(RvDraftRule, 1);

    for (guint i = 0; i < draft->rules->len; i++)
        if (g_str_equal(((const RvDraftRule *)g_ptr_array_index(draft->rules, i))->id, id)) {
            char *other = g_strdup_printf("%s-%u", id, draft->rules->len + 1);

            g_free(id);
            id = other;
        }
    rule->kind = kind;
    rule->id = id;
    rule->text = text;
    g_ptr_array_add(draft->rules, rule);
    return rule;
}

/* All items in their order, borrowed. */
static GPtrArray *
all_items(const RvDraft *draft)
{
    GPtrArray *all = g_ptr_array_new();

    for (guint s = 0; s < draft->sections->len; s++) {
        const RvDraftSection *section = g_ptr_array_index(draft->sections, s);

        for (guint i = 0; i < section->items->len; i++)
            g_ptr_array_add(all, g_ptr_array_index(section->items, i));
    }
    return all;
}

/* ---- lettered parts -------------------------------------------------------------------------- */

/* "A- Flux …": 'A'; 0: no such part begins. */
static char
letter_of_head(const RvDraftItem *item)
{
    return item->kind == RV_ITEM_GROUP && item->text &&
                   g_regex_match_simple("^[A-Z] ?[-–—.)]", item->text, 0, 0)
               ? *item->text
               : 0;
}

/* "(A1) …" of part 'A'. */
static gboolean
is_step_of(const RvDraftItem *item, char letter)
{
    g_autofree char *pattern = g_strdup_printf("^\\(?%c ?[0-9]\\b", letter);

    return item->kind == RV_ITEM_GROUP && item->text &&
           g_regex_match_simple(pattern, item->text, 0, 0);
}

static const RvDraftBox *
box_that_says(const RvDraftItem *group, const char *pattern)
{
    for (guint i = 0; i < group->boxes->len; i++) {
        const RvDraftBox *box = g_ptr_array_index(group->boxes, i);

        if (rv_says(box->label, pattern))
            return box;
    }
    return NULL;
}

static void
settle(RvDraftItem *group, RvGroupRule rule)
{
    group->rule = rule;
    group->guessed = FALSE;
}

/* The head says that the part is done otherwise; else one box of each step is ticked. Forms without
 * that part may leave its steps out. */
static void
make_part(RvDraft *draft, RvDraftItem *head, const GPtrArray *steps, char letter)
{
    const RvDraftBox *none = box_that_says(head, "\\bnon concerne");
    char low = g_ascii_tolower(letter);
    g_autoptr(GString) ids = g_string_new(NULL);
    RvDraftRule *rule;

    settle(head, RV_GROUP_AT_MOST_ONE);
    for (guint i = 0; i < steps->len; i++) {
        RvDraftItem *step = g_ptr_array_index(steps, i);

        settle(step, RV_GROUP_AT_MOST_ONE);
        g_string_append_printf(ids, "%s%s", i ? " " : "", step->id);
        if (none)
            step->optional_when = g_strdup_printf("%s/%s", head->id, none->id);
    }
    rule = add_rule(draft, RV_RULE_NONE_OF, g_strdup_printf("%c-exclusif", low),
                    g_strdup_printf("si une case de tête de la partie %c est cochée, aucune de ses "
                                    "étapes ne l'est",
                                    letter));
    rule->condition = g_strdup(head->id);
    rule->items = g_strdup(ids->str);
    rule = add_rule(draft, RV_RULE_ONE_OF_EACH, g_strdup_printf("%c-complet", low),
                    g_strdup_printf("si aucune case de tête de la partie %c n'est cochée, une case "
                                    "de chacune de ses étapes l'est",
                                    letter));
    rule->condition = g_strdup(head->id);
    rule->unless = TRUE;
    rule->items = g_strdup(ids->str);
    rv_draft_doubt(head->doubts,
                   g_strdup_printf(_("part %c was taken to exclude its steps (%s): check the rules "
                                     "at the end"),
                                   letter, ids->str));
}

static void
make_parts(RvDraft *draft, const GPtrArray *items)
{
    for (guint i = 0; i < items->len; i++) {
        RvDraftItem *head = g_ptr_array_index(items, i);
        char letter = letter_of_head(head);
        g_autoptr(GPtrArray) steps = g_ptr_array_new();

        for (guint k = i + 1; letter && k < items->len; k++)
            if (is_step_of(g_ptr_array_index(items, k), letter))
                g_ptr_array_add(steps, g_ptr_array_index(items, k));
        if (steps->len)
            make_part(draft, head, steps, letter);
    }
}

/* ---- conditions ------------------------------------------------------------------------------ */

/* The words of one that the other has, of all that either has. */
static double
share_of_words(const char *a, const char *b)
{
    g_autofree char *x = rv_text_key(a), *y = rv_text_key(b);
    g_auto(GStrv) of = g_strsplit(x, " ", -1), in = g_strsplit(y, " ", -1);
    guint both = 0, either = g_strv_length(in);

    for (char **word = of; *word; word++)
        if (g_strv_contains((const char *const *)in, *word))
            both++;
        else
            either++;
    return either ? (double)both / either : 0;
}

/* The box that a condition speaks of, "group/box"; NULL: none. */
static char *
box_meant(const GPtrArray *items, const char *condition)
{
    double best = CONDITION_ALIKE;
    char *found = NULL;

    for (guint i = 0; i < items->len; i++) {
        const RvDraftItem *group = g_ptr_array_index(items, i);

        for (guint k = 0; group->boxes && k < group->boxes->len; k++) {
            const RvDraftBox *box = g_ptr_array_index(group->boxes, k);
            double alike = share_of_words(box->label, condition);

            if (alike > best) {
                best = alike;
                g_free(found);
                found = g_strdup_printf("%s/%s", group->id, box->id);
            }
        }
    }
    return found;
}

/* "Uniquement pour une prestation vague 1 + vague 2": the questions below count only then. */
static void
make_conditions(const GPtrArray *items)
{
    for (guint i = 0; i < items->len; i++) {
        RvDraftItem *mention = g_ptr_array_index(items, i);
        g_autofree char *box = NULL;

        if (mention->kind != RV_ITEM_MENTION ||
            !g_regex_match_simple("(?i)^(uniquement|seulement) (pour|si)\\b", mention->text, 0, 0))
            continue;
        box = box_meant(items, mention->text);
        for (guint k = i + 1; box && k < items->len; k++) {
            RvDraftItem *group = g_ptr_array_index(items, k);

            if (group->kind != RV_ITEM_GROUP)
                break;
            group->applies_when = g_strdup(box);
            rv_draft_doubt(group->doubts, g_strdup(_("taken to count only when that box is ticked: "
                                                     "check 'applies-when'")));
        }
    }
}

/* ---- one of several -------------------------------------------------------------------------- */

/* "… inclut obligatoirement l'un au moins de ces deux flux …": of the boxes above. */
static void
settle_by_mentions(const GPtrArray *items)
{
    for (guint i = 1; i < items->len; i++) {
        const RvDraftItem *mention = g_ptr_array_index(items, i);

        if (mention->kind != RV_ITEM_MENTION ||
            !rv_says(mention->text, "\\b(l un|une?) au moins de ces\\b|\\bau moins une? de ces\\b"))
            continue;
        for (guint k = i; k-- > 0;) {
            RvDraftItem *group = g_ptr_array_index(items, k);

            if (group->kind != RV_ITEM_GROUP)
                continue;
            if (group->guessed)
                settle(group, RV_GROUP_AT_LEAST_ONE);
            break;
        }
    }
}

/* "OU Via …": either will do. */
static void
settle_by_or(const GPtrArray *items)
{
    for (guint i = 0; i < items->len; i++) {
        RvDraftItem *group = g_ptr_array_index(items, i);

        if (group->kind == RV_ITEM_GROUP && group->guessed && box_that_says(group, "^ou\\b"))
            settle(group, RV_GROUP_AT_LEAST_ONE);
    }
}

/* ---- what is written behind a box ------------------------------------------------------------ */

static void
make_details(RvDraft *draft, const GPtrArray *items)
{
    for (guint i = 0; i < items->len; i++) {
        const RvDraftItem *group = g_ptr_array_index(items, i);

        for (guint k = 0; group->boxes && k < group->boxes->len; k++) {
            const RvDraftBox *box = g_ptr_array_index(group->boxes, k);
            RvDraftRule *rule;

            /* What is a field of its own is asked for by that. */
            if (!box->detail || !rv_says(box->label, "\\bprecis(er|ez)$"))
                continue;
            rule =
                add_rule(draft, RV_RULE_FILLED, g_strdup_printf("%s-precise", box->detail),
                         g_strdup_printf("si « %s » est cochée, la suite est remplie", box->label));
            rule->condition = g_strdup_printf("%s/%s", group->id, box->id);
            rule->items = g_strdup(box->detail);
        }
    }
}

/* ---- periods --------------------------------------------------------------------------------- */

static const RvDraftItem *
day_that_says(const GPtrArray *items, const char *pattern)
{
    for (guint i = 0; i < items->len; i++) {
        const RvDraftItem *item = g_ptr_array_index(items, i);

        if (item->kind == RV_ITEM_FIELD && item->type == RV_FIELD_DATE &&
            rv_says(item->text, pattern))
            return item;
    }
    return NULL;
}

/* "… complété au moins 1 mois après l'installation …": from that day to the one of the signature.
 */
static void
make_periods(RvDraft *draft, const GPtrArray *items)
{
    const RvDraftItem *from = day_that_says(items, "\\b(installation|finalisation)\\b");
    const RvDraftItem *to = day_that_says(items, "^(fait )?le$|^date$|\\bsignature\\b");
    g_autoptr(GRegex) period =
        g_regex_new("\\bau moins (\\d{1,2}) (mois|jours?) apres l installation", 0, 0, NULL);

    for (guint i = 0; from && to && i < items->len; i++) {
        RvDraftItem *mention = g_ptr_array_index(items, i);
        g_autofree char *key = mention->kind == RV_ITEM_MENTION ? rv_text_key(mention->text) : NULL;
        g_autoptr(GMatchInfo) match = NULL;
        g_autofree char *n = NULL, *unit = NULL;
        RvDraftRule *rule;

        if (!key || !g_regex_match(period, key, 0, &match))
            continue;
        n = g_match_info_fetch(match, 1);
        unit = g_match_info_fetch(match, 2);
        rule = add_rule(draft, RV_RULE_DATES, g_strdup("delai"), g_strdup(mention->text));
        rule->period = g_strdup_printf("P%s%c", n, *unit == 'm' ? 'M' : 'D');
        rule->items = g_strdup_printf("%s %s", from->id, to->id);
        rv_draft_doubt(mention->doubts, g_strdup(_("taken for a rule, too: check it at the end")));
        return;
    }
}

/* ---- all of them ----------------------------------------------------------------------------- */

void
rv_draft_make_rules(RvDraft *draft)
{
    g_autoptr(GPtrArray) items = all_items(draft);

    make_parts(draft, items);
    settle_by_mentions(items);
    settle_by_or(items);
    make_conditions(items);
    make_details(draft, items);
    make_periods(draft, items);
}

void
rv_draft_doubt_rules(RvDraft *draft)
{
    g_autoptr(GPtrArray) items = all_items(draft);

    for (guint i = 0; i < items->len; i++) {
        RvDraftItem *group = g_ptr_array_index(items, i);

        if (group->guessed)
            rv_draft_doubt(group->doubts,
                           g_strdup_printf(_("the form does not say how many are to be ticked: "
                                             "check rule=\"%s\", then remove guessed=\"true\""),
                                           rv_group_rule_name(group->rule)));
    }
}

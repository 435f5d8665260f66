/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn-tally.h"

static const char *const count_names[LEARN_COUNTS] = {"mentions", "fields", "groups",
                                                      "others",   "types",  "rules"};

static const int kinds[] = {
    [RV_ITEM_MENTION] = LEARN_MENTIONS, [RV_ITEM_FIELD] = LEARN_FIELDS,
    [RV_ITEM_GROUP] = LEARN_GROUPS,     [RV_ITEM_TABLE] = LEARN_OTHERS,
    [RV_ITEM_SIGNATURE] = LEARN_OTHERS,
};

/* Each learnt item stands for one. */
static const BenchAsked *
find(const GPtrArray *learnt, const BenchAsked *wanted, GHashTable *taken)
{
    for (guint i = 0; i < learnt->len; i++) {
        BenchAsked *item = g_ptr_array_index(learnt, i);

        if (!g_hash_table_contains(taken, item) &&
            (bench_asked_same(wanted, item) || bench_asked_as_mention(wanted, item, learnt))) {
            g_hash_table_add(taken, item);
            return item;
        }
    }
    return NULL;
}

static void
count(LearnTally *tally, int what, gboolean is_found)
{
    tally->asked[what]++;
    tally->found[what] += is_found;
}

/* The type of a field and the rule of a group: by the names of what was learnt where it differs. */
static void
count_nature(LearnTally *tally, const BenchAsked *wanted, const BenchAsked *learnt, FILE *misses,
             const char *what)
{
    gboolean is_field = wanted->kind == RV_ITEM_FIELD;
    int nature = is_field ? LEARN_TYPES : LEARN_RULES;
    gboolean same = is_field ? wanted->type == learnt->type : wanted->rule == learnt->rule;

    count(tally, nature, same);
    if (!same)
        fprintf(misses, "%s\t%s\t%s\t%s\n", what, count_names[nature], wanted->id,
                is_field ? rv_field_type_name(learnt->type) : rv_group_rule_name(learnt->rule));
}

static void
list_item(const char *how, const BenchAsked *item, FILE *misses, const char *what)
{
    fprintf(misses, "%s\t%s\t%s %s\t%s", what, how, rv_item_kind_name(item->kind), item->id,
            item->text ? item->text : "");
    for (guint k = 0; k < item->boxes->len; k++)
        fprintf(misses, " [] %s", (const char *)g_ptr_array_index(item->boxes, k));
    fputc('\n', misses);
}

void
learn_tally(LearnTally *tally, const GPtrArray *wanted, const GPtrArray *learnt, FILE *misses,
            const char *what)
{
    g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < wanted->len; i++) {
        const BenchAsked *item = g_ptr_array_index(wanted, i);
        const BenchAsked *found = find(learnt, item, taken);

        if (!item->is_printed)
            continue;
        count(tally, kinds[item->kind], found != NULL);
        if (!found)
            list_item("not", item, misses, what);
        else if (item->is_known && (item->kind == RV_ITEM_FIELD || item->kind == RV_ITEM_GROUP))
            count_nature(tally, item, found, misses, what);
    }
    for (guint i = 0; i < learnt->len; i++) {
        BenchAsked *item = g_ptr_array_index(learnt, i);

        if (g_hash_table_contains(taken, item))
            continue;
        tally->more++;
        list_item("more", item, misses, what);
    }
}

void
learn_tally_add(LearnTally *sum, const LearnTally *tally)
{
    for (int i = 0; i < LEARN_COUNTS; i++) {
        sum->asked[i] += tally->asked[i];
        sum->found[i] += tally->found[i];
    }
    sum->more += tally->more;
}

void
learn_print_head(const char *first)
{
    printf("%-8s %-5s", first, "from");
    for (int i = 0; i < LEARN_COUNTS; i++)
        printf(" %8s", count_names[i]);
    printf(" %6s\n", "more");
}

void
learn_print(const char *name, const char *how, const LearnTally *tally)
{
    printf("%-8s %-5s", name, how);
    for (int i = 0; i < LEARN_COUNTS; i++)
        if (tally->asked[i])
            printf(" %8.2f", 100.0 * tally->found[i] / tally->asked[i]);
        else
            printf(" %8s", "-");
    printf(" %6d\n", tally->more);
    fflush(stdout);
}

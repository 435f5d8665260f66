/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learnt.h"

#include "asked.h"
#include "bench.h"
#include "score.h"

#include <stdio.h>

#define PAGE_SECONDS 60.0

enum { MENTIONS, FIELDS, VALUES, BOXES, GROUPS, OTHERS, VERDICTS, COUNTS };
static const char *const count_names[COUNTS] = {"mentions", "fields", "values",  "boxes",
                                                "groups",   "others", "verdicts"};

/* How many answers the truth accepts. */
typedef struct {
    int asked, ours, theirs; /* by the shipped models, by the learnt ones */
} Right;

typedef struct {
    int asked[COUNTS], same[COUNTS];
    int guessed;                 /* groups whose rule the learnt model only guesses */
    Right verdicts, items;       /* of those that have a truth */
    int passes, other, stricter; /* passes by the learnt one; of these not by the shipped one; the
                                  * other way round */
} Tally;

/* ---- which item is which --------------------------------------------------------------------- */

/* Of several that say the same the one at the same place among them. */
static const RvItem *
twin_of(const RvTemplate *of, guint at, const RvTemplate *in)
{
    g_autoptr(GPtrArray) wanted = bench_asked_of(of), learnt = bench_asked_of(in);
    const BenchAsked *item = g_ptr_array_index(wanted, at);
    guint nth = 0;

    for (guint i = 0; i < at; i++)
        nth += bench_asked_same(g_ptr_array_index(wanted, i), item);
    for (guint i = 0; i < learnt->len; i++)
        if (bench_asked_same(item, g_ptr_array_index(learnt, i)) && !nth--)
            return g_ptr_array_index(in->items, i);
    return NULL;
}

static const RvItemResult *
result_of(const RvResult *result, const char *id)
{
    for (guint i = 0; i < result->items->len; i++) {
        const RvItemResult *item = g_ptr_array_index(result->items, i);

        if (g_str_equal(item->id, id))
            return item;
    }
    return NULL;
}

/* ---- comparing ------------------------------------------------------------------------------- */

static void
count(Tally *tally, int what, gboolean is_the_same)
{
    tally->asked[what]++;
    tally->same[what] += is_the_same;
}

/* `accepted`: the answers that are right; NULL: nobody knows. */
static void
count_right(Right *right, const json_t *accepted, const char *ours, const char *theirs)
{
    if (!accepted)
        return;
    right->asked++;
    right->ours += score_is_among(accepted, ours);
    right->theirs += score_is_among(accepted, theirs);
}

static void
compare_boxes(Tally *tally, const RvItemResult *a, const RvItemResult *b)
{
    for (guint i = 0; i < a->boxes->len && i < b->boxes->len; i++)
        count(tally, BOXES,
              g_array_index(a->boxes, RvBoxResult, i).box.state ==
                  g_array_index(b->boxes, RvBoxResult, i).box.state);
}

static void
compare_item(Tally *tally, const RvItem *twin, const RvItemResult *a, const RvItemResult *b)
{
    static const int kinds[] = {
        [RV_ITEM_MENTION] = MENTIONS, [RV_ITEM_FIELD] = FIELDS,     [RV_ITEM_GROUP] = GROUPS,
        [RV_ITEM_TABLE] = OTHERS,     [RV_ITEM_SIGNATURE] = OTHERS,
    };

    if (twin->kind == RV_ITEM_GROUP)
        compare_boxes(tally, a, b);
    if (twin->kind == RV_ITEM_GROUP && twin->guessed) {
        tally->guessed++;
        return;
    }
    count(tally, kinds[twin->kind], a->status == b->status);
    if (twin->kind == RV_ITEM_FIELD)
        count(tally, VALUES, g_strcmp0(a->value, b->value) == 0);
}

static void
compare(Tally *tally, const RvTemplate *shipped, const RvTemplate *learnt, const RvResult *a,
        const RvResult *b, const json_t *truth)
{
    const json_t *items = json_object_get(truth, "items");

    for (guint i = 0; i < shipped->items->len; i++) {
        const RvItem *item = g_ptr_array_index(shipped->items, i);
        const RvItem *twin = twin_of(shipped, i, learnt);
        const RvItemResult *by_shipped = result_of(a, item->id);
        const RvItemResult *by_learnt = twin ? result_of(b, twin->id) : NULL;

        if (!by_shipped || !by_learnt)
            continue;
        compare_item(tally, twin, by_shipped, by_learnt);
        count_right(
            &tally->items,
            json_object_get(score_find(items, rv_item_kind_name(item->kind), item->id), "expect"),
            rv_status_name(by_shipped->status), rv_status_name(by_learnt->status));
    }
    count(tally, VERDICTS, a->verdict == b->verdict);
    tally->passes += b->verdict == RV_VERDICT_PASS;
    tally->other += b->verdict == RV_VERDICT_PASS && a->verdict != RV_VERDICT_PASS;
    tally->stricter += a->verdict == RV_VERDICT_PASS && b->verdict == RV_VERDICT_FAIL;
}

/* ---- the documents --------------------------------------------------------------------------- */

static RvResult *
check(RvReader *reader, const char *path, const GPtrArray *templates)
{
    const RvPipeline pipeline = {.reader = reader,
                                 .templates = templates,
                                 .limits = rv_pdf_default_limits,
                                 .page_seconds = PAGE_SECONDS};

    return rv_pipeline_check(&pipeline, path);
}

static void
print_right(const char *name, const Right *right)
{
    if (right->asked)
        printf("%s that are right: %.2f %% of %d; by ours %.2f %%\n", name,
               100.0 * right->theirs / right->asked, right->asked,
               100.0 * right->ours / right->asked);
}

void
bench_learnt_judge(RvReader *reader, const char *folder, const GPtrArray *shipped,
                   const GPtrArray *learnt)
{
    g_autoptr(GPtrArray) names = bench_files(folder, ".pdf");
    Tally tally = {0};

    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_autofree char *path = g_strdup_printf("%s/%s.pdf", folder, name);
        g_autofree char *told = g_strdup_printf("%s/%s.truth.json", folder, name);
        json_t *truth = json_load_file(told, 0, NULL);
        RvResult *a = check(reader, path, shipped), *b = check(reader, path, learnt);

        if (a->template_id && b->template_id && g_str_equal(a->template_id, b->template_id))
            compare(&tally, rv_templates_find(shipped, a->template_id),
                    rv_templates_find(learnt, b->template_id), a, b, truth);
        else
            count(&tally, VERDICTS, a->verdict == b->verdict);
        count_right(&tally.verdicts, json_object_get(truth, "expected_verdicts"),
                    rv_verdict_name(a->verdict), rv_verdict_name(b->verdict));
        json_decref(truth);
        rv_result_free(a);
        rv_result_free(b);
    }
    printf("\n%u documents of %s, judged by learnt models: the same as by ours, %%\n", names->len,
           folder);
    for (int i = 0; i < COUNTS; i++)
        printf("%-9s %7.2f of %d\n", count_names[i],
               tally.asked[i] ? 100.0 * tally.same[i] / tally.asked[i] : 100.0, tally.asked[i]);
    print_right("verdicts", &tally.verdicts);
    print_right("items", &tally.items);
    printf("groups whose rule is only guessed, for a person to look at: %d\n", tally.guessed);
    printf("passes by them: %d, of which not by ours: %d; fails by them that pass by ours: %d\n",
           tally.passes, tally.other, tally.stricter);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a document answered as its truth wants: its verdict, and one by one what it holds? */
#include "score.h"

#include <string.h>

Score *
score_new(void)
{
    Score *score = g_new0(Score, 1);

    score->shares = score_shares_new();
    score->costs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    score->mentions = g_array_new(FALSE, TRUE, sizeof(ScoreMention));
    score->legible = g_array_new(FALSE, TRUE, sizeof(ScorePage));
    score->errors = g_ptr_array_new_with_free_func(g_free);
    score->false_passes = g_ptr_array_new_with_free_func(g_free);
    score->failed_good = g_ptr_array_new_with_free_func(g_free);
    score->wrong_items = g_ptr_array_new_with_free_func(g_free);
    return score;
}

void
score_free(Score *score)
{
    if (!score)
        return;
    g_hash_table_unref(score->shares);
    g_hash_table_unref(score->costs);
    g_array_unref(score->mentions);
    g_array_unref(score->legible);
    g_ptr_array_unref(score->errors);
    g_ptr_array_unref(score->false_passes);
    g_ptr_array_unref(score->failed_good);
    g_ptr_array_unref(score->wrong_items);
    g_free(score);
}

void
score_count(const ScoreDocument *d, const char *what, gboolean right)
{
    score_shares_add(d->score->shares, "all", what, right);
    score_shares_add(d->score->shares, d->level, what, right);
}

void
score_count_status(const ScoreDocument *d, const char *what, const char *status, gboolean right)
{
    g_autofree char *part = g_strdup_printf("%s-%s", what, status);

    score_count(d, what, right);
    score_count(d, part, right);
}

void
score_complain(const ScoreDocument *d, const char *kind, const char *id, const char *wanted,
               const char *got)
{
    g_autofree char *line = g_strdup_printf("%s %s %s %s: wanted %s | got %s", d->name, d->level,
                                            kind, id, wanted, got);

    g_ptr_array_add(d->score->wrong_items, g_strdelimit(g_steal_pointer(&line), "\n", ' '));
}

/* ---- the verdict --------------------------------------------------------------------------- */

/* What was done to the document: "KIND", "KIND:ITEM" when asked for; "none". */
static char *
fault_name(const ScoreDocument *d, gboolean with_item)
{
    const json_t *fault = json_object_get(d->truth, "mutation");
    const char *kind = score_text(fault, "kind"), *item = score_text(fault, "item");

    return g_strdup_printf("%s%s%s", *kind ? kind : "none", with_item && *item ? ":" : "",
                           with_item ? item : "");
}

/* The items of the findings that count, "(document)" for one of none. */
static char *
blamed_items(const ScoreDocument *d, gboolean only_blocking)
{
    GString *items = g_string_new(NULL);
    size_t i;
    json_t *finding;

    json_array_foreach (json_object_get(d->result, "findings"), i, finding) {
        const char *severity = score_text(finding, "severity"), *item = score_text(finding, "item");

        if (g_str_equal(severity, "blocking") ||
            (!only_blocking && g_str_equal(severity, "review")))
            g_string_append_printf(items, "%s%s", items->len ? ", " : "",
                                   *item ? item : "(document)");
    }
    return g_string_free(items, FALSE);
}

static void
note_document(const ScoreDocument *d, GPtrArray *list)
{
    g_autofree char *fault = fault_name(d, TRUE), *hard = NULL, *items = blamed_items(d, TRUE);

    hard = score_join(json_object_get(d->truth, "hard"));
    g_ptr_array_add(list, g_strdup_printf("%s %s %s%s%s%s%s", d->name, d->level, fault,
                                          *hard ? " " : "", hard, *items ? ": " : "", items));
}

static void
score_faulty(const ScoreDocument *d, const char *verdict, gboolean right)
{
    gboolean passes = g_str_equal(verdict, "pass");
    g_autofree char *fault = fault_name(d, FALSE), *group = g_strconcat("fault:", fault, NULL);

    score_count(d, "false-pass", passes);
    score_shares_add(d->score->shares, group, "false-pass", passes);
    score_shares_add(d->score->shares, group, "caught", right);
    if (passes)
        note_document(d, d->score->false_passes);
}

static void
score_good(const ScoreDocument *d, const char *verdict)
{
    GHashTable *shares = d->score->shares;
    gboolean passes = g_str_equal(verdict, "pass"), fails = g_str_equal(verdict, "fail");
    const json_t *hard = json_object_get(d->truth, "hard");
    g_autofree char *fill = g_strconcat("fill:", score_text(d->truth, "fill"), NULL);
    size_t i;
    json_t *name;

    /* Photographs may go to a person: they do not count among all. */
    if (strcmp(d->level, "L5") < 0) {
        score_shares_add(shares, "all", "straight-through", passes);
        score_shares_add(shares, fill, "straight-through", passes);
    }
    score_shares_add(shares, d->level, "straight-through", passes);
    score_count(d, "good-fail", fails);
    score_shares_add(shares, fill, "good-fail", fails);
    json_array_foreach (hard, i, name) {
        g_autofree char *group = g_strconcat("hard:", json_string_value(name), NULL);

        score_shares_add(shares, group, "pass", passes);
        score_shares_add(shares, group, "good-fail", fails);
    }
    if (!json_array_size(hard)) {
        score_shares_add(shares, "hard:(plain)", "pass", passes);
        score_shares_add(shares, "hard:(plain)", "good-fail", fails);
    }
    if (fails)
        note_document(d, d->score->failed_good);
}

static void
score_verdict(const ScoreDocument *d, const char *verdict)
{
    const json_t *expected = json_object_get(d->truth, "expected_verdicts");
    gboolean right = score_is_among(expected, verdict), may_pass = score_is_among(expected, "pass");
    g_autofree char *wanted = score_join(expected), *group = g_strconcat("verdict:", wanted, NULL);

    score_count(d, "verdict", right);
    score_shares_add(d->score->shares, group, verdict, TRUE);
    if (!may_pass)
        score_faulty(d, verdict, right);
    else if (json_is_true(json_object_get(d->truth, "good")))
        score_good(d, verdict);
    if (!right || (may_pass && !g_str_equal(verdict, "pass"))) {
        g_autofree char *fault = fault_name(d, TRUE), *items = blamed_items(d, FALSE);
        g_autofree char *got = g_strdup_printf("%s: %s", verdict, items);

        score_complain(d, right ? "not-passed" : "verdict", fault, wanted, got);
    }
}

/* ---- the rest ------------------------------------------------------------------------------ */

static void
score_model(const ScoreDocument *d)
{
    const char *wanted = score_text(d->truth, "model");
    const char *got = score_text(json_object_get(d->result, "template"), "id");
    gboolean right = g_str_equal(wanted, got);

    score_count(d, "classification", right);
    if (!right)
        score_complain(d, "model", "-", wanted, *got ? got : "none");
}

static void
score_rule(const ScoreDocument *d, const json_t *want)
{
    const char *id = score_text(want, "id");
    const char *status =
        score_text(score_find(json_object_get(d->result, "rules"), NULL, id), "status");
    const json_t *expect = json_object_get(want, "expect");
    gboolean right = score_is_among(expect, status);

    score_count_status(d, "rule", score_text(want, "status"), right);
    if (!right) {
        g_autofree char *wanted = score_join(expect);

        score_complain(d, "rule", id, wanted, *status ? status : "no answer");
    }
}

/* Pages of the form itself: how well a blank back reads tells nothing. */
static void
note_pages(const ScoreDocument *d)
{
    const json_t *truths = json_object_get(d->truth, "pages");
    const json_t *scores = json_object_get(json_object_get(d->result, "readability"), "pages");
    size_t i;
    json_t *page;

    json_array_foreach (scores, i, page) {
        json_int_t number = json_integer_value(json_object_get(page, "page"));
        const json_t *truth = json_array_get(truths, (size_t)number - 1);
        const json_t *score = json_object_get(page, "score");
        ScorePage entry = {.score = json_number_value(score)};

        if (!json_is_number(score) || !g_str_equal(score_text(truth, "kind"), "body"))
            continue;
        g_strlcpy(entry.level, d->level, sizeof entry.level);
        g_array_append_val(d->score->legible, entry);
    }
}

static void
add_cost(const ScoreDocument *d, const char *group, const ScoreAnswer *answer)
{
    ScoreCost *cost = g_hash_table_lookup(d->score->costs, group);

    if (!cost) {
        cost = g_new0(ScoreCost, 1);
        g_hash_table_insert(d->score->costs, g_strdup(group), cost);
    }
    cost->wall += answer->wall;
    cost->cpu += answer->cpu;
    cost->pages += (int)json_array_size(json_object_get(d->truth, "pages"));
}

static void
score_parts(const ScoreDocument *d)
{
    const json_t *answers = json_object_get(d->result, "items");
    size_t i;
    json_t *want;

    json_array_foreach (json_object_get(d->truth, "items"), i, want)
        score_item(d, want, score_find(answers, score_text(want, "kind"), score_text(want, "id")));
    json_array_foreach (json_object_get(d->truth, "rules"), i, want)
        score_rule(d, want);
}

static void
score_error(const ScoreDocument *d, const char *verdict, const char *failure)
{
    gboolean failed = failure || g_str_equal(verdict, "error");
    const char *message = score_text(json_object_get(d->result, "error"), "message");

    score_count(d, "error", failed);
    if (failed)
        g_ptr_array_add(d->score->errors,
                        g_strdup_printf("%s: %s", d->name, failure ? failure : message));
}

void
score_document(Score *score, const json_t *truth, const ScoreAnswer *answer)
{
    json_auto_t *result = answer->output ? json_loads(answer->output, 0, NULL) : NULL;
    json_auto_t *nothing = json_object();
    ScoreDocument d = {score, score_text(truth, "name"), score_text(truth, "level"), truth,
                       json_is_object(result) ? result : nothing};
    const char *verdict = score_text(d.result, "verdict"), *failure = answer->failure;

    if (answer->output && !json_is_object(result))
        failure = "the answer is not one JSON object";
    if (!*verdict)
        verdict = "error";
    score->documents++;
    score->pages += (int)json_array_size(json_object_get(truth, "pages"));
    score_error(&d, verdict, failure);
    score_model(&d);
    score_verdict(&d, verdict);
    score_parts(&d);
    note_pages(&d);
    add_cost(&d, "all", answer);
    add_cost(&d, d.level, answer);
}

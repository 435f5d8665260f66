/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is an item of the document answered as its truth wants? */
#include "score.h"

#include <string.h>

/* Of an item that the answer does not hold, and of a box. */
#define NO_ANSWER "absent-from-result"
#define NO_BOX "absent"

static const char *
status_of(const json_t *object, const char *key, const char *none)
{
    const char *status = score_text(object, key);

    return *status ? status : none;
}

static gboolean
is_expected(const json_t *want, const char *status)
{
    return score_is_among(json_object_get(want, "expect"), status);
}

/* What an answer says of an item, for a person: its status with the text read and the reason; a
 * group's reasons are its boxes, which have lines of their own. */
static char *
describe_answer(const ScoreDocument *d, const json_t *want, const json_t *got)
{
    const char *id = score_text(want, "id"), *text = score_text(got, "text");
    GString *line = g_string_new(status_of(got, "status", NO_ANSWER));
    size_t i;
    json_t *finding;

    if (!*text)
        text = score_text(got, "value");
    g_string_append_printf(line, " (%.3f)", json_number_value(json_object_get(got, "confidence")));
    if (*text)
        g_string_append_printf(line, " \"%s\"", text);
    json_array_foreach (json_object_get(d->result, "findings"), i, finding)
        if (g_str_equal(score_text(finding, "item"), id) && !json_object_get(want, "boxes"))
            g_string_append_printf(line, " - %s", score_text(finding, "message"));
    return g_string_free(line, FALSE);
}

static void
complain_status(const ScoreDocument *d, const json_t *want, const json_t *got)
{
    const char *text = score_text(want, "text");
    g_autofree char *expect = score_join(json_object_get(want, "expect")), *wanted = NULL;
    g_autofree char *answer = describe_answer(d, want, got);

    if (!*text)
        text = score_text(want, "value");
    wanted = *text ? g_strdup_printf("%s \"%s\"", expect, text) : g_strdup(expect);
    score_complain(d, score_text(want, "kind"), score_text(want, "id"), wanted, answer);
}

static char *
describe_place(const json_t *object)
{
    const json_t *rect = json_object_get(object, "bbox");

    return g_strdup_printf(
        "page %d, %.0f %.0f %.0f %.0f", (int)json_integer_value(json_object_get(object, "page")),
        json_number_value(json_array_get(rect, 0)), json_number_value(json_array_get(rect, 1)),
        json_number_value(json_array_get(rect, 2)), json_number_value(json_array_get(rect, 3)));
}

static void
count_place(const ScoreDocument *d, const char *what, const json_t *want, const json_t *got)
{
    int placed = score_is_placed(want, got);

    if (placed < 0)
        return;
    score_count(d, what, placed);
    if (!placed) {
        g_autofree char *wanted = describe_place(want), *at = describe_place(got);

        score_complain(d, "place", score_text(want, "id"), wanted, at);
    }
}

/* ---- mentions ------------------------------------------------------------------------------ */

static void
count_confidence(const ScoreDocument *d, const json_t *want, const json_t *got, const char *status)
{
    const json_t *confidence = json_object_get(got, "confidence");
    ScoreMention mention = {json_number_value(confidence), g_str_equal(status, "present"),
                            is_expected(want, status)};

    if (json_is_number(confidence))
        g_array_append_val(d->score->mentions, mention);
}

static void
score_mention(const ScoreDocument *d, const json_t *want, const json_t *got, const char *status)
{
    static const char *const lacking[] = {"missing", "altered", NULL};
    static const char *const unseen[] = {"present", NO_ANSWER, "not-applicable", NULL};
    const char *truth = score_text(want, "status");
    gboolean is_present = g_str_equal(status, "present"), good = is_expected(want, status);

    if (g_str_equal(truth, "present")) {
        score_count(d, "mention-recall",
                    is_present || (good && !g_str_equal(status, "unreadable")));
        score_count(d, "mention-false-alarm", g_strv_contains(lacking, status));
        if (is_present)
            count_place(d, "place-mention", want, got);
    } else if (g_strv_contains(lacking, truth)) {
        score_count_status(d, "mention-miss", truth, !g_strv_contains(unseen, status));
    }
    count_confidence(d, want, got, status);
    if (!good)
        complain_status(d, want, got);
}

/* ---- fields -------------------------------------------------------------------------------- */

static gboolean
is_value(const json_t *want, const json_t *got)
{
    static const char *const keys[] = {"normalized", "value"};
    const char *type = score_text(want, "type");
    g_autofree char *wanted = score_canon(score_text(want, "value"), type);

    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
        const char *value = score_text(got, keys[i]);
        g_autofree char *canon = score_canon(value, type);

        if (*value && g_str_equal(canon, wanted))
            return TRUE;
    }
    return FALSE;
}

static void
score_value(const ScoreDocument *d, const json_t *want, const json_t *got)
{
    const char *type = score_text(want, "type");
    gboolean right = is_value(want, got);
    g_autofree char *kind = g_strconcat("value:", type, NULL);

    score_count_status(d, "value", type, right);
    if (!right)
        score_complain(d, kind, score_text(want, "id"), score_text(want, "value"),
                       score_text(got, "value"));
}

static void
score_field(const ScoreDocument *d, const json_t *want, const json_t *got, const char *status)
{
    const char *truth = score_text(want, "status"), *filling = score_text(want, "filling");
    gboolean is_filled = g_str_equal(truth, "filled"), good = is_expected(want, status);

    score_count_status(d, "field", truth, good);
    if (!good)
        complain_status(d, want, got);
    if (is_filled && g_str_equal(filling, "typed") && *score_text(want, "value"))
        score_value(d, want, got);
    else if (is_filled && g_str_equal(filling, "hand"))
        score_count(d, "field-hand", good);
}

/* ---- groups and their boxes ---------------------------------------------------------------- */

/* By the mark that stands in the box, and by the box's shape. */
static void
count_looks(const ScoreDocument *d, const json_t *want, const char *state, gboolean good)
{
    const char *mark = score_text(want, "mark");
    const char *shape = score_text(json_object_get(d->truth, "look"), "box");
    g_autofree char *marked = g_strconcat("mark:", mark, NULL);
    g_autofree char *ticked = g_strconcat("tick:", score_text(d->truth, "tick"), NULL);
    g_autofree char *shaped = g_strconcat("shape:", shape, NULL);

    if (*mark)
        score_shares_add(d->score->shares, marked, "box", good);
    else if (g_str_equal(score_text(want, "state"), "ticked"))
        score_shares_add(d->score->shares, ticked, "box", g_str_equal(state, "ticked"));
    score_shares_add(d->score->shares, shaped, "box", good);
}

static void
score_box(const ScoreDocument *d, const char *group, const json_t *want, const json_t *got)
{
    static const char *const sure[] = {"ticked", "unticked", NULL};
    static const char *const unsure[] = {"ambiguous", "missing", NO_BOX, NULL};
    const char *truth = score_text(want, "state"), *state = status_of(got, "state", NO_BOX);
    gboolean good = is_expected(want, state);
    g_autofree char *answer = g_strconcat("boxes:", truth, NULL);

    if (g_str_equal(truth, "missing"))
        return;
    score_shares_add(d->score->shares, answer, state, TRUE);
    if (g_strv_contains(sure, truth)) {
        score_count(d, "box", good);
        score_count(d, "box-wrong", g_strv_contains(sure, state) && !g_str_equal(state, truth));
        score_count(d, "box-unsure", g_strv_contains(unsure, state));
    } else {
        score_count(d, "box-ambiguous", good);
    }
    count_looks(d, want, state, good);
    count_place(d, "place-box", want, got);
    if (!good) {
        g_autofree char *id = g_strdup_printf("%s/%s", group, score_text(want, "id"));
        g_autofree char *expect = score_join(json_object_get(want, "expect"));
        g_autofree char *said = g_strdup_printf(
            "%s (%.3f)%s%s", state, json_number_value(json_object_get(got, "confidence")),
            *score_text(want, "mark") ? " of mark " : "", score_text(want, "mark"));

        score_complain(d, "box", id, expect, said);
    }
}

static void
score_group(const ScoreDocument *d, const json_t *want, const json_t *got, const char *status)
{
    const char *truth = score_text(want, "status");
    gboolean good = is_expected(want, status);
    size_t i;
    json_t *box;

    if (!g_str_equal(truth, "not-applicable")) {
        score_count_status(d, "group", truth, good);
        if (!good)
            complain_status(d, want, got);
    }
    json_array_foreach (json_object_get(want, "boxes"), i, box)
        score_box(d, score_text(want, "id"), box,
                  score_find(json_object_get(got, "boxes"), NULL, score_text(box, "id")));
}

/* ---- tables, signatures -------------------------------------------------------------------- */

static void
score_other(const ScoreDocument *d, const json_t *want, const json_t *got, const char *status)
{
    gboolean good = is_expected(want, status);

    score_count_status(d, score_text(want, "kind"), score_text(want, "status"), good);
    if (!good)
        complain_status(d, want, got);
}

void
score_item(const ScoreDocument *d, const json_t *want, const json_t *got)
{
    static const struct {
        const char *kind;
        void (*score)(const ScoreDocument *d, const json_t *want, const json_t *got,
                      const char *status);
    } kinds[] = {{"mention", score_mention},
                 {"field", score_field},
                 {"group", score_group},
                 {"table", score_other},
                 {"signature", score_other}};

    if (!json_is_array(json_object_get(want, "expect")))
        return; /* nothing is asked for */
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (g_str_equal(score_text(want, "kind"), kinds[i].kind))
            kinds[i].score(d, want, got, status_of(got, "status", NO_ANSWER));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever is taken from a good paper of whatever model: it never passes. */
#include "good-paper.h"

#include <check.h>

Suite *suite_judge_spoilt(void);

/* Spoils one item in way number `way`. FALSE when there are no more ways. */
typedef gboolean (*Spoil)(Paper *paper, RvEvidence *e, guint way);

static const RvPhraseState bad_states[] = {RV_PHRASE_MISSING, RV_PHRASE_ALTERED,
                                           RV_PHRASE_UNREADABLE, RV_PHRASE_NONE};

/* What may stand in for the item is taken away, what makes it count is given. */
static void
corner(Paper *paper, const RvItem *item)
{
    for (guint i = 0; i < paper->evidence->len; i++) {
        RvEvidence *other = g_ptr_array_index(paper->evidence, i);

        if (item->kind == RV_ITEM_MENTION && g_strcmp0(other->item->required_unless, item->id) == 0)
            set_value(&other->value, RV_VALUE_BLANK, "", GOOD);
        if (g_strcmp0(item->required_unless, other->item->id) == 0)
            set_phrase(&other->phrase, RV_PHRASE_MISSING);
    }
    if (item->required_when.group)
        paper_tick(paper, item->required_when.group, item->required_when.box, RV_BOX_TICKED);
}

static gboolean
spoil_mention(Paper *paper, RvEvidence *e, guint way)
{
    corner(paper, e->item);
    if (way < G_N_ELEMENTS(bad_states))
        set_phrase(&e->phrase, bad_states[way]);
    else
        e->phrase.confidence = 0.1;
    return way <= G_N_ELEMENTS(bad_states);
}

static gboolean
spoil_field(Paper *paper, RvEvidence *e, guint way)
{
    static const struct {
        RvValueState state;
        const char *text;
        double confidence;
    } values[] = {
        {RV_VALUE_BLANK, "", GOOD},       {RV_VALUE_NONE, NULL, 0},
        {RV_VALUE_READ, ".......", GOOD}, {RV_VALUE_READ, "néant", GOOD},
        {RV_VALUE_READ, "l", 0.5},        {RV_VALUE_ILLEGIBLE, "Iq~ae", 0.3},
        {RV_VALUE_ILLEGIBLE, "", 0},
    };

    corner(paper, e->item);
    if (way < G_N_ELEMENTS(bad_states)) {
        set_phrase(&e->phrase, bad_states[way]);
        return TRUE;
    }
    way -= G_N_ELEMENTS(bad_states);
    if (way >= G_N_ELEMENTS(values))
        return FALSE;
    set_value(&e->value, values[way].state, values[way].text, values[way].confidence);
    return TRUE;
}

/* Question, labels, the question above and boxes, one after the other. */
static gboolean
spoil_group(Paper *paper, RvEvidence *e, guint way)
{
    static const RvBox bad_boxes[] = {
        {.state = RV_BOX_AMBIGUOUS, .confidence = GOOD},
        {.state = RV_BOX_TICKED, .confidence = GOOD},
        {.state = RV_BOX_UNTICKED, .confidence = GOOD},
        {.state = RV_BOX_MISSING},
        {.state = RV_BOX_UNTICKED, .confidence = 0.2},
        {.state = RV_BOX_TICKED, .confidence = 0.2},
    };
    const guint ways = G_N_ELEMENTS(bad_states) - 1; /* NONE is no fault of a question */
    guint label = way / ways, n = e->boxes->len;
    RvBox *box;

    (void)paper;
    if (label <= n) {
        set_phrase(label ? &g_array_index(e->labels, RvPhrase, label - 1) : &e->phrase,
                   bad_states[way % ways]);
        return TRUE;
    }
    way -= (n + 1) * ways;
    if (e->item->under && way < ways) {
        set_phrase(&e->under, bad_states[way]);
        return TRUE;
    }
    way -= e->item->under ? ways : 0;
    if (way >= n * G_N_ELEMENTS(bad_boxes))
        return FALSE;
    box = &g_array_index(e->boxes, RvBox, way / G_N_ELEMENTS(bad_boxes));
    *box = bad_boxes[way % G_N_ELEMENTS(bad_boxes)];
    return TRUE;
}

static gboolean
spoil_table(Paper *paper, RvEvidence *e, guint way)
{
    static const char *const rows[][RV_N_CELLS] = {
        {"", "", "", "", ""},
        {"Prestation Ségur", "40 402,00", "20 %", "8 080,40", "48 482,40"},
        {"Prestation Ségur Vague 1", "40 402,00", "20 %", "8 080,40", "48 482,40"},
        {"Prestation Ségur Vague 2", "40 402,00", "20 %", "8 080,40", "48 482,40"},
        {"Prestation Ségur Vague 1 + Vague 2", "40 402,01", "20 %", "8 080,40", "48 482,40"},
        {"Prestation Ségur Vague 1 + Vague 2", "40 402,00", "10 %", "8 080,40", "48 482,40"},
        {"Prestation Ségur Vague 1 + Vague 2", "40 402,00", "20 %", "8 080,50", "48 482,50"},
        {"Prestation Ségur Vague 1 + Vague 2", "40 402,00", "20 %", "8 080,40", "48 482,41"},
        {"Prestation Ségur Vague 1 + Vague 2", "0,00", "20 %", "0,00", "0,00"},
        {"Prestation Ségur Vague 1 + Vague 2", "", "20 %", "8 080,40", "48 482,40"},
        {"Prestation Ségur Vague 1 + Vague 2", "40 402,00", "", "8 080,40", "48 482,40"},
        {"Prestation Ségur Vague 1 + Vague 2", "4? 402,00", "20 %", "8 080,40", "48 482,40"},
        {"Prestation Ségur Vague 1 + Vague 2", "", "", "", ""},
        {"Prestation Ségur Vague 1 + Vague 2 et option", "40 402,00", "20 %", "8 080,40",
         "48 482,40"},
        {"", "40 402,00", "20 %", "8 080,40", "48 482,40"},
    };
    static const char *const more[] = {"Formation", "100,00", "20 %", "20,00", "120,00"};

    (void)paper;
    if (way < G_N_ELEMENTS(rows))
        set_row(e, 0, rows[way]);
    else if ((way -= G_N_ELEMENTS(rows)) < G_N_ELEMENTS(bad_states))
        set_phrase(&e->phrase, bad_states[way]);
    else if ((way -= G_N_ELEMENTS(bad_states)) == 0)
        set_row(e, 1, more);
    else if (way == 1)
        g_array_set_size(e->rows, 0);
    else
        return FALSE;
    return TRUE;
}

static gboolean
spoil_signature(Paper *paper, RvEvidence *e, guint way)
{
    static const RvInk inks[] = {
        {.state = RV_INK_ABSENT, .confidence = GOOD},
        {.state = RV_INK_ABSENT, .confidence = 0.1},
        {.state = RV_INK_UNCERTAIN, .kind = RV_INK_PEN, .confidence = GOOD},
        {.state = RV_INK_PRESENT, .kind = RV_INK_PEN, .confidence = 0.1},
        {.state = RV_INK_PRESENT, .kind = RV_INK_STAMP, .confidence = GOOD},
        {.state = RV_INK_PRESENT, .kind = RV_INK_TYPED, .confidence = GOOD},
        {.state = RV_INK_PRESENT, .kind = RV_INK_SMUDGE, .confidence = GOOD},
    };
    static const RvPhraseState lost[] = {RV_PHRASE_MISSING, RV_PHRASE_UNREADABLE, RV_PHRASE_NONE};

    (void)paper;
    if (way < G_N_ELEMENTS(inks))
        e->ink = inks[way];
    else if ((way -= G_N_ELEMENTS(inks)) < G_N_ELEMENTS(lost))
        set_phrase(&e->phrase, lost[way]);
    else
        return FALSE;
    return TRUE;
}

static const Spoil spoilers[] = {
    [RV_ITEM_MENTION] = spoil_mention,     [RV_ITEM_FIELD] = spoil_field,
    [RV_ITEM_GROUP] = spoil_group,         [RV_ITEM_TABLE] = spoil_table,
    [RV_ITEM_SIGNATURE] = spoil_signature,
};

/* Did the way change nothing that matters? A second tick where several are allowed; what was so
 * before. */
static gboolean
is_harmless(const RvEvidence *e, const RvEvidence *before)
{
    gboolean same = e->phrase.state == before->phrase.state;

    if (e->item->kind != RV_ITEM_GROUP)
        return FALSE;
    for (guint i = 0; i < e->boxes->len; i++) {
        const RvBox *now = &g_array_index(e->boxes, RvBox, i);
        const RvBox *then = &g_array_index(before->boxes, RvBox, i);
        gboolean more = e->item->rule == RV_GROUP_AT_LEAST_ONE && then->state == RV_BOX_UNTICKED;

        if (more && now->state != RV_BOX_AMBIGUOUS)
            continue; /* one is ticked: whether this one is does not matter */
        if (e->item->rule == RV_GROUP_AT_MOST_ONE && now->state == RV_BOX_UNTICKED &&
            then->state == RV_BOX_UNTICKED)
            continue;
        same &= now->state == then->state && now->confidence == then->confidence;
    }
    for (guint i = 0; i < e->labels->len; i++)
        same &= g_array_index(e->labels, RvPhrase, i).state ==
                g_array_index(before->labels, RvPhrase, i).state;
    return same;
}

static gboolean
may_be_without(const RvItem *item)
{
    return item->informative || (item->kind == RV_ITEM_FIELD && !item->required);
}

static void
check_good(const RvTemplate *template_)
{
    g_autoptr(Paper) paper = good_paper(template_);
    RvVerdict verdict = judge_paper(paper);
    const RvFinding *first =
        paper->result->findings->len ? g_ptr_array_index(paper->result->findings, 0) : NULL;

    ck_assert_msg(verdict == RV_VERDICT_PASS, "%s: %s", template_->id,
                  first ? first->message : "no finding");
    ck_assert_uint_eq(paper->result->items->len, template_->items->len);
    ck_assert_uint_eq(paper->result->rules->len, template_->rules->len);
}

static void
check_spoilt(const RvTemplate *template_)
{
    g_autoptr(Paper) before = good_paper(template_);
    guint spoilt = 0;

    for (guint k = 0; k < template_->items->len; k++) {
        const RvItem *item = g_ptr_array_index(template_->items, k);

        for (guint way = 0;; way++) {
            g_autoptr(Paper) paper = good_paper(template_);
            RvEvidence *e = g_ptr_array_index(paper->evidence, k);

            if (!spoilers[item->kind](paper, e, way))
                break;
            judge_paper(paper);
            if (may_be_without(item) || is_harmless(e, g_ptr_array_index(before->evidence, k)))
                continue;
            ck_assert_msg(paper->result->verdict != RV_VERDICT_PASS, "%s: %s, way %u",
                          template_->id, item->id, way);
            spoilt++;
        }
    }
    ck_assert_uint_ge(spoilt, 4 * template_->items->len);
}

/* What the match said nothing of is not there. */
static void
check_gaps(const RvTemplate *template_)
{
    for (guint k = 0; k < template_->items->len; k++) {
        const RvItem *item = g_ptr_array_index(template_->items, k);
        g_autoptr(Paper) paper = good_paper(template_);

        if (may_be_without(item) || item->required_when.group)
            continue;
        corner(paper, item);
        g_ptr_array_remove_index(paper->evidence, k);
        ck_assert_msg(judge_paper(paper) != RV_VERDICT_PASS, "%s: %s", template_->id, item->id);
    }
}

static void (*const checks[])(const RvTemplate *) = {check_good, check_spoilt, check_gaps};

START_TEST(judges_all_templates)
{
    const GPtrArray *templates = good_templates();

    ck_assert_uint_gt(templates->len, 0);
    for (guint i = 0; i < templates->len; i++)
        checks[_i](g_ptr_array_index(templates, i));
}
END_TEST

Suite *
suite_judge_spoilt(void)
{
    Suite *suite = suite_create("judge_spoilt");
    TCase *tests = tcase_create("judge_spoilt");

    tcase_set_timeout(tests, 60); /* some thousand papers; the sanitizers are slow */
    tcase_add_loop_test(tests, judges_all_templates, 0, G_N_ELEMENTS(checks));
    suite_add_tcase(suite, tests);
    return suite;
}

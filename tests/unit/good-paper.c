/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "good-paper.h"

#include <check.h>
#include <string.h>

static const RvPlace somewhere = {.page = 1, .px = {10, 10, 50, 10}, .pt = {5, 5, 30, 10}};

static const char *const samples[] = {
    [RV_FIELD_TEXT] = "Éditeur fictif",
    [RV_FIELD_ADDRESS] = "1 rue du Moulin, 76400 Ville",
    [RV_FIELD_DATE] = "21/05/2026",
    [RV_FIELD_SIRET] = "732 829 320 00074",
    [RV_FIELD_FINESS] = "010 094 704",
    [RV_FIELD_PHONE] = "01 99 00 38 16",
    [RV_FIELD_EMAIL] = "contact@exemple.fr",
    [RV_FIELD_REFERENCE] = "BC-2026-014",
    [RV_FIELD_NUMBER] = "12",
    [RV_FIELD_FREETEXT] = "Rien à signaler",
};

const GPtrArray *
good_templates(void)
{
    static GPtrArray *templates;
    g_autoptr(GError) error = NULL;

    if (!templates)
        templates = rv_templates_load(NULL, &error);
    ck_assert_msg(templates != NULL, "%s", error ? error->message : "");
    return templates;
}

void
set_phrase(RvPhrase *phrase, RvPhraseState state)
{
    gboolean found = state == RV_PHRASE_PRESENT || state == RV_PHRASE_ALTERED;

    rv_phrase_clear(phrase);
    *phrase = (RvPhrase){.state = state, .confidence = GOOD};
    if (found) {
        phrase->place = somewhere;
        phrase->text = g_strdup("as read");
    }
    if (state == RV_PHRASE_ALTERED)
        phrase->difference = g_strdup("120 → 12");
}

void
set_value(RvValue *value, RvValueState state, const char *text, double confidence)
{
    rv_value_clear(value);
    *value = (RvValue){state, g_strdup(text), confidence, somewhere, NULL};
}

void
set_row(RvEvidence *table, guint row, const char *const cells[RV_N_CELLS])
{
    if (table->rows->len <= row)
        g_array_set_size(table->rows, row + 1);
    for (int i = 0; i < RV_N_CELLS; i++)
        set_value(&g_array_index(table->rows, RvRow, row).cells[i],
                  *cells[i] ? RV_VALUE_READ : RV_VALUE_BLANK, cells[i], GOOD);
    g_array_index(table->rows, RvRow, row).place = somewhere;
}

void
leave_out(RvEvidence *group)
{
    if (group->phrase.state != RV_PHRASE_NONE)
        set_phrase(&group->phrase, RV_PHRASE_MISSING);
    for (guint i = 0; i < group->boxes->len; i++) {
        set_phrase(&g_array_index(group->labels, RvPhrase, i), RV_PHRASE_MISSING);
        g_array_index(group->boxes, RvBox, i) = (RvBox){.state = RV_BOX_MISSING};
    }
}

RvEvidence *
paper_item(Paper *paper, const char *id)
{
    for (guint i = 0; i < paper->evidence->len; i++) {
        RvEvidence *e = g_ptr_array_index(paper->evidence, i);

        if (g_str_equal(e->item->id, id))
            return e;
    }
    ck_abort_msg("no item %s", id);
    return NULL;
}

void
paper_tick(Paper *paper, const char *group, const char *box, RvBoxState state)
{
    RvEvidence *e = paper_item(paper, group);

    for (guint i = 0; i < e->boxes->len; i++) {
        const RvBoxSpec *spec = g_ptr_array_index(e->item->boxes, i);

        if (g_str_equal(spec->id, box)) {
            g_array_index(e->boxes, RvBox, i) = (RvBox){state, GOOD, somewhere};
            return;
        }
    }
    ck_abort_msg("no box %s/%s", group, box);
}

void
set_boxes(RvEvidence *e, const char *letters)
{
    static const struct {
        char letter;
        RvBoxState state;
        double confidence;
    } kinds[] = {
        {'t', RV_BOX_TICKED, GOOD},  {'u', RV_BOX_UNTICKED, GOOD}, {'a', RV_BOX_AMBIGUOUS, GOOD},
        {'m', RV_BOX_MISSING, GOOD}, {'d', RV_BOX_TICKED, 0.3},    {'T', RV_BOX_TICKED, 0.7},
        {'U', RV_BOX_UNTICKED, 0.7},
    };

    ck_assert_uint_eq(strlen(letters), e->boxes->len);
    for (guint i = 0; i < e->boxes->len; i++) {
        RvBox *box = &g_array_index(e->boxes, RvBox, i);

        for (guint k = 0; k < G_N_ELEMENTS(kinds); k++)
            if (kinds[k].letter == letters[i]) {
                box->state = kinds[k].state;
                box->confidence = kinds[k].confidence;
            }
    }
}

static void
make_group_good(RvEvidence *e)
{
    gboolean all = e->item->rule == RV_GROUP_ALL;
    gboolean none = e->item->rule == RV_GROUP_AT_MOST_ONE;

    set_phrase(&e->phrase, e->item->text ? RV_PHRASE_PRESENT : RV_PHRASE_NONE);
    set_phrase(&e->under, e->item->under ? RV_PHRASE_PRESENT : RV_PHRASE_NONE);
    for (guint i = 0; i < e->boxes->len; i++) {
        gboolean ticked = all || (!none && i == 0);

        set_phrase(&g_array_index(e->labels, RvPhrase, i), RV_PHRASE_PRESENT);
        g_array_index(e->boxes, RvBox, i) =
            (RvBox){ticked ? RV_BOX_TICKED : RV_BOX_UNTICKED, GOOD, somewhere};
    }
}

static RvEvidence *
make_good(const RvItem *item)
{
    static const char *const rest[] = {"", "40 402,00 €", "20,00 %", "8 080,40 €", "48 482,40 €"};
    RvEvidence *e = rv_evidence_new(item);
    const char *cells[RV_N_CELLS];

    if (item->kind == RV_ITEM_GROUP) {
        make_group_good(e);
        return e;
    }
    set_phrase(&e->phrase, RV_PHRASE_PRESENT);
    if (item->kind == RV_ITEM_FIELD)
        set_value(&e->value, RV_VALUE_READ, samples[item->type], GOOD);
    if (item->kind == RV_ITEM_FIELD && g_str_equal(item->id, "date-finalisation"))
        set_value(&e->value, RV_VALUE_READ, "2 mars 2026", GOOD);
    if (item->kind == RV_ITEM_TABLE) {
        for (int i = 0; i < RV_N_CELLS; i++)
            cells[i] = i == RV_CELL_LABEL ? item->line_labels[0] : rest[i];
        set_row(e, 0, cells);
    }
    e->ink = (RvInk){RV_INK_PRESENT, RV_INK_PEN, GOOD, somewhere};
    return e;
}

static void
free_evidence(gpointer evidence)
{
    rv_evidence_free(evidence);
}

Paper *
good_paper(const RvTemplate *template_)
{
    Paper *paper = g_new0(Paper, 1);

    paper->template_ = template_;
    paper->evidence = g_ptr_array_new_with_free_func(free_evidence);
    for (guint i = 0; i < template_->items->len; i++)
        g_ptr_array_add(paper->evidence, make_good(g_ptr_array_index(template_->items, i)));
    for (guint i = 0; i < template_->rules->len; i++) {
        const RvRule *rule = g_ptr_array_index(template_->rules, i);

        for (guint k = 0; rule->kind == RV_RULE_ONE_OF_EACH && rule->items[k]; k++)
            g_array_index(paper_item(paper, rule->items[k])->boxes, RvBox, 0).state = RV_BOX_TICKED;
    }
    return paper;
}

Paper *
good_paper_of(const char *id)
{
    const RvTemplate *template_ = rv_templates_find(good_templates(), id);

    ck_assert_msg(template_ != NULL, "no template %s", id);
    return good_paper(template_);
}

void
paper_free(Paper *paper)
{
    g_ptr_array_unref(paper->evidence);
    rv_result_free(paper->result);
    g_free(paper);
}

RvVerdict
judge_paper(Paper *paper)
{
    rv_result_free(paper->result);
    paper->result = rv_result_new("paper.pdf");
    paper->result->given = paper->given;
    rv_judge(paper->result, paper->template_, paper->evidence);
    return paper->result->verdict;
}

RvStatus
item_status(const Paper *paper, const char *id)
{
    for (guint i = 0; i < paper->result->items->len; i++) {
        const RvItemResult *item = g_ptr_array_index(paper->result->items, i);

        if (g_str_equal(item->id, id))
            return item->status;
    }
    ck_abort_msg("no result of %s", id);
    return RV_STATUS_UNDETERMINED;
}

RvStatus
rule_status_of(const Paper *paper, const char *id)
{
    for (guint i = 0; i < paper->result->rules->len; i++) {
        const RvRuleResult *rule = g_ptr_array_index(paper->result->rules, i);

        if (g_str_equal(rule->id, id))
            return rule->status;
    }
    ck_abort_msg("no result of %s", id);
    return RV_STATUS_UNDETERMINED;
}

const RvFinding *
finding_about(const Paper *paper, const char *id)
{
    for (guint i = 0; i < paper->result->findings->len; i++) {
        const RvFinding *finding = g_ptr_array_index(paper->result->findings, i);

        if (g_strcmp0(finding->item, id) == 0)
            return finding;
    }
    return NULL;
}

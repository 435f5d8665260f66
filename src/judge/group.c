/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups of boxes: the rule over what is ticked, and the wording of question and answers. */
#include "judge-private.h"

#include "recevable/i18n.h"

/* Boxes less likely to be what they seem are named when the group as a whole is too doubtful. */
#define LIKELY 0.95

/* ---- wording ----------------------------------------------------------------------------- */

/* Is anything of the group on the paper? */
static gboolean
is_left_out(const RvEvidence *e)
{
    for (guint i = 0; i < e->boxes->len; i++)
        if (g_array_index(e->boxes, RvBox, i).state != RV_BOX_MISSING)
            return FALSE;
    return TRUE;
}

/* Neither question nor any answer was found, on paper that can be read. */
static gboolean
is_missing(const RvEvidence *e)
{
    if (e->phrase.state != RV_PHRASE_MISSING && e->phrase.state != RV_PHRASE_NONE)
        return FALSE;
    for (guint i = 0; i < e->labels->len; i++)
        if (g_array_index(e->labels, RvPhrase, i).state != RV_PHRASE_MISSING)
            return FALSE;
    return e->labels->len > 0 && is_left_out(e);
}

static void
append_quoted(GString *list, const char *name)
{
    g_string_append(list, list->len ? ", " : "");
    /* Translators: the quotation marks of your language. */
    g_string_append_printf(list, _("“%s”"), name);
}

/* `name` is taken over. */
static void
append_wording(GString *list, char *name, const RvPhrase *phrase)
{
    append_quoted(list, name);
    if (phrase->difference)
        g_string_append_printf(list, " (%s)", phrase->difference);
    g_free(name);
}

/* Wordings of the group that are in this state, as a list for people; NULL: none. The states of its
 * question and of the one above that count too. */
static char *
wordings_in(const RvCase *c, const RvEvidence *e, RvPhraseState state)
{
    g_autoptr(GString) list = g_string_new(NULL);

    if (e->under.state == state)
        append_wording(list, rv_shorten(e->item->under), &e->under);
    if (e->phrase.state == state)
        append_wording(list, rv_item_name(c, e->item), &e->phrase);
    for (guint i = 0; i < e->labels->len; i++) {
        const RvPhrase *phrase = &g_array_index(e->labels, RvPhrase, i);
        const RvBoxSpec *spec = g_ptr_array_index(e->item->boxes, i);

        if (phrase->state == state)
            append_wording(list, rv_shorten(spec->label), phrase);
    }
    return list->len ? g_string_free(g_steal_pointer(&list), FALSE) : NULL;
}

/* Boxes in doubt, ticked or not, as a list for people; those that are only likely to be what they
 * seem are in doubt when no box is more so. */
static char *
boxes_that_are(const RvEvidence *e, RvTruth truth)
{
    GString *list = g_string_new(NULL);
    gboolean likely = truth == RV_MAYBE && !rv_assignment_of(e).maybe;

    for (guint i = 0; i < e->boxes->len; i++) {
        const RvBoxSpec *spec = g_ptr_array_index(e->item->boxes, i);
        g_autofree char *name = NULL;

        if (likely ? g_array_index(e->boxes, RvBox, i).confidence >= LIKELY
                   : rv_box_truth(e, i) != truth)
            continue;
        name = rv_shorten(spec->label);
        append_quoted(list, name);
    }
    return g_string_free(list, FALSE);
}

/* ---- findings ---------------------------------------------------------------------------- */

static char *
describe_violation(const RvCase *c, const RvEvidence *e, guint ticked_boxes)
{
    g_autofree char *name = rv_item_name(c, e->item);
    g_autofree char *ticked = boxes_that_are(e, RV_YES);
    g_autofree char *empty = boxes_that_are(e, RV_NO);

    if (e->item->rule == RV_GROUP_ALL)
        return g_strdup_printf(_("Tick all boxes for “%s”: not ticked: %s."), name, empty);
    if (!ticked_boxes)
        return e->item->rule == RV_GROUP_AT_LEAST_ONE
                   ? g_strdup_printf(_("Tick at least one box for “%s”: none is ticked."), name)
                   : g_strdup_printf(_("Tick exactly one box for “%s”: none is ticked."), name);
    return e->item->rule == RV_GROUP_AT_MOST_ONE
               ? g_strdup_printf(_("Tick at most one box for “%s”: %u are ticked (%s)."), name,
                                 ticked_boxes, ticked)
               : g_strdup_printf(_("Tick exactly one box for “%s”: %u are ticked (%s)."), name,
                                 ticked_boxes, ticked);
}

static void
report_boxes(RvCase *c, const RvEvidence *e, const RvPlace *place, const RvAssignment *assignment)
{
    g_autofree char *name = rv_item_name(c, e->item);
    g_autofree char *doubtful = boxes_that_are(e, RV_MAYBE);

    if (assignment->status == RV_STATUS_VIOLATED)
        rv_case_report(c, RV_SEVERITY_BLOCKING, e->item, place,
                       describe_violation(c, e, assignment->yes));
    else
        rv_case_report(c, RV_SEVERITY_REVIEW, e->item, place,
                       g_strdup_printf(_("For “%s”, it cannot be told which boxes are ticked: "
                                         "check on the paper: %s."),
                                       name, doubtful));
}

/* What is wrong with the wording of a group that its boxes satisfy or leave open. */
static RvStatus
check_wording(RvCase *c, const RvEvidence *e, const RvPlace *place, RvStatus status)
{
    g_autofree char *altered = wordings_in(c, e, RV_PHRASE_ALTERED);
    g_autofree char *missing = wordings_in(c, e, RV_PHRASE_MISSING);
    g_autofree char *unreadable = wordings_in(c, e, RV_PHRASE_UNREADABLE);

    if (altered)
        rv_case_report(c, RV_SEVERITY_BLOCKING, e->item, place,
                       g_strdup_printf(_("The wording of the form has been changed: %s. Restore "
                                         "the official wording."),
                                       altered));
    if (missing)
        rv_case_report(c, RV_SEVERITY_REVIEW, e->item, place,
                       g_strdup_printf(_("Not found on the form: %s. Check on the paper that it "
                                         "is there."),
                                       missing));
    if (unreadable)
        rv_case_report(c, RV_SEVERITY_REVIEW, e->item, place,
                       g_strdup_printf(_("The wording of the form cannot be read for sure: %s. "
                                         "Check it on the paper."),
                                       unreadable));
    if (altered)
        return RV_STATUS_VIOLATED;
    return (missing || unreadable) && status == RV_STATUS_SATISFIED ? RV_STATUS_UNDETERMINED
                                                                    : status;
}

/* A box that is neither ticked nor empty is for a person to look at even where it does not decide.
 */
static gboolean
has_ambiguous_box(const RvEvidence *e)
{
    for (guint i = 0; i < e->boxes->len; i++)
        if (g_array_index(e->boxes, RvBox, i).state == RV_BOX_AMBIGUOUS)
            return TRUE;
    return FALSE;
}

static RvPlace
place_of(const RvEvidence *e)
{
    if (e->phrase.place.page)
        return e->phrase.place;
    for (guint i = 0; i < e->labels->len; i++) {
        const RvPhrase *label = &g_array_index(e->labels, RvPhrase, i);

        if (label->place.page)
            return label->place;
    }
    return (RvPlace){0};
}

/* ---- the group --------------------------------------------------------------------------- */

/* Would any rule be kept? One box that is ticked keeps them all. */
static gboolean
keeps_any_rule(const RvEvidence *e)
{
    return e->boxes->len == 1 && g_array_index(e->boxes, RvBox, 0).state == RV_BOX_TICKED;
}

/* The group has to be answered: rule and wording. */
static RvStatus
judge_answers(RvCase *c, const RvEvidence *e, const RvPlace *place)
{
    g_autofree char *name = rv_item_name(c, e->item);
    RvAssignment assignment = rv_assignment_of(e);

    if (is_missing(e)) {
        rv_case_report(
            c, RV_SEVERITY_BLOCKING, e->item, NULL,
            g_strdup_printf(_("“%s” and its boxes are missing: use the official form."), name));
        return RV_STATUS_VIOLATED;
    }
    if (e->item->guessed && !keeps_any_rule(e)) {
        rv_case_report(c, RV_SEVERITY_REVIEW, e->item, place,
                       g_strdup_printf(_("The model only guesses which boxes of “%s” have to be "
                                         "ticked: check them on the paper, then the rule in the "
                                         "model."),
                                       name));
        assignment.status = RV_STATUS_UNDETERMINED;
    } else if (assignment.status != RV_STATUS_SATISFIED || has_ambiguous_box(e)) {
        report_boxes(c, e, place, &assignment);
    }
    /* What might have been left out altogether needs no complete wording. */
    if (e->item->optional_when.group && rv_ref_truth(c, &e->item->optional_when) == RV_YES)
        return assignment.status;
    return check_wording(c, e, place, assignment.status);
}

/* It is not known whether the group counts: good only when it would be good. */
static RvStatus
judge_perhaps(RvCase *c, const RvEvidence *e, const RvPlace *place)
{
    g_autofree char *name = rv_item_name(c, e->item);

    if (!is_left_out(e) && rv_assignment_of(e).status == RV_STATUS_SATISFIED)
        return judge_answers(c, e, place);
    rv_case_report(c, RV_SEVERITY_REVIEW, e->item, place,
                   g_strdup_printf(_("It cannot be told whether “%s” has to be answered: check "
                                     "on the paper the box that it depends on."),
                                   name));
    return RV_STATUS_UNDETERMINED;
}

static RvStatus
judge_left_out(RvCase *c, const RvEvidence *e, const RvPlace *place)
{
    switch (rv_ref_truth(c, &e->item->optional_when)) {
    case RV_YES:
        return RV_STATUS_NOT_APPLICABLE;
    case RV_MAYBE:
        return judge_perhaps(c, e, place);
    default:
        return judge_answers(c, e, place);
    }
}

static RvStatus
group_status(RvCase *c, const RvEvidence *e, const RvPlace *place)
{
    RvTruth applies =
        e->item->applies_when.group ? rv_ref_truth(c, &e->item->applies_when) : RV_YES;

    if (applies == RV_NO)
        return RV_STATUS_NOT_APPLICABLE;
    if (applies == RV_MAYBE)
        return judge_perhaps(c, e, place);
    return e->item->optional_when.group && is_left_out(e) ? judge_left_out(c, e, place)
                                                          : judge_answers(c, e, place);
}

void
rv_judge_group(RvCase *c, const RvEvidence *e, RvItemResult *out)
{
    out->place = place_of(e);
    out->status = group_status(c, e, &out->place);
    out->confidence = 1;
    out->margin = rv_assignment_of(e).margin;
    out->boxes = rv_box_results_new();
    for (guint i = 0; i < e->boxes->len; i++) {
        const RvBoxSpec *spec = g_ptr_array_index(e->item->boxes, i);
        RvBoxResult box = {g_strdup(spec->id), g_strdup(spec->label),
                           g_array_index(e->boxes, RvBox, i)};

        out->confidence = MIN(out->confidence, box.box.confidence);
        g_array_append_val(out->boxes, box);
    }
}

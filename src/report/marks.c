/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The result as marks on the pages of its document: a frame around each item, one around what is
 * hard to read, and all that has to be told in one note. What a colour means is said in words. */
#include "report-private.h"

#include "recevable/i18n.h"
#include "recevable/text.h"

#include <string.h>

/* Bytes of one note; viewers show no more than a screen of it. */
#define MOST_TEXT (16 * 1024)
/* Of a page whose score is better, the worst place is good enough: `score` looks for no remedy. */
#define GOOD_SCORE 90

static const struct {
    const char *label, *word;
} kinds[RV_MARK_KINDS] = {
    /* Translators: who left a note, by which viewers list and filter them. */
    [RV_MARK_GOOD] = {N_("recevable: OK"), N_("OK")},
    [RV_MARK_DOUBTFUL] = {N_("recevable: to look at"), N_("To look at")},
    [RV_MARK_LACKING] = {N_("recevable: to correct"), N_("To correct")},
    [RV_MARK_REMARK] = {N_("recevable: to know"), N_("To know")},
    [RV_MARK_HARD] = {N_("recevable: readability"), N_("Hard to read")},
    [RV_MARK_SUMMARY] = {N_("recevable: summary"), ""},
};

/* Translators: what became of an item, after its name. */
static const char *const statuses[] = {
    [RV_STATUS_PRESENT] = N_("is there"),
    [RV_STATUS_ALTERED] = N_("is altered"),
    [RV_STATUS_MISSING] = N_("is missing"),
    [RV_STATUS_UNREADABLE] = N_("cannot be read"),
    [RV_STATUS_NOT_APPLICABLE] = N_("does not apply"),
    [RV_STATUS_FILLED] = N_("is filled in"),
    [RV_STATUS_EMPTY] = N_("is empty"),
    [RV_STATUS_INVALID] = N_("is not valid"),
    [RV_STATUS_SATISFIED] = N_("is as it has to be"),
    [RV_STATUS_VIOLATED] = N_("is not as it has to be"),
    [RV_STATUS_UNDETERMINED] = N_("cannot be told"),
    [RV_STATUS_ABSENT] = N_("is not there"),
    [RV_STATUS_UNCERTAIN] = N_("is uncertain"),
};

/* ---- text ------------------------------------------------------------------------------------ */

/* One line, whatever somebody wrote on the paper. */
static void
append_line(GString *out, const char *text)
{
    g_autofree char *clean = rv_text_printable(text);

    if (out->len)
        g_string_append_c(out, '\n');
    g_string_append(out, clean);
}

/* Cut between letters. */
static char *
take_text(GString *text)
{
    g_autofree char *all = g_string_free(text, FALSE);

    if (strlen(all) <= MOST_TEXT)
        return g_steal_pointer(&all);
    *g_utf8_find_prev_char(all, all + MOST_TEXT) = 0;
    return g_strconcat(all, "…", NULL);
}

static void
add_mark(GPtrArray *marks, RvMarkKind kind, int page, const RvPt *place, char *text)
{
    RvMark *mark = g_new0(RvMark, 1);

    mark->kind = kind;
    mark->page = page;
    mark->place = *place;
    mark->label = g_strdup(_(kinds[kind].label));
    mark->text = text;
    g_ptr_array_add(marks, mark);
}

/* ---- items ----------------------------------------------------------------------------------- */

static gboolean
is_same_place(const RvPlace *a, const RvPlace *b)
{
    return a->page == b->page && memcmp(&a->pt, &b->pt, sizeof a->pt) == 0;
}

static void
append_findings(GString *text, const RvResult *result, const char *id)
{
    for (guint i = 0; i < result->findings->len; i++) {
        const RvFinding *finding = g_ptr_array_index(result->findings, i);

        if (g_strcmp0(finding->item, id) == 0)
            append_line(text, finding->message);
    }
}

static char *
text_of_item(const RvResult *result, const RvItemResult *item, RvMarkKind kind)
{
    const char *read = item->value && *item->value ? item->value : item->text;
    GString *text = g_string_new(NULL);
    /* Translators: "OK: siret is filled in". */
    g_autofree char *head =
        g_strdup_printf(_("%s: %s %s"), _(kinds[kind].word), item->id, _(statuses[item->status]));

    append_line(text, head);
    if (read && *read) {
        g_autofree char *line = g_strdup_printf(_("Read: %s"), read);

        append_line(text, line);
    }
    append_findings(text, result, item->id);
    return take_text(text);
}

static void
widen(RvPt *pt, const RvPlace *place, int page)
{
    if (place->page != page)
        return;
    pt->x0 = MIN(pt->x0, place->pt.x0);
    pt->y0 = MIN(pt->y0, place->pt.y0);
    pt->x1 = MAX(pt->x1, place->pt.x1);
    pt->y1 = MAX(pt->y1, place->pt.y1);
}

/* A table's place is its head: the lines belong to it. */
static RvPt
area_of(const RvItemResult *item)
{
    RvPt area = item->place.pt;

    for (guint i = 0; item->lines && i < item->lines->len; i++)
        widen(&area, &g_array_index(item->lines, RvLineResult, i).place, item->place.page);
    return area;
}

/* The boxes of a question that has to be looked at; where all is well its words are enough. */
static void
add_boxes(GPtrArray *marks, const RvItemResult *item, RvMarkKind kind, const char *text)
{
    for (guint i = 0; item->boxes && kind != RV_MARK_GOOD && i < item->boxes->len; i++) {
        const RvPlace *place = &g_array_index(item->boxes, RvBoxResult, i).box.place;

        if (place->page >= 1)
            add_mark(marks, kind, place->page, &place->pt, g_strdup(text));
    }
}

static void
add_items(GPtrArray *marks, const RvResult *result)
{
    for (guint i = 0; i < result->items->len; i++) {
        const RvItemResult *item = g_ptr_array_index(result->items, i);
        g_autofree char *text = NULL;
        RvMarkKind kind;
        RvPt area;

        if (item->place.page < 1 || item->status == RV_STATUS_NOT_APPLICABLE)
            continue;
        kind = rv_report_kind(result, item->id, item->status);
        area = area_of(item);
        text = text_of_item(result, item, kind);
        add_mark(marks, kind, item->place.page, &area, g_strdup(text));
        add_boxes(marks, item, kind, text);
    }
}

/* ---- findings elsewhere ---------------------------------------------------------------------- */

static gboolean
is_whole_page(const RvResult *result, const RvPlace *place)
{
    for (guint i = 0; result->readability && i < result->readability->pages->len; i++) {
        const RvPageScore *page = &g_array_index(result->readability->pages, RvPageScore, i);

        if (page->page == place->page)
            return rv_report_spans(place->pt.x0, place->pt.x1, page->width_pt) &&
                   rv_report_spans(place->pt.y0, place->pt.y1, page->height_pt);
    }
    return FALSE;
}

static gboolean
is_framed(const RvResult *result, const RvFinding *finding)
{
    for (guint i = 0; i < result->items->len; i++) {
        const RvItemResult *item = g_ptr_array_index(result->items, i);

        if (g_strcmp0(finding->item, item->id) == 0 && is_same_place(&finding->place, &item->place))
            return TRUE;
    }
    return FALSE;
}

static void
add_findings(GPtrArray *marks, const RvResult *result)
{
    for (guint i = 0; i < result->findings->len; i++) {
        const RvFinding *finding = g_ptr_array_index(result->findings, i);
        RvMarkKind kind = rv_report_kind_of(finding->severity);
        GString *text;

        if (finding->place.page < 1 || is_framed(result, finding) ||
            is_whole_page(result, &finding->place))
            continue;
        text = g_string_new(NULL);
        append_line(text, _(kinds[kind].word));
        append_line(text, finding->message);
        add_mark(marks, kind, finding->place.page, &finding->place.pt, take_text(text));
    }
}

/* ---- readability ----------------------------------------------------------------------------- */

static void
add_hard(GPtrArray *marks, int page, const RvPt *place, const char *why)
{
    GString *text = g_string_new(NULL);

    append_line(text, _(kinds[RV_MARK_HARD].word));
    append_line(text, why);
    add_mark(marks, RV_MARK_HARD, page, place, take_text(text));
}

static void
add_worst(GPtrArray *marks, const RvPageScore *page)
{
    g_autofree char *why = NULL;

    if (!page->has_worst || page->score >= GOOD_SCORE)
        return;
    why = g_strdup_printf(_("Of this place about %.0f %% of the letters can be read, less than of "
                            "the rest of the page."),
                          100 * page->worst_accuracy);
    add_hard(marks, page->page, &page->worst, why);
}

static void
add_readability(GPtrArray *marks, const RvReadability *readability)
{
    for (guint i = 0; i < readability->pages->len; i++) {
        const RvPageScore *page = &g_array_index(readability->pages, RvPageScore, i);

        for (guint k = 0; k < page->defects->len; k++) {
            const RvDefect *defect = &g_array_index(page->defects, RvDefect, k);

            if (defect->is_local)
                add_hard(marks, page->page, &defect->where, defect->advice);
        }
        add_worst(marks, page);
    }
}

/* ---- the summary ----------------------------------------------------------------------------- */

/* What people read of the result, but for what its worker does not know. */
static void
add_summary(GPtrArray *marks, const RvResult *result)
{
    RvReport report = {0};
    RvResult shown = *result;
    GString *text = g_string_new(NULL);

    shown.file = (char *)_("Frames: thin green OK, dashed amber to look at, thick red to correct, "
                           "dotted violet hard to read.");
    shown.isolation = RV_ISOLATION_FULL;
    rv_report_text(&report, &shown, text);
    add_mark(marks, RV_MARK_SUMMARY, 1, &(RvPt){0}, take_text(text));
}

GPtrArray *
rv_result_marks(const RvResult *result, gboolean with_summary)
{
    GPtrArray *marks = rv_marks_new();

    if (result->readability)
        add_readability(marks, result->readability);
    add_items(marks, result);
    add_findings(marks, result);
    if (with_summary)
        add_summary(marks, result);
    return marks;
}

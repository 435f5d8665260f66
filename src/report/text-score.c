/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The readability for people: the number, what is wrong, what to do, what would help. */
#include "report-private.h"

#include "recevable/i18n.h"

#define BULLET "  - "
#define BULLET_WIDTH 4

static void
append_bullet(GString *out, const RvReportStyle *style, const char *text)
{
    g_string_append(out, BULLET);
    rv_report_wrap(out, text, BULLET_WIDTH, style->width);
}

static const struct {
    int from;
    const char *text;
} steps[] = {
    {95, N_("all will be read")},
    {80, N_("some letters will be read wrong, every mention is safe")},
    {60, N_("most will be read, single mentions are in doubt")},
    {40, N_("mentions are in doubt")},
    {0, N_("scan it again")},
};

static const char *
meaning(int score)
{
    gsize i = 0;

    while (score < steps[i].from)
        i++;
    return _(steps[i].text);
}

static void
append_defects(GString *out, const RvPageScore *page, const RvReportStyle *style)
{
    for (guint i = 0; i < page->defects->len; i++) {
        const RvDefect *defect = &g_array_index(page->defects, RvDefect, i);
        /* Translators: what is wrong and what to do, then how bad it is. */
        g_autofree char *line =
            g_strdup_printf(_("%s (severity %.0f %%)"), defect->advice, 100 * defect->severity);

        append_bullet(out, style, line);
    }
}

static void
append_worst(GString *out, const RvPageScore *page, const RvReportStyle *style)
{
    g_autofree char *line = NULL;

    if (!page->has_worst)
        return;
    line = g_strdup_printf(_("Worst place: %.0f–%.0f mm from the left, %.0f–%.0f mm from the top: "
                             "about %.0f %% of the letters there will be read."),
                           page->worst.x0 * 25.4 / 72, page->worst.x1 * 25.4 / 72,
                           page->worst.y0 * 25.4 / 72, page->worst.y1 * 25.4 / 72,
                           100 * page->worst_accuracy);
    append_bullet(out, style, line);
}

static const char *const remedies[RV_N_AMENDS] = {
    [RV_AMEND_STRAIGHTEN] = N_("Put straight,"),
    [RV_AMEND_STRETCH] = N_("With stronger contrast,"),
    [RV_AMEND_ENLARGE] = N_("With twice the pixels,"),
};

static void
append_remedies(GString *out, const RvReadability *readability, int page,
                const RvReportStyle *style)
{
    for (guint i = 0; i < readability->remedies->len; i++) {
        const RvRemedy *remedy = &g_array_index(readability->remedies, RvRemedy, i);
        g_autoptr(GString) line = g_string_new(NULL);
        int settled = remedy->doubtful_before - remedy->doubtful_after;

        if (remedy->page != page)
            continue;
        if (remedy->score_after > remedy->score_before)
            /* Translators: what was undone, for a trial. */
            g_string_append_printf(line, _("%s it would score %d instead of %d."),
                                   _(remedies[remedy->amend]), remedy->score_after,
                                   remedy->score_before);
        else
            g_string_append(line, _(remedies[remedy->amend]));
        if (settled > 0)
            g_string_append_printf(line,
                                   P_(" %d doubtful item would be settled.",
                                      " %d doubtful items would be settled.", settled),
                                   settled);
        append_bullet(out, style, line->str);
    }
}

static void
append_page(GString *out, const RvReadability *readability, const RvPageScore *page,
            const RvReportStyle *style)
{
    g_autofree char *advice = rv_page_advice(page);

    g_string_append_printf(out, _("page %d: %d/100"), page->page, page->score);
    if (page->is_blank)
        g_string_append_printf(out, " (%s)", _("blank"));
    g_string_append_c(out, '\n');
    if (page->is_blank)
        return;
    if (advice)
        append_bullet(out, style, advice);
    append_defects(out, page, style);
    append_worst(out, page, style);
    append_remedies(out, readability, page->page, style);
}

void
rv_score_text(RvReport *report, const RvResult *result, GString *out)
{
    const RvReportStyle *style = &report->style;
    const RvReadability *readability = result->readability;

    if (report->n)
        g_string_append_c(out, '\n');
    rv_report_wrap(out, result->file, 0, 0); /* whole: people copy it */
    if (result->verdict == RV_VERDICT_ERROR) {
        append_bullet(out, style, result->error_message);
        return;
    }
    g_string_append_printf(out, _("Readability: %d/100"), readability->score);
    g_string_append_printf(out, " (%s)\n", meaning(readability->score));
    for (guint i = 0; i < readability->pages->len; i++)
        append_page(out, readability, &g_array_index(readability->pages, RvPageScore, i), style);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What to do about a page, in one sentence. */
#include "gauge/advice.h"
#include "recevable/gauge.h"
#include "recevable/i18n.h"

#include <math.h>

/* Pages from this score on are left in peace, unless a defect is that bad. */
#define GOOD_SCORE 90
#define BAD_DEFECT 0.5
/* So many defects are named, the worst. */
#define NAMED_MOST 2
/* A rectangle spans a side of the page that it covers so much of. */
#define SPANS 0.7
/* Letters that are read without loss have this x-height, pixels. */
#define GOOD_X_HEIGHT 12.0
/* Resolutions that scanners offer. */
static const int resolutions[] = {150, 200, 300, 400, 600};

void
rv_page_need_dpi(RvPageScore *page, double x_height)
{
    double needed = page->real_dpi * GOOD_X_HEIGHT / MAX(1, x_height);

    page->needed_dpi = 0;
    if (needed <= page->real_dpi * 1.05 || x_height <= 0)
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(resolutions); i++)
        if (resolutions[i] >= needed || i + 1 == G_N_ELEMENTS(resolutions)) {
            page->needed_dpi = MAX(resolutions[i], 300);
            return;
        }
}

static int
third(double from, double to, double size)
{
    double middle = (from + to) / 2;

    return middle < size / 3 ? 0 : middle < 2 * size / 3 ? 1 : 2;
}

/* Translators: where a defect is: "blur in the lower third". */
static const char *const bands[3] = {N_("in the upper third"), N_("in the middle third"),
                                     N_("in the lower third")};
static const char *const columns[3] = {N_("on the left side"), N_("in the middle column"),
                                       N_("on the right side")};
static const char *const spots[3][3] = {
    {N_("at the upper left"), N_("at the top"), N_("at the upper right")},
    {N_("at the left"), N_("in the middle"), N_("at the right")},
    {N_("at the lower left"), N_("at the bottom"), N_("at the lower right")},
};

/* NULL: all over the page. */
static const char *
place_of(const RvPageScore *page, RvPt r)
{
    double w = page->width_pt, h = page->height_pt;
    gboolean is_wide = r.x1 - r.x0 > SPANS * w, is_high = r.y1 - r.y0 > SPANS * h;
    int row = third(r.y0, r.y1, h), column = third(r.x0, r.x1, w);

    if (is_wide && is_high)
        return NULL;
    return is_wide ? _(bands[row]) : is_high ? _(columns[column]) : _(spots[row][column]);
}

static void
append_defects(GString *out, const RvPageScore *page)
{
    guint n = 0;

    for (guint i = 0; i < page->defects->len && n < NAMED_MOST; i++) {
        const RvDefect *defect = &g_array_index(page->defects, RvDefect, i);
        const char *place = defect->is_local ? place_of(page, defect->where)
                            : page->has_worst && page->defects->len == 1
                                ? place_of(page, page->worst)
                                : NULL;

        g_string_append(out, n++ ? ", " : "");
        g_string_append(out, _(rv_defect_noun(defect->type)));
        if (place)
            g_string_append_printf(out, " %s", place);
    }
}

static gboolean
has_defect(const RvPageScore *page, const char *type)
{
    for (guint i = 0; i < page->defects->len; i++)
        if (g_str_equal(g_array_index(page->defects, RvDefect, i).type, type))
            return TRUE;
    return FALSE;
}

/* Nothing else is bad: turning the page is enough. */
static gboolean
is_only_turned(const RvPageScore *page)
{
    return rv_defect_cure(g_array_index(page->defects, RvDefect, 0).type) == RV_CURE_TURN &&
           (page->defects->len == 1 ||
            g_array_index(page->defects, RvDefect, 1).severity < BAD_DEFECT);
}

/* What has to be done, by the worst defect. */
static char *
action_of(const RvPageScore *page)
{
    const RvDefect *worst = &g_array_index(page->defects, RvDefect, 0);
    RvDefectCure cure = rv_defect_cure(worst->type);

    if (page->needed_dpi && (has_defect(page, "text-too-small") || has_defect(page, "upscaled")))
        return g_strdup_printf(_("Scan page %d again at %d dpi"), page->page, page->needed_dpi);
    if (cure == RV_CURE_PRINT)
        return g_strdup_printf(_("Print page %d again"), page->page);
    return g_strdup_printf(_("Scan page %d again"), page->page);
}

char *
rv_page_advice(const RvPageScore *page)
{
    g_autofree char *action = NULL;
    GString *out;

    if (page->is_blank || !page->defects->len ||
        (page->score >= GOOD_SCORE &&
         g_array_index(page->defects, RvDefect, 0).severity < BAD_DEFECT))
        return NULL;
    if (is_only_turned(page))
        return g_strdup_printf(_("Turn page %d upright."), page->page);
    action = action_of(page);
    out = g_string_new(action);
    /* Translators: between what to do and why. */
    g_string_append(out, _(": "));
    append_defects(out, page);
    g_string_append_c(out, '.');
    return g_string_free(out, FALSE);
}

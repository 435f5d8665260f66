/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The score: 100, of which each defect takes its share. Defects multiply, so that two bad ones are
 * worse than one, and more of any measure is never better. */
#include "gauge/gauge-private.h"
#include "recevable/i18n.h"

#include <math.h>

#define SCORE_BEST 100
/* A defect of less than this is not worth a line to people; it counts all the same. */
#define NAMED 0.25

static void
defect_clear(gpointer data)
{
    g_free(((RvDefect *)data)->advice);
}

static void
page_clear(gpointer data)
{
    g_clear_pointer(&((RvPageScore *)data)->defects, g_array_unref);
}

RvReadability *
rv_readability_new(void)
{
    RvReadability *readability = g_new0(RvReadability, 1);

    readability->score = SCORE_BEST;
    readability->pages = g_array_new(FALSE, TRUE, sizeof(RvPageScore));
    g_array_set_clear_func(readability->pages, page_clear);
    return readability;
}

void
rv_readability_free(RvReadability *readability)
{
    if (!readability)
        return;
    g_array_unref(readability->pages);
    g_free(readability);
}

static void
add_defect(GArray *defects, const char *type, double severity, const char *advice)
{
    RvDefect defect = {type, severity, g_strdup(advice)};

    g_array_append_val(defects, defect);
}

/* Fills in the defects, returns the score. */
static int
weigh(const double *measures, GArray *defects)
{
    double share = 1;

    for (guint i = 0; i < rv_n_defect_rows; i++) {
        const RvDefectRow *row = &rv_defect_rows[i];
        double severity = rv_defect_severity(row, measures);

        share *= 1 - row->weight * severity;
        if (severity >= NAMED)
            add_defect(defects, row->type, severity, _(row->advice));
    }
    return (int)lround(SCORE_BEST * share);
}

/* Nothing there, and nothing that could not be seen. */
static gboolean
is_plainly_blank(const RvSheet *sheet)
{
    return sheet->is_blank && !sheet->is_unreadable && !sheet->is_damaged &&
           !rv_sheet_has_ghost(sheet);
}

void
rv_readability_add(RvReadability *readability, const RvSheet *sheet, const RvReadingHint *hint)
{
    RvPageScore page = {.page = sheet->page,
                        .score = SCORE_BEST,
                        .dpi = (int)lround(sheet->dpi),
                        .width_pt = sheet->width_pt,
                        .height_pt = sheet->height_pt,
                        .skew_deg = sheet->skew_deg,
                        .rotation = sheet->rotation,
                        .defects = g_array_new(FALSE, TRUE, sizeof(RvDefect))};

    g_array_set_clear_func(page.defects, defect_clear);
    if (is_plainly_blank(sheet)) {
        add_defect(page.defects, "blank", 0, _("The page is blank."));
    } else {
        double measures[RV_MEASURES];

        rv_measures_take(measures, sheet, hint);
        page.score = weigh(measures, page.defects);
    }
    readability->score = MIN(readability->score, page.score);
    g_array_append_val(readability->pages, page);
}

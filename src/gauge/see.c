/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All defects of a page. */
#include "gauge/broad.h"
#include "gauge/vanished.h"

static const RvDetector detectors[RV_DEFECTS] = {
    [RV_DEFECT_BLANK] = rv_see_blank,       [RV_DEFECT_DARK] = rv_see_dark,
    [RV_DEFECT_SHADOW] = rv_see_shadow,     [RV_DEFECT_GLARE] = rv_see_glare,
    [RV_DEFECT_FAINT] = rv_see_faint,       [RV_DEFECT_LOW_CONTRAST] = rv_see_low_contrast,
    [RV_DEFECT_NOISY] = rv_see_noisy,       [RV_DEFECT_SMALL] = rv_see_small,
    [RV_DEFECT_UPSCALED] = rv_see_upscaled, [RV_DEFECT_BLURRY] = rv_see_blurry,
    [RV_DEFECT_JPEG] = rv_see_jpeg,         [RV_DEFECT_DROPOUTS] = rv_see_dropouts,
    [RV_DEFECT_SKEWED] = rv_see_skewed,     [RV_DEFECT_TURNED] = rv_see_turned,
    [RV_DEFECT_WARPED] = rv_see_warped,     [RV_DEFECT_PAGE_CUT] = rv_see_page_cut,
    [RV_DEFECT_TEXT_CUT] = rv_see_text_cut, [RV_DEFECT_STREAKS] = rv_see_streaks,
    [RV_DEFECT_BLEED] = rv_see_bleed,       [RV_DEFECT_COVERED] = rv_see_covered,
};

/* Those that others ask for go first. */
static const RvDefectKind first[] = {RV_DEFECT_BLANK, RV_DEFECT_DARK,    RV_DEFECT_SHADOW,
                                     RV_DEFECT_GLARE, RV_DEFECT_STREAKS, RV_DEFECT_BLEED};

/* Under so much of these there may be print; a page without any is not blank then, for all that is
 * known. */
#define VEILED 0.3
static const RvDefectKind veils[] = {RV_DEFECT_DARK,    RV_DEFECT_SHADOW,  RV_DEFECT_GLARE,
                                     RV_DEFECT_NOISY,   RV_DEFECT_STREAKS, RV_DEFECT_COVERED,
                                     RV_DEFECT_DROPOUTS};

double
rv_ramp(double value, double fine, double bad)
{
    return CLAMP((value - fine) / (bad - fine), 0, 1);
}

/* An empty page is blank, or else its print is so pale that none is seen: not both. */
static void
settle_blank(RvExam *exam)
{
    RvSeen *seen = exam->seen;

    for (gsize i = 0; i < G_N_ELEMENTS(veils); i++)
        if (seen[veils[i]].severity >= VEILED)
            seen[RV_DEFECT_BLANK] = (RvSeen){0};
    if (seen[RV_DEFECT_BLANK].severity >= RV_BLANK)
        seen[RV_DEFECT_FAINT] = seen[RV_DEFECT_LOW_CONTRAST] = (RvSeen){0};
}

void
rv_defects_see(RvExam *exam)
{
    g_autoptr(RvBroad) broad = rv_broad_new(exam->glance);
    g_autoptr(RvPrintMap) prints = rv_print_map_new(exam);
    gboolean is_seen[RV_DEFECTS] = {FALSE};

    exam->broad = broad;
    exam->prints = prints;
    exam->vanished = rv_vanished_new(exam);
    exam->lattice = rv_lattice_find(exam->glance, exam->edges->page.width, !exam->page->is_scan);
    exam->ringing = rv_ringing_find(exam->glance);
    for (gsize i = 0; i < G_N_ELEMENTS(first); i++) {
        exam->seen[first[i]] = detectors[first[i]](exam);
        is_seen[first[i]] = TRUE;
    }
    for (int i = 0; i < RV_DEFECTS; i++)
        if (!is_seen[i])
            exam->seen[i] = detectors[i](exam);
    settle_blank(exam);
    exam->broad = NULL;
    exam->prints = NULL;
}

void
rv_exam_clear(RvExam *exam)
{
    g_clear_pointer(&exam->vanished, rv_vanished_free);
}

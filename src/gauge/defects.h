/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The defects of a page, each seen by a function of its own in the pixels as they came. */
#pragma once

#include "gauge/lattice.h"
#include "gauge/ringing.h"

typedef enum {
    RV_DEFECT_BLANK,
    RV_DEFECT_DARK,
    RV_DEFECT_SHADOW,
    RV_DEFECT_GLARE,
    RV_DEFECT_FAINT,
    RV_DEFECT_LOW_CONTRAST,
    RV_DEFECT_NOISY,
    RV_DEFECT_SMALL,
    RV_DEFECT_UPSCALED,
    RV_DEFECT_BLURRY,
    RV_DEFECT_JPEG,
    RV_DEFECT_DROPOUTS,
    RV_DEFECT_SKEWED,
    RV_DEFECT_TURNED,
    RV_DEFECT_WARPED,
    RV_DEFECT_PAGE_CUT,
    RV_DEFECT_TEXT_CUT,
    RV_DEFECT_STREAKS,
    RV_DEFECT_BLEED,
    RV_DEFECT_COVERED,
    RV_DEFECTS
} RvDefectKind;

typedef struct {
    double severity; /* 0-1: about 0.25 where it begins to be worth a word, 1 where what it lies on
                      * cannot be read */
    RvPx where;      /* small pixels; empty: all of the page */
} RvSeen;

/* A page without any print is blank to that severity. */
#define RV_BLANK 0.99

typedef struct RvBroad RvBroad;

/* A page under examination. */
typedef struct {
    const RvPage *page;
    const RvGlance *glance;
    const RvEdges *edges;
    RvLattice lattice;               /* found by rv_defects_see() */
    RvRinging ringing;               /* likewise */
    const RvBroad *broad;            /* set by rv_defects_see() for those that need it */
    const struct RvPrintMap *prints; /* light.h; NULL: whoever needs it makes it */
    struct RvVanished *vanished;     /* vanished.h; found by rv_defects_see() */
    RvSeen seen[RV_DEFECTS];         /* of those that were looked for before: see.c */
} RvExam;

typedef RvSeen (*RvDetector)(const RvExam *exam);

/* 0 up to `fine`, 1 from `bad` on (which may be the lower one), in between in proportion. */
double rv_ramp(double value, double fine, double bad);
/* Fills in exam->seen, and what is found on the way. */
void rv_defects_see(RvExam *exam);
/* Frees what was found on the way. */
void rv_exam_clear(RvExam *exam);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RvExam, rv_exam_clear)

/* blank.c, light.c, glare.c, pale.c */
RvSeen rv_see_blank(const RvExam *exam);
RvSeen rv_see_dark(const RvExam *exam);
RvSeen rv_see_shadow(const RvExam *exam);
RvSeen rv_see_glare(const RvExam *exam);
RvSeen rv_see_faint(const RvExam *exam);
RvSeen rv_see_low_contrast(const RvExam *exam);
/* noise.c, resolution.c, blur.c, jpeg.c, dropouts.c */
RvSeen rv_see_noisy(const RvExam *exam);
RvSeen rv_see_small(const RvExam *exam);
RvSeen rv_see_upscaled(const RvExam *exam);
RvSeen rv_see_blurry(const RvExam *exam);
RvSeen rv_see_jpeg(const RvExam *exam);
RvSeen rv_see_dropouts(const RvExam *exam);
/* lie.c */
RvSeen rv_see_skewed(const RvExam *exam);
RvSeen rv_see_turned(const RvExam *exam);
RvSeen rv_see_warped(const RvExam *exam);
RvSeen rv_see_page_cut(const RvExam *exam);
RvSeen rv_see_text_cut(const RvExam *exam);
/* streaks.c, bleed.c, covered.c */
RvSeen rv_see_streaks(const RvExam *exam);
RvSeen rv_see_bleed(const RvExam *exam);
RvSeen rv_see_covered(const RvExam *exam);

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of this folder share. Pictures are Leptonica's: 8 bpp is grey with 0 black, 1 bpp
 * has 1 for ink. Lengths on paper are in millimetres, see rv_pix_mm(). */
#pragma once

#include "image/pieces.h"
#include "image/pix.h"
#include "recevable/image.h"
#include "recevable/rank.h"

/* pose.c: how the page lies, and the maps that put it right. */
typedef struct {
    int width, height; /* of the grid */
    double dpi;
    RvMap to_page;     /* grid -> points of the page */
    RvMap to_source;   /* grid -> pixels of the source */
    gboolean is_flat;  /* the grid is the source's pixels, at most turned by quarters */
    gboolean is_sheet; /* a sheet of paper was found in the picture and cut out */
    int rotation;      /* in all, with the turn that was asked for */
    double skew_deg;   /* positive: the page is turned clockwise */
} RvPose;

/* `gray` holds the pixels of the page; what surrounds the paper is painted over. FALSE when no map
 * leads from them to paper. */
gboolean rv_pose_find(const RvPage *page, PIX *gray, int turn, RvPose *pose);

/* orient.c, skew.c: they look at ink at about RV_LOOK_DPI, and answer 0 or FALSE when unsure. */
#define RV_LOOK_DPI 150.0
/* 90 when lines of text run down the page, else 0. */
int rv_orient_axis(PIX *ink, double dpi);
/* Does the text of a straight page stand on its head? */
gboolean rv_orient_is_upside_down(PIX *ink, double dpi);
/* Degrees by which the lines of text hang, positive clockwise. */
double rv_skew_find(PIX *ink, double dpi);

/* paper.c: the corners of a sheet of paper that lies on something darker, in pixels of `gray` (x, y
 * pairs, clockwise from the top left). FALSE when they are not certain. */
gboolean rv_paper_find(PIX *gray, double corners[8]);

/* warp.c: the picture of the grid, from the source. 8 or 32 bpp; white where there is no source. */
PIX *rv_warp(PIX *source, const RvPose *pose);
/* The same in colour, straight from the page's pixels: 32 bpp. */
PIX *rv_warp_colors(const RvPixels *pixels, const RvPose *pose);

/* even.c */
typedef struct {
    PIX *gray;  /* the paper is near 255 */
    PIX *limit; /* the same reduced by `factor`: below it a pixel is ink */
    int factor;
    double noise; /* standard deviation of the paper's grain */
    double paper; /* brightness that one tenth of the paper is under, before it was evened */
} RvEven;
RvEven rv_even(PIX *gray, double dpi);
void rv_even_clear(RvEven *even);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RvEven, rv_even_clear)
/* 1 bpp: what is clearly darker than what surrounds it, and all that is dark. */
PIX *rv_ink(const RvEven *even);

/* crop.c: the picture itself, on the sheet's grid; 32 bpp where what is asked for is made of
 * colours, by rv_plain_grey(), pixel by pixel. Borrowed. */
PIX *rv_sheet_picture(const RvSheet *sheet, RvSheetPicture which);
guint8 rv_plain_grey(guint32 pixel, RvSheetPicture which);

/* bars.c: dark areas that hold light letters (or none): 1 bpp, their letters and all; NULL when
 * there are none. `gray` is even. */
PIX *rv_bars_find(PIX *gray, double dpi);
/* The bars and the blur of their outline. */
PIX *rv_bars_with_fringe(PIX *bars, double dpi);
/* A copy with the letters of bars dark on white. */
PIX *rv_bars_inverted(PIX *gray, PIX *bars, double dpi);

/* rules.c: finds rules in ink, appends RvSheetRule and takes them out of print. bars may be NULL.
 */
void rv_rules_remove(PIX *ink, PIX *gray, PIX *bars, PIX *print, double dpi, GArray *rules);
/* By y, then x: GCompareFunc of RvSheetRule. */
int rv_rule_compare(gconstpointer a, gconstpointer b);

/* leaders.c: marks the pieces that make leaders in gone[], appends RvPx. */
void rv_leaders_find(const RvPieces *pieces, double dpi, GArray *leaders, guint8 *gone);

/* border.c */
/* Paints white what is dark at the edges and holds no text: what lies around the paper. */
void rv_border_clear(PIX *gray, double dpi);
/* Marks the pieces that are a shadow along an edge of the sheet (pixels), or the paper's edge, in
 * gone[]. */
void rv_border_mark_shadows(const RvPieces *pieces, int width, int height, double dpi,
                            guint8 *gone);

/* teeth.c: marks the pieces that are strokes and cells of combs in gone[]; appends the sides of
 * cells that were too short for rules. */
void rv_teeth_find(const RvPieces *pieces, double dpi, GArray *rules, guint8 *gone);

/* lattice.c: the same for combs of which only some walls are left; appends those that are not. */
void rv_lattices_find(const RvPieces *pieces, double dpi, GArray *rules, guint8 *gone);

/* letters.c */
/* The pieces of ink that may be letters, at most max_mm large; NULL when there are too few. */
PIX *rv_letters_alone(PIX *ink, double dpi, double max_mm);
/* The x-height of the small print in pixels, 0 when there are no letters. */
double rv_letters_x_height(const RvPieces *pieces, double dpi);

/* text.c: turns `gray` (even, bars inverted) into the picture for reading. */
PIX *rv_text_new(PIX *gray, PIX *removed, PIX *print);

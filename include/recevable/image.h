/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stage 2, image: a page of pixels -> a sheet: upright, straight, even, with its rules and dotted
 * leaders known. Leptonica's, with boxes/ and gauge/. */
#pragma once

#include "recevable/geometry.h"
#include "recevable/pdf.h"

struct Pix; /* Leptonica's; other stages only hand it on */

/* A long straight line of print: of a table, a frame, an underline. */
typedef struct {
    RvPx box;
    gboolean horizontal;
} RvSheetRule;

/* A connected piece of print: a letter, a part of one, or several grown together. */
typedef struct {
    RvPx box;
    int area; /* pixels of ink */
} RvSheetPiece;

/* A line of text: from left to right, along a baseline that may slope and bend. Pixels of the grid,
 * not rounded. */
typedef struct {
    double left, right;
    double base, slope, bend; /* y = base + slope (x - left) + bend (x - left)^2 */
    double above, below;      /* what belongs to the line, measured from its baseline */
} RvStrip;

/* All images and rectangles of a sheet share one grid of square pixels. */
typedef struct {
    int page;                   /* number, from 1 */
    double width_pt, height_pt; /* of the page as displayed */
    int width, height;          /* of gray, ink and print, pixels */
    double dpi;        /* pixels per inch on the paper, both ways (at most RV_SHEET_MAX_DPI) */
    struct Pix *gray;  /* 8 bpp, background evened to near 255, ink dark */
    struct Pix *color; /* 32 bpp on the same grid, not evened; NULL when the page is grey */
    struct Pix *ink;   /* 1 bpp: all dark pixels, rules and leaders too */
    struct Pix *print; /* 1 bpp: ink without rules and leaders; of white-on-dark bars
                        * only the letters, as ink */
    struct Pix *text;  /* 8 bpp: gray without rules and leaders: for reading. White-on-dark bars are
                        * inverted here, so that all text is dark on light */
    double x_height;   /* of the small print, pixels, from its letters' shapes; 0 when unknown */
    GArray *pieces;    /* RvSheetPiece: what print is made of, in no order */
    GArray *rules;     /* RvSheetRule, sorted by y then x */
    GArray *leaders;   /* RvPx: runs of dots or dashes that ask to be written on, likewise */
    RvMap to_page;     /* grid -> points of the page as displayed */
    int turn;          /* that it was asked for with: 0, 90, 180, 270 */
    int rotation;      /* 0, 90, 180, 270: clockwise turn that was needed to make it upright */
    double skew_deg;   /* of the page before straightening; positive: clockwise */
    double paper;      /* brightness of the paper before its light was evened, 0-255; one tenth of
                        * the page is darker */
    double noise;      /* standard deviation of the evened paper's grain, in levels of 0-255 */
    gboolean is_bilevel;                /* was scanned in black and white, without greys */
    gboolean is_blank;                  /* no ink to speak of */
    gboolean is_damaged, is_unreadable; /* as in RvPage */
} RvSheet;

#define RV_SHEET_MAX_DPI 200.0 /* finer scans are reduced: reading and boxes gain nothing above */

/* Cleans a page up. `turn` is added to the turn that the page itself suggests (0, or 90, 180, 270
 * for another try when reading the first one made no sense). Error: INTERNAL. */
RvSheet *rv_sheet_new(const RvPage *page, int turn, GError **error);
void rv_sheet_free(RvSheet *sheet);
/* Does the rule part cells or columns at a row? FALSE for level rules, for those beside the row,
 * for the streaks that a dirty scanner draws from edge to edge, and for strokes of a pen: short,
 * and hung on no other rule. */
gboolean rv_sheet_rule_parts(const RvSheet *sheet, const RvSheetRule *rule, RvPx row);
RvPlace rv_sheet_place(const RvSheet *sheet, RvPx box);
/* mirror.c: how alike the even grey picture in an area is to itself upside down: the correlation of
 * its pixels with their mirror images, -1 to 1. */
double rv_sheet_mirrored(const RvSheet *sheet, RvPx area);
/* tint.c: the colours of an area, clipped: the mean of its ink and of the paper around that, and
 * how thick its strokes are. */
typedef struct {
    double hue;        /* degrees, 0 red, 120 green, 240 blue; of no meaning without saturation */
    double saturation; /* 0 (grey) to 1: (brightest - darkest channel) / brightest */
    double chroma;     /* 0 to 1: the same difference of 255; of dark ink saturation is noise */
} RvTint;
typedef struct {
    RvTint ink, paper; /* without saturation on a grey page */
    double stroke;     /* mean run of ink along rows, pixels; 0: there is no ink */
} RvPrintLook;
RvPrintLook rv_sheet_look(const RvSheet *sheet, RvPx area);
/* The share of an area that is ink, 0-1. */
double rv_sheet_ink(const RvSheet *sheet, RvPx area);
/* Dark pixels of print (FALSE) or of all ink (TRUE) in an area, which is clipped to the sheet. */
int rv_sheet_count_ink(const RvSheet *sheet, RvPx area, gboolean all);
/* The pictures that may be read: without rules and leaders; with them; black and white only. */
/* Without the colour of stamps and stains, of a grey page the same as GRAY. BLACK: the brightest of
 * each pixel's colours, in which all coloured ink fades and black print does not. RED: what red and
 * brown ink fades in, and black and blue print does not. */
typedef enum {
    RV_SHEET_TEXT,
    RV_SHEET_GRAY,
    RV_SHEET_PRINT,
    RV_SHEET_BLACK,
    RV_SHEET_RED,
    RV_N_SHEET_PICTURES
} RvSheetPicture;
/* The strip as a picture of its own, straight and `height` pixels high, 8 bpp: rv_strip_width()
 * bytes a row, without padding. What is outside of the sheet is white. */
int rv_strip_width(const RvStrip *strip, int height);
void rv_sheet_cut(const RvSheet *sheet, RvSheetPicture picture, const RvStrip *strip, int height,
                  guint8 *pixels);
/* An area, clipped, of one of the pictures, at the scale that Tesseract's library reads best; tells
 * that scale. NULL when nothing of it is on the sheet; else free it with rv_picture_free(). */
struct Pix *rv_sheet_crop_for_reader(const RvSheet *sheet, RvSheetPicture which, RvPx area,
                                     double *scale);
void rv_picture_free(struct Pix *pix);
/* Where the baseline is at a column of the grid, and the same strip with another left end. */
double rv_strip_base(const RvStrip *strip, double x);
void rv_strip_start_at(RvStrip *strip, double left);
/* Where a column of that picture is on the grid. */
double rv_strip_x(const RvStrip *strip, int height, double column);
/* Pixels of the grid for a length in points on the paper. */
int rv_sheet_px(const RvSheet *sheet, double points);

/* amend.c: what a page would be with one fault undone, to see what that would gain. */
typedef enum {
    RV_AMEND_STRAIGHTEN, /* turned back by a skew */
    RV_AMEND_STRETCH,    /* even light, and its darkest print black */
    RV_AMEND_ENLARGE,    /* twice as many pixels either way */
    RV_N_AMENDS
} RvAmend;
/* A copy with the fault undone; NULL when that cannot be, or would be too large. */
RvPage *rv_page_amended(const RvPage *page, RvAmend amend, double skew_deg);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvSheet, rv_sheet_free)

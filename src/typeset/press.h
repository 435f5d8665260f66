/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of typeset/ share: pages that fill from above, and how things look. All measures
 * are points (1/72 inch). */
#pragma once

#include "recevable/typeset.h"

#include <pango/pangocairo.h>

#define RV_PRESS_WIDTH 595.28
#define RV_PRESS_HEIGHT 841.89
#define RV_PRESS_SIDE 56.7 /* margin left and right: 20 mm */
#define RV_PRESS_MEASURE (RV_PRESS_WIDTH - 2 * RV_PRESS_SIDE)

/* Where a value is written. */
typedef enum { RV_BLANK_DOTS, RV_BLANK_RULE, RV_BLANK_FRAME } RvBlank;

typedef struct {
    const char *font; /* of text and values */
    double size;
    double leading; /* between things */
    RvBlank blank;
    gboolean is_banded;  /* headings on a grey band */
    gboolean is_centred; /* the title */
    double box;          /* side of a box to tick */
} RvPressStyle;

/* How a piece of text looks. */
typedef enum {
    RV_LOOK_TEXT,
    RV_LOOK_MENTION, /* blue, where that is wanted */
    RV_LOOK_HEADING,
    RV_LOOK_TITLE,
    RV_LOOK_VALUE,
    RV_LOOK_SMALL,
    RV_LOOKS
} RvLook;

typedef struct {
    cairo_t *cr;
    const RvTemplate *template_;
    const RvTypeset *how;
    const RvPressStyle *style;
    const char
        *dropped;    /* a mention that is left out, also where another wording holds it; or NULL */
    double y;        /* where the next thing begins */
    int page, pages; /* the current one, and all: 0 while they are counted */
} RvPress;

/* styles.c */
const RvPressStyle *rv_press_style(const char *name);

/* press.c: pages. */
void rv_press_begin(RvPress *press);
void rv_press_end(RvPress *press);
/* A new page when that much does not fit on this one. */
void rv_press_room(RvPress *press, double height);

/* text.c: a text of `width`, its first `marked` bytes as a mention (0: none). To be unreferenced.
 */
PangoLayout *rv_press_layout(const RvPress *press, const char *text, RvLook look, double width,
                             gsize marked);
double rv_press_height(PangoLayout *layout);
void rv_press_draw(const RvPress *press, PangoLayout *layout, double x, double y);
/* Where its last line ends: its right end, and its baseline below the layout's top. */
void rv_press_last(PangoLayout *layout, double *right, double *baseline);
/* A paragraph at the left margin, moved on. */
void rv_press_paragraph(RvPress *press, const char *text, RvLook look, gsize marked);
/* A heading, with something below it. */
void rv_press_heading(RvPress *press, const char *text, gsize marked);

/* blanks.c: the place of a value from `left` to `right` on a baseline, and the value. */
void rv_press_blank(const RvPress *press, double left, double right, double baseline,
                    const char *value);
/* A label with its blank behind it, on its last line or on the next one; to `right`. Returns its
 * height from `y`. */
double rv_press_labelled(const RvPress *press, const char *label, double x, double right, double y,
                         const char *value);
void rv_press_box(const RvPress *press, double x, double y, gboolean is_ticked);
void rv_press_sign(const RvPress *press, double x, double y, double width, double height,
                   const char *name);

/* items.c: one item, below what was there. `next`: the item after it in its section, or NULL. */
void rv_press_item(RvPress *press, const RvItem *item, const RvItem *before, const RvItem *next);
/* table.c */
void rv_press_table(RvPress *press, const RvItem *item);
/* fill.c: what is written for an id; NULL: nothing. */
const char *rv_fill_text(const RvFill *fill, const char *id);
gboolean rv_fill_is_ticked(const RvFill *fill, const char *group, const char *box);

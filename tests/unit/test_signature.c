/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the ink of a signature is looked for, and what ink is taken for, on real print. */
#include "match-case.h"

#include <check.h>
#include <math.h>

Suite *suite_signature(void);

#define LABEL "Nom et signature"
#define LABEL_X 60
#define LABEL_Y 700
#define MM (72 / 25.4)

/* ---- what is drawn; points from the bottom left of the page -------------------------------- */

/* A stroke through points that a function gives. */
static void
stroke(GString *out, double width, int n, void (*at)(double t, double *x, double *y), double x0,
       double y0, double size)
{
    for (int i = 0; i <= n; i++) {
        double x, y;

        at((double)i / n, &x, &y);
        g_string_append_printf(out, "%s%.2f %.2f %c ", i ? "" : "1 J 1 j ", x0 + x * size,
                               y0 + y * size, i ? 'l' : 'm');
    }
    g_string_append_printf(out, "%.2f w S ", width);
}

static void
scrawl(double t, double *x, double *y)
{
    *x = t + .05 * cos(40 * t);
    *y = .25 * sin(40 * t) * (1 - .5 * t);
}

static void
circle(double t, double *x, double *y)
{
    *x = .5 * cos(2 * G_PI * t);
    *y = .5 * sin(2 * G_PI * t);
}

static void
slope(double t, double *x, double *y)
{
    *x = *y = t;
}

static void
descent(double t, double *x, double *y)
{
    *x = t;
    *y = 1 - t;
}

static void
sign(GString *out, double x, double y, double wide_mm)
{
    stroke(out, 1.2, 400, scrawl, x, y, wide_mm * MM);
}

static void
frame(GString *out, double x, double y, double w, double h)
{
    g_string_append_printf(out, "1 w %g %g %g %g re S ", x, y, w, h);
}

static void
text(GString *out, double x, double y, double size, const char *words)
{
    g_string_append_printf(out, "BT /F1 %g Tf %g %g Td (%s) Tj ET ", size, x, y, words);
}

/* ---- places -------------------------------------------------------------------------------- */

static void
place_open(GString *out)
{
    (void)out;
}

/* A box that the name is written in, behind the label. */
static void
place_name_box(GString *out)
{
    frame(out, 140, 694, 160, 16);
}

/* The label's cell and the neighbour's, both as wide. */
static void
place_cells(GString *out)
{
    frame(out, 50, 590, 130, 122);
    frame(out, 180, 590, 130, 122);
}

/* The label's narrow cell, and the wide one that is signed. */
static void
place_row(GString *out)
{
    frame(out, 50, 640, 90, 75);
    frame(out, 140, 640, 220, 75);
}

/* A frame behind a label that stands in none. */
static void
place_beside(GString *out)
{
    frame(out, 140, 620, 200, 90);
}

/* A cell with its floor, and somebody else's below it. */
static void
place_floor(GString *out)
{
    frame(out, 50, 630, 260, 85);
    frame(out, 50, 545, 260, 85);
}

static const struct {
    void (*draw)(GString *out);
    double x, y; /* of the signature */
    RvInkState state;
} places[] = {
    {place_open, 70, 650, RV_INK_PRESENT},      {place_open, 160, 640, RV_INK_PRESENT},
    {place_name_box, 160, 640, RV_INK_PRESENT}, {place_cells, 60, 640, RV_INK_PRESENT},
    {place_cells, 190, 640, RV_INK_ABSENT},     {place_row, 170, 680, RV_INK_PRESENT},
    {place_beside, 160, 660, RV_INK_PRESENT},   {place_floor, 100, 665, RV_INK_PRESENT},
    {place_floor, 100, 585, RV_INK_ABSENT},
};

static RvInk
look(const char *content)
{
    g_auto(Case) c = case_new();
    g_autoptr(GString) page = g_string_new(NULL);
    RvItem *item = add_item(c.t, RV_ITEM_SIGNATURE, "signature", "s", LABEL);
    RvEvidence evidence = {.item = item};

    print_line(c.paper, 0, DRAWN_PX(LABEL_X), DRAWN_PX(842 - LABEL_Y) - HEIGHT, LABEL);
    text(page, LABEL_X, LABEL_Y, 8, LABEL);
    g_string_append(page, content);
    draw_page(c.paper, page->str);
    case_settle(&c);
    rv_signature_fill(c.index, c.targets, &evidence);
    return evidence.ink;
}

START_TEST(signatures_in_their_place)
{
    g_autoptr(GString) content = g_string_new(NULL);

    places[_i].draw(content);
    ck_assert_int_eq(look(content->str).state, RV_INK_ABSENT);
    sign(content, places[_i].x, places[_i].y, 32);
    ck_assert_int_eq(look(content->str).state, places[_i].state);
}
END_TEST

/* ---- kinds --------------------------------------------------------------------------------- */

static void
put_signature(GString *out)
{
    sign(out, 80, 640, 35);
}

static void
put_initials(GString *out)
{
    stroke(out, 1.2, 200, scrawl, 80, 640, 12 * MM);
}

static void
put_cross(GString *out)
{
    stroke(out, 1.2, 20, slope, 90, 620, 16 * MM);
    stroke(out, 1.2, 20, descent, 90, 620, 16 * MM);
}

static void
put_ring(GString *out)
{
    stroke(out, 1.5, 200, circle, 130, 640, 28 * MM);
    stroke(out, 1, 200, circle, 130, 640, 20 * MM);
    text(out, 110, 638, 9, "VILLEFICTIVE");
}

static void
put_framed_stamp(GString *out)
{
    g_string_append(out, "q .985 .17 -.17 .985 100 620 cm ");
    frame(out, 0, 0, 120, 44);
    text(out, 8, 28, 10, "HOPITAL FICTIF");
    text(out, 8, 10, 10, "La Direction");
    g_string_append(out, "Q ");
}

static void
put_ring_signed(GString *out)
{
    put_ring(out);
    sign(out, 140, 640, 45);
}

static void
put_blot(GString *out)
{
    g_string_append(out, "100 620 m 130 660 l 150 640 l 140 615 l f ");
}

static void
put_fold(GString *out)
{
    g_string_append(out, ".8 w 62 640 m 300 650 l S ");
}

static const struct {
    void (*put)(GString *out);
    RvInkState state;
    RvInkKind kind;
} kinds[] = {
    {put_signature, RV_INK_PRESENT, RV_INK_PEN},
    {put_initials, RV_INK_UNCERTAIN, RV_INK_INITIALS},
    {put_cross, RV_INK_UNCERTAIN, RV_INK_INITIALS},
    {put_ring, RV_INK_UNCERTAIN, RV_INK_STAMP},
    {put_framed_stamp, RV_INK_UNCERTAIN, RV_INK_STAMP},
    {put_ring_signed, RV_INK_PRESENT, RV_INK_PEN},
    {put_blot, RV_INK_UNCERTAIN, RV_INK_SMUDGE},
    {put_fold, RV_INK_ABSENT, RV_INK_NOTHING},
};

START_TEST(kinds_of_ink)
{
    g_autoptr(GString) content = g_string_new(NULL);
    RvInk ink;

    kinds[_i].put(content);
    ink = look(content->str);
    ck_assert_int_eq(ink.state, kinds[_i].state);
    ck_assert_str_eq(rv_ink_kind_name(ink.kind), rv_ink_kind_name(kinds[_i].kind));
    ck_assert_int_eq(ink.place.page, 1);
}
END_TEST

Suite *
suite_signature(void)
{
    Suite *suite = suite_create("signature");
    TCase *tests = tcase_create("all");

    tcase_add_loop_test(tests, signatures_in_their_place, 0, G_N_ELEMENTS(places));
    tcase_add_loop_test(tests, kinds_of_ink, 0, G_N_ELEMENTS(kinds));
    suite_add_tcase(suite, tests);
    return suite;
}

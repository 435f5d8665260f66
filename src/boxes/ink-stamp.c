/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stamps: a ring, an oval or a frame of some size, whole or in pieces, with whatever stands in it.
 */
#include "boxes/boxes-private.h"

#include <math.h>

/* Chosen while looking at what `make bench-signatures` lists; it shows what other numbers do. */

/* Stamps are so wide and high, at least and at most. */
#define WIDE_MM 14.0
#define HIGH_MM 7.0
#define WIDEST_MM 85.0
#define HIGHEST_MM 50.0
/* A stamp that a scan has broken to pieces: these lie that near to each other. Chosen: a faxed
 * stamp showed such gaps. */
#define GAP_MM 1.0
/* One looks at it from so many sides; on so many of them the first ink that is met lies that near
 * to one ellipse, or to one rectangle. Not on all: stamps are pressed unevenly. */
#define LOOKS 90
#define RING_MM 0.6
#define RING_SHARE 0.6
#define FRAME_MM 0.9
#define FRAME_SHARE 0.75
/* A frame that holds so many letters and nothing large is a stamp's, any other one a cell's; pieces
 * that are less high are letters, or lines of them that have grown together. */
#define FRAME_LETTERS 6
#define FRAME_RIM_MM 1.2
#define LETTER_LOW_MM 1.0
#define LETTER_MM 9.0
/* Stamps are turned by so many degrees at most. */
#define TURN_MOST 24.0
#define TURN_STEP 1.5
#define REFITS 5
/* So far inside of its outline, so much of a stamp is ink. */
#define RING_RIM_MM 1.5
#define RING_FILL 0.03
/* But for a ring that is seen from so many sides, which is one with nothing in it, too. */
#define RING_CLOSED 0.85
/* And for one as large as a cup: loops of the pen are smaller, or narrow. */
#define CUP_MM 17.0
/* An ellipse that reaches that much further than the ink on it is but two of its sides: of a cell.
 */
#define RING_BEYOND 1.25
/* A pen is darker than a stamp by that much, in levels of 0-255, that is, than the darkest part of
 * its outline; black stamps hide it. */
#define DARKER 35
#define DARK_PART 0.2
/* Ink that lies that far outside of the outline is the outline's still. */
#define MARGIN_MM 0.7

/* The ink of one piece, or of several that lie near each other, seen from the middle of the
 * smallest upright or leaning box around it; mm. */
typedef struct {
    PIX *ink, *whole; /* whole: with words that were read */
    double mm, x, y;  /* the middle, pixels */
    double turn, wide, high;
    RvInkPoint hits[LOOKS];
    int n;
} View;

static void
measure_turned(View *v, const RvInkPoint *points, guint n, double degrees)
{
    double a = degrees * G_PI / 180, c = cos(a), s = sin(a);
    double x0 = INFINITY, x1 = -INFINITY, y0 = INFINITY, y1 = -INFINITY, x, y;

    for (guint i = 0; i < n; i++) {
        double u = c * points[i].x + s * points[i].y, w = c * points[i].y - s * points[i].x;

        x0 = MIN(x0, u), x1 = MAX(x1, u), y0 = MIN(y0, w), y1 = MAX(y1, w);
    }
    if (v->wide > 0 && (x1 - x0) * (y1 - y0) >= v->wide * v->high)
        return;
    x = (x0 + x1) / 2;
    y = (y0 + y1) / 2;
    *v = (View){
        .ink = v->ink, .whole = v->whole, .mm = v->mm, .turn = a, .wide = x1 - x0, .high = y1 - y0};
    v->x = (c * x - s * y) * v->mm;
    v->y = (s * x + c * y) * v->mm;
}

/* The first and last ink of each row: all that the box around it depends on. */
static GArray *
rim_of(PIX *ink, double mm)
{
    GArray *rim = g_array_new(FALSE, FALSE, sizeof(RvInkPoint));

    for (int y = 0; y < pixGetHeight(ink); y++) {
        const l_uint32 *line = pixGetData(ink) + (gsize)y * pixGetWpl(ink);
        int first = -1, last = -1;

        for (int x = 0; x < pixGetWidth(ink); x++)
            if (GET_DATA_BIT(line, x)) {
                first = first < 0 ? x : first;
                last = x;
            }
        if (first >= 0) {
            RvInkPoint ends[2] = {{first / mm, y / mm}, {last / mm, y / mm}};

            g_array_append_vals(rim, ends, 2);
        }
    }
    return rim;
}

/* Looks inwards from all sides; notes the first ink, mm from the middle, along the box's sides. */
static void
look_around(View *v)
{
    double c = cos(v->turn), s = sin(v->turn);

    v->n = 0;
    for (int i = 0; i < LOOKS; i++) {
        double angle = 2 * G_PI * i / LOOKS;
        double ax = v->wide / 2 * cos(angle), ay = v->high / 2 * sin(angle);
        double step = 0.7 / v->mm / hypot(ax, ay);
        l_uint32 on = 0;

        for (double r = G_SQRT2; r > 0.3 && !on; r -= step) {
            double x = (c * ax - s * ay) * r * v->mm, y = (s * ax + c * ay) * r * v->mm;
            int px = (int)(v->x + x), py = (int)(v->y + y);

            if (px >= 0 && py >= 0 && px < pixGetWidth(v->ink) && py < pixGetHeight(v->ink))
                pixGetPixel(v->ink, px, py, &on);
            if (on)
                v->hits[v->n++] = (RvInkPoint){r * ax, r * ay};
        }
    }
}

/* The whole width and height of an ellipse; FALSE: it is none. */
static gboolean
measure_ellipse(const RvConic *conic, double *wide, double *high)
{
    const double *t = conic->term;
    double det = t[0] * t[2] - t[1] * t[1] / 4, x, y, size;

    if (t[0] <= 0 || det <= 0)
        return FALSE;
    x = (t[1] * t[4] / 4 - t[2] * t[3] / 2) / det;
    y = (t[1] * t[3] / 4 - t[0] * t[4] / 2) / det;
    size = 1 + t[0] * x * x + t[1] * x * y + t[2] * y * y;
    *wide = 2 * sqrt(size * t[2] / det);
    *high = 2 * sqrt(size * t[0] / det);
    return TRUE;
}

/* The ellipse on which most of the first ink lies: those far from it are left out, again and again.
 */
static gboolean
find_ring(const View *v, RvConic *conic, gboolean *closed)
{
    gboolean used[LOOKS];
    double x0 = INFINITY, x1 = -INFINITY, y0 = INFINITY, y1 = -INFINITY, wide, high;
    int near = 0;

    for (int i = 0; i < v->n; i++)
        used[i] = TRUE;
    for (int fit = 0; fit < REFITS; fit++) {
        double reach = RING_MM * (REFITS - fit);

        if (!rv_conic_fit(v->hits, used, v->n, conic))
            return FALSE;
        for (int i = 0; i < v->n; i++)
            used[i] = fabs(rv_conic_distance(conic, v->hits[i].x, v->hits[i].y)) <= reach;
    }
    for (int i = 0; i < v->n; i++) {
        if (!used[i])
            continue;
        near++;
        x0 = MIN(x0, v->hits[i].x), x1 = MAX(x1, v->hits[i].x);
        y0 = MIN(y0, v->hits[i].y), y1 = MAX(y1, v->hits[i].y);
    }
    *closed = near >= RING_CLOSED * LOOKS;
    return near >= RING_SHARE * LOOKS && x1 - x0 >= WIDE_MM && y1 - y0 >= HIGH_MM &&
           measure_ellipse(conic, &wide, &high) && wide <= RING_BEYOND * (x1 - x0) &&
           high <= RING_BEYOND * (y1 - y0);
}

/* Stands something in the ring? A loop of the pen may be round, too. */
static gboolean
is_filled(const View *v, const RvConic *ring)
{
    double c = cos(v->turn), s = sin(v->turn);
    int on = 0, all = 0;

    for (int y = 0; y < pixGetHeight(v->whole); y++) {
        const l_uint32 *line = pixGetData(v->whole) + (gsize)y * pixGetWpl(v->whole);

        for (int x = 0; x < pixGetWidth(v->whole); x++) {
            double dx = (x - v->x) / v->mm, dy = (y - v->y) / v->mm;

            if (rv_conic_distance(ring, c * dx + s * dy, c * dy - s * dx) > -RING_RIM_MM)
                continue;
            all++;
            on += GET_DATA_BIT(line, x);
        }
    }
    return on >= RING_FILL * all;
}

/* The ink inside of the view's box, as a picture of its own. */
static PIX *
inside_of(const View *v)
{
    PIX *inside = pixCopy(NULL, v->whole);
    double c = cos(v->turn), s = sin(v->turn);

    for (int y = 0; inside && y < pixGetHeight(inside); y++)
        for (int x = 0; x < pixGetWidth(inside); x++) {
            double dx = (x - v->x) / v->mm, dy = (y - v->y) / v->mm;

            if (fabs(c * dx + s * dy) > v->wide / 2 - FRAME_RIM_MM ||
                fabs(c * dy - s * dx) > v->high / 2 - FRAME_RIM_MM)
                pixSetPixel(inside, x, y, 0);
        }
    return inside;
}

static gboolean
holds_letters(const View *v)
{
    g_autoptr(PIX) inside = inside_of(v);
    g_autoptr(BOXA) boxes = inside ? pixConnCompBB(inside, 8) : NULL;
    int letters = 0;

    for (int i = 0; boxes && i < boxaGetCount(boxes); i++) {
        int w, h;

        boxaGetBoxGeometry(boxes, i, NULL, NULL, &w, &h);
        if (MIN(w, h) >= LETTER_MM * v->mm)
            return FALSE;
        letters += MAX(w, h) >= LETTER_LOW_MM * v->mm;
    }
    return letters >= FRAME_LETTERS;
}

static gboolean
is_frame(const View *v)
{
    int near = 0;

    for (int i = 0; i < v->n; i++)
        near += MIN(fabs(fabs(v->hits[i].x) - v->wide / 2),
                    fabs(fabs(v->hits[i].y) - v->high / 2)) <= FRAME_MM;
    return near >= FRAME_SHARE * LOOKS && v->wide >= WIDE_MM && v->high >= HIGH_MM &&
           holds_letters(v);
}

/* How far outside of the outline a point of the picture lies, mm; negative: inside. */
static double
outside_of(const View *v, const RvConic *ring, int x, int y)
{
    double c = cos(v->turn), s = sin(v->turn);
    double dx = (x - v->x) / v->mm, dy = (y - v->y) / v->mm;
    double along = c * dx + s * dy, across = c * dy - s * dx;

    return ring ? rv_conic_distance(ring, along, across)
                : MAX(fabs(along) - v->wide / 2, fabs(across) - v->high / 2);
}

static int
gray_at(const RvSheet *sheet, int x, int y)
{
    l_uint32 gray = 255;

    pixGetPixel(sheet->gray, x, y, &gray);
    return (int)gray;
}

/* Ink that is darker than this was not stamped: well below what is the dark part of the outline. */
static int
pen_gray(const View *v, const RvConic *ring, const RvSheet *sheet, int left, int top)
{
    int counts[256] = {0}, n = 0, gray = 0;

    for (int y = 0; y < pixGetHeight(v->ink); y++) {
        const l_uint32 *line = pixGetData(v->ink) + (gsize)y * pixGetWpl(v->ink);

        for (int x = 0; x < pixGetWidth(v->ink); x++)
            if (GET_DATA_BIT(line, x) && fabs(outside_of(v, ring, x, y)) <= RING_MM) {
                counts[gray_at(sheet, left + x, top + y)]++;
                n++;
            }
    }
    for (int seen = counts[0]; gray < 255 && seen < DARK_PART * n;)
        seen += counts[++gray];
    return gray - DARKER;
}

/* Takes the ink within the outline out of `ink`, which the view is a part of at (left, top), but
 * for what is darker than the stamp. */
static void
erase(PIX *ink, const View *v, const RvConic *ring, const RvInkPlace *place, RvPx box)
{
    int reach = (int)(v->mm * hypot(v->wide, v->high));
    int dark = pen_gray(v, ring, place->sheet, box.x + place->window.x, box.y + place->window.y);

    for (int y = (int)v->y - reach; y < v->y + reach; y++)
        for (int x = (int)v->x - reach; x < v->x + reach; x++) {
            int px = box.x + x, py = box.y + y;

            if (px >= 0 && py >= 0 && px < pixGetWidth(ink) && py < pixGetHeight(ink) &&
                outside_of(v, ring, x, y) <= MARGIN_MM &&
                gray_at(place->sheet, px + place->window.x, py + place->window.y) > dark)
                pixSetPixel(ink, px, py, 0);
        }
}

static gboolean
erase_stamp(PIX *ink, PIX *whole, PIX *joined, RvPx box, const RvInkPlace *place)
{
    g_autoptr(PIX) own = rv_pix_crop(ink, box);
    g_autoptr(PIX) all = rv_pix_crop(whole, box);
    g_autoptr(GArray) rim = NULL;
    View view = {.ink = own, .whole = all, .mm = place->mm};
    RvPx on_sheet = {box.x + place->window.x, box.y + place->window.y, box.w, box.h};
    gboolean labelled = rv_px_is_inside(place->label, on_sheet);
    RvConic ring;
    gboolean round, closed;

    if (!own || !all)
        return FALSE;
    pixAnd(own, own, joined);
    rim = rim_of(own, place->mm);
    for (double turn = -TURN_MOST; rim->len && turn <= TURN_MOST; turn += TURN_STEP)
        measure_turned(&view, (const RvInkPoint *)(gconstpointer)rim->data, rim->len, turn);
    if (view.wide < WIDE_MM || view.high < HIGH_MM || view.wide > WIDEST_MM ||
        view.high > HIGHEST_MM)
        return FALSE;
    look_around(&view);
    round = find_ring(&view, &ring, &closed) &&
            (closed || is_filled(&view, &ring) || MIN(view.wide, view.high) >= CUP_MM);
    if (!round && (labelled || !is_frame(&view)))
        return FALSE;
    erase(ink, &view, round ? &ring : NULL, place, box);
    return TRUE;
}

/* Looks at the pieces that those of the ink make when gaps of so many pixels are closed. */
static RvPx
erase_stamps(PIX *ink, PIX *whole, const RvInkPlace *place, int gap)
{
    g_autoptr(PIX) joined = gap ? pixDilateBrick(NULL, ink, gap, gap) : pixCopy(NULL, ink);
    g_autoptr(PIXA) pieces = NULL;
    g_autoptr(BOXA) boxes = joined ? pixConnComp(joined, &pieces, 8) : NULL;
    RvPx found = {0};

    for (int i = 0; boxes && i < boxaGetCount(boxes); i++) {
        g_autoptr(PIX) piece = pixaGetPix(pieces, i, L_CLONE);
        RvPx box, on_sheet;

        boxaGetBoxGeometry(boxes, i, &box.x, &box.y, &box.w, &box.h);
        on_sheet = (RvPx){box.x + place->window.x, box.y + place->window.y, box.w, box.h};
        if (MAX(box.w, box.h) < WIDE_MM * place->mm || MIN(box.w, box.h) < HIGH_MM * place->mm ||
            !erase_stamp(ink, whole, piece, box, place))
            continue;
        if (rv_px_is_inside(on_sheet, place->area))
            found = rv_px_union(found, on_sheet);
    }
    return found;
}

RvPx
rv_stamps_erase(PIX *ink, PIX *whole, const RvInkPlace *place)
{
    RvPx broken = erase_stamps(ink, whole, place, MAX(1, (int)(GAP_MM * place->mm)));

    /* one that has grown together with what is near is whole by itself */
    return rv_px_union(broken, erase_stamps(ink, whole, place, 0));
}

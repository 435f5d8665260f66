/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a page lies: which paper, which turn, which skew. Looked for on a small copy; the answer is a
 * pair of maps, so that the pixels are resampled once at most.
 *
 *   source pixels -> points of the page -> plane (points of upright paper) -> turn -> skew -> grid
 */
#include "image/image-private.h"

#include <math.h>

#define PT_PER_INCH 72.0
#define A4_SHORT_PT 595.28
#define A4_LONG_PT 841.89
/* A page whose long side is under A5's or over A3's is a picture put into a PDF at a resolution
 * that nobody measured: taken for A4. */
#define LONG_SIDE_MIN_PT 500.0
#define LONG_SIDE_MAX_PT 1250.0
/* Grids are never finer in all than this, whatever the resolution of the coarser axis was. */
#define GRID_MAX_PIXELS 100e6
/* Under this skew a line of A4 climbs by 0.4 mm: not worth the blur of a resampling. */
#define SKEW_NEGLIGIBLE_DEG 0.1
/* Resolutions as near as this are the same: 2481 pixels over 595.28 points is 300 dpi. */
#define DPI_SAME 0.005

/* Paper as it lies before turn and skew. */
typedef struct {
    double width, height; /* points */
    RvMap from_source;    /* source pixels -> plane */
    double dpi;           /* of the source on it */
    gboolean is_square, is_sheet;
} Plane;

static RvMap
source_to_page(const RvPage *page)
{
    return rv_map_scale(page->width_pt / MAX(1, page->pixels.width),
                        page->height_pt / MAX(1, page->pixels.height));
}

static gboolean
same_dpi(double a, double b)
{
    return fabs(a - b) <= DPI_SAME * MAX(a, b);
}

static Plane
plane_of_page(const RvPage *page)
{
    RvMap map = source_to_page(page), scale;
    double longest = MAX(page->width_pt, page->height_pt), factor = 1;
    Plane plane = {0};
    double dpi_x, dpi_y;

    if (page->is_scan && (longest < LONG_SIDE_MIN_PT || longest > LONG_SIDE_MAX_PT))
        factor = A4_LONG_PT / longest;
    scale = rv_map_scale(factor, factor);
    plane.from_source = rv_map_compose(&map, &scale);
    plane.width = page->width_pt * factor;
    plane.height = page->height_pt * factor;
    dpi_x = page->pixels.width * PT_PER_INCH / plane.width;
    dpi_y = page->pixels.height * PT_PER_INCH / plane.height;
    plane.dpi = MAX(dpi_x, dpi_y);
    plane.is_square = same_dpi(dpi_x, dpi_y);
    return plane;
}

static double
side(const double q[8], int a, int b)
{
    return hypot(q[2 * a] - q[2 * b], q[2 * a + 1] - q[2 * b + 1]);
}

/* Paper found on a desk is A4, either way round. FALSE when the corners make no map. */
static gboolean
plane_of_sheet(const double q[8], Plane *plane)
{
    double across = (side(q, 0, 1) + side(q, 3, 2)) / 2, down = (side(q, 0, 3) + side(q, 1, 2)) / 2;
    Plane p = {.width = across > down ? A4_LONG_PT : A4_SHORT_PT,
               .height = across > down ? A4_SHORT_PT : A4_LONG_PT,
               .is_sheet = TRUE};
    double to[8] = {0, 0, p.width, 0, p.width, p.height, 0, p.height};

    if (!rv_map_from_corners(q, to, &p.from_source))
        return FALSE;
    p.dpi = PT_PER_INCH * sqrt(across / p.width * down / p.height);
    *plane = p;
    return TRUE;
}

/* Adds a clockwise turn to a map into width x height. */
static RvMap
with_turn(const RvMap *map, int turn, double *width, double *height)
{
    const RvMap turns[4] = {
        {{1, 0, 0, 0, 1, 0, 0, 0, 1}},
        {{0, -1, *height, 1, 0, 0, 0, 0, 1}},
        {{-1, 0, *width, 0, -1, *height, 0, 0, 1}},
        {{0, 1, 0, -1, 0, *width, 0, 0, 1}},
    };
    double w = *width;

    if (turn % 180 != 0) {
        *width = *height;
        *height = w;
    }
    return rv_map_compose(map, &turns[turn / 90]);
}

/* Adds a rotation by -skew; width and height grow so that no corner is lost. */
static RvMap
with_skew(const RvMap *map, double skew_deg, double *width, double *height)
{
    double a = -skew_deg * G_PI / 180, c = cos(a), s = sin(a);
    double w = *width * fabs(c) + *height * fabs(s), h = *width * fabs(s) + *height * fabs(c);
    RvMap rotation = {{c, -s, w / 2 - c * *width / 2 + s * *height / 2, s, c,
                       h / 2 - s * *width / 2 - c * *height / 2, 0, 0, 1}};

    *width = w;
    *height = h;
    return rv_map_compose(map, &rotation);
}

/* The pose of a plane that has to be turned and straightened by so much. FALSE: no way back. */
static gboolean
compose(const RvPage *page, const Plane *plane, int rotation, double skew_deg, double max_dpi,
        RvPose *pose)
{
    double width = plane->width, height = plane->height;
    RvMap to_plane = with_turn(&plane->from_source, rotation, &width, &height), scale, to_page;
    gboolean straight = fabs(skew_deg) < SKEW_NEGLIGIBLE_DEG;
    double dpi = plane->dpi <= max_dpi * (1 + DPI_SAME) ? plane->dpi : max_dpi;

    if (!straight)
        to_plane = with_skew(&to_plane, skew_deg, &width, &height);
    *pose = (RvPose){.rotation = rotation, .skew_deg = skew_deg, .is_sheet = plane->is_sheet};
    dpi = MIN(dpi, PT_PER_INCH * sqrt(GRID_MAX_PIXELS / (width * height)));
    pose->is_flat = straight && plane->is_square && !plane->is_sheet && dpi >= plane->dpi;
    scale = rv_map_scale(dpi / PT_PER_INCH, dpi / PT_PER_INCH);
    to_plane = rv_map_compose(&to_plane, &scale);
    to_page = source_to_page(page);
    if (!rv_map_invert(&to_plane, &pose->to_source))
        return FALSE;
    pose->to_page = rv_map_compose(&pose->to_source, &to_page);
    pose->dpi = MIN(dpi, max_dpi);
    pose->width = MAX(1, (int)lround(width * dpi / PT_PER_INCH));
    pose->height = MAX(1, (int)lround(height * dpi / PT_PER_INCH));
    return TRUE;
}

/* The ink of a plane as it lies, at RV_LOOK_DPI or less. */
static PIX *
look_at(const RvPage *page, PIX *gray, const Plane *plane, double *dpi)
{
    RvPose pose;
    g_autoptr(PIX) look = NULL;
    g_auto(RvEven) even = {0};

    if (!compose(page, plane, 0, 0, RV_LOOK_DPI, &pose) || !(look = rv_warp(gray, &pose)))
        return NULL;
    *dpi = pose.dpi;
    if (plane->is_sheet)
        rv_border_clear(look, pose.dpi);
    even = rv_even(look, pose.dpi);
    return rv_ink(&even);
}

/* The turn and the skew that the ink suggests, and what `turn` adds to it. */
static void
find_turn(PIX *ink, double dpi, int turn, int *rotation, double *skew_deg)
{
    int axis = rv_orient_axis(ink, dpi);
    g_autoptr(PIX) lying = pixRotateOrth(ink, axis / 90), straight = NULL, other = NULL;

    *skew_deg = rv_skew_find(lying, dpi);
    straight = pixRotateShear(lying, pixGetWidth(lying) / 2, pixGetHeight(lying) / 2,
                              (l_float32)(-*skew_deg * G_PI / 180), L_BRING_IN_WHITE);
    *rotation = (axis + (rv_orient_is_upside_down(straight, dpi) ? 180 : 0) + turn) % 360;
    if (turn % 180 == 0)
        return;
    other = pixRotateOrth(ink, *rotation / 90);
    *skew_deg = rv_skew_find(other, dpi);
}

gboolean
rv_pose_find(const RvPage *page, PIX *gray, int turn, RvPose *pose)
{
    Plane plane = plane_of_page(page), sheet;
    double corners[8], dpi = 0, skew_deg = 0;
    g_autoptr(PIX) ink = NULL;
    int rotation = turn;

    if (rv_paper_find(gray, corners) && plane_of_sheet(corners, &sheet))
        plane = sheet;
    else
        rv_border_clear(gray, plane.dpi);
    ink = look_at(page, gray, &plane, &dpi);
    if (ink)
        find_turn(ink, dpi, turn, &rotation, &skew_deg);
    return compose(page, &plane, rotation, skew_deg, RV_SHEET_MAX_DPI, pose);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The images of a page: do they make it a scan, and on which grid?
 *
 * Poppler-glib gives an image's place only roughly (Poppler 22.12, seen with turned and cropped
 * pages): its sides are whole points, the longer one told as that of the image's longer side
 * whatever its turn, and the origin of the crop box is taken off twice. So only the sides are
 * used, and they are matched with the page's. */
#include "pdf-private.h"

#include <math.h>

/* One image of this share of the page and more makes it a scan; a photograph set on a page leaves
 * wider margins. */
#define SCAN_COVERAGE 0.80
/* Several images that make a page together (strips, tiles) leave no margins. */
#define STRIPS_COVERAGE 0.90
/* A side this near the page's is the page's: whole points, and rounded paper sizes. */
#define SAME_SIDE 0.01
#define SAME_SIDE_PT 1.5
/* Layers looked at: a compressed scan has a coarse background and a fine mask, both whole. */
#define MAX_LAYERS 3
/* Images decoded to know that a blank page is truly blank. */
#define MAX_PLAIN 8

/* Pixels per inch across and down the image itself, by ITU-T T.4: the only ones in use that
 * differ by about the ratio of A4's sides, squared, and so could be taken for a turned image. */
static const struct {
    double across, down;
} faxes[] = {{204, 98}, {204, 391}};
#define FAX_TOLERANCE 0.03

typedef struct {
    int id;
    double x, y, w, h; /* points, as Poppler tells them */
} Placed;

static int
by_area(gconstpointer a, gconstpointer b)
{
    const Placed *p = a, *q = b;
    double d = q->w * q->h - p->w * p->h;

    if (d == 0)
        d = p->x != q->x ? p->x - q->x : p->y - q->y;
    return (d > 0) - (d < 0);
}

/* Largest first, those of the same place together. */
static GArray *
list_images(PopplerPage *page)
{
    GList *list = poppler_page_get_image_mapping(page);
    GArray *images = g_array_new(FALSE, FALSE, sizeof(Placed));

    for (GList *at = list; at; at = at->next) {
        const PopplerImageMapping *m = at->data;
        Placed p = {m->image_id, m->area.x1, m->area.y1, fabs(m->area.x2 - m->area.x1),
                    fabs(m->area.y2 - m->area.y1)};

        if (isfinite(p.x) && isfinite(p.y) && p.w > 0 && p.h > 0)
            g_array_append_val(images, p);
    }
    poppler_page_free_image_mapping(list);
    g_array_sort(images, by_area);
    return images;
}

/* Points squared; one drawn twice at the same place counts once. */
static double
total_area(const GArray *images)
{
    double area = 0;

    for (guint i = 0; i < images->len; i++) {
        const Placed *p = &g_array_index(images, Placed, i);

        if (i == 0 || by_area(p, p - 1) != 0)
            area += p->w * p->h;
    }
    return area;
}

static gboolean
is_fax(double across, double down)
{
    for (gsize i = 0; i < G_N_ELEMENTS(faxes); i++)
        if (fabs(across / faxes[i].across - 1) < FAX_TOLERANCE &&
            fabs(down / faxes[i].down - 1) < FAX_TOLERANCE)
            return TRUE;
    return FALSE;
}

static double
unevenness(double a, double b)
{
    return MAX(a, b) / MIN(a, b);
}

/* /Rotate by a quarter, told by the sides: Poppler-glib does not give the key itself. */
static gboolean
page_is_turned(PopplerPage *page, double width_pt, double height_pt)
{
    PopplerRectangle crop = {0};

    poppler_page_get_crop_box(page, &crop);
    return fabs(crop.x2 - crop.x1 - height_pt) + fabs(crop.y2 - crop.y1 - width_pt) <
           fabs(crop.x2 - crop.x1 - width_pt) + fabs(crop.y2 - crop.y1 - height_pt);
}

/* Do the columns of an image of pw x ph pixels run across the page, which it fills with w x h
 * points? Pixels are square, but for faxes. */
static gboolean
image_is_turned(gboolean page_turned, double pw, double ph, double w, double h)
{
    double straight = unevenness(pw / w, ph / h), turned = unevenness(pw / h, ph / w);

    if (page_turned ? is_fax(pw / h * 72, ph / w * 72) : is_fax(pw / w * 72, ph / h * 72))
        return page_turned;
    return turned < straight || (turned == straight && page_turned);
}

static double
snap(double side, double page_side)
{
    return fabs(side - page_side) < MAX(SAME_SIDE * page_side, SAME_SIDE_PT) ? page_side : side;
}

static gboolean
image_size(PopplerPage *page, int id, const RvDeclared *declared, double *width, double *height)
{
    cairo_surface_t *surface = declared->width ? NULL : poppler_page_get_image(page, id);
    int w = surface ? cairo_image_surface_get_width(surface) : declared->width;
    int h = surface ? cairo_image_surface_get_height(surface) : declared->height;

    if (surface)
        cairo_surface_destroy(surface);
    *width = w;
    *height = h;
    return w > 0 && h > 0;
}

/* One image covers the page: its grid carried on to the page's edges. */
static void
take_layer(PopplerPage *page, const Placed *placed, double width_pt, double height_pt,
           const RvDeclared *declared, RvImages *images)
{
    gboolean upright = width_pt <= height_pt;
    double w = upright ? MIN(placed->w, placed->h) : MAX(placed->w, placed->h);
    double h = upright ? MAX(placed->w, placed->h) : MIN(placed->w, placed->h);
    double pw, ph, swap;

    if (!image_size(page, placed->id, declared, &pw, &ph))
        return;
    w = snap(w, width_pt);
    h = snap(h, height_pt);
    if (image_is_turned(page_is_turned(page, width_pt, height_pt), pw, ph, w, h)) {
        swap = pw;
        pw = ph;
        ph = swap;
    }
    images->id = images->cover ? -1 : placed->id;
    images->cover = TRUE;
    images->width = MAX(images->width, pw / w * width_pt);
    images->height = MAX(images->height, ph / h * height_pt);
}

/* Strips and tiles: whole points are too coarse for a strip's short side; the long one tells. */
static void
take_strip(PopplerPage *page, const Placed *placed, double width_pt, double height_pt,
           const RvDeclared *declared, RvImages *images)
{
    double side = MAX(placed->w, placed->h), pw, ph, per_pt;

    if (!image_size(page, placed->id, declared, &pw, &ph))
        return;
    side = snap(snap(side, width_pt), height_pt);
    per_pt = MAX(pw, ph) / side;
    images->id = -1;
    images->cover = TRUE;
    images->width = per_pt * width_pt;
    images->height = per_pt * height_pt;
}

gboolean
rv_page_has_image(PopplerPage *page)
{
    g_autoptr(GArray) list = list_images(page);

    return list->len > 0;
}

RvImages
rv_images_of_page(PopplerPage *page, double width_pt, double height_pt, const RvDeclared *declared)
{
    g_autoptr(GArray) list = list_images(page);
    RvImages images = {.id = -1};
    double area = width_pt * height_pt;

    for (guint i = 0; i < MIN(list->len, MAX_LAYERS); i++) {
        const Placed *p = &g_array_index(list, Placed, i);

        if (p->w * p->h >= SCAN_COVERAGE * area)
            take_layer(page, p, width_pt, height_pt, declared, &images);
    }
    if (!images.cover && list->len > 1 && total_area(list) >= STRIPS_COVERAGE * area)
        take_strip(page, &g_array_index(list, Placed, 0), width_pt, height_pt, declared, &images);
    return images;
}

cairo_surface_t *
rv_image_surface(PopplerPage *page, int id)
{
    cairo_surface_t *image = poppler_page_get_image(page, id), *paper;
    cairo_t *cr;

    if (!image)
        return NULL;
    paper = cairo_image_surface_create(CAIRO_FORMAT_RGB24, cairo_image_surface_get_width(image),
                                       cairo_image_surface_get_height(image));
    cr = cairo_create(paper);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_set_source_surface(cr, image, 0, 0);
    cairo_paint(cr);
    if (cairo_status(cr) != CAIRO_STATUS_SUCCESS || cairo_image_surface_get_width(paper) < 1 ||
        cairo_image_surface_get_height(paper) < 1)
        g_clear_pointer(&paper, cairo_surface_destroy);
    cairo_destroy(cr);
    cairo_surface_destroy(image);
    if (paper)
        cairo_surface_flush(paper);
    return paper;
}

gboolean
rv_images_are_plain(PopplerPage *page)
{
    g_autoptr(GArray) list = list_images(page);

    for (guint i = 0; i < list->len; i++) {
        g_autoptr(cairo_surface_t) surface = NULL;

        if (i == MAX_PLAIN)
            return FALSE;
        surface = rv_image_surface(page, g_array_index(list, Placed, i).id);
        if (!surface || !rv_surface_is_plain(surface))
            return FALSE;
    }
    return TRUE;
}

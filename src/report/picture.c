/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture.h"

#include "recevable/report.h"

/* Paper is one white: its grain would be most of a file's size, and tells nothing. */
#define WHITE 236
/* Of a page that is shown: 16 greys are enough to read by, and a third of the bytes of 256. */
#define LEVELS 16

static void
choose_greys(guint8 shown[256])
{
    for (int i = 0; i < 256; i++) {
        int step = (i * (LEVELS - 1) + 127) / 255;

        shown[i] = i >= WHITE ? 255 : (guint8)(step * 255 / (LEVELS - 1));
    }
}

cairo_surface_t *
rv_picture_surface(const RvPageScore *page)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, page->picture_width, page->picture_height);
    guint8 *data = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);

    cairo_surface_flush(surface);
    for (int y = 0; data && y < page->picture_height; y++) {
        guint32 *row = (guint32 *)(void *)(data + (gsize)y * (gsize)stride);

        for (int x = 0; x < page->picture_width; x++)
            row[x] = 0x010101u * page->picture[(gsize)y * (gsize)page->picture_width + (gsize)x];
    }
    cairo_surface_mark_dirty(surface);
    return surface;
}

/* Of one byte a pixel: what is a mask to cairo is a grey picture as a PNG, a third of the work. */
static cairo_surface_t *
grey_surface(const RvPageScore *page)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_A8, page->picture_width, page->picture_height);
    guint8 *data = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);
    guint8 shown[256];

    choose_greys(shown);
    cairo_surface_flush(surface);
    for (int y = 0; data && y < page->picture_height; y++) {
        const guint8 *from = page->picture + (gsize)y * (gsize)page->picture_width;
        guint8 *to = data + (gsize)y * (gsize)stride;

        for (int x = 0; x < page->picture_width; x++)
            to[x] = shown[from[x]];
    }
    cairo_surface_mark_dirty(surface);
    return surface;
}

static cairo_status_t
append(void *closure, const unsigned char *data, unsigned int length)
{
    g_string_append_len(closure, (const char *)data, length);
    return CAIRO_STATUS_SUCCESS;
}

static GBytes *
make_png(const RvPageScore *page)
{
    cairo_surface_t *surface = grey_surface(page);
    GString *out = g_string_new(NULL);
    cairo_status_t status = cairo_surface_write_to_png_stream(surface, append, out);

    cairo_surface_destroy(surface);
    if (status == CAIRO_STATUS_SUCCESS)
        return g_string_free_to_bytes(out);
    g_string_free(out, TRUE);
    return NULL;
}

GBytes *
rv_page_png(const RvPageScore *page)
{
    if (page->png)
        return g_bytes_ref(page->png);
    return page->picture ? make_png(page) : NULL;
}

void
rv_page_pack(RvPageScore *page)
{
    if (!page->picture)
        return;
    page->png = rv_page_png(page);
    g_clear_pointer(&page->picture, g_free);
}

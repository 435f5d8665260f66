/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page with one fault undone. */
#include "image/image-private.h"

#include <math.h>
#include <string.h>

/* No page is enlarged beyond that: pixels. */
#define MOST_PIXELS 40e6
/* The darkest print: so small a share of the page is darker still. */
#define DARK_RANK 0.01f
/* Print that is lighter than that, once the light is even, is no print: noise would become black.
 */
#define PRINT_MAX 235

static RvPixels
pixels_of(PIX *pix)
{
    int channels = pixGetDepth(pix) == 32 ? 3 : 1;
    RvPixels out = {.width = pixGetWidth(pix),
                    .height = pixGetHeight(pix),
                    .channels = channels,
                    .stride = pixGetWidth(pix) * channels};

    out.data = g_malloc((gsize)out.stride * (gsize)out.height);
    for (int y = 0; y < out.height; y++) {
        const l_uint32 *line = pixGetData(pix) + (gsize)y * (gsize)pixGetWpl(pix);
        guint8 *row = out.data + (gsize)y * (gsize)out.stride;

        for (int x = 0; x < out.width; x++)
            if (channels == 1) {
                row[x] = (guint8)GET_DATA_BYTE(line, x);
            } else {
                row[3 * x] = (guint8)(line[x] >> L_RED_SHIFT);
                row[3 * x + 1] = (guint8)(line[x] >> L_GREEN_SHIFT);
                row[3 * x + 2] = (guint8)(line[x] >> L_BLUE_SHIFT);
            }
    }
    return out;
}

static PIX *
straightened(PIX *pix, double skew_deg)
{
    return pixRotate(pix, (l_float32)(-skew_deg * G_PI / 180), L_ROTATE_AREA_MAP, L_BRING_IN_WHITE,
                     0, 0);
}

static PIX *
stretched(const RvPage *page)
{
    g_autoptr(PIX) gray = rv_pix_gray(&page->pixels);
    g_auto(RvEven) even = {0};
    l_uint32 dark = 0;

    if (!gray)
        return NULL;
    even = rv_even(gray, page->dpi_x);
    pixGetRankValue(even.gray, 1, DARK_RANK, &dark);
    if (dark >= PRINT_MAX)
        return NULL;
    return pixGammaTRC(NULL, even.gray, 1, (int)dark, 255);
}

static PIX *
enlarged(PIX *pix)
{
    if (4.0 * pixGetWidth(pix) * pixGetHeight(pix) > MOST_PIXELS)
        return NULL;
    return pixGetDepth(pix) == 32 ? pixScaleColorLI(pix, 2, 2) : pixScaleGrayLI(pix, 2, 2);
}

RvPage *
rv_page_amended(const RvPage *page, RvAmend amend, double skew_deg)
{
    g_autoptr(PIX) pix = rv_pix_from_pixels(&page->pixels), done = NULL;
    RvPage *out;

    if (!pix)
        return NULL;
    switch (amend) {
    case RV_AMEND_STRAIGHTEN:
        done = straightened(pix, skew_deg);
        break;
    case RV_AMEND_STRETCH:
        done = stretched(page);
        break;
    default:
        done = enlarged(pix);
    }
    if (!done)
        return NULL;
    out = g_new(RvPage, 1);
    *out = *page;
    out->pixels = pixels_of(done);
    out->text_layer = g_strdup("");
    out->dpi_x = page->dpi_x * out->pixels.width / page->pixels.width;
    out->dpi_y = page->dpi_y * out->pixels.height / page->pixels.height;
    if (amend == RV_AMEND_STRAIGHTEN) { /* it may have grown */
        out->width_pt = page->width_pt * out->pixels.width / page->pixels.width;
        out->height_pt = page->height_pt * out->pixels.height / page->pixels.height;
        out->dpi_x = page->dpi_x;
        out->dpi_y = page->dpi_y;
    }
    return out;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rescan.h"

#include "recevable/pdf.h"

#include <leptonica/allheaders.h>
#include <stdlib.h>

#define DPI 300
/* A sheet on the glass of a scanner: turned by so many degrees, its light uneven by so many levels,
 * kept as JPEG. */
#define SKEW 0.6
#define GRAIN 5.0
#define QUALITY 80
#define RADIANS 0.017453292519943295

static PIX *
pix_of(const RvPixels *pixels)
{
    PIX *pix = pixCreate(pixels->width, pixels->height, 32);

    for (int y = 0; y < pixels->height; y++) {
        const guint8 *row = pixels->data + (gsize)y * (gsize)pixels->stride;

        for (int x = 0; x < pixels->width; x++) {
            const guint8 *p = row + x * pixels->channels;

            pixSetRGBPixel(pix, x, y, p[0], p[pixels->channels > 1 ? 1 : 0],
                           p[pixels->channels > 1 ? 2 : 0]);
        }
    }
    return pix;
}

/* As it comes from a scanner. */
static PIX *
scan_of(const RvPage *page, GRand *rand)
{
    PIX *flat = pix_of(&page->pixels), *turned, *soft, *grainy;
    double skew = g_rand_double_range(rand, -SKEW, SKEW);

    turned = pixRotate(flat, (l_float32)(skew * RADIANS), L_ROTATE_AREA_MAP, L_BRING_IN_WHITE,
                       pixGetWidth(flat), pixGetHeight(flat));
    soft = pixBlockconv(turned, 1, 1);
    grainy = pixAddGaussianNoise(soft, (l_float32)GRAIN);
    pixDestroy(&flat);
    pixDestroy(&turned);
    pixDestroy(&soft);
    return grainy;
}

GBytes *
bench_rescan(GBytes *pdf, GRand *rand)
{
    g_autoptr(RvDocument) document = rv_document_open(pdf, NULL, &rv_pdf_default_limits, NULL);
    int n = rv_document_n_pages(document);
    PIXA *pages = pixaCreate(n);
    l_uint8 *bytes = NULL;
    size_t size = 0;
    GBytes *scanned;

    for (int number = 1; number <= n; number++) {
        g_autoptr(RvPage) page = rv_document_render(document, number, NULL);

        pixaAddPix(pages, scan_of(page, rand), L_INSERT);
    }
    if (pixaConvertToPdfData(pages, DPI, 1, L_JPEG_ENCODE, QUALITY, "scan", &bytes, &size))
        g_error("no scan was made");
    scanned = g_bytes_new(bytes, size);
    lept_free(bytes);
    pixaDestroy(&pages);
    return scanned;
}

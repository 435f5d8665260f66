/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawn-page.h"

#include <check.h>

static const char *const lines[] = {
    "Bon de commande pour la mise en place d'un dossier patient",
    "Le fournisseur atteste de la conformite de la prestation",
    "Montant de la prestation prise en charge par l'Etat : 120 jours",
    "La fonction est portee par un logiciel independant du dossier",
    "Les documents sont transmis avec le detail des lots installes",
};

void
write_line(PIX *pix, const char *text, int x, int y, guint value)
{
    L_BMF *font = bmfCreate(NULL, 6);
    l_int32 width, overflow;

    ck_assert_ptr_nonnull(font);
    pixSetTextline(pix, font, text, value, x, y, &width, &overflow);
    bmfDestroy(&font);
}

PIX *
white_page(int width, int height)
{
    PIX *pix = pixCreate(width, height, 8);

    pixSetAll(pix);
    return pix;
}

void
fill(PIX *pix, int x, int y, int w, int h, guint value)
{
    g_autoptr(BOX) box = boxCreate(x, y, w, h);

    pixSetInRectArbitrary(pix, box, value);
}

PIX *
text_page(void)
{
    PIX *pix = white_page(WIDTH, HEIGHT);

    for (guint i = 0; i < 25; i++)
        write_line(pix, lines[i % G_N_ELEMENTS(lines)], 150, 250 + 45 * (int)i, 0);
    return pix;
}

RvPage
drawn_page_of(PIX *pix, double width_pt, double height_pt)
{
    int width = pixGetWidth(pix), height = pixGetHeight(pix);
    RvPage page = {.number = 3,
                   .width_pt = width_pt,
                   .height_pt = height_pt,
                   .is_scan = TRUE,
                   .pixels = {g_malloc((gsize)width * height), width, height, 1, width}};

    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            l_uint32 value = 0;

            pixGetPixel(pix, x, y, &value);
            page.pixels.data[(gsize)y * width + x] = (guint8)value;
        }
    page.dpi_x = width * 72 / width_pt;
    page.dpi_y = height * 72 / height_pt;
    return page;
}

RvSheet *
sheet_of(PIX *pix, int turn)
{
    RvPage page = drawn_page_of(pix, pixGetWidth(pix) * 72.0 / DPI, pixGetHeight(pix) * 72.0 / DPI);
    RvSheet *sheet = rv_sheet_new(&page, turn, NULL);

    g_free(page.pixels.data);
    ck_assert_ptr_nonnull(sheet);
    return sheet;
}

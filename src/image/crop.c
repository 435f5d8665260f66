/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet's pictures, and parts of them for Tesseract's own reader. */
#include "image/image-private.h"

#include <math.h>

/* It does best with letters of this x-height. */
#define READER_X_HEIGHT 13.0
#define SCALE_MAX 2.0
/* Never coarser than this: 8 points have an x-height of 8 pixels there. */
#define MIN_DPI 150.0
/* Scaling by less than this changes nothing but the sharpness. */
#define SCALE_IDLE 0.1
/* Black print stays below this in all colours; ink of a colour is brighter in its own. Chosen. */
#define COLORED 150

static double
reader_scale(const RvSheet *sheet)
{
    double scale = sheet->x_height > 0 ? READER_X_HEIGHT / sheet->x_height : 1;

    scale = CLAMP(scale, MIN(1, MIN_DPI / sheet->dpi), SCALE_MAX);
    return fabs(scale - 1) < SCALE_IDLE ? 1 : scale;
}

PIX *
rv_sheet_picture(const RvSheet *sheet, RvSheetPicture which)
{
    PIX *const pictures[RV_N_SHEET_PICTURES] = {
        [RV_SHEET_TEXT] = sheet->text,
        [RV_SHEET_GRAY] = sheet->gray,
        [RV_SHEET_PRINT] = sheet->print,
        [RV_SHEET_BLACK] = sheet->color ? sheet->color : sheet->gray,
        [RV_SHEET_RED] = sheet->color ? sheet->color : sheet->gray,
    };

    return pictures[which];
}

guint8
rv_plain_grey(guint32 pixel, RvSheetPicture which)
{
    l_int32 red, green, blue;

    extractRGBValues(pixel, &red, &green, &blue);
    if (which == RV_SHEET_BLACK)
        red = MAX(red, MAX(green, blue));
    return (guint8)MIN(255, red * 255 / COLORED);
}

static PIX *
without_color(PIX *color, RvSheetPicture which)
{
    PIX *gray = pixCreate(pixGetWidth(color), pixGetHeight(color), 8);

    for (int y = 0; gray && y < pixGetHeight(color); y++) {
        const l_uint32 *from = pixGetData(color) + (gsize)y * (gsize)pixGetWpl(color);
        l_uint32 *to = pixGetData(gray) + (gsize)y * (gsize)pixGetWpl(gray);

        for (int x = 0; x < pixGetWidth(color); x++)
            SET_DATA_BYTE(to, x, rv_plain_grey(from[x], which));
    }
    return gray;
}

PIX *
rv_sheet_crop_for_reader(const RvSheet *sheet, RvSheetPicture which, RvPx area, double *scale)
{
    g_autoptr(PIX) cut = rv_pix_crop(rv_sheet_picture(sheet, which), area);
    g_autoptr(PIX) crop = cut && pixGetDepth(cut) == 32 ? without_color(cut, which)
                          : cut                         ? pixClone(cut)
                                                        : NULL;
    PIX *scaled;

    *scale = which == RV_SHEET_TEXT ? reader_scale(sheet) : 1;
    if (!crop || *scale == 1)
        return g_steal_pointer(&crop);
    scaled = pixScale(crop, (l_float32)*scale, (l_float32)*scale);
    if (scaled)
        return scaled;
    *scale = 1; /* a sliver */
    return g_steal_pointer(&crop);
}

void
rv_picture_free(PIX *pix)
{
    pixDestroy(&pix);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of a sheet's pictures for Tesseract's own reader. */
#include "image/image-private.h"

#include <math.h>

/* It does best with letters of this x-height. */
#define READER_X_HEIGHT 13.0
#define SCALE_MAX 2.0
/* Never coarser than this: 8 points have an x-height of 8 pixels there. */
#define MIN_DPI 150.0
/* Scaling by less than this changes nothing but the sharpness. */
#define SCALE_IDLE 0.1

static double
reader_scale(const RvSheet *sheet)
{
    double scale = sheet->x_height > 0 ? READER_X_HEIGHT / sheet->x_height : 1;

    scale = CLAMP(scale, MIN(1, MIN_DPI / sheet->dpi), SCALE_MAX);
    return fabs(scale - 1) < SCALE_IDLE ? 1 : scale;
}

PIX *
rv_sheet_crop_for_reader(const RvSheet *sheet, RvSheetPicture which, RvPx area, double *scale)
{
    PIX *const pictures[] = {sheet->text, sheet->gray, sheet->print};
    g_autoptr(PIX) crop = rv_pix_crop(pictures[which], area);
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

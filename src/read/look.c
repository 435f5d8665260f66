/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A second look at one area, from another image of it. No single clean-up is right: binarising
 * rescues speckle and ruins blur. */
#include "read-private.h"

/* Which image, and its scale on the grid. */
static struct Pix *
image_of_look(const RvSheet *sheet, int look, double *scale)
{
    struct Pix *const images[RV_READER_LOOKS] = {sheet->text, sheet->gray, sheet->print};

    *scale = look == 0 ? sheet->text_scale : 1.0;
    return images[look];
}

GArray *
rv_reader_look(RvReader *reader, const RvSheet *sheet, RvPx area, int look)
{
    GArray *words = rv_words_new();
    RvPx clipped = rv_px_clip(area, sheet->width, sheet->height);
    struct Pix *image;
    double scale;

    g_return_val_if_fail(look >= 0 && look < RV_READER_LOOKS, words);
    image = image_of_look(sheet, look, &scale);
    if (!image || rv_px_is_empty(clipped) || clipped.w < 3 || clipped.h < 3)
        return words;
    TessBaseAPISetImage2(reader->engine, image);
    TessBaseAPISetSourceResolution(reader->engine, (int)MAX(sheet->dpi * scale, 70));
    TessBaseAPISetPageSegMode(reader->engine, PSM_SINGLE_LINE);
    TessBaseAPISetRectangle(reader->engine, (int)(clipped.x * scale), (int)(clipped.y * scale),
                            (int)(clipped.w * scale), (int)(clipped.h * scale));
    if (TessBaseAPIRecognize(reader->engine, NULL) == 0)
        rv_engine_take_words(reader->engine, scale, 0, words);
    TessBaseAPIClear(reader->engine);
    return words;
}

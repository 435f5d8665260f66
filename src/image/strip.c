/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of text cut out of a picture for reading, along its baseline and at the height that the
 * recogniser wants. */
#include "image/image-private.h"

#include <math.h>

#define PAPER 255
/* Samples a pixel of the strip takes each way, at most: above, letters are reduced four times. */
#define MAX_SAMPLES 4
/* A strip is sharpened (unsharp mask of 3 x 3) by that much: blurred scans gain, crisp ones lose
 * nothing. The ragged edges of black and white are smoothed instead. `make bench-read` shows what
 * another amount does. */
#define SHARPEN_GREY 0.7F
#define SHARPEN_BILEVEL -0.6F

double
rv_strip_base(const RvStrip *strip, double x)
{
    double u = x - strip->left;

    return strip->base + u * (strip->slope + u * strip->bend);
}

void
rv_strip_start_at(RvStrip *strip, double left)
{
    strip->base = rv_strip_base(strip, left);
    strip->slope += 2 * strip->bend * (left - strip->left);
    strip->left = left;
}

static double
step_of(const RvStrip *strip, int height)
{
    return (strip->above + strip->below) / height;
}

int
rv_strip_width(const RvStrip *strip, int height)
{
    double step = step_of(strip, height);

    return step > 0 ? (int)((strip->right - strip->left) / step) : 0;
}

double
rv_strip_x(const RvStrip *strip, int height, double column)
{
    return strip->left + column * step_of(strip, height);
}

/* Bytes of the picture, row by row: Leptonica's are in words. */
typedef struct {
    guint8 *bytes;
    int x, y, w, h; /* the part of the picture that they show */
} Window;

static void
window_clear(Window *window)
{
    g_free(window->bytes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Window, window_clear)

static guint8
grey_at(const l_uint32 *line, int x, int depth, RvSheetPicture picture)
{
    return depth == 32  ? rv_plain_grey(line[x], picture)
           : depth == 1 ? (GET_DATA_BIT(line, x) ? 0 : PAPER)
                        : (guint8)GET_DATA_BYTE(line, x);
}

/* The part that the strip touches, white where the picture ends. */
static Window
window_of(const RvSheet *sheet, RvSheetPicture picture, const RvStrip *strip)
{
    double middle = (strip->left + strip->right) / 2;
    double ys[] = {rv_strip_base(strip, strip->left), rv_strip_base(strip, middle),
                   rv_strip_base(strip, strip->right)};
    double top = MIN(ys[0], MIN(ys[1], ys[2])) - strip->above;
    double bottom = MAX(ys[0], MAX(ys[1], ys[2])) + strip->below;
    PIX *pix = rv_sheet_picture(sheet, picture);
    int depth = pixGetDepth(pix), width = pixGetWidth(pix), height = pixGetHeight(pix);
    Window window = {.x = (int)floor(strip->left) - 2, .y = (int)floor(top) - 2};

    window.w = (int)ceil(strip->right) + 3 - window.x;
    window.h = (int)ceil(bottom) + 3 - window.y;
    window.bytes = g_malloc((gsize)window.w * (gsize)window.h);
    memset(window.bytes, PAPER, (gsize)window.w * (gsize)window.h);
    for (int y = MAX(0, -window.y); y < window.h && window.y + y < height; y++) {
        const l_uint32 *line = pixGetData(pix) + (gsize)(window.y + y) * (gsize)pixGetWpl(pix);
        guint8 *out = window.bytes + (gsize)y * (gsize)window.w;

        for (int x = MAX(0, -window.x); x < window.w && window.x + x < width; x++)
            out[x] = grey_at(line, window.x + x, depth, picture);
    }
    return window;
}

/* Between four pixels, in fixed point of 8 bits. */
static inline guint32
sample(const Window *window, int x, int y)
{
    int x0 = x >> 8, y0 = y >> 8;
    guint32 fx = (guint32)x & 255, fy = (guint32)y & 255;
    const guint8 *at;

    if (x0 < 0 || y0 < 0 || x0 + 1 >= window->w || y0 + 1 >= window->h)
        return PAPER << 16;
    at = window->bytes + (gsize)y0 * (gsize)window->w + (gsize)x0;
    return (at[0] * (256 - fx) + at[1] * fx) * (256 - fy) +
           (at[window->w] * (256 - fx) + at[window->w + 1] * fx) * fy;
}

/* One column of the strip, from its top at (x, y) on: each pixel is the mean over the square that
 * it covers, `n` samples each way. */
static void
cut_column(const Window *window, double x, double y, double step, int n, int height, int stride,
           guint8 *out)
{
    double part = step / n;

    for (int row = 0; row < height; row++, out += stride) {
        guint32 sum = 0;

        for (int v = 0; v < n; v++)
            for (int u = 0; u < n; u++)
                sum += sample(window, (int)(256 * (x + (u + 0.5) * part - 0.5)),
                              (int)(256 * (y + row * step + (v + 0.5) * part - 0.5))) >>
                       8;
        *out = (guint8)(sum / (guint32)(n * n) >> 8);
    }
}

static void
sharpen(guint8 *pixels, int width, int height, float amount)
{
    g_autofree guint8 *old = g_memdup2(pixels, (gsize)width * (gsize)height);

    for (int y = 1; y + 1 < height; y++) {
        const guint8 *at = old + (gsize)y * (gsize)width;
        guint8 *out = pixels + (gsize)y * (gsize)width;

        for (int x = 1; x + 1 < width; x++) {
            const guint8 *up = at + x - width, *on = at + x, *down = at + x + width;
            int sum =
                up[-1] + up[0] + up[1] + on[-1] + on[0] + on[1] + down[-1] + down[0] + down[1];
            float value = (float)on[0] + amount * ((float)on[0] - (float)sum / 9.0F);

            out[x] = (guint8)CLAMP(value, 0.0F, 255.0F);
        }
    }
}

void
rv_sheet_cut(const RvSheet *sheet, RvSheetPicture picture, const RvStrip *strip, int height,
             guint8 *pixels)
{
    int width = rv_strip_width(strip, height);
    double step = step_of(strip, height);
    int n = CLAMP((int)ceil(step - 0.25), 1, MAX_SAMPLES);
    g_auto(Window) window = window_of(sheet, picture, strip);

    for (int i = 0; i < width; i++) {
        double x = strip->left + i * step;
        double top = rv_strip_base(strip, x + step / 2) - strip->above;

        cut_column(&window, x - window.x, top - window.y, step, n, height, width, pixels + i);
    }
    sharpen(pixels, width, height,
            sheet->is_bilevel || picture == RV_SHEET_PRINT ? SHARPEN_BILEVEL : SHARPEN_GREY);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same printed word a second time: a word that a pen stroke crosses still shows all of its own
 * ink. So the ink of the twin must be there, and only little of the paper around it be dark. */
#include "boxes/boxes-private.h"

/* The scale of two pages of one scan differs by less. */
#define SAME_DPI 0.03
/* So much of the twin's ink must be there ... */
#define MIN_SHARE 0.84
/* ... and at most so much of its paper may be dark, by a stroke or two. */
#define MAX_EXTRA 0.4
/* Pixels that are looked at first, and how many of them must be dark to go on. */
#define PROBES 48
#define MIN_PROBES 34
#define MIN_PIXELS 60
/* Larger pictures are no words: a bound on the work. */
#define MAX_AREA 4000000
#define MAX_TWIN 40000

typedef struct {
    int w, h;
    guint8 *dark; /* a byte a pixel */
} Bytes;

typedef struct {
    gint16 x, y;
} Dot;

/* What stands in an area, its ink made `thicker` by so many pixels all
 * around. `dark` is NULL when nothing can be had. */
static Bytes
take(const RvSheet *sheet, RvPx area, int thicker)
{
    g_autoptr(PIX) part = rv_pix_crop(sheet->ink, area);
    g_autoptr(PIX) thick = NULL;
    Bytes bytes = {0};

    if (part)
        thick =
            thicker ? pixDilateBrick(NULL, part, 2 * thicker + 1, 2 * thicker + 1) : pixClone(part);
    if (!thick)
        return bytes;
    bytes.w = pixGetWidth(thick);
    bytes.h = pixGetHeight(thick);
    bytes.dark = g_new(guint8, (gsize)bytes.w * (gsize)bytes.h);
    for (int y = 0; y < bytes.h; y++) {
        const l_uint32 *line = pixGetData(thick) + (gsize)y * pixGetWpl(thick);

        for (int x = 0; x < bytes.w; x++)
            bytes.dark[(gsize)y * bytes.w + x] = GET_DATA_BIT(line, x);
    }
    return bytes;
}

/* The dots that are dark (or not), in an order in which the first few are spread all over. */
static GArray *
dots_of(const Bytes *bytes, gboolean dark)
{
    GArray *dots = g_array_new(FALSE, FALSE, sizeof(Dot));
    g_autoptr(GRand) rand = g_rand_new_with_seed(1);

    for (int y = 0; y < bytes->h; y++)
        for (int x = 0; x < bytes->w; x++)
            if (bytes->dark[(gsize)y * bytes->w + x] == dark) {
                Dot dot = {(gint16)x, (gint16)y};
                guint at = (guint)g_rand_int_range(rand, 0, (gint32)dots->len + 1);

                g_array_append_val(dots, dot);
                g_array_index(dots, Dot, dots->len - 1) = g_array_index(dots, Dot, at);
                g_array_index(dots, Dot, at) = dot;
            }
    return dots;
}

static guint
count(const Bytes *page, const GArray *dots, guint n, int x, int y)
{
    guint sum = 0;

    for (guint i = 0; i < n; i++) {
        Dot dot = g_array_index(dots, Dot, i);

        sum += page->dark[(gsize)(y + dot.y) * page->w + x + dot.x];
    }
    return sum;
}

/* The best place of the twin's ink in `page`, whose ink is one pixel thicker on each side. */
static double
search(const Bytes *thick, const Bytes *page, const GArray *ink, const GArray *paper, RvPx *found)
{
    double best = 0;

    for (int y = 0; y + found->h <= thick->h; y++)
        for (int x = 0; x + found->w <= thick->w; x++) {
            double share;

            if (count(thick, ink, PROBES, x, y) < MIN_PROBES)
                continue;
            share = (double)count(thick, ink, ink->len, x, y) / ink->len;
            if (share <= best || share < MIN_SHARE ||
                count(page, paper, paper->len, x, y) > MAX_EXTRA * paper->len)
                continue;
            best = share;
            found->x = x;
            found->y = y;
        }
    return best;
}

gboolean
rv_print_find(const RvSheet *from, RvPx twin, const RvSheet *in, RvPx area, RvPx *found,
              double *share)
{
    RvPx place = rv_px_clip(area, in->width, in->height);
    g_autofree guint8 *own = NULL, *wide = NULL, *thick_bytes = NULL, *page_bytes = NULL;
    g_autoptr(GArray) ink = NULL, paper = NULL;
    Bytes exact, around, thick, page;

    if (from->dpi < in->dpi * (1 - SAME_DPI) || from->dpi > in->dpi * (1 + SAME_DPI) ||
        (double)place.w * place.h > MAX_AREA || (double)twin.w * twin.h > MAX_TWIN)
        return FALSE;
    own = (exact = take(from, twin, 0)).dark;
    wide = (around = take(from, twin, 1)).dark;
    thick_bytes = (thick = take(in, place, 1)).dark;
    page_bytes = (page = take(in, place, 0)).dark;
    if (!own || !wide || !thick_bytes || !page_bytes)
        return FALSE;
    ink = dots_of(&exact, TRUE);
    paper = dots_of(&around, FALSE);
    if (ink->len < MIN_PIXELS)
        return FALSE;
    *found = (RvPx){0, 0, exact.w, exact.h};
    *share = search(&thick, &page, ink, paper, found);
    *found = (RvPx){place.x + found->x, place.y + found->y, twin.w, twin.h};
    return *share > 0;
}

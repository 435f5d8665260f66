/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small picture. */
#include "gauge/glance.h"

/* Black and white may be stored as nearly so. */
#define BILEVEL_SLACK 8
/* One row in so many is looked at for greys, and for colours. */
#define SAMPLE_STEP 8

/* Twice as fast where the processor has it. */
#ifdef __x86_64__
#define WIDE __attribute__((target_clones("avx2", "default")))
#else
#define WIDE
#endif

static const guint8 *
row_of(const RvPixels *pixels, int y)
{
    return pixels->data + (gsize)y * (gsize)pixels->stride;
}

const guint8 *
rv_glance_row(const RvGlance *glance, int y)
{
    return glance->luma + (gsize)y * (gsize)glance->luma_stride;
}

/* Row by row: down a column each pixel is on another page of memory. */
guint8 *
rv_glance_columns(const RvGlance *glance, const int *at, int n)
{
    gsize height = (gsize)glance->pixels->height;
    guint8 *out = g_malloc(MAX(1, (gsize)n * height));

    for (gsize y = 0; y < height; y++) {
        const guint8 *row = rv_glance_row(glance, (int)y);

        for (int i = 0; i < n; i++)
            out[(gsize)i * height + y] = row[at[i]];
    }
    return out;
}

/* Adds up a row of the real picture into the cells of a small one. */
static void
add_grays(const guint8 *restrict row, int n, int factor, guint32 *restrict sums)
{
    for (int x = 0; x < n; x++)
        for (int i = 0; i < factor; i++)
            sums[x] += row[x * factor + i];
}

/* The two factors of nearly all scans, where the loop over the cell costs more than the sum. */
WIDE static void
add_pairs(const guint8 *restrict row, int n, guint32 *restrict sums)
{
    for (int x = 0; x < n; x++)
        sums[x] += (guint32)row[2 * x] + row[2 * x + 1];
}

/* Rec. 601, as Leptonica and JPEG weigh it. */
WIDE static void
luma_row(const guint8 *restrict row, int n, guint8 *restrict out)
{
    for (int x = 0; x < n; x++)
        out[x] =
            (guint8)((row[3 * x] * 77 + row[3 * x + 1] * 150 + row[3 * x + 2] * 29 + 128) >> 8);
}

/* A grey page is its own brightness. */
static void
choose_luma(RvGlance *glance)
{
    const RvPixels *p = glance->pixels;

    glance->luma = p->data;
    glance->luma_stride = p->stride;
    if (p->channels == 1)
        return;
    glance->luma_stride = p->width;
    glance->luma = glance->own_luma = g_malloc((gsize)p->width * (gsize)p->height);
}

static const guint8 *
load_luma(RvGlance *glance, int y)
{
    const RvPixels *p = glance->pixels;

    if (glance->own_luma)
        luma_row(row_of(p, y), p->width, glance->own_luma + (gsize)y * (gsize)p->width);
    return rv_glance_row(glance, y);
}

/* How far apart the channels of the means over the cells of one row are. */
WIDE static void
spread_row(const RvGlance *glance, int y, guint8 *out)
{
    const RvPixels *p = glance->pixels;
    const guint8 *row = row_of(p, y * glance->factor);
    int factor = glance->factor;

    for (int x = 0; x < glance->width; x++) {
        const guint8 *at = row + (gsize)3 * (gsize)(x * factor);
        int r = at[0], g = at[1], b = at[2];

        out[x] = (guint8)(MAX(r, MAX(g, b)) - MIN(r, MIN(g, b)));
    }
}

/* All that is made of the colours of a row, while they are at hand. */
static void
shrink(RvGlance *glance)
{
    int factor = glance->factor, width = glance->width;
    g_autofree guint32 *sums = g_new(guint32, width);
    guint32 share = 65536u / (guint32)(factor * factor);

    for (int y = 0; y < glance->height; y++) {
        guint8 *out = glance->gray + (gsize)y * (gsize)width;

        memset(sums, 0, sizeof *sums * (gsize)width);
        for (int i = 0; i < factor; i++) {
            const guint8 *row = load_luma(glance, y * factor + i);

            if (factor == 2)
                add_pairs(row, width, sums);
            else
                add_grays(row, width, factor, sums);
        }
        for (int x = 0; x < width; x++)
            out[x] = (guint8)((sums[x] * share + 32768) >> 16);
        if (glance->chroma)
            spread_row(glance, y, glance->chroma + (gsize)y * (gsize)width);
    }
    for (int y = glance->height * factor; y < glance->pixels->height; y++)
        load_luma(glance, y);
}

static gboolean
is_bilevel(const RvGlance *glance)
{
    const RvPixels *p = glance->pixels;

    for (int y = 0; y < p->height; y += SAMPLE_STEP) {
        const guint8 *row = rv_glance_row(glance, y);

        for (int x = 0; x < p->width; x++)
            if (row[x] > BILEVEL_SLACK && row[x] < 255 - BILEVEL_SLACK)
                return FALSE;
    }
    return TRUE;
}

RvGlance *
rv_glance_new(const RvPixels *pixels)
{
    g_autoptr(RvGlance) glance = g_new0(RvGlance, 1);
    int longest = MAX(pixels->width, pixels->height);
    gsize size;

    if (!pixels->data || pixels->width < 1 || pixels->height < 1 ||
        (pixels->channels != 1 && pixels->channels != 3))
        return NULL;
    glance->pixels = pixels;
    glance->factor = CLAMP(longest / RV_GLANCE_SIDE, 1, MIN(pixels->width, pixels->height));
    glance->width = pixels->width / glance->factor;
    glance->height = pixels->height / glance->factor;
    size = (gsize)glance->width * (gsize)glance->height;
    glance->gray = g_malloc(size);
    if (pixels->channels == 3)
        glance->chroma = g_malloc(size);
    choose_luma(glance);
    shrink(glance);
    glance->is_bilevel = is_bilevel(glance);
    rv_tiles_measure(glance);
    rv_letters_find(glance);
    return g_steal_pointer(&glance);
}

void
rv_glance_free(RvGlance *glance)
{
    if (!glance)
        return;
    g_free(glance->own_luma);
    g_free(glance->gray);
    g_free(glance->chroma);
    g_free(glance->tiles);
    pixDestroy(&glance->ink);
    rv_pieces_clear(&glance->pieces);
    g_clear_pointer(&glance->letters, g_array_unref);
    g_free(glance);
}

const RvTile *
rv_glance_tile(const RvGlance *glance, int x, int y)
{
    int column = CLAMP(x / RV_GLANCE_TILE, 0, glance->columns - 1);
    int row = CLAMP(y / RV_GLANCE_TILE, 0, glance->rows - 1);

    return &glance->tiles[row * glance->columns + column];
}

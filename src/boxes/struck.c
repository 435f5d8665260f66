/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a line of print struck through? Letters leave white between them, and words leave more; a
 * stroke of a pen along the line fills it. So straight ways through the x-height are looked for
 * that are dark nearly all along. */
#include "boxes/struck-private.h"

#include "recevable/rank.h"

#include <math.h>
#include <string.h>

/* Where a stroke through letters runs, above the baseline, in x-heights: underlines are lower, and
 * what is higher runs through ascenders only. */
#define LOWEST 0.22
#define HIGHEST 0.88
/* It leaves the direction of the line by so much at most. */
#define MAX_SLANT 0.12
/* It is so dark, against the darkest tenth of the x-height (letters fill a quarter). The white
 * between letters of blurred print is lighter: bench-struck. */
#define DARK_SHARE 0.1
#define DARK 0.6
/* Where the next look begins, in x-heights. */
#define STEP 0.33
/* Short ways are full by chance where letters have grown together all along the line: half of its
 * ways then have more than so much. Clear print has 0.6, photographs out of focus 0.75. */
#define BLURRED 0.7
/* Letters lower than this, in pixels, leave no white that could be filled. */
#define LEAST_PX 3.0

static void
band_clear(RvBand *band)
{
    g_free(band->full);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RvBand, band_clear)

int
rv_band_gray(const RvBand *band, int column, int above)
{
    double x = band->line->left + column;
    int y = (int)lround(rv_strip_base(band->line, x)) - above;
    PIX *gray = band->sheet->gray;

    if (x < 0 || y < 0 || (int)x >= pixGetWidth(gray) || y >= pixGetHeight(gray))
        return 255;
    return GET_DATA_BYTE(pixGetData(gray) + (gsize)y * (gsize)pixGetWpl(gray), (int)x);
}

gboolean
rv_band_is_dark(const RvBand *band, int column, int above)
{
    return rv_band_gray(band, column, above) < band->dark;
}

int
rv_band_dark(const RvBand *band, double share)
{
    guint counts[256] = {0}, n = (guint)(band->width * band->rows), sum = 0;
    int at = 0;

    for (int x = 0; x < band->width; x++)
        for (int r = 0; r < band->rows; r++)
            counts[rv_band_gray(band, x, band->low + r)]++;
    while (at < 255 && sum + counts[at] < DARK_SHARE * n)
        sum += counts[at++];
    return 255 - (int)((255 - at) * share);
}

static RvBand
band_of(const RvSheet *sheet, const RvStrip *line, double x_height)
{
    RvBand band = {.sheet = sheet, .line = line, .x_height = x_height};

    band.low = (int)ceil(LOWEST * x_height);
    band.width = MAX((int)(line->right - line->left), 0);
    band.rows = MAX((int)(HIGHEST * x_height) - band.low + 1, 1);
    band.dark = rv_band_dark(&band, DARK);
    band.full = g_malloc0((gsize)band.width * (gsize)band.rows + 1);
    for (int x = 0; x < band.width; x++)
        for (int r = 0; r < band.rows; r++)
            band.full[(gsize)x * (gsize)band.rows + (gsize)r] =
                rv_band_is_dark(&band, x, band.low + r) ||
                rv_band_is_dark(&band, x, band.low + r + 1);
    return band;
}

static double
share_of(const RvBand *band, const RvWay *way)
{
    int n = 0;

    for (int i = 0; i < way->width; i++)
        n += band->full[(gsize)(way->from + i) * (gsize)band->rows + (gsize)rv_way_row(way, i)];
    return (double)n / way->width;
}

/* The share of columns that are full anywhere: no way has more. */
static double
most_possible(const RvBand *band, int from, int width)
{
    int n = 0;

    for (int i = 0; i < width; i++) {
        const guint8 *column = band->full + (gsize)(from + i) * (gsize)band->rows;

        n += memchr(column, 1, (gsize)band->rows) != NULL;
    }
    return (double)n / width;
}

/* The best way from a column on. */
static RvWay
best_from(const RvBand *band, int from, int width)
{
    int slant = (int)(MAX_SLANT * width) + 1;
    RvWay best = {from, width, 0, 0, 0};

    for (int first = 0; first < band->rows; first++)
        for (int last = MAX(0, first - slant); last < MIN(band->rows, first + slant + 1); last++) {
            RvWay way = {from, width, first, last, 0};

            way.share = share_of(band, &way);
            if (way.share > best.share)
                best = way;
        }
    return best;
}

/* The fullest way of that length, in x-heights, that may be a stroke; its share is 0 when there is
 * none. */
static RvWay
fullest(const RvBand *band, double length)
{
    int width = (int)(length * band->x_height), step = MAX((int)(STEP * band->x_height), 1);
    RvWay best = {0};

    for (int from = 0; width > 0 && from + width <= band->width; from += step) {
        RvWay way;

        if (most_possible(band, from, width) <= best.share)
            continue;
        way = best_from(band, from, width);
        if (way.share > best.share && !rv_way_is_bar(band, &way) && !rv_way_is_arc(band, &way))
            best = way;
    }
    return best;
}

/* The median over the line of what the best ways have. */
static double
usual_share(const RvBand *band, double length)
{
    int width = (int)(length * band->x_height);
    g_autoptr(GArray) shares = g_array_new(FALSE, FALSE, sizeof(double));

    for (int from = 0; width > 0 && from + width <= band->width; from += MAX(width / 2, 1)) {
        double share = best_from(band, from, width).share;

        g_array_append_val(shares, share);
    }
    return rv_rank_double(shares, 0.5);
}

double
rv_stroke_along(const RvSheet *sheet, const RvStrip *line, double x_height, double length)
{
    g_auto(RvBand) band = band_of(sheet, line, x_height);

    return fullest(&band, length).share;
}

double
rv_letters_joined(const RvSheet *sheet, const RvStrip *line, double x_height)
{
    g_auto(RvBand) band = band_of(sheet, line, x_height);

    return rv_band_joined(&band);
}

RvStruck
rv_print_struck(const RvSheet *sheet, const RvStrip *line, double x_height)
{
    g_auto(RvBand) band = {0};
    RvWay way;

    if (x_height < LEAST_PX)
        return RV_STRUCK_NOT;
    band = band_of(sheet, line, x_height);
    way = fullest(&band, RV_STRUCK_LONG);
    if (way.share >= RV_STRUCK_FULL)
        return rv_way_reaches_out(&band, &way) ? RV_STRUCK_PERHAPS : RV_STRUCK_SURELY;
    if (fullest(&band, RV_STRUCK_SHORT).share >= RV_STRUCK_FULL) {
        double usual = usual_share(&band, RV_STRUCK_SHORT);

        if (usual <= BLURRED || usual >= RV_STRUCK_FULL)
            return RV_STRUCK_PERHAPS;
    }
    return rv_band_is_joined(&band) ? RV_STRUCK_PERHAPS : RV_STRUCK_NOT;
}

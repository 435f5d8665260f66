/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures of boxes, all of one size and darkness, so that they can be compared: with each other,
 * and by a classifier with the boxes of other documents. */
#include "boxes/view.h"

#include "recevable/rank.h"

#include <math.h>
#include <string.h>

/* Samples across a pixel of the view: the finest sheets have three pixels for one of it. */
#define SAMPLES 3
/* Darkness of an outline below which the contrast is not raised further: faint outlines of a poor
 * scan have 0.25. */
#define LEAST_DARK 0.15
/* Of the darkness of outlines, that much is kept: coloured ink may be darker than grey outlines. */
#define MOST_DARK 1.5
/* Of so many boxes a page tells by itself what an empty one looks like. */
#define LEAST_SIBLINGS 4
/* How deep an outline is at most, pixels of the view. */
#define OUTLINE 3
/* So much darker than that of an empty box the inside may be: the darkest of so many pixels by some
 * grains of the paper, and within limits, in darkness of the outline; all of it by less. Chosen:
 * the poorest made scans leave 0.2 and 0.03. */
#define DARKEST 12
#define GRAINS 4
#define BARE_LEAST 0.06
#define BARE_MOST 0.35
#define BARE_ALL 0.08
/* Steps of darkness that are told apart. */
#define STEPS 256
/* More than that share of the boxes are unmarked at any one place. Lower: the paper's grain takes
 * the place of the outline; higher: the marks of forms most of whose boxes are ticked do. */
#define EMPTY_SHARE 0.1

/* Darkness of the evened sheet, 0-1; white outside. Every pixel of the view is the mean of a few
 * samples of the sheet: at[i] is where sample i of a row or a column is. */
static void
samples_at(double centre, double scale, int at[RV_VIEW_SIDE * SAMPLES])
{
    double from = centre - scale * RV_VIEW_SIDE / 2;

    for (int i = 0; i < RV_VIEW_SIDE * SAMPLES; i++)
        at[i] = (int)floor(from + (i + 0.5) * scale / SAMPLES);
}

static void
cut_out(const RvSheet *sheet, RvPx box, float *view)
{
    double scale = (double)MAX(box.w, box.h) / RV_VIEW_BOX;
    int xs[RV_VIEW_SIDE * SAMPLES], ys[RV_VIEW_SIDE * SAMPLES];

    samples_at(box.x + box.w / 2.0, scale, xs);
    samples_at(box.y + box.h / 2.0, scale, ys);
    for (int y = 0; y < RV_VIEW_SIDE * SAMPLES; y++) {
        const l_uint32 *line = pixGetData(sheet->gray) + (gsize)CLAMP(ys[y], 0, sheet->height - 1) *
                                                             (gsize)pixGetWpl(sheet->gray);
        float *out = view + (gsize)(y / SAMPLES) * RV_VIEW_SIDE;

        for (int x = 0; x < RV_VIEW_SIDE * SAMPLES && ys[y] >= 0 && ys[y] < sheet->height; x++)
            if (xs[x] >= 0 && xs[x] < sheet->width)
                out[x / SAMPLES] +=
                    (float)(255 - GET_DATA_BYTE(line, xs[x])) / (255 * SAMPLES * SAMPLES);
    }
}

/* Of four sides of the box in a view, the darkness of the darkest line of each. */
static double
outline_darkness(const float *view)
{
    int first = (RV_VIEW_SIDE - RV_VIEW_BOX) / 2, last = first + RV_VIEW_BOX - 1;
    int quarter = RV_VIEW_BOX / 4, n = RV_VIEW_BOX - 2 * quarter;
    double sum = 0;

    for (int side = 0; side < 4; side++) {
        double best = 0;

        for (int depth = 0; depth < 3; depth++) {
            int at = side % 2 ? last - depth : first + depth;
            double line = 0;

            for (int i = first + quarter; i < first + quarter + n; i++)
                line += view[side < 2 ? at * RV_VIEW_SIDE + i : i * RV_VIEW_SIDE + at];
            best = MAX(best, line / n);
        }
        sum += best;
    }
    return sum / 4;
}

static gboolean
is_on(const GArray *spots, guint i, int sheet)
{
    const RvBoxSpot *spot = &g_array_index(spots, RvBoxSpot, i);

    return spot->finding == RV_BOX_FOUND && (sheet < 0 || spot->sheet == sheet);
}

/* Makes the outlines of a sheet as dark as those of any other. */
static void
even_out(const GArray *spots, int sheet, double noise, RvBoxView *views)
{
    g_autoptr(GArray) dark = g_array_new(FALSE, FALSE, sizeof(double));
    double usual;

    for (guint i = 0; i < spots->len; i++) {
        double value = is_on(spots, i, sheet) ? outline_darkness(views[i].seen) : 0;

        if (value > 0)
            g_array_append_val(dark, value);
    }
    usual = MAX(rv_rank_double(dark, 0.5), LEAST_DARK);
    for (guint i = 0; i < spots->len; i++) {
        views[i].grain = is_on(spots, i, sheet) ? noise / 255 / usual : views[i].grain;
        for (int k = 0; is_on(spots, i, sheet) && k < RV_VIEW_PIXELS; k++)
            views[i].seen[k] = (float)MIN(views[i].seen[k] / usual, MOST_DARK);
    }
}

static guint
count_on(const GArray *spots, int sheet)
{
    guint n = 0;

    for (guint i = 0; i < spots->len; i++)
        n += is_on(spots, i, sheet);
    return n;
}

/* What an empty box looks like, pixel by pixel: few have a mark at any one place. */
static void
learn_empty(const GArray *spots, int sheet, const RvBoxView *views, float *empty)
{
    guint n = count_on(spots, sheet);

    for (int k = 0; k < RV_VIEW_PIXELS; k++) {
        guint counts[STEPS] = {0}, below = 0;
        int step = 0;

        for (guint i = 0; i < spots->len; i++)
            if (is_on(spots, i, sheet))
                counts[(int)(views[i].seen[k] * (float)((STEPS - 1) / MOST_DARK))]++;
        while (step < STEPS - 1 && (below += counts[step]) <= (guint)(n * EMPTY_SHARE))
            step++;
        empty[k] = (float)(step * MOST_DARK / (STEPS - 1));
    }
}

RvBoxView *
rv_views_new(const GPtrArray *sheets, const GArray *spots)
{
    RvBoxView *views = g_new0(RvBoxView, spots->len + 1);

    for (guint i = 0; i < spots->len; i++) {
        const RvBoxSpot *spot = &g_array_index(spots, RvBoxSpot, i);

        if (spot->finding == RV_BOX_FOUND)
            cut_out(g_ptr_array_index(sheets, spot->sheet), spot->frame.box, views[i].seen);
    }
    for (int sheet = 0; sheet < (int)sheets->len; sheet++)
        even_out(spots, sheet, ((const RvSheet *)g_ptr_array_index(sheets, sheet))->noise, views);
    for (int sheet = 0; sheet < (int)sheets->len; sheet++) {
        guint n = count_on(spots, sheet);
        float empty[RV_VIEW_PIXELS];

        if (n > 0)
            learn_empty(spots, n >= LEAST_SIBLINGS ? sheet : -1, views, empty);
        for (guint i = 0; n > 0 && i < spots->len; i++)
            if (is_on(spots, i, sheet))
                memcpy(views[i].empty, empty, sizeof empty);
    }
    return views;
}

gboolean
rv_view_is_bare(const RvBoxView *view)
{
    int side = RV_VIEW_BOX - 2 * OUTLINE, from = (RV_VIEW_SIDE - side) / 2, n = side * side;
    g_autoptr(GArray) more = g_array_new(FALSE, FALSE, sizeof(double));
    double all = 0, darkest = 0;

    for (int i = 0; i < n; i++) {
        int at = (from + i / side) * RV_VIEW_SIDE + from + i % side;
        double value = (double)(view->seen[at] - view->empty[at]);

        g_array_append_val(more, value);
        all += value / n;
    }
    rv_rank_double(more, 0); /* sorts them */
    for (int i = n - n / DARKEST; i < n; i++)
        darkest += g_array_index(more, double, i) / (n / DARKEST);
    return darkest < CLAMP(GRAINS * view->grain, BARE_LEAST, BARE_MOST) && all < BARE_ALL;
}

void
rv_view_enter(const RvBoxView *view, int look, RvBoxPass *pass)
{
    static const int right[RV_VIEW_LOOKS] = {0, 0, 1, -1, 0, 0, 1, -1};
    static const int down[RV_VIEW_LOOKS] = {0, 0, 0, 0, 1, -1, 1, -1};
    int last = RV_VIEW_SIDE - 1;

    for (int k = 0; k < RV_VIEW_PIXELS; k++) {
        int x = k % RV_VIEW_SIDE, y = CLAMP(k / RV_VIEW_SIDE + down[look], 0, last), from;

        x = CLAMP((look % 2 ? last - x : x) + right[look], 0, last);
        from = y * RV_VIEW_SIDE + x;
        pass->in[RV_NET_IN * k] = view->seen[from];
        pass->in[RV_NET_IN * k + 1] = view->seen[from] - view->empty[from];
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How high the small letters of the page are, and which are its own. */
#include "gauge/glance.h"

#include <math.h>

/* Of the letters so many are lower than what is taken for the x-height: dots and broken pieces. */
#define X_RANK 0.18
/* Wider pieces are words grown together; rows with so much of their fullest row's ink make up their
 * x-height. */
#define WORD_SHAPE 1.8
#define WORD_ROW 0.5
/* Degrees up to which lines have rows. */
#define LEVEL 5
/* The depth of dark letters, which may be few beside those that shine through; letters of less than
 * this share of it do not tell the x-height, and those of less than that are none. */
#define DEEP_RANK 0.95
#define DEEP_SHARE 0.35
#define TRACE_SHARE 0.2

/* Of words grown together on level lines, from the ink of their rows. */
static void
measure_words(const RvGlance *glance, int *heights)
{
    const GArray *pieces = glance->pieces.pieces, *runs = glance->pieces.runs;
    g_autofree guint *rows = NULL, *starts = g_new(guint, pieces->len + 1);
    guint n = 0;

    for (guint i = 0; i < pieces->len; i++) {
        starts[i] = n;
        n += heights[i] ? (guint)g_array_index(pieces, RvPiece, i).box.h : 0;
    }
    rows = g_new0(guint, n + 1);
    for (guint i = 0; i < runs->len; i++) {
        const RvRun *run = &g_array_index(runs, RvRun, i);

        if (heights[run->piece])
            rows[starts[run->piece] +
                 (guint)(run->y - g_array_index(pieces, RvPiece, run->piece).box.y)] +=
                (guint)(run->x1 - run->x0);
    }
    for (guint i = 0; i < pieces->len; i++) {
        int h = heights[i] ? g_array_index(pieces, RvPiece, i).box.h : 0, full = 0;
        guint most = 0;

        for (int y = 0; y < h; y++)
            most = MAX(most, rows[starts[i] + (guint)y]);
        for (int y = 0; y < h; y++)
            full += rows[starts[i] + (guint)y] >= WORD_ROW * most;
        heights[i] = full;
    }
}

/* The box of a letter that stands askew is larger than the letter: about square, so that both of
 * its sides add to it. */
static double
upright_height(RvPx box, double skew_deg, gboolean is_lying)
{
    double a = fabs(skew_deg) * G_PI / 180, h = is_lying ? box.w : box.h;

    return h / (cos(a) + 0.8 * sin(a));
}

typedef struct {
    double height;
    double weight;
} Height;

static int
compare_heights(gconstpointer a, gconstpointer b)
{
    const Height *h = a, *i = b;

    return (h->height > i->height) - (h->height < i->height);
}

/* By the volume that they would have: specks and dots of leaders are many, and small. */
static double
weighted_rank(GArray *heights, double share)
{
    double all = 0, seen = 0;

    g_array_sort(heights, compare_heights);
    for (guint i = 0; i < heights->len; i++)
        all += g_array_index(heights, Height, i).weight;
    for (guint i = 0; i < heights->len; i++) {
        const Height *h = &g_array_index(heights, Height, i);

        if ((seen += h->weight) > share * all)
            return h->height;
    }
    return 0;
}

/* From the paper to the darkest of the letter's middle row. */
static int
depth_of(const RvGlance *glance, RvPx box)
{
    int y = rv_px_centre_y(box), darkest = 255;
    const guint8 *row = glance->gray + (gsize)y * (gsize)glance->width;

    for (int x = box.x; x < rv_px_right(box); x++)
        darkest = MIN(darkest, row[x]);
    return MAX(0, rv_glance_tile(glance, rv_px_centre_x(box), y)->paper - darkest);
}

/* Of the dark letters' depths, what the letters that count have at least. */
static int
least_depth(const RvGlance *glance, guint8 *depths, double share)
{
    guint counts[256] = {0}, n = 0;
    int level = 0;

    for (guint i = 0; i < glance->letters->len; i++) {
        depths[i] = (guint8)depth_of(glance, g_array_index(glance->letters, RvLetter, i).box);
        counts[depths[i]]++;
    }
    while (level < 255 && (n += counts[level]) <= DEEP_RANK * glance->letters->len)
        level++;
    return (int)(share * level);
}

/* What shines through from the back, and traces, are no letters of this page. */
static void
drop_traces(RvGlance *glance)
{
    g_autofree guint8 *depths = g_malloc(glance->letters->len + 1);
    g_autofree int *kept = g_new(int, glance->letters->len + 1);
    int least = least_depth(glance, depths, TRACE_SHARE), n = 0;

    for (guint i = 0; i < glance->letters->len; i++)
        kept[i] = depths[i] < least ? -1 : n++;
    for (guint i = 0; i < glance->letters->len; i++) {
        RvLetter letter = g_array_index(glance->letters, RvLetter, i);

        if (kept[i] < 0)
            continue;
        letter.mate = letter.mate < 0 ? -1 : kept[letter.mate];
        g_array_index(glance->letters, RvLetter, kept[i]) = letter;
    }
    g_array_set_size(glance->letters, (guint)n);
}

void
rv_x_height_measure(RvGlance *glance)
{
    g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(Height));
    g_autofree int *words = g_new0(int, glance->pieces.pieces->len + 1);
    g_autofree guint8 *depths = g_malloc(glance->letters->len + 1);
    int least;
    gboolean is_level = !glance->is_lying && fabs(glance->skew_deg) < LEVEL;

    drop_traces(glance);
    least = least_depth(glance, depths, DEEP_SHARE);
    for (guint i = 0; i < glance->letters->len; i++) {
        const RvLetter *letter = &g_array_index(glance->letters, RvLetter, i);

        words[letter->piece] = is_level && letter->box.w > WORD_SHAPE * letter->box.h;
    }
    measure_words(glance, words);
    for (guint i = 0; i < glance->letters->len; i++) {
        const RvLetter *letter = &g_array_index(glance->letters, RvLetter, i);
        Height h = {words[letter->piece], 0};

        if (depths[i] < least)
            continue;
        if (h.height <= 0)
            h.height = upright_height(letter->box, glance->skew_deg, glance->is_lying);
        h.weight = (double)letter->box.w * letter->box.h * h.height;
        g_array_append_val(heights, h);
    }
    glance->x_height = weighted_rank(heights, X_RANK);
}

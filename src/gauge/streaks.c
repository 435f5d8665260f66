/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines that a dirty glass, a dirty roller or failing cells draw down (or across) a page. They are
 * known by how long they last: the flank of a stroke of print goes on for a letter's height, that
 * of a streak through print and gaps alike. Flanks are therefore counted in bands of the page that
 * are higher than letters, at every column on its own. The rules of tables last as long, but few of
 * them do, and they leave the margins free. */
#include "gauge/defects.h"

#include <math.h>

/* Height of a band: x-heights, and small pixels at least and at most: more than a letter's. */
#define BAND_HEIGHT 5
#define BAND_LEAST 32
#define BAND_MOST 128
/* X-height of unseen letters, of the longer side. */
#define USUAL_HEIGHT 0.006
/* One row in so many is looked at. */
#define ROW_STEP 2
/* A flank is so many levels steep, and so many noises. */
#define FLANK_STEP 7
#define FLANK_NOISES 1.5
/* A band has parts about as high as small letters. A flank lasts for so much of a part, for so
 * many parts, and for so much of all: a streak is not seen where print is beside it, and letters
 * that stand in columns have gaps between the lines. */
#define PARTS 5
#define PARTS_ENOUGH 4
#define PART_SHARE 0.4
#define FLANK_SHARE 0.6
/* It has its other flank within so many small pixels or x-heights, or is the edge of something
 * larger. */
#define STREAK_WIDEST 7
#define STREAK_HEIGHT 0.6
/* Many that touch hide what is between: a gap may be a third as wide as they are, up to so
 * many times the widest. */
#define MOST_GAP 8
/* A whole streak is in so many of the bands, moving no further than so many pixels in each; and in
 * the margins at both ends, where no rule goes: so many pixels, and so much of the page. */
#define EDGE_LEAST 6
#define EDGE_SHARE 0.012
#define WHOLE_SHARE 0.85
#define WHOLE_SHIFT 1
/* Streaks in some bands only are told from the rules of a table by how much of the width they
 * take and by how many they are: none of the one, all of the other. */
#define RULED 0.01
#define STREAKED 0.03
#define RULES 6
#define STREAKS 14
/* They are all over so much of the width; less is a bar code. */
#define SPREAD 0.2
/* Share of the width that is streaked where nothing can be read; how fast it gets there. */
#define SHARE_WORST 0.9
#define SHARE_POWER 0.45

/* What lasts through each band, at each place of the other side. */
typedef struct {
    int bands, along, high, edge; /* high: of a band, but for the first and the last: `edge` */
    int length, widest;
    guint8 *lasting; /* band by band; first flanks (bits, below), then streaks */
} Bands;
enum { DARKER = 1, BRIGHTER = 2 };

static void
bands_clear(Bands *bands)
{
    g_free(bands->lasting);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Bands, bands_clear)

static Bands
bands_new(const RvGlance *glance, gboolean is_across)
{
    int along = is_across ? glance->width : glance->height;
    double usual = USUAL_HEIGHT * MAX(glance->width, glance->height);
    double x_height = glance->x_height > 0 ? glance->x_height : usual;
    double high = CLAMP(BAND_HEIGHT * x_height, BAND_LEAST, BAND_MOST);
    Bands b = {.length = is_across ? glance->height : glance->width};

    b.widest = (int)MAX(STREAK_WIDEST, STREAK_HEIGHT * x_height);
    b.along = along;
    b.edge = (int)MAX(EDGE_LEAST, EDGE_SHARE * along);
    b.bands = 2 + MAX(1, (int)((along - 2 * b.edge) / high));
    b.high = MAX(1, (along - 2 * b.edge) / (b.bands - 2));
    b.lasting = g_malloc0((gsize)b.bands * (gsize)b.length);
    return b;
}

static void
band_span(const Bands *b, int i, int *from, int *to)
{
    *from = i == 0 ? 0 : i + 1 == b->bands ? b->along - b->edge : b->edge + (i - 1) * b->high;
    *to = i == 0 || i + 1 == b->bands ? *from + b->edge : *from + b->high;
}

/* The end of a part of a band; the bands of the margins are but one part. */
static int
part_end(const Bands *b, int i, int from, int to, int part)
{
    int parts = i == 0 || i + 1 == b->bands ? 1 : PARTS;

    return part + 1 < parts ? from + (to - from) * (part + 1) / parts : to;
}

/* Of a place in a band: what its rows say together, and in how many of its parts. */
typedef struct {
    gint16 part, all; /* rows where it goes up, less those where it goes down */
    gint16 votes;
} Tally;

static void
vote(Tally *tally, int rows)
{
    tally->votes = (gint16)(tally->votes + (tally->part >= PART_SHARE * rows) -
                            (tally->part <= -PART_SHARE * rows));
    tally->all = (gint16)(tally->all + tally->part);
    tally->part = 0;
}

static guint8
flank_of(const Bands *b, int i, const Tally *tally, int rows)
{
    int enough = i == 0 || i + 1 == b->bands ? 1 : PARTS_ENOUGH;

    if (tally->votes <= -enough && tally->all <= -FLANK_SHARE * rows)
        return DARKER;
    return tally->votes >= enough && tally->all >= FLANK_SHARE * rows ? BRIGHTER : 0;
}

static void
add_row(const guint8 *restrict row, int n, int step, gint16 *restrict sums)
{
    for (int x = 1; x < n; x++) {
        int d = row[x] - row[x - 1];

        sums[x] = (gint16)(sums[x] + (d > step) - (d < -step));
    }
}

static void
find_down(const RvGlance *glance, int step, Bands *b)
{
    g_autofree gint16 *sums = g_new(gint16, b->length);
    g_autofree Tally *tallies = g_new(Tally, b->length);

    for (int i = 0; i < b->bands; i++) {
        guint8 *out = b->lasting + (gsize)i * (gsize)b->length;
        int from, to, rows = 0, y;

        band_span(b, i, &from, &to);
        y = from;
        memset(tallies, 0, sizeof *tallies * (gsize)b->length);
        for (int part = 0; y < to; part++) {
            int end = part_end(b, i, from, to, part), n = 0;

            memset(sums, 0, sizeof *sums * (gsize)b->length);
            for (; y < end; y += ROW_STEP, n++)
                add_row(glance->gray + (gsize)y * (gsize)glance->width, b->length, step, sums);
            for (int x = 0; x < b->length; x++) {
                tallies[x].part = sums[x];
                vote(&tallies[x], n);
            }
            rows += n;
        }
        for (int x = 0; x < b->length; x++)
            out[x] = flank_of(b, i, &tallies[x], rows);
    }
}

static int
sum_across(const guint8 *restrict row, const guint8 *restrict before, int n, int step)
{
    int sum = 0;

    for (int x = 0; x < n; x++) {
        int d = row[x] - before[x];

        sum += (d > step) - (d < -step);
    }
    return sum;
}

static guint8
flank_across(const RvGlance *glance, const Bands *b, int i, int y, int step)
{
    const guint8 *row = glance->gray + (gsize)y * (gsize)glance->width;
    Tally tally = {0};
    int from, to;

    band_span(b, i, &from, &to);
    for (int x = from, part = 0; x < to; part++) {
        int end = part_end(b, i, from, to, part);

        tally.part = (gint16)sum_across(row + x, row - glance->width + x, end - x, step);
        vote(&tally, end - x);
        x = end;
    }
    return flank_of(b, i, &tally, to - from);
}

/* Only whole ones are looked for, and few rows have any in both margins. */
static void
find_across(const RvGlance *glance, int step, Bands *b)
{
    guint8 *first = b->lasting, *last = first + (gsize)(b->bands - 1) * (gsize)b->length;

    for (int y = 1; y < b->length; y++) {
        first[y] = flank_across(glance, b, 0, y, step);
        last[y] = flank_across(glance, b, b->bands - 1, y, step);
    }
    for (int y = WHOLE_SHIFT; y < b->length - WHOLE_SHIFT; y++) {
        guint8 in_first = 0, in_last = 0;

        for (int k = y - WHOLE_SHIFT; k <= y + WHOLE_SHIFT; k++) {
            in_first |= first[k];
            in_last |= last[k];
        }
        for (int i = 1; in_first && in_last && i + 1 < b->bands; i++)
            first[(gsize)i * (gsize)b->length + (gsize)y] = flank_across(glance, b, i, y, step);
    }
}

/* From flanks to what is between one and the other. */
static void
join_flanks(guint8 *band, int n, int widest)
{
    for (int x = 0; x < n;) {
        int last = x, seen = band[x];

        if (!band[x]) {
            x++;
            continue;
        }
        for (int k = x + 1;
             k < n && k - last <= MAX(widest, MIN((last - x) / 3, MOST_GAP * widest)); k++)
            if (band[k]) {
                last = k;
                seen |= band[k];
            }
        memset(band + x, seen == (DARKER | BRIGHTER), (gsize)(last - x));
        band[last] = 0;
        x = last + 1;
    }
}

static void
join_all(Bands *b)
{
    for (int i = 0; i < b->bands; i++)
        join_flanks(b->lasting + (gsize)i * (gsize)b->length, b->length, b->widest);
}

/* Share of the width under streaks that go on from one end of the page to the other. */
static double
whole_share(const Bands *b)
{
    g_autofree guint16 *counts = g_new0(guint16, b->length);
    double share = 0;

    for (int i = 0; i < b->bands; i++) {
        const guint8 *band = b->lasting + (gsize)i * (gsize)b->length;

        gboolean is_end = i == 0 || i + 1 == b->bands;

        for (int x = WHOLE_SHIFT; x < b->length - WHOLE_SHIFT; x++) {
            guint8 is_seen = band[x - WHOLE_SHIFT] | band[x] | band[x + WHOLE_SHIFT];

            counts[x] = (guint16)(counts[x] + (is_end ? is_seen * b->bands : is_seen));
        }
    }
    for (int i = 0; i < b->bands; i++)
        for (int x = 0; x < b->length; x++)
            share += b->lasting[(gsize)i * (gsize)b->length + (gsize)x] &&
                     counts[x] >= 2 * b->bands + WHOLE_SHARE * (b->bands - 2);
    return share / ((double)b->bands * b->length);
}

static double
severity_of(double share)
{
    return MIN(1, pow(share / SHARE_WORST, SHARE_POWER));
}

/* Of a single band: how much of it is streaked, where there is more than rules. Streaks that
 * touch are still many. */
static double
band_share(const Bands *b, int i, int *first, int *last)
{
    const guint8 *band = b->lasting + (gsize)i * (gsize)b->length;
    int n = 0, streaks = 0;

    *first = b->length;
    *last = 0;
    for (int x = 0; x < b->length; x++)
        if (band[x]) {
            *first = MIN(*first, x);
            streaks += x - *last > 1 || n % b->widest == 0;
            *last = x;
            n++;
        }
    if (*last - *first < SPREAD * b->length)
        return 0;
    return MIN(rv_ramp((double)n / b->length, RULED, STREAKED), rv_ramp(streaks, RULES, STREAKS)) *
           n / (*last - *first);
}

static RvSeen
see_some(const Bands *b)
{
    RvSeen worst = {0};
    RvPx where;

    for (int i = 1; i + 1 < b->bands; i++) {
        int first, last;
        double severity = severity_of(band_share(b, i, &first, &last));

        if (severity <= 0)
            continue;
        where = (RvPx){first, b->edge + (i - 1) * b->high, last - first, b->high};
        worst.severity = MAX(worst.severity, severity);
        worst.where = rv_px_union(worst.where, where);
    }
    where = worst.where;
    if (where.h >= (b->bands - 3) * b->high && where.w > b->length / 2)
        worst.where = (RvPx){0};
    return worst;
}

RvSeen
rv_see_streaks(const RvExam *exam)
{
    const RvGlance *glance = exam->glance;
    int step = (int)MAX(FLANK_STEP, FLANK_NOISES * glance->noise);
    g_auto(Bands) down = {0}, across = {0};
    RvSeen some = {0};
    double whole;

    if (glance->width < BAND_LEAST || glance->height < BAND_LEAST)
        return (RvSeen){0};
    down = bands_new(glance, FALSE);
    across = bands_new(glance, TRUE);
    find_down(glance, step, &down);
    find_across(glance, step, &across);
    join_all(&down);
    join_all(&across);
    whole = severity_of(MAX(whole_share(&down), whole_share(&across)));
    /* Along the lines they cannot be told from print and rules. */
    if (!glance->is_lying)
        some = see_some(&down);
    return some.severity > whole ? some : (RvSeen){whole, {0}};
}

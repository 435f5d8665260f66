/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ink, its pieces, and which of them are letters: those whose nearest neighbours of like size lie
 * in one direction, that of the lines (nearest-neighbour clustering: O'Gorman, The document
 * spectrum for page layout analysis, IEEE TPAMI 15, 1993). */
#include "gauge/glance.h"

#include <math.h>

/* Ink is darker than paper by this share of the way to the darkest print near by, by so many
 * levels, and by so many noises. */
#define INK_SHARE 0.42
#define INK_DEPTH 14.0
#define INK_NOISES 3.5
/* Letters: small pixels. */
#define LETTER_MIN 3
#define LETTER_MAX 160
#define LETTER_SHAPE 12
/* More candidates are noise: the smallest are left out. */
#define MOST_LETTERS 12000
/* A mate is at most so many times as large or as small, and its middle no further than so many
 * times the larger side. */
#define MATE_SIZE 2.2
#define MATE_REACH 2.2
#define BUCKET 32
/* Pairs within so many degrees of each other point the same way: letters with and without
 * ascenders have their middles at different heights. */
#define SAME_WAY 12
/* Fewer pairs say nothing of the page; nor does a way that has little more than its share. */
#define MIN_PAIRS 12
#define MIN_LEAD 1.6

/* ---- ink ---------------------------------------------------------------------------------- */

static int
ink_level(const RvTile *tile)
{
    double depth = INK_SHARE * (tile->paper - tile->dark);

    return (int)(tile->paper - MAX(depth, MAX(INK_DEPTH, INK_NOISES * tile->noise)));
}

static void
find_ink(RvGlance *glance)
{
    g_autofree int *levels = g_new(int, glance->columns);

    glance->ink = pixCreate(glance->width, glance->height, 1);
    for (int y = 0; y < glance->height; y++) {
        const guint8 *row = glance->gray + (gsize)y * (gsize)glance->width;
        l_uint32 *line = pixGetData(glance->ink) + (gsize)y * (gsize)pixGetWpl(glance->ink);
        RvTile *tiles = glance->tiles + (gsize)(y / RV_GLANCE_TILE) * (gsize)glance->columns;

        if (y % RV_GLANCE_TILE == 0)
            for (int c = 0; c < glance->columns; c++)
                levels[c] = ink_level(&tiles[c]);
        for (int x = 0; x < glance->width; x++)
            if (row[x] < levels[x / RV_GLANCE_TILE]) {
                SET_DATA_BIT(line, x);
                tiles[x / RV_GLANCE_TILE].ink += 1;
            }
    }
    for (int i = 0; i < glance->columns * glance->rows; i++)
        glance->tiles[i].ink /= RV_GLANCE_TILE * RV_GLANCE_TILE;
}

/* ---- letters and their mates ---------------------------------------------------------------- */

static int
size_of(RvPx box)
{
    return MAX(box.w, box.h);
}

static gboolean
may_be_letter(const RvPiece *piece, int least)
{
    int large = size_of(piece->box), small = MIN(piece->box.w, piece->box.h);

    return large >= least && large <= LETTER_MAX && large <= LETTER_SHAPE * small;
}

/* The least size that leaves no more candidates than can be looked at. */
static int
least_size(const GArray *pieces)
{
    guint counts[LETTER_MAX + 1] = {0}, n = 0;

    for (guint i = 0; i < pieces->len; i++) {
        const RvPiece *piece = &g_array_index(pieces, RvPiece, i);

        if (may_be_letter(piece, LETTER_MIN))
            counts[size_of(piece->box)]++;
    }
    for (int size = LETTER_MAX; size >= LETTER_MIN; size--)
        if ((n += counts[size]) > MOST_LETTERS)
            return size + 1;
    return LETTER_MIN;
}

static GArray *
candidates(const GArray *pieces)
{
    GArray *letters = g_array_new(FALSE, FALSE, sizeof(RvLetter));
    int least = least_size(pieces);

    for (guint i = 0; i < pieces->len; i++) {
        const RvPiece *piece = &g_array_index(pieces, RvPiece, i);
        RvLetter letter = {i, piece->box, -1, 0, 0, 0, 0};

        if (may_be_letter(piece, least))
            g_array_append_val(letters, letter);
    }
    return letters;
}

/* Letters by where their middles are: for each bucket its first, and for each letter the next. */
typedef struct {
    int columns, rows;
    int *first, *next;
} Buckets;

static void
buckets_clear(Buckets *buckets)
{
    g_free(buckets->first);
    g_free(buckets->next);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Buckets, buckets_clear)

static Buckets
buckets_new(const GArray *letters, int width, int height)
{
    Buckets b = {width / BUCKET + 1, height / BUCKET + 1, NULL, g_new(int, letters->len + 1)};

    b.first = g_new(int, (gsize)b.columns *(gsize)b.rows);
    for (int i = 0; i < b.columns * b.rows; i++)
        b.first[i] = -1;
    for (guint i = 0; i < letters->len; i++) {
        RvPx box = g_array_index(letters, RvLetter, i).box;
        int at = rv_px_centre_y(box) / BUCKET * b.columns + rv_px_centre_x(box) / BUCKET;

        b.next[i] = b.first[at];
        b.first[at] = (int)i;
    }
    return b;
}

static void
consider(const GArray *letters, guint i, int k, double *nearest /* squared */)
{
    RvLetter *letter = &g_array_index(letters, RvLetter, i);
    RvPx a = letter->box, b = g_array_index(letters, RvLetter, k).box;
    double dx = b.x - a.x + (b.w - a.w) / 2.0, dy = b.y - a.y + (b.h - a.h) / 2.0;
    double far = dx * dx + dy * dy;

    if (far >= *nearest || size_of(b) > MATE_SIZE * size_of(a) ||
        size_of(a) > MATE_SIZE * size_of(b))
        return;
    *nearest = far;
    letter->mate = k;
    letter->angle = (float)(dx == 0 ? 90 : atan(dy / dx) * 180 / G_PI);
}

static void
find_mates(const GArray *letters, const Buckets *b)
{
    for (guint i = 0; i < letters->len; i++) {
        RvPx box = g_array_index(letters, RvLetter, i).box;
        int reach = (int)(MATE_REACH * size_of(box) + 1);
        double nearest = (double)reach * reach;
        int x = rv_px_centre_x(box), y = rv_px_centre_y(box);

        for (int r = MAX(0, (y - reach) / BUCKET); r <= MIN(b->rows - 1, (y + reach) / BUCKET); r++)
            for (int c = MAX(0, (x - reach) / BUCKET);
                 c <= MIN(b->columns - 1, (x + reach) / BUCKET); c++)
                for (int k = b->first[r * b->columns + c]; k >= 0; k = b->next[k])
                    if (k != (int)i)
                        consider(letters, i, k, &nearest);
    }
}

/* ---- how the lines lie ---------------------------------------------------------------------- */

#define WAYS 180

static double
turned(double angle)
{
    return angle - 180 * floor((angle + 90) / 180);
}

/* The direction in which most pairs lie; FALSE when none leads. */
static gboolean
main_way(const GArray *letters, double *way)
{
    guint counts[WAYS] = {0}, pairs = 0, most = 0, best = 0, n = 0;
    double sum = 0;

    for (guint i = 0; i < letters->len; i++) {
        const RvLetter *letter = &g_array_index(letters, RvLetter, i);

        if (letter->mate < 0)
            continue;
        counts[((int)floor(letter->angle) + WAYS) % WAYS]++;
        pairs++;
    }
    for (guint i = 0; i < WAYS; i++) {
        guint near = 0;

        for (int d = -SAME_WAY; d <= SAME_WAY; d++)
            near += counts[(i + (guint)(WAYS + d)) % WAYS];
        if (near > most) {
            most = near;
            best = i;
        }
    }
    if (most < MIN_PAIRS || most < MIN_LEAD * pairs * (2 * SAME_WAY + 1) / WAYS)
        return FALSE;
    for (guint i = 0; i < letters->len; i++) {
        const RvLetter *letter = &g_array_index(letters, RvLetter, i);
        double off = turned(letter->angle - best - 0.5);

        if (letter->mate >= 0 && fabs(off) <= SAME_WAY) {
            sum += off;
            n++;
        }
    }
    *way = turned(best + 0.5 + sum / MAX(n, 1));
    return TRUE;
}

/* Only letters on lines remain: those whose mate lies along the way. Mates are told anew. */
static void
keep_lines(RvGlance *glance, GArray *all, double way)
{
    g_autofree int *kept = g_new(int, all->len + 1);

    for (guint i = 0; i < all->len; i++)
        kept[i] = -1;
    for (guint i = 0; i < all->len; i++) {
        const RvLetter *letter = &g_array_index(all, RvLetter, i);

        if (letter->mate < 0 || fabs(turned(letter->angle - way)) > 2 * SAME_WAY)
            continue;
        kept[i] = kept[letter->mate] = 0;
    }
    for (guint i = 0, n = 0; i < all->len; i++)
        if (kept[i] == 0) {
            kept[i] = (int)n++;
            g_array_append_val(glance->letters, g_array_index(all, RvLetter, i));
        }
    for (guint i = 0; i < glance->letters->len; i++) {
        RvLetter *letter = &g_array_index(glance->letters, RvLetter, i);

        if (letter->mate >= 0)
            letter->mate = kept[letter->mate];
    }
}

void
rv_letters_find(RvGlance *glance)
{
    g_autoptr(GArray) all = NULL;
    g_auto(Buckets) buckets = {0};
    double way;

    glance->letters = g_array_new(FALSE, FALSE, sizeof(RvLetter));
    find_ink(glance);
    glance->pieces = rv_pieces_find(glance->ink);
    all = candidates(glance->pieces.pieces);
    buckets = buckets_new(all, glance->width, glance->height);
    find_mates(all, &buckets);
    if (!main_way(all, &way))
        return;
    keep_lines(glance, all, way);
    glance->way_deg = way;
    rv_lines_measure(glance);
    way = glance->way_deg;
    glance->is_lying = fabs(way) > 45;
    glance->skew_deg = glance->is_lying ? way - (way > 0 ? 90 : -90) : way;
    rv_x_height_measure(glance);
}

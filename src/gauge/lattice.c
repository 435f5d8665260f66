/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gauge/lattice.h"

#include <math.h>

/* So many rows and columns are looked at, and so many pixels of each: a power of two. */
#define ROWS 96
#define COLUMNS 72
/* Columns are read in groups that lie in the same lines of the processor's cache: pixels apart. */
#define GROUP 2
#define APART 4
#define SPAN_BITS 12
#define SPAN (1 << SPAN_BITS)
#define HALF (SPAN / 2)
/* Sharp print bends more than anything: it counts for no more than that, levels. */
#define BEND_MOST 64
/* ... and where blocks are looked for, which are seen on the paper: */
#define BLOCK_BEND_MOST 12
/* Of the sums, only what departs from their surroundings says something. */
#define AROUND 16
#define DEPART_MOST 3.0F
/* Bins of the spectrum whose median is what is around a peak. */
#define BAND 64
/* Lower frequencies are those of letters: bins. */
#define LOWEST (SPAN / 48)
/* A peak may be off by so many bins: the two sides of a picture are rounded to pixels, each its own
 * way; a coded part of the page has its own rounding. */
#define OFF_BINS 1
#define OFF_SHARE 0.0015
/* The strongest peaks are looked at; a weaker one than LEAST_PEAK happens by chance. */
#define PEAKS 12
#define LEAST_PEAK 20.0
/* ... but if it says what wide edges say: their logarithms differ by less than LIKE. Poor scans of
 * forms (150 dpi, JPEG of quality 45) reach 11.8 by chance. */
#define LIKELY_PEAK 12.0
#define WIDE 1.6
#define LIKE 0.3
#define BLOCK 8
/* Multiples of a frequency that nothing else but blocks has. */
#define LESSER 4
/* Multiples of a lattice's or of a block's frequency. */
#define OVERTONES 4
/* What it costs a guess to be an overtone, and to be far from what edges say. */
#define OVERTONE_COST 0.3
#define WIDTH_COST 1.5
#define STEP_LEAST 1.08
#define STEP_MOST 24.0
/* Of coded pictures; and in widths of edges, which coding leaves at least that sharp. */
#define STEP_BLOCKS 1.12
#define BLOCKS_FINEST 0.58
#define BLOCKS_WIDEST 1.4
/* Drawn pages: by less no picture is enlarged; the weakest multiple; how strong "nearly" is. */
#define STEP_DRAWN 1.5
#define LEAST_OVERTONE 3.0
#define LEAST_MEAN 7.0
#define NEARLY 0.9

typedef struct {
    float re, im;
} Complex;

/* ---- sums and their spectrum ---------------------------------------------------------------- */

/* `sums` of all bends, `weak` of the weak ones. */
static void
add_bends(const guint8 *restrict gray, int n, float *restrict sums, float *restrict weak)
{
    for (int i = 1; i + 1 < n; i++) {
        int bend = ABS(2 * gray[i] - gray[i - 1] - gray[i + 1]);

        sums[i] += (float)MIN(bend, BEND_MOST);
        weak[i] += (float)MIN(bend, BLOCK_BEND_MOST);
    }
}

/* How far each sum departs from the mean around it, in shares, faded out at both ends. */
static void
even_out(const float *sums, int n, float *out)
{
    double all = 0, around = 0, floor_of_all;
    int used = MIN(n, SPAN), from = (n - used) / 2;
    const float *s = sums + from;

    for (int i = 0; i < used; i++)
        all += s[i];
    floor_of_all = 0.05 * all / MAX(used, 1) + 1e-3;
    for (int i = 0; i < MIN(AROUND, used); i++)
        around += s[i];
    for (int i = 0; i < used; i++) {
        int count = MIN(used, i + AROUND + 1) - MAX(0, i - AROUND);

        around += i + AROUND < used ? s[i + AROUND] : 0;
        around -= i - AROUND > 0 ? s[i - AROUND - 1] : 0;
        out[i] = (float)(s[i] / (around / count + floor_of_all)) - 1;
        out[i] = MIN(out[i], DEPART_MOST) * (float)(0.5 - 0.5 * cos(2 * G_PI * (i + 0.5) / used));
    }
}

static void
transform(Complex *z)
{
    g_autofree Complex *turns = g_new(Complex, HALF);

    for (guint k = 0; k < HALF; k++)
        turns[k] = (Complex){(float)cos(2 * G_PI * k / SPAN), (float)-sin(2 * G_PI * k / SPAN)};
    for (guint i = 0, j = 0; i < SPAN; i++) {
        if (i < j) {
            Complex swap = z[i];

            z[i] = z[j];
            z[j] = swap;
        }
        for (guint bit = SPAN / 2; (j ^= bit) < bit && bit > 0; bit /= 2)
            ;
    }
    for (guint half = 1; half < SPAN; half *= 2)
        for (guint i = 0; i < SPAN; i += 2 * half)
            for (guint k = 0; k < half; k++) {
                Complex *a = &z[i + k], *b = a + half, turn = turns[k * (HALF / half)];
                Complex t = {b->re * turn.re - b->im * turn.im, b->re * turn.im + b->im * turn.re};

                *b = (Complex){a->re - t.re, a->im - t.im};
                *a = (Complex){a->re + t.re, a->im + t.im};
            }
}

static int
compare_floats(gconstpointer a, gconstpointer b)
{
    const float *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

/* Times of what is around. */
static void
whiten(float *power)
{
    float sorted[BAND];

    for (int from = 0; from < HALF; from += BAND) {
        memcpy(sorted, power + from, sizeof sorted);
        qsort(sorted, BAND, sizeof *sorted, compare_floats);
        for (int i = from; i < from + BAND; i++)
            power[i] /= sorted[BAND / 2] + 1e-6F;
    }
}

/* The power of both ways at each frequency: the lesser one, for old pixels were square. */
static void
common_power(const Complex *z, float *power)
{
    g_autofree float *across = g_new(float, HALF), *down = g_new(float, HALF);

    for (int k = 0; k < HALF; k++) {
        Complex a = z[k], b = z[(SPAN - k) % SPAN];
        float rr = a.re + b.re, ri = a.im - b.im, ir = a.im + b.im, ii = b.re - a.re;

        across[k] = rr * rr + ri * ri;
        down[k] = ir * ir + ii * ii;
    }
    whiten(across);
    whiten(down);
    for (int k = 0; k < HALF; k++) {
        int off = OFF_BINS + (int)(OFF_SHARE * k);
        float x = 0, y = 0;

        for (int i = MAX(LOWEST, k - off); i <= MIN(HALF - 1, k + off); i++) {
            x = MAX(x, across[i]);
            y = MAX(y, down[i]);
        }
        power[k] = MIN(x, y);
    }
}

/* ---- what the peaks mean -------------------------------------------------------------------- */

/* At a frequency in turns for each pixel: those above one half are seen folded. */
static double
power_at(const float *power, double frequency)
{
    double folded = fabs(frequency - round(frequency));
    int k = (int)lround(folded * SPAN);

    return MAX(1, power[MIN(k, HALF - 1)]);
}

/* Real pixels are coded in blocks themselves, by most scanners. */
static gboolean
is_native(int k)
{
    double eighth = SPAN / (double)BLOCK;

    return fabs(k - eighth * round(k / eighth)) <= 2 * (OFF_BINS + OFF_SHARE * k) + 6;
}

typedef struct {
    double step, merit, strength;
} Guess;

/* A peak is this multiple of the lattice's frequency, folded or not. */
static void
consider(const float *power, double at, double multiple, double width, Guess *best)
{
    for (int turns = 0; turns <= (int)(multiple + 1) / 2; turns++)
        for (int sign = -1; sign <= 1; sign += 2) {
            double step = multiple / (turns + sign * at), merit;

            if (step < STEP_LEAST || step > STEP_MOST)
                continue;
            if (power_at(power, at) < LEAST_PEAK &&
                (width < WIDE || fabs(log(step / width)) > LIKE))
                continue;
            merit = log(power_at(power, at)) + 0.5 * log(power_at(power, 1 / step)) -
                    WIDTH_COST * fabs(log(step / MAX(width, 1))) -
                    OVERTONE_COST * (multiple < 1 ? 1 + multiple : multiple - 1);
            if (merit > best->merit)
                *best = (Guess){step, merit, power_at(power, at)};
        }
}

static Guess
guess_step(const float *power, double width)
{
    Guess best = {1, -G_MAXDOUBLE, 1};
    float left[HALF];

    memcpy(left, power, sizeof left);
    for (int peak = 0; peak < PEAKS; peak++) {
        int k = 0;

        for (int i = LOWEST; i < HALF; i++)
            if (left[i] > left[k] && !is_native(i))
                k = i;
        if (k == 0 || left[k] < LIKELY_PEAK)
            break;
        for (int m = 1; m <= OVERTONES; m++)
            consider(power, k / (double)SPAN, m, width, &best);
        for (int m = 1; m < BLOCK; m++)
            consider(power, k / (double)SPAN, m / (double)BLOCK, width, &best);
        for (int i = MAX(0, k - 6); i <= MIN(HALF - 1, k + 6); i++)
            left[i] = 0;
    }
    return best;
}

/* Of a picture that was drawn larger than it is, dot by dot, edges do not tell. Its peaks are all
 * the multiples of one frequency: the lowest whose multiples are nearly as strong as any's. */
static Guess
guess_drawn(const float *power)
{
    Guess best = {1, 0, 1}, found = {1, 0, 1};

    for (int pass = 0; pass < 2; pass++)
        for (double step = STEP_MOST; step > STEP_DRAWN; step /= 1 + 0.5 / SPAN * step) {
            double merit = 0, least = HUGE_VAL;

            for (int m = 1; m <= OVERTONES; m++) {
                double each = power_at(power, m / step);

                merit += log(each) / OVERTONES;
                least = MIN(least, each);
            }
            if (merit < log(LEAST_MEAN) || least < LEAST_OVERTONE)
                continue;
            if (pass == 0 && merit > best.merit)
                best = (Guess){step, merit, exp(merit)};
            /* near its peak, the frequency is that of the peak */
            if (pass == 1 && merit >= NEARLY * best.merit) {
                if (found.step > 1 && step < 0.98 * found.step)
                    break;
                if (merit > found.merit)
                    found = (Guess){step, merit, exp(merit)};
            }
        }
    return found;
}

/* Blocks have all multiples of their frequency; letters, blocks of another size and what else is
 * regular have a few: the geometric mean of the lesser ones. */
static double
comb(const float *power, double step)
{
    float each[BLOCK - 1];
    double product = 1;

    for (int m = 1; m < BLOCK; m++)
        each[m - 1] = (float)power_at(power, m / (BLOCK * step));
    qsort(each, BLOCK - 1, sizeof *each, compare_floats);
    for (int m = 0; m < LESSER; m++)
        product *= each[m];
    return pow(product, 1.0 / LESSER);
}

/* The step whose blocks are seen best, among those that edges allow. */
static double
best_comb(const float *power, double width, double *best_step)
{
    double best = 1;

    for (double step = MAX(STEP_BLOCKS, BLOCKS_FINEST * width);
         step < MIN(STEP_MOST, BLOCKS_WIDEST * width); step *= 1 + 1.2 * step / SPAN) {
        double found = comb(power, step);

        if (found > best) {
            best = found;
            *best_step = step;
        }
    }
    return best;
}

typedef struct {
    float *all, *weak;
} Sums;

static void
sums_clear(Sums *sums)
{
    g_free(sums->all);
    g_free(sums->weak);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sums, sums_clear)

static void
spectrum(const float *across, int w, const float *down, int h, float *power)
{
    g_autofree float *a = g_new0(float, SPAN), *b = g_new0(float, SPAN);
    g_autofree Complex *z = g_new0(Complex, SPAN);

    even_out(across, w, a);
    even_out(down, h, b);
    for (int i = 0; i < SPAN; i++)
        z[i] = (Complex){a[i], b[i]};
    transform(z);
    common_power(z, power);
}

RvLattice
rv_lattice_find(const RvGlance *glance, double width, gboolean is_drawn)
{
    int w = glance->pixels->width, h = glance->pixels->height;
    g_autofree guint8 *columns = NULL;
    int at[COLUMNS];
    g_auto(Sums) across = {g_new0(float, w), g_new0(float, w)};
    g_auto(Sums) down = {g_new0(float, h), g_new0(float, h)};
    g_autofree float *power = g_new0(float, HALF);
    RvLattice lattice = {.step = 1, .block_step = 1};
    Guess guess = {1, 0, 1};

    for (int i = 0; i < MIN(ROWS, h); i++)
        add_bends(rv_glance_row(glance, (int)((i + 0.5) * h / MIN(ROWS, h))), w, across.all,
                  across.weak);
    for (int i = 0; i < MIN(COLUMNS, w); i++) {
        int group = i / GROUP * GROUP, x = (int)((group + 0.5) * w / MIN(COLUMNS, w));

        at[i] = MIN(w - 1, x + i % GROUP * APART);
    }
    columns = rv_glance_columns(glance, at, MIN(COLUMNS, w));
    for (int i = 0; i < MIN(COLUMNS, w); i++)
        add_bends(columns + (gsize)i * (gsize)h, h, down.all, down.weak);
    spectrum(across.all, w, down.all, h, power);
    if (is_drawn)
        guess = guess_drawn(power);
    if (guess.step <= 1)
        guess = guess_step(power, width);
    lattice.step = guess.step;
    lattice.strength = guess.strength;
    spectrum(across.weak, w, down.weak, h, power);
    lattice.own = lattice.step > 1 ? comb(power, lattice.step) : 1;
    lattice.blocks = best_comb(power, width, &lattice.block_step);
    return lattice;
}

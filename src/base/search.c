/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Approximate search by Myers' bit-parallel algorithm in blocks of 64 rows (G. Myers, "A fast
 * bit-vector algorithm for approximate string matching", JACM 46(3), 1999; the block step as in
 * H. Hyyrö, "Explaining and extending the bit-parallel approximate string matching algorithm of
 * Myers", 2001). A column of the edit-distance matrix is kept as the vertical differences +1 (vp)
 * and -1 (vn); free start in the text: the horizontal difference that enters the first block is 0.
 */
#include "recevable/text.h"

#include <string.h>

#define ROWS 64 /* of the needle in one machine word */

typedef struct {
    guint64 *peq; /* [block * 256 + byte]: rows of the needle that hold the byte */
    guint64 *vp, *vn;
    gsize n, blocks;
    guint64 last; /* bit of the needle's last row in the last block */
} Matrix;

static Matrix
matrix_new(const char *needle, gsize n, gboolean backwards)
{
    Matrix m = {.n = n, .blocks = (n + ROWS - 1) / ROWS};

    m.peq = g_new0(guint64, m.blocks * 256);
    m.vp = g_new(guint64, m.blocks);
    m.vn = g_new0(guint64, m.blocks);
    memset(m.vp, 0xff, m.blocks * sizeof *m.vp);
    for (gsize i = 0; i < n; i++) {
        guint8 byte = (guint8)needle[backwards ? n - 1 - i : i];

        m.peq[i / ROWS * 256 + byte] |= G_GUINT64_CONSTANT(1) << (i % ROWS);
    }
    m.last = G_GUINT64_CONSTANT(1) << ((n - 1) % ROWS);
    return m;
}

static void
matrix_clear(Matrix *m)
{
    g_free(m->peq);
    g_free(m->vp);
    g_free(m->vn);
}

/* One column; returns the change of the last row's distance: -1, 0 or 1. `hin` is 0 where the
 * needle may start anywhere, 1 where it starts with the text. */
static int
matrix_step(Matrix *m, guint8 byte, int hin)
{

    for (gsize b = 0; b < m->blocks; b++) {
        guint64 eq = m->peq[b * 256 + byte], vp = m->vp[b], vn = m->vn[b];
        guint64 top = b + 1 == m->blocks ? m->last : G_GUINT64_CONSTANT(1) << (ROWS - 1);
        guint64 xv = eq | vn, xh, hp, hn;
        int hout = 0;

        eq |= hin < 0;
        xh = (((eq & vp) + vp) ^ vp) | eq;
        hp = vn | ~(xh | vp);
        hn = vp & xh;
        if (hp & top)
            hout = 1;
        else if (hn & top)
            hout = -1;
        hp = hp << 1 | (hin > 0);
        hn = hn << 1 | (hin < 0);
        m->vp[b] = hn | ~(xv | hp);
        m->vn[b] = hp & xv;
        hin = hout;
    }
    return hin;
}

/* The length of the text, read backwards from `end`, that the needle fits at `distance`. The start
 * is not free here, so the text's own length counts: the first one that reaches the distance wins.
 */
static int
fit_backwards(const char *needle, gsize n, const char *hay, int end, int distance)
{
    Matrix m = matrix_new(needle, n, TRUE);
    int best = (int)n + 1, length = 0, score = (int)n;

    for (int i = 1; i <= end && i <= (int)n + distance; i++) {
        score += matrix_step(&m, (guint8)hay[end - i], 1);
        if (score < best) {
            best = score;
            length = i;
        }
        if (best <= distance)
            break;
    }
    matrix_clear(&m);
    return length;
}

RvTextHit
rv_text_search(const char *needle, const char *hay)
{
    gsize n = strlen(needle);
    RvTextHit hit = {(int)n, 0, 0};
    int score = (int)n;
    Matrix m;

    if (!n)
        return hit;
    m = matrix_new(needle, n, FALSE);
    for (int i = 0; hay[i]; i++) {
        score += matrix_step(&m, (guint8)hay[i], 0);
        if (score < hit.distance) {
            hit.distance = score;
            hit.end = i + 1;
        }
    }
    matrix_clear(&m);
    if (hit.end)
        hit.start = hit.end - fit_backwards(needle, n, hay, hit.end, hit.distance);
    return hit;
}

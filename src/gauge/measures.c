/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From what was seen and heard to the numbers of each cell. */
#include "gauge/measures.h"

#include "gauge/vanished.h"
#include "recevable/rank.h"

#include <math.h>

/* A cell with fewer edges is taken for what the page is like. */
#define MIN_EDGES 12
/* Letters and their gaps, in x-heights. */
#define LETTER_ADVANCE 1.1
/* Pieces under this height are specks, over that one lumps: x-heights. */
#define SPECK_HEIGHT 0.5
#define LUMP_HEIGHT 4.0
/* Words of less confidence are as good as unread. */
#define LOST_CONFIDENCE 0.6
/* Half of the words of less have a letter wrong. */
#define WEAK_CONFIDENCE 0.85
/* A specked page has at most so many specks for a letter: more is not worse. */
#define MOST_SPECKS 20

/* Where print is hidden there are as many letters in a cell as others have; of a page where none
 * can be seen, so many. */
#define USUAL_LETTERS 10

/* What is counted in a cell first. */
typedef struct {
    double letters, specks, lumps, ink;     /* of the glance; the last two in small pixels */
    double heard, sure, lost, weak, unread; /* letters */
} Tally;

static int
cell_of(const RvExam *exam, RvPx box)
{
    return rv_edges_cell(exam->edges, box.x + box.w / 2.0, box.y + box.h / 2.0);
}

static void
tally_letters(const RvExam *exam, Tally *tallies)
{
    const RvGlance *glance = exam->glance;

    for (guint i = 0; i < glance->letters->len; i++) {
        RvPx box = g_array_index(glance->letters, RvLetter, i).box;
        double long_side = glance->is_lying ? box.h : box.w;

        tallies[cell_of(exam, box)].letters +=
            MAX(1, round(long_side / (LETTER_ADVANCE * MAX(1, glance->x_height))));
    }
}

/* Large pieces lie in many cells: run by run. */
static void
tally_pieces(const RvExam *exam, Tally *tallies)
{
    const RvGlance *glance = exam->glance;
    const GArray *pieces = glance->pieces.pieces, *runs = glance->pieces.runs;
    double x_height = glance->x_height;

    for (guint i = 0; i < pieces->len; i++) {
        RvPx box = g_array_index(pieces, RvPiece, i).box;

        if (MAX(box.w, box.h) < SPECK_HEIGHT * x_height)
            tallies[cell_of(exam, box)].specks++;
    }
    for (guint i = 0; i < runs->len; i++) {
        const RvRun *run = &g_array_index(runs, RvRun, i);
        RvPx box = g_array_index(pieces, RvPiece, run->piece).box;
        Tally *tally = &tallies[rv_edges_cell(exam->edges, (run->x0 + run->x1) / 2.0, run->y)];
        double length = run->x1 - run->x0;

        tally->ink += length;
        if (MIN(box.w, box.h) > LUMP_HEIGHT * x_height)
            tally->lumps += length;
    }
}

static int
cell_at(const RvExam *exam, double x, double y)
{
    const RvGlance *glance = exam->glance;

    return rv_edges_cell(exam->edges, x / exam->page->width_pt * glance->width,
                         y / exam->page->height_pt * glance->height);
}

/* The cells of a word's letters, one after the other: a long one lies in several. */
static int
letter_cell(const RvExam *exam, RvPt at, double along)
{
    double x = (at.x0 + at.x1) / 2, y = (at.y0 + at.y1) / 2;

    if (at.x1 - at.x0 >= at.y1 - at.y0)
        x = at.x0 + (at.x1 - at.x0) * along;
    else
        y = at.y0 + (at.y1 - at.y0) * along;
    return cell_at(exam, x, y);
}

static void
tally_words(const RvExam *exam, const RvHeard *heard, Tally *tallies)
{
    for (guint i = 0; i < heard->words->len; i++) {
        const RvHeardWord *word = &g_array_index(heard->words, RvHeardWord, i);

        for (int k = 0; k < word->letters; k++) {
            Tally *tally = &tallies[letter_cell(exam, word->at, (k + 0.5) / word->letters)];

            tally->heard++;
            tally->sure += word->confidence;
            tally->lost += word->confidence < LOST_CONFIDENCE;
            tally->weak += word->confidence < WEAK_CONFIDENCE;
        }
    }
    for (guint i = 0; i < heard->unread->len; i++) {
        const RvHeardWord *word = &g_array_index(heard->unread, RvHeardWord, i);

        for (int k = 0; k < word->letters; k++)
            tallies[letter_cell(exam, word->at, (k + 0.5) / word->letters)].unread++;
    }
}

static double
mean_noise(const RvGlance *glance, RvPx area)
{
    double sum = 0;
    int n = 0;

    for (int y = area.y; y < rv_px_bottom(area); y += RV_GLANCE_TILE)
        for (int x = area.x; x < rv_px_right(area); x += RV_GLANCE_TILE, n++)
            sum += rv_glance_tile(glance, x, y)->noise;
    return n ? sum / n : 0;
}

static double
share_gone(const RvExam *exam, RvPx area)
{
    const RvGlance *glance = exam->glance;
    int sum = 0, n = 0;

    for (int y = area.y; y < rv_px_bottom(area); y += RV_GLANCE_TILE)
        for (int x = area.x; x < rv_px_right(area); x += RV_GLANCE_TILE, n++)
            sum +=
                exam->vanished->tiles[MIN(glance->rows - 1, y / RV_GLANCE_TILE) * glance->columns +
                                      MIN(glance->columns - 1, x / RV_GLANCE_TILE)];
    return n ? sum / (double)n : 0;
}

static void
measure_print(const RvExam *exam, int c, const Tally *tally, float *of)
{
    const RvGlance *glance = exam->glance;
    const RvCellEdges *edges = &exam->edges->cells[c];
    double x_height = MAX(1, glance->x_height * glance->factor), depth;

    if (edges->n < MIN_EDGES)
        edges = &exam->edges->page;
    depth = MAX(1, edges->depth);
    of[RV_MEASURE_BLUR] = (float)(MAX(0, edges->width - 1) / x_height);
    of[RV_MEASURE_COARSE] = (float)(1 / x_height);
    of[RV_MEASURE_BITS] = glance->is_bilevel ? of[RV_MEASURE_COARSE] : 0;
    of[RV_MEASURE_PALE] = (float)(1 - depth / 255);
    of[RV_MEASURE_GRAIN] =
        (float)(mean_noise(glance, rv_edges_area(exam->edges, glance, c)) / depth);
    of[RV_MEASURE_SPECKS] = (float)MIN(MOST_SPECKS, tally->specks / MAX(1, tally->letters));
    of[RV_MEASURE_GONE] = (float)share_gone(exam, rv_edges_area(exam->edges, glance, c));
    of[RV_MEASURE_SCAN] = exam->page->is_scan;
    of[RV_MEASURE_LUMPS] = (float)(tally->lumps / MAX(1, tally->ink));
}

static void
measure_defects(const RvExam *exam, int c, float *of)
{
    RvPx area = rv_edges_area(exam->edges, exam->glance, c);

    for (int i = 0; i < RV_DEFECTS; i++) {
        const RvSeen *seen = &exam->seen[i];
        gboolean is_here = rv_px_is_empty(seen->where) || rv_px_is_inside(area, seen->where);

        of[RV_MEASURE_DEFECTS + i] = is_here ? (float)seen->severity : 0;
    }
}

static void
measure_words(const Tally *tally, const Tally *page, float *of)
{
    double heard = tally->heard + tally->unread, all = page->heard + page->unread;

    of[RV_MEASURE_DOUBT] = (float)(tally->heard > 0 ? 1 - tally->sure / tally->heard : 1);
    of[RV_MEASURE_LOST] = (float)(tally->heard > 0 ? tally->lost / tally->heard : 1);
    of[RV_MEASURE_WEAK] = (float)(tally->heard > 0 ? tally->weak / tally->heard : 1);
    of[RV_MEASURE_UNREAD] = (float)(heard > 0 ? tally->unread / heard : 1);
    of[RV_MEASURE_PAGE_DOUBT] = (float)(page->heard > 0 ? 1 - page->sure / page->heard : 1);
    of[RV_MEASURE_PAGE_WEAK] = (float)(page->heard > 0 ? page->weak / page->heard : 1);
    of[RV_MEASURE_PAGE_UNREAD] = (float)(all > 0 ? page->unread / all : 1);
}

static Tally
sum_of(const Tally *tallies, int n)
{
    Tally sum = {0};

    for (int c = 0; c < n; c++) {
        sum.heard += tallies[c].heard;
        sum.sure += tallies[c].sure;
        sum.weak += tallies[c].weak;
        sum.unread += tallies[c].unread;
    }
    return sum;
}

/* ---- what cannot be seen any more ------------------------------------------------------------ */

/* On a part of the page that has so much of these, print may be hidden; with so much all is: there
 * is as much of it there as elsewhere, for all that is known. Of pages that were made, print in
 * shadow is read to 98 % up to 0.54, and lost from 0.85 on; pale print is worse than it looks,
 * because what is gone is not seen. */
static const struct {
    RvDefectKind kind;
    double from, to;
} hiding[] = {{RV_DEFECT_DARK, 0.5, 0.85},    {RV_DEFECT_SHADOW, 0.5, 0.85},
              {RV_DEFECT_STREAKS, 0.5, 0.85}, {RV_DEFECT_LOW_CONTRAST, 0.5, 0.85},
              {RV_DEFECT_GLARE, 0.3, 0.8},    {RV_DEFECT_FAINT, 0.25, 0.6},
              {RV_DEFECT_COVERED, 0.2, 0.6}};

/* Letters of a cell that has some. */
static double
typical_letters(const RvCell *cells, int n)
{
    g_autoptr(GArray) letters = g_array_new(FALSE, FALSE, sizeof(double));

    for (int c = 0; c < n; c++)
        if (cells[c].letters >= 1)
            g_array_append_val(letters, cells[c].letters);
    return letters->len ? rv_rank_double(letters, 0.5) : USUAL_LETTERS;
}

static void
add_hidden(const RvExam *exam, RvCell *cells, int n)
{
    double typical = typical_letters(cells, n);

    for (int c = 0; c < n; c++)
        cells[c].letters = MAX(cells[c].letters, (double)cells[c].of[RV_MEASURE_GONE] * typical);
    for (gsize i = 0; i < G_N_ELEMENTS(hiding); i++) {
        const RvSeen *seen = &exam->seen[hiding[i].kind];
        double hidden = typical * rv_ramp(seen->severity, hiding[i].from, hiding[i].to);

        if (hidden <= 0 || rv_px_is_empty(seen->where))
            continue;
        for (int c = 0; c < n; c++) {
            RvPx area = rv_edges_area(exam->edges, exam->glance, c);

            if (rv_px_is_inside(area, seen->where))
                cells[c].letters = MAX(cells[c].letters, hidden);
        }
    }
}

RvCell *
rv_cells_new(const RvExam *exam, const RvHeard *heard)
{
    int n = exam->edges->columns * exam->edges->rows;
    RvCell *cells = g_new0(RvCell, n);
    g_autofree Tally *tallies = g_new0(Tally, n);
    Tally page;

    tally_letters(exam, tallies);
    tally_pieces(exam, tallies);
    if (heard)
        tally_words(exam, heard, tallies);
    page = sum_of(tallies, n);
    for (int c = 0; c < n; c++) {
        const Tally *tally = &tallies[c];

        cells[c].sure = tally->sure;
        cells[c].letters = heard ? tally->heard + tally->unread : tally->letters;
        measure_print(exam, c, tally, cells[c].of);
        measure_defects(exam, c, cells[c].of);
        if (heard)
            measure_words(tally, &page, cells[c].of);
    }
    add_hidden(exam, cells, n);
    return cells;
}

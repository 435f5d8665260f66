/* SPDX-License-Identifier: GPL-3.0-or-later */
/* train-boxes BUILD OUT [SHEETS [SEED]]: makes sheets of tick boxes of every level, looks at them
 * as the program does, trains the classifier of src/boxes/classify.h on seven of eight, prints how
 * it does on the others, and writes its weights. */
#include "train.h"

#include "box-sheets.h"
#include "bench.h"
#include "boxes/view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHEETS 960
#define SEED 2026
#define HELD_OUT 8 /* one sheet of so many is kept from training */
/* The share of a box that must be covered by what was found for it. */
#define SAME_BOX 0.5

/* ---- looking at the sheets ----------------------------------------------------------------- */

static RvBoxSpot
spot_of(const RvSheet *sheet, const BenchBox *box, const GArray *frames)
{
    RvPx want = bench_box_px(sheet, box->box);
    RvBoxSpot spot = {.finding = RV_BOX_NOWHERE};
    double best = SAME_BOX * want.w * want.h;

    for (guint i = 0; i < frames->len; i++) {
        const RvFrame *frame = &g_array_index(frames, RvFrame, i);
        RvPx both = rv_px_intersection(frame->box, want);
        double over = (double)both.w * both.h;

        if (over > best && (double)frame->box.w * frame->box.h * SAME_BOX < want.w * want.h) {
            best = over;
            spot = (RvBoxSpot){.finding = RV_BOX_FOUND, .frame = *frame};
        }
    }
    return spot;
}

/* Outlines, and brackets where those are printed; what is not found cannot be learnt from. */
static GArray *
spots_of(const RvSheet *sheet, const GArray *boxes)
{
    g_autoptr(GPtrArray) sheets = g_ptr_array_new(), readings = g_ptr_array_new();
    g_autoptr(GPtrArray) frames = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    g_autoptr(RvReading) reading = rv_reading_new(1);
    g_autoptr(GArray) queries = bench_box_queries(sheet, boxes);
    GArray *spots = g_array_new(FALSE, FALSE, sizeof(RvBoxSpot));
    const char *style = boxes->len ? g_array_index(boxes, BenchBox, 0).style : "";
    gboolean pairs = g_str_has_prefix(style, "brackets") || g_str_has_prefix(style, "parentheses");

    g_ptr_array_add(sheets, (gpointer)sheet);
    g_ptr_array_add(readings, reading);
    g_ptr_array_add(frames, pairs ? rv_brackets_find(sheet)
                                  : rv_frames_find(sheet, reading,
                                                   (const RvBoxQuery *)(void *)queries->data,
                                                   queries->len));
    if (pairs)
        rv_brackets_find_twins(sheets, readings, frames);
    for (guint i = 0; i < boxes->len; i++) {
        RvBoxSpot spot =
            spot_of(sheet, &g_array_index(boxes, BenchBox, i), g_ptr_array_index(frames, 0));

        g_array_append_val(spots, spot);
    }
    return spots;
}

static guint8
as_byte(float value)
{
    return (guint8)CLAMP(value * TRAIN_BYTE + 0.5F, 0, 255);
}

static void
sample_write(const RvBoxView *view, const BenchBox *box, int sheet, FILE *out)
{
    static const char *const states[] = {"ticked", "unticked", "ambiguous"};
    TrainSample sample = {.sheet = sheet, .grain = (float)view->grain};

    while (sample.state < 2 && !g_str_equal(box->state, states[sample.state]))
        sample.state++;
    g_strlcpy(sample.mark, box->mark, sizeof sample.mark);
    for (int k = 0; k < RV_VIEW_PIXELS; k++) {
        sample.seen[k] = as_byte(view->seen[k]);
        sample.empty[k] = as_byte(view->empty[k]);
    }
    if (fwrite(&sample, sizeof sample, 1, out) != 1)
        g_error("a sample cannot be written");
}

static void
look_at_sheet(const char *base, int level, int number, FILE *out)
{
    g_autoptr(RvSheet) sheet = bench_box_sheet_open(base);
    g_autoptr(GArray) boxes = bench_boxes_load(base);
    g_autoptr(GPtrArray) sheets = g_ptr_array_new();
    g_autoptr(GArray) spots = spots_of(sheet, boxes);
    g_autofree RvBoxView *views = NULL;

    g_ptr_array_add(sheets, sheet);
    views = rv_views_new(sheets, spots);
    for (guint i = 0; i < spots->len; i++)
        if (g_array_index(spots, RvBoxSpot, i).finding == RV_BOX_FOUND)
            sample_write(&views[i], &g_array_index(boxes, BenchBox, i),
                         number * BENCH_BOX_LEVELS + level, out);
}

/* ---- main ---------------------------------------------------------------------------------- */

static GArray *
part_of(const GArray *samples, gboolean held_out)
{
    GArray *part = g_array_new(FALSE, FALSE, sizeof(TrainSample));

    for (guint i = 0; i < samples->len; i++) {
        const TrainSample *sample = &g_array_index(samples, TrainSample, i);

        if ((sample->sheet / BENCH_BOX_LEVELS % HELD_OUT == 0) == held_out)
            g_array_append_vals(part, sample, 1);
    }
    return part;
}

int
main(int argc, char **argv)
{
    int sheets = bench_number(argc, argv, 3, SHEETS), seed = bench_number(argc, argv, 4, SEED);
    g_autoptr(GArray) all = NULL, train = NULL, held_out = NULL;
    g_autofree RvBoxNet *net = NULL;

    if (argc < 3) {
        fprintf(stderr, "Usage: train-boxes BUILD OUT [SHEETS [SEED]]\n");
        return 64;
    }
    all = bench_box_sheets(argv[1], MAX(sheets / BENCH_BOX_LEVELS, 1), seed, look_at_sheet,
                           sizeof(TrainSample));
    train = part_of(all, FALSE);
    held_out = part_of(all, TRUE);
    printf("%u boxes to learn from, %u held out\n", train->len, held_out->len);
    net = train_net(train, held_out, (guint32)seed);
    train_report(net, held_out);
    train_write(net, argv[2]);
    return 0;
}

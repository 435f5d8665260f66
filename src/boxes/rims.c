/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How deep does the outline of an empty box reach? Some are double, some blurred by the scan. What
 * most boxes of a document have at one depth on all sides is their outline, and no mark. */
#include "boxes/boxes-private.h"

#include "recevable/rank.h"

/* Depths that are looked at, as shares of the box: a double outline reaches 0.2 deep. */
#define BINS 6
#define BIN 0.05
/* A bin that three of four boxes have ink in, on that share of its ring, is outline. Of 502 boxes
 * (36 made documents, L0 to L2) nine of ten with a second outline had 1.00 at its depth, ticked or
 * not; of those without, ticked ones had 0.24 there (the middle one) and 0.69 (one of ten), empty
 * ones 0. `scripts/tune` tries others by the boxes of bench-accuracy. */
#define USUAL 0.25
#define RING_SHARE 0.6

/* The part of one side, from corner to corner of the ring, that is d deep. */
static RvPx
side_at(RvPx box, int side, int d)
{
    RvPx r = rv_px_grow(box, -d, -d);

    switch (side) {
    case 0:
        return (RvPx){r.x, r.y, r.w, 1};
    case 1:
        return (RvPx){r.x, rv_px_bottom(r) - 1, r.w, 1};
    case 2:
        return (RvPx){r.x, r.y, 1, r.h};
    default:
        return (RvPx){rv_px_right(r) - 1, r.y, 1, r.h};
    }
}

/* Share of ink on the ring around the inside of a box, of the darkest lines of a bin. */
static double
ring_share(const RvSheet *sheet, RvPx box, int bin)
{
    int from = (int)(bin * BIN * box.w), to = MAX(from, (int)((bin + 1) * BIN * box.w));
    double sum = 0;

    for (int side = 0; side < 4; side++) {
        double best = 0;

        for (int d = from; d <= to; d++)
            best = MAX(best, rv_pix_share(sheet->ink, side_at(box, side, d)));
        sum += best;
    }
    return sum / 4;
}

static double
usual_share(const GPtrArray *sheets, const GArray *spots, int bin)
{
    g_autoptr(GArray) shares = g_array_new(FALSE, FALSE, sizeof(double));

    for (guint i = 0; i < spots->len; i++) {
        const RvBoxSpot *spot = &g_array_index(spots, RvBoxSpot, i);
        double share;

        if (spot->finding != RV_BOX_FOUND || !rv_px_is_empty(spot->frame.left))
            continue;
        share = ring_share(g_ptr_array_index(sheets, spot->sheet), spot->frame.box, bin);
        g_array_append_val(shares, share);
    }
    return rv_rank_double(shares, USUAL);
}

void
rv_rims_learn(const GPtrArray *sheets, GArray *spots)
{
    double depth = 0;

    for (int bin = 0; bin < BINS; bin++)
        if (usual_share(sheets, spots, bin) >= RING_SHARE)
            depth = (bin + 1) * BIN;
    for (guint i = 0; i < spots->len; i++) {
        RvFrame *frame = &g_array_index(spots, RvBoxSpot, i).frame;

        /* with the line that the last bin ends at */
        frame->rim = depth > 0 ? (int)(depth * frame->box.w) + 1 : 0;
    }
}

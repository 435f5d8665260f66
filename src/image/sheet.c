/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way from a page of pixels to a sheet. */
#include "image/image-private.h"
#include "recevable/error.h"
#include "recevable/i18n.h"

#include <math.h>

#define PT_PER_INCH 72.0
/* Specks up to this area are noise: a dot of 6 points has 0.07 mm2. */
#define SPECK_MM2 0.02
/* A page with less ink than that, specks aside, is blank: three digits have more. */
#define BLANK_MM2 2.0
/* Letters of a bar are darker than that once it is turned over. */
#define BAR_LETTER 140
/* A colour is one when its channels are this far apart, on so many pixels of a page (one cross in a
 * tick box of A4 is 0.02 %; the tint of paper is not a colour). */
#define COLOR_SPREAD 45
#define COLOR_SHARE 0.0001
#define COLOR_STEP 2 /* one pixel in so many each way is looked at */
/* Black and white may be stored as nearly so. One row in so many is looked at. */
#define BILEVEL_SLACK 8
#define BILEVEL_STEP 4

static gboolean
has_color(const RvPixels *pixels)
{
    gint64 n = 0, seen = 0;

    if (pixels->channels != 3)
        return FALSE;
    for (int y = 0; y < pixels->height; y += COLOR_STEP) {
        const guint8 *row = pixels->data + (gsize)y * (gsize)pixels->stride;

        for (int x = 0; x < pixels->width; x += COLOR_STEP, seen++) {
            int r = row[3 * x], g = row[3 * x + 1], b = row[3 * x + 2];

            n += MAX(r, MAX(g, b)) - MIN(r, MIN(g, b)) > COLOR_SPREAD;
        }
    }
    return n > COLOR_SHARE * seen;
}

static gboolean
is_bilevel(PIX *gray)
{
    for (int y = 0; y < pixGetHeight(gray); y += BILEVEL_STEP) {
        const l_uint32 *line = pixGetData(gray) + (gsize)y * pixGetWpl(gray);

        for (int x = 0; x < pixGetWidth(gray); x++) {
            int value = GET_DATA_BYTE(line, x);

            if (value > BILEVEL_SLACK && value < 255 - BILEVEL_SLACK)
                return FALSE;
        }
    }
    return TRUE;
}

/* gray and color on the grid, the grid itself, and its maps. */
static gboolean
straighten(RvSheet *sheet, const RvPage *page, int turn)
{
    g_autoptr(PIX) gray = rv_pix_gray(&page->pixels);
    RvPose pose;

    if (!gray || !rv_pose_find(page, gray, turn, &pose))
        return FALSE;
    sheet->is_bilevel = is_bilevel(gray);
    sheet->gray = rv_warp(gray, &pose);
    if (has_color(&page->pixels))
        sheet->color = rv_warp_colors(&page->pixels, &pose);
    if (!sheet->gray)
        return FALSE;
    if (pose.is_sheet)
        rv_border_clear(sheet->gray, pose.dpi); /* slivers of the desk */
    sheet->width = pixGetWidth(sheet->gray);
    sheet->height = pixGetHeight(sheet->gray);
    sheet->dpi = pose.dpi;
    sheet->to_page = pose.to_page;
    sheet->rotation = pose.rotation;
    sheet->skew_deg = pose.skew_deg;
    return TRUE;
}

/* Marks what is too small to be print. Returns the ink that remains, in mm2. */
static double
mark_specks(const RvPieces *pieces, double dpi, guint8 *gone)
{
    double mm2 = pow(dpi / 25.4, 2), left = 0;
    int most = MAX(1, (int)(SPECK_MM2 * mm2));

    for (guint i = 0; i < pieces->pieces->len; i++) {
        int area = g_array_index(pieces->pieces, RvPiece, i).area;

        gone[i] = area <= most;
        left += gone[i] ? 0 : area;
    }
    return left / mm2;
}

/* The ink of print: inside bars that of their letters. */
static PIX *
writing(PIX *ink, PIX *gray, PIX *bars, double dpi)
{
    PIX *out = pixCopy(NULL, ink);
    g_autoptr(PIX) letters = NULL, wide = NULL;

    if (!bars)
        return out;
    letters = pixThresholdToBinary(gray, BAR_LETTER);
    pixAnd(letters, letters, bars);
    wide = rv_bars_with_fringe(bars, dpi);
    pixSubtract(out, out, wide);
    return pixOr(out, out, letters);
}

static void
keep_pieces(RvSheet *sheet, const RvPieces *pieces, const guint8 *specks, const guint8 *dots)
{
    for (guint i = 0; i < pieces->pieces->len; i++) {
        const RvPiece *piece = &g_array_index(pieces->pieces, RvPiece, i);
        RvSheetPiece kept = {piece->box, piece->area};

        if (!specks[i] && !dots[i])
            g_array_append_val(sheet->pieces, kept);
    }
}

/* Fills in what follows from the even grey picture. */
static void
sort_ink(RvSheet *sheet, const RvEven *even)
{
    g_autoptr(PIX) bars = rv_bars_find(even->gray, sheet->dpi), plain = NULL, removed = NULL;
    g_autoptr(PIX) gray =
        bars ? rv_bars_inverted(even->gray, bars, sheet->dpi) : pixClone(even->gray);
    g_auto(RvPieces) pieces = {0};
    g_autofree guint8 *specks = NULL, *dots = NULL;

    sheet->ink = rv_ink(even);
    plain = writing(sheet->ink, gray, bars, sheet->dpi);
    sheet->print = pixCopy(NULL, plain);
    rv_rules_remove(plain, gray, bars, sheet->print, sheet->dpi, sheet->rules);
    pieces = rv_pieces_find(sheet->print);
    specks = g_new0(guint8, pieces.pieces->len + 1);
    dots = g_new0(guint8, pieces.pieces->len + 1);
    rv_leaders_find(&pieces, sheet->dpi, sheet->leaders, dots);
    rv_teeth_find(&pieces, sheet->dpi, sheet->rules, dots);
    rv_lattices_find(&pieces, sheet->dpi, sheet->rules, dots);
    rv_border_mark_shadows(&pieces, sheet->width, sheet->height, sheet->dpi, dots);
    sheet->is_blank = mark_specks(&pieces, sheet->dpi, specks) < BLANK_MM2;
    rv_pieces_erase(&pieces, dots, sheet->print);
    removed = pixSubtract(NULL, plain, sheet->print);
    rv_pieces_erase(&pieces, specks, sheet->ink); /* but not from text: dots and accents of poor */
    rv_pieces_erase(&pieces, specks, sheet->print); /* scans are specks to the threshold only */
    sheet->text = rv_text_new(gray, removed, sheet->print);
    sheet->x_height = rv_letters_x_height(&pieces, sheet->dpi);
    keep_pieces(sheet, &pieces, specks, dots);
}

RvSheet *
rv_sheet_new(const RvPage *page, int turn, GError **error)
{
    g_autoptr(RvSheet) sheet = g_new0(RvSheet, 1);
    g_auto(RvEven) even = {0};

    g_return_val_if_fail(page && turn >= 0 && turn < 360 && turn % 90 == 0, NULL);
    /* Leptonica answers by NULL; what it prints besides does not belong on standard error. */
    setMsgSeverity(L_SEVERITY_NONE);
    sheet->page = page->number;
    sheet->turn = turn;
    sheet->width_pt = page->width_pt;
    sheet->height_pt = page->height_pt;
    sheet->rules = g_array_new(FALSE, FALSE, sizeof(RvSheetRule));
    sheet->leaders = g_array_new(FALSE, FALSE, sizeof(RvPx));
    sheet->pieces = g_array_new(FALSE, FALSE, sizeof(RvSheetPiece));
    if (!straighten(sheet, page, turn)) {
        g_set_error(error, RV_ERROR, RV_ERROR_INTERNAL,
                    _("Page %d has no picture that can be straightened. Scan it again."),
                    page->number);
        return NULL;
    }
    even = rv_even(sheet->gray, sheet->dpi);
    sort_ink(sheet, &even);
    pixDestroy(&sheet->gray);
    sheet->gray = g_steal_pointer(&even.gray);
    sheet->is_blank = sheet->is_blank || page->is_blank;
    sheet->is_damaged = page->is_damaged;
    sheet->is_unreadable = page->is_unreadable;
    sheet->paper = even.paper;
    sheet->noise = even.noise;
    return g_steal_pointer(&sheet);
}

void
rv_sheet_free(RvSheet *sheet)
{
    if (!sheet)
        return;
    pixDestroy(&sheet->gray);
    pixDestroy(&sheet->color);
    pixDestroy(&sheet->ink);
    pixDestroy(&sheet->print);
    pixDestroy(&sheet->text);
    g_clear_pointer(&sheet->rules, g_array_unref);
    g_clear_pointer(&sheet->leaders, g_array_unref);
    g_clear_pointer(&sheet->pieces, g_array_unref);
    g_free(sheet);
}

RvPlace
rv_sheet_place(const RvSheet *sheet, RvPx box)
{
    return (RvPlace){sheet->page, box, rv_map_rect(&sheet->to_page, box)};
}

int
rv_sheet_count_ink(const RvSheet *sheet, RvPx area, gboolean all)
{
    return rv_pix_count(all ? sheet->ink : sheet->print, area);
}

int
rv_sheet_px(const RvSheet *sheet, double points)
{
    return (int)lround(points * sheet->dpi / PT_PER_INCH);
}

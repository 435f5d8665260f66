/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ink of a place to sign, without the print in it. */
#include "boxes/boxes-private.h"

/* Chosen while looking at what `make bench-signatures` lists; it shows what other numbers do. */

/* Words read so surely are print; handwriting reads at 0.2 to 0.6. */
#define PRINT_SURE 0.75
#define PRINT_LETTERS 2
/* Print where people sign is up to 24 points; taller words are strokes that look like letters. */
#define PRINT_TALL_MM 9.0
/* A letter lies in its word with so much of its ink, and sticks out of it no further. */
#define LETTER_INSIDE 0.7
#define LETTER_TALL 1.6
/* Rules that are shorter and hang on no other one are strokes of the pen. */
#define RULE_MM 40.0
#define HUNG_MM 1.0

/* A signature may be read as letters, and surely; but those are higher than print. The words of its
 * label are print however they were read. */
static gboolean
is_print(const RvInkPlace *place, const RvWord *word)
{
    RvPx label = place->label;
    gboolean in_label = 2 * rv_px_overlap_x(word->box, label) > word->box.w &&
                        2 * rv_px_overlap_y(word->box, label) > word->box.h;
    int letters = 0;

    for (const char *c = word->text; *c; c = g_utf8_next_char(c))
        letters += g_unichar_isalnum(g_utf8_get_char(c));
    return letters >= PRINT_LETTERS && (in_label || word->confidence >= PRINT_SURE) &&
           word->box.h < PRINT_TALL_MM * place->mm;
}

/* Where words are printed, as a picture of the window; those in the area are noted. */
static PIX *
printed_words(const RvInkPlace *place, RvPx *print)
{
    RvPx window = place->window;
    PIX *mask = pixCreate(window.w, window.h, 1);

    for (guint i = 0; mask && i < place->reading->words->len; i++) {
        const RvWord *word = &g_array_index(place->reading->words, RvWord, i);
        RvPx box = rv_px_intersection(word->box, window);

        if (rv_px_is_empty(box) || !is_print(place, word))
            continue;
        pixRasterop(mask, box.x - window.x, box.y - window.y, box.w, box.h, PIX_SET, NULL, 0, 0);
        if (rv_px_is_inside(word->box, place->area) &&
            rv_px_is_empty(rv_px_intersection(word->box, place->label)))
            *print = rv_px_union(*print, word->box);
    }
    return mask;
}

/* The height of the print at a piece; 0: none. */
static int
print_height(const RvInkPlace *place, RvPx piece)
{
    int height = 0;

    for (guint i = 0; i < place->reading->words->len; i++) {
        const RvWord *word = &g_array_index(place->reading->words, RvWord, i);

        if (!rv_px_is_empty(rv_px_intersection(word->box, piece)) && is_print(place, word))
            height = MAX(height, word->box.h);
    }
    return height;
}

static gboolean
is_stroke(const RvInkPlace *place, const RvSheetRule *rule)
{
    int slack = (int)(HUNG_MM * place->mm);

    if (MAX(rule->box.w, rule->box.h) > RULE_MM * place->mm)
        return FALSE;
    for (guint i = 0; i < place->sheet->rules->len; i++) {
        const RvSheetRule *other = &g_array_index(place->sheet->rules, RvSheetRule, i);

        if (other != rule && MAX(other->box.w, other->box.h) > RULE_MM * place->mm &&
            !rv_px_is_empty(rv_px_intersection(rv_px_grow(other->box, slack, slack), rule->box)))
            return FALSE;
    }
    return TRUE;
}

/* The ink of print, and of straight strokes that were taken for rules. */
PIX *
rv_ink_of(const RvInkPlace *place)
{
    RvPx window = place->window;
    PIX *ink = rv_pix_crop(place->sheet->print, window);

    for (guint i = 0; ink && i < place->sheet->rules->len; i++) {
        const RvSheetRule *rule = &g_array_index(place->sheet->rules, RvSheetRule, i);
        RvPx box = rv_px_intersection(rv_px_grow(rule->box, 1, 1), window);

        if (!rv_px_is_empty(box) && is_stroke(place, rule))
            pixRasterop(ink, box.x - window.x, box.y - window.y, box.w, box.h, PIX_SRC | PIX_DST,
                        place->sheet->ink, box.x, box.y);
    }
    return ink;
}

/* Takes the letters of printed words out of the ink. A stroke that runs over them stays, with the
 * letters that it joined. */
RvPx
rv_print_erase(PIX *ink, const RvInkPlace *place)
{
    RvPx print = {0};
    g_autoptr(PIX) mask = printed_words(place, &print);
    g_autoptr(PIXA) pieces = NULL;
    g_autoptr(BOXA) boxes = mask ? pixConnComp(ink, &pieces, 8) : NULL;

    for (int i = 0; boxes && i < boxaGetCount(boxes); i++) {
        g_autoptr(PIX) piece = pixaGetPix(pieces, i, L_CLONE);
        g_autoptr(PIX) printed = NULL;
        l_int32 all = 0, inside = 0;
        RvPx box;

        boxaGetBoxGeometry(boxes, i, &box.x, &box.y, &box.w, &box.h);
        printed = piece ? rv_pix_crop(mask, box) : NULL;
        if (!printed)
            continue;
        pixAnd(printed, printed, piece);
        pixCountPixels(piece, &all, NULL);
        pixCountPixels(printed, &inside, NULL);
        if (inside < LETTER_INSIDE * all)
            continue;
        if (box.h <=
            LETTER_TALL * print_height(place, (RvPx){box.x + place->window.x,
                                                     box.y + place->window.y, box.w, box.h}))
            pixRasterop(ink, box.x, box.y, box.w, box.h, PIX_DST & PIX_NOT(PIX_SRC), piece, 0, 0);
    }
    return print;
}

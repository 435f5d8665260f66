/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the signature belongs: below its label and beside it, within its cell. */
#include "match-private.h"

#define AREA_HEIGHT_PT 110.0 /* a signature is up to 4 cm high */
#define AREA_WIDTH_PT 280.0  /* and up to half a page wide */
#define LEFT_OF_LABEL_PT 15.0
/* A label that is read less well may stand under the signature itself, or be another one ("Nom du
 * représentant de l'établissement"): then nothing is missing for sure. Chosen: labels that were
 * found in a wrong place fitted by less; no program looks for it again. */
#define SURE_LABEL 0.9
/* Walls of a cell with room for a signature go on so many heights of its label below it. Chosen: a
 * box to write in ends within one. */
#define BELOW_LABEL 1.5

/* Does the rule part more than the label's row? A box to write the name in does not. */
static gboolean
goes_down(const RvSheetRule *rule, RvPx label)
{
    return rv_px_bottom(rule->box) >= rv_px_bottom(label) + (int)(BELOW_LABEL * label.h);
}

/* The area is cut at upright rules beside it: the neighbour's cell is the neighbour's. */
static RvPx
within_cell(const RvSheet *sheet, RvPx area, RvPx label)
{
    int left = area.x, right = rv_px_right(area);

    for (guint i = 0; i < sheet->rules->len; i++) {
        const RvSheetRule *rule = &g_array_index(sheet->rules, RvSheetRule, i);
        int x = rv_px_centre_x(rule->box);

        if (!rv_sheet_rule_parts(sheet, rule, label) || !goes_down(rule, label))
            continue;
        if (x <= label.x)
            left = MAX(left, x);
        else if (x >= rv_px_right(label))
            right = MIN(right, x);
    }
    return (RvPx){left, area.y, MAX(right - left, 0), area.h};
}

RvInk
rv_signature_look(const RvSheet *sheet, const RvReading *reading, RvPx label)
{
    int left = label.x - rv_sheet_px(sheet, LEFT_OF_LABEL_PT);
    RvPx area = {left, label.y,
                 MAX(rv_sheet_px(sheet, AREA_WIDTH_PT), label.w + (label.x - left) * 2),
                 rv_sheet_px(sheet, AREA_HEIGHT_PT)};

    area = rv_px_clip(within_cell(sheet, area, label), sheet->width, sheet->height);
    return rv_ink_signature(sheet, reading, area, label);
}

void
rv_signature_fill(const RvIndex *index, const GPtrArray *targets, RvEvidence *evidence)
{
    const RvTarget *target = rv_targets_get(targets, evidence->item, RV_ROLE_SIGNATURE, -1);
    const RvSpot *spot = rv_target_spot(target);

    if (!spot) {
        evidence->ink.state = RV_INK_UNCERTAIN;
        return;
    }
    evidence->ink =
        rv_signature_look(rv_index_sheet(index, spot->page),
                          g_ptr_array_index(index->readings, spot->page), spot->last_line);
    if (evidence->ink.state == RV_INK_ABSENT && spot->similarity < SURE_LABEL)
        evidence->ink.state = RV_INK_UNCERTAIN;
}

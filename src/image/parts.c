/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recevable/image.h"

/* An upright line of this share of the sheet's height is a streak of the scanner, or a frame around
 * the page: tables and columns of forms stay below two thirds. */
#define STREAK_SHARE 0.72

gboolean
rv_sheet_rule_parts(const RvSheet *sheet, const RvSheetRule *rule, RvPx row)
{
    return !rule->horizontal && rule->box.h < STREAK_SHARE * sheet->height &&
           2 * rv_px_overlap_y(rule->box, row) > row.h;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Skew by the sharpness of the profile of rows (Postl's method, as Leptonica has it), on letters
 * alone: rules, frames and the shadows of a scanner's lid pull it their way. */
#include "image/image-private.h"

#define RANGE_DEG 15.0
#define STEP_DEG 1.0
#define END_STEP_DEG 0.01
/* Ratio of the best to the worst profile. Leptonica's own limit for a sure answer. */
#define MIN_CONFIDENCE 3.0
/* Larger pieces are no letters. */
#define LETTER_MAX_MM 9.0

double
rv_skew_find(PIX *ink, double dpi)
{
    g_autoptr(PIX) letters = rv_letters_alone(ink, dpi, LETTER_MAX_MM);
    l_float32 angle = 0, confidence = 0;

    if (!letters || pixFindSkewSweepAndSearch(letters, &angle, &confidence, 2, 1, RANGE_DEG,
                                              STEP_DEG, END_STEP_DEG) != 0)
        return 0;
    return confidence < MIN_CONFIDENCE ? 0 : -angle;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* To add a defect: a row here, its kind and its detector in defects.h and see.c, its type in
 * docs/result.schema.json and docs/readability.md; then `make models`. */
#include "gauge/advice.h"

#include "recevable/gauge.h"
#include "recevable/i18n.h"

static const RvAdvice advices[RV_ALL_DEFECTS] = {
    [RV_DEFECT_BLANK] = {"blank", RV_CURE_SCAN, N_("no print"), N_("The page is blank.")},
    [RV_DEFECT_DARK] = {"dark", RV_CURE_SCAN, N_("too little light"),
                        N_("The page is dark. Scan lighter, or photograph it in even light.")},
    [RV_DEFECT_SHADOW] =
        {"shadow", RV_CURE_SCAN, N_("a shadow"),
         N_("A shadow lies on the page. Close the lid, or keep hand and camera out of the light.")},
    [RV_DEFECT_GLARE] =
        {"glare", RV_CURE_SCAN, N_("glare"),
         N_("Light washes the print out. Photograph without flash, away from lamps.")},
    [RV_DEFECT_FAINT] = {"faint", RV_CURE_SCAN, N_("faint print"),
                         N_("The print is faint. Scan darker, or print again.")},
    [RV_DEFECT_LOW_CONTRAST] =
        {"low-contrast-colour", RV_CURE_PRINT, N_("coloured print that hardly stands out"),
         N_("Coloured print hardly stands out from its ground. Print the form in black on white.")},
    [RV_DEFECT_NOISY] =
        {"noisy", RV_CURE_SCAN, N_("grain"),
         N_("The page is grainy. Scan the original, not a copy, and clean the glass.")},
    [RV_DEFECT_SMALL] =
        {"text-too-small", RV_CURE_SCAN, N_("letters of too few pixels"),
         N_("The letters have too few pixels. Scan at 300 dpi, or print the form larger.")},
    [RV_DEFECT_UPSCALED] =
        {"upscaled", RV_CURE_SCAN, N_("an enlarged picture"),
         N_("The picture was enlarged: it has less detail than its resolution claims. Scan the "
            "paper again at 300 dpi instead of enlarging a copy.")},
    [RV_DEFECT_BLURRY] = {"blurry", RV_CURE_SCAN, N_("blur"),
                          N_("The print is blurry. Keep the paper flat on the glass; "
                             "hold a camera still and close.")},
    [RV_DEFECT_JPEG] =
        {"jpeg-blocks", RV_CURE_SCAN, N_("too much compression"),
         N_("The picture was compressed too much. Scan again at a higher JPEG quality.")},
    [RV_DEFECT_DROPOUTS] =
        {"dropouts", RV_CURE_SCAN, N_("broken strokes"),
         N_("Strokes are broken by scanning in black and white. Scan in grey; do not fax.")},
    [RV_DEFECT_SKEWED] = {"skewed", RV_CURE_SCAN, N_("a page that lies askew"),
                          N_("The page lies askew. Put it straight on the glass.")},
    [RV_DEFECT_TURNED] = {"wrong-way-up", RV_CURE_TURN, N_("a page that does not stand upright"),
                          N_("The page does not stand upright. Turn it before you submit it.")},
    [RV_DEFECT_WARPED] =
        {"warped", RV_CURE_SCAN, N_("bent paper, or one seen from the side"),
         N_("The paper is bent or seen from the side. Flatten it, and hold the camera above its "
            "middle, or scan it.")},
    [RV_DEFECT_PAGE_CUT] = {"page-cut-off", RV_CURE_SCAN, N_("a page that is cut off"),
                            N_("The page is cut off at its edge. Put all of the "
                               "paper on the glass and scan it again.")},
    [RV_DEFECT_TEXT_CUT] = {"text-cut-off", RV_CURE_PRINT, N_("text that is cut through"),
                            N_("Text is cut through. Print the form again within its margins.")},
    [RV_DEFECT_STREAKS] = {"streaks", RV_CURE_SCAN, N_("streaks"),
                           N_("Streaks run over the page. Clean the scanner's glass and rollers.")},
    [RV_DEFECT_BLEED] =
        {"bleed-through", RV_CURE_SCAN, N_("the back shining through"),
         N_("The back of the sheet shines through. Put a black sheet behind it, or print on one "
            "side of thicker paper.")},
    [RV_DEFECT_COVERED] =
        {"covered", RV_CURE_PRINT, N_("text under a stamp or ink"),
         N_("A stamp or ink lies over the text. Stamp and sign beside the print.")},
    [RV_DEFECT_UNREADABLE] = {"unreadable", RV_CURE_SCAN, N_("an image that cannot be shown"),
                              N_("The page holds an image that cannot be shown. Scan it again.")},
    [RV_DEFECT_DAMAGED] = {"damaged", RV_CURE_SCAN, N_("a damaged file"),
                           N_("The page is damaged in the file. Make the PDF again.")},
    [RV_DEFECT_HARD_TO_READ] =
        {"hard-to-read", RV_CURE_SCAN, N_("words that cannot be read"),
         N_("Many words cannot be read with certainty. Scan the original at 300 dpi, flat and "
            "clean.")},
};

static void
defect_clear(gpointer data)
{
    g_free(((RvDefect *)data)->advice);
}

GArray *
rv_defects_new(void)
{
    GArray *defects = g_array_new(FALSE, TRUE, sizeof(RvDefect));

    g_array_set_clear_func(defects, defect_clear);
    return defects;
}

const RvAdvice *
rv_defect_advice(int kind)
{
    return &advices[kind];
}

static const RvAdvice *
find(const char *type)
{
    for (int i = 0; i < RV_ALL_DEFECTS; i++)
        if (g_str_equal(advices[i].type, type))
            return &advices[i];
    return NULL;
}

const char *
rv_defect_type(const char *name)
{
    const RvAdvice *advice = find(name);

    return advice ? advice->type : NULL;
}

const char *
rv_defect_noun(const char *type)
{
    return find(type)->noun;
}

RvDefectCure
rv_defect_cure(const char *type)
{
    return find(type)->cure;
}

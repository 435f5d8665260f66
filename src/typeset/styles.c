/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ways a form may look. To add one: a row here, and its name. */
#include "press.h"

const char *const rv_typeset_styles[] = {"simple", "serif", "frames", "compact", "bands", NULL};

/* Fonts that Debian has; where one lacks another takes its place. No letter is below 9 points: less
 * is lost on a poor scan. */
static const RvPressStyle styles[] = {
    {.font = "Liberation Sans", .size = 10.5, .leading = 5, .blank = RV_BLANK_DOTS, .box = 10},
    {.font = "Liberation Serif",
     .size = 11.5,
     .leading = 5,
     .blank = RV_BLANK_RULE,
     .is_centred = TRUE,
     .box = 10},
    {.font = "DejaVu Sans", .size = 9.5, .leading = 6, .blank = RV_BLANK_FRAME, .box = 11},
    {.font = "Liberation Sans", .size = 9.2, .leading = 3, .blank = RV_BLANK_RULE, .box = 9},
    {.font = "Lato",
     .size = 10.5,
     .leading = 6,
     .blank = RV_BLANK_DOTS,
     .is_banded = TRUE,
     .is_centred = TRUE,
     .box = 11},
};
G_STATIC_ASSERT(G_N_ELEMENTS(styles) + 1 == G_N_ELEMENTS(rv_typeset_styles));

const RvPressStyle *
rv_press_style(const char *name)
{
    for (gsize i = 0; name && i < G_N_ELEMENTS(styles); i++)
        if (g_str_equal(name, rv_typeset_styles[i]))
            return &styles[i];
    return &styles[0];
}

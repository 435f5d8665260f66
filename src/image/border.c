/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "image/image-private.h"

void
rv_border_clear(PIX *gray, double dpi)
{
    (void)gray;
    (void)dpi;
}

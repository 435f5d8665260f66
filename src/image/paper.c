/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "image/image-private.h"

gboolean
rv_paper_find(PIX *gray, double corners[8])
{
    (void)gray;
    (void)corners;
    return FALSE;
}

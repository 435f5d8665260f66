/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "image/image-private.h"

#include <check.h>

Suite *suite_image(void);
Suite *
suite_image(void)
{
    return suite_create("image");
}

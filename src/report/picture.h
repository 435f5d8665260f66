/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small picture of a page. */
#pragma once

#include "recevable/gauge.h"

#include <cairo.h>

/* Of a page that is shown: 16 greys are enough to read by, and a third of the bytes of 256. */
#define RV_PICTURE_LEVELS 16

/* To draw; the caller's. */
cairo_surface_t *rv_picture_surface(const RvPageScore *page);
/* As a PNG in `levels` greys, 2-256. NULL: there is no memory for it. */
GString *rv_picture_png(const RvPageScore *page, int levels);

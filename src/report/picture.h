/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small picture of a page. */
#pragma once

#include "recevable/gauge.h"

#include <cairo.h>

/* The caller's. `levels`: how many greys are told apart, 2-256. */
cairo_surface_t *rv_picture_surface(const RvPageScore *page, int levels);
/* As a PNG. NULL: there is no memory for it. */
GString *rv_picture_png(const RvPageScore *page, int levels);

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small picture of a page. */
#pragma once

#include "recevable/gauge.h"

#include <cairo.h>

/* To draw; the caller's. */
cairo_surface_t *rv_picture_surface(const RvPageScore *page);

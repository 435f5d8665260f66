/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A PDF of images: its pages printed and scanned at 300 dpi, in colour. The caller's. Leptonica's
 * grain comes from rand(). */
GBytes *bench_rescan(GBytes *pdf, GRand *rand);

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the print of a black-and-white page has vanished: gaps between its lines in which specks
 * are strewn, and none beside the print. */
#pragma once

#include "gauge/light.h"

typedef struct RvVanished {
    guint8 *tiles; /* of the glance: 1 where print is gone */
    double gone;   /* how many are, for each tile with print */
    RvPx where;    /* the tiles around all of them; empty: none */
} RvVanished;

/* Needs exam->prints. Owned by the caller. */
RvVanished *rv_vanished_new(const RvExam *exam);
void rv_vanished_free(RvVanished *vanished);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvVanished, rv_vanished_free)

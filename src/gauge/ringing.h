/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ringing on the paper beside print: what coding in blocks leaves around letters. Only blocks of
 * the picture's own coding (8 x 8 from its corner) that hold no ink are looked at: that coding puts
 * nothing there, so what rings in them was coded before, in other blocks. */
#pragma once

#include "gauge/glance.h"

typedef struct {
    double all;  /* of blocks beside ink, levels, without what rings far from ink too */
    double peak; /* likewise where it is worst */
    RvPx where;  /* that is, small pixels */
} RvRinging;

RvRinging rv_ringing_find(const RvGlance *glance);

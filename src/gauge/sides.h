/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sides of the paper, where something else is seen beside it. */
#pragma once

#include "gauge/glance.h"

/* A side's opposite is side ^ 1. */
typedef enum { RV_SIDE_LEFT, RV_SIDE_RIGHT, RV_SIDE_TOP, RV_SIDE_BOTTOM, RV_SIDES } RvSideName;

static inline gboolean
rv_side_is_across(RvSideName side)
{
    return side == RV_SIDE_LEFT || side == RV_SIDE_RIGHT;
}
/* Rows or columns in which sides are looked for. */
#define RV_SIDE_SCANS 48

typedef struct {
    gboolean is_seen;
    int start, end; /* scans from there to before `end` */
    double slope;   /* of its depth, small pixels for a scan */
    double depth;   /* in its middle: small pixels from the picture's edge */
    double bend;    /* deviation from a line, in its length */
} RvSide;

RvSide rv_side_find(const RvGlance *glance, RvSideName name);

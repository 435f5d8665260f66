/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What defects are called, and what to do about them. */
#pragma once

#include "gauge/defects.h"

typedef enum { RV_CURE_SCAN, RV_CURE_PRINT, RV_CURE_TURN } RvDefectCure;

typedef struct {
    const char *type;   /* of RvDefect */
    RvDefectCure cure;  /* what has to be done again */
    const char *noun;   /* "blur", marked for translation */
    const char *advice; /* likewise, a sentence */
} RvAdvice;

/* Defects that the pixels alone do not tell. */
typedef enum {
    RV_DEFECT_UNREADABLE = RV_DEFECTS, /* an image that cannot be shown */
    RV_DEFECT_DAMAGED,                 /* the file is damaged there */
    RV_DEFECT_HARD_TO_READ,            /* the reader fails, whatever the cause */
    RV_ALL_DEFECTS
} RvOtherDefect;

const RvAdvice *rv_defect_advice(int kind); /* RvDefectKind or RvOtherDefect */
/* The same by the type of a defect. */
const char *rv_defect_noun(const char *type);
RvDefectCure rv_defect_cure(const char *type);

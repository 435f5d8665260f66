/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What annotating is made of. */
#pragma once

#include "recevable/annotate.h"

typedef struct {
    double red, green, blue; /* fifths: Poppler writes them exactly; no two kinds share them */
    const char *line;        /* as PDF says it; "" for a note */
    double width;            /* of the line, points */
} RvMarkLook;

extern const RvMarkLook rv_mark_looks[RV_MARK_KINDS];

/* certified.c: did somebody certify the document, and allow no notes in it? */
gboolean rv_is_certified(const guint8 *data, gsize size);

/* retouch.c: in what Poppler added behind a document, gives the marks their lines, and takes out
 * what hangs on the clock. FALSE: it is not as Poppler 22.12 writes it. */
gboolean rv_retouch(GByteArray *added);

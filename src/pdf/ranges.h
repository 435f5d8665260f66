/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which bytes of a file does a signature cover? Poppler has no way to ask. The /ByteRange of a
 * signature always stands in the file as plain text: it is written last, over blanks. */
#pragma once

#include <glib.h>

/* More signatures than that are a trap for time: each is a checksum over the whole file. */
#define RV_MAX_SIGNATURES 16

/* From 0 to gap, and from gap_end to end; between them stands the signature, "<30 82 ...>". */
typedef struct {
    gsize gap, gap_end, end;
} RvRange;

/* How many signatures the file speaks of, whether they make sense or not. */
guint rv_ranges_count(const guint8 *data, gsize size);
/* The signed ranges that make sense, RvRange, the shortest first: two pieces, the first from the
 * start of the file, within it, that leave out one string of hexadecimal digits and nothing else,
 * and hold the text of the range itself. The first RV_MAX_SIGNATURES of them. */
GArray *rv_ranges_find(const guint8 *data, gsize size);
/* Is the checksum of the range, the signature left out, this one? */
gboolean rv_range_sums_to(const guint8 *data, const RvRange *range, GChecksumType type,
                          GBytes *sum);
/* What stands in the gap, as bytes; NULL: no whole bytes. */
GBytes *rv_range_contents(const guint8 *data, const RvRange *range);
/* How many bytes follow the range; blanks at the very end say nothing and are none. */
gsize rv_range_after(const guint8 *data, gsize size, const RvRange *range);

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes made smaller (zlib), and back. */
#pragma once

#include <glib.h>

/* Owned by the caller. */
GBytes *rv_squeeze(gconstpointer data, gsize size);
/* What rv_squeeze() made, which may be anybody's; NULL: it is damaged, or larger than `most` bytes.
 */
GBytes *rv_unsqueeze(gconstpointer data, gsize size, gsize most);

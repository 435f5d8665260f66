/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which words of two texts are the same, in their order. */
#pragma once

#include <glib.h>

/* A flag for each word, whether the other text has it too; the caller's. */
void rv_word_diff(GStrv expected, GStrv found, gboolean **expected_shared, gboolean **found_shared);

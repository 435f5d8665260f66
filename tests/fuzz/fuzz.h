/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is fuzzed: each target takes any bytes, and aborts when something is not as it must be. Each
 * has a file here and a folder of seeds. */
#pragma once

#include <glib.h>

typedef struct {
    const char *name; /* of its seeds: tests/fuzz/seeds/NAME */
    void (*run)(const guint8 *data, gsize size);
} RvFuzzTarget;

extern const RvFuzzTarget rv_fuzz_targets[]; /* ended by a NULL name */

void rv_fuzz_cms(const guint8 *data, gsize size);
void rv_fuzz_frames(const guint8 *data, gsize size);
void rv_fuzz_reading(const guint8 *data, gsize size);
void rv_fuzz_result(const guint8 *data, gsize size);
void rv_fuzz_template(const guint8 *data, gsize size);
void rv_fuzz_text(const guint8 *data, gsize size);
void rv_fuzz_values(const guint8 *data, gsize size);

/* NULL: there is no such target. */
const RvFuzzTarget *rv_fuzz_target(const char *name);

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of targets, and libFuzzer's way in: $FUZZ names the target. */
#include "fuzz.h"

const RvFuzzTarget rv_fuzz_targets[] = {
    {"cms", rv_fuzz_cms},           {"frames", rv_fuzz_frames},
    {"reading", rv_fuzz_reading},   {"result", rv_fuzz_result},
    {"text", rv_fuzz_text},         {"values", rv_fuzz_values},
    {"template", rv_fuzz_template}, {NULL, NULL},
};

const RvFuzzTarget *
rv_fuzz_target(const char *name)
{
    for (const RvFuzzTarget *target = rv_fuzz_targets; target->name; target++)
        if (g_strcmp0(target->name, name) == 0)
            return target;
    return NULL;
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    static const RvFuzzTarget *target;

    if (!target)
        target = rv_fuzz_target(g_getenv("FUZZ"));
    if (!target)
        g_error("set FUZZ to the name of a target: a folder of tests/fuzz/seeds");
    target->run(data, size);
    return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The targets without libFuzzer, as a test: the seeds as they are, then damaged, always alike. What
 * goes wrong ends the program. */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SEEDS "tests/fuzz/seeds"
#define DAMAGED 100 /* of each seed */

static void
damage(GByteArray *bytes, GRand *rand)
{
    for (int n = g_rand_int_range(rand, 1, 8); n > 0 && bytes->len; n--) {
        guint at = (guint)g_rand_int_range(rand, 0, (gint32)bytes->len);

        switch (g_rand_int_range(rand, 0, 4)) {
        case 0:
            bytes->data[at] ^= (guint8)(1 << g_rand_int_range(rand, 0, 8));
            break;
        case 1:
            bytes->data[at] = (guint8)g_rand_int_range(rand, 0, 256);
            break;
        case 2:
            g_byte_array_set_size(bytes, at);
            break;
        default:
            g_byte_array_append(bytes, bytes->data + at,
                                MIN(bytes->len - at, (guint)g_rand_int_range(rand, 1, 64)));
        }
    }
}

static void
replay(const RvFuzzTarget *target, const char *path, GRand *rand)
{
    g_autofree char *text = NULL;
    gsize size;

    if (!g_file_get_contents(path, &text, &size, NULL))
        return; /* a folder */
    target->run((const guint8 *)text, size);
    for (int i = 0; i < DAMAGED; i++) {
        g_autoptr(GByteArray) bytes = g_byte_array_new();

        g_byte_array_append(bytes, (const guint8 *)text, (guint)size);
        damage(bytes, rand);
        target->run(bytes->data, bytes->len);
    }
}

static guint
replay_all(const RvFuzzTarget *target)
{
    g_autofree char *folder = g_build_filename(SEEDS, target->name, NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_autoptr(GRand) rand = g_rand_new_with_seed(1);
    const char *name;
    guint n = 0;

    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *path = g_build_filename(folder, name, NULL);

        replay(target, path, rand);
        n++;
    }
    return n;
}

int
main(void)
{
    gboolean good = TRUE;

    for (const RvFuzzTarget *target = rv_fuzz_targets; target->name; target++) {
        guint n = replay_all(target);

        printf("%s fuzz %s (%u seeds)\n", n ? "ok" : "not ok", target->name, n);
        fflush(stdout);
        good = good && n;
    }
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}

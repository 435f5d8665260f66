/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One letter that was read as two: the network is torn between an A and an À, and the likeliest
 * sequence has both, one step after the other. */
#include "decode.h"

#include <string.h>

/* Steps from the middle of one character to the next one's. Where the same letter stands twice with
 * another accent ("ée") they are 2.5 apart or more, echoes 1: counted on 80 documents of all
 * levels. */
#define ECHO_STEPS 1.75

/* Signs that are taken for each other. */
static const char *const alike[] = {"Il1|", "O0", "'’", "-–—_", "B8", "S5$"};

static gunichar
base_letter(const char *text)
{
    g_autofree char *apart = g_utf8_normalize(text, -1, G_NORMALIZE_NFD);

    return apart ? g_utf8_get_char(apart) : 0;
}

static gboolean
are_alike(const char *a, const char *b)
{
    for (guint i = 0; i < G_N_ELEMENTS(alike); i++)
        if (strstr(alike[i], a) && strstr(alike[i], b))
            return TRUE;
    return g_unichar_isalpha(base_letter(a)) && base_letter(a) == base_letter(b);
}

static gboolean
is_echo(const RvCharacter *a, const RvCharacter *b)
{
    double steps = ((double)b->from + b->to - a->from - a->to) / 2;

    return steps < ECHO_STEPS && !g_str_equal(a->text, b->text) && are_alike(a->text, b->text);
}

void
rv_drop_echoes(GArray *characters)
{
    for (guint i = 0; i + 1 < characters->len;) {
        RvCharacter *a = &g_array_index(characters, RvCharacter, i), *b = a + 1;

        if (!is_echo(a, b)) {
            i++;
            continue;
        }
        if (b->cost < a->cost) {
            a->text = b->text;
            a->cost = b->cost;
        }
        a->to = b->to;
        g_array_remove_index(characters, i + 1);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

/* The character that starts at run i, and how many runs it takes; the longest that fits. */
static const char *
character_at(const RvNet *net, const GArray *runs, guint i, guint *n)
{
    guint16 codes[RV_NET_MAX_CODES];
    guint most = MIN(rv_net_longest(net), runs->len - i);

    for (guint k = 0; k < most; k++)
        codes[k] = g_array_index(runs, RvCodeRun, i + k).code;
    for (*n = most; *n > 0; --*n) {
        const char *text = rv_net_text(net, codes, *n);

        if (text)
            return text;
    }
    *n = 1;
    return NULL;
}

GArray *
rv_decode(const RvNet *net, const RvPosteriors *posteriors)
{
    return rv_decode_with(net, posteriors, RV_DECODE_FAVOUR);
}

GArray *
rv_decode_with(const RvNet *net, const RvPosteriors *posteriors, float favour)
{
    g_autoptr(GArray) codes = rv_beam_search(net, posteriors, favour);
    g_autoptr(GArray) runs =
        rv_align_codes(posteriors, (const guint16 *)(gpointer)codes->data, codes->len);
    GArray *characters = g_array_new(FALSE, FALSE, sizeof(RvCharacter));
    guint n;

    for (guint i = 0; i < runs->len; i += n) {
        const RvCodeRun *first = &g_array_index(runs, RvCodeRun, i);
        const char *text = character_at(net, runs, i, &n);
        RvCharacter character = {text, first->from, first->to, first->cost};

        for (guint k = 1; k < n; k++) {
            character.to = first[k].to;
            character.cost = MAX(character.cost, first[k].cost);
        }
        if (text)
            g_array_append_val(characters, character);
    }
    rv_drop_echoes(characters);
    return characters;
}

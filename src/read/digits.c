/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which digit may a character be, whatever it was read as? For numbers with a check digit. */
#include "read-private.h"

/* No number is longer without a blank; what is, would only cost time. Characters. */
#define LONGEST_NUMBER 40

/* The model's codes of the ten digits. FALSE: it lacks one. */
static gboolean
codes_of_digits(const RvNet *net, guint16 *codes)
{
    for (int digit = 0; digit < 10; digit++) {
        const char text[] = {(char)('0' + digit), 0};
        guint16 found[RV_NET_MAX_CODES];
        guint n;

        if (!rv_net_codes(net, text, found, &n) || n != 1)
            return FALSE;
        codes[digit] = found[0];
    }
    return TRUE;
}

/* The least cost of each digit over some steps. */
static RvDigitCosts
least_costs(const RvPosteriors *posteriors, const guint16 *codes, guint from, guint to)
{
    RvDigitCosts costs;

    for (int digit = 0; digit < 10; digit++)
        costs.of[digit] = RV_NET_FLOOR;
    for (guint32 i = posteriors->first[from]; i < posteriors->first[to]; i++)
        for (int digit = 0; digit < 10; digit++)
            if (posteriors->codes[i] == codes[digit])
                costs.of[digit] = MIN(costs.of[digit], RV_NET_COST * (float)posteriors->costs[i]);
    return costs;
}

RvDigitCosts *
rv_digit_costs(const RvTrace *trace, const RvCharacter *characters, guint n)
{
    guint16 codes[10];
    RvDigitCosts *all;
    gsize at = 0, most = 0;

    for (guint i = 0; i < n; i++)
        most += (gsize)g_utf8_strlen(characters[i].text, -1);
    if (most > LONGEST_NUMBER || !codes_of_digits(trace->net, codes))
        return NULL;
    all = g_new(RvDigitCosts, most + 1);
    for (guint i = 0; i < n; i++) {
        RvDigitCosts costs =
            least_costs(trace->posteriors, codes, characters[i].from, characters[i].to);

        for (int digit = 0; digit < 10; digit++)
            costs.of[digit] = MAX(costs.of[digit] - characters[i].cost, 0);
        if (g_ascii_isdigit(*characters[i].text))
            costs.of[*characters[i].text - '0'] = 0; /* itself, whatever told so */
        if (g_str_equal(characters[i].text, " "))
            continue;
        for (glong k = g_utf8_strlen(characters[i].text, -1); k > 0; k--)
            all[at++] = costs;
    }
    return all;
}

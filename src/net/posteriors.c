/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Posteriors, made compact: of the codes at a step only those that matter, their costs in a byte.
 */
#include "net-private.h"

/* What a caller sees, and how much room there is for entries. */
typedef struct {
    RvPosteriors seen;
    gsize room;
} Growing;

RvPosteriors *
rv_posteriors_new(guint n_codes, guint null_code, guint n_steps)
{
    Growing *growing = g_new0(Growing, 1);

    growing->seen = (RvPosteriors){
        .n_codes = n_codes, .null_code = null_code, .first = g_new0(guint32, (gsize)n_steps + 1)};
    return &growing->seen;
}

void
rv_posteriors_free(RvPosteriors *posteriors)
{
    if (!posteriors)
        return;
    g_free(posteriors->first);
    g_free(posteriors->codes);
    g_free(posteriors->costs);
    g_free(posteriors);
}

static void
make_room(Growing *growing, gsize n)
{
    if (n <= growing->room)
        return;
    growing->room = MAX(2 * growing->room, n);
    growing->seen.codes = g_renew(guint16, growing->seen.codes, growing->room);
    growing->seen.costs = g_renew(guint8, growing->seen.costs, growing->room);
}

void
rv_posteriors_add(RvPosteriors *posteriors, const float *costs)
{
    guint32 n = posteriors->first[posteriors->n_steps];

    make_room((Growing *)posteriors, (gsize)n + posteriors->n_codes);
    for (guint code = 0; code < posteriors->n_codes; code++)
        if (costs[code] < RV_NET_FLOOR) {
            posteriors->codes[n] = (guint16)code;
            posteriors->costs[n++] = (guint8)(MAX(costs[code], 0.0F) / RV_NET_COST + 0.5F);
        }
    posteriors->first[++posteriors->n_steps] = n;
}

void
rv_posteriors_trim(RvPosteriors *posteriors)
{
    Growing *growing = (Growing *)posteriors;
    gsize n = MAX(posteriors->first[posteriors->n_steps], 1);

    growing->room = n;
    posteriors->codes = g_renew(guint16, posteriors->codes, n);
    posteriors->costs = g_renew(guint8, posteriors->costs, n);
}

void
rv_posteriors_row(const RvPosteriors *posteriors, guint step, float *costs)
{
    for (guint code = 0; code < posteriors->n_codes; code++)
        costs[code] = RV_NET_FLOOR;
    for (guint32 i = posteriors->first[step]; i < posteriors->first[step + 1]; i++)
        costs[posteriors->codes[i]] = RV_NET_COST * (float)posteriors->costs[i];
}

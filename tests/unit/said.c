/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "said.h"

#include "net/net-private.h"

#include <check.h>
#include <math.h>
#include <string.h>

RvNet *said_by;

RvNet *
said_net(void)
{
    static const char path[] = "/usr/share/tesseract-ocr/5/tessdata/fra.traineddata";
    g_autoptr(GError) error = NULL;
    RvNet *net = rv_net_load(path, &error);

    ck_assert_msg(net != NULL, "%s", error ? error->message : "");
    return net;
}

void
said_load(void)
{
    said_by = said_net();
}

void
said_unload(void)
{
    g_clear_pointer(&said_by, rv_net_free);
}

guint16
said_code(const RvNet *net, const char *character)
{
    guint16 codes[RV_NET_MAX_CODES];
    guint n;

    if (g_str_equal(character, "_"))
        return (guint16)rv_net_null_code(net);
    ck_assert_msg(rv_net_codes(net, character, codes, &n) && n == 1, "%s", character);
    return codes[0];
}

/* One step: `first` with probability p, `second` with the rest. */
static void
add_step(RvPosteriors *posteriors, guint16 first, double p, guint16 second)
{
    g_autofree float *costs = g_new(float, posteriors->n_codes);

    for (guint i = 0; i < posteriors->n_codes; i++)
        costs[i] = RV_NET_FLOOR;
    costs[first] = (float)-log(p);
    if (p < 1)
        costs[second] = (float)-log(1 - p);
    rv_posteriors_add(posteriors, costs);
}

RvPosteriors *
said_posteriors(const RvNet *net, const char *text)
{
    guint16 null = (guint16)rv_net_null_code(net);
    RvPosteriors *p = rv_posteriors_new(rv_net_n_codes(net), null, 4 * (guint)strlen(text));

    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        g_autofree char *one = g_strndup(at, (gsize)(g_utf8_next_char(at) - at));
        g_autofree char *two = NULL;
        double probability = 1;

        if (*at == '[') {
            g_free(one);
            one = g_strndup(at + 1, 1);
            two = g_strndup(at + 2, 1);
            probability = g_ascii_strtod(at + 3, NULL);
            at = strchr(at, ']');
        }
        add_step(p, null, 1, null);
        for (int k = 0; k < (two ? 1 : 2); k++)
            add_step(p, said_code(net, one), probability, two ? said_code(net, two) : null);
        add_step(p, null, 1, null);
    }
    return p;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A phrase as units that the network can say, with the codes that may stand for each. */
#include "recevable/text.h"
#include "spot-private.h"

#include <string.h>

/* What one types for the other. Any shape does; the model knows some of them only. */
static const char *const shapes[] = {"'\342\200\231\342\200\230\302\264`",
                                     "\"\342\200\234\342\200\235\342\200\236\302\253\302\273",
                                     "-\342\200\223\342\200\224\342\200\220\342\200\221"};
/* What print does not tell apart. */
static const char *const alike[] = {"0oO", "1lI|"};

/* Another case, or no accent (capitals are often printed without): ln 2, chosen so that the
 * spelling that was asked for wins where both are as likely. */
#define VARIANT_PRICE 0.7F
/* A blank that the network does not see, in tightly set print. Chosen between a doubt and a lost
 * letter (RV_NET_FLOOR): such a blank was seen to be given 1 %, which is 4.6. */
#define BLANK_PRICE 3.0F

static void
add_code(const RvNet *net, RvSpotUnit *unit, const char *character, float price)
{
    guint16 codes[RV_NET_MAX_CODES];
    guint n;

    if (unit->n_codes == G_N_ELEMENTS(unit->codes) || !rv_net_codes(net, character, codes, &n) ||
        n != 1)
        return;
    for (guint i = 0; i < unit->n_codes; i++)
        if (unit->codes[i].code == codes[0])
            return;
    unit->codes[unit->n_codes++] = (RvSpotCode){codes[0], price};
}

static void
add_character(const RvNet *net, RvSpotUnit *unit, gunichar c, float price)
{
    char text[7] = {0};

    g_unichar_to_utf8(c, text);
    add_code(net, unit, text, price);
}

static void
add_variants(const RvNet *net, RvSpotUnit *unit, gunichar c)
{
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    gsize n = g_unichar_fully_decompose(c, FALSE, parts, G_N_ELEMENTS(parts));

    for (gsize k = 0; k < G_N_ELEMENTS(shapes); k++)
        for (const char *p = g_utf8_strchr(shapes[k], -1, c) ? shapes[k] : ""; *p;
             p = g_utf8_next_char(p))
            add_character(net, unit, g_utf8_get_char(p), 0);
    add_character(net, unit, g_unichar_toupper(c), VARIANT_PRICE);
    add_character(net, unit, g_unichar_tolower(c), VARIANT_PRICE);
    if (n > 1) {
        add_character(net, unit, parts[0], VARIANT_PRICE);
        add_character(net, unit, g_unichar_toupper(parts[0]), VARIANT_PRICE);
        add_character(net, unit, g_unichar_tolower(parts[0]), VARIANT_PRICE);
    }
}

static void
append_blank(const RvNet *net, GArray *units, guint start)
{
    RvSpotUnit unit = {.start = start, .is_blank = TRUE};

    if (!units->len || g_array_index(units, RvSpotUnit, units->len - 1).is_blank)
        return;
    add_code(net, &unit, " ", 0);
    unit.codes[unit.n_codes++] = (RvSpotCode){(guint16)rv_net_null_code(net), BLANK_PRICE};
    g_array_append_val(units, unit);
}

/* A character that is several codes to the model, or one that it knows as others only (oe). */
static void
append_parts(const RvNet *net, GArray *units, gunichar c, guint start)
{
    char text[7] = {0};
    guint16 codes[RV_NET_MAX_CODES];
    guint n;
    g_autofree char *folded = NULL;

    g_unichar_to_utf8(c, text);
    if (rv_net_codes(net, text, codes, &n)) {
        for (guint i = 0; i < n; i++) {
            RvSpotUnit unit = {.codes = {{codes[i], 0}}, .n_codes = 1, .start = start};

            g_array_append_val(units, unit);
        }
        return;
    }
    folded = rv_text_fold(text);
    for (const char *p = folded; *p; p = g_utf8_next_char(p)) {
        RvSpotUnit unit = {.start = start, .is_letter = g_unichar_isalnum(g_utf8_get_char(p))};

        add_character(net, &unit, g_utf8_get_char(p), 0);
        if (unit.n_codes)
            g_array_append_val(units, unit);
    }
}

GArray *
rv_spot_units(const RvNet *net, const char *phrase)
{
    GArray *units = g_array_new(FALSE, FALSE, sizeof(RvSpotUnit));

    for (const char *p = phrase; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        RvSpotUnit unit = {.start = (guint)(p - phrase), .is_letter = g_unichar_isalnum(c)};

        if (g_unichar_isspace(c)) {
            append_blank(net, units, unit.start);
            continue;
        }
        add_character(net, &unit, c, 0);
        if (unit.n_codes || !g_unichar_isalnum(c))
            add_variants(net, &unit, c);
        if (unit.n_codes)
            g_array_append_val(units, unit);
        else
            append_parts(net, units, c, unit.start);
    }
    if (units->len && g_array_index(units, RvSpotUnit, units->len - 1).is_blank)
        g_array_set_size(units, units->len - 1);
    return units;
}

gboolean
rv_spot_means_same(const char *a, const char *b)
{
    g_autofree char *u = rv_text_fold(a), *v = rv_text_fold(b);

    for (gsize i = 0; i < G_N_ELEMENTS(alike); i++)
        if (!a[1] && !b[1] && *a && *b && strchr(alike[i], *a) && strchr(alike[i], *b))
            return TRUE;
    return g_str_equal(u, v);
}

/* Units that a code could serve both would run into one without a null between. */
gboolean
rv_spot_may_touch(const GArray *units, guint from, guint to)
{
    const RvSpotUnit *a = &g_array_index(units, RvSpotUnit, from);
    const RvSpotUnit *b = &g_array_index(units, RvSpotUnit, to);

    for (guint k = 0; k < a->n_codes; k++)
        for (guint l = 0; l < b->n_codes; l++)
            if (a->codes[k].code == b->codes[l].code)
                return FALSE;
    return TRUE;
}

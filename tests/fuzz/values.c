/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in a field: dates, amounts, numbers. */
#include "fuzz.h"

#include "recevable/judge.h"

/* What is valid has a canonical form, which is valid too, and its own. */
static void
check_type(RvFieldType type, const char *text)
{
    g_autofree char *normal = NULL, *again = NULL;
    const char *reason = NULL;
    RvValidity validity = rv_validate(type, text, &normal, &reason);

    g_assert_true(validity != RV_INVALID || reason);
    if (validity != RV_VALID)
        return;
    g_assert_true(normal && g_utf8_validate(normal, -1, NULL));
    g_assert_cmpint(rv_validate(type, normal, &again, NULL), ==, RV_VALID);
    g_assert_cmpstr(again, ==, normal);
}

void
rv_fuzz_values(const guint8 *data, gsize size)
{
    g_autofree char *raw = g_strndup((const char *)data, MIN(size, 500));
    g_autofree char *text = g_utf8_make_valid(raw, -1);
    GDate date;
    gint64 cents;
    int rate;

    for (RvFieldType type = 0; type <= RV_FIELD_FREETEXT; type++)
        check_type(type, text);
    if (rv_parse_date(text, &date))
        g_assert_true(g_date_valid(&date));
    if (rv_parse_whole_date(text, &date))
        g_assert_true(rv_parse_date(text, &date));
    if (rv_parse_amount(text, &cents))
        g_assert_cmpint(cents, >=, 0);
    if (rv_parse_rate(text, &rate))
        g_assert_cmpint(rate, >=, 0);
}

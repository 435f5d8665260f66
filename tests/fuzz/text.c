/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of anybody: names of files, text layers, what was read. */
#include "fuzz.h"

#include "recevable/report.h"
#include "recevable/text.h"

#include <string.h>

static void
check_printable(const char *text)
{
    g_autofree char *printable = rv_text_printable(text);

    g_assert_true(g_utf8_validate(printable, -1, NULL));
    for (const char *at = printable; *at; at = g_utf8_next_char(at))
        g_assert_false(g_unichar_iscntrl(g_utf8_get_char(at)));
}

static void
check_csv(const char *text)
{
    g_autoptr(GString) out = g_string_new(NULL);

    rv_csv_append(out, text, TRUE);
    g_assert_true(g_utf8_validate(out->str, (gssize)out->len, NULL));
    g_assert_null(strchr("=+-@", out->str[out->str[0] == '"']));
}

static void
check_search(const char *needle, const char *hay)
{
    RvTextHit hit = rv_text_search(needle, hay);

    g_assert_true(0 <= hit.start && hit.start <= hit.end && hit.end <= (int)strlen(hay));
    g_assert_true(0 <= hit.distance && hit.distance <= (int)strlen(needle));
}

/* Two texts, parted by the first newline. */
void
rv_fuzz_text(const guint8 *data, gsize size)
{
    g_autofree char *raw = g_strndup((const char *)data, MIN(size, 2000));
    g_autofree char *valid = g_utf8_make_valid(raw, -1);
    g_autofree char *folded = rv_text_fold(valid), *folded_again = rv_text_fold(folded);
    g_autofree char *key = rv_text_key(valid), *key_again = rv_text_key(key);
    const char *end = strchr(valid, '\n');
    g_autofree char *first = end ? g_strndup(valid, (gsize)(end - valid)) : g_strdup(valid);
    g_autofree char *first_key = rv_text_key(first);

    check_printable(raw);
    check_csv(raw);
    g_assert_cmpstr(folded_again, ==, folded);
    g_assert_cmpstr(key_again, ==, key);
    check_search(first_key, key);
    check_search(first, valid);
    g_assert_cmpint(rv_text_distance(first, first), ==, 0);
    g_assert_cmpint(rv_text_distance(first, valid), ==, rv_text_distance(valid, first));
    g_assert_cmpfloat(rv_text_similarity(first, valid), >=, 0);
    g_assert_cmpfloat(rv_text_similarity(first, valid), <=, 1);
}

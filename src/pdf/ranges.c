/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ranges.h"

#include <string.h>

#define KEY "/ByteRange"
/* No number of a range is longer in a file of 256 MiB; writers pad with blanks, some with zeros. */
#define MAX_DIGITS 18

static gboolean
is_blank(guint8 c)
{
    return c == '\0' || g_ascii_isspace(c);
}

static const guint8 *
find_key(const guint8 *from, const guint8 *end)
{
    return from < end ? memmem(from, (gsize)(end - from), KEY, strlen(KEY)) : NULL;
}

guint
rv_ranges_count(const guint8 *data, gsize size)
{
    const guint8 *end = data + size;
    guint n = 0;

    for (const guint8 *at = find_key(data, end); at; at = find_key(at + strlen(KEY), end))
        n++;
    return n;
}

static void
skip_blanks(const guint8 **at, const guint8 *end)
{
    while (*at < end && is_blank(**at))
        (*at)++;
}

static gboolean
take(const guint8 **at, const guint8 *end, char c)
{
    skip_blanks(at, end);
    if (*at >= end || **at != (guint8)c)
        return FALSE;
    (*at)++;
    return TRUE;
}

/* A whole number without a sign, closed by something else than a digit. */
static gboolean
take_number(const guint8 **at, const guint8 *end, gsize *number)
{
    const guint8 *start;

    skip_blanks(at, end);
    start = *at;
    for (*number = 0; *at < end && g_ascii_isdigit(**at); (*at)++) {
        if (*at - start >= MAX_DIGITS)
            return FALSE;
        *number = 10 * *number + (gsize)(**at - '0');
    }
    return *at > start && *at < end;
}

static gboolean
is_hexadecimal(const guint8 *at, const guint8 *end)
{
    for (; at < end; at++)
        if (!g_ascii_isxdigit(*at) && !is_blank(*at))
            return FALSE;
    return TRUE;
}

/* `at`: behind the key. */
static gboolean
parse(const guint8 *data, gsize size, const guint8 *at, RvRange *range)
{
    const guint8 *end = data + size;
    gsize where = (gsize)(at - data), start, length;

    if (!take(&at, end, '[') || !take_number(&at, end, &start) ||
        !take_number(&at, end, &range->gap) || !take_number(&at, end, &range->gap_end) ||
        !take_number(&at, end, &length) || !take(&at, end, ']'))
        return FALSE;
    if (start != 0 || range->gap >= range->gap_end || range->gap_end > size ||
        length > size - range->gap_end || range->gap_end - range->gap < strlen("<>"))
        return FALSE;
    range->end = range->gap_end + length;
    if (where >= range->end || (where >= range->gap && where < range->gap_end))
        return FALSE;
    return data[range->gap] == '<' && data[range->gap_end - 1] == '>' &&
           is_hexadecimal(data + range->gap + 1, data + range->gap_end - 1);
}

static int
by_end(gconstpointer a, gconstpointer b)
{
    const RvRange *x = a, *y = b;

    return (x->end > y->end) - (x->end < y->end);
}

GArray *
rv_ranges_find(const guint8 *data, gsize size)
{
    GArray *ranges = g_array_new(FALSE, TRUE, sizeof(RvRange));
    const guint8 *end = data + size;

    for (const guint8 *at = find_key(data, end); at && ranges->len < RV_MAX_SIGNATURES;
         at = find_key(at, end)) {
        RvRange range;

        at += strlen(KEY);
        if (parse(data, size, at, &range))
            g_array_append_val(ranges, range);
    }
    g_array_sort(ranges, by_end);
    return ranges;
}

gboolean
rv_range_sums_to(const guint8 *data, const RvRange *range, GChecksumType type, GBytes *sum)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(type);
    gsize size, length = (gsize)g_checksum_type_get_length(type);
    const guint8 *expected = g_bytes_get_data(sum, &size);
    g_autofree guint8 *got = g_malloc(length);

    g_checksum_update(checksum, data, (gssize)range->gap);
    g_checksum_update(checksum, data + range->gap_end, (gssize)(range->end - range->gap_end));
    g_checksum_get_digest(checksum, got, &length);
    return size == length && memcmp(got, expected, length) == 0;
}

GBytes *
rv_range_contents(const guint8 *data, const RvRange *range)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    guint8 byte = 0;
    guint n = 0;

    for (gsize i = range->gap + 1; i < range->gap_end - 1; i++) {
        if (is_blank(data[i]))
            continue;
        byte = (guint8)(byte << 4 | g_ascii_xdigit_value((char)data[i]));
        if (++n % 2 == 0)
            g_byte_array_append(bytes, &byte, 1);
    }
    if (n % 2 || !n)
        return NULL;
    return g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
}

gsize
rv_range_after(const guint8 *data, gsize size, const RvRange *range)
{
    for (gsize i = range->end; i < size; i++)
        if (!is_blank(data[i]))
            return size - range->end;
    return 0;
}

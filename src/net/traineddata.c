/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The container of a model: a count, a table of offsets, then the parts one after the other; all
 * little-endian. See Tesseract's src/ccutil/tessdatamanager.h for the numbers of the parts. */
#include "net-private.h"

#include <string.h>

/* The table may grow in files of later versions; 128 is Tesseract's own ceiling. */
#define MAX_ENTRIES 128

static const guint entry_of_part[RV_NET_PARTS] = {
    [RV_NET_PART_NETWORK] = 17,
    [RV_NET_PART_WORDS] = 19,
    [RV_NET_PART_CHARACTERS] = 21,
    [RV_NET_PART_RECODER] = 22,
};

const guint8 *
rv_net_read_bytes(RvNetCursor *cursor, gsize n)
{
    const guint8 *bytes = cursor->at;

    if (cursor->failed || n > cursor->left) {
        cursor->failed = TRUE;
        return NULL;
    }
    cursor->at += n;
    cursor->left -= n;
    return bytes;
}

guint8
rv_net_read_u8(RvNetCursor *cursor)
{
    const guint8 *byte = rv_net_read_bytes(cursor, 1);

    return byte ? *byte : 0;
}

gint32
rv_net_read_i32(RvNetCursor *cursor)
{
    const guint8 *bytes = rv_net_read_bytes(cursor, 4);
    guint32 value = 0;

    if (bytes)
        memcpy(&value, bytes, sizeof value);
    return (gint32)GUINT32_FROM_LE(value);
}

gint64
rv_net_read_i64(RvNetCursor *cursor)
{
    const guint8 *bytes = rv_net_read_bytes(cursor, 8);
    guint64 value = 0;

    if (bytes)
        memcpy(&value, bytes, sizeof value);
    return (gint64)GUINT64_FROM_LE(value);
}

double
rv_net_read_f64(RvNetCursor *cursor)
{
    gint64 bits = rv_net_read_i64(cursor);
    double value;

    memcpy(&value, &bits, sizeof value);
    return value;
}

char *
rv_net_read_name(RvNetCursor *cursor)
{
    const char *start = (const char *)cursor->at;
    const char *end = cursor->left ? memchr(start, '\n', cursor->left) : NULL;
    gsize length = end ? (gsize)(end - start) : cursor->left, word = 0;

    if (!length)
        return NULL;
    while (word < length && start[word] != ' ')
        word++;
    rv_net_read_bytes(cursor, end ? length + 1 : length);
    return g_strndup(start, word);
}

/* An absent part has the offset -1; a part ends where the next one that is there starts. */
static RvNetCursor
part_at(const guint8 *bytes, gsize length, const gint64 *offsets, guint n, guint entry)
{
    gint64 end = (gint64)length;

    if (entry >= n || offsets[entry] < 0 || offsets[entry] > end)
        return (RvNetCursor){0};
    for (guint i = entry + 1; i < n; i++)
        if (offsets[i] >= 0) {
            end = offsets[i];
            break;
        }
    if (end > (gint64)length || end < offsets[entry])
        return (RvNetCursor){0};
    return (RvNetCursor){bytes + offsets[entry], (gsize)(end - offsets[entry]), FALSE};
}

gboolean
rv_net_find_parts(const guint8 *bytes, gsize length, RvNetCursor parts[RV_NET_PARTS])
{
    RvNetCursor cursor = {bytes, length, FALSE};
    gint32 n = rv_net_read_i32(&cursor);
    gint64 offsets[MAX_ENTRIES];

    if (n <= 0 || n > MAX_ENTRIES)
        return FALSE;
    for (gint32 i = 0; i < n; i++)
        offsets[i] = rv_net_read_i64(&cursor);
    if (cursor.failed)
        return FALSE;
    for (guint part = 0; part < RV_NET_PARTS; part++)
        parts[part] = part_at(bytes, length, offsets, (guint)n, entry_of_part[part]);
    return TRUE;
}

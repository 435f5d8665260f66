/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "frame.h"

#include "recevable/process.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define MAGIC 0x31465652u /* "RVF1" */
#define READ_STEP (64 * 1024)

typedef struct {
    guint32 magic, kind;
    guint64 size;
} Head;

/* Bytes. Nothing is allocated for more, whatever a head says. */
static const gsize most[RV_FRAME_KINDS] = {
    [RV_FRAME_STEP] = sizeof(RvFrameStep),
    /* A page of a result is 10 kB with its legibility, an item 300 bytes: 500 pages. */
    [RV_FRAME_RESULT] = 32 * 1024 * 1024,
    /* A dense page is 0.1 MB. */
    [RV_FRAME_READINGS] = 32 * 1024 * 1024,
    /* Seven of the longest model there is are 100 kB. */
    [RV_FRAME_DRAFT] = 1024 * 1024,
    [RV_FRAME_NOTES] = sizeof(RvFrameNotes),
    /* A page has less than 3500 x 3500 (gauge/glance.h), of which the picture is a part. */
    [RV_FRAME_PICTURE] = 16 * 1024 * 1024,
};

gsize
rv_frame_most(RvFrameKind kind)
{
    return most[kind];
}

gboolean
rv_frame_write(int fd, RvFrameKind kind, gconstpointer bytes, gsize size)
{
    Head head = {GUINT32_TO_LE(MAGIC), GUINT32_TO_LE((guint32)kind), GUINT64_TO_LE(size)};

    g_return_val_if_fail(size <= most[kind], FALSE);
    return rv_write_all(fd, &head, sizeof head) && rv_write_all(fd, bytes, size);
}

void
rv_frame_reader_init(RvFrameReader *reader)
{
    reader->bytes = g_byte_array_new();
    reader->taken = 0;
}

void
rv_frame_reader_clear(RvFrameReader *reader)
{
    g_clear_pointer(&reader->bytes, g_byte_array_unref);
}

/* What was taken makes room. */
static void
compact(RvFrameReader *reader)
{
    if (reader->taken)
        g_byte_array_remove_range(reader->bytes, 0, (guint)reader->taken);
    reader->taken = 0;
}

void
rv_frame_reader_add(RvFrameReader *reader, gconstpointer bytes, gsize size)
{
    compact(reader);
    g_byte_array_append(reader->bytes, bytes, (guint)size);
}

RvFrameInput
rv_frame_reader_fill(RvFrameReader *reader, int fd)
{
    guint8 step[READ_STEP];
    gssize got = read(fd, step, sizeof step);

    if (got < 0)
        return errno == EINTR || errno == EAGAIN ? RV_FRAME_MORE : RV_FRAME_FAILED;
    if (got == 0)
        return RV_FRAME_END;
    rv_frame_reader_add(reader, step, (gsize)got);
    return RV_FRAME_MORE;
}

RvFrameState
rv_frame_reader_next(RvFrameReader *reader, RvFrame *frame)
{
    gsize have = reader->bytes->len - reader->taken;
    const guint8 *at;
    Head head;
    guint32 kind;
    guint64 size;

    if (have < sizeof head)
        return RV_FRAME_NONE;
    at = reader->bytes->data + reader->taken;
    memcpy(&head, at, sizeof head);
    kind = GUINT32_FROM_LE(head.kind);
    size = GUINT64_FROM_LE(head.size);
    if (GUINT32_FROM_LE(head.magic) != MAGIC || kind >= RV_FRAME_KINDS || size > most[kind])
        return RV_FRAME_BROKEN;
    if (have - sizeof head < size)
        return RV_FRAME_NONE;
    *frame = (RvFrame){(RvFrameKind)kind, at + sizeof head, (gsize)size};
    reader->taken += sizeof head + (gsize)size;
    return RV_FRAME_WHOLE;
}

gboolean
rv_frame_reader_is_empty(const RvFrameReader *reader)
{
    return reader->taken == reader->bytes->len;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a worker may say. */
#include "fuzz.h"

#include "work/frame.h"

/* FALSE: it is no frame, and nobody reads on. */
static gboolean
take_all(RvFrameReader *reader, gsize *taken)
{
    RvFrameState state;
    RvFrame frame;

    while ((state = rv_frame_reader_next(reader, &frame)) == RV_FRAME_WHOLE) {
        g_assert_true(frame.kind < RV_FRAME_KINDS && frame.size <= rv_frame_most(frame.kind));
        *taken += frame.size;
        for (gsize i = 0; i < frame.size; i++)
            (void)*(const volatile guint8 *)(frame.bytes + i);
    }
    return state == RV_FRAME_NONE;
}

void
rv_fuzz_frames(const guint8 *data, gsize size)
{
    RvFrameReader reader;
    gsize taken = 0;

    rv_frame_reader_init(&reader);
    /* In pieces, as a pipe gives them. */
    for (gsize at = 0; at < size && take_all(&reader, &taken);) {
        gsize n = MIN(size - at, 1 + (gsize)data[at]);

        rv_frame_reader_add(&reader, data + at, n);
        at += n;
    }
    take_all(&reader, &taken);
    g_assert_cmpuint(taken, <=, size);
    rv_frame_reader_clear(&reader);
}

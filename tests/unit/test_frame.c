/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frames of a worker that may say anything. */
#include "work/frame.h"

#include <check.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

Suite *suite_frame(void);

#define HEAD 16 /* bytes */

static int ends[2];
static RvFrameReader reader;

static void
setup(void)
{
    ck_assert_int_eq(pipe(ends), 0);
    rv_frame_reader_init(&reader);
}

static void
teardown(void)
{
    rv_frame_reader_clear(&reader);
    close(ends[0]);
    close(ends[1]);
}

/* A frame as bytes. */
static GBytes *
frame_bytes(RvFrameKind kind, const char *text)
{
    char bytes[256];
    gssize got;

    ck_assert(rv_frame_write(ends[1], kind, text, strlen(text)));
    got = read(ends[0], bytes, sizeof bytes);
    ck_assert_int_eq(got, HEAD + (int)strlen(text));
    return g_bytes_new(bytes, (gsize)got);
}

static void
assert_frame(RvFrameKind kind, const char *text)
{
    RvFrame frame;

    ck_assert_int_eq(rv_frame_reader_next(&reader, &frame), RV_FRAME_WHOLE);
    ck_assert_int_eq(frame.kind, kind);
    ck_assert_uint_eq(frame.size, strlen(text));
    ck_assert_mem_eq(frame.bytes, text, frame.size);
}

START_TEST(frames_come_out_as_they_went_in)
{
    RvFrame frame;

    ck_assert(rv_frame_write(ends[1], RV_FRAME_STEP, "1234", 4));
    ck_assert(rv_frame_write(ends[1], RV_FRAME_RESULT, "", 0));
    ck_assert(rv_frame_write(ends[1], RV_FRAME_RESULT, "{}", 2));
    ck_assert_int_eq(rv_frame_reader_fill(&reader, ends[0]), RV_FRAME_MORE);
    ck_assert(!rv_frame_reader_is_empty(&reader));
    assert_frame(RV_FRAME_STEP, "1234");
    assert_frame(RV_FRAME_RESULT, "");
    assert_frame(RV_FRAME_RESULT, "{}");
    ck_assert_int_eq(rv_frame_reader_next(&reader, &frame), RV_FRAME_NONE);
    ck_assert(rv_frame_reader_is_empty(&reader));
    close(ends[1]);
    ends[1] = -1;
    ck_assert_int_eq(rv_frame_reader_fill(&reader, ends[0]), RV_FRAME_END);
}
END_TEST

START_TEST(frames_come_in_pieces)
{
    g_autoptr(GBytes) whole = frame_bytes(RV_FRAME_RESULT, "{\"a\":1}");
    gsize size;
    const guint8 *bytes = g_bytes_get_data(whole, &size);
    RvFrame frame;

    for (gsize i = 0; i + 1 < size; i++) {
        rv_frame_reader_add(&reader, bytes + i, 1);
        ck_assert_int_eq(rv_frame_reader_next(&reader, &frame), RV_FRAME_NONE);
    }
    rv_frame_reader_add(&reader, bytes + size - 1, 1);
    assert_frame(RV_FRAME_RESULT, "{\"a\":1}");
}
END_TEST

/* Byte of the head, and what it becomes. */
static const struct {
    guint at;
    guint8 value;
} lies[] = {
    {0, 0},              /* no frame */
    {3, '2'},            /* of another version */
    {4, RV_FRAME_KINDS}, /* of no kind */
    {7, 0x80},           /* of kind -... */
    {8, 5},              /* a step is 4 bytes */
    {15, 0x80},          /* larger than memory */
    {12, 1},             /* 4 GB */
};

START_TEST(lies_are_broken_before_anything_is_allocated)
{
    g_autoptr(GBytes) whole = frame_bytes(RV_FRAME_STEP, "1234");
    RvFrame frame;
    guint8 bytes[HEAD];

    memcpy(bytes, g_bytes_get_data(whole, NULL), HEAD);
    bytes[lies[_i].at] = lies[_i].value;
    rv_frame_reader_add(&reader, bytes, HEAD);
    ck_assert_int_eq(rv_frame_reader_next(&reader, &frame), RV_FRAME_BROKEN);
    ck_assert_int_eq(rv_frame_reader_next(&reader, &frame), RV_FRAME_BROKEN);
}
END_TEST

START_TEST(nothing_is_written_to_who_does_not_read)
{
    close(ends[0]);
    ends[0] = -1;
    ck_assert(!rv_frame_write(ends[1], RV_FRAME_RESULT, "{}", 2));
}
END_TEST

Suite *
suite_frame(void)
{
    Suite *suite = suite_create("frame");
    TCase *tcase = tcase_create("all");

    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, frames_come_out_as_they_went_in);
    tcase_add_test(tcase, frames_come_in_pieces);
    tcase_add_loop_test(tcase, lies_are_broken_before_anything_is_allocated, 0, G_N_ELEMENTS(lies));
    tcase_add_test_raise_signal(tcase, nothing_is_written_to_who_does_not_read, SIGPIPE);
    suite_add_tcase(suite, tcase);
    return suite;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a worker tells its supervisor: frames, each a head of fixed size and as many bytes as that
 * says. Whoever reads them believes nothing. Numbers are little-endian. */
#pragma once

#include <glib.h>

typedef enum {
    RV_FRAME_STEP,     /* RvFrameStep: a page is done */
    RV_FRAME_RESULT,   /* the result, JSON; once */
    RV_FRAME_READINGS, /* of the document, to be kept; at most once */
    RV_FRAME_NOTES,    /* RvFrameNotes: what came of annotating; at most once */
    RV_FRAME_DRAFT,    /* of a model, XML; when learning, before the result; at most once */
    RV_FRAME_PICTURE,  /* RvFramePicture and its rows: a page's small picture; after the result */
    RV_FRAME_KINDS
} RvFrameKind;

typedef struct {
    guint32 done;
} RvFrameStep;

typedef struct {
    guint64 how;  /* RvAnnotated */
    guint64 size; /* of the annotated document */
} RvFrameNotes;

typedef struct {
    guint32 page; /* index into the result's pages */
    guint32 width, height;
} RvFramePicture;

/* More bytes than a frame of that kind may have are not written, and no more than nothing. */
gsize rv_frame_most(RvFrameKind kind);
/* FALSE: nobody reads. */
gboolean rv_frame_write(int fd, RvFrameKind kind, gconstpointer bytes, gsize size);

typedef struct {
    RvFrameKind kind;
    const guint8 *bytes; /* the reader's, until it reads on */
    gsize size;
} RvFrame;

typedef struct {
    GByteArray *bytes;
    gsize taken; /* of them, by frames that were returned */
} RvFrameReader;

typedef enum { RV_FRAME_MORE, RV_FRAME_END, RV_FRAME_FAILED } RvFrameInput;
typedef enum { RV_FRAME_NONE, RV_FRAME_WHOLE, RV_FRAME_BROKEN } RvFrameState;

void rv_frame_reader_init(RvFrameReader *reader);
void rv_frame_reader_clear(RvFrameReader *reader);
/* Reads once from a descriptor that has something. */
RvFrameInput rv_frame_reader_fill(RvFrameReader *reader, int fd);
/* The same from memory. */
void rv_frame_reader_add(RvFrameReader *reader, gconstpointer bytes, gsize size);
/* The next frame, if it is whole. BROKEN: that is no frame, or a larger one than its kind may be.
 */
RvFrameState rv_frame_reader_next(RvFrameReader *reader, RvFrame *frame);
/* Whether everything that came was taken. */
gboolean rv_frame_reader_is_empty(const RvFrameReader *reader);

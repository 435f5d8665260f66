/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One zygote as its supervisor sees it. */
#pragma once

#include "frame.h"
#include "talk.h"
#include "worker.h"

/* What became of a worker. */
typedef enum {
    RV_FATE_DONE,     /* it told a result */
    RV_FATE_CRASHED,  /* a signal, or an exit without a result */
    RV_FATE_HUNGRY,   /* the same, with more memory than the half of what it may have */
    RV_FATE_LATE,     /* it took too long */
    RV_FATE_BABBLED,  /* what it said made no sense */
    RV_FATE_UNFENCED, /* it could not be locked up, and saw nothing */
    RV_FATE_LOST,     /* its zygote is gone */
} RvFate;

typedef struct {
    pid_t pid;          /* of the zygote; 0: none */
    int control;        /* -1: none */
    int notes;          /* where the worker writes the annotated document; -1: it was taken */
    guint64 notes_size; /* that it told */
    int reply;          /* where the worker's frames come from; -1: all came */
    RvFrameReader frames;
    gboolean has_ended; /* the zygote said so: `end` */
    RvEnd end;
    guint32 steps;
    gint64 deadline; /* of the step, monotonic, microseconds */
    RvJob *job;      /* NULL: idle */
} RvHand;

/* hand.c */
void rv_hand_init(RvHand *hand);
/* Starts a zygote and hears its hello. FALSE with an error: it could not be started, or said
 * nothing; without: hello->status. */
gboolean rv_hand_start(RvHand *hand, GBytes *setup, RvHello *hello, GError **error);
void rv_hand_stop(RvHand *hand); /* kills it, and its worker */
/* FALSE: the zygote is gone; the job stays the caller's. */
gboolean rv_hand_give(RvHand *hand, RvJob *job, const RvWorkLimits *limits);
/* Takes what came; TRUE: the worker is through, with *fate. What it told is in the job. */
gboolean rv_hand_hear(RvHand *hand, gboolean control_ready, gboolean reply_ready,
                      const RvWorkLimits *limits, RvFate *fate);

/* notes.c: the annotated document. A memory file for the job's worker; an empty one where none is
 * wanted. -1: there is no memory. */
int rv_notes_new(void);
/* What the worker of the job left there, when it is gone. NULL: that is not the document with
 * something behind it. */
GBytes *rv_notes_take(int fd, guint64 size, const RvIntake *intake);

/* fate.c: an error result that tells the cause. */
RvResult *rv_fate_result(RvFate fate, const RvEnd *end, const RvWorkLimits *limits);

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worker of one document. */
#pragma once

#include "talk.h"

/* How a worker ends when it cannot even begin. */
#define RV_WORKER_UNFENCED 71

typedef struct {
    const RvOrder *order;
    const RvPipeline *pipeline;
    const RvFence *fence; /* NULL: none is asked for */
    const RvWorkLimits *limits;
    const int *fds; /* RV_ORDER_FDS */
    pid_t parent;
} RvErrand;

/* In the forked child: locks it up, does the work, writes frames, and ends. */
_Noreturn void rv_worker_run(const RvErrand *errand);

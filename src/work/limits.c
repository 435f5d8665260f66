/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recevable/work.h"

const RvWorkLimits rv_work_default_limits = {
    /* The largest page that pdf/limits.c lets through takes 800 MB while it is drawn; cleaning and
     * reading it as much again. */
    .memory = (guint64)2000 * 1000 * 1000,
    /* 500 pages, the most, at the usual 0.5 s and as much again to judge them, on a slow machine.
     */
    .cpu_seconds = 1200,
    /* A page takes 0.5 s, with Tesseract's library 3, and is read at most four times; reading stops
     * after 20 s (cli/session.c). What takes longer hangs. */
    .step_seconds = 90,
    /* Fonts, their caches, libraries that are loaded late: a dozen. */
    .open_files = 64,
    /* Nothing, but for an order to annotate (worker.c). */
    .written = 0,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What well-known pages score: forms as they were made, printed and scanned at 300 dpi, and the
 * same as a faint fax of 100 dpi; and what the image alone costs. */
#pragma once

/* Prints it, of `n` documents. Fails with a message. */
void bench_anchors(const char *build, int n, int seed);

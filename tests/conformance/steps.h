/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Tesseract's network says of a line, step by step. */
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

/* NULL when the French model is not there. */
void *steps_new(void);
void steps_free(void *engine);

/* Called for every character with a probability of at least 0.01 at a step; "" is the null. */
typedef void (*StepsSee)(int step, const char *character, float probability, void *data);
/* Reads a line (8 bpp, rows without padding). Returns its number of steps: fewer than there are
 * when Tesseract drops what it holds for noise. */
int steps_read(void *engine, const unsigned char *pixels, int width, int height, StepsSee see,
               void *data);

#ifdef __cplusplus
}
#endif

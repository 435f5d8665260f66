/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Do models that were learnt judge documents as the ones do that they were learnt from? */
#pragma once

#include "recevable/pipeline.h"

/* Checks all PDFs of a folder by both lists of templates, whose ids are the same, and prints where
 * their answers differ. */
void bench_learnt_judge(RvReader *reader, const char *folder, const GPtrArray *shipped,
                        const GPtrArray *learnt);

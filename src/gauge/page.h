/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One page: its measures, its score, its defects. */
#pragma once

#include "gauge/measures.h"

/* A page that must be freed with rv_page_score_clear(). `hint` NULL: from the image alone. */
RvPageScore rv_page_gauge(const RvPage *page, const RvReadingHint *hint, gboolean with_picture);
void rv_page_score_clear(RvPageScore *page);

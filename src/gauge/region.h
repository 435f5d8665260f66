/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worst region of a page: a mean hides one garbled paragraph. */
#pragma once

#include "gauge/measures.h"

/* Fills in has_worst, worst and worst_accuracy of a page whose map is known. */
void rv_worst_find(RvPageScore *page, const RvCell *cells);

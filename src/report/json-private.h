/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files that write and read JSON share. */
#pragma once

#include "json-shape.h"
#include "report-private.h"

/* json-result.c: owned by the caller. */
json_t *rv_json_result(const RvResult *result);
/* json-score.c: of RvReadability. */
extern const RvJsonShape rv_json_readability_shape;
/* json.c: as text that ends with a newline. */
void rv_json_append(GString *out, const json_t *object, size_t flags);

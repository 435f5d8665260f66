/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files that write JSON share. */
#pragma once

#include "report-private.h"

#include <jansson.h>

/* json-parts.c. Rounded to 1 / steps; what is not finite becomes 0. */
double rv_json_rounded(double value, double steps);
/* NULL: null. Bytes that are not UTF-8 are replaced. */
json_t *rv_json_string(const char *text);
void rv_json_set_string(json_t *object, const char *key, const char *text);
void rv_json_set_real(json_t *object, const char *key, double value, double steps);
/* "file", and "file_base64" where the name is not UTF-8. */
void rv_json_set_file(json_t *object, const char *file);
/* "error" of a result that is one. */
void rv_json_set_error(json_t *object, const RvResult *result);
void rv_json_append(GString *out, const json_t *object, size_t flags);

/* json-score.c: the readability, as it is in every result. */
json_t *rv_json_readability(const RvReadability *readability);

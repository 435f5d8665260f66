/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all objects are made of. */
#include "json-private.h"

#include <math.h>
#include <string.h>

#define DIGITS 6 /* significant ones; all values are rounded before */

double
rv_json_rounded(double value, double steps)
{
    return isfinite(value) ? round(value * steps) / steps : 0;
}

json_t *
rv_json_string(const char *text)
{
    g_autofree char *valid = text ? g_utf8_make_valid(text, -1) : NULL;

    return valid ? json_string(valid) : json_null();
}

void
rv_json_set_string(json_t *object, const char *key, const char *text)
{
    json_object_set_new(object, key, rv_json_string(text));
}

void
rv_json_set_real(json_t *object, const char *key, double value, double steps)
{
    json_object_set_new(object, key, json_real(rv_json_rounded(value, steps)));
}

void
rv_json_set_file(json_t *object, const char *file)
{
    rv_json_set_string(object, "file", file);
    if (!g_utf8_validate(file, -1, NULL)) {
        g_autofree char *raw = g_base64_encode((const guchar *)file, strlen(file));

        rv_json_set_string(object, "file_base64", raw);
    }
}

void
rv_json_set_error(json_t *object, const RvResult *result)
{
    json_t *error;

    if (result->verdict != RV_VERDICT_ERROR)
        return;
    error = json_object();
    rv_json_set_string(error, "code", result->error_code);
    rv_json_set_string(error, "message", result->error_message);
    json_object_set_new(object, "error", error);
}

void
rv_json_append(GString *out, const json_t *object, size_t flags)
{
    char *text = json_dumps(object, flags | JSON_REAL_PRECISION(DIGITS));

    g_string_append(out, text);
    g_string_append_c(out, '\n');
    free(text);
}

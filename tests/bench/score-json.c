/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score.h"

/* Points that the middle of an answer's rectangle may lie outside of the true one: less than a
 * line of print. */
#define PLACE_TOLERANCE 8.0

const char *
score_text(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text ? text : "";
}

gboolean
score_is_among(const json_t *array, const char *text)
{
    size_t i;
    json_t *member;

    json_array_foreach (array, i, member)
        if (g_strcmp0(json_string_value(member), text) == 0)
            return TRUE;
    return FALSE;
}

char *
score_join(const json_t *array)
{
    GString *text = g_string_new(NULL);
    size_t i;
    json_t *member;

    json_array_foreach (array, i, member)
        g_string_append_printf(text, "%s%s", i ? "|" : "", json_string_value(member));
    return g_string_free(text, FALSE);
}

const json_t *
score_find(const json_t *array, const char *kind, const char *id)
{
    const json_t *found = NULL;
    size_t i;
    json_t *member;

    json_array_foreach (array, i, member)
        if (g_str_equal(score_text(member, "id"), id) &&
            (!kind || g_str_equal(score_text(member, "kind"), kind)))
            found = member;
    return found;
}

static gboolean
read_rect(const json_t *object, double rect[4])
{
    const json_t *array = json_object_get(object, "bbox");

    for (size_t i = 0; i < 4; i++)
        rect[i] = json_number_value(json_array_get(array, i));
    return json_array_size(array) == 4;
}

static gboolean
lies_in(const json_t *got, const json_t *want)
{
    double at[4], truth[4], x, y;

    if (!read_rect(got, at) || !read_rect(want, truth) ||
        !json_equal(json_object_get(got, "page"), json_object_get(want, "page")))
        return FALSE;
    x = (at[0] + at[2]) / 2;
    y = (at[1] + at[3]) / 2;
    return x >= truth[0] - PLACE_TOLERANCE && x <= truth[2] + PLACE_TOLERANCE &&
           y >= truth[1] - PLACE_TOLERANCE && y <= truth[3] + PLACE_TOLERANCE;
}

int
score_is_placed(const json_t *want, const json_t *got)
{
    const json_t *parts = json_object_get(want, "parts");
    double rect[4];
    size_t i;
    json_t *part;

    if (!read_rect(want, rect) || !read_rect(got, rect))
        return -1;
    if (!parts)
        return lies_in(got, want);
    json_array_foreach (parts, i, part)
        if (lies_in(got, part))
            return 1;
    return 0;
}

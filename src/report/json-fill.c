/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is to be written on a form, from JSON of anybody. */
#include "recevable/error.h"
#include "recevable/i18n.h"
#include "recevable/report.h"

#include <jansson.h>
#include <string.h>

/* Bytes of a text: more than any field holds. */
#define MOST_TEXT 2000

static gboolean
refuse(GError **error, const char *key, const char *what)
{
    g_set_error(error, RV_ERROR, RV_ERROR_USAGE, "\"%s\": %s", key, what);
    return FALSE;
}

/* jansson takes no text that is not UTF-8, and none with a NUL. */
static gboolean
is_text(const json_t *value)
{
    return json_is_string(value) && json_string_length(value) <= MOST_TEXT;
}

static gboolean
take_fields(RvFill *fill, json_t *fields, GError **error)
{
    const char *id;
    json_t *value;

    json_object_foreach(fields, id, value)
    {
        if (!is_text(value))
            return refuse(error, id, _("a value is a text of 2000 bytes at most"));
        g_hash_table_insert(fill->texts, g_strdup(id), g_strdup(json_string_value(value)));
    }
    return TRUE;
}

static gboolean
take_boxes(RvFill *fill, json_t *boxes, GError **error)
{
    const char *group;
    json_t *value;

    json_object_foreach(boxes, group, value)
    {
        gsize n = json_is_array(value) ? json_array_size(value) : 1;

        for (gsize i = 0; i < n; i++) {
            const json_t *box = json_is_array(value) ? json_array_get(value, i) : value;

            if (!is_text(box))
                return refuse(error, group, _("a box is named by its id, or several in a list"));
            g_hash_table_add(fill->ticks, g_strdup_printf("%s/%s", group, json_string_value(box)));
        }
    }
    return TRUE;
}

static gboolean
take_lines(RvFill *fill, json_t *lines, GError **error)
{
    gsize i, k;
    json_t *line, *cell;

    json_array_foreach (lines, i, line) {
        g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);

        if (!json_is_array(line))
            return refuse(error, "lines", _("each line is a list of texts"));
        json_array_foreach (line, k, cell) {
            if (!is_text(cell))
                return refuse(error, "lines", _("each line is a list of texts"));
            g_ptr_array_add(cells, g_strdup(json_string_value(cell)));
        }
        g_ptr_array_add(cells, NULL);
        g_ptr_array_add(fill->rows, g_ptr_array_free(g_steal_pointer(&cells), FALSE));
    }
    return TRUE;
}

static const struct {
    const char *key;
    gboolean is_list;
    gboolean (*take)(RvFill *fill, json_t *value, GError **error);
} members[] = {
    {"fields", FALSE, take_fields}, {"boxes", FALSE, take_boxes}, {"lines", TRUE, take_lines}};

static gboolean
take_member(RvFill *fill, const char *key, json_t *value, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(members); i++) {
        if (!g_str_equal(key, members[i].key))
            continue;
        if (members[i].is_list ? json_is_array(value) : json_is_object(value))
            return members[i].take(fill, value, error);
        return refuse(error, key,
                      members[i].is_list ? _("this has to be a list")
                                         : _("this has to be an object"));
    }
    return refuse(error, key, _("it is not known; there are fields, boxes and lines"));
}

RvFill *
rv_fill_from_json(const char *text, gsize size, GError **error)
{
    g_autoptr(RvFill) fill = rv_fill_new();
    json_error_t problem;
    json_auto_t *object = json_loadb(text, size, JSON_REJECT_DUPLICATES, &problem);
    const char *key;
    json_t *value;

    if (!json_is_object(object)) {
        g_set_error(error, RV_ERROR, RV_ERROR_USAGE, _("line %d: it is no JSON object"),
                    object ? 1 : problem.line);
        return NULL;
    }
    json_object_foreach(object, key, value) if (!take_member(fill, key, value, error)) return NULL;
    return g_steal_pointer(&fill);
}

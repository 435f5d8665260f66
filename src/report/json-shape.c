/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json-values.h"

#include "recevable/error.h"
#include "recevable/i18n.h"

gboolean
rv_json_refuse(const char *key, GError **error)
{
    /* Translators: the name of a part of a JSON file. */
    g_set_error(error, RV_ERROR, RV_ERROR_IO, _("it is no result: '%s' lacks or is wrong"), key);
    return FALSE;
}

/* ---- lists and objects ----------------------------------------------------------------------- */

static json_t *
write_array(const RvJsonMember *m, gconstpointer from)
{
    const GArray *array = *RV_JSON_CONST_MEMBER(GArray *const *, from, m);
    json_t *list = json_array();

    for (guint i = 0; array && i < array->len; i++)
        json_array_append_new(list,
                              rv_json_write(m->shape, array->data + (gsize)i * m->shape->size));
    return list;
}

/* An element belongs to its list, which frees it, before anything is read into it. */
static gboolean
read_array(const RvJsonMember *m, const json_t *value, gpointer into, GError **error)
{
    GArray **array = RV_JSON_MEMBER(GArray **, into, m);
    gsize n = json_array_size(value);

    if (!json_is_array(value))
        return rv_json_refuse(m->key, error);
    if (!*array)
        *array = m->make();
    for (gsize i = 0; i < n; i++) {
        g_array_set_size(*array, (guint)i + 1);
        if (!rv_json_read(m->shape, json_array_get(value, i), (*array)->data + i * m->shape->size,
                          error))
            return FALSE;
    }
    return TRUE;
}

static json_t *
write_parray(const RvJsonMember *m, gconstpointer from)
{
    const GPtrArray *array = *RV_JSON_CONST_MEMBER(GPtrArray *const *, from, m);
    json_t *list = json_array();

    for (guint i = 0; i < array->len; i++)
        json_array_append_new(list, rv_json_write(m->shape, g_ptr_array_index(array, i)));
    return list;
}

static gboolean
read_parray(const RvJsonMember *m, const json_t *value, gpointer into, GError **error)
{
    GPtrArray *array = *RV_JSON_MEMBER(GPtrArray **, into, m);
    gsize n = json_array_size(value);

    if (!json_is_array(value))
        return rv_json_refuse(m->key, error);
    for (gsize i = 0; i < n; i++) {
        g_ptr_array_add(array, g_malloc0(m->shape->size));
        if (!rv_json_read(m->shape, json_array_get(value, i),
                          g_ptr_array_index(array, array->len - 1), error))
            return FALSE;
    }
    return TRUE;
}

static json_t *
write_struct(const RvJsonMember *m, gconstpointer from)
{
    gconstpointer other = *RV_JSON_CONST_MEMBER(gpointer *, from, m);

    return other ? rv_json_write(m->shape, other) : json_null();
}

static gboolean
read_struct(const RvJsonMember *m, const json_t *value, gpointer into, GError **error)
{
    gpointer *other = RV_JSON_MEMBER(gpointer *, into, m);

    if (json_is_null(value))
        return TRUE;
    *other = m->make();
    return rv_json_read(m->shape, value, *other, error);
}

static json_t *
write_object(const RvJsonMember *m, gconstpointer from)
{
    return rv_json_write(m->shape, from);
}

static gboolean
read_object(const RvJsonMember *m, const json_t *value, gpointer into, GError **error)
{
    return rv_json_read(m->shape, value, into, error);
}

static json_t *
write_option(const RvJsonMember *m, gconstpointer from)
{
    const RvJsonMember *first = m->shape->members;

    return *RV_JSON_CONST_MEMBER(char *const *, from, first) ? rv_json_write(m->shape, from)
                                                             : json_null();
}

static gboolean
read_option(const RvJsonMember *m, const json_t *value, gpointer into, GError **error)
{
    return json_is_null(value) || rv_json_read(m->shape, value, into, error);
}

/* ---- members --------------------------------------------------------------------------------- */

/* What holds others. */
static const struct {
    json_t *(*write)(const RvJsonMember *member, gconstpointer from);
    gboolean (*read)(const RvJsonMember *member, const json_t *value, gpointer into,
                     GError **error);
} holders[RV_JSON_N_TYPES] = {
    [RV_JSON_ARRAY] = {write_array, read_array},    [RV_JSON_PARRAY] = {write_parray, read_parray},
    [RV_JSON_STRUCT] = {write_struct, read_struct}, [RV_JSON_OBJECT] = {write_object, read_object},
    [RV_JSON_OPTION] = {write_option, read_option},
};

void
rv_json_write_member(json_t *object, const RvJsonMember *m, gconstpointer from)
{
    if (m->type == RV_JSON_PLACE)
        rv_json_write_place(object, RV_JSON_CONST_MEMBER(RvPlace *, from, m));
    else if (holders[m->type].write)
        json_object_set_new(object, m->key, holders[m->type].write(m, from));
    else
        json_object_set_new(object, m->key, rv_json_values[m->type].write(m, from));
}

gboolean
rv_json_read_member(const json_t *object, const RvJsonMember *m, gpointer into, GError **error)
{
    const json_t *value = json_object_get(object, m->key);

    if (m->type == RV_JSON_PLACE)
        return rv_json_read_place(object, RV_JSON_MEMBER(RvPlace *, into, m)) ||
               rv_json_refuse(m->key, error);
    if (!value)
        return rv_json_refuse(m->key, error);
    if (holders[m->type].read)
        return holders[m->type].read(m, value, into, error);
    return rv_json_values[m->type].read(m, value, into) || rv_json_refuse(m->key, error);
}

void
rv_json_write_into(json_t *object, const RvJsonShape *shape, gconstpointer from)
{
    for (const RvJsonMember *m = shape->members; m->key; m++)
        rv_json_write_member(object, m, from);
    if (shape->also_write)
        shape->also_write(object, from);
}

json_t *
rv_json_write(const RvJsonShape *shape, gconstpointer from)
{
    json_t *object = json_object();

    rv_json_write_into(object, shape, from);
    return object;
}

gboolean
rv_json_read(const RvJsonShape *shape, const json_t *object, gpointer into, GError **error)
{
    if (!json_is_object(object))
        return rv_json_refuse("{}", error);
    for (const RvJsonMember *m = shape->members; m->key; m++)
        if (!rv_json_read_member(object, m, into, error))
            return FALSE;
    return !shape->also_read || shape->also_read(object, into, error);
}

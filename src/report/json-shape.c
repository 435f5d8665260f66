/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json-shape.h"

#include "recevable/error.h"
#include "recevable/geometry.h"
#include "recevable/i18n.h"

#include <math.h>
#include <string.h>

/* Points: half a kilometre. What a page may be is checked where it is drawn. */
#define MOST_POINTS 1e6
#define BBOX_STEPS 10
/* The end of the year 9999: what dates can tell. */
#define LAST_SECOND G_GINT64_CONSTANT(253402300799)

#define MEMBER(type, from, member) ((type)(gpointer)((char *)(gpointer)(from) + (member)->offset))
#define CONST_MEMBER(type, from, member)                                                           \
    ((const type)(gconstpointer)((const char *)(from) + (member)->offset))

gboolean
rv_json_refuse(const char *key, GError **error)
{
    /* Translators: the name of a part of a JSON file. */
    g_set_error(error, RV_ERROR, RV_ERROR_IO, _("it is no result: '%s' lacks or is wrong"), key);
    return FALSE;
}

/* ---- texts ----------------------------------------------------------------------------------- */

static json_t *
write_text(const RvJsonMember *m, gconstpointer from)
{
    const char *text = *CONST_MEMBER(char *const *, from, m);
    g_autofree char *valid = text ? g_utf8_make_valid(text, -1) : NULL;

    return valid ? json_string(valid) : json_null();
}

static gboolean
read_text(const RvJsonMember *m, const json_t *value, gpointer into)
{
    char **text = MEMBER(char **, into, m);

    if (!json_is_string(value) && !json_is_null(value))
        return FALSE;
    g_free(*text);
    *text = g_strdup(json_string_value(value));
    return TRUE;
}

static json_t *
write_name(const RvJsonMember *m, gconstpointer from)
{
    return json_string(m->name(*CONST_MEMBER(int *, from, m)));
}

static gboolean
read_name(const RvJsonMember *m, const json_t *value, gpointer into)
{
    const char *name = json_string_value(value);

    for (int i = 0; name && i < m->n_names; i++)
        if (g_str_equal(name, m->name(i))) {
            *MEMBER(int *, into, m) = i;
            return TRUE;
        }
    return FALSE;
}

/* ---- numbers --------------------------------------------------------------------------------- */

static double
rounded(double value, double steps)
{
    return isfinite(value) ? round(value * steps) / steps : 0;
}

static json_t *
write_real(const RvJsonMember *m, gconstpointer from)
{
    return json_real(rounded(*CONST_MEMBER(double *, from, m), m->steps));
}

static gboolean
read_real(const RvJsonMember *m, const json_t *value, gpointer into)
{
    double number = json_number_value(value);

    *MEMBER(double *, into, m) = number;
    return json_is_number(value) && number >= m->low && number <= m->high;
}

static json_t *
write_int(const RvJsonMember *m, gconstpointer from)
{
    return json_integer(*CONST_MEMBER(int *, from, m));
}

static gboolean
read_int(const RvJsonMember *m, const json_t *value, gpointer into)
{
    json_int_t number = json_integer_value(value);

    if (!json_is_integer(value) || (double)number < m->low || (double)number > m->high)
        return FALSE;
    *MEMBER(int *, into, m) = (int)number;
    return TRUE;
}

static json_t *
write_long(const RvJsonMember *m, gconstpointer from)
{
    return json_integer(*CONST_MEMBER(gint64 *, from, m));
}

static gboolean
read_long(const RvJsonMember *m, const json_t *value, gpointer into)
{
    json_int_t number = json_integer_value(value);

    *MEMBER(gint64 *, into, m) = number;
    return json_is_integer(value) && (double)number >= m->low && (double)number <= m->high;
}

static json_t *
write_bool(const RvJsonMember *m, gconstpointer from)
{
    return json_boolean(*CONST_MEMBER(gboolean *, from, m));
}

static gboolean
read_bool(const RvJsonMember *m, const json_t *value, gpointer into)
{
    *MEMBER(gboolean *, into, m) = json_is_true(value);
    return json_is_boolean(value);
}

/* ---- days and times -------------------------------------------------------------------------- */

static json_t *
write_day(const RvJsonMember *m, gconstpointer from)
{
    const GDate *day = CONST_MEMBER(GDate *, from, m);
    char iso[sizeof "2026-05-21"];
    gboolean told = g_date_valid(day) && g_date_strftime(iso, sizeof iso, "%Y-%m-%d", day);

    return told ? json_string(iso) : json_null();
}

static gboolean
read_day(const RvJsonMember *m, const json_t *value, gpointer into)
{
    g_autofree char *text = NULL;
    g_autoptr(GDateTime) time = NULL;

    if (json_is_null(value))
        return TRUE;
    if (!json_is_string(value) || json_string_length(value) != strlen("2026-05-21"))
        return FALSE;
    text = g_strconcat(json_string_value(value), "T00:00:00Z", NULL);
    time = g_date_time_new_from_iso8601(text, NULL);
    if (!time)
        return FALSE;
    g_date_set_dmy(MEMBER(GDate *, into, m), (GDateDay)g_date_time_get_day_of_month(time),
                   (GDateMonth)g_date_time_get_month(time), (GDateYear)g_date_time_get_year(time));
    return TRUE;
}

static json_t *
write_time(const RvJsonMember *m, gconstpointer from)
{
    gint64 seconds = *CONST_MEMBER(gint64 *, from, m);
    g_autoptr(GDateTime) time = seconds ? g_date_time_new_from_unix_utc(seconds) : NULL;
    g_autofree char *iso = time ? g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ") : NULL;

    return iso ? json_string(iso) : json_null();
}

static gboolean
read_time(const RvJsonMember *m, const json_t *value, gpointer into)
{
    const char *text = json_string_value(value);
    g_autoptr(GDateTime) time = text ? g_date_time_new_from_iso8601(text, NULL) : NULL;

    if (json_is_null(value))
        return TRUE;
    if (!time)
        return FALSE;
    *MEMBER(gint64 *, into, m) = CLAMP(g_date_time_to_unix(time), 0, LAST_SECOND);
    return TRUE;
}

/* ---- places ---------------------------------------------------------------------------------- */

static json_t *
rect_json(const RvPt *r)
{
    return json_pack("[f,f,f,f]", rounded(r->x0, BBOX_STEPS), rounded(r->y0, BBOX_STEPS),
                     rounded(r->x1, BBOX_STEPS), rounded(r->y1, BBOX_STEPS));
}

static gboolean
rect_take(const json_t *value, RvPt *r)
{
    double *sides[] = {&r->x0, &r->y0, &r->x1, &r->y1};

    if (!json_is_array(value) || json_array_size(value) != G_N_ELEMENTS(sides))
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(sides); i++) {
        const json_t *side = json_array_get(value, i);

        *sides[i] = json_number_value(side);
        if (!json_is_number(side) || !(fabs(*sides[i]) <= MOST_POINTS))
            return FALSE;
    }
    return TRUE;
}

static json_t *
write_rect(const RvJsonMember *m, gconstpointer from)
{
    return rect_json(CONST_MEMBER(RvPt *, from, m));
}

static gboolean
read_rect(const RvJsonMember *m, const json_t *value, gpointer into)
{
    return rect_take(value, MEMBER(RvPt *, into, m));
}

static void
write_place(json_t *object, const RvPlace *place)
{
    if (place->page <= 0)
        return;
    json_object_set_new(object, "page", json_integer(place->page));
    json_object_set_new(object, "bbox", rect_json(&place->pt));
}

static gboolean
read_place(const json_t *object, RvPlace *place)
{
    const json_t *page = json_object_get(object, "page");
    const json_t *bbox = json_object_get(object, "bbox");
    json_int_t number = json_integer_value(page);

    if (!page && !bbox)
        return TRUE;
    if (!json_is_integer(page) || number < 1 || number > G_MAXINT || !rect_take(bbox, &place->pt))
        return FALSE;
    place->page = (int)number;
    return TRUE;
}

/* ---- lists and objects ----------------------------------------------------------------------- */

static json_t *
write_array(const RvJsonMember *m, gconstpointer from)
{
    const GArray *array = *CONST_MEMBER(GArray *const *, from, m);
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
    GArray **array = MEMBER(GArray **, into, m);
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
    const GPtrArray *array = *CONST_MEMBER(GPtrArray *const *, from, m);
    json_t *list = json_array();

    for (guint i = 0; i < array->len; i++)
        json_array_append_new(list, rv_json_write(m->shape, g_ptr_array_index(array, i)));
    return list;
}

static gboolean
read_parray(const RvJsonMember *m, const json_t *value, gpointer into, GError **error)
{
    GPtrArray *array = *MEMBER(GPtrArray **, into, m);
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
    gconstpointer other = *CONST_MEMBER(gpointer *, from, m);

    return other ? rv_json_write(m->shape, other) : json_null();
}

static gboolean
read_struct(const RvJsonMember *m, const json_t *value, gpointer into, GError **error)
{
    gpointer *other = MEMBER(gpointer *, into, m);

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

    return *CONST_MEMBER(char *const *, from, first) ? rv_json_write(m->shape, from) : json_null();
}

static gboolean
read_option(const RvJsonMember *m, const json_t *value, gpointer into, GError **error)
{
    return json_is_null(value) || rv_json_read(m->shape, value, into, error);
}

/* ---- members --------------------------------------------------------------------------------- */

static const struct {
    json_t *(*write)(const RvJsonMember *member, gconstpointer from);
    gboolean (*read)(const RvJsonMember *member, const json_t *value, gpointer into);
    /* Instead, of what holds others. */
    gboolean (*read_all)(const RvJsonMember *member, const json_t *value, gpointer into,
                         GError **error);
} types[RV_JSON_N_TYPES] = {
    [RV_JSON_TEXT] = {write_text, read_text, NULL},
    [RV_JSON_REAL] = {write_real, read_real, NULL},
    [RV_JSON_INT] = {write_int, read_int, NULL},
    [RV_JSON_LONG] = {write_long, read_long, NULL},
    [RV_JSON_BOOL] = {write_bool, read_bool, NULL},
    [RV_JSON_NAME] = {write_name, read_name, NULL},
    [RV_JSON_DAY] = {write_day, read_day, NULL},
    [RV_JSON_TIME] = {write_time, read_time, NULL},
    [RV_JSON_RECT] = {write_rect, read_rect, NULL},
    [RV_JSON_ARRAY] = {write_array, NULL, read_array},
    [RV_JSON_PARRAY] = {write_parray, NULL, read_parray},
    [RV_JSON_STRUCT] = {write_struct, NULL, read_struct},
    [RV_JSON_OBJECT] = {write_object, NULL, read_object},
    [RV_JSON_OPTION] = {write_option, NULL, read_option},
};

void
rv_json_write_member(json_t *object, const RvJsonMember *m, gconstpointer from)
{
    if (m->type == RV_JSON_PLACE)
        write_place(object, CONST_MEMBER(RvPlace *, from, m));
    else
        json_object_set_new(object, m->key, types[m->type].write(m, from));
}

gboolean
rv_json_read_member(const json_t *object, const RvJsonMember *m, gpointer into, GError **error)
{
    const json_t *value = json_object_get(object, m->key);

    if (m->type == RV_JSON_PLACE)
        return read_place(object, MEMBER(RvPlace *, into, m)) || rv_json_refuse(m->key, error);
    if (!value)
        return rv_json_refuse(m->key, error);
    if (types[m->type].read_all)
        return types[m->type].read_all(m, value, into, error);
    return types[m->type].read(m, value, into) || rv_json_refuse(m->key, error);
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Members that hold nothing else: as JSON, and back. */
#include "json-values.h"

#include "recevable/geometry.h"

#include <math.h>
#include <string.h>

/* Points: half a kilometre. What a page may be is checked where it is drawn. */
#define MOST_POINTS 1e6
#define BBOX_STEPS 10
/* The end of the year 9999: what dates can tell. */
#define LAST_SECOND G_GINT64_CONSTANT(253402300799)

/* ---- texts ----------------------------------------------------------------------------------- */

static json_t *
write_text(const RvJsonMember *m, gconstpointer from)
{
    const char *text = *RV_JSON_CONST_MEMBER(char *const *, from, m);
    g_autofree char *valid = text ? g_utf8_make_valid(text, -1) : NULL;

    return valid ? json_string(valid) : json_null();
}

static gboolean
read_text(const RvJsonMember *m, const json_t *value, gpointer into)
{
    char **text = RV_JSON_MEMBER(char **, into, m);

    if (!json_is_string(value) && !json_is_null(value))
        return FALSE;
    g_free(*text);
    *text = g_strdup(json_string_value(value));
    return TRUE;
}

static json_t *
write_name(const RvJsonMember *m, gconstpointer from)
{
    return json_string(m->name(*RV_JSON_CONST_MEMBER(int *, from, m)));
}

static gboolean
read_name(const RvJsonMember *m, const json_t *value, gpointer into)
{
    const char *name = json_string_value(value);

    for (int i = 0; name && i < m->n_names; i++)
        if (g_str_equal(name, m->name(i))) {
            *RV_JSON_MEMBER(int *, into, m) = i;
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
    return json_real(rounded(*RV_JSON_CONST_MEMBER(double *, from, m), m->steps));
}

static gboolean
read_real(const RvJsonMember *m, const json_t *value, gpointer into)
{
    double number = json_number_value(value);

    *RV_JSON_MEMBER(double *, into, m) = number;
    return json_is_number(value) && number >= m->low && number <= m->high;
}

static json_t *
write_int(const RvJsonMember *m, gconstpointer from)
{
    return json_integer(*RV_JSON_CONST_MEMBER(int *, from, m));
}

static gboolean
read_int(const RvJsonMember *m, const json_t *value, gpointer into)
{
    json_int_t number = json_integer_value(value);

    if (!json_is_integer(value) || (double)number < m->low || (double)number > m->high)
        return FALSE;
    *RV_JSON_MEMBER(int *, into, m) = (int)number;
    return TRUE;
}

static json_t *
write_long(const RvJsonMember *m, gconstpointer from)
{
    return json_integer(*RV_JSON_CONST_MEMBER(gint64 *, from, m));
}

static gboolean
read_long(const RvJsonMember *m, const json_t *value, gpointer into)
{
    json_int_t number = json_integer_value(value);

    *RV_JSON_MEMBER(gint64 *, into, m) = number;
    return json_is_integer(value) && (double)number >= m->low && (double)number <= m->high;
}

static json_t *
write_bool(const RvJsonMember *m, gconstpointer from)
{
    return json_boolean(*RV_JSON_CONST_MEMBER(gboolean *, from, m));
}

static gboolean
read_bool(const RvJsonMember *m, const json_t *value, gpointer into)
{
    *RV_JSON_MEMBER(gboolean *, into, m) = json_is_true(value);
    return json_is_boolean(value);
}

/* ---- days and times -------------------------------------------------------------------------- */

static json_t *
write_day(const RvJsonMember *m, gconstpointer from)
{
    const GDate *day = RV_JSON_CONST_MEMBER(GDate *, from, m);
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
    g_date_set_dmy(RV_JSON_MEMBER(GDate *, into, m), (GDateDay)g_date_time_get_day_of_month(time),
                   (GDateMonth)g_date_time_get_month(time), (GDateYear)g_date_time_get_year(time));
    return TRUE;
}

static json_t *
write_time(const RvJsonMember *m, gconstpointer from)
{
    gint64 seconds = *RV_JSON_CONST_MEMBER(gint64 *, from, m);
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
    *RV_JSON_MEMBER(gint64 *, into, m) = CLAMP(g_date_time_to_unix(time), 0, LAST_SECOND);
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
    return rect_json(RV_JSON_CONST_MEMBER(RvPt *, from, m));
}

static gboolean
read_rect(const RvJsonMember *m, const json_t *value, gpointer into)
{
    return rect_take(value, RV_JSON_MEMBER(RvPt *, into, m));
}

void
rv_json_write_place(json_t *object, const RvPlace *place)
{
    if (place->page <= 0)
        return;
    json_object_set_new(object, "page", json_integer(place->page));
    json_object_set_new(object, "bbox", rect_json(&place->pt));
}

gboolean
rv_json_read_place(const json_t *object, RvPlace *place)
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

const RvJsonValue rv_json_values[RV_JSON_N_TYPES] = {
    [RV_JSON_TEXT] = {write_text, read_text}, [RV_JSON_REAL] = {write_real, read_real},
    [RV_JSON_INT] = {write_int, read_int},    [RV_JSON_LONG] = {write_long, read_long},
    [RV_JSON_BOOL] = {write_bool, read_bool}, [RV_JSON_NAME] = {write_name, read_name},
    [RV_JSON_DAY] = {write_day, read_day},    [RV_JSON_TIME] = {write_time, read_time},
    [RV_JSON_RECT] = {write_rect, read_rect},
};

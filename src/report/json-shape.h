/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Structs as JSON objects and back, by tables of their members: what writes and what reads cannot
 * say different things. What is read is taken as hostile. */
#pragma once

#include <glib.h>
#include <jansson.h>

typedef enum {
    RV_JSON_TEXT,   /* char *, owned; NULL is null. Bytes that are not UTF-8 are replaced */
    RV_JSON_REAL,   /* double */
    RV_JSON_INT,    /* int */
    RV_JSON_LONG,   /* gint64 */
    RV_JSON_BOOL,   /* gboolean */
    RV_JSON_NAME,   /* an enum */
    RV_JSON_DAY,    /* GDate; what is not valid is null */
    RV_JSON_TIME,   /* gint64, seconds since 1970; 0 is null */
    RV_JSON_PLACE,  /* RvPlace: "page" and "bbox", or neither; `key` is only for messages */
    RV_JSON_RECT,   /* RvPt */
    RV_JSON_ARRAY,  /* GArray * */
    RV_JSON_PARRAY, /* GPtrArray * */
    RV_JSON_STRUCT, /* a pointer to another, owned; NULL is null */
    RV_JSON_OBJECT, /* members of the same struct in an object of their own */
    RV_JSON_OPTION, /* the same; null when its first member, a TEXT, is */
    RV_JSON_N_TYPES,
} RvJsonType;

typedef struct _RvJsonShape RvJsonShape;

typedef struct {
    const char *key;
    RvJsonType type;
    gsize offset;
    double low, high;         /* REAL, INT, LONG: what may be read */
    double steps;             /* REAL: written as a multiple of 1 / steps */
    const char *(*name)(int); /* NAME: of 0 ... */
    int n_names;              /* ... to this less one */
    const RvJsonShape *shape; /* lists, STRUCT, OBJECT, OPTION */
    gpointer (*make)(void);   /* STRUCT, and ARRAY where there is none yet: a new one */
} RvJsonMember;

struct _RvJsonShape {
    const RvJsonMember *members; /* ended by a NULL key */
    gsize size;                  /* of the struct */
    /* What a table cannot say; NULL: nothing. */
    void (*also_write)(json_t *object, gconstpointer from);
    gboolean (*also_read)(const json_t *object, gpointer into, GError **error);
};

json_t *rv_json_write(const RvJsonShape *shape, gconstpointer from);
void rv_json_write_into(json_t *object, const RvJsonShape *shape, gconstpointer from);
/* Fills in a struct that is empty but for its lists; what was read before an error stays. Error:
 * IO. */
gboolean rv_json_read(const RvJsonShape *shape, const json_t *object, gpointer into,
                      GError **error);
/* One member by itself, where whether it is there hangs on others. */
void rv_json_write_member(json_t *object, const RvJsonMember *member, gconstpointer from);
gboolean rv_json_read_member(const json_t *object, const RvJsonMember *member, gpointer into,
                             GError **error);
/* Sets the error to "KEY is no good"; FALSE. */
gboolean rv_json_refuse(const char *key, GError **error);

/* ---- rows of the tables ---------------------------------------------------------------------- */

#define RV_JSON_AT(type_, field) G_STRUCT_OFFSET(type_, field)
#define RV_JSON_NAMES(noun, type_)                                                                 \
    static const char *noun##_name(int i)                                                          \
    {                                                                                              \
        return rv_##noun##_name((type_)i);                                                         \
    }
#define RV_JSON_TEXT_ROW(type_, key_, field)                                                       \
    {                                                                                              \
        .key = key_, .type = RV_JSON_TEXT, .offset = RV_JSON_AT(type_, field)                      \
    }
#define RV_JSON_SHARE_ROW(type_, key_, field)                                                      \
    {                                                                                              \
        .key = key_, .type = RV_JSON_REAL, .offset = RV_JSON_AT(type_, field), .low = 0,           \
        .high = 1, .steps = 1000                                                                   \
    }
#define RV_JSON_REAL_ROW(type_, key_, field, low_, high_, steps_)                                  \
    {                                                                                              \
        .key = key_, .type = RV_JSON_REAL, .offset = RV_JSON_AT(type_, field), .low = low_,        \
        .high = high_, .steps = steps_                                                             \
    }
#define RV_JSON_INT_ROW(type_, key_, field, low_, high_)                                           \
    {                                                                                              \
        .key = key_, .type = RV_JSON_INT, .offset = RV_JSON_AT(type_, field), .low = low_,         \
        .high = high_                                                                              \
    }
#define RV_JSON_NAME_ROW(type_, key_, field, name_, last_)                                         \
    {                                                                                              \
        .key = key_, .type = RV_JSON_NAME, .offset = RV_JSON_AT(type_, field), .name = name_,      \
        .n_names = (last_) + 1                                                                     \
    }
#define RV_JSON_PLACE_ROW(type_, field)                                                            \
    {                                                                                              \
        .key = "bbox", .type = RV_JSON_PLACE, .offset = RV_JSON_AT(type_, field)                   \
    }
#define RV_JSON_END                                                                                \
    {                                                                                              \
        .key = NULL                                                                                \
    }
